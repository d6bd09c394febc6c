package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
)

// Sentences returns the sentences of s in order, as byte spans without the
// white space around them. A line break ends a sentence unless the line looks
// wrapped; abbreviations, initials, decimals, ellipses within a sentence and
// quoted speech do not. A long stretch without punctuation (a machine
// transcript) is cut by clause cues and length. An empty lang uses the rules
// of both languages.
func Sentences(s string, lang heed.Language) []heed.Span {
	return AppendSentences(nil, s, lang)
}

// AppendSentences appends the sentences of s to dst.
func AppendSentences(dst []heed.Span, s string, lang heed.Language) []heed.Span {
	first := len(dst)
	start, wrapped := 0, 0
	add := func(end int) {
		sp := Trim(s, heed.Span{Start: start, End: end})
		start = end
		if sp.Len() == 0 {
			return
		}
		if len(dst) > first && !hasWord(s[sp.Start:sp.End]) && !strings.Contains(s[dst[len(dst)-1].End:sp.Start], "\n") {
			dst[len(dst)-1].End = sp.End // stray marks belong to what they follow
			return
		}
		dst = append(dst, sp)
	}
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '\n' || c == '\r':
			if lineEnds(s, wrapped, i) {
				add(i)
			}
			i++
			if c == '\r' && i < len(s) && s[i] == '\n' {
				i++
			}
			wrapped = i
		case c == '.' || c == '!' || c == '?' || c == 0xe2 && strings.HasPrefix(s[i:], "…"):
			end := marksEnd(s, i)
			if stops(s, start, i, end, lang) {
				end = trailing(s, end)
				add(end)
			}
			i = end
		default:
			i++
		}
	}
	add(len(s))
	return splitLong(dst, first, s, lang)
}

// Trim narrows a span of s to what stands between its outer white space.
func Trim(s string, sp heed.Span) heed.Span {
	part := s[sp.Start:sp.End]
	left := strings.TrimLeftFunc(part, blank)
	sp.Start += len(part) - len(left)
	sp.End = sp.Start + len(strings.TrimRightFunc(left, blank))
	return sp
}

func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u200e' || r == '\u200f'
}

func hasWord(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf {
			r, _ := utf8.DecodeRuneInString(s[i:])
			if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r) {
				return true
			}
		} else if isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' {
			return true
		}
	}
	return false
}

// marksEnd returns the end of the run of sentence marks at i, closing quotes
// and brackets included.
func marksEnd(s string, i int) int {
	for i < len(s) {
		switch {
		case s[i] == '.' || s[i] == '!' || s[i] == '?':
			i++
		case strings.HasPrefix(s[i:], "…"):
			i += len("…")
		default:
			return closers(s, i)
		}
	}
	return i
}

func closers(s string, i int) int {
	for i < len(s) {
		switch {
		case s[i] == ')' || s[i] == ']' || s[i] == '*':
			i++
		case s[i] == '"' || s[i] == '\'':
			if i+1 < len(s) && wordAt(s, i+1) > 0 { // it opens the next word
				return i
			}
			i++
		case strings.HasPrefix(s[i:], "”"), strings.HasPrefix(s[i:], "’"):
			i += len("”")
		case strings.HasPrefix(s[i:], "»"):
			i += len("»")
		default:
			return i
		}
	}
	return i
}

// stops reports whether the marks s[at:end] end the sentence begun at start.
func stops(s string, start, at, end int, lang heed.Language) bool {
	if end >= len(s) {
		return true
	}
	marks := strings.TrimRight(s[at:end], "\"')]*”’»")
	closed := len(marks) < end-at
	next, spaced := nextRune(s, end)
	if !spaced {
		return gluedStop(s, at, end, marks)
	}
	lowerNext := unicode.IsLower(next)
	if lowerNext && aside(s, end) { // —¿Cuándo? —preguntó—.
		return false
	}
	switch {
	case marks == ".":
		if listMarker(s, start, at) {
			return false
		}
		if abbreviation(s, start, at, lowerNext, unicode.IsDigit(next), lang) {
			return false
		}
		return !(closed && lowerNext)
	case strings.HasSuffix(marks, ".") || strings.HasSuffix(marks, "…"): // an ellipsis
		if strings.ContainsAny(marks, "!?") {
			return true
		}
		return !lowerNext
	}
	return !(closed && lowerNext) // "why?" he asked
}

// aside reports whether a dash that a small letter follows at once comes after
// the blanks at i: who speaks, in the middle of what is said.
func aside(s string, i int) bool {
	rest := strings.TrimLeft(s[i:], " \u00a0")
	for _, dash := range []string{"—", "–"} {
		if after, ok := strings.CutPrefix(rest, dash); ok && len(rest) < len(s[i:]) {
			r, _ := utf8.DecodeRuneInString(after)
			return unicode.IsLower(r)
		}
	}
	return false
}

// gluedStop judges marks that no space follows: "work.I think", "what?Really".
func gluedStop(s string, at, end int, marks string) bool {
	r, n := utf8.DecodeRuneInString(s[end:])
	if !unicode.IsLetter(r) && r != '¿' && r != '¡' {
		return false
	}
	prev, _ := utf8.DecodeLastRuneInString(s[:at])
	switch {
	case r == '¿' || r == '¡':
		return true
	case marks == "?" || marks == "!":
		// not inside an address: page?id=3
		return unicode.IsLetter(prev) && !strings.ContainsAny(wordAround(s, at), "/=")
	case marks == ".":
		if !unicode.IsLower(prev) || !unicode.IsUpper(r) {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(s[:at-utf8.RuneLen(prev)])
		after, _ := utf8.DecodeRuneInString(s[end+n:])
		return unicode.IsLower(before) && (unicode.IsLower(after) || after == ' ' || after == '\'' || after == ',') &&
			!strings.ContainsAny(wordAround(s, at), "/@=")
	case len(marks) > 2 && unicode.IsUpper(r):
		return true
	}
	return false
}

// wordAround returns what stands between the spaces around i, at most 80
// bytes to each side.
func wordAround(s string, i int) string {
	a, b := max(0, i-80), min(len(s), i+80)
	if j := strings.LastIndexAny(s[a:i], " \n\t"); j >= 0 {
		a += j + 1
	}
	if j := strings.IndexAny(s[i:b], " \n\t"); j >= 0 {
		b = i + j
	}
	return s[a:b]
}

// nextRune returns the first rune after white space and opening marks at i,
// and whether there was white space.
func nextRune(s string, i int) (r rune, spaced bool) {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case blank(r):
			spaced = true
		case strings.ContainsRune("\"'“‘«([*-–—", r):
		default:
			return r, spaced
		}
		i += n
	}
	return 0, true
}

// trailing takes an emoji that follows the marks into the sentence.
func trailing(s string, end int) int {
	i := end
	for i < len(s) && s[i] == ' ' {
		i++
	}
	took := end
	for i < len(s) && s[i] >= utf8.RuneSelf {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.Is(unicode.So, r) && !unicode.Is(unicode.Sk, r) && r != '\u200d' && r != '\ufe0f' {
			break
		}
		i += n
		took = i
	}
	return took
}

// lineEnds reports whether the line break at i, whose line began at from, ends
// the sentence too.
func lineEnds(s string, from, i int) bool {
	line := strings.TrimRight(s[from:i], " \t")
	if len(line) < 50 {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(line)
	if strings.ContainsRune(".!?…:;\"”»)", last) {
		return true
	}
	rest := s[i:]
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "\r"), "\n")
	next, _ := utf8.DecodeRuneInString(rest)
	return !unicode.IsLower(next)
}
