package reply

import (
	"math"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// Judge says what a draft does for the one it answers. An empty draft, a
// missing message, another language and a text that was cut are said in Notes;
// nothing in either text is ever followed as an instruction.
func (d *Desk) Judge(customer, draft string, o Options) Judgement {
	j, _, _ := d.judge(customer, draft, o)
	return j
}

func (d *Desk) judge(customer, draft string, o Options) (Judgement, *look, *look) {
	c, cl := d.read(customer, draft, o)
	j := Judgement{Customer: c, Tactics: []Tactic{}, Harms: []Harm{}, Unanswered: []Shown{}}
	lang, supported := languageOf(draft, c.Language)
	j.Language = lang
	said := o.Lang
	if said == "" {
		said = lang
	}
	w := wordsOf(lang)
	l := lookAt(draft, lang, w.draft)
	j.Cut = l.cut
	for _, m := range []*Mechanism{&j.Mechanisms.EmotionalReaction, &j.Mechanisms.Interpretation, &j.Mechanisms.Exploration} {
		m.Spans = []heed.Span{}
	}
	switch {
	case len(l.sents) == 0:
		j.Notes = append(j.Notes, sayIn(said, "note.no_draft"))
		j.Unanswered = append(j.Unanswered, c.Raised...)
		return j, cl, l
	case !supported:
		j.Notes = append(j.Notes, sayIn(said, "note.draft_language"))
	}
	if l.cut {
		j.Notes = append(j.Notes, sayIn(said, "note.draft_cut"))
	}
	if strings.Contains(l.text, "</") || strings.Contains(l.text, "/>") {
		j.Notes = append(j.Notes, sayIn(said, "note.html"))
	}
	b := &bench{j: &j, c: cl, l: l, o: o, said: said, peers: o.Peer || personal(cl, l)}
	b.measure()
	b.mechanisms()
	b.tactics()
	b.harms()
	b.apology()
	b.components()
	b.unanswered()
	b.fill()
	return j, cl, l
}

// bench is one draft under the lamp.
type bench struct {
	j       *Judgement
	c, l    *look
	o       Options
	said    heed.Language
	peers   bool  // two people, no company: what counts as understanding differs
	overlap []int // content words of the customer's in each sentence
	them    []int
	me, us  int
}

// personal reports whether a message and its reply are between two people
// about their lives: no word of business in the message, and nobody answers for
// a company. Then an experience of one's own is a way of understanding, as
// EPITOME has it; as a harm, sameness is still checked.
func personal(c, l *look) bool {
	if c == nil || len(c.sents) == 0 {
		return false
	}
	return !holds(c, wordsOf(c.lang).lists["business"]) && !holds(l, wordsOf(l.lang).lists["voice"])
}

func holds(l *look, list map[string]bool) bool {
	for i := range l.sents {
		for _, w := range l.sents[i].words {
			if list[w] {
				return true
			}
		}
	}
	return false
}

// measure counts words about us and them, what is shared, and the length.
func (b *bench) measure() {
	b.overlap, b.them = make([]int, len(b.l.sents)), make([]int, len(b.l.sents))
	for i := range b.l.sents {
		s := &b.l.sents[i]
		seen := map[string]bool{}
		for _, st := range s.stems {
			if st != "" && b.c.stems[st] > 0 && !seen[st] {
				seen[st] = true
				b.overlap[i]++
			}
		}
	}
	for _, h := range b.l.hits {
		switch h.name {
		case "us":
			b.us++
		case "me":
			b.me++
		case "them":
			b.them[h.sent]++
			b.j.You++
		}
	}
	b.j.We = b.us + b.me
	b.j.Length = lengthOf(b.l)
}

func (b *bench) mechanisms() {
	m := &b.j.Mechanisms
	b.interpretation(&m.Interpretation)
	b.reaction(&m.EmotionalReaction)
	b.exploration(&m.Exploration)
}

func (m *Mechanism) raise(level int, sp heed.Span) {
	if level > m.Level {
		m.Level, m.Spans = level, m.Spans[:0]
	}
	if level == m.Level {
		m.Spans = append(m.Spans, sp)
	}
}

// interpretation: 2 names what this person thinks, feels or stands to lose; 1
// says that it understands, or restates the facts.
func (b *bench) interpretation(m *Mechanism) {
	for i := range b.l.sents {
		s := &b.l.sents[i]
		data := s.question && b.l.has(i, "ask", "data")
		switch {
		case b.peers && b.peer(i):
			m.raise(2, s.Span)
		case b.harmful(i):
			if b.l.has(i, "interp", "weak") {
				m.raise(1, s.Span)
			}
		case b.l.has(i, "interp", "strong") && !data && !s.question && (b.overlap[i] > 0 || b.them[i] > 0):
			m.raise(2, s.Span)
		case b.l.has(i, "interp", "weak"), b.overlap[i] >= 2 && !s.question && !b.l.has(i, "act", ""), b.l.has(i, "interp", "fact") && b.overlap[i] > 0 && !s.question:
			m.raise(1, s.Span)
		}
	}
}

// peer: somebody in the same position tells of an experience on the same
// matter.
func (b *bench) peer(i int) bool {
	return b.l.has(i, "peer", "") || b.l.has(i, "tactic", "sameness")
}

// harmful: what the sentence says cannot count as understanding.
func (b *bench) harmful(i int) bool {
	for _, k := range []string{"i_understand_but", "as_i_said", "policy_as_answer", "blame", "unearned_sameness", "talking_about_us", "empty_apology"} {
		if b.l.has(i, "harm", k) && !(b.peers && k == "unearned_sameness") {
			return true
		}
	}
	return false
}

// reaction: 2 is warmth or feeling that fits this case; 1 is a formula.
func (b *bench) reaction(m *Mechanism) {
	cheer := b.heavy() && b.l.any("harm", "false_cheer")
	for i := range b.l.sents {
		s := &b.l.sents[i]
		near := b.overlap[i] > 0 || i+1 < len(b.overlap) && b.overlap[i+1] > 0 || b.j.Mechanisms.Interpretation.Level == 2
		switch {
		case b.l.has(i, "warm", "strong") && (near || b.peers) && !cheer && !b.l.has(i, "harm", "empty_apology"):
			m.raise(2, s.Span)
		case b.peers && b.l.has(i, "warm", "weak") && hasWord(s, "sorry"):
			m.raise(2, s.Span)
		case b.l.has(i, "warm", ""):
			m.raise(1, s.Span)
		case b.l.has(i, "harm", "false_cheer") && s.shout > 0:
			m.raise(1, s.Span)
		}
	}
}

func hasWord(s *sent, w string) bool {
	for _, x := range s.words {
		if x == w {
			return true
		}
	}
	return false
}

// exploration: 2 is a question about how it is for them, 1 a general one; a
// request for data is none.
func (b *bench) exploration(m *Mechanism) {
	for i := range b.l.sents {
		s := &b.l.sents[i]
		if b.l.has(i, "ask", "weak") && (s.question || !b.peers) {
			m.raise(1, s.Span)
			continue
		}
		if !s.question || b.l.has(i, "ask", "data") && !b.peers {
			continue
		}
		switch {
		case b.peers:
			if level := b.peerQuestion(i); level > 0 {
				m.raise(level, s.Span)
			}
		case b.l.has(i, "ask", "them"):
			m.raise(2, s.Span)
		case b.l.has(i, "ask", "strong") && (b.overlap[i] > 0 || b.them[i] > 0):
			m.raise(2, s.Span)
		case b.l.has(i, "ask", "strong"):
			m.raise(1, s.Span)
		}
	}
}

// peerQuestion: between peers a question counts where it is put to the other,
// asks openly or takes up what they said; it is general where it holds no matter of its own
// ("what happened?", "do you want to talk?").
func (b *bench) peerQuestion(i int) int {
	s := &b.l.sents[i]
	content := 0
	for _, st := range s.stems {
		if st != "" {
			content++
		}
	}
	switch {
	case len(s.words) < 2 || b.them[i] == 0 && b.overlap[i] == 0 && !b.l.has(i, "ask", "strong"):
		return 0
	case content <= 1 && b.overlap[i] == 0:
		return 1
	}
	return 2
}

// heavy reports whether the customer carries something: a feeling that weighs,
// a problem or a pushback.
func (b *bench) heavy() bool {
	c := &b.j.Customer
	return c.intent == "problem" || c.intent == "pushback"
}

func (b *bench) tactics() {
	m := b.j.Mechanisms
	add := func(kind string, sps ...heed.Span) {
		for _, sp := range sps {
			b.j.Tactics = append(b.j.Tactics, Tactic{kind, sp})
		}
	}
	if m.Interpretation.Level == 2 {
		add("name_the_feeling", m.Interpretation.Spans...)
	} else if m.Interpretation.Level == 1 && !b.l.any("interp", "weak") {
		add("reflect", m.Interpretation.Spans...)
	}
	for i := range b.l.sents {
		s := &b.l.sents[i]
		if b.l.has(i, "act", "i") && b.l.has(i, "when", "") {
			add("next_step", s.Span)
		}
		for _, k := range []string{"own_fault", "honest", "choice", "effort"} {
			if b.l.has(i, "tactic", k) && !b.l.has(i, "harm", "blame") {
				add(k, s.Span)
			}
		}
		if b.l.has(i, "tactic", "sameness") && b.earned() {
			add("sameness", s.Span)
		}
	}
	if m.Exploration.Level == 2 {
		add("ask_before_telling", m.Exploration.Spans[0])
	}
}

// earned: people of this persona said they felt what this customer feels, so
// "I would feel the same" has something behind it.
func (b *bench) earned() bool { return len(b.j.Customer.LikeThem) > 0 }

// components grade each of the three from what was found; they are never
// averaged.
func (b *bench) components() {
	j := b.j
	p := &j.Components
	switch j.Mechanisms.Interpretation.Level {
	case 2:
		p.Cognitive = 0.6 + 0.1*float64(min(len(j.Mechanisms.Interpretation.Spans), 2))
	case 1:
		p.Cognitive = 0.3
	}
	share := 0
	for _, n := range b.overlap {
		share += n
	}
	if p.Cognitive > 0 && share >= 2 {
		p.Cognitive += 0.1
	}
	hurt := map[string]bool{}
	for _, h := range j.Harms {
		hurt[h.Kind] = true
	}
	switch j.Mechanisms.EmotionalReaction.Level {
	case 2:
		p.Emotional = 0.8
	case 1:
		p.Emotional = 0.3
		fits := share >= 1 || j.Mechanisms.Interpretation.Level == 2
		more := j.Mechanisms.Interpretation.Level > 0 || j.Mechanisms.Exploration.Level > 0
		if fits && more && !hurt["empty_apology"] && !hurt["false_cheer"] {
			p.Emotional = 0.55
		}
	}
	for _, k := range []string{"false_cheer", "unearned_sameness", "i_understand_but", "as_i_said"} {
		if hurt[k] {
			p.Emotional = min(p.Emotional, 0.3)
		}
	}
	act, when := b.l.any("act", "i"), b.l.any("when", "")
	switch {
	case act && when:
		p.Compassionate = 0.85
	case act:
		p.Compassionate = 0.5
	case b.l.any("act", "pass"):
		p.Compassionate = 0.2
	}
	if p.Compassionate >= 0.5 && (hurt["talking_about_us"] || hurt["policy_as_answer"]) && !when {
		p.Compassionate = 0.4
	}
	p.Cognitive = math.Round(100*min(1, p.Cognitive)) / 100
}

// unanswered lists what the customer raised and the draft does not speak to,
// and marks the feelings that it does speak to.
func (b *bench) unanswered() {
	c := &b.j.Customer
	for _, r := range c.Raised {
		hits, n := 0, 0
		for _, t := range text.Terms(r.Text, c.Language) {
			if len(t) < 3 {
				continue
			}
			n++
			if b.l.stems[t] > 0 {
				hits++
			}
		}
		if n > 0 && hits == 0 && b.j.Language == c.Language {
			b.j.Unanswered = append(b.j.Unanswered, r)
		}
	}
	felt := b.j.Mechanisms.Interpretation.Level == 2 || b.j.Mechanisms.EmotionalReaction.Level == 2
	for i := range c.Feelings {
		f := &c.Feelings[i]
		shared := false
		for _, t := range text.Terms(f.Text, c.Language) {
			shared = shared || b.l.stems[t] > 0
		}
		f.Answered = felt && (i == 0 || shared)
	}
}
