package paper_test

import (
	"testing"

	"github.com/heedhq/heed/read/paper"
)

func TestRows(t *testing.T) {
	for want, rows := range map[string][][]string{
		"Ana: hola\nBen: no\n\n": {{"Ana", "hola"}, {"Ben:", " no "}},
		"[00:12] Ana: hola\n\n":  {{"Speaker", "Time", "Text"}, {"Ana", "00:12", "hola"}},
		"Ana: hola\n\n":          {{"#", "Hablante", "Texto"}, {"1", "Ana", "hola"}},
		"A long cell of many words that is no name\nand another\n\n": {{"A long cell of many words that is no name", "and another"}},
		"\n": {{"", " "}},
	} {
		var w paper.Writer
		for _, r := range rows {
			w.Row(r)
		}
		w.EndTable()
		if got := w.Text(); got != want {
			t.Errorf("%q gives %q, want %q", rows, got, want)
		}
	}
}
