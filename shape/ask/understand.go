package ask

import (
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/needs"
	"github.com/heedhq/heed/shape/themes"
)

// newTerm is a word of a question with all by which others may say it.
func newTerm(word string, lang heed.Language) term {
	t := term{word: word, stem: text.Stem(word, lang), vec: themes.WordVector(word, lang)}
	t.concept, t.known = themes.Meaning(word, lang)
	t.common = commonness(t.vec)
	t.senses, t.listed = sensesOf(text.Fold(word), t.stem, lang)
	return t
}

// facets finds kinds of thing, the form of answer and stages, and drops words
// that say nothing. In a study without stages what names one is a word of the
// subject. lights are where words of every day stand.
func (q *Query) facets(folded []string, used []bool, staged bool) (lights []int) {
	l := words()
	for i := 0; i < len(folded); i++ {
		if used[i] {
			continue
		}
		found, n := l.longest(q.Language, folded, i)
		if n == 0 {
			continue
		}
		keep := false
		for _, f := range found {
			switch x := &l.facets[f]; x.group {
			case "kind":
				q.kinds = addOnce(q.kinds, f)
			case "form":
				if q.form < 0 && (i <= 1 || x.name == "use") { // "worry about when using it" asks for no time
					q.form = f
				}
			case "stage":
				if keep = !staged; staged {
					q.stages = addOnce(q.stages, f)
				}
			case "relationship":
				q.Looked.Relationship, q.asks = heed.Relationship(x.name), true
			case "buying":
				q.Looked.BuyingRole, q.asks = x.name, true
			case "light":
				lights = append(lights, i)
			}
		}
		for j := range n {
			used[i+j] = !keep
		}
		i += n - 1
	}
	if q.denies { // what they do not trust is what they distrust
		for i, f := range q.kinds {
			if to := l.named("kind", l.facets[f].denied); to >= 0 {
				q.kinds[i], q.denied = to, append(q.denied, f)
			}
		}
	}
	return lights
}

// opinions drops the kind of what people think where something is asked about:
// whatever they say of it is what they think.
func (q *Query) opinions() {
	if think := words().named("kind", "think"); len(q.terms) > 0 {
		q.kinds = slices.DeleteFunc(q.kinds, func(f int) bool { return f == think })
	}
}

// staged reports whether anything was heard at a stage.
func staged(u *heed.Understanding) bool {
	for i := range u.Claims {
		if slices.ContainsFunc(u.Claims[i].Evidence, func(e heed.Evidence) bool { return e.Stage != "" }) ||
			slices.ContainsFunc(u.Claims[i].Places, func(p heed.Place) bool { return p.Stage != "" }) {
			return true
		}
	}
	return false
}

// jobsIn finds the people who are asked about by what they said they are: "what
// do teachers fear?".
func (q *Query) jobsIn(folded []string, used []bool, u *heed.Understanding) {
	l := words()
	before := l.named("cue", "before")
	for i, w := range folded {
		if used[i] || len(w) < 4 || text.Stopword(w, q.Language) || i > 0 && !l.cued(q.Language, folded[i-1:i], before) || len(l.forms[q.Language][w]) > 0 || len(keysOf([]string{w})) > 0 {
			continue
		}
		used[i] = q.job(w, u)
	}
}

// job asks about those who said that a word is what they are, if anybody did.
func (q *Query) job(w string, u *heed.Understanding) bool {
	t := newTerm(w, q.Language)
	var ids []string
	for j := range u.Claims {
		c := &u.Claims[j]
		if c.Kind != heed.SigAttribute || c.Subkind != "job" || !t.calls(c.Value, c.Language) {
			continue
		}
		for _, e := range c.Evidence {
			if e.Stance == heed.Supports && e.Participant != "" && !slices.Contains(ids, e.Participant) {
				ids = append(ids, e.Participant)
			}
		}
	}
	if len(ids) == 0 {
		return false
	}
	q.asks = true
	q.people, q.jobs = append(q.people, ids...), append(q.jobs, t)
	q.Looked.Who = append(q.Looked.Who, w)
	return true
}

// calls reports whether a term is what people of a job are called: its last word
// in English, "software developer", its first in Spanish.
func (t *term) calls(job string, lang heed.Language) bool {
	list := text.Words(text.Fold(job))
	if len(list) == 0 {
		return false
	}
	w := list[len(list)-1]
	if lang == heed.Spanish {
		w = list[0]
	}
	o := newTerm(w, lang)
	return o.stem == t.stem || o.known && t.known && o.concept == t.concept || shares(o.senses, t.senses)
}

// known makes words light that say what the whole study is about, by its name,
// where something else is asked about as well: they set nothing apart.
func (q *Query) known(u *heed.Understanding, at []int) []int {
	var kept []int
	terms := q.terms
	var about []term
	for _, w := range strings.FieldsFunc(u.Study, func(r rune) bool { return r == '-' || r == ' ' }) {
		if len(w) > 2 && !text.Stopword(w, heed.English) && !text.Stopword(w, heed.Spanish) {
			about = append(about, newTerm(text.Fold(w), heed.English))
		}
	}
	if len(about) < 2 { // "calls": what it consists of, not what it is about
		return at
	}
	q.terms = nil
	for k, t := range terms {
		if slices.ContainsFunc(about, func(o term) bool { return t.matches(&o) >= sameSense }) {
			q.light = append(q.light, t)
			continue
		}
		q.terms, kept = append(q.terms, t), append(kept, at[k])
	}
	if len(q.terms)+len(q.kinds) == 0 {
		q.terms, q.light = terms, nil
		return at
	}
	return kept
}

// sideBySide notes terms that name one thing together ("price increase") and
// those that the question names side by side with "and" or "or", of which who
// speaks of one answers.
func (q *Query) sideBySide(folded []string, at []int) {
	l, g := words(), 0
	beside, of, names := l.named("cue", "beside"), l.named("cue", "of"), 0
	for k := 1; k < len(at); k++ {
		between := folded[at[k-1]+1 : at[k]]
		if len(between) == 0 || len(between) < 3 && l.cued(q.Language, between, of) && !slices.ContainsFunc(between, func(w string) bool { return !text.Stopword(w, q.Language) }) {
			if q.terms[k-1].compound == 0 {
				names++
				q.terms[k-1].compound = names
			}
			q.terms[k].compound = q.terms[k-1].compound
			continue
		}
		if len(between) > 3 || !l.cued(q.Language, between, beside) || slices.ContainsFunc(between, func(w string) bool { return !text.Stopword(w, q.Language) }) {
			continue
		}
		if q.terms[k-1].beside == 0 {
			g++
			q.terms[k-1].beside = g
		}
		q.terms[k].beside = q.terms[k-1].beside
	}
}

// needsIn finds the needs that a question names: by one of their cues, or by
// all the words of their names.
func (q *Query) needsIn(folded []string, at []int) {
	note := func(need int, has func(k int) bool) {
		for k := range at {
			if has(k) {
				q.terms[k].need = need + 1
				q.needs = addOnce(q.needs, need)
			}
		}
	}
	for _, h := range needs.Hits(folded) {
		note(h.Need, func(k int) bool { return at[k] >= h.From && at[k] < h.To })
	}
	asked := make([]term, len(folded))
	for i, w := range folded {
		asked[i] = newTerm(w, q.Language)
	}
	for n, name := range needNames() {
		has := map[int]bool{} // the words of the question by which it is named
		named := len(name) > 0
		for i := range name {
			found := false
			for j := range asked {
				if asked[j].matches(&name[i]) >= sameSense {
					found, has[j] = true, true
				}
			}
			named = named && found
		}
		if named {
			note(n, func(k int) bool { return has[at[k]] })
		}
	}
}

// needNames are the words of each need's name that say what it is; none of a
// name that has one such word which stands in another name too.
var needNames = sync.OnceValue(func() [][]term {
	all := needs.All()
	out, in := make([][]term, len(all)), map[string]int{}
	for n, need := range all {
		for _, w := range strings.Fields(need.Name) {
			if !text.Stopword(w, heed.English) && !themes.Plain(w, heed.English) {
				t := newTerm(w, heed.English)
				out[n] = append(out[n], t)
				in[t.stem]++
			}
		}
	}
	for n := range out {
		if len(out[n]) == 1 && in[out[n][0].stem] > 1 {
			out[n] = nil
		}
	}
	return out
})

// titled takes the word that says which managers are meant: "marketing
// managers", "responsables de marketing".
func (q *Query) titled(folded []string, used []bool, i, n int) {
	l := words()
	take := func(k int) {
		if k >= 0 && k < len(folded) && !used[k] && !text.Stopword(folded[k], q.Language) && len(l.forms[q.Language][folded[k]]) == 0 && len(keysOf(folded[k:k+1])) == 0 {
			used[k] = true
			q.titles, q.roleWords = append(q.titles, folded[k]), append(q.roleWords, folded[k])
		}
	}
	if q.Language == heed.English {
		take(i - 1)
	} else if at(folded, i+n) == "de" {
		take(i + n + 1)
	}
}

// lights keeps words of every day that stand behind the first word that says
// something: "telling clients", not "what do clients fear".
func (q *Query) lights(folded []string, lights, at []int) {
	for _, i := range lights {
		if len(at) == 0 || i < at[0] || slices.Contains(at, i) {
			continue
		}
		q.light = append(q.light, newTerm(folded[i], q.Language))
	}
}

// forms are some of the other words, in both languages, that mean the same as a
// term, one of each stem.
func (t *term) forms(lang heed.Language) []string {
	other := heed.English
	if lang == heed.English {
		other = heed.Spanish
	}
	var out []string
	stems := map[string]bool{t.stem: true}
	for _, in := range []heed.Language{lang, other} {
		var list []string
		if t.known {
			list = append(list, themes.Forms(t.concept, in)...)
		}
		for _, n := range t.senses {
			list = append(list, senses().forms[n][in]...)
		}
		n := 0
		for _, f := range list {
			stem := text.Stem(text.Fold(f), in)
			if n < mostForms && text.Fold(f) != t.word && !stems[stem] {
				stems[stem] = true
				out = append(out, f)
				n++
			}
		}
	}
	return out
}

// mostForms is how many other words a term is shown with, of each language.
const mostForms = 4

// Words are the words to look for by full text, each with those that mean the
// same, in the order of the question: those of the subject, and those that name
// the kind of thing that is asked for, in the languages that were heard.
func (q *Query) Words(heard []heed.Language) [][]string {
	var out [][]string
	if l := words(); len(q.kinds) > 0 {
		var named []string
		for _, lang := range heard {
			for form, kinds := range l.forms[lang] {
				if !strings.Contains(form, " ") && slices.ContainsFunc(kinds, func(k int) bool { return slices.Contains(q.kinds, k) }) {
					named = addWord(named, form)
				}
			}
		}
		slices.Sort(named)
		out = append(out, named)
	}
	for i := range q.terms {
		t := &q.terms[i]
		list := []string{t.word}
		for _, lang := range heard {
			if t.known {
				for _, f := range themes.Forms(t.concept, lang) {
					list = addWord(list, f)
				}
			}
			for _, n := range t.senses {
				for _, f := range senses().forms[n][lang] {
					list = addWord(list, f)
				}
			}
		}
		out = append(out, list)
	}
	return out
}

func addWord(list []string, w string) []string {
	if slices.Contains(list, w) {
		return list
	}
	return append(list, w)
}
