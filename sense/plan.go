package sense

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/internal/grammar"
)

// plan is what a rule's header asks for, read once.
type plan struct {
	kind       heed.SignalKind // "" for feelings and traps
	sub        string
	confidence float64
	basis      heed.Basis
	span       spanMode
	value      string            // a class, "text" for the marked words, or a fixed value after =
	negated    bool              // a negation before the match does not stop it
	asked      bool              // allowed in questions
	weak       bool              // gives way to a signal of another kind in the same words
	needs      []string          // classes of which the sentence must hold a word each
	needed     []grammar.ClassID // the same, found

	feeling  heed.Feeling
	strength float64
	said     bool // the speaker states the feeling: a feels signal

	trap   bool
	drops  []heed.SignalKind
	all    bool
	calm   bool
	doubt  bool
	bare   bool    // only in a text without marks or capitals: talk to a service
	marked bool    // only in a text that is punctuated: a bare transcript has no irony marks
	soften float64 // what remains of the model's feelings; 1 leaves them
	hushes bool    // expressions in the clause are not feelings
	sour   bool    // speaks against pleasant feelings: "not happy", "too tired to enjoy"
	quiets []int   // feelings that the words only seem to show: "I was wondering"
	degree int     // 1: the words strengthen what is felt, -1: they weaken it

	part   ironyPart // of a joke over two sentences
	asks   bool      // a question that says what its answer will be
	answer bool      // false: what is said here answers nothing
}

// ironyPart is what a sentence is in a joke over two.
type ironyPart uint8

const (
	noJoke   ironyPart = iota
	praise             // "Brilliant."
	nuisance           // "Another password to remember."
)

type spanMode uint8

const (
	spanClause   spanMode = iota // the clause or clauses that the match touches
	spanMatch                    // the matched words
	spanRest                     // from the match to the end of its clause
	spanSentence                 // from the beginning of the match's clause to the end of the sentence
)

var spanModes = map[string]spanMode{"clause": spanClause, "match": spanMatch, "rest": spanRest, "sentence": spanSentence}

// kinds that a question may hold: what is asked for is a task, and people
// complain and object by asking.
var askedKinds = []heed.SignalKind{
	heed.SigTask, heed.SigPain, heed.SigObjection, heed.SigChannel, heed.SigDevice,
	heed.SigTouchpoint, heed.SigFeels, heed.SigAttribute, heed.SigRisk,
}

func planOf(r *grammar.Rule) (plan, error) {
	p := plan{sub: r.Attr("sub", ""), basis: heed.Expressed, value: r.Attr("value", ""), soften: 1}
	fail := func(format string, args ...any) (plan, error) {
		return p, fmt.Errorf("%s: %s", r.Name, fmt.Sprintf(format, args...))
	}
	for key := range r.Attrs {
		if !slices.Contains([]string{"sub", "confidence", "span", "value", "basis", "negation", "questions", "if", "feeling", "strength", "said", "drops", "calm", "doubt", "feelings", "weak", "punctuated", "sour", "quiets", "degree", "part", "kind", "needs"}, key) {
			return fail("%q is not something that a rule can say", key)
		}
	}
	number := func(name string, def float64) (float64, error) {
		v, err := strconv.ParseFloat(r.Attr(name, strconv.FormatFloat(def, 'g', -1, 64)), 64)
		if err != nil || v < 0 || v > 1 {
			return 0, fmt.Errorf("%s: %s is %q; it is a number from 0 to 1", r.Name, name, r.Attr(name, ""))
		}
		return v, nil
	}
	var err error
	if p.confidence, err = number("confidence", 0.6); err != nil {
		return p, err
	}
	if p.strength, err = number("strength", 0.5); err != nil {
		return p, err
	}
	mode := r.Attr("span", "clause")
	var ok bool
	if p.span, ok = spanModes[mode]; !ok {
		return fail("span %q is not clause, match, rest or sentence", mode)
	}
	if b := r.Attr("basis", ""); b != "" {
		p.basis = heed.Basis(b)
	}
	p.needs = strings.Fields(r.Attr("needs", ""))
	p.weak = r.Attr("weak", "no") == "yes"
	p.marked, p.bare = r.Attr("punctuated", "") == "yes", r.Attr("punctuated", "") == "no"
	p.negated = r.Attr("negation", "stops") == "ok"
	switch r.File {
	case "feelings", "idioms":
		p.feeling = heed.Feeling(r.Attr("feeling", ""))
		if !slices.Contains(heed.Feelings, p.feeling) {
			return fail("%q is not a feeling", p.feeling)
		}
		p.said = r.Attr("said", "no") == "yes"
		if r.Attr("confidence", "") == "" {
			p.confidence = 0.8
		}
		p.asked = true
	case "degree":
		p.trap, p.negated = true, true
		switch d := r.Attr("degree", ""); d {
		case "more":
			p.degree = 1
		case "less":
			p.degree = -1
		default:
			return fail("degree %q is not more or less", d)
		}
	case "irony":
		p.trap, p.negated = true, true
		switch part := r.Attr("part", ""); part {
		case "first":
			p.part = praise
		case "second":
			p.part = nuisance
		default:
			return fail("part %q is not first or second", part)
		}
	case "asked":
		p.kind, p.asks, p.negated, p.asked = heed.SignalKind(r.Attr("kind", "")), true, true, true
		p.answer = p.sub != "none"
		if !slices.Contains(heed.SignalKinds, p.kind) {
			return fail("%q is no kind of signal", p.kind)
		}
		if name := r.Attr("feeling", ""); name != "" {
			if p.feeling = heed.Feeling(name); !slices.Contains(heed.Feelings, p.feeling) {
				return fail("%q is not a feeling", name)
			}
		}
	case "traps":
		p.trap, p.negated = true, true
		p.calm, p.doubt, p.sour = r.Attr("calm", "") == "yes", r.Attr("doubt", "") == "yes", r.Attr("sour", "") == "yes"
		for name := range strings.FieldsSeq(r.Attr("quiets", "")) {
			i := slices.Index(heed.Feelings, heed.Feeling(name))
			if i < 0 {
				return fail("quiets %q, which is not a feeling", name)
			}
			p.quiets = append(p.quiets, i)
		}
		switch r.Attr("feelings", "") {
		case "no":
			p.soften, p.hushes = 0.15, true
		case "soft":
			p.soften, p.hushes = 0.5, false
		}
		for d := range strings.FieldsSeq(r.Attr("drops", "")) {
			if d == "all" {
				p.all = true
				continue
			}
			if !slices.Contains(heed.SignalKinds, heed.SignalKind(d)) {
				return fail("drops %q, which is no kind of signal", d)
			}
			p.drops = append(p.drops, heed.SignalKind(d))
		}
	default:
		p.kind = heed.SignalKind(r.File)
		if !slices.Contains(heed.SignalKinds, p.kind) {
			return fail("the file's name %q is no kind of signal", r.File)
		}
		p.asked = slices.Contains(askedKinds, p.kind) || r.Attr("questions", "") == "ok"
	}
	return p, nil
}
