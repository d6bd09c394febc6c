package app_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/outside/files"
	"github.com/heedhq/heed/store/sqlite"
)

// clocked is a workspace with a clock that can be moved and random bytes that
// differ every time.
type clocked struct {
	*app.App
	now time.Time
}

func withClock(t testing.TB, dir string) *clocked {
	t.Helper()
	store, err := sqlite.Open(context.Background(), filepath.Join(dir, "heed.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := &clocked{now: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}
	r := rand.New(rand.NewPCG(1, 2))
	c.App, err = app.New(app.Config{Store: store, Files: files.Disk{}, Workers: 1,
		Now: func() time.Time { return c.now },
		Random: func(b []byte) {
			for i := range b {
				b[i] = byte(r.Uint32())
			}
		}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var four = map[string]string{
	"marta.txt": marta, "rob.txt": rob,
	"ana.txt": `Interviewer: What was hardest in the move?

Ana Ruiz: Nobody could tell me who owned the problem. I was worried that payroll would fail on Friday.

Interviewer: What did you do then?

Ana Ruiz: I printed every invoice before we switched, because I did not trust the numbers.
`,
	"zed.txt": `Interviewer: How did the switch go?

Zed Okoro: I was afraid that payroll would fail on Friday. Nobody could tell me who owned the problem, and that was very frustrating.

Interviewer: And how is it now?

Zed Okoro: I print every open invoice each night. I am relieved that the warehouse numbers are right at last.
`,
}

func shownFour(t *testing.T, without ...string) (*clocked, app.StudyReport) {
	t.Helper()
	a := withClock(t, t.TempDir())
	t.Cleanup(func() { a.Close() })
	contents := map[string]string{}
	for name, text := range four {
		if !slices.Contains(without, name) {
			contents[name] = text
		}
	}
	bringIn(t, a.App, app.ImportRequest{Paths: []string{folder(t, contents)}})
	r, err := a.Shown(context.Background(), "interviews")
	if err != nil {
		t.Fatal(err)
	}
	return a, r
}

// voiceOf is the participant who said words.
func voiceOf(t *testing.T, r *app.StudyReport, words string) string {
	t.Helper()
	for _, c := range r.Claims {
		for _, e := range c.Evidence {
			if strings.Contains(e.Text, words) {
				return e.Participant
			}
		}
	}
	t.Fatalf("nobody said %q", words)
	return ""
}

// claimsOf are ids of claims that a participant said something for.
func claimsOf(r *app.StudyReport, who string, most int) (ids []string) {
	for _, c := range r.Claims {
		if len(ids) < most && slices.ContainsFunc(c.Evidence, func(e heed.Evidence) bool {
			return e.Participant == who && e.Stance == heed.Supports && !e.Hearsay
		}) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

func newPage(t *testing.T, a *clocked, who string, claims []string) (app.Playback, string) {
	t.Helper()
	p, key, err := a.NewPlayback(context.Background(), app.PlaybackRequest{Study: "interviews", Participant: who, Claims: claims, Again: true})
	if err != nil {
		t.Fatal(err)
	}
	return p, key
}

func TestPlaybackPage(t *testing.T) {
	ctx := context.Background()
	a, r := shownFour(t)
	who := voiceOf(t, &r, "relieved that the warehouse")
	claims := claimsOf(&r, who, 3)
	p, key := newPage(t, a, who, claims)
	if len(p.Claims) != len(claims) || p.Language != heed.English || len(key) < 40 || strings.Contains(string(p.Keyed), key) {
		t.Errorf("page %+v", p)
	}
	for _, c := range p.Claims {
		if c.Words == "" || len(c.Quotations) == 0 {
			t.Errorf("claim %s: %q beside %d quotations", c.Claim, c.Words, len(c.Quotations))
		}
		for _, q := range c.Quotations {
			if conv, err := a.Conversation(ctx, q.Conversation); err != nil || conv.Speakers[slices.IndexFunc(conv.Speakers, func(s heed.Speaker) bool {
				return s.Speaker == conv.Turns[q.Turn].Speaker
			})].Participant != who {
				t.Errorf("%q are the words of somebody else (%v)", q.Text, err)
			}
		}
	}
	if opened, err := a.OpenPlayback(ctx, p.ID, key); err != nil || opened.ID != p.ID {
		t.Errorf("its key does not open it: %v", err)
	}
	after, err := a.Shown(ctx, "interviews")
	if err != nil {
		t.Fatal(err)
	}
	if c := after.Claim(claims[0]); c == nil || c.Checks != (heed.Checks{Asked: 1}) || c.Confidence.Level != r.Claim(claims[0]).Confidence.Level {
		t.Errorf("asked and not answered: %+v", c)
	}
	// Not again so soon, unless on purpose.
	if _, _, err := a.NewPlayback(ctx, app.PlaybackRequest{Study: "interviews", Participant: who, Claims: claims}); heed.ErrorCode(err) != heed.CodeConflict {
		t.Errorf("asked twice in a day: %v", err)
	}
	// A wrong key, a page that is not there, one taken back and one out of time
	// are all the same.
	wrong := []struct{ id, key string }{{p.ID, ""}, {p.ID, key + "A"}, {p.ID, key[:len(key)-1] + "!"}, {"", key}, {p.ID + "A", key}}
	var said string
	for _, w := range wrong {
		_, err := a.OpenPlayback(ctx, w.id, w.key)
		if heed.ErrorCode(err) != heed.CodeNotFound || said != "" && heed.ErrorMessage(err) != said {
			t.Errorf("%q with %q: %v", w.id, w.key, err)
		}
		said = heed.ErrorMessage(err)
	}
	a.now = a.now.AddDate(0, 0, 31)
	if _, err := a.OpenPlayback(ctx, p.ID, key); heed.ErrorMessage(err) != said {
		t.Errorf("after 31 days: %v", err)
	}
	a.now = a.now.AddDate(0, 0, -31)
	if err := a.RevokePlayback(ctx, p.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := a.OpenPlayback(ctx, p.ID, key); heed.ErrorMessage(err) != said {
		t.Errorf("taken back: %v", err)
	}
}

// TestProbing tries a thousand keys and pages at random.
func TestProbing(t *testing.T) {
	ctx := context.Background()
	a, r := shownFour(t)
	who := voiceOf(t, &r, "relieved that the warehouse")
	p, key := newPage(t, a, who, claimsOf(&r, who, 2))
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range 1000 {
		id, k := p.ID, []byte(key)
		for range 1 + rng.IntN(4) {
			k[rng.IntN(len(k))] = "ABCDEFGHIJKLMNOPabcdefghijklmnop0123456789-_"[rng.IntN(44)]
		}
		if i%2 == 1 {
			id = string(binary.BigEndian.AppendUint64(nil, rng.Uint64()))
		}
		if string(k) == key && id == p.ID {
			continue
		}
		if _, err := a.OpenPlayback(ctx, id, string(k)); heed.ErrorCode(err) != heed.CodeNotFound {
			t.Fatalf("%q opens page %q: %v", k, id, err)
		}
	}
}

func TestAnswersMoveTheLedger(t *testing.T) {
	ctx := context.Background()
	a, r := shownFour(t)
	who := voiceOf(t, &r, "relieved that the warehouse")
	claims := claimsOf(&r, who, 3)
	p, key := newPage(t, a, who, claims)
	reply := app.PlaybackReply{Page: p.ID, Key: key, Deeper: heed.Yes, Missed: "Our scanners stopped working for a whole week.",
		Answers: []app.PlaybackAnswer{{N: 1, Verdict: heed.Right}, {N: 2, Verdict: heed.Wrong, Words: "That was my colleague in Leeds, and never me."}}}
	bad := reply
	bad.Key = "nonsense"
	if _, err := a.AnswerPlayback(ctx, bad, app.ByKey); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("a wrong key: %v", err)
	}
	out, err := a.AnswerPlayback(ctx, reply, app.ByKey)
	if err != nil {
		t.Fatal(err)
	}
	if out.Answered != 2 || len(out.Withdrawn) != 0 || len(out.Moved) == 0 {
		t.Errorf("outcome %+v", out)
	}
	again, err := a.AnswerPlayback(ctx, reply, app.ByKey)
	if err != nil || len(again.Moved) != 0 {
		t.Errorf("the same reply again moved %+v, %v", again.Moved, err)
	}
	after, err := a.Shown(ctx, "interviews")
	if err != nil {
		t.Fatal(err)
	}
	if c := after.Claim(claims[0]); c == nil || c.Checks != (heed.Checks{Asked: 1, Answered: 1, Agreed: 1}) {
		t.Errorf("the first claim: %+v", c)
	}
	if c := after.Claim(claims[1]); c != nil {
		against := slices.ContainsFunc(c.Evidence, func(e heed.Evidence) bool {
			return e.Stance == heed.Contradicts && strings.Contains(e.Text, "my colleague in Leeds")
		})
		if !against || c.Against == 0 || c.Checks.Disagreed != 1 {
			t.Errorf("the second claim: %d against, %+v, their words are evidence: %v", c.Against, c.Checks, against)
		}
	} else {
		t.Error("the second claim is gone")
	}
	e, err := a.Earning(ctx, "interviews")
	if err != nil || e.Checks != (heed.Checks{Asked: 3, Answered: 2, Agreed: 1, Disagreed: 1}) || e.DeeperYes != 1 || e.PeopleAsked != 1 {
		t.Errorf("earning %+v, %v", e, err)
	}
	hits, err := a.Search(ctx, "scanners", app.Filter{})
	if err != nil || len(hits) != 1 || hits[0].Participant != who {
		t.Errorf("what we missed was not heard: %+v, %v", hits, err)
	}
	for _, x := range []app.PlaybackReply{
		{Page: p.ID, Answers: []app.PlaybackAnswer{{N: 4, Verdict: heed.Right}}}, {Page: p.ID, Answers: []app.PlaybackAnswer{{N: 0}}},
		{Page: p.ID, Answers: []app.PlaybackAnswer{{N: 1, Verdict: "maybe"}}}, {Page: p.ID, Deeper: "perhaps"}, {Page: p.ID, Missed: "a\x00b"},
		{Page: p.ID, Consent: heed.Consent{Training: "x"}}, {Page: p.ID, Answers: []app.PlaybackAnswer{{N: 1}, {N: 1}}},
	} {
		if _, err := a.AnswerPlayback(ctx, x, app.ByHand); heed.ErrorCode(err) != heed.CodeInvalid {
			t.Errorf("%+v was taken: %v", x, err)
		}
	}
}

// ledger is what can be compared between two workspaces.
func ledger(t *testing.T, a *clocked) (out []heed.Claim) {
	t.Helper()
	r, err := a.Shown(context.Background(), "interviews")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Claims {
		c.ID, c.Theme = "", ""
		out = append(out, c)
	}
	slices.SortFunc(out, func(x, y heed.Claim) int {
		return strings.Compare(string(x.Kind)+x.Subkind+x.Words, string(y.Kind)+y.Subkind+y.Words)
	})
	return out
}

// TestWithdrawingEverything compares with a workspace in which the last of the
// four was never heard.
func TestWithdrawingEverything(t *testing.T) {
	ctx := context.Background()
	never, _ := shownFour(t, "zed.txt")
	want := ledger(t, never)
	for name, reply := range map[string]app.PlaybackReply{
		"analysis withdrawn": {Consent: heed.Consent{Analysis: heed.No, Training: heed.No, QuoteInside: heed.No, QuoteOutside: heed.No}, Missed: "The scanners stopped."},
		"forgotten":          {Forget: true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			a := withClock(t, dir)
			defer a.Close()
			bringIn(t, a.App, app.ImportRequest{Paths: []string{folder(t, four)}})
			r, err := a.Shown(ctx, "interviews")
			if err != nil {
				t.Fatal(err)
			}
			who := voiceOf(t, &r, "relieved that the warehouse")
			p, key := newPage(t, a, who, claimsOf(&r, who, 3))
			answers := app.PlaybackReply{Page: p.ID, Key: key, Answers: []app.PlaybackAnswer{
				{N: 1, Verdict: heed.Right, Words: "Yes, and the cranes stopped too."}, {N: 2, Verdict: heed.Wrong, Words: "It was the cranes."}}}
			if _, err := a.AnswerPlayback(ctx, answers, app.ByKey); err != nil {
				t.Fatal(err)
			}
			reply.Page, reply.Key = p.ID, key
			out, err := a.AnswerPlayback(ctx, reply, app.ByKey)
			if err != nil {
				t.Fatal(err)
			}
			got := ledger(t, a)
			// A withdrawn person's conversation is still newer than the others'.
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("the ledger is not what it was (-never heard +withdrawn):\n%s", d)
			}
			if reply.Forget {
				if out.Forgotten == nil || out.Forgotten.Conversations == 0 {
					t.Errorf("nothing was erased: %+v", out.Forgotten)
				}
				if hits, err := a.Search(ctx, "cranes", app.Filter{}); err != nil || len(hits) != 0 {
					t.Errorf("still found: %+v, %v", hits, err)
				}
				if _, err := a.OpenPlayback(ctx, p.ID, key); heed.ErrorCode(err) != heed.CodeNotFound {
					t.Errorf("the page still opens: %v", err)
				}
				a.Close()
				for _, f := range []string{"heed.db", "heed.db-wal"} {
					if data := readIfThere(t, filepath.Join(dir, f)); bytes.Contains(data, []byte("cranes")) {
						t.Errorf("%s still holds their words", f)
					}
				}
			}
		})
	}
}

// TestQuotationsWithdrawn looks for the words in everything that copies them.
func TestQuotationsWithdrawn(t *testing.T) {
	ctx := context.Background()
	a, r := shownFour(t)
	who := voiceOf(t, &r, "relieved that the warehouse")
	p, key := newPage(t, a, who, claimsOf(&r, who, 3))
	out, err := a.AnswerPlayback(ctx, app.PlaybackReply{Page: p.ID, Key: key, Consent: heed.Consent{QuoteInside: heed.No},
		Answers: []app.PlaybackAnswer{{N: 1, Verdict: heed.Wrong, Words: "It was the cranes."}}}, app.ByKey)
	if err != nil || !slices.Equal(out.Withdrawn, []string{"quote_inside"}) {
		t.Fatalf("%+v, %v", out, err)
	}
	after, err := a.Shown(ctx, "interviews")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range after.Claims {
		for _, e := range c.Evidence {
			if e.Participant == who || strings.Contains(e.Text, "cranes") {
				t.Errorf("claim %s still quotes %q", c.ID, e.Text)
			}
		}
		if strings.Contains(c.Words, "relieved that the warehouse") {
			t.Errorf("claim %s still says %q", c.ID, c.Words)
		}
	}
	pages, err := a.Playbacks(ctx, "interviews")
	if err != nil || len(pages) != 1 || slices.ContainsFunc(pages[0].Claims, func(c app.PlaybackClaim) bool { return len(c.Quotations) > 0 }) {
		t.Errorf("the page still quotes: %+v, %v", pages, err)
	}
}

// shownAccepted is shownFour with three people more, whose habits let a reader
// suspect what they think, and with every claim accepted: the machine's own cap
// would hide the others.
func shownAccepted(t *testing.T) (*clocked, app.StudyReport) {
	t.Helper()
	ctx := context.Background()
	a := withClock(t, t.TempDir())
	t.Cleanup(func() { a.Close() })
	contents := maps.Clone(four)
	for name, habit := range map[string]string{
		"kim": "I always have to double-check the figures they send, and it takes an hour.",
		"lia": "I always have to double-check the numbers before they go out, and it takes hours. I was worried that payroll would fail on Friday.",
		"tom": "Every night I double-check the totals by hand, because the reports are slow. Nobody could tell me who owned the problem.",
	} {
		contents[name+".txt"] = "Interviewer: How do you work with it?\n\n" + strings.ToUpper(name[:1]) + name[1:] + " Marsh: " + habit + "\n"
	}
	bringIn(t, a.App, app.ImportRequest{Paths: []string{folder(t, contents)}})
	r, err := a.Shown(ctx, "interviews")
	if err != nil {
		t.Fatal(err)
	}
	inferred := 0
	for _, c := range r.Claims {
		if c.Basis == heed.Inferred {
			inferred++
		}
		if _, err := a.Decide(ctx, heed.Decision{Study: "interviews", Kind: heed.DecideAccept, Target: heed.TargetClaim, TargetID: c.ID}); err != nil {
			t.Fatal(err)
		}
	}
	if r, err = a.Shown(ctx, "interviews"); err != nil || inferred == 0 {
		t.Fatalf("%d claims are inferred, %v", inferred, err)
	}
	return a, r
}
