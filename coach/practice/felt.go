package practice

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
)

// PulseItems are the three items of the pulse, each answered from 1 (not at
// all) to 5 (completely).
var PulseItems = [3]map[heed.Language]string{
	{heed.English: "They understood what I was trying to tell them.", heed.Spanish: "Entendieron lo que les quería decir."},
	{heed.English: "They took seriously what this means for me.", heed.Spanish: "Se tomaron en serio lo que esto supone para mí."},
	{heed.English: "What they said or did next showed that they had listened.", heed.Spanish: "Lo que dijeron o hicieron después demostró que me habían escuchado."},
}

// PulseLine asks for a free line.
var PulseLine = map[heed.Language]string{
	heed.English: "Anything that would have made you feel better heard?",
	heed.Spanish: "¿Algo que le habría hecho sentir que le escuchábamos mejor?",
}

// Felt is one pulse.
type Felt struct {
	Group  string // account or persona
	Person string
	Items  [3]int // 1..5, 0 where not answered
	On     heed.Date
}

// FeltPoint is how heard people felt in one month, 1..5. Value is the mean
// over people of each person's own mean, so that nobody counts twice; the
// interval resamples people.
type FeltPoint struct {
	Group string `json:"group"`
	Month string `json:"month"` // 2026-11
	heed.Interval
	Pulses int `json:"pulses"`
}

const (
	feltRounds = 2000
	feltSeed   = 7
	// feltLeast is the number of people from which an interval is given; the
	// bootstrap of fewer is narrower than the truth.
	feltLeast = 5
)

// FeltTrend follows pulses by group and month, both in order.
func FeltTrend(all []Felt) []FeltPoint {
	type key struct{ group, month string }
	sums := map[key]map[string][2]float64{} // by person: sum, number of pulses
	for _, f := range all {
		sum, n := 0, 0
		for _, v := range f.Items {
			if v > 0 {
				sum, n = sum+v, n+1
			}
		}
		if n == 0 || f.On.IsZero() {
			continue
		}
		k := key{f.Group, fmt.Sprintf("%04d-%02d", f.On.Year, f.On.Month)}
		if sums[k] == nil {
			sums[k] = map[string][2]float64{}
		}
		s := sums[k][f.Person]
		sums[k][f.Person] = [2]float64{s[0] + float64(sum)/float64(n), s[1] + 1}
	}
	out := make([]FeltPoint, 0, len(sums))
	for k, people := range sums {
		p := FeltPoint{Group: k.group, Month: k.month}
		var means []float64
		for _, id := range slices.Sorted(maps.Keys(people)) {
			means = append(means, people[id][0]/people[id][1])
			p.Pulses += int(people[id][1])
		}
		p.Interval = heed.Interval{Value: mean(means), Low: 1, High: 5, N: len(means), Level: 0.95}
		if len(means) >= feltLeast {
			p.Low, p.High = metrics.Bootstrap(len(means), feltRounds, 0.95, feltSeed, func(cases []int) float64 {
				s := 0.0
				for _, i := range cases {
					s += means[i]
				}
				return s / float64(len(cases))
			})
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b FeltPoint) int { return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Month, b.Month)) })
	return out
}

func mean(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	s := 0.0
	for _, x := range v {
		s += x
	}
	return s / float64(len(v))
}
