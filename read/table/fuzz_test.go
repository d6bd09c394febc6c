package table_test

import (
	"context"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/table"
	"github.com/heedhq/heed/read/wire"
)

// FuzzRead checks that no input makes the reader fail in another way than by
// an error, and that what it gives out has words.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`id,speaker,text
1,agent,"hi
1,customer,""x"" y"
`))
	f.Add([]byte(`a;b
1;2
`))
	f.Add([]byte(`Respondent,What was hard?,NPS
1,nobody told me anything at all,9
`))
	f.Add([]byte(`sep=;
x;y`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 || len(data) > 1<<20 {
			t.Skip()
		}
		for _, read := range []func(context.Context, wire.Input, wire.Options, *wire.Result, wire.Yield) error{table.ReadCSV} {
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
