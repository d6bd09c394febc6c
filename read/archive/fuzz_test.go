package archive_test

import (
	"context"
	"os"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/archive"
	"github.com/heedhq/heed/read/wire"
)

// FuzzRead checks that no input makes the reader fail in another way than by
// an error that may be shown.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"archive/study.zip", "archive/nested.zip", "archive/slack.zip"} {
		data, err := os.ReadFile("../testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		f.Add(data[:len(data)/2])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) == 0 || len(data) > 1<<20 {
			t.Skip()
		}
		var res wire.Result
		err := archive.Read(context.Background(), wire.FromBytes("fuzz", data), wire.Options{MaxBytes: 8 << 20}, &res, func(heed.Conversation) error { return nil }, opened)
		if err != nil && heed.ErrorCode(err) == heed.CodeInternal {
			t.Errorf("an error that may not be shown: %v", err)
		}
	})
}

// opened stands in for package read: every entry is one turn.
func opened(_ context.Context, in wire.Input, _ wire.Options, yield wire.Yield) (wire.Result, error) {
	data, err := in.Bytes()
	if err != nil {
		return wire.Result{}, err
	}
	c := heed.Conversation{ID: in.Stem(), Turns: []heed.Turn{{Text: string(data)}}}
	return wire.Result{Format: "text", Rows: 1, Count: 1}, yield(c)
}
