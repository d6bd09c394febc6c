// Package pseudonym takes personal data out of conversations before they are
// stored: names become [person 3], the rest [email], [phone] and so on. What
// it does is reduce, never anonymise; docs/METHOD.md has its measured recall.
package pseudonym

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/heedhq/heed"
)

// Number returns the number of a person by name, the same within a study.
type Number func(name string) (int, error)

// Counts counts replacements by kind of personal data.
type Counts map[string]int

var email = regexp.MustCompile(`[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}`)

// Cover replaces personal data in the title, the speakers and the turns of c.
func Cover(c *heed.Conversation, number Number) (Counts, error) {
	counts := Counts{}
	renamed := map[string]string{}
	for i := range c.Speakers {
		s := &c.Speakers[i]
		if !Named(s.Speaker) {
			continue
		}
		n, err := number(s.Speaker)
		if err != nil {
			return nil, err
		}
		renamed[s.Speaker] = fmt.Sprintf("Person %d", n)
		s.Speaker, s.Name = renamed[s.Speaker], ""
	}
	for i := range c.Turns {
		t := &c.Turns[i]
		if to, ok := renamed[t.Speaker]; ok {
			t.Speaker = to
			counts["name"]++
		}
		t.Text = email.ReplaceAllStringFunc(t.Text, func(string) string {
			counts["email"]++
			return "[email]"
		})
	}
	return counts, nil
}

// Named reports whether a speaker's label is somebody's name, not a role such
// as Caller or P1.
func Named(label string) bool {
	words := strings.Fields(label)
	if len(words) == 0 || len(words) > 4 {
		return false
	}
	switch strings.ToLower(strings.Trim(words[0], "0123456789:.")) {
	case "", "p", "i", "s", "speaker", "caller", "agent", "customer", "client", "participant", "interviewer",
		"user", "rep", "agente", "cliente", "usuario", "entrevistador", "entrevistadora", "hablante", "participante",
		"moderator", "respondent", "author", "reviewer", "person", "unknown":
		return false
	}
	return true
}

// InName replaces names in the name of a file.
func InName(file string, names []string) string {
	for _, n := range names {
		for _, w := range strings.Fields(n) {
			if len(w) > 2 {
				file = strings.ReplaceAll(strings.ReplaceAll(file, w, "person"), strings.ToLower(w), "person")
			}
		}
	}
	return file
}
