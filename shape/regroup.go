package shape

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/personas"
)

// decideThemes lays the decisions about themes onto the grouping: merge, split
// and pin change who belongs together, name what it is called.
func (b *builder) decideThemes() {
	names, pins := map[string]heed.Decision{}, map[string]int64{}
	for _, d := range b.standing {
		if d.Target != heed.TargetTheme {
			continue
		}
		at := b.findTheme(d.TargetID, d.Anchor)
		if at < 0 {
			b.unfit(d)
			continue
		}
		of := slices.Clone(b.groups.Of)
		switch d.Kind {
		case heed.DecideName:
			if strings.TrimSpace(d.Into) == "" {
				b.unfit(d)
				continue
			}
			names[b.u.Themes.Themes[at].ID] = d
			continue
		case heed.DecideMerge:
			into := b.findTheme(d.Into, nil)
			if into < 0 || into == at {
				b.unfit(d)
				continue
			}
			for i, c := range of {
				if int(c) == at {
					of[i] = int32(into)
				}
			}
		case heed.DecideSplit:
			part := b.groups.Bisect(int32(at), b.set.Seed)
			if part == nil {
				b.unfit(d)
				continue
			}
			for _, i := range part {
				of[i] = int32(b.groups.Groups)
			}
		case heed.DecidePin:
			if b.pin(of, int32(at), d.Anchor) == 0 {
				b.unfit(d)
				continue
			}
			pins[b.u.Themes.Themes[at].ID] = d.ID
		default:
			b.unfit(d)
			continue
		}
		b.regroup(of)
	}
	for i := range b.u.Themes.Themes {
		t := &b.u.Themes.Themes[i]
		t.Pinned = pins[t.ID]
		if d, ok := names[t.ID]; ok {
			t.Label, t.Named = d.Into, true
			delete(names, t.ID)
		}
	}
	for _, d := range b.standing { // named, then merged away
		if n, ok := names[d.TargetID]; ok && n.ID == d.ID {
			b.unfit(d)
		}
	}
}

// findTheme finds a theme by id, else by the quotations it had.
func (b *builder) findTheme(id string, anchor []heed.Quotation) int {
	list := b.u.Themes.Themes
	if i := slices.IndexFunc(list, func(t heed.Theme) bool { return t.ID == id }); i >= 0 {
		return i
	}
	if len(anchor) == 0 {
		return -1
	}
	wanted := map[place]bool{}
	for _, q := range anchor {
		wanted[place{q.Conversation, q.Turn, q.Start}] = true
	}
	hits := make([]int, len(list))
	for i, c := range b.groups.Of {
		ut := &b.c.Utterances[b.utt[i]]
		if c >= 0 && wanted[place{b.c.Convs[ut.Conv].ID, int(ut.Turn), ut.Span.Start}] {
			hits[c]++
		}
	}
	best := -1
	for c, n := range hits {
		if n > 0 && (best < 0 || n > hits[best]) {
			best = c
		}
	}
	return best
}

// pin puts the quotations back into their theme and returns how many it found.
func (b *builder) pin(of []int32, theme int32, anchor []heed.Quotation) int {
	wanted := map[place]bool{}
	for _, q := range anchor {
		wanted[place{q.Conversation, q.Turn, q.Start}] = true
	}
	n := 0
	for i := range of {
		ut := &b.c.Utterances[b.utt[i]]
		if len(anchor) == 0 && of[i] == theme || wanted[place{b.c.Convs[ut.Conv].ID, int(ut.Turn), ut.Span.Start}] {
			of[i] = theme
			n++
		}
	}
	return n
}

// regroup describes the themes anew; each keeps its id while it has members.
func (b *builder) regroup(of []int32) {
	before := b.u.Themes.Themes
	to := b.groups.Regroup(of)
	b.keep = map[int]heed.Theme{}
	for old, now := range to {
		if now >= 0 && old < len(before) {
			b.keep[int(now)] = before[old]
		}
	}
	b.u.Themes = b.themeSet()
}

// decidePeople lays the decisions about personas and participants onto the
// groups.
func (b *builder) decidePeople() {
	for _, d := range b.standing {
		ok := true
		switch d.Target {
		case heed.TargetPersona:
			ok = b.decidePersona(d)
		case heed.TargetParticipant:
			ok = d.Kind == heed.DecideMove && b.moveParticipant(d.TargetID, d.Into)
		}
		if !ok {
			b.unfit(d)
		}
	}
	b.people = slices.DeleteFunc(b.people, func(g personas.Group) bool { return len(g.People) == 0 })
}

func (b *builder) findPersona(id string, anchor []heed.Quotation) int {
	if i := slices.IndexFunc(b.people, func(g personas.Group) bool { return g.ID == id }); i >= 0 {
		return i
	}
	wanted := map[spot]bool{}
	for _, q := range anchor {
		wanted[spot{q.Conversation, q.Turn}] = true
	}
	of := b.groupOf()
	hits := make([]int, len(b.people))
	for i := range b.c.Utterances {
		ut := &b.c.Utterances[i]
		if ut.Person >= 0 && of[ut.Person] >= 0 && wanted[spot{b.c.Convs[ut.Conv].ID, int(ut.Turn)}] {
			hits[of[ut.Person]]++
		}
	}
	best := -1
	for g, n := range hits {
		if n > 0 && (best < 0 || n > hits[best]) {
			best = g
		}
	}
	return best
}

// groupOf is each person's group, -1 for none.
func (b *builder) groupOf() []int {
	of := make([]int, len(b.c.People))
	for i := range of {
		of[i] = -1
	}
	for g := range b.people {
		for _, p := range b.people[g].People {
			of[p] = g
		}
	}
	return of
}

func (b *builder) decidePersona(d heed.Decision) bool {
	if d.Kind == heed.DecideAdd {
		return b.addPersona(d)
	}
	at := b.findPersona(d.TargetID, d.Anchor)
	if at < 0 {
		return false
	}
	switch d.Kind {
	case heed.DecideName:
		if strings.TrimSpace(d.Into) == "" {
			return false
		}
		b.people[at].Name = d.Into
	case heed.DecideMerge:
		into := b.findPersona(d.Into, nil)
		if into < 0 || into == at {
			return false
		}
		b.people[into].People = append(b.people[into].People, b.people[at].People...)
		slices.Sort(b.people[into].People)
		b.people[into].Grouping = "person"
		b.people[at].People = nil
	case heed.DecideSplit:
		part := personas.Bisect(b.c, b.groups, b.row, b.people[at].People, b.set.Seed)
		if len(part) == 0 {
			return false
		}
		g := b.people[at]
		g.ID, g.Grouping, g.Name, g.People = g.ID+"-2", "person", "", part
		if b.hasPersona(g.ID) {
			return false
		}
		b.people[at].People = slices.DeleteFunc(slices.Clone(b.people[at].People), func(p int32) bool { return slices.Contains(part, p) })
		b.people = append(b.people, g)
	case heed.DecideAccept:
	default:
		return false
	}
	return true
}

// addPersona adds a persona that somebody assumed before any research: it has
// no people until participants are moved to it.
func (b *builder) addPersona(d heed.Decision) bool {
	if d.TargetID == "" || strings.TrimSpace(d.Into) == "" || b.hasPersona(d.TargetID) {
		return false
	}
	b.people = append(b.people, personas.Group{ID: d.TargetID, Grouping: "assumed", Name: d.Into})
	return true
}

func (b *builder) moveParticipant(id, persona string) bool {
	into := slices.IndexFunc(b.people, func(g personas.Group) bool { return g.ID == persona })
	who := slices.IndexFunc(b.c.People, func(p corpusPerson) bool { return p.ID == id })
	if into < 0 || who < 0 {
		return false
	}
	for g := range b.people {
		b.people[g].People = slices.DeleteFunc(slices.Clone(b.people[g].People), func(p int32) bool { return int(p) == who })
	}
	b.people[into].People = append(b.people[into].People, int32(who))
	slices.Sort(b.people[into].People)
	return true
}
