package app_test

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	diff "github.com/google/go-cmp/cmp"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// participantOf is whoever speaks as a customer in the conversation of a file.
func participantOf(t *testing.T, a *clocked, file string) string {
	t.Helper()
	rows, _, err := a.Conversations(context.Background(), app.Filter{Study: "interviews"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		v, err := a.Conversation(context.Background(), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		if len(v.Turns) > 1 && len(r.Participants) == 1 && strings.Contains(four[file], v.Turns[1].Text) {
			return r.Participants[0]
		}
	}
	t.Fatalf("nobody speaks in %s", file)
	return ""
}

var numbers = regexp.MustCompile(`\[person \d+\]`)

// bySource is a ledger in which people and conversations are called after their
// files, since somebody never heard takes no number.
func bySource(claims []heed.Claim) []heed.Claim {
	for i := range claims {
		all := slices.Clone(claims[i].Evidence)
		for k := range all {
			all[k].Participant, all[k].Conversation = all[k].Source, all[k].Source
			all[k].Text = numbers.ReplaceAllString(all[k].Text, "[person]")
		}
		slices.SortFunc(all, func(x, y heed.Evidence) int {
			return cmp.Or(strings.Compare(x.Source, y.Source), x.Turn-y.Turn, x.Start-y.Start)
		})
		claims[i].Evidence = all
		claims[i].Words = numbers.ReplaceAllString(claims[i].Words, "[person]")
	}
	slices.SortFunc(claims, func(x, y heed.Claim) int {
		return strings.Compare(string(x.Kind)+x.Subkind+x.Words, string(y.Kind)+y.Subkind+y.Words)
	})
	return claims
}

// TestWithdrawingIsNeverHavingSpoken lets one of four people, at random, answer
// at random, change their mind and come back, and then say no to every use:
// the ledger is claim by claim that of a workspace in which the other three
// alone were heard.
func TestWithdrawingIsNeverHavingSpoken(t *testing.T) {
	ctx := context.Background()
	rounds := 16
	if testing.Short() {
		rounds = 2
	}
	names := slices.Sorted(maps.Keys(four))
	without := map[string][]heed.Claim{}
	for seed := range rounds {
		rng := rand.New(rand.NewPCG(uint64(seed), 11))
		file := names[seed%len(names)]
		if without[file] == nil {
			never, _ := shownFour(t, file)
			without[file] = bySource(ledger(t, never))
		}
		dir := t.TempDir()
		a := withClock(t, dir)
		bringIn(t, a.App, app.ImportRequest{Paths: []string{folder(t, four)}})
		who := participantOf(t, a, file)
		var last app.Playback
		for range 1 + rng.IntN(3) {
			now, err := a.Shown(ctx, "interviews")
			if err != nil {
				t.Fatal(err)
			}
			if claims := claimsOf(&now, who, 4); len(claims) > 0 {
				last, _ = newPage(t, a, who, claims)
			}
			for range 1 + rng.IntN(2) {
				reply := randomReply(rng, last)
				reply.Whole = rng.IntN(2) == 0
				reply.Consent.QuoteInside = []heed.Allowance{"", "", heed.No, heed.Yes}[rng.IntN(4)]
				if _, err := a.AnswerPlayback(ctx, reply, app.ByHand); err != nil {
					t.Fatal(err)
				}
			}
		}
		no := heed.Consent{Analysis: heed.No, Training: heed.No, QuoteInside: heed.No, QuoteOutside: heed.No}
		if rng.IntN(3) == 0 {
			no = heed.Consent{Analysis: heed.No} // out of the ledger is enough
		}
		out, err := a.AnswerPlayback(ctx, app.PlaybackReply{Page: last.ID, Consent: no}, app.ByHand)
		if err != nil {
			t.Fatal(err)
		}
		if all := no.Training == heed.No; all != (out.Forgotten != nil) {
			t.Errorf("seed %d: no to %+v, forgotten: %v", seed, no, out.Forgotten != nil)
		}
		if d := diff.Diff(without[file], bySource(ledger(t, a))); d != "" {
			t.Errorf("seed %d, %s: the ledger is not what it was (-never heard +withdrawn):\n%s", seed, file, d)
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
		if out.Forgotten != nil {
			for _, f := range []string{"heed.db", "heed.db-wal"} {
				if data := readIfThere(t, filepath.Join(dir, f)); bytes.Contains(data, []byte("I was afraid of the bank.")) || bytes.Contains(data, []byte("I am afraid of Fridays.")) {
					t.Errorf("seed %d: %s still holds what they answered", seed, f)
				}
			}
		}
	}
}
