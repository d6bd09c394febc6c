package pseudonym

import (
	"slices"
	"strings"
)

// person is somebody named in one conversation.
type person struct {
	name    string   // the fullest form met
	words   []string // of it, folded
	speaker bool     // the name is a speaker's, and stays as it is
	number  int      // 0: not asked for yet
}

// roster is who is named in one conversation, in the order met.
type roster struct {
	d      *dictionary
	people []*person
	words  map[string][]*person
	firms  map[string]bool
	keys   map[uint64]int // when each word was met, by its key
}

func newRoster(d *dictionary) *roster {
	return &roster{d: d, words: map[string][]*person{}, keys: map[uint64]int{}, firms: map[string]bool{}}
}

// knows reports whether the folded word is part of somebody's name.
func (r *roster) knows(folded []byte) bool {
	if len(r.words) == 0 {
		return false
	}
	_, ok := r.words[string(folded)]
	return ok
}

// wordKey is a short key of a folded word (FNV-1a).
func wordKey(folded []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, c := range folded {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return h
}

// since reports whether one of the words was met after the first known ones.
func (r *roster) since(known int, open []uint64) bool {
	for _, k := range open {
		if r.keys[k] > known {
			return true
		}
	}
	return false
}

// speaks reports whether the folded word is part of a speaker's name.
func (r *roster) speaks(folded []byte) bool {
	return slices.ContainsFunc(r.words[string(folded)], func(p *person) bool { return p.speaker })
}

// firm reports whether the folded word is part of an organisation's name.
func (r *roster) firm(folded []byte) bool {
	return len(r.firms) > 0 && r.firms[string(folded)]
}

// addFirm notes the words of an organisation's name. Given names among them
// stay names: Rose Packaging does not hide Rose.
func (r *roster) addFirm(name string) {
	for _, w := range nameWords(name) {
		if f := r.d.flags[r.d.ids[w]]; len(w) > 2 && (f&fGiven == 0 || f&fSurname != 0) {
			r.firms[w] = true
		}
	}
}

// nameWords folds a name and cuts it into words; titles and initials' dots go.
func nameWords(name string) []string {
	words := strings.FieldsFunc(fold(name), func(r rune) bool {
		return r == ' ' || r == '.' || r == ',' || r == '-' || r == '_' || r == '\t' || r == '\n' || r == '\r' || r == '\u00a0' || r == '(' || r == ')'
	})
	return words
}

var particles = map[string]bool{
	"de": true, "del": true, "la": true, "las": true, "los": true, "y": true, "i": true, "van": true, "von": true,
	"der": true, "den": true, "da": true, "dos": true, "di": true, "bin": true,
}

func (r *roster) index(p *person) {
	for _, w := range p.words {
		if len(w) > 1 && !particles[w] && !slices.Contains(r.words[w], p) {
			if k := wordKey([]byte(w)); r.keys[k] == 0 {
				r.keys[k] = len(r.keys) + 1
			}
			r.words[w] = append(r.words[w], p)
		}
	}
}

func (r *roster) speaker(name string) *person {
	words := nameWords(name)
	for len(words) > 1 && r.d.flags[r.d.ids[words[0]]]&fTitle != 0 {
		words = words[1:]
	}
	p := &person{name: name, words: words, speaker: true}
	r.people = append(r.people, p)
	r.index(p)
	return p
}

// met returns the person whom a name in the text means, new or known.
func (r *roster) met(name string) *person {
	words := nameWords(name)
	if len(words) == 0 {
		words = []string{fold(name)}
	}
	if p := r.find(words); p != nil {
		if !p.speaker && len(words) > len(p.words) {
			p.name, p.words = name, words
			r.index(p)
		}
		return p
	}
	p := &person{name: name, words: words}
	r.people = append(r.people, p)
	r.index(p)
	return p
}

// find looks for the person: by the same words, then by a part of the name,
// then by a short form; speakers come before people who are only talked about.
func (r *roster) find(words []string) *person {
	var part, short *person
	better := func(old, p *person) *person {
		if old == nil || p.speaker && !old.speaker {
			return p
		}
		return old
	}
	for _, p := range r.candidates(words) {
		switch {
		case slices.Equal(p.words, words):
			return p
		case fits(p.words, words) || fits(words, p.words):
			part = better(part, p)
		case r.shortFor(p.words, words):
			short = better(short, p)
		}
	}
	if part != nil {
		return part
	}
	return short
}

// candidates are the people who share a word with the name; for a short form,
// everybody.
func (r *roster) candidates(words []string) []*person {
	if r.d.nick[words[0]] != "" || len(words) == 1 {
		return r.people
	}
	return slices.Concat(r.words[words[0]], r.words[words[len(words)-1]])
}

// fits reports whether the short name is the long one in fewer words: its
// first, its last, or both ends.
func fits(long, short []string) bool {
	n, m := len(long), len(short)
	switch {
	case m > n:
		return false
	case m == 1:
		if slices.Contains(long, short[0]) {
			return !particles[short[0]] && len(short[0]) > 1
		}
		plural, ok := strings.CutSuffix(short[0], "s")
		return ok && n > 1 && long[n-1] == plural
	}
	if long[0] != short[0] {
		return m == 2 && n == 3 && long[1] == short[0] && long[2] == short[1] || m >= 2 && slices.Equal(long[n-m:], short)
	}
	return slices.Equal(long[:m], short) || long[n-1] == short[m-1]
}

// shortFor reports whether one first name is a form of the other and the rest
// does not speak against it.
func (r *roster) shortFor(a, b []string) bool {
	x, y := r.d.nick[a[0]], r.d.nick[b[0]]
	if x == "" || x != y {
		return false
	}
	return len(a) == 1 || len(b) == 1 || a[len(a)-1] == b[len(b)-1]
}
