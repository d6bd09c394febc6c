package app

import (
	"context"
	"fmt"
	"reflect"
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
	u.Unfit = nil // decisions quote what they were made on
	u.Themes.Themes = slices.DeleteFunc(u.Themes.Themes, func(t heed.Theme) bool {
		return !t.Named && t.Central.Conversation != "" && !o.leaves(t.Central)
	})
	u.BuyingGroups = slices.DeleteFunc(u.BuyingGroups, func(g heed.BuyingGroup) bool { return g.Organisation != "" })
	o.close(reflect.ValueOf(u).Elem())
	u.Claims = slices.DeleteFunc(u.Claims, func(c heed.Claim) bool {
		if c.Basis == heed.Assumed {
			return false
		}
		words := !c.Quoted || slices.ContainsFunc(c.Evidence, func(e heed.Evidence) bool { return strings.Contains(e.Text, c.Words) })
		return len(c.Evidence) == 0 || !words
	})
	known := map[string]bool{"": true}
	for i := range u.Claims {
		known[u.Claims[i].ID] = true
		u.Claims[i].ReviewedBy = ""
	}
	unheard := func(s heed.SilentRole) bool { return len(s.Evidence) == 0 }
	u.Silent = slices.DeleteFunc(u.Silent, unheard)
	for i := range u.Personas {
		u.Personas[i].Silent = slices.DeleteFunc(u.Personas[i].Silent, unheard)
		u.Personas[i].Organisations = nil
	}
	for i := range u.BuyingGroups {
		g := &u.BuyingGroups[i]
		g.Members = slices.DeleteFunc(g.Members, func(m heed.GroupMember) bool {
			return !m.Heard() && len(m.Role) == 0 && len(m.Said) == 0 // called so by somebody who stays inside
		})
		member := func(id string) bool {
			return slices.ContainsFunc(g.Members, func(m heed.GroupMember) bool { return m.ID == id })
		}
		g.Influences = slices.DeleteFunc(g.Influences, func(x heed.GroupInfluence) bool {
			return len(x.Evidence) == 0 || !member(x.From) || !member(x.To)
		})
		g.Heard, g.Mentioned = 0, 0
		for k := range g.Members {
			m := &g.Members[k]
			if m.Heard() {
				g.Heard++
			} else {
				g.Mentioned++
			}
			for _, items := range [][]heed.GroupItem{m.Risks, m.Wants, m.Fears, m.Told} {
				for n := range items {
					if !known[items[n].Claim] {
						items[n].Claim = ""
					}
				}
			}
		}
	}
}

var (
	evidenceType  = reflect.TypeFor[heed.Evidence]()
	quotationType = reflect.TypeFor[heed.Quotation]()
)

// close removes every quotation that may not leave from whatever holds it:
// lists lose it, pointers to it become nil, and where it must stand it becomes
// zero. It goes by type and not by name, so that what an understanding learns
// to show next is closed as well.
func (o *outgoing) close(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		if q, ok := quotationIn(v.Elem()); ok && !o.leaves(q) {
			v.SetZero()
			return
		}
		o.close(v.Elem())
	case reflect.Slice:
		kept := 0
		for i := range v.Len() {
			e := v.Index(i)
			if q, ok := quotationIn(e); ok && !o.leaves(q) {
				continue
			}
			o.close(e)
			if kept != i {
				v.Index(kept).Set(e)
			}
			kept++
		}
		v.SetLen(kept)
	case reflect.Map:
		for _, k := range v.MapKeys() {
			e := reflect.New(v.Type().Elem()).Elem()
			e.Set(v.MapIndex(k))
			o.close(e)
			v.SetMapIndex(k, e)
		}
	case reflect.Struct:
		switch v.Type() {
		case evidenceType:
			e := v.Addr().Interface().(*heed.Evidence)
			e.Source, e.Organisation = "", ""
		case quotationType:
			if q := v.Interface().(heed.Quotation); !o.leaves(q) {
				v.SetZero()
			}
			return
		}
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				o.close(f)
			}
		}
	}
}

// quotationIn returns the quotation that v is, or carries.
func quotationIn(v reflect.Value) (q heed.Quotation, ok bool) {
	switch {
	case v.Kind() != reflect.Struct:
		return q, false
	case v.Type() == quotationType:
		return v.Interface().(heed.Quotation), true
	}
	if f, has := v.Type().FieldByName("Quotation"); has && f.Anonymous && f.Type == quotationType {
		return v.FieldByIndex(f.Index).Interface().(heed.Quotation), true
	}
	return q, false
}

// rename gives conversations names that say nothing: files are often called
// after a customer.
func (o *outgoing) rename(r *StudyReport) {
	o.call(reflect.ValueOf(&r.Understanding).Elem())
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

// call renames the conversation of every quotation in v.
func (o *outgoing) call(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			o.call(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			o.call(v.Index(i))
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			e := reflect.New(v.Type().Elem()).Elem()
			e.Set(v.MapIndex(k))
			o.call(e)
			v.SetMapIndex(k, e)
		}
	case reflect.Struct:
		if v.Type() == quotationType {
			q := v.Addr().Interface().(*heed.Quotation)
			if q.Conversation != "" {
				q.Conversation = o.names[q.Conversation]
			}
			return
		}
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				o.call(f)
			}
		}
	}
}
