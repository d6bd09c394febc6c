package acts

import (
	"os"
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

// TestDialogues holds short exchanges with reflections, validations,
// reassurances and summaries, and what only looks like one. They were written
// before the rules were tried on them and are development data since.
func TestDialogues(t *testing.T) {
	b, err := os.ReadFile("testdata/dialogues.tsv")
	if err != nil {
		t.Fatal(err)
	}
	right, all := map[string]int{}, map[string]int{}
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 4 {
			continue
		}
		c := &heed.Conversation{Language: heed.Language(f[0]), Turns: []heed.Turn{
			{Speaker: "a", Role: heed.RoleCustomer, Text: f[1]}, {Speaker: "b", Role: heed.RoleRep, Text: f[2]},
		}}
		got := Of(c)[1]
		all[f[0]]++
		ok := true
		for _, want := range strings.Fields(f[3]) {
			name, not := strings.CutPrefix(want, "!")
			ok = ok && slices.ContainsFunc(got, func(a heed.Act) bool { return string(a.Kind) == name }) != not
		}
		if ok {
			right[f[0]]++
			continue
		}
		var kinds []string
		for _, a := range got {
			kinds = append(kinds, string(a.Kind))
		}
		t.Logf("%s %q after %q: %v, want %s", f[0], f[2], f[1], kinds, f[3])
	}
	for lang, least := range map[string]int{"en": 29, "es": 28} {
		t.Logf("%s: %d of %d", lang, right[lang], all[lang])
		if all[lang] != 30 || right[lang] < least {
			t.Errorf("%s: %d of %d right, at least %d of 30 were", lang, right[lang], all[lang], least)
		}
	}
}
