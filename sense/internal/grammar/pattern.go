package grammar

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/heedhq/heed/internal/text"
)

type op uint8

const (
	opAtom   op = iota // a token that satisfies x
	opAny              // any token
	opSplit            // try x, else y
	opJump             // go to x
	opNot              // the next token does not satisfy x
	opBreak            // a break may stand here
	opOpen             // the value begins
	opClose            // the value ends
	opClause           // the beginning of a clause
	opStart            // the beginning of the sentence
	opEnd              // the end of a clause
	opMatch
)

type inst struct {
	op    op
	x, y  int32
	guard int32 // of a choice: what the next token must satisfy for x, 0 if unknown
}

// compiler turns one pattern into a program.
type compiler struct {
	g     *Grammar
	lex   []string
	at    int
	prog  []inst
	depth int
}

// maxProgram is the most that one pattern may grow to; ours stay under 500.
const maxProgram = 1200

// compile parses a pattern. Its errors name the pattern's fault.
func (g *Grammar) compile(pattern string) ([]inst, error) {
	c := &compiler{g: g, lex: lexemes(pattern)}
	if err := c.seq(""); err != nil {
		return nil, err
	}
	if c.at != len(c.lex) {
		return nil, fmt.Errorf("%q closes nothing", c.lex[c.at])
	}
	c.emit(opMatch, 0, 0)
	return c.prog, nil
}

func lexemes(p string) []string {
	var out []string
	for i := 0; i < len(p); {
		switch c := p[i]; {
		case c == ' ' || c == '\t':
			i++
		case c == '{':
			j := strings.IndexByte(p[i:], '}')
			if j < 0 {
				return append(out, p[i:])
			}
			out = append(out, p[i:i+j+1])
			i += j + 1
		case strings.ContainsRune("()[]|<>,!$}", rune(c)):
			out = append(out, p[i:i+1])
			i++
		case c == '^':
			n := 1
			if strings.HasPrefix(p[i:], "^^") {
				n = 2
			}
			out = append(out, p[i:i+n])
			i += n
		default:
			j := i
			for j < len(p) && !strings.ContainsRune(" \t(){}[]|<>,!$^", rune(p[j])) {
				j++
			}
			out = append(out, p[i:j])
			i = j
		}
	}
	return out
}

func (c *compiler) emit(o op, x, y int32) int {
	c.prog = append(c.prog, inst{op: o, x: x, y: y})
	return len(c.prog) - 1
}

func (c *compiler) here() int32 { return int32(len(c.prog)) }

// seq compiles up to a lexeme in stop.
func (c *compiler) seq(stop string) error {
	if c.depth++; c.depth > 20 {
		return fmt.Errorf("brackets or classes are nested too deeply")
	}
	defer func() { c.depth-- }()
	for c.at < len(c.lex) {
		if len(c.prog) > maxProgram {
			return fmt.Errorf("the pattern is too large")
		}
		l := c.lex[c.at]
		if stop != "" && strings.Contains(stop, l) || len(l) == 1 && strings.Contains(")]|", l) {
			return nil
		}
		c.at++
		if err := c.one(l); err != nil {
			return err
		}
	}
	return nil
}

func (c *compiler) one(l string) error {
	switch {
	case l == "}":
		return fmt.Errorf("} closes nothing")
	case l == "(":
		return c.group(")")
	case l == "[":
		split := c.emit(opSplit, c.here()+1, 0)
		if err := c.group("]"); err != nil {
			return err
		}
		c.prog[split].y = c.here()
	case l == "<":
		c.emit(opOpen, 0, 0)
	case l == ">":
		c.emit(opClose, 0, 0)
	case l == ",":
		c.emit(opBreak, 0, 0)
	case l == "^":
		c.emit(opClause, 0, 0)
	case l == "^^":
		c.emit(opStart, 0, 0)
	case l == "$":
		c.emit(opEnd, 0, 0)
	case l == "!":
		if c.at >= len(c.lex) {
			return fmt.Errorf("! stands before nothing")
		}
		a, err := c.single(c.lex[c.at])
		if err != nil {
			return err
		}
		c.at++
		c.emit(opNot, int32(a), 0)
	case l == "...":
		c.gap(0, 6)
	case strings.HasPrefix(l, "_"):
		return c.blank(l)
	case strings.HasPrefix(l, "{"):
		return c.class(l)
	default:
		return c.word(l)
	}
	return nil
}

// group compiles alternatives up to the closing bracket. Those of one token
// each become one set, which is one test instead of a chain of them; they are
// tried where the first of them stood.
func (c *compiler) group(end string) error {
	branches, err := c.branches(end)
	if err != nil {
		return err
	}
	var set []atom
	var rest [][]string
	at := -1
	for _, br := range branches {
		if a, ok := c.token(br); ok {
			if at < 0 {
				at = len(rest)
				rest = append(rest, nil)
			}
			set = append(set, a)
			continue
		}
		rest = append(rest, br)
	}
	var jumps []int
	for i, br := range rest {
		split := -1
		if i < len(rest)-1 {
			split = c.emit(opSplit, c.here()+1, 0)
		}
		if i == at {
			c.emit(opAtom, int32(c.g.setOf(set)), 0)
		} else {
			sub := &compiler{g: c.g, lex: br, prog: c.prog, depth: c.depth}
			if err := sub.seq(""); err != nil {
				return err
			}
			if sub.at != len(br) {
				return fmt.Errorf("%q closes nothing", br[sub.at])
			}
			c.prog = sub.prog
		}
		if split >= 0 {
			jumps = append(jumps, c.emit(opJump, 0, 0))
			c.prog[split].y = c.here()
		}
	}
	for _, j := range jumps {
		c.prog[j].x = c.here()
	}
	return nil
}

// branches cuts the lexemes up to the closing bracket at its bars.
func (c *compiler) branches(end string) ([][]string, error) {
	var out [][]string
	from, depth := c.at, 0
	for ; c.at < len(c.lex); c.at++ {
		switch l := c.lex[c.at]; {
		case l == "(" || l == "[":
			depth++
		case depth > 0 && (l == ")" || l == "]"):
			depth--
		case depth == 0 && l == "|":
			out = append(out, c.lex[from:c.at])
			from = c.at + 1
		case l == ")" || l == "]":
			if l != end {
				return nil, fmt.Errorf("%q where %q was to come", l, end)
			}
			out = append(out, c.lex[from:c.at])
			c.at++
			return out, nil
		}
	}
	return nil, fmt.Errorf("a bracket is not closed by %s", end)
}

// token returns the atom of a branch that is one token.
func (c *compiler) token(br []string) (atom, bool) {
	if len(br) != 1 || strings.ContainsAny(br[0][:1], "()[]|<>,!$^_.") {
		return 0, false
	}
	l := br[0]
	if strings.HasPrefix(l, "{") {
		cl := c.g.classes[strings.Trim(l, "{}")]
		if cl == nil || c.g.define(cl) != nil || len(cl.phrases) > 0 {
			return 0, false
		}
		return cl.atom, true
	}
	if !strings.Contains(l, "*") {
		if sp := spell(l); len(sp) != 1 {
			return 0, false
		} else {
			l = sp[0]
		}
	}
	a, err := c.g.atomOf(l)
	return a, err == nil
}

func (c *compiler) gap(least, most int) {
	for range least {
		c.emit(opAny, 0, 0)
	}
	var splits []int
	for range most - least {
		splits = append(splits, c.emit(opSplit, 0, c.here()+1)) // short first
		c.emit(opAny, 0, 0)
	}
	for _, s := range splits {
		c.prog[s].x = c.here()
	}
}

func (c *compiler) blank(l string) error {
	rest := l[1:]
	if rest == "" {
		c.gap(1, 1)
		return nil
	}
	a, b, both := strings.Cut(rest, "-")
	least, most := 0, 0
	var err error
	if both {
		if least, err = strconv.Atoi(a); err != nil {
			return fmt.Errorf("%q is no number of words", l)
		}
		a = b
	}
	if most, err = strconv.Atoi(a); err != nil || most < least || most > 12 || least < 0 {
		return fmt.Errorf("%q is no number of words (at most 12)", l)
	}
	c.gap(least, most)
	return nil
}

// single returns the atom of one lexeme that stands for one token.
func (c *compiler) single(l string) (atom, error) {
	if strings.HasPrefix(l, "{") {
		cl := c.g.classes[strings.Trim(l, "{}")]
		if cl == nil {
			return 0, fmt.Errorf("class %s is not defined", l)
		}
		if err := c.g.define(cl); err != nil {
			return 0, err
		}
		return cl.atom, nil
	}
	return c.g.atomOf(l)
}

func (c *compiler) word(l string) error {
	if strings.Contains(l, "*") {
		a, err := c.g.atomOf(l)
		if err != nil {
			return err
		}
		c.emit(opAtom, int32(a), 0)
		return nil
	}
	// the same road as a text takes: folding, contractions, hyphens
	for _, w := range spell(l) {
		a, err := c.g.atomOf(w)
		if err != nil {
			return err
		}
		c.emit(opAtom, int32(a), 0)
	}
	return nil
}

// spell returns the tokens that a literal word of a pattern becomes.
func spell(l string) []string {
	var out []string
	if l == "'s" {
		return []string{"'s"}
	}
	for _, t := range text.Tokens(l) {
		if t.Kind == text.Newline {
			continue
		}
		first, second, _ := split(text.Fold(t.Lower))
		out = append(out, first)
		if second != "" {
			out = append(out, second)
		}
	}
	return out
}

// class compiles a class: its one-token members as one atom, the longer ones
// as alternatives before it.
func (c *compiler) class(l string) error {
	cl := c.g.classes[strings.Trim(l, "{}")]
	if cl == nil {
		return fmt.Errorf("class %s is not defined", l)
	}
	if err := c.g.define(cl); err != nil {
		return err
	}
	if len(cl.phrases) == 0 {
		c.emit(opAtom, int32(cl.atom), 0)
		return nil
	}
	var jumps []int
	for _, p := range cl.phrases {
		split := c.emit(opSplit, c.here()+1, 0)
		sub := &compiler{g: c.g, lex: lexemes(p), prog: c.prog, depth: c.depth + 1}
		if err := sub.seq(""); err != nil {
			return fmt.Errorf("in class %s: %w", l, err)
		}
		if sub.at != len(sub.lex) {
			return fmt.Errorf("in class %s: %q closes nothing", l, sub.lex[sub.at])
		}
		c.prog = sub.prog
		jumps = append(jumps, c.emit(opJump, 0, 0))
		c.prog[split].y = c.here()
	}
	c.emit(opAtom, int32(cl.atom), 0)
	for _, j := range jumps {
		c.prog[j].x = c.here()
	}
	return nil
}
