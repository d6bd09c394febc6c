package train

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"slices"

	"github.com/heedhq/heed/sense/emotion"
	"github.com/heedhq/heed/sense/emotion/internal/ngram"
	"github.com/heedhq/heed/sense/emotion/internal/weights"
)

// Options of a training.
type Options struct {
	Seed     uint64                              // order and start values; the same seed gives the same bytes
	Progress func(stage string, done, total int) // may be nil
	Note     string                              // kept in the model: what it was trained on
}

func (o Options) step(stage string, done, total int) {
	if o.Progress != nil {
		o.Progress(stage, done, total)
	}
}

// ErrNoData is returned where there is nothing to learn from.
var ErrNoData = errors.New("train: no examples")

// EmotionData is what the 28-label head learns from. Labels are bits in the
// order of emotion.Labels.
type EmotionData struct {
	Train []Example
	// Dev is for calibration and thresholds; where it is empty, a tenth of Train
	// is set aside. A label that no text of Dev carries is never given.
	Dev     []Example
	Vectors *Vectors // nil trains the n-gram model alone, without the net
}

// Settings of the label head, chosen on dev.
var (
	labelSpec = ngram.Spec{WordMax: 2, CharMin: 3, CharMax: 5, Negation: true, Place: true, Shape: true}
	teacher   = convOptions{filters: 128, epochs: 7, batch: 128, rate: 2e-3, embRate: 0.05, dropout: 0.5, wordOut: 0.15, rare: 5, average: 3}
	student   = convOptions{filters: 96, epochs: 7, batch: 128, rate: 2e-3, embRate: 0.05, dropout: 0.5, wordOut: 0.15, rare: 5, average: 3}
)

const (
	labelEpochs   = 8
	minWordTexts  = 4    // texts a word n-gram must occur in
	minCharTexts  = 8    // texts a character n-gram must occur in
	commonWords   = 8000 // words of the vectors that the net knows unseen
	minNetCount   = 2    // times a word must occur for the net to learn it
	netShare      = 0.45 // of the net in the mean of both scores
	softShare     = 0.3  // of the cross-fitted probabilities in the targets
	teacherFolds  = 5
	students      = 2 // nets that are averaged
	studentCost   = 2
	teacherCost   = 1
	devShareOneIn = 10
)

// Emotion trains the 28-label head for English. base is the model whose other
// heads are kept; nil takes the shipped one. The basic emotions of English
// read the label scores, so train them again after this.
//
// People disagree on a third of these labels, so the targets are smoothed: a
// first pair of models (n-grams and net) scores every text from the other four
// fifths of Train, and the final pair learns from 70 % of the given label and
// 30 % of that cross-fitted probability. The final score is the weighted mean
// of both, stacked: each label also reads the probabilities of the others. The
// cross-fitted scores teach the stack; calibration and thresholds come from Dev.
func Emotion(o Options, base io.Reader, d EmotionData) ([]byte, error) {
	if len(d.Dev) == 0 {
		d.Train, d.Dev = SetAside(d.Train, "")
	}
	if len(d.Train) == 0 || len(d.Dev) == 0 {
		return nil, fmt.Errorf("%w: train has %d, dev has %d", ErrNoData, len(d.Train), len(d.Dev))
	}
	f, err := readBase(base)
	if err != nil {
		return nil, err
	}
	n := len(emotion.Labels)
	text, bits := split(d.Train)
	devText, devBits := split(d.Dev)
	target := targets(bits, n)
	var cross [][]float32
	if d.Vectors != nil && len(text) >= teacherFolds {
		cross = crossFit(o, text, target, d.Vectors)
		soften(target, cross, bits)
	}
	o.step("labels", 0, 2)
	v, m := fitLinear(text, target, studentCost, o.Seed)
	f.English, f.Note = labelSpec, o.Note
	f.En, f.EnNet = quantise(m, v, n), weights.Conv{}
	o.step("labels", 1, 2)
	if d.Vectors != nil {
		var nets []*conv
		var dict *dictionary
		for k := range students {
			var net *conv
			dict, net = fitNet(text, target, d.Vectors, student, o.Seed+uint64(k))
			nets = append(nets, net)
			o.step("nets", k+1, students)
		}
		f.EnNet = tableNets(nets, dict, netShare)
		f.En.Weigh(1 - netShare)
	}
	o.step("labels", 2, 2)
	if err := finish(o, f, cross, bits, devText, devBits); err != nil {
		return nil, err
	}
	return f.Encode()
}

// finish stacks the labels, calibrates the result on dev and chooses the
// thresholds.
func finish(o Options, f *weights.File, cross [][]float32, bits []uint64, devText []string, devBits []uint64) error {
	n := len(emotion.Labels)
	f.Inner, f.Stack = nil, nil
	z, err := score(f, devText) // of what will run: the rounded weights
	if err != nil {
		return err
	}
	if cross != nil {
		f.Inner, f.Stack = calibrate(z, devBits), fitStack(cross, bits, calibrate(cross, bits))
		z = stacked(z, f.Inner, f.Stack)
	}
	f.CalLabels = calibrate(z, devBits)
	f.ThrLabels = make([]float32, n)
	for l := range n {
		f.ThrLabels[l] = f.CalLabels[l].Prob(steadyThreshold(column(z, l), hits(devBits, l), o.Seed))
	}
	return nil
}

// calibrate fits one calibration per label.
func calibrate(z [][]float32, bits []uint64) (out []weights.Platt) {
	for l := range z[0] {
		out = append(out, platt(column(z, l), hits(bits, l)))
	}
	return out
}

// SetAside splits off about a tenth of the texts, by their content, so that the
// order of a file does not matter: texts to choose thresholds with or to measure
// on. salt names the split; the same salt gives the same one.
func SetAside(x []Example, salt string) (rest, aside []Example) {
	for _, e := range x {
		h := fnv.New32a()
		_, _ = io.WriteString(h, salt+e.Text) // never fails
		if h.Sum32()>>8%devShareOneIn == 0 {
			aside = append(aside, e)
		} else {
			rest = append(rest, e)
		}
	}
	return rest, aside
}

// crossFit scores every text by models that have not seen it.
func crossFit(o Options, text []string, target [][]float32, vec *Vectors) [][]float32 {
	out := make([][]float32, len(text))
	for k := range teacherFolds {
		o.step("cross-fitting", k, teacherFolds)
		var in, rest []string
		var y [][]float32
		var id []int
		for i := range text {
			if i%teacherFolds == k {
				rest, id = append(rest, text[i]), append(id, i)
			} else {
				in, y = append(in, text[i]), append(y, target[i])
			}
		}
		v, m := fitLinear(in, y, teacherCost, o.Seed)
		dict, net := fitNet(in, y, vec, teacher, o.Seed)
		conv := net.score(dict.encode(rest))
		for j, d := range v.encode(rest, labelSpec) {
			z := m.bias
			m.add(&d, &z)
			for l, c := range conv[j] {
				conv[j][l] = (1-netShare)*z[l] + netShare*c
			}
			out[id[j]] = conv[j]
		}
	}
	o.step("cross-fitting", teacherFolds, teacherFolds)
	return out
}

// soften moves the targets towards the calibrated cross-fitted scores.
func soften(target, cross [][]float32, bits []uint64) {
	for l := range target[0] {
		cal := platt(column(cross, l), hits(bits, l))
		for i, t := range target {
			t[l] += softShare * (cal.Prob(cross[i][l]) - t[l])
		}
	}
}

func fitLinear(text []string, target [][]float32, cost float32, seed uint64) (*vocab, *linear) {
	v := newVocab(text, labelSpec, min(minWordTexts, 1+len(text)/1000), min(minCharTexts, 1+len(text)/1000))
	so := solveOptions{epochs: labelEpochs, seed: seed}
	for l := range so.c {
		so.c[l], so.pos[l] = cost, 1
	}
	return v, solve(v.encode(text, labelSpec), target, len(v.key), so, nil)
}

func fitNet(text []string, target [][]float32, vec *Vectors, c convOptions, seed uint64) (*dictionary, *conv) {
	c.seed = seed
	dict := newDictionary(text, vec, minNetCount, commonWords)
	return dict, trainConv(dict.encode(text), target, dict.emb, dict.dim, len(target[0]), c)
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
	data, err := f.Encode() // decoding builds the indexes
	if err != nil {
		return nil, err
	}
	if f, err = weights.Decode(data); err != nil {
		return nil, err
	}
	var b ngram.Buffer
	var r weights.Reader
	var sums weights.Scores
	out := make([][]float32, len(texts))
	for i, t := range texts {
		b.Tokenise(t)
		f.ScoreEn(&r, &b, nil, &sums)
		out[i] = slices.Clone(sums.Labels[:])
	}
	return out, nil
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

// targets turns label bits into 0 and 1.
func targets(bits []uint64, n int) [][]float32 {
	out := make([][]float32, len(bits))
	for i, b := range bits {
		out[i] = make([]float32, n)
		for l := range n {
			out[i][l] = float32(b >> l & 1)
		}
	}
	return out
}
