package emotion

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
)

const goldenFile = "testdata/golden.txt"

// TestGolden compares the labels, basic emotions, valence and arousal of the
// sentences in testdata/golden.txt with what is written under each. Record
// them again with HEED_RECORD=1 and review the difference.
func TestGolden(t *testing.T) {
	f, err := os.Open(goldenFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	m := Default()
	var s Scratch
	var out strings.Builder
	var want []string
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := sc.Text()
		if line == "" || line[0] == ' ' {
			want = append(want, line)
			continue
		}
		lang, text, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatalf("%q has no language", line)
		}
		want = append(want, line)
		p := m.Predict(text, lang, &s)
		fmt.Fprintf(&out, "%s\n  %s\n\n", line, describe(m, lang, &p))
	}
	if record {
		if err := os.WriteFile(goldenFile, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got := strings.TrimSpace(out.String()); got != strings.TrimSpace(strings.Join(want, "\n")) {
		t.Errorf("scores changed; got\n%s", got)
	}
}

// describe rounds, so that the last bit of another processor does not matter.
func describe(m *Model, lang string, p *Scores) string {
	var b strings.Builder
	for _, l := range m.Over(p, lang, nil) {
		fmt.Fprintf(&b, "%s %.2f, ", Labels[l], p.Labels[l])
	}
	b.WriteString("basic")
	for _, k := range m.OverBasic(p, lang, nil) {
		fmt.Fprintf(&b, " %s", Basics[k])
	}
	fmt.Fprintf(&b, ", valence %.2f, arousal %.2f", p.Valence, p.Arousal)
	return b.String()
}
