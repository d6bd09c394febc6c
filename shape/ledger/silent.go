package ledger

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

//go:embed data/roles.txt
var roleData string

type roles struct {
	key   map[string]string // form: key
	names map[string]map[heed.Language]string
}

var roleTable = sync.OnceValue(func() roles {
	r := roles{key: map[string]string{}, names: map[string]map[heed.Language]string{}}
	for line := range strings.Lines(roleData) {
		part := strings.Split(strings.TrimSpace(line), "|")
		if len(part) != 4 || strings.HasPrefix(line, "#") {
			continue
		}
		key := strings.TrimSpace(part[0])
		r.names[key] = map[heed.Language]string{heed.English: strings.TrimSpace(part[1]), heed.Spanish: strings.TrimSpace(part[2])}
		for _, f := range strings.Split(part[3], ",") {
			if f = text.Fold(strings.TrimSpace(f)); r.key[f] == "" {
				r.key[f] = key
			}
		}
	}
	return r
})

// RoleKeys are the roles named in s, by key.
func RoleKeys(s string) []string {
	table := roleTable()
	words := text.Words(text.Fold(s))
	var out []string
	for tok := range text.All(s) {
		if s[tok.Start:tok.End] == "IT" {
			out = append(out, "it")
			break
		}
	}
	for i := range words {
		for n := 3; n >= 1; n-- {
			if i+n > len(words) {
				continue
			}
			if k := table.key[strings.Join(words[i:i+n], " ")]; k != "" && !slices.Contains(out, k) {
				out = append(out, k)
				break
			}
		}
	}
	return out
}

// RoleName is a role's name in a language of the interface.
func RoleName(key string, lang heed.Language) string {
	if n := roleTable().names[key][lang]; n != "" {
		return n
	}
	return cmp.Or(roleTable().names[key][heed.English], key)
}

// Translate names a role in a language of the interface where s is the name
// of a role that Heed knows, else it returns s.
func Translate(s string, lang heed.Language) string {
	folded := text.Fold(strings.TrimSpace(s))
	for key, names := range roleTable().names {
		if folded == key || folded == text.Fold(names[heed.English]) || folded == text.Fold(names[heed.Spanish]) {
			return names[lang]
		}
	}
	return s
}

const (
	mostSilent     = 5
	silentEvidence = 12
)

// Silent finds the roles that the given sentences speak of (as those who shape
// the decision, or from whom something was heard) while nobody in that role
// was heard. What is said of them is hearsay. Roles are named in lang, those
// that most people mention first.
func Silent(c *corpus.Corpus, utts []int32, lang heed.Language) []heed.SilentRole {
	heard := map[string]bool{}
	for i := range c.People {
		p := &c.People[i]
		for _, s := range []string{p.Title, p.BuyingRole, p.Segment} {
			for _, k := range RoleKeys(s) {
				heard[k] = true
			}
		}
	}
	type mention struct {
		people map[int32]bool
		ev     []heed.Evidence
	}
	found := map[string]*mention{}
	for _, u := range utts {
		ut := &c.Utterances[u]
		if ut.Withheld {
			continue
		}
		for i := range ut.Signals {
			s := &ut.Signals[i]
			if s.Kind != heed.SigInfluence && s.Kind != heed.SigHears {
				continue
			}
			keys := RoleKeys(s.Value)
			if len(keys) == 0 {
				keys = RoleKeys(s.Text)
			}
			for _, k := range keys {
				if heard[k] {
					continue
				}
				m := found[k]
				if m == nil {
					m = &mention{people: map[int32]bool{}}
					found[k] = m
				}
				voice := ut.Person
				if voice < 0 {
					voice = -2 - ut.Conv
				}
				fresh := !m.people[voice]
				m.people[voice] = true
				if fresh && len(m.ev) < silentEvidence {
					e := Evidence(c, u, heed.Span{}, s, heed.Supports)
					e.Hearsay = true
					m.ev = append(m.ev, e)
				}
			}
		}
	}
	var out []heed.SilentRole
	for k, m := range found {
		n := 0
		for v := range m.people {
			if v >= 0 {
				n++
			}
		}
		out = append(out, heed.SilentRole{Role: RoleName(k, lang), People: n, Evidence: m.ev})
	}
	slices.SortFunc(out, func(a, b heed.SilentRole) int {
		return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(a.Role, b.Role))
	})
	return out[:min(len(out), mostSilent)]
}
