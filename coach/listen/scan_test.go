package listen_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/listen"
	"github.com/heedhq/heed/sense/acts"
)

func data(t testing.TB, name string) *os.File {
	t.Helper()
	dir := os.Getenv("HEED_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Skipf("no %s: set HEED_DATA to the folder with the public data", name)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// rows reads gzipped JSONL of meetings or calls, one conversation per id, in
// order. roles gives each speaker a role.
func rows(t testing.TB, name string, roles func(speaker string, n int) heed.Role) []heed.Conversation {
	z, err := gzip.NewReader(data(t, name))
	if err != nil {
		t.Fatal(err)
	}
	type row struct {
		Dialogue, Meeting, Speaker, Text string
		Start, End                       float64
		Nested                           bool
	}
	var out []heed.Conversation
	at := make(map[string]int)
	seen := make(map[string]map[string]int)
	dec := json.NewDecoder(bufio.NewReader(z))
	for dec.More() {
		var r row
		if err := dec.Decode(&r); err != nil {
			t.Fatal(err)
		}
		if r.Nested {
			continue
		}
		id := r.Meeting + r.Dialogue
		if _, ok := at[id]; !ok {
			at[id] = len(out)
			seen[id] = make(map[string]int)
			out = append(out, heed.Conversation{ID: id, Kind: heed.KindCall, Language: heed.English})
		}
		c := &out[at[id]]
		if _, ok := seen[id][r.Speaker]; !ok {
			seen[id][r.Speaker] = len(seen[id])
		}
		turn := heed.Turn{Speaker: r.Speaker, Role: roles(r.Speaker, seen[id][r.Speaker]), Text: r.Text}
		if r.Meeting != "" {
			turn.Start, turn.End = heed.At(r.Start), heed.At(r.End)
		}
		c.Turns = append(c.Turns, turn)
	}
	return out
}

func firstIsRep(_ string, n int) heed.Role {
	if n == 0 {
		return heed.RoleRep
	}
	return heed.RoleCustomer
}

// TestAllMeetingsAndCalls measures every meeting and every call, and looks at
// the distributions: they have to be what people do.
func TestAllMeetingsAndCalls(t *testing.T) {
	for _, set := range []struct {
		name  string
		files []string
		least int
		roles func(string, int) heed.Role
		sane  map[string][2]float64 // of the median
	}{
		{"mrda", []string{"measure/mrda_meetings/train.jsonl.gz", "measure/mrda_meetings/dev.jsonl.gz", "measure/mrda_meetings/test.jsonl.gz"}, 70, firstIsRep,
			map[string][2]float64{"talk_share": {0.05, 0.5}, "patience": {0.1, 1.5}, "interactivity": {4, 30}, "pace": {120, 300}, "overtalk": {30, 900}, "questions": {5, 200}, "open_share": {0.02, 0.5}}},
		{"bt", []string{"measure/bt_oasis_calls/train.jsonl.gz", "measure/bt_oasis_calls/dev.jsonl.gz", "measure/bt_oasis_calls/test.jsonl.gz"}, 600,
			func(s string, _ int) heed.Role {
				if s == "a" {
					return heed.RoleRep
				}
				return heed.RoleCustomer
			},
			map[string][2]float64{"talk_share": {0.3, 0.7}, "questions": {1, 10}, "longest_monologue": {8, 120}}},
	} {
		t.Run(set.name, func(t *testing.T) {
			values := make(map[string][]float64)
			n := 0
			for _, f := range set.files {
				for _, c := range rows(t, f, set.roles) {
					n++
					r := listen.Measure(&c, acts.Of(&c), nil, listen.Options{})
					for name, v := range r.Measures {
						if v.Measurable {
							if math.IsNaN(v.Value) || math.IsInf(v.Value, 0) || strings.HasSuffix(name, "_share") && (v.Value < 0 || v.Value > 1) {
								t.Errorf("%s: %s = %v", c.ID, name, v.Value)
							}
							values[name] = append(values[name], v.Value)
						} else if v.Why == "" {
							t.Errorf("%s: %s cannot be measured and does not say why", c.ID, name)
						}
						for _, m := range v.Moments {
							if _, ok := m.In(c.Turns[m.Turn].Text); !ok {
								t.Errorf("%s: %s opens no place: %+v", c.ID, name, m)
							}
						}
					}
				}
			}
			if n < set.least {
				t.Errorf("%d conversations, want %d or more", n, set.least)
			}
			for _, name := range listen.Names {
				v := values[name]
				if len(v) == 0 {
					continue
				}
				slices.Sort(v)
				t.Logf("%-26s n %4d  5 %% %8.2f  median %8.2f  95 %% %8.2f", name, len(v), v[len(v)/20], v[len(v)/2], v[len(v)*19/20])
				if s, ok := set.sane[name]; ok && (v[len(v)/2] < s[0] || v[len(v)/2] > s[1]) {
					t.Errorf("%s: the median %.3f is not between %v and %v", name, v[len(v)/2], s[0], s[1])
				}
			}
		})
	}
}

// TestOvertalkAgainstMeetings compares overtalk and interruptions with a plain
// count over the meetings' channel times, 10 ms at a time.
func TestOvertalkAgainstMeetings(t *testing.T) {
	for _, c := range rows(t, "measure/mrda_meetings/dev.jsonl.gz", firstIsRep)[:4] {
		found := acts.Of(&c)
		r := listen.Measure(&c, found, nil, listen.Options{Overlap: 0.01, Moments: 1 << 20})
		back := make([]bool, len(c.Turns))
		for i := range c.Turns {
			back[i] = len(found[i]) > 0 && spoken(c.Turns[i].Text) <= 8
			for _, a := range found[i] {
				back[i] = back[i] && a.Kind == heed.ActBackchannel
			}
		}
		end := 0
		for _, x := range c.Turns {
			end = max(end, int(x.End.Seconds*100)+1)
		}
		speaking := make([]map[string]bool, end+1)
		for i, x := range c.Turns {
			if back[i] {
				continue
			}
			for f := int(x.Start.Seconds*100 + 0.5); f < int(x.End.Seconds*100+0.5); f++ {
				if speaking[f] == nil {
					speaking[f] = make(map[string]bool)
				}
				speaking[f][x.Speaker] = true
			}
		}
		frames := 0
		for _, s := range speaking {
			if len(s) > 1 {
				frames++
			}
		}
		cuts := 0
		for i, x := range c.Turns {
			if x.Role != heed.RoleRep || back[i] || x.End.Seconds <= x.Start.Seconds {
				continue
			}
			for j, y := range c.Turns {
				if y.Role == heed.RoleCustomer && !back[j] && y.Start.Seconds < x.Start.Seconds && min(y.End.Seconds, x.End.Seconds)-x.Start.Seconds >= 0.01-1e-9 {
					cuts++
					break
				}
			}
		}
		want := float64(frames) / 100
		got := r.Measures["overtalk"].Value
		t.Logf("%s: overtalk %.2f s, counted %.2f s; interruptions %v, counted %d", c.ID, got, want, r.Measures["interruptions"].Value, cuts)
		if math.Abs(got-want) > 0.02*want+0.5 {
			t.Errorf("%s: overtalk %.2f s, counted %.2f s", c.ID, got, want)
		}
		if got := r.Measures["interruptions"].Value; got != float64(cuts) {
			t.Errorf("%s: %v interruptions, counted %d", c.ID, got, cuts)
		}
	}
}

// TestHarperValley measures a real call with two channels; the figures were
// worked out from its times.
func TestHarperValley(t *testing.T) {
	var call struct {
		Segments []struct {
			Role       string
			OffsetMS   float64 `json:"offset_ms"`
			DurationMS float64 `json:"duration_ms"`
			Text       string
		}
	}
	if err := json.NewDecoder(data(t, "fixtures/harper_valley_one_call.json")).Decode(&call); err != nil {
		t.Fatal(err)
	}
	c := &heed.Conversation{ID: "harper", Kind: heed.KindCall, Language: heed.English}
	ours, theirs, last := 0.0, 0.0, 0.0
	for _, s := range call.Segments {
		role := heed.RoleCustomer
		if s.Text == "[noise]" { // nobody speaks
			continue
		}
		if s.Role == "agent" {
			role = heed.RoleRep
			ours += s.DurationMS / 1000
		} else {
			theirs += s.DurationMS / 1000
		}
		last = max(last, (s.OffsetMS+s.DurationMS)/1000)
		c.Turns = append(c.Turns, heed.Turn{Speaker: s.Role, Role: role, Start: heed.At(s.OffsetMS / 1000), End: heed.At((s.OffsetMS + s.DurationMS) / 1000), Text: s.Text})
	}
	found := acts.Of(c)
	r := listen.Measure(c, found, nil, listen.Options{})
	for i, turn := range c.Turns {
		t.Logf("%6.2f-%6.2f %-6s %s %v", turn.Start.Seconds, turn.End.Seconds, turn.Speaker, turn.Text, kinds(found[i]))
	}
	for _, n := range listen.Names {
		v := r.Measures[n]
		t.Logf("%-26s %v %s n %d %s", n, v.Value, v.Unit, v.N, v.Why)
	}
	if v := r.Measures["talk_share"]; math.Abs(v.Value-ours/(ours+theirs)) > 1e-3 || r.Basis != "time" {
		t.Errorf("talk share %v by %s, want %v by time", v.Value, r.Basis, ours/(ours+theirs))
	}
	if v := r.Measures["patience"]; !v.Measurable || v.Value < 0.1 || v.Value > 5 {
		t.Errorf("patience %+v", v)
	}
	if r.Timeline.To != last || len(r.Timeline.Lanes) != 2 {
		t.Errorf("timeline to %v with %d lanes, want %v with 2", r.Timeline.To, len(r.Timeline.Lanes), last)
	}
}

// spoken counts the words of a text, marks left out.
func spoken(s string) int {
	n := 0
	for _, w := range strings.Fields(s) {
		if strings.ContainsFunc(w, func(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' }) {
			n++
		}
	}
	return n
}

func kinds(acts []heed.Act) []string {
	var out []string
	for _, a := range acts {
		out = append(out, string(a.Kind))
	}
	return out
}
