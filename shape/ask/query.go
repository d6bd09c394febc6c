package ask

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/ledger"
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
	light    []term // words of every day, that order answers and make none
	needs    []int  // that the question names
	form     int    // of answer that is asked for: a facet, -1 for any
	denies   bool   // it asks about what is not so
	// denied are the kinds of which it asks what is not so.
	denied []int
	// jobs are words for the people asked about by what they said they are.
	jobs []term
	// roleWords name the roles: where nobody has them, what others say of them
	// is looked for.
	roleWords []string
	// titles are words that the titles of those asked about must have.
	titles []string
	asks   bool // somebody in particular is asked about
}

// term is a word of the subject.
type term struct {
	word     string
	stem     string
	concept  int32
	known    bool // concept holds
	vec      []float32
	common   float64 // how near every word vec lies
	senses   []int   // of data/senses.txt
	listed   bool    // senses are those of the word itself, not of its stem
	compound int     // the name of several words it is part of, 0 for none
	beside   int     // the pair of terms that count as one, 0 for none
	need     int     // that the question names by it, from 1; 0 for none
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
	q := Query{Language: lang, form: -1, denies: ledger.Negated(question, lang)}
	folded := text.Words(text.Fold(question))
	used := make([]bool, len(folded))
	q.named(question, folded, used, u, people)
	q.jobsIn(folded, used, u)
	lights := q.facets(folded, used, staged(u))
	q.whoIs(question, folded, used)
	at := make([]int, 0, len(folded)) // where each term stands
	for i, w := range folded {
		object := slices.Contains(at, i-1) && slices.Contains(lights, i) // "telling clients"
		if used[i] && !object || len(w) < 2 || text.Stopword(w, lang) {
			continue
		}
		if !q.about(w) {
			continue
		}
		at = append(at, i)
		if isName(question, w) { // a name is like no other: Portugal is not Italy
			q.terms[len(q.terms)-1].vec = nil
		}
	}
	at = q.known(u, at)
	q.sideBySide(folded, at)
	q.needsIn(folded, at)
	q.opinions()
	q.lights(folded, lights, at)
	if len(q.roles) == 1 && len(q.titles) == 0 && !q.anybody(people) { // no title says so, but they may have said it themselves
		roles, who := q.roles, q.Looked.Who
		if q.roles, q.Looked.Who = nil, nil; !slices.ContainsFunc(q.roleWords, func(w string) bool { return q.job(w, u) }) {
			q.roles, q.Looked.Who = roles, who
		}
	}
	if len(q.roles) > 0 && !q.anybody(people) {
		for _, w := range q.roleWords {
			if !text.Stopword(w, lang) {
				q.about(w)
			}
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

// about adds a word to the subject, once.
func (q *Query) about(word string) bool {
	t := newTerm(word, q.Language)
	if slices.ContainsFunc(q.terms, func(o term) bool { return o.stem == t.stem }) {
		return false
	}
	q.terms = append(q.terms, t)
	return true
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

// whoIs finds the roles that are asked about, and not those that the question
// has for its subject.
func (q *Query) whoIs(question string, folded []string, used []bool) {
	keys := ledger.RoleKeys(question)
	l := words()
	within := l.named("cue", "within")
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
			for k := i - 1; k > 0 && k >= i-2 && !personNouns[before] && l.cued(q.Language, folded[k:k+1], within); k-- { // "people in the warehouse"
				before = folded[k-1]
			}
			if !alwaysWho[found[0]] && !personNouns[before] && !personNouns[after] && !personNouns[folded[i+n-1]] && !doWords[before] {
				continue
			}
			if !slices.Contains(q.roles, found[0]) {
				q.roles = append(q.roles, found[0])
			}
			if (found[0] == "management" || found[0] == "manager") && personNouns[gram] {
				nouns = append(nouns, found[0])
				q.titled(folded, used, i, n)
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

// Empty reports whether the question asks for nothing that can be looked for.
func (q *Query) Empty() bool {
	return len(q.terms) == 0 && len(q.kinds) == 0 && !q.asks && len(q.stages) == 0
}

// Who are the ids of those asked about, nil where anybody is.
func (q *Query) Who(people []heed.Participant) (ids []string) {
	if !q.asks && q.Looked.Relationship == "" && q.Looked.BuyingRole == "" {
		return nil
	}
	for i := range people {
		if q.Asked(&people[i]) {
			ids = append(ids, people[i].ID)
		}
	}
	return ids
}

// Leads are the conversations in which claims of the kinds asked for rest, where
// a question names no subject to look for.
func (q *Query) Leads(u *heed.Understanding) (ids []string) {
	if len(q.terms) > 0 || len(q.kinds) == 0 {
		return nil
	}
	l := words()
	for i := range u.Claims {
		c := &u.Claims[i]
		if !slices.ContainsFunc(q.kinds, func(f int) bool {
			x := &l.facets[f]
			return slices.Contains(x.signals, c.Kind) || slices.Contains(x.contact, c.Kind) ||
				slices.ContainsFunc(c.Feelings, func(s heed.FeelingScore) bool { return s.Intensity >= strongly && slices.Contains(x.feelings, s.Name) })
		}) {
			continue
		}
		for _, e := range c.Evidence {
			ids = append(ids, e.Conversation)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// strongly is the intensity from which a claim carries a feeling.
const strongly = 0.3

// anybody reports whether anybody heard is one of those asked about.
func (q *Query) anybody(people []heed.Participant) bool {
	return slices.ContainsFunc(people, func(p heed.Participant) bool { return q.Asked(&p) })
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
	for _, w := range q.titles {
		if !slices.ContainsFunc(text.Words(text.Fold(p.Title)), func(o string) bool { return text.Stem(o, q.Language) == text.Stem(w, q.Language) }) {
			return false
		}
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
