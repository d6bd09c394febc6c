package sense

import (
	"fmt"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/sense/acts"
	"github.com/heedhq/heed/sense/emotion"
	"github.com/heedhq/heed/sense/internal/grammar"
	"github.com/heedhq/heed/sense/lexicon"
)

// rules is the version of the code that reads the lexicon; the lexicon's own
// version is a hash of its files.
const rules = "1"

// Options change what New makes; the zero value is what the program ships.
type Options struct {
	// Emotion replaces the model inside the binary.
	Emotion *emotion.Model
	// Acts finds the acts of each turn, one entry a turn; nil is acts.Of.
	Acts func(c *heed.Conversation) [][]heed.Act
	// OnlyEmotion leaves out feelings and signals: labels, basic emotions,
	// valence and arousal alone.
	OnlyEmotion bool
}

// Sense reads texts. It is safe for concurrent use; models and rules are loaded
// on first use and shared by all.
type Sense struct {
	opts  Options
	model func() *emotion.Model
	pool  sync.Pool
}

var _ heed.Understander = (*Sense)(nil)

// New returns a Sense.
func New(o Options) *Sense {
	if o.Acts == nil {
		o.Acts = acts.Of
	}
	s := &Sense{opts: o, model: emotion.Default}
	if o.Emotion != nil {
		s.model = func() *emotion.Model { return o.Emotion }
	}
	s.pool.New = func() any { return new(scratch) }
	return s
}

// scratch is what one goroutine needs while it reads.
type scratch struct {
	emotion emotion.Scratch
	sent    grammar.Sentence
	hits    []grammar.Hit
	spans   []heed.Span
	over    []int
	basic   []int
	find    finder
	tally   tally
	asked   []question // by the turn before
}

// book is the compiled lexicon of one language.
type book struct {
	*grammar.Grammar
	plans                                                                                                                                             []plan // by the rule's index
	weak                                                                                                                                              map[string]bool
	negator, notNegating, filler, answer, opining, supposing, relating, being, first, exclaiming, leaning, leading, dangling, turning, feels, between grammar.ClassID
}

var books = map[heed.Language]func() *book{
	heed.English: sync.OnceValue(func() *book { return load(heed.English) }),
	heed.Spanish: sync.OnceValue(func() *book { return load(heed.Spanish) }),
}

// load compiles the embedded lexicon; a fault in it is a fault of the binary,
// and the tests of this package find it.
func load(lang heed.Language) *book {
	b, err := compile(lang)
	if err != nil {
		panic(err)
	}
	return b
}

func compile(lang heed.Language) (*book, error) {
	var files []grammar.File
	for _, f := range lexicon.Files(lang) {
		files = append(files, grammar.File{Name: f.Name, Data: f.Data})
	}
	g, err := grammar.Compile(files)
	if err != nil {
		return nil, fmt.Errorf("sense/lexicon/%s/%w", lang, err)
	}
	b := &book{Grammar: g, plans: make([]plan, len(g.Rules)), weak: map[string]bool{}}
	b.negator, b.notNegating, b.filler = g.Class("negator"), g.Class("not_negating"), g.Class("lead_filler")
	b.exclaiming = g.Class("exclaiming")
	b.leaning, b.leading, b.dangling = g.Class("leaning"), g.Class("leading"), g.Class("dangling")
	b.turning, b.feels, b.between = g.Class("turning"), g.Class("feeling_verb"), g.Class("between")
	b.answer, b.being, b.first = g.Class("lead_answer"), g.Class("be"), g.Class("first_person")
	b.opining, b.supposing, b.relating = g.Class("opining"), g.Class("supposing"), g.Class("relating")
	for i := range g.Rules {
		p, err := planOf(&g.Rules[i])
		if err != nil {
			return nil, fmt.Errorf("sense/lexicon/%s/%w", lang, err)
		}
		for _, name := range p.needs {
			id := g.Class(name)
			if id == 0 {
				return nil, fmt.Errorf("sense/lexicon/%s/%s: needs a word of {%s}, which no file lists", lang, g.Rules[i].Name, name)
			}
			p.needed = append(p.needed, id)
		}
		b.plans[i] = p
		b.weak[g.Rules[i].Name] = p.weak
	}
	return b, nil
}

var version = sync.OnceValue(func() string { return "signals-" + rules + "-" + lexicon.Version() })

// Version names the models and rules, for whoever repeats a run.
func (s *Sense) Version() string { return version() + " " + acts.Version + " " + s.model().Note() }

// Understand implements heed.Understander: it splits text into sentences and
// reads each. An empty lang is recognised. Spans are in bytes of text.
func (s *Sense) Understand(txt string, lang heed.Language) []heed.Reading {
	if lang == "" {
		lang, _ = text.Language(txt)
	}
	k := s.pool.Get().(*scratch)
	defer s.pool.Put(k)
	return s.read(nil, k, txt, 0, lang, false)
}

// ActsOf implements heed.Understander: one entry per turn, in the order of the
// text.
func (s *Sense) ActsOf(c *heed.Conversation) [][]heed.Act {
	return s.opts.Acts(c)
}

// Conversation reads every turn of c in the language of its speaker, and finds
// the acts of every turn. Turns of our own side get emotions and feelings but
// no signals: signals are about customers.
func (s *Sense) Conversation(c *heed.Conversation) heed.Sensed {
	k := s.pool.Get().(*scratch)
	defer s.pool.Put(k)
	whole, each, switched := text.Speakers(c)
	if whole == "" {
		whole = c.Language
	}
	other := make(map[int]bool, len(switched))
	for _, i := range switched {
		other[i] = true
	}
	readings := make([]heed.Reading, 0, len(c.Turns)*2)
	for i, t := range c.Turns {
		lang := each[t.Speaker]
		if other[i] {
			lang, _ = text.Language(t.Text)
		}
		if lang == "" {
			lang = whole
		}
		if i == 0 || t.Speaker == c.Turns[i-1].Speaker && t.Speaker != "" {
			k.asked = k.asked[:0] // nobody answers themselves
		}
		before := len(readings)
		readings = s.read(readings, k, t.Text, i, lang, c.RoleOf(i).Ours())
		if k.asked = k.asked[:0]; len(readings) > before && known(lang) && k.find.asks {
			k.asked = append(k.asked, k.find.asked...)
		}
	}
	k.asked = k.asked[:0]
	return heed.Sensed{Conversation: c.ID, Version: s.Version(), Readings: readings, Acts: s.ActsOf(c)}
}

// read appends the readings of one text.
func (s *Sense) read(dst []heed.Reading, k *scratch, txt string, turn int, lang heed.Language, ours bool) []heed.Reading {
	k.spans = text.AppendSentences(k.spans[:0], txt, lang)
	was := noJoke
	for i, sp := range k.spans {
		r := heed.Reading{Turn: turn, Span: sp, Text: txt[sp.Start:sp.End], Language: lang}
		sc := s.score(k, r.Text, lang)
		s.fill(&r, k, txt, lang, &sc, ours)
		if n := len(dst); n > 0 && dst[n-1].Turn == turn && known(lang) && !s.opts.OnlyEmotion {
			joins(&dst[n-1], &r, was, k)
		}
		was = k.find.part
		if i == 0 && len(k.asked) > 0 && !ours && !k.find.asks && !k.find.silent {
			answers(&r, k.asked)
		}
		dst = append(dst, r)
	}
	return dst
}

// known reports whether lang is one that we understand; an unrecognised text is
// read as English.
func known(lang heed.Language) bool {
	return lang == "" || lang == heed.English || lang == heed.Spanish
}

func (s *Sense) score(k *scratch, sentence string, lang heed.Language) emotion.Scores {
	if !known(lang) {
		return emotion.Scores{}
	}
	return s.model().Predict(sentence, string(lang), &k.emotion)
}

// fill completes a reading: labels, basic emotions, feelings and signals.
func (s *Sense) fill(r *heed.Reading, k *scratch, txt string, lang heed.Language, sc *emotion.Scores, ours bool) {
	m := s.model()
	r.Valence, r.Arousal = float64(sc.Valence), float64(sc.Arousal)
	if !known(lang) {
		r.Feelings = []heed.FeelingScore{{Name: heed.Neutral, Intensity: 1}}
		return
	}
	k.over = m.Over(sc, string(lang), k.over[:0])
	r.Labels = labelNames(k.over)
	k.over = m.OverBasic(sc, string(lang), k.over[:0])
	if s.opts.OnlyEmotion {
		r.Basic = basicNames(headBasics(k.over, sc))
		return
	}
	if lang == "" {
		lang = heed.English
	}
	b := books[lang]()
	b.Read(&k.sent, txt, r.Span)
	k.hits = b.Find(k.hits[:0], &k.sent)
	k.find.start(b, &k.sent, k.hits, r.Text, lang)
	k.tally.from(m, sc, lang)
	k.tally.doubt(&k.find, r.Valence)
	k.tally.expressions(&k.find)
	r.Feelings = k.tally.scores()
	r.Basic = basicNames(basics(k.over, sc, r.Feelings))
	r.Valence, r.Arousal = k.tally.affect(r.Valence, r.Arousal, r.Feelings[0].Name == heed.Neutral)
	if !ours {
		r.Signals = k.find.signals()
	}
}
