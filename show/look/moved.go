package look

import "github.com/heedhq/heed"

// Moved is what new conversations changed before the next run.
type Moved struct {
	Heard, Grouped string
	Of             []Grown // the conversations, where they are few
	Rows           []MovedRow
	More           string
	Themes         []Grown
}

// MovedRow is one claim that moved, with the words that moved it.
type MovedRow struct {
	Claim
	Way    string   // up, down, same
	Says   []string // rose from low to moderate; now 4 people
	Quotes []Quote
}

// Grown is a theme that new sentences joined, or a conversation that was new.
type Grown struct{ Label, Href, Note string }

// grownMost and newWords bound what stands at rest.
const (
	grownMost = 4
	newWords  = 2
)

// Moved sets an increment; most is how many claims stand there at most.
func (sc *Scene) Moved(in *heed.Increment, most int) Moved {
	v := Moved{Heard: sc.Say("moved.heard", "n", len(in.Conversations))}
	if in.Heard > 0 {
		v.Grouped = sc.Say("moved.grouped", "grouped", in.Grouped, "heard", in.Heard)
	}
	for _, id := range in.Conversations {
		if len(in.Conversations) <= grownMost {
			v.Of = append(v.Of, Grown{Label: Clean(id), Href: sc.link("quote", id)})
		}
	}
	for i := range in.Moves {
		if len(v.Rows) == most {
			v.More = sc.Say("moved.rest", "n", len(in.Moves)-most)
			break
		}
		v.Rows = append(v.Rows, sc.movedRow(&in.Moves[i]))
	}
	for i, t := range in.Themes {
		if i == grownMost {
			break
		}
		g := Grown{Label: Label(Shorten1(t.Label, 60)), Note: sc.Say("moved.theme_n", "n", t.Added)}
		for j := range sc.Study.Themes.Themes {
			if sc.Study.Themes.Themes[j].ID == t.ID {
				g.Href = sc.link("theme", t.ID)
			}
		}
		v.Themes = append(v.Themes, g)
	}
	return v
}

func (sc *Scene) movedRow(m *heed.Move) MovedRow {
	row := MovedRow{Way: "same"}
	if c := sc.claims[m.Claim]; c != nil {
		row.Claim = sc.Line(c)
	} else { // gone in a later run: its words then
		row.Claim = sc.Line(&heed.Claim{
			Words: m.Words, Quoted: m.Quoted, Language: m.Language, Kind: m.Kind, Basis: heed.Expressed,
			People: m.After.People, Against: m.After.Against, Confidence: heed.Confidence{Level: m.After.Level},
		})
		row.Href = ""
	}
	row.Mark = sc.Mark(m.After.Level, row.Href)
	level := func(l heed.Level) string { return sc.Say("level." + l.String()) }
	switch m.Direction() {
	case 1:
		row.Way = "up"
		row.Says = append(row.Says, sc.Say("moved.rose", "a", level(m.Before.Level), "b", level(m.After.Level)))
	case -1:
		row.Way = "down"
		row.Says = append(row.Says, sc.Say("moved.fell", "a", level(m.Before.Level), "b", level(m.After.Level)))
	}
	if m.After.People > m.Before.People {
		row.Says = append(row.Says, sc.Say("moved.more", "n", m.After.People))
	}
	if n := m.After.Against - m.Before.Against; n > 0 {
		row.Says = append(row.Says, sc.Say("moved.against", "n", n))
	}
	if len(row.Says) == 0 {
		row.Says = append(row.Says, sc.Say("moved.again"))
	}
	for i := range m.Evidence {
		if i == newWords {
			break
		}
		q := sc.Quote(&m.Evidence[i])
		row.Quotes = append(row.Quotes, q)
	}
	return row
}
