// Package playback is the private page on which a participant reads what we
// think we heard from them, and the way back of their answers. The page is one
// HTML file: it loads nothing, is read without script, and asks search engines
// and referrers to leave it alone.
package playback

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

//go:embed page.html
var pageHTML string

//go:embed page.css
var pageCSS string

//go:embed page.js
var pageJS string

var page = template.Must(template.New("page").Parse(pageHTML))

// Options say how a page is answered.
type Options struct {
	// Key opens the page; it travels back with the answers.
	Key string
	// Action is where a served page sends its form; "" makes a file, which is
	// answered by a JSON file or by replying in words.
	Action string
	// Given is what they answered before; nil: nothing yet.
	Given *app.PlaybackReply
	// Sent says that their answers have just been taken in.
	Sent bool
	// Recorded asks also about keeping the sound of their voice.
	Recorded bool
	// Banner stands over a page that only one of us looks at; it cannot be
	// answered.
	Banner string
}

type pageData struct {
	Lang, Page, Key, File, Action, Policy string
	Style                                 template.CSS
	Script                                template.JS
	T                                     map[string]string
	Done                                  []app.Promise
	Claims                                []claim
	Verdicts                              []verdict
	Uses                                  []use
	Example                               string
	Missed                                string
	Deeper                                heed.Allowance
	Again, Noted                          bool
	Told, Banner                          string
}

type claim struct {
	N int
	app.PlaybackClaim
	Verdict string
	Own     string
}

type verdict struct{ Value, Word string }

type use struct {
	Name, Text string
	Given      heed.Allowance
}

// Write writes the page.
func Write(w io.Writer, p app.Playback, o Options) error {
	lang, t := wordsIn(p.Language)
	until := look.In(lang).Day(heed.DateOf(p.Expires))
	t["ask"], t["missed"] = app.AskRight(lang), app.AskMissed(lang)
	t["until"] += " " + until + "."
	d := pageData{
		Lang: string(lang), Page: p.ID, Key: o.Key, File: t["file"], Action: o.Action, T: t, Done: p.Done, Banner: o.Banner,
		Style: template.CSS(pageCSS), Script: template.JS(pageJS), Example: t["example"] + "\n" + t["page_word"] + ": " + p.ID,
		Verdicts: []verdict{{"right", t["right"]}, {"partly", t["partly"]}, {"wrong", t["wrong"]}},
		Policy:   Policy(o.Action != ""),
	}
	given := app.PlaybackReply{}
	if o.Given != nil {
		given = *o.Given
		d.Again = !p.Answered.IsZero()
		d.Missed, d.Deeper = given.Missed, given.Deeper
	}
	switch {
	case o.Sent:
		d.Told = t["sent"] + " " + until + "."
	case d.Again:
		d.Told = t["again"] + " " + until + "."
	}
	for i, c := range p.Claims {
		x := claim{N: i + 1, PlaybackClaim: c}
		for _, g := range given.Answers {
			if g.N == x.N {
				x.Verdict, x.Own = string(g.Verdict), g.Words
			}
		}
		d.Claims = append(d.Claims, x)
	}
	uses := []use{
		{Name: "analysis", Given: given.Consent.Analysis}, {Name: "training", Given: given.Consent.Training},
		{Name: "quote_inside", Given: given.Consent.QuoteInside}, {Name: "quote_outside", Given: given.Consent.QuoteOutside},
	}
	last := "all_four"
	if o.Recorded {
		last = "first_four"
		uses = append(uses, use{Name: "recording", Given: given.Consent.Recording})
	}
	t["consent_note"] += " " + t[last]
	for _, u := range uses {
		u.Text = t[u.Name]
		d.Noted = d.Noted || u.Given != heed.Unknown
		d.Uses = append(d.Uses, u)
	}
	return page.ExecuteTemplate(w, "page", d)
}

// Policy is the content policy of a page: only its style, and in a file its
// script, run, whatever a quotation holds. A served page may send its form to
// where it came from and has no script.
func Policy(served bool) string {
	p := "default-src 'none'; base-uri 'none'; style-src " + hashOf(pageCSS)
	if served {
		return p + "; form-action 'self'"
	}
	return p + "; script-src " + hashOf(pageJS) + "; form-action 'none'"
}

// What a page of a few lines says.
const (
	Gone      = "gone"      // nothing can be opened here; nobody learns why
	Forgotten = "forgotten" // what they told us was deleted
	Often     = "often"     // too many requests
	Faulty    = "faulty"    // our own fault
	Unread    = "unread"    // what they sent could not be read
)

// WriteShort writes a page of a few lines, in one language, or in both where
// it is not known who reads it.
func WriteShort(w io.Writer, what string, lang heed.Language) error {
	type part struct{ Lang, Title, Text string }
	d := struct {
		Lang, Title string
		Style       template.CSS
		Parts       []part
	}{Style: template.CSS(pageCSS)}
	langs := []heed.Language{lang}
	if lang == "" {
		langs = []heed.Language{heed.English, heed.Spanish}
	}
	for _, l := range langs {
		l, t := wordsIn(l)
		d.Parts = append(d.Parts, part{string(l), t[what+"_title"], t[what]})
	}
	d.Lang, d.Title = d.Parts[0].Lang, d.Parts[0].Title
	return page.ExecuteTemplate(w, "short", d)
}

func wordsIn(lang heed.Language) (heed.Language, map[string]string) {
	if lang != heed.Spanish {
		lang = heed.English
	}
	t := map[string]string{}
	for id, s := range words {
		t[id] = s[lang]
	}
	return lang, t
}

func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
