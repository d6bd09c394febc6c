package practice

import (
	"cmp"
	"math"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
)

// Card says when a skill is due again, after SM-2 (Wozniak 1990).
type Card struct {
	Skill string    `json:"skill"`
	Ease  float64   `json:"ease"` // 1.3 or more, 2.5 at first
	Days  int       `json:"days"` // the present interval
	Due   heed.Date `json:"due"`
	Row   int       `json:"row"` // good answers in a row
}

const (
	firstEase = 2.5
	leastEase = 1.3
	mostDays  = 180
)

// Review moves a card by an answer of quality 0..5 on a day. Under 3 it starts
// again; the ease changes by 0.1 - (5-q)(0.08 + (5-q)0.02).
func (c Card) Review(quality int, on heed.Date) Card {
	q := float64(min(5, max(0, quality)))
	if c.Ease == 0 {
		c.Ease = firstEase
	}
	c.Ease = max(leastEase, c.Ease+0.1-(5-q)*(0.08+(5-q)*0.02))
	if q < 3 {
		c.Row, c.Days = 0, 1
	} else {
		c.Row++
		switch c.Row {
		case 1:
			c.Days = 1
		case 2:
			c.Days = 6
		default:
			c.Days = int(math.Round(float64(c.Days) * c.Ease))
		}
	}
	c.Days = min(c.Days, mostDays)
	c.Due = heed.DateOf(on.Time().AddDate(0, 0, c.Days))
	return c
}

// Done is one answer in practice.
type Done struct {
	Account, Skill string
	Points, Of     int
	On             heed.Date
}

func (d Done) share() float64 { return float64(d.Points) / float64(d.Of) }

// Skill is how somebody does in one skill, and when it is due.
type Skill struct {
	Card
	// Accuracy is the share of points, with a 95 % interval that resamples
	// answers; N counts answers.
	Accuracy heed.Interval `json:"accuracy"`
	Overdue  int           `json:"overdue"` // days; 0 or less: not yet
}

const (
	planRounds = 2000
	planSeed   = 11

	// LeastN is the number of answers from which an interval is worth drawing;
	// with fewer it is the whole scale.
	LeastN = 5
)

// Plan lists the skills of one person's answers, oldest first, in the order in
// which to practise them: those due before those that are not, and the weaker
// first.
func Plan(done []Done, today heed.Date) []Skill {
	by := map[string]*Skill{}
	shares := map[string][]float64{}
	for _, d := range done {
		if d.Of <= 0 {
			continue
		}
		s := by[d.Skill]
		if s == nil {
			s = &Skill{Card: Card{Skill: d.Skill}}
			by[d.Skill] = s
		}
		s.Card = s.Review(int(math.Round(5*d.share())), d.On)
		shares[d.Skill] = append(shares[d.Skill], d.share())
	}
	out := make([]Skill, 0, len(by))
	for name, s := range by {
		s.Accuracy = interval(shares[name])
		s.Overdue = today.DaysSince(s.Due)
		out = append(out, *s)
	}
	due := func(s Skill) int {
		if s.Overdue >= 0 {
			return 0
		}
		return 1
	}
	slices.SortFunc(out, func(a, b Skill) int {
		return cmp.Or(cmp.Compare(due(a), due(b)), cmp.Compare(a.Accuracy.Value, b.Accuracy.Value), cmp.Compare(a.Card.Skill, b.Card.Skill))
	})
	return out
}

func interval(v []float64) heed.Interval {
	i := heed.Interval{Value: mean(v), Low: 0, High: 1, N: len(v), Level: 0.95}
	if len(v) >= LeastN {
		i.Low, i.High = metrics.Bootstrap(len(v), planRounds, 0.95, planSeed, func(cases []int) float64 {
			s := 0.0
			for _, c := range cases {
				s += v[c]
			}
			return s / float64(len(cases))
		})
	}
	return i
}

// TeamLeast is the least number of people of whom a team sees anything.
const TeamLeast = 5

// TeamSkill is one skill over a team: the mean of people's own means, with an
// interval that resamples people.
type TeamSkill struct {
	Skill    string        `json:"skill"`
	Accuracy heed.Interval `json:"accuracy"` // N counts people
}

// Team adds up a team's answers by skill. Skills that fewer than TeamLeast
// people practised are left out, so that nobody's own results can be read.
func Team(done []Done) []TeamSkill {
	by := map[string]map[string][]float64{}
	for _, d := range done {
		if d.Of <= 0 {
			continue
		}
		if by[d.Skill] == nil {
			by[d.Skill] = map[string][]float64{}
		}
		by[d.Skill][d.Account] = append(by[d.Skill][d.Account], d.share())
	}
	out := []TeamSkill{}
	for skill, people := range by {
		if len(people) < TeamLeast {
			continue
		}
		var names []string
		for who := range people {
			names = append(names, who)
		}
		slices.Sort(names)
		var means []float64
		for _, who := range names {
			means = append(means, mean(people[who]))
		}
		out = append(out, TeamSkill{skill, interval(means)})
	}
	slices.SortFunc(out, func(a, b TeamSkill) int { return cmp.Compare(a.Skill, b.Skill) })
	return out
}
