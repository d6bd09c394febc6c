package app

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/shape"
)

// outside builds what a study may show outside the company: the words of those
// who said yes to it, by their own answer or their study's default, and of
// nobody else. Unknown is no. Everybody else still stands behind a claim as a
// number. Nothing of it is stored.
//
// The same rules that keep words inside from whoever refused to be quoted are
// applied to all who did not allow the outside; a second pass then removes
// whatever is not the word of somebody who did, so that nothing leaves by a
// road that the first one does not know.
func (a *App) outside(ctx context.Context, study heed.Study, run heed.Run) (r StudyReport, err error) {
	defer heed.Wrap(&err, "study %s for outside", study.ID)
	in, err := a.input(ctx, study)
	if err != nil {
		return r, err
	}
	in.AsOf = run.AsOf
	before, err := a.whole(ctx, run.ID)
	if err != nil {
		return r, err
	}
	in.Previous = &before // claims and themes keep their ids
	may := mayLeave(&in)
	closeOthers(&in, may)
	u, err := shape.Build(ctx, in)
	if err != nil {
		return r, err
	}
	o := outgoing{may: may, spoken: map[string]map[int]bool{}, names: map[string]string{}}
	for _, c := range in.Conversations {
		o.meet(c.Conversation)
	}
	o.strip(&u)
	r = StudyReport{Understanding: u, Run: run, Participants: map[string]heed.Participant{}, Conversations: map[string]heed.Conversation{}, Contexts: map[Anchor]Context{}}
	for _, p := range in.Participants {
		if may[p.ID] {
			p.DisplayName, p.Organisation, p.Attributes, p.Consent = "", "", nil, heed.Consent{QuoteOutside: heed.Yes}
			r.Participants[p.ID] = p
		}
	}
	err = a.store.Read(ctx, func(tx Tx) error { return r.surround(ctx, tx) })
	if err != nil {
		return r, err
	}
	o.rename(&r)
	return r, nil
}

// mayLeave says of whom the words may leave: a yes of their own or their
// study's, and no "no" in any conversation of theirs.
func mayLeave(in *shape.Input) map[string]bool {
	said := map[string]heed.Consent{}
	for _, p := range in.Participants {
		said[p.ID] = p.Consent
	}
	for _, c := range in.Conversations {
		for _, s := range c.Speakers {
			if s.Participant != "" {
				said[s.Participant] = said[s.Participant].Strictest(s.Consent)
			}
		}
	}
	may := map[string]bool{}
	for id, consent := range said {
		k := consent.Or(in.Study.Consent)
		may[id] = k.QuoteOutside == heed.Yes && k.QuoteInside != heed.No && k.Analysis != heed.No
	}
	return may
}

// closeOthers makes those whose words stay inside unquotable. What is in the
// store is not changed.
func closeOthers(in *shape.Input, may map[string]bool) {
	in.Participants = slices.Clone(in.Participants)
	for i := range in.Participants {
		if !may[in.Participants[i].ID] {
			in.Participants[i].Consent.QuoteInside = heed.No
		}
	}
	in.Conversations = slices.Clone(in.Conversations)
	for i, c := range in.Conversations {
		whole := *c.Conversation
		whole.Speakers = slices.Clone(whole.Speakers)
		for k := range whole.Speakers {
			if s := &whole.Speakers[k]; !s.Role.Ours() && !may[s.Participant] {
				s.Consent.QuoteInside = heed.No
			}
		}
		in.Conversations[i].Conversation = &whole
	}
	in.Progress = nil
}

// outgoing takes out of an understanding what may not leave.
type outgoing struct {
	may    map[string]bool
	spoken map[string]map[int]bool // turns that may leave, by conversation
	names  map[string]string       // conversations as they are called outside
}

func (o *outgoing) meet(c *heed.Conversation) {
	o.spoken[c.ID] = map[int]bool{}
	for i := range c.Turns {
		s, known := c.Speaker(c.Turns[i].Speaker)
		o.spoken[c.ID][i] = known && o.may[s.Participant]
	}
	o.names[c.ID] = fmt.Sprintf("conversation-%d", len(o.names)+1)
}

func (o *outgoing) leaves(q heed.Quotation) bool { return o.spoken[q.Conversation][q.Turn] }

func (o *outgoing) strip(u *heed.Understanding) {
	keep := func(all []heed.Evidence) []heed.Evidence {
		all = slices.DeleteFunc(all, func(e heed.Evidence) bool { return !o.leaves(e.Quotation) })
		for i := range all {
			all[i].Source, all[i].Organisation = "", ""
		}
		return all
	}
	u.Claims = slices.DeleteFunc(u.Claims, func(c heed.Claim) bool {
		c.Evidence = keep(c.Evidence)
		if c.Basis == heed.Assumed {
			return false
		}
		words := !c.Quoted || slices.ContainsFunc(c.Evidence, func(e heed.Evidence) bool { return strings.Contains(e.Text, c.Words) })
		return len(c.Evidence) == 0 || !words
	})
	for i := range u.Claims {
		u.Claims[i].Evidence = keep(u.Claims[i].Evidence)
		u.Claims[i].ReviewedBy = ""
	}
	u.Silent = silentOf(u.Silent, keep)
	for i := range u.Personas {
		u.Personas[i].Silent = silentOf(u.Personas[i].Silent, keep)
		u.Personas[i].Organisations = nil
	}
	u.Themes.Themes = slices.DeleteFunc(u.Themes.Themes, func(t heed.Theme) bool {
		return !t.Named && t.Central.Conversation != "" && !o.leaves(t.Central)
	})
	for i := range u.Themes.Themes {
		t := &u.Themes.Themes[i]
		if !o.leaves(t.Central) {
			t.Central = heed.Quotation{}
		}
		t.Members = slices.DeleteFunc(t.Members, func(q heed.Quotation) bool { return !o.leaves(q) })
	}
	for q := range points(u) {
		if q.Quote != nil && !o.leaves(q.Quote.Quotation) {
			q.Quote = nil
		}
		if q.Quote != nil {
			q.Quote.Source, q.Quote.Organisation = "", ""
		}
	}
	u.Unfit = nil // decisions quote what they were made on
}

// points yields every point of every curve.
func points(u *heed.Understanding) iter.Seq[*heed.Point] {
	return func(yield func(*heed.Point) bool) {
		for i := range u.Journeys {
			for k := range u.Journeys[i].Curves {
				for n := range u.Journeys[i].Curves[k].Points {
					if !yield(&u.Journeys[i].Curves[k].Points[n]) {
						return
					}
				}
			}
		}
	}
}

func silentOf(all []heed.SilentRole, keep func([]heed.Evidence) []heed.Evidence) []heed.SilentRole {
	for i := range all {
		all[i].Evidence = keep(all[i].Evidence)
	}
	return slices.DeleteFunc(all, func(s heed.SilentRole) bool { return len(s.Evidence) == 0 })
}

// rename gives conversations names that say nothing: files are often called
// after a customer.
func (o *outgoing) rename(r *StudyReport) {
	name := func(q *heed.Quotation) {
		if q.Conversation != "" {
			q.Conversation = o.names[q.Conversation]
		}
	}
	for i := range r.Claims {
		for k := range r.Claims[i].Evidence {
			name(&r.Claims[i].Evidence[k].Quotation)
		}
	}
	for p := range points(&r.Understanding) {
		if p.Quote != nil {
			name(&p.Quote.Quotation)
		}
	}
	silent := func(all []heed.SilentRole) {
		for i := range all {
			for k := range all[i].Evidence {
				name(&all[i].Evidence[k].Quotation)
			}
		}
	}
	silent(r.Silent)
	for i := range r.Personas {
		silent(r.Personas[i].Silent)
	}
	for i := range r.Themes.Themes {
		t := &r.Themes.Themes[i]
		name(&t.Central)
		for k := range t.Members {
			name(&t.Members[k])
		}
	}
	contexts := map[Anchor]Context{}
	for at, c := range r.Contexts {
		at.Conversation = o.names[at.Conversation]
		contexts[at] = c
	}
	conversations := map[string]heed.Conversation{}
	for id, c := range r.Conversations {
		c.ID, c.Title, c.Source, c.Organisation = o.names[id], "", "", ""
		c.Speakers, c.Ratings = nil, nil
		conversations[c.ID] = c
	}
	r.Contexts, r.Conversations = contexts, conversations
}
