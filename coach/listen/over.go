package listen

import (
	"math"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
)

// TrendPoint is a measure in one conversation.
type TrendPoint struct {
	Date         heed.Date `json:"date,omitzero"`
	Conversation string    `json:"conversation"`
	Value        float64   `json:"value"`
}

// TrendLine is one measure over a person's conversations, oldest first.
type TrendLine struct {
	Measure string       `json:"measure"`
	Unit    string       `json:"unit"`
	Points  []TrendPoint `json:"points"`
	// Change is the mean of the later half minus that of the earlier half, with
	// a 95 % bootstrap interval. Clear says that the interval leaves out 0 and
	// that there are at least eight conversations: less may be chance.
	Change float64 `json:"change"`
	Low    float64 `json:"low"`
	High   float64 `json:"high"`
	Clear  bool    `json:"clear"`
}

// Trend follows every measure over one person's conversations. Conversations
// are put in order of date, then of id; those where a measure could not be
// taken, or was taken by words while most were taken by time, are left out.
func Trend(reports []Report) []TrendLine {
	sorted := slices.Clone(reports)
	slices.SortStableFunc(sorted, func(a, b Report) int {
		switch {
		case a.Date.Before(b.Date):
			return -1
		case b.Date.Before(a.Date):
			return 1
		case a.Conversation < b.Conversation:
			return -1
		case a.Conversation > b.Conversation:
			return 1
		}
		return 0
	})
	var out []TrendLine
	for _, name := range Names {
		unit := commonUnit(sorted, name)
		var points []TrendPoint
		for i := range sorted {
			v, ok := sorted[i].Measures[name]
			if ok && v.Measurable && v.Unit == unit {
				points = append(points, TrendPoint{sorted[i].Date, sorted[i].Conversation, v.Value})
			}
		}
		if len(points) > 0 {
			out = append(out, TrendOf(name, unit, points))
		}
	}
	return out
}

// TrendOf follows one figure over points in their order.
func TrendOf(name, unit string, points []TrendPoint) TrendLine {
	line := TrendLine{Measure: name, Unit: unit, Points: points}
	if len(points) < 4 {
		return line
	}
	values := make([]float64, len(points))
	for i, p := range points {
		values[i] = p.Value
	}
	half := len(values) / 2
	early, late := values[:half], values[len(values)-half:]
	line.Change = round(mean(late) - mean(early))
	low, high := metrics.Bootstrap(2*half, 400, 0.95, 1, func(draw []int) float64 {
		s := 0.0
		for i := range half { // the halves are drawn apart
			s += late[draw[i]%half] - early[draw[half+i]%half]
		}
		return s / float64(half)
	})
	line.Low, line.High = round(low), round(high)
	line.Clear = len(values) >= 8 && (low > 0 || high < 0)
	return line
}

// commonUnit is the unit that most reports give a measure in.
func commonUnit(reports []Report, name string) string {
	n := make(map[string]int)
	best := ""
	for i := range reports {
		if v := reports[i].Measures[name]; v.Measurable {
			n[v.Unit]++
			if n[v.Unit] > n[best] || n[v.Unit] == n[best] && v.Unit < best {
				best = v.Unit
			}
		}
	}
	return best
}

// MinTeam is the smallest number of people of whom a team's view is shown:
// among fewer, one could tell who is who.
const MinTeam = 5

// TeamMeasure is one measure over a team: the spread of its people's medians.
// It names nobody and ranks nobody.
type TeamMeasure struct {
	Measure       string  `json:"measure"`
	Unit          string  `json:"unit"`
	People        int     `json:"people"`
	Conversations int     `json:"conversations"`
	Median        float64 `json:"median"`
	Quarter       float64 `json:"quarter"`        // a quarter of the people are below
	ThreeQuarters float64 `json:"three_quarters"` // a quarter are above
}

// Team aggregates a team: people's reports by any key, which is not kept. A
// measure is shown where at least MinTeam people have it; with fewer people
// the error says so.
func Team(people map[string][]Report) ([]TeamMeasure, error) {
	if len(people) < MinTeam {
		return nil, heed.Errorf(heed.CodeForbidden, "a team's listening is shown from %d people on; this one has %d", MinTeam, len(people))
	}
	var out []TeamMeasure
	var all []Report
	keys := make([]string, 0, len(people))
	for key := range people {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		all = append(all, people[key]...)
	}
	for _, name := range Names {
		unit := commonUnit(all, name)
		m := TeamMeasure{Measure: name, Unit: unit}
		var medians []float64
		for _, key := range keys {
			var v []float64
			for _, r := range people[key] {
				if x := r.Measures[name]; x.Measurable && x.Unit == unit {
					v = append(v, x.Value)
				}
			}
			if len(v) > 0 {
				medians = append(medians, median(v))
				m.Conversations += len(v)
			}
		}
		if len(medians) < MinTeam {
			continue
		}
		slices.Sort(medians)
		m.People = len(medians)
		m.Median, m.Quarter, m.ThreeQuarters = round(median(medians)), round(quartile(medians, 0.25)), round(quartile(medians, 0.75))
		out = append(out, m)
	}
	return out, nil
}

func quartile(sorted []float64, q float64) float64 {
	x := q * float64(len(sorted)-1)
	i := int(math.Floor(x))
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (x-float64(i))*(sorted[i+1]-sorted[i])
}
