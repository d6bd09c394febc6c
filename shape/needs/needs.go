// Package needs knows the needs that customers put in many words, in English
// and Spanish side by side: what two sentences mean alike though they share no
// word, and across languages.
package needs

import (
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
)

//go:embed data/needs.txt
var data string

// Need is something that people put in many words.
type Need struct {
	Name  string
	Kind  heed.SignalKind // that it is told under; "" as most tell it
	Open  bool            // people can hold opposite views of it
	says  map[heed.Language]string
	cues  Cues
	sides []side // in each language
}

// side is how a need is named in one language.
type side struct {
	cues Cues
	bar  Cues // where one of these stands in a sentence too, they do not count
	with Cues // one of these has to stand in a sentence too, where there are any
}

// Statement is the point of the need as one would code it: a short plain
// sentence in the third person without a subject, true of everybody who affirms
// it. In another language than Spanish it is the English one.
func (n Need) Statement(lang heed.Language) string {
	if lang != heed.Spanish {
		lang = heed.English
	}
	return n.says[lang]
}

// Statements are the need's Statement in each language.
func (n Need) Statements() map[heed.Language]string { return maps.Clone(n.says) }

// All are the needs of data/needs.txt, with the cues of both languages. A need
// is known by its place in the list.
var All = sync.OnceValue(func() []Need {
	var out []Need
	classes := map[string]string{}
	for _, line := range wordlist.Lines(data) {
		if name, words, ok := strings.Cut(line, "}:"); ok && line[0] == '{' {
			classes[name+"}"] = strings.Join(slices.Collect(wordlist.Fields(words, ",")), "/")
			continue
		}
		part := strings.Split(line, "|")
		if len(part) != 6 {
			continue
		}
		for i := range part {
			part[i] = strings.TrimSpace(part[i])
		}
		kind, open := strings.CutSuffix(part[1], "?")
		if kind == "-" {
			kind = ""
		}
		n := Need{
			Name: part[0], Kind: heed.SignalKind(kind), Open: open,
			says: map[heed.Language]string{heed.English: part[2], heed.Spanish: part[3]}, cues: Cues{},
		}
		for _, list := range part[4:] {
			one := side{Cues{}, Cues{}, Cues{}}
			for cue := range wordlist.Fields(list, ",") {
				to := []Cues{one.cues, n.cues}
				switch cue[0] {
				case '!':
					cue, to = cue[1:], []Cues{one.bar}
				case '+':
					cue, to = cue[1:], []Cues{one.with}
				}
				for _, run := range expand(strings.Fields(cue), classes) {
					for _, c := range to {
						c.Add(run)
					}
				}
			}
			n.sides = append(n.sides, one)
		}
		out = append(out, n)
	}
	return out
})

// expand writes out a cue whose words may be a choice ("verify/check") or name
// a class ("{my}").
func expand(cue []string, classes map[string]string) []string {
	if len(cue) == 0 {
		return []string{""}
	}
	rest := expand(cue[1:], classes)
	var out []string
	for choice := range strings.SplitSeq(cue[0], "/") {
		words := choice
		if members, ok := classes[choice]; ok {
			words = members
		}
		for w := range strings.SplitSeq(words, "/") {
			for _, r := range rest {
				out = append(out, w+" "+r)
			}
		}
	}
	return out
}

// Of are the needs that folded words name, in ascending order. Where one cue
// stands inside a longer one, the longer counts: "check my work" is not "check".
func Of(words []string) []int {
	hits := Hits(words)
	var out []int
	for _, h := range hits {
		inside := slices.ContainsFunc(hits, func(o Hit) bool {
			return o.Need != h.Need && o.From <= h.From && o.To >= h.To && o.To-o.From > h.To-h.From
		})
		if !inside && !slices.Contains(out, h.Need) {
			out = append(out, h.Need)
		}
	}
	slices.Sort(out)
	return out
}

// Hit is where a need is named among words.
type Hit struct{ Need, From, To int }

// fits reports whether nothing in a sentence bars the cues, and what has to stand
// beside them does.
func (s *side) fits(words []string) bool {
	return (len(s.bar) == 0 || s.bar.In(words) == 0) && (len(s.with) == 0 || s.with.In(words) > 0)
}

// reach is how many words a cue that follows takes, the fewest where a * can
// stand for more or less.
func reach(words, cue []string) int {
	if len(cue) == 0 {
		return 0
	}
	if cue[0] != "*" {
		return 1 + reach(words[1:], cue[1:])
	}
	for skip := 0; skip <= gap && skip <= len(words); skip++ {
		if Follows(words[skip:], cue[1:]) {
			return skip + reach(words[skip:], cue[1:])
		}
	}
	return 0
}

// denials are words that deny what follows them.
var denials = map[string]bool{
	"not": true, "don't": true, "doesn't": true, "didn't": true, "won't": true, "wouldn't": true, "can't": true, "couldn't": true, "cannot": true,
	"never": true, "isn't": true, "aren't": true, "wasn't": true, "weren't": true, "hasn't": true, "haven't": true, "hadn't": true, "dont": true, "doesnt": true, "didnt": true, "wont": true, "wouldnt": true, "cant": true, "couldnt": true, "isnt": true, "arent": true, "unlikely": true, "instead": true, "avoid": true, "avoiding": true, "prevent": true, "without": true, "no": true, "nunca": true, "tampoco": true, "evitar": true, "evita": true, "sin": true,
}

// near are denials that deny no more than the words next to them: "instead of
// looking it all up I save hours".
var near = map[string]bool{"instead": true, "without": true, "sin": true}

// before is how many words before a cue a denial still denies it, and beside how
// many one of the near ones does.
const before, beside = 9, 3

// Denied reports whether a denial stands before a cue of the need, in its
// clause. Who does not want a thing fears it: that denies nothing.
func Denied(words []string, need int) bool {
	c := All()[need].cues
	told := 0 // up to where a cue reaches that holds its own denial
	for i, w := range words {
		for _, cue := range c[w] {
			if !Follows(words[i:], cue) || i+reach(words[i:], cue) <= told {
				continue
			}
			if denials[w] {
				told = max(told, i+reach(words[i:], cue))
			}
			if deniedBehind(words, i+reach(words[i:], cue)) {
				return true
			}
			for k := i - 1; k >= max(0, i-before); k-- {
				if words[k] == "but" || words[k] == "pero" || words[k] == "and" || words[k] == "y" || words[k] == "so" || words[k] == "because" || words[k] == "porque" {
					break
				}
				if k+1 < len(words) && (words[k+1] == "want" || words[k+1] == "quiero" || words[k+1] == "queremos") {
					continue
				}
				if !denials[words[k]] || near[words[k]] && i-k > beside {
					continue
				}
				if k+1 < len(words) && (words[k+1] == "only" || words[k+1] == "just" || words[k+1] == "solo" || words[k+1] == "solamente") {
					continue // "not only did it save time"
				}
				if k > 0 && (words[k-1] == "to" || words[k-1] == "a") {
					continue // "to not lose it": an aim
				}
				return true
			}
		}
	}
	return false
}

// behind is how many words behind a cue the verb may stand that denies it.
const behind = 3

// deniedBehind reports whether what is named is the subject of a verb that is
// denied: "my voice and vision don't matter".
func deniedBehind(words []string, from int) bool {
	for k := from; k < min(len(words), from+behind); k++ {
		switch words[k] {
		case "don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't":
			return true
		case "and", "or", "y", "o", "is", "are", "was", "does", "do", "did":
		case "not":
			return k > from && (words[k-1] == "is" || words[k-1] == "are" || words[k-1] == "was" || words[k-1] == "does" || words[k-1] == "do" || words[k-1] == "did")
		case "no":
			return k+1 < len(words) && (words[k+1] == "importa" || words[k+1] == "importan" || words[k+1] == "hace" || words[k+1] == "es" || words[k+1] == "son")
		default:
			if k > from && (words[k-1] == "and" || words[k-1] == "y" || words[k-1] == "or" || words[k-1] == "o") {
				continue // "my voice and vision"
			}
			return false
		}
	}
	return false
}

// Cues are runs of words found by their first word. A * stands for up to gap
// words.
type Cues map[string][][]string

// Add adds a run of words, which it folds.
func (c Cues) Add(phrase string) {
	if f := strings.Fields(text.Fold(phrase)); len(f) > 0 {
		c[f[0]] = append(c[f[0]], f)
	}
}

// In counts the words at which one of the cues starts.
func (c Cues) In(words []string) int {
	n := 0
	for i := range words {
		if c.At(words[i:]) {
			n++
		}
	}
	return n
}

// At reports whether one of the cues starts with the first word.
func (c Cues) At(words []string) bool {
	return slices.ContainsFunc(c[words[0]], func(cue []string) bool { return Follows(words, cue) })
}

// gap is the most words that a * stands for.
const gap = 3

// Follows reports whether words begin with a cue.
func Follows(words, cue []string) bool {
	if len(cue) == 0 {
		return true
	}
	if cue[0] == "*" {
		for skip := 0; skip <= gap && skip <= len(words); skip++ {
			if Follows(words[skip:], cue[1:]) {
				return true
			}
		}
		return false
	}
	return len(words) > 0 && words[0] == cue[0] && Follows(words[1:], cue[1:])
}
