package reply

import (
	"strconv"
	"strings"
)

// A pattern is a row of elements that are matched against the folded words of
// one sentence:
//
//	word        that word; wor* any word that starts so
//	(a|b c)     one of these, each of one or more words
//	[a|b c]     the same, or nothing
//	*           any one word; *5 up to five words of any kind
//	^ $         at the start, at the end of the sentence
type pattern struct {
	section *section
	els     []element
	start   bool
	end     bool
}

type element struct {
	alts     [][]string
	optional bool
	gap      int // up to so many words; 0 is no gap
	one      bool
}

func parsePattern(line string, sec *section) pattern {
	p := pattern{section: sec}
	for _, w := range splitElements(line) {
		switch {
		case w == "^":
			p.start = true
		case w == "$":
			p.end = true
		case w == "*":
			p.els = append(p.els, element{one: true})
		case w[0] == '*' && len(w) > 1:
			n, err := strconv.Atoi(w[1:])
			if err != nil {
				panic("reply: bad gap in pattern " + line) // embedded: a test reads it
			}
			p.els = append(p.els, element{gap: n, optional: true})
		case w[0] == '(' || w[0] == '[':
			e := element{optional: w[0] == '['}
			for _, alt := range strings.Split(w[1:len(w)-1], "|") {
				e.alts = append(e.alts, strings.Fields(alt))
			}
			p.els = append(p.els, e)
		default:
			e := element{}
			for _, alt := range strings.Split(w, "|") {
				e.alts = append(e.alts, []string{alt})
			}
			p.els = append(p.els, e)
		}
	}
	return p
}

// splitElements cuts at blanks that are not inside brackets.
func splitElements(line string) []string {
	var out []string
	depth, from := 0, -1
	for i, c := range line {
		switch {
		case c == '(' || c == '[':
			if depth == 0 {
				from = i
			}
			depth++
		case c == ')' || c == ']':
			depth--
			if depth == 0 {
				out, from = append(out, line[from:i+1]), -1
			}
		case c == ' ' && depth == 0:
			if from >= 0 {
				out = append(out, line[from:i])
			}
			from = -1
		case from < 0:
			from = i
		}
	}
	if from >= 0 {
		out = append(out, line[from:])
	}
	return out
}

func sameWord(pat, word string) bool {
	if n := len(pat) - 1; n > 0 && pat[n] == '*' {
		return strings.HasPrefix(word, pat[:n])
	}
	return pat == word
}

// match returns the word after the match that starts at word i, or -1.
func (p *pattern) match(words []string, i int) int {
	if p.start && i != 0 {
		return -1
	}
	return p.from(words, i, 0)
}

func (p *pattern) from(words []string, i, k int) int {
	if k == len(p.els) {
		if p.end && i != len(words) {
			return -1
		}
		return i
	}
	e := &p.els[k]
	switch {
	case e.one:
		if i >= len(words) {
			return -1
		}
		return p.from(words, i+1, k+1)
	case e.gap > 0:
		for n := 0; n <= e.gap && i+n <= len(words); n++ {
			if end := p.from(words, i+n, k+1); end >= 0 {
				return end
			}
		}
		return -1
	}
	for _, alt := range e.alts {
		if i+len(alt) > len(words) {
			continue
		}
		ok := true
		for j, w := range alt {
			if !sameWord(w, words[i+j]) {
				ok = false
				break
			}
		}
		if ok {
			if end := p.from(words, i+len(alt), k+1); end >= 0 {
				return end
			}
		}
	}
	if e.optional {
		return p.from(words, i, k+1)
	}
	return -1
}

// index finds the patterns that may start with a word.
type index struct {
	exact  map[string][]*pattern
	prefix map[string][]*pattern // by the first three letters
}

func newIndex(ps []pattern) *index {
	ix := &index{exact: make(map[string][]*pattern), prefix: make(map[string][]*pattern)}
	for i := range ps {
		ix.add(&ps[i])
	}
	return ix
}

func (ix *index) add(p *pattern) {
	seen := make(map[string]bool)
	for _, e := range p.els {
		if e.one || e.gap > 0 {
			panic("reply: a pattern may not start with a gap in [" + p.section.name + ":" + p.section.sub + "]") // embedded: a test reads it
		}
		for _, alt := range e.alts {
			w := alt[0]
			if seen[w] {
				continue
			}
			seen[w] = true
			if strings.HasSuffix(w, "*") {
				if len(w) < 4 {
					panic("reply: a first word needs three letters before its star: " + w)
				}
				ix.prefix[w[:3]] = append(ix.prefix[w[:3]], p)
			} else {
				ix.exact[w] = append(ix.exact[w], p)
			}
		}
		if !e.optional {
			return
		}
	}
}
