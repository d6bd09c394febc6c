package train

import (
	_ "embed"
	"fmt"
	"io"
	"strings"

	"github.com/heedhq/heed/sense/emotion"
	"github.com/heedhq/heed/sense/emotion/internal/ngram"
	"github.com/heedhq/heed/sense/emotion/internal/weights"
)

// neutralEs holds plain Spanish sentences, written by hand for Heed.
//
//go:embed neutral_es.txt
var neutralEs string

// NeutralTexts is how many neutral texts of GoEmotions the English basic
// emotions are shipped with.
const NeutralTexts = 600

const (
	basicEpochs = 15
	folds       = 5
)

// Basic trains the six basic emotions of one language ("en" or "es"; English
// learns five, its disgust comes from the label of that name). Calibration and
// thresholds are fitted on scores from five-fold cross-validation, which are
// returned with the model as a report. base is the model whose other heads are
// kept; nil takes the shipped one.
//
// BRIGHTER's texts were chosen for their emotion: none of the Spanish ones is
// without. A model that saw nothing else finds some in every plain sentence,
// so neutral holds further texts without any of the six, which take part in
// training and never in the figures. nil takes, for Spanish, the list that
// comes with this package, and for English none.
func Basic(o Options, base io.Reader, lang string, x []Example, neutral []string) ([]byte, *CrossReport, error) {
	if neutral == nil && lang == "es" {
		neutral = strings.Split(strings.TrimSpace(neutralEs), "\n")
	}
	if len(x) < folds {
		return nil, nil, fmt.Errorf("%w: %d for %d folds", ErrNoData, len(x), folds)
	}
	if lang != "en" && lang != "es" {
		return nil, nil, fmt.Errorf("train: basic emotions of %q: only en and es", lang)
	}
	f, err := readBase(base)
	if err != nil {
		return nil, nil, err
	}
	h := head{order: []int{0, 1, 2, 3, 4, 5}, c: 1, minWord: 1, minChar: 2,
		spec: ngram.Spec{WordMax: 2, CharMin: 2, CharMax: 5, Negation: true, Place: true, Shape: true}}
	if lang == "en" {
		h.spec, h.order = f.English, weights.BasicEnOrder[:]
	} else {
		f.Spanish = h.spec
	}
	text, bits := split(x)
	for i, b := range bits { // from the six to the order of the head
		bits[i] = 0
		for k, basic := range h.order {
			bits[i] |= (b >> basic & 1) << k
		}
	}
	text = append(text, neutral...)
	bits = append(bits, make([]uint64, len(neutral))...)
	if lang == "en" {
		if h.dense, err = score(f, text); err != nil {
			return nil, nil, err
		}
	}
	oof := make([][]float32, len(x))
	for k := range folds {
		o.step("folds", k, folds)
		var in, out []int
		for i := range text {
			if i < len(x) && i%folds == k {
				out = append(out, i)
			} else {
				in = append(in, i)
			}
		}
		h.fit(o, text, bits, in)
		for _, i := range out {
			oof[i] = h.score(text[i], h.row(i))
		}
	}
	var cal []weights.Platt
	var thr []float32
	for k := range h.order {
		col, pos := column(oof, k), hits(bits[:len(x)], k)
		c := platt(col, pos)
		cal, thr = append(cal, c), append(thr, c.Prob(steadyThreshold(col, pos, o.Seed)))
	}
	all := make([]int, len(text))
	for i := range all {
		all[i] = i
	}
	h.fit(o, text, bits, all)
	o.step("folds", folds, folds)
	if lang == "en" {
		f.BasicEn, f.CalBasicEn, f.ThrBasicEn = quantise(h.m, h.v, len(h.order)), cal, thr
		f.MixEn = h.mix()
	} else {
		f.BasicEs, f.CalBasicEs, f.ThrBasicEs = quantise(h.m, h.v, len(h.order)), cal, thr
	}
	data, err := f.Encode()
	return data, crossReport(h.names(), oof, bits[:len(x)]), err
}

// head is one set of basic emotions in training.
type head struct {
	spec    ngram.Spec
	order   []int
	c       float32
	minWord int
	minChar int
	dense   [][]float32 // further features of each text, or nil

	v *vocab
	m *linear
}

// denseScale brings label scores, about -8..4, near the size of the n-gram
// values.
const denseScale = 0.05

func (h *head) row(i int) []float32 {
	if h.dense == nil {
		return nil
	}
	return h.dense[i]
}

func (h *head) names() []string {
	var out []string
	for _, k := range h.order {
		out = append(out, emotion.Basics[k])
	}
	return out
}

// fit trains on the texts whose numbers are in use.
func (h *head) fit(o Options, text []string, bits []uint64, use []int) {
	t := make([]string, len(use))
	y := make([]uint64, len(use))
	for j, i := range use {
		t[j], y[j] = text[i], bits[i]
	}
	h.v = newVocab(t, h.spec, h.minWord, h.minChar)
	docs := h.v.encode(t, h.spec)
	n := len(h.v.key)
	width := 0
	if h.dense != nil {
		width = len(h.dense[0])
		for j, i := range use {
			h.appendDense(&docs[j], h.dense[i])
		}
	}
	so := solveOptions{epochs: basicEpochs, seed: o.Seed}
	for l := range so.c {
		so.c[l], so.pos[l] = h.c, 1
	}
	h.m = solve(docs, targets(y, len(h.order)), n+width, so, nil)
}

func (h *head) appendDense(d *doc, row []float32) {
	for j, x := range row {
		d.id = append(d.id, int32(len(h.v.key)+j))
		d.val = append(d.val, x*denseScale)
	}
}

func (h *head) score(text string, dense []float32) []float32 {
	d := h.v.encode([]string{text}, h.spec)
	h.appendDense(&d[0], dense)
	z := h.m.bias
	h.m.add(&d[0], &z)
	return append([]float32(nil), z[:len(h.order)]...)
}

// mix returns the weights of the dense features per basic emotion.
func (h *head) mix() [][]float32 {
	out := make([][]float32, len(h.order))
	for k := range out {
		for j := range h.dense[0] {
			out[k] = append(out[k], denseScale*h.m.w[(len(h.v.key)+j)*width+k])
		}
	}
	return out
}
