package acts

import (
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// what stands between a word and the one before it
const (
	brkComma   uint8 = 1 << iota // , ; : and brackets
	brkDash                      // a dash
	brkAsk                       // an opening question mark
	brkStammer                   // the word repeats the one before
)

// tok is one word.
type tok struct {
	start, end int32
	id         int32
	stem       uint32 // 0 for words of grammar
	hash       uint32 // of the folded word
	cls        class
	brk        uint8
	accent     bool
}

// sentence is one sentence of a turn: its words are s.words[from:to].
type sentence struct {
	span     heed.Span
	from, to int32
	ask      bool // ends with a question mark, or opens with one
	stop     bool // ends with any mark
	shout    bool // ends with an exclamation mark
}

// scan splits a turn into sentences and words.
func (s *scanner) scan(g *grammar, turn string, lang heed.Language) {
	s.words, s.sents = s.words[:0], s.sents[:0]
	s.spans = text.AppendSentences(s.spans[:0], turn, lang)
	for _, sp := range s.spans {
		s.scanSentence(g, turn, sp)
	}
}

func (s *scanner) scanSentence(g *grammar, turn string, sp heed.Span) {
	sent := sentence{span: sp, from: int32(len(s.words))}
	var brk uint8
	s.toks = text.AppendTokens(s.toks[:0], turn[sp.Start:sp.End])
	last, opened := "", false
	for _, t := range s.toks {
		switch t.Kind {
		case text.Word, text.Number:
			sent.stop, sent.shout, sent.ask = false, false, opened
			w := s.word(g, t, sp.Start, brk)
			brk = 0
			if n := len(s.words); n > int(sent.from) && s.words[n-1].id == w.id && t.Lower == last && w.brk == 0 {
				w.brk |= brkStammer
			}
			last = t.Lower
			s.words = append(s.words, w)
		case text.Punct:
			brk |= s.mark(t.Lower, &sent)
			opened = opened || t.Lower == "¿"
		}
	}
	sent.to = int32(len(s.words))
	for sent.to-sent.from > longest { // so that the cost stays linear
		head := sent
		head.to = sent.from + longest
		head.ask, head.stop, head.shout = false, true, false
		head.span.End = int(s.words[head.to].start)
		s.sents = append(s.sents, head)
		sent.from, sent.span.Start = head.to, head.span.End
	}
	if sent.to > sent.from {
		s.sents = append(s.sents, sent)
	}
}

// longest is how many words of one sentence are judged together.
const longest = 160

// mark notes a punctuation mark and returns what it parts.
func (s *scanner) mark(m string, sent *sentence) uint8 {
	switch m[0] {
	case '?':
		sent.ask, sent.stop = true, true
	case '.':
		sent.stop = true
	case '!':
		sent.stop, sent.shout = true, true
	case ',', ';', ':', '(', ')', '[', ']':
		return brkComma
	case '-':
		return brkDash
	}
	switch m {
	case "¿":
		sent.ask = true
		return brkAsk | brkComma
	case "¡":
		return brkComma
	case "–", "—":
		return brkDash
	case "…":
		sent.stop = true
	}
	return 0
}

func (s *scanner) word(g *grammar, t text.Token, base int, brk uint8) tok {
	w := tok{start: int32(base + t.Start), end: int32(base + t.End), brk: brk}
	buf, accent := fold(s.buf[:0], t.Lower)
	s.buf = buf
	w.accent, w.hash = accent, hashWord(buf)
	ids, key := g.ids, buf
	if accent { // llamé is not llame, but como may stand for cómo
		ids, key = g.accented, append(s.buf[len(buf):], t.Lower...)
	}
	if id, ok := ids[string(key)]; ok {
		w.id, w.cls = id, g.classes[id]
	}
	if w.cls&clsFunction == 0 && len(buf) > 1 {
		w.stem = stem(buf, g.lang)
	}
	return w
}

// fold appends w without accents; accent says whether it had any but ñ's.
func fold(dst []byte, w string) (out []byte, accent bool) {
	for i := 0; i < len(w); {
		c := w[i]
		if c < utf8.RuneSelf {
			dst = append(dst, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(w[i:])
		i += n
		switch r {
		case 'á', 'à', 'â', 'ä', 'ã':
			dst, accent = append(dst, 'a'), true
		case 'é', 'è', 'ê', 'ë':
			dst, accent = append(dst, 'e'), true
		case 'í', 'ì', 'î', 'ï':
			dst, accent = append(dst, 'i'), true
		case 'ó', 'ò', 'ô', 'ö', 'õ':
			dst, accent = append(dst, 'o'), true
		case 'ú', 'ù', 'û', 'ü':
			dst, accent = append(dst, 'u'), true
		case '\u0301', '\u0300', '\u0308':
			accent = true
		case '\u0303':
			if len(dst) > 0 && dst[len(dst)-1] == 'n' {
				dst = utf8.AppendRune(dst[:len(dst)-1], 'ñ')
			}
		case '’', '‘':
			dst = append(dst, '\'')
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst, accent
}

var endingsEnglish = []string{"'s", "ations", "ation", "ments", "ment", "ings", "ing", "ers", "ies", "ied", "ed", "es", "er", "ly", "s", "y", "e"}

var endingsSpanish = []string{"aciones", "acion", "amientos", "amiento", "amente", "mente", "ieron", "iendo", "aron", "ando", "aban", "amos", "emos", "imos",
	"aba", "ado", "ada", "ido", "ida", "ados", "adas", "idos", "idas", "ia", "an", "en", "ar", "er", "ir", "as", "es", "os", "io", "o", "a", "e", "s"}

// stem hashes a folded word without its ending: a light stemmer, good enough
// to tell whether two speakers use the same word.
func stem(w []byte, lang heed.Language) uint32 {
	endings := endingsEnglish
	if lang == heed.Spanish {
		endings = endingsSpanish
	}
	for _, e := range endings {
		if n := len(w) - len(e); n >= 3 && string(w[n:]) == e {
			w = w[:n]
			break
		}
	}
	return hashWord(w) | 1
}
