package eval

import (
	"io"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
	"github.com/heedhq/heed/sense/acts/train"
)

// Labelled reads a set as somebody would bring their own turns: each turn with
// the first of our acts that the map gives its class, "" where it has none. It
// serves to measure the trainer, and never to train what ships.
func Labelled(suite string, r io.Reader) (out []train.Labelled, err error) {
	defer heed.Wrap(&err, "labelled turns of %s", suite)
	m, err := readMap(suite)
	if err != nil {
		return nil, err
	}
	convs, err := read(suite, r)
	if err != nil {
		return nil, err
	}
	kinds := make([]heed.ActKind, len(m.classes))
	for i := range kinds {
		for _, k := range heed.ActKinds {
			if c, ok := m.ours[k]; ok && c == i && kinds[i] == "" {
				kinds[i] = k
			}
		}
	}
	for i := range convs {
		d := train.Labelled{Conversation: convs[i].conv}
		for _, label := range convs[i].labels {
			kind := heed.ActKind("")
			if c := m.class(label); c >= 0 {
				kind = kinds[c]
			}
			d.Acts = append(d.Acts, kind)
		}
		out = append(out, d)
	}
	return out, nil
}

// Apart returns the conversations of learn that the test split does not hold: the
// splits of Map Task that are handed round have most test dialogues in train,
// too.
func Apart(suite string, learn []train.Labelled, test io.Reader) ([]train.Labelled, error) {
	known, err := names(suite, test)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(learn, func(d train.Labelled) bool { return known[d.Conversation.ID] }), nil
}

func names(suite string, r io.Reader) (map[string]bool, error) {
	convs, err := read(suite, r)
	if err != nil {
		return nil, err
	}
	known := make(map[string]bool, len(convs))
	for i := range convs {
		known[convs[i].conv.ID] = true
	}
	return known, nil
}

// OwnFigures are the results of a learner on a set's own labels: trained on its
// training split, measured on its test split, and thrown away.
type OwnFigures struct {
	Suite    string   `json:"suite"`
	Labels   []string `json:"labels"`
	N        int      `json:"n"`
	Accuracy float64  `json:"accuracy"`
	MacroF1  float64  `json:"macro_f1"` // over the labels that occur in the test split
	Low      float64  `json:"low"`      // 95 % bootstrap interval of MacroF1, by conversation
	High     float64  `json:"high"`
	Classes  []Class  `json:"classes"`
	// OpenClosed is the macro-F1 of open against closed questions as the map of
	// the set has them; -1 where the set makes no such difference.
	OpenClosed float64 `json:"open_closed"`
	// Left is how many training conversations were left out because the test
	// split holds turns of the same ones.
	Left int `json:"left_out"`
}

// listening are the parts of an MRDA label that make its class where it is
// learned with its own labels, the first that is there; other for none. They
// are the nine that matter for listening.
var listening = []string{"bu", "bs", "br", "b", "bk", "ba", "qo", "qw", "qy"}

// ownLabel returns the label to learn, "" for none.
func ownLabel(suite, label string) string {
	if suite != "mrda" {
		return label
	}
	if i := strings.IndexAny(label, "|:"); i >= 0 {
		label = label[:i] // several acts in one: the first
	}
	if label == "" || label == "z" || label == "x" { // not labelled, no words
		return ""
	}
	parts := strings.FieldsFunc(label, func(r rune) bool { return r == '^' || r == '.' })
	for _, p := range listening {
		if slices.Contains(parts, p) {
			return p
		}
	}
	return "other"
}

func ownLabels(suite string, r io.Reader) ([]train.Named, error) {
	convs, err := read(suite, r)
	if err != nil {
		return nil, err
	}
	var out []train.Named
	for i := range convs {
		d := train.Named{Conversation: convs[i].conv}
		for _, l := range convs[i].labels {
			d.Labels = append(d.Labels, ownLabel(suite, l))
		}
		out = append(out, d)
	}
	return out, nil
}

// OwnLabels trains on the labels of a set as they are and measures on its test
// split. Conversations that both splits hold (those of Map Task overlap) teach
// nothing. What is learned is thrown away: these sets may only measure.
func OwnLabels(o train.Options, suite string, learn, test io.Reader) (f OwnFigures, err error) {
	defer heed.Wrap(&err, "learning the labels of %s", suite)
	m, err := readMap(suite)
	if err != nil {
		return f, err
	}
	measured, err := ownLabels(suite, test)
	if err != nil {
		return f, err
	}
	known := make(map[string]bool, len(measured))
	for i := range measured {
		known[measured[i].Conversation.ID] = true
	}
	taught, err := ownLabels(suite, learn)
	if err != nil {
		return f, err
	}
	all := len(taught)
	taught = slices.DeleteFunc(taught, func(d train.Named) bool { return known[d.Conversation.ID] })
	n, err := train.FitNames(o, taught)
	if err != nil {
		return f, err
	}
	f = OwnFigures{Suite: suite, Left: all - len(taught)}
	var cases, asked []cell
	f.Labels = slices.Clone(n.Names)
	for i := range measured {
		d := &measured[i]
		for t, got := range n.Of(&d.Conversation) {
			want := d.Labels[t]
			if want == "" {
				continue
			}
			if !slices.Contains(f.Labels, want) { // nobody taught it
				f.Labels = append(f.Labels, want)
			}
			c := cell{conv: i, want: slices.Index(f.Labels, want), got: slices.Index(f.Labels, got)}
			cases = append(cases, c)
			if a, b := m.class(want), m.class(got); a >= 0 {
				asked = append(asked, cell{conv: i, want: a, got: b})
			}
		}
	}
	f.N = len(cases)
	f.OpenClosed = openClosed(m, asked)
	table := func(c []cell) []metrics.Counts { return perClass(confusion(c, len(f.Labels))) }
	right := 0
	for k, c := range table(cases) {
		right += c.TP
		if c.Support() > 0 {
			f.Classes = append(f.Classes, Class{Name: f.Labels[k], Precision: c.Precision(), Recall: c.Recall(), F1: c.F1(), N: c.Support()})
		}
	}
	f.Accuracy = float64(right) / float64(max(f.N, 1))
	f.MacroF1 = metrics.MacroF1(supported(table(cases)))
	byConv := make([][]cell, len(measured))
	for _, c := range cases {
		byConv[c.conv] = append(byConv[c.conv], c)
	}
	within := metrics.Bootstraps(len(measured), 1+len(f.Labels), 200, 0.95, 1, func(draw []int, v []float64) {
		var drawn []cell
		for _, d := range draw {
			drawn = append(drawn, byConv[d]...)
		}
		counts := table(drawn)
		v[0] = metrics.MacroF1(supported(counts))
		for k, c := range counts {
			v[1+k] = c.F1()
		}
	})
	f.Low, f.High = within[0].Low, within[0].High
	for i := range f.Classes {
		k := slices.Index(f.Labels, f.Classes[i].Name)
		f.Classes[i].Low, f.Classes[i].High = within[1+k].Low, within[1+k].High
	}
	return f, nil
}

// supported keeps the classes that somebody gave at least once.
func supported(c []metrics.Counts) []metrics.Counts {
	return slices.DeleteFunc(c, func(v metrics.Counts) bool { return v.Support() == 0 })
}
