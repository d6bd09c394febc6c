package app_test

import (
	"os"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// question is a question with what is known to answer it.
type question struct {
	text    string
	answers []string // pieces of sentences; none: there is no answer
}

func questions(t *testing.T) (out []question) {
	t.Helper()
	data, err := os.ReadFile("testdata/ask/questions.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		text, known, ok := strings.Cut(strings.TrimSpace(line), " => ")
		if !ok {
			continue
		}
		q := question{text: text}
		if known != "nothing" {
			for _, k := range strings.Split(known, "|") {
				q.answers = append(q.answers, strings.TrimSpace(k))
			}
		}
		out = append(out, q)
	}
	return out
}

// quotesIn are all the words that answers quote, and how many answer at all.
func quotesIn(answers []heed.Answer) (quotes []string, some int) {
	for i := range answers {
		x := &answers[i]
		if x.Nothing == "" {
			some++
		}
		for _, e := range x.Elsewhere {
			if x.Nothing == "who" { // of whom nobody was heard, others tell
				quotes = append(quotes, e.Text)
			}
		}
		for _, c := range x.Claims {
			for _, e := range c.Evidence {
				quotes = append(quotes, e.Text)
			}
		}
		for _, e := range x.Said {
			quotes = append(quotes, e.Text)
		}
	}
	return quotes, some
}

func right(q *question, quotes []string, some int) bool {
	if len(q.answers) == 0 {
		return some == 0
	}
	for _, said := range quotes {
		for _, k := range q.answers {
			if strings.Contains(strings.ToLower(said), strings.ToLower(k)) {
				return true
			}
		}
	}
	return false
}

// TestKnownAnswers asks the sample workspace what its conversations are known
// to answer. The half that was used to mend faults must stay as it is; the
// other half is printed (go test -run KnownAnswers -v ./app).
func TestKnownAnswers(t *testing.T) {
	a := workspace(t)
	if _, err := a.ImportSample(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	var found, of, shown [2]int
	for i, q := range questions(t) {
		answers, err := a.Ask(t.Context(), app.AskRequest{Question: q.text})
		if err != nil {
			t.Fatal(err)
		}
		quotes, some := quotesIn(answers)
		half := i % 2
		of[half]++
		shown[half] += len(quotes)
		if right(&q, quotes, some) {
			found[half]++
			continue
		}
		if half == 0 {
			t.Logf("missed: %s (%d quotations shown)", q.text, len(quotes))
		}
	}
	t.Logf("used to mend: %d of %d found, %d quotations shown", found[0], of[0], shown[0])
	t.Logf("kept aside: %d of %d found, %d quotations shown", found[1], of[1], shown[1])
	if found[0] < 17 {
		t.Errorf("%d of %d are found that were", found[0], of[0])
	}
}
