package themes

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
	"github.com/heedhq/heed/shape/needs"
)

//go:embed data/naming.txt
var namingData string

// naming are the word lists of names, by section, folded.
var naming = sync.OnceValue(func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	for section, line := range wordlist.Lines(namingData) {
		if out[section] == nil {
			out[section] = map[string]bool{}
		}
		for w := range strings.FieldsSeq(line) {
			out[section][text.Fold(w)] = true
		}
	}
	return out
})

const (
	// sharedBy is the fewest people (or texts, where nobody is known) whose
	// sentences hold a name; in a study of fewer than smallStudy, sharedBySmall.
	sharedBy      = 3
	sharedBySmall = 2
	smallStudy    = 12
	// sharedShare is the share of a group's people who must say its name.
	sharedShare = 0.06
	// manyPeople is the number of them beyond which a smaller share of the rest
	// is enough, sharedRest: many people say one thing in many ways.
	manyPeople = 150
	sharedRest = 0.02
	// headed is the share of a word's uses that follow an article or the like
	// from which it can be the head of a name.
	headed = 0.25
	// mostlyNoun is that share from which the word alone can be a name.
	mostlyNoun = 0.5
	// aboutAll is the share of a study's people from which a word that they say
	// is in no name.
	aboutAll = 0.5
)

// Names returns, per group, what its people share that could name it, best
// first, at most limit each: a verb with its object, a noun phrase of two or
// three words, or words that name a need, written as most of them wrote it, that
// at least three people said. A group for which there is no such phrase has no name.
func Names(texts []Text, of []int32, groups int, unit []int32, limit int) [][]Phrase {
	read := newReader()
	return names(read, headsOf(read, texts, of, unit), texts, of, groups, unit, limit)
}

func names(read *reader, words stems, texts []Text, of []int32, groups int, unit []int32, limit int) [][]Phrase {
	each := func(t Text, f func(key, form string, words int, named bool)) { eachName(read, t, words, f) }
	least := func(units, total int) int {
		n := sharedBy
		if total < smallStudy {
			n = sharedBySmall
		}
		return max(n, int(sharedShare*float64(min(units, manyPeople))+sharedRest*float64(max(0, units-manyPeople))+0.5))
	}
	return phrases(texts, of, groups, unit, limit, each, least)
}

// NamesBySubject is Names, and where too few say one phrase, a phrase that two
// say which holds what at least three of the group's people and a fifth of them
// speak of, in either language.
func NamesBySubject(texts []Text, of []int32, groups int, unit []int32, limit int) [][]Phrase {
	read := newReader()
	words := headsOf(read, texts, of, unit)
	out := names(read, words, texts, of, groups, unit, limit)
	if !slices.ContainsFunc(out, func(l []Phrase) bool { return len(l) == 0 }) {
		return out
	}
	each := func(t Text, f func(key, form string, words int, named bool)) { eachName(read, t, words, f) }
	subject := subjects(texts, of, groups, unit)
	for c, list := range phrases(texts, of, groups, unit, 4*limit, each, func(int, int) int { return sharedBySmall }) {
		if len(out[c]) > 0 {
			continue
		}
		for _, p := range list {
			if slices.ContainsFunc(meant(Text{Text: p.Text, Lang: p.Lang}), func(k int32) bool { return subject[c][k] }) && len(out[c]) < limit {
				out[c] = append(out[c], p)
			}
		}
	}
	return nameByNoun(read, out, texts, of, groups, unit, words)
}

const (
	// nounShare is the share of a group's people from which a single noun names
	// it where no phrase does, nounZ how much more it must be theirs than the
	// others' (Phrase.Z), and nounLength its fewest letters.
	nounShare  = 0.2
	nounZ      = 2.5
	nounLength = 4
)

// nameByNoun gives groups without a name the noun that sets them apart: one
// that mostly stands behind an article or the like, and that many of them say.
func nameByNoun(read *reader, out [][]Phrase, texts []Text, of []int32, groups int, unit []int32, words stems) [][]Phrase {
	if !slices.ContainsFunc(out, func(l []Phrase) bool { return len(l) == 0 }) {
		return out
	}
	each := func(t Text, f func(key, form string, words int, named bool)) {
		read.runs(t, func(run []token) {
			for k, w := range run {
				if len(w.folded) >= nounLength && !naming()["vague"][w.folded] && words.strong[w.stem] && noun(w, t.Lang, words) {
					f(w.stem, form(t.Text[w.from:w.to], w.from == 0 || k == 0), 1, true)
				}
			}
		})
	}
	least := func(units, _ int) int { return max(sharedBy, int(nounShare*float64(units)+0.5)) }
	for c, list := range phrases(texts, of, groups, unit, 1, each, least) {
		if len(out[c]) == 0 && len(list) > 0 && list[0].Z >= nounZ {
			out[c] = list
		}
	}
	return out
}

// subjects are, per group, the concepts of the bridge that at least three of
// its people and a fifth of them speak of, and more of them than of the others.
func subjects(texts []Text, of []int32, groups int, unit []int32) []map[int32]bool {
	type said struct {
		group, concept, unit int32
	}
	seen, units := map[said]bool{}, map[said]bool{}
	count, size := make([]map[int32]int, groups), make([]int, groups)
	for c := range count {
		count[c] = map[int32]int{}
	}
	all := map[int32]int{}
	for i := 0; i < len(texts); i += sampled(len(texts)) {
		t := texts[i]
		if of[i] < 0 {
			continue
		}
		u := int32(i)
		if unit != nil {
			u = unit[i]
		}
		if k := (said{of[i], -1, u}); !units[k] {
			units[k] = true
			size[of[i]]++
		}
		for _, m := range meant(t) {
			if k := (said{of[i], m, u}); !seen[k] {
				seen[k] = true
				count[of[i]][m]++
				all[m]++
			}
		}
	}
	out := make([]map[int32]bool, groups)
	for c := range out {
		out[c] = map[int32]bool{}
		for m, n := range count[c] {
			if n >= sharedBy && 5*n >= size[c] && 3*n >= all[m] {
				out[c][m] = true
			}
		}
	}
	return out
}

// token is a word of a sentence as names look at it.
type token struct {
	stem, folded, lower string
	term                term // what it names by itself
	from, to            int
	det                 bool // a word that nouns follow
	plain, never, short bool
	weak                bool // talk does not gather around it
	// of the lists of names, whether it is in [head], [filler] or [inside]
	head, filler, inside bool
}

// reader reads the runs of words of texts, each text once. Any number of
// goroutines may share one.
type reader struct {
	mu   sync.RWMutex
	read map[Text][][]token
}

func newReader() *reader { return &reader{read: map[Text][][]token{}} }

// of are the runs of words between marks.
func (r *reader) of(t Text) [][]token {
	t.Near, t.ID = "", ""
	r.mu.RLock()
	list, ok := r.read[t]
	r.mu.RUnlock()
	if !ok {
		list = runsOf(t)
		r.mu.Lock()
		r.read[t] = list
		r.mu.Unlock()
	}
	return list
}

// runs calls f with each run of words between marks.
func (r *reader) runs(t Text, f func([]token)) {
	for _, run := range r.of(t) {
		f(run)
	}
}

// lexemes keeps what was found out about words.
var lexemes text.Memo[token]

// lexeme is a word in lower case, but for its place.
func lexeme(lower string, in heed.Language) token {
	lang := in
	if lang != heed.English && lang != heed.Spanish {
		lang = "" // the words of every day of both
	}
	folded := text.Fold(lower)
	return token{
		stem: text.Stem(lower, in), folded: folded, lower: lower, term: termOf(lower, in),
		det: before[folded], plain: Plain(lower, lang), never: naming()["never"][folded],
		short: len(lower) < 3 && lower != "ai", weak: naming()["weak"][folded],
		head: naming()["head"][folded], filler: naming()["filler"][folded], inside: naming()["inside"][folded],
	}
}

func runsOf(t Text) (out [][]token) {
	var run []token
	for tok := range text.All(t.Text) {
		if tok.Kind != text.Word || tok.Start > 0 && t.Text[tok.Start-1] == '[' { // a mark, a number, or a pseudonym
			if len(run) > 0 {
				out = append(out, run)
			}
			run = nil
			continue
		}
		w := lexemes.Get(tok.Lower, t.Lang, lexeme)
		w.from, w.to = tok.Start, tok.End
		run = append(run, w)
	}
	if len(run) > 0 {
		out = append(out, run)
	}
	return out
}

// sampled is the step at which texts are looked at where there are more than
// phrasedTexts.
func sampled(n int) int { return max(1, (n+phrasedTexts-1)/phrasedTexts) }

// stems are what is known of the words of a study.
type stems struct {
	heads  map[string]bool // can be the head of a name
	strong map[string]bool // is mostly a noun
	common map[string]bool // most people say it
}

// headsOf finds the stems that mostly stand where nouns do: after an article or
// the like, at once or behind one other word. A word that most people of the
// study say is what the study is about, and tells no group from another.
func headsOf(read *reader, texts []Text, of, unit []int32) stems {
	type voice struct {
		stem string
		unit int32
	}
	step := sampled(len(texts))
	parallel((len(texts)+step-1)/step, func(k int) {
		if of[k*step] >= 0 {
			read.of(texts[k*step])
		}
	})
	seen, named, people := map[string]int{}, map[string]int{}, map[string]int{}
	said, units := map[voice]bool{}, map[int32]bool{}
	for i := 0; i < len(texts); i += step {
		if of[i] < 0 {
			continue
		}
		u := int32(i)
		if unit != nil {
			u = unit[i]
		}
		units[u] = true
		read.runs(texts[i], func(run []token) {
			for k, w := range run {
				if w.plain && !w.never {
					continue
				}
				seen[w.stem]++
				if v := (voice{w.stem, u}); !said[v] {
					said[v] = true
					people[w.stem]++
				}
				if k > 0 && run[k-1].det || k > 1 && run[k-2].det && !run[k-1].plain {
					named[w.stem]++
				}
			}
		})
	}
	out := stems{heads: map[string]bool{}, strong: map[string]bool{}, common: map[string]bool{}}
	for s, n := range seen {
		out.heads[s] = float64(named[s]) >= headed*float64(n)
		out.strong[s] = float64(named[s]) >= mostlyNoun*float64(n)
		out.common[s] = len(units) > 20 && float64(people[s]) > aboutAll*float64(len(units))
	}
	return out
}

// noun reports whether a word can be the head of a name.
func noun(w token, lang heed.Language, words stems) bool {
	return !words.common[w.stem] && named(w, lang, words)
}

// named is noun, of the words too that most people of the study say: "horarios
// de trenes" is a name where all speak of trains.
func named(w token, lang heed.Language, words stems) bool {
	if w.head {
		return true
	}
	if w.short || w.plain || w.never || w.filler || !words.heads[w.stem] {
		return false
	}
	if lang == heed.Spanish {
		return !strings.HasSuffix(w.folded, "mente") && !infinite(w)
	}
	return !strings.HasSuffix(w.folded, "ly") && !strings.Contains(w.folded, "'") && !strings.Contains(w.folded, "’")
}

// infinite reports whether a Spanish word is an infinitive, a gerund, or a past
// form with its accent.
func infinite(w token) bool {
	for _, end := range []string{"ando", "iendo", "yendo", "aron", "ieron", "arlo", "arla", "erlo", "erla", "irlo", "irla", "arme", "erme", "arnos"} {
		if len(w.folded) > len(end)+2 && strings.HasSuffix(w.folded, end) {
			return true
		}
	}
	for _, end := range []string{"ar", "er", "ir"} {
		if len(w.folded) > 4 && strings.HasSuffix(w.folded, end) {
			return true
		}
	}
	return strings.HasSuffix(w.lower, "é") || strings.HasSuffix(w.lower, "ó") || strings.HasSuffix(w.lower, "aba") || strings.HasSuffix(w.lower, "ía") && len(w.lower) < 8
}

// acts reports whether the k-th word of a run is what somebody does.
func acts(run []token, k int, lang heed.Language) bool {
	lists := naming()
	w := run[k]
	if w.short || w.never || w.det || lists["wide"][w.folded] || w.filler || text.Stopword(w.lower, lang) {
		return false
	}
	if lang == heed.Spanish {
		return infinite(w) && !(k > 0 && before[run[k-1].folded] && run[k-1].folded != "de" && run[k-1].folded != "con" && run[k-1].folded != "por")
	}
	if k == 0 {
		return strings.HasSuffix(w.folded, "ing")
	}
	return lists["subject"][run[k-1].folded] && !strings.HasSuffix(w.folded, "ly")
}

// eachName calls f with every run of words that could be a name.
func eachName(read *reader, t Text, words stems, f func(key, form string, words int, named bool)) {
	read.runs(t, func(run []token) {
		give := func(key string, a, b, content int) {
			f(key, form(t.Text[run[a].from:run[b].to], run[a].from == 0 || a == 0), content, true)
		}
		is := func(k int) bool { return k < len(run) && noun(run[k], t.Lang, words) }
		part := func(k int) bool { // may stand before a head
			return k < len(run) && !words.common[run[k].stem] && !run[k].short && !run[k].plain && !run[k].never && !run[k].filler && !strings.HasSuffix(run[k].folded, "ly")
		}
		folded := make([]string, len(run))
		for k := range run {
			folded[k] = run[k].folded
		}
		for _, h := range needs.Hits(folded) {
			if last := run[h.To-1]; (h.To-h.From > 1 || len(last.folded) > nounLength) && !text.Stopword(last.lower, t.Lang) {
				give(ofNeed+needs.All()[h.Need].Name, h.From, h.To-1, 2)
			}
		}
		whole := func(k int) bool { return k < len(run) && named(run[k], t.Lang, words) }
		linked := func(k int) bool { // "line of work", "soporte por teléfono"
			return k+2 < len(run) && run[k+2].folded != "order" && (is(k) && whole(k+2) || whole(k) && is(k+2))
		}
		for k := range run {
			if acts(run, k, t.Lang) {
				// the verb, at most two words that lead to the object, the object
				j := k + 1
				for j < len(run) && j < k+3 && (run[j].det || run[j].inside) && run[j].folded != "of" && run[j].folded != "de" {
					j++
				}
				if is(j) && !(run[j].folded == "order" && run[j-1].folded == "in") { // "in order to"
					if is(j + 1) {
						give(run[k].stem+">"+run[j].stem+" "+run[j+1].stem, k, j+1, 3)
					}
					give(run[k].stem+">"+run[j].stem, k, j, 2)
				}
				continue
			}
			switch {
			case part(k) && is(k+1):
				if is(k + 2) {
					give(run[k].stem+" "+run[k+1].stem+" "+run[k+2].stem, k, k+2, 3)
				}
				give(run[k].stem+" "+run[k+1].stem, k, k+1, 2)
			case linked(k) && run[k+1].inside && !run[k+1].det,
				linked(k) && (run[k+1].folded == "of" || run[k+1].folded == "de" || run[k+1].folded == "por" || run[k+1].folded == "con"):
				give(run[k].stem+" "+run[k+1].folded+" "+run[k+2].stem, k, k+2, 2)
			}
		}
	})
}

// Holds reports whether a sentence says a name: its words, in order, by their
// stems, at most two others between each.
func Holds(sentence, name string, lang heed.Language) bool {
	var want []string
	for _, w := range text.Words(name) {
		if f := text.Fold(w); !before[f] && !naming()["inside"][f] {
			want = append(want, text.Stem(w, lang))
		}
	}
	if len(want) == 0 {
		return false
	}
	var have []string
	for _, w := range text.Words(sentence) {
		have = append(have, text.Stem(w, lang))
	}
	for i := range have {
		if have[i] != want[0] {
			continue
		}
		at, ok := i, true
		for _, w := range want[1:] {
			next := slices.Index(have[at+1:min(len(have), at+4)], w)
			if next < 0 {
				ok = false
				break
			}
			at += 1 + next
		}
		if ok {
			return true
		}
	}
	return false
}
