package journeys

import (
	"cmp"
	"math"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
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
	case heed.SigPain, heed.SigBarrier, heed.SigDislike, heed.SigObjection, heed.SigRisk:
		return heed.LanePains
	case heed.SigGain, heed.SigLike:
		return heed.LaneGains
	}
	return ""
}

// inTheWay reports whether a kind of claim is of what stands in somebody's way:
// what stops them, what they object to, and what they fear would follow.
func inTheWay(k heed.SignalKind) bool {
	return k == heed.SigBarrier || k == heed.SigObjection || k == heed.SigRisk
}

// Draw makes the journey of a study. claims are all claims, placed on stages
// already; kpis are laid under their stages.
func Draw(c *corpus.Corpus, l *Layout, parties []Party, claims []*heed.Claim, kpis []heed.KPI, set heed.Settings) heed.Journey {
	j := heed.Journey{ID: "j-" + c.Study.ID, Study: c.Study.ID, Seed: set.Seed}
	named := mentioned(c, l)
	for s, stage := range l.Stages {
		st := heed.JourneyStage{Stage: stage, From: map[string]int{}, Lanes: map[heed.Lane][]string{}, Mentioned: named[s]}
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
				if inTheWay(cl.Kind) && !slices.Contains(st.Barriers, cl.ID) {
					st.Barriers = append(st.Barriers, cl.ID)
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
	told := toldIn(c, claims)
	for _, p := range parties {
		if curve := draw(c, l, p, told, set); len(curve.Points) > 0 {
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

// indifferent is the weight of the indifferent sentence that everybody's mean is
// drawn towards zero by: one sentence read wrongly is nobody's mood.
const indifferent = 0.5

// claimTone is the tone, and the weight, of a sentence without a plain feeling
// that a claim of what hurts or helps rests on.
const claimTone = 0.5

// draw makes one persona's curve: at each stage the mean over its people of
// the weighted mean tone of their sentences that carry feeling, on -2..2.
func draw(c *corpus.Corpus, l *Layout, p Party, told sides, set heed.Settings) heed.Curve {
	curve := heed.Curve{Persona: p.Persona}
	var at []int32
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
			claimed := told.of(c, ut)
			if ut.Person < 0 || claimed == 0 && (!felt(ut) || ledger.AboutOthers(ut.Text, ut.Language)) {
				continue // of how others felt it says nothing
			}
			v, w := tone(ut)
			if v*claimed <= 0 && claimed != 0 { // "the day they signed is the day I stopped sleeping"
				v, w = claimed*claimTone, claimTone
			}
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
			ratios[i] = stats.Ratio{Sum: 2 * sum[who] / (n[who] + indifferent), Over: 1}
		}
		pt := heed.Point{
			Stage: stage.ID, Interval: stats.BootstrapRatio(ratios, set.Bootstrap, set.Seed), People: len(people),
			Thin: len(people) < set.ThinStage, Importance: float64(all) / float64(max(1, len(p.Utterances))),
		}
		pt.Value, pt.Low, pt.High, pt.Importance = round(pt.Value), round(pt.Low), round(pt.High), round(pt.Importance)
		pt.Feeling = mostFelt(feelings, pt.Value)
		curve.Points = append(curve.Points, pt)
		at = append(at, int32(s))
	}
	mark(curve.Points)
	for i := range curve.Points {
		pt := &curve.Points[i]
		if side := sideOf(pt); side != 0 {
			pt.Quote = behind(c, l, p, told, at[i], side)
		}
		if pt.Quote == nil { // a best or worst moment that nobody's words show is none
			pt.Marks = slices.DeleteFunc(pt.Marks, func(m string) bool { return m != "end" })
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
