package listen

import (
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

func (k *call) openMind(asked []Asked) (well, try *Point) {
	if m, q, ok := k.askedAfterProblem(); ok && k.out["premature_advice"].Value == 0 {
		well = k.point("open_mind.well", m, 0)
		well.Quote, well.By = q, k.speakerOf(m.Turn)
		k.quotes[plain(q)] = true
	}
	if m, words, ok := k.judged(); ok {
		try = k.point("open_mind.judged", m, 45, "{words}", words)
		try.Quote, try.By = k.words(m.Turn, m.Span), k.speakerOf(m.Turn)
		try.Better = k.better("open_mind.judged_plain")
		if q, ok := k.raised(m.Turn); ok {
			try.Better, try.base = k.giveBack(q.text), q.text
		}
		return well, try
	}
	if m, ok := k.earlyAdvice(); ok {
		try = k.point("open_mind.advice", m, 40)
		try.Quote, try.By = k.words(m.Turn, m.Span), k.speakerOf(m.Turn)
		try.Better = k.better("open_mind.advice_plain")
		if q, ok := k.raised(m.Turn); ok {
			try.Better, try.base = k.answer("open_mind.better", q.text), q.text
		}
		return well, try
	}
	for _, q := range asked {
		if q.Act == heed.ActLeadingQuestion && q.Rewrite != "" {
			try = k.point("open_mind.leading", q.Moment, 25)
			try.Quote, try.By, try.Better = q.Text, q.By, q.Rewrite
			return well, try
		}
	}
	if share := k.out["open_share"]; share.Measurable && share.N >= 3 {
		n, of := count(float64(share.N)*share.Value), count(float64(share.N))
		if q, ok := k.bestOpen(asked); ok && share.Value >= 0.5 && well == nil {
			well = k.point("open_mind.open", q.Moment, 0, "{n}", n, "{of}", of)
			well.Quote, well.By = q.Text, q.By
		}
		if share.Value < 0.34 {
			for _, q := range asked {
				if q.Act == heed.ActClosedQuestion && q.Rewrite != "" {
					try = k.point("open_mind.closed", q.Moment, 15, "{n}", n, "{of}", of)
					try.Quote, try.By, try.Better = q.Text, q.By, q.Rewrite
					break
				}
			}
		}
	}
	return well, try
}

// bestOpen is the open question that was answered at most length. One that only
// offers help is left out, and so is one that nobody answered in a sentence.
func (k *call) bestOpen(asked []Asked) (best Asked, ok bool) {
	for _, q := range asked {
		if q.Act == heed.ActOpenQuestion && q.Answer >= 6 && q.Answer > best.Answer && countWords(q.Text) >= 3 && !k.has("offer", q.Text) {
			best, ok = q, true
		}
	}
	return best, ok
}

// earlyAdvice finds advice that came before understanding. In an interview,
// where nobody is there to advise, it has to recommend in so many words.
func (k *call) earlyAdvice() (Moment, bool) {
	advice := k.out["premature_advice"]
	if !advice.Measurable {
		return Moment{}, false
	}
	for _, m := range advice.Moments {
		w := k.words(m.Turn, m.Span)
		if _, ok := k.problemBefore(m.Turn); !ok || countWords(w) < 3 {
			continue
		}
		if k.c.Kind == heed.KindInterview || k.c.Kind == heed.KindBoard {
			if !k.has("advice", w) {
				continue
			}
		}
		return m, true
	}
	return Moment{}, false
}

// askedAfterProblem finds a question of ours that goes into a problem right
// after it was raised: open or clarifying, about what was said, and not one for
// a number or an offer of help.
func (k *call) askedAfterProblem() (Moment, string, bool) {
	for n, t := range k.turns {
		if t.side != them || !k.problem(t) {
			continue
		}
		about := k.telling(k.problemWords(t))
		for m := n + 1; m < len(k.turns) && m <= n+2; m++ {
			x := k.turns[m]
			if x.side != us {
				continue
			}
			for _, a := range k.acts[x.i] {
				if a.Kind != heed.ActOpenQuestion && a.Kind != heed.ActClarifyingQuestion {
					continue
				}
				w := k.words(x.i, a.Span)
				if countWords(w) < 3 || k.has("offer", w) || k.has("request", w) || k.has("repeat", w) {
					continue
				}
				if same := shared(about, k.telling(w)); same >= 2 || same == 1 && len(about) <= 3 || k.has("asks", w) && (same == 1 || countWords(w) <= 6) {
					return k.moment(x, a), w, true
				}
			}
		}
	}
	return Moment{}, "", false
}

// judged finds words of ours that judge or brush aside (data/judging.tsv), as
// they were said.
func (k *call) judged() (Moment, string, bool) {
	for _, t := range k.turns {
		if t.side != us {
			continue
		}
		s := k.c.Turns[t.i].Text
		folded := text.Fold(s)
		for _, p := range judging()[k.lang] {
			if !strings.Contains(folded, p) {
				continue
			}
			for _, sp := range text.Sentences(s, k.lang) {
				if w, ok := phraseIn(s[sp.Start:sp.End], p); ok {
					return Moment{Turn: t.i, Span: sp, At: k.c.Turns[t.i].Start}, w, true
				}
			}
		}
	}
	return Moment{}, "", false
}

// phraseIn finds a folded phrase in a sentence, whole words only, and returns
// it as it stands there.
func phraseIn(s, folded string) (string, bool) {
	toks := text.Tokens(s)
	for i := range toks {
		for j := i; j < len(toks) && toks[j].End-toks[i].Start <= 2*len(folded); j++ {
			if w := s[toks[i].Start:toks[j].End]; text.Fold(w) == folded {
				return w, true
			}
		}
	}
	return "", false
}

func (k *call) waiting() (well, try *Point) {
	patience, cut := k.out["patience"], k.out["interruptions"]
	if patience.Measurable && patience.N >= 3 && patience.Value >= 1.5 {
		m := patience.Moments[0]
		for _, x := range patience.Moments {
			if x.Value > m.Value {
				m = x
			}
		}
		well = k.point("waiting.well", m, 0, "{seconds}", number(patience.Value, k.o.Language))
	} else if m, q, ok := k.bestClarifying(); ok && !k.quotes[plain(q)] {
		well = k.point("waiting.clarified", m, 0)
		well.Quote, well.By = q, k.speakerOf(m.Turn)
	}
	if cut.Measurable && cut.Value > 0 && len(cut.Moments) > 0 {
		m := cut.Moments[0]
		for _, x := range cut.Moments {
			if x.Value > m.Value {
				m = x
			}
		}
		if q, ok := k.lastWords(m.Turn); ok {
			try = k.point("waiting.cut", m, 35, "{n}", count(cut.Value))
			try.Quote, try.By, try.base = q.text, k.speakerOf(q.moment.Turn), q.text
			try.Better = k.better("waiting.cut_better", "{quote}", q.text)
			return well, try
		}
	}
	if c := k.out["clarifying_share"]; c.Measurable && c.Value == 0 && k.out["questions"].Value >= 3 && k.out["reflections"].Value+k.out["validation"].Value == 0 {
		for n, t := range k.turns {
			if t.side == them && t.words >= 8 && !k.spent[t.i] && k.problem(t) && k.weAnswered(n) {
				if q, ok := k.weighty(t); ok && !k.used(q.text) && !k.takenUp(n, q.text) {
					try = k.point("waiting.clarify", q.moment, 20)
					try.Quote, try.By, try.base = q.text, k.names[t.who], q.text
					try.Better = k.better("waiting.clarify_better", "{quote}", q.text)
					return well, try
				}
			}
		}
	}
	return well, nil
}

func (k *call) bestClarifying() (Moment, string, bool) {
	var m Moment
	words := ""
	k.each(us, func(n int, t turn, a heed.Act) {
		if w := k.words(t.i, a.Span); a.Kind == heed.ActClarifyingQuestion && words == "" && a.Confidence >= 0.6 && countWords(w) >= 3 &&
			!k.has("repeat", w) && !k.has("request", w) && !strings.Contains(w, "[") &&
			(k.has("asks", w) || shared(k.telling(k.recently(n)), k.telling(w)) > 0) {
			m, words = k.moment(t, a), w
		}
	})
	return m, words, words != ""
}
