package shape

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/ledger"
)

// believedOf are the sentences of those whom a belief names, by the segment, the
// role or the organisation that its note says; none where it names nobody of
// whom anybody was heard: then everybody is asked.
func (b *builder) believedOf(claim string) []int32 {
	whom := ""
	for _, d := range b.standing {
		if d.Kind == heed.DecideAdd && d.TargetID == claim {
			whom = d.Note
		}
	}
	if whom == "" {
		return nil
	}
	roles, words := ledger.RoleKeys(whom), text.Words(text.Fold(whom))
	meant := make([]bool, len(b.c.People))
	for i := range b.c.People {
		p := &b.c.People[i]
		keys := append(ledger.RoleKeys(p.Title), ledger.RoleKeys(p.Segment)...)
		meant[i] = p.Organisation != "" && strings.EqualFold(p.Organisation, whom) ||
			slices.ContainsFunc(roles, func(k string) bool { return slices.Contains(keys, k) }) ||
			p.Segment != "" && slices.ContainsFunc(words, func(w string) bool { return ledger.NamesSegment(w, p.Segment) })
	}
	var out []int32
	for i := range b.c.Utterances {
		if who := b.c.Utterances[i].Person; who >= 0 && meant[who] {
			out = append(out, int32(i))
		}
	}
	return out
}
