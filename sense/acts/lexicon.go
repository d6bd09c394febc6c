package acts

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

//go:embed lexicon/en/*.txt lexicon/es/*.txt
var files embed.FS

// section is what a phrase speaks for: an act, or a part in finding one.
type section uint8

const (
	secNothing section = iota
	secGreeting
	secThanks
	secApology
	secValidation
	secReassurance
	secAdvice
	secCommitment
	secDisagreement
	secSummary
	secLeadIn
	secBackchannel
	secOpen
	secClosed
	secClarifying
	secLeading
	secUnheard
	sections
)

var sectionNames = map[string]section{
	"nothing": secNothing, "greeting": secGreeting, "thanks": secThanks, "apology": secApology,
	"validation": secValidation, "reassurance": secReassurance, "advice": secAdvice,
	"commitment": secCommitment, "disagreement": secDisagreement, "summary": secSummary,
	"lead-in": secLeadIn, "backchannel": secBackchannel, "ask open": secOpen,
	"ask closed": secClosed, "ask clarifying": secClarifying, "ask leading": secLeading, "unheard": secUnheard,
}

// class is a set of the word lists that a word is in.
type class uint32

const (
	clsFunction class = 1 << iota
	clsFiller
	clsWh
	clsAux
	clsNegAux
	clsSubject
	clsYou
	clsFeeling
	clsJudge
	clsFact
	clsAck
	clsMe
	clsOpens
	clsPronoun
	clsAskVerb
	clsAmount
	clsMight
	clsAnswer
	clsPiece
	clsSees
	clsGrants
)

var classNames = map[string]class{
	"function": clsFunction, "filler": clsFiller, "wh": clsWh, "aux": clsAux, "negaux": clsNegAux,
	"subject": clsSubject, "you": clsYou, "feeling": clsFeeling, "judge": clsJudge, "fact": clsFact,
	"ack": clsAck, "me": clsMe, "opens": clsOpens, "pronoun": clsPronoun, "askverb": clsAskVerb, "amount": clsAmount, "might": clsMight,
	"answer": clsAnswer, "piece": clsPiece, "sees": clsSees, "grants": clsGrants,
}

// item is one place of a phrase.
type item struct {
	words    bitset // words that may stand here; nil for any word
	optional bool
	gap      bool // up to three words
}

type bitset []uint64

func (b bitset) has(id int32) bool { return b[id>>6]&(1<<(id&63)) != 0 }
func (b bitset) set(id int32)      { b[id>>6] |= 1 << (id & 63) }

type phrase struct {
	items      []item
	start, end bool // only at the start, only at the end of a clause
	sec        section
	weight     float32
	need       uint8 // words it takes at least
}

// grammar is one language's lists and phrases, ready to match. Word ids are
// those of folded words; id 0 is every word that stands in no list or phrase.
type grammar struct {
	lang        heed.Language
	accented    map[string]int32 // words with accents, as written
	ids         map[string]int32
	classes     []class
	first       [][]int32 // by word id: phrases that can start with it
	phrases     []phrase
	runs        map[class][][]int32 // entries of more than one word ("de-acuerdo"), by list
	and1, and2  int32               // the words that join two questions
	so, but, no int32               // open what was understood, what is held against it, and a refusal
	or          int32               // joins what one may choose from
}

var english = sync.OnceValue(func() *grammar { return mustLoad(heed.English) })
var spanish = sync.OnceValue(func() *grammar { return mustLoad(heed.Spanish) })

func grammarOf(lang heed.Language) *grammar {
	if lang == heed.Spanish {
		return spanish()
	}
	return english()
}

func mustLoad(lang heed.Language) *grammar {
	g, err := load(lang)
	if err != nil {
		panic(err) // the files are embedded: a test loads them
	}
	return g
}

func load(lang heed.Language) (*grammar, error) {
	dir := "lexicon/" + string(lang) + "/"
	words, err := files.ReadFile(dir + "words.txt")
	if err != nil {
		return nil, err
	}
	phrases, err := files.ReadFile(dir + "phrases.txt")
	if err != nil {
		return nil, err
	}
	return compile(lang, string(words), string(phrases))
}

// compile reads the two files of a language.
func compile(lang heed.Language, words, phrases string) (*grammar, error) {
	g := &grammar{lang: lang, ids: make(map[string]int32), accented: make(map[string]int32), classes: make([]class, 1), runs: make(map[class][][]int32)}
	lists := make(map[string][]string)
	for n, line := range lines(words) {
		name, rest, ok := strings.Cut(line, "} ")
		if !ok || name[0] != '{' {
			return nil, fmt.Errorf("words.txt line %d: want {name} and its words", n)
		}
		name = name[1:]
		for _, w := range strings.Fields(rest) {
			w = strings.ToLower(w)
			cls := classNames[name]
			if parts := strings.Split(w, "-"); len(parts) > 1 && cls != 0 && !hyphened(w) {
				run := make([]int32, len(parts))
				for i, p := range parts {
					run[i] = g.id(p)
				}
				g.runs[cls] = append(g.runs[cls], run)
				continue
			}
			lists[name] = append(lists[name], w)
			g.classes[g.id(w)] |= cls
		}
	}
	g.and1, g.and2, g.so = g.id("and"), g.id("plus"), g.id("so")
	g.but, g.no, g.or = g.id("but"), g.id("no"), g.id("or")
	if lang == heed.Spanish {
		g.and1, g.and2, g.so = g.id("y"), g.id("e"), g.id("entonces")
		g.but, g.no, g.or = g.id("pero"), g.id("no"), g.id("o")
	}
	if err := g.readPhrases(phrases, lists); err != nil {
		return nil, err
	}
	return g, nil
}

// hyphened reports whether a word is written with its hyphen.
func hyphened(w string) bool {
	switch w {
	case "mm-hmm", "uh-huh", "bye-bye", "e-mail", "nerve-wracking", "nerve-racking", "double-check":
		return true
	}
	return false
}

// id returns the number of a word of the lists and phrases. A word that is
// written with accents also stands for the one without.
func (g *grammar) id(w string) int32 {
	plain := text.Fold(w)
	id := g.number(plain)
	if plain != w {
		g.accented[w] = id
	}
	return id
}

func (g *grammar) number(w string) int32 {
	if id, ok := g.ids[w]; ok {
		return id
	}
	id := int32(len(g.classes))
	g.ids[w] = id
	g.classes = append(g.classes, 0)
	return id
}

// lines yields the lines that hold something, with their numbers from 1.
func lines(data string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		n := 0
		for line := range strings.Lines(data) {
			n++
			if i := strings.IndexByte(line, '#'); i >= 0 {
				line = line[:i]
			}
			if line = strings.TrimSpace(line); line != "" && !yield(n, line) {
				return
			}
		}
	}
}

func (g *grammar) readPhrases(data string, lists map[string][]string) error {
	type raw struct {
		line   int
		fields []string
		sec    section
		weight float32
	}
	var all []raw
	sec, weight, open := secNothing, float32(0.8), false
	for n, line := range lines(data) {
		if line[0] == '[' {
			name, rest, ok := strings.Cut(line[1:], "]")
			s, known := sectionNames[name]
			if !ok || !known {
				return fmt.Errorf("phrases.txt line %d: no act is called %q", n, name)
			}
			sec, weight, open = s, 0.8, true
			if rest = strings.TrimSpace(rest); rest != "" {
				w, err := strconv.ParseFloat(rest, 32)
				if err != nil || w <= 0 || w > 1 {
					return fmt.Errorf("phrases.txt line %d: %q is not a number from 0 to 1", n, rest)
				}
				weight = float32(w)
			}
			continue
		}
		if !open {
			return fmt.Errorf("phrases.txt line %d: a phrase before the first [act]", n)
		}
		r := raw{line: n, sec: sec, weight: weight}
		body, own, ok := strings.Cut(line, " = ")
		if ok {
			w, err := strconv.ParseFloat(strings.TrimSpace(own), 32)
			if err != nil || w <= 0 || w > 1 {
				return fmt.Errorf("phrases.txt line %d: %q is not a number from 0 to 1", n, own)
			}
			r.weight = float32(w)
		}
		r.fields = strings.Fields(body)
		for _, f := range r.fields {
			for _, w := range strings.Split(strings.Trim(f, "()"), "|") {
				if w != "^" && w != "$" && w != "*" && w != ".." && !strings.HasPrefix(w, "{") {
					g.id(strings.ToLower(w))
				}
			}
		}
		all = append(all, r)
	}
	g.first = make([][]int32, len(g.classes))
	for _, r := range all {
		p, err := g.phrase(r.fields, lists)
		if err != nil {
			return fmt.Errorf("phrases.txt line %d: %w", r.line, err)
		}
		p.sec, p.weight = r.sec, r.weight
		g.add(p)
	}
	return nil
}

func (g *grammar) phrase(fields []string, lists map[string][]string) (phrase, error) {
	var p phrase
	for i, f := range fields {
		switch f {
		case "^":
			p.start = true
			continue
		case "$":
			p.end = true
			continue
		case "*", "..":
			if len(p.items) == 0 {
				return p, fmt.Errorf("a phrase starts with a word, not with %s", f)
			}
			p.items = append(p.items, item{gap: f == "..", optional: f == ".."})
			continue
		}
		it := item{words: make(bitset, len(g.classes)/64+1)}
		if strings.HasPrefix(f, "(") {
			if !strings.HasSuffix(f, ")") {
				return p, fmt.Errorf("%q opens a bracket and does not close it", f)
			}
			it.optional, f = true, strings.Trim(f, "()")
		}
		for _, w := range strings.Split(f, "|") {
			switch {
			case w == "*" && i > 0:
				it.words = nil
			case strings.HasPrefix(w, "{"):
				list, ok := lists[strings.Trim(w, "{}")]
				if !ok {
					return p, fmt.Errorf("no list is called %s", w)
				}
				for _, lw := range list {
					it.words.set(g.id(lw))
				}
			case w == "" || strings.ContainsAny(w, "()*^$"):
				return p, fmt.Errorf("%q is not a word", w)
			default:
				it.words.set(g.id(strings.ToLower(w)))
			}
			if it.words == nil {
				break
			}
		}
		p.items = append(p.items, it)
	}
	for _, it := range p.items {
		if !it.optional {
			p.need++
		}
	}
	if p.need == 0 {
		return p, fmt.Errorf("every word of the phrase may be missing")
	}
	return p, nil
}

// add files the phrase under every word that it can start with.
func (g *grammar) add(p phrase) {
	n := int32(len(g.phrases))
	g.phrases = append(g.phrases, p)
	for _, it := range p.items {
		for id := range g.first {
			if it.words != nil && it.words.has(int32(id)) && (len(g.first[id]) == 0 || g.first[id][len(g.first[id])-1] != n) {
				g.first[id] = append(g.first[id], n)
			}
		}
		if !it.optional {
			return
		}
	}
}
