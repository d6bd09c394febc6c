package subtitles

import (
	"context"
	"fmt"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/plain"
	"github.com/heedhq/heed/read/wire"
)

// ReadVTT reads WebVTT.
func ReadVTT(ctx context.Context, in wire.Input, o wire.Options, res *wire.Result, yield wire.Yield) error {
	return read(ctx, in, true, res, yield)
}

// ReadSRT reads SRT.
func ReadSRT(ctx context.Context, in wire.Input, o wire.Options, res *wire.Result, yield wire.Yield) error {
	return read(ctx, in, false, res, yield)
}

func read(ctx context.Context, in wire.Input, vtt bool, res *wire.Result, yield wire.Yield) error {
	text, err := in.Text(res)
	if err != nil {
		return err
	}
	if err := in.Stopped(ctx); err != nil {
		return err
	}
	cues, stray := parseCues(text, vtt)
	if len(cues) == 0 {
		return heed.Errorf(heed.CodeInvalid, "%s holds no cues: no line says from when to when (00:00:01.000 --> 00:00:02.000)", in.Base())
	}
	if stray > 0 {
		res.Warn(wire.WarnLeftOut, in.Base(), "left out: %s outside any cue", wire.Count(stray, "line"))
	}
	c := conversation(in.Base(), cues, res)
	if len(c.Turns) == 0 {
		return heed.Errorf(heed.CodeInvalid, "%s has %s but no words in any", in.Base(), wire.Count(len(cues), "cue"))
	}
	return yield(c)
}

// conversation makes turns of cues and counts them.
func conversation(name string, cues []cue, res *wire.Result) heed.Conversation {
	var (
		turns  []heed.Turn
		firsts []string
		sounds int
		last   heed.Moment
	)
	for i := range cues {
		c := &cues[i]
		where := fmt.Sprintf("%s:%d", name, c.line)
		pieces := c.pieces()
		if len(pieces) == 0 {
			res.Refuse(where, "the cue has no words")
			continue
		}
		res.Rows++
		if c.bad != "" {
			res.Warn(wire.WarnTime, where, "cue %d: %s", i+1, c.bad)
		}
		if c.start.Known && last.Known && c.start.Seconds < last.Seconds {
			res.Warn(wire.WarnTime, where, "cue %d starts before the cue it follows", i+1)
		}
		last = c.start
		for _, p := range pieces {
			if sound.MatchString(p.text) {
				sounds++
				continue
			}
			turns = append(turns, heed.Turn{Speaker: p.speaker, Start: c.start, End: c.end, Text: p.text})
			firsts = append(firsts, p.text)
		}
	}
	if sounds > 0 {
		res.Warn(wire.WarnLeftOut, name, "left out: %s of sounds, not words", wire.Count(sounds, "cue"))
	}
	return heed.Conversation{Turns: join(label(turns, firsts))}
}

// label finds speakers that are written before their words.
func label(turns []heed.Turn, firsts []string) []heed.Turn {
	tagged := 0
	var heads []string
	for i, t := range turns {
		if t.Speaker != "" {
			tagged++
		}
		for j, l := range strings.Split(firsts[i], "\n") {
			if l = unmark(l); j == 0 || strings.Contains(l, ":") {
				heads = append(heads, l)
			}
		}
	}
	if tagged > 0 {
		return turns
	}
	labels := plain.FindLabels(heads)
	var out []heed.Turn
	who := ""
	for _, t := range turns {
		cur := t
		cur.Text = ""
		flush := func() {
			cur.Text = strings.TrimSpace(cur.Text)
			if cur.Text != "" {
				out = append(out, cur)
			}
		}
		cur.Speaker = who
		for _, l := range strings.Split(t.Text, "\n") {
			l = unmark(l)
			name, rest, ok := labels.Split(l)
			if m := capsName.FindStringSubmatch(l); !ok && m != nil {
				name, rest, ok = m[1], m[2], true
			}
			if ok {
				flush()
				if labels.Any() {
					who = name
				}
				cur.Speaker, cur.Text = name, rest
				continue
			}
			cur.Text += "\n" + l
		}
		flush()
	}
	return out
}

// unmark takes off what announces a new voice without naming it.
func unmark(l string) string {
	l = strings.TrimSpace(l)
	l = strings.TrimSpace(strings.TrimPrefix(l, ">>"))
	return strings.TrimSpace(strings.TrimPrefix(l, "- "))
}

const (
	maxGap    = 1.5 // seconds of silence within one turn
	maxLength = 600 // bytes after which a turn ends with the next sentence
	hardLimit = 4000
)

// join makes turns of cues, which break where a line is full: a cue goes on
// with the one before where the same voice goes on at once. A turn ends with a
// sentence once it is long, so that its times stay of use.
func join(turns []heed.Turn) []heed.Turn {
	var out []heed.Turn
	for _, t := range turns {
		t.Text = strings.Join(strings.Fields(t.Text), " ")
		if n := len(out); n > 0 {
			p := &out[n-1]
			gap := 0.0
			if p.End.Known && t.Start.Known {
				gap = t.Start.Seconds - p.End.Seconds
			}
			ended := endsSentence(p.Text)
			fits := !ended && len(p.Text) < hardLimit && gap <= 4*maxGap || ended && gap <= maxGap && len(p.Text) < maxLength && t.Speaker == ""
			if p.Speaker == t.Speaker && fits && repeated(p.Text, t.Text) {
				continue
			}
			if p.Speaker == t.Speaker && fits {
				p.Text += " " + t.Text
				if t.End.Known {
					p.End = t.End
				}
				continue
			}
		}
		out = append(out, t)
	}
	return out
}

// repeated reports whether a rolling caption says the last line once more.
func repeated(before, now string) bool {
	return len(now) > 12 && strings.HasSuffix(before, now)
}

func endsSentence(s string) bool {
	s = strings.TrimRight(s, " \"'”’)»]")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "…")
}
