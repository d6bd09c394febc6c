package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/heedhq/heed"
)

func echo() lineFunc {
	return func(dst, line []byte) ([]byte, error) {
		if string(line) == "bad" {
			return dst, errors.New("no")
		}
		return append(append(dst, '<'), append(line, '>')...), nil
	}
}

func TestFilterKeepsOrder(t *testing.T) {
	var in, want strings.Builder
	for i := range 60000 {
		fmt.Fprintf(&in, "line %d\r\n", i)
		fmt.Fprintf(&want, "<line %d>\n", i)
		if i%1000 == 0 {
			in.WriteString("\n") // passed over
		}
	}
	long := strings.Repeat("x", 3*chunkBytes)
	in.WriteString(long) // no newline at the end
	want.WriteString("<" + long + ">\n")
	var out bytes.Buffer
	if err := filter(iotest.OneByteReader(strings.NewReader("a\nb")), &out, 2, echo); err != nil || out.String() != "<a>\n<b>\n" {
		t.Fatalf("%q, %v", out.String(), err)
	}
	out.Reset()
	if err := filter(strings.NewReader(in.String()), &out, 3, echo); err != nil {
		t.Fatal(err)
	}
	if out.String() != want.String() {
		t.Fatal("answers are not the lines in their order")
	}
}

func TestFilterNamesTheLine(t *testing.T) {
	var out bytes.Buffer
	err := filter(strings.NewReader("one\n\nbad\nfour\n"), &out, 2, echo)
	if heed.ErrorCode(err) != heed.CodeInvalid || !strings.HasPrefix(heed.ErrorMessage(err), "line 3 ") {
		t.Fatalf("error %v", err)
	}
	if out.String() != "<one>\n" {
		t.Fatalf("wrote %q", out.String())
	}
}

func TestFilterTakesTheMarkOff(t *testing.T) {
	var out bytes.Buffer
	if err := filter(strings.NewReader("\xef\xbb\xbfone\r\ntwo\r\n"), &out, 2, echo); err != nil || out.String() != "<one>\n<two>\n" {
		t.Fatalf("wrote %q, error %v", out.String(), err)
	}
}

func TestFilterSaysWhatDoesNotFit(t *testing.T) {
	bad := func() lineFunc {
		return func(dst, line []byte) ([]byte, error) {
			var v struct{ Text string }
			return dst, json.Unmarshal(line, &v)
		}
	}
	err := filter(strings.NewReader(`{"text":5}`), &bytes.Buffer{}, 1, bad)
	if got := heed.ErrorMessage(err); got != `line 1: "text" holds a number, which does not fit there` && got != `line 1: "Text" holds a number, which does not fit there` {
		t.Fatalf("error %q", got)
	}
}

func TestFilterBrokenInput(t *testing.T) {
	r := iotest.TimeoutReader(strings.NewReader(strings.Repeat("a\n", chunkBytes)))
	if err := filter(r, &bytes.Buffer{}, 2, echo); heed.ErrorCode(err) != heed.CodeUnavailable {
		t.Fatalf("error %v", err)
	}
}

type shut struct{}

func (shut) Write([]byte) (int, error) { return 0, errors.New("closed") }

func TestFilterClosedOutput(t *testing.T) {
	if err := filter(strings.NewReader(strings.Repeat("abc\n", 1<<20)), shut{}, 2, echo); err == nil {
		t.Fatal("no error on a closed output")
	}
}
