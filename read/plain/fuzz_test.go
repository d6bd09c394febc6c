package plain_test

import (
	"context"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/plain"
	"github.com/heedhq/heed/read/wire"
)

// FuzzRead checks that no input makes the reader fail in another way than by
// an error, and that what it gives out has words.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`I: Why?
P1: Because.
`))
	f.Add([]byte(`[00:01:02] Ana: hola
`))
	f.Add([]byte(`Ana  0:03
hola

Ben (1:02:03): no
`))
	f.Add([]byte(`# t

**Ana:** x
**Ben**: y`))
	f.Add([]byte(`10:03:12 From A B to Everyone:
	hi`))
	f.Add([]byte(`[12/03/2026, 18:02:10] Nuria: Hola`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 || len(data) > 1<<20 {
			t.Skip()
		}
		for _, read := range []func(context.Context, wire.Input, wire.Options, *wire.Result, wire.Yield) error{plain.Read} {
			var res wire.Result
			given := 0
			err := read(context.Background(), wire.FromBytes("fuzz", data), wire.Options{MaxBytes: 8 << 20}, &res, func(c heed.Conversation) error {
				given++
				for i, turn := range c.Turns {
					if turn.Start.Known && turn.Start.Seconds < 0 {
						t.Errorf("turn %d starts at %g", i, turn.Start.Seconds)
					}
				}
				return nil
			})
			if err != nil && heed.ErrorCode(err) == heed.CodeInternal {
				t.Errorf("an error that may not be shown: %v", err)
			}
			if err == nil && given > 0 && res.Rows == 0 {
				t.Errorf("%d conversations of no rows", given)
			}
		}
	})
}
