package look

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/heedhq/heed"
)

// Column is a stage of a journey as it is drawn.
type Column struct {
	ID, Name string
	People   string
	Empty    bool
	Words    []Moment // the quotations behind the marks
}

// Moment is a point of the curve that is marked, with the words behind it.
type Moment struct {
	Kick    string // Lowest
	Who     string // persona
	Quote   Quote
	Emotion Emotion
}

// LaneRow is a lane: one cell a stage.
type LaneRow struct {
	Name  string
	Cells []LaneCell
	Ours  bool // opportunities are ours to say; an empty cell is no gap in what we heard
}

// LaneCell is a lane at a stage.
type LaneCell struct {
	Items []Claim
	Rest  []Claim // opened by More
	More  string
	Left  string // how many are not in the file
	Stage string
}

// Figure is a KPI at a stage.
type Figure struct{ Stage, Value, N string }

// FigureRow is one KPI over the stages.
type FigureRow struct {
	Name  string
	Cells []Figure
}

// Journey is a journey as it is drawn: stages, curves, words, lanes, figures.
type Journey struct {
	ID       string
	Columns  []Column
	Curves   []Curves // the first is the large drawing, one or two people each
	Lanes    []LaneRow
	Figures  []FigureRow
	Earned   Earned
	From     string // how conversations came to their stages
	Bands    string // what the bands are, with the seed
	Thin     string
	HasWords bool
}

// laneMax is how many claims a cell of a journey holds.
const laneMax = 2

// laneRest is how many more of them it opens.
const laneRest = 5

// Journey draws a study's journey.
func (sc *Scene) Journey(j *heed.Journey, id string) Journey {
	v := Journey{ID: id, Earned: sc.Earned(j.Earned)}
	at := map[string]int{}
	from := map[string]int{}
	sure, known := 0.0, 0
	for i, st := range j.Stages {
		at[st.ID] = i
		name := sc.Of(st.Name)
		if name == "" {
			name = sc.Stage(st.ID)
		}
		v.Columns = append(v.Columns, Column{ID: st.ID, Name: name, People: sc.People(st.People), Empty: st.People == 0})
		for k, n := range st.From {
			from[k] += n
		}
		if n := st.From["recognised"]; n > 0 {
			sure += st.Certainty * float64(n)
			known += n
		}
	}
	v.From = sc.from(from, sure, known)
	v.Bands = sc.Say("journey.bands", "seed", fmt.Sprint(j.Seed), "b", sc.Study.Settings.Bootstrap)
	v.Thin = sc.Say("journey.thin", "n", sc.Study.Settings.ThinStage)
	sc.words(&v, j, at)
	v.Curves = sc.curves(j, at)
	several := len(sc.Study.Personas) > 1
	for _, lane := range heed.Lanes {
		row := LaneRow{Name: sc.Say("lane." + string(lane)), Ours: lane == heed.LaneOpportunities}
		any := false
		for i, st := range j.Stages {
			ids := st.Lanes[lane]
			if lane == heed.LanePains { // what stands in the way has a row of its own
				ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(st.Barriers, id) })
			}
			c := sc.laneCell(ids, several)
			if lane == heed.LaneTouchpoints {
				c.Items = append(c.Items, sc.mentions(st.Mentioned)...)
			}
			c.Stage = v.Columns[i].Name
			any = any || len(c.Items) > 0
			row.Cells = append(row.Cells, c)
		}
		if any || !row.Ours {
			v.Lanes = append(v.Lanes, row)
		}
	}
	barriers := LaneRow{Name: sc.Say("lane.barriers")}
	any := false
	for i, st := range j.Stages {
		c := sc.laneCell(st.Barriers, several)
		c.Stage = v.Columns[i].Name
		any = any || len(c.Items) > 0
		barriers.Cells = append(barriers.Cells, c)
	}
	if any {
		v.Lanes = append(v.Lanes, barriers)
	}
	v.Figures = sc.figures(j, v.Columns)
	return v
}

func (sc *Scene) laneCell(ids []string, several bool) LaneCell {
	var c LaneCell
	items, more := sc.Lines(ids, laneMax+laneRest)
	for i := range items {
		items[i].Emotion = Emotion{}
		if several && items[i].persona != "" {
			items[i].Persona = Initials(sc.shorts[items[i].persona])
		}
	}
	c.Items = items[:min(laneMax, len(items))]
	c.Rest = items[len(c.Items):]
	if n := len(c.Rest) + more; n > 0 {
		c.More = sc.Say("item.more", "n", n)
	}
	if more > 0 {
		c.Left = sc.Say("item.more_where", "n", more)
	}
	return c
}

func (sc *Scene) from(from map[string]int, sure float64, known int) string {
	var parts []string
	for _, k := range []string{"metadata", "date", "recognised"} {
		if n := from[k]; n > 0 {
			parts = append(parts, sc.Say("journey.from."+k, "n", n))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	s := sc.Say("journey.from", "list", strings.Join(parts, ", "))
	if known > 0 {
		s += " " + sc.Say("journey.certainty", "c", sc.Percent(sure/float64(known)))
	}
	return s
}

// words gathers the quotations behind the marks under their stages.
func (sc *Scene) words(v *Journey, j *heed.Journey, at map[string]int) {
	said := map[string]bool{}
	for _, c := range sc.ordered(j) {
		for _, p := range c.Points {
			i, ok := at[p.Stage]
			if !ok || p.Quote == nil || p.Quote.Text == "" || len(v.Columns[i].Words) == 2 {
				continue
			}
			key := fmt.Sprint(p.Quote.Conversation, p.Quote.Turn, p.Quote.Start)
			if said[key] {
				continue
			}
			said[key] = true
			q := sc.Quote(p.Quote)
			q.Before, q.After = "", ""
			q.Open, q.Close = marks(p.Quote.Language)
			q.Text, _ = Cut(q.Text, 140)
			q.Href = sc.quoteHref(p.Quote)
			m := Moment{Quote: q, Emotion: q.Emotion} // the quotation's own feeling, never the point's
			m.Kick = sc.marks(p.Marks)
			if len(j.Curves) > 1 {
				m.Who = sc.shorts[c.Persona]
			}
			v.Columns[i].Words = append(v.Columns[i].Words, m)
			v.HasWords = true
		}
	}
}

// quoteHref is the address of a claim that has the quotation.
func (sc *Scene) quoteHref(e *heed.Evidence) string {
	for i := range sc.Study.Claims {
		c := &sc.Study.Claims[i]
		for k := range c.Evidence {
			o := &c.Evidence[k]
			if o.Conversation == e.Conversation && o.Turn == e.Turn && o.Span.Overlaps(e.Span) {
				return sc.link("claim", c.ID)
			}
		}
	}
	return ""
}

// marks names peak, lowest and end, as a heading.
func (sc *Scene) marks(names []string) string {
	var out []string
	for _, m := range []string{"peak", "low", "end"} {
		if slices.Contains(names, m) {
			out = append(out, sc.Say("mark."+m))
		}
	}
	return strings.Join(out, ", ")
}

// ordered returns the curves with the most people first.
func (sc *Scene) ordered(j *heed.Journey) []heed.Curve {
	weight := func(c heed.Curve) int {
		n := 0
		for _, p := range c.Points {
			n += p.People
		}
		return n
	}
	out := slices.DeleteFunc(slices.Clone(j.Curves), func(c heed.Curve) bool { return len(c.Points) == 0 })
	slices.SortStableFunc(out, func(a, b heed.Curve) int { return cmp.Compare(weight(b), weight(a)) })
	return out
}

func (sc *Scene) figures(j *heed.Journey, columns []Column) []FigureRow {
	names := map[string]bool{}
	for _, st := range j.Stages {
		for _, k := range st.KPIs {
			names[k.Name] = true
		}
	}
	var rows []FigureRow
	for _, name := range slices.Sorted(maps.Keys(names)) {
		row := FigureRow{Name: FigureName(sc.Words, name)}
		for i, st := range j.Stages {
			f := Figure{Stage: columns[i].Name}
			// several of one name: the newest stands for them
			var best *heed.KPI
			for k := range st.KPIs {
				kpi := &st.KPIs[k]
				if kpi.Name == name && (best == nil || best.Date.Before(kpi.Date)) {
					best = kpi
				}
			}
			if best != nil {
				f.Value = sc.Amount(best.Value)
				if best.N > 0 {
					f.N = sc.Say("n", "n", best.N)
				}
			}
			row.Cells = append(row.Cells, f)
		}
		rows = append(rows, row)
	}
	return rows
}
