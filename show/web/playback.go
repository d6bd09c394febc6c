package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
	"github.com/heedhq/heed/show/playback"
)

// earnRoutes are the pages about showing back, promises, the panel and how
// heard people felt.
func (s *site) earnRoutes(page func(string, handler)) {
	page("GET /s/{study}/playback", s.playbacks)
	page("POST /s/{study}/playback", s.replyCame)
	page("GET /s/{study}/playback/new", s.newPlayback)
	page("POST /s/{study}/playback/new", s.makePlayback)
	page("GET /s/{study}/playback/{id}", s.playbackPage)
	page("POST /s/{study}/playback/{id}", s.changePlayback)
	page("GET /s/{study}/playback/{id}/preview", s.previewPlayback)
	page("GET /s/{study}/playback/{id}/file", s.playbackFile)
	page("GET /s/{study}/promises", s.promises)
	page("POST /s/{study}/promises", s.changePromise)
	page("GET /s/{study}/panel", s.panel)
	page("POST /s/{study}/panel", s.changePanel)
	page("GET /s/{study}/felt", s.feltHeard)
	page("POST /s/{study}/felt", s.addPulse)
}

const (
	keysHeld = 30 * time.Minute // how long a link can be copied after it was made
	mostKeys = 512
)

// keyring holds the keys of pages made a little while ago, so that whoever
// made one can copy its link and fetch its file. They are kept nowhere else.
type keyring struct {
	mu   sync.Mutex
	keys map[string]heldKey
}

type heldKey struct {
	key string
	at  time.Time
}

func (k *keyring) hold(page, key string, now time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.keys == nil || len(k.keys) >= mostKeys {
		k.keys = map[string]heldKey{}
	}
	k.keys[page] = heldKey{key, now}
}

func (k *keyring) of(page string, now time.Time) string {
	k.mu.Lock()
	defer k.mu.Unlock()
	held := k.keys[page]
	if now.Sub(held.at) > keysHeld {
		delete(k.keys, page)
		return ""
	}
	return held.key
}

// othersShown is how many people the page lists whom nothing asks for first; a
// persona or a stage chosen above finds the rest.
const othersShown = 40

// proposedShown is how many people are proposed at once: nobody prepares more
// pages than these in a sitting.
const proposedShown = 30

// playbacksPage is whom to ask about what, and what came of asking.
type playbacksPage struct {
	Sums     []string
	Filters  []look.Choice
	Hidden   []look.Row // parts of the address that a filter keeps
	About    string
	Proposed []proposedRow
	More     []proposedRow // the first of Others
	Others   int
	MoreAsk  string // how many more could be asked than are listed
	Pages    []pageRow
	Act      string
	Problem  string
	Text     string
}

// proposedRow is somebody to ask, and about what.
type proposedRow struct {
	personRow
	Href   string // address to prepare a page
	Claims []look.Claim
	Note   string
	Rests  string
}

// pageRow is a page that was made.
type pageRow struct {
	ID, Href, Name, Role, When, State, Answers string
	Open                                       bool
}

func (s *site) playbacks(w http.ResponseWriter, r *http.Request) error {
	return s.showPlaybacks(w, r, http.StatusOK, "", "")
}

func (s *site) showPlaybacks(w http.ResponseWriter, r *http.Request, status int, problem, text string) error {
	p, err := s.about(r, "web.earn.playback", "playback")
	if err != nil {
		return err
	}
	req := askOf(r, p.Study.ID)
	body := playbacksPage{
		Act: "/s/" + p.Study.ID + "/playback", Problem: problem, Text: text,
		Filters: []look.Choice{personaChoice(p.scene, r.URL.Query()), stageFilter(p.scene, req.Stage)}, About: p.aboutAsk(req),
	}
	for _, name := range []string{"conversation", "claim"} {
		if v := r.URL.Query().Get(name); v != "" {
			body.Hidden = append(body.Hidden, look.Row{Term: name, Value: v})
		}
	}
	earning, err := s.app.Earning(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	body.Sums = sums(p.scene, &earning)
	proposed, err := s.app.ProposePlayback(r.Context(), req)
	if err != nil {
		return err
	}
	named := map[string]bool{}
	for _, x := range proposed {
		named[x.Participant.ID] = true
		if len(body.Proposed) < proposedShown {
			body.Proposed = append(body.Proposed, p.proposal(x, req))
		}
	}
	if n := len(proposed) - len(body.Proposed); n > 0 {
		body.MoreAsk = p.scene.Say("web.back.more_ask", "n", n)
	}
	judges, err := s.app.Judges(r.Context(), req)
	if err != nil {
		return err
	}
	for _, x := range judges {
		if !named[x.Participant.ID] {
			body.Others++
			if len(body.More) < othersShown {
				body.More = append(body.More, p.proposal(x, req))
			}
		}
	}
	pages, err := s.app.Playbacks(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	for _, x := range slices.Backward(pages) {
		row, err := s.pageRow(r, p.scene, x)
		if err != nil {
			return err
		}
		body.Pages = append(body.Pages, row)
	}
	p.Body = body
	return s.render(w, r, status, "playback", p.page)
}

// askOf reads from the address which claims are meant.
func askOf(r *http.Request, study string) app.ProposeRequest {
	q := r.URL.Query()
	return app.ProposeRequest{Study: study, Persona: q.Get("persona"), Stage: q.Get("stage"), Conversation: q.Get("conversation"), Participant: q.Get("participant"), Claim: q.Get("claim")}
}

// askAddress is where claims that fit are shown back; parts are pairs of a
// name and a value.
func askAddress(study string, parts ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(parts); i += 2 {
		if parts[i+1] != "" {
			q.Set(parts[i], parts[i+1])
		}
	}
	return "/s/" + study + "/playback?" + q.Encode()
}

// stages to choose from.
func stageFilter(sc *look.Scene, chosen string) look.Choice {
	c := look.Choice{Name: "stage", Label: sc.Say("web.back.stage"), Any: sc.Say("web.ledger.all")}
	for _, st := range sc.Study.Settings.Stages {
		c.Options = append(c.Options, look.Option{Value: st.ID, Word: sc.Stage(st.ID), On: st.ID == chosen})
	}
	return c
}

// aboutAsk says which claims are meant, "" for all.
func (p *studied) aboutAsk(req app.ProposeRequest) string {
	persona := ""
	for _, x := range p.scene.Personas() {
		if x.ID == req.Persona {
			persona = p.scene.PersonaName(x)
		}
	}
	conversation, claim := "", ""
	if req.Conversation != "" {
		conversation = p.scene.Say("web.back.of_conversation")
	}
	if c := p.scene.Claimed(req.Claim); c != nil {
		claim = look.Shorten1(c.Words, 80)
	}
	return joined(", ", persona, p.scene.Stage(req.Stage), conversation, claim)
}

// sums says in sentences what was asked, answered and done.
func sums(sc *look.Scene, e *app.Earning) (out []string) {
	c := e.Checks
	if c.Asked == 0 {
		out = append(out, sc.Say("web.back.sum_none"))
	} else {
		out = append(out, sc.Say("web.back.sum_asked", "n", c.Asked, "people", sc.Say("people_n", "n", e.PeopleAsked)),
			sc.Say("web.back.sum_answered", "n", c.Answered, "right", c.Agreed, "partly", c.Partly, "wrong", c.Disagreed, "silent", c.Asked-c.Answered),
			sc.Say("web.back.sum_deeper", "yes", e.DeeperYes, "no", e.DeeperNo, "silent", e.DeeperSilent))
	}
	if e.Promised > 0 {
		out = append(out, sc.Say("web.promise.sum", "n", e.Promised, "kept", e.Kept, "broken", e.Broken, "overdue", e.Overdue))
	}
	return out
}

func (p *studied) proposal(x app.Proposal, req app.ProposeRequest) proposedRow {
	row := proposedRow{personRow: personOf(p.scene, x.Participant)}
	q := url.Values{"participant": {x.Participant.ID}}
	for name, v := range map[string]string{"persona": req.Persona, "stage": req.Stage, "conversation": req.Conversation, "claim": req.Claim} {
		if v != "" {
			q.Set(name, v)
		}
	}
	row.Href = "/s/" + p.Study.ID + "/playback/new?" + q.Encode()
	for _, c := range x.Claims {
		if claim := p.scene.Claimed(c.ID); claim != nil {
			row.Claims = append(row.Claims, p.scene.Line(claim))
		}
	}
	if x.Can > 0 {
		row.Note = p.scene.Say("web.back.can", "n", x.Can)
	}
	if x.Rests {
		row.Rests = p.scene.Say("web.back.rests", "day", x.LastAsked)
	}
	return row
}

func (s *site) pageRow(r *http.Request, sc *look.Scene, x app.Playback) (row pageRow, err error) {
	name, role, org := sc.Who(x.Participant, "")
	given, err := s.app.AnsweredOn(r.Context(), x)
	if err != nil {
		return row, err
	}
	answered, right := 0, 0
	for _, a := range given.Answers {
		if a.Verdict != "" {
			answered++
		}
		if a.Verdict == heed.Right {
			right++
		}
	}
	row = pageRow{
		ID: x.ID, Href: "/s/" + x.Study + "/playback/" + x.ID, Name: name, Role: joined(", ", role, org),
		When: sc.Day(heed.DateOf(x.Created)), Open: x.Open(s.opt.Now()), State: pageState(sc, x, s.opt.Now()),
	}
	row.Answers = sc.Say("web.back.answers", "n", len(x.Claims), "answered", answered, "right", right)
	return row, nil
}

func pageState(sc *look.Scene, x app.Playback, now time.Time) string {
	switch {
	case !x.Revoked.IsZero():
		return sc.Say("web.back.revoked", "day", heed.DateOf(x.Revoked))
	case !x.Answered.IsZero() && x.Open(now):
		return sc.Say("web.back.answered_open", "day", heed.DateOf(x.Answered), "until", heed.DateOf(x.Expires))
	case !x.Answered.IsZero():
		return sc.Say("web.back.answered", "day", heed.DateOf(x.Answered))
	case x.Open(now):
		return sc.Say("web.back.waiting", "until", heed.DateOf(x.Expires))
	}
	return sc.Say("web.back.expired", "day", heed.DateOf(x.Expires))
}

// replyCame takes in a reply that came back: the file that a page saved, or a
// message in words.
func (s *site) replyCame(w http.ResponseWriter, r *http.Request) error {
	files, form, err := receive(w, r)
	if err != nil {
		return err
	}
	text := form["text"]
	if len(files) > 0 {
		text = string(files[0].Data)
	}
	reply, err := playback.Parse(strings.NewReader(text))
	if err != nil {
		return s.showPlaybacks(w, r, http.StatusUnprocessableEntity, heed.ErrorMessage(err), text)
	}
	by := app.ByKey
	if reply.Key == "" { // in words: one of ours vouches for who wrote it
		by = app.ByHand
	}
	reply.Page = cmp.Or(reply.Page, form["page"])
	page, err := s.app.Playback(r.Context(), reply.Page)
	if err == nil && page.Study != r.PathValue("study") {
		err = heed.Errorf(heed.CodeNotFound, "%s", look.In(whoLooks(r).Lang).Say("web.back.no_page"))
	}
	if err != nil {
		return s.showPlaybacks(w, r, http.StatusUnprocessableEntity, look.In(whoLooks(r).Lang).Say("web.back.no_page"), text)
	}
	out, err := s.app.AnswerPlayback(r.Context(), reply, by)
	if err != nil && out.Forgotten == nil {
		return s.showPlaybacks(w, r, http.StatusUnprocessableEntity, heed.ErrorMessage(err), text)
	}
	return s.took(w, r, &out)
}

// took shows what a reply moved.
func (s *site) took(w http.ResponseWriter, r *http.Request, out *app.PlaybackOutcome) error {
	if out.Forgotten != nil {
		return s.doneAt(w, r, "/s/"+out.Page.Study+"/playback", "web.people.forgotten", 0)
	}
	return s.onePlayback(w, r, out.Page.ID, out)
}
