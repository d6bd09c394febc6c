package shape

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"pgregory.net/rapid"
)

// peopled is the switch with a list of its participants.
func peopled(t testing.TB) Input {
	in := theSwitch(t)
	seen := map[string]bool{}
	for i := range in.Conversations {
		c := *in.Conversations[i].Conversation
		c.Speakers = slices.Clone(c.Speakers)
		for s := range c.Speakers {
			sp := &c.Speakers[s]
			if sp.Role != heed.RoleCustomer {
				continue
			}
			sp.Participant = "who-" + c.ID + "-" + strings.ToLower(sp.Speaker)
			if !seen[sp.Participant] {
				seen[sp.Participant] = true
				in.Participants = append(in.Participants, heed.Participant{ID: sp.Participant, Study: in.Study.ID, Segment: c.Segment, Organisation: c.Organisation})
			}
		}
		in.Conversations[i].Conversation = &c
	}
	return in
}

// Conversations, people and figures may come in any order.
func TestAnyOrderOfImport(t *testing.T) {
	in := peopled(t)
	want, _ := json.Marshal(mustBuild(t, in))
	if len(in.Conversations) < 3 || len(in.Participants) < 3 {
		t.Fatalf("%d conversations and %d participants can hardly change places", len(in.Conversations), len(in.Participants))
	}
	rapid.Check(t, func(rt *rapid.T) {
		other := in
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(rt, "order"), 1))
		other.Conversations, other.Participants, other.KPIs = slices.Clone(in.Conversations), slices.Clone(in.Participants), slices.Clone(in.KPIs)
		rng.Shuffle(len(other.Conversations), func(i, j int) {
			other.Conversations[i], other.Conversations[j] = other.Conversations[j], other.Conversations[i]
		})
		rng.Shuffle(len(other.Participants), func(i, j int) {
			other.Participants[i], other.Participants[j] = other.Participants[j], other.Participants[i]
		})
		got, err := Build(t.Context(), other)
		if err != nil {
			rt.Fatal(err)
		}
		if b, _ := json.Marshal(got); string(b) != string(want) {
			rt.Fatal("another order of import gives another understanding")
		}
	})
}

// Whoever is taken out leaves neither their id nor a sentence that only they
// said, though the understanding before held both.
func TestAnybodyRemovedLeavesNoTrace(t *testing.T) {
	in := peopled(t)
	before := mustBuild(t, in)
	with, _ := json.Marshal(before)
	traces := 0
	for _, p := range in.Participants {
		var theirs, others []string
		out := in
		out.Previous = &before
		out.Conversations = nil
		for _, c := range in.Conversations {
			spoke := slices.ContainsFunc(c.Speakers, func(s heed.Speaker) bool { return s.Participant == p.ID })
			for i, turn := range c.Turns {
				if s, _ := c.Speaker(c.Turns[i].Speaker); spoke && s.Participant == p.ID {
					theirs = append(theirs, strings.Split(turn.Text, ". ")...)
				} else {
					others = append(others, turn.Text)
				}
			}
			if !spoke {
				out.Conversations = append(out.Conversations, c)
			}
		}
		out.Participants = slices.DeleteFunc(slices.Clone(in.Participants), func(x heed.Participant) bool { return x.ID == p.ID })
		u := mustBuild(t, out)
		after, _ := json.Marshal(u)
		if strings.Contains(string(after), `"`+p.ID+`"`) {
			t.Errorf("%s is still named", p.ID)
		}
		for _, s := range theirs {
			s = strings.Trim(s, " .")
			if len(strings.Fields(s)) < 5 || strings.Contains(strings.Join(others, " "), s) {
				continue
			}
			if strings.Contains(string(with), s) {
				traces++
			}
			if strings.Contains(string(after), s) {
				t.Errorf("%s is gone and still says %q", p.ID, s)
			}
		}
	}
	if traces < 3 {
		t.Errorf("only %d sentences were quoted before anybody was taken out", traces)
	}
}

// Every decision about a claim either holds in the next run, whatever came or
// went, or is listed as no longer fitting.
func TestEveryDecisionHoldsOrIsListed(t *testing.T) {
	in := theSwitch(t)
	before := mustBuild(t, in)
	if len(before.Claims) == 0 {
		t.Fatal("nothing to decide on")
	}
	held, listed := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		now := in
		now.Previous = &before
		now.Decisions = nil
		for i, c := range before.Claims {
			if !rapid.Bool().Draw(rt, "decided") {
				continue
			}
			kind := rapid.SampledFrom([]heed.DecisionKind{heed.DecideAccept, heed.DecideReject}).Draw(rt, "kind")
			now.Decisions = append(now.Decisions, heed.Decision{ID: int64(i + 1), Kind: kind, Target: heed.TargetClaim, TargetID: c.ID, Anchor: quotations(c), Claim: &c})
		}
		if gone := rapid.IntRange(0, len(in.Conversations)).Draw(rt, "gone"); gone < len(in.Conversations) {
			now.Conversations = slices.Delete(slices.Clone(in.Conversations), gone, gone+1)
		}
		u, err := Build(t.Context(), now)
		if err != nil {
			rt.Fatal(err)
		}
		want := map[heed.DecisionKind]heed.Review{heed.DecideAccept: heed.Accepted, heed.DecideReject: heed.Rejected}
		for _, d := range now.Decisions {
			unfit := slices.ContainsFunc(u.Unfit, func(x heed.Decision) bool { return x.ID == d.ID })
			holds := slices.ContainsFunc(u.Claims, func(c heed.Claim) bool {
				return c.Review == want[d.Kind] && (c.ID == d.TargetID || slices.ContainsFunc(c.Evidence, func(e heed.Evidence) bool {
					return slices.ContainsFunc(d.Anchor, func(q heed.Quotation) bool {
						return q.Conversation == e.Conversation && q.Turn == e.Turn && q.Span.Overlaps(e.Span)
					})
				}))
			})
			switch {
			case unfit:
				listed++
			case holds:
				held++
			default:
				rt.Fatalf("%s of %q neither holds nor is listed", d.Kind, d.Claim.Words)
			}
		}
	})
	if held == 0 || listed == 0 {
		t.Errorf("%d decisions held and %d were listed: both should have happened", held, listed)
	}
}

// One person more who says the words of a claim never lowers what the rules
// find of its coherence and adequacy, through the whole of a run.
func TestOneMoreVoiceNeverLowers(t *testing.T) {
	in := theSwitch(t)
	before := mustBuild(t, in)
	concerns := func(c *heed.Claim, of heed.Component) (n int) {
		for _, s := range c.Confidence.Steps {
			if s.Component == of && s.Lowered {
				n++
			}
		}
		return n
	}
	met := 0
	for _, c := range before.Claims {
		if !c.Quoted || c.Basis != heed.Expressed || c.People == 0 {
			continue
		}
		first := c.Evidence[0]
		at := slices.IndexFunc(in.Conversations, func(v Conversation) bool { return v.ID == first.Conversation })
		from := in.Conversations[at]
		whole := first.Text
		conv := &heed.Conversation{ID: "new", Kind: from.Kind, Language: first.Language, Segment: first.Segment, Organisation: "New firm", Stage: from.Stage, Date: from.Date}
		conv.Speakers = []heed.Speaker{{Speaker: "New", Role: heed.RoleCustomer, Participant: "new-voice"}}
		conv.Turns = []heed.Turn{{Speaker: "New", Text: whole}}
		var reading heed.Reading
		for _, r := range from.Sensed.Readings {
			if r.Turn == first.Turn && r.Span.Overlaps(first.Span) {
				reading = r
			}
		}
		reading.Turn, reading.Span, reading.Text = 0, heed.Span{End: len(whole)}, whole
		reading.Signals = slices.Clone(reading.Signals)
		for i := range reading.Signals {
			reading.Signals[i].Span, reading.Signals[i].Text = reading.Span, whole
		}
		more := in
		more.Previous = &before
		more.Conversations = append(slices.Clone(in.Conversations), Conversation{Conversation: conv, Sensed: &heed.Sensed{Conversation: "new", Readings: []heed.Reading{reading}}})
		more.Participants = append(slices.Clone(in.Participants), heed.Participant{ID: "new-voice", Study: in.Study.ID, Segment: first.Segment, Organisation: "New firm"})
		u := mustBuild(t, more)
		now := u.Claim(c.ID)
		if now == nil || now.People <= c.People {
			continue // its words stand for another claim now
		}
		met++
		for _, of := range []heed.Component{heed.Coherence, heed.Adequacy} {
			if a, b := concerns(&c, of), concerns(now, of); b > a && !(of == heed.Adequacy && before.Themes.Saturation.Saturated && !u.Themes.Saturation.Saturated) {
				t.Errorf("%q: one voice more raised a concern of %s from %d to %d", c.Words, of, a, b)
			}
		}
	}
	if met < 3 {
		t.Errorf("the new voice was heard in %d claims only", met)
	}
}
