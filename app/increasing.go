package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/shape"
)

// mostIncrement is how many new conversations are laid onto a finished run one
// by one; of more, the next run tells.
const mostIncrement = 20

// Increase lays new conversations onto the current run of their study: they are
// placed with the nearest themes, and the claims that they speak to are
// recomputed. It is a first reading, made in the time that one conversation
// takes; the run that is pending groups everything anew. ok is false where
// there is nothing to lay them onto, or where they are so many that the next
// run alone should tell.
func (a *App) Increase(ctx context.Context, study string, conversations []string) (out heed.Increment, ok bool, err error) {
	defer heed.Wrap(&err, "lay %d conversations onto study %q", len(conversations), study)
	if len(conversations) == 0 || len(conversations) > mostIncrement {
		return out, false, nil
	}
	x := increase{study: study}
	if ok, err = a.gatherIncrease(ctx, &x, conversations); err != nil || !ok {
		return out, false, err
	}
	if out, err = x.lay(ctx); err != nil {
		return out, false, err
	}
	out.At = a.now().UTC()
	err = a.store.Write(ctx, func(tx Tx) error {
		run, err := tx.Runs.Current(ctx, study)
		if err != nil {
			return err
		}
		if ok = run.ID == x.run.ID; !ok { // a newer run knows them already
			return nil
		}
		touched := make([]string, len(out.Moves))
		for i := range out.Moves {
			touched[i] = out.Moves[i].Claim
		}
		u := x.u
		u.EmpathyMaps, u.Journeys = nil, nil // an increment draws nothing anew
		for i := range u.Themes.Themes {
			u.Themes.Themes[i].Members = nil
		}
		if err := tx.Runs.Replace(ctx, run.ID, &u, touched); err != nil {
			return err
		}
		return tx.Increments.Add(ctx, out)
	})
	return out, ok && err == nil, err
}

// increase is one increment under way.
type increase struct {
	study string
	in    shape.Input
	run   heed.Run
	u     heed.Understanding
	new   []shape.Conversation
}

// gatherIncrease reads the run and the conversations, of one moment.
func (a *App) gatherIncrease(ctx context.Context, x *increase, conversations []string) (ok bool, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		if x.in.Study, err = tx.Studies.Get(ctx, x.study); err != nil {
			return err
		}
		if x.run, err = tx.Runs.Current(ctx, x.study); heed.ErrorCode(err) == heed.CodeNotFound {
			return nil
		} else if err != nil {
			return err
		}
		if x.u, err = tx.Runs.Whole(ctx, x.run.ID); err != nil {
			return err
		}
		people := map[string]heed.Participant{}
		for _, id := range slices.Sorted(slices.Values(conversations)) {
			c, err := tx.Conversations.Get(ctx, id)
			if err != nil {
				return err
			}
			sensed, err := tx.Readings.Get(ctx, id)
			if err != nil {
				return err
			}
			if err := speakersOf(ctx, tx, &c, people); err != nil {
				return err
			}
			if !notAnalysed(&c, x.in.Study, people) {
				x.new = append(x.new, shape.Conversation{Conversation: &c, Sensed: &sensed})
			}
		}
		for _, p := range people {
			x.in.Participants = append(x.in.Participants, p)
		}
		slices.SortFunc(x.in.Participants, func(p, q heed.Participant) int {
			return cmp.Or(cmp.Compare(p.Number, q.Number), cmp.Compare(p.ID, q.ID))
		})
		ok = len(x.new) > 0
		return nil
	})
	return ok, err
}

// speakersOf adds the participants of a conversation to people.
func speakersOf(ctx context.Context, tx Tx, c *heed.Conversation, people map[string]heed.Participant) error {
	for _, s := range c.Speakers {
		if _, known := people[s.Participant]; known || s.Participant == "" {
			continue
		}
		p, err := tx.People.Get(ctx, s.Participant)
		if heed.ErrorCode(err) == heed.CodeNotFound {
			continue
		}
		if err != nil {
			return err
		}
		people[p.ID] = p
	}
	return nil
}

// lay adds the conversations to the understanding and says what moved.
func (x *increase) lay(ctx context.Context) (out heed.Increment, err error) {
	out = heed.Increment{Study: x.study, Run: x.run.ID, Moves: []heed.Move{}, Themes: []heed.ThemeGain{}}
	type was struct {
		heed.Standing
		evidence int
	}
	before := make(map[string]was, len(x.u.Claims))
	for i := range x.u.Claims {
		c := &x.u.Claims[i]
		before[c.ID] = was{c.Standing(), len(c.Evidence)}
	}
	set := &x.u.Themes
	size := make([]int, len(set.Themes))
	for i := range set.Themes {
		size[i] = set.Themes[i].Utterances
	}
	given, ungrouped := set.Given, set.Ungrouped
	known := x.people()
	touched := map[string]bool{}
	for _, c := range x.new {
		ids, err := shape.Add(ctx, &x.u, x.in, c)
		if err != nil {
			return out, err
		}
		for _, id := range ids {
			touched[id] = true
		}
		out.Conversations = append(out.Conversations, c.ID)
	}
	for id := range x.people() {
		if !known[id] {
			out.People = append(out.People, id)
		}
	}
	slices.Sort(out.People)
	out.Heard = set.Given - given
	out.Grouped = out.Heard - (set.Ungrouped - ungrouped)
	for i := range set.Themes {
		if n := set.Themes[i].Utterances - size[i]; n > 0 {
			out.Themes = append(out.Themes, heed.ThemeGain{ID: set.Themes[i].ID, Label: set.Themes[i].Label, Added: n})
		}
	}
	slices.SortStableFunc(out.Themes, func(a, b heed.ThemeGain) int { return cmp.Compare(b.Added, a.Added) })
	for i := range x.u.Claims {
		c := &x.u.Claims[i]
		if !touched[c.ID] {
			continue
		}
		b := before[c.ID]
		out.Moves = append(out.Moves, heed.Move{
			Claim: c.ID, Words: c.Words, Quoted: c.Quoted, Language: c.Language, Kind: c.Kind, Persona: personaOf(c),
			Before: b.Standing, After: c.Standing(), Evidence: append([]heed.Evidence{}, c.Evidence[b.evidence:]...),
		})
	}
	slices.SortStableFunc(out.Moves, moveFirst)
	return out, nil
}

// people are the participants of all personas.
func (x *increase) people() map[string]bool {
	out := map[string]bool{}
	for i := range x.u.Personas {
		for _, id := range x.u.Personas[i].Participants {
			out[id] = true
		}
	}
	return out
}

// moveFirst orders moves by what a reader should see first.
func moveFirst(a, b heed.Move) int {
	turned := func(m *heed.Move) int { return max(m.Direction(), -m.Direction()) }
	return cmp.Or(
		cmp.Compare(turned(&b), turned(&a)),
		cmp.Compare(b.After.Against-b.Before.Against, a.After.Against-a.Before.Against),
		cmp.Compare(b.After.People-b.Before.People, a.After.People-a.Before.People),
		cmp.Compare(len(b.Evidence), len(a.Evidence)),
		cmp.Compare(b.After.People, a.After.People),
	)
}

// personaOf is the persona that a claim is about; "" for none.
func personaOf(c *heed.Claim) string {
	for _, p := range c.Places {
		if p.Persona != "" {
			return p.Persona
		}
	}
	return ""
}

// Increments lists what new conversations changed in a study's current run,
// newest first; none where it has no run.
func (a *App) Increments(ctx context.Context, study string) (list []heed.Increment, err error) {
	defer heed.Wrap(&err, "what moved in study %q", study)
	run, known, err := a.current(ctx, study)
	if err != nil || !known {
		return nil, err
	}
	err = a.store.Read(ctx, func(tx Tx) error {
		list, err = tx.Increments.List(ctx, run.ID)
		return err
	})
	slices.Reverse(list)
	return list, err
}
