package listen

import (
	"strings"

	heed "github.com/heedhq/heed"
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
	base   string // the customer's words that it speaks of
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
	k.spent, k.quotes = make(map[int]bool), make(map[string]bool)
	for _, x := range []struct {
		at   int
		take func() (well, try *Point)
	}{ // the card that matters most picks its moment first; none is used twice
		{4, k.feedback}, {1, k.position}, {2, func() (*Point, *Point) { return k.openMind(asked) }}, {3, k.waiting}, {0, k.attention},
	} {
		c := &out[x.at]
		if c.Well, c.Try = x.take(); c.Try != nil {
			k.spent[c.Try.Moment.Turn] = true
			k.quotes[plain(c.Try.base)] = true
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
	if story.Measurable && len(story.Moments) > 0 && share.Measurable {
		m := story.Moments[0]
		switch {
		case story.Value >= k.amount(30):
			well = k.point("attention.well", m, 0, "{name}", k.called(k.speakerOf(m.Turn)), "{amount}", k.show(story.Value))
			k.open(well)
		case share.Value <= k.talkLimit()-0.15:
			well = k.point("attention.room", m, 0, "{share}", percent(share.Value))
		case share.Value <= k.talkLimit() && len(k.turns) >= 6:
			well = k.point("attention.shared", m, 0, "{share}", percent(share.Value))
		}
	}
	if !share.Measurable || share.Value <= k.talkLimit() || !mine.Measurable || mine.Value < k.amount(30) || len(mine.Moments) == 0 || k.opening(mine.Moments[0].Turn) {
		return well, nil
	}
	m := mine.Moments[0]
	if mine.Value < k.amount(60) && !k.troubled() {
		return well, nil // they asked for something, and were told it
	}
	if q, ok := k.justSaid(m.Turn); ok {
		try = k.point("attention.try", m, 30, "{amount}", k.show(mine.Value), "{share}", percent(share.Value))
		try.Quote, try.By, try.base = q.text, k.speakerOf(q.moment.Turn), q.text
		try.Better = k.answer("attention.better", q.text)
		return well, try
	}
	try = k.point("attention.try_plain", m, 30, "{amount}", k.show(mine.Value), "{share}", percent(share.Value))
	try.Better = k.better("attention.better_plain")
	return well, try
}

// open lets a point about a customer's story open a sentence of it: the one that
// weighs most, else the longest, of those that can be read at a glance. Speech
// that was written down without marks has no sentences to open.
func (k *call) open(p *Point) {
	n := k.place(p.Moment.Turn)
	if n < 0 || k.turns[n].side != them || k.withheld(p.Moment.Turn) {
		return
	}
	s := k.c.Turns[p.Moment.Turn].Text
	best, heavy := heed.Span{}, false
	for i := range k.reads[p.Moment.Turn] {
		r := &k.reads[p.Moment.Turn][i]
		words := countWords(r.Text)
		if sp := trimMarks(s, r.Span); words >= 5 && words <= maxQuote && strings.HasSuffix(strings.TrimSpace(r.Text), ".") && clean(s[sp.Start:sp.End]) && !strings.Contains(r.Text, "?") {
			if w := k.weighs(r); w && !heavy || w == heavy && sp.Len() > best.Len() {
				best, heavy = sp, w
			}
		}
	}
	if best.Len() > 0 && !k.used(s[best.Start:best.End]) {
		p.Quote, p.By = s[best.Start:best.End], k.speakerOf(p.Moment.Turn)
		p.Moment = Moment{Turn: p.Moment.Turn, Span: best, At: k.c.Turns[p.Moment.Turn].Start}
	}
}

// justSaid picks what a customer said right before a turn of ours where that
// was a problem or a story, and not yes or a name.
func (k *call) justSaid(turn int) (quoted, bool) {
	at := k.place(turn)
	for m := at - 1; m >= 0 && m >= at-3; m-- {
		t := k.turns[m]
		if t.side != them || t.back {
			continue
		}
		q, ok := k.weighty(t)
		if !ok && t.words >= 10 {
			q, ok = k.longestSentence(t)
		}
		return q, ok && countWords(q.text) >= 5 && !k.used(q.text) && !wishes(k.lang, q.text)
	}
	return quoted{}, false
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

// opening reports whether a turn comes before the customers have said much: our
// side says who it is and what this is about.
func (k *call) opening(turn int) bool {
	heard := 0
	for n, t := range k.turns {
		if t.i == turn {
			return n < 2 || heard < 30
		}
		if t.side == them {
			heard += t.words
		}
	}
	return false
}

func (k *call) position() (well, try *Point) {
	var best heed.Act
	var at turn
	k.each(us, func(n int, t turn, a heed.Act) {
		if a.Kind != heed.ActComplexReflection && a.Kind != heed.ActSimpleReflection && a.Kind != heed.ActSummary {
			return
		}
		if w := k.words(t.i, a.Span); countWords(w) < 4 || a.Confidence < 0.6 || !k.givesBack(n, w) && !(a.Kind == heed.ActComplexReflection && k.tellsThem(w)) {
			return
		}
		if best.Kind == "" || rank(a) > rank(best) {
			best, at = a, t
		}
	})
	if best.Kind != "" {
		well = k.point("position.well", k.moment(at, best), 0)
		well.Quote, well.By = k.words(at.i, best.Span), k.names[at.who]
		k.quotes[plain(well.Quote)] = true
	}
	for n, t := range k.turns {
		if t.side != them || t.words < 8 || k.spent[t.i] || !k.problem(t) || k.reflectedAfter(n) {
			continue
		}
		if q, ok := k.weighty(t); ok && k.weAnswered(n) && !k.used(q.text) && !k.takenUp(n, q.text) {
			try = k.point("position.try", q.moment, 50, "{name}", k.called(k.names[t.who]))
			try.Quote, try.By, try.base = q.text, k.names[t.who], q.text
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
		if q, ok := k.longestSentence(t); ok && !k.used(q.text) && !k.takenUp(long, k.c.Turns[t.i].Text) {
			try = k.point("position.long", q.moment, 15, "{name}", k.called(k.names[t.who]))
			try.Quote, try.By, try.Better, try.base = q.text, k.names[t.who], k.giveBack(q.text), q.text
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
