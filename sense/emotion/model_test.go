package emotion

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

func TestLoadRefusesDamage(t *testing.T) {
	whole, err := io.ReadAll(Shipped())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Load(bytes.NewReader(whole)); err != nil {
		t.Fatalf("the shipped model: %v", err)
	}
	flip := bytes.Clone(whole)
	flip[len(flip)/2] ^= 1
	for name, data := range map[string][]byte{
		"empty":     nil,
		"text":      []byte("this is not a model, but long enough to be one"),
		"cut short": whole[:len(whole)/2],
		"one bit":   flip,
		"longer":    append(bytes.Clone(whole), 0),
		"version":   append([]byte("HEEDEMO\x7f"), whole[8:]...),
	} {
		if _, err := Load(bytes.NewReader(data)); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%s: got %v, want ErrCorrupt", name, err)
		}
	}
}

func TestPredictAllocatesNothing(t *testing.T) {
	m := Default()
	var s Scratch
	texts := []string{"I can't believe you've done this, thank you so much!!!", "No estoy nada contento 😡", ""}
	for _, x := range texts {
		m.Predict(x, "en", &s)
		m.Predict(x, "es", &s)
	}
	n := testing.AllocsPerRun(100, func() {
		for _, x := range texts {
			m.Predict(x, "en", &s)
			m.Predict(x, "es-MX", &s)
		}
	})
	if n != 0 {
		t.Errorf("%v allocations, want none", n)
	}
}

func TestPredictInParallel(t *testing.T) {
	m := Default()
	var s Scratch
	want := m.Predict("I am so proud of this team.", "en", &s)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var s Scratch
			for range 200 {
				m.Predict("Something else altogether, in between!", "es", &s)
				if got := m.Predict("I am so proud of this team.", "en", &s); got != want {
					t.Error("scores differ between goroutines")
					return
				}
			}
		})
	}
	wg.Wait()
}

// A million bytes cost no more than the first 16 KiB, and no memory to speak of.
func TestLongLine(t *testing.T) {
	m := Default()
	var s Scratch
	unit := "we lost our data and I am worried sick, gracias "
	long := strings.Repeat(unit, 1<<20/len(unit))
	got := m.Predict(long, "en", &s)
	inRange(t, got)
	if cut := m.Predict(long[:16<<10], "en", &s); cut != got {
		t.Error("what comes after the first 16 KiB changed the scores")
	}
	if n := cap(s.buf.Chars) + cap(s.buf.Words); n > 1<<20 {
		t.Errorf("the scratch kept room for %d features", n)
	}
}

func inRange(t *testing.T, p Scores) {
	t.Helper()
	for l, x := range p.Labels {
		if !(x >= 0 && x <= 1) {
			t.Fatalf("%s: %v", Labels[l], x)
		}
	}
	for k, x := range p.Basic {
		if !(x >= 0 && x <= 1) {
			t.Fatalf("basic %s: %v", Basics[k], x)
		}
	}
	if !(p.Valence >= -1 && p.Valence <= 1 && p.Arousal >= 0 && p.Arousal <= 1) {
		t.Fatalf("valence %v, arousal %v", p.Valence, p.Arousal)
	}
}

func FuzzPredict(f *testing.F) {
	for _, x := range []string{"", "hello", "don't!!! 😀\u200d👍🏽", "¿Qué?… ¡no!", "\xff\xfe\x80", "http://x @<user> #tag", "jajajajaj",
		"'''", "a'’", "ñandú ÀÿÆß", "...…...", "[NAME] :( <3", "\u2019\u2018", "中文字 кот"} {
		f.Add(x)
	}
	m := Default()
	var s Scratch
	f.Fuzz(func(t *testing.T, x string) {
		for _, lang := range []string{"en", "es", "xx"} {
			p := m.Predict(x, lang, &s)
			inRange(t, p)
			if q := m.Predict(x, lang, &s); p != q {
				t.Fatalf("%q: two answers", x)
			}
		}
	})
}

func FuzzLoad(f *testing.F) {
	whole, _ := io.ReadAll(Shipped())
	f.Add(whole[:1000])
	f.Add([]byte("HEEDEMO\x01\x02\x00\x00\x00{}    "))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := Load(bytes.NewReader(data)); err == nil {
			var s Scratch
			m.Predict("anything", "en", &s)
		} else if !errors.Is(err, ErrCorrupt) {
			t.Fatal(err)
		}
	})
}

func TestMeasured(t *testing.T) {
	for lang, want := range map[string][2]bool{"en": {true, true}, "en-GB": {true, true}, "es": {false, true}, "fr": {}} {
		if a, b := Measured(lang); a != want[0] || b != want[1] {
			t.Errorf("%s: %v %v", lang, a, b)
		}
	}
}

func TestNames(t *testing.T) {
	if LabelIndex("neutral") != Neutral || LabelIndex("grief") != Grief || LabelIndex("x") != -1 {
		t.Error("label order")
	}
	if BasicIndex("surprise") != BasicSurprise || BasicIndex("") != -1 {
		t.Error("basic order")
	}
	for line := range strings.Lines(cuesTable) {
		col := strings.Split(strings.TrimSpace(line), "\t")
		if line[0] != '#' && (len(col) != 3 || LabelIndex(col[0]) < 0 || !utf8.ValidString(col[2])) {
			t.Errorf("cues_es.tsv: %q", line)
		}
	}
}

func BenchmarkPredict(b *testing.B) {
	m := Default()
	var s Scratch
	for _, x := range []struct{ name, lang, text string }{
		{"en", "en", "You know the answer man, you are programmed to capture those codes they send you"},
		{"es", "es", "La verdad es que no entiendo por qué tardan tanto en contestar, estoy harto de esperar"},
	} {
		b.Run(x.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(x.text)))
			for b.Loop() {
				m.Predict(x.text, x.lang, &s)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(Shipped()); err != nil {
			b.Fatal(err)
		}
	}
}

var record = os.Getenv("HEED_RECORD") != ""
