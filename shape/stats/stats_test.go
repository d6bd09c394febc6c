package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The worked examples are those of Newcombe (Statistics in Medicine 17, 1998,
// table I, method 3).
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}} {
		w := Wilson(c.k, c.n)
		if math.Abs(w.Low-c.low) > 5e-5 || math.Abs(w.High-c.high) > 5e-5 {
			t.Errorf("%d of %d: %.4f to %.4f, not %.4f to %.4f", c.k, c.n, w.Low, w.High, c.low, c.high)
		}
	}
}

func TestBootstrap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := make([]Ratio, rapid.IntRange(0, 30).Draw(t, "n"))
		for i := range people {
			over := float64(rapid.IntRange(0, 9).Draw(t, "over"))
			people[i] = Ratio{Sum: over * rapid.Float64Range(-1, 1).Draw(t, "mean"), Over: over}
		}
		a, b := BootstrapRatio(people, 50, 7), BootstrapRatio(people, 50, 7)
		if a != b {
			t.Fatal("the same seed gave two intervals")
		}
		if a.N > 0 && !(a.Low <= a.Value && a.Value <= a.High && a.Low >= -1.0001 && a.High <= 1.0001) {
			t.Fatalf("%+v", a)
		}
	})
}
