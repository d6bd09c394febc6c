package weights

import (
	"encoding/binary"
	"errors"
)

// Conv is a convolutional net over words whose products are tabled: a filter's
// answer at a place is the sum of one byte from each of Reach neighbouring
// words, so nothing is multiplied until the strongest answers are known.
type Conv struct {
	Filters int         `json:"filters"` // a multiple of 8
	Labels  int         `json:"labels"`
	Count   int         `json:"count"`  // words
	Scale   []float32   `json:"scale"`  // per filter, of its bytes
	Offset  []float32   `json:"offset"` // per filter, added to the answer
	Out     [][]float32 `json:"out"`    // [filter][label]
	Bias    []float32   `json:"bias"`   // per label

	Keys []uint32 `json:"-"` // hashes of the words, ascending
	Rows []byte   `json:"-"` // per word Reach x Filters bytes, 128 is nothing

	index index
	none  []byte // the row of unknown words and of the edges
}

// Reach is the number of neighbouring words a filter sees; MaxFilters bounds
// the buffers of prediction.
const (
	Reach      = 3
	MaxFilters = 256
)

func (c *Conv) check() error {
	switch {
	case c.Filters < 0 || c.Filters%8 != 0 || c.Filters > MaxFilters || c.Labels < 0 || c.Labels > MaxStride:
		return errors.New("the net's shape is out of range")
	case len(c.Scale) != c.Filters || len(c.Offset) != c.Filters || len(c.Out) != c.Filters || len(c.Bias) != c.Labels:
		return errors.New("a part of the net is missing")
	}
	for _, row := range c.Out {
		if len(row) != c.Labels {
			return errors.New("an output row of the net has another size")
		}
	}
	return checkKeys(c.Keys)
}

func (c *Conv) stride() int { return Reach * c.Filters }

func (c *Conv) take(data []byte) ([]byte, error) {
	if c.Filters < 0 || c.Filters > MaxFilters {
		return nil, errors.New("the net's shape is out of range")
	}
	var err error
	if c.Keys, c.Rows, data, err = takeRows(data, c.Count, c.stride()); err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	c.index = newIndex(c.Keys)
	c.none = make([]byte, c.stride())
	for i := range c.none {
		c.none[i] = 128
	}
	return data, nil
}

// Add adds the scores of a text, given as the hashes of its words, to z. rows
// is working memory, returned for the next call.
func (c *Conv) Add(words []uint32, rows []int32, z []float32) []int32 {
	if c.Filters == 0 || len(words) == 0 {
		return rows
	}
	rows = append(rows[:0], -1)
	for _, w := range words {
		rows = append(rows, int32(c.index.find(w)))
	}
	rows = append(rows, -1)
	var top [MaxFilters / 4]uint64 // four 16-bit sums each: even bytes, odd bytes
	for i := 0; i+Reach <= len(rows); i++ {
		c.place(rows[i], rows[i+1], rows[i+2], &top)
	}
	for g := range c.Filters / 8 {
		for j := range 4 {
			c.answer(8*g+2*j, top[2*g]>>(16*j)&0xFFFF, z)
			c.answer(8*g+2*j+1, top[2*g+1]>>(16*j)&0xFFFF, z)
		}
	}
	for l, b := range c.Bias {
		z[l] += b
	}
	return rows
}

func (c *Conv) row(i int32) []byte {
	if i < 0 {
		return c.none
	}
	s := c.stride()
	return c.Rows[int(i)*s : int(i)*s+s]
}

// place keeps the larger of each filter's sums so far and here. Sums stay
// under 2^15, so the top bit of each lane is free for the comparison.
func (c *Conv) place(w0, w1, w2 int32, top *[MaxFilters / 4]uint64) {
	const high = 0x8000800080008000
	f := c.Filters
	p, q, r := c.row(w0)[:f], c.row(w1)[f:2*f], c.row(w2)[2*f:3*f]
	for g := 0; g+8 <= f; g += 8 {
		x := binary.LittleEndian.Uint64(p[g:])
		y := binary.LittleEndian.Uint64(q[g:])
		v := binary.LittleEndian.Uint64(r[g:])
		a := x&even + y&even + v&even
		b := x>>8&even + y>>8&even + v>>8&even
		t := &top[(g/4)&(len(top)-1)]
		m := (*t | high) - a
		m &= high
		m |= m - m>>15
		*t = a ^ (*t^a)&m
		t = &top[(g/4+1)&(len(top)-1)]
		m = (*t | high) - b
		m &= high
		m |= m - m>>15
		*t = b ^ (*t^b)&m
	}
}

// answer adds filter f's share to the labels if its answer is over 0.
func (c *Conv) answer(f int, sum uint64, z []float32) {
	h := float32(int(sum)-Reach*128)*c.Scale[f] + c.Offset[f]
	if h <= 0 {
		return
	}
	out := c.Out[f]
	z = z[:len(out)]
	for l, w := range out {
		z[l] += h * w
	}
}
