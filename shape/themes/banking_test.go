package themes

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// nmi is the mutual information of two partitions over the mean of their
// entropies (Strehl and Ghosh, 2002, arithmetic mean).
func nmi(a, b []int32) float64 {
	n := float64(len(a))
	ca, cb, both := map[int32]float64{}, map[int32]float64{}, map[[2]int32]float64{}
	for i := range a {
		ca[a[i]]++
		cb[b[i]]++
		both[[2]int32{a[i], b[i]}]++
	}
	var ha, hb, mi float64
	for _, x := range ca {
		ha -= x / n * math.Log(x/n)
	}
	for _, x := range cb {
		hb -= x / n * math.Log(x/n)
	}
	for k, x := range both {
		mi += x / n * math.Log(x*n/(ca[k[0]]*cb[k[1]]))
	}
	return 2 * mi / (ha + hb)
}

// banking reads a split of Banking77; labels are used only to measure.
func banking(t testing.TB, split string) ([]Text, []int32) {
	t.Helper()
	dir := cmp.Or(os.Getenv("HEED_DATA"), filepath.Join("..", "..", "..", "shared", "data"))
	f, err := os.Open(filepath.Join(dir, "train", "banking77", split+".jsonl.gz"))
	if err != nil {
		t.Skipf("needs the public data (HEED_DATA, default ../shared/data beside the repository): %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var texts []Text
	var gold []int32
	ids := map[string]int32{}
	for sc := bufio.NewScanner(z); sc.Scan(); {
		var r struct{ Text, Intent string }
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		if _, ok := ids[r.Intent]; !ok {
			ids[r.Intent] = int32(len(ids))
		}
		texts = append(texts, Text{Text: r.Text, Lang: "en"})
		gold = append(gold, ids[r.Intent])
	}
	return texts, gold
}

// TestBanking measures the groups against the 77 intents of the test split.
func TestBanking(t *testing.T) {
	texts, gold := banking(t, "test")
	for _, c := range []struct {
		k     int
		least float64
	}{{77, 0.73}, {0, 0.68}} {
		g, err := Group(t.Context(), texts, Options{K: c.k, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		got := nmi(g.Of, gold)
		loose := 0
		for _, c := range g.Of {
			if c < 0 {
				loose++
			}
		}
		t.Logf("k %d: %d groups, NMI %.4f, %d of %d not grouped, silhouette %.3f", c.k, g.Groups, got, loose, len(texts), g.Silhouette)
		if got < c.least {
			t.Errorf("k %d: NMI %.4f, under %.2f", c.k, got, c.least)
		}
		if c.k > 0 && g.Groups != c.k {
			t.Errorf("%d groups were asked for, %d made", c.k, g.Groups)
		}
	}
}
