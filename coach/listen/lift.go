package listen

import (
	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
)

// ActLift is what followed one act over many conversations.
type ActLift struct {
	Act           heed.ActKind `json:"act"`
	Conversations int          `json:"conversations"`
	N             int          `json:"n"`
	Lift          float64      `json:"lift"` // mean change of the customer's valence, -2..2
	Low           float64      `json:"low"`  // 95 % bootstrap interval, by conversation
	High          float64      `json:"high"`
	// Relief is the share of these acts after which the customer showed relief,
	// trust or hope within three turns, with a 95 % bootstrap interval, and
	// Usual that share after everything that we said: what relief there is
	// anyway.
	Relief     float64 `json:"relief"`
	ReliefLow  float64 `json:"relief_low"`
	ReliefHigh float64 `json:"relief_high"`
	Usual      float64 `json:"usual"`
	// Enough: at least 20 acts in at least 5 conversations; less is too little
	// to show as a finding.
	Enough bool `json:"enough"`
	// Note says that this is an association and not a cause.
	Note string `json:"note"`
}

// Lift gathers what followed each act over many conversations. The interval
// resamples conversations with a fixed seed.
func Lift(reports []Report, lang heed.Language) []ActLift {
	var out []ActLift
	usual := usualRelief(reports)
	for _, kind := range heed.ActKinds {
		var lift, relief, ns []float64 // sums and counts by conversation
		n, total, eased := 0, 0.0, 0.0
		for i := range reports {
			s, r, m := 0.0, 0.0, 0.0
			for _, f := range reports[i].Followed {
				if f.Act == kind {
					s += f.After - f.Before
					if f.Relief {
						r++
					}
					m++
				}
			}
			if m > 0 {
				lift, relief, ns = append(lift, s), append(relief, r), append(ns, m)
				n += int(m)
				total, eased = total+s, eased+r
			}
		}
		if n == 0 {
			continue
		}
		low, high := byConversation(lift, ns)
		rlow, rhigh := byConversation(relief, ns)
		out = append(out, ActLift{
			Act: kind, Conversations: len(ns), N: n, Lift: round(total / float64(n)), Low: low, High: high,
			Relief: round(eased / float64(n)), ReliefLow: rlow, ReliefHigh: rhigh, Usual: usual,
			Enough: n >= 20 && len(ns) >= 5, Note: say(lang, "why.association"),
		})
	}
	return out
}

// byConversation is the 95 % interval of a mean of sums over counts,
// conversations resampled.
func byConversation(sums, ns []float64) (low, high float64) {
	low, high = metrics.Bootstrap(len(sums), 400, 0.95, 1, func(draw []int) float64 {
		s, m := 0.0, 0.0
		for _, d := range draw {
			s += sums[d]
			m += ns[d]
		}
		return s / m
	})
	return round(low), round(high)
}

// usualRelief is the share of all our turns after which relief showed.
func usualRelief(reports []Report) float64 {
	n, eased := 0, 0
	for i := range reports {
		last := -1
		for _, f := range reports[i].Followed {
			if f.Turn == last {
				continue
			}
			last = f.Turn
			n++
			if f.Relief {
				eased++
			}
		}
	}
	if n == 0 {
		return 0
	}
	return round(float64(eased) / float64(n))
}
