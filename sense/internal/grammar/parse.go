package grammar

import (
	"fmt"
	"strings"
)

type rawPattern struct {
	file string
	line int
	rule int
	text string
}

// parse reads the classes and rules of one file.
func (g *Grammar) parse(f File) ([]rawPattern, error) {
	var pats []rawPattern
	var open *class // whose members the indented lines go on with
	rule := -1
	n := 0
	for line := range strings.Lines(f.Data) {
		n++
		if i := strings.IndexByte(line, '#'); i >= 0 {
			line = line[:i]
		}
		indented := strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")
		line = strings.TrimSpace(line)
		fail := func(format string, args ...any) error {
			return fmt.Errorf("%s, line %d: %s", f.Name, n, fmt.Sprintf(format, args...))
		}
		switch {
		case line == "":
		case strings.HasPrefix(line, "{") && strings.Contains(line, "}:"):
			name, members, _ := strings.Cut(line, "}:")
			name = name[1:]
			if g.classes[name] != nil {
				return nil, fail("class {%s} is defined twice", name)
			}
			open = &class{name: name}
			g.classes[name] = open
			g.addMembers(open, members)
		case open != nil && indented:
			g.addMembers(open, line)
		case strings.HasPrefix(line, "@"):
			open = nil
			name, rest, _ := strings.Cut(line[1:], " ")
			if name == "" {
				return nil, fail("a rule has no name")
			}
			r := Rule{Index: len(g.Rules), File: f.Name, Name: f.Name + "/" + name, Attrs: map[string]string{}}
			for part := range strings.SplitSeq(rest, ",") {
				k, v, _ := strings.Cut(strings.TrimSpace(part), " ")
				if k != "" {
					r.Attrs[k] = strings.TrimSpace(v)
				}
			}
			g.Rules = append(g.Rules, r)
			rule = len(g.Rules) - 1
		default:
			if rule < 0 {
				return nil, fail("a pattern stands before the first @rule")
			}
			open = nil
			pats = append(pats, rawPattern{f.Name, n, rule, line})
		}
	}
	return pats, nil
}

func (g *Grammar) addMembers(c *class, line string) {
	name := ""
	if before, after, ok := strings.Cut(line, "="); ok {
		name, line = strings.TrimSpace(before), after
	}
	for _, m := range choices(line) {
		m = strings.TrimSpace(m)
		if m == "" {
			continue
		}
		c.members = append(c.members, m)
		if name == "" {
			continue
		}
		var words []string
		for w := range strings.FieldsSeq(m) {
			words = append(words, spell(w)...)
		}
		if len(words) > 0 {
			key := c.name + " " + words[0]
			g.values[key] = append(g.values[key], value{words, name})
		}
	}
}

// choices parts a line at the bars that stand outside brackets.
func choices(line string) []string {
	var out []string
	depth, from := 0, 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '|':
			if depth == 0 {
				out = append(out, line[from:i])
				from = i + 1
			}
		}
	}
	return append(out, line[from:])
}
