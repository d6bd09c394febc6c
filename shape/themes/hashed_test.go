package themes

import (
	"testing"

	"pgregory.net/rapid"
)

// It finds what a map finds.
func TestHashed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfDistinct(rapid.Uint64(), func(k uint64) uint64 { return k }).Draw(t, "keys")
		want := map[uint64]int32{}
		for i, k := range keys {
			want[k] = int32(i)
		}
		h := newHashed(keys)
		for _, k := range append(rapid.SliceOf(rapid.Uint64()).Draw(t, "others"), keys...) {
			at, ok := want[k]
			if !ok {
				at = -1
			}
			if got := h.at(k); got != at {
				t.Fatalf("%d is at %d, not %d", k, got, at)
			}
		}
	})
	if (&hashed{}).at(7) != -1 {
		t.Error("an empty one finds something")
	}
}
