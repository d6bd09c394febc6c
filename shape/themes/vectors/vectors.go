// Package vectors holds English word vectors as data; NOTICE.md names their
// source and licence. There are none for Spanish: Spanish texts are placed by
// what the workspace itself teaches.
package vectors

import (
	_ "embed"
	"encoding/binary"
	"math"
	"strings"
	"sync"
)

//go:embed en.vec
var data string

// Dim is the number of dimensions of a vector.
const Dim = 100

const magic = "HVEC1\n"

type table struct {
	index map[string]int32
	rows  string    // per word: float32 scale, Dim signed bytes
	unit  []float32 // per word: the length of its bytes
}

var load = sync.OnceValue(func() table {
	head := len(magic) + 12
	if len(data) < head || data[:len(magic)] != magic {
		return table{}
	}
	b := []byte(data[len(magic):head])
	n := int(binary.LittleEndian.Uint32(b))
	words := int(binary.LittleEndian.Uint32(b[8:]))
	t := table{index: make(map[string]int32, n), rows: data[head+words:]}
	for i, w := range strings.Split(data[head:head+words], "\n") {
		t.index[w] = int32(i)
	}
	t.unit = make([]float32, n)
	for i := range t.unit {
		var sum float32
		for d := range Dim {
			v := float32(int8(t.rows[i*(Dim+4)+4+d]))
			sum += v * v
		}
		if sum > 0 {
			t.unit[i] = float32(math.Sqrt(float64(sum)))
		}
	}
	return t
})

// Known reports how many words have a vector.
func Known() int { return len(load().index) }

// Rank returns the place of a lower-case word in the order of frequency, from
// 0, and false for a word without a vector.
func Rank(word string) (int, bool) {
	i, ok := load().index[word]
	return int(i), ok
}

// Add adds weight times the unit vector of word to dst, which has Dim values,
// and reports whether the word is known.
func Add(dst []float32, word string, weight float32) bool {
	t := load()
	i, ok := t.index[word]
	if !ok {
		return false
	}
	if t.unit[i] == 0 {
		return false
	}
	row := t.rows[int(i)*(Dim+4)+4:][:Dim]
	dst = dst[:Dim]
	scale := weight / t.unit[i]
	for d := range Dim {
		dst[d] += scale * float32(int8(row[d]))
	}
	return true
}
