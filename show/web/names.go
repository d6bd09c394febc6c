package web

import (
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// called is how a voice of a conversation is named. One of ours without a name
// is what they are and not the number that stands for them; where several such
// speak, they are told apart by their order.
func called(sc *look.Scene, c *heed.Conversation, speaker string) string {
	sp, _ := c.Speaker(speaker)
	name, _, _ := sc.Who(sp.Participant, speaker)
	if !sp.Role.Ours() || !numbered(speaker) {
		return name
	}
	at, of := 0, 0
	for _, x := range c.Speakers {
		if x.Role == sp.Role && numbered(x.Speaker) {
			of++
			if x.Speaker == speaker {
				at = of
			}
		}
	}
	name = sc.Say("ours." + string(sp.Role))
	if of > 1 {
		name += " " + itoa(at)
	}
	return name
}

// numbered reports whether a voice has only the number that replaced its name.
func numbered(speaker string) bool {
	n, ok := strings.CutPrefix(strings.ToLower(strings.Trim(speaker, "[]")), "person ")
	return ok && n != "" && strings.Trim(n, "0123456789") == ""
}
