package web

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
	"github.com/heedhq/heed/show/playback"
)

const (
	claimsOnPage = 6  // that a page takes
	claimsFirst  = 10 // that are offered before the rest is opened
)

// newPage is a page to be made: which claims, in which words and language.
type newPage struct {
	Person      personRow
	Participant string
	Lang        string // of the page
	Langs       []look.Option
	Claims      []offered
	Rest        []offered
	About       string
	All         string // address that offers every claim
	Rests       string
	Act         string
	Days        int
	Problem     string
}

// offered is a claim that may be shown.
type offered struct {
	look.Claim
	Own      []string // their quotations
	OwnLang  string
	Plain    string
	On       bool
	Proposed bool
	Note     string
}

func (s *site) newPlayback(w http.ResponseWriter, r *http.Request) error {
	return s.preparePlayback(w, r, http.StatusOK, nil, "")
}

// preparePlayback offers the claims that somebody can judge. form holds what
// was chosen before, where something was wrong with it.
func (s *site) preparePlayback(w http.ResponseWriter, r *http.Request, status int, form url.Values, problem string) error {
	p, err := s.about(r, "web.back.prepare", "playback")
	if err != nil {
		return err
	}
	req := askOf(r, p.Study.ID)
	who, known := p.report().Participants[req.Participant]
	if !known {
		return heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("web.no_person"))
	}
	lang := heed.Language(r.URL.Query().Get("in"))
	if lang != heed.English && lang != heed.Spanish {
		lang = ""
	}
	can, lang, err := s.app.Showables(r.Context(), req, lang)
	if err != nil {
		return err
	}
	body := newPage{
		Person: personOf(p.scene, who), Participant: who.ID, Lang: string(lang),
		About: p.aboutAsk(req), Act: r.URL.RequestURI(), Days: 30, Problem: problem,
	}
	if req.Persona+req.Stage+req.Conversation+req.Claim != "" {
		body.All = "/s/" + p.Study.ID + "/playback/new?" + url.Values{"participant": {who.ID}}.Encode()
	}
	for _, l := range []heed.Language{heed.English, heed.Spanish} {
		body.Langs = append(body.Langs, look.Option{Value: withQuery(r, "in", string(l)), Word: p.scene.Say("web.back.in_" + string(l)), On: l == lang})
	}
	for i, c := range can {
		o := offered{Claim: p.scene.Line(c.Claim), Plain: c.Plain, Proposed: c.Proposed, On: c.Proposed && i < claimsOnPage}
		for _, q := range c.Own {
			in := cmp.Or(p.report().Conversations[q.Conversation].Language, c.Claim.Language, p.Lang)
			o.Own = append(o.Own, look.Quoted(q.Text, in))
			if in != p.Lang {
				o.OwnLang = string(in)
			}
		}
		switch {
		case c.Verdict != "":
			o.Note = p.scene.Say("web.back.said_" + string(c.Verdict))
		case !c.Asked.IsZero():
			o.Note = p.scene.Say("web.back.asked_on", "day", c.Asked)
		}
		if form != nil {
			o.On, o.Plain = false, form.Get("words-"+c.Claim.ID)
			for _, id := range form["claim"] {
				o.On = o.On || id == c.Claim.ID
			}
		}
		if i < claimsFirst || o.On {
			body.Claims = append(body.Claims, o)
		} else {
			body.Rest = append(body.Rest, o)
		}
	}
	judges, err := s.app.Judges(r.Context(), app.ProposeRequest{Study: p.Study.ID, Participant: who.ID})
	if err != nil {
		return err
	}
	for _, j := range judges {
		if j.Rests {
			body.Rests = p.scene.Say("web.back.rests", "day", j.LastAsked)
		}
	}
	p.Body = body
	return s.render(w, r, status, "playback-new", p.page)
}

// makePlayback shows a page before it is made, or makes it.
func (s *site) makePlayback(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	if err := r.ParseForm(); err != nil {
		return heed.WrapError(heed.CodeInvalid, err, "the form could not be read")
	}
	words := look.In(whoLooks(r).Lang)
	req := app.PlaybackRequest{
		Study: r.PathValue("study"), Participant: r.URL.Query().Get("participant"), Claims: r.PostForm["claim"],
		Words: map[string]string{}, Language: heed.Language(r.PostForm.Get("lang")), Again: r.PostForm.Get("again") == "yes",
	}
	if len(req.Claims) == 0 || len(req.Claims) > claimsOnPage {
		return s.preparePlayback(w, r, http.StatusUnprocessableEntity, r.PostForm, words.Say("web.back.how_many", "n", claimsOnPage))
	}
	days, err := strconv.Atoi(r.PostForm.Get("days"))
	if err != nil || days < 1 || days > 365 {
		return s.preparePlayback(w, r, http.StatusUnprocessableEntity, r.PostForm, words.Say("web.back.how_long"))
	}
	req.Days = days
	for _, id := range req.Claims {
		req.Words[id] = strings.Join(strings.Fields(r.PostForm.Get("words-"+id)), " ")
	}
	if r.PostForm.Get("act") == "preview" {
		p, err := s.app.DraftPlayback(r.Context(), req)
		if err != nil {
			return err
		}
		return preview(w, p, words.Say("web.back.preview"))
	}
	p, key, err := s.app.NewPlayback(r.Context(), req)
	if code := heed.ErrorCode(err); code == heed.CodeConflict || code == heed.CodeForbidden || code == heed.CodeInvalid {
		return s.preparePlayback(w, r, http.StatusUnprocessableEntity, r.PostForm, heed.ErrorMessage(err))
	}
	if err != nil {
		return err
	}
	s.keys.hold(p.ID, key, s.opt.Now())
	return s.doneAt(w, r, "/s/"+p.Study+"/playback/"+p.ID, "web.back.made", 0)
}

// preview writes the page as its participant sees it, which nobody can answer.
func preview(w http.ResponseWriter, p app.Playback, banner string) error {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", playback.Policy(true)+"; frame-ancestors 'none'")
	h.Set("Cache-Control", "private, no-store")
	return playback.Write(w, p, playback.Options{Action: "/nowhere", Banner: banner})
}
