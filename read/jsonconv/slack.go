package jsonconv

import (
	"html"
	"math"
	"regexp"
	"strings"

	"github.com/heedhq/heed/read/wire"
)

var slackMark = regexp.MustCompile(`<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>`)

// slackTurn reads one message of a Slack export.
func slackTurn(m object, o wire.Options) (given, string) {
	g := given{start: math.NaN(), end: math.NaN(), slack: true}
	if sub := m.str("subtype"); sub != "" && sub != "bot_message" && sub != "thread_broadcast" && sub != "file_share" && sub != "me_message" {
		return g, "a message of the channel itself (" + sub + ")"
	}
	id := m.str("user", "bot_id", "username")
	if p, ok := parseObject(m["user_profile"]); ok {
		g.Speaker = p.str("real_name", "display_name", "name")
	}
	if g.Speaker == "" {
		g.Speaker = o.Names[id]
	}
	if g.Speaker == "" {
		g.Speaker = id
	}
	text := slackMark.ReplaceAllStringFunc(m.str("text"), func(s string) string {
		p := slackMark.FindStringSubmatch(s)
		switch {
		case p[3] != "":
			return p[3]
		case p[1] == "@":
			if n := o.Names[p[2]]; n != "" {
				return "@" + n
			}
			return "@" + p[2]
		case p[1] != "":
			return p[1] + p[2]
		}
		return p[2]
	})
	g.Text = strings.TrimSpace(html.UnescapeString(text))
	if g.Text == "" {
		return g, "has no words"
	}
	if f, ok := number(m["ts"]); ok {
		g.start = f
	}
	return g, ""
}
