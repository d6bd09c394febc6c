package reply

import (
	"strings"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// look is a text prepared for matching.
type look struct {
	text  string
	lang  heed.Language
	cut   bool // longer than MaxBytes
	sents []sent
	hits  []hit
	stems map[string]int // content stems and how often
	words int
}

// sent is one sentence: its words, folded, and their places.
type sent struct {
	heed.Span
	words    []string
	stems    []string // "" for a word that carries grammar
	at       []heed.Span
	question bool
	shout    int // exclamation marks
	hits     [2]int
}

// hit is a pattern found.
type hit struct {
	*section
	heed.Span
	sent     int
	from, to int // words
}

// clip cuts a text to MaxBytes at a rune.
func clip(s string) (string, bool) {
	if len(s) <= MaxBytes {
		return s, false
	}
	n := MaxBytes
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n], true
}

// lookAt prepares s. No text is stripped, so that every span fits what was
// given; white space and marks are in no word.
func lookAt(s string, lang heed.Language, ix *index) *look {
	l := &look{lang: lang, stems: make(map[string]int)}
	l.text, l.cut = clip(s)
	spans := text.Sentences(l.text, lang)
	tokens := text.Tokens(l.text)
	l.sents = make([]sent, 0, len(spans))
	t := 0
	for _, sp := range spans {
		st := sent{Span: sp}
		for ; t < len(tokens) && tokens[t].Start < sp.End; t++ {
			tok := tokens[t]
			if tok.Start < sp.Start {
				continue
			}
			switch tok.Kind {
			case text.Word, text.Number:
				w := tok.Lower
				if !ascii(w) {
					w = text.Fold(w)
				}
				st.words, st.at = append(st.words, w), append(st.at, tok.Span)
				stem := ""
				if len(w) > 2 && !text.Stopword(tok.Lower, lang) {
					stem = text.Stem(tok.Lower, lang)
					l.stems[stem]++
				}
				st.stems = append(st.stems, stem)
			case text.Punct:
				if strings.ContainsAny(tok.Lower, "?¿") {
					st.question = true
				}
				st.shout += strings.Count(tok.Lower, "!")
			}
		}
		if len(st.words) > 0 {
			l.words += len(st.words)
			l.sents = append(l.sents, st)
		}
	}
	for i := range l.sents {
		st := &l.sents[i]
		st.hits[0] = len(l.hits)
		for j, w := range st.words {
			for _, p := range ix.exact[w] {
				l.try(p, i, j)
			}
			if len(w) >= 3 {
				for _, p := range ix.prefix[w[:3]] {
					l.try(p, i, j)
				}
			}
		}
		st.hits[1] = len(l.hits)
	}
	return l
}

func (l *look) try(p *pattern, i, j int) {
	st := &l.sents[i]
	end := p.match(st.words, j)
	if end <= j {
		return
	}
	for _, h := range l.hits[st.hits[0]:] {
		if h.section == p.section && h.from <= j && h.to >= end {
			return
		}
	}
	l.hits = append(l.hits, hit{p.section, heed.Span{Start: st.at[j].Start, End: st.at[end-1].End}, i, j, end})
}

// all returns the hits of a section by name, and of its part if sub is set.
func (l *look) all(name, sub string) []hit {
	var out []hit
	for _, h := range l.hits {
		if h.name == name && (sub == "" || h.sub == sub) {
			out = append(out, h)
		}
	}
	return out
}

// has reports whether sentence i holds a hit of the section.
func (l *look) has(i int, name, sub string) bool {
	for _, h := range l.hits[l.sents[i].hits[0]:l.sents[i].hits[1]] {
		if h.name == name && (sub == "" || h.sub == sub) {
			return true
		}
	}
	return false
}

func (l *look) any(name, sub string) bool {
	for _, h := range l.hits {
		if h.name == name && (sub == "" || h.sub == sub) {
			return true
		}
	}
	return false
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
