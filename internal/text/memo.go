package text

import (
	"strings"
	"sync/atomic"

	heed "github.com/heedhq/heed"
)

// Memo keeps what a pure function makes of words, since few words make up most
// of any text. It holds a bounded number of them, one in the place of another;
// what it answers is always what the function would. The zero value is ready,
// and any number of goroutines may share one.
type Memo[V any] struct {
	slots [1 << memoBits]atomic.Pointer[memoed[V]]
}

const memoBits = 14

type memoed[V any] struct {
	word string
	lang heed.Language
	made V
}

// Get returns make(word, lang), which must depend on nothing else and must not
// keep word.
func (m *Memo[V]) Get(word string, lang heed.Language, make func(string, heed.Language) V) V {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	for i := range len(lang) {
		h = (h ^ uint64(lang[i])) * 1099511628211
	}
	slot := &m.slots[(h^h>>32)*0x9E3779B97F4A7C15>>(64-memoBits)]
	if e := slot.Load(); e != nil && e.word == word && e.lang == lang {
		return e.made
	}
	word = strings.Clone(word) // it may be part of a long text
	made := make(word, lang)
	slot.Store(&memoed[V]{word, lang, made})
	return made
}
