package emotion

import (
	"bytes"
	_ "embed"
	"io"
	"strings"
	"sync"

	"github.com/heedhq/heed/sense/emotion/internal/ngram"
	"github.com/heedhq/heed/sense/emotion/internal/weights"
)

//go:embed data/model.bin
var shipped []byte

// Model scores texts. It never changes after loading, so any number of
// goroutines may share one; each needs its own Scratch.
type Model struct {
	f     *weights.File
	en    *lexicon
	es    *lexicon
	cueEs *cues
}

// ErrCorrupt is wrapped by the errors of Load for data that is not a whole,
// unchanged model.
var ErrCorrupt = weights.ErrCorrupt

var loadShipped = sync.OnceValue(func() *Model {
	f, err := weights.Decode(shipped)
	if err != nil {
		panic(err) // the binary itself is damaged
	}
	return newModel(f)
})

// Default returns the model inside the binary, loaded on first use.
func Default() *Model { return loadShipped() }

// Load reads a model that the trainers of package train wrote.
func Load(r io.Reader) (*Model, error) {
	f, err := weights.Read(r)
	if err != nil {
		return nil, err
	}
	return newModel(f), nil
}

// Shipped returns the bytes of the model inside the binary, which a trainer
// takes as its base where it replaces only some of the heads.
func Shipped() io.Reader { return bytes.NewReader(shipped) }

func newModel(f *weights.File) *Model {
	return &Model{f: f, en: lexiconEn(), es: lexiconEs(), cueEs: cuesEs()}
}

// Note says what the model was trained on.
func (m *Model) Note() string { return m.f.Note }

// Scores is what one text expresses.
type Scores struct {
	// Labels are calibrated probabilities, 0..1, of the 28 GoEmotions labels in
	// the order of Labels; several may hold at once.
	Labels [28]float32
	// Basic are calibrated probabilities, 0..1, in the order of Basics.
	Basic [6]float32
	// Valence runs from -1 (unpleasant) to 1 (pleasant).
	Valence float32
	// Arousal runs from 0 (calm) to 1 (stirred).
	Arousal float32
}

// Scratch holds the buffers of one goroutine; the zero value is ready to use.
type Scratch struct {
	buf    ngram.Buffer
	reader weights.Reader
	sums   weights.Scores
}

// Measured reports whether the heads of a language were measured against
// people's labels: the 28 labels (English only) and the six basic emotions
// (English and Spanish). Heads that were not are to be shown as unmeasured.
func Measured(lang string) (labels, basic bool) {
	switch language(lang) {
	case english:
		return true, true
	case spanish:
		return false, true
	}
	return false, false
}

const (
	english = iota
	spanish
	otherLang
)

func language(tag string) int {
	tag, _, _ = strings.Cut(tag, "-")
	switch tag {
	case "en", "EN", "":
		return english
	case "es", "ES":
		return spanish
	}
	return otherLang
}

// Predict scores one text, ideally a sentence; at most the first 16 KiB are
// read. lang is a language tag such as "en" or "es-MX"; any language but
// Spanish is read as English. s must not be nil nor shared between goroutines.
// Bytes that are not UTF-8 count as spaces.
func (m *Model) Predict(text, lang string, s *Scratch) Scores {
	s.buf.Tokenise(text)
	var out Scores
	if language(lang) == spanish {
		m.predictEs(s, &out)
		affect(s, &out)
	} else {
		m.predictEn(s, &out)
		affect(s, &out)
	}
	return out
}

func (m *Model) predictEn(s *Scratch, out *Scores) {
	f := m.f
	f.ScoreEn(&s.reader, &s.buf, m.en.mark, &s.sums)
	for l, z := range s.sums.Labels {
		out.Labels[l] = f.CalLabels[l].Prob(z)
	}
	for k, b := range weights.BasicEnOrder {
		out.Basic[b] = f.CalBasicEn[k].Prob(s.sums.Basic[k])
	}
	// BRIGHTER has no English disgust: the label of the same name stands in.
	out.Basic[BasicDisgust] = out.Labels[Disgust]
}

func (m *Model) predictEs(s *Scratch, out *Scores) {
	f := m.f
	f.ScoreEs(&s.reader, &s.buf, m.es.mark, &s.sums)
	for k := range out.Basic {
		out.Basic[k] = f.CalBasicEs[k].Prob(s.sums.Basic[k])
	}
	m.cueEs.labels(s, out)
}

// Threshold returns the probability from which label l counts as present,
// chosen on the development set for the best F1 of that label. For languages
// other than English it is 0.5: nothing was measured.
func (m *Model) Threshold(l int, lang string) float32 {
	if language(lang) != english {
		return 0.5
	}
	return m.f.ThrLabels[l]
}

// BasicThreshold is Threshold for basic emotion k.
func (m *Model) BasicThreshold(k int, lang string) float32 {
	if language(lang) == spanish {
		return m.f.ThrBasicEs[k]
	}
	for i, b := range weights.BasicEnOrder {
		if b == k {
			return m.f.ThrBasicEn[i]
		}
	}
	return m.f.ThrLabels[Disgust]
}

// Over appends to dst the indices of the labels at or over their thresholds,
// in the order of Labels.
func (m *Model) Over(s *Scores, lang string, dst []int) []int {
	for l, p := range s.Labels {
		if p >= m.Threshold(l, lang) {
			dst = append(dst, l)
		}
	}
	return dst
}

// OverBasic is Over for the six basic emotions.
func (m *Model) OverBasic(s *Scores, lang string, dst []int) []int {
	for k, p := range s.Basic {
		if p >= m.BasicThreshold(k, lang) {
			dst = append(dst, k)
		}
	}
	return dst
}
