package pdf

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/heedhq/heed/read/plain"
	"github.com/heedhq/heed/read/voice"
)

var pageNumber = regexp.MustCompile(`(?i)^(?:page|página|pag\.?|p\.)?\s*\d{1,5}\s*(?:(?:/|of|de)\s*\d{1,5})?$`)

// printed is the foot that browsers put under a page.
var printed = regexp.MustCompile(`^(?:file|https?)://\S+(?:\s+\d+\s*/\s*\d+)?$`)

// cells turns "name, room, words" into "name: words" where names come back as
// they do in a table of turns, and all other room into a space.
func cells(pages [][]string) {
	count := map[string]int{}
	for _, p := range pages {
		for _, l := range p {
			if name, _, ok := strings.Cut(strings.TrimSpace(l), "\t"); ok {
				count[name]++
			}
		}
	}
	for _, p := range pages {
		for i, l := range p {
			name, rest, ok := strings.Cut(strings.TrimSpace(l), "\t")
			if !ok {
				continue
			}
			_, says := voice.ByName(name)
			if len(name) <= 40 && !strings.HasSuffix(name, ":") && (says || count[name] > 1 && plain.LooksLikeName(name)) {
				name += ":"
			}
			p[i] = name + " " + strings.ReplaceAll(rest, "\t", " ")
		}
	}
}

// flow joins the lines of all pages into paragraphs: heads and feet that
// repeat are left out, lines that were broken for the width are joined.
func flow(pages [][]string) string {
	cells(pages)
	repeated := edges(pages)
	var lines []string
	for _, p := range pages {
		first, last := bounds(p)
		for i, l := range p {
			t := strings.TrimSpace(l)
			if t != "" && (i <= first+1 || i >= last-1) && (pageNumber.MatchString(t) || printed.MatchString(t) || repeated[shape(t)]) {
				continue
			}
			lines = append(lines, t)
		}
		// A page's end is no paragraph's: one blank line at most.
		for len(lines) > 0 && lines[len(lines)-1] == "" {
			lines = lines[:len(lines)-1]
		}
	}
	return join(lines)
}

// bounds returns the first and last line with words.
func bounds(p []string) (first, last int) {
	first, last = -1, -1
	for i, l := range p {
		if strings.TrimSpace(l) != "" {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// edges returns what stands at the head or foot of at least three pages and of
// half of them.
func edges(pages [][]string) map[string]bool {
	counts := map[string]int{}
	for _, p := range pages {
		first, last := bounds(p)
		seen := map[string]bool{}
		for i, l := range p {
			t := strings.TrimSpace(l)
			if t != "" && (i <= first+1 || i >= last-1) && !seen[shape(t)] {
				seen[shape(t)] = true
				counts[shape(t)]++
			}
		}
	}
	out := map[string]bool{}
	for s, n := range counts {
		if n >= 3 && n*2 >= len(pages) {
			out[s] = true
		}
	}
	return out
}

// shape is a line with its figures made equal.
func shape(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, s)
}

func join(lines []string) string {
	labels := plain.FindLabels(lines)
	width := 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(l))
	}
	var b strings.Builder
	prev := ""
	for _, l := range lines {
		_, _, labelled := labels.Split(l)
		switch {
		case b.Len() == 0:
		case l == "":
			b.WriteByte('\n')
		case prev == "" || labelled || utf8.RuneCountInString(prev)*100 < width*55:
			b.WriteByte('\n')
		case strings.HasSuffix(prev, "-") && lower(l) && !strings.HasSuffix(prev, " -"):
			s := strings.TrimSuffix(b.String(), "-")
			b.Reset()
			b.WriteString(s)
		default:
			b.WriteByte(' ')
		}
		b.WriteString(l)
		prev = l
	}
	return b.String()
}

func lower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}
