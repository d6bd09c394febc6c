package pseudonym

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/heedhq/heed"
)

// marked is personal data as somebody marked it.
type marked struct {
	turn, start, end int
	kind             string
}

// tally counts one kind in one language.
type tally struct{ total, covered, right int }

// board adds up over conversations.
type board struct {
	kinds    map[string]*tally // by language and kind
	hits     map[string]int    // replacements, by language and kind
	wrong    map[string]int    // of them, those that touch nothing marked
	examples []string
}

func newBoard() *board {
	return &board{map[string]*tally{}, map[string]int{}, map[string]int{}, nil}
}

func (b *board) of(lang, kind string) *tally {
	key := lang + " " + kind
	if b.kinds[key] == nil {
		b.kinds[key] = &tally{}
	}
	return b.kinds[key]
}

// spansOf returns what Cover would replace in each turn of c.
func spansOf(c *heed.Conversation) [][]hit {
	w := &cover{
		talk: c, counts: Counts{}, people: newRoster(load()), voices: map[string]*person{},
		scan:   &scanner{d: load()},
		number: func(string) (int, error) { return 1, nil },
	}
	w.meet()
	looks := w.look(c.Turns)
	out := make([][]hit, len(looks))
	for i, l := range looks {
		if w.people.since(l.known, l.open) {
			l.found = w.find(c.Turns[i].Text, l.asked)
		}
		for _, h := range l.found {
			if h.kind != "" {
				out[i] = append(out[i], h)
			}
		}
	}
	return out
}

// kindName maps the marks of both sets to the words of Counts.
func kindName(k string) string {
	switch k {
	case "person_name":
		return "name"
	case "national_id":
		return "national id"
	}
	return k
}

// score compares. A mention is covered when none of its letters or digits is
// left in the text; right when the replacement also says the kind.
func (b *board) score(lang string, c *heed.Conversation, want []marked, show bool) {
	found := spansOf(c)
	for _, m := range want {
		t := b.of(lang, kindName(m.kind))
		t.total++
		text := c.Turns[m.turn].Text
		left, kind := 0, ""
		for i := m.start; i < m.end; i++ {
			in := false
			for _, h := range found[m.turn] {
				if h.start <= i && i < h.end {
					in, kind = true, h.kind
				}
			}
			if !in && class[text[i]] != 0 {
				left++
			}
		}
		if left == 0 {
			t.covered++
			if kind == kindName(m.kind) {
				t.right++
			}
		} else if show {
			b.examples = append(b.examples, fmt.Sprintf("missed %s %q in %q", m.kind, text[m.start:m.end], text))
		}
	}
	for i, hits := range found {
		for _, h := range hits {
			b.hits[lang+" "+h.kind]++
			if !slices.ContainsFunc(want, func(m marked) bool { return m.turn == i && m.start < h.end && h.start < m.end }) {
				b.wrong[lang+" "+h.kind]++
				if show {
					b.examples = append(b.examples, fmt.Sprintf("wrong %s %q in %q", h.kind, c.Turns[i].Text[h.start:h.end], c.Turns[i].Text))
				}
			}
		}
	}
}

// wilson is the 95 % score interval of k out of n (Wilson 1927).
func wilson(k, n int) (lo, hi float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.96
	p, m := float64(k)/float64(n), float64(n)
	mid := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, mid-half), min(1, mid+half)
}

var kindsInOrder = []string{"name", "email", "phone", "card", "iban", "national id", "address", "url", "account"}

func figure(k, n int) string {
	lo, hi := wilson(k, n)
	return fmt.Sprintf("%.3f (%d/%d, %.2f–%.2f)", float64(k)/float64(max(n, 1)), k, n, lo, hi)
}

// print logs the table and returns recall and precision over everything.
func (b *board) print(t *testing.T) (recall, precision float64) {
	all, allHits, allWrong := tally{}, 0, 0
	for _, lang := range []string{"en", "es"} {
		sum, hits, wrong := tally{}, 0, 0
		for _, kind := range kindsInOrder {
			y := b.of(lang, kind)
			h, w := b.hits[lang+" "+kind], b.wrong[lang+" "+kind]
			sum.total, sum.covered, sum.right = sum.total+y.total, sum.covered+y.covered, sum.right+y.right
			hits, wrong = hits+h, wrong+w
			if y.total+h > 0 {
				t.Logf("%s %-12s recall %s  kind right %d  precision %s", lang, kind, figure(y.covered, y.total), y.right, figure(h-w, h))
			}
		}
		t.Logf("%s %-12s recall %s  kind right %d  precision %s", lang, "all", figure(sum.covered, sum.total), sum.right, figure(hits-wrong, hits))
		all.total, all.covered = all.total+sum.total, all.covered+sum.covered
		allHits, allWrong = allHits+hits, allWrong+wrong
	}
	for _, e := range b.examples {
		t.Log(e)
	}
	return float64(all.covered) / float64(max(1, all.total)), float64(allHits-allWrong) / float64(max(1, allHits))
}

// readMarked reads conversations with {kind:text} in them.
func readMarked(t *testing.T, name string) (talks []*heed.Conversation, want [][]marked) {
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, ms := &heed.Conversation{}, []marked(nil)
	flush := func() {
		if len(c.Turns) > 0 {
			talks, want = append(talks, c), append(want, ms)
		}
		c, ms = &heed.Conversation{}, nil
	}
	for in := bufio.NewScanner(f); in.Scan(); {
		line := in.Text()
		switch {
		case strings.HasPrefix(line, "#"):
			continue
		case line == "":
			flush()
			continue
		case strings.HasPrefix(line, "@org "):
			c.Organisation = line[5:]
			continue
		}
		label, rest, _ := strings.Cut(line, ": ")
		rest = strings.ReplaceAll(rest, `\n`, "\n")
		var b strings.Builder
		for rest != "" {
			open := strings.IndexByte(rest, '{')
			if open < 0 {
				b.WriteString(rest)
				break
			}
			b.WriteString(rest[:open])
			in, after, ok := strings.Cut(rest[open+1:], "}")
			kind, text, ok2 := strings.Cut(in, ":")
			if !ok || !ok2 {
				t.Fatalf("%s: a mark is not closed: %s", name, line)
			}
			ms = append(ms, marked{len(c.Turns), b.Len(), b.Len() + len(text), kind})
			b.WriteString(text)
			rest = after
		}
		c.Turns = append(c.Turns, heed.Turn{Speaker: label, Text: b.String()})
		if _, ok := c.Speaker(label); !ok {
			c.Speakers = append(c.Speakers, heed.Speaker{Speaker: label})
		}
	}
	flush()
	return talks, want
}

// TestDev prints recall and precision on the development cases, and holds what
// has been reached.
func TestDev(t *testing.T) {
	b := newBoard()
	n := 0
	for _, lang := range []string{"en", "es"} {
		talks, want := readMarked(t, "testdata/dev."+lang+".txt")
		for i, c := range talks {
			b.score(lang, c, want[i], true)
			n += len(want[i])
		}
	}
	recall, precision := b.print(t)
	if n < 150 {
		t.Errorf("%d mentions, want 150 or more", n)
	}
	if recall < 0.94 || precision < 0.95 {
		t.Errorf("recall %.3f and precision %.3f, want 0.94 and 0.95", recall, precision)
	}
}

// linesOf yields the turns of a development file without their marks.
func linesOf(t testing.TB, name string) func(func(string) bool) {
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return func(yield func(string) bool) {
		for line := range strings.Lines(string(b)) {
			_, text, ok := strings.Cut(strings.TrimSpace(line), ": ")
			if ok && !yield(strings.NewReplacer("{name:", "", "}", "").Replace(text)) {
				return
			}
		}
	}
}
