package jsonconv

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/plain"
	"github.com/heedhq/heed/read/when"
	"github.com/heedhq/heed/read/wire"
)

// ownKeys are the fields of Heed's own form.
var ownKeys = map[string]bool{
	"id": true, "kind": true, "language": true, "study": true, "segment": true, "organisation": true, "stage": true, "date": true,
	"participants": true, "turns": true, "title": true, "source": true, "ratings": true,
}

// own reads Heed's own form, and false where o is not in it.
func own(raw []byte, o object) (heed.Conversation, bool) {
	var c heed.Conversation
	for k := range o {
		if !ownKeys[k] {
			return c, false
		}
	}
	var turns []object
	if json.Unmarshal(o["turns"], &turns) != nil || len(turns) == 0 {
		return c, false
	}
	for _, t := range turns {
		if _, ok := t["text"]; !ok {
			return c, false
		}
		for k := range t {
			switch k {
			case "speaker", "role", "start", "end", "text", "question":
			default:
				return c, false
			}
		}
	}
	if json.Unmarshal(raw, &c) != nil {
		return c, false
	}
	for _, t := range c.Turns {
		switch t.Role {
		case "", heed.RoleCustomer, heed.RoleRep, heed.RoleResearcher:
		default:
			return c, false
		}
	}
	if c.Kind != "" && !slices.Contains(heed.Kinds, c.Kind) {
		return c, false
	}
	c.Source = ""
	return c, true
}

// conversation reads one object as a conversation. ok is false where nothing
// in it is said by anybody.
func conversation(where string, raw []byte, o object, opt wire.Options, res *wire.Result) (heed.Conversation, bool) {
	if c, ok := own(raw, o); ok {
		return c, true
	}
	c := heed.Conversation{}
	head(&c, o)
	v, key := o.raw(turnKeys)
	var items []json.RawMessage
	if v != nil && json.Unmarshal(v, &items) == nil {
		turns := turnsOf(where, items, opt, res)
		if key == "segments" {
			turns = joinSegments(turns)
		}
		fill(&c, turns)
	} else if in, ok := parseObject(v); ok { // {"transcript": {"segments": [...]}}
		d, ok := conversation(where, v, in, opt, res)
		if ok {
			c.Turns, c.Speakers = d.Turns, d.Speakers
		}
	} else if s := o.text(); s != "" {
		textTurns(&c, o, s)
	} else if in, ok := parseObject(o["results"]); ok {
		d, ok := conversation(where, o["results"], in, opt, res)
		if ok {
			c.Turns, c.Speakers = d.Turns, d.Speakers
		}
	}
	ratings(&c, o)
	return c, len(c.Turns) > 0
}

// textTurns reads a text that holds a whole conversation, or one voice.
func textTurns(c *heed.Conversation, o object, s string) {
	p := plain.Parse(s)
	if p.Labelled && len(p.Turns) > 1 {
		c.Turns = p.Turns
		return
	}
	c.Turns = []heed.Turn{{Speaker: o.speaker(), Role: o.role(), Text: strings.TrimSpace(s)}}
}

// head reads what an object says about its conversation.
func head(c *heed.Conversation, o object) {
	c.ID = o.str(idKeys...)
	c.Title = o.str("title", "subject", "titulo", "asunto", "topic", "task")
	if k := heed.Kind(strings.ToLower(o.str("kind", "tipo", "channel_type"))); slices.Contains(heed.Kinds, k) {
		c.Kind = k
	}
	if l := strings.ToLower(o.str("language", "lang", "language_code", "idioma")); len(l) >= 2 {
		c.Language = language(l)
	}
	c.Segment = o.str(segmentKeys...)
	c.Study = o.str("study", "estudio")
	c.Organisation = o.str("organisation", "organization", "company", "account", "empresa", "organizacion")
	c.Stage = o.str("stage", "etapa")
	for _, k := range dateKeys {
		if v, ok := o[k]; ok {
			if f, isNum := number(v); isNum {
				c.Date, _ = when.Unix(f)
			} else if s, isText := scalar(v); isText {
				c.Date, _ = when.Parse(s)
			}
			if !c.Date.IsZero() {
				break
			}
		}
	}
}

// language returns an ISO 639-1 code of a code or an English name.
func language(s string) heed.Language {
	switch s {
	case "english":
		return heed.English
	case "spanish", "español", "castellano":
		return heed.Spanish
	}
	code, _, _ := strings.Cut(strings.ReplaceAll(s, "_", "-"), "-")
	if len(code) != 2 {
		return ""
	}
	return heed.Language(code)
}

// ratings keeps the figures that say they are a rating.
func ratings(c *heed.Conversation, o object) {
	for _, k := range []string{"rating", "stars", "score", "nps", "csat", "ces", "satisfaction", "valoracion", "puntuacion", "estrellas"} {
		if f, ok := number(o[k]); ok {
			c.Ratings = append(c.Ratings, heed.Rating{Name: k, Value: f, Max: outOf(k, f)})
		}
	}
	if len(c.Ratings) > 0 && c.Kind == "" && len(c.Turns) == 1 {
		c.Kind = heed.KindReview
	}
}

// outOf is what a rating is out of: stars are five, a recommendation ten; 0
// where neither fits.
func outOf(name string, v float64) float64 {
	switch {
	case (name == "rating" || name == "stars" || name == "estrellas" || name == "valoracion") && v <= 5:
		return 5
	case name == "nps" && v <= 10:
		return 10
	}
	return 0
}

// fill puts turns into a conversation.
func fill(c *heed.Conversation, turns []given) {
	slack, written := false, false
	for _, g := range turns {
		c.Turns = append(c.Turns, g.Turn)
		slack = slack || g.slack
		written = written || g.written
		if g.start > 1e8 && c.Date.IsZero() {
			c.Date, _ = when.Unix(g.start)
		}
		if c.Date.IsZero() && g.when != "" {
			c.Date, _ = when.Parse(g.when)
		}
	}
	if (slack || written) && c.Kind == "" {
		c.Kind = heed.KindChat
	}
}

func unread(where string) *heed.Error {
	return heed.Errorf(heed.CodeUnsupported, "%s is JSON, but nothing in it looks like turns of a conversation; "+
		`give objects with "turns": [{"speaker": "...", "text": "..."}]`, where)
}

func lineName(name string, n int) string { return fmt.Sprintf("%s:%d", name, n) }
