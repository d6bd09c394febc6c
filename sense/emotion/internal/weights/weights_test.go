package weights

import (
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/heedhq/heed/sense/emotion/internal/ngram"
)

// table makes a table of random rows; key(i) gives the key of row i.
func table(rng *rand.Rand, labels, rows int, key func(int) uint32) *Table {
	t := &Table{Labels: labels, Stride: (labels + 8) / 8 * 8, Count: rows, IDF: 0.5,
		Scale: make([]float32, labels), Bias: make([]float32, labels)}
	for l := range labels {
		t.Scale[l] = 0.01
	}
	for i := range rows {
		t.Keys = append(t.Keys, key(i))
		for j := range t.Stride {
			t.Rows = append(t.Rows, byte(rng.IntN(256)))
			if j == t.Stride-1 {
				t.Rows[len(t.Rows)-1] |= 1 // no frequency is 0
			}
		}
	}
	return t
}

// plainScore adds the scores of keys one by one.
func plainScore(t *Table, keys []uint32) []float64 {
	z, length := make([]float64, t.Labels), 0.0
	for _, k := range keys {
		i, ok := slices.BinarySearch(t.Keys, k)
		if !ok {
			continue
		}
		row := t.Rows[i*t.Stride:]
		for l := range z {
			z[l] += (float64(row[l]) - 128) * float64(t.Scale[l])
		}
		length += float64(row[t.Stride-1]) * float64(t.IDF)
	}
	for l := range z {
		if length > 0 {
			z[l] /= math.Sqrt(length)
		}
	}
	return z
}

// The packed sums of two tables that share some n-grams equal sums made one by
// one, also over more rows than fit 16 bits, by row and by sums of rows.
func TestBlock(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	a := table(rng, 28, 1000, func(i int) uint32 { return uint32(i+1) * 0x30000 })
	c := table(rng, 5, 1500, func(i int) uint32 { return uint32(i+1) * 0x20000 })
	for _, m := range []*Table{a, c} {
		if err := m.check(); err != nil {
			t.Fatal(err)
		}
	}
	for _, b := range []*Block{newBlock(a, c), newBlock(c)} {
		for _, n := range []int{0, 1, 255, 256, 257, 3000} {
			var keys []uint32
			var one, many Sums
			for range n {
				keys = append(keys, uint32(rng.IntN(3500))*0x10000) // some are unknown
			}
			for part := range slices.Chunk(keys, 40) {
				var l Lanes
				rows := 0
				for _, k := range part {
					one.Row(b, b.Find(k))
					if i := b.Find(k); i >= 0 {
						b.Add(&l, i)
						rows++
					}
				}
				many.Rows(&l, rows)
			}
			for i, m := range b.tables {
				want := plainScore(m, keys)
				for name, s := range map[string]*Sums{"rows": &one, "sums": &many} {
					z := make([]float32, m.Labels)
					b.Score(s, i, z)
					for l := range z {
						if math.Abs(float64(z[l])-want[l]) > 1e-3 {
							t.Fatalf("%d n-grams, table %d, %s, label %d: %v, want %v", n, i, name, l, z[l], want[l])
						}
					}
				}
			}
		}
	}
}

// The packed comparison finds the same strongest answers as a plain one.
func TestNet(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	const filters, words = 24, 50
	c := &Conv{Filters: filters, Labels: nLabels, Count: words}
	for l := range nLabels {
		c.Bias = append(c.Bias, float32(l)/10)
	}
	for range filters {
		c.Scale = append(c.Scale, 0.01+rng.Float32()/100)
		c.Offset = append(c.Offset, rng.Float32()-0.5)
		var out []float32
		for range nLabels {
			out = append(out, rng.Float32()-0.5)
		}
		c.Out = append(c.Out, out)
	}
	for i := range words {
		c.Keys = append(c.Keys, uint32(i+1))
	}
	for range words * Reach * filters {
		c.Rows = append(c.Rows, byte(rng.IntN(256)))
	}
	if err := c.check(); err != nil {
		t.Fatal(err)
	}
	net := newNet(c)
	for range 50 {
		var text []uint32
		var rows []int32
		for range 1 + rng.IntN(12) {
			w := uint32(1 + rng.IntN(words+10)) // some are unknown
			text, rows = append(text, w), append(rows, net.Find(w))
		}
		var z [nLabels]float32
		net.Add(rows, &z)

		at := func(pos, reach, f int) float64 {
			if pos < 0 || pos >= len(text) || text[pos] > words {
				return 0
			}
			return float64(c.Rows[(int(text[pos])-1)*c.stride()+reach*filters+f]) - 128
		}
		for l := range z {
			want := float64(c.Bias[l])
			for f := range filters {
				best := math.Inf(-1)
				for p := range text {
					best = max(best, at(p-1, 0, f)+at(p, 1, f)+at(p+1, 2, f))
				}
				want += max(0, best*float64(c.Scale[f])+float64(c.Offset[f])) * float64(c.Out[f][l])
			}
			if math.Abs(float64(z[l])-want) > 1e-3 {
				t.Fatalf("%v, label %d: %v, want %v", text, l, z[l], want)
			}
		}
	}
}

// What a reader keeps of words changes no answer: one that has read much, and
// dropped much, scores as a fresh one does, and as every n-gram one by one.
func TestReaderKeepsNothingWrong(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	f := Empty()
	f.English = ngram.Spec{WordMax: 2, CharMin: 3, CharMax: 5}
	f.Spanish = ngram.Spec{WordMax: 2, CharMin: 2, CharMax: 5}
	var b ngram.Buffer
	lexicon := make([]string, 8000)
	seen := map[uint32]bool{}
	for i := range lexicon {
		w := make([]byte, 1+rng.IntN(24))
		for j := range w {
			w[j] = byte('a' + rng.IntN(5))
		}
		lexicon[i] = string(w)
		b.Tokenise(lexicon[i])
		b.Extract(f.Spanish)
		for _, k := range append(b.Words, b.Chars...) {
			seen[k] = true
		}
	}
	keys := slices.Sorted(maps.Keys(seen))
	for _, x := range []*Table{&f.En, &f.BasicEn, &f.BasicEs} {
		*x = *table(rng, x.Labels, len(keys), func(i int) uint32 { return keys[i] })
	}
	f.ready()
	var old Reader
	for range 3000 {
		var text []string
		for range rng.IntN(20) {
			text = append(text, lexicon[rng.IntN(1+rng.IntN(len(lexicon)))])
		}
		b.Tokenise(strings.Join(text, " "))
		var fresh Reader
		var got, want Scores
		f.ScoreEn(&old, &b, nil, &got)
		f.ScoreEn(&fresh, &b, nil, &want)
		if got != want {
			t.Fatalf("%q: %v, want %v", text, got, want)
		}
		got, want = Scores{}, Scores{}
		f.ScoreEs(&old, &b, nil, &got)
		f.ScoreEs(&fresh, &b, nil, &want)
		if got != want {
			t.Fatalf("%q in Spanish: %v, want %v", text, got, want)
		}
		b.Extract(f.Spanish)
		words, chars := plainScore(&f.BasicEs, b.Words), plainScore(&f.BasicEs, b.Chars)
		for k, z := range got.Basic {
			if math.Abs(float64(z)-words[k]-chars[k]) > 1e-3 {
				t.Fatalf("%q in Spanish: %v, want %v + %v", text, got, words, chars)
			}
		}
	}
	if n := len(old.memos[en].slots); n <= fewKnown || n >= len(lexicon) {
		t.Errorf("room for %d words of %d: it never grew, or nothing was dropped", n, len(lexicon))
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
