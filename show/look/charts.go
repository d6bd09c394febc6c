package look

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
)

// pct writes a place on a drawing as a percentage for an SVG attribute; always
// with a point, whatever the language.
func pct(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) + "%"
}

// num writes a coordinate of a drawing.
func num(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

// Dot is an estimate on an axis with its interval.
type Dot struct {
	Label   string
	N       string
	Emotion Emotion
	At      string // left edges as percentages of the axis
	Low     string
	Width   string
	Value   string // 24 %
	Title   string // 24 %, 19 to 30 %, 8 people
	Strong  bool
}

// Dots are feelings as dots with intervals over one axis from 0.
type Dots struct {
	Rows []Dot
	Axis []string
	Note string
}

const dotsMax = 8

// Dots sets a persona's feelings, strongest first, neutral left out.
func (sc *Scene) Dots(p *heed.Persona) Dots {
	shares := slices.Clone(p.Emotions)
	slices.SortStableFunc(shares, func(a, b heed.FeelingShare) int {
		switch {
		case a.Value > b.Value:
			return -1
		case a.Value < b.Value:
			return 1
		}
		return 0
	})
	var d Dots
	top := 0.1
	n := 0
	for _, s := range shares {
		if s.Name == heed.Neutral || len(d.Rows) == dotsMax || s.Value <= 0 {
			continue
		}
		top = max(top, s.High)
		n = max(n, s.N)
		d.Rows = append(d.Rows, Dot{Emotion: sc.Emotion(s.Name)})
	}
	top = math.Min(1, math.Ceil(top*10-1e-9)/10)
	i := 0
	for _, s := range shares {
		if s.Name == heed.Neutral || i == len(d.Rows) || s.Value <= 0 {
			continue
		}
		r := &d.Rows[i]
		i++
		sc.place1(r, s.Interval, top)
		r.Title = sc.Say("interval", "v", r.Value, "low", sc.Percent(s.Low), "high", sc.Percent(s.High)) + ", " + sc.People(s.People)
	}
	steps := int(math.Round(top * 10))
	by := 1
	if steps > 5 {
		by = 2
	}
	for k := 0; k <= steps; k += by {
		d.Axis = append(d.Axis, sc.Number(k*10))
	}
	if len(d.Axis) > 0 {
		d.Axis[len(d.Axis)-1] += nbsp + "%"
	}
	if n > 0 {
		d.Note = sc.Say("feels.note", "s", sc.Say("sentences", "n", n), "p", sc.Say("people_n", "n", len(p.Participants)))
	}
	return d
}

// place1 places an interval of shares on an axis from 0 to top.
func (sc *Scene) place1(d *Dot, v heed.Interval, top float64) {
	clamp := func(x float64) float64 { return math.Max(0, math.Min(1, x/top)) * 100 }
	lo, hi := clamp(v.Low), clamp(v.High)
	d.At, d.Low, d.Width = pct(clamp(v.Value)), pct(lo), pct(math.Max(0, hi-lo))
	d.Value = sc.Percent(v.Value)
}

// Drivers are the shares of reasons that are of feeling, overall and by stage.
type Drivers struct {
	Rows    []Dot
	Note    string // 58 reasons, 11 people
	People  string // how many give only feeling, only fact, both
	TooFew  string // in place of the rows
	Caution string // where the bands of stages overlap
}

// driversMin is how many reasons it takes to speak of a share of them.
const driversMin = 5

// Drivers sets a persona's driver mixes; empty where no reason was heard.
func (sc *Scene) Drivers(p *heed.Persona) Drivers {
	var d Drivers
	var stages []heed.Interval
	for _, m := range p.Drivers {
		if m.Emotional.N == 0 {
			continue
		}
		if m.Stage == "" && m.Emotional.N < driversMin {
			d.TooFew = sc.Say("drivers.few", "n", m.Emotional.N)
			return d
		}
		row := Dot{Label: sc.Say("drivers.all"), Strong: true}
		if m.Stage != "" {
			row = Dot{Label: sc.Stage(m.Stage), N: sc.Say("n", "n", m.Emotional.N)}
			if m.Emotional.N >= driversMin {
				stages = append(stages, m.Emotional)
			}
		} else {
			d.Note = sc.Say("drivers.note", "n", m.Emotional.N, "p", sc.Say("people_n", "n", m.People))
			d.People = sc.Say("drivers.people", "feel", m.OnlyFeel, "fact", m.OnlyFact, "both", m.Both, "n", m.People)
		}
		sc.place1(&row, m.Emotional, 1)
		row.Title = sc.Say("interval", "v", row.Value, "low", sc.Percent(m.Emotional.Low), "high", sc.Percent(m.Emotional.High))
		d.Rows = append(d.Rows, row)
	}
	overlap := false
	for i := range stages {
		for _, o := range stages[i+1:] {
			overlap = overlap || stages[i].Low <= o.High && o.Low <= stages[i].High
		}
	}
	if overlap {
		d.Caution = sc.Say("drivers.overlap")
	}
	return d
}

// Saturation is the curve of new themes per run of conversations.
type Saturation struct {
	Caption   string
	Line      string // path
	Dots      []XY
	Last      XY
	LastLabel string
	LastY     string // of its label, above what it would cover
	Threshold string
	ThreshY   string
	Y         []Tick
	X         []Tick
	Label     string
	TooFew    string // in place of the curve
}

// XY is a place on a drawing.
type XY struct{ X, Y string }

// Tick is a label on an axis.
type Tick struct {
	At   string
	Text string
}

// point is the share of new themes after so many conversations.
type point struct {
	after int
	ratio float64
}

// mostPoints is how many points a line of this width can show.
const mostPoints = 400

// thinned keeps, of more points than can be told apart, the highest of every
// few, and the last.
func thinned(points []point) []point {
	step := (len(points) + mostPoints - 1) / mostPoints
	if step < 2 {
		return points
	}
	last := points[len(points)-1]
	var out []point
	for part := range slices.Chunk(points[:len(points)-1], step) {
		out = append(out, slices.MaxFunc(part, func(a, b point) int { return cmp.Compare(a.ratio, b.ratio) }))
	}
	return append(out, last)
}

// Saturation draws the share of new themes in each run over the themes in the
// base, after Guest, Namey and Chen (2020).
func (sc *Scene) Saturation(s heed.Saturation) Saturation {
	const left, right, top, bottom = 40.0, 452.0, 26.0, 126.0
	v := Saturation{
		Caption: sc.Say("saturation.caption", "run", sc.Count(s.Run), "base", sc.Count(s.Base), "themes", s.BaseThemes, "t", sc.Percent(s.Threshold)),
	}
	var points []point
	if s.Enough && s.BaseThemes > 0 && s.Run > 0 {
		for end := s.Base + s.Run; end <= len(s.Found); end += s.Run {
			fresh := s.Found[end-1] - s.Found[end-s.Run-1]
			points = append(points, point{end, float64(fresh) / float64(s.BaseThemes)})
		}
	}
	if len(points) == 0 {
		v.TooFew = sc.Say("saturation.too_few", "need", s.Base+s.Run, "n", len(s.Found))
		return v
	}
	points = thinned(points)
	peak := 0.1
	for _, p := range points {
		peak = max(peak, p.ratio)
	}
	peak = math.Ceil(peak*10-1e-9) / 10
	first, last := points[0].after, points[len(points)-1].after
	x := func(after int) float64 {
		if last == first {
			return (left + right) / 2
		}
		return left + 24 + (right-left-48)*float64(after-first)/float64(last-first)
	}
	y := func(ratio float64) float64 { return bottom - (bottom-top)*ratio/peak }
	crowded := len(points) > 40
	var line strings.Builder
	for i, p := range points {
		at := XY{num(x(p.after)), num(y(p.ratio))}
		if i == 0 {
			line.WriteString("M" + at.X + " " + at.Y)
		} else {
			line.WriteString("L" + at.X + " " + at.Y)
		}
		if i == len(points)-1 {
			v.Last = at
		} else if !crowded {
			v.Dots = append(v.Dots, at)
		}
	}
	v.Line = line.String()
	// the label reaches some 130 to the left of the frame's end
	clear := y(points[len(points)-1].ratio)
	for _, p := range points {
		if x(p.after) > right-150 {
			clear = min(clear, y(p.ratio))
		}
	}
	v.LastY = num(max(12, min(clear-12, y(s.Threshold)-8)))
	v.ThreshY, v.Threshold = num(y(s.Threshold)), sc.Percent(s.Threshold)
	for _, r := range []float64{peak, peak / 2, 0} {
		t := sc.Number(int(math.Round(100 * r)))
		if r == peak {
			t = sc.Percent(r)
		}
		v.Y = append(v.Y, Tick{num(y(r)), t})
	}
	step := max(1, (len(points)+3)/4)
	for i := 0; i < len(points); i += step {
		if i+step >= len(points) && i != len(points)-1 && len(points)-1-i < step/2+1 {
			break // the last one stands too near
		}
		v.X = append(v.X, Tick{num(x(points[i].after)), sc.Number(points[i].after)})
	}
	if at := num(x(last)); v.X[len(v.X)-1].At != at {
		v.X = append(v.X, Tick{at, sc.Number(last)})
	}
	state := "saturation.growing"
	if s.Saturated {
		state = "saturation.reached"
	}
	v.LastLabel = sc.Say(state, "r", sc.Percent(points[len(points)-1].ratio), "at", s.At)
	v.Label = fmt.Sprintf("%s %s", v.Caption, v.LastLabel)
	return v
}
