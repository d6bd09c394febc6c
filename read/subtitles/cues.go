// Package subtitles reads WebVTT, SRT and TTML: voice tags, speakers written
// before their words, and cues that are not as they should be. One bad cue
// costs its own time at most.
package subtitles

import (
	"html"
	"regexp"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
)

// cue is one cue as it stands in the file.
type cue struct {
	line       int // of its times
	start, end heed.Moment
	bad        string // what is wrong with its times; "" where nothing is
	text       []string
}

var (
	timing = regexp.MustCompile(`^\s*(\S+(?:\s?[.,:]\s?\d+)?)\s*-{1,2}>\s*(\S+)`)
	digits = regexp.MustCompile(`^\s*\d+\s*$`)
	blocks = []string{"NOTE", "STYLE", "REGION", "X-TIMESTAMP-MAP"}
)

// parseCues finds every cue of a text. vtt says that blank lines end a cue for
// good; in SRT words after one still belong to it. stray counts lines with
// words outside any cue.
func parseCues(text string, vtt bool) (cues []cue, stray int) {
	lines := strings.Split(text, "\n")
	var cur *cue
	block, closed := false, false
	flush := func() {
		if cur != nil {
			cues = append(cues, *cur)
			cur = nil
		}
	}
	for i, l := range lines {
		t := strings.TrimSpace(l)
		switch {
		case strings.Contains(t, "-->") && isTiming(t, block || cur != nil && !closed):
			flush()
			cur = newCue(t, i+1)
			block, closed = false, false
		case t == "":
			block = false
			if cur != nil && len(cur.text) > 0 {
				closed = true
			}
		case i == 0 && strings.HasPrefix(t, "WEBVTT"):
			block = true
		case block, digits.MatchString(t) && nextIsTiming(lines, i):
		case vtt && (cur == nil || closed) && startsBlock(t):
			block = true
		case cur != nil && (!closed || !vtt):
			cur.text = append(cur.text, t)
		case nextIsTiming(lines, i): // a cue's name
		case vtt && cur == nil:
			// what stands before the first cue are settings
		default:
			stray++
		}
	}
	flush()
	return cues, stray
}

func startsBlock(t string) bool {
	for _, b := range blocks {
		if t == b || strings.HasPrefix(t, b+" ") || strings.HasPrefix(t, b+"=") {
			return true
		}
	}
	return false
}

func nextIsTiming(lines []string, i int) bool {
	return i+1 < len(lines) && strings.Contains(lines[i+1], "-->") && isTiming(strings.TrimSpace(lines[i+1]), true)
}

// isTiming reports whether a line with an arrow says when. Where words may
// stand (within a comment or a cue) an arrow alone is not enough.
func isTiming(t string, words bool) bool {
	if !words {
		return true
	}
	return t[0] >= '0' && t[0] <= '9' && timing.MatchString(t)
}

func newCue(t string, n int) *cue {
	c := &cue{line: n}
	m := timing.FindStringSubmatch(t)
	if m == nil {
		c.bad = "its times cannot be read"
		return c
	}
	var ok1, ok2 bool
	c.start, ok1 = clock(m[1])
	c.end, ok2 = clock(m[2])
	switch {
	case !ok1 || !ok2:
		c.bad = "its times cannot be read"
		if !ok1 {
			c.start = heed.Moment{}
		}
		c.end = heed.Moment{}
	case c.end.Seconds < c.start.Seconds:
		c.bad = "it ends before it starts; its end was left out"
		c.end = heed.Moment{}
	}
	return c
}

// clock reads hh:mm:ss.mmm, mm:ss.mmm or hh:mm:ss,mmm, or seconds ("12.5s").
func clock(s string) (heed.Moment, bool) {
	s = strings.ReplaceAll(strings.TrimSpace(s), " ", "")
	if sec, ok := strings.CutSuffix(s, "s"); ok {
		f, err := strconv.ParseFloat(sec, 64)
		return heed.At(f), err == nil && f >= 0
	}
	frac := 0.0
	if i := strings.IndexAny(s, ".,"); i >= 0 {
		f, err := strconv.ParseFloat("0."+s[i+1:], 64)
		if err != nil {
			return heed.Moment{}, false
		}
		frac, s = f, s[:i]
	}
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 4 {
		return heed.Moment{}, false
	}
	total := 0
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 0 || i > 0 && i < 3 && v > 59 {
			return heed.Moment{}, false
		}
		if i == 3 { // frames: within the second
			break
		}
		total = total*60 + v
	}
	if total > 1000*3600 {
		return heed.Moment{}, false
	}
	return heed.At(float64(total) + frac), true
}

var (
	voiceTag = regexp.MustCompile(`<v(?:\.[^\s>]*)?\s+([^>]*)>`)
	anyTag   = regexp.MustCompile(`</?[a-zA-Z0-9:.][^<>]{0,200}>|\{\\[^}]*\}`)
	sound    = regexp.MustCompile(`^(?:\([^()]*\)|\[[^\[\]]*\]|[♪♫#\s]+.*[♪♫]|\*[^*]+\*)$`)
	capsName = regexp.MustCompile(`^([\p{Lu}][\p{Lu}\d .'’-]{1,30}):(?:\s+(.*))?$`)
)

// piece is what one voice says within a cue.
type piece struct {
	speaker string
	text    string
}

// pieces parts a cue by its voice tags and takes out all other marks.
func (c *cue) pieces() []piece {
	text := strings.Join(c.text, "\n")
	var out []piece
	who := ""
	add := func(s string) {
		s = html.UnescapeString(anyTag.ReplaceAllString(s, ""))
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, piece{who, s})
		}
	}
	for {
		loc := voiceTag.FindStringSubmatchIndex(text)
		if loc == nil {
			break
		}
		before := text[:loc[0]]
		if i := strings.Index(before, "</v>"); i >= 0 {
			add(before[:i])
			who = ""
			before = before[i+4:]
		}
		add(before)
		who = strings.TrimSpace(html.UnescapeString(text[loc[2]:loc[3]]))
		text = text[loc[1]:]
	}
	if i := strings.Index(text, "</v>"); i >= 0 {
		add(text[:i])
		who = ""
		text = text[i+4:]
	}
	add(text)
	return out
}
