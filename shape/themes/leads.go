package themes

import (
	"cmp"
	"math"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/needs"
)

// term is something that a text can be about: a need (even), a subject of the
// bridge (odd and under wordTerm), or the stem of a telling word.
type term = uint64

const wordTerm = 1 << 32

func needTerm(need int) term         { return term(need) << 1 }
func subjectTerm(concept int32) term { return term(concept)<<1 | 1 }

// isNeed reports whether a term is a need, and which.
func isNeed(x term) (int, bool) { return int(x >> 1), x < wordTerm && x&1 == 0 }

// termOf is the term of a word by itself, 0 for one that tells nothing.
func termOf(word string, lang heed.Language) term {
	if c, ok := Meaning(word, lang); ok {
		return subjectTerm(c)
	}
	return hash(hash(fnvOffset, string(lang))^':', text.Stem(word, lang)) | wordTerm
}

// termsIn are the terms of a text, sorted, each once.
func termsIn(t Text) []term {
	var out, weak []term
	for tok := range tokens(t.Text) {
		if tok.Kind != text.Word {
			continue
		}
		w := lexemes.Get(tok.Lower, t.Lang, lexeme)
		switch {
		case w.weak:
			weak = append(weak, w.term)
		case !w.short && !w.plain:
			out = append(out, w.term)
		}
	}
	for _, i := range needs.Of(text.Words(text.Fold(t.Text))) {
		out = append(out, needTerm(i))
	}
	for _, c := range meant(t) {
		if x := subjectTerm(c); !slices.Contains(weak, x) {
			out = append(out, x)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// lead is a term that sets a group apart.
type lead struct {
	term term
	z    float64 // of its log-odds against all other texts
	in   int     // texts of the group that hold it
}

const (
	// leadShare is the share of a group's texts that hold a term which leads it,
	// leadZ the least that it is more theirs than the others', and mostLeads the
	// most of them.
	leadShare = 0.1
	leadZ     = 1.5
	mostLeads = 3
	// needShare is the share of a group's texts from which a need leads it before
	// any word; needFirst is more than any word weighs.
	needShare = 0.25
	needFirst = 1e9
	// everywhere is the share of all texts from which a term leads no group, where
	// there are fewTexts or more.
	everywhere = 0.25
	fewTexts   = 300
)

// leads are, per group, the terms that set it apart, the best first.
func leads(terms [][]term, of []int32, groups int) [][]lead {
	size := make([]int, groups)
	type at struct {
		x term
		c int32
	}
	count, all := map[at]int{}, map[term]int{}
	for i, list := range terms {
		if of[i] >= 0 {
			size[of[i]]++
		}
		for _, x := range list {
			all[x]++
			if of[i] >= 0 {
				count[at{x, of[i]}]++
			}
		}
	}
	out := make([][]lead, groups)
	for k, n := range count {
		if len(terms) >= fewTexts && float64(all[k.x]) > everywhere*float64(len(terms)) {
			continue
		}
		if n < 2 || float64(n) < leadShare*float64(size[k.c]) {
			continue
		}
		if z := logOdds(n, size[k.c], all[k.x]-n, len(terms)-size[k.c], all[k.x], len(terms)); z >= 1 {
			out[k.c] = append(out[k.c], lead{k.x, z, n})
		}
	}
	for c := range out {
		weight := func(l lead) float64 {
			w := l.z * math.Sqrt(float64(l.in))
			if _, ok := isNeed(l.term); ok && float64(l.in) >= needShare*float64(size[c]) {
				w += needFirst // it says more than any word
			}
			return w
		}
		slices.SortFunc(out[c], func(a, b lead) int {
			return cmp.Or(cmp.Compare(weight(b), weight(a)), cmp.Compare(a.term, b.term))
		})
	}
	return out
}
