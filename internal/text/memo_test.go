package text

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	heed "github.com/heedhq/heed"
)

// A memo answers as the function does, for more words than it holds and from
// several goroutines.
func TestMemo(t *testing.T) {
	var m Memo[string]
	calls := 0
	shout := func(w string, lang heed.Language) string { return strings.ToUpper(w) + string(lang) }
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			for i := range 1 << (memoBits + 1) {
				w := fmt.Sprintf("word%d", i%40000)
				for _, lang := range []heed.Language{heed.English, heed.Spanish, ""} {
					if got := m.Get(w, lang, shout); got != shout(w, lang) {
						t.Errorf("%s in %q gave %q", w, lang, got)
					}
				}
			}
		})
	}
	all.Wait()
	count := func(string, heed.Language) string { calls++; return "" }
	var fresh Memo[string]
	fresh.Get("again", heed.English, count)
	fresh.Get("again", heed.English, count)
	if calls != 1 {
		t.Errorf("%d calls for a word that was kept", calls)
	}
}
