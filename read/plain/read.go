package plain

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/voice"
	"github.com/heedhq/heed/read/when"
	"github.com/heedhq/heed/read/wire"
)

// Read reads one text as one conversation.
func Read(ctx context.Context, in wire.Input, _ wire.Options, res *wire.Result, yield wire.Yield) error {
	text, err := in.Text(res)
	if err != nil {
		return err
	}
	if err := in.Stopped(ctx); err != nil {
		return err
	}
	c, err := Conversation(in.Base(), text, res)
	if err != nil {
		return err
	}
	return yield(c)
}

// Conversation makes one conversation of text that came from the file name,
// counting its labelled lines or paragraphs as rows.
func Conversation(name, text string, res *wire.Result) (heed.Conversation, error) {
	p := Parse(text)
	c := heed.Conversation{Title: p.Title, Turns: p.Turns}
	if len(p.Turns) == 0 {
		return c, heed.Errorf(heed.CodeInvalid, "%s holds no words", name)
	}
	if p.Labelled {
		res.Rows += p.Labels
	} else {
		res.Rows += len(p.Turns)
		c.Kind = heed.KindNotes
	}
	if p.LeftOut > 0 && p.Labelled {
		res.Warn(wire.WarnLeftOut, name, "left out: %s before the first speaker or between turns", wire.Count(p.LeftOut, "line"))
	}
	for _, n := range p.BadTimes {
		res.Warn(wire.WarnTime, fmt.Sprintf("%s:%d", name, n), "the time cannot be right; the words are kept without it")
	}
	backwards(name, c.Turns, res)
	applyHeader(name, &c, p, res)
	return c, nil
}

// backwards warns where a turn starts before the one that it follows.
func backwards(name string, turns []heed.Turn, res *wire.Result) {
	last := heed.Moment{}
	for i, t := range turns {
		if !t.Start.Known {
			continue
		}
		if last.Known && t.Start.Seconds < last.Seconds {
			res.Warn(wire.WarnTime, fmt.Sprintf("%s, turn %d", name, i+1), "starts before the turn it follows")
		}
		last = t.Start
	}
}

func applyHeader(name string, c *heed.Conversation, p Parsed, res *wire.Result) {
	for _, k := range []string{"date", "fecha", "interview date", "recorded"} {
		if v := p.Header[k]; v != "" && c.Date.IsZero() {
			d, ok := when.Parse(v)
			if !ok {
				res.Warn(wire.WarnDate, name, "the date in the header cannot be read")
			}
			c.Date = d
		}
	}
	for _, k := range []string{"title", "titulo", "subject", "asunto", "topic", "tema"} {
		if v := p.Header[k]; v != "" && c.Title == "" {
			c.Title = v
		}
	}
	for _, k := range []string{"company", "organisation", "organization", "empresa"} {
		if v := p.Header[k]; v != "" && c.Organisation == "" {
			c.Organisation = v
		}
	}
	named(c, p.Names)
}

// named lays what the header says of people ("Interviewer: Priya Nadkarni")
// onto the voices that speak.
func named(c *heed.Conversation, names map[string]string) {
	for _, key := range slices.Sorted(maps.Keys(names)) {
		who, _, _ := strings.Cut(names[key], ",")
		who = strings.TrimSpace(who)
		role, _ := voice.ByName(key)
		if who == "" || role == "" {
			continue
		}
		for _, t := range c.Turns {
			if _, listed := c.Speaker(t.Speaker); listed {
				continue
			}
			if voice.SamePerson(t.Speaker, who) || voice.Initials(who) == voice.Fold(t.Speaker) {
				c.Speakers = append(c.Speakers, heed.Speaker{Speaker: t.Speaker, Name: who, Role: role})
			}
		}
	}
}
