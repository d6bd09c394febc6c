package reply

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/metrics"
	"github.com/heedhq/heed/sense"
	"github.com/heedhq/heed/sense/acts"
)

func desk() *Desk { return New(sense.New(sense.Options{Acts: acts.Of})) }

// each decodes a JSONL file; it skips the test where the file is absent.
func each[T any](t *testing.T, name string, f func(T)) {
	t.Helper()
	r, err := os.Open(name)
	if err != nil {
		t.Skipf("no %s", filepath.Base(name))
	}
	defer r.Close()
	var in io.Reader = r
	if strings.HasSuffix(name, ".gz") {
		if in, err = gzip.NewReader(r); err != nil {
			t.Fatal(err)
		}
	}
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var v T
		if err := json.Unmarshal(sc.Bytes(), &v); err != nil {
			t.Fatal(err)
		}
		f(v)
	}
}

func dataFile(parts ...string) string {
	root := os.Getenv("HEED_DATA")
	if root == "" {
		root = "../../../shared/data"
	}
	return filepath.Join(append([]string{root}, parts...)...)
}

type pair struct{ ID, Customer, Good, Bad, Split, Lang string }

// TestPairs: the better of two replies is ranked above the weaker. The frozen
// half is reported as one number and never read one by one.
func TestPairs(t *testing.T) {
	d := desk()
	right, n := map[string]int{}, map[string]int{}
	each(t, "../../testdata/replies/pairs.jsonl", func(p pair) {
		g, b := d.Judge(p.Customer, p.Good, Options{}), d.Judge(p.Customer, p.Bad, Options{})
		for _, k := range []string{p.Split, p.Split + " " + p.Lang} {
			n[k]++
			if g.Order() > b.Order() {
				right[k]++
			}
		}
	})
	keys := make([]string, 0, len(n))
	for k := range n {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		low, high := metrics.Wilson(right[k], n[k], metrics.Z95)
		t.Logf("%s: %d of %d ranked right, %.3f (%.3f to %.3f)", k, right[k], n[k], float64(right[k])/float64(n[k]), low, high)
	}
	if share := float64(right["dev"]) / float64(n["dev"]); share < 0.85 {
		t.Errorf("development pairs ranked right: %.3f, want 0.85", share)
	}
}

type annotated struct {
	Customer, Reply, Split string
	Mechanisms             struct {
		ER int `json:"emotional_reaction"`
		IP int `json:"interpretation"`
		EX int `json:"exploration"`
	}
	Components struct{ Cognitive, Emotional, Compassionate bool }
	Harms      []string
}

func macro(given, right []int) float64 {
	return metrics.MacroF1(metrics.PerClass(metrics.Confusion(given, right, 3)))
}

func TestAnnotated(t *testing.T) {
	d := desk()
	type tally struct {
		m     [3][2][]int
		comp  [3]metrics.Counts
		harms metrics.Counts
	}
	all := map[string]*tally{"dev": {}, "frozen": {}}
	each(t, "../../testdata/replies/annotated.jsonl", func(a annotated) {
		j := d.Judge(a.Customer, a.Reply, Options{})
		s := all[a.Split]
		got := []int{j.Mechanisms.EmotionalReaction.Level, j.Mechanisms.Interpretation.Level, j.Mechanisms.Exploration.Level}
		for i, want := range []int{a.Mechanisms.ER, a.Mechanisms.IP, a.Mechanisms.EX} {
			s.m[i][0], s.m[i][1] = append(s.m[i][0], got[i]), append(s.m[i][1], want)
		}
		s.comp[0].Add(j.Components.Cognitive >= 0.5, a.Components.Cognitive)
		s.comp[1].Add(j.Components.Emotional >= 0.5, a.Components.Emotional)
		s.comp[2].Add(j.Components.Compassionate >= 0.5, a.Components.Compassionate)
		for _, k := range HarmKinds {
			has := slices.ContainsFunc(j.Harms, func(h Harm) bool { return h.Kind == k })
			s.harms.Add(has, slices.Contains(a.Harms, k))
			if os.Getenv("ANNOTATED") != "" && a.Split == "dev" && has != slices.Contains(a.Harms, k) {
				t.Logf("harm %s found %v: %s", k, has, a.Reply)
			}
		}
		if os.Getenv("ANNOTATED") != "" && a.Split == "dev" && (got[0] != a.Mechanisms.ER || got[1] != a.Mechanisms.IP || got[2] != a.Mechanisms.EX) {
			t.Logf("got %v want %v: %s", got, a.Mechanisms, a.Reply)
		}
	})
	for _, split := range []string{"dev", "frozen"} {
		s := all[split]
		t.Logf("%s: macro-F1 reaction %.2f interpretation %.2f exploration %.2f; F1 cognitive %.2f emotional %.2f compassionate %.2f; harms P %.2f R %.2f F1 %.2f",
			split, macro(s.m[0][0], s.m[0][1]), macro(s.m[1][0], s.m[1][1]), macro(s.m[2][0], s.m[2][1]),
			s.comp[0].F1(), s.comp[1].F1(), s.comp[2].F1(), s.harms.Precision(), s.harms.Recall(), s.harms.F1())
	}
}

// TestHarmsInWords: one believable sentence per pattern, and answers that hold
// none. All of it is development data; the floor keeps what was learnt.
func TestHarmsInWords(t *testing.T) {
	d := desk()
	var found, quiet, harmful, clean int
	each(t, "../../testdata/replies/harms.jsonl", func(h struct{ Customer, Reply, Harm string }) {
		j := d.Judge(h.Customer, h.Reply, Options{})
		has := slices.ContainsFunc(j.Harms, func(x Harm) bool { return h.Harm == "" || x.Kind == h.Harm })
		switch {
		case h.Harm == "":
			clean++
			if has {
				t.Logf("not harmful: %s", h.Reply)
			} else {
				quiet++
			}
		default:
			harmful++
			if has {
				found++
			} else {
				t.Logf("%s not found: %s", h.Harm, h.Reply)
			}
		}
	})
	t.Logf("%d of %d found, %d of %d left alone", found, harmful, quiet, clean)
	if found*100 < harmful*95 || quiet < clean-1 {
		t.Errorf("fewer than 95 %% of the patterns found, or good answers marked")
	}
}

// TestEpitome measures on conversations between peers, as they are recognised
// and where it is said that they are; nothing is fitted on it.
func TestEpitome(t *testing.T) {
	t.Run("recognised", func(t *testing.T) { epitome(t, Options{Lang: heed.English}) })
	t.Run("told", func(t *testing.T) { epitome(t, Options{Lang: heed.English, Peer: true}) })
}

func epitome(t *testing.T, o Options) {
	d := desk()
	for _, split := range []string{"dev", "train"} {
		var got, want [3][]int
		each(t, dataFile("measure", "epitome", split+".jsonl"), func(e struct {
			Seeker, Response string
			ER, IP, EX       int
		}) {
			j := d.Judge(e.Seeker, e.Response, o)
			for i, v := range []int{j.Mechanisms.EmotionalReaction.Level, j.Mechanisms.Interpretation.Level, j.Mechanisms.Exploration.Level} {
				got[i] = append(got[i], v)
			}
			for i, v := range []int{e.ER, e.IP, e.EX} {
				want[i] = append(want[i], v)
			}
		})
		t.Logf("%s n=%d: macro-F1 reactions %.3f interpretations %.3f explorations %.3f", split, len(got[0]),
			macro(got[0], want[0]), macro(got[1], want[1]), macro(got[2], want[2]))
		for i, name := range []string{"reactions", "interpretations", "explorations"} {
			t.Logf("   %s %v", name, metrics.Confusion(got[i], want[i], 3))
		}
	}
}

type spoken struct{ Conv, Role, Text string }

// TestSupportConversations: conversations in which somebody was helped score
// higher than conversations that failed. A conversation's figure is the mean
// order of the supporter's turns, each against what was said before it.
func TestSupportConversations(t *testing.T) {
	if testing.Short() {
		t.Skip("reads six hundred conversations")
	}
	d := desk()
	score := func(turns []spoken) (float64, bool) {
		said, sum, n := "", 0.0, 0
		for _, u := range turns {
			if u.Role == "seeker" {
				if said += " " + u.Text; len(said) > 600 {
					said = said[len(said)-600:]
				}
				continue
			}
			if strings.TrimSpace(said) == "" {
				continue
			}
			j := d.Judge(said, u.Text, Options{Lang: heed.English, Peer: true})
			sum += j.Order()
			n++
		}
		return sum / math.Max(1, float64(n)), n >= 3
	}
	var helped, failed []float64
	byConv, order := map[string][]spoken{}, []string{}
	for _, split := range []string{"dev", "test"} {
		each(t, dataFile("measure", "esconv", split+"_utterances.jsonl"), func(u spoken) {
			if byConv[u.Conv] == nil {
				order = append(order, u.Conv)
			}
			byConv[u.Conv] = append(byConv[u.Conv], u)
		})
	}
	for _, c := range order {
		if v, ok := score(byConv[c]); ok {
			helped = append(helped, v)
		}
	}
	each(t, dataFile("measure", "esconv", "failed_conversations.jsonl.gz"), func(c struct{ Dialog []spoken }) {
		if v, ok := score(c.Dialog); ok {
			failed = append(failed, v)
		}
	})
	n := len(helped) + len(failed)
	a := auc(helped, failed)
	low, high := metrics.Bootstrap(n, 100, 0.95, 1, func(cases []int) float64 {
		var x, y []float64
		for _, i := range cases {
			if i < len(helped) {
				x = append(x, helped[i])
			} else {
				y = append(y, failed[i-len(helped)])
			}
		}
		return auc(x, y)
	})
	t.Logf("helped %d, failed %d: AUC %.3f (%.3f to %.3f)", len(helped), len(failed), a, low, high)
	if low <= 0.5 {
		t.Errorf("AUC %.3f (%.3f to %.3f) is not better than chance", a, low, high)
	}
}

// auc is the chance that a draws higher than b.
func auc(a, b []float64) float64 {
	s := 0.0
	for _, x := range a {
		for _, y := range b {
			switch {
			case x > y:
				s++
			case x == y:
				s += 0.5
			}
		}
	}
	return s / math.Max(1, float64(len(a)*len(b)))
}
