package eval

import (
	"os"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
	"github.com/heedhq/heed/sense/acts"
)

// asked are the questions that the labelled set tells apart.
var asked = []heed.ActKind{
	heed.ActOpenQuestion, heed.ActClosedQuestion, heed.ActClarifyingQuestion,
	heed.ActLeadingQuestion, heed.ActDoubleQuestion,
}

// TestQuestions holds the figures on our own labelled questions: open against
// closed at least 0.80, and no kind of question missed altogether.
func TestQuestions(t *testing.T) {
	b, err := os.ReadFile("testdata/questions.tsv")
	if err != nil {
		t.Fatal(err)
	}
	tables := map[string][][]int{"en": newTable(), "es": newTable()}
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 5 {
			continue
		}
		got := ask(heed.Language(f[0]), f[2], f[3])
		want := index(heed.ActKind(f[4]))
		tables[f[0]][want][index(got)]++
		if want != index(got) {
			t.Logf("%s %q: %s, not %s", f[0], f[3], got, f[4])
		}
	}
	for _, lang := range []string{"en", "es"} {
		counts := perClass(tables[lang])
		for i, c := range counts {
			t.Logf("%s %-26s P %.2f R %.2f F1 %.2f n %d", lang, asked[i], c.Precision(), c.Recall(), c.F1(), c.Support())
			if c.F1() < 0.6 {
				t.Errorf("%s %s: F1 %.2f is below 0.60", lang, asked[i], c.F1())
			}
		}
		openClosed := metrics.MacroF1(counts[:2])
		t.Logf("%s open against closed %.3f, all five %.3f", lang, openClosed, metrics.MacroF1(counts))
		if openClosed < 0.8 {
			t.Errorf("%s: open against closed macro-F1 %.3f is below 0.80", lang, openClosed)
		}
	}
}

func newTable() [][]int {
	t := make([][]int, len(asked))
	for i := range t {
		t[i] = make([]int, len(asked)+1)
	}
	return t
}

func index(k heed.ActKind) int {
	for i, a := range asked {
		if a == k {
			return i
		}
	}
	return len(asked)
}

// ask returns the question that the text asks, "" for none.
func ask(lang heed.Language, before, text string) heed.ActKind {
	c := &heed.Conversation{Language: lang, Turns: []heed.Turn{
		{Speaker: "customer", Text: before}, {Speaker: "rep", Text: text},
	}}
	for _, a := range acts.Of(c)[1] {
		if a.Kind.Question() {
			return a.Kind
		}
	}
	return ""
}
