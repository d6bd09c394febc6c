package app_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/internal/text"
)

// stretches are runs of n words of s, folded.
func stretches(s string, n int) (out []string) {
	var words []string
	for tok := range text.All(s) {
		if tok.Kind == text.Word {
			words = append(words, text.Fold(tok.Lower))
		}
	}
	for i := 0; i+n <= len(words); i++ {
		out = append(out, " "+strings.Join(words[i:i+n], " ")+" ")
	}
	return out
}

// TestOnlyWhoAllowedItLeaves looks in everything that leaves the sample
// workspace for five words in a row of anybody who did not allow it.
func TestOnlyWhoAllowedItLeaves(t *testing.T) {
	ctx := context.Background()
	a := withClock(t, t.TempDir())
	defer a.Close()
	if _, err := a.ImportSample(ctx, nil); err != nil {
		t.Fatal(err)
	}
	rep, err := a.Report(ctx, app.ReportRequest{Outside: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	inside, err := a.Report(ctx, app.ReportRequest{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	left := map[string]bool{}    // stretches that leave
	allowed := map[string]bool{} // that may
	refused := map[string]string{}
	people, quoted := 0, map[string]bool{}
	for i, s := range rep.Studies {
		type whole struct {
			app.StudyReport
			Contexts []app.Context
		}
		w := whole{StudyReport: s}
		w.StudyReport.Contexts = nil
		for _, c := range s.Contexts {
			w.Contexts = append(w.Contexts, c)
		}
		data, err := json.Marshal(w)
		if err != nil {
			t.Fatal(err)
		}
		var all any
		if err := json.Unmarshal(data, &all); err != nil {
			t.Fatal(err)
		}
		each(all, func(s string) {
			for _, run := range stretches(s, 5) {
				left[run] = true
			}
		})
		rows, _, err := a.Conversations(ctx, app.Filter{Study: s.Study})
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			v, err := a.Conversation(ctx, row.ID)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(data), `"`+row.ID+`"`) {
				t.Errorf("study %d names conversation %s", i, row.ID)
			}
			for k, turn := range v.Turns {
				sp, _ := v.Speaker(turn.Speaker)
				may := v.RoleOf(k).Ours() || v.Participants[sp.Participant].Consent.Strictest(sp.Consent).QuoteOutside == heed.Yes
				for _, run := range stretches(turn.Text, 5) {
					if may {
						allowed[run] = true
					} else {
						refused[run] = row.ID
					}
				}
			}
		}
		for id, p := range s.Participants {
			people++
			if inside.Studies[i].Participants[id].Consent.QuoteOutside != heed.Yes || p.DisplayName != "" || p.Organisation != "" {
				t.Errorf("%+v leaves", p)
			}
		}
		for _, c := range s.Claims {
			if err := c.Validate(); err != nil {
				t.Error(err)
			}
			for _, e := range c.Evidence {
				quoted[e.Participant] = true
				if s.Participants[e.Participant].ID == "" || e.Organisation != "" {
					t.Errorf("claim %s quotes %q of %s", c.ID, e.Text, e.Participant)
				}
			}
		}
	}
	if people == 0 || len(quoted) == 0 || len(refused) == 0 || len(left) == 0 {
		t.Fatalf("%d people may leave, %d are quoted, %d stretches may not leave, %d leave", people, len(quoted), len(refused), len(left))
	}
	for run := range left {
		if at := refused[run]; at != "" && !allowed[run] {
			t.Errorf("%q leaves, of %s", run, at)
		}
	}
	t.Logf("%d people quoted, %d stretches leave, %d may not", len(quoted), len(left), len(refused))
}

// each calls f with every string in v.
func each(v any, f func(string)) {
	switch v := v.(type) {
	case string:
		f(v)
	case []any:
		for _, x := range v {
			each(x, f)
		}
	case map[string]any:
		for k, x := range v {
			f(k)
			each(x, f)
		}
	}
}
