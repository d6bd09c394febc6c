package look

import (
	"github.com/heedhq/heed"
)

// Part is a cell of an empathy map as it is drawn.
type Part struct {
	Key   string // tf, he, se, sd, pa, ga, ta, in, go, ri
	Name  string
	Items []Claim
	Rest  []Claim // opened by More
	More  string
	Count int
	Empty string
}

// Map is an empathy map as it is drawn: six parts around the ring, and a strip
// of the four others; or four, or the twelve of the canvas.
type Map struct {
	ID, Title    string
	Stage        string
	Outcome      string
	Heard        string
	Ring         Ring
	Small        Ring
	Name, Role   string
	Top          Part // thinks and feels
	Left, Right  Part // hears, sees
	Bottom       Part // says and does
	Pains, Gains Part
	Strip        []Part // tasks, influences, goals, risks
	Twelve       []Part
	Four         []Part // says, thinks, does, feels
	Earned       Earned
}

// Map draws an empathy map with at most max items a part. id is the prefix of
// its elements' ids.
func (sc *Scene) Map(m *heed.EmpathyMap, p *heed.Persona, id string, max int) Map {
	name := sc.PersonaName(p)
	v := Map{
		ID: id, Name: name, Role: sc.PersonaRole(p), Title: sc.Say("map.title", "name", name),
		Stage: sc.Stage(m.Stage), Outcome: Label(m.Outcome),
		Ring:   sc.Ring(sc.shorts[p.ID], len(p.Participants), p.Earned.Checks.Agreed, "map"),
		Small:  sc.Ring(sc.shorts[p.ID], len(p.Participants), p.Earned.Checks.Agreed, "s"),
		Earned: sc.Earned(m.Earned),
	}
	heard := "map.heard"
	if m.Stage != "" {
		heard = "map.heard_stage"
	}
	orgs := sc.Say("orgs_unknown")
	if m.Organisations > 0 {
		orgs = sc.Say("organisations", "n", m.Organisations)
	}
	v.Heard = sc.Say(heard, "p", sc.People(m.Participants), "o", orgs)
	part := func(key, name string, most int, cells ...heed.Cell) Part {
		return sc.part(m, key, name, most, cells)
	}
	cell := func(c heed.Cell, most int) Part { return part(string(c), "cell."+string(c), most, c) }
	v.Top = part("tf", "cell.tf", max, heed.CellThinks, heed.CellFeels)
	v.Left = cell(heed.CellHears, max)
	v.Right = cell(heed.CellSees, max)
	v.Bottom = part("sd", "cell.sd", max, heed.CellSays, heed.CellDoes)
	v.Pains, v.Gains = cell(heed.CellPains, max), cell(heed.CellGains, max)
	for _, c := range []heed.Cell{heed.CellTasks, heed.CellInfluences, heed.CellGoals, heed.CellRisks} {
		v.Strip = append(v.Strip, cell(c, max-1))
	}
	for _, c := range heed.Cells {
		v.Twelve = append(v.Twelve, cell(c, max))
	}
	for _, c := range []heed.Cell{heed.CellSays, heed.CellThinks, heed.CellDoes, heed.CellFeels} {
		v.Four = append(v.Four, cell(c, max))
	}
	return v
}

// restMax is how many claims a part holds, drawn and opened: two full cells.
const restMax = 14

// part gathers the claims of one or two cells, taking turns between the two, so
// that neither crowds the other out.
func (sc *Scene) part(m *heed.EmpathyMap, key, name string, most int, cells []heed.Cell) Part {
	p := Part{Key: key, Name: sc.Say(name)}
	lists := make([][]*heed.Claim, len(cells))
	seen := map[string]bool{}
	for i, c := range cells {
		for _, claim := range sc.Live(m.Cells[c]) {
			if !seen[claim.ID] {
				seen[claim.ID] = true
				lists[i] = append(lists[i], claim)
				p.Count++
			}
		}
	}
	for round := 0; len(p.Items)+len(p.Rest) < restMax; round++ {
		added := false
		for i, list := range lists {
			if round >= len(list) || len(p.Items)+len(p.Rest) == restMax {
				continue
			}
			item := sc.Line(list[round])
			if len(cells) == 2 && key == "sd" {
				item.Said = sc.Say(map[heed.Cell]string{heed.CellSays: "cell.said", heed.CellDoes: "cell.done"}[cells[i]])
				item.Emotion = Emotion{}
			}
			if len(p.Items) < most {
				p.Items = append(p.Items, item)
			} else {
				p.Rest = append(p.Rest, item)
			}
			added = true
		}
		if !added {
			break
		}
	}
	if len(p.Rest) > 0 {
		p.More = sc.Say("item.more", "n", len(p.Rest))
	}
	if p.Count == 0 {
		p.Empty = sc.Say("nobody_told")
	}
	return p
}
