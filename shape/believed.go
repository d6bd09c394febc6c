package shape

import (
	"cmp"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/ledger"
)

// testAssumed holds what somebody assumed against what was said: by the people
// of the persona it is about, by those it names, or by all.
func (b *builder) testAssumed(m *ledger.Maker) {
	for i := range b.u.Claims {
		c := &b.u.Claims[i]
		if c.Basis != heed.Assumed || len(c.Evidence) > 0 {
			continue
		}
		utts, by := b.believers(c)
		m.Test(c, utts)
		c.Tested = b.tested(utts, by)
	}
}

// believers are the sentences that an assumption is held against, and how they
// were chosen.
func (b *builder) believers(c *heed.Claim) ([]int32, heed.TestedBy) {
	for _, p := range c.Places {
		for g := range b.people {
			if b.people[g].ID == p.Persona && len(b.utts[g]) > 0 {
				return b.utts[g], heed.TestedPersona
			}
		}
	}
	whom := ""
	for _, d := range b.standing {
		if d.Kind == heed.DecideAdd && d.TargetID == c.ID {
			whom = d.Note
		}
	}
	if whom != "" {
		if g := b.personaCalled(whom); g >= 0 && len(b.utts[g]) > 0 {
			return b.utts[g], heed.TestedPersona
		}
		if utts := b.groupCalled(whom); len(utts) > 0 {
			return utts, heed.TestedGroup
		}
	}
	return b.everyone(), heed.TestedAll
}

// personaCalled is the persona with a name: what a person called it, the
// segment it is of, or its title as it was shown last, with or without what
// distinguishes it; -1: none.
func (b *builder) personaCalled(whom string) int {
	called := func(name string) bool {
		head, _, _ := strings.Cut(name, ":")
		return name != "" && (text.Fold(name) == text.Fold(whom) || text.Fold(head) == text.Fold(whom))
	}
	for g := range b.people {
		if p := &b.people[g]; called(p.Name) || p.Segment != "" && (called(p.Segment) || ledger.NamesSegment(text.Fold(whom), p.Segment)) {
			return g
		}
	}
	if b.in.Previous == nil {
		return -1
	}
	for _, p := range b.in.Previous.Personas {
		if !called(p.Name) && !called(p.Title[heed.English]) && !called(p.Title[heed.Spanish]) {
			continue
		}
		for g := range b.people {
			if b.people[g].ID == p.ID {
				return g
			}
		}
	}
	return -1
}

// groupCalled are the sentences of those whom a belief names by segment, role
// or organisation.
func (b *builder) groupCalled(whom string) []int32 {
	roles, words := ledger.RoleKeys(whom), text.Words(text.Fold(whom))
	meant := make([]bool, len(b.c.People))
	for i := range b.c.People {
		p := &b.c.People[i]
		keys := append(ledger.RoleKeys(p.Title), ledger.RoleKeys(p.Segment)...)
		meant[i] = p.Organisation != "" && strings.EqualFold(p.Organisation, whom) ||
			slices.ContainsFunc(roles, func(k string) bool { return slices.Contains(keys, k) }) ||
			p.Segment != "" && slices.ContainsFunc(words, func(w string) bool { return ledger.NamesSegment(w, p.Segment) })
	}
	var out []int32
	for i := range b.c.Utterances {
		if who := b.c.Utterances[i].Person; who >= 0 && meant[who] {
			out = append(out, int32(i))
		}
	}
	return out
}

// tested counts the people behind sentences, and names their personas. Who may
// not be quoted is no part of the test.
func (b *builder) tested(utts []int32, by heed.TestedBy) *heed.Tested {
	of, people, personas := b.groupOf(), map[int32]bool{}, map[int]int{}
	for _, u := range utts {
		who := b.c.Utterances[u].Person
		if who < 0 || people[who] || b.c.People[who].Unquotable {
			continue
		}
		people[who] = true
		if g := of[who]; g >= 0 && by != heed.TestedAll {
			personas[g]++
		}
	}
	t := &heed.Tested{By: by, People: len(people)}
	order := make([]int, 0, len(personas))
	for g := range personas {
		order = append(order, g)
	}
	slices.SortFunc(order, func(x, y int) int {
		return cmp.Or(cmp.Compare(personas[y], personas[x]), cmp.Compare(b.people[x].ID, b.people[y].ID))
	})
	for _, g := range order {
		t.Personas = append(t.Personas, b.people[g].ID)
	}
	return t
}
