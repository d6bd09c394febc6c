package sense

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	heed "github.com/heedhq/heed"
)

//go:embed data/measured.json
var measuredJSON []byte

// Status says what the figures of a kind in a language allow one to claim.
type Status string

// The statuses.
const (
	Fair       Status = "measured"
	Weak       Status = "weak"       // on the frozen half: precision under 0.5, recall under 0.3, or fewer than five found
	Unmeasured Status = "unmeasured" // fewer than five labelled examples in the frozen half
)

// Measure is how well one kind of signal is found in one language, on the
// half of the gold standard that was never looked at.
type Measure struct {
	Kind      heed.SignalKind `json:"kind"`
	Language  heed.Language   `json:"lang"`
	Marks     int             `json:"marks"` // labelled by people
	Found     int             `json:"found"` // by the engine
	Precision float64         `json:"precision"`
	Recall    float64         `json:"recall"`
	Status    Status          `json:"status"`
}

var measures = sync.OnceValue(func() []Measure {
	var file struct {
		Figures []Measure `json:"figures"`
	}
	if err := json.Unmarshal(measuredJSON, &file); err != nil {
		panic(err) // the binary itself is damaged
	}
	var out []Measure
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		for _, k := range heed.SignalKinds {
			i := slices.IndexFunc(file.Figures, func(m Measure) bool { return m.Kind == k && m.Language == lang })
			m := Measure{Kind: k, Language: lang}
			if i >= 0 {
				m = file.Figures[i]
			}
			m.Status = StatusOf(m)
			out = append(out, m)
		}
	}
	return out
})

// StatusOf judges a measure by its figures.
func StatusOf(m Measure) Status {
	switch {
	case m.Marks < 5:
		return Unmeasured
	case m.Found < 5 || m.Precision < 0.5 || m.Recall < 0.3:
		return Weak
	}
	return Fair
}

// Measures lists the published figures of every kind in both languages, in the
// order of heed.SignalKinds, English first.
func Measures() []Measure { return slices.Clone(measures()) }

// What no figure has been published for beside kinds of signals.
const (
	noFeelings = "feelings" // which of the eighteen customer emotions, and how strong
	noLabels   = "labels"   // the 28 labels
	noValence  = "valence"
	noArousal  = "arousal"
)

// UnmeasuredNames names what no figure has been published for in langs, as
// "touchpoint (en)": kinds of signals, and of the emotion heads "labels" (the 28
// labels), "valence" and "arousal", where a language has no text to measure them
// on, and "feelings", the customer emotions with their intensities, which
// nobody's judgement was compared with in either language. It is what
// heed.Understanding.Unmeasured holds.
func UnmeasuredNames(langs ...heed.Language) []string {
	var out []string
	for _, lang := range langs {
		name := func(what string) { out = append(out, fmt.Sprintf("%s (%s)", what, lang)) }
		for _, m := range measures() {
			if m.Language == lang && m.Status == Unmeasured {
				name(string(m.Kind))
			}
		}
		name(noFeelings)
		if lang != heed.English {
			name(noLabels)
			name(noValence)
			name(noArousal)
		}
	}
	return out
}
