package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// quotesOpen is how many quotations an opened claim shows.
const quotesOpen = 24

// opened is a claim opened, with what may be done to it.
type opened struct {
	look.Panel
	Act    string // address for decisions
	Back   string
	Review heed.Review
	Cells  []look.Option
	Stages []look.Option
	// NoStage says that it stands at none.
	NoStage bool
	Own     string // its words, for editing
	// Pledged is what was promised because of it.
	Pledged pledged
}

func (s *site) open(r *http.Request, p *studied, c *heed.Claim) (*opened, error) {
	o := &opened{
		Panel: p.scene.Panel(c, quotesOpen), Act: "/s/" + p.Study.ID + "/claims/" + url.PathEscape(c.ID),
		Back: p.Path, Review: c.Review, Own: c.Words,
	}
	for _, cell := range heed.Cells {
		on := slices.ContainsFunc(c.Places, func(at heed.Place) bool { return at.Cell == cell })
		o.Cells = append(o.Cells, look.Option{Value: string(cell), Word: p.scene.Say("cell." + string(cell)), On: on})
	}
	for _, st := range p.report().Settings.Stages {
		on := slices.ContainsFunc(c.Places, func(at heed.Place) bool { return at.Stage == st.ID })
		o.Stages = append(o.Stages, look.Option{Value: st.ID, Word: p.scene.Stage(st.ID), On: on})
	}
	o.NoStage = !slices.ContainsFunc(o.Stages, func(x look.Option) bool { return x.On })
	var err error
	o.Pledged, err = s.pledges(r, p, c.ID)
	return o, err
}

// claim is one claim at its own address; with script it fills the panel of the
// page that links to it.
func (s *site) claim(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.nav.ledger", "ledger", r.PathValue("id"))
	if err != nil {
		return err
	}
	c := p.scene.Claimed(r.PathValue("id"))
	if c == nil {
		return heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("ledger.none"))
	}
	open, err := s.open(r, &p, c)
	if err != nil {
		return err
	}
	p.Tools = tools(&p, heed.MemoClaim, c.ID, "")
	p.Title, p.Fragment, p.Body = look.Shorten1(c.Words, 60), "opened-page", open
	return s.render(w, r, http.StatusOK, "claim", p.page)
}

// decide takes what a person does with a claim.
func (s *site) decide(w http.ResponseWriter, r *http.Request) error {
	kind, into := heed.DecisionKind(r.PostFormValue("act")), strings.TrimSpace(r.PostFormValue("words"))
	if kind == "stage" { // where the form offers both, the button says which
		kind, into = heed.DecideMove, r.PostFormValue("stage")
	} else if kind == heed.DecideMove {
		into = cmp.Or(r.PostFormValue("cell"), r.PostFormValue("stage"))
	}
	switch kind {
	case heed.DecideAccept, heed.DecideReject, heed.DecideEdit, heed.DecideMove:
	default:
		return heed.Errorf(heed.CodeInvalid, "%q is not something that can be done to a claim", kind)
	}
	d, err := s.app.Decide(r.Context(), heed.Decision{
		Study: r.PathValue("study"), Kind: kind, Target: heed.TargetClaim, TargetID: r.PathValue("id"), Into: into,
		By: whoLooks(r).Account,
	})
	if err != nil {
		return err
	}
	return s.done(w, r, "web.claim.done."+string(kind), d.ID)
}

func (s *site) undo(w http.ResponseWriter, r *http.Request) error {
	if entry, err := strconv.ParseInt(r.PostFormValue("entry"), 10, 64); err == nil {
		if _, err := s.app.TakeBack(r.Context(), r.PathValue("study"), entry, coder(r)); err != nil {
			return err
		}
		return s.done(w, r, "web.claim.done.undo", 0)
	}
	id, err := strconv.ParseInt(r.PostFormValue("decision"), 10, 64)
	if err != nil {
		return heed.Errorf(heed.CodeInvalid, "that is not a decision to undo")
	}
	if _, err := s.app.Undo(r.Context(), r.PathValue("study"), id, whoLooks(r).Account); err != nil {
		return err
	}
	return s.done(w, r, "web.claim.done.undo", 0)
}

// done goes back to where the visitor was and says there what was done.
func (s *site) done(w http.ResponseWriter, r *http.Request, message string, decision int64) error {
	return s.doneAt(w, r, within(cmp.Or(r.PostFormValue("back"), "/")), message, decision)
}

// doneAt goes to an address of ours and says there what was done.
func (s *site) doneAt(w http.ResponseWriter, r *http.Request, address, message string, decision int64) error {
	back, err := url.Parse(address)
	if err != nil {
		back = &url.URL{Path: "/"}
	}
	q := back.Query()
	q.Set("done", message)
	q.Del("decision")
	if decision > 0 || !strings.Contains(address, "entry=") {
		q.Del("entry")
	}
	if decision > 0 {
		q.Set("decision", strconv.FormatInt(decision, 10))
	}
	back.RawQuery = q.Encode()
	http.Redirect(w, r, back.String(), http.StatusSeeOther)
	return nil
}
