package plain

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/voice"
	"github.com/heedhq/heed/read/when"
)

// line is what one line of text may be: a label with words, or only words.
type line struct {
	text  string // the line, trimmed, without list or quotation marks
	label string // who speaks, if this is a label
	rest  string // the words after the label
	start heed.Moment
	end   heed.Moment
	clock bool   // the time is of a clock on the wall, not of a recording
	timed bool   // a time stands beside the label or alone
	bad   bool   // a time that cannot be
	day   string // the date before a chat's time
	alone bool   // a time and nothing else
	wish  bool   // only a label if others say the same (a name alone after a time)
	head  bool   // a Markdown heading or a rule
	blank bool
	mark  bool // the label was set in bold, or carried a time: surely a label
}

// Teams writes 0:0:7.32: figures of one digit only where all three stand.
const timePattern = `(?:\d{1,3}:\d{1,2}:\d{1,2}|\d{1,3}:\d{2})(?:[.,]\d{1,6})?`

var (
	leadTime = regexp.MustCompile(`^[\[(<{]?\s*(` + timePattern + `)(?:\s*(?:-->|-|–|—|to|a)\s*(` + timePattern + `))?(\s*[AaPp]\.?\s?[Mm]\.?)?\s*[\])>}]?\s*[-–—|:]?\s*`)
	chatLead = regexp.MustCompile(`^\[?(\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}),?\s+(` + timePattern + `)(\s*[AaPp]\.?\s?[Mm]\.?)?\]?\s*[-–—:]?\s*`)
	tailTime = regexp.MustCompile(`^(.{1,64}?)(?:\s*[-–—,|]\s*|\s+|\s*[\[(])(` + timePattern + `)(?:\s*(?:-->|-|–|—)\s*(` + timePattern + `))?(\s*[AaPp]\.?\s?[Mm]\.?)?\s*([\])]?)\s*(:?)\s*`)
	zoomFrom = regexp.MustCompile(`^(?:From|De)\s+(.{1,64}?)(?:\s+(?:to|To|para|a)\s+.{1,64}?)?\s*:\s*`)
	bullet   = regexp.MustCompile(`^(?:[-*•>–—]\s+|>+\s*)+`)
	numbered = regexp.MustCompile(`^\d{1,5}[.)]\s+`)
	rule     = regexp.MustCompile(`^(?:[-*_=]\s*){3,}$`)
)

// parseLine reads one line on its own; whether its label is one is decided
// when all lines have been seen.
func parseLine(s string) line {
	s = strings.TrimSpace(s)
	l := line{text: s}
	if s == "" {
		l.blank = true
		return l
	}
	if len(s) > 1<<16 { // a line this long opens with a label or has none
		l.text = s
		return labelOf(l, s)
	}
	if strings.IndexByte("-*_=", s[0]) >= 0 && rule.MatchString(s) {
		l.head = true
		return l
	}
	if h := strings.TrimLeft(s, "#"); len(h) < len(s) && len(s)-len(h) <= 6 && strings.HasPrefix(h, " ") {
		l.head = true
		s = strings.TrimSpace(h)
		l.text = s
	} else if strings.HasPrefix(s, "•") || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "—") || strings.IndexByte("-*>", s[0]) >= 0 {
		if m := bullet.FindString(s); m != "" && len(m) < len(s) {
			s = s[len(m):]
			l.text = s
		}
	}
	return labelOf(l, s)
}

func labelOf(l line, s string) line {
	head := s[:min(len(s), 200)]
	// Most lines of a long text carry no time: look before matching.
	digit := strings.IndexAny(head, "0123456789")
	opens := digit >= 0 && digit < 3
	if digit < 0 {
		return l.named(s)
	}
	if !opens {
		return labelAndTail(l, s, head)
	}
	if m := chatLead.FindStringSubmatch(head); m != nil {
		l.start, l.bad = moment(m[2], m[3])
		l.clock, l.timed, l.day = true, true, m[1]
		return l.named(s[len(m[0]):])
	}
	if m := leadTime.FindStringSubmatch(head); m != nil && (len(m[0]) == len(s) || timeEnds(s, len(m[0]), m[0])) {
		l.start, l.bad = moment(m[1], m[3])
		if m[2] != "" {
			var bad bool
			l.end, bad = moment(m[2], "")
			l.bad = l.bad || bad
		}
		l.clock = m[3] != ""
		l.timed = true
		rest := s[len(m[0]):]
		if rest == "" {
			l.alone = true
			return l
		}
		return l.named(rest)
	}
	return labelAndTail(l, s, head)
}

// labelAndTail looks for a time after the name, then for a name alone.
func labelAndTail(l line, s, head string) line {
	if !clockLike(head[:min(len(head), 90)]) {
		return l.named(s)
	}
	if m := tailTime.FindStringSubmatch(head); m != nil {
		name := unmark(m[1])
		closed := m[5] != "" || m[6] != ""
		if !strings.Contains(name, ":") && (len(m[0]) == len(s) || closed) && plausible(name) {
			l.start, l.bad = moment(m[2], m[4])
			if m[3] != "" {
				l.end, _ = moment(m[3], "")
			}
			l.clock = m[4] != ""
			l.timed, l.mark = true, true
			l.label, l.rest = name, strings.TrimSpace(s[len(m[0]):])
			return l
		}
	}
	return l.named(s)
}

// clockLike reports whether s holds a colon between digits.
func clockLike(s string) bool {
	for i := 1; i+1 < len(s); i++ {
		if s[i] == ':' && isDigit(s[i-1]) && isDigit(s[i+1]) {
			return true
		}
	}
	return false
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// timeEnds keeps "10:30 is fine" from being a time and a speaker: the time is
// in brackets, or what follows it is a label.
func timeEnds(s string, n int, lead string) bool {
	if strings.ContainsAny(lead, "[](){}<>") {
		return true
	}
	rest := s[n:]
	i := strings.IndexByte(rest[:min(len(rest), 80)], ':')
	return i > 0 && plausible(unmark(rest[:i])) || zoomFrom.MatchString(rest) || plausible(rest) && isCapital(rest)
}

// named looks for "Name:" at the start of s, which follows the time if any.
func (l line) named(s string) line {
	if m := zoomMatch(l, s); m != nil {
		l.label, l.rest, l.mark, l.clock = strings.TrimSpace(m[1]), strings.TrimSpace(s[len(m[0]):]), true, true
		return l
	}
	l.rest = s
	limit := min(len(s), 96)
	i := strings.IndexAny(s[:limit], ":：")
	if i > 0 {
		_, w := utf8.DecodeRuneInString(s[i:])
		name := numbered.ReplaceAllString(s[:i], "")
		after := s[i+w:]
		bold := false
		for _, b := range []string{"**", "__", "*"} {
			if strings.HasPrefix(name, b) && !bold {
				switch {
				case strings.HasSuffix(name, b): // **Name**: text
					bold = true
				case strings.HasPrefix(after, b): // **Name:** text
					after, bold = after[len(b):], true
				}
			}
		}
		if plausible(unmark(name)) && (after == "" || after[0] == ' ' || after[0] == '\t' || bold || !digitOrSlash(after[0])) {
			l.label, l.rest = unmark(name), strings.TrimSpace(after)
			l.mark = l.mark || l.timed || bold
			return l.timeAfter()
		}
	}
	// A name, a tab and words, as in a table that was pasted.
	if name, after, ok := strings.Cut(s[:limit], "\t"); ok && plausible(unmark(name)) && isCapital(unmark(name)) && strings.TrimSpace(after) != "" {
		l.label, l.rest = unmark(name), strings.TrimSpace(s[len(name):])
		return l
	}
	// [Name] text, or a name alone after a time.
	if strings.HasPrefix(s, "[") {
		if j := strings.IndexByte(s[:limit], ']'); j > 1 && plausible(s[1:j]) && l.timed {
			l.label, l.rest, l.mark = s[1:j], strings.TrimSpace(strings.TrimPrefix(s[j+1:], ":")), true
			return l
		}
	}
	if n := unmark(s); len(s) <= 64 && plausible(n) && isCapital(n) {
		l.label, l.rest, l.wish = n, "", true
	}
	return l
}

// zoomMatch matches the sender of a meeting's chat, which follows a time.
func zoomMatch(l line, s string) []string {
	if !l.timed {
		return nil
	}
	return zoomFrom.FindStringSubmatch(s)
}

// timeAfter takes a time that stands after the label: "Ana: [00:12] words", or
// nothing but a time, with the words on the next line.
func (l line) timeAfter() line {
	if l.timed || l.rest == "" || !strings.ContainsRune("[(0123456789", rune(l.rest[0])) {
		return l
	}
	m := leadTime.FindStringSubmatch(l.rest[:min(len(l.rest), 60)])
	if m == nil || l.rest[0] != '[' && l.rest[0] != '(' && len(m[0]) != len(l.rest) {
		return l
	}
	start, bad := moment(m[1], m[3])
	if bad {
		return l
	}
	l.start, l.timed, l.mark = start, true, true
	l.rest = strings.TrimSpace(l.rest[len(m[0]):])
	return l
}

func digitOrSlash(b byte) bool { return isDigit(b) || b == '/' }

func unmark(s string) string {
	s = strings.Trim(strings.TrimSpace(s), "*_<>")
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
}

// notNames are what stands before a colon without being a speaker.
var notNames = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.SplitSeq(`note|notes|date|time|location|place|subject|title|duration|participants|attendees|example|update|warning|re|fw|fwd|ps|p.s|`+
		`http|https|mailto|file|summary|transcript|topic|agenda|recorded|recording|language|version|source|link|url|e-mail|email|phone|tel|cc|to|from|`+
		`next step|next steps|action|actions|action item|action items|key points|background|context|conclusion|result|results|total|status|todo|tip|goal|goals|pain|pains|`+
		`quote|quotes|takeaway|takeaways|company|organisation|organization|segment|kind|study|project|session|interview date|price|address|who|what|where|when|why|how|`+
		`nota|notas|fecha|hora|lugar|asunto|titulo|duracion|participantes|asistentes|ejemplo|resumen|transcripcion|tema|grabacion|idioma|fuente|enlace|correo|telefono|`+
		`para|empresa|proyecto|sesion|objetivo|objetivos|conclusiones|resultado|resultados|estado|precio|direccion|pendiente|acciones|contexto|quien|que|donde|cuando|como`, "|") {
		m[w] = true
	}
	return m
}()

// particles are lower-case words within names.
var particles = map[string]bool{
	"de": true, "del": true, "la": true, "las": true, "los": true, "y": true, "e": true, "da": true, "do": true, "dos": true,
	"van": true, "von": true, "der": true, "den": true, "el": true, "al": true, "bin": true, "ibn": true, "di": true, "du": true, "le": true,
	"and": true, "from": true, "at": true, "of": true,
}

// plausible reports whether s may be what a speaker is called.
func plausible(s string) bool {
	if s == "" || len(s) > 64 || strings.ContainsAny(s, "?!;«»=<>{}@\\¿¡…") || strings.Contains(s, "//") {
		return false
	}
	if strings.HasPrefix(s, "\"") || strings.HasPrefix(s, "“") || strings.Count(s, "\"")%2 == 1 || len(s) > 40 && strings.ContainsAny(s, "\"“”") {
		return false // speech, not a nickname
	}
	if strings.ContainsAny(s, "0123456789") {
		if _, isDate := when.Parse(s); isDate {
			return false
		}
	}
	letters, digits := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		} else if unicode.IsDigit(r) {
			digits++
		}
	}
	if letters == 0 || digits > letters+4 {
		return false
	}
	if i := strings.LastIndexByte(s, ' '); strings.HasSuffix(s, ".") && len(s)-i > 5 {
		return false // a sentence; "Jr." and "T." are part of names
	}
	if strings.HasSuffix(s, ".") && len(strings.Fields(s)) > 2 || strings.Contains(s, ". ") && len(s) > 32 {
		return false
	}
	if len(strings.Fields(s)) > 6 {
		return false
	}
	return !notNames[voice.Fold(s)]
}

// isCapital reports whether every word of a name begins as names do.
func isCapital(s string) bool {
	if _, ok := voice.ByName(s); ok {
		return true
	}
	for i, w := range strings.Fields(s) {
		w = strings.TrimLeft(w, "([’'\"")
		r, _ := utf8.DecodeRuneInString(w)
		if w == "" || unicode.IsUpper(r) || unicode.IsDigit(r) || !unicode.IsLetter(r) || unicode.Is(unicode.Lo, r) {
			continue
		}
		if i > 0 && particles[w] {
			continue
		}
		return false
	}
	return true
}

// moment reads h:mm:ss, mm:ss or mm:ss.mmm with an optional AM or PM. bad says
// that the figures are no time.
func moment(s, half string) (m heed.Moment, bad bool) {
	frac := 0.0
	if i := strings.IndexAny(s, ".,"); i > 0 {
		frac, _ = strconv.ParseFloat("0."+s[i+1:], 64)
		s = s[:i]
	}
	var n []int
	for p := range strings.SplitSeq(s, ":") {
		v, err := strconv.Atoi(p)
		if err != nil {
			return heed.Moment{}, true
		}
		n = append(n, v)
	}
	half = strings.ToLower(half)
	var h, mm, ss int
	switch {
	case len(n) == 3:
		h, mm, ss = n[0], n[1], n[2]
	case strings.TrimSpace(half) != "":
		h, mm = n[0], n[1]
	default:
		mm, ss = n[0], n[1]
	}
	if strings.Contains(half, "p") && h < 12 {
		h += 12
	} else if strings.Contains(half, "a") && h == 12 {
		h = 0
	}
	if ss > 59 || mm > 59 && len(n) > 2 {
		return heed.Moment{}, true
	}
	return heed.At(float64(h*3600+mm*60+ss) + frac), false
}

// Time reads "1:02:03", "02:03" or "02:03.5" as a place in a recording.
func Time(s string) (heed.Moment, bool) {
	m := wholeTime.FindString(strings.TrimSpace(s))
	if m == "" {
		return heed.Moment{}, false
	}
	t, bad := moment(m, "")
	return t, !bad
}

var wholeTime = regexp.MustCompile(`^` + timePattern + `$`)

// LooksLikeName reports whether s may be what a speaker is called.
func LooksLikeName(s string) bool { return plausible(s) && isCapital(s) }
