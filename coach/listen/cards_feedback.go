package listen

import (
	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

func (k *call) feedback() (well, try *Point) {
	k.each(us, func(n int, t turn, a heed.Act) {
		if a.Kind != heed.ActValidation || a.Confidence < 0.7 {
			return
		}
		if w := k.words(t.i, a.Span); well == nil && countWords(w) >= 3 {
			well = k.point("validation.well", k.moment(t, a), 0)
			well.Quote, well.By = w, k.names[t.who]
		}
	})
	if try = k.unanswered(); try != nil {
		return well, try
	}
	return well, k.sumUp()
}

// unanswered picks the strongest feeling that nothing came back to.
func (k *call) unanswered() *Point {
	un := k.out["unanswered_feelings"]
	if !un.Measurable || un.Value == 0 {
		return nil
	}
	best := shown{n: -1}
	for _, h := range k.heavy() {
		if countWords(h.reading.Text) < 4 || h.feeling.Name == heed.Confusion && (h.feeling.Intensity < 0.7 || countWords(h.reading.Text) < 6) {
			continue // too little to speak of
		}
		if k.withheld(k.turns[h.n].i) || !k.ownFeeling(h) || !clean(k.quote(k.turns[h.n].i, h.reading.Span).text) {
			continue // somebody else's, or not to be repeated as it stands
		}
		for _, m := range un.Moments {
			if m.Turn == k.turns[h.n].i && (best.n < 0 || h.feeling.Intensity > best.feeling.Intensity) {
				best = h
			}
		}
	}
	if best.n < 0 {
		return nil
	}
	t := k.turns[best.n]
	q := k.quote(t.i, best.reading.Span)
	try := k.point("validation.try", q.moment, 60, "{name}", k.called(k.names[t.who]))
	try.Quote, try.By = q.text, k.names[t.who]
	try.Better = k.answer("feeling."+string(best.feeling.Name), q.text)
	return try
}

// ownFeeling reports whether the customer speaks of themselves, or of a pain.
func (k *call) ownFeeling(h shown) bool {
	for _, s := range h.reading.Signals {
		if s.Kind == heed.SigPain || s.Kind == heed.SigBarrier {
			return true
		}
	}
	for t := range text.All(h.reading.Text) {
		switch t.Lower {
		case "i", "i'm", "i've", "i'd", "i'll", "me", "my", "we", "we're", "we've", "us", "our", "myself",
			"yo", "mi", "mis", "nos", "nosotros", "nosotras", "nuestro", "nuestra", "estoy", "estamos", "tengo", "tenemos", "siento", "he", "hemos":
			if k.lang == heed.Spanish || t.Lower != "he" {
				return true
			}
		}
		if k.lang == heed.Spanish && t.Lower == "me" {
			return true
		}
	}
	return false
}

// sumUp suggests a summary at the end of a long conversation that had none.
func (k *call) sumUp() *Point {
	if len(k.turns) < 16 || k.out["summaries"].Value > 0 {
		return nil
	}
	var quotes []quoted
	for _, t := range k.turns {
		if t.side != them || t.words < 10 {
			continue
		}
		if q, ok := k.weighty(t); ok {
			if _, safe := mirror(q.text, k.lang); safe {
				quotes = append(quotes, q)
			}
		}
	}
	if len(quotes) < 2 {
		return nil
	}
	first, last := quotes[0], quotes[len(quotes)-1]
	try := k.point("validation.sum", last.moment, 10)
	try.Quote, try.By = last.text, k.speakerOf(last.moment.Turn)
	try.Better = k.together(first.text, last.text)
	return try
}

// together brings two things that were said into one summary.
func (k *call) together(first, last string) string {
	a, ok1 := mirror(first, k.lang)
	b, ok2 := mirror(last, k.lang)
	if ok1 && ok2 {
		return say(k.lang, "validation.sum_better.turned", "{turned}", k.small(a), "{turned2}", k.small(b))
	}
	return say(k.lang, "validation.sum_better", "{quote}", first, "{quote2}", last)
}
