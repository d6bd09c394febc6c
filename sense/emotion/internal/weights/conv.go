package weights

import "errors"

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
}

// Reach is the number of neighbouring words a filter sees; MaxFilters bounds
// the buffers of prediction.
const (
	Reach      = 3
	MaxFilters = 256
)

func (c *Conv) check() error {
	switch {
	case c.Filters < 0 || c.Filters%8 != 0 || c.Filters > MaxFilters || c.Labels != nLabels && c.Filters > 0:
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
	return data, c.check()
}

// A sum of Reach bytes takes ten bits; an eleventh is kept free so that lanes
// can be compared without touching their neighbours.
const (
	laneBits  = 11
	perWord   = 64 / laneBits // lanes in 64 bits
	laneMask  = 1<<laneBits - 1
	laneTop   = 1<<10 | 1<<21 | 1<<32 | 1<<43 | 1<<54
	maxGroups = (MaxFilters + perWord - 1) / perWord
)

// Net is a Conv made ready for prediction: the bytes of five filters share a
// word, so that five are added and compared at once.
type Net struct {
	c      *Conv
	index  index
	groups int      // words per row and place
	rows   []uint64 // per row Reach x groups; the last row is that of unknown words and of the edges
	out    [][nLabels]float32
}

func newNet(c *Conv) *Net {
	n := &Net{c: c, index: newIndex(c.Keys), groups: (c.Filters + perWord - 1) / perWord}
	n.rows = make([]uint64, (c.Count+1)*Reach*n.groups)
	for i := range c.Count * Reach {
		pack(n.rows[i*n.groups:(i+1)*n.groups], c.Rows[i*c.Filters:(i+1)*c.Filters])
	}
	none := make([]byte, c.Filters)
	for i := range none {
		none[i] = 128
	}
	for i := range Reach {
		pack(n.rows[(c.Count*Reach+i)*n.groups:], none)
	}
	n.out = make([][nLabels]float32, c.Filters)
	for f, row := range c.Out {
		copy(n.out[f][:], row)
	}
	return n
}

func pack(dst []uint64, bytes []byte) {
	for g := 0; len(bytes) > 0; g++ {
		part := bytes[:min(perWord, len(bytes))]
		bytes = bytes[len(part):]
		var x uint64
		for j, b := range part {
			x |= uint64(b) << (laneBits * j)
		}
		dst[g] = x
	}
}

// Find returns the row of a word's key, that of unknown words if it has none.
func (n *Net) Find(key uint32) int32 {
	if i := n.index.find(key); i >= 0 {
		return int32(i)
	}
	return int32(n.c.Count)
}

// Add adds the scores of a text, given as the rows of its words, to z.
func (n *Net) Add(words []int32, z *[nLabels]float32) {
	if n.groups == 0 || len(words) == 0 {
		return
	}
	var buf [maxGroups]uint64
	top := buf[:n.groups]
	w0, w1 := int32(n.c.Count), words[0]
	for _, w2 := range words[1:] {
		strongest(top, n.part(w0, 0), n.part(w1, 1), n.part(w2, 2))
		w0, w1 = w1, w2
	}
	strongest(top, n.part(w0, 0), n.part(w1, 1), n.part(int32(n.c.Count), 2))

	var answers [MaxFilters]answer
	k := 0
	scale := n.c.Scale
	offset := n.c.Offset[:len(scale)]
	f := 0
	for _, x := range top {
		for range perWord {
			if f >= len(scale) {
				break
			}
			h := float32(int(x&laneMask)-Reach*128)*scale[f] + offset[f]
			answers[k&(MaxFilters-1)] = answer{h, int32(f)}
			if h > 0 {
				k++
			}
			x >>= laneBits
			f++
		}
	}
	n.weigh(answers[:k], z)
	for l, b := range n.c.Bias {
		z[l] += b
	}
}

func (n *Net) part(row int32, place int) []uint64 {
	at := (int(row)*Reach + place) * n.groups
	return n.rows[at : at+n.groups]
}

// strongest keeps the larger of each filter's sums so far and here. The top
// bit of a lane of d says which it is, and the rest by how much.
func strongest(top, p, q, r []uint64) {
	p, q, r = p[:len(top)], q[:len(top)], r[:len(top)]
	for i, t := range top {
		sum := p[i] + q[i] + r[i]
		d := (t | laneTop) - sum
		is := d & laneTop
		top[i] = sum + (d & (is - is>>(laneBits-1)))
	}
}

// answer is how strongly a filter answers, over 0.
type answer struct {
	h      float32
	filter int32
}

// weigh adds the answers' shares to the labels, seven labels at a time, which
// is as many as stay in registers.
func (n *Net) weigh(answers []answer, z *[nLabels]float32) {
	for l := 0; l < nLabels; l += 7 {
		a := (*[7]float32)(z[l:])
		a0, a1, a2, a3, a4, a5, a6 := a[0], a[1], a[2], a[3], a[4], a[5], a[6]
		for _, x := range answers {
			w := (*[7]float32)(n.out[x.filter][l:])
			a0 += x.h * w[0]
			a1 += x.h * w[1]
			a2 += x.h * w[2]
			a3 += x.h * w[3]
			a4 += x.h * w[4]
			a5 += x.h * w[5]
			a6 += x.h * w[6]
		}
		a[0], a[1], a[2], a[3], a[4], a[5], a[6] = a0, a1, a2, a3, a4, a5, a6
	}
}
