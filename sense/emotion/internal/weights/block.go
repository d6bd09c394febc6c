package weights

import (
	"encoding/binary"
	"math"
)

// Block is one or two tables over the n-grams of one language, laid side by
// side so that an n-gram is looked up once. A row holds the bytes of each
// table in turn; a table that does not know the n-gram has 128s there, which
// add nothing, and no squared frequency.
type Block struct {
	index  index
	seen   []uint64 // a bit for every key's top bits: most pairs of words are in no table
	shift  uint
	rows   []uint64
	width  int // words of eight bytes per row
	tables []*Table
}

const (
	maxWidth = 5
	// full is how many rows can be added before a sum of bytes overflows 16 bits.
	full = 256
)

// newBlock joins tables, whose strides add up to at most 8*maxWidth.
func newBlock(tables ...*Table) *Block {
	b := &Block{tables: tables}
	for _, t := range tables {
		b.width += t.Stride / 8
	}
	keys := tables[0].Keys
	for _, t := range tables[1:] {
		keys = union(keys, t.Keys)
	}
	b.index = newIndex(keys)
	bits := uint(10)
	for 1<<bits < 8*len(keys) {
		bits++
	}
	b.seen, b.shift = make([]uint64, 1<<bits/64), 32-bits
	b.rows = make([]uint64, len(keys)*b.width)
	at := make([]int, len(tables)) // every table's keys are in the same order
	for i, k := range keys {
		b.seen[k>>b.shift>>6] |= 1 << (k >> b.shift & 63)
		row := b.rows[i*b.width : (i+1)*b.width]
		for j, t := range tables {
			part := row[:t.Stride/8]
			row = row[len(part):]
			if at[j] < len(t.Keys) && t.Keys[at[j]] == k {
				for w := range part {
					part[w] = binary.LittleEndian.Uint64(t.Rows[at[j]*t.Stride+8*w:])
				}
				at[j]++
				continue
			}
			for w := range part {
				part[w] = 0x8080808080808080
			}
			part[len(part)-1] &= 1<<56 - 1 // the frequency
		}
	}
	return b
}

// union merges two ascending lists.
func union(a, b []uint32) []uint32 {
	out := make([]uint32, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		case a[0] > b[0]:
			out, b = append(out, b[0]), b[1:]
		default:
			out, a, b = append(out, a[0]), a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// Find returns the row of an n-gram, or -1.
func (b *Block) Find(key uint32) int32 {
	bit := key >> b.shift
	if b.seen[bit>>6]&(1<<(bit&63)) == 0 {
		return -1
	}
	return int32(b.index.find(key))
}

// Lanes are sums of rows, 16 bits for each: a row's even bytes, then its odd
// ones, for every eight bytes.
type Lanes [2 * maxWidth]uint64

// even picks every other byte.
const even = 0x00FF00FF00FF00FF

// Add adds row i, of at most full rows in all.
func (b *Block) Add(s *Lanes, i int32) {
	if b.width == maxWidth {
		at := int(i) * maxWidth
		r := b.rows[at : at+maxWidth : at+maxWidth]
		s[0] += r[0] & even
		s[1] += r[0] >> 8 & even
		s[2] += r[1] & even
		s[3] += r[1] >> 8 & even
		s[4] += r[2] & even
		s[5] += r[2] >> 8 & even
		s[6] += r[3] & even
		s[7] += r[3] >> 8 & even
		s[8] += r[4] & even
		s[9] += r[4] >> 8 & even
		return
	}
	for w, x := range b.rows[int(i)*b.width : (int(i)+1)*b.width] {
		s[2*w] += x & even
		s[2*w+1] += x >> 8 & even
	}
}

// Sums gathers the rows of a text's n-grams of one sort (words, characters).
type Sums struct {
	lanes   Lanes
	pending int // rows in lanes
	total   [8 * maxWidth]int32
	rows    int32
}

// Reset empties s.
func (s *Sums) Reset() { *s = Sums{} }

// Row adds row i of b; -1 is passed over.
func (s *Sums) Row(b *Block, i int32) {
	if i < 0 {
		return
	}
	if s.pending == full {
		s.spill()
	}
	s.pending++
	b.Add(&s.lanes, i)
}

// Rows adds the sum of n rows, at most full.
func (s *Sums) Rows(l *Lanes, n int) {
	if s.pending+n > full {
		s.spill()
	}
	s.pending += n
	for i, x := range l {
		s.lanes[i] += x
	}
}

// spill moves the sums to where they cannot overflow.
func (s *Sums) spill() {
	for w := range maxWidth {
		lo, hi := s.lanes[2*w], s.lanes[2*w+1]
		out := s.total[8*w : 8*w+8 : 8*w+8]
		for j := range 4 {
			out[2*j] += int32(lo >> (16 * j) & 0xFFFF)
			out[2*j+1] += int32(hi >> (16 * j) & 0xFFFF)
		}
	}
	s.rows += int32(s.pending)
	s.lanes, s.pending = Lanes{}, 0
}

// Score adds the scores of the rows gathered in s by the block's table number
// t to z. Rows none of which the table knows add nothing.
func (b *Block) Score(s *Sums, t int, z []float32) {
	if s.pending > 0 {
		s.spill()
	}
	at := 0
	for _, before := range b.tables[:t] {
		at += before.Stride
	}
	m := b.tables[t]
	sum := s.total[at : at+m.Stride]
	if sum[m.Stride-1] == 0 {
		return
	}
	norm := 1 / float32(math.Sqrt(float64(m.IDF)*float64(sum[m.Stride-1])))
	nothing := 128 * s.rows
	for l, scale := range m.Scale {
		z[l] += float32(sum[l]-nothing) * scale * norm
	}
}
