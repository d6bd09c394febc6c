package pseudonym

import (
	"testing"

	"github.com/heedhq/heed"
)

// BenchmarkCover reads conversations as dense in personal data as the
// development cases are, a hundred times over.
func BenchmarkCover(b *testing.B) {
	var turns []heed.Turn
	n := 0
	for _, name := range []string{"testdata/dev.en.txt", "testdata/dev.es.txt"} {
		for text := range linesOf(b, name) {
			turns = append(turns, heed.Turn{Speaker: "P1", Text: text})
			n += len(text)
		}
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		c := heed.Conversation{Turns: append([]heed.Turn(nil), turns...)}
		if _, err := Cover(&c, counter(nil)); err != nil {
			b.Fatal(err)
		}
	}
}
