package rtf_test

import (
	"context"
	"os"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/rtf"
	"github.com/heedhq/heed/read/wire"
)

// FuzzRead checks that no input makes the reader fail in another way than by
// an error that may be shown.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"rtf/interview.rtf"} {
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
		err := rtf.Read(context.Background(), wire.FromBytes("fuzz", data), wire.Options{MaxBytes: 8 << 20}, &res, func(heed.Conversation) error { return nil })
		if err != nil && heed.ErrorCode(err) == heed.CodeInternal {
			t.Errorf("an error that may not be shown: %v", err)
		}
	})
}
