package listen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// turned are the English words that change when somebody else says them.
var turned = map[string]string{
	"i": "you", "i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll", "im": "you're",
	"me": "you", "my": "your", "mine": "yours", "myself": "yourself",
	"we": "you", "we're": "you're", "we've": "you've", "we'd": "you'd", "we'll": "you'll",
	"us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves",
}

// verbs that follow the person.
var turnedVerb = map[string]string{"am": "are", "was": "were", "wasn't": "weren't", "ain't": "aren't"}

// opening words that a reflection leaves out.
var opening = map[string]bool{
	"well": true, "so": true, "and": true, "but": true, "um": true, "uh": true, "er": true, "yeah": true, "yes": true,
	"no": true, "oh": true, "okay": true, "because": true, "'cause": true, "cause": true, "cos": true, "honestly": true, "like": true,
	"you": true, // "you know, ..."
}

// mirror turns what a customer said about themselves to the second person, in
// English: "I do the Toledo one by hand" gives "you do the Toledo one by hand".
// It refuses where that could go wrong: words to "you", questions, orders, no
// first person and no verb that is sure to be one, quotations within.
func mirror(quote string, lang heed.Language) (string, bool) {
	if lang == heed.Spanish {
		return mirrorSpanish(quote, false)
	}
	if strings.ContainsAny(quote, "?\"“”«»") || ownMe(quote) {
		return "", false
	}
	var b strings.Builder
	at, first, subject := 0, false, false
	began := false
	spoken, subjected := false, false // it begins as a statement does; we or it are its subject
	prev, before2, n := "", "", 0
	for _, t := range text.Tokens(quote) {
		if t.Kind != text.Word && t.Kind != text.Number {
			continue
		}
		w := strings.ReplaceAll(t.Lower, "’", "'")
		if !began {
			if w == "you" && strings.HasPrefix(strings.ToLower(quote[t.Start:]), "you know") {
				at = t.End
				prev = "you"
				continue
			}
			if opening[w] && w != "you" || prev == "you" && w == "know" {
				at, prev = t.End, w
				continue
			}
			switch strings.SplitN(w, "'", 2)[0] {
			case "what", "who", "how", "why", "when", "where", "if", "which", "let", "don", "can", "do":
				return "", false
			}
			began = true
			subjected = begins[strings.SplitN(w, "'", 2)[0]]
			spoken = true
			at = skipMarks(quote, at)
		}
		n++
		if w == "you" || w == "your" || w == "you're" || w == "yours" || w == "you've" || w == "you'll" || w == "let's" || w == "said" || w == "please" {
			return "", false
		}
		b.WriteString(quote[at:t.Start])
		switch {
		case w == "me" && before2 == "i" && prev != "to" && prev != "for": // I blame me
			b.WriteString("yourself")
		case turned[w] != "":
			b.WriteString(turned[w])
			first, subject = true, w == "i" || w == "we"
			head := strings.SplitN(w, "'", 2)[0]
			subjected = subjected || (head == "i" || head == "we") && n <= 5 // "on Monday we lost", and not the end of something
		case subject && turnedVerb[w] != "":
			b.WriteString(turnedVerb[w])
			subject = false
		default:
			if !adverb(w) {
				subject = false
			}
			b.WriteString(quote[t.Start:t.End])
		}
		at, before2, prev = t.End, prev, w
	}
	b.WriteString(quote[at:])
	out := strings.TrimSpace(b.String())
	if countWords(out) < 3 || !spoken || !first && !states(out) || first && !subjected {
		return "", false
	}
	return lowerFirst(out), true
}

// ownMe reports whether "me" stands for "my", as some say it: "in me paper".
func ownMe(s string) bool {
	f := strings.Fields(plain(s))
	for i := 1; i+1 < len(f); i++ {
		if f[i] != "me" {
			continue
		}
		switch f[i-1] {
		case "in", "on", "of", "out", "at", "got", "by", "with":
			if !strings.Contains(" and but because so when if that to on in at for the a it this about yesterday today again then or ", " "+f[i+1]+" ") {
				return true
			}
		}
	}
	return false
}

// begins are words that a statement may begin with.
var begins = map[string]bool{
	"i": true, "we": true, "my": true, "our": true, "it": true, "the": true, "a": true, "an": true, "that": true, "this": true, "these": true, "those": true,
	"there": true, "they": true, "he": true, "she": true, "nobody": true, "somebody": true, "everybody": true, "everyone": true, "someone": true, "no": true,
	"everything": true, "nothing": true, "when": true, "if": true, "every": true, "each": true, "all": true, "most": true, "half": true, "some": true, "people": true, "one": true, "two": true, "three": true, "what": true, "she's": true, "last": true, "yesterday": true, "sometimes": true, "today": true,
}

// states reports whether words hold a verb that is sure to be one.
func states(s string) bool {
	began := false
	for t := range text.All(s) {
		if t.Kind != text.Word {
			continue
		}
		if !began {
			began = true
			if !begins[strings.SplitN(t.Lower, "'", 2)[0]] {
				return false
			}
		}
		switch t.Lower {
		case "is", "are", "was", "were", "isn't", "aren't", "wasn't", "weren't", "has", "had", "hasn't", "hadn't", "have", "can", "can't", "could", "couldn't",
			"will", "won't", "would", "wouldn't", "does", "doesn't", "did", "didn't", "goes", "went", "takes", "took", "it's", "that's", "there's", "they're", "he's", "she's":
			return true
		}
	}
	return false
}

// adverb reports whether a word may stand between a subject and its verb.
func adverb(w string) bool {
	switch w {
	case "just", "really", "still", "also", "always", "never", "only", "actually", "already", "even":
		return true
	}
	return false
}

func skipMarks(s string, at int) int {
	for at < len(s) && (s[at] == ' ' || s[at] == ',' || s[at] == '.' || s[at] == '-') {
		at++
	}
	return at
}

// lowerFirst sets the first letter small unless the word is a name or "I".
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	word, _, _ := strings.Cut(s, " ")
	switch strings.ToLower(word) {
	case "you", "you're", "you've", "you'd", "you'll", "your", "it", "it's", "the", "a", "that", "that's", "this", "there", "there's", "they", "when", "if", "every", "not", "what", "nobody", "somebody", "everything":
		return string(unicode.ToLower(r)) + s[n:]
	}
	return s
}

func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r == '¿' || r == '¡' {
		return string(r) + upperFirst(s[n:])
	}
	return string(unicode.ToUpper(r)) + s[n:]
}
