package train

import (
	"math"
	"slices"

	"github.com/heedhq/heed/sense/emotion/internal/ngram"
)

// vocab numbers the n-grams that training keeps.
type vocab struct {
	id  map[uint32]int32
	key []uint32  // by id, ascending: the order is a function of the set
	idf []float32 // by id
}

// doc is one text as sparse feature blocks, the words and the characters, each
// of length one in the Euclidean sense.
type doc struct {
	id  []int32
	val []float32
}

// newVocab keeps the n-grams that occur in at least minDF texts.
func newVocab(texts []string, spec ngram.Spec, minWord, minChar int) *vocab {
	df := make(map[uint32]int32, 1<<20)
	isChar := make(map[uint32]bool)
	var b ngram.Buffer
	var seen []uint32
	for _, t := range texts {
		b.Tokenise(t)
		b.Extract(spec)
		for _, block := range [][]uint32{b.Words, b.Chars} {
			seen = append(seen[:0], block...)
			slices.Sort(seen)
			for _, h := range slices.Compact(seen) {
				df[h]++
			}
		}
		for _, h := range b.Chars {
			isChar[h] = true
		}
	}
	v := &vocab{id: make(map[uint32]int32)}
	for h, n := range df {
		floor := minWord
		if isChar[h] {
			floor = minChar
		}
		if int(n) >= floor {
			v.key = append(v.key, h)
		}
	}
	slices.Sort(v.key)
	for i, h := range v.key {
		v.id[h] = int32(i)
		v.idf = append(v.idf, float32(math.Log(float64(len(texts)+1)/float64(df[h]+1))+1))
	}
	return v
}

// encode turns texts into sparse rows: idf weights, each block divided by its
// length.
func (v *vocab) encode(texts []string, spec ngram.Spec) []doc {
	var b ngram.Buffer
	out := make([]doc, len(texts))
	for i, t := range texts {
		b.Tokenise(t)
		b.Extract(spec)
		d := &out[i]
		v.block(d, b.Words)
		v.block(d, b.Chars)
	}
	return out
}

func (v *vocab) block(d *doc, hashes []uint32) {
	start := len(d.id)
	var norm float32
	for _, h := range hashes {
		if id, ok := v.id[h]; ok {
			d.id = append(d.id, id)
			d.val = append(d.val, v.idf[id])
			norm += v.idf[id] * v.idf[id]
		}
	}
	if norm > 0 {
		s := float32(1 / math.Sqrt(float64(norm)))
		for i := range d.val[start:] {
			d.val[start+i] *= s
		}
	}
}
