package wire_test

import (
	"testing"

	"github.com/heedhq/heed/read/wire"
)

// TestWarnings checks that a million bad rows give a few warnings and a count.
func TestWarnings(t *testing.T) {
	var r wire.Result
	for range 1000 {
		r.Refuse("x", "bad")
	}
	r.Warn(wire.WarnTime, "x", "once")
	r.Close()
	if r.Refused != 1000 || len(r.Warnings) > 60 {
		t.Errorf("%d refused, %d warnings", r.Refused, len(r.Warnings))
	}
	if last := r.Warnings[len(r.Warnings)-1]; last.Code != wire.WarnMore || last.What != `960 more warnings of the kind "row"` {
		t.Errorf("%+v", last)
	}
}

func TestStem(t *testing.T) {
	for name, want := range map[string]string{"a/b.csv": "b", `c:\x\b.txt`: "b", "b.jsonl.gz": "b", ".hidden": ".hidden", "b": "b"} {
		if got := (wire.Input{Name: name}).Stem(); got != want {
			t.Errorf("Stem(%q) = %q, want %q", name, got, want)
		}
	}
}
