package web

import (
	"net/http"
	"strconv"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
	"github.com/heedhq/heed/show/playback"
)

// onePage is a page that was made: how to send it, what came back.
type onePage struct {
	Person  personRow
	State   string
	Open    bool
	Expired bool // and was not taken back
	Made    string
	Link    string // "": not known any more
	File    string // address of the file to send
	HasKey  bool
	Local   bool // a link would reach nobody
	Letter  string
	LetLang string
	Preview string
	Claims  []shownClaim
	Done    []app.Promise
	Missed  string
	Their   string // language of what they wrote
	Consent []look.Row
	Deeper  string
	Act     string
	Given   app.PlaybackReply
	Moved   []movedRow
	Took    string
	Verdict []look.Option
	Uses    []look.Option
}

// shownClaim is a claim of a page with what they said to it.
type shownClaim struct {
	N        int
	Words    string
	Href     string
	Now      look.Claim
	Known    bool // the claim is still there
	Own      []string
	Verdict  heed.Verdict
	Said     string // the verdict in words
	Answered string // theirs
}

// movedRow is a claim that a reply moved.
type movedRow struct{ Href, Words, From, To, Shown string }

func (s *site) playbackPage(w http.ResponseWriter, r *http.Request) error {
	return s.onePlayback(w, r, r.PathValue("id"), nil)
}

// page of a study, by id.
func (s *site) pageOf(r *http.Request, study, id string) (app.Playback, error) {
	x, err := s.app.Playback(r.Context(), id)
	if err == nil && x.Study != study {
		err = heed.Errorf(heed.CodeNotFound, "%s", look.In(whoLooks(r).Lang).Say("web.back.no_page"))
	}
	return x, err
}

func (s *site) onePlayback(w http.ResponseWriter, r *http.Request, id string, out *app.PlaybackOutcome) error {
	p, err := s.about(r, "web.back.page", "playback")
	if err != nil {
		return err
	}
	x, err := s.pageOf(r, p.Study.ID, id)
	if err != nil {
		return err
	}
	given, err := s.app.AnsweredOn(r.Context(), x)
	if err != nil {
		return err
	}
	now := s.opt.Now()
	at := "/s/" + p.Study.ID + "/playback/" + x.ID
	body := onePage{
		Person: personOf(p.scene, p.report().Participants[x.Participant]),
		State:  pageState(p.scene, x, now), Open: x.Open(now), Expired: !x.Open(now) && x.Revoked.IsZero(), Made: p.scene.Day(heed.DateOf(x.Created)), Act: at,
		File: at + "/file", Preview: at + "/preview", Local: s.local(), Done: x.Done, Given: given, Missed: given.Missed,
		LetLang: string(x.Language), Letter: app.PlaybackLetter(x),
	}
	if key := s.keys.of(x.ID, now); key != "" && body.Open {
		body.HasKey = true
		if !body.Local {
			body.Link = s.base(r) + "/p/" + x.ID + "/" + key
		}
	}
	if x.Language != p.Lang {
		body.Their = string(x.Language)
	}
	for i, c := range x.Claims {
		row := shownClaim{N: i + 1, Words: c.Words, Verdict: given.Answers[i].Verdict, Answered: given.Answers[i].Words}
		row.Said = p.scene.Say("web.back.verdict_none")
		if row.Verdict != "" {
			row.Said = p.scene.Say("web.back.said_" + string(row.Verdict))
		}
		for _, q := range c.Quotations {
			row.Own = append(row.Own, look.Quoted(q.Text, x.Language))
		}
		if claim := p.report().ClaimAt(c.Claim, c.Quotations); claim != nil {
			row.Now, row.Known = p.scene.Line(claim), true
		}
		body.Claims = append(body.Claims, row)
	}
	for _, u := range []struct {
		name  string
		given heed.Allowance
	}{{"analysis", given.Consent.Analysis}, {"training", given.Consent.Training}, {"quote_inside", given.Consent.QuoteInside}, {"quote_outside", given.Consent.QuoteOutside}, {"recording", given.Consent.Recording}} {
		word := p.scene.Say("web.consent." + u.name)
		body.Consent = append(body.Consent, look.Row{Term: word, Value: p.scene.Say("web.consent." + string(u.given))})
		body.Uses = append(body.Uses, look.Option{Value: u.name, Word: word})
	}
	body.Deeper = p.scene.Say("web.back.deeper_" + string(x.Deeper))
	for _, v := range []heed.Verdict{heed.Right, heed.Partly, heed.Wrong} {
		body.Verdict = append(body.Verdict, look.Option{Value: string(v), Word: p.scene.Say("web.back.said_" + string(v))})
	}
	if out != nil {
		body.moved(p.scene, out)
	}
	p.Title, p.Body = body.Person.Name, body
	return s.render(w, r, http.StatusOK, "playback-one", p.page)
}

func (o *onePage) moved(sc *look.Scene, out *app.PlaybackOutcome) {
	o.Took = sc.Say("web.back.took", "n", out.Answered)
	for _, m := range out.Moved {
		row := movedRow{Words: m.Words, From: sc.Say("level." + m.From.String()), To: sc.Say("level." + m.To.String())}
		if m.Gone {
			row.To = sc.Say("web.back.gone")
		}
		if c := sc.Claimed(m.Claim); c != nil {
			line := sc.Line(c)
			row.Href, row.Shown, row.Words = line.Href, line.Shown, line.Text
		}
		o.Moved = append(o.Moved, row)
	}
}

// local reports whether a link would reach nobody but us.
func (s *site) local() bool { return s.opt.Local && s.opt.Public == "" }

// base is what links to this server begin with.
func (s *site) base(r *http.Request) string {
	if s.opt.Public != "" {
		return s.opt.Public
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// changePlayback takes a page back, gives it a new link, or takes in answers
// that one of ours typed in.
func (s *site) changePlayback(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, largestReply)
	if err := r.ParseForm(); err != nil {
		return heed.WrapError(heed.CodeInvalid, err, "the form could not be read")
	}
	id, study := r.PathValue("id"), r.PathValue("study")
	x, err := s.pageOf(r, study, id)
	if err != nil {
		return err
	}
	at := "/s/" + study + "/playback/" + id
	switch r.PostForm.Get("act") {
	case "revoke":
		if err := s.app.RevokePlayback(r.Context(), id); err != nil {
			return err
		}
		return s.doneAt(w, r, at, "web.back.taken", 0)
	case "renew":
		days := 0 // as before; where its time is over, as long as a new page
		if !x.Open(s.opt.Now()) {
			days = 30
		}
		_, key, err := s.app.RenewPlayback(r.Context(), id, days)
		if err != nil {
			return err
		}
		s.keys.hold(id, key, s.opt.Now())
		return s.doneAt(w, r, at, "web.back.renewed", 0)
	case "answer":
		reply := playback.FromForm(r.PostForm, len(x.Claims))
		reply.Page = id
		by := app.ByHand
		if r.PostForm.Get("by") == string(app.ByNotes) {
			by = app.ByNotes
		}
		out, err := s.app.AnswerPlayback(r.Context(), reply, by)
		if err != nil && out.Forgotten == nil {
			return err
		}
		out.Page = x
		return s.took(w, r, &out)
	}
	return heed.Errorf(heed.CodeInvalid, "%q is not something that can be done to a page", r.PostForm.Get("act"))
}

func (s *site) previewPlayback(w http.ResponseWriter, r *http.Request) error {
	x, err := s.pageOf(r, r.PathValue("study"), r.PathValue("id"))
	if err != nil {
		return err
	}
	return preview(w, x, look.In(whoLooks(r).Lang).Say("web.back.preview_made"))
}

// playbackFile is the page as one file, to be sent as an attachment.
func (s *site) playbackFile(w http.ResponseWriter, r *http.Request) error {
	x, err := s.pageOf(r, r.PathValue("study"), r.PathValue("id"))
	if err != nil {
		return err
	}
	key := s.keys.of(x.ID, s.opt.Now())
	if key == "" {
		return heed.Errorf(heed.CodeConflict, "%s", look.In(whoLooks(r).Lang).Say("web.back.once"))
	}
	recorded, err := s.app.Recorded(r.Context(), x.Participant)
	if err != nil {
		return err
	}
	number := strconv.Itoa(len(x.Claims))
	if rep, err := s.app.Shown(r.Context(), x.Study); err == nil {
		number = strconv.Itoa(rep.Participants[x.Participant].Number)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", playback.Policy(false)+"; frame-ancestors 'none'")
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Disposition", `attachment; filename="heed-person-`+number+`.html"`)
	return playback.Write(w, x, playback.Options{Key: key, Recorded: recorded})
}
