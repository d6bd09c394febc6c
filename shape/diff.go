package shape

import (
	"cmp"
	"slices"

	heed "github.com/heedhq/heed"
)

// ThemeDiff is what moved between two sets of themes.
type ThemeDiff struct {
	New    []ThemeChange `json:"new"`
	Gone   []ThemeChange `json:"gone"`
	Grown  []ThemeChange `json:"grown"`
	Shrunk []ThemeChange `json:"shrunk"`
	Split  []ThemeMove   `json:"split"`  // one theme became several
	Merged []ThemeMove   `json:"merged"` // several became one
	Same   int           `json:"same"`   // themes in both that none of these names
}

// ThemeChange is a theme with its utterances before and after.
type ThemeChange struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Before int    `json:"before"`
	After  int    `json:"after"`
}

// ThemeMove is one theme and the several that it became or was made of.
type ThemeMove struct {
	One  ThemeChange   `json:"one"`
	Many []ThemeChange `json:"many"`
}

const (
	// moved is the growth from which a theme counts as grown, or as shrunk the
	// other way round, and movedBy the least number of utterances.
	moved   = 0.2
	movedBy = 3
	// partOf is the share of a theme's known quotations that makes another a
	// part of it.
	partOf = 0.3
	// partsLeast is the fewest quotations that show it.
	partsLeast = 3
)

// Diff compares two sets of themes by their ids and by the quotations that
// both hold. Lists stand in the order of their themes' size.
func Diff(before, after heed.ThemeSet) ThemeDiff {
	d := ThemeDiff{New: []ThemeChange{}, Gone: []ThemeChange{}, Grown: []ThemeChange{}, Shrunk: []ThemeChange{}, Split: []ThemeMove{}, Merged: []ThemeMove{}}
	old, now := index(before), index(after)
	shared := overlap(before, after)
	told := map[string]bool{}
	for i := range before.Themes {
		t := &before.Themes[i]
		if parts := strong(shared[t.ID]); len(parts) > 1 {
			m := ThemeMove{One: change(t.ID, old, now)}
			for _, id := range parts {
				m.Many = append(m.Many, change(id, old, now))
				told[id] = true
			}
			d.Split = append(d.Split, m)
			told[t.ID] = true
		}
	}
	back := transpose(shared)
	for i := range after.Themes {
		t := &after.Themes[i]
		var from []string
		for _, id := range strong(back[t.ID]) {
			// most of what is known of the old theme must have come here
			if 2*shared[id][t.ID] > total(shared[id]) {
				from = append(from, id)
			}
		}
		if len(from) > 1 {
			m := ThemeMove{One: change(t.ID, old, now)}
			for _, id := range from {
				m.Many = append(m.Many, change(id, old, now))
				told[id] = true
			}
			d.Merged = append(d.Merged, m)
			told[t.ID] = true
		}
	}
	for i := range after.Themes {
		c := change(after.Themes[i].ID, old, now)
		_, was := old[c.ID]
		diff := c.After - c.Before
		switch {
		case told[c.ID]:
		case !was:
			d.New = append(d.New, c)
		case diff >= movedBy && float64(diff) >= moved*float64(c.Before):
			d.Grown = append(d.Grown, c)
		case -diff >= movedBy && float64(-diff) >= moved*float64(c.Before):
			d.Shrunk = append(d.Shrunk, c)
		default:
			d.Same++
		}
	}
	for i := range before.Themes {
		c := change(before.Themes[i].ID, old, now)
		if _, is := now[c.ID]; !is && !told[c.ID] {
			d.Gone = append(d.Gone, c)
		}
	}
	return d
}

func index(s heed.ThemeSet) map[string]*heed.Theme {
	out := make(map[string]*heed.Theme, len(s.Themes))
	for i := range s.Themes {
		out[s.Themes[i].ID] = &s.Themes[i]
	}
	return out
}

func change(id string, old, now map[string]*heed.Theme) ThemeChange {
	c := ThemeChange{ID: id}
	if t := old[id]; t != nil {
		c.Label, c.Before = t.Label, t.Utterances
	}
	if t := now[id]; t != nil {
		c.Label, c.After = t.Label, t.Utterances
	}
	return c
}

// overlap counts the quotations that an old and a new theme both hold.
func overlap(before, after heed.ThemeSet) map[string]map[string]int {
	at := map[place]string{}
	for i := range after.Themes {
		for _, q := range after.Themes[i].Members {
			at[place{q.Conversation, q.Turn, q.Start}] = after.Themes[i].ID
		}
	}
	out := map[string]map[string]int{}
	for i := range before.Themes {
		t := &before.Themes[i]
		for _, q := range t.Members {
			if id, ok := at[place{q.Conversation, q.Turn, q.Start}]; ok {
				if out[t.ID] == nil {
					out[t.ID] = map[string]int{}
				}
				out[t.ID][id]++
			}
		}
	}
	return out
}

func transpose(m map[string]map[string]int) map[string]map[string]int {
	out := map[string]map[string]int{}
	for a, row := range m {
		for b, n := range row {
			if out[b] == nil {
				out[b] = map[string]int{}
			}
			out[b][a] = n
		}
	}
	return out
}

func total(row map[string]int) int {
	n := 0
	for _, x := range row {
		n += x
	}
	return n
}

// strong are the themes that hold a telling share of a row, the most first.
func strong(row map[string]int) []string {
	all := total(row)
	var out []string
	for id, n := range row {
		if n >= partsLeast && float64(n) >= partOf*float64(all) {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(row[b], row[a]), cmp.Compare(a, b)) })
	return out
}
