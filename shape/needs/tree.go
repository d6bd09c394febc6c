package needs

import (
	"cmp"
	"slices"
	"sync"
)

// tree holds all cues by their words from the first on, so that a sentence is
// read once however many cues there are.
type tree struct {
	next map[string]*tree
	any  *tree // behind a *
	ends []end
}

// end is the need, and which side of it, whose cue ends at a tree.
type end struct{ need, side int }

var cueTree = sync.OnceValue(func() *tree {
	root := &tree{}
	for i, n := range All() {
		for k := range n.sides {
			for _, cues := range n.sides[k].cues {
				for _, cue := range cues {
					at := root
					for _, w := range cue {
						at = at.step(w)
					}
					at.ends = append(at.ends, end{i, k})
				}
			}
		}
	}
	return root
})

// step is the tree behind a word, made where there is none.
func (t *tree) step(word string) *tree {
	if word == "*" {
		if t.any == nil {
			t.any = &tree{}
		}
		return t.any
	}
	if t.next == nil {
		t.next = map[string]*tree{}
	}
	if t.next[word] == nil {
		t.next[word] = &tree{}
	}
	return t.next[word]
}

// found is a tree at which cues end, and how many words they take, the fewest
// where a * can stand for more or less.
type found struct {
	at   *tree
	took int
}

// walk adds where cues end that begin with the first of words; took counts the
// words before them.
func (t *tree) walk(words []string, took int, list []found) []found {
	if len(t.ends) > 0 {
		if k := slices.IndexFunc(list, func(f found) bool { return f.at == t }); k < 0 {
			list = append(list, found{t, took})
		} else {
			list[k].took = min(list[k].took, took)
		}
	}
	if t.any != nil {
		for skip := 0; skip <= gap && skip <= len(words); skip++ {
			list = t.any.walk(words[skip:], took+skip, list)
		}
	}
	if len(words) > 0 {
		if next := t.next[words[0]]; next != nil {
			list = next.walk(words[1:], took+1, list)
		}
	}
	return list
}

// Hits are the places at which words name a need, with the longest of its cues
// that stands there, from the first word on.
func Hits(words []string) []Hit {
	var out []Hit
	var list []found
	for at := range words {
		first := cueTree().next[words[at]]
		if first == nil {
			continue
		}
		from := len(out)
		list = first.walk(words[at+1:], 1, list[:0])
		for _, f := range list {
			for _, e := range f.at.ends {
				if !All()[e.need].sides[e.side].fits(words) {
					continue
				}
				if k := slices.IndexFunc(out[from:], func(h Hit) bool { return h.Need == e.need }); k >= 0 {
					out[from+k].To = max(out[from+k].To, at+f.took)
				} else {
					out = append(out, Hit{e.need, at, at + f.took})
				}
			}
		}
		slices.SortFunc(out[from:], func(a, b Hit) int { return cmp.Compare(a.Need, b.Need) })
	}
	return out
}
