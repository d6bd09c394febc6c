package pseudonym

import (
	"cmp"
	"os"
	"path/filepath"
	"testing"

	"github.com/heedhq/heed"
)

// BenchmarkCover reads conversations as dense in personal data as the
// development cases are.
func BenchmarkCover(b *testing.B) {
	var turns []heed.Turn
	for _, name := range []string{"testdata/dev.en.txt", "testdata/dev.es.txt"} {
		for text := range linesOf(b, name) {
			turns = append(turns, heed.Turn{Speaker: "P1", Text: text})
		}
	}
	benchmark(b, turns)
}

// BenchmarkInterviews reads real interviews, where there is little to replace.
func BenchmarkInterviews(b *testing.B) {
	dir := cmp.Or(os.Getenv("HEED_DATA"), "../../../shared/data")
	files, err := filepath.Glob(filepath.Join(dir, "realinput/interviews/*.txt"))
	if err != nil || len(files) == 0 {
		b.Skipf("no interviews in %s; set HEED_DATA", dir)
	}
	var turns []heed.Turn
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		turns = append(turns, heed.Turn{Speaker: "P1", Text: string(text)})
	}
	benchmark(b, turns)
}

func benchmark(b *testing.B, turns []heed.Turn) {
	n := 0
	for _, t := range turns {
		n += len(t.Text)
	}
	b.SetBytes(int64(n))
	for b.Loop() {
		c := heed.Conversation{Turns: append([]heed.Turn(nil), turns...)}
		if _, err := Cover(&c, counter(nil)); err != nil {
			b.Fatal(err)
		}
	}
}
