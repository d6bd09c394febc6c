package grammar

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/heedhq/heed/internal/text"
)

// atom is something that a token may satisfy: a word, a beginning or end of
// words, or a class.
type atom int32

// ClassID names a class in Is; 0 is no class.
type ClassID atom

// Rule is one rule of a file; it may have many patterns.
type Rule struct {
	Index int               // in Grammar.Rules
	File  string            // the file's name without its ending: the kind
	Name  string            // file/name, for whoever mends it
	Attrs map[string]string // what follows the name in its header
}

// Attr returns an attribute of the header, or def where it is not given.
func (r *Rule) Attr(name, def string) string {
	if v, ok := r.Attrs[name]; ok {
		return v
	}
	return def
}

type program struct {
	rule   int32
	order  int32 // as the files give it
	second atom  // what the second token must satisfy; 0 if that is not known beforehand
	prog   []inst
}

type class struct {
	name    string
	members []string
	atom    atom
	phrases []string // members of more than one token, longest first
	defined bool
	busy    bool
}

// Grammar is compiled files. It never changes after Compile, so any number of
// goroutines may share it, each with a Sentence of its own.
type Grammar struct {
	Rules []Rule

	classes  map[string]*class
	words    map[string][]atom // what each known word satisfies, sorted
	known    map[string]*entry // the same with the programs that it may begin
	sets     map[string]atom   // sets of atoms, by their members
	inSets   map[atom][]atom   // the sets that an atom is in
	literal  map[string]atom   // word, prefix* and *suffix
	prefixes map[string][]atom
	tails    map[string][]atom
	longest  int // of prefixes and tails, in bytes
	first    [][]program
	anchored []program          // those that may begin with any word, tried where clauses begin
	values   map[string][]value // class -> standard names
	next     atom

	afterComma, opener, joiner, subject atom
}

// entry is what is known of a word before any sentence is read.
type entry struct {
	bits  []uint64 // the atoms that it satisfies
	progs []program
}

type value struct {
	words []string
	name  string
}

// File is one data file.
type File struct {
	Name string // without folder and ending
	Data string
}

// Compile reads files of one language. All classes are shared among them. An
// error names file, line and fault.
func Compile(files []File) (*Grammar, error) {
	g := &Grammar{
		classes: map[string]*class{}, words: map[string][]atom{}, literal: map[string]atom{},
		prefixes: map[string][]atom{}, tails: map[string][]atom{}, values: map[string][]value{}, next: 1,
		sets: map[string]atom{}, inSets: map[atom][]atom{},
	}
	var pats []rawPattern
	for _, f := range files {
		p, err := g.parse(f)
		if err != nil {
			return nil, err
		}
		pats = append(pats, p...)
	}
	names := make([]string, 0, len(g.classes))
	for n := range g.classes {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		if err := g.define(g.classes[n]); err != nil {
			return nil, err
		}
	}
	var progs []program
	for _, p := range pats {
		prog, err := g.compile(p.text)
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: pattern %q: %w", p.file, p.line, p.text, err)
		}
		progs = append(progs, program{rule: int32(p.rule), order: int32(len(progs)), prog: prog})
	}
	if err := g.close(progs, pats); err != nil {
		return nil, err
	}
	g.afterComma, g.opener = g.classAtom("clause_after_comma"), g.classAtom("clause_opener")
	g.joiner, g.subject = g.classAtom("clause_joiner"), g.classAtom("clause_subject")
	return g, nil
}

func (g *Grammar) classAtom(name string) atom {
	if c := g.classes[name]; c != nil {
		return c.atom
	}
	return 0
}

// Class returns the id of a class for Is, and 0 if no file defines it.
func (g *Grammar) Class(name string) ClassID { return ClassID(g.classAtom(name)) }

// atomOf returns the atom of a word, a prefix* or a *suffix.
func (g *Grammar) atomOf(l string) (atom, error) {
	star := strings.Count(l, "*")
	key := text.Fold(l)
	if a, ok := g.literal[key]; ok {
		return a, nil
	}
	bare := strings.Trim(key, "*")
	switch {
	case bare == "":
		return 0, fmt.Errorf("%q is no word", l)
	case star == 0:
		g.literal[key] = g.next
		g.words[key] = append(g.words[key], g.next)
	case star == 1 && strings.HasSuffix(key, "*"):
		g.literal[key] = g.next
		g.prefixes[bare] = append(g.prefixes[bare], g.next)
		g.longest = max(g.longest, len(bare))
	case star == 1 && strings.HasPrefix(key, "*"):
		g.literal[key] = g.next
		g.tails[bare] = append(g.tails[bare], g.next)
		g.longest = max(g.longest, len(bare))
	default:
		return 0, fmt.Errorf("%q: a star stands at the beginning or at the end", l)
	}
	g.next++
	return g.next - 1, nil
}

// define gives a class its atom and sorts its members into single tokens and
// phrases. A class may hold classes.
func (g *Grammar) define(c *class) error {
	if c.defined {
		return nil
	}
	if c.busy {
		return fmt.Errorf("class {%s} holds itself", c.name)
	}
	c.busy = true
	c.atom = g.next
	g.next++
	for _, m := range c.members {
		if inner, ok := strings.CutPrefix(m, "{"); ok && strings.HasSuffix(inner, "}") && strings.Count(m, "{") == 1 {
			ic := g.classes[strings.TrimSuffix(inner, "}")]
			if ic == nil {
				return fmt.Errorf("class {%s}: %s is not defined", c.name, m)
			}
			if err := g.define(ic); err != nil {
				return err
			}
			g.include(ic.atom, c.atom)
			c.phrases = append(c.phrases, ic.phrases...)
			continue
		}
		if strings.ContainsAny(m, " ()[]{}<>_!^$,") {
			c.phrases = append(c.phrases, m)
			continue
		}
		toks := []string{m}
		if !strings.Contains(m, "*") {
			toks = spell(m)
		}
		if len(toks) != 1 {
			c.phrases = append(c.phrases, m)
			continue
		}
		if _, err := g.atomOf(toks[0]); err != nil {
			return fmt.Errorf("class {%s}: %w", c.name, err)
		}
		g.member(toks[0], c.atom)
	}
	sort.SliceStable(c.phrases, func(i, j int) bool {
		return strings.Count(c.phrases[i], " ") > strings.Count(c.phrases[j], " ")
	})
	c.defined, c.busy = true, false
	return nil
}

func (g *Grammar) member(l string, a atom) {
	key := text.Fold(l)
	bare := strings.Trim(key, "*")
	switch {
	case strings.HasSuffix(key, "*"):
		g.prefixes[bare] = append(g.prefixes[bare], a)
	case strings.HasPrefix(key, "*"):
		g.tails[bare] = append(g.tails[bare], a)
	default:
		g.words[key] = append(g.words[key], a)
	}
}

// include makes whatever satisfies inner satisfy outer.
func (g *Grammar) include(inner, outer atom) {
	for _, m := range []map[string][]atom{g.words, g.prefixes, g.tails} {
		for k, as := range m {
			if slices.Contains(as, inner) {
				m[k] = append(as, outer)
			}
		}
	}
}

// setOf returns an atom that a token satisfies where it satisfies one of set.
func (g *Grammar) setOf(set []atom) atom {
	set = slices.Clone(set)
	slices.Sort(set)
	set = slices.Compact(set)
	if len(set) == 1 {
		return set[0]
	}
	key := fmt.Sprint(set)
	if a, ok := g.sets[key]; ok {
		return a
	}
	a := g.next
	g.next++
	g.sets[key] = a
	for _, m := range set {
		g.inSets[m] = append(g.inSets[m], a)
	}
	return a
}

// withSets adds the sets that the atoms are in, and the sets of those sets.
func (g *Grammar) withSets(as []atom) []atom {
	for i := 0; i < len(as); i++ {
		as = append(as, g.inSets[as[i]]...)
	}
	slices.Sort(as)
	return slices.Compact(as)
}

// close guards the choices of each program, indexes the programs by what their
// first token must satisfy, and works out what each word satisfies.
func (g *Grammar) close(progs []program, pats []rawPattern) error {
	for i := range progs {
		for pc := range progs[i].prog {
			g.guard(progs[i].prog, pc)
		}
	}
	firsts := make([]atom, len(progs))
	for i, p := range progs {
		progs[i].second = g.secondOf(p.prog)
	}
	for i, p := range progs {
		set := map[atom]bool{}
		if firstOf(p.prog, 0, set, map[int32]bool{}) {
			firsts[i] = g.setOf(slices.Collect(maps.Keys(set)))
			continue
		}
		if p.prog[0].op != opClause && p.prog[0].op != opStart {
			return fmt.Errorf("%s, line %d: pattern %q may begin with any word or match nothing; begin it with a word, a class or ^",
				pats[i].file, pats[i].line, pats[i].text)
		}
		g.anchored = append(g.anchored, p)
	}
	g.first = make([][]program, g.next)
	for i, p := range progs {
		if a := firsts[i]; a != 0 {
			g.first[a] = append(g.first[a], p)
		}
	}
	g.known = make(map[string]*entry, len(g.words))
	for w, as := range g.words {
		g.known[w] = g.entryOf(g.affixes(as, w))
	}
	return nil
}

func (g *Grammar) entryOf(as []atom) *entry {
	as = g.withSets(as)
	e := &entry{}
	if len(as) == 0 {
		return e
	}
	e.bits = make([]uint64, as[len(as)-1]>>6+1)
	for _, a := range as {
		e.bits[a>>6] |= 1 << (a & 63)
		e.progs = append(e.progs, g.first[a]...)
	}
	slices.SortFunc(e.progs, func(a, b program) int { return cmp.Compare(a.order, b.order) })
	return e
}

// guard notes at a choice what the next token must satisfy for its first
// branch to have a chance.
func (g *Grammar) guard(prog []inst, pc int) {
	if prog[pc].op != opSplit {
		return
	}
	set := map[atom]bool{}
	if firstOf(prog, prog[pc].x, set, map[int32]bool{}) {
		prog[pc].guard = int32(g.setOf(slices.Collect(maps.Keys(set))))
	}
}

// secondOf returns what the token after the first must satisfy, whichever way
// the program begins; most attempts end there. It is 0 where that cannot be said.
func (g *Grammar) secondOf(prog []inst) atom {
	starts, second := map[int32]bool{}, map[atom]bool{}
	if !startsOf(prog, 0, starts) {
		return 0
	}
	for pc := range starts {
		if !firstOf(prog, pc+1, second, map[int32]bool{}) {
			return 0
		}
	}
	return g.setOf(slices.Collect(maps.Keys(second)))
}

// startsOf collects the places that may take the first token; false if any
// token will do at one of them.
func startsOf(prog []inst, pc int32, starts map[int32]bool) bool {
	for {
		switch in := prog[pc]; in.op {
		case opAtom:
			starts[pc] = true
			return true
		case opAny, opMatch:
			return false
		case opSplit:
			if !startsOf(prog, in.x, starts) {
				return false
			}
			pc = in.y
		case opJump:
			pc = in.x
		default:
			pc++
		}
	}
}

// firstOf collects the atoms that can be first from pc; false if any word can.
// seen holds the places already looked at.
func firstOf(prog []inst, pc int32, set map[atom]bool, seen map[int32]bool) bool {
	for !seen[pc] {
		seen[pc] = true
		switch in := prog[pc]; in.op {
		case opAtom:
			set[atom(in.x)] = true
			return true
		case opAny, opMatch:
			return false
		case opSplit:
			if !firstOf(prog, in.x, set, seen) {
				return false
			}
			pc = in.y
		case opJump:
			pc = in.x
		default:
			pc++
		}
	}
	return true
}

// look returns what is known of a folded word.
func (g *Grammar) look(w string) *entry {
	if e, ok := g.known[w]; ok {
		return e
	}
	if s := squeeze(w); s != w {
		return g.look(s)
	}
	if n := len(w); n > 3 && w[n-1] == w[n-2] && strings.IndexByte("aeiou", w[n-1]) >= 0 { // encantoo
		if e, ok := g.known[w[:n-1]]; ok {
			return e
		}
	}
	if strings.Contains(w, "-") && !strings.HasPrefix(w, "-") {
		if e, ok := g.known[strings.ReplaceAll(w, "-", "")]; ok {
			return e
		}
	}
	as := g.affixes(nil, w)
	if len(as) == 0 {
		return &nothing
	}
	return g.entryOf(as)
}

var nothing entry

func (g *Grammar) affixes(as []atom, w string) []atom {
	n := min(len(w), g.longest)
	for i := 1; i <= n; i++ {
		if p, ok := g.prefixes[w[:i]]; ok {
			as = append(as, p...)
		}
		if t, ok := g.tails[w[len(w)-i:]]; ok {
			as = append(as, t...)
		}
	}
	return as
}

// is reports whether the token satisfies a.
func (t *Token) is(a atom) bool {
	return int(a>>6) < len(t.bits) && t.bits[a>>6]&(1<<(a&63)) != 0
}

// Value returns the standard name of the longest member of a class with
// standard names within tokens [from, to) of s, and "" if there is none.
func (g *Grammar) Value(s *Sentence, class string, from, to int) string {
	best, name := 0, ""
	for i := from; i < to; i++ {
		for _, v := range g.values[class+" "+s.Tokens[i].Word] {
			if len(v.words) > best && i+len(v.words) <= to && sameWords(s.Tokens[i:], v.words) {
				best, name = len(v.words), v.name
			}
		}
	}
	return name
}

func sameWords(toks []Token, words []string) bool {
	for i, w := range words {
		if toks[i].Word != w {
			return false
		}
	}
	return true
}
