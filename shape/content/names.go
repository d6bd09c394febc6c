package content

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
)

//go:embed data/definite.txt
var definiteData string

var definite = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, line := range wordlist.Lines(definiteData) {
		for _, w := range strings.Fields(line) {
			out[w] = true
		}
	}
	return out
})

// between is the most words of grammar that may part two words of a name: "a
// trial with all our data".
const between = 3

// name is one name of an item: its words of content, folded and singular.
type name struct {
	item  int
	words []string
	exact string // the only word of a short name, as it is written
}

// short names are one word, which may mean something else as well.
func (n *name) short() bool { return len(n.words) == 1 }

// names are all names by the words in them.
type names struct {
	all []name
	by  map[string][]int
}

func newNames(items []heed.ContentItem) *names {
	x := &names{by: map[string][]int{}}
	for i := range items {
		for _, called := range items[i].Called {
			n := name{item: i}
			every := words(called)
			for _, w := range every {
				if w.key != "" && !w.stop && !slices.Contains(n.words, w.key) {
					n.words, n.exact = append(n.words, w.key), w.lower
				}
			}
			if len(n.words) == 0 { // a name of grammar alone, like "About us"
				continue
			}
			for _, w := range n.words {
				x.by[w] = append(x.by[w], len(x.all))
			}
			x.all = append(x.all, n)
		}
	}
	return x
}

// word is a word of a text; key is empty for a mark that parts phrases.
type word struct {
	key, lower string
	stop       bool
	at         int
}

// words splits a text as names are compared: hyphens part words, a plural is
// its singular.
func words(s string) []word {
	var out []word
	for t := range text.All(s) {
		switch t.Kind {
		case text.Word, text.Number:
			for part := range strings.SplitSeq(t.Lower, "-") {
				part = strings.TrimSuffix(part, "'s")
				if part != "" {
					out = append(out, word{singular(text.Fold(part)), text.Fold(part), text.Stopword(part, ""), t.Start})
				}
			}
		case text.Punct:
			if strings.ContainsAny(t.Lower, ",;:.?!…()") {
				out = append(out, word{at: t.Start})
			}
		case text.Newline:
			if len(out) > 0 { // a wrapped line goes on
				continue
			}
		}
	}
	return out
}

func singular(w string) string {
	if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") {
		return w[:len(w)-1]
	}
	return w
}

// hit is a name found at a place of a text.
type hit struct {
	name, at int
}

// in finds the names in a text: all words of a name next to each other, in any
// order, with nothing but words of grammar between; a single word only where it
// means one certain thing.
func (x *names) in(s string) []hit {
	var ws []word
	var out []hit
	for t := range text.All(s) { // most texts hold no word of any name
		if t.Kind != text.Word {
			continue
		}
		if x.holds(t.Lower) {
			ws = words(s)
			break
		}
	}
	for i := range ws {
		for _, n := range x.by[ws[i].key] {
			if x.all[n].at(ws, i) {
				out = append(out, hit{n, ws[i].at})
			}
		}
	}
	return out
}

func (x *names) holds(lower string) bool {
	for part := range strings.SplitSeq(lower, "-") {
		if len(x.by[singular(text.Fold(strings.TrimSuffix(part, "'s")))]) > 0 {
			return true
		}
	}
	return false
}

// at reports whether the name begins at ws[i].
func (n *name) at(ws []word, i int) bool {
	if n.short() {
		return ws[i].lower == n.exact && i > 0 && definite()[ws[i-1].lower]
	}
	found, gap := 1, 0
	seen := make([]bool, len(n.words))
	seen[slices.Index(n.words, ws[i].key)] = true
	for k := i + 1; k < len(ws) && found < len(n.words); k++ {
		if ws[k].key == "" {
			return false
		}
		if w := slices.Index(n.words, ws[k].key); w >= 0 && !seen[w] {
			seen[w] = true
			found, gap = found+1, 0
			continue
		}
		if gap++; !ws[k].stop || gap > between {
			return false
		}
	}
	return found == len(n.words)
}
