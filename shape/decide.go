package shape

import (
	"cmp"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/journeys"
)

// standing returns the decisions that hold, in the order of making: undos are
// carried out (an undo may itself be undone) and left out.
func standing(all []heed.Decision) []heed.Decision {
	list := slices.Clone(all)
	slices.SortStableFunc(list, func(a, b heed.Decision) int { return cmp.Compare(a.ID, b.ID) })
	gone := map[int64]bool{}
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].Kind == heed.DecideUndo && !gone[list[i].ID] {
			gone[list[i].Undoes] = true
		}
	}
	return slices.DeleteFunc(list, func(d heed.Decision) bool { return d.Kind == heed.DecideUndo || gone[d.ID] })
}

// spot is where a quotation stands.
type spot struct {
	conversation string
	turn         int
}

// anchored scores each of n things by how many of a decision's quotations it
// holds, and returns the best, -1 where none holds any. Of equals, the first.
func anchored(anchor []heed.Quotation, n int, held func(i int) []heed.Evidence) int {
	if len(anchor) == 0 {
		return -1
	}
	at := map[spot][]heed.Span{}
	for _, q := range anchor {
		k := spot{q.Conversation, q.Turn}
		at[k] = append(at[k], q.Span)
	}
	best, most := -1, 0
	for i := range n {
		hits := 0
		for _, e := range held(i) {
			for _, sp := range at[spot{e.Conversation, e.Turn}] {
				if sp.Overlaps(e.Span) {
					hits++
					break
				}
			}
		}
		if hits > most {
			best, most = i, hits
		}
	}
	return best
}

// findClaim finds the claim that a decision or a check is about.
func (b *builder) findClaim(id string, anchor []heed.Quotation, kind heed.SignalKind) int {
	list := b.u.Claims
	if i := slices.IndexFunc(list, func(c heed.Claim) bool { return c.ID == id }); i >= 0 {
		return i
	}
	return anchored(anchor, len(list), func(i int) []heed.Evidence {
		if kind != "" && list[i].Kind != kind {
			return nil
		}
		return list[i].Evidence
	})
}

// unfit lists a decision that this run has no place for.
func (b *builder) unfit(d heed.Decision) { b.u.Unfit = append(b.u.Unfit, d) }

// decideClaims lays the decisions about claims and quotations onto the claims.
func (b *builder) decideClaims() {
	for _, d := range b.standing {
		switch d.Target {
		case heed.TargetClaim:
			if !b.decideClaim(d) {
				b.unfit(d)
			}
		case heed.TargetQuotation:
			if !slices.ContainsFunc(d.Anchor, b.stillSaid) {
				b.unfit(d)
			}
		}
	}
}

// stillSaid reports whether a quotation is found to the letter.
func (b *builder) stillSaid(q heed.Quotation) bool {
	i, ok := slices.BinarySearchFunc(b.c.Convs, q.Conversation, func(c Conversation, id string) int { return cmp.Compare(c.ID, id) })
	if !ok || q.Turn < 0 || q.Turn >= len(b.c.Convs[i].Turns) {
		return false
	}
	got, ok := q.Span.In(b.c.Convs[i].Turns[q.Turn].Text)
	return ok && got == q.Text
}

func (b *builder) decideClaim(d heed.Decision) bool {
	if d.Kind == heed.DecideAdd {
		return b.addClaim(d)
	}
	var kind heed.SignalKind
	if d.Claim != nil {
		kind = d.Claim.Kind
	}
	i := b.findClaim(d.TargetID, d.Anchor, kind)
	if i < 0 {
		return false
	}
	c := &b.u.Claims[i]
	if d.Kind == heed.DecideAnswers || d.Kind == heed.DecideAnswersNot {
		return linkOffer(c, d)
	}
	if d.Kind != heed.DecideEvidence {
		c.ReviewedBy = d.By
	}
	switch d.Kind {
	case heed.DecideMove:
		return b.moveClaim(c, d)
	case heed.DecideEvidence:
		return b.addEvidence(c, d)
	}
	return review(c, d)
}

// moveClaim gives a claim another cell, field, stage or lane, or moves it to
// another persona.
func (b *builder) moveClaim(c *heed.Claim, d heed.Decision) bool {
	to := heed.Place{}
	if d.Place != nil {
		to = *d.Place
	}
	switch {
	case to != heed.Place{}:
	case slices.Contains(heed.Cells, heed.Cell(d.Into)):
		to.Cell = heed.Cell(d.Into)
	case slices.ContainsFunc(b.set.Stages, func(s heed.Stage) bool { return s.ID == d.Into }):
		to.Stage = d.Into
	default:
		return false
	}
	if to.Persona != "" && !b.hasPersona(to.Persona) {
		return false
	}
	persona := to.Persona
	lane := to.Lane
	for _, p := range c.Places {
		persona = cmp.Or(persona, p.Persona)
		if p.Lane != "" {
			lane = cmp.Or(lane, p.Lane)
		}
	}
	same := func(p heed.Place) bool {
		return to.Persona != "" && p.Persona != to.Persona ||
			to.Cell != "" && p.Cell != "" || to.Field != "" && p.Field != "" || to.Stage != "" && p.Stage != ""
	}
	c.Places = slices.DeleteFunc(slices.Clone(c.Places), same)
	if to.Stage != "" {
		to.Lane = cmp.Or(lane, journeys.LaneOf(c.Kind))
	}
	to.Persona = persona
	c.Places = append(c.Places, to)
	b.place(c.ID)
	return true
}

func (b *builder) hasPersona(id string) bool {
	for i := range b.people {
		if b.people[i].ID == id {
			return true
		}
	}
	return false
}

// addClaim adds a claim made by hand: with the evidence that is still said, or
// assumed where it was made without any.
func (b *builder) addClaim(d heed.Decision) bool {
	if d.Claim == nil || strings.TrimSpace(d.Claim.Words) == "" {
		return false
	}
	c := *d.Claim
	c.ID = cmp.Or(c.ID, d.TargetID)
	if c.ID == "" || slices.ContainsFunc(b.u.Claims, func(x heed.Claim) bool { return x.ID == c.ID }) {
		return false
	}
	for _, p := range c.Places {
		if p.Persona != "" && !b.hasPersona(p.Persona) {
			return false
		}
	}
	had := len(c.Evidence)
	var evidence []heed.Evidence
	for _, e := range c.Evidence {
		if found, ok := b.evidenceOf(e); ok {
			evidence = append(evidence, found)
		}
	}
	c.Evidence = evidence
	if had > 0 && len(c.Evidence) == 0 {
		return false
	}
	if had == 0 {
		c.Basis = heed.Assumed
	}
	if had > 0 && b.layout.Is {
		b.stageClaim(&c)
	}
	c.Quoted = c.Quoted && len(c.Evidence) > 0 && c.Evidence[0].Text == c.Words
	if c.Basis == heed.Inferred && c.Behaviour == "" {
		c.Behaviour = c.Words
	}
	if c.Review == "" || c.Review == heed.Machine {
		c.Review = heed.Accepted
	}
	c.ReviewedBy = cmp.Or(c.ReviewedBy, d.By)
	recount(&c)
	b.place(c.ID)
	b.u.Claims = append(b.u.Claims, c)
	return true
}

// recount counts who stands behind a claim from its evidence.
func recount(c *heed.Claim) {
	people, orgs, against := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, e := range c.Evidence {
		switch {
		case e.Participant == "":
		case e.Stance == heed.Contradicts:
			against[e.Participant] = true
		default:
			people[e.Participant] = true
			if e.Organisation != "" {
				orgs[e.Organisation] = true
			}
		}
		if e.Stance == heed.Supports && c.LastHeard.Before(e.Date) {
			c.LastHeard = e.Date
		}
	}
	c.People, c.Organisations, c.Against = len(people)+c.Withheld, len(orgs), len(against)
	c.Weight = max(c.Weight, float64(c.People))
}

// check counts what participants answered when a claim was shown back to them,
// each by their latest answer.
func (b *builder) check() {
	type key struct {
		claim       int
		participant string
	}
	latest := map[key]heed.MemberCheck{}
	var order []key
	for _, m := range b.in.Checks {
		i := b.findClaim(m.Claim, m.Anchor, "")
		if i < 0 || b.refusesAnalysis(m.Participant) {
			continue
		}
		k := key{i, m.Participant}
		old, seen := latest[k]
		if !seen {
			order = append(order, k)
		}
		if !seen || old.Verdict == "" || m.Verdict != "" && !m.Answered.Before(old.Answered) {
			latest[k] = m
		}
	}
	wrong := map[int][]string{}
	for _, k := range order {
		b.answer(&b.u.Claims[k.claim], latest[k])
		if latest[k].Verdict == heed.Wrong {
			wrong[k.claim] = append(wrong[k.claim], k.participant)
		}
	}
	for i, who := range wrong {
		opposing(&b.u.Claims[i], who)
	}
	for _, k := range order {
		countAnswer(&b.u.Claims[k.claim].Checks, latest[k].Verdict)
	}
}

// inheritClaims gives claims the ids of the previous ones of the same kind and
// persona with which they share most evidence, so that what people remember
// and link to keeps its address.
func (b *builder) inheritClaims() {
	if b.in.Previous == nil {
		return
	}
	type key struct {
		persona string
		kind    heed.SignalKind
		sub     string
	}
	of := func(c *heed.Claim) key {
		k := key{kind: c.Kind, sub: c.Subkind}
		if len(c.Places) > 0 {
			k.persona = c.Places[0].Persona
		}
		return k
	}
	old := map[key][]*heed.Claim{}
	for i := range b.in.Previous.Claims {
		c := &b.in.Previous.Claims[i]
		if len(c.Evidence) > 0 {
			old[of(c)] = append(old[of(c)], c)
		}
	}
	taken, named := map[string]bool{}, map[int]bool{}
	type match struct {
		now    int
		id     string
		shared int
		same   bool // in the same words
	}
	var all []match
	for i := range b.u.Claims {
		c := &b.u.Claims[i]
		at := map[place]bool{}
		for _, e := range c.Evidence {
			at[place{e.Conversation, e.Turn, e.Start}] = true
		}
		for _, o := range old[of(c)] {
			n := 0
			for _, e := range o.Evidence {
				if at[place{e.Conversation, e.Turn, e.Start}] {
					n++
				}
			}
			if 2*n >= min(len(o.Evidence), len(c.Evidence)) && n > 0 {
				all = append(all, match{i, o.ID, n, o.ID == c.ID})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y match) int {
		if x.same != y.same {
			if x.same {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(y.shared, x.shared), cmp.Compare(x.id, y.id))
	})
	for _, m := range all {
		if !taken[m.id] && !named[m.now] {
			taken[m.id], named[m.now] = true, true
			b.u.Claims[m.now].ID = m.id
		}
	}
}
