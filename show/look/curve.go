package look

import (
	"math"
	"strings"

	"github.com/heedhq/heed"
)

// Curves is a drawing of one or two people's feelings over the stages.
type Curves struct {
	Legend  []Legend
	Bands   []string
	Lines   []Line
	Points  []CurvePoint
	Opposed []Bracket
	Label   string // read aloud in place of the drawing
	Small   bool
	Thin    bool // somewhere the line is dotted
}

// Legend names a line.
type Legend struct{ Name, Role, N, Class string }

// Line is a run of a curve in one style: solid, double or dotted.
type Line struct{ Path, Class string }

// CurvePoint is a stage on a curve.
type CurvePoint struct {
	X, Y    string // percent of the drawing
	Family  string
	Small   bool
	Label   string
	Strong  string // name before the label
	Dy      string // of the label, from the point
	Title   string
	Feeling string
}

// Bracket joins two points at a stage where two people feel opposite things.
type Bracket struct{ X, Top, Bottom, Mid, Word string }

// yOf places a valence, -2..2, on a drawing 0..100 high.
func yOf(v float64) float64 { return 50 - 21*math.Max(-2, math.Min(2, v)) }

// curves draws two people at a time, those with the most people first.
func (sc *Scene) curves(j *heed.Journey, at map[string]int) []Curves {
	all := sc.ordered(j)
	var out []Curves
	for i := 0; i < len(all); i += 2 {
		end := min(i+2, len(all))
		c := sc.draw(j, all[i:end], at)
		c.Small = i > 0
		out = append(out, c)
	}
	return out
}

func (sc *Scene) draw(j *heed.Journey, pair []heed.Curve, at map[string]int) Curves {
	var v Curves
	n := float64(len(j.Stages))
	type spot struct {
		x, y float64
		p    *heed.Point
	}
	spots := make([][]spot, len(pair))
	var aloud []string
	for k := range pair {
		class := []string{"one", "two"}[k]
		name := sc.names[pair[k].Persona]
		leg := Legend{Name: name, Class: class}
		for _, p := range sc.Personas() {
			if p.ID == pair[k].Persona {
				leg.Role, leg.N = sc.PersonaRole(p), sc.Say("n", "n", len(p.Participants))
			}
		}
		v.Legend = append(v.Legend, leg)
		var said []string
		for i := range pair[k].Points {
			p := &pair[k].Points[i]
			col, ok := at[p.Stage]
			if !ok {
				continue
			}
			spots[k] = append(spots[k], spot{(float64(col) + .5) / n * 1000, yOf(p.Value), p})
			said = append(said, sc.Stage(p.Stage)+" "+sc.Signed(p.Value))
		}
		aloud = append(aloud, name+": "+strings.Join(said, ", "))
		xs, ys := make([]float64, len(spots[k])), make([]float64, len(spots[k]))
		lo, hi := make([]float64, len(spots[k])), make([]float64, len(spots[k]))
		for i, s := range spots[k] {
			xs[i], ys[i], lo[i], hi[i] = s.x, s.y, yOf(s.p.Low), yOf(s.p.High)
			v.Thin = v.Thin || s.p.Thin
		}
		ms, mlo, mhi := slopes(xs, ys), slopes(xs, lo), slopes(xs, hi)
		// the band covers runs of points that are not thin
		for i := 0; i < len(spots[k]); {
			if spots[k][i].p.Thin {
				i++
				continue
			}
			e := i
			for e+1 < len(spots[k]) && !spots[k][e+1].p.Thin && adjacent(xs[e], xs[e+1], n) {
				e++
			}
			if e > i {
				v.Bands = append(v.Bands, band(xs[i:e+1], hi[i:e+1], mhi[i:e+1], lo[i:e+1], mlo[i:e+1]))
			} else {
				w := 90 / n
				v.Bands = append(v.Bands, "M"+num(xs[i]-w)+" "+num(hi[i])+"H"+num(xs[i]+w)+"V"+num(lo[i])+"H"+num(xs[i]-w)+"z")
			}
			i = e + 1
		}
		for i := 0; i+1 < len(spots[k]); i++ {
			c := class
			if spots[k][i].p.Thin || spots[k][i+1].p.Thin || !adjacent(xs[i], xs[i+1], n) {
				c = "thin"
			}
			v.Lines = append(v.Lines, Line{"M" + num(xs[i]) + " " + num(ys[i]) + cubic(xs, ys, ms, i), c})
		}
	}
	for k := range spots {
		for _, s := range spots[k] {
			above := s.p.Value >= 0
			// where both stand at a stage, the upper one's label goes above
			if len(pair) == 2 {
				for _, o := range spots[1-k] {
					if o.x == s.x {
						above = s.y < o.y || s.y == o.y && k == 0
					}
				}
			}
			v.Points = append(v.Points, sc.point(s.x/10, s.y, s.p, sc.shorts[pair[k].Persona], len(pair) > 1, above, k == 1))
		}
	}
	for i, st := range j.Stages {
		if len(st.Opposite) < 2 || len(pair) < 2 {
			continue
		}
		x := (float64(i) + .5) / n * 1000
		var ys []float64
		for k := range spots {
			for _, s := range spots[k] {
				if s.x == x {
					ys = append(ys, s.y)
				}
			}
		}
		if len(ys) == 2 {
			top, bottom := math.Min(ys[0], ys[1]), math.Max(ys[0], ys[1])
			v.Opposed = append(v.Opposed, Bracket{X: pct(x/10 + 12/n), Top: pct(top), Bottom: pct(bottom), Mid: pct((top + bottom) / 2), Word: sc.Say("opposite")})
		}
	}
	v.Label = sc.Say("curve.label") + " " + strings.Join(aloud, ". ") + "."
	return v
}

func adjacent(a, b, n float64) bool { return math.Abs(b-a-1000/n) < 1e-6 }

func (sc *Scene) point(x, y float64, p *heed.Point, name string, named, above, small bool) CurvePoint {
	c := CurvePoint{X: pct(x), Y: pct(y), Family: "neutral", Small: small, Dy: "28"}
	if p.Feeling != "" {
		e := sc.Emotion(p.Feeling)
		c.Family, c.Feeling = e.Family, e.Word
	}
	parts := []string{sc.Say("n", "n", p.People)}
	for _, m := range []string{"peak", "low", "end"} {
		for _, have := range p.Marks {
			if have == m {
				parts = append(parts, sc.Say("mark.small."+m))
			}
		}
	}
	if named {
		c.Strong = Short(name)
		parts[0] = ", " + parts[0]
	}
	c.Label = strings.Join(parts, ", ")
	if above {
		c.Dy = "-18"
	}
	title := []string{sc.Signed(p.Value)}
	if !p.Thin {
		title[0] = sc.Say("interval", "v", sc.Signed(p.Value), "low", sc.Signed(p.Low), "high", sc.Signed(p.High))
	}
	if c.Feeling != "" {
		title = append(title, c.Feeling)
	}
	title = append(title, sc.People(p.People))
	c.Title = strings.Join(title, ", ")
	return c
}

// shortName is a name without what distinguishes its group.
func shortName(name string) string {
	if i := strings.IndexAny(name, ",:;("); i > 1 {
		return strings.TrimSpace(name[:i])
	}
	return name
}

// Short is the first word of a name, for narrow places.
func Short(name string) string {
	if i := strings.IndexByte(name, ' '); i > 2 {
		return strings.TrimRight(name[:i], ",:;")
	}
	s, _ := Cut(name, 14)
	return s
}

// slopes are tangents that keep a cubic between its points monotone where the
// points are (Fritsch and Carlson 1980), so that the drawing makes no peak that
// the data does not have.
func slopes(x, y []float64) []float64 {
	n := len(x)
	m := make([]float64, n)
	if n < 2 {
		return m
	}
	d := make([]float64, n-1)
	for i := range d {
		d[i] = (y[i+1] - y[i]) / (x[i+1] - x[i])
	}
	m[0], m[n-1] = d[0], d[n-2]
	for i := 1; i < n-1; i++ {
		if d[i-1]*d[i] > 0 {
			m[i] = (d[i-1] + d[i]) / 2
		}
	}
	for i := range d {
		if d[i] == 0 {
			m[i], m[i+1] = 0, 0
			continue
		}
		a, b := m[i]/d[i], m[i+1]/d[i]
		if s := a*a + b*b; s > 9 {
			t := 3 / math.Sqrt(s)
			m[i], m[i+1] = t*a*d[i], t*b*d[i]
		}
	}
	return m
}

// cubic is the curve from point i to the next, as the rest of a path.
func cubic(x, y, m []float64, i int) string {
	h := (x[i+1] - x[i]) / 3
	return "C" + num(x[i]+h) + " " + num(y[i]+h*m[i]) + " " + num(x[i+1]-h) + " " + num(y[i+1]-h*m[i+1]) + " " + num(x[i+1]) + " " + num(y[i+1])
}

// band is the area between two curves.
func band(x, hi, mhi, lo, mlo []float64) string {
	var b strings.Builder
	b.WriteString("M" + num(x[0]) + " " + num(hi[0]))
	for i := 0; i+1 < len(x); i++ {
		b.WriteString(cubic(x, hi, mhi, i))
	}
	last := len(x) - 1
	b.WriteString("L" + num(x[last]) + " " + num(lo[last]))
	for i := last; i > 0; i-- {
		h := (x[i] - x[i-1]) / 3
		b.WriteString("C" + num(x[i]-h) + " " + num(lo[i]-h*mlo[i]) + " " + num(x[i-1]+h) + " " + num(lo[i-1]+h*mlo[i-1]) + " " + num(x[i-1]) + " " + num(lo[i-1]))
	}
	b.WriteString("z")
	return b.String()
}
