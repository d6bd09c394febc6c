package app_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// callsOf writes n calls that a rep had, a day apart.
func callsOf(contents map[string]string, rep string, n int) {
	for i := range n {
		name := fmt.Sprintf("%s-%d.txt", strings.ToLower(strings.Fields(rep)[0]), i)
		contents[name] = fmt.Sprintf("%s: Was the move hard?\n\nCustomer %d: I was afraid that payroll would fail on the Friday, and nobody rang us.\n\n%s: You should print the list.\n\nCustomer %d: We did, all four hundred of them, by hand.\n", rep, i, rep, i)
	}
}

// TestOwnListening: a voice is one account's, what is shown is theirs, and the
// team stays without names and below five people without a spread.
func TestOwnListening(t *testing.T) {
	ctx := context.Background()
	a := workspace(t)
	contents := map[string]string{}
	reps := []string{"Ana Reyes", "Ben Ochoa", "Cleo Marsh", "Dan Frost"}
	roles := map[string]heed.Role{}
	for i, r := range reps {
		callsOf(contents, r, i+1)
		roles[r] = heed.RoleRep
	}
	dir := folder(t, contents)
	bringIn(t, a, app.ImportRequest{Paths: []string{dir}, Roles: roles, KeepNames: true})
	if err := a.PendingStudies(ctx, nil); err != nil {
		t.Fatal(err)
	}
	const study = "interviews"
	own, err := a.Own(ctx, study, "dan")
	if err != nil || own.Voice != "" || len(own.Conversations) != 0 {
		t.Fatalf("before choosing: %+v, %v", own, err)
	}
	voices, err := a.OurVoices(ctx, study, "dan")
	if err != nil || len(voices) != 4 || voices[0].Speaker != "Dan Frost" || voices[0].Conversations != 4 {
		t.Fatalf("%v, %v", voices, err)
	}
	if err := a.ChooseVoice(ctx, study, "dan", "Dan Frost"); err != nil {
		t.Fatal(err)
	}
	if err := a.ChooseVoice(ctx, study, "eve", "Dan Frost"); heed.ErrorCode(err) != heed.CodeConflict {
		t.Errorf("somebody else's voice: %v", err)
	}
	if err := a.ChooseVoice(ctx, study, "eve", "Nobody"); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("nobody's voice: %v", err)
	}
	if own, err = a.Own(ctx, study, "dan"); err != nil || len(own.Conversations) != 4 || own.Next == nil || own.Next.Of != 4 {
		t.Fatalf("own: %d conversations, next %+v, %v", len(own.Conversations), own.Next, err)
	}
	for _, r := range own.Conversations {
		if !strings.HasPrefix(r.Conversation, "dan") {
			t.Errorf("%s is somebody else's", r.Conversation)
		}
	}
	c, err := a.Conversation(ctx, own.Conversations[0].Conversation)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.MayListen(ctx, &c.Conversation, "dan"); err != nil {
		t.Errorf("one's own: %v", err)
	}
	if err := a.MayListen(ctx, &c.Conversation, "eve"); heed.ErrorCode(err) != heed.CodeForbidden {
		t.Errorf("another's: %v", err)
	}
	closed, err := a.ClosedListening(ctx, study, "eve")
	if err != nil || len(closed) != 4 {
		t.Errorf("closed to eve: %v, %v", closed, err)
	}
	team, err := a.TeamOf(ctx, study, heed.English)
	if err != nil || team.People != 4 || team.Conversations != 10 || team.Why == "" || team.Spread != nil {
		t.Errorf("a team of four: %+v, %v", team, err)
	}
	more := map[string]string{}
	callsOf(more, "Fay Dunne", 1)
	bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, more)}, Roles: map[string]heed.Role{"Fay Dunne": heed.RoleRep}, KeepNames: true})
	if err := a.PendingStudies(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if team, err = a.TeamOf(ctx, study, heed.English); err != nil || team.Why != "" || len(team.Spread) == 0 {
		t.Fatalf("a team of five: %+v, %v", team, err)
	}
	for _, m := range team.Spread {
		if m.People < app.LeastTeam || m.Quarter > m.Median || m.Median > m.ThreeQuarters {
			t.Errorf("%+v", m)
		}
	}
	for _, l := range team.Followed {
		if l.Note == "" || l.Low > l.Lift || l.Lift > l.High || l.ReliefLow > l.Relief || l.Relief > l.ReliefHigh || l.Enough && l.N < 20 {
			t.Errorf("%+v", l)
		}
	}
}

// TestRecallsAreOnesOwn: what was remembered is kept with its guess, seen by
// its owner alone, and goes with the conversation.
func TestRecallsAreOnesOwn(t *testing.T) {
	ctx := context.Background()
	a := workspace(t)
	bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, map[string]string{"friday.txt": marta})}})
	if _, err := a.Recall(ctx, "ana", "friday", " \n", 0.5, heed.English); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("nothing written: %v", err)
	}
	r, err := a.Recall(ctx, "ana", "friday", "payroll would fail on Friday\nshe wants a discount", 0.9, heed.English)
	if err != nil || len(r.Kept) != 1 || len(r.Added) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	mine, err := a.Recalls(ctx, "interviews", "ana")
	if err != nil || len(mine.Recalls) != 1 || mine.Guessed != 1 || mine.Gap != r.Gap {
		t.Fatalf("%+v, %v", mine, err)
	}
	if got := mine.Recalls[0]; got.Written == "" || got.Guess != 0.9 || len(got.Kept) != len(r.Kept) || len(got.Missed) != len(r.Missed) || got.At.IsZero() {
		t.Errorf("%+v", got)
	}
	for _, other := range []string{"", "bo"} {
		if theirs, err := a.Recalls(ctx, "interviews", other); err != nil || len(theirs.Recalls) != 0 {
			t.Errorf("%q sees %+v, %v", other, theirs, err)
		}
	}
	if err := a.ForgetRecall(ctx, "bo", mine.Recalls[0].ID); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("somebody else deletes it: %v", err)
	}
	if _, err := a.Erase(ctx, "interviews-p1"); err != nil {
		t.Fatal(err)
	}
	if mine, err = a.Recalls(ctx, "interviews", "ana"); err != nil || len(mine.Recalls) != 0 {
		t.Errorf("after erasing the customer: %+v, %v", mine, err)
	}
}
