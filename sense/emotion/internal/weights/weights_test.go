package weights

import (
	"math"
	"math/rand/v2"
	"testing"
)

// table makes a table of random rows; every key is a multiple of 97.
func table(labels, rows int) *Table {
	rng := rand.New(rand.NewPCG(1, 2))
	t := &Table{Labels: labels, Stride: (labels + 8) / 8 * 8, Count: rows, IDF: 0.5,
		Scale: make([]float32, labels), Bias: make([]float32, labels)}
	for l := range labels {
		t.Scale[l] = 0.01
	}
	for i := range rows {
		t.Keys = append(t.Keys, uint32(i+1)*97)
	}
	for range rows * t.Stride {
		t.Rows = append(t.Rows, byte(rng.IntN(256)))
	}
	t.index = newIndex(t.Keys)
	return t
}

// The packed sums equal sums made one by one, also over more than 256 rows,
// where 16 bits would overflow.
func TestTableAdd(t *testing.T) {
	for _, labels := range []int{5, 28, 40} {
		m := table(labels, 1000)
		var keys []uint32
		sum := make([]float64, m.Stride)
		for i := range 1500 {
			keys = append(keys, uint32(i%1100+1)*97) // some are unknown
			if k := i % 1100; k < 1000 {
				for j := range labels {
					sum[j] += float64(m.Rows[k*m.Stride+j]) - 128
				}
				sum[m.Stride-1] += float64(m.Rows[(k+1)*m.Stride-1])
			}
		}
		z := make([]float32, labels)
		m.Add(keys, z)
		norm := 1 / math.Sqrt(float64(m.IDF)*sum[m.Stride-1])
		for l := range labels {
			if want := sum[l] * 0.01 * norm; math.Abs(float64(z[l])-want) > 1e-3 {
				t.Fatalf("%d labels, label %d: %v, want %v", labels, l, z[l], want)
			}
		}
		clear(z)
		m.Add([]uint32{1, 2, 3}, z)
		if z[0] != 0 {
			t.Errorf("unknown n-grams scored %v", z[0])
		}
	}
}

// The packed comparison finds the same strongest answers as a plain one.
func TestConvAdd(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	const filters, words = 24, 50
	c := &Conv{Filters: filters, Labels: 2, Count: words, Bias: []float32{0.5, -0.5}}
	for range filters {
		c.Scale = append(c.Scale, 0.01+rng.Float32()/100)
		c.Offset = append(c.Offset, rng.Float32()-0.5)
		c.Out = append(c.Out, []float32{rng.Float32() - 0.5, rng.Float32()})
	}
	for i := range words {
		c.Keys = append(c.Keys, uint32(i+1))
	}
	for range words * Reach * filters {
		c.Rows = append(c.Rows, byte(rng.IntN(256)))
	}
	c.index = newIndex(c.Keys)
	c.none = make([]byte, c.stride())
	for i := range c.none {
		c.none[i] = 128
	}
	if err := c.check(); err != nil {
		t.Fatal(err)
	}
	text := []uint32{3, 50, 9999, 7, 7, 1}
	z := make([]float32, 2)
	c.Add(text, nil, z)

	at := func(pos, reach, f int) float64 {
		if pos < 0 || pos >= len(text) || text[pos] > words {
			return 0
		}
		return float64(c.Rows[(int(text[pos])-1)*c.stride()+reach*filters+f]) - 128
	}
	want := []float64{0.5, -0.5}
	for f := range filters {
		best := math.Inf(-1)
		for p := range text {
			best = max(best, at(p-1, 0, f)+at(p, 1, f)+at(p+1, 2, f))
		}
		h := max(0, best*float64(c.Scale[f])+float64(c.Offset[f]))
		want[0] += h * float64(c.Out[f][0])
		want[1] += h * float64(c.Out[f][1])
	}
	for l := range want {
		if math.Abs(float64(z[l])-want[l]) > 1e-3 {
			t.Errorf("label %d: %v, want %v", l, z[l], want[l])
		}
	}
}

func TestEmptyRoundTrip(t *testing.T) {
	data, err := Empty().Encode()
	if err != nil {
		t.Fatal(err)
	}
	f, err := Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	again, err := f.Encode()
	if err != nil || string(again) != string(data) {
		t.Errorf("a model changed on its way through a file: %v", err)
	}
}
