package practice

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
)

//go:embed names.txt
var namesData string

// name is a way to name a feeling: one word, or several in a row.
type name struct {
	feeling heed.Feeling
	words   []string // folded; a final "*" stands for any ending
	weak    bool     // understood in a guess, and too weak to be what is felt
}

// called holds the names of feelings by language.
var called = sync.OnceValue(func() map[heed.Language][]name {
	out := map[heed.Language][]name{}
	for _, line := range wordlist.Lines(namesData) {
		f := strings.Fields(line)
		lang, weak := strings.CutSuffix(f[0], "+")
		for _, w := range f[2:] {
			out[heed.Language(lang)] = append(out[heed.Language(lang)], name{heed.Feeling(f[1]), strings.Split(w, "_"), weak})
		}
	}
	return out
})

// mention is where a text names a feeling, in words from the first.
type mention struct {
	name
	from, to int
}

// wordsOf lists the words of a text, folded.
func wordsOf(s string) []string {
	words, _ := clauses(s)
	return words
}

// clauses lists the words of a text, folded, and in which clause each stands:
// commas and their like part them.
func clauses(s string) (words []string, clause []int) {
	n := 0
	for tok := range text.All(strings.ReplaceAll(text.Fold(s), "’", "'")) {
		switch {
		case tok.Kind == text.Word || tok.Kind == text.Number:
			words, clause = append(words, tok.Lower), append(clause, n)
		case strings.ContainsAny(tok.Lower, ",;:.!?()…—–"):
			n++
		}
	}
	return words, clause
}

func like(word, pattern string) bool {
	stem, open := strings.CutSuffix(pattern, "*")
	return word == pattern || open && strings.HasPrefix(word, stem)
}

// mentions finds every naming of a feeling, in the order of the words.
func mentions(words []string, lang heed.Language) (out []mention) {
	for i := range words {
		for _, n := range called()[lang] {
			if i+len(n.words) > len(words) {
				continue
			}
			whole := true
			for k, p := range n.words {
				whole = whole && like(words[i+k], p)
			}
			if whole {
				out = append(out, mention{n, i, i + len(n.words)})
			}
		}
	}
	return out
}

// names reports whether a text names a feeling.
func names(s string, f heed.Feeling, lang heed.Language) bool {
	return slices.Contains(Named(s, lang), f)
}

// Named lists the feelings that words of a text name, in the order of
// heed.Feelings.
func Named(s string, lang heed.Language) (out []heed.Feeling) {
	found := mentions(wordsOf(s), lang)
	for _, f := range heed.Feelings {
		if slices.ContainsFunc(found, func(m mention) bool { return m.feeling == f }) {
			out = append(out, f)
		}
	}
	return out
}

func containsWord(s string, list []string) bool {
	return slices.ContainsFunc(wordsOf(s), func(w string) bool { return slices.Contains(list, w) })
}

// aboutMe are the words of somebody who speaks of themselves.
var aboutMe = map[heed.Language][]string{
	heed.English: {"i", "me", "myself", "my", "we", "us", "our", "i'm", "i've", "i'd", "i'll", "we're", "we've", "we'd"},
	heed.Spanish: {"yo", "me", "mi", "conmigo", "nos", "nosotros", "nosotras", "estoy", "estamos", "tengo", "tenemos", "tenia", "teniamos", "siento", "senti", "estaba", "estabamos", "le", "da", "dio", "daba", "he", "hemos", "casi", "quede", "estuve", "verdad", "duermo", "dormi", "dormia", "pego", "puedo", "podia", "creo", "confio", "fio", "supe", "entiendo", "pierdo", "perdi", "respire", "respiramos", "desconfio"},
}

// aboutThem are the words of somebody who speaks of others.
var aboutThem = map[heed.Language][]string{
	heed.English: {"they", "them", "their", "they're", "you", "your", "you're", "he", "she", "his", "her", "he's", "she's", "people", "colleagues", "everyone", "everybody", "somebody", "someone", "students", "clients", "customers", "employees", "users", "staff", "kids", "parents", "others", "anyone", "who"},
	heed.Spanish: {"ellos", "ellas", "el", "ella", "usted", "ustedes", "su", "sus", "gente", "senora", "companeros", "clientes", "quien"},
}

// unreal words before a feeling make it a case and no feeling of now or then:
// "once I am happy with it", "I would be afraid". They reach as far as their
// clause, or unrealBy words.
var unreal = map[heed.Language][]string{
	heed.English: {"if", "until", "unless", "till", "whether", "will", "would", "could", "can", "might", "may", "should", "i'd", "we'd", "i'll", "anything", "everything", "without", "to", "as"},
	heed.Spanish: {"si", "hasta", "ojala", "podria", "puede", "seria", "estaria", "tendria", "sin", "para"},
}

// never denies as far as its clause reaches.
var never = map[heed.Language][]string{heed.English: {"never", "nobody", "haven't", "hasn't", "hadn't"}, heed.Spanish: {"nunca", "nadie", "jamas"}}

// are and subjects tell "it is frustrating", which says what the speaker feels,
// from "the collaborator is excited".
var (
	are      = map[heed.Language][]string{heed.English: {"is", "are"}, heed.Spanish: {"es", "esta", "estan"}}
	subjects = map[heed.Language][]string{heed.English: {"it", "this", "that", "which", "there", "what", "time"}, heed.Spanish: {"lo", "eso", "esto", "que"}}
)

// asides open a clause that says something beside the point: "because I fear",
// "while I am sceptical", "which bugs me".
var asides = map[heed.Language][]string{
	heed.English: {"because", "since", "which", "while", "although", "though", "whereas"}, heed.Spanish: {"porque", "aunque", "mientras", "cual"},
}

// turns begin a sentence that goes against what was said before.
var turns = map[heed.Language][]string{
	heed.English: {"however", "but", "although", "though", "nevertheless", "conversely"}, heed.Spanish: {"pero", "aunque"},
}

// besides words before a feeling make it one thing more, beside the point.
var besides = map[heed.Language][]string{heed.English: {"also"}, heed.Spanish: {"tambien"}}

// thereIs tells a feeling that is about from one that is had: "there is a real
// fear in our industry".
var thereIs = map[heed.Language][]string{heed.English: {"there", "there's"}, heed.Spanish: {"hay", "habia", "existe"}}

// reported words make a feeling what somebody says of another.
var reported = map[heed.Language][]string{
	heed.English: {"said", "says", "told", "tells", "mentioned", "called"}, heed.Spanish: {"dijo", "dice", "dicen", "dijeron", "contaron"},
}

// supposed words anywhere before a feeling make it a case, unless it is said
// to be past.
var supposed = map[heed.Language][]string{heed.English: {"if", "unless"}, heed.Spanish: {"si"}}

// recurring words make a feeling a case too, unless it is said to be past.
var recurring = map[heed.Language][]string{
	heed.English: {"when", "whenever", "once", "sometimes"}, heed.Spanish: {"cuando", "veces"},
}

// past words say that a feeling was had.
var past = map[heed.Language][]string{
	heed.English: {"was", "were", "felt", "got", "became", "been", "cried", "stopped", "laughed"}, heed.Spanish: {"senti", "sentimos", "dio", "estaba", "estabamos", "quede", "quedamos", "puse", "daba"},
}

// denied words right before a feeling say that it is not had.
var denied = map[heed.Language][]string{
	heed.English: {"not", "never", "don't", "didn't", "doesn't", "isn't", "wasn't", "won't", "can't", "couldn't", "no", "nobody", "nothing", "hardly", "less", "too", "aren't", "weren't", "i'd", "something", "than"},
	heed.Spanish: {"no", "nunca", "nada", "tampoco", "ni", "menos", "nadie"},
}

// notMine stand right before a feeling that is named and not had: "the fear
// is", "it has confused a customer".
var notMine = map[heed.Language][]string{
	heed.English: {"the", "has", "any", "no", "some", "a", "of"}, heed.Spanish: {"el", "la", "los", "las", "ha", "sin", "cualquier"},
}

// polite are phrases of courtesy and set phrases: they name a feeling and say
// none.
var polite = map[heed.Language][]string{
	heed.English: {"happy to", "happy with", "happy for", "as for", "an example", "happy once", "happy we", "happy that we", "happy if", "happy i can", "happy that i can", "pleased to", "pleased with", "glad to", "glad you", "glad that you", "glad that we", "glad we", "glad i could", "glad i can", "happy i could", "confused us", "confused you", "proud of you", "proud of us", "look forward", "looking forward", "thank", "good question", "nice to", "pleasure", "afraid not", "afraid i", "afraid off", "afraid for me", "afraid that is", "afraid that's", "afraid so", "sounds good", "no worries", "hope that helps", "hope this helps", "hope you", "hope so", "hope we can continue", "as far as", "fun fact", "would love", "love to", "concerned with", "sick leave", "proud to present", "this conversation", "this interview", "about my", "used to", "as much as", "sharing my", "i doubt it", "i doubt that", "least of", "hope my answers", "hope this project", "optimistic take", "know what to do with", "don't let it", "doesn't bother", "don't mind", "as i mentioned", "mentioned it already", "mentioned already", "we covered", "can't say", "cannot say", "can't really say", "happy medium", "happy mail", "more concerned", "more worried", "not been a time", "how frustrating it can", "exciting way"},
	heed.Spanish: {"encantad", "mucho gusto", "un placer", "gracias", "buena pregunta", "no se preocupe", "no te preocupes", "me temo que", "con gusto", "espero que este", "espero que le", "que pena la", "que pena el", "que pena con", "me gustaria", "con mucho gusto", "seguro que", "seguro social"},
}

const (
	nearBefore = 5 // words between the speaker and the feeling
	unrealBy   = 5 // at least, also over a comma
	deniedBy   = 4
	personBy   = 8 // words in which to look for whose feeling it is
)

// felt finds the feeling that a sentence says of the speaker, in so many
// words: not that they would feel it, nor that others do. Of several it is the
// one that the reading holds for strongest, then the one said in most words.
// phrase says that it takes more than one word to say it, and had that it was
// felt at some time: "I was angry", and not "I worry about machines".
func felt(r *heed.Reading, lang heed.Language) (f heed.Feeling, phrase, had bool) {
	low := strings.ReplaceAll(text.Fold(r.Text), "’", "'")
	if strings.ContainsAny(low, "\"“”«»*") {
		return "", false, false // somebody else's words, or not meant
	}
	for _, p := range polite[lang] {
		if strings.Contains(low, p) {
			return "", false, false
		}
	}
	words, clause := clauses(low)
	has := func(list []string, from, to int) bool {
		for _, w := range words[max(0, from):max(0, min(to, len(words)))] {
			if slices.Contains(list, w) {
				return true
			}
		}
		return false
	}
	if n := len(words); n > 0 && (slices.Contains(turns[lang], words[0]) || words[n-1] == "though") {
		return "", false, false // what was said before points elsewhere
	}
	best, most, hadThen := mention{}, -1.0, false
	for _, m := range mentions(words, lang) {
		if m.weak || m.feeling == heed.Surprise || m.feeling == heed.Gratitude {
			continue
		}
		start := m.from // of its clause
		for start > 0 && clause[start-1] == clause[m.from] {
			start--
		}
		from := max(start, m.from-deniedBy)
		if has(never[lang], start, m.from) || has(asides[lang], max(start, m.from-personBy), m.from) || has(thereIs[lang], max(start, m.from-nearBefore), m.from) || has(besides[lang], max(start, m.from-nearBefore), m.from) || describes(words, clause, m, lang) {
			continue
		}
		if has(reported[lang], max(start, m.from-personBy), m.from) || m.from > 0 && has(supposed[lang], 0, m.from) && !has(past[lang], m.from-deniedBy, m.to) {
			continue
		}
		was := has(past[lang], m.from-deniedBy, m.to)
		if has(unreal[lang], min(start, m.from-unrealBy), m.from) || !was && has(recurring[lang], min(start, m.from-unrealBy), m.from) || has(denied[lang], from, m.from) ||
			m.to-m.from == 1 && has(notMine[lang], m.from-1, m.from) || !ours(words, m, lang) {
			continue
		}
		if much := intensity(r, m.feeling); much > most || much == most && m.to-m.from > best.to-best.from {
			best, most, hadThen = m, much, was || has(past[lang], m.from, m.to) || m.to-m.from > 1
		}
	}
	return best.feeling, best.to-best.from > 1, hadThen
}

// afterwards are words that may follow a feeling in -ing that is said of
// something; before any other word it describes that word: "an exciting survey".
var afterwards = []string{"to", "that", "because", "when", "for", "and", "but", "as", "how", "in", "at", "with", "since", "if", "it", "or", "me", "us", "about", "on", "so", "of", "is", "was", "by", "even", "not"}

// describes reports whether a mention only describes what comes after it.
func describes(words []string, clause []int, m mention, lang heed.Language) bool {
	return lang == heed.English && m.to-m.from == 1 && strings.HasSuffix(words[m.from], "ing") && m.to < len(words) && clause[m.to] == clause[m.from] &&
		!slices.Contains(afterwards, words[m.to])
}

// ours reports whether a feeling is the speaker's: of the words before it the
// nearest that speaks of anybody speaks of them, or one in it or right after.
func ours(words []string, m mention, lang heed.Language) bool {
	about := func(list []string, i int) bool { return i < len(words) && slices.Contains(list, words[i]) }
	for i := m.from; i < m.to; i++ {
		if about(aboutMe[lang], i) {
			return true
		}
	}
	for i := m.from - 1; i >= max(0, m.from-personBy); i-- {
		if i > 0 && m.from-i <= 3 && slices.Contains(are[lang], words[i]) && !slices.Contains(subjects[lang], words[i-1]) && !about(aboutMe[lang], i-1) {
			return false // "our collaborator is excited"
		}
		switch {
		case about(aboutThem[lang], i):
			return false
		case about(aboutMe[lang], i):
			return m.from-i <= nearBefore || slices.Contains([]string{"i", "yo", "me"}, words[i])
		}
	}
	return about(aboutMe[lang], m.to) || about(aboutMe[lang], m.to+1)
}

// intensity is how strongly a reading holds a feeling.
func intensity(r *heed.Reading, f heed.Feeling) float64 {
	for _, s := range r.Feelings {
		if s.Name == f {
			return s.Intensity
		}
	}
	return 0
}

// close pairs are feelings of different families that are told apart by little.
var closePairs = [][2]heed.Feeling{
	{heed.Frustration, heed.Helplessness}, {heed.Frustration, heed.Disappointment}, {heed.Anxiety, heed.Distrust},
	{heed.Anger, heed.Disappointment}, {heed.Helplessness, heed.Sadness}, {heed.Relief, heed.Joy},
	{heed.Trust, heed.Hope}, {heed.Gratitude, heed.Joy}, {heed.Confusion, heed.Frustration}, {heed.Anxiety, heed.Confusion},
}

// Close reports whether two feelings are of one family or nearly so: naming
// one for the other is half right.
func Close(a, b heed.Feeling) bool {
	if a.Family() == b.Family() {
		return true
	}
	return slices.Contains(closePairs, [2]heed.Feeling{a, b}) || slices.Contains(closePairs, [2]heed.Feeling{b, a})
}
