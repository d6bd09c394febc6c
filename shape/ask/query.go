package ask

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/themes"
)

// Query is a question understood.
type Query struct {
	Looked   heed.Looked
	Language heed.Language

	kinds  []int // facets, by number
	stages []int
	roles  []string // keys
	orgs   []string // as the study writes them
	people []string // ids, called by name
	// segments are those of the study that are asked about, as it writes them.
	segments []string
	terms    []term
	// roleWords name the roles: where nobody has them, what others say of them
	// is looked for.
	roleWords []string
	asks      bool // somebody in particular is asked about
}

// term is a word of the subject.
type term struct {
	word    string
	stem    string
	concept int32
	known   bool // concept holds
	vec     []float32
}

// subject words follow a role that may also be a thing: "payroll clerks", "the
// warehouse team"; do words come right before one who acts: "what does payroll".
var (
	personNouns = setOf("lead leads manager managers director directors team people person staff clerk clerks department folks users user supervisor supervisors head heads owner owners jefe jefes jefa jefas responsable responsables encargado encargada encargados gente equipo personas director directores directora gerente gerentes los las tecnica tecnico")
	doWords     = setOf("do does did has have are is will would")
	// alwaysWho are roles that a question means as people.
	alwaysWho = setOf("finance it management operations procurement hr")
	// neverWho are roles that stand for anybody.
	neverWho = setOf("customers colleagues suppliers family")
)

func setOf(list string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(list) {
		out[w] = true
	}
	return out
}

// Parse understands a question about a study: by its people, their
// organisations and its personas, in lang or, where that is empty, in the
// language it is written in.
func Parse(question string, lang heed.Language, u *heed.Understanding, people []heed.Participant) Query {
	if lang == "" {
		if lang, _ = text.Language(question); lang != heed.Spanish {
			lang = heed.English
		}
	}
	q := Query{Language: lang}
	folded := text.Words(text.Fold(question))
	used := make([]bool, len(folded))
	q.named(question, folded, used, u, people)
	q.facets(folded, used)
	q.whoIs(question, folded, used)
	for i, w := range folded {
		if used[i] || len(w) < 2 || text.Stopword(w, lang) {
			continue
		}
		q.about(w)
		if isName(question, w) { // a name is like no other: Portugal is not Italy
			q.terms[len(q.terms)-1].vec = nil
		}
	}
	if len(q.roles) > 0 && !slices.ContainsFunc(people, func(p heed.Participant) bool { return q.Asked(&p) }) {
		for _, w := range q.roleWords {
			q.about(w)
		}
	}
	q.say(u)
	return q
}

// isName reports whether a word of a question is written as a name is: with a
// capital, and not at its start.
func isName(question, word string) bool {
	for i, w := range strings.Fields(question) {
		w = strings.Trim(w, "¿?¡!.,;:\"'")
		if i > 0 && len(w) > 2 && text.Fold(w) == word && unicode.IsUpper([]rune(w)[0]) && strings.ToUpper(w) != w {
			return true
		}
	}
	return false
}

// about adds a word to the subject.
func (q *Query) about(word string) {
	t := term{word: word, stem: text.Stem(word, q.Language), vec: themes.WordVector(word, q.Language)}
	t.concept, t.known = themes.Meaning(word, q.Language)
	if !slices.ContainsFunc(q.terms, func(o term) bool { return o.stem == t.stem }) {
		q.terms = append(q.terms, t)
	}
}

// named finds organisations, personas and people that are called by name.
func (q *Query) named(question string, folded []string, used []bool, u *heed.Understanding, people []heed.Participant) {
	take := func(name string) bool {
		want := text.Words(text.Fold(name))
		for i := 0; len(want) > 0 && i+len(want) <= len(folded); i++ {
			if slices.Equal(folded[i:i+len(want)], want) {
				for j := range want {
					used[i+j] = true
				}
				return true
			}
		}
		return false
	}
	orgs := map[string]bool{}
	for _, p := range people {
		if p.Organisation != "" {
			orgs[p.Organisation] = true
		}
	}
	names := make([]string, 0, len(orgs))
	for o := range orgs {
		names = append(names, o)
	}
	slices.Sort(names)
	for _, o := range names {
		first, _, _ := strings.Cut(o, " ")
		if take(o) || len(first) > 3 && strings.Contains(question, first) && alone(names, first) && take(first) {
			q.orgs = append(q.orgs, o)
			continue
		}
		for _, w := range strings.Fields(o) { // "Talampa" of "Herrajes Talampa"
			if len(w) > 4 && strings.Contains(question, w) && alone(names, w) && take(w) {
				q.orgs = append(q.orgs, o)
				break
			}
		}
	}
	q.segmentsIn(folded, used, people)
	for i := range u.Personas {
		p := &u.Personas[i]
		if p.Name != "" && take(p.Name) {
			q.people = append(q.people, p.Participants...)
			q.Looked.Who = append(q.Looked.Who, p.Name)
			q.asks = true
		}
	}
	for _, p := range people {
		if p.DisplayName != "" && take(p.DisplayName) {
			q.people = append(q.people, p.ID)
			q.Looked.Who = append(q.Looked.Who, p.DisplayName)
			q.asks = true
		}
	}
	q.asks = q.asks || len(q.orgs)+len(q.segments) > 0
	q.Looked.Who = append(q.Looked.Who, q.orgs...)
}

// segmentsIn finds the segments of the study that are asked about: "what do
// scientists fear?". A word that names a role is left to the roles.
func (q *Query) segmentsIn(folded []string, used []bool, people []heed.Participant) {
	known := map[string]bool{}
	for _, p := range people {
		if p.Segment != "" {
			known[p.Segment] = true
		}
	}
	for i, w := range folded {
		if used[i] || len(w) < 4 || neverWho[w] || len(keysOf([]string{w})) > 0 {
			continue
		}
		for _, s := range slices.Sorted(maps.Keys(known)) {
			if ledger.NamesSegment(w, s) && !slices.Contains(q.segments, s) {
				q.segments, used[i] = append(q.segments, s), true
				q.Looked.Who = append(q.Looked.Who, ledger.SegmentName(s, q.Language))
			}
		}
	}
}

// alone reports whether a word stands in one name only.
func alone(names []string, word string) bool {
	n := 0
	for _, o := range names {
		if slices.Contains(strings.Fields(o), word) {
			n++
		}
	}
	return n == 1
}

// facets finds kinds of thing and stages, and drops words that say nothing.
func (q *Query) facets(folded []string, used []bool) {
	l := words()
	for i := 0; i < len(folded); i++ {
		if used[i] {
			continue
		}
		found, n := l.longest(q.Language, folded, i)
		if n == 0 {
			continue
		}
		for _, f := range found {
			switch x := &l.facets[f]; x.group {
			case "kind":
				q.kinds = addOnce(q.kinds, f)
			case "stage":
				q.stages = addOnce(q.stages, f)
			case "relationship":
				q.Looked.Relationship, q.asks = heed.Relationship(x.name), true
			case "buying":
				q.Looked.BuyingRole, q.asks = x.name, true
			}
		}
		for j := range n {
			used[i+j] = true
		}
		i += n - 1
	}
}

// whoIs finds the roles that are asked about, and not those that the question
// has for its subject.
func (q *Query) whoIs(question string, folded []string, used []bool) {
	keys := ledger.RoleKeys(question)
	var nouns []string // roles by a word that may only say that a person is meant
	for i := range folded {
		for n := min(3, len(folded)-i); n > 0; n-- {
			gram := strings.Join(folded[i:i+n], " ")
			found := keysOf(folded[i : i+n])
			if folded[i] == "it" && n == 1 && slices.Contains(keys, "it") {
				found = []string{"it"}
			}
			if len(found) != 1 || n > 1 && (slices.Equal(found, keysOf(folded[i:i+n-1])) || slices.Equal(found, keysOf(folded[i+1:i+n]))) {
				continue // a shorter run of words names it too
			}
			if used[i] && !personNouns[folded[i]] || neverWho[found[0]] {
				continue
			}
			before, after := at(folded, i-1), at(folded, i+n)
			if before == "the" || before == "de" {
				before = cmp.Or(at(folded, i-2), before)
			}
			if !alwaysWho[found[0]] && !personNouns[before] && !personNouns[after] && !personNouns[folded[i+n-1]] && !doWords[before] {
				continue
			}
			if !slices.Contains(q.roles, found[0]) {
				q.roles = append(q.roles, found[0])
			}
			if (found[0] == "management" || found[0] == "manager") && personNouns[gram] {
				nouns = append(nouns, found[0])
			}
			for j := range n {
				used[i+j] = true
				q.roleWords = append(q.roleWords, folded[i+j])
			}
			break
		}
	}
	if len(q.roles) > len(nouns) { // "finance managers": the manager is of finance
		q.roles = slices.DeleteFunc(q.roles, func(k string) bool { return slices.Contains(nouns, k) })
	}
	for i, w := range folded {
		used[i] = used[i] || len(q.roles) > 0 && personNouns[w]
	}
	q.asks = q.asks || len(q.roles) > 0
	for _, k := range q.roles {
		q.Looked.Who = append(q.Looked.Who, ledger.RoleName(k, q.Language))
	}
}

// keysOf are the roles that words name, by themselves or without their s.
func keysOf(list []string) []string {
	found := ledger.RoleKeys(strings.Join(list, " "))
	if len(found) == 1 {
		return found
	}
	if one := ledger.RoleKeys(singular(list)); len(one) == 1 || len(found) == 0 {
		return one
	}
	return found
}

// singular takes the s off English and Spanish words.
func singular(list []string) string {
	out := make([]string, len(list))
	for i, w := range list {
		if out[i] = w; len(w) > 3 {
			out[i] = strings.TrimSuffix(w, "s")
			if strings.HasSuffix(w, "ores") {
				out[i] = strings.TrimSuffix(w, "es")
			}
		}
	}
	return strings.Join(out, " ")
}

func at(list []string, i int) string {
	if i < 0 || i >= len(list) {
		return ""
	}
	return list[i]
}

func addOnce(list []int, v int) []int {
	if slices.Contains(list, v) {
		return list
	}
	return append(list, v)
}

// say writes down what the question was taken to ask.
func (q *Query) say(u *heed.Understanding) {
	l := words()
	for _, f := range q.kinds {
		q.Looked.Kinds = append(q.Looked.Kinds, l.facets[f].name)
	}
	for _, f := range q.stages {
		q.Looked.Stages = append(q.Looked.Stages, l.facets[f].name)
	}
	for _, t := range q.terms {
		q.Looked.About = append(q.Looked.About, heed.LookedFor{Word: t.word, Also: t.forms(q.Language)})
	}
}

// forms are other words, in both languages, that mean the same as a term.
func (t *term) forms(lang heed.Language) []string {
	if !t.known {
		return nil
	}
	other := heed.English
	if lang == heed.English {
		other = heed.Spanish
	}
	var out []string
	for _, list := range [][]string{themes.Forms(t.concept, lang), themes.Forms(t.concept, other)} {
		for _, f := range list {
			if text.Fold(f) != t.word && !slices.Contains(out, f) {
				out = append(out, f)
			}
		}
	}
	return out
}

// Empty reports whether the question asks for nothing that can be looked for.
func (q *Query) Empty() bool {
	return len(q.terms) == 0 && len(q.kinds) == 0 && !q.asks && len(q.stages) == 0
}

// Words are the words to look for by full text, each with those that mean the
// same, in the order of the question: those of the subject, and those that name
// the kind of thing that is asked for.
func (q *Query) Words() [][]string {
	var out [][]string
	if l := words(); len(q.kinds) > 0 {
		var named []string
		for form, kinds := range l.forms[q.Language] {
			if !strings.Contains(form, " ") && slices.ContainsFunc(kinds, func(k int) bool { return slices.Contains(q.kinds, k) }) {
				named = append(named, form)
			}
		}
		slices.Sort(named)
		out = append(out, named)
	}
	for i := range q.terms {
		out = append(out, append([]string{q.terms[i].word}, q.terms[i].forms(q.Language)...))
	}
	return out
}

// Asked reports whether the participant is one of those asked about.
func (q *Query) Asked(p *heed.Participant) bool {
	if q.Looked.Relationship != "" && p.Relationship != q.Looked.Relationship {
		return false
	}
	if q.Looked.BuyingRole != "" && !strings.Contains(text.Fold(p.BuyingRole), q.Looked.BuyingRole) {
		return false
	}
	if len(q.orgs) > 0 && !slices.Contains(q.orgs, p.Organisation) {
		return false
	}
	if len(q.segments) > 0 && !slices.Contains(q.segments, p.Segment) {
		return false
	}
	if len(q.people) > 0 && !slices.Contains(q.people, p.ID) {
		return false
	}
	if len(q.roles) == 0 {
		return true
	}
	keys := ledger.RoleKeys(p.Title)
	if s := ledger.RoleKeys(p.Segment); len(s) > 0 {
		keys = append(keys, s...)
	}
	return slices.ContainsFunc(q.roles, func(k string) bool { return slices.Contains(keys, k) })
}
