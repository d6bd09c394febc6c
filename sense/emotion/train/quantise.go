package train

import (
	"math"
	"slices"

	"github.com/heedhq/heed/sense/emotion/internal/weights"
)

// quantise stores a linear model in one byte per weight. The inverse document
// frequency, which training applied to the values, moves into the weights.
// Rows that round to nothing stay: their share of the length counts.
func quantise(m *linear, v *vocab, labels int) weights.Table {
	n := len(v.key)
	t := weights.Table{
		Labels: labels, Stride: (labels + 8) / 8 * 8, Count: n, Keys: v.key,
		Scale: make([]float32, labels), Bias: slices.Clone(m.bias[:labels]),
	}
	t.Rows = make([]byte, n*t.Stride)
	for i := range t.Rows {
		t.Rows[i] = 128
	}
	for l := range labels {
		var top float32
		for id := range n {
			top = max(top, abs(m.w[id*width+l]*v.idf[id]))
		}
		if top == 0 {
			top = 1
		}
		t.Scale[l] = top / 127
		for id := range n {
			q := math.Round(float64(m.w[id*width+l] * v.idf[id] / t.Scale[l]))
			t.Rows[id*t.Stride+l] = byte(int(q) + 128)
		}
	}
	var top float32
	for _, f := range v.idf {
		top = max(top, f*f)
	}
	t.IDF = top / 255
	for id, f := range v.idf {
		t.Rows[id*t.Stride+t.Stride-1] = byte(max(1, math.Round(float64(f*f/t.IDF))))
	}
	return t
}

func abs(x float32) float32 { return max(x, -x) }
