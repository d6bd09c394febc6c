package jsonconv

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/when"
	"github.com/heedhq/heed/read/wire"
)

// given is a turn with its times as they stand in the file.
type given struct {
	heed.Turn
	start, end float64 // NaN: not given
	ms         bool    // the field's name says milliseconds
	whole      bool    // times are whole numbers
	slack      bool
	written    bool   // stamped one by one on a calendar
	when       string // a timestamp that is no place in a recording
}

// turnsOf reads an array of turns. Whatever is no turn is refused, one by one.
func turnsOf(where string, items []json.RawMessage, o wire.Options, res *wire.Result) []given {
	out := make([]given, 0, len(items))
	for i, it := range items {
		at := fmt.Sprintf("%s, turn %d", where, i+1)
		if s, ok := scalar(it); ok && len(it) > 0 && it[0] == '"' {
			out = append(out, given{Turn: heed.Turn{Text: strings.TrimSpace(s)}, start: math.NaN(), end: math.NaN()})
			continue
		}
		m, ok := parseObject(it)
		if !ok {
			res.Refuse(at, "is not a JSON object")
			continue
		}
		g, reason := turnOf(m, o)
		if reason != "" {
			if reason != "skip" {
				res.Warn(wire.WarnLeftOut, at, "%s", reason)
			}
			continue
		}
		out = append(out, g)
	}
	setTimes(where, out, res)
	return out
}

func turnOf(m object, o wire.Options) (given, string) {
	g := given{start: math.NaN(), end: math.NaN()}
	if m.str("type") == "message" && m.str("ts") != "" { // Slack
		return slackTurn(m, o)
	}
	g.Text = strings.TrimSpace(m.text())
	if g.Text == "" {
		return g, "has no words"
	}
	g.Speaker, g.Role = m.speaker(), m.role()
	if n, ok := o.Names[g.Speaker]; ok {
		g.Speaker = n
	}
	g.Question = m.str("question", "pregunta", "prompt")
	if v, k := m.raw(startKeys); v != nil {
		if f, ok := number(v); ok {
			g.start, g.ms = f, strings.HasSuffix(k, "_ms")
			g.whole = f == math.Trunc(f)
		} else {
			g.when, _ = scalar(v)
			if at, ok := when.Stamp(g.when); ok {
				g.start, g.written = at, true
			}
		}
	}
	if v, _ := m.raw(endKeys); v != nil {
		if f, ok := number(v); ok {
			g.end = f
		}
	} else if v, k := m.raw([]string{"duration", "duration_ms", "duracion"}); v != nil && !math.IsNaN(g.start) {
		if f, ok := number(v); ok {
			if k == "duration_ms" && !g.ms {
				f /= 1000
			}
			g.end = g.start + f
		}
	}
	if v, ok := m["elements"]; ok && math.IsNaN(g.start) { // Rev
		g.start, g.end = elementTimes(v)
	}
	return g, ""
}

// elementTimes returns the first and last time of words that carry their own.
func elementTimes(b json.RawMessage) (start, end float64) {
	start, end = math.NaN(), math.NaN()
	var raw []map[string]json.RawMessage
	if json.Unmarshal(b, &raw) != nil {
		return
	}
	for _, w := range raw {
		if f, ok := number(w["ts"]); ok && math.IsNaN(start) {
			start = f
		}
		if f, ok := number(w["end_ts"]); ok {
			end = f
		}
	}
	return
}

// setTimes turns figures into seconds. Figures are milliseconds where the
// field says so, or where all are whole and speech would otherwise be slower
// than a word in three seconds.
func setTimes(where string, turns []given, res *wire.Result) {
	whole, span, words := true, 0.0, 0
	epoch := false
	for _, g := range turns {
		if math.IsNaN(g.start) {
			continue
		}
		whole = whole && g.whole
		epoch = epoch || g.start > 1e8
		if g.end > g.start {
			span += g.end - g.start
			words += len(strings.Fields(g.Text))
		}
	}
	unit := 1.0
	if whole && words > 0 && span/float64(words) > 20 {
		unit = 1000
	}
	first := math.NaN()
	for i := range turns {
		g := &turns[i]
		u := unit
		if g.ms {
			u = 1000
		}
		if math.IsNaN(g.start) {
			continue
		}
		s := g.start / u
		if epoch || g.slack {
			if g.start > 1e11 && !g.ms {
				s = g.start / 1000
			}
			if math.IsNaN(first) {
				first = s
			}
			s -= first
		}
		if s < 0 || math.IsInf(s, 0) || s > 1e7 {
			res.Warn(wire.WarnTime, fmt.Sprintf("%s, turn %d", where, i+1), "the time cannot be right; the words are kept without it")
			continue
		}
		g.Start = heed.At(round(s))
		if e := g.end / u; e >= s && !epoch {
			g.End = heed.At(round(e))
		} else if g.end < g.start {
			res.Warn(wire.WarnTime, fmt.Sprintf("%s, turn %d", where, i+1), "ends before it starts; its end was left out")
		}
	}
}

// round keeps milliseconds, so that 0.1+0.2 does not print as noise.
func round(s float64) float64 { return math.Round(s*1000) / 1000 }

// whole joins Whisper's segments where one ends in the middle of a sentence
// and the next goes on at once by the same speaker.
func joinSegments(turns []given) []given {
	ended := 0
	for _, g := range turns {
		if endsSentence(g.Text) {
			ended++
		}
	}
	if ended*4 < len(turns) { // no punctuation to go by
		return turns
	}
	out := turns[:0]
	for _, g := range turns {
		if n := len(out); n > 0 {
			p := &out[n-1]
			gap := g.Start.Seconds - p.End.Seconds
			if p.Speaker == g.Speaker && !endsSentence(p.Text) && gap <= maxGap && len(p.Text) < maxJoined {
				p.Text += " " + g.Text
				p.End = g.End
				continue
			}
		}
		out = append(out, g)
	}
	return out
}

const (
	maxGap    = 1.5  // seconds of silence within one turn
	maxJoined = 1200 // bytes
)

func endsSentence(s string) bool {
	s = strings.TrimRight(s, " \"'”’)»")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "…")
}
