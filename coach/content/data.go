package content

import (
	"embed"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
)

//go:embed data/*.txt
var data embed.FS

type book struct {
	we, you, jargon map[string]bool
	against         []opposite
	say             map[string]string
}

// opposite: what a text may promise, and what people say where it is not so.
type opposite struct{ promise, otherwise map[string]bool }

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

func set(s string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(s) {
		m[text.Fold(w)] = true
	}
	return m
}

func load(lang heed.Language) *book {
	raw, err := data.ReadFile("data/" + string(lang) + ".txt")
	if err != nil {
		panic(err) // embedded: a test reads it
	}
	b := &book{say: map[string]string{}}
	for section, line := range wordlist.Lines(string(raw)) {
		switch section {
		case "we":
			b.we = set(line)
		case "you":
			b.you = set(line)
		case "jargon":
			b.jargon = set(line)
		case "against":
			p, o, _ := strings.Cut(line, " = ")
			b.against = append(b.against, opposite{set(p), set(o)})
		default:
			k, v, _ := strings.Cut(line, " = ")
			b.say[k] = v
		}
	}
	return b
}

func (b *book) tell(key string, fill ...string) string {
	return strings.NewReplacer(fill...).Replace(b.say[key])
}
