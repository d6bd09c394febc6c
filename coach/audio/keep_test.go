package audio

import (
	"bytes"
	"encoding/binary"
	"os"
	"testing"

	heed "github.com/heedhq/heed"
)

// quietest and loudest are the levels of a stretch, over all channels.
func extremes(l Levels, from, to float64) (quietest, loudest float64) {
	quietest, loudest = 0, -100
	for _, ch := range l.Channels {
		for i := int(from / Frame); i < min(int(to/Frame), len(ch)); i++ {
			quietest, loudest = min(quietest, float64(ch[i])), max(loudest, float64(ch[i]))
		}
	}
	return quietest, loudest
}

// TestKeepIsSilentAndBare: what is kept holds no notes, no sound where names
// were said, and the same sound elsewhere.
func TestKeepIsSilentAndBare(t *testing.T) {
	ch := mix(12, 0.003, 0, []Segment{{1, 5}}, []Segment{{4, 11}})
	note := append([]byte("LIST"), 0, 0, 0, 0)
	note = append(note, "INFOINAMCall with Marta ...."...)
	binary.LittleEndian.PutUint32(note[4:], uint32(len(note)-8))
	plain := wav(ch)
	noted := append(append(append([]byte{}, plain[:36]...), note...), plain[36:]...)
	mp3, err := os.ReadFile("testdata/alice.mp3")
	if err != nil {
		t.Fatal(err)
	}
	tagged := append([]byte("ID3\x03\x00\x00\x00\x00\x00\x1fTIT2\x00\x00\x00\x15\x00\x00\x00Call with Marta     "), mp3...)
	for _, c := range []struct {
		name   string
		data   []byte
		format string // once something is silent
		spread float64
	}{{"wav", noted, "wav", 0}, {"flac", flacOf(t, ch), "wav", 0}, {"mp3", tagged, "mp3", 0.4}} {
		t.Run(c.name, func(t *testing.T) {
			before, err := Read(c.data)
			if err != nil {
				t.Fatal(err)
			}
			bare, err := Keep(c.data, nil)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(bare.Data, []byte("Marta")) {
				t.Error("a note is still there")
			}
			after, err := Read(bare.Data)
			if err != nil {
				t.Fatal(err)
			}
			if d := after.Seconds() - before.Seconds(); d > 0.06 || d < -0.06 {
				t.Errorf("%.2f s became %.2f s", before.Seconds(), after.Seconds())
			}
			kept, err := Keep(c.data, []Segment{{2, 3}})
			if err != nil {
				t.Fatal(err)
			}
			if kept.Format != c.format || bytes.Contains(kept.Data, []byte("Marta")) {
				t.Errorf("kept as %s", kept.Format)
			}
			got, err := Read(kept.Data)
			if err != nil {
				t.Fatal(err)
			}
			if _, loud := extremes(got, 2.05, 2.95); loud > -80 {
				t.Errorf("%.1f dB where it should be silent", loud)
			}
			for i := range got.Channels[0] {
				at := float64(i) * Frame
				if at > 2-c.spread-0.05 && at < 3+c.spread+0.05 || i >= len(before.Channels[0]) {
					continue
				}
				if d := got.Channels[0][i] - before.Channels[0][i]; d > 1 || d < -1 {
					t.Fatalf("at %.2f s %.1f dB became %.1f", at, before.Channels[0][i], got.Channels[0][i])
				}
			}
		})
	}
}

func TestHidden(t *testing.T) {
	turn := func(from, to float64, text string) heed.Turn {
		return heed.Turn{Speaker: "A", Start: heed.At(from), End: heed.At(to), Text: text}
	}
	long := "I rang them on the Monday and I rang them on the Tuesday and then at last I spoke with [person 3] who was kind and said that it would all be done by the end of that same week, which it was not"
	c := &heed.Conversation{Turns: []heed.Turn{
		turn(0, 3, "Nothing to hide here."),
		turn(5, 7, "It is [person 2]."),
		turn(10, 26, long),
		turn(30, 33, "A cough [noise] there."),
		{Speaker: "A", Text: "Ring me on [phone]."},
		turn(60, 62, "Thanks."),
	}}
	how := []How{Given, Given, Given, Given, Unknown, Given}
	got := Hidden(c, how, 70)
	if len(got) != 3 {
		t.Fatalf("%v", got)
	}
	if got[0] != (Segment{4, 8}) {
		t.Errorf("a short turn is hidden whole: %v", got[0])
	}
	if s := got[1]; s.From < 11 || s.To > 25 || s.From > 16 || s.To < 18 {
		t.Errorf("a name in a long turn is hidden where it was said, about second 17: %v", s)
	}
	if got[2] != (Segment{33, 61}) {
		t.Errorf("a turn without times hides everything around it: %v", got[2])
	}
	rough := Hidden(&heed.Conversation{Turns: c.Turns[2:3]}, []How{Proportional}, 70)
	if len(rough) != 1 || rough[0].From > 10 || rough[0].To < 26 {
		t.Errorf("a turn whose times are not sure is hidden whole: %v", rough)
	}
}

// TestChannels: a timed transcript finds its channels; an untimed one by who
// begins and who speaks how much; one channel is everybody's.
func TestChannels(t *testing.T) {
	voices := [][]Segment{{{5, 11}, {14, 30}}, {{1, 4}, {12, 13}}}
	timed := &heed.Conversation{Turns: []heed.Turn{
		{Speaker: "R", Role: heed.RoleRep, Start: heed.At(1), End: heed.At(4), Text: "How was the week for you?"},
		{Speaker: "C", Role: heed.RoleCustomer, Start: heed.At(5), End: heed.At(11), Text: "Long. We counted everything by hand and then again."},
		{Speaker: "R", Role: heed.RoleRep, Start: heed.At(12), End: heed.At(13), Text: "Again?"},
		{Speaker: "C", Role: heed.RoleCustomer, Start: heed.At(14), End: heed.At(30), Text: "Again, because the figures on the screen were never what stood on the shelf, and nobody could say why that was so."},
	}}
	untimed := *timed
	untimed.Turns = append([]heed.Turn{}, timed.Turns...)
	for i := range untimed.Turns {
		untimed.Turns[i].Start, untimed.Turns[i].End = heed.Moment{}, heed.Moment{}
	}
	for name, c := range map[string]*heed.Conversation{"timed": timed, "untimed": &untimed} {
		got, sure := Channels(c, voices, nil)
		if got["R"] != 1 || got["C"] != 0 || !sure {
			t.Errorf("%s: %v, sure %v", name, got, sure)
		}
	}
	if got, sure := Channels(timed, voices, []heed.Role{heed.RoleRep, heed.RoleCustomer}); got["R"] != 0 || got["C"] != 1 || !sure {
		t.Errorf("said: %v", got)
	}
	if got, _ := Channels(timed, voices[:1], nil); got["R"] != 0 || got["C"] != 0 {
		t.Errorf("one channel: %v", got)
	}
	if in := Inside(timed, voices); in < 0.99 {
		t.Errorf("inside %.2f", in)
	}
	if in := Inside(timed, [][]Segment{{{40, 60}}}); in != 0 {
		t.Errorf("elsewhere: inside %.2f", in)
	}
}

// TestJoinBetweenAnchors: turns without times share the speech between the
// neighbours that have them, on one channel as on two, and stay in order.
func TestJoinBetweenAnchors(t *testing.T) {
	c := &heed.Conversation{Turns: []heed.Turn{
		{Speaker: "R", Start: heed.At(0), End: heed.At(2), Text: "0123456789"},
		{Speaker: "C", Text: "0123456789"},
		{Speaker: "R", Text: "01234567890123456789"},
		{Speaker: "C", Start: heed.At(20), Text: "0123456789"},
		{Speaker: "R", Text: "0123456789"},
	}}
	one := [][]Segment{{{0, 2}, {4, 7}, {10, 16}, {20, 24}, {26, 30}}}
	got, how := Join(c, one, map[string]int{"R": 0, "C": 0})
	want := []How{Given, Proportional, Proportional, EndHeard, Proportional}
	for i := range want {
		if how[i] != want[i] {
			t.Errorf("turn %d: %s, want %s", i+1, how[i], want[i])
		}
	}
	if got.Turns[1].Start.Seconds != 4 || got.Turns[1].End.Seconds != 7 || got.Turns[2].Start.Seconds != 10 || got.Turns[2].End.Seconds != 16 {
		t.Errorf("shared out: %v", got.Turns[1:3])
	}
	for i := 1; i < len(got.Turns); i++ {
		if got.Turns[i].Start.Seconds < got.Turns[i-1].Start.Seconds {
			t.Errorf("turn %d begins before turn %d", i+1, i)
		}
	}
}

// TestAlign: without any times, two channels tell where each turn begins, also
// where the two overlap and where the text is not quite as long as the speech.
func TestAlign(t *testing.T) {
	l, err := Read(wav(mix(60, 0.003, 0, repTalk, custTalk)))
	if err != nil {
		t.Fatal(err)
	}
	type said struct {
		who string
		at  Segment
	}
	var order []said
	for i := range repTalk {
		order = append(order, said{"R", repTalk[i]}, said{"C", custTalk[i]})
	}
	c := &heed.Conversation{}
	for i, s := range order {
		n := int(s.at.Length()*charsPerSecond) + []int{-9, 4, 12}[i%3]
		c.Turns = append(c.Turns, heed.Turn{Speaker: s.who, Text: string(bytes.Repeat([]byte("x"), n))})
	}
	got, how := Join(c, Voices(l, Settings{}), map[string]int{"R": 0, "C": 1})
	for i, s := range order {
		if d := got.Turns[i].Start.Seconds - s.at.From; d > 0.3 || d < -0.3 || how[i] != Proportional {
			t.Errorf("turn %d begins at %.2f (%s), not at %.2f", i+1, got.Turns[i].Start.Seconds, how[i], s.at.From)
		}
	}
	// More turns than stretches of speech: all get a place, in order.
	for range 6 {
		c.Turns = append(c.Turns, heed.Turn{Speaker: "R", Text: "xx"}, heed.Turn{Speaker: "C", Text: "xx"})
	}
	got, _ = Join(c, Voices(l, Settings{}), map[string]int{"R": 0, "C": 1})
	for i := range got.Turns {
		if !got.Turns[i].Start.Known || got.Turns[i].Start.Seconds > 60 || got.Turns[i].End.Seconds < got.Turns[i].Start.Seconds {
			t.Errorf("turn %d: %v", i+1, got.Turns[i])
		}
	}
}
