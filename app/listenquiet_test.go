package app_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// TestListeningQuotesNobodyWhoRefuses: advice is given without the words of a
// customer who is not to be quoted, in one's own view as on the conversation's
// page, and from the moment on at which they say so.
func TestListeningQuotesNobodyWhoRefuses(t *testing.T) {
	ctx := context.Background()
	a := workspace(t)
	contents := map[string]string{}
	callsOf(contents, "Ana Reyes", 2)
	bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, contents)}, Roles: map[string]heed.Role{"Ana Reyes": heed.RoleRep}, KeepNames: true})
	if err := a.PendingStudies(ctx, nil); err != nil {
		t.Fatal(err)
	}
	const study = "interviews"
	if err := a.ChooseVoice(ctx, study, "", "Ana Reyes"); err != nil {
		t.Fatal(err)
	}
	shown := func() string {
		own, err := a.Own(ctx, study, "")
		if err != nil || len(own.Conversations) != 2 {
			t.Fatalf("%d conversations, %v", len(own.Conversations), err)
		}
		recalls, err := a.Recalls(ctx, study, "")
		if err != nil {
			t.Fatal(err)
		}
		all := []any{own, recalls}
		for _, r := range own.Conversations {
			l, err := a.Listen(ctx, r.Conversation, heed.English)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, r, l)
		}
		b, err := json.Marshal(all)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if _, err := a.Recall(ctx, "", "ana-0", "It was hard.", 0.5, heed.English); err != nil {
		t.Fatal(err)
	}
	const theirs = "payroll would fail"
	if !strings.Contains(shown(), theirs) {
		t.Fatal("nothing is quoted where nobody refuses: the test shows nothing")
	}
	if r, err := a.Recalls(ctx, study, ""); err != nil || len(r.Recalls) != 1 {
		t.Fatalf("%d recalls, %v", len(r.Recalls), err)
	}
	var people []heed.Participant
	if err := a.Look(ctx, study, func(l *app.Looking) (err error) {
		people, err = l.Participants(ctx)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, p := range people {
		k := p.Consent
		k.QuoteInside = heed.No
		if err := a.ChangeParticipant(ctx, p.ID, app.ParticipantChange{Consent: k}); err != nil {
			t.Fatal(err)
		}
	}
	if s := shown(); strings.Contains(s, theirs) || strings.Contains(s, "by hand") {
		t.Errorf("quoted although they refuse: %s", s)
	}
}
