package app

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/heedhq/heed"
)

// PersonaVersion is a persona as one run found it, and what is different from
// the version before.
type PersonaVersion struct {
	Run          string                   `json:"run"`
	At           time.Time                `json:"at"`
	Current      bool                     `json:"current"`
	Name         string                   `json:"name,omitempty"` // that a person gave
	Title        map[heed.Language]string `json:"title"`
	Participants int                      `json:"participants"`
	Earned       heed.Earned              `json:"earned"`
	// Joined and Left count participants; the claims stand by value, since a
	// past run's are not the current one's. First: there is none before.
	First   bool         `json:"first,omitempty"`
	Renamed string       `json:"renamed,omitempty"` // what it was called before
	Joined  int          `json:"joined"`
	Left    int          `json:"left"`
	New     []heed.Claim `json:"new"`
	Gone    []heed.Claim `json:"gone"`
	Raised  []heed.Claim `json:"raised"`
	Lowered []heed.Claim `json:"lowered"`
}

// PersonaVersions tells how a persona changed over the runs that are kept,
// newest first. The persona is named by its id.
func (a *App) PersonaVersions(ctx context.Context, study, persona string) (out []PersonaVersion, err error) {
	defer heed.Wrap(&err, "versions of persona %q", persona)
	var runs []heed.Run
	err = a.store.Read(ctx, func(tx Tx) (err error) {
		runs, err = tx.Runs.List(ctx, study)
		return err
	})
	if err != nil {
		return nil, err
	}
	out = []PersonaVersion{}
	var before *heed.Understanding
	for _, run := range slices.Backward(runs) {
		if run.State != "current" && run.State != "past" {
			continue
		}
		u, err := a.whole(ctx, run.ID)
		if err != nil {
			return nil, err
		}
		var laid []heed.Increment
		err = a.store.Read(ctx, func(tx Tx) error {
			laid, err = tx.Increments.List(ctx, run.ID)
			return err
		})
		if err != nil {
			return nil, err
		}
		if run.State == "past" { // what was laid onto it is told with the run after it
			beforeLaid(&u, laid)
		}
		p := personaIn(&u, persona)
		if p == nil {
			before = nil
			continue
		}
		v := PersonaVersion{
			Run: run.ID, At: run.Finished, Current: run.State == "current", Name: p.Name, Title: p.Title,
			Participants: len(p.Participants), Earned: p.Earned, First: before == nil,
			New: []heed.Claim{}, Gone: []heed.Claim{}, Raised: []heed.Claim{}, Lowered: []heed.Claim{},
		}
		v.Earned.Raise = nil
		if before != nil {
			v.differ(personaIn(before, persona), p, before, &u)
		}
		out = append(out, v)
		before = &u
	}
	slices.Reverse(out)
	if len(out) == 0 {
		return nil, heed.Errorf(heed.CodeNotFound, "there is no persona %q in study %q", persona, study)
	}
	return out, nil
}

func personaIn(u *heed.Understanding, id string) *heed.Persona {
	for i := range u.Personas {
		if u.Personas[i].ID == id {
			return &u.Personas[i]
		}
	}
	return nil
}

// differ fills in what is different from the version before.
func (v *PersonaVersion) differ(was, now *heed.Persona, before, after *heed.Understanding) {
	if old := cmp.Or(was.Name, was.Title[heed.English]); old != cmp.Or(now.Name, now.Title[heed.English]) {
		v.Renamed = old
	}
	for _, id := range now.Participants {
		if !slices.Contains(was.Participants, id) {
			v.Joined++
		}
	}
	for _, id := range was.Participants {
		if !slices.Contains(now.Participants, id) {
			v.Left++
		}
	}
	old := claimsAbout(before, was.ID)
	for _, c := range claimsAbout(after, now.ID) {
		o := old[c.ID]
		delete(old, c.ID)
		switch {
		case o == nil:
			v.New = append(v.New, *c)
		case c.Confidence.Level > o.Confidence.Level:
			v.Raised = append(v.Raised, *c)
		case c.Confidence.Level < o.Confidence.Level:
			v.Lowered = append(v.Lowered, *c)
		}
	}
	for _, c := range old {
		v.Gone = append(v.Gone, *c)
	}
	for _, list := range [][]heed.Claim{v.New, v.Gone, v.Raised, v.Lowered} {
		for i := range list {
			list[i].Evidence = list[i].Evidence[:min(len(list[i].Evidence), 1)]
		}
		slices.SortFunc(list, func(x, y heed.Claim) int {
			return cmp.Or(cmp.Compare(y.Weight, x.Weight), cmp.Compare(x.ID, y.ID))
		})
	}
}

// claimsAbout are the claims of a persona that were not rejected, by id.
func claimsAbout(u *heed.Understanding, persona string) map[string]*heed.Claim {
	out := map[string]*heed.Claim{}
	for i := range u.Claims {
		c := &u.Claims[i]
		if c.Review != heed.Rejected && slices.ContainsFunc(c.Places, func(p heed.Place) bool { return p.Persona == persona }) {
			out[c.ID] = c
		}
	}
	return out
}
