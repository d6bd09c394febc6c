package emotion

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"github.com/heedhq/heed/sense/emotion/internal/ngram"
	"github.com/heedhq/heed/sense/emotion/internal/weights"
)

//go:embed data/valence_en.tsv
var valenceEn string

//go:embed data/valence_es.tsv
var valenceEs string

// lexicon maps the hash of a normalised word or sign to its valence, -1..1.
type lexicon struct {
	valence map[uint64]float32
	degree  map[uint64]float32 // words that strengthen (over 1) or weaken
	but     map[uint64]bool    // words after which the point comes
}

var lexiconEn = sync.OnceValue(func() *lexicon {
	return newLexicon(valenceEn, map[string]float32{
		"very": 1.3, "really": 1.3, "extremely": 1.5, "so": 1.25, "super": 1.3, "incredibly": 1.4,
		"absolutely": 1.4, "totally": 1.3, "completely": 1.35, "too": 1.2, "highly": 1.25, "deeply": 1.35,
		"such": 1.2, "fucking": 1.4, "damn": 1.2, "quite": 1.1, "pretty": 1.05, "most": 1.2, "more": 1.1,
		"slightly": 0.6, "somewhat": 0.7, "bit": 0.7, "little": 0.7, "kinda": 0.75, "sorta": 0.75,
		"barely": 0.5, "hardly": 0.5, "fairly": 0.9, "almost": 0.8, "less": 0.6,
	}, "but", "however", "though")
})

var lexiconEs = sync.OnceValue(func() *lexicon {
	return newLexicon(valenceEs, map[string]float32{
		"muy": 1.3, "tan": 1.25, "tanto": 1.25, "super": 1.3, "demasiado": 1.3, "bastante": 1.1,
		"totalmente": 1.35, "completamente": 1.35, "realmente": 1.3, "mas": 1.1, "re": 1.2,
		"sumamente": 1.4, "increiblemente": 1.4, "que": 1.05, "mucho": 1.2, "mucha": 1.2,
		"poco": 0.6, "algo": 0.75, "apenas": 0.5, "casi": 0.8, "menos": 0.6, "medio": 0.8,
	}, "pero", "sino", "aunque")
})

func newLexicon(table string, degree map[string]float32, but ...string) *lexicon {
	l := &lexicon{
		valence: make(map[uint64]float32, strings.Count(table, "\n")),
		degree:  make(map[uint64]float32, len(degree)),
		but:     make(map[uint64]bool, len(but)),
	}
	for line := range strings.Lines(table) {
		word, v, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || strings.HasPrefix(line, "# ") {
			continue
		}
		if f, err := strconv.ParseFloat(v, 32); err == nil {
			l.valence[ngram.HashWord(word)] = float32(f)
		}
	}
	for w, d := range degree {
		l.degree[ngram.HashWord(w)] = d
	}
	for _, w := range but {
		l.but[ngram.HashWord(w)] = true
	}
	return l
}

// What a Mark's flags say of a word.
const (
	markRated    = 1 << iota // it has a valence
	markDegree               // it changes the strength of what follows
	markBut                  // the point comes after it
	markNegation             // it turns what follows
)

// mark says what the lexicon has on a token, which is spelled w.
func (l *lexicon) mark(t ngram.Token, w []byte) (m weights.Mark) {
	if v, ok := l.valence[t.Hash]; ok {
		m.Valence = v
		m.Flags |= markRated
	}
	if t.Kind != ngram.Word {
		return m
	}
	if d, ok := l.degree[t.Hash]; ok {
		m.Degree = d
		m.Flags |= markDegree
	}
	if l.but[t.Hash] {
		m.Flags |= markBut
	}
	if ngram.IsNegation(w) {
		m.Flags |= markNegation
	}
	return m
}
