package corpus

import (
	"strings"

	heed "github.com/heedhq/heed"
)

const (
	// around is how many sentences of the same turn on either side tell what a
	// sentence is about.
	around = 2
	// shortAnswer is the most bytes of what somebody says in a turn that needs
	// its question to be understood.
	shortAnswer = 60
)

// Around is what tells what the i-th sentence is about beside its own words:
// the neighbouring sentences of the turn, and the question where the answer is
// short. It is empty in calls and chats, where people come with one matter and
// say it in one line.
func (c *Corpus) Around(i int) string {
	u := &c.Utterances[i]
	v := &c.Convs[u.Conv]
	switch v.Kind {
	case heed.KindCall, heed.KindChat, heed.KindSocial:
		return ""
	}
	var b strings.Builder
	add := func(s string) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	same := func(k int) bool {
		return k >= 0 && k < len(c.Utterances) && c.Utterances[k].Conv == u.Conv && c.Utterances[k].Turn == u.Turn
	}
	own := len(u.Text)
	for k := i - around; k <= i+around; k++ {
		if k != i && same(k) {
			add(c.Utterances[k].Text)
			own += len(c.Utterances[k].Text)
		}
	}
	if q := u.Question; q >= 0 && own < shortAnswer && q == u.Turn-1 {
		add(v.Turns[q].Text)
	}
	return b.String()
}
