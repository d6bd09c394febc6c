package app_test

import (
	"context"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// mergedTwo makes one of the two whom heardTwo heard, Rob of Marta's; both had
// a place on the panel or said how heard they felt.
func mergedTwo(t *testing.T) (a *app.App, from, into string, entry int64) {
	t.Helper()
	ctx := context.Background()
	a, r := heardTwo(t)
	from, into = voiceOf(t, &r, "passed along"), voiceOf(t, &r, "afraid that payroll")
	if err := a.JoinPanel(ctx, from, 90); err != nil {
		t.Fatal(err)
	}
	if err := a.AddPulse(ctx, app.Pulse{Study: "interviews", Participant: from, Items: [3]int{4, 4, 5}, Line: "You listened."}); err != nil {
		t.Fatal(err)
	}
	entry, err := a.MergeParticipants(ctx, from, into, "")
	if err != nil {
		t.Fatal(err)
	}
	return a, from, into, entry
}

// again is one more interview with each of the two.
var again = map[string]string{
	"marta2.txt": strings.ReplaceAll(marta, "Friday", "Monday"),
	"rob2.txt":   strings.ReplaceAll(rob, "Friday", "Monday") + "\nInterviewer: Anything else?\n\nRob Tunstall: The scanners went dark on Tuesday and we paid forty people by hand.\n",
}

// TestMergedPeopleStayOne: the next file of either of two who were made one is
// of the one who stays, and what the other answered is kept.
func TestMergedPeopleStayOne(t *testing.T) {
	ctx := context.Background()
	a, from, into, entry := mergedTwo(t)
	pulses, err := a.Pulses(ctx, "interviews")
	if err != nil || len(pulses) != 1 || pulses[0].Participant != into {
		t.Errorf("pulses of the merged: %+v, %v", pulses, err)
	}
	panel, err := a.Panel(ctx, "interviews")
	if err != nil || len(panel) != 1 || panel[0].Participant != into || panel[0].Rhythm != 90 {
		t.Errorf("panel of the merged: %+v, %v", panel, err)
	}
	bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, again)}, Defaults: app.Defaults{Study: "interviews"}})
	v, err := a.Person(ctx, into)
	if err != nil || len(v.Conversations) != 4 {
		t.Errorf("%d conversations of the merged, %v", len(v.Conversations), err)
	}
	if _, err := a.Person(ctx, from); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("the other came back with their file: %v", err)
	}
	// Parted, each is found by their own key again, with what was theirs.
	if _, err := a.TakeBack(ctx, "interviews", entry, ""); err != nil {
		t.Fatal(err)
	}
	if pulses, err = a.Pulses(ctx, "interviews"); err != nil || len(pulses) != 1 || pulses[0].Participant != from {
		t.Errorf("pulses of the parted: %+v, %v", pulses, err)
	}
	if panel, err = a.Panel(ctx, "interviews"); err != nil || len(panel) != 1 || panel[0].Participant != from {
		t.Errorf("panel of the parted: %+v, %v", panel, err)
	}
	before, err := a.Person(ctx, from)
	if err != nil {
		t.Fatal(err)
	}
	third := map[string]string{"rob3.txt": strings.ReplaceAll(again["rob2.txt"], "Tuesday", "Wednesday")}
	bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, third)}, Defaults: app.Defaults{Study: "interviews"}})
	if after, err := a.Person(ctx, from); err != nil || len(after.Conversations) != len(before.Conversations)+1 {
		t.Errorf("%d conversations of who was parted, %d before, %v", len(after.Conversations), len(before.Conversations), err)
	}
}

// TestMergedPeopleAreErasedAsOne: neither comes back under their old key.
func TestMergedPeopleAreErasedAsOne(t *testing.T) {
	ctx := context.Background()
	a, _, into, _ := mergedTwo(t)
	if _, err := a.Erase(ctx, into); err != nil {
		t.Fatal(err)
	}
	bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, again)}, Defaults: app.Defaults{Study: "interviews"}})
	for _, words := range []string{"scanners", "invoice", "owned"} {
		if hits, err := a.Search(ctx, words, app.Filter{}); err != nil || len(hits) != 0 {
			t.Errorf("%q of somebody erased is found: %+v, %v", words, hits, err)
		}
	}
	if r, err := a.Shown(ctx, "interviews"); err != nil || len(r.Participants) != 0 {
		t.Errorf("%d people after erasing, %v", len(r.Participants), err)
	}
}
