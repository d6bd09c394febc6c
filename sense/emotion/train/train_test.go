package train

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/heedhq/heed/sense/emotion"
	"github.com/heedhq/heed/sense/emotion/internal/ngram"
	"github.com/heedhq/heed/sense/emotion/internal/weights"
)

// tiny is a set that a few words decide.
func tiny() []Example {
	var x []Example
	for i := range 60 {
		for l, s := range []string{"thank you so much", "this is so annoying", "i am scared of it", "how does it work ?"} {
			label := []int{emotion.Gratitude, emotion.Annoyance, emotion.Fear, emotion.Curiosity}[l]
			x = append(x, Example{fmt.Sprintf("%s today number%c", s, 'a'+i%26), 1 << label})
		}
	}
	return x
}

// tinyVectors gives the words of tiny two-dimensional vectors.
func tinyVectors(t *testing.T) *Vectors {
	var words, rows bytes.Buffer
	for i, w := range strings.Fields("thank you so much this is annoying i am scared of it how does work") {
		fmt.Fprintln(&words, w)
		_ = binary.Write(&rows, binary.LittleEndian, float32(0.1))
		rows.Write([]byte{byte(10 * i), byte(100 - 10*i)})
	}
	v, err := ReadVectors(&words, &rows, 2)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestEmotionIsRepeatableAndLearns(t *testing.T) {
	var made [][]byte
	steps := 0
	for range 2 {
		data, err := Emotion(Options{Seed: 7, Progress: func(string, int, int) { steps++ }}, strings.NewReader(""),
			EmotionData{Train: tiny(), Vectors: tinyVectors(t)})
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, data)
	}
	if !bytes.Equal(made[0], made[1]) {
		t.Error("the same data and seed gave different bytes")
	}
	if steps == 0 {
		t.Error("no progress was reported")
	}
	m, err := emotion.Load(bytes.NewReader(made[0]))
	if err != nil {
		t.Fatal(err)
	}
	var s emotion.Scratch
	p := m.Predict("thank you so much", "en", &s)
	if got := m.Over(&p, "en", nil); len(got) != 1 || got[0] != emotion.Gratitude {
		t.Errorf("got labels %v with %.2f, want gratitude", got, p.Labels)
	}
	if p.Labels[emotion.Pride] >= m.Threshold(emotion.Pride, "en") {
		t.Error("a label that was never seen is given")
	}
}

func TestBasicIsRepeatable(t *testing.T) {
	var x []Example
	for i := range 40 {
		x = append(x, Example{fmt.Sprintf("qué alegría tan grande %d", i), 1 << emotion.BasicJoy},
			Example{fmt.Sprintf("me da mucho miedo esto %d", i), 1 << emotion.BasicFear})
	}
	a, rep, err := Basic(Options{Seed: 3}, nil, "es", x, nil)
	if err != nil {
		t.Fatal(err)
	}
	b, _, _ := Basic(Options{Seed: 3}, nil, "es", x, nil)
	if !bytes.Equal(a, b) {
		t.Error("the same data and seed gave different bytes")
	}
	if f := rep.F1[emotion.BasicJoy]; f < 0.99 {
		t.Errorf("joy: cross-validated F1 %.2f", f)
	}
	if _, _, err := Basic(Options{}, nil, "fr", x, nil); err == nil {
		t.Error("French was accepted")
	}
	if _, _, err := Basic(Options{}, nil, "es", nil, nil); !errors.Is(err, ErrNoData) {
		t.Errorf("no data: %v", err)
	}
	if _, err := Emotion(Options{}, nil, EmotionData{}); !errors.Is(err, ErrNoData) {
		t.Errorf("no data: %v", err)
	}
}

func TestReaders(t *testing.T) {
	names := []string{"joy", "fear"}
	x, err := ReadCSV(strings.NewReader("\ufeffid,Text,labels\n1,\"so, happy\",joy\n2,both,\"fear; Joy\"\n3,none,\n"), names)
	if err != nil || len(x) != 3 || x[0] != (Example{"so, happy", 1}) || x[1].Labels != 3 || x[2].Labels != 0 {
		t.Errorf("csv: %v %v", x, err)
	}
	for in, want := range map[string]string{
		"a,b\n":               "no column is called text or labels",
		"sentence;emotion\n":  "part the columns by commas",
		"text,mood\n":         "no column is called labels",
		"text,labels\n,joy\n": "line 2: the text is empty",
		"text,labels\nx\n":    "line 2",
		"text,labels\nx,y\n":  `unknown label "y"`,
	} {
		if _, err := ReadCSV(strings.NewReader(in), names); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
	x, err = ReadJSONL(strings.NewReader("{\"text\":\"a\",\"labels\":[\"fear\"]}\n\n"), names)
	if err != nil || len(x) != 1 || !x[0].Has(1) {
		t.Errorf("jsonl: %v %v", x, err)
	}
	if _, err = ReadJSONL(strings.NewReader("{"), names); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("broken line: %v", err)
	}
	if _, err := ReadVectors(strings.NewReader("a\nb\n"), strings.NewReader("short"), 2); err == nil {
		t.Error("short vectors were accepted")
	}
}

// The bytes that ship score like the floats that were trained.
func TestQuantisedScores(t *testing.T) {
	x := tiny()
	text, bits := split(x)
	target := targets(bits, len(emotion.Labels))
	v, m := fitLinear(text, target, 1, 1)
	dict, net := fitNet(text, target, tinyVectors(t), convOptions{filters: 16, epochs: 3, batch: 16, rate: 5e-3, embRate: 0.05, average: 1}, 1)
	f := weights.Empty()
	f.English, f.En = labelSpec, quantise(m, v, len(emotion.Labels))
	f.EnNet = tableNets([]*conv{net, net}, dict, 1)
	got, err := score(f, text)
	if err != nil {
		t.Fatal(err)
	}
	conv := net.score(dict.encode(text))
	for i, d := range v.encode(text, labelSpec) {
		z := m.bias
		m.add(&d, &z)
		for l := range emotion.Labels {
			if want := z[l] + conv[i][l]; math.Abs(float64(got[i][l]-want)) > 0.15 {
				t.Fatalf("%q, %s: %.3f, want %.3f", text[i], emotion.Labels[l], got[i][l], want)
			}
		}
	}
}

func TestThresholds(t *testing.T) {
	score := []float32{5, 4, 3, 2, 1, 0}
	pos := []bool{true, true, false, true, false, false}
	if thr, f1 := bestThreshold(score, pos); thr != 1.5 || math.Abs(f1-6.0/7) > 1e-9 {
		t.Errorf("got %v %v", thr, f1)
	}
	if thr := steadyThreshold(score, make([]bool, 6), 1); thr != math.MaxFloat32 {
		t.Errorf("without a case to find: %v", thr)
	}
	c := platt([]float32{-3, -2, -1, 1, 2, 3}, []bool{false, false, true, false, true, true})
	if p := c.Prob(3); p < 0.6 || p > 0.95 {
		t.Errorf("platt at 3: %v", p)
	}
}

func TestLexicon(t *testing.T) {
	var out bytes.Buffer
	err := BuildLexicon(&out, LexiconSources{
		Vader:    strings.NewReader("good\t2.0\t0.5\t[]\nnice try\t1\n"),
		Afinn:    strings.NewReader("good\t3\nbad\t-3\n"),
		Emoji:    strings.NewReader("😀\tgood face\n"),
		Senticon: strings.NewReader("word\tpos\tpolarity\tstd\ntriste\ta\t-0.5\t0\n"), Spanish: true,
	})
	want := "bad\t-0.60\ngood\t0.55\ntriste\t-0.30\ntristes\t-0.30\n😀\t0.55\n"
	if err != nil || out.String() != want {
		t.Errorf("got %q, %v", out.String(), err)
	}
	var b ngram.Buffer
	b.Tokenise("Don’t!!!! CAFÉ sooo… jajajaja 👍🏽 @someone #tag 2024")
	var got []string
	for _, k := range b.Tokens {
		got = append(got, string(b.Norm[k.Start:k.End]))
	}
	if s := strings.Join(got, "|"); s != "don't|!!|cafe|soo|...|haha|👍|<user>|tag|00" {
		t.Errorf("tokens %s", s)
	}
}
