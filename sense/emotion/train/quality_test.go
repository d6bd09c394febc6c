package train

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/heedhq/heed/sense/emotion"
)

// model is the shipped one, or the file that HEED_MODEL names.
func model(t testing.TB) *emotion.Model {
	p := os.Getenv("HEED_MODEL")
	if p == "" {
		return emotion.Default()
	}
	data, err := os.ReadFile(p)
	if err != nil {
		t.Fatal(err)
	}
	m, err := emotion.Load(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestQuality holds the shipped model to its published figures. Dev and test
// come from the data folder; test is only reported on.
func TestQuality(t *testing.T) {
	m := model(t)
	for _, part := range []string{"dev", "test"} {
		if part == "test" && os.Getenv("HEED_DEV_ONLY") != "" {
			continue
		}
		r := EvaluateLabels(m, readSet(t, emotion.Labels[:], "train/goemotions/"+part+".jsonl.gz"))
		t.Logf("GoEmotions %s: n %d, macro-F1 %.4f [%.4f, %.4f], micro-F1 %.4f, ECE %.4f",
			part, r.N, r.MacroF1, r.Low, r.High, r.MicroF1, r.ECE)
		for _, l := range r.Labels {
			t.Logf("  %-15s n %4d  P %.3f  R %.3f  F1 %.3f  threshold %.3f  ECE %.4f",
				l.Name, l.Support, l.Precision, l.Recall, l.F1, l.Threshold, l.ECE)
		}
		if r.MacroF1 < 0.48 {
			t.Errorf("macro-F1 on %s is %.4f, under 0.48", part, r.MacroF1)
		}
		if r.ECE > 0.02 {
			t.Errorf("calibration error on %s is %.4f, over 0.02", part, r.ECE)
		}
	}
}

func TestAffect(t *testing.T) {
	f, err := os.Open(filepath.Join(dataDir(t), "measure", "emobank", "emobank.jsonl.gz"))
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	set := map[string][]Rating{}
	for dec := json.NewDecoder(z); dec.More(); {
		var row struct {
			Split, Text string
			V, A        float64
		}
		if err := dec.Decode(&row); err != nil {
			t.Fatal(err)
		}
		set[row.Split] = append(set[row.Split], Rating{row.Text, row.V, row.A})
	}
	for _, part := range []string{"dev", "test"} {
		r := EvaluateAffect(model(t), "en", set[part])
		t.Logf("EmoBank %s: n %d, Pearson r valence %.3f (%.3f to %.3f), arousal %.3f (%.3f to %.3f)", part, len(set[part]),
			r.Valence, r.ValenceLow, r.ValenceHigh, r.Arousal, r.ArousalLow, r.ArousalHigh)
		if r.Valence < 0.5 {
			t.Errorf("valence correlates by %.3f only", r.Valence)
		}
	}
}

// BenchmarkComments scores real comments one after the other on one thread.
func BenchmarkComments(b *testing.B) {
	x := readSet(b, emotion.Labels[:], "train/goemotions/test.jsonl.gz")
	m := model(b)
	var s emotion.Scratch
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		m.Predict(x[n%len(x)].Text, "en", &s)
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "texts/s")
}
