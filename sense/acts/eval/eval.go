// Package eval measures package acts on public sets whose labels are laid onto
// ours in maps/: readers in, figures out. Nothing here is trained on them.
package eval

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"io"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/sense/acts"
)

//go:embed maps/*.tsv
var maps embed.FS

// Suites names the sets that Run knows, in the order in which they are shown.
var Suites = []string{"bt_oasis", "mrda", "maptask", "dihana", "esconv"}

// Figures are the results on one set.
type Figures struct {
	Suite    string  `json:"suite"`
	Language string  `json:"lang"`
	Items    int     `json:"items"`    // utterances read
	Mapped   int     `json:"mapped"`   // of them, those with a class of the map
	Accuracy float64 `json:"accuracy"` // over mapped
	MacroF1  float64 `json:"macro_f1"` // over the map's classes
	Low      float64 `json:"low"`      // 95 % bootstrap interval of MacroF1, by conversation
	High     float64 `json:"high"`
	// Majority is the accuracy of always giving the most frequent class.
	Majority float64 `json:"majority"`
	// OpenClosed is the macro-F1 of open against closed questions, over the
	// utterances of either class; -1 where the map has no such classes.
	OpenClosed float64 `json:"open_closed"`
	// Common is the macro-F1 over the classes with at least 30 utterances.
	Common float64 `json:"macro_f1_common"`
	// Any is the macro-F1 where an utterance is right as soon as one of the acts
	// found in it has its class: they give a turn one label, we find a greeting
	// and the question after it.
	Any float64 `json:"macro_f1_any"`
	// ECE is the expected calibration error of the acts' confidences, ten bins.
	ECE       float64 `json:"ece"`
	Classes   []Class `json:"classes"`
	Confusion [][]int `json:"confusion"` // [theirs][ours], the last column: no class of the map
}

// Class is one class of a map with its figures.
type Class struct {
	Name      string  `json:"name"`
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
	N         int     `json:"n"`
	Low       float64 `json:"low"` // 95 % bootstrap interval of F1, by conversation
	High      float64 `json:"high"`
}

// Run reads one set as JSONL, plain or gzipped, and measures acts.Of on it.
// suite is one of Suites.
func Run(suite string, r io.Reader) (f Figures, err error) { return RunWith(suite, r, acts.Of) }

// RunWith does the same to another way of finding acts.
func RunWith(suite string, r io.Reader, of func(*heed.Conversation) [][]heed.Act) (f Figures, err error) {
	defer heed.Wrap(&err, "evaluating acts on %s", suite)
	m, err := readMap(suite)
	if err != nil {
		return f, err
	}
	convs, err := read(suite, r)
	if err != nil {
		return f, err
	}
	f = Figures{Suite: suite, Language: "en"}
	if suite == "dihana" {
		f.Language = "es"
	}
	var cases, any []cell
	for n, c := range convs {
		found := of(&c.conv)
		for i, label := range c.labels {
			f.Items++
			want := m.class(label)
			if want < 0 {
				continue
			}
			got, conf := m.of(c.conv.Turns[i].Text, found[i])
			cases = append(cases, cell{n, want, got, conf})
			if m.holds(want, c.conv.Turns[i].Text, found[i]) {
				got = want
			}
			any = append(any, cell{n, want, got, conf})
		}
	}
	f.fill(m, cases, len(convs))
	f.Any = metrics.MacroF1(perClass(confusion(any, len(m.classes))))
	return f, nil
}

// cell is one judged utterance.
type cell struct {
	conv, want, got int
	conf            float64
}

func (f *Figures) fill(m *mapping, cases []cell, convs int) {
	k := len(m.classes)
	f.Mapped = len(cases)
	f.Confusion = confusion(cases, k)
	right, most := 0, 0
	for i, row := range f.Confusion {
		right += row[i]
		n := 0
		for _, v := range row {
			n += v
		}
		most = max(most, n)
	}
	if f.Mapped > 0 {
		f.Accuracy = float64(right) / float64(f.Mapped)
		f.Majority = float64(most) / float64(f.Mapped)
	}
	counts := perClass(f.Confusion)
	for i, c := range counts {
		f.Classes = append(f.Classes, Class{Name: m.classes[i], Precision: c.Precision(), Recall: c.Recall(), F1: c.F1(), N: c.Support()})
	}
	f.MacroF1 = metrics.MacroF1(counts)
	f.OpenClosed = openClosed(m, cases)
	var common []metrics.Counts
	for _, c := range counts {
		if c.Support() >= 30 {
			common = append(common, c)
		}
	}
	f.Common = metrics.MacroF1(common)
	var prob []float32
	var hit []bool
	for _, c := range cases {
		if c.got < k {
			prob, hit = append(prob, float32(c.conf)), append(hit, c.got == c.want)
		}
	}
	f.ECE = metrics.ECE(prob, hit, 10)
	byConv := make([][]cell, convs)
	for _, c := range cases {
		byConv[c.conv] = append(byConv[c.conv], c)
	}
	within := metrics.Bootstraps(convs, 1+k, 200, 0.95, 1, func(draw []int, v []float64) {
		table := make([][]int, k)
		for i := range table {
			table[i] = make([]int, k+1)
		}
		for _, d := range draw {
			for _, c := range byConv[d] {
				table[c.want][c.got]++
			}
		}
		counts := perClass(table)
		v[0] = metrics.MacroF1(counts)
		for i, c := range counts {
			v[1+i] = c.F1()
		}
	})
	f.Low, f.High = within[0].Low, within[0].High
	for i := range f.Classes {
		f.Classes[i].Low, f.Classes[i].High = within[1+i].Low, within[1+i].High
	}
}

// openClosed is the macro-F1 of the classes open and closed among the
// utterances that they label so; any other answer counts as missed.
func openClosed(m *mapping, cases []cell) float64 {
	open, closed := -1, -1
	for i, name := range m.classes {
		switch name {
		case "open":
			open = i
		case "closed":
			closed = i
		}
	}
	if open < 0 || closed < 0 {
		return -1
	}
	var counts [2]metrics.Counts
	for _, c := range cases {
		if c.want == open || c.want == closed {
			counts[0].Add(c.got == open, c.want == open)
			counts[1].Add(c.got == closed, c.want == closed)
		}
	}
	return metrics.MacroF1(counts[:])
}

func confusion(cases []cell, k int) [][]int {
	t := make([][]int, k)
	for i := range t {
		t[i] = make([]int, k+1)
	}
	for _, c := range cases {
		t[c.want][c.got]++
	}
	return t
}

// perClass counts each class of a table whose last column is no class.
func perClass(t [][]int) []metrics.Counts {
	out := make([]metrics.Counts, len(t))
	for i, row := range t {
		for j, n := range row {
			switch {
			case i == j:
				out[i].TP += n
			default:
				out[i].FN += n
				if j < len(out) {
					out[j].FP += n
				}
			}
		}
	}
	return out
}

// ClassNames are the columns of Figures.Confusion but the last.
func (f *Figures) ClassNames() []string {
	var out []string
	for _, c := range f.Classes {
		out = append(out, c.Name)
	}
	return out
}

// mapping lays their labels and our acts onto common classes.
type mapping struct {
	classes []string
	theirs  []line
	ours    map[heed.ActKind]int
	parts   bool // labels are built of parts
	wh      int  // class of a closed question that opens with a question word, -1 for that of its act
	echo    int  // class of a clarifying question that opens with a question word, likewise
	choice  int  // class of a closed question between two things ("or"), likewise
	take    string
}

type line struct {
	label string
	class int
}

func readMap(suite string) (*mapping, error) {
	b, err := maps.ReadFile("maps/" + suite + ".tsv")
	if err != nil {
		return nil, heed.Errorf(heed.CodeInvalid, "no set is called %q; known are %s", suite, strings.Join(Suites, ", "))
	}
	m := &mapping{ours: make(map[heed.ActKind]int), parts: suite == "mrda", wh: -1, echo: -1, choice: -1}
	at := make(map[string]int)
	for l := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(l, "\n"), "\t")
		if len(f) == 2 && f[0] == "take" {
			m.take = f[1]
		}
		if len(f) < 3 {
			continue
		}
		if _, ok := at[f[2]]; !ok {
			at[f[2]] = len(m.classes)
			m.classes = append(m.classes, f[2])
		}
		switch {
		case f[0] == "theirs":
			m.theirs = append(m.theirs, line{f[1], at[f[2]]})
		case f[1] == "closed_question+wh":
			m.wh = at[f[2]]
		case f[1] == "clarifying_question+wh":
			m.echo = at[f[2]]
		case f[1] == "closed_question+or":
			m.choice = at[f[2]]
		default:
			m.ours[heed.ActKind(f[1])] = at[f[2]]
		}
	}
	return m, nil
}

// class returns the class of one of their labels, -1 for none.
func (m *mapping) class(label string) int {
	if label == "" {
		return -1
	}
	if !m.parts {
		for _, l := range m.theirs {
			if l.label == label {
				return l.class
			}
		}
		return -1
	}
	if strings.ContainsAny(label, "|:%") { // several acts in one, or broken off
		return -1
	}
	parts := strings.Split(label, "^")
	for _, l := range m.theirs {
		for _, p := range parts {
			if p == l.label && (l.label != "s" || plainStatement(parts)) {
				return l.class
			}
		}
	}
	return -1
}

// plainStatement keeps out the statements that agree, answer or end a talk.
func plainStatement(parts []string) bool {
	for _, p := range parts[1:] {
		switch p {
		case "aa", "na", "no", "fe", "ba", "ft", "fw", "am", "df", "e", "nd", "ng", "aap", "arp":
			return p == "e" || p == "df"
		}
	}
	return true
}

// of returns the class of the acts of one utterance: the act that covers most,
// a question before any other, or the first, as the map says; the last column
// where none has a class.
func (m *mapping) of(turn string, found []heed.Act) (class int, conf float64) {
	best, size := len(m.classes), -1
	for i := range found {
		a := &found[i]
		c := m.act(turn, a)
		if c < 0 {
			continue
		}
		if m.take == "first" {
			return c, a.Confidence
		}
		n := a.Len()
		if m.take != "longest" && a.Kind.Question() {
			n += 1 << 20
		}
		if n > size {
			best, size, conf = c, n, a.Confidence
		}
	}
	return best, conf
}

// holds reports whether one of the acts of an utterance has the class.
func (m *mapping) holds(class int, turn string, found []heed.Act) bool {
	for i := range found {
		if m.act(turn, &found[i]) == class {
			return true
		}
	}
	return false
}

// act returns the class of one act, -1 for none.
func (m *mapping) act(turn string, a *heed.Act) int {
	c, ok := m.ours[a.Kind]
	if !ok {
		return -1
	}
	asked := turn[a.Start:a.End]
	switch {
	case m.choice >= 0 && a.Kind == heed.ActClosedQuestion && strings.Contains(asked, " or "):
		return m.choice
	case m.wh >= 0 && a.Kind == heed.ActClosedQuestion && opensWithWh(asked):
		return m.wh
	case m.echo >= 0 && a.Kind == heed.ActClarifyingQuestion && opensWithWh(asked):
		return m.echo
	}
	return c
}

// opensWithWh reports whether a question word is among the first four words.
func opensWithWh(s string) bool {
	n := 0
	for t := range text.All(s) {
		if t.Kind != text.Word {
			continue
		}
		w, _, _ := strings.Cut(t.Lower, "'")
		switch w {
		case "what", "who", "where", "whereabouts", "when", "which", "how", "why", "whose":
			return true
		}
		if n++; n == 4 {
			break
		}
	}
	return false
}

// labelled is a conversation with their label for every turn.
type labelled struct {
	conv   heed.Conversation
	labels []string
}

// row is a line of any of the sets.
type row struct {
	Dialogue, Meeting, Conv string
	Speaker, Role           string
	Text, Act               string
	Strategy                *string
	Nested                  bool
	Start, End              float64
}

func read(suite string, r io.Reader) ([]labelled, error) {
	buf := bufio.NewReaderSize(r, 1<<16)
	if head, _ := buf.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(buf)
		if err != nil {
			return nil, heed.WrapError(heed.CodeInvalid, err, "the set looks gzipped and is not")
		}
		buf = bufio.NewReaderSize(z, 1<<16)
	}
	lang := heed.English
	if suite == "dihana" {
		lang = heed.Spanish
	}
	var out []labelled
	at := make(map[string]int)
	dec := json.NewDecoder(buf)
	for n := 1; ; n++ {
		var x row
		if err := dec.Decode(&x); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, heed.WrapError(heed.CodeInvalid, err, "line %d of the set is not JSON", n)
		}
		if x.Nested {
			continue
		}
		id := x.Dialogue + x.Meeting + x.Conv
		i, ok := at[id]
		if !ok {
			i = len(out)
			at[id] = i
			out = append(out, labelled{conv: heed.Conversation{ID: id, Kind: heed.KindCall, Language: lang}})
		}
		label := x.Act
		if x.Strategy != nil {
			label = *x.Strategy
		}
		t := heed.Turn{Speaker: x.Speaker + x.Role, Text: x.Text}
		if x.Meeting != "" {
			t.Start, t.End = heed.At(x.Start), heed.At(x.End)
		}
		out[i].conv.Turns = append(out[i].conv.Turns, t)
		out[i].labels = append(out[i].labels, label)
	}
}
