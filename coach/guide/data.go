package guide

import (
	"embed"
	"regexp"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/wordlist"
)

//go:embed data/*.txt
var data embed.FS

type rewrite struct {
	re *regexp.Regexp
	to string
}

// book is what is known of one language.
type book struct {
	lang     heed.Language
	rewrites map[string][]rewrite
	lists    map[string][]*regexp.Regexp
	say      map[string]string
}

var books = map[heed.Language]func() *book{
	heed.English: sync.OnceValue(func() *book { return load(heed.English) }),
	heed.Spanish: sync.OnceValue(func() *book { return load(heed.Spanish) }),
}

func bookOf(lang heed.Language) *book {
	if lang != heed.Spanish {
		lang = heed.English
	}
	return books[lang]()
}

// plain drops accents rune by rune, so that places stay the same; word
// boundaries of regular expressions know only unaccented letters.
var plain = strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ú", "u", "ü", "u",
	"Á", "A", "É", "E", "Í", "I", "Ó", "O", "Ú", "U", "Ü", "U", "’", "'")

func load(lang heed.Language) *book {
	b, err := data.ReadFile("data/" + string(lang) + ".txt")
	if err != nil {
		panic(err) // embedded: a test reads it
	}
	out := &book{lang: lang, rewrites: map[string][]rewrite{}, lists: map[string][]*regexp.Regexp{}, say: map[string]string{}}
	for section, line := range wordlist.Lines(string(b)) {
		switch {
		case strings.HasPrefix(section, "rewrite "):
			re, to, _ := strings.Cut(line, " => ")
			kind := strings.TrimPrefix(section, "rewrite ")
			out.rewrites[kind] = append(out.rewrites[kind], rewrite{regexp.MustCompile("(?i)" + plain.Replace(re)), to})
		case section == "say":
			k, v, _ := strings.Cut(line, " = ")
			out.say[k] = v
		default:
			out.lists[section] = append(out.lists[section], regexp.MustCompile(plain.Replace(line)))
		}
	}
	return out
}

// is reports whether s, without accents, fits one of a list.
func (b *book) is(list, s string) bool {
	for _, re := range b.lists[list] {
		if re.MatchString(s) {
			return true
		}
	}
	return false
}

// rewriteOf returns the open question for a kind, false where none fits.
func (b *book) rewriteOf(kind, s string) (string, bool) {
	flat := plain.Replace(s)
	for _, r := range b.rewrites[kind] {
		m := r.re.FindStringSubmatchIndex(flat)
		if m == nil {
			continue
		}
		to := r.to
		if len(m) >= 4 && m[2] >= 0 {
			to = strings.ReplaceAll(to, "$1", strings.TrimRight(original(s, flat, m[2], m[3]), " ?.,"))
		}
		return to, true
	}
	return "", false
}

// original returns what stands in s where flat has [from, to): both have the
// same runes.
func original(s, flat string, from, to int) string {
	a, n := len([]rune(flat[:from])), len([]rune(flat[from:to]))
	r := []rune(s)
	return string(r[a : a+n])
}

func (b *book) tell(key string, fill ...string) string {
	return strings.NewReplacer(fill...).Replace(b.say[key])
}
