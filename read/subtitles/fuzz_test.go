package subtitles_test

import (
	"context"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/subtitles"
	"github.com/heedhq/heed/read/wire"
)

// FuzzRead checks that no input makes the reader fail in another way than by
// an error, and that what it gives out has words.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`WEBVTT

00:01.000 --> 00:02.000
<v Ana>hola</v>`))
	f.Add([]byte(`1
00:00:01,000 --> 00:00:00,500
ANA: hola

2
`))
	f.Add([]byte(`<tt xmlns="ttml"><p begin="1s" end="2s">hi<br/>you</p></tt>`))
	f.Add([]byte(`NOTE
-->
-->`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 || len(data) > 1<<20 {
			t.Skip()
		}
		for _, read := range []func(context.Context, wire.Input, wire.Options, *wire.Result, wire.Yield) error{subtitles.ReadVTT, subtitles.ReadSRT, subtitles.ReadTTML} {
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
