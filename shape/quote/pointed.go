package quote

import (
	heed "github.com/heedhq/heed"
)

// fair is the least score of a shortened sentence that stands for a point.
const fair = 0.55

// OfPoint is Score for words that make a point which is known: however plain its
// words are, they say something.
func OfPoint(s string, lang heed.Language) float64 { return score(s, lang, pointsBack, 0) }

// Pointed returns the shortest run of the sentence at sp, in bytes of whole, that
// stands alone and holds point in whole: "This saved a lot of time" of "This
// saved a lot of time in the writing of reports". It begins and ends where Best
// cuts, and also ends before what only says where, when or for what. The score is
// 0 where no run stands alone.
func Pointed(whole string, sp, point heed.Span, lang heed.Language) (heed.Span, float64) {
	s, ok := sp.In(whole)
	if !ok || !sp.Contains(point) {
		return sp, 0
	}
	r := rulesOf(lang)
	from, to := point.Start-sp.Start, point.End-sp.Start
	starts, ends := boundaries(s, r)
	starts[0] = skipLead(s, r, lang)
	toks := tokens(s)
	for i := 1; i < len(toks); i++ {
		bare := toks[i-1].End == to && toks[i-1].Start == from // a verb may still want its object
		if toks[i].Start >= to && !bare && r["adjuncts"][toks[i].word] && !r["needs more"][toks[i-1].word] {
			ends = append(ends, ending{toks[i].Start})
		}
	}
	best, score := sp, 0.0
	for _, a := range starts {
		for _, z := range ends {
			if a > from || z.at < to {
				continue
			}
			c := trim(s, heed.Span{Start: a, End: z.at})
			if c.Start > from || c.End < to || c.Len() > Longest || c.Len() < Shortest {
				continue
			}
			q := s[c.Start:c.End]
			if lead := tokens(q); r["conditions"][lead[0].word] {
				continue // "when I learn to trust it"
			}
			whole := c.Start == starts[0] && z.at == len(s)
			if !whole && (governed(s[:c.Start], r) || unfinished(q, s[c.End:], r) || Limited(s[c.End:], lang) || z.at < len(s) && hangs(q, r)) {
				continue
			}
			if x := OfPoint(q, lang); x >= fair && (score == 0 || c.Len() < best.Len()) {
				best, score = heed.Span{Start: sp.Start + c.Start, End: sp.Start + c.End}, x
			}
		}
	}
	return best, score
}
