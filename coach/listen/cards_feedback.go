package listen

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

func (k *call) feedback() (well, try *Point) {
	// What says that it makes sense, best after a feeling; else thanks for what
	// was told. A compliment is neither.
	best := 0
	k.each(us, func(n int, t turn, a heed.Act) {
		w := k.words(t.i, a.Span)
		if a.Kind != heed.ActValidation || a.Confidence < 0.6 || countWords(w) < 3 {
			return
		}
		rank, key := 0, "validation.well"
		switch {
		case k.has("validates", w) && k.feltBefore(n):
			rank = 3
		case k.has("validates", w):
			rank = 2
		case k.has("values", w):
			rank, key = 1, "validation.valued"
		}
		if rank > best {
			best = rank
			well = k.point(key, k.moment(t, a), 0)
			well.Quote, well.By = w, k.names[t.who]
		}
	})
	if try = k.unanswered(); try != nil {
		return well, try
	}
	return well, k.sumUp()
}

// feltBefore reports whether a customer raised something that weighs in the two
// turns before turn n.
func (k *call) feltBefore(n int) bool {
	for m := n - 1; m >= 0 && m >= n-2; m-- {
		if k.turns[m].side == them && k.problem(k.turns[m]) {
			return true
		}
	}
	return false
}

// unanswered picks the strongest feeling that nothing came back to.
func (k *call) unanswered() *Point {
	un := k.out["unanswered_feelings"]
	if !un.Measurable || un.Value == 0 {
		return nil
	}
	missed := make(map[int]bool, len(un.Moments))
	for _, m := range un.Moments {
		missed[m.Turn] = true
	}
	best, words := shown{n: -1}, quoted{}
	for _, h := range k.heavy() {
		t := k.turns[h.n]
		if !missed[t.i] || best.n >= 0 && h.feeling.Intensity <= best.feeling.Intensity || !k.speakable(h) {
			continue
		}
		q := k.quote(t.i, h.reading.Span)
		if countWords(q.text) < 4 || !clean(q.text) || !k.carries(q, h.reading) || k.did(h.n, heed.ActApology) || k.has("validates", k.nextWords(h.n)) {
			continue // not to be repeated as it stands, or something did come back
		}
		best, words = h, q
	}
	if best.n < 0 {
		return nil
	}
	key := "validation.try"
	switch {
	case k.did(best.n, heed.ActSimpleReflection, heed.ActComplexReflection, heed.ActSummary) && k.givesBack(best.n+1, k.nextWords(best.n)):
		key = "validation.reflected"
	case k.has("reassures", k.nextWords(best.n)) || k.did(best.n, heed.ActReassurance):
		key = "validation.soothed"
	case k.did(best.n, heed.ActCommitment):
		key = "validation.acted"
	}
	by := k.names[k.turns[best.n].who]
	try := k.point(key, words.moment, 60, "{name}", k.called(by))
	try.Quote, try.By, try.base = words.text, by, words.text
	try.Better = k.answer("feeling."+string(best.feeling.Name), words.text)
	return try
}

// speakable reports whether a feeling is one that can be spoken of: the
// customer's own, plainly shown, and not one that has become less.
func (k *call) speakable(h shown) bool {
	s := h.reading.Text
	if countWords(s) < 4 || k.withheld(k.turns[h.n].i) || !k.ownFeeling(h) || k.has("less", s) {
		return false
	}
	if h.feeling.Intensity < 0.5 && !slices.ContainsFunc(h.reading.Signals, func(s heed.Signal) bool { return s.Basis == heed.Expressed && s.Kind == heed.SigFeels }) {
		return false // too weak to tell anybody
	}
	switch h.feeling.Name {
	case heed.Confusion:
		return k.has("confused", s)
	case heed.Disappointment, heed.Sadness:
		return !k.has("mild", s)
	}
	return true
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
		if q, ok := k.weighty(t); ok && k.ends(q) {
			if _, safe := k.mirror(q.text); safe {
				quotes = append(quotes, q)
			}
		}
	}
	if len(quotes) < 2 {
		return nil
	}
	first, last := quotes[0], quotes[len(quotes)-1]
	try := k.point("validation.sum", last.moment, 10)
	try.Quote, try.By, try.base = last.text, k.speakerOf(last.moment.Turn), last.text
	try.Better = k.together(first.text, last.text)
	return try
}

// ends reports whether a quotation goes to the end of a sentence.
func (k *call) ends(q quoted) bool {
	rest := strings.TrimLeft(k.c.Turns[q.moment.Turn].Text[q.moment.End:], " \"'”»)")
	return rest == "" || strings.ContainsAny(rest[:1], ".!?;\n")
}

// together brings two things that were said into one summary.
func (k *call) together(first, last string) string {
	first, last = strings.Join(strings.Fields(first), " "), strings.Join(strings.Fields(last), " ")
	a, ok1 := k.mirror(first)
	b, ok2 := k.mirror(last)
	if ok1 && ok2 {
		return k.better("validation.sum_better.turned", "{turned}", k.small(a), "{turned2}", k.small(b))
	}
	return k.better("validation.sum_better", "{quote}", first, "{quote2}", last)
}
