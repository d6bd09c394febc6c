package listen

import (
	"embed"
	"hash/fnv"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
)

//go:embed data/*.tsv data/*.txt
var data embed.FS

// texts are what people read, by language and key: data/texts.<language>.tsv.
var texts = sync.OnceValue(func() map[heed.Language]map[string]string {
	out := make(map[heed.Language]map[string]string)
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		b, err := data.ReadFile("data/texts." + string(lang) + ".tsv")
		if err != nil {
			panic(err) // embedded: a test reads it
		}
		m := make(map[string]string)
		for line := range strings.Lines(string(b)) {
			key, words, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t")
			if ok && key != "" && key[0] != '#' {
				m[key] = words
			}
		}
		out[lang] = m
	}
	return out
})

// say returns the text of a key; fill holds pairs of {name} and value.
func say(lang heed.Language, key string, fill ...string) string {
	if lang != heed.Spanish {
		lang = heed.English
	}
	s, ok := texts()[lang][key]
	if !ok {
		return key
	}
	if len(fill) > 0 {
		s = strings.NewReplacer(fill...).Replace(s)
	}
	return s
}

// known reports whether there is such a text.
func known(lang heed.Language, key string) bool {
	_, ok := texts()[lang][key]
	return ok
}

// sayOne writes one of the ways to say a thing, which stand apart by " || ";
// seed chooses.
func sayOne(lang heed.Language, key, seed string, fill ...string) string {
	if lang != heed.Spanish {
		lang = heed.English
	}
	ways := strings.Split(texts()[lang][key], " || ")
	h := fnv.New32a()
	h.Write([]byte(seed))
	return strings.NewReplacer(fill...).Replace(ways[int(h.Sum32()%uint32(len(ways)))])
}

// Reference is a published value.
type Reference struct {
	Text   string `json:"text"`
	Source string `json:"source"`
}

type refKey struct {
	measure string
	kind    heed.Kind
	lang    heed.Language
}

// references are read from data/references.tsv: measure, kinds, text in
// English, text in Spanish, source in both.
var references = sync.OnceValue(func() map[refKey]*Reference {
	b, err := data.ReadFile("data/references.tsv")
	if err != nil {
		panic(err) // embedded: a test reads it
	}
	out := make(map[refKey]*Reference)
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if len(f) != 6 || f[0] == "" || f[0][0] == '#' {
			continue
		}
		for _, kind := range strings.Split(f[1], ",") {
			out[refKey{f[0], heed.Kind(kind), heed.English}] = &Reference{f[2], f[4]}
			out[refKey{f[0], heed.Kind(kind), heed.Spanish}] = &Reference{f[3], f[5]}
		}
	}
	return out
})

// reference returns the published value for a measure in this kind of
// conversation, nil where there is none.
func reference(measure string, kind heed.Kind, lang heed.Language) *Reference {
	return references()[refKey{measure, kind, lang}]
}
