package look

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

const (
	nbsp  = "\u00a0"
	minus = "\u2212"
)

// Number writes a whole number: 1,250 in English; 1250 and 12 500 in Spanish,
// which parts thousands by a space from five digits on.
func (w Words) Number(n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = minus, s[1:]
	}
	gap := ","
	if w.Lang == heed.Spanish {
		gap = "\u202f"
		if len(s) < 5 {
			return sign + s
		}
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + gap + s[i:]
	}
	return sign + s
}

// Count writes a small number as a word, as sentences do: two, nine; from ten
// on as Number.
func (w Words) Count(n int) string {
	if n < 1 || n > 9 {
		return w.Number(n)
	}
	return w.Say("count." + strconv.Itoa(n))
}

// Decimal writes v with digits places: 0.49, in Spanish 0,49.
func (w Words) Decimal(v float64, digits int) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return w.Say("not_measurable")
	}
	s := strconv.FormatFloat(math.Abs(v), 'f', digits, 64)
	if w.Lang == heed.Spanish {
		s = strings.Replace(s, ".", ",", 1)
	}
	if v < 0 && strings.ContainsAny(s, "123456789") {
		s = minus + s
	}
	return s
}

// Signed writes v with its sign and one place: +0.5, −1.4, 0.
func (w Words) Signed(v float64) string {
	s := w.Decimal(v, 1)
	switch {
	case !strings.ContainsAny(s, "123456789"):
		return "0"
	case v > 0:
		return "+" + s
	}
	return s
}

// Percent writes a share, 0..1, as whole percent with a space that does not
// break: 62 %.
func (w Words) Percent(share float64) string {
	if math.IsNaN(share) {
		return w.Say("not_measurable")
	}
	return w.Number(int(math.Round(100*share))) + nbsp + "%"
}

// Amount writes a figure as people would: whole where it is whole, else one or
// two places.
func (w Words) Amount(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e9 {
		return w.Number(int(v))
	}
	if math.Abs(v) < 1 {
		return w.Decimal(v, 2)
	}
	return w.Decimal(v, 1)
}

var months = map[heed.Language][12]string{
	heed.English: {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	heed.Spanish: {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"},
}

// Day writes a date: 14 Nov, with the year where it is not the year of Now;
// "" where it is not known.
func (w Words) Day(d heed.Date) string {
	if d.IsZero() || d.Month < time.January || d.Month > time.December {
		return ""
	}
	s := fmt.Sprintf("%d%s%s", d.Day, nbsp, months[In(w.Lang).Lang][d.Month-1])
	if d.Year != w.Now.Year {
		s += nbsp + strconv.Itoa(d.Year)
	}
	return s
}

// Month writes a month with its year: Nov 2026.
func (w Words) Month(d heed.Date) string {
	if d.IsZero() || d.Month < time.January || d.Month > time.December {
		return ""
	}
	return months[In(w.Lang).Lang][d.Month-1] + nbsp + strconv.Itoa(d.Year)
}

// Clock writes seconds as 32:19, or 1:02:19 from an hour on.
func Clock(m heed.Moment) string {
	if !m.Known {
		return ""
	}
	s := int(m.Seconds)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}

// Quoted puts words between the marks of the language they are in.
func Quoted(text string, lang heed.Language) string {
	if lang == heed.Spanish {
		return "«" + text + "»"
	}
	return "“" + text + "”"
}

// labelMax is how many characters of a name, a role or a label are shown.
const labelMax = 120

// Label cleans a name, a role or a label and cuts it where it is no label any
// more.
func Label(s string) string {
	s, _ = Cut(s, labelMax)
	return s
}

// Clean takes out what cannot be seen but changes what is seen: control
// characters, overrides of the writing direction, zero-width spaces. Marks of
// direction and joiners, which scripts and emoji need, stay. Runs of spaces
// and line ends become one space.
func Clean(s string) string {
	s, _ = Cut(s, len(s)+1)
	return s
}

// Cut cleans s as Clean does and cuts it at a word so that it holds at most max
// characters; it returns how many characters were left out.
func Cut(s string, max int) (string, int) {
	var b strings.Builder
	b.Grow(min(len(s), 4*max))
	n, space := 0, false
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200b, r == 0x2060, r == 0xfeff, unicode.IsControl(r):
			continue
		}
		gap := 0
		if space {
			gap = 1
		}
		if n+gap >= max {
			cut := b.String()
			if j := strings.LastIndexByte(cut, ' '); !space && j > len(cut)/2 {
				cut = cut[:j]
			}
			return strings.TrimRight(cut, " ,;:") + "…", utf8.RuneCountInString(s[i:]) + n - utf8.RuneCountInString(cut)
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
		n += 1 + gap
	}
	return b.String(), 0
}

// Initials are the first letters of a name's first two words that count.
func Initials(name string) string {
	if i := strings.IndexAny(name, ",:;("); i > 0 {
		name = name[:i] // what distinguishes a group is not its name
	}
	if n := numberOf(name); n != "" {
		return n
	}
	for _, others := range []string{"Others ", "Otras personas "} {
		if strings.HasPrefix(name, others) {
			return "OT" // not to be taken for the operations beside them
		}
	}
	var out []rune
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '’' && r != '\'' }) {
		r := []rune(word)
		if len(r) < 3 && len(out) > 0 && unicode.IsLower(r[0]) {
			continue // of, de, la
		}
		out = append(out, unicode.ToUpper(r[0]))
		if len(out) == 2 {
			break
		}
	}
	if len(out) == 1 {
		if r := []rune(strings.TrimSpace(name)); len(r) > 1 && unicode.IsLetter(r[1]) {
			out = append(out, unicode.ToUpper(r[1]))
		}
	}
	return string(out)
}

// numberOf is the number of somebody who has no other name, else "".
func numberOf(name string) string {
	for _, prefix := range []string{"Person ", "Persona "} {
		if n, ok := strings.CutPrefix(name, prefix); ok && n != "" && strings.Trim(n, "0123456789") == "" {
			return n
		}
	}
	return ""
}
