package train

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/heedhq/heed/sense/emotion"
)

// dataDir returns the folder of public data, which is not in the repository.
func dataDir(t testing.TB) string {
	dir := os.Getenv("HEED_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "..", "shared", "data")
	}
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no data: set HEED_DATA to the folder with train/ and measure/ (%v)", err)
	}
	return dir
}

func readSet(t testing.TB, names []string, path ...string) []Example {
	t.Helper()
	var out []Example
	for _, p := range path {
		f, err := os.Open(filepath.Join(dataDir(t), p))
		if err != nil {
			t.Skipf("no data: %v", err)
		}
		defer f.Close()
		var r io.Reader = f
		if strings.HasSuffix(p, ".gz") {
			if r, err = gzip.NewReader(f); err != nil {
				t.Fatal(err)
			}
		}
		x, err := ReadJSONL(r, names)
		if err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		out = append(out, x...)
	}
	return out
}

// TestWriteShipped writes the shipped model and lexicons anew where
// HEED_MODEL_OUT names the data folder of package emotion.
func TestWriteShipped(t *testing.T) {
	out := os.Getenv("HEED_MODEL_OUT")
	if out == "" {
		t.Skip("set HEED_MODEL_OUT to sense/emotion/data to write the shipped model anew")
	}
	writeLexicons(t, out)
	if os.Getenv("HEED_LEXICONS_ONLY") != "" {
		return
	}
	o := Options{Seed: 1, Note: "GoEmotions train and dev (Apache-2.0), BRIGHTER en and es train and dev (CC BY 4.0)"}
	labels := emotion.Labels[:]
	o.Progress = func(stage string, done, total int) { t.Logf("%s %d/%d", stage, done, total) }
	data, err := labelHead(t, o, labels)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "es"} {
		x := readSet(t, emotion.Basics[:], "train/brighter_es_en/"+lang+"_train.jsonl", "train/brighter_es_en/"+lang+"_dev.jsonl")
		var rep *CrossReport
		var neutral []string
		if lang == "en" {
			neutral = neutralEn(t)
		}
		if data, rep, err = Basic(o, bytes.NewReader(data), lang, x, neutral); err != nil {
			t.Fatal(err)
		}
		t.Logf("basic %s: n %d, cross-validated macro-F1 %.4f [%.4f, %.4f], ECE %.4f, %v %.3f",
			lang, rep.N, rep.MacroF1, rep.Low, rep.High, rep.ECE, rep.Labels, rep.F1)
		if floor := map[string]float64{"en": 0.55, "es": 0.70}[lang]; rep.MacroF1 < floor {
			t.Errorf("basic %s: macro-F1 %.4f is under %.2f", lang, rep.MacroF1, floor)
		}
	}
	if err := os.WriteFile(filepath.Join(out, "model.bin"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("model: %d bytes", len(data))
}

// labelHead trains the 28 labels, or takes them from the model that HEED_MODEL
// names.
func labelHead(t *testing.T, o Options, labels []string) ([]byte, error) {
	if p := os.Getenv("HEED_MODEL"); p != "" {
		return os.ReadFile(p)
	}
	return Emotion(o, bytes.NewReader(nil), EmotionData{
		Train:   readSet(t, labels, "train/goemotions/train.jsonl.gz"),
		Dev:     readSet(t, labels, "train/goemotions/dev.jsonl.gz"),
		Vectors: readVectors(t),
	})
}

func writeLexicons(t *testing.T, out string) {
	open := func(name string) io.Reader {
		data, err := os.ReadFile(filepath.Join(dataDir(t), "lexicons", name))
		if err != nil {
			t.Skip(err)
		}
		return bytes.NewReader(data)
	}
	var en, es bytes.Buffer
	en.WriteString("# word, valence -1..1; derived from VADER (MIT), AFINN (Apache-2.0) and GloVe (PDDL), see NOTICE.md\n")
	es.WriteString("# palabra, valencia -1..1; de ML-SentiCon, AFINN (Apache-2.0) y los emoji de VADER (MIT), see NOTICE.md\n")
	if err := BuildLexicon(&en, LexiconSources{Vader: open("vader_lexicon.txt"), Emoji: open("vader_emoji_utf8_lexicon.txt"),
		Afinn: open("afinn_en_165.txt"), Vectors: readVectors(t)}); err != nil {
		t.Fatal(err)
	}
	if err := BuildLexicon(&es, LexiconSources{AfinnMap: open("afinn_es_165_machine_translated.json"),
		Senticon: open("ml_senticon_es.tsv"), Spanish: true}); err != nil {
		t.Fatal(err)
	}
	// the signs have no language
	for line := range strings.Lines(en.String()) {
		if line[0] >= 0xE2 {
			es.WriteString(line)
		}
	}
	for name, b := range map[string]*bytes.Buffer{"valence_en.tsv": &en, "valence_es.tsv": &es} {
		if err := os.WriteFile(filepath.Join(out, name), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func readVectors(t testing.TB) *Vectors {
	dir := filepath.Join(dataDir(t), "lexicons", "glove_100d_int8")
	words, err := os.Open(filepath.Join(dir, "words.txt"))
	if err != nil {
		t.Skip(err)
	}
	defer words.Close()
	rows, err := os.Open(filepath.Join(dir, "vectors.i8"))
	if err != nil {
		t.Skip(err)
	}
	defer rows.Close()
	v, err := ReadVectors(words, rows, 100)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// neutralEn takes the first texts of GoEmotions whose only label is neutral.
func neutralEn(t testing.TB) []string {
	var out []string
	for _, e := range readSet(t, emotion.Labels[:], "train/goemotions/train.jsonl.gz") {
		if e.Labels == 1<<emotion.Neutral && len(out) < NeutralTexts {
			out = append(out, e.Text)
		}
	}
	return out
}
