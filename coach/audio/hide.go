package audio

import (
	"regexp"

	heed "github.com/heedhq/heed"
)

// pseudonyms stand where a name, a number or an address was; heard is about how
// long each takes to say, in seconds.
var pseudonyms = regexp.MustCompile(`\[(person [0-9]+|[a-z][a-z_ ]*)\]`)

func spoken(word string) float64 {
	switch {
	case word == "noise", word == "laughs", word == "music", word == "silence", word == "pause", word == "inaudible", word == "crosstalk":
		return 0 // a mark of the transcript's own
	case len(word) > 7 && word[:7] == "person ":
		return 1
	case word == "withdrawn":
		return 1e9
	}
	return 6 // numbers and addresses are spelt out
}

// Hidden returns the stretches of a recording in which words were said that a
// pseudonym stands for in the text. Where in its turn a word was said is known
// by the length of the text before it, so that it is widened by three quarters
// of a second and a fifth of the turn's length; a turn of under four seconds,
// and one whose times are not sure, is hidden whole. A word too many is better than a name.
// A turn without any times hides everything between its neighbours.
func Hidden(c *heed.Conversation, how []How, seconds float64) []Segment {
	var out []Segment
	low, high := neighbours(c.Turns)
	for i, t := range c.Turns {
		found := pseudonyms.FindAllStringSubmatchIndex(t.Text, -1)
		total := 0.0
		for _, m := range found {
			total += spoken(t.Text[m[2]:m[3]])
		}
		if total == 0 {
			continue
		}
		if !t.Timed() {
			from := low[i]
			if t.Start.Known {
				from = max(0, t.Start.Seconds-1)
			}
			out = append(out, Segment{from, min(seconds, high[i]+1)})
			continue
		}
		from, length := t.Start.Seconds, t.End.Seconds-t.Start.Seconds
		if !how[i].Sure() || length < 4 || total > length {
			wide := 1.0
			if !how[i].Sure() {
				wide = 4
			}
			out = append(out, Segment{max(0, from-wide), min(seconds, t.End.Seconds+wide)})
			continue
		}
		plain := len(pseudonyms.ReplaceAllString(t.Text, ""))
		all := float64(plain)/charsPerSecond + total // as long as it should have taken
		at, last := 0.0, 0
		for _, m := range found {
			long := spoken(t.Text[m[2]:m[3]])
			at += float64(m[0]-last) / charsPerSecond
			start := from + at/all*length
			at += long
			last = m[1]
			if long > 0 {
				out = append(out, Segment{max(0, start-0.75-length/5), min(seconds, from+at/all*length+0.75+length/5)})
			}
		}
	}
	return Union(out)
}
