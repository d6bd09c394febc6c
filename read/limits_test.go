package read_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read"
)

// longInterview makes a transcript of about n bytes.
func longInterview(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "Interviewer: What happened in week %d?\n\nParticipant: Nobody told me: we counted 40 boxes at 10:30 and nobody knew whose they were. So I rang them, and I waited, and then I rang again.\n\n", i)
	}
	return b.String()
}

// TestLong: what is made to be slow is read to its end, or refused with words.
// Were the work not linear, the test would not end; BenchmarkLong shows its cost.
func TestLong(t *testing.T) {
	line := strings.Repeat("we waited and nobody came ", 40000)
	for name, text := range map[string]string{
		"interview.txt":   longInterview(300_000),
		"line.txt":        "Agent: Hello?\nCustomer: " + line + "\n",
		"one-line.txt":    line,
		"colons.txt":      strings.Repeat("a: b\n", 60_000),
		"times.txt":       strings.Repeat("[00:00:01 ", 30_000),
		"stars.md":        strings.Repeat("**", 150_000),
		"brackets.html":   "<html>" + strings.Repeat("<div>", 60_000),
		"open-quote.csv":  "id,text\n1,\"" + strings.Repeat("line of words, and more\n", 20_000),
		"quotes.csv":      "id,text\n" + strings.Repeat("1,\"\"\"\n", 40_000),
		"arrows.vtt":      "WEBVTT\n\n" + strings.Repeat("00:00:01.000 --> 00:00:02.000\n<v A>", 10_000),
		"deep.json":       `{"turns":` + strings.Repeat("[", 100_000),
		"quoted.eml":      "From: a@b.example\nSubject: x\nDate: y\n\nhi\n" + strings.Repeat("> On 1 May 2026 A <a@b> wrote:\n", 20_000),
		"regards.eml":     "From: a@b.example\nSubject: x\nDate: y\n\n" + strings.Repeat("Regards\n", 40_000),
		"cells.csv":       "a,b,c\n" + strings.Repeat(",", 1_000_000),
		"many-voices.txt": manyVoices(20_000),
	} {
		t.Run(name, func(t *testing.T) {
			_, err := read.Read(context.Background(), name, []byte(text), read.Options{})
			if heed.ErrorCode(err) == heed.CodeInternal {
				t.Errorf("an error that may not be shown: %v", err)
			}
		})
	}
}

// BenchmarkLong reads an interview of 300,000 characters.
func BenchmarkLong(b *testing.B) {
	text := []byte(longInterview(300_000))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := read.Read(context.Background(), "interview.txt", text, read.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func manyVoices(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Voice%d Name: why?\n", i)
	}
	return b.String()
}

// TestNothingLost checks that the words of a long transcript all come out.
func TestNothingLost(t *testing.T) {
	text := longInterview(300_000)
	res, err := read.Read(context.Background(), "interview.txt", []byte(text), read.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := res.Conversations[0]
	if want := strings.Count(text, "Interviewer:") * 2; len(c.Turns) != want || res.Rows != want {
		t.Errorf("%d turns of %d rows, want %d", len(c.Turns), res.Rows, want)
	}
	for i, turn := range c.Turns {
		if !strings.Contains(text, turn.Speaker+": "+turn.Text) {
			t.Fatalf("turn %d is not in the text: %q", i, turn.Text)
		}
	}
}

// lines is a file made as it is read: a header, then n rows.
type lines struct {
	header string
	row    func(i int) string
	width  int
	n      int
}

func (l lines) size() int64 { return int64(len(l.header) + l.width*l.n) }

func (l lines) ReadAt(p []byte, off int64) (int, error) {
	got := 0
	for got < len(p) {
		at := off + int64(got)
		if at >= l.size() {
			return got, io.EOF
		}
		if at < int64(len(l.header)) {
			got += copy(p[got:], l.header[at:])
			continue
		}
		at -= int64(len(l.header))
		i := int(at) / l.width
		got += copy(p[got:], l.row(i)[int(at)%l.width:])
	}
	return got, nil
}

// TestMillionLines reads a table of a million turns in bounded memory.
func TestMillionLines(t *testing.T) {
	if testing.Short() {
		t.Skip("a million lines: left out with -short")
	}
	const n, perChat = 1_000_000, 8
	l := lines{header: "conversation_id,turn,speaker,text\n", n: n}
	l.row = func(i int) string {
		who := "customer"
		if i%2 == 0 {
			who = "agent   "
		}
		return fmt.Sprintf("chat-%07d,%d,%s,\"why is it %07d, again?\"\n", i/perChat, i%perChat, who, i)
	}
	l.width = len(l.row(0))
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	conversations, turns, peak := 0, 0, uint64(0)
	res, err := read.Stream(context.Background(), "chats.csv", l, l.size(), read.Options{}, func(c heed.Conversation) error {
		conversations++
		turns += len(c.Turns)
		if conversations%20_000 == 0 {
			runtime.ReadMemStats(&after)
			peak = max(peak, after.HeapAlloc)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if conversations != n/perChat || turns != n || res.Rows != n || res.Refused != 0 {
		t.Errorf("%d conversations, %d turns, %d rows, %d refused", conversations, turns, res.Rows, res.Refused)
	}
	if grown := int64(peak) - int64(before.HeapAlloc); grown > 150<<20 {
		t.Errorf("the heap grew by %d MB; the table has %d MB", grown>>20, l.size()>>20)
	}
}

// TestStops checks that a reading stops when it is told to, and that an error
// of yield comes back as it is.
func TestStops(t *testing.T) {
	data := []byte("conversation_id,speaker,text\n" + strings.Repeat("c-1,agent,hello?\n", 5000))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for _, name := range []string{"a.csv", "a.txt", "a.json"} {
		if _, err := read.Read(ctx, name, data, read.Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: stopped reading gives %v", name, err)
		}
	}
	full := errors.New("the disk is full")
	_, err := read.Stream(context.Background(), "a.csv", bytes.NewReader(data), int64(len(data)), read.Options{}, func(heed.Conversation) error { return full })
	if !errors.Is(err, full) {
		t.Errorf("an error of yield came back as %v", err)
	}
}

// TestLimits checks that what is too large is refused with a word about it.
func TestLimits(t *testing.T) {
	zeros := make([]byte, 40<<20)
	for name, data := range map[string][]byte{
		"large.txt":   []byte(strings.Repeat("word ", 300_000)),
		"bomb.txt.gz": gzipped(t, zeros),
		"bomb.zip":    zipped(t, "a.txt", zeros),
		"bomb.docx":   zipped(t, "word/document.xml", zeros),
		"bomb.odt":    zipped(t, "content.xml", zeros),
	} {
		_, err := read.Read(context.Background(), name, data, read.Options{MaxBytes: 1 << 20})
		if code := heed.ErrorCode(err); code != heed.CodeTooLarge && name != "bomb.zip" {
			t.Errorf("%s: %s %v", name, code, err)
		}
		if name == "bomb.zip" && heed.ErrorCode(err) != heed.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Under the limit on size, but packed far tighter than words can be.
	res, _ := read.Read(context.Background(), "bomb.zip", zipped(t, "a.txt", zeros), read.Options{})
	if len(res.Entries) != 1 || heed.ErrorCode(res.Entries[0].Err) != heed.CodeTooLarge {
		t.Errorf("a bomb was unpacked: %+v", res.Entries)
	}
}

func gzipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipped(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(data)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestGzip checks that a packed file reads as the one within.
func TestGzip(t *testing.T) {
	data, err := os.ReadFile("testdata/jsonconv/heed.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	res, err := read.Read(context.Background(), "heed.jsonl.gz", gzipped(t, data), read.Options{})
	if err != nil || res.Count != 2 || res.Format != "jsonl" || res.Conversations[0].Title != "heed.jsonl" {
		t.Errorf("%+v %v", res, err)
	}
}

// TestOptions checks that what is given for the import wins over guesses and
// yields to what a file says.
func TestOptions(t *testing.T) {
	o := read.Options{
		Kind: heed.KindInterview, Study: "Move", Segment: "ops", Organisation: "Acme", Stage: "use", Language: "es",
		Relationship: heed.Prospect, Consent: heed.Consent{Analysis: heed.Yes}, Roles: map[string]heed.Role{"ben": heed.RoleResearcher},
	}
	res, err := read.Read(context.Background(), "x/call.txt", []byte("Ana: Why?\nBen: Hm.\nAna: What then?\nBen: No.\n"), o)
	if err != nil {
		t.Fatal(err)
	}
	c := res.Conversations[0]
	if c.Kind != heed.KindInterview || c.Study != "Move" || c.Segment != "ops" || c.Organisation != "Acme" || c.Stage != "use" || c.Language != "es" {
		t.Errorf("defaults were not set: %+v", c)
	}
	ana, _ := c.Speaker("Ana")
	ben, _ := c.Speaker("Ben")
	if ben.Role != heed.RoleResearcher || ana.Role != heed.RoleCustomer || ana.Relationship != heed.Prospect || ana.Consent.Analysis != heed.Yes {
		t.Errorf("roles as given: %+v %+v", ana, ben)
	}
	res, err = read.Read(context.Background(), "t.csv", []byte("who said it,what,quando\nAna,why?,x\nBen,no,y\nAna,what?,z\n"), read.Options{Map: map[string]string{"what": "text", "A": "speaker", "quando": "ignore"}})
	if err != nil || res.Count != 1 || len(res.Conversations[0].Turns) != 3 || res.Mapping[1].Guessed {
		t.Errorf("--map: %+v %v", res, err)
	}
	if _, err := read.Read(context.Background(), "t.csv", []byte("a,b\nx,y\n"), read.Options{Map: map[string]string{"a": "words"}}); heed.ErrorCode(err) != heed.CodeInvalid || !strings.Contains(heed.ErrorMessage(err), "attribute") {
		t.Errorf("an unknown field: %v", err)
	}
}

// TestNoName checks that what comes from standard input has an id.
func TestNoName(t *testing.T) {
	res, err := read.Read(context.Background(), "-", []byte("Ana: Why?\nBen: No.\nAna: What?\nBen: Yes.\n"), read.Options{})
	if err != nil || res.Conversations[0].ID != "text" {
		t.Errorf("%+v %v", res.Conversations, err)
	}
}

// TestDetect checks that content comes before the name.
func TestDetect(t *testing.T) {
	for _, c := range []struct {
		name, head string
		want       read.Format
	}{
		{"a.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\nhi", read.FormatVTT},
		{"a", "1\n00:00:01,000 --> 00:00:02,000\nhi\n", read.FormatSRT},
		{"a.txt", "1\n00:00:01,000 --> 00:00:02,000\nhi\n", read.FormatSRT},
		{"a.txt", "0:0:0.0 --> 0:0:2.480\nAna Ruiz\nhi\n", read.FormatText},
		{"a.txt", `{"turns":[]}`, read.FormatJSON},
		{"a.json", "{\"id\":1}\n{\"id\":2}\n", read.FormatJSONL},
		{"a.txt", "[00:00:01] Ana: hi", read.FormatText},
		{"a", "[10:00] Ana: hi", read.FormatText},
		{"a.bin", "%PDF-1.4", read.FormatPDF},
		{"a", "<!DOCTYPE html><p>x", read.FormatHTML},
		{"a", "From: a@b.c\nTo: d@e.f\nSubject: x\nDate: y\n\nhi", read.FormatEML},
		{"a.txt", "From: our board\nTo: everyone\n\nhi", read.FormatText},
		{"a", "From a@b Mon Mar 2 09:00:00 2026\nFrom: a@b\n\nx", read.FormatMBOX},
		{"a", "conversation_id,speaker,text\n1,a,b\n2,a,b\n", read.FormatCSV},
		{"m.csv", "file,kind\na.txt,call\n", read.FormatMetadata},
		{"m.csv", "archivo;tipo\na.txt;llamada\n", read.FormatMetadata},
		{"k.csv", "stage,name,value\nuse,opens,1\n", read.FormatKPI},
		{"o.csv", "id,name,text\n1,a,b\n", read.FormatOffers},
		{"a.txt", "One, two, three.\nFour, five, six.\nSeven, eight, nine.\n", read.FormatText},
		{"a.txt", "\x00\x01\x02\x03\x04\x05\x00\x00\x01\x06", read.FormatBinary},
		{"a.txt", " \n", read.FormatEmpty},
		{"a.docx", "PK\x03\x04....word/document.xml", read.FormatDOCX},
		{"a.zip", "PK\x03\x04....notes.txt", read.FormatZIP},
	} {
		if got := read.Detect(c.name, []byte(c.head)); got != c.want {
			t.Errorf("Detect(%q, %q) = %s, want %s", c.name, c.head, got, c.want)
		}
	}
}

// data returns a folder of the public data beside the repository, or skips.
func data(tb testing.TB, parts ...string) string {
	tb.Helper()
	root := os.Getenv("HEED_DATA")
	if root == "" {
		root = "../../shared/data"
	}
	p := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(p); err != nil {
		tb.Skipf("no data at %s; set HEED_DATA", p)
	}
	return p
}
