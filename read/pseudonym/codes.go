package pseudonym

import (
	"strings"
	"unicode/utf8"
)

// run is digits with single separators between them.
type run struct {
	digits []byte
	groups []int // digits in each group
	ends   []int // where each group ends in the text
	seps   []byte
	plus   bool
	paren  bool
}

const maxRun = 24

// readRun reads the digits from i on: groups parted by one blank, hyphen, dot,
// slash or bracket.
func readRun(text string, i int) run {
	var r run
	if text[i] == '+' {
		r.plus = true
		i++
	}
	sep := byte(0)
	for i < len(text) && len(r.digits) < maxRun {
		c := text[i]
		switch {
		case class[c] == 3:
			if len(r.groups) == 0 || sep != 0 {
				r.groups, r.ends = append(r.groups, 0), append(r.ends, 0)
				if len(r.groups) > 1 {
					r.seps = append(r.seps, sep)
				}
				sep = 0
			}
			r.digits = append(r.digits, c)
			r.groups[len(r.groups)-1]++
			i++
			r.ends[len(r.ends)-1] = i
			continue
		case c == '(' && !r.paren:
			r.paren = true
			sep = ' '
		case c == ')' && r.paren && sep == 0:
			sep = ')'
		case (c == ' ' || c == '-' || c == '.' || c == '/') && sep == 0 && len(r.digits) > 0:
			sep = c
		case (c == ' ' || c == '-') && (sep == ')' || sep == ' ') && len(r.digits) > 0 && (sep == ')' || i+1 < len(text) && text[i+1] == '('):
			sep = ' '
		case strings.HasPrefix(text[i:], "\u00a0") && sep == 0 && len(r.digits) > 0:
			sep = ' '
			i++
		default:
			return r
		}
		i++
	}
	return r
}

// upTo keeps the first k groups.
func (r run) upTo(k int) run {
	n := 0
	for _, g := range r.groups[:k] {
		n += g
	}
	r.digits, r.groups, r.ends = r.digits[:n], r.groups[:k], r.ends[:k]
	if len(r.seps) >= k {
		r.seps = r.seps[:k-1]
	}
	return r
}

func (r run) is(groups ...int) bool {
	if len(r.groups) != len(groups) {
		return false
	}
	for i, g := range groups {
		if r.groups[i] != g {
			return false
		}
	}
	return true
}

func (r run) parted(by byte) bool {
	for _, s := range r.seps {
		if s != by {
			return false
		}
	}
	return len(r.seps) > 0
}

// date reports whether the groups look like a day: 2026-11-18, 18/11/26.
func (r run) date() bool {
	switch len(r.groups) {
	case 2:
		return r.is(4, 4) && r.digits[0] <= '2' && r.seps[0] == '-' && r.digits[0] == r.digits[4] || r.seps[0] == '/'
	case 3:
		g := r.groups
		return g[0] == 4 && g[1] <= 2 && g[2] <= 2 || g[0] <= 2 && g[1] <= 2 && (g[2] == 4 || g[2] == 2)
	}
	return len(r.groups) > 1 && r.seps[0] == '/'
}

// code replaces the number at i if it is somebody's, and returns its end or 0.
func (s *scanner) code(i int) int {
	text := s.text
	if j := i + 1; text[i] == '+' || text[i] == '(' {
		if j < len(text) && text[j] == '+' {
			j++
		}
		if j >= len(text) || class[text[j]] != 3 {
			return 0
		}
	}
	whole := readRun(text, i)
	// The most of it that makes sense, without the groups that follow by chance.
	for k := len(whole.groups); k > 0; k-- {
		r := whole.upTo(k)
		if len(r.digits) < 4 {
			return 0
		}
		if kind, end := s.judge(i, r); kind != "" {
			s.hits = append(s.hits, hit{start: i, end: end, kind: kind})
			return end
		}
	}
	return 0
}

func (s *scanner) judge(i int, r run) (kind string, end int) {
	text, n := s.text, len(r.digits)
	end = r.ends[len(r.ends)-1]
	ctx := s.context()
	if after := dniEnd(text, end); n == 8 && after > 0 && (r.is(8) || r.is(2, 3, 3)) {
		if ctx&cID != 0 || "TRWAGMYFPDXBNJZSQVHLCKE"[atoi(r.digits)%23] == text[after-1]&^0x20 {
			return "national id", after
		}
	}
	if end < len(text) && (class[text[end]] == 1 || class[text[end]] == 2) {
		if ctx&cAccount != 0 {
			return "account", codeEnd(text, end)
		}
		return "", 0
	}
	if n >= 13 && n <= 19 && !r.plus && r.digits[0] >= '2' && r.digits[0] <= '6' && (luhn(r.digits) || ctx&cCard != 0) {
		return "card", end
	}
	if n >= 12 && n <= 19 && ctx&cCard != 0 {
		return "card", end
	}
	switch {
	case r.is(3, 2, 4) && (r.parted('-') || ctx&cID != 0 && ssn(r.digits)):
		return "national id", end
	case n == 11 && (r.is(2, 8, 1) || r.is(11) && ctx&cID != 0) && (cuit(r.digits) || ctx&cID != 0):
		return "national id", end
	case (n == 7 || n == 8) && len(r.groups) >= 3 && r.parted('.') && rutEnd(text, end) > 0:
		return "national id", rutEnd(text, end)
	case ctx&cID != 0 && n >= 6 && n <= 12 && !r.date():
		if e := rutEnd(text, end); e > 0 {
			end = e
		}
		return "national id", end
	}
	if money(text, i, end) {
		return "", 0
	}
	switch {
	case ctx&cBank != 0 && n >= 6 && !r.date():
		return "account", end
	case ctx&cAccount != 0 && n >= 4 && !r.date() && !r.plus && !s.year(r):
		return "account", end
	case s.phone(r, ctx):
		return "phone", end
	case ctx&cPost != 0 && n == 5 && r.is(5):
		return "address", end
	}
	return "", 0
}

// year reports whether four digits are a year by the word before them: an
// account since 2019, a contract of 2021. An account number with nothing but its
// cue before it stays one.
func (s *scanner) year(r run) bool {
	if !r.is(4) || len(s.toks) == 0 || string(r.digits[:2]) != "19" && string(r.digits[:2]) != "20" {
		return false
	}
	switch strings.ToLower(s.toks[len(s.toks)-1].text(s)) {
	case "since", "in", "from", "until", "till", "by", "before", "after", "of", "during", "through", "year", "opened", "closed", "founded",
		"desde", "en", "hasta", "de", "del", "durante", "antes", "después", "año", "abierta", "abierto", "cerrada":
		return true
	}
	return false
}

// phone judges by the customs of grouping: +NN, Spain (9 digits from 6 on), the
// United Kingdom (0 and 9 or 10 more), the United States (3-3-4), Mexico and
// Argentina (2-4-4), Colombia (3-3-4), Chile (1-4-4).
func (s *scanner) phone(r run, ctx cue) bool {
	n, first := len(r.digits), r.digits[0]
	spaced := len(r.groups) == 1 || !strings.ContainsRune(string(r.seps), '/')
	switch {
	case n < 7 || n > 15 || !spaced:
		return false
	case r.plus:
		return n >= 8
	case r.date():
		return false
	case ctx&cPhone != 0:
		return true
	case first == '0' && r.digits[1] == '0':
		return n >= 11 && len(r.groups) > 1
	case r.paren:
		return n >= 9 && n <= 12
	case n == 9 && first >= '6':
		if strings.HasSuffix(string(r.digits), "000000") || r.parted('.') && r.is(3, 3, 3) && first == '9' {
			return false
		}
		return r.is(9) || r.is(3, 3, 3) || r.is(3, 2, 2, 2) || r.is(2, 3, 2, 2) || r.is(1, 4, 4)
	case n == 9 && r.is(1, 4, 4):
		return true
	case first == '0' && (n == 10 || n == 11):
		return r.groups[0] >= 3 && !r.parted('.')
	case n == 10:
		return r.is(3, 3, 4) || r.is(2, 4, 4) || r.is(2, 2, 2, 2, 2) || r.is(10) && (first == '3' || first >= '7')
	case n == 11:
		return r.is(1, 3, 3, 4) && first == '1' || r.is(4, 3, 4) || r.is(5, 6) && first == '0'
	case n == 7:
		return r.is(3, 4) && string(r.digits[:3]) == "555" && r.parted('-')
	case n == 12 || n == 13:
		return len(r.groups) >= 3 && (strings.HasPrefix(string(r.digits), "44") || strings.HasPrefix(string(r.digits), "34") || strings.HasPrefix(string(r.digits), "52")) && !r.parted('.') && r.groups[0] == 2
	}
	return false
}

// money reports whether the number is a sum or a measure.
func money(text string, start, end int) bool {
	if start > 0 {
		switch text[start-1] {
		case '$', '#', '.', ',':
			return true
		}
		if r, _ := utf8.DecodeLastRuneInString(text[:start]); r == '€' || r == '£' || r == '₹' {
			return true
		}
	}
	rest := strings.TrimLeft(text[end:min(len(text), end+12)], " \u00a0")
	for _, unit := range []string{"€", "$", "£", "%", "euro", "dollar", "peso", "pound", "USD", "EUR", "MXN", "COP", "GB", "k ", "mill", "rows", "filas", "unid", "units", "lines", "líneas"} {
		if strings.HasPrefix(rest, unit) {
			return true
		}
	}
	return false
}

// numberAt cuts the number that begins at i and returns its end.
func (s *scanner) numberAt(i int, g gap) int {
	if end := s.code(i); end > i {
		s.push(token{start: i, end: end, shape: opaque, gap: g})
		return end
	}
	start, text := i, s.text
	t := token{start: start, gap: g, shape: digits}
	s.buf = s.buf[:0]
	for i < len(text) && class[text[i]] != 0 {
		if class[text[i]] == 4 {
			if strings.HasPrefix(text[i:], "’") || strings.HasPrefix(text[i:], "—") || strings.HasPrefix(text[i:], "–") || strings.HasPrefix(text[i:], "…") {
				break
			}
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			t.shape = mixed
			continue
		}
		if class[text[i]] != 3 {
			t.shape = mixed
		}
		i++
	}
	if t.shape == mixed && s.context()&(cAccount|cID) != 0 && i-start >= 5 {
		i = codeEnd(text, i)
		s.hits = append(s.hits, hit{start: start, end: i, kind: kindOf(s.context())})
		t.shape = opaque
	}
	t.end = i
	s.push(t)
	return i
}

func kindOf(c cue) string {
	if c&cID != 0 {
		return "national id"
	}
	return "account"
}

// codeEnd takes in the letters, digits and hyphens that a code goes on with.
func codeEnd(text string, i int) int {
	for i < len(text) {
		if k := class[text[i]]; k >= 1 && k <= 3 {
			i++
			continue
		}
		if (text[i] == '-' || text[i] == '/') && i+1 < len(text) && class[text[i+1]] == 3 {
			i += 2
			continue
		}
		break
	}
	return i
}

// lettered replaces a code that begins with letters: from start to i there are
// letters and, where odd, digits. It returns the end of the code, or 0.
func (s *scanner) lettered(start, i, letters int, odd bool) int {
	text := s.text
	if !odd {
		j := i
		if j < len(text) && (text[j] == ' ' || text[j] == '-') {
			j++
		}
		if j >= len(text) || class[text[j]] != 3 {
			return 0
		}
	}
	ctx := s.context()
	take := func(kind string, end int) int {
		s.hits = append(s.hits, hit{start: start, end: end, kind: kind})
		return end
	}
	if end := ibanEnd(text, start, ctx&cBank != 0); end > 0 {
		return take("iban", end)
	}
	if end := ibanAloud(text, start); end > 0 {
		return take("iban", end)
	}
	for _, p := range lettered {
		if end := p.match(text, start, ctx&(cID|cPost) != 0); end > 0 && (p.check == nil || p.check(text[start:end]) || ctx&cID != 0) {
			return take(p.kind, end)
		}
	}
	if ctx&(cAccount|cID) == 0 || letters > 12 {
		return 0
	}
	if id := s.d.lookup(s.buf); id != 0 && s.d.flags[id]&(fCommon|fFiller|fStreetNumber) != 0 && !odd {
		return 0
	}
	end := i
	if !odd {
		end++ // the blank or the hyphen
	}
	end = codeEnd(text, end)
	nums := 0
	for _, c := range []byte(text[start:end]) {
		if class[c] == 3 {
			nums++
		}
	}
	if nums < 3 && !(odd && nums > 0 && ctx&cAccount != 0 && letters > 2) || end-start < 5 {
		return 0
	}
	return take(kindOf(ctx), end)
}
