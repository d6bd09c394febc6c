package text

import (
	"strings"

	heed "github.com/heedhq/heed"
)

// A stretch longer than this many words is a candidate for cutting by cues:
// the lower bound holds where the text carries no sentence marks at all.
const (
	longWithMarks = 60
	longBare      = 24
	// mostBytes is the longest sentence that is left whole, whatever its marks:
	// nobody says more in one, and what is done with a sentence may cost its
	// length squared.
	mostBytes = 1200
)

// cue strengths: a strong cue cuts after 7 words, a weak one after 14; after
// 30 words anything does.
const (
	strongAfter = 7
	weakAfter   = 14
	anyAfter    = 30
)

var cues = map[string]int{
	// English
	"but": 2, "so": 2, "because": 2, "cos": 2, "cause": 2, "then": 1, "okay": 2, "ok": 2, "right": 1, "well": 2, "anyway": 2,
	"um": 2, "uh": 2, "er": 2, "erm": 2, "now": 1, "yeah": 2, "yes": 2, "no": 1, "oh": 2, "although": 2, "though": 1,
	"and": 1, "or": 1, "i": 1, "i'm": 1, "i've": 1, "i'll": 1, "i'd": 1, "when": 1, "if": 1, "that's": 1, "it's": 1, "we": 1, "they": 1,
	"thanks": 2, "hello": 2, "what": 1, "how": 1, "can": 1, "could": 1, "is": 0,
	// Spanish
	"pero": 2, "entonces": 2, "porque": 2, "bueno": 2, "vale": 2, "pues": 2, "aunque": 2, "así": 1, "eh": 2, "este": 0,
	"y": 1, "o": 1, "cuando": 1, "si": 1, "sí": 2, "cómo": 1, "qué": 1, "yo": 1, "gracias": 2, "hola": 2, "además": 2,
}

var strongPairs = map[string]bool{
	"and i": true, "and i'm": true, "and i've": true, "and it": true, "and it's": true, "and they": true, "and then": true, "and we": true,
	"and he": true, "and she": true, "and that": true, "and now": true, "and so": true, "and can": true, "and what": true,
	"y yo": true, "y me": true, "y luego": true, "y entonces": true, "y es": true, "y no": true, "así que": true, "o sea": true, "y qué": true,
}

// words that want another after them: no cut stands behind one.
var leadsOn = setOf(`a an the my your our their his her its to of for from with in on at by this these those is are was were and or
un una el la los las lo mi su tu de del al a para por con en sin que y o es son`)

// joins may join two numbers.
var joins = setOf("and or y o")

var numerals = setOf(`twenty thirty forty fifty sixty seventy eighty ninety hundred thousand one two three four five six seven eight nine ten eleven twelve
treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil uno dos tres cuatro cinco seis siete ocho nueve diez once doce`)

func setOf(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

func numeral(t Token) bool { return t.Kind == Number || numerals[t.Lower] }

// splitLong cuts the sentences dst[first:] that run on without punctuation.
func splitLong(dst []heed.Span, first int, s string, lang heed.Language) []heed.Span {
	cut := false
	for _, sp := range dst[first:] {
		if sp.Len() > longBare*4 && runsOn(s[sp.Start:sp.End]) {
			cut = true
		}
	}
	if !cut {
		return dst
	}
	whole := append([]heed.Span(nil), dst[first:]...)
	dst = dst[:first]
	for _, sp := range whole {
		if sp.Len() > longBare*4 && runsOn(s[sp.Start:sp.End]) {
			dst = cutByCues(dst, s, sp)
		} else {
			dst = append(dst, sp)
		}
	}
	return dst
}

// runsOn reports whether a sentence has too many words for its marks.
func runsOn(s string) bool {
	if len(s) > mostBytes {
		return true
	}
	words, marks := 0, 0
	for t := range All(s) {
		switch t.Kind {
		case Word, Number:
			words++
		case Punct:
			marks++
		}
	}
	if marks == 0 {
		return words > longBare
	}
	return words > longWithMarks && marks*20 < words
}

func cutByCues(dst []heed.Span, s string, sp heed.Span) []heed.Span {
	toks := Tokens(s[sp.Start:sp.End])
	start, since := sp.Start, 0
	for i, t := range toks {
		if t.Kind != Word && t.Kind != Number {
			continue
		}
		if since >= strongAfter && len(toks)-i >= 4 && cutsHere(toks, i, since) {
			dst = append(dst, Trim(s, heed.Span{Start: start, End: sp.Start + t.Start}))
			start, since = sp.Start+t.Start, 0
		}
		since++
	}
	return append(dst, Trim(s, heed.Span{Start: start, End: sp.End}))
}

func cutsHere(toks []Token, i, since int) bool {
	strength := cues[toks[i].Lower]
	if i+1 < len(toks) && strength == 1 && strongPairs[toks[i].Lower+" "+toks[i+1].Lower] {
		strength = 2
	}
	if i > 0 && cues[toks[i-1].Lower] > 0 { // the cue before it cut, or two cues in a row
		strength = 0
	}
	if i > 0 && since < 2*anyAfter && (leadsOn[toks[i-1].Lower] || joins[toks[i].Lower] && numeral(toks[i-1])) { // "the | train", "treinta | y uno"
		return false
	}
	return strength == 2 || strength == 1 && since >= weakAfter || since >= anyAfter
}

// Clauses returns the clauses of one sentence: cut at semicolons, colons,
// dashes, brackets and commas, and before conjunctions that start a new
// clause, never leaving a clause of fewer than three words.
func Clauses(s string, lang heed.Language) []heed.Span {
	var out []heed.Span
	start, words := 0, 0
	toks := Tokens(s)
	rest := 0 // words still to come
	for _, t := range toks {
		if t.Kind == Word || t.Kind == Number {
			rest++
		}
	}
	for _, t := range toks {
		switch t.Kind {
		case Word, Number:
			rest--
			if words >= 3 && rest >= 2 && cues[t.Lower] == 2 {
				if sp := Trim(s, heed.Span{Start: start, End: t.Start}); sp.Len() > 0 {
					out = append(out, sp)
				}
				start, words = t.Start, 0
			}
			words++
		case Punct:
			if words >= 3 && strings.ContainsAny(t.Lower, ",;:()–—") {
				out = append(out, Trim(s, heed.Span{Start: start, End: t.Start}))
				start, words = t.End, 0
			}
		}
	}
	if sp := Trim(s, heed.Span{Start: start, End: len(s)}); sp.Len() > 0 {
		if words < 3 && len(out) > 0 {
			out[len(out)-1].End = sp.End
			return out
		}
		out = append(out, sp)
	}
	return out
}
