package mail

import (
	"regexp"
	"strings"

	"github.com/heedhq/heed/read/voice"
)

var (
	// "On Tue, 12 May 2026 at 12:26, Craig <c@h> wrote:" and "El lun, 31 ago
	// 2026 a las 17:30, Nicolás (<n@h>) escribió:", also over two lines.
	attribution = regexp.MustCompile(`(?i)^(?:on|el|le|am)\s.{4,200}(?:wrote|escribió|escribio|schrieb|a écrit)\s*:?\s*$`)
	attrStart   = regexp.MustCompile(`(?i)^(?:on|el)\s.{0,60}\d{4}.{0,120}$`)
	attrEnd     = regexp.MustCompile(`(?i)(?:wrote|escribió|escribio)\s*:\s*$`)
	original    = regexp.MustCompile(`(?i)^[-_*\s]*(?:original message|mensaje original|original appointment|forwarded message|mensaje reenviado|begin forwarded message)[-_*:\s]*$`)
	underline   = regexp.MustCompile(`^_{10,}$`)
	fromLine    = regexp.MustCompile(`(?i)^\*?(?:from|de)\s*:\*?\s+\S`)
	sentLine    = regexp.MustCompile(`(?i)^\*?(?:sent|date|to|subject|enviado(?: el)?|fecha|para|asunto)\s*:`)
	mobile      = regexp.MustCompile(`(?i)^(?:sent from my|sent from outlook|get outlook for|sent via|enviado desde mi|enviado desde|obtener outlook|obtén outlook)\b.{0,60}$`)
	disclaimer  = regexp.MustCompile(`(?i)^\W*(?:confidential(?:ity)?(?: notice)?\b|this (?:e-?mail|message)(?: and any| is intended| may contain| contains)|disclaimer\b|aviso legal|este (?:mensaje|correo)(?: y| electrónico| se dirige| puede| contiene| va dirigido)|please consider the environment|antes de imprimir)`)
	postscript  = regexp.MustCompile(`(?i)^p\.?\s?[sd]\.?\s*[:.\-]?\s`)
)

// signOffs close a mail; what follows is a name and how to reach it.
var signOffs = func() map[string]bool {
	m := map[string]bool{}
	for s := range strings.SplitSeq(`regards|kind regards|best regards|warm regards|warmest regards|many regards|best|all the best|best wishes|sincerely|yours sincerely|yours faithfully|yours truly|cheers|`+
		`kindest regards|rgds|br|kr|respectfully|cordially|saludos|un saludo|saludos cordiales|un cordial saludo|cordialmente|atentamente|muy atentamente|un abrazo|abrazos|`+
		`reciba un cordial saludo|quedo atento|quedo atenta|quedo a la espera|atte|slds|saludos atentos|sin otro particular`, "|") {
		m[s] = true
	}
	return m
}()

// Trim cuts quoted replies, signatures and disclaimers off a mail's text, and
// returns how many lines with words were cut. A mail that would be left
// without words keeps everything but its quotations.
func Trim(s string) (text string, cut int) {
	lines := strings.Split(strings.ReplaceAll(s, "\u00a0", " "), "\n")
	kept := unquote(lines)
	trimmed := unsign(kept)
	if strings.TrimSpace(strings.Join(trimmed, "")) == "" {
		trimmed = kept
	}
	return tidy(trimmed), filled(lines) - filled(trimmed)
}

func filled(lines []string) int {
	n := 0
	for _, l := range lines {
		if strings.TrimSpace(l) != "" {
			n++
		}
	}
	return n
}

// unquote leaves out quoted lines, the line that announces them, and all that
// follows a marked original message. Answers between quotations stay.
func unquote(lines []string) []string {
	var out []string
	for i := 0; i < len(lines); i++ {
		l := strings.TrimSpace(lines[i])
		switch {
		case strings.HasPrefix(l, ">"):
			continue
		case original.MatchString(l), fromLine.MatchString(l) && block(lines, i), underline.MatchString(l) && i+1 < len(lines) && next(lines, i, fromLine):
			if filled(out) > 0 {
				return out
			}
			i = pastHeader(lines, i) // only a forward: its words are all there is
			continue
		case attribution.MatchString(l) && announces(lines, i):
			if !quotedAfter(lines, i) && filled(out) > 0 { // quoted without marks
				return out
			}
			continue
		case attrStart.MatchString(l) && i+1 < len(lines) && attrEnd.MatchString(strings.TrimSpace(lines[i+1])):
			i++
			if !quotedAfter(lines, i) && filled(out) > 0 {
				return out
			}
			continue
		}
		out = append(out, lines[i])
	}
	return out
}

// announces keeps a sentence such as "On Monday I wrote:" that is not followed
// by a quotation from being taken for the start of one.
func announces(lines []string, i int) bool {
	l := lines[i]
	return strings.ContainsAny(l, "@<") || quotedAfter(lines, i) || strings.ContainsAny(l, "0123456789")
}

func quotedAfter(lines []string, i int) bool {
	for _, l := range lines[i+1:] {
		if l = strings.TrimSpace(l); l != "" {
			return strings.HasPrefix(l, ">")
		}
	}
	return false
}

// block reports whether the line is the first of Outlook's header of a quoted
// mail: at least two more such lines follow at once.
func block(lines []string, i int) bool {
	n := 0
	for _, l := range lines[i+1 : min(len(lines), i+7)] {
		if sentLine.MatchString(strings.TrimSpace(l)) {
			n++
		}
	}
	return n >= 2
}

func next(lines []string, i int, re *regexp.Regexp) bool {
	for _, l := range lines[i+1:] {
		if l = strings.TrimSpace(l); l != "" {
			return re.MatchString(l)
		}
	}
	return false
}

// pastHeader returns the last line of a forwarded mail's header.
func pastHeader(lines []string, i int) int {
	last := i
	for j := i; j < min(len(lines), i+12); j++ {
		l := strings.TrimSpace(lines[j])
		if fromLine.MatchString(l) || sentLine.MatchString(l) {
			last = j
		}
	}
	return last
}

// unsign leaves out what follows a signature's mark, a closing formula, or a
// disclaimer. A postscript stays.
func unsign(lines []string) []string {
	for i, l := range lines {
		t := strings.TrimSpace(l)
		switch {
		case l == "-- " || t == "--" || l == "—":
			return keepPostscript(lines, i)
		case mobile.MatchString(t):
			return append(lines[:i:i], unsign(lines[i+1:])...)
		case i > 0 && disclaimer.MatchString(t):
			return lines[:i]
		case signOffs[strings.Trim(voice.Fold(t), " ,.!:-")] && i > 0 && signature(lines[i+1:]):
			return keepPostscript(lines, i)
		}
	}
	return lines
}

// signature reports whether lines look like a name and how to reach it: few
// and short. Whatever follows a postscript or a disclaimer does not count.
func signature(lines []string) bool {
	n := 0
	for _, l := range lines {
		l = strings.TrimSpace(l)
		if l == "" {
			continue
		}
		if postscript.MatchString(l) || disclaimer.MatchString(l) {
			return true
		}
		if n++; n > 10 || len(l) > 110 {
			return false
		}
	}
	return true
}

func keepPostscript(lines []string, i int) []string {
	out := lines[:i:i]
	for j := i; j < len(lines); j++ {
		if postscript.MatchString(strings.TrimSpace(lines[j])) {
			out = append(out, "")
			for _, l := range lines[j:] {
				if disclaimer.MatchString(strings.TrimSpace(l)) {
					break
				}
				out = append(out, l)
			}
			break
		}
	}
	return out
}

// tidy joins lines that were broken for the width and sets paragraphs apart by
// one line end.
func tidy(lines []string) string {
	var b strings.Builder
	width := 0
	for _, l := range lines {
		width = max(width, len(strings.TrimRight(l, " ")))
	}
	wrapped := width <= 80 && width >= 60
	prev := ""
	for _, l := range lines {
		t := strings.TrimSpace(l)
		switch {
		case t == "":
			prev = ""
			continue
		case b.Len() == 0:
		case prev != "" && wrapped && len(prev) > width*3/5 && !listItem(t):
			b.WriteByte(' ')
		default:
			b.WriteByte('\n')
		}
		b.WriteString(t)
		prev = t
	}
	return b.String()
}

func listItem(s string) bool {
	return strings.HasPrefix(s, "- ") || strings.HasPrefix(s, "* ") || strings.HasPrefix(s, "• ") || len(s) > 2 && s[0] >= '0' && s[0] <= '9' && strings.IndexAny(s[:3], ".)") > 0
}
