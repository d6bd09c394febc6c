package app

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/heedhq/heed"
)

var bothLanguages = []heed.Language{heed.English, heed.Spanish}

// TestEveryReadingIsSaidPlainly: whatever behaviour a claim is read from, its
// page says what somebody does and what we read from it, to them.
func TestEveryReadingIsSaidPlainly(t *testing.T) {
	data, err := os.ReadFile("../shape/ledger/data/behaviours.txt")
	if err != nil {
		t.Fatal(err)
	}
	rules := []string{"misheard"}
	for line := range strings.Lines(string(data)) {
		if name, rest, ok := strings.Cut(line, " | "); ok && rest != "" && line[0] != '#' && line[0] != '{' && !slices.Contains(rules, name) {
			rules = append(rules, name)
		}
	}
	if len(rules) < 12 || len(rules) != len(plainlyRead) {
		t.Errorf("%d rules, and words for %d", len(rules), len(plainlyRead))
	}
	for _, rule := range rules {
		c := heed.Claim{Kind: heed.SigFeels, Basis: heed.Inferred, Words: "In our voice", Evidence: []heed.Evidence{{Rule: "behaviour:" + rule}}}
		for _, l := range bothLanguages {
			r := plainlyRead[rule]
			if got := plainWords(&c, l); r.does.in(l) == "" || r.read.in(l) == "" || !strings.Contains(got, r.does.in(l)) || !strings.Contains(got, r.read.in(l)) {
				t.Errorf("%s in %s: %q", rule, l, got)
			}
		}
	}
}

// TestPlainWords: every kind of claim is said in both languages, what a person
// wrote is left as it is, and nothing of ours is said in another language.
func TestPlainWords(t *testing.T) {
	seen := map[string]heed.SignalKind{}
	for kind, s := range plainly {
		for _, l := range bothLanguages {
			words := plainWords(&heed.Claim{Kind: kind, Basis: heed.Expressed, Words: "somebody else's", Quoted: true}, l)
			if words != s.in(l) || words == "" || strings.Contains(words, "somebody else") {
				t.Errorf("%s in %s: %q", kind, l, words)
			}
			if other, ok := seen[words]; ok {
				t.Errorf("%s and %s say the same: %q", kind, other, words)
			}
			seen[words] = kind
		}
	}
	read := heed.Claim{Kind: heed.SigThinks, Basis: heed.Inferred, Words: "Wants proof", Behaviour: "asks twice", Language: heed.English,
		Texts: map[heed.Language]string{heed.Spanish: "Quiere pruebas"}, Behaviours: map[heed.Language]string{heed.Spanish: "pregunta dos veces"}}
	for _, test := range []struct {
		c    heed.Claim
		lang heed.Language
		want []string
	}{
		{heed.Claim{Kind: heed.SigPain, Review: heed.Edited, Words: "You copy by hand."}, heed.English, []string{"You copy by hand."}},
		{heed.Claim{Kind: heed.SigRisk, Subkind: "reputation", Basis: heed.Expressed}, heed.Spanish, []string{"quedaría mal"}},
		{heed.Claim{Kind: heed.SigFeels, Basis: heed.Expressed, Feelings: []heed.FeelingScore{{Name: heed.Joy, Intensity: 0.3}, {Name: heed.Anxiety, Intensity: 0.6}}}, heed.English, []string{"worried"}},
		{read, heed.English, []string{"did not say so", "asks twice", "Wants proof"}},
		{read, heed.Spanish, []string{"No lo dijo así", "pregunta dos veces", "Quiere pruebas"}},
		{heed.Claim{Kind: heed.SigThinks, Basis: heed.Inferred, Words: "somebody else's", Quoted: true, Language: heed.English}, heed.English, []string{"did not say so", "your own opinion"}},
	} {
		got := plainWords(&test.c, test.lang)
		for _, w := range test.want {
			if !strings.Contains(got, w) {
				t.Errorf("%+v in %s: %q lacks %q", test.c, test.lang, got, w)
			}
		}
		if strings.Contains(got, "somebody else") {
			t.Errorf("words of another customer: %q", got)
		}
	}
}
