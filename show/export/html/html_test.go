package html

import (
	"bytes"
	"os"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look/looktest"
)

func write(t testing.TB, rep app.Report, lang heed.Language) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Report(&b, rep, Options{Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestLookAt writes the pages to the folder in HEED_LOOK, to be looked at.
func TestLookAt(t *testing.T) {
	dir := os.Getenv("HEED_LOOK")
	if dir == "" {
		t.Skip("HEED_LOOK names no folder to write the pages to")
	}
	one := app.Report{Studies: []app.StudyReport{looktest.Harbourline()}}
	for name, page := range map[string][]byte{
		"all-en.html": write(t, looktest.Report(), heed.English), "all-es.html": write(t, looktest.Report(), heed.Spanish),
		"one-en.html": write(t, one, heed.English), "one-es.html": write(t, one, heed.Spanish),
	} {
		if err := os.WriteFile(dir+"/"+name, page, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
