package ledger

import (
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

// What is asked for is found by the act and by what it is about, however it is
// put; what is denied is not asked for.
func TestFrames(t *testing.T) {
	for _, c := range []struct {
		said  string
		lang  heed.Language
		typed bool
		want  string // acts with what they are about, of the longest frames
	}{
		{"i'd like to purchase a new internet service please", heed.English, true, "get internet"},
		{"i need a new internet connection", heed.English, true, "get internet"},
		{"hello check my savings account balance", heed.English, true, "know balanc save"},
		{"check my balance", heed.English, false, ""}, // spoken, it may be anything
		{"i need my balance", heed.English, true, "know balanc"},
		{"i want to know about a copy of my policy", heed.English, true, "get polici proof"},
		{"we don't want to change our address", heed.English, false, ""},
		{"um could you tell me how much i owe", heed.English, false, "owed"},
		{"my mobile screen is broken i'd like to get it fixed", heed.English, true, "broken phone screen"},
		{"it's not broken at all", heed.English, false, ""},
		{"i i've moved house last week", heed.English, false, "moved house"},
		{"buenas quisiera saber los horarios y el precio del tren a Lugo", heed.Spanish, false, "timetable price"},
		{"¿cuánto cuesta?", heed.Spanish, false, "price"},
		{"can you help me", heed.English, true, ""},
	} {
		var got []string
		for _, f := range talk().frames(c.said, c.lang, c.typed) {
			if f.denied {
				continue
			}
			name := talk().acts[f.act].name
			if talk().acts[f.act].alone {
				f.things = nil
			}
			if x := strings.Join(append([]string{name}, f.things...), " "); len(got) == 0 || !strings.HasPrefix(got[len(got)-1], name) {
				got = append(got, x)
			}
			if !strings.Contains(c.said, f.text) {
				t.Errorf("%q is not in %q", f.text, c.said)
			}
		}
		if x := strings.Join(got, " "); x != c.want {
			t.Errorf("%q asks for %q, want %q", c.said, x, c.want)
		}
	}
}

// Who asks for a thing with more about it asks for the thing; who asks for
// another choice, or for another thing of it, does not.
func TestCovered(t *testing.T) {
	frameOf := func(s string) ask {
		f := talk().frames(s, heed.English, true)
		if len(f) == 0 {
			t.Fatalf("%q asks for nothing", s)
		}
		return ask{frame: f[0]}
	}
	for _, c := range []struct {
		head, said string
		want       bool
	}{
		{"i need a new internet connection", "i want to sign up for internet for my flat", true},
		{"i need an aisle seat", "i need a window seat", false},
		{"i need insurance for my car", "i need a proof of insurance for my car", false},
		{"i want to purchase internet", "i want to purchase a phone service", false},
		{"please change my seat", "i want to change my seat to another row", true},
	} {
		h, s := frameOf(c.head), frameOf(c.said)
		if got := h.act == s.act && talk().covered(h.things, s); got != c.want {
			t.Errorf("%q for %q: %v, want %v (%v %v)", c.said, c.head, got, c.want, h.things, s.things)
		}
	}
}

// No cue names two acts, and every act is told under a kind.
func TestServiceData(t *testing.T) {
	seen := map[string]string{}
	for _, list := range talk().cues {
		for _, c := range list {
			key := strings.Join(c.cue, " ")
			if o, ok := seen[key]; ok {
				t.Errorf("%q names %s and %s", key, o, talk().acts[c.act].name)
			}
			seen[key] = talk().acts[c.act].name
		}
	}
	for _, a := range talk().acts {
		if a.kind == "" || a.event && !slices.Contains(kindsTold, a.kind) {
			t.Errorf("%s has no kind that is told", a.name)
		}
	}
}
