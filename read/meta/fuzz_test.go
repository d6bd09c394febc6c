package meta_test

import (
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/meta"
)

// FuzzParse checks that no table makes the parsers fail in another way than by
// an error that may be shown.
func FuzzParse(f *testing.F) {
	f.Add([]byte("file,kind,participant\na.txt,call,Ana Ruiz\n"))
	f.Add([]byte("archivo;tipo\n\"a;b\n"))
	f.Add([]byte("date,stage,name,value,n\n2026-03,use,x,3 %,2\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, _, err := meta.Parse(data)
		if err != nil && heed.ErrorCode(err) == heed.CodeInternal {
			t.Error(err)
		}
		c := heed.Conversation{ID: "x", Speakers: []heed.Speaker{{Speaker: "Ana"}, {Speaker: "Ben"}}, Turns: []heed.Turn{{Speaker: "Ana", Text: "hi"}, {Speaker: "Ben", Text: "why?"}}}
		m.Apply("a.txt", &c)
		if len(c.Turns) != 2 {
			t.Error("turns were lost")
		}
		meta.ParseKPIs(data)
		meta.ParseOffers(data)
	})
}
