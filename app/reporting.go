package app

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

const contextBytes = 220

// ReportRequest says what to report on.
type ReportRequest struct {
	Study   string // id or name; "" for all
	Persona string // id or title; "" for all
	AsOf    heed.Date
	// Outside leaves out the words of everybody who did not allow to be quoted
	// outside the company, and what could name a customer.
	Outside bool
	// Stored takes the current run of each study as it stands, like every page
	// does; only a study that nobody has analysed is analysed.
	Stored bool
}

// Report brings the studies up to date, unless their stored runs are asked for,
// and gathers what a report shows.
func (a *App) Report(ctx context.Context, req ReportRequest, progress Progress) (rep Report, err error) {
	defer heed.Wrap(&err, "report")
	studies, err := a.choose(ctx, req.Study)
	if err != nil {
		return rep, err
	}
	if len(studies) == 0 {
		return rep, heed.Errorf(heed.CodeNotFound, "nobody has been heard yet; bring conversations in with: heed import PATH")
	}
	for _, s := range studies {
		run, err := a.reported(ctx, s, req, progress)
		if err != nil {
			return rep, err
		}
		show := a.studyReport
		switch {
		case req.Outside:
			show = a.outside
		case req.Stored:
			show = a.storedReport
		}
		one, err := show(ctx, s, run)
		if err != nil {
			return rep, err
		}
		rep.Studies = append(rep.Studies, one)
	}
	if req.Persona != "" {
		return rep.only(req.Persona)
	}
	return rep, nil
}

// reported is the run that a report of a study shows.
func (a *App) reported(ctx context.Context, s heed.Study, req ReportRequest, progress Progress) (run heed.Run, err error) {
	if req.Stored {
		run, known, err := a.current(ctx, s.ID)
		if err != nil || known && (req.AsOf.IsZero() || req.AsOf == run.AsOf) {
			return run, err
		}
	}
	runs, err := a.Analyse(ctx, AnalyseRequest{Study: s.ID, AsOf: req.AsOf, Progress: progress})
	if err != nil {
		return run, err
	}
	return runs[0], nil
}

func (a *App) studyReport(ctx context.Context, study heed.Study, run heed.Run) (r StudyReport, err error) {
	r = StudyReport{
		Run: run, Participants: map[string]heed.Participant{},
		Conversations: map[string]heed.Conversation{}, Contexts: map[Anchor]Context{},
	}
	err = a.store.Read(ctx, func(tx Tx) error {
		if r.Understanding, err = tx.Runs.Whole(ctx, run.ID); err != nil {
			return err
		}
		people, err := tx.People.List(ctx, study.ID)
		if err != nil {
			return err
		}
		for _, p := range people {
			r.Participants[p.ID] = p
		}
		return r.surround(ctx, tx)
	})
	return r, err
}

// storedReport is studyReport with the surroundings that pages have read
// already; it may be changed as they may not.
func (a *App) storedReport(ctx context.Context, study heed.Study, run heed.Run) (r StudyReport, err error) {
	r = StudyReport{Run: run, Participants: map[string]heed.Participant{}}
	err = a.store.Read(ctx, func(tx Tx) error {
		if r.Understanding, err = tx.Runs.Whole(ctx, run.ID); err != nil {
			return err
		}
		people, err := tx.People.List(ctx, study.ID)
		for _, p := range people {
			r.Participants[p.ID] = p
		}
		return err
	})
	if err != nil {
		return r, err
	}
	return r, a.surroundings(ctx, study.ID, run.ID, r.quotations(), &r)
}

// quotations are all that a report opens.
func (r *StudyReport) quotations() (all []heed.Quotation) {
	for i := range r.Claims {
		for _, e := range r.Claims[i].Evidence {
			all = append(all, e.Quotation)
		}
	}
	for _, silent := range r.Silent {
		for _, e := range silent.Evidence {
			all = append(all, e.Quotation)
		}
	}
	for _, t := range r.Themes.Themes {
		all = append(all, t.Central)
	}
	return all
}

// surround fills in conversations and contexts of all the quotations.
func (r *StudyReport) surround(ctx context.Context, tx Tx) error {
	s := surroundings{contexts: r.Contexts, conversations: r.Conversations}
	for _, q := range r.quotations() {
		s.want(q)
	}
	return s.fill(ctx, tx)
}

// surroundings collects what stands around quotations, reading each
// conversation once.
type surroundings struct {
	wanted        map[string][]Anchor
	contexts      map[Anchor]Context
	conversations map[string]heed.Conversation
}

func (s *surroundings) want(q heed.Quotation) {
	if q.Conversation == "" {
		return
	}
	if s.wanted == nil {
		s.wanted = map[string][]Anchor{}
	}
	s.wanted[q.Conversation] = append(s.wanted[q.Conversation], AnchorOf(q))
}

func (s *surroundings) fill(ctx context.Context, tx Tx) error {
	for _, id := range slices.Sorted(maps.Keys(s.wanted)) {
		c, err := tx.Conversations.Get(ctx, id)
		if heed.ErrorCode(err) == heed.CodeNotFound {
			continue // taken back since; the next run does not quote it
		}
		if err != nil {
			return err
		}
		for _, at := range s.wanted[id] {
			if at.Turn < len(c.Turns) {
				s.contexts[at] = contextOf(c.Turns[at.Turn], at.Span)
			}
		}
		c.Turns = nil
		s.conversations[id] = c
	}
	return nil
}

// contextOf cuts what stands around span out of a turn, at words.
func contextOf(t heed.Turn, span heed.Span) Context {
	c := Context{Speaker: t.Speaker}
	if _, ok := span.In(t.Text); !ok {
		return c
	}
	c.Before, c.After = t.Text[:span.Start], t.Text[span.End:]
	if n := len(c.Before) - contextBytes; n > 0 {
		for n < len(c.Before) && !utf8.RuneStart(c.Before[n]) {
			n++
		}
		c.Before, c.CutBefore = c.Before[n:], true
		if i := strings.IndexAny(c.Before, " \n"); i >= 0 {
			c.Before = c.Before[i:]
		}
	}
	if len(c.After) > contextBytes {
		n := contextBytes
		for n > 0 && !utf8.RuneStart(c.After[n]) {
			n--
		}
		c.After, c.CutAfter = c.After[:n], true
		if i := strings.LastIndexAny(c.After, " \n"); i >= 0 {
			c.After = c.After[:i]
		}
	}
	return c
}

// only keeps one persona with its maps and claims.
func (rep Report) only(name string) (Report, error) {
	var out Report
	var known []string
	for _, s := range rep.Studies {
		i := slices.IndexFunc(s.Personas, func(p heed.Persona) bool {
			known = append(known, p.ID)
			return namedSo(&p, name)
		})
		if i < 0 {
			continue
		}
		p := s.Personas[i]
		s.Personas = []heed.Persona{p}
		s.EmpathyMaps = slices.DeleteFunc(slices.Clone(s.EmpathyMaps), func(m heed.EmpathyMap) bool { return m.Persona != p.ID })
		s.Claims = slices.DeleteFunc(slices.Clone(s.Claims), func(c heed.Claim) bool {
			return !slices.ContainsFunc(c.Places, func(at heed.Place) bool { return at.Persona == p.ID })
		})
		s.Questions = p.Questions
		s.Earned = p.Earned
		out.Studies = append(out.Studies, s)
	}
	if len(out.Studies) == 0 {
		return out, heed.Errorf(heed.CodeNotFound, "there is no persona %q; there are %v", name, known)
	}
	return out, nil
}
