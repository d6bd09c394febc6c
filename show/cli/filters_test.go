package cli

import (
	"math"
	"strconv"
	"testing"
)

func TestAppendFloat(t *testing.T) {
	values := []float64{0, 1, -1, 0.5, -0.00001, 0.00004999, 0.00005, 0.99995, 12.3456789, -7.5, 1e9 + 0.25, 3e14, math.Copysign(0, -1)}
	for i := range 20000 {
		values = append(values, float64(i)/10000, -float64(i)/7777)
	}
	for _, v := range values {
		rounded := math.Round(v*1e4) / 1e4
		if rounded == 0 {
			rounded = 0 // not negative
		}
		want := strconv.FormatFloat(rounded, 'f', -1, 64)
		if got := string(appendFloat(nil, v)); got != want {
			t.Fatalf("%v is written %s, want %s", v, got, want)
		}
	}
}
