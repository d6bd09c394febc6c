package when_test

import (
	"testing"

	"github.com/heedhq/heed/read/when"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
		"2026-02-03": "2026-02-03", "2026-02-03T10:00:00Z": "2026-02-03", "2026-02-03 10:00:00": "2026-02-03", "2026/02/03": "2026-02-03",
		"03/02/2026": "2026-02-03", "13/02/2026": "2026-02-13", "02/13/2026": "2026-02-13", "3.2.26": "2026-02-03", "05/10/2026 10:12:00": "2026-10-05",
		"3 de febrero de 2026": "2026-02-03", "Martes 3 de Febrero del 2026": "2026-02-03", "February 3, 2026": "2026-02-03", "March 4, 2026, 10:03AM": "2026-03-04",
		"Tue, 19 May 2026 18:40:00 +0100": "2026-05-19", "4 March 2026": "2026-03-04",
		"31/02/2026": "", "40/40/2026": "", "soon": "", "": "", "10:30": "", "12": "", "3 de brumario de 2026": "",
	} {
		d, ok := when.Parse(in)
		if d.String() != want || ok != (want != "") {
			t.Errorf("Parse(%q) = %q, %v; want %q", in, d, ok, want)
		}
	}
}

func TestMonthFirst(t *testing.T) {
	for want, dates := range map[bool][]string{true: {"3/4/2026", "3/14/2026 10:00"}, false: {"3/4/2026", "14/3/2026", "x"}} {
		if got := when.MonthFirst(dates); got != want {
			t.Errorf("%v: month first is %v", dates, got)
		}
	}
	if d, ok := when.ParseMonthFirst("3/4/2026"); !ok || d.String() != "2026-03-04" {
		t.Errorf("with the month first: %s", d)
	}
}

func TestUnixAndStamp(t *testing.T) {
	if d, ok := when.Unix(1772611200.5); !ok || d.String() != "2026-03-04" {
		t.Errorf("Unix gives %s", d)
	}
	if d, ok := when.Unix(1772611200500); !ok || d.String() != "2026-03-04" {
		t.Errorf("Unix of milliseconds gives %s", d)
	}
	if _, ok := when.Unix(12); ok {
		t.Error("twelve seconds are no date")
	}
	a, ok1 := when.Stamp("2026-01-05 09:00:00")
	b, ok2 := when.Stamp("2026-01-05T09:01:10Z")
	if !ok1 || !ok2 || b-a != 70 {
		t.Errorf("stamps are %g apart", b-a)
	}
	if _, ok := when.Stamp("2026-01-05"); ok {
		t.Error("a day is no time")
	}
}
