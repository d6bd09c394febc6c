package eval

import (
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

// TestRun works one small set out by hand.
func TestRun(t *testing.T) {
	f, err := Run("bt_oasis", strings.NewReader(`{"dialogue":"1","utt":0,"speaker":"a","text":"hello","act":"greet","nested":false}
{"dialogue":"1","utt":1,"speaker":"b","text":"what is your number","act":"reqInfo","nested":false}
{"dialogue":"1","utt":2,"speaker":"b","text":"this whole line stands in pieces below","act":"inform","nested":true}
{"dialogue":"1","utt":3,"speaker":"a","text":"sorry about that","act":"inform","nested":false}
{"dialogue":"1","utt":4,"speaker":"a","text":"oh i","act":"selfTalk","nested":false}
`))
	if err != nil {
		t.Fatal(err)
	}
	if f.Items != 4 || f.Mapped != 3 || f.Accuracy < 0.66 || f.Accuracy > 0.67 {
		t.Errorf("%d read, %d mapped, accuracy %.3f; want 4, 3, 0.667", f.Items, f.Mapped, f.Accuracy)
	}
}

func TestMRDALabels(t *testing.T) {
	m, err := readMap("mrda")
	if err != nil {
		t.Fatal(err)
	}
	for label, want := range map[string]string{
		"qy^bu^d^rt": "clarifying", "s^bk": "backchannel", "s": "information", "s^e": "information", "qw^rt": "open",
		"s^aa": "", "s^bk|s": "", "s.%--": "", "fh": "", "s^no": "", "s^fa^t3": "apology",
	} {
		got := ""
		if c := m.class(label); c >= 0 {
			got = m.classes[c]
		}
		if got != want {
			t.Errorf("%s is %q, want %q", label, got, want)
		}
	}
}

func TestBadSets(t *testing.T) {
	for _, c := range []struct{ suite, in string }{
		{"nosuch", ""}, {"bt_oasis", "{broken"}, {"bt_oasis", "\x1f\x8bnot gzip"},
	} {
		if _, err := Run(c.suite, strings.NewReader(c.in)); heed.ErrorCode(err) != heed.CodeInvalid {
			t.Errorf("%s: %v", c.suite, err)
		}
	}
}
