package train

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/heedhq/heed/sense/emotion"
	"github.com/heedhq/heed/sense/emotion/internal/ngram"
	"github.com/heedhq/heed/sense/emotion/internal/weights"
)

// Options of a training.
type Options struct {
	Seed     uint64                              // order of the examples; the same seed gives the same bytes
	Progress func(stage string, done, total int) // may be nil
	Note     string                              // kept in the model: what it was trained on
}

func (o Options) step(stage string, done, total int) {
	if o.Progress != nil {
		o.Progress(stage, done, total)
	}
}

const labelEpochs = 8

// ErrNoData is returned where there is nothing to learn from.
var ErrNoData = errors.New("train: no examples")

// Emotion trains the 28-label head for English on train and chooses its
// calibration and thresholds on dev. base is the model whose other heads are
// kept; nil takes the shipped one. The basic emotions of English read the
// label scores, so train them again after this.
func Emotion(o Options, base io.Reader, train, dev []Example) ([]byte, error) {
	if len(train) == 0 || len(dev) == 0 {
		return nil, fmt.Errorf("%w: train has %d, dev has %d", ErrNoData, len(train), len(dev))
	}
	f, err := readBase(base)
	if err != nil {
		return nil, err
	}
	f.English = ngram.Spec{WordMax: 2, CharMin: 2, CharMax: 5, Negation: true, Place: true, Shape: true}
	trainText, trainBits := split(train)
	devText, devBits := split(dev)
	o.step("features", 0, 1)
	v := newVocab(trainText, f.English, 2, 3)
	docs := v.encode(trainText, f.English)
	so := solveOptions{labels: len(emotion.Labels), epochs: labelEpochs, seed: o.Seed}
	for l := range so.c {
		so.c[l], so.pos[l] = 1, 1
	}
	m := solve(docs, trainBits, len(v.key), so, func(e int) { o.step("labels", e+1, labelEpochs) })
	f.En = quantise(m, v, len(emotion.Labels))
	f.CalLabels = make([]weights.Platt, len(emotion.Labels))
	f.ThrLabels = make([]float32, len(emotion.Labels))
	f.Note = o.Note
	// calibrate what will run: the rounded weights
	z, err := score(f, devText)
	if err != nil {
		return nil, err
	}
	for l := range emotion.Labels {
		col, pos := column(z, l), hits(devBits, l)
		f.CalLabels[l], f.ThrLabels[l] = fit(col, pos)
	}
	return f.Encode()
}

// readBase decodes the model to build on, or starts an empty one.
func readBase(r io.Reader) (*weights.File, error) {
	if r == nil {
		r = emotion.Shipped()
	}
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	if len(data) == 0 {
		return weights.Empty(), nil
	}
	return weights.Decode(data)
}

// score gives the label scores of texts before calibration.
func score(f *weights.File, texts []string) ([][]float32, error) {
	data, err := f.Encode() // decoding builds the index
	if err != nil {
		return nil, err
	}
	if f, err = weights.Decode(data); err != nil {
		return nil, err
	}
	var b ngram.Buffer
	out := make([][]float32, len(texts))
	for i, t := range texts {
		b.Tokenise(t)
		b.Extract(f.English)
		out[i] = slices.Clone(f.En.Bias)
		f.En.Add(b.Words, out[i])
		f.En.Add(b.Chars, out[i])
	}
	return out, nil
}

// fit calibrates one score and chooses its threshold.
func fit(score []float32, positive []bool) (weights.Platt, float32) {
	cal := platt(score, positive)
	prob := make([]float32, len(score))
	for i, s := range score {
		prob[i] = cal.Prob(s)
	}
	thr, _ := bestThreshold(prob, positive)
	return cal, thr
}

func split(x []Example) (text []string, bits []uint64) {
	for _, e := range x {
		text = append(text, e.Text)
		bits = append(bits, e.Labels)
	}
	return text, bits
}

func column(z [][]float32, l int) []float32 {
	out := make([]float32, len(z))
	for i := range z {
		out[i] = z[i][l]
	}
	return out
}

func hits(bits []uint64, l int) []bool {
	out := make([]bool, len(bits))
	for i, b := range bits {
		out[i] = b>>l&1 == 1
	}
	return out
}
