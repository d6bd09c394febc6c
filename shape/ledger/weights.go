package ledger

import (
	"math"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/themes"
)

// Weights tell how much a word says: 0 for one that every text holds, 1 for
// one that a single text holds (inverse document frequency over its maximum).
type Weights struct {
	of    map[string]float64
	texts float64
}

// weighedTexts is the most texts that weights are learned from.
const weighedTexts = 20000

// NewWeights learns weights from texts; beyond weighedTexts, from every n-th.
func NewWeights(texts []themes.Text) *Weights {
	w := &Weights{of: map[string]float64{}}
	step := max(1, (len(texts)+weighedTexts-1)/weighedTexts)
	for i := 0; i < len(texts); i += step {
		w.texts++
		for _, s := range stems(texts[i].Text, texts[i].Lang) {
			w.of[s]++
		}
	}
	for s, n := range w.of {
		w.of[s] = math.Log(max(1, w.texts/n)) / math.Log(max(2, w.texts))
	}
	return w
}

func (w *Weights) weight(stem string) float64 {
	if x, ok := w.of[stem]; ok {
		return x
	}
	return 1
}

// light are the stems of the words of every day and of verbs that most people
// use of most things.
var light = sync.OnceValue(func() map[string]bool {
	out := themes.PlainStems()
	for lang, list := range map[heed.Language]string{
		heed.English: `read ring rang rung walk sit sat stand stood bring brought watch wait leave left hold held turn open close buy bought
			drive drove live lived run ran send sent write wrote hear heard listen meet met pay paid answer speak spoke decide decided choose chose figure end ended begin began manage managed happen add added
			monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december`,
		heed.Spanish: `mirar miro mira miramos leer leo lee leí esperar espero espera llevar llevo traer traigo abrir abro cerrar cierro dejar dejo
			poner pongo mandar mando manda escribir escribo oír oigo hablar hablo habla comprar compro pagar pago contestar contesto`,
	} {
		for w := range strings.FieldsSeq(list) {
			out[text.Stem(w, lang)] = true
		}
	}
	return out
})

// telling is how much a sentence says by itself, 0..1: full from the weight of
// four or so middling words on.
func (w *Weights) telling(stems []string) float64 {
	var sum float64
	for _, s := range stems {
		sum += min(0.8, w.weight(s)) // a name or a slip says no more than a word
	}
	return min(1, sum/2)
}

// stems are the content words of a sentence, sorted, each once.
func stems(s string, lang heed.Language) []string {
	out := make([]string, 0, 8)
	for tok := range text.All(s) {
		if tok.Kind == text.Word && len(tok.Lower) > 1 && !text.Stopword(tok.Lower, lang) {
			out = append(out, text.Stem(tok.Lower, lang))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
