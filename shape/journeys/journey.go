package journeys

import (
	"cmp"
	"math"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/quote"
	"github.com/heedhq/heed/shape/stats"
)

// Party is a persona on the journey: its id and its sentences.
type Party struct {
	Persona    string
	Utterances []int32
}

// perLane is the most claims of one persona in one lane at one stage.
const perLane = 5

// LaneOf is the lane that a kind of claim stands in, "" for none.
func LaneOf(kind heed.SignalKind) heed.Lane {
	switch kind {
	case heed.SigDoes, heed.SigTask:
		return heed.LaneDoes
	case heed.SigThinks, heed.SigCriterion:
		return heed.LaneThinks
	case heed.SigFeels:
		return heed.LaneFeels
	case heed.SigTouchpoint, heed.SigChannel, heed.SigDevice:
		return heed.LaneTouchpoints
	case heed.SigPain, heed.SigBarrier, heed.SigDislike, heed.SigObjection:
		return heed.LanePains
	case heed.SigGain, heed.SigLike:
		return heed.LaneGains
	}
	return ""
}

// Draw makes the journey of a study. claims are all claims, placed on stages
// already; kpis are laid under their stages.
func Draw(c *corpus.Corpus, l *Layout, parties []Party, claims []*heed.Claim, kpis []heed.KPI, set heed.Settings) heed.Journey {
	j := heed.Journey{ID: "j-" + c.Study.ID, Study: c.Study.ID, Seed: set.Seed}
	for s, stage := range l.Stages {
		st := heed.JourneyStage{Stage: stage, From: map[string]int{}, Lanes: map[heed.Lane][]string{}}
		var sure float64
		recognised := 0
		for i := range c.Convs {
			if int(l.Conv[i].Stage) != s {
				continue
			}
			st.Conversations++
			st.From[l.Conv[i].From]++
			if l.Conv[i].From == "recognised" {
				sure += l.Certainty[i]
				recognised++
			}
		}
		if recognised > 0 {
			st.Certainty = round(sure / float64(recognised))
		}
		people := map[int32]bool{}
		for u := range c.Utterances {
			if int(l.Of[u].Stage) == s && c.Utterances[u].Person >= 0 {
				people[c.Utterances[u].Person] = true
			}
		}
		st.People = len(people)
		held := map[string]int{} // claims of a persona in a lane
		for _, cl := range claims {
			if cl.Review == heed.Rejected {
				continue
			}
			for _, p := range cl.Places {
				if p.Stage != stage.ID || p.Lane == "" {
					continue
				}
				if own := string(p.Lane) + p.Persona; held[own] < perLane && !slices.Contains(st.Lanes[p.Lane], cl.ID) {
					held[own]++
					st.Lanes[p.Lane] = append(st.Lanes[p.Lane], cl.ID)
				}
				if cl.Kind == heed.SigBarrier || cl.Kind == heed.SigObjection {
					if !slices.Contains(st.Barriers, cl.ID) {
						st.Barriers = append(st.Barriers, cl.ID)
					}
				}
			}
		}
		for _, k := range kpis {
			if k.Stage == stage.ID {
				st.KPIs = append(st.KPIs, k)
			}
		}
		j.Stages = append(j.Stages, st)
	}
	for _, p := range parties {
		if curve := draw(c, l, p, set); len(curve.Points) > 0 {
			j.Curves = append(j.Curves, curve)
		}
	}
	opposites(&j)
	var own []*heed.Claim
	for _, cl := range claims {
		if slices.ContainsFunc(cl.Places, func(p heed.Place) bool { return p.Stage != "" && p.Lane != "" }) {
			own = append(own, cl)
		}
	}
	empty := 0
	for _, st := range j.Stages {
		if st.People == 0 {
			empty++
		}
	}
	j.Earned = ledger.Earn(own, empty)
	return j
}

// felt reports whether a sentence carries a feeling that a curve can show.
func felt(u *corpus.Utterance) bool {
	if u.Courtesy {
		return false
	}
	if math.Abs(u.Valence) >= 0.1 {
		return true
	}
	_, ok := u.Strongest()
	return ok
}

// tone is how a sentence feels, -1..1, and how much it weighs on the curve:
// its valence, halfway to its strongest feeling where it has one, weighed by
// how far it is from indifferent, so that a stage is not made flat by all that
// was said there in passing.
func tone(u *corpus.Utterance) (value, weight float64) {
	value, weight = u.Valence, math.Abs(u.Valence)
	if f, ok := u.Strongest(); ok {
		if sign := float64(f.Name.Sign()); sign != 0 {
			value = (value + sign*f.Intensity) / 2
		}
		weight += f.Intensity
	}
	return value, max(weight, 0.01)
}

// draw makes one persona's curve: at each stage the mean over its people of
// the weighted mean tone of their sentences that carry feeling, on -2..2.
func draw(c *corpus.Corpus, l *Layout, p Party, set heed.Settings) heed.Curve {
	curve := heed.Curve{Persona: p.Persona}
	for s, stage := range l.Stages {
		sum, n := map[int32]float64{}, map[int32]float64{}
		feelings := map[heed.Feeling]float64{}
		all := 0
		for _, u := range p.Utterances {
			if int(l.Of[u].Stage) != s {
				continue
			}
			all++
			ut := &c.Utterances[u]
			if ut.Person < 0 || !felt(ut) {
				continue
			}
			v, w := tone(ut)
			sum[ut.Person] += w * v
			n[ut.Person] += w
			if f, ok := ut.Strongest(); ok {
				feelings[f.Name] += f.Intensity
			}
		}
		if len(n) == 0 {
			continue
		}
		people := make([]int32, 0, len(n))
		for i := range n {
			people = append(people, i)
		}
		slices.Sort(people)
		ratios := make([]stats.Ratio, len(people))
		for i, who := range people {
			ratios[i] = stats.Ratio{Sum: 2 * sum[who] / n[who], Over: 1}
		}
		pt := heed.Point{
			Stage: stage.ID, Interval: stats.BootstrapRatio(ratios, set.Bootstrap, set.Seed), People: len(people),
			Thin: len(people) < set.ThinStage, Importance: float64(all) / float64(max(1, len(p.Utterances))),
		}
		pt.Value, pt.Low, pt.High, pt.Importance = round(pt.Value), round(pt.Low), round(pt.High), round(pt.Importance)
		pt.Feeling = mostFelt(feelings, pt.Value)
		pt.Quote = behind(c, l, p, int32(s), pt.Value)
		curve.Points = append(curve.Points, pt)
	}
	mark(curve.Points)
	for i := range curve.Points {
		pt := &curve.Points[i]
		if slices.Contains(pt.Marks, "peak") && pt.Value < 0 || slices.Contains(pt.Marks, "low") && pt.Value > 0 {
			pt.Quote = nil // the best of a bad lot: its words would read as the opposite
		}
	}
	return curve
}

// plain is the value from which a point lies plainly on one side.
const plain = 0.1

// mostFelt is the feeling most felt at a point; of one that lies plainly on
// one side, the most felt of that side.
func mostFelt(felt map[heed.Feeling]float64, value float64) (best heed.Feeling) {
	for _, f := range heed.Feelings {
		if felt[f] <= 0 || value*float64(f.Sign()) <= 0 && math.Abs(value) >= plain {
			continue
		}
		if best == "" || felt[f] > felt[best] {
			best = f
		}
	}
	return best
}

// mark names the peak, the lowest point and the end, where there is more than
// one point. A point that rests on too few people is a peak or a low only where
// hardly any other is there.
func mark(points []heed.Point) {
	if len(points) < 2 {
		return
	}
	firm := 0
	for i := range points {
		if !points[i].Thin {
			firm++
		}
	}
	peak, low := -1, -1
	for i := range points {
		if points[i].Thin && firm > 1 {
			continue
		}
		if peak < 0 || points[i].Value > points[peak].Value {
			peak = i
		}
		if low < 0 || points[i].Value < points[low].Value {
			low = i
		}
	}
	if points[peak].Value > points[low].Value {
		points[peak].Marks = append(points[peak].Marks, "peak")
		points[low].Marks = append(points[low].Marks, "low")
	}
	points[len(points)-1].Marks = append(points[len(points)-1].Marks, "end")
}

// behind finds the quotation that shows a point's feeling best: one with a
// feeling of the speaker's own on the same side, or a pain or gain told plainly, which what they say next in
// the same turn does not turn round. A point that lies plainly on neither side
// has none.
func behind(c *corpus.Corpus, l *Layout, p Party, stage int32, value float64) *heed.Evidence {
	if math.Abs(value) < plain {
		return nil
	}
	best, bestSpan, top := int32(-1), heed.Span{}, 0.0
	for _, u := range p.Utterances {
		ut := &c.Utterances[u]
		if l.Of[u].Stage != stage || ut.Person < 0 || ut.Withheld || ut.Hearsay || !felt(ut) {
			continue
		}
		along, _ := tone(ut)
		side := 1.0
		if value < 0 {
			side, along = -1, -along
		}
		f, ok := ut.Strongest()
		if along <= 0 || ok && side*float64(f.Name.Sign()) <= 0 || side*ut.Valence < -turns {
			continue
		}
		intensity := f.Intensity
		if !ok {
			if side*ut.Valence < shows || !sidedWith(ut, side) {
				continue
			}
			intensity = unfelt * side * ut.Valence
		}
		judged := ledger.Judges(ut.Text, ut.Language)
		if side*float64(judged) < 0 || judged == 0 && !ledger.OfOwn(ut.Text, ut.Language) || turned(c, u, side) {
			continue
		}
		turn := c.Convs[ut.Conv].Turns[ut.Turn].Text
		sp, q := quote.Best(turn, ut.Span, ut.Span, ut.Language)
		if wide, ok := c.Alone(u, sp, quote.Longest); ok && wide != sp {
			words, _ := wide.In(turn)
			sp, q = wide, max(q, corpus.Widened*quote.Score(words, ut.Language))
		}
		if s := q * intensity * (0.3 + along); s > top {
			best, bestSpan, top = u, sp, s
		}
	}
	if best < 0 {
		return nil
	}
	e := ledger.Evidence(c, best, bestSpan, nil, heed.Supports)
	return &e
}

const (
	// turns is the valence from which a sentence weighs against a side, shows that
	// from which one without a feeling shows how a stage was, and unfelt what it
	// then counts beside one with a feeling.
	turns, shows, unfelt = 0.1, 0.4, 0.25
)

// sidedWith reports whether a sentence tells of what hurts (side < 0) or helps.
func sidedWith(u *corpus.Utterance, side float64) bool {
	return slices.ContainsFunc(u.Signals, func(s heed.Signal) bool {
		lane := LaneOf(s.Kind)
		return side < 0 && lane == heed.LanePains || side > 0 && lane == heed.LaneGains
	})
}

// turned reports whether the sentence before or behind in the same turn feels
// the opposite, or the next begins with what takes it back: irony, or praise
// before the complaint.
func turned(c *corpus.Corpus, u int32, side float64) bool {
	own := &c.Utterances[u]
	for _, k := range []int32{u - 1, u + 1} {
		if k < 0 || int(k) >= len(c.Utterances) {
			continue
		}
		o := &c.Utterances[k]
		if o.Conv != own.Conv || o.Turn != own.Turn {
			continue
		}
		if side*o.Valence < -turns || k > u && quote.Limited(o.Text, o.Language) {
			return true
		}
		if f, ok := o.Strongest(); ok && side*float64(f.Name.Sign()) < 0 {
			return true
		}
	}
	return false
}

// opposites marks the stages where the intervals of two personas lie on
// opposite sides of zero and neither is thin.
func opposites(j *heed.Journey) {
	for s := range j.Stages {
		var up, down []string
		for _, cv := range j.Curves {
			for _, p := range cv.Points {
				if p.Stage != j.Stages[s].ID || p.Thin {
					continue
				}
				switch {
				case p.Low > 0:
					up = append(up, cv.Persona)
				case p.High < 0:
					down = append(down, cv.Persona)
				}
			}
		}
		if len(up) > 0 && len(down) > 0 {
			j.Stages[s].Opposite = append(up, down...)
			slices.SortFunc(j.Stages[s].Opposite, cmp.Compare[string])
		}
	}
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }
