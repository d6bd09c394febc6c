package listen

import (
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// Habit is one of the five habits of listening.
type Habit string

// The habits, in the order in which they are shown.
const (
	Attention Habit = "attention"  // full attention
	Position  Habit = "position"   // see it from their position
	OpenMind  Habit = "open_mind"  // keep an open mind
	Waiting   Habit = "waiting"    // wait, do not interrupt, clarify
	Feedback  Habit = "validation" // give feedback and validation
)

// Habits lists the habits.
var Habits = []Habit{Attention, Position, OpenMind, Waiting, Feedback}

// Card is one habit in one conversation: what went well, what to try. Either
// may be missing; where both are, Empty says why.
type Card struct {
	Habit    Habit    `json:"habit"`
	Title    string   `json:"title"`
	Measures []string `json:"measures"` // names of the measures behind it
	Well     *Point   `json:"well,omitempty"`
	Try      *Point   `json:"try,omitempty"`
	Empty    string   `json:"empty,omitempty"`
	// Next marks the one card whose advice would help most.
	Next bool `json:"next,omitempty"`
}

// Point is one thing said about one moment.
type Point struct {
	Text   string `json:"text"`
	Moment Moment `json:"moment"`
	// Quote is what was said there, to the letter; By is who said it.
	Quote string `json:"quote,omitempty"`
	By    string `json:"by,omitempty"`
	// Better is a sentence that could have been said instead, made from the
	// customer's own words.
	Better string `json:"better,omitempty"`
	weight int    // how much it matters
}

// cards writes the five cards.
func (k *call) cards(asked []Asked) []Card {
	out := []Card{
		{Habit: Attention, Measures: []string{"talk_share", "longest_monologue", "longest_customer_story"}},
		{Habit: Position, Measures: []string{"reflections", "complex_share", "reflection_question_ratio"}},
		{Habit: OpenMind, Measures: []string{"premature_advice", "disagreements", "leading_share"}},
		{Habit: Waiting, Measures: []string{"patience", "interruptions", "clarifying_share"}},
		{Habit: Feedback, Measures: []string{"validation", "validation_distance", "unanswered_feelings", "summaries"}},
	}
	if k.whyActs() != "" || !k.sided {
		why := k.whyActs()
		if why == "" {
			why = k.whySided()
		}
		for i := range out {
			out[i].Title = say(k.o.Language, "card."+string(out[i].Habit))
			out[i].Empty = say(k.o.Language, "why."+why)
		}
		return out
	}
	k.spent = make(map[int]bool)
	for _, x := range []struct {
		at   int
		take func() (well, try *Point)
	}{ // the card that matters most picks its moment first; none is used twice
		{4, k.feedback}, {1, k.position}, {2, func() (*Point, *Point) { return k.openMind(asked) }}, {3, k.waiting}, {0, k.attention},
	} {
		c := &out[x.at]
		if c.Well, c.Try = x.take(); c.Try != nil {
			k.spent[c.Try.Moment.Turn] = true
		}
	}
	next := -1
	for i := range out {
		c := &out[i]
		c.Title = say(k.o.Language, "card."+string(c.Habit))
		if c.Well == nil && c.Try == nil {
			c.Empty = say(k.o.Language, "card.empty")
		}
		if c.Try != nil && (next < 0 || c.Try.weight > out[next].Try.weight) {
			next = i
		}
	}
	if next >= 0 {
		out[next].Next = true
	}
	return out
}

// talkLimit is the share of speech from which we say that we spoke much: a
// researcher is there to listen, a rep also to explain.
func (k *call) talkLimit() float64 {
	switch k.c.Kind {
	case heed.KindInterview, heed.KindBoard:
		return 0.45
	}
	return 0.6
}

func (k *call) attention() (well, try *Point) {
	story, mine, share := k.out["longest_customer_story"], k.out["longest_monologue"], k.out["talk_share"]
	if story.Measurable && len(story.Moments) > 0 {
		m := story.Moments[0]
		switch {
		case story.Value >= k.amount(30):
			well = k.point("attention.well", m, 0, "{name}", k.called(k.speakerOf(m.Turn)), "{amount}", k.show(story.Value))
		case share.Measurable && share.Value <= k.talkLimit()-0.15:
			well = k.point("attention.room", m, 0, "{share}", percent(share.Value))
		}
	}
	if !share.Measurable || share.Value <= k.talkLimit() || !mine.Measurable || mine.Value < k.amount(20) || len(mine.Moments) == 0 || k.opening(mine.Moments[0].Turn) {
		return well, nil
	}
	m := mine.Moments[0]
	if mine.Value < k.amount(60) && !k.troubled() {
		return well, nil // they asked for something, and were told it
	}
	if q, ok := k.lastWords(m.Turn); ok && countWords(q.text) >= 7 {
		try = k.point("attention.try", m, 30, "{amount}", k.show(mine.Value), "{share}", percent(share.Value))
		try.Quote, try.By = q.text, k.speakerOf(q.moment.Turn)
		try.Better = k.answer("attention.better", q.text)
		return well, try
	}
	try = k.point("attention.try_plain", m, 30, "{amount}", k.show(mine.Value), "{share}", percent(share.Value))
	try.Better = say(k.lang, "attention.better_plain")
	return well, try
}

// troubled reports whether a customer raised a problem.
func (k *call) troubled() bool {
	for _, t := range k.turns {
		if t.side == them && k.problem(t) {
			return true
		}
	}
	return false
}

// opening reports whether a turn is one of the first two, where one side says
// who they are and what this is about.
func (k *call) opening(turn int) bool {
	for n, t := range k.turns {
		if t.i == turn {
			return n < 2
		}
	}
	return false
}

func (k *call) position() (well, try *Point) {
	var best heed.Act
	var at turn
	k.each(us, func(_ int, t turn, a heed.Act) {
		if a.Kind != heed.ActComplexReflection && a.Kind != heed.ActSimpleReflection && a.Kind != heed.ActSummary {
			return
		}
		if w := k.words(t.i, a.Span); countWords(w) < 4 || a.Confidence < 0.6 {
			return
		}
		if best.Kind == "" || rank(a) > rank(best) {
			best, at = a, t
		}
	})
	if best.Kind != "" {
		well = k.point("position.well", k.moment(at, best), 0)
		well.Quote, well.By = k.words(at.i, best.Span), k.names[at.who]
	}
	for n, t := range k.turns {
		if t.side != them || t.words < 8 || k.spent[t.i] || !k.problem(t) || k.reflectedAfter(n) {
			continue
		}
		if q, ok := k.weighty(t); ok && k.weAnswered(n) {
			try = k.point("position.try", q.moment, 50, "{name}", k.called(k.names[t.who]))
			try.Quote, try.By = q.text, k.names[t.who]
			try.Better = k.giveBack(q.text)
			return well, try
		}
	}
	if k.out["reflections"].Value > 0 || k.out["validation"].Value > 0 {
		return well, nil
	}
	if len(k.turns) < 16 { // a short exchange about one thing needs no mirror
		return well, nil
	}
	long := -1 // nothing was given back: the longest thing they told us
	for n, t := range k.turns {
		if t.side == them && t.words >= 25 && !k.spent[t.i] && (long < 0 || t.words > k.turns[long].words) && !k.reflectedAfter(n) && k.weAnswered(n) {
			long = n
		}
	}
	if long >= 0 {
		t := k.turns[long]
		if q, ok := k.longestSentence(t); ok {
			try = k.point("position.long", q.moment, 15, "{name}", k.called(k.names[t.who]))
			try.Quote, try.By, try.Better = q.text, k.names[t.who], k.giveBack(q.text)
		}
	}
	return well, try
}

// rank orders reflections: those that name meaning come first.
func rank(a heed.Act) float64 {
	r := a.Confidence
	if a.Kind == heed.ActComplexReflection {
		r += 0.5
	}
	return r
}

// reflectedAfter reports whether one of our next two turns takes up what was
// said in turn n.
func (k *call) reflectedAfter(n int) bool {
	ours := 0
	for m := n + 1; m < len(k.turns) && ours < 2; m++ {
		t := k.turns[m]
		if t.side != us || t.back {
			continue
		}
		ours++
		for _, a := range k.acts[t.i] {
			switch a.Kind {
			case heed.ActSimpleReflection, heed.ActComplexReflection, heed.ActSummary, heed.ActValidation,
				heed.ActClarifyingQuestion, heed.ActApology:
				return true
			}
		}
	}
	return false
}

// weAnswered reports whether our side spoke, more than a listening noise, within
// the next three turns.
func (k *call) weAnswered(n int) bool {
	for m := n + 1; m < len(k.turns) && m <= n+3; m++ {
		if k.turns[m].side == us && !k.turns[m].back {
			return true
		}
	}
	return false
}

func (k *call) openMind(asked []Asked) (well, try *Point) {
	advice := k.out["premature_advice"]
	if advice.Measurable && advice.N > 0 && advice.Value == 0 {
		if m, q, ok := k.askedAfterProblem(); ok {
			well = k.point("open_mind.well", m, 0)
			well.Quote, well.By = q, k.speakerOf(m.Turn)
		}
	}
	if m, words, ok := k.judged(); ok {
		try = k.point("open_mind.judged", m, 45, "{words}", words)
		try.Quote, try.By = k.words(m.Turn, m.Span), k.speakerOf(m.Turn)
		if q, ok := k.lastWords(m.Turn); ok {
			try.Better = k.giveBack(q.text)
		}
		return well, try
	}
	if advice.Measurable && advice.Value > 0 && len(advice.Moments) > 0 {
		m := advice.Moments[0]
		try = k.point("open_mind.advice", m, 40)
		try.Quote, try.By = k.words(m.Turn, m.Span), k.speakerOf(m.Turn)
		if q, ok := k.lastWords(m.Turn); ok {
			try.Better = k.answer("open_mind.better", q.text)
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
		if share.Value >= 0.5 && well == nil && len(share.Moments) > 0 {
			m := share.Moments[0]
			well = k.point("open_mind.open", m, 0, "{n}", count(float64(share.N)*share.Value), "{of}", count(float64(share.N)))
			well.Quote, well.By = k.words(m.Turn, m.Span), k.speakerOf(m.Turn)
		}
		if share.Value < 0.34 {
			for _, q := range asked {
				if q.Act == heed.ActClosedQuestion && q.Rewrite != "" {
					try = k.point("open_mind.closed", q.Moment, 15, "{n}", count(float64(share.N)*share.Value), "{of}", count(float64(share.N)))
					try.Quote, try.By, try.Better = q.Text, q.By, q.Rewrite
					break
				}
			}
		}
	}
	return well, try
}

// askedAfterProblem finds an open or clarifying question of ours right after a
// problem was raised.
func (k *call) askedAfterProblem() (Moment, string, bool) {
	for n, t := range k.turns {
		if t.side != them || !k.problem(t) {
			continue
		}
		for m := n + 1; m < len(k.turns) && m <= n+2; m++ {
			x := k.turns[m]
			if x.side != us {
				continue
			}
			for _, a := range k.acts[x.i] {
				if a.Kind == heed.ActOpenQuestion || a.Kind == heed.ActClarifyingQuestion {
					if w := k.words(x.i, a.Span); countWords(w) >= 2 {
						return k.moment(x, a), w, true
					}
				}
			}
		}
	}
	return Moment{}, "", false
}

// judged finds words of ours that judge or brush aside (data/judging.tsv).
func (k *call) judged() (Moment, string, bool) {
	for _, t := range k.turns {
		if t.side != us {
			continue
		}
		s := k.c.Turns[t.i].Text
		folded := text.Fold(s)
		for _, p := range judging()[k.lang] {
			i := strings.Index(folded, p)
			if i < 0 || i > 0 && letter(folded[i-1]) || i+len(p) < len(folded) && letter(folded[i+len(p)]) {
				continue
			}
			for _, sp := range text.Sentences(s, k.lang) {
				if strings.Contains(text.Fold(s[sp.Start:sp.End]), p) {
					return Moment{Turn: t.i, Span: sp, At: k.c.Turns[t.i].Start}, p, true
				}
			}
		}
	}
	return Moment{}, "", false
}

func letter(c byte) bool { return 'a' <= c && c <= 'z' || c >= 0x80 || '0' <= c && c <= '9' }

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
	} else if m, q, ok := k.bestClarifying(); ok {
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
			try.Quote, try.By = q.text, k.speakerOf(q.moment.Turn)
			try.Better = say(k.lang, "waiting.cut_better", "{quote}", q.text)
			return well, try
		}
	}
	if c := k.out["clarifying_share"]; c.Measurable && c.Value == 0 && k.out["questions"].Value >= 3 && k.out["reflections"].Value+k.out["validation"].Value == 0 {
		for n, t := range k.turns {
			if t.side == them && t.words >= 8 && !k.spent[t.i] && k.problem(t) && k.weAnswered(n) {
				if q, ok := k.weighty(t); ok {
					try = k.point("waiting.clarify", q.moment, 20)
					try.Quote, try.By = q.text, k.names[t.who]
					try.Better = say(k.lang, "waiting.clarify_better", "{quote}", q.text)
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
	k.each(us, func(_ int, t turn, a heed.Act) {
		if w := k.words(t.i, a.Span); a.Kind == heed.ActClarifyingQuestion && words == "" && a.Confidence >= 0.6 && len(w) > 6 {
			m, words = k.moment(t, a), w
		}
	})
	return m, words, words != ""
}
