package app_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/shape/quote"
)

// realInput brings a folder of the real input in as a study of its name.
func realInput(t *testing.T, names ...string) (*app.App, []string) {
	t.Helper()
	dir := filepath.Join(os.Getenv("HEED_DATA"), "realinput")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no data: set HEED_DATA to the folder with the public sets")
	}
	a := workspace(t)
	for _, n := range names {
		bringIn(t, a, app.ImportRequest{Paths: []string{filepath.Join(dir, n)}, Meta: filepath.Join(dir, "metadata.csv"), Defaults: app.Defaults{Study: n}})
	}
	return a, names
}

// tally counts what is shown of a sort, and what of it begins with a pointer to
// a sentence that is not shown with it.
type tally struct{ shown, points int }

func (n *tally) add(s string, lang heed.Language, explained bool) bool {
	n.shown++
	points := quote.Points(s, lang) && !explained
	if points {
		n.points++
	}
	return points
}

// What stands for a persona or for a claim is understood without the sentence
// before it (go test -run StandAlone -v ./app prints the shares).
func TestShownQuotationsStandAlone(t *testing.T) {
	a, studies := realInput(t, "interviews", "calls", "calls-es")
	b := workspace(t)
	if _, err := b.ImportSample(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	look := func(a *app.App, study string) {
		r, err := a.Shown(t.Context(), study)
		if err != nil {
			t.Fatal(err)
		}
		n := map[string]*tally{"persona": {}, "headline": {}, "narrative": {}, "theme": {}, "curve": {}, "evidence": {}, "group": {}}
		for _, p := range r.Personas {
			if c := r.Claim(p.Quote); c != nil && n["persona"].add(c.Words, c.Language, false) {
				t.Errorf("%s: stands for a persona and points: %q", study, c.Words)
			}
			for _, s := range p.Narrative {
				for _, part := range s.Parts {
					if part.Quote != "" && n["narrative"].add(part.Quote, part.Lang, false) {
						t.Logf("%s, told of a persona: %q", study, part.Quote)
					}
				}
			}
		}
		for _, c := range r.Claims {
			if c.Quoted && n["headline"].add(c.Words, c.Language, false) {
				t.Logf("%s, headline: %q", study, c.Words)
			}
			for _, e := range c.Evidence {
				n["evidence"].add(e.Text, e.Language, e.Start == 0 && e.Question != "")
			}
		}
		for _, th := range r.Themes.Themes {
			if n["theme"].add(th.Central.Text, th.Language, false) {
				t.Logf("%s, theme: %q", study, th.Central.Text)
			}
		}
		for _, j := range r.Journeys {
			for _, cv := range j.Curves {
				for _, p := range cv.Points {
					if p.Quote != nil && n["curve"].add(p.Quote.Text, p.Quote.Language, false) {
						t.Logf("%s, curve: %q", study, p.Quote.Text)
					}
				}
			}
		}
		for _, g := range r.BuyingGroups {
			for _, m := range g.Members {
				for _, list := range [][]heed.GroupItem{m.Risks, m.Wants, m.Fears} {
					for _, it := range list {
						if n["group"].add(it.Text, it.Language, false) {
							t.Logf("%s, group: %q", study, it.Text)
						}
					}
				}
			}
		}
		for _, sort := range []string{"persona", "narrative", "headline", "theme", "curve", "group", "evidence"} {
			if x := n[sort]; x.shown > 0 {
				t.Logf("%s: %s: %d of %d begin with a pointer (%.0f %%)", study, sort, x.points, x.shown, 100*float64(x.points)/float64(x.shown))
			}
		}
		if x := n["headline"]; 20*x.points > x.shown {
			t.Errorf("%s: %d of %d headlines point", study, x.points, x.shown)
		}
	}
	for _, s := range studies {
		look(a, s)
	}
	list, err := b.Studies(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		look(b, s.ID)
	}
}
