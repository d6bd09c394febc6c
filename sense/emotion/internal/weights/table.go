// Package weights holds trained weights in the form they are shipped and used:
// one byte per weight, the weights of one n-gram side by side.
package weights

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Table is a linear model over hashed n-grams. A row has one byte per label,
// the weight plus 128 in units of Scale, and in its last byte the squared
// inverse document frequency in units of IDF, from which a text's length is
// computed: weights are trained on blocks of Euclidean length one.
type Table struct {
	Labels int       `json:"labels"`
	Stride int       `json:"stride"` // bytes per row, a multiple of 8, over Labels
	Count  int       `json:"count"`  // rows
	IDF    float32   `json:"idf"`
	Scale  []float32 `json:"scale"` // per label
	Bias   []float32 `json:"bias"`  // per label

	Keys []uint32 `json:"-"` // ascending
	Rows []byte   `json:"-"`

	index index
}

// MaxStride bounds a row, so that sums fit into buffers of fixed size.
const MaxStride = 64

// check reports what is wrong with a table that was read from outside.
func (t *Table) check() error {
	switch {
	case t.Labels < 1 || t.Stride%8 != 0 || t.Stride <= t.Labels || t.Stride > MaxStride:
		return fmt.Errorf("%d labels do not fit rows of %d bytes", t.Labels, t.Stride)
	case len(t.Scale) != t.Labels || len(t.Bias) != t.Labels:
		return errors.New("a scale or a bias is missing")
	case t.Count < 0 || len(t.Keys) != t.Count || len(t.Rows) != t.Count*t.Stride:
		return errors.New("rows and keys differ in number")
	}
	return checkKeys(t.Keys)
}

// Add adds the scores of one block of n-grams to z, which has at least Labels
// values. A block none of whose n-grams is known adds nothing.
func (t *Table) Add(keys []uint32, z []float32) {
	var sum [MaxStride]int32
	n := 0
	for len(keys) > 0 {
		chunk := keys[:min(len(keys), 256)] // 256*255 fits 16 bits
		keys = keys[len(chunk):]
		switch t.Stride {
		case 8:
			n += t.sum1(chunk, &sum)
		case 32:
			n += t.sum4(chunk, &sum)
		default:
			n += t.sumAny(chunk, &sum)
		}
	}
	if n == 0 {
		return
	}
	norm := 1 / float32(math.Sqrt(float64(t.IDF)*float64(sum[t.Stride-1])))
	for l, s := range t.Scale {
		z[l] += float32(sum[l]-128*int32(n)) * s * norm
	}
}

// Weigh multiplies all scores of the table by share.
func (t *Table) Weigh(share float32) {
	for l := range t.Scale {
		t.Scale[l] *= share
		t.Bias[l] *= share
	}
}

// The bytes of a row are added eight at a time: even and odd bytes go to two
// words with 16 bits for each sum.
const even = 0x00FF00FF00FF00FF

func (t *Table) sum1(keys []uint32, sum *[MaxStride]int32) (n int) {
	var lo, hi uint64
	for _, k := range keys {
		i := t.index.find(k)
		if i < 0 {
			continue
		}
		n++
		x := binary.LittleEndian.Uint64(t.Rows[i*8:])
		lo += x & even
		hi += x >> 8 & even
	}
	spread(sum[:8], lo, hi)
	return n
}

func (t *Table) sum4(keys []uint32, sum *[MaxStride]int32) (n int) {
	var a, b, c, d, e, f, g, h uint64
	for _, k := range keys {
		i := t.index.find(k)
		if i < 0 {
			continue
		}
		n++
		r := t.Rows[i*32 : i*32+32 : i*32+32]
		x := binary.LittleEndian.Uint64(r)
		a += x & even
		b += x >> 8 & even
		x = binary.LittleEndian.Uint64(r[8:])
		c += x & even
		d += x >> 8 & even
		x = binary.LittleEndian.Uint64(r[16:])
		e += x & even
		f += x >> 8 & even
		x = binary.LittleEndian.Uint64(r[24:])
		g += x & even
		h += x >> 8 & even
	}
	spread(sum[:8], a, b)
	spread(sum[8:16], c, d)
	spread(sum[16:24], e, f)
	spread(sum[24:32], g, h)
	return n
}

func (t *Table) sumAny(keys []uint32, sum *[MaxStride]int32) (n int) {
	for _, k := range keys {
		i := t.index.find(k)
		if i < 0 {
			continue
		}
		n++
		for j, c := range t.Rows[i*t.Stride : (i+1)*t.Stride] {
			sum[j] += int32(c)
		}
	}
	return n
}

// spread adds the eight 16-bit sums of two words to out.
func spread(out []int32, lo, hi uint64) {
	for j := range 4 {
		out[2*j] += int32(lo >> (16 * j) & 0xFFFF)
		out[2*j+1] += int32(hi >> (16 * j) & 0xFFFF)
	}
}
