package quote

import (
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

func TestPointed(t *testing.T) {
	for _, c := range []struct{ sentence, point, want string }{
		{"AI saved me a lot of time in the report writing process.", "saved me a lot of time", "AI saved me a lot of time"},
		{"I spend less time searching on the internet, which leaves me more time to write.", "less time", "I spend less time searching"},
		{"We checked it all, and I never trust the output without a look at the sources.", "never trust the output", "I never trust the output without a look"},
		{"I was able to verify via the internet whether it was correct.", "verify", "I was able to verify via the internet whether it was correct."},
		{"It does not save time for anybody but the vendor.", "save time", "It does not save time for anybody but the vendor."},
		{"Seguimos haciendo el trabajo dos veces en los informes del viernes.", "trabajo dos veces", "Seguimos haciendo el trabajo dos veces"},
	} {
		lang := heed.English
		if strings.HasPrefix(c.sentence, "Seguimos") {
			lang = heed.Spanish
		}
		at := strings.Index(c.sentence, c.point)
		span, score := Pointed(c.sentence, heed.Span{End: len(c.sentence)}, heed.Span{Start: at, End: at + len(c.point)}, lang)
		if got := c.sentence[span.Start:span.End]; got != c.want {
			t.Errorf("of %q: %q (%.2f), want %q", c.sentence, got, score, c.want)
		}
	}
}
