package audio

import (
	"math"
	"slices"
	"strconv"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/listen"
)

// Options say what is known about a recording.
type Options struct {
	// Sides are the roles of the channels, in order; without them two channels
	// are told apart but not whose they are.
	Sides []heed.Role
	// Names are the speakers of the channels, in order.
	Names []string
	// Language is that of the reasons.
	Language heed.Language
	Settings Settings
	Listen   listen.Options
}

// shortSound is how long in seconds a sound within the other side's speech may
// last and still be taken for a listening noise ("mm-hm"): without words they
// cannot be told apart by what they say.
const shortSound = 0.7

// Report is what a recording tells without words.
type Report struct {
	Version  string  `json:"version"`
	Seconds  float64 `json:"seconds"`
	Speech   float64 `json:"speech"`  // seconds in which at least one channel speaks
	Silence  float64 `json:"silence"` // the rest
	Mono     bool    `json:"mono"`    // one channel: the sides cannot be told apart
	Channels []Voice `json:"channels"`
	// Measures are those of package listen that need no words.
	Measures map[string]listen.Value `json:"measures"`
	Timeline listen.Timeline         `json:"timeline"`
	// CannotTell lists, in words, what one mixed channel hides.
	CannotTell []string `json:"cannot_tell,omitempty"`
}

// Voice is one channel's speech.
type Voice struct {
	Speaker string    `json:"speaker"`
	Role    heed.Role `json:"role,omitempty"`
	Seconds float64   `json:"seconds"`
	Speech  []Segment `json:"speech"`
}

// measured are the measures that can be taken without words.
var measured = []string{
	"talk_share", "longest_monologue", "longest_customer_story", "interactivity", "patience",
	"interruptions", "overtalk", "overtalk_count", "overtalk_longest",
	"silence", "silence_count", "silence_longest",
}

// Analyse measures who spoke when.
func Analyse(l Levels, o Options) Report {
	voices := Voices(l, o.Settings)
	r := Report{Version: Version, Seconds: round(l.Seconds()), Mono: len(voices) < 2, Measures: make(map[string]listen.Value)}
	r.Speech = round(Total(Union(voices...)))
	r.Silence = round(r.Seconds - r.Speech)
	for ch, v := range voices {
		r.Channels = append(r.Channels, Voice{o.name(ch), o.side(ch), round(Total(v)), v})
	}
	c, acts := conversation(voices, o, r.Mono)
	lo := o.Listen
	if lo.Language == "" {
		lo.Language = o.Language
	}
	taken := listen.Measure(c, acts, nil, lo)
	for _, name := range measured {
		r.Measures[name] = taken.Measures[name]
	}
	r.Timeline = taken.Timeline
	if r.Mono {
		r.hide(o.Language)
	}
	return r
}

func (o Options) name(ch int) string {
	if ch < len(o.Names) && o.Names[ch] != "" {
		return o.Names[ch]
	}
	return strconv.Itoa(ch + 1)
}

func (o Options) side(ch int) heed.Role {
	if ch < len(o.Sides) {
		return o.Sides[ch]
	}
	return ""
}

// conversation makes turns of the speech of every channel. A short sound while
// another channel speaks is marked as a listening noise.
func conversation(voices [][]Segment, o Options, mono bool) (*heed.Conversation, [][]heed.Act) {
	type piece struct {
		ch int
		s  Segment
	}
	var pieces []piece
	for ch, v := range voices {
		for _, s := range v {
			pieces = append(pieces, piece{ch, s})
		}
	}
	slices.SortFunc(pieces, func(a, b piece) int {
		switch {
		case a.s.From < b.s.From:
			return -1
		case a.s.From > b.s.From:
			return 1
		}
		return a.ch - b.ch
	})
	c := &heed.Conversation{Kind: heed.KindCall, Language: o.Language}
	var acts [][]heed.Act
	for _, p := range pieces {
		t := heed.Turn{Speaker: o.name(p.ch), Role: o.side(p.ch), Start: heed.At(p.s.From), End: heed.At(p.s.To), Text: "…"}
		if mono {
			t.Role = ""
		}
		kind := heed.ActInformation
		if p.s.Length() <= shortSound+2*0.06 && within(p.s, voices, p.ch) {
			kind = heed.ActBackchannel
		}
		c.Turns = append(c.Turns, t)
		acts = append(acts, []heed.Act{{Kind: kind, Span: heed.Span{End: len(t.Text)}, Confidence: 0.5}})
	}
	return c, acts
}

// within reports whether a segment lies inside the speech of another channel.
func within(s Segment, voices [][]Segment, ch int) bool {
	for o, v := range voices {
		if o == ch {
			continue
		}
		i, _ := slices.BinarySearchFunc(v, s.From, func(x Segment, at float64) int {
			if x.To <= at {
				return -1
			}
			return 1
		})
		if i < len(v) && v[i].From <= s.From && s.To <= v[i].To {
			return true
		}
	}
	return false
}

var hidden = map[heed.Language]string{
	heed.English: "both sides are on one channel, so it cannot be told who speaks",
	heed.Spanish: "las dos partes están en un solo canal, así que no se sabe quién habla",
}

// hide marks what one mixed channel cannot tell.
func (r *Report) hide(lang heed.Language) {
	why, ok := hidden[lang]
	if !ok {
		why = hidden[heed.English]
	}
	for _, name := range measured {
		if name == "silence" || name == "silence_count" || name == "silence_longest" {
			continue
		}
		r.Measures[name] = listen.Value{Unit: r.Measures[name].Unit, Code: "one_channel", Why: why}
		r.CannotTell = append(r.CannotTell, name)
	}
	r.Timeline.Interruptions, r.Timeline.Overtalk = nil, nil
}

func round(v float64) float64 { return math.Round(v*1000) / 1000 }
