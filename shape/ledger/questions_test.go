package ledger

import (
	"regexp"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

// Every wording has three forms with the same places to fill, each a question
// or a request, and none asks "a quién" from whom something was heard.
func TestQuestionWordings(t *testing.T) {
	lines := 0
	place := regexp.MustCompile(`\{[a-z]+\}`)
	tu := regexp.MustCompile(`(?i)(^|[ ¿])(te|tú|ti|tu|tus|contigo|cuéntame|háblame|dime|piensa)([ ,.?]|$)`)
	for line := range strings.Lines(questionData) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || line[0] == '[' {
			continue
		}
		lines++
		part := strings.Split(line, " | ")
		if len(part) != 3 {
			t.Errorf("%d wordings in %q", len(part), line)
			continue
		}
		for _, p := range part[1:] {
			if a, b := strings.Join(place.FindAllString(part[0], -1), ""), strings.Join(place.FindAllString(p, -1), ""); a != b {
				t.Errorf("places %q and %q in %q", a, b, line)
			}
		}
		if tu.MatchString(part[2]) {
			t.Errorf("tú where usted is said: %q", part[2])
		}
		if strings.Count(part[1], "¿") != strings.Count(part[1], "?") || strings.Count(part[2], "¿") != strings.Count(part[2], "?") {
			t.Errorf("marks of %q", line)
		}
	}
	for _, f := range heed.RequiredFields {
		for _, setting := range []string{"", SettingContact, SettingPurchase} {
			if a := (Asker{Setting: setting}); len(templates()[a.within("field "+string(f))]) < 2 {
				t.Errorf("too few wordings of %s in setting %q", f, setting)
			}
		}
	}
	if lines < 80 {
		t.Errorf("%d wordings", lines)
	}
}

// Two personas of a study are not asked the same, callers are not asked about
// their week, and usted is said where the study says it.
func TestAsker(t *testing.T) {
	asked := map[string]bool{}
	seen := map[string]string{}
	for _, id := range []string{"a", "b"} {
		a := Asker{Setting: SettingContact, Formal: true, Asked: asked}
		for _, q := range a.About(&heed.Persona{ID: id}, "", nil, heed.RequiredFields, nil, 8) {
			if other, twice := seen[q.Texts[heed.English]]; twice {
				t.Errorf("%s and %s are both asked %q", other, id, q.Texts[heed.English])
			}
			seen[q.Texts[heed.English]] = id
			if strings.Contains(q.Texts[heed.English], " week") || strings.Contains(q.Texts[heed.Spanish], "semana") {
				t.Errorf("somebody who rang is asked %q", q.Texts[heed.English])
			}
			if strings.Contains(q.Texts[heed.Spanish], "Cuéntame") {
				t.Errorf("usted is not said in %q", q.Texts[heed.Spanish])
			}
		}
	}
	if len(seen) < 12 {
		t.Errorf("%d questions for two personas", len(seen))
	}
}

func TestWhatIsReadOut(t *testing.T) {
	for _, c := range []struct {
		words string
		kind  heed.SignalKind
		lang  heed.Language
		want  bool
	}{
		{"I worry that I will be the one who signs for the payroll.", heed.SigRisk, heed.English, true},
		{"Me preocupa quedar yo respondiendo sola por esto ante el comité.", heed.SigRisk, heed.Spanish, true},
		{"I want a large pizza with extra cheese and a soda.", heed.SigTask, heed.English, false},
		{"it's wrong, who rings the bank.", heed.SigPain, heed.English, false},
		{"I told [person 3] that the file was wrong again.", heed.SigPain, heed.English, false},
	} {
		if got := tellsOfSelf(&heed.Claim{Words: c.words, Kind: c.kind, Language: c.lang, Quoted: true}); got != c.want {
			t.Errorf("%q is read out: %v", c.words, got)
		}
	}
}
