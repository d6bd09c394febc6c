package listen

import (
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// Asked is one question of ours, with an open way to ask it.
type Asked struct {
	Act    heed.ActKind `json:"act"`
	Text   string       `json:"text"`
	By     string       `json:"by,omitempty"`
	Moment Moment       `json:"moment"`
	// Rewrite is an open way to ask the same; "" where it is open already,
	// where it asks for a fact, or where no good one is known.
	Rewrite string `json:"rewrite,omitempty"`
	Note    string `json:"note,omitempty"`
	// Answer is how many words the customer's next turn has.
	Answer int `json:"answer_words"`
}

// questions lists what our side asked.
func (k *call) questions() []Asked {
	out := []Asked{}
	if k.whyActs() != "" {
		return out
	}
	k.each(us, func(n int, t turn, a heed.Act) {
		if !a.Kind.Question() {
			return
		}
		q := Asked{Act: a.Kind, Text: k.words(t.i, a.Span), By: k.names[t.who], Moment: k.moment(t, a)}
		fine := ""
		if q.Rewrite, fine = openWay(q.Text, a.Kind, k.lang, k.close); fine != "" {
			q.Note = say(k.o.Language, fine)
		}
		for m := n + 1; m < len(k.turns); m++ {
			if k.turns[m].side == them {
				q.Answer = k.turns[m].words
				break
			}
		}
		out = append(out, q)
	})
	return out
}

// rule is one way to open a question: data/open.<language>.tsv.
type rule struct {
	acts  string
	parts []part
	out   string
	close string // the same for somebody who is called tú, "" where it is alike
}

// part is a place in a pattern: one of some words, or a stretch to keep.
type part struct {
	words []string // folded; nil for a stretch
	keep  string   // "{x}", "{v}": its name, where it is kept
}

var rules = sync.OnceValue(func() map[heed.Language][]rule {
	out := make(map[heed.Language][]rule)
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		b, err := data.ReadFile("data/open." + string(lang) + ".tsv")
		if err != nil {
			panic(err) // embedded: a test reads it
		}
		for line := range strings.Lines(string(b)) {
			f := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
			if len(f) < 3 || f[0] == "" || f[0][0] == '#' {
				continue
			}
			r := rule{acts: f[0], out: f[2]}
			if len(f) > 3 {
				r.close = f[3]
			}
			for _, w := range strings.Fields(f[1]) {
				switch {
				case strings.Contains(w, "="): // a|b={v}: either, and kept
					words, name, _ := strings.Cut(w, "=")
					r.parts = append(r.parts, part{words: strings.Split(text.Fold(words), "|"), keep: name})
				case strings.HasPrefix(w, "{"):
					r.parts = append(r.parts, part{keep: w})
				default:
					r.parts = append(r.parts, part{words: strings.Split(text.Fold(w), "|")})
				}
			}
			out[lang] = append(out[lang], r)
		}
	}
	return out
})

// Open returns an open way to ask a closed, leading or double-barrelled
// question, or a note that it is fine as it is; both "" where it is open
// already or no good way is known.
func Open(question string, act heed.ActKind, lang heed.Language) (rewrite, note string) {
	close := false
	if lang == heed.Spanish {
		for w := range strings.FieldsSeq(plain(question)) {
			close = close || strings.Contains(closeAddress, " "+w+" ") || strings.Contains(closeVerbs, " "+w+" ")
		}
	}
	rewrite, fine := openWay(question, act, lang, close)
	if fine != "" {
		note = say(lang, fine)
	}
	return rewrite, note
}

// openWay is Open with the name of the note.
func openWay(question string, act heed.ActKind, lang heed.Language, close bool) (rewrite, fine string) {
	if lang != heed.Spanish {
		lang = heed.English
	}
	name := ""
	switch act {
	case heed.ActClosedQuestion:
		name = "closed"
	case heed.ActLeadingQuestion:
		name = "leading"
	case heed.ActDoubleQuestion:
		if first, second, ok := halves(question, lang); ok {
			return say(lang, "rewrite.double", "{first}", first, "{second}", second), ""
		}
		return "", ""
	default:
		return "", ""
	}
	toks := askedWords(question, lang)
	for _, r := range rules()[lang] {
		if r.acts != name && r.acts != "any" {
			continue
		}
		kept, ok := r.match(question, toks)
		if !ok {
			continue
		}
		if r.out == "=open" {
			return "", "" // it opens with when or where, and asks how
		}
		if strings.HasPrefix(r.out, "=") {
			return "", "rewrite." + r.out[1:]
		}
		s := r.out
		if close && r.close != "" {
			s = r.close
		}
		for name, words := range kept {
			s = strings.ReplaceAll(s, name, words)
		}
		return upperFirst(s), ""
	}
	return "", ""
}

// openers are words before a question that a rewrite leaves out.
var openers = map[string]bool{
	"so": true, "and": true, "but": true, "well": true, "okay": true, "ok": true, "right": true, "now": true, "um": true, "uh": true, "er": true,
	"yes": true, "yeah": true, "oh": true, "lovely": true, "great": true, "mm": true, "hmm": true, "just": true, "ah": true, "or": true,
	"y": true, "pero": true, "bueno": true, "pues": true, "entonces": true, "vale": true, "eh": true, "oiga": true, "mire": true, "a": false,
}

// askedWords returns the words of the question that its form can be told by.
func askedWords(q string, lang heed.Language) []text.Token {
	var out []text.Token
	for _, t := range text.Tokens(q) {
		if t.Kind != text.Word && t.Kind != text.Number {
			if t.Kind == text.Punct && t.Lower == "¿" { // what stands before ¿ is no part of it
				out = out[:0]
			}
			continue
		}
		if len(out) == 0 && openers[t.Lower] {
			continue
		}
		t.Lower = text.Fold(t.Lower)
		out = append(out, t)
	}
	return out
}

// match fits the pattern to the words from the first to the last.
func (r rule) match(q string, toks []text.Token) (map[string]string, bool) {
	kept := make(map[string]string)
	return kept, fit(r.parts, q, toks, kept)
}

func fit(parts []part, q string, toks []text.Token, kept map[string]string) bool {
	if len(parts) == 0 {
		return len(toks) == 0
	}
	p := parts[0]
	if p.words != nil {
		if len(toks) == 0 {
			return false
		}
		for _, w := range p.words {
			if w == toks[0].Lower {
				if p.keep != "" {
					kept[p.keep] = q[toks[0].Start:toks[0].End]
				}
				return fit(parts[1:], q, toks[1:], kept)
			}
		}
		return false
	}
	for n := 1; n <= len(toks); n++ {
		if fit(parts[1:], q, toks[n:], kept) {
			kept[p.keep] = q[toks[0].Start:toks[n-1].End]
			return true
		}
	}
	return false
}

// halves parts a double-barrelled question at the word that joins its two: the
// last "and" that a question follows.
func halves(q string, lang heed.Language) (first, second string, ok bool) {
	toks := text.Tokens(q)
	for i := len(toks) - 2; i >= 1; i-- {
		if w := toks[i].Lower; w != "and" && w != "y" && w != "e" {
			continue
		}
		next := toks[i+1].Lower
		if !startsQuestion(next, lang) && !(i+2 < len(toks) && startsQuestion(toks[i+2].Lower, lang) && len(next) <= 4) {
			continue
		}
		first = strings.Trim(q[:toks[i].Start], " ,¿?-–—")
		second = strings.Trim(q[toks[i].End:], " ,¿?.")
		if w := strings.ToLower(first); startsQuestion(w, lang) && !strings.Contains(w, " ") { // where and when do you
			if i+2 >= len(toks) {
				return "", "", false
			}
			first += " " + strings.Trim(q[toks[i+2].Start:], " ¿?.")
		}
		for { // "y qué le parece": the word that joins it to what stands before
			w, rest, more := strings.Cut(first, " ")
			if !more || !openers[strings.ToLower(strings.Trim(w, ",.¿"))] {
				break
			}
			first = strings.TrimLeft(rest, " ¿,")
		}
		if countWords(first) < 2 {
			return "", "", false
		}
		first, second = upperFirst(first)+"?", upperFirst(second)+"?"
		if lang == heed.Spanish {
			first, second = "¿"+first, "¿"+second
		}
		return first, second, true
	}
	return "", "", false
}

func startsQuestion(w string, lang heed.Language) bool {
	if lang == heed.Spanish {
		switch w {
		case "qué", "cómo", "quién", "cuándo", "dónde", "cuánto", "cuánta", "cuántos", "cuántas", "cuál", "cuáles",
			"está", "es", "tiene", "usa", "ha", "le", "puede", "quiere":
			return true
		}
		return false
	}
	switch w {
	case "what", "how", "who", "why", "when", "where", "which", "do", "did", "are", "is", "have", "has", "can", "would", "does", "was", "were", "could", "will":
		return true
	}
	return false
}
