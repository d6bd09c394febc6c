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

// TestAnswersNeverRaiseTooMuch answers at random and holds every claim against
// the caps of docs/METHOD.md.
func TestAnswersNeverRaiseTooMuch(t *testing.T) {
	ctx := context.Background()
	rounds := 12
	if testing.Short() {
		rounds = 3
	}
	for seed := range rounds {
		rng := rand.New(rand.NewPCG(uint64(seed), 5))
		a, r := shownAccepted(t)
		var voices []string
		for id := range r.Participants {
			voices = append(voices, id)
		}
		slices.Sort(voices)
		people := map[string]bool{}
		type sent struct {
			page app.Playback
			who  string
		}
		var pages []sent
		for range 1 + rng.IntN(6) {
			who := voices[rng.IntN(len(voices))]
			if len(pages) > 0 && rng.IntN(3) == 0 { // a second visit to a page of before
				old := pages[rng.IntN(len(pages))]
				reply := randomReply(rng, old.page)
				reply.Whole = true
				if _, err := a.AnswerPlayback(ctx, reply, app.ByHand); err != nil {
					t.Fatal(err)
				}
				continue
			}
			now, err := a.Shown(ctx, "interviews")
			if err != nil {
				t.Fatal(err)
			}
			claims := claimsOf(&now, who, 4)
			if len(claims) == 0 { // they said that everything is wrong
				continue
			}
			people[who] = true
			p, _ := newPage(t, a, who, claims)
			pages = append(pages, sent{p, who})
			reply := randomReply(rng, p)
			by := []app.AnsweredBy{app.ByHand, app.ByNotes}[rng.IntN(2)]
			if _, err := a.AnswerPlayback(ctx, reply, by); err != nil {
				t.Fatal(err)
			}
		}
		after, err := a.Shown(ctx, "interviews")
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range after.Claims {
			if why := overCaps(&c, len(people)); why != "" {
				t.Errorf("seed %d, claim %s (%s): %s; %+v", seed, c.ID, c.Confidence.Level, why, c.Checks)
			}
			was := r.Claim(c.ID)
			if was == nil || c.Checks.Agreed > 0 || freely(&c) {
				continue
			}
			if c.Confidence.Level > was.Confidence.Level {
				t.Errorf("seed %d: claim %s rose from %s to %s though nobody agreed and nobody said more of their own accord\n%+v\n%+v",
					seed, c.ID, was.Confidence.Level, c.Confidence.Level, was.Confidence, c.Confidence)
			}
		}
		a.Close()
	}
}

// randomReply answers a page at random.
func randomReply(rng *rand.Rand, p app.Playback) app.PlaybackReply {
	reply := app.PlaybackReply{Page: p.ID, Missed: []string{"", "I am afraid of Fridays."}[rng.IntN(2)]}
	for n := range p.Claims {
		reply.Answers = append(reply.Answers, app.PlaybackAnswer{N: n + 1,
			Verdict: []heed.Verdict{"", heed.Right, heed.Partly, heed.Wrong}[rng.IntN(4)],
			Words:   []string{"", "I was afraid of the bank.", "No, I trust the numbers."}[rng.IntN(3)]})
	}
	return reply
}

// freely reports whether somebody told us more of c without being shown it.
func freely(c *heed.Claim) bool {
	return slices.ContainsFunc(c.Evidence, func(e heed.Evidence) bool {
		return e.Source == heed.SourcePlayback && e.Rule != "member_check"
	})
}

// overCaps names the rule that a claim breaks.
func overCaps(c *heed.Claim, people int) string {
	level := c.Confidence.Level
	mind := c.Kind == heed.SigThinks || c.Kind == heed.SigFeels
	switch k := c.Checks; {
	case k.Answered != k.Agreed+k.Partly+k.Disagreed || k.Answered > k.Asked || k.Asked > people:
		return "the counts do not add up"
	case c.Basis == heed.Assumed && level > heed.VeryLow:
		return "assumed"
	case c.Basis == heed.Inferred && mind && k.Agreed == 0 && level > heed.Low:
		return "inferred and unconfirmed"
	case k.Agreed == 0 && level > heed.Moderate:
		return "unconfirmed"
	case c.Review == heed.Machine && level > heed.Moderate:
		return "coded by the machine"
	case c.People < heed.DefaultSettings().MinParticipants && level > heed.Moderate:
		return "of too few people"
	}
	return ""
}
