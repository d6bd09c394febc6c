package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func TestMakeEvidence(t *testing.T) {
	ctx := context.Background()
	a, r := heardTwo(t)
	v, turn, at := talkOf(t, a, "went home at five")
	ours, theirs, ok := 0, turn, false
	for i := range v.Turns {
		if v.RoleOf(i).Ours() {
			ours, ok = i, true
		}
	}
	claim := r.Claims[0]
	base := app.EvidenceRequest{Conversation: v.ID, Turn: theirs, Span: at, Stance: heed.Contradicts, Claim: claim.ID, By: "ana"}
	for name, change := range map[string]func(*app.EvidenceRequest){
		"no stance":     func(r *app.EvidenceRequest) { r.Stance = "" },
		"our own words": func(r *app.EvidenceRequest) { r.Turn, r.Span = ours, heed.Span{Start: 0, End: 4} },
		"no words":      func(r *app.EvidenceRequest) { r.Span = heed.Span{Start: 3, End: 3} },
		"no such claim": func(r *app.EvidenceRequest) { r.Claim = "none" },
		"against what":  func(r *app.EvidenceRequest) { r.Claim, r.Cell = "", heed.CellPains },
		"nowhere":       func(r *app.EvidenceRequest) { r.Claim, r.NewWords = "", "Rests at last" },
		"too long a statement": func(r *app.EvidenceRequest) {
			r.Claim, r.Cell, r.NewWords = "", heed.CellGains, strings.Repeat("x", 500)
		},
	} {
		bad := base
		change(&bad)
		if _, err := a.MakeEvidence(ctx, bad); err == nil || !ok {
			t.Errorf("%s: made", name)
		}
	}
	d, err := a.MakeEvidence(ctx, base)
	if err != nil {
		t.Fatal(err)
	}
	against := func() int {
		t.Helper()
		r, err := a.Shown(ctx, interviews)
		if err != nil {
			t.Fatal(err)
		}
		return r.Claim(claim.ID).Against
	}
	if got := against(); got != claim.Against+1 {
		t.Errorf("%d against, before %d", got, claim.Against)
	}
	if _, err := a.Analyse(ctx, app.AnalyseRequest{Study: interviews, Always: true}); err != nil || against() != claim.Against+1 {
		t.Errorf("it did not survive another analysis: %v", err)
	}
	if _, err := a.Undo(ctx, interviews, d.ID, ""); err != nil || against() != claim.Against {
		t.Errorf("taken back: %d against, %v", against(), err)
	}
	base.Claim, base.Stance, base.Cell = "", heed.Supports, heed.CellGains
	d, err = a.MakeEvidence(ctx, base)
	if err != nil {
		t.Fatal(err)
	}
	r, err = a.Shown(ctx, interviews)
	if err != nil {
		t.Fatal(err)
	}
	if c := r.Claim(d.TargetID); c == nil || c.Words != "went home at five" || !c.Quoted || c.Basis != heed.Expressed || c.People != 1 {
		t.Errorf("%+v", c)
	}
}

// Whoever refuses to be quoted inside is seen nowhere: not in the transcript,
// not in a coding, not as evidence; and erasing takes notes, memos and codings
// along.
func TestResearchAndConsent(t *testing.T) {
	ctx := context.Background()
	a, _ := heardTwo(t)
	v, turn, at := talkOf(t, a, "payroll would fail on Friday")
	sp, _ := v.Speaker(v.Turns[turn].Speaker)
	if _, _, err := a.ApplyCode(ctx, app.CodeRequest{Conversation: v.ID, Turn: turn, Span: at, NewCode: "Worry", By: "ana"}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := a.SaveMemo(ctx, heed.Memo{Study: interviews, Target: heed.MemoTurn, TargetID: app.TurnName(v.ID, turn), Text: "Payroll again"}); err != nil {
		t.Fatal(err)
	}
	if err := a.ChangeParticipant(ctx, sp.Participant, app.ParticipantChange{Consent: heed.Consent{QuoteInside: heed.No}}); err != nil {
		t.Fatal(err)
	}
	now, err := a.Conversation(ctx, v.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !now.Withheld[turn] || now.Turns[turn].Text != "" || now.Turns[0].Text == "" || slices.ContainsFunc(now.Sensed.Readings, func(r heed.Reading) bool { return r.Turn == turn }) {
		t.Errorf("still shown: %+v", now.Turns[turn])
	}
	_, list, err := a.Codebook(ctx, interviews, "ana")
	if err != nil || len(list) != 1 || !list[0].Withheld || list[0].Text != "" {
		t.Errorf("coding: %+v, %v", list, err)
	}
	if _, _, err := a.ApplyCode(ctx, app.CodeRequest{Conversation: v.ID, Turn: turn, Span: at, NewCode: "Worry", By: "ben"}); heed.ErrorCode(err) != heed.CodeForbidden {
		t.Errorf("coded: %v", err)
	}
	r, err := a.Shown(ctx, interviews)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Claims {
		for _, e := range c.Evidence {
			if e.Participant == sp.Participant {
				t.Fatalf("still quoted: %q", e.Text)
			}
		}
	}
	if _, err := a.Erase(ctx, sp.Participant); err != nil {
		t.Fatal(err)
	}
	memos, err := a.Memos(ctx, interviews, app.MemoFilter{})
	if err != nil || len(memos) != 0 {
		t.Errorf("%d memos left, %v", len(memos), err)
	}
	entries, err := a.Journal(ctx, interviews, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if slices.Contains(e.Of, v.ID) || strings.Contains(string(e.Data), "payroll") {
			t.Errorf("the journal keeps %+v", e)
		}
	}
	if _, list, err = a.Codebook(ctx, interviews, "ana"); err != nil || len(list) != 0 {
		t.Errorf("%d codings left, %v", len(list), err)
	}
}

func TestFindConversations(t *testing.T) {
	ctx := context.Background()
	a, r := heardTwo(t)
	all, err := a.FindConversations(ctx, interviews, "payroll", app.Filter{})
	found := all.Rows
	if err != nil || len(found) == 0 || found[0].Meant || !strings.Contains(found[0].Text, "payroll") || found[0].Hits != 1 || found[0].ConversationRow.Turns == 0 {
		t.Fatalf("%+v, %v", found, err)
	}
	seen := map[string]bool{}
	for _, f := range slices.Concat(found, all.Near) {
		if seen[f.ID] {
			t.Errorf("%s is found twice", f.ID)
		}
		seen[f.ID] = true
	}
	var paged []app.FoundConversation
	for from := range found {
		one, err := a.FindConversations(ctx, interviews, "payroll", app.Filter{Limit: 1, Offset: from})
		if err != nil || one.Total != len(found) || len(one.Rows) != 1 || (from == 0) != (len(one.Near) == len(all.Near)) && len(all.Near) > 0 {
			t.Errorf("page %d: %+v, %v", from, one, err)
		}
		paged = append(paged, one.Rows...)
	}
	if d := cmp.Diff(found, paged); d != "" {
		t.Error(d)
	}
	meant, err := a.FindConversations(ctx, interviews, "frustrating, because nobody owned it", app.Filter{})
	if near := meant.Near; err != nil || meant.Placing || len(near) == 0 || !near[0].Meant || !strings.Contains(near[0].Text, "rustrating") && !strings.Contains(near[0].Text, "owned") {
		t.Errorf("near in meaning: %+v, %v", meant, err)
	}
	for id := range r.Participants {
		only, err := a.FindConversations(ctx, interviews, "payroll", app.Filter{Participants: []string{id}})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range slices.Concat(only.Rows, only.Near) {
			if !slices.Contains(f.Participants, id) {
				t.Errorf("%s was not chosen", f.ID)
			}
		}
	}
	if none, err := a.FindConversations(ctx, interviews, "payroll", app.Filter{Kind: heed.KindSurvey}); err != nil || len(none.Rows)+len(none.Near) != 0 {
		t.Errorf("%+v, %v", none, err)
	}
}

func TestStagesAndOutcome(t *testing.T) {
	ctx := context.Background()
	a, _ := heardTwo(t)
	name := func(en, es string) map[heed.Language]string {
		return map[heed.Language]string{heed.English: en, heed.Spanish: es}
	}
	for want, list := range map[heed.Code][]heed.Stage{
		heed.CodeInvalid:  {{Name: name("Only one", "")}},
		heed.CodeConflict: {{Name: name("Use", "Uso")}, {ID: "use", Name: name("Use again", "")}},
		heed.CodeTooLarge: {{Name: name(strings.Repeat("x", 50), "")}, {Name: name("b", "")}},
	} {
		if _, err := a.SetStages(ctx, interviews, list, ""); heed.ErrorCode(err) != want {
			t.Errorf("%v: %v, want %s", list, err, want)
		}
	}
	entry, err := a.SetStages(ctx, interviews, []heed.Stage{{ID: "use", Name: name("Day to day", " Día a  día ")}, {Name: name("Leaving us", "")}}, "ana")
	if err != nil {
		t.Fatal(err)
	}
	r, err := a.Shown(ctx, interviews)
	if err != nil {
		t.Fatal(err)
	}
	if s := r.Settings.Stages; len(s) != 2 || s[0].Name[heed.Spanish] != "Día a día" || s[1].ID != "leaving-us" || s[1].Name[heed.Spanish] != "Leaving us" {
		t.Errorf("%+v", s)
	}
	second, err := a.SetOutcome(ctx, interviews, " Go home at five ", "ana")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.SetOutcome(ctx, interviews, "Go home at five", "ana"); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("nothing changed: %v", err)
	}
	if r, err = a.Shown(ctx, interviews); err != nil || r.EmpathyMaps[0].Outcome != "Go home at five" {
		t.Errorf("drawn towards %q, %v", r.EmpathyMaps[0].Outcome, err)
	}
	if _, err := a.TakeBack(ctx, interviews, entry, ""); heed.ErrorCode(err) != heed.CodeConflict {
		t.Errorf("taken back out of turn: %v", err)
	}
	for _, e := range []int64{second, entry} {
		if _, err := a.TakeBack(ctx, interviews, e, ""); err != nil {
			t.Fatal(err)
		}
	}
	if r, err = a.Shown(ctx, interviews); err != nil || len(r.Settings.Stages) != len(heed.DefaultStages) || r.EmpathyMaps[0].Outcome != "" {
		t.Errorf("%d stages, %q, %v", len(r.Settings.Stages), r.EmpathyMaps[0].Outcome, err)
	}
}
