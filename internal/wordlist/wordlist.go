// Package wordlist reads the lists of words and phrases that the engines are
// made of: plain text that people extend by hand.
package wordlist

import (
	"iter"
	"strings"
)

// Lines yields the lines of a list with the heading above each ("" before the
// first): white space at the ends, blank lines and lines that start with # are
// left out. A heading stands alone on its line in brackets, and is yielded
// without them.
func Lines(data string) iter.Seq2[string, string] {
	return func(yield func(heading, line string) bool) {
		heading := ""
		for line := range strings.Lines(data) {
			line = strings.TrimSpace(line)
			switch {
			case line == "" || line[0] == '#':
			case line[0] == '[' && line[len(line)-1] == ']' && strings.Count(line, "[") == 1:
				heading = line[1 : len(line)-1]
			default:
				if !yield(heading, line) {
					return
				}
			}
		}
	}
}

// Fields yields the parts of a line between separators, without the white
// space around them; empty ones are left out.
func Fields(line, separator string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for f := range strings.SplitSeq(line, separator) {
			if f = strings.TrimSpace(f); f != "" && !yield(f) {
				return
			}
		}
	}
}
