// Package when reads the dates that people and programs write.
package when

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/heedhq/heed"
)

var layouts = []string{
	time.RFC3339, "2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04", time.DateOnly, "2006/01/02", "2006/01/02 15:04:05", "2006.01.02", "20060102",
	"January 2, 2006", "Jan 2, 2006", "January 2 2006", "2 January 2006", "2 Jan 2006", "02-Jan-2006", "02-Jan-06", "January 2006",
	"Monday, January 2, 2006", "Monday 2 January 2006", "Mon 2 Jan 2006", time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", time.ANSIC, time.UnixDate,
}

var (
	numeric = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})(?:[ ,T].*)?$`)
	spanish = regexp.MustCompile(`(?i)(\d{1,2})(?:\.?º)? de ([a-zé]+)(?: de(?:l)?)? (\d{4})`)
	clock   = regexp.MustCompile(`[, ]+(?:at )?\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?$`)
)

var months = map[string]time.Month{
	"enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7, "agosto": 8,
	"septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
}

// Parse reads a date. Of figures such as 03/04/2026 the day comes first,
// unless only the other order is a date. ok is false where s is no date.
func Parse(s string) (d heed.Date, ok bool) { return parse(s, false) }

// ParseMonthFirst is Parse for figures in which the month comes first.
func ParseMonthFirst(s string) (heed.Date, bool) { return parse(s, true) }

// MonthFirst reports whether dates that were written alike have the month
// first: some can be read so only, and none only the other way.
func MonthFirst(dates []string) bool {
	first := false
	for _, s := range dates {
		m := numeric.FindStringSubmatch(strings.TrimSpace(s))
		if m == nil {
			continue
		}
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[2])
		if a > 12 {
			return false
		}
		first = first || b > 12
	}
	return first
}

func parse(s string, monthFirst bool) (d heed.Date, ok bool) {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 80 {
		return heed.Date{}, false
	}
	for _, c := range []string{s, clock.ReplaceAllString(s, "")} {
		for _, l := range layouts {
			if t, err := time.Parse(l, c); err == nil && plausible(t) {
				return heed.DateOf(t), true
			}
		}
	}
	if m := spanish.FindStringSubmatch(s); m != nil {
		day, _ := strconv.Atoi(m[1])
		year, _ := strconv.Atoi(m[3])
		return date(year, int(months[strings.ToLower(m[2])]), day)
	}
	if m := numeric.FindStringSubmatch(s); m != nil {
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[2])
		y, _ := strconv.Atoi(m[3])
		if y < 100 {
			y += 2000
		}
		if monthFirst {
			a, b = b, a
		}
		if d, ok := date(y, b, a); ok {
			return d, true
		}
		return date(y, a, b)
	}
	if len(s) >= 10 {
		if d, err := heed.ParseDate(s); err == nil {
			return d, true
		}
	}
	return heed.Date{}, false
}

// Unix returns the day of a time in seconds since 1970, or in milliseconds.
func Unix(sec float64) (heed.Date, bool) {
	if sec > 1e11 {
		sec /= 1000
	}
	if sec < 1e8 || sec > 1e10 {
		return heed.Date{}, false
	}
	return heed.DateOf(time.Unix(int64(sec), 0).UTC()), true
}

func date(y, m, d int) (heed.Date, bool) {
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return heed.Date{}, false
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Day() != d || !plausible(t) {
		return heed.Date{}, false
	}
	return heed.DateOf(t), true
}

func plausible(t time.Time) bool { return t.Year() >= 1900 && t.Year() < 2200 }

var stamps = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05 -0700",
	"2006/01/02 15:04:05", "2006/01/02 15:04", "02/01/2006 15:04:05", "02/01/2006 15:04", "1/2/2006 15:04", "1/2/2006 3:04 PM", "1/2/2006 3:04:05 PM", "Jan 2, 2006 3:04 PM",
}

// Stamp reads a day with its time as seconds since 1970 (as if in UTC where no
// zone is given).
func Stamp(s string) (float64, bool) {
	if len(s) < 12 || len(s) > 40 {
		return 0, false
	}
	for _, l := range stamps {
		if t, err := time.Parse(l, s); err == nil && plausible(t) {
			return float64(t.UnixMilli()) / 1000, true
		}
	}
	return 0, false
}
