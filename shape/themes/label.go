package themes

import (
	"cmp"
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
)

//go:embed data/plain.en.txt
var plainEnglish string

//go:embed data/plain.es.txt
var plainSpanish string

var plain = sync.OnceValue(func() map[heed.Language]map[string]bool {
	read := func(data string) map[string]bool {
		out := map[string]bool{}
		for _, line := range wordlist.Lines(data) {
			for w := range strings.FieldsSeq(line) {
				out[text.Fold(w)] = true
			}
		}
		return out
	}
	return map[heed.Language]map[string]bool{heed.English: read(plainEnglish), heed.Spanish: read(plainSpanish)}
})

// Plain reports whether a word names nothing by itself: a stopword, or one of
// the words of every day.
func Plain(word string, lang heed.Language) bool {
	if text.Stopword(word, lang) {
		return true
	}
	f := text.Fold(word)
	if lang == "" {
		return plain()[heed.English][f] || plain()[heed.Spanish][f]
	}
	return plain()[lang][f]
}

// PlainStems are the stems of the words of every day in both languages.
func PlainStems() map[string]bool {
	out := map[string]bool{}
	for lang, words := range plain() {
		for w := range words {
			out[text.Stem(w, lang)] = true
		}
	}
	return out
}

// Phrase is a run of one to three words with how it sets a group apart.
type Phrase struct {
	Text string // as most of them wrote it
	Lang heed.Language
	// Z is the log-odds of the phrase in the group against all others, with an
	// informative Dirichlet prior, over its standard deviation (Monroe,
	// Colaresi and Quinn, Political Analysis 16, 2008, formula 22).
	Z     float64
	In    int  // units of the group that hold it
	Noun  bool // it mostly follows an article or the like
	words int
}

// phrasedTexts is the most texts that phrases are counted in; of more, every
// n-th is.
const phrasedTexts = 24000

// ubiquitous is the share of all units above which a phrase names no group.
const ubiquitous = 0.3

// Phrases returns, per group, the phrases that set it apart, best first, at
// most limit each. of gives each text's group, -1 for none; unit gives who or
// what each text counts for (one voice counts once), nil counts texts.
func Phrases(texts []Text, of []int32, groups int, unit []int32, limit int) [][]Phrase {
	return phrases(texts, of, groups, unit, limit, eachPhrase, func(units, _ int) int {
		if units > 60 {
			return 3
		}
		return 2
	})
}

type tally struct {
	lang  heed.Language
	words int
	in    map[int32]int // group: units
	all   int
	last  int64 // group and unit counted last
	// seen counts occurrences, named those that follow an article or another
	// word that nouns follow.
	seen, named int
}

// givenRun is a run of words of a text that could be a phrase.
type givenRun struct {
	key, form string
	hash      uint64 // of key
	words     int
	named     bool
}

// phrases counts the runs that each, which several goroutines call, gives and ranks those that at least least
// units of a group hold.
func phrases(texts []Text, of []int32, groups int, unit []int32, limit int,
	each func(Text, func(key, form string, words int, named bool)), least func(units, total int) int,
) [][]Phrase {
	order := make([]int, 0, len(texts))
	for i := range texts {
		if of[i] >= 0 {
			order = append(order, i)
		}
	}
	if step := (len(order) + phrasedTexts - 1) / phrasedTexts; step > 1 {
		for k := range len(order) / step {
			order[k] = order[k*step]
		}
		order = order[:len(order)/step]
	}
	unitOf := func(i int) int32 {
		if unit == nil {
			return int32(i)
		}
		return unit[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(of[a], of[b]), cmp.Compare(unitOf(a), unitOf(b)))
	})
	given := make([][]givenRun, len(order))
	parallel(len(order), func(k int) {
		each(texts[order[k]], func(key, form string, words int, named bool) {
			given[k] = append(given[k], givenRun{key, form, hash(fnvOffset, key), words, named})
		})
	})
	// most runs of words occur once; counting their hashes first keeps them out
	// of the tallies
	often := map[uint64]int32{}
	for _, list := range given {
		for r := range list {
			often[list[r].hash]++
		}
	}
	counts := map[string]*tally{}
	forms := map[string]map[string]int{}
	units := make([]int, groups)
	lastUnit := int64(-1)
	for at, i := range order {
		mark := int64(of[i])<<32 | int64(uint32(unitOf(i)))
		if mark != lastUnit {
			units[of[i]]++
			lastUnit = mark
		}
		for _, run := range given[at] {
			if often[run.hash] < 2 {
				continue
			}
			key, form := run.key, run.form
			t := counts[key]
			if t == nil {
				t = &tally{lang: texts[i].Lang, words: run.words, in: map[int32]int{}, last: -1}
				counts[key] = t
				forms[key] = map[string]int{}
			}
			t.seen++
			if run.named {
				t.named++
			}
			if len(forms[key]) < 8 {
				forms[key][form]++
			} else if _, ok := forms[key][form]; ok {
				forms[key][form]++
			}
			if t.last != mark {
				t.last = mark
				t.in[of[i]]++
				t.all++
			}
		}
	}
	total := 0
	for _, u := range units {
		total += u
	}
	out := make([][]Phrase, groups)
	keys := make([]string, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		t := counts[k]
		if groups > 2 && total > 20 && float64(t.all) > ubiquitous*float64(total) {
			continue
		}
		for c, n := range t.in {
			if n < least(units[c], total) {
				continue
			}
			z := logOdds(n, units[c], t.all-n, total-units[c], t.all, total)
			if z <= 0.5 {
				continue
			}
			out[c] = append(out[c], Phrase{Text: mostUsed(k, forms[k]), Lang: t.lang, Z: z, In: n, words: t.words, Noun: 10*t.named >= 3*t.seen})
		}
	}
	for c := range out {
		out[c] = choose(out[c], units[c], limit)
	}
	return out
}

// logOdds is the z-score of a phrase's log-odds in a group against the rest,
// with the whole as the prior.
func logOdds(in, of, inRest, rest, inAll, all int) float64 {
	prior := 10 * float64(inAll) / float64(max(1, all))
	const weight = 10
	a, b := float64(in)+prior, float64(of)+weight
	c, d := float64(inRest)+prior, float64(rest)+weight
	delta := math.Log(a/(b-min(a, b-0.5))) - math.Log(c/(d-min(c, d-0.5)))
	return delta / math.Sqrt(1/a+1/c)
}

// choose ranks phrases and drops those that say no more than a better one.
func choose(list []Phrase, units, limit int) []Phrase {
	score := func(p Phrase) float64 {
		s := p.Z * (1 + 0.45*float64(p.words-1))
		if p.words == 1 && !p.Noun {
			s *= 0.35
		}
		return s * math.Sqrt(0.12+float64(p.In)/float64(max(1, units)))
	}
	slices.SortStableFunc(list, func(a, b Phrase) int {
		return cmp.Or(cmp.Compare(score(b), score(a)), cmp.Compare(a.Text, b.Text))
	})
	kept := make([]Phrase, 0, limit)
	for _, p := range list {
		if len(kept) == limit {
			break
		}
		f := text.Fold(p.Text)
		if slices.ContainsFunc(kept, func(k Phrase) bool { return sameWords(text.Fold(k.Text), f, p.Lang) }) {
			continue
		}
		kept = append(kept, p)
	}
	return kept
}

// sameWords reports whether the two share a stem.
func sameWords(a, b string, lang heed.Language) bool {
	for _, x := range strings.Fields(a) {
		for _, y := range strings.Fields(b) {
			if !Plain(x, lang) && text.Stem(x, lang) == text.Stem(y, lang) {
				return true
			}
		}
	}
	return false
}

// mostUsed is the form that most wrote; of the words of a need, those of
// several words before a single one that says less.
func mostUsed(key string, forms map[string]int) string {
	best, top := "", 0
	for f, n := range forms {
		n *= 2
		if strings.HasPrefix(key, ofNeed) && strings.Contains(f, " ") {
			n *= 4
		}
		if best == "" || n > top || n == top && f < best {
			best, top = f, n
		}
	}
	return best
}

// ofNeed begins the keys of words that name a need.
const ofNeed = "\x00"

// before are words that a noun follows.
var before = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`the a an my our their his her your this these those some any no of about more better new each every other
		el la los las un una unos unas mi mis su sus nuestro nuestra nuestros nuestras de del este esta estos estas con por otro otra`) {
		out[w] = true
	}
	return out
}()

// joining are the plain words that a phrase may hold inside it.
var joining = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields("of to and in on for with by the a de del y e a al con por en para la el los las") {
		out[w] = true
	}
	return out
}()

// eachPhrase calls f with the stems and the written form of each run of one to
// three words that begins and ends with a telling word, and whether it follows
// a word that nouns follow.
func eachPhrase(t Text, f func(key, form string, words int, named bool)) {
	type word struct {
		stem, lower  string
		plain, named bool
		from, to     int
		starts       bool
	}
	var run []word
	flush := func() {
		for i := range run {
			if run[i].plain {
				continue
			}
			key := run[i].stem
			f(key, form(t.Text[run[i].from:run[i].to], run[i].starts), 1, run[i].named)
			for j := i + 1; j < min(len(run), i+3); j++ {
				key += " " + run[j].stem
				if j == i+2 && run[i+1].plain && !joining[run[i+1].lower] {
					continue
				}
				if !run[j].plain {
					f(key, form(t.Text[run[i].from:run[j].to], run[i].starts), j-i+1, run[i].named)
				}
			}
		}
		run = run[:0]
	}
	last := ""
	for tok := range text.All(t.Text) {
		if tok.Kind != text.Word || tok.Start > 0 && t.Text[tok.Start-1] == '[' { // a mark, or a pseudonym
			flush()
			last = ""
			continue
		}
		short := len(tok.Lower) < 3 && tok.Lower != "ai"
		run = append(run, word{text.Stem(tok.Lower, t.Lang), tok.Lower, short || Plain(tok.Lower, t.Lang), before[last], tok.Start, tok.End, last == ""})
		last = text.Fold(tok.Lower)
	}
	flush()
}

// form is a phrase as written, with a first word that merely starts a sentence
// in lower case.
func form(s string, starts bool) string {
	fields := strings.Fields(s)
	if starts && len(fields) > 0 && strings.ToUpper(fields[0]) != fields[0] {
		fields[0] = strings.ToLower(fields[0])
	}
	return strings.Join(fields, " ")
}
