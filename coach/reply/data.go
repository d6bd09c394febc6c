package reply

import (
	"embed"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
)

//go:embed data
var data embed.FS

// section is a headed list in a data file: [name key=value ...].
type section struct {
	name string
	sub  string // after the colon of the name
	attr map[string]string
}

// words are what the package knows of one language.
type words struct {
	lang     heed.Language
	draft    *index
	customer *index
	moves    map[string][]string // "validate waiting" -> sentences
	say      map[string]string   // what people read
	instead  map[string][]string // harm -> replacements
	flips    map[string][]string // first person -> tú, usted, vos (Spanish); you (English)
	lists    map[string]map[string]bool
}

var loaded = map[heed.Language]func() *words{
	heed.English: sync.OnceValue(func() *words { return load(heed.English) }),
	heed.Spanish: sync.OnceValue(func() *words { return load(heed.Spanish) }),
}

// wordsOf returns the knowledge of a language; English for any other.
func wordsOf(lang heed.Language) *words {
	if lang != heed.Spanish {
		lang = heed.English
	}
	return loaded[lang]()
}

// lines calls f with every line of a data file and the section it stands in.
func lines(lang heed.Language, file string, f func(*section, string)) {
	b, err := data.ReadFile("data/" + string(lang) + "/" + file)
	if err != nil {
		panic(err) // embedded: a test reads it
	}
	sec, under := &section{}, ""
	for heading, line := range wordlist.Lines(string(b)) {
		if heading != under {
			under = heading
			fields := strings.Fields(heading)
			sec = &section{attr: make(map[string]string)}
			sec.name, sec.sub, _ = strings.Cut(fields[0], ":")
			for _, kv := range fields[1:] {
				k, v, _ := strings.Cut(kv, "=")
				sec.attr[k] = v
			}
		}
		f(sec, line)
	}
}

func load(lang heed.Language) *words {
	w := &words{
		lang: lang, moves: make(map[string][]string), say: make(map[string]string),
		instead: make(map[string][]string), flips: make(map[string][]string),
		lists: make(map[string]map[string]bool),
	}
	patterns := func(file string) *index {
		var ps []pattern
		lines(lang, file, func(s *section, line string) { ps = append(ps, parsePattern(text.Fold(line), s)) })
		return newIndex(ps)
	}
	w.draft, w.customer = patterns("draft.txt"), patterns("customer.txt")
	lines(lang, "moves.txt", func(s *section, line string) {
		key := s.name + " " + s.sub
		w.moves[key] = append(w.moves[key], line)
	})
	lines(lang, "say.txt", func(_ *section, line string) {
		key, v, _ := strings.Cut(line, " = ")
		w.say[key] = v
	})
	lines(lang, "instead.txt", func(s *section, line string) {
		w.instead[s.name] = append(w.instead[s.name], line)
	})
	lines(lang, "grammar.txt", func(s *section, line string) {
		if s.name == "flip" {
			k, v, _ := strings.Cut(line, " = ")
			for _, one := range strings.Split(k, "|") {
				w.flips[one] = strings.Split(v, " | ")
			}
			return
		}
		list := w.lists[s.name]
		if list == nil {
			list = make(map[string]bool)
			w.lists[s.name] = list
		}
		for _, one := range strings.Fields(line) {
			list[text.Fold(one)] = true
		}
	})
	return w
}

// sayIn returns what people read for a key, in a language; the key where there
// is nothing.
func sayIn(lang heed.Language, key string) string {
	if s, ok := wordsOf(lang).say[key]; ok {
		return s
	}
	return key
}
