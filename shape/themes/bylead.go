package themes

import (
	"cmp"
	"math"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/needs"
)

const (
	// besideLead is the share of what the first lead of a group reaches that
	// another must reach to be in its name.
	besideLead = 0.4
	// nameless is the share of a group's texts under which its first lead names
	// nothing.
	nameless = 0.2
	// wordAlone is the share from which a lead names the group by itself.
	wordAlone = 0.3
)

// What sort of phrase a name is, and what it counts beside the others.
const (
	actPhrase    = 1.3  // a verb with its object
	needPhrase   = 1.2  // words that name a need
	pairPhrase   = 1.1  // a noun behind another, or joined to it
	markedPhrase = 0.9  // a noun with a word of every day before it
	alonePhrase  = 0.25 // a noun by itself
	barePhrase   = 0.1  // another word by itself
	// general is what a name counts that holds a word which everybody says.
	general = 0.6
	// mostBeside is the most leads of which two may make up a name.
	mostBeside = 8
	// mostHalves is the most people that those count for who say each of its words,
	// each time half.
	mostHalves = 3
	// manyVoices is the number of a group's people from which nobody's words alone
	// name it.
	manyVoices = 60
	// fewSay is what a name counts that fewer than sharedBy said.
	fewSay = 0.6
	// lengthy is what a name of three words counts that hardly anybody said.
	lengthy = 0.7
	// named is the share of a word's uses that follow an article or the like from
	// which it is taken for a noun.
	nounUses = 0.2
)

// candidate is a phrase of a group's people that holds what leads the group.
type candidate struct {
	forms map[string]int
	lang  heed.Language
	sort  float64
	words int
	units map[int32]bool
}

// Names are, per group, what could name it, best first, at most limit each: a
// verb with its object, a noun phrase or words that name a need, that hold what
// most sets the group apart, as most of its people put it. unit gives who said
// each text, nil counts texts. A group that nothing leads has no name.
//
// about tells which texts hold what their group could be named by.
func (g *Grouping) Names(texts []Text, unit []int32, limit int) (names [][]Phrase, about []bool) {
	terms := make([][]term, len(texts))
	parallel(len(texts), func(i int) { terms[i] = termsIn(texts[i]) })
	lead := leads(terms, g.Of, g.Groups)
	members := make([][]int32, g.Groups)
	for i, c := range g.Of {
		if c >= 0 {
			members[c] = append(members[c], int32(i))
		}
	}
	names, about = make([][]Phrase, g.Groups), make([]bool, len(texts))
	read := newReader()
	said := map[term]int{}
	for _, list := range terms {
		for _, x := range list {
			said[x]++
		}
	}
	common := func(x term) bool {
		return len(terms) >= fewTexts && float64(said[x]) > everywhere*float64(len(terms))
	}
	parallel(g.Groups, func(c int) {
		share := leading(lead[c], len(members[c]))
		beside := map[term]float64{}
		for _, l := range lead[c][:min(len(lead[c]), mostBeside)] {
			beside[l.term] = float64(l.in) / float64(len(members[c]))
		}
		names[c] = namesOf(read, texts, members[c], share, beside, unit, common, limit)
		for _, i := range members[c] {
			about[i] = slices.ContainsFunc(terms[i], func(x term) bool { return share[x] > 0 })
		}
	})
	return names, about
}

// leading are the terms that could name a group, with the share of its texts
// that hold each; none where the first of them holds too little together.
func leading(lead []lead, members int) map[term]float64 {
	if len(lead) == 0 || float64(lead[0].in) < nameless*float64(members) {
		return nil
	}
	share := map[term]float64{}
	for _, l := range lead[:min(len(lead), mostLeads)] {
		if float64(l.in) >= besideLead*float64(lead[0].in) {
			share[l.term] = float64(l.in) / float64(members)
		}
	}
	return share
}

func namesOf(read *reader, texts []Text, members []int32, share, beside map[term]float64, unit []int32, common func(term) bool, limit int) []Phrase {
	if len(share) == 0 {
		return nil
	}
	who := func(i int32) int32 {
		if unit == nil {
			return i
		}
		return unit[i]
	}
	uses, nouns, verbs := map[term]int{}, map[term]int{}, map[term]int{}
	for _, i := range members {
		read.runs(texts[i], func(run []token) {
			for k, w := range run {
				if share[w.term] > 0 {
					uses[w.term]++
					if k > 0 && run[k-1].det || k > 1 && run[k-2].det {
						nouns[w.term]++
					}
					if acts(run, k, texts[i].Lang) {
						verbs[w.term]++
					}
				}
			}
		})
	}
	noun := func(x term) bool {
		return float64(nouns[x]) >= nounUses*float64(uses[x]) && nouns[x] >= verbs[x]
	}
	people := map[int32]bool{}
	found := map[string]*candidate{}
	for _, i := range members {
		people[who(i)] = true
		eachLed(read, texts[i], share, noun, common, func(key, form string, sort float64, words int) {
			c := found[key]
			if c == nil {
				c = &candidate{forms: map[string]int{}, lang: texts[i].Lang, units: map[int32]bool{}, words: words}
				found[key] = c
			}
			c.sort = max(c.sort, sort)
			c.units[who(i)] = true
			c.forms[form]++
		})
	}
	var list []Phrase
	for _, key := range sortedStrings(found) {
		c := found[key]
		n, best := len(c.units), c.best()
		covers, sort, both, led := 0.0, c.sort, 1.0, 0
		for _, x := range termsIn(Text{Text: best, Lang: c.lang}) {
			covers += share[x]
			if common(x) {
				sort = c.sort * general
			}
			if _, ok := isNeed(x); !ok && beside[x] > 0 {
				both, led = min(both, beside[x]), led+1
			}
		}
		// who says each of its words says half of it
		halves := 0.0
		if led > 1 {
			halves = min(mostHalves, both*float64(len(people))/2)
		}
		if float64(n)+halves < sharedBySmall || n < sharedBySmall && (told(best, c.lang) > 2 || len(people) > manyVoices) {
			continue
		}
		if c.words == 3 && n < 2*sharedBySmall {
			sort *= lengthy
		}
		if strings.HasPrefix(key, ofNeed) && !strings.Contains(best, " ") && !strings.HasSuffix(best, "ing") {
			sort = alonePhrase
		}
		if float64(n)+halves < sharedBy {
			sort *= fewSay
		}
		z := sort * math.Sqrt((float64(n)+halves)/float64(len(people))) * (0.3 + min(1, covers))
		list = append(list, Phrase{Text: best, Lang: c.lang, Z: z, In: n, Noun: true, words: c.words})
	}
	slices.SortStableFunc(list, func(a, b Phrase) int {
		return cmp.Or(cmp.Compare(b.Z, a.Z), cmp.Compare(b.In, a.In), cmp.Compare(a.Text, b.Text))
	})
	var out []Phrase
	for _, p := range list {
		if len(out) < limit && !slices.ContainsFunc(out, func(o Phrase) bool { return says(o.Text, p.Text, p.Lang) || says(p.Text, o.Text, p.Lang) }) {
			out = append(out, p)
		}
	}
	return out
}

// says reports whether all telling words of b are in a, whatever their form.
func says(a, b string, lang heed.Language) bool {
	var have []string
	for _, w := range text.Words(a) {
		have = append(have, text.Stem(w, lang))
	}
	for _, w := range text.Words(b) {
		if !text.Stopword(w, lang) && !slices.Contains(have, text.Stem(w, lang)) {
			return false
		}
	}
	return true
}

// best is the form that most wrote; one of several words where it is not much
// rarer.
func (c *candidate) best() string {
	best, top := "", 0
	for f, n := range c.forms {
		if strings.Contains(f, " ") {
			n *= 3
		}
		if best == "" || n > top || n == top && (len(f) < len(best) || len(f) == len(best) && f < best) {
			best, top = f, n
		}
	}
	return best
}

// told is the number of words of a name that are not there for grammar alone.
func told(name string, lang heed.Language) int {
	n := 0
	for _, w := range text.Words(name) {
		if !text.Stopword(w, lang) {
			n++
		}
	}
	return n
}

func sortedStrings[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// eachLed calls f with every run of words that holds what leads a group and
// could be its name.
func eachLed(read *reader, t Text, share map[term]float64, noun, common func(term) bool, f func(key, form string, sort float64, words int)) {
	lists := naming()
	read.runs(t, func(run []token) {
		give := func(key string, a, b int, sort float64, words int) {
			f(key, form(t.Text[run[a].from:run[b].to], run[a].from == 0 || a == 0), sort, words)
		}
		folded := make([]string, len(run))
		for k := range run {
			folded[k] = run[k].folded
		}
		for _, h := range needs.Hits(folded) {
			if share[needTerm(h.Need)] > 0 && !text.Stopword(run[h.To-1].lower, t.Lang) {
				give(ofNeed+needs.All()[h.Need].Name, h.From, h.To-1, needPhrase, 2)
			}
		}
		content := func(k int) bool { // can be a part of a name
			return k >= 0 && k < len(run) && !run[k].det && !run[k].never && !run[k].short && !lists["filler"][run[k].folded] && !text.Stopword(run[k].lower, t.Lang) && !strings.HasSuffix(run[k].folded, "ly") && !strings.ContainsAny(run[k].folded, "'’")
		}
		verb := func(k int) bool {
			return k >= 0 && content(k) && (acts(run, k, t.Lang) || lists["light"][run[k].folded] && (k == 0 || lists["subject"][run[k-1].folded] || t.Lang == heed.Spanish && infinite(run[k])))
		}
		for k, w := range run {
			if share[w.term] == 0 || !content(k) {
				continue
			}
			// a verb before it, with what leads from one to the other
			ends := !(content(k+1) && share[run[k+1].term] > 0)
			for j := k - 1; ends && j >= max(0, k-4); j-- {
				if verb(j) && run[j].term != w.term {
					key := run[j].stem + ">" + w.stem
					if k-j > 1 && content(k-1) && !run[k-1].inside {
						give(run[j].stem+">"+run[k-1].stem+" "+w.stem, j, k, actPhrase, 3)
					}
					give(key, j, k, actPhrase, 2)
					break
				}
				if !run[j].det && !run[j].inside && !content(j) || run[j].folded == "of" || run[j].folded == "de" {
					break
				}
			}
			if content(k-1) && !verb(k-1) && (noun(w.term) || !common(run[k-1].term)) && !lists["wide"][run[k-1].folded] && t.Lang != heed.Spanish {
				sort := pairPhrase
				if run[k-1].plain {
					sort = markedPhrase
				}
				give(run[k-1].stem+" "+w.stem, k-1, k, sort, 2)
			}
			if content(k+1) && !lists["wide"][run[k+1].folded] && !run[k+1].weak {
				sort := pairPhrase
				if run[k+1].plain {
					sort = markedPhrase
				}
				give(w.stem+" "+run[k+1].stem, k, k+1, sort, 2)
			}
			// what is done to what
			if verb(k) {
				for j := k + 1; j < min(len(run), k+4); j++ {
					if content(j) && !run[j].plain && !lists["wide"][run[j].folded] {
						give(w.stem+">"+run[j].stem, k, j, actPhrase, 2)
						break
					}
					if !run[j].det && !run[j].inside && !lists["toward"][run[j].folded] {
						break
					}
				}
			}
			for _, at := range [][2]int{{k, k + 2}, {k - 2, k}} {
				a, b := at[0], at[1]
				if a < 0 || b >= len(run) || !content(a) || !content(b) || run[a].plain && a != k || run[b].plain && b != k || verb(a) {
					continue
				}
				switch run[a+1].folded {
				case "of", "for", "with", "de", "por", "con", "para":
					give(run[a].stem+" "+run[a+1].folded+" "+run[b].stem, a, b, pairPhrase, 2)
				}
			}
			if k+1 < len(run) && lists["particle"][run[k+1].folded] && !noun(w.term) {
				give(w.stem+" "+run[k+1].folded, k, k+1, markedPhrase, 2)
			}
			if share[w.term] < wordAlone || len(w.folded) < 3 {
				continue
			}
			sort := barePhrase
			if noun(w.term) || strings.HasSuffix(w.folded, "ing") {
				sort = alonePhrase
			}
			if k > 0 && lists["own"][run[k-1].folded] {
				give(w.stem, k-1, k, sort, 1)
			} else if !verb(k) || sort == alonePhrase || t.Lang == heed.Spanish {
				give(w.stem, k, k, sort, 1)
			}
		}
	})
}
