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
}

type pageData struct {
	Lang, Page, Key, File, Action, Policy string
	Style                                 template.CSS
	Script                                template.JS
	T                                     map[string]string
	Done                                  []app.Promise
	Claims                                []claim
	Uses                                  []use
	Example                               string
}

type claim struct {
	N int
	app.PlaybackClaim
}

type use struct{ Name, Text string }

// Write writes the page.
func Write(w io.Writer, p app.Playback, o Options) error {
	lang := p.Language
	if lang != heed.Spanish {
		lang = heed.English
	}
	t := map[string]string{}
	for id, s := range words {
		t[id] = s[lang]
	}
	t["ask"], t["missed"] = app.AskRight(lang), app.AskMissed(lang)
	t["until"] += " " + heed.DateOf(p.Expires).String()
	d := pageData{
		Lang: string(lang), Page: p.ID, Key: o.Key, File: t["file"], Action: o.Action, T: t, Done: p.Done,
		Style: template.CSS(pageCSS), Script: template.JS(pageJS), Example: t["example"] + "\n" + t["page_word"] + ": " + p.ID,
	}
	// Only this style and this script run, whatever a quotation holds.
	d.Policy = "default-src 'none'; base-uri 'none'; style-src " + hashOf(pageCSS) + "; script-src " + hashOf(pageJS) + "; form-action "
	if o.Action == "" {
		d.Policy += "'none'"
	} else {
		d.Policy += "'self'"
	}
	for i, c := range p.Claims {
		d.Claims = append(d.Claims, claim{i + 1, c})
	}
	for _, name := range []string{"analysis", "training", "quote_inside", "quote_outside"} {
		d.Uses = append(d.Uses, use{name, t[name]})
	}
	return page.Execute(w, d)
}

func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
