package subtitles

import (
	"fmt"
	"slices"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/wire"
)

func TestClock(t *testing.T) {
	for in, want := range map[string]float64{
		"00:00:01.500": 1.5, "00:00:01,500": 1.5, "01:02.25": 62.25, "1:02:03": 3723, "00:01:41,04": 101.04, "3s": 3, "00:02:31:11": 151, "100:00:00": 360000,
	} {
		if got, ok := clock(in); !ok || got.Seconds != want {
			t.Errorf("clock(%q) = %v, %v; want %g", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "12", "00:61:00", "00:00:61", "a:b", "-1:00", "00:00:01.x", "1:2:3:4:5", "99999999:00:00"} {
		if got, ok := clock(in); ok {
			t.Errorf("%q is no time, but gives %v", in, got)
		}
	}
}

func TestPieces(t *testing.T) {
	for in, want := range map[string][]piece{
		"<v Ana>hola</v>":                          {{"Ana", "hola"}},
		"<v.loud.first Ana Ruiz>a &amp; b":         {{"Ana Ruiz", "a & b"}},
		"<v Ana>yes</v> and <v Ben>no</v>":         {{"Ana", "yes"}, {"", "and"}, {"Ben", "no"}},
		"<i>so</i> <00:00:01.000>we<c.x> wait</c>": {{"", "so we wait"}},
		"{\\an8}top <b>line</b>":                   {{"", "top line"}},
		"3 < 4 and 5 > 4":                          {{"", "3 < 4 and 5 > 4"}},
		"<v Ana></v>":                              nil,
	} {
		c := cue{text: []string{in}}
		if got := c.pieces(); !slices.Equal(got, want) {
			t.Errorf("%q gives %v, want %v", in, got, want)
		}
	}
}

// TestEveryCueCounts checks that cues read and refused are the cues given, and
// that one bad cue costs nobody's words.
func TestEveryCueCounts(t *testing.T) {
	text := "WEBVTT\n"
	for i := range 100 {
		switch i % 10 {
		case 3:
			text += "\n00:00:xx.000 --> 00:00:01.000\n<v A>cue bad\n"
		case 5:
			text += fmt.Sprintf("\n00:%02d:09.000 --> 00:%02d:01.000\n<v A>cue back\n", i%60, i%60)
		case 7:
			text += "\n00:00:01.000 --> 00:00:02.000\n"
		default:
			text += fmt.Sprintf("\n00:00:01.000 --> 00:00:02.000\n<v B>cue %d.\n", i)
		}
	}
	var res wire.Result
	var words int
	cues, stray := parseCues(text, true)
	c := conversation("x.vtt", cues, &res)
	for _, turn := range c.Turns {
		words += len(turn.Text)
		if turn.End.Known && turn.End.Seconds < turn.Start.Seconds {
			t.Errorf("a turn ends before it starts: %+v", turn)
		}
	}
	if res.Rows+res.Refused != 100 || res.Refused != 10 || stray != 0 || words == 0 {
		t.Errorf("%d read, %d refused, %d stray", res.Rows, res.Refused, stray)
	}
}

func TestJoin(t *testing.T) {
	cueAt := func(who, text string, start, end float64) heed.Turn {
		return heed.Turn{Speaker: who, Text: text, Start: heed.At(start), End: heed.At(end)}
	}
	got := join([]heed.Turn{
		cueAt("A", "we ran out of\nlabels and", 0, 1), cueAt("A", "nobody noticed.", 1, 2), cueAt("A", "Then I did.", 2.1, 3),
		cueAt("B", "when?", 3, 4), cueAt("A", "and", 4, 5), cueAt("A", "then", 60, 61),
	})
	var texts []string
	for _, turn := range got {
		texts = append(texts, turn.Speaker+": "+turn.Text)
	}
	want := []string{"A: we ran out of labels and nobody noticed.", "A: Then I did.", "B: when?", "A: and", "A: then"}
	if !slices.Equal(texts, want) || got[0].End != heed.At(2) {
		t.Errorf("%q, the first until %v", texts, got[0].End)
	}
}
