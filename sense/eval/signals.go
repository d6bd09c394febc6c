package eval

import (
	"cmp"
	"math"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
)

// Figure is how well one kind is found in one language in one half of the gold
// standard. A found signal is right where a mark of the same kind overlaps it.
// Each annotator's view of an utterance counts as one case.
type Figure struct {
	Kind      heed.SignalKind `json:"kind"`
	Language  heed.Language   `json:"lang"`
	Split     string          `json:"split"`
	Marks     int             `json:"marks"`  // by people
	Found     int             `json:"found"`  // by the engine
	Right     int             `json:"right"`  // found and marked
	Caught    int             `json:"caught"` // marked and found
	Precision float64         `json:"precision"`
	Recall    float64         `json:"recall"`
	F1        float64         `json:"f1"`
	// Stated is the mean confidence of what was found: beside the precision it
	// shows whether confidence can be taken at its word.
	Stated float64 `json:"stated"`
	// Low and High are the 95 % Wilson interval of the precision.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	// F1Low and F1High are the 95 % bootstrap interval of F1, over utterances.
	F1Low  float64 `json:"-"`
	F1High float64 `json:"-"`
}

// Agreement is how far the annotators agree whether a kind stands in an
// utterance: Krippendorff's alpha (nominal, bootstrap interval) over the
// utterances that two people labelled.
type Agreement struct {
	Kind   heed.SignalKind `json:"kind"`
	Units  int             `json:"units"`  // labelled twice
	Either int             `json:"either"` // where at least one saw the kind
	Alpha  float64         `json:"alpha"`  // NaN-free: 0 where it cannot be said, see Known
	Known  bool            `json:"known"`
	Low    float64         `json:"low"`
	High   float64         `json:"high"`
	// HumanF1 is one annotator measured against the other as the engine is.
	HumanF1 float64 `json:"human_f1"`
}

// Report is the whole measurement.
type Report struct {
	Version   string      `json:"version"`
	Items     int         `json:"items"`
	Doubles   int         `json:"doubles"`
	Figures   []Figure    `json:"figures"`
	Agreement []Agreement `json:"agreement"`
	// Confusion counts, for every mark, what the engine found in its place:
	// [marked][found] over heed.SignalKinds; a mark found as its own kind counts
	// there alone, and the last column is nothing.
	Confusion map[heed.Language][][]int `json:"-"`
}

// Signals measures u against items whose texts are filled. split is "dev",
// "frozen" or "" for both.
func Signals(items []Item, u heed.Understander, split string) Report {
	type key struct {
		kind  heed.SignalKind
		lang  heed.Language
		split string
	}
	sums := map[key]*Figure{}
	at := func(k heed.SignalKind, it *Item) *Figure {
		c := key{k, it.Language, it.Split}
		if sums[c] == nil {
			sums[c] = &Figure{Kind: k, Language: it.Language, Split: it.Split}
		}
		return sums[c]
	}
	rep := Report{Confusion: map[heed.Language][][]int{}}
	cases := map[heed.Language][]map[heed.SignalKind]*Figure{} // what each utterance adds
	for i := range items {
		it := &items[i]
		if split != "" && it.Split != split {
			continue
		}
		rep.Items++
		if len(it.By) > 1 {
			rep.Doubles++
		}
		found := Found(u, it)
		one := map[heed.SignalKind]*Figure{}
		cases[it.Language] = append(cases[it.Language], one)
		for _, name := range names(it.By) {
			compare(found, it.By[name], func(k heed.SignalKind) *Figure { return at(k, it) })
			compare(found, it.By[name], func(k heed.SignalKind) *Figure {
				if one[k] == nil {
					one[k] = &Figure{}
				}
				return one[k]
			})
			if rep.Confusion[it.Language] == nil {
				rep.Confusion[it.Language] = square(len(heed.SignalKinds))
			}
			confuse(rep.Confusion[it.Language], found, it.By[name])
		}
	}
	for _, f := range sums {
		f.finish()
		f.interval(cases[f.Language])
		rep.Figures = append(rep.Figures, *f)
	}
	slices.SortFunc(rep.Figures, func(a, b Figure) int {
		return cmp.Or(strings.Compare(string(a.Language), string(b.Language)),
			cmp.Compare(slices.Index(heed.SignalKinds, a.Kind), slices.Index(heed.SignalKinds, b.Kind)),
			strings.Compare(a.Split, b.Split))
	})
	rep.Agreement = agreement(items)
	return rep
}

// Found returns what the engine finds in an item, as marks.
func Found(u heed.Understander, it *Item) []heed.Signal {
	var out []heed.Signal
	for _, r := range u.Understand(it.Text, it.Language) {
		out = append(out, r.Signals...)
	}
	return out
}

func names(by map[string][]Mark) []string {
	out := make([]string, 0, len(by))
	for n := range by {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

func compare(found []heed.Signal, marks []Mark, at func(heed.SignalKind) *Figure) {
	for _, s := range found {
		f := at(s.Kind)
		f.Found++
		f.Stated += s.Confidence
		if slices.ContainsFunc(marks, func(m Mark) bool { return m.Kind == s.Kind && m.Overlaps(s.Span) }) {
			f.Right++
		}
	}
	for _, m := range marks {
		f := at(m.Kind)
		f.Marks++
		if slices.ContainsFunc(found, func(s heed.Signal) bool { return m.Kind == s.Kind && m.Overlaps(s.Span) }) {
			f.Caught++
		}
	}
}

// square is a table of n rows with a column more for nothing.
func square(n int) [][]int {
	t := make([][]int, n)
	for i := range t {
		t[i] = make([]int, n+1)
	}
	return t
}

// confuse counts what was found where each mark stands.
func confuse(t [][]int, found []heed.Signal, marks []Mark) {
	for _, m := range marks {
		row := slices.Index(heed.SignalKinds, m.Kind)
		if row < 0 {
			continue
		}
		over := map[int]bool{}
		for _, s := range found {
			if k := slices.Index(heed.SignalKinds, s.Kind); k >= 0 && m.Overlaps(s.Span) {
				over[k] = true
			}
		}
		switch {
		case over[row]:
			t[row][row]++
		case len(over) == 0:
			t[row][len(t)]++
		default:
			for k := range over {
				t[row][k]++
			}
		}
	}
}

func (f *Figure) finish() {
	if f.Found > 0 {
		f.Stated = math.Round(1000*f.Stated/float64(f.Found)) / 1000
		f.Precision = float64(f.Right) / float64(f.Found)
		f.Low, f.High = metrics.Wilson(f.Right, f.Found, 1.96)
	}
	if f.Marks > 0 {
		f.Recall = float64(f.Caught) / float64(f.Marks)
	}
	if f.Precision+f.Recall > 0 {
		f.F1 = 2 * f.Precision * f.Recall / (f.Precision + f.Recall)
	}
}

// f1Draws is how often utterances are drawn for an interval.
const f1Draws = 500

// interval bootstraps F1 over the utterances of its language. A draw without
// the kind, marked or found, says nothing.
func (f *Figure) interval(cases []map[heed.SignalKind]*Figure) {
	low, high := metrics.Bootstrap(len(cases), f1Draws, 0.95, 1, func(draw []int) float64 {
		var sum Figure
		for _, i := range draw {
			if c := cases[i][f.Kind]; c != nil {
				sum.Marks, sum.Found, sum.Right, sum.Caught = sum.Marks+c.Marks, sum.Found+c.Found, sum.Right+c.Right, sum.Caught+c.Caught
			}
		}
		if sum.Marks+sum.Found == 0 {
			return math.NaN()
		}
		sum.finish()
		return sum.F1
	})
	if !math.IsNaN(low) {
		f.F1Low, f.F1High = low, high
	}
}

// agreement compares the annotators on the utterances that two labelled.
func agreement(items []Item) []Agreement {
	var out []Agreement
	for _, kind := range heed.SignalKinds {
		a := Agreement{Kind: kind}
		var units [][]int
		h := &Figure{}
		for _, it := range items {
			if len(it.By) < 2 {
				continue
			}
			var unit []int
			ns := names(it.By)
			for _, n := range ns {
				has := 0
				if slices.ContainsFunc(it.By[n], func(m Mark) bool { return m.Kind == kind }) {
					has = 1
				}
				unit = append(unit, has)
			}
			units = append(units, unit)
			if slices.Contains(unit, 1) {
				a.Either++
			}
			human(it.By[ns[0]], it.By[ns[1]], kind, h)
		}
		a.Units = len(units)
		if v := metrics.Alpha(units); a.Either > 0 && !math.IsNaN(v) {
			a.Alpha, a.Known = v, true
			a.Low, a.High = metrics.AlphaInterval(units, 400, 0.95, 1)
			if math.IsNaN(a.Low) {
				a.Low, a.High = 0, 0
			}
		}
		h.finish()
		a.HumanF1 = h.F1
		if a.Either > 0 {
			out = append(out, a)
		}
	}
	return out
}

func human(first, second []Mark, kind heed.SignalKind, h *Figure) {
	var as []heed.Signal
	for _, m := range first {
		if m.Kind == kind {
			as = append(as, heed.Signal{Kind: kind, Span: m.Span})
		}
	}
	var bs []Mark
	for _, m := range second {
		if m.Kind == kind {
			bs = append(bs, m)
		}
	}
	compare(as, bs, func(heed.SignalKind) *Figure { return h })
}
