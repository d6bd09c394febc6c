package look

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/heedhq/heed"
)

// TestBothLanguagesAreComplete checks every message: both languages, the same
// values, as many plural forms, and the voice.
func TestBothLanguagesAreComplete(t *testing.T) {
	value := regexp.MustCompile(`\{[a-z]+\}`)
	values := func(s string) []string {
		found := value.FindAllString(s, -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	for _, id := range Messages() {
		e := catalogue[id]
		if e.en == "" || e.es == "" {
			t.Errorf("%s: a language is missing", id)
			continue
		}
		if en, es := strings.Count(e.en, "|"), strings.Count(e.es, "|"); en != es {
			t.Errorf("%s: %d and %d plural forms", id, en+1, es+1)
		}
		if en, es := values(e.en), values(e.es); !slices.Equal(en, es) {
			t.Errorf("%s: values %v and %v", id, en, es)
		}
		if strings.Count(e.en, "*")%2 != 0 || strings.Count(e.es, "*")%2 != 0 {
			t.Errorf("%s: a star has no partner", id)
		}
		for _, never := range []string{"!", "¡", "insight", "sentiment", "engagement", " - "} {
			if strings.Contains(e.en, never) || strings.Contains(e.es, never) {
				t.Errorf("%s says %q", id, never)
			}
		}
	}
}

// TestEveryMessageUsedIsThere looks through templates and code for ids.
func TestEveryMessageUsedIsThere(t *testing.T) {
	used := regexp.MustCompile(`say(?:HTML)? "([a-z_.0-9]+)"`)
	err := fs.WalkDir(assets, "parts", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		for _, m := range used.FindAllStringSubmatch(string(read(path)), -1) {
			if !Has(m[1]) {
				t.Errorf("%s says %q, which no catalogue has", path, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestTheVocabularyHasWords checks that whatever the root can name can be said.
func TestTheVocabularyHasWords(t *testing.T) {
	need := func(prefix string, names ...string) {
		for _, n := range names {
			if !Has(prefix + n) {
				t.Errorf("nothing says %s", prefix+n)
			}
		}
	}
	for _, f := range heed.Feelings {
		need("feeling.", string(f))
	}
	for _, k := range heed.Kinds {
		need("kind.", string(k))
		need("kinds.", string(k))
	}
	for _, k := range heed.SignalKinds {
		need("signal.", string(k))
	}
	for _, c := range heed.Cells {
		need("cell.", string(c))
	}
	for _, l := range heed.Lanes {
		need("lane.", string(l))
	}
	for _, f := range slices.Concat(heed.RequiredFields, heed.PersonFields, []heed.Field{heed.FieldGains}) {
		need("field.", string(f))
	}
	for _, l := range []heed.Level{heed.VeryLow, heed.Low, heed.Moderate, heed.High} {
		need("level.", l.String())
		need("confidence.", l.String())
	}
	for _, a := range heed.ActKinds {
		if a.Question() {
			need("drawn.", string(a))
		}
	}
	for comp, reasons := range map[heed.Component][]string{
		heed.Method:    {"ok", "unknown", "leading_questions", "hearsay", "machine_transcript"},
		heed.Coherence: {"ok", "unknown", "contradicted"},
		heed.Adequacy:  {"ok", "unknown", "few_participants", "few_organisations", "not_saturated"},
		heed.Relevance: {"ok", "unknown", "old", "other_segment"},
		heed.CapBasis:  {"ok", "inferred", "assumed"},
		heed.CapReview: {"ok", "machine"},
		heed.CapCheck:  {"ok", "unconfirmed"},
	} {
		need("component.", string(comp))
		need("step."+string(comp)+".", reasons...)
		for _, r := range reasons {
			if r != "ok" && r != "unknown" {
				need("stop.", r)
			}
		}
	}
	need("raise.", "accept", "confirm", "accept_confirm", "accept_more", "confirm_more", "participant_more", "participant", "organisation", "open_question", "own_account", "recent")
}

func TestSay(t *testing.T) {
	en, es := In(heed.English), In(heed.Spanish)
	for _, c := range []struct{ got, want string }{
		{es.Role("their own customers"), "sus propios clientes"}, {en.Role("Jurídico"), "legal"}, {en.Role("it"), "IT"},
		{es.Role("night shift"), "night shift"},
		{en.Say("people", "n", 0), "nobody yet"},
		{en.Say("people", "n", 1), "1 person"},
		{en.Say("people", "n", 1250), "1,250 people"},
		{es.Say("people", "n", 1), "1 persona"},
		{es.Say("people", "n", 1250), "1250 personas"},
		{es.Say("people", "n", 12500), "12\u202f500 personas"},
		{en.Say("organisations", "n", 1), "1 organisation"},
		{en.Say("no such message"), "no such message"},
		{string(en.HTML("front.kick", "study", "<b>*x*")), "Heard in <b>&lt;b&gt;&#42;x&#42;</b>"},
		{In("fr").Say("close"), "Close"},
		{es.Of(map[heed.Language]string{heed.English: "only English"}), "only English"},
		{en.Count(4), "four"}, {es.Count(12), "12"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestFormats(t *testing.T) {
	en, es := In(heed.English), In(heed.Spanish)
	en.Now, es.Now = heed.Date{Year: 2026, Month: 11, Day: 21}, heed.Date{Year: 2026, Month: 11, Day: 21}
	for _, c := range []struct{ got, want string }{
		{en.Decimal(.487, 2), "0.49"}, {es.Decimal(.487, 2), "0,49"}, {en.Decimal(-1.4, 1), "\u22121.4"}, {en.Decimal(-.001, 1), "0.0"},
		{en.Signed(.5), "+0.5"}, {es.Signed(-1.44), "\u22121,4"}, {en.Signed(.01), "0"},
		{en.Percent(.619), "62\u00a0%"}, {es.Percent(0), "0\u00a0%"},
		{en.Number(-1250), "\u22121,250"}, {en.Number(999), "999"},
		{en.Amount(84), "84"}, {en.Amount(4.25), "4.2"}, {es.Amount(.03), "0,03"},
		{en.Day(heed.Date{Year: 2026, Month: 11, Day: 14}), "14\u00a0Nov"},
		{es.Day(heed.Date{Year: 2025, Month: 1, Day: 2}), "2\u00a0ene\u00a02025"},
		{en.Day(heed.Date{}), ""},
		{Clock(heed.At(1939)), "32:19"}, {Clock(heed.At(3723)), "1:02:03"}, {Clock(heed.Moment{}), ""},
		{Quoted("sí", heed.Spanish), "«sí»"}, {Quoted("yes", ""), "“yes”"},
		{Initials("Nadia Ferrer"), "NF"}, {Initials("jefa de operaciones"), "JO"}, {Initials("Operations, who speak of lads"), "OP"},
		{Initials("It, who speak"), "IT"}, {Initials(""), ""}, {Initials("Ñu"), "ÑU"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		in   string
		max  int
		want string
		left int
	}{
		{"as it was", 20, "as it was", 0},
		{"  runs \n of\tspace  ", 20, "runs of space", 0},
		{"one two three", 8, "one two…", 5},
		{"onetwothree", 6, "onetwo…", 5},
		{"a\u202eb\u200bc\u0000d", 9, "abcd", 0},
		{"👩\u200d🔬 keeps her joiner", 30, "👩\u200d🔬 keeps her joiner", 0},
		{"señor", 5, "señor", 0},
		{"\xff", 3, "\ufffd", 0},
		{"", 5, "", 0},
	} {
		got, left := Cut(c.in, c.max)
		if got != c.want || left != c.left {
			t.Errorf("Cut(%q, %d) = %q, %d; want %q, %d", c.in, c.max, got, left, c.want, c.left)
		}
	}
}

// TestFontsAreUnchanged holds the promise that comes with their names.
func TestFontsAreUnchanged(t *testing.T) {
	for name, size := range map[string]int{"newsreader.woff2": 132000, "source-sans-3.woff2": 28740, "source-sans-3-italic.woff2": 28532} {
		b, err := fs.ReadFile(Fonts(), name)
		if err != nil || len(b) != size || string(b[:4]) != "wOF2" {
			t.Errorf("%s: %d bytes, %v", name, len(b), err)
		}
	}
	for _, name := range []string{"OFL-newsreader.txt", "OFL-source-sans-3.txt"} {
		if b, err := fs.ReadFile(Fonts(), name); err != nil || !strings.Contains(string(b), "SIL OPEN FONT LICENSE") {
			t.Errorf("%s is not the licence: %v", name, err)
		}
	}
}

func TestCSS(t *testing.T) {
	if css := CSS("/static/fonts/"); !strings.Contains(css, "url(/static/fonts/newsreader.woff2)") || strings.Contains(css, "url(fonts/") {
		t.Error("fonts do not come from the folder that was named")
	}
	if css := InlineCSS(); strings.Contains(css, "url(fonts/") || strings.Count(css, "url(data:font/woff2;base64,") != 3 {
		t.Error("a font is not inside")
	}
	if strings.Contains(sheet(), "data:image") {
		t.Error("a shape is a data: address")
	}
}

// A discovered group is called by what its people speak of, also in narrow
// places.
func TestDiscoveredShortName(t *testing.T) {
	for title, want := range map[string]string{
		"People who speak of “lesson plans” and “teach students”": "lesson plans",
		"Quienes hablan de «planes» y «alumnos»":                  "planes",
		"Operations": "",
	} {
		if got := firstQuoted(title); got != want {
			t.Errorf("%q is called by %q, want %q", title, got, want)
		}
	}
}
