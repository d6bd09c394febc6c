package playback_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/playback"
)

func aPage(lang heed.Language) app.Playback {
	return app.Playback{
		ID: "page-1", Participant: "st-p3", Language: lang, Expires: time.Date(2026, 12, 21, 9, 0, 0, 0, time.UTC),
		Claims: []app.PlaybackClaim{
			{Claim: "secret-id", Words: "This worried you.", Quotations: []heed.Quotation{{Text: `I lay awake. </script><script>alert(1)</script>`}}},
			{Claim: "c2", Words: "Esto le complica las cosas.", Quotations: []heed.Quotation{{Text: "El almacén se paró."}, {Text: "Nadie llamó."}}},
		},
		Done: []app.Promise{{Text: "One name owns every problem", Said: "I was passed along four times."}},
	}
}

func TestPage(t *testing.T) {
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		for kind, o := range map[string]playback.Options{"file": {Key: "k-1"}, "served": {Action: "/p/page-1"}} {
			var b strings.Builder
			if err := playback.Write(&b, aPage(lang), o); err != nil {
				t.Fatal(err)
			}
			got := b.String()
			name := filepath.Join("testdata", kind+"-"+string(lang)+".html")
			if os.Getenv("HEED_UPDATE") != "" {
				if err := os.MkdirAll("testdata", 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got); d != "" {
				t.Errorf("%s (-want +got):\n%s", name, d)
			}
			if m := regexp.MustCompile(`(src|href)=|https?:|url\(|@import|secret-id|st-p3|<no value>|ZgotmplZ`).FindString(got); m != "" {
				t.Errorf("%s holds %q: a page loads nothing and shows no ids", name, m)
			}
			scripts := strings.Count(got, "<script")
			if kind == "served" && scripts != 0 || kind == "file" && scripts != 1 {
				t.Errorf("%s holds %d scripts", name, scripts)
			}
			for _, must := range []string{`content="noindex, nofollow, noarchive"`, `content="no-referrer"`, "El almacén se paró."} {
				if !strings.Contains(got, must) {
					t.Errorf("%s lacks %q", name, must)
				}
			}
		}
	}
}

func TestParse(t *testing.T) {
	for name, c := range map[string]struct {
		in   string
		want app.PlaybackReply
	}{
		"file": {`{"heed":"playback-reply","version":1,"page":"p","key":"k","answers":[{"n":1,"verdict":"right","words":""}],"missed":"","consent":{"training":"no"},"deeper":"yes"}`,
			app.PlaybackReply{Page: "p", Key: "k", Answers: []app.PlaybackAnswer{{N: 1, Verdict: heed.Right}}, Consent: heed.Consent{Training: heed.No}, Deeper: heed.Yes}},
		"English": {"page: p\n1: right\n2: Partly - it was only\nin the first month\n> 3: right\n3: wrong. That was me: at noon\nmissed: the price\nmore: yes\ntraining: No.\nforget: no\n",
			app.PlaybackReply{Page: "p", Answers: []app.PlaybackAnswer{
				{N: 1, Verdict: heed.Right}, {N: 2, Verdict: heed.Partly, Words: "it was only\nin the first month"},
				{N: 3, Verdict: heed.Wrong, Words: "That was me: at noon"}}, Missed: "the price", Deeper: heed.Yes, Consent: heed.Consent{Training: heed.No}}},
		"Spanish": {"\ufeff1: Sí, es así\n2: en parte — solo el primer mes\n3: no\nFaltó: el precio\nmás: no\ncitar fuera: sí\nolvidar: sí",
			app.PlaybackReply{Answers: []app.PlaybackAnswer{
				{N: 1, Verdict: heed.Right}, {N: 2, Verdict: heed.Partly, Words: "solo el primer mes"}, {N: 3, Verdict: heed.Wrong}},
				Missed: "el precio", Deeper: heed.No, Consent: heed.Consent{QuoteOutside: heed.Yes}, Forget: true}},
	} {
		got, err := playback.Parse(strings.NewReader(c.in))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
	}
	for name, in := range map[string]string{
		"nothing": " \n", "another JSON": `{"page":"p"}`, "half a JSON": `{"heed":"playback-reply"`, "a letter": "Dear all,\n1: right",
		"maybe": "1: maybe", "nobody": "2: nobody asked", "a use": "training: perhaps", "bytes": "1: right \xff", "forget what": "forget: later",
	} {
		if r, err := playback.Parse(strings.NewReader(in)); heed.ErrorCode(err) != heed.CodeInvalid {
			t.Errorf("%s was taken as %+v, %v", name, r, err)
		}
	}
	if _, err := playback.Parse(strings.NewReader(strings.Repeat("x", 2<<20))); heed.ErrorCode(err) != heed.CodeTooLarge {
		t.Errorf("two megabytes: %v", err)
	}
}

// FuzzParse holds that whatever is read never agrees or consents by itself.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"1: right", "2: no\nmore: yes", `{"heed":"playback-reply","version":1}`, "olvidar: sí", "1: İ right", "99999999999999999999: right"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, err := playback.Parse(strings.NewReader(s))
		if err != nil {
			if heed.ErrorMessage(err) == "" {
				t.Error("an error without a message")
			}
			return
		}
		if r.Forget && !strings.Contains(strings.ToLower(s), "forget") && !strings.Contains(strings.ToLower(s), "olvidar") {
			t.Errorf("%q asks to be forgotten", s)
		}
		low := strings.ToLower(s)
		for _, a := range r.Answers {
			if a.Verdict == heed.Right && !strings.ContainsAny(low, "rsyc") {
				t.Errorf("%q agrees", s)
			}
		}
	})
}
