package themes

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/needs"
	"github.com/heedhq/heed/shape/themes/vectors"
)

// The embedding: three views of a text, each of length 1, weighted and joined.
const (
	wordDims = 64 // latent semantics of words and pairs of words
	charDims = 64 // latent semantics of letters, which bear misspelling
	needDims = 48 // latent semantics of needs and subjects, both languages together

	// learnFrom is the most texts of a language that its latent semantics are
	// learned from.
	learnFrom = 8000
	// ownSpace is the fewest texts of a language that earn it dimensions of
	// its own; fewer are placed among the language most spoken.
	ownSpace = 12
)

// weights of the four views, of their squared length.
var viewWeights = [4]float64{0.34, 0.33, 0.33, 0.2}

// Space places texts so that those that mean alike lie close: TF-IDF of words
// and of letters reduced by singular values (Deerwester et al., 1990), learned
// from the texts themselves, beside the weighted mean of word vectors with
// their common component taken out (Arora, Liang and Ma, ICLR 2017). Each
// language has latent dimensions of its own, so that a language that few speak
// is not pressed into the few dimensions that a common decomposition would
// leave it.
type Space struct {
	latent []latent
	meant  *view // needs and subjects, named in either language
	dims   int
	common []float32
	seen   map[string]float64 // share of learned texts that hold the word
	texts  float64
	plain  float32 // what a word of every day weighs among word vectors
}

// latent are the two learned views of one language.
type latent struct {
	lang       heed.Language
	word, char *view
	at         int // its first dimension
}

type view struct {
	terms hashed
	idf   []float32
	basis []float32 // terms x dims
	dims  int
	grams func(dst []uint64, s string, lang heed.Language) []uint64
}

// Learn makes a space from texts that stand in a fixed order.
func Learn(texts []Text, seed uint64) *Space {
	s := &Space{seen: map[string]float64{}, plain: plainAlone}
	words, chars := wordGrams, charGrams
	if talked(texts) {
		words, chars, s.plain = tellingGrams, tellingChars, plainInTalk
	}
	for _, lang := range languages(texts) {
		var sample []Text
		for _, t := range texts {
			if len(sample) < learnFrom && s.home(t.Lang, lang) {
				sample = append(sample, t)
			}
		}
		l := latent{lang: lang, at: s.dims}
		l.word = learnView(sample, min(wordDims, max(8, len(sample)/4)), words, seed)
		l.char = learnView(sample, min(charDims, max(8, len(sample)/4)), chars, seed+1)
		s.latent = append(s.latent, l)
		s.dims += l.word.dims + l.char.dims
		s.texts += float64(len(sample))
		for _, t := range sample {
			words := text.Words(t.Text)
			slices.Sort(words)
			for _, w := range slices.Compact(words) {
				s.seen[w]++
			}
		}
	}
	s.meant = learnView(texts[:min(len(texts), 2*learnFrom)], min(needDims, max(8, len(texts)/4)), meantGrams, seed+2)
	s.dims += s.meant.dims + vectors.Dim
	s.common = s.commonComponent(texts)
	return s
}

// languages are those with enough texts, the most spoken first; at least one.
func languages(texts []Text) []heed.Language {
	count := map[heed.Language]int{}
	for _, t := range texts {
		count[t.Lang]++
	}
	out := make([]heed.Language, 0, len(count))
	for l := range count {
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b heed.Language) int {
		return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b))
	})
	for i, l := range out {
		if i > 0 && (l == "" || count[l] < ownSpace) {
			return out[:i]
		}
	}
	return out
}

// home reports whether texts in lang are learned from in the space of own.
func (s *Space) home(lang, own heed.Language) bool {
	if lang == own {
		return true
	}
	return len(s.latent) == 0 && lang != heed.English && lang != heed.Spanish
}

// of is the latent space of a language: its own, else the first.
func (s *Space) of(lang heed.Language) *latent {
	for i := range s.latent {
		if s.latent[i].lang == lang {
			return &s.latent[i]
		}
	}
	return &s.latent[0]
}

// nearWeight is what the words around a text that names nothing by itself weigh
// beside its own, and ownWords how many telling words a text has that needs
// nothing around it.
const (
	nearWeight = 0.6
	ownWords   = 5
)

// Leans is how much of what is said around a text is needed to tell what it is
// about: the fewer telling words of its own it has, the more.
func Leans(t Text) float32 {
	n := 0
	for tok := range tokens(t.Text) {
		if tok.Kind == text.Word && !Plain(tok.Lower, t.Lang) {
			if n++; n == ownWords {
				return 0
			}
		}
	}
	return nearWeight * float32(max(0, ownWords-n)) / ownWords
}

// Place writes the vector of a text, of length 1, to dst, which has Dims
// values; it reports false, and zeros, where nothing in it is known. What was
// said around it counts nearWeight of what it says itself.
func (s *Space) Place(dst []float32, t Text) bool {
	own := s.place(dst, t)
	if t.Near == "" {
		return own
	}
	by := Leans(t)
	around := make([]float32, len(dst))
	if by == 0 || !s.place(around, Text{Text: t.Near, Lang: t.Lang}) {
		return own
	}
	axpy(dst, around, by)
	return normalise(dst)
}

func (s *Space) place(dst []float32, t Text) bool {
	clear(dst)
	if len(s.latent) == 0 {
		return false
	}
	l := s.of(t.Lang)
	c := l.at + l.word.dims
	v := s.dims - vectors.Dim
	parts := [4][]float32{dst[l.at:c], dst[c : c+l.char.dims], dst[v:], dst[v-s.meant.dims : v]}
	s.meant.place(parts[3], t)
	l.word.place(parts[0], t)
	l.char.place(parts[1], t)
	s.mean(parts[2], t)
	if s.common != nil {
		axpy(parts[2], s.common, -dot(parts[2], s.common))
	}
	for i, part := range parts {
		if normalise(part) {
			by := float32(math.Sqrt(viewWeights[i]))
			for k := range part {
				part[k] *= by
			}
		}
	}
	return normalise(dst)
}

// Dims is the number of values of a placed text.
func (s *Space) Dims() int { return s.dims }

// mean adds up the vectors of the words, weighted by a/(a+p(word)).
func (s *Space) mean(dst []float32, t Text) {
	const a = 0.01
	for tok := range tokens(t.Text) {
		if tok.Kind != text.Word {
			continue
		}
		weight := float32(a / (a + s.seen[tok.Lower]/max(1, s.texts)*0.2))
		if Plain(tok.Lower, t.Lang) {
			weight *= s.plain
		}
		if t.Lang == heed.Spanish {
			// there are no Spanish vectors: a word of business that the bridge knows
			// stands where its English twin does
			if en := bridged(tok.Lower); en != "" {
				vectors.Add(dst, en, weight)
			}
			continue // the English text in which a Spanish word stands says only that it is Spanish
		}
		vectors.Add(dst, tok.Lower, weight)
	}
}

// commonComponent is the first singular direction of the word vector means.
func (s *Space) commonComponent(sample []Text) []float32 {
	if len(sample) < 8 {
		return nil
	}
	a := &sparse{cols: vectors.Dim, start: []int32{0}}
	for _, t := range sample[:min(len(sample), 3000)] {
		row := make([]float32, vectors.Dim)
		s.mean(row, t)
		if normalise(row) {
			for k, v := range row {
				a.col, a.val = append(a.col, int32(k)), append(a.val, v)
			}
		}
		a.start = append(a.start, int32(len(a.col)))
	}
	v := truncatedSVD(a, 1, 7)
	if !normalise(v) {
		return nil
	}
	return v
}

func learnView(sample []Text, d int, grams func([]uint64, string, heed.Language) []uint64, seed uint64) *view {
	v := &view{dims: d, grams: grams}
	count := map[uint64]int32{}
	all := make([][]uint64, len(sample))
	for i, t := range sample {
		g := grams(nil, t.Text, t.Lang)
		slices.Sort(g)
		all[i] = g
		for k, x := range g {
			if k == 0 || g[k-1] != x {
				count[x]++
			}
		}
	}
	kept := make([]uint64, 0, len(count))
	for x, n := range count {
		if n >= 2 && float64(n) <= 0.4*float64(len(sample))+2 {
			kept = append(kept, x)
		}
	}
	slices.Sort(kept)
	v.idf = make([]float32, len(kept))
	v.terms = newHashed(kept)
	for i, x := range kept {
		v.idf[i] = float32(math.Log(float64(1+len(sample))/float64(1+count[x]))) + 1
	}
	a := &sparse{cols: len(kept), start: []int32{0}}
	for _, g := range all {
		a.col, a.val = v.row(g, a.col, a.val)
		a.start = append(a.start, int32(len(a.col)))
	}
	v.basis = truncatedSVD(a, d, seed)
	return v
}

// row appends the TF-IDF of sorted grams, scaled to length 1.
func (v *view) row(g []uint64, cols []int32, vals []float32) ([]int32, []float32) {
	from := len(vals)
	for i := 0; i < len(g); {
		j := i
		for j < len(g) && g[j] == g[i] {
			j++
		}
		if c := v.terms.at(g[i]); c >= 0 {
			cols = append(cols, c)
			vals = append(vals, float32(1+math.Log(float64(j-i)))*v.idf[c])
		}
		i = j
	}
	normalise(vals[from:])
	return cols, vals
}

func (v *view) place(dst []float32, t Text) {
	g := v.grams(make([]uint64, 0, 256), t.Text, t.Lang)
	slices.Sort(g)
	cols, vals := v.row(g, make([]int32, 0, 128), make([]float32, 0, 128))
	for k, c := range cols {
		axpy(dst, v.basis[int(c)*v.dims:(int(c)+1)*v.dims], vals[k])
	}
}

const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

func hash(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * fnvPrime
	}
	return h
}

const (
	// plainAlone is what a word of every day weighs in a message that stands by
	// itself, where "how do I" tells what is asked; plainInTalk in a sentence of
	// somebody's talk, where it tells only how they speak.
	plainAlone, plainInTalk = 0.3, 0.1
	// talkShare is the share of texts that lean on what was said around them from
	// which texts are taken for talk.
	talkShare = 0.05
)

// talked reports whether texts are sentences of longer talk.
func talked(texts []Text) bool {
	n := 0
	for i := range texts {
		if texts[i].Near != "" {
			n++
		}
	}
	return float64(n) > talkShare*float64(len(texts))
}

// tellingGrams are wordGrams without the pairs in which nothing is told.
func tellingGrams(dst []uint64, s string, lang heed.Language) []uint64 {
	last, told := "", false
	for tok := range tokens(s) {
		if tok.Kind != text.Word && tok.Kind != text.Number {
			if tok.Kind == text.Punct {
				last = ""
			}
			continue
		}
		stem := text.Stem(tok.Lower, lang)
		telling := tok.Kind == text.Word && !Plain(tok.Lower, lang)
		if telling {
			dst = append(dst, hash(fnvOffset, stem))
		}
		if last != "" && telling && told {
			dst = append(dst, hash(hash(fnvOffset, last)^' ', stem))
		}
		last, told = stem, telling
	}
	return dst
}

// tellingChars are charGrams of telling words.
func tellingChars(dst []uint64, s string, lang heed.Language) []uint64 {
	for tok := range tokens(s) {
		if tok.Kind == text.Word && !Plain(tok.Lower, lang) {
			dst = letters(dst, tok.Lower)
		}
	}
	return dst
}

// wordGrams are the stems of telling words, and pairs of neighbouring words and
// numbers.
func wordGrams(dst []uint64, s string, lang heed.Language) []uint64 {
	last := ""
	for tok := range tokens(s) {
		if tok.Kind != text.Word && tok.Kind != text.Number {
			if tok.Kind == text.Punct {
				last = ""
			}
			continue
		}
		stem := text.Stem(tok.Lower, lang)
		if tok.Kind == text.Word && !Plain(tok.Lower, lang) {
			dst = append(dst, hash(fnvOffset, stem))
		}
		if last != "" {
			dst = append(dst, hash(hash(fnvOffset, last)^' ', stem))
		}
		last = stem
	}
	return dst
}

// meantGrams are the needs that a text names and the subjects of the bridge that
// it speaks of, the same in both languages.
func meantGrams(dst []uint64, s string, lang heed.Language) []uint64 {
	for _, i := range meant(Text{Text: s, Lang: lang}) {
		dst = append(dst, uint64(i)<<1|1)
	}
	for _, i := range needs.Of(text.Words(text.Fold(s))) {
		dst = append(dst, uint64(i)<<1)
	}
	return dst
}

// charGrams are the runs of 3 to 5 letters within words, edges marked.
func charGrams(dst []uint64, s string, lang heed.Language) []uint64 {
	for tok := range tokens(s) {
		if tok.Kind != text.Word {
			continue
		}
		dst = letters(dst, tok.Lower)
	}
	return dst
}

func letters(dst []uint64, word string) []uint64 {
	w := " " + text.Fold(word) + " "
	for n := 3; n <= 5; n++ {
		for i := 0; i+n <= len(w); i++ {
			if utf8.RuneStart(w[i]) {
				dst = append(dst, hash(fnvOffset+uint64(n), w[i:i+n]))
			}
		}
	}
	return dst
}

// tokens are the tokens of a text but for pseudonyms in brackets, which say
// who, and not what about.
func tokens(s string) iter.Seq[text.Token] {
	if !strings.Contains(s, "[") {
		return text.All(s)
	}
	return func(yield func(text.Token) bool) {
		until := 0
		for tok := range text.All(s) {
			if tok.Start < until {
				continue
			}
			if tok.Kind == text.Punct && s[tok.Start] == '[' {
				if n := strings.IndexByte(s[tok.Start:], ']'); n > 0 && n < 24 {
					until = tok.Start + n + 1
					continue
				}
			}
			if !yield(tok) {
				return
			}
		}
	}
}
