package app_test

import (
	"context"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// heardTwo is a workspace in which two people were heard.
func heardTwo(t *testing.T) (*app.App, app.StudyReport) {
	t.Helper()
	a := workspace(t)
	bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, map[string]string{"marta.txt": marta, "rob.txt": rob})}})
	if err := a.PendingStudies(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	r, err := a.Shown(context.Background(), "interviews")
	if err != nil {
		t.Fatal(err)
	}
	return a, r
}

func TestSignIn(t *testing.T) {
	ctx := context.Background()
	a := workspace(t)
	if err := a.SetPassword(ctx, "Priya", "short"); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("a short password: %v", err)
	}
	if required, err := a.SignInRequired(ctx); err != nil || required {
		t.Errorf("required without an account: %v, %v", required, err)
	}
	if err := a.SetPassword(ctx, "Priya", "four words and a horse"); err != nil {
		t.Fatal(err)
	}
	if required, err := a.SignInRequired(ctx); err != nil || !required {
		t.Errorf("not required with an account: %v", err)
	}
	for _, c := range []struct{ name, password string }{{"Priya", "wrong"}, {"Nobody", "four words and a horse"}, {"", ""}} {
		if _, _, err := a.SignIn(ctx, c.name, c.password); heed.ErrorCode(err) != heed.CodeForbidden {
			t.Errorf("%q with %q: %v", c.name, c.password, err)
		}
	}
	token, _, err := a.SignIn(ctx, " Priya ", "four words and a horse")
	if err != nil {
		t.Fatal(err)
	}
	if who, err := a.SignedIn(ctx, token); err != nil || who != "Priya" {
		t.Errorf("signed in as %q, %v", who, err)
	}
	if _, err := a.SignedIn(ctx, token+"x"); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("another token: %v", err)
	}
	if err := a.SignOut(ctx, token); err != nil {
		t.Fatal(err)
	}
	if _, err := a.SignedIn(ctx, token); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("after signing out: %v", err)
	}
	old, _, err := a.SignIn(ctx, "Priya", "four words and a horse")
	if err != nil {
		t.Fatal(err)
	}
	if err := a.SetPassword(ctx, "Priya", "another four words"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.SignedIn(ctx, old); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("a session of the old password goes on: %v", err)
	}
	if _, _, err := a.SignIn(ctx, "Priya", "four words and a horse"); heed.ErrorCode(err) != heed.CodeForbidden {
		t.Errorf("the old password still opens: %v", err)
	}
}

func TestMergeParticipants(t *testing.T) {
	ctx := context.Background()
	a, r := heardTwo(t)
	if len(r.Participants) != 2 {
		t.Fatalf("%d participants", len(r.Participants))
	}
	var ids []string
	for id := range r.Participants {
		ids = append(ids, id)
	}
	from, into := ids[0], ids[1]
	if err := a.ChangeParticipant(ctx, from, app.ParticipantChange{DisplayName: "Marta V.", Consent: heed.Consent{QuoteOutside: heed.No}}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.MergeParticipants(ctx, from, from, ""); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("merged with themselves: %v", err)
	}
	entry, err := a.MergeParticipants(ctx, from, into, "priya")
	if err != nil {
		t.Fatal(err)
	}
	v, err := a.Person(ctx, into)
	if err != nil {
		t.Fatal(err)
	}
	if len(v.Conversations) != 2 || v.DisplayName != "Marta V." || v.Consent.QuoteOutside != heed.No {
		t.Errorf("%d conversations, called %q, quoting outside %q", len(v.Conversations), v.DisplayName, v.Consent.QuoteOutside)
	}
	if _, err := a.Person(ctx, from); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("the other is still there: %v", err)
	}
	after, err := a.Shown(ctx, "interviews")
	if err != nil || len(after.Participants) != 1 || after.Heard.Participants != 1 {
		t.Errorf("%d participants shown, %d heard, %v", len(after.Participants), after.Heard.Participants, err)
	}
	// and parted again
	if _, err := a.TakeBack(ctx, "interviews", entry, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := a.TakeBack(ctx, "interviews", entry, ""); heed.ErrorCode(err) != heed.CodeConflict {
		t.Errorf("taken back twice: %v", err)
	}
	for _, id := range ids {
		v, err := a.Person(ctx, id)
		if err != nil || len(v.Conversations) != 1 || (v.DisplayName == "Marta V.") != (id == from) || (v.Consent.QuoteOutside == heed.No) != (id == from) {
			t.Errorf("%s: %d conversations, called %q, %+v, %v", id, len(v.Conversations), v.DisplayName, v.Consent, err)
		}
	}
	if after, err = a.Shown(ctx, "interviews"); err != nil || after.Heard.Participants != 2 {
		t.Errorf("%d heard again, %v", after.Heard.Participants, err)
	}
}

func TestAssume(t *testing.T) {
	ctx := context.Background()
	a, r := heardTwo(t)
	persona := r.Personas[0].ID
	for name, at := range map[string]heed.Place{
		"no persona": {Cell: heed.CellGains}, "another persona": {Persona: "nobody", Cell: heed.CellGains},
		"no cell": {Persona: persona}, "another cell": {Persona: persona, Cell: "smells"},
	} {
		if _, err := a.Assume(ctx, "interviews", "A dashboard", at, ""); err == nil {
			t.Errorf("%s: assumed", name)
		}
	}
	if _, err := a.Assume(ctx, "interviews", strings.Repeat("x", 500), heed.Place{Persona: persona, Cell: heed.CellGains}, ""); heed.ErrorCode(err) != heed.CodeTooLarge {
		t.Errorf("500 characters: %v", err)
	}
	d, err := a.Assume(ctx, "interviews", " A dashboard of\nprogress ", heed.Place{Persona: persona, Cell: heed.CellGains}, "Priya")
	if err != nil {
		t.Fatal(err)
	}
	after, err := a.Shown(ctx, "interviews")
	if err != nil {
		t.Fatal(err)
	}
	c := after.Claim(d.TargetID)
	if c == nil || c.Words != "A dashboard of progress" || c.Basis != heed.Assumed || c.Confidence.Level != heed.VeryLow {
		t.Fatalf("the assumption is %+v", c)
	}
	change, err := a.Changed(ctx, "interviews")
	if err != nil || len(change.New) != 1 || change.New[0] != c.ID || change.Since.IsZero() {
		t.Errorf("changed: %+v, %v", change, err)
	}
	if _, err := a.Undo(ctx, "interviews", d.ID, ""); err != nil {
		t.Fatal(err)
	}
	if after, err = a.Shown(ctx, "interviews"); err != nil || after.Claim(c.ID) != nil {
		t.Errorf("undone, and still there: %v", err)
	}
}

func TestListen(t *testing.T) {
	ctx := context.Background()
	a, _ := heardTwo(t)
	reports, err := a.Listening(ctx, "interviews")
	if err != nil || len(reports) != 2 {
		t.Fatalf("%d reports, %v", len(reports), err)
	}
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		l, err := a.Listen(ctx, reports[0].Conversation, lang)
		if err != nil {
			t.Fatal(err)
		}
		if len(l.Report.Cards) != 5 || l.Report.Language != lang {
			t.Errorf("%s: %d cards in %s", lang, len(l.Report.Cards), l.Report.Language)
		}
		if v := l.Report.Measures["overtalk"]; v.Measurable || v.Why == "" {
			t.Errorf("%s: overtalk of an untimed text: %+v", lang, v)
		}
	}
	if _, err := a.Recall(ctx, "", reports[0].Conversation, "x", 2, heed.English); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("a guess of 2: %v", err)
	}
	rec, err := a.Recall(ctx, "", reports[0].Conversation, "She was afraid that payroll would fail on Friday.", 0.5, heed.English)
	if err != nil || len(rec.Kept)+len(rec.Missed)+len(rec.Changed) == 0 || !rec.Guessed {
		t.Errorf("recall: %+v, %v", rec, err)
	}
}
