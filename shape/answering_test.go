package shape

import (
	"slices"
	"testing"

	heed "github.com/heedhq/heed"
)

// TestAnswerAsARun: an answer laid onto a run counts as the next run counts
// it, answer after answer, also one that takes the one before back.
func TestAnswerAsARun(t *testing.T) {
	in := realInterviews(t)
	laid := mustBuild(t, in)
	i := slices.IndexFunc(laid.Claims, func(c heed.Claim) bool {
		return c.People >= 2 && c.Against == 0 && c.Basis == heed.Expressed
	})
	if i < 0 {
		t.Fatal("no claim of two people")
	}
	was := laid.Claims[i]
	who, other := was.Evidence[0].Participant, "somebody-else"
	for _, verdict := range []heed.Verdict{heed.Right, heed.Wrong, heed.Partly, "", heed.Wrong} {
		in.Checks = []heed.MemberCheck{
			{Claim: was.ID, Anchor: quotations(was), Participant: who, Verdict: verdict},
			{Claim: was.ID, Anchor: quotations(was), Participant: other, Verdict: heed.Right},
		}
		want := mustBuildClaim(t, in, was.ID)
		touched := Answer(&laid, Input{Study: in.Study, Participants: in.Participants, Checks: in.Checks}, who)
		if !slices.Equal(touched, []string{was.ID}) {
			t.Fatalf("%q touched %v", verdict, touched)
		}
		got := laid.Claim(was.ID)
		if got.Checks != want.Checks || got.People != want.People || got.Against != want.Against || got.Confidence.Level != want.Confidence.Level {
			t.Errorf("%q: laid %+v %d %d %s, a run makes %+v %d %d %s", verdict,
				got.Checks, got.People, got.Against, got.Confidence.Level, want.Checks, want.People, want.Against, want.Confidence.Level)
		}
	}
	if touched := Answer(&laid, Input{Study: in.Study, Checks: in.Checks}, "nobody"); len(touched) != 0 {
		t.Errorf("somebody who answered nothing touched %v", touched)
	}
}
