package shape

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

func quotations(c heed.Claim) []heed.Quotation {
	var out []heed.Quotation
	for _, e := range c.Evidence {
		out = append(out, e.Quotation)
	}
	return out
}

// someInterviews are a third of the sixty, all three groups.
func someInterviews(t testing.TB) Input {
	in := realInterviews(t)
	in.Conversations = slices.DeleteFunc(in.Conversations, func(c Conversation) bool { return c.ID[len(c.ID)-1] > '2' })
	return in
}

func TestDecisionsAreLaidOnTheNextRun(t *testing.T) {
	in := someInterviews(t)
	before := mustBuild(t, in)
	pick := func(k heed.SignalKind) heed.Claim {
		i := slices.IndexFunc(before.Claims, func(c heed.Claim) bool { return c.Kind == k && c.People > 0 })
		if i < 0 {
			t.Fatalf("no claim of kind %s", k)
		}
		return before.Claims[i]
	}
	accepted, edited, rejected, moved := pick(heed.SigPain), pick(heed.SigGain), pick(heed.SigTask), pick(heed.SigThinks)
	themes := before.Themes.Themes
	who := before.Personas[0].Participants[0]
	in.Decisions = []heed.Decision{
		{ID: 1, Kind: heed.DecideAccept, Target: heed.TargetClaim, TargetID: "gone", Anchor: quotations(accepted), Claim: &accepted, By: "priya"},
		{ID: 2, Kind: heed.DecideEdit, Target: heed.TargetClaim, TargetID: edited.ID, Into: "Saves an hour a day"},
		{ID: 3, Kind: heed.DecideReject, Target: heed.TargetClaim, TargetID: rejected.ID},
		{ID: 4, Kind: heed.DecideMove, Target: heed.TargetClaim, TargetID: moved.ID, Into: string(heed.CellPains)},
		{ID: 5, Kind: heed.DecideName, Target: heed.TargetTheme, TargetID: themes[0].ID, Into: "First of all"},
		{ID: 6, Kind: heed.DecideMerge, Target: heed.TargetTheme, TargetID: themes[1].ID, Into: themes[2].ID},
		{ID: 7, Kind: heed.DecideSplit, Target: heed.TargetTheme, TargetID: themes[0].ID},
		{ID: 8, Kind: heed.DecideName, Target: heed.TargetPersona, TargetID: before.Personas[0].ID, Into: "Nadia"},
		{ID: 9, Kind: heed.DecideMove, Target: heed.TargetParticipant, TargetID: who, Into: before.Personas[1].ID},
		{ID: 10, Kind: heed.DecideAdd, Target: heed.TargetClaim, TargetID: "hand", Claim: &heed.Claim{ID: "hand", Words: "Wants fewer screens", Kind: heed.SigGoal, Basis: heed.Expressed, Places: []heed.Place{{Persona: before.Personas[0].ID, Cell: heed.CellGoals}}}},
		{ID: 11, Kind: heed.DecideAccept, Target: heed.TargetClaim, TargetID: "never there"},
		{ID: 12, Kind: heed.DecideReject, Target: heed.TargetClaim, TargetID: accepted.ID},
		{ID: 13, Kind: heed.DecideUndo, Target: heed.TargetClaim, Undoes: 12},
		{ID: 14, Kind: heed.DecideName, Target: heed.TargetTheme, TargetID: "never there", Into: "x"},
	}
	in.Checks = []heed.MemberCheck{
		{Claim: accepted.ID, Participant: "a", Verdict: heed.Right}, {Claim: accepted.ID, Participant: "b"},
		{Claim: "gone", Anchor: quotations(accepted), Participant: "c", Verdict: heed.Wrong},
	}
	in.Previous = &before
	u := mustBuild(t, in)
	if c := u.Claim(accepted.ID); c == nil || c.Review != heed.Accepted || c.ReviewedBy != "priya" || c.Checks != (heed.Checks{Asked: 3, Answered: 2, Agreed: 1, Disagreed: 1}) {
		t.Errorf("accepted: %+v", c)
	}
	if c := u.Claim(edited.ID); c == nil || c.Words != "Saves an hour a day" || c.Quoted || c.Review != heed.Edited {
		t.Errorf("edited: %+v", c)
	}
	if c := u.Claim(rejected.ID); c == nil || c.Review != heed.Rejected {
		t.Errorf("rejected: %+v", c)
	}
	for _, m := range u.EmpathyMaps {
		for cell, ids := range m.Cells {
			if slices.Contains(ids, rejected.ID) {
				t.Errorf("the rejected claim stands in %s", cell)
			}
		}
	}
	if c := u.Claim(moved.ID); c == nil || !slices.ContainsFunc(c.Places, func(p heed.Place) bool { return p.Cell == heed.CellPains }) || slices.ContainsFunc(c.Places, func(p heed.Place) bool { return p.Cell == heed.CellThinks }) {
		t.Errorf("moved: %+v", c)
	}
	if c := u.Claim("hand"); c == nil || c.Basis != heed.Assumed || c.Confidence.Level != heed.VeryLow {
		t.Errorf("added: %+v", c)
	}
	if len(u.Themes.Themes) != len(themes) { // one merged, one split
		t.Errorf("%d themes, before %d", len(u.Themes.Themes), len(themes))
	}
	named := slices.IndexFunc(u.Themes.Themes, func(x heed.Theme) bool { return x.ID == themes[0].ID })
	if named < 0 || u.Themes.Themes[named].Label != "First of all" || !u.Themes.Themes[named].Named {
		t.Error("the theme lost its name")
	}
	if u.Personas[0].Name != "Nadia" || slices.Contains(u.Personas[0].Participants, who) || !slices.Contains(u.Personas[1].Participants, who) {
		t.Errorf("persona %q with %v", u.Personas[0].Name, u.Personas[0].Participants)
	}
	var unfit []int64
	for _, d := range u.Unfit {
		unfit = append(unfit, d.ID)
	}
	slices.Sort(unfit)
	if !slices.Equal(unfit, []int64{11, 14}) {
		t.Errorf("unfit: %v, want 11 and 14", unfit)
	}
}

// The same input again keeps every id of theme, claim and persona; so does one
// conversation more, for most of them.
func TestIdsCarryOver(t *testing.T) {
	in := realInterviews(t)
	before := mustBuild(t, in)
	in.Previous = &before
	again := mustBuild(t, in)
	a, _ := json.Marshal(before)
	b, _ := json.Marshal(again)
	if string(a) != string(b) {
		t.Error("the same input after itself gave another understanding")
	}
	in.Previous = nil
	last := in.Conversations[len(in.Conversations)-1]
	in.Conversations = in.Conversations[:len(in.Conversations)-1]
	less := mustBuild(t, in)
	in.Conversations = append(in.Conversations, last)
	in.Previous = &less
	more := mustBuild(t, in)
	kept := 0
	for _, th := range less.Themes.Themes {
		if slices.ContainsFunc(more.Themes.Themes, func(x heed.Theme) bool { return x.ID == th.ID }) {
			kept++
		}
	}
	if 3*kept < 2*len(less.Themes.Themes) {
		t.Errorf("one interview more kept %d of %d themes", kept, len(less.Themes.Themes))
	}
	t.Logf("one interview more keeps %d of %d themes", kept, len(less.Themes.Themes))
}

// Without a participant's conversations nothing of theirs is left.
func TestRemovalLeavesNoTrace(t *testing.T) {
	in := someInterviews(t)
	before := mustBuild(t, in)
	gone := in.Conversations[0].ID
	in.Conversations = in.Conversations[1:]
	in.Previous = &before
	u := mustBuild(t, in)
	b, err := json.Marshal(u)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(b), gone) {
		t.Errorf("%s is still named", gone)
	}
}

func TestConsentIsKept(t *testing.T) {
	in := someInterviews(t)
	no, silent := in.Conversations[0].ID, in.Conversations[1].ID
	for i := range 2 {
		c := *in.Conversations[i].Conversation
		c.Speakers = slices.Clone(c.Speakers)
		for s := range c.Speakers {
			if c.Speakers[s].Role == heed.RoleCustomer {
				c.Speakers[s].Consent = []heed.Consent{{Analysis: heed.No}, {QuoteInside: heed.No}}[i]
			}
		}
		in.Conversations[i].Conversation = &c
	}
	u := mustBuild(t, in)
	b, _ := json.Marshal(u.Claims)
	for _, id := range []string{no, silent} {
		if strings.Contains(string(b), `"conversation":"`+id) {
			t.Errorf("%s is quoted in spite of its consent", id)
		}
	}
	if u.Heard.Participants != len(in.Conversations)-1 {
		t.Errorf("%d participants heard of %d conversations, one without consent", u.Heard.Participants, len(in.Conversations))
	}
}

func TestAddTouchesOnlyWhatItSpeaksTo(t *testing.T) {
	all := realInterviews(t)
	rng := rand.New(rand.NewPCG(1, 9))
	sum := 0
	for range 3 { // one interview may say nothing that others have said
		sum += addOne(t, all, rng.IntN(len(all.Conversations)))
	}
	if sum == 0 {
		t.Error("three interviews more, and no claim touched")
	}
}

// addOne adds the k-th interview to the others and returns how many claims it
// touched.
func addOne(t *testing.T, in Input, k int) int {
	t.Helper()
	extra := in.Conversations[k]
	in.Conversations = slices.Delete(slices.Clone(in.Conversations), k, k+1)
	u := mustBuild(t, in)
	b, _ := json.Marshal(u.Claims)
	var before []heed.Claim
	if err := json.Unmarshal(b, &before); err != nil {
		t.Fatal(err)
	}
	touched, err := Add(t.Context(), &u, in, extra)
	if err != nil {
		t.Fatal(err)
	}
	if len(touched) > len(u.Claims)/2 {
		t.Errorf("%d of %d claims touched", len(touched), len(u.Claims))
	}
	for i := range before {
		a, _ := json.Marshal(before[i])
		b, _ := json.Marshal(u.Claims[i])
		if changed := string(a) != string(b); changed != slices.Contains(touched, before[i].ID) {
			t.Errorf("claim %s changed: %v; said to be touched: %v", before[i].ID, changed, !changed)
		}
		if d := u.Claims[i].People - before[i].People; d < 0 || d > 1 {
			t.Errorf("claim %s went from %d people to %d", before[i].ID, before[i].People, u.Claims[i].People)
		}
	}
	if u.Heard.Participants != 60 || u.Heard.Conversations != 60 {
		t.Errorf("heard %d people in %d conversations", u.Heard.Participants, u.Heard.Conversations)
	}
	in.Conversations = append(in.Conversations, extra)
	checkQuotations(t, in, u)
	again, err := Add(t.Context(), &u, in, extra)
	if err != nil || len(again) != 0 {
		t.Errorf("the same conversation again touched %v (%v)", again, err)
	}
	return len(touched)
}

// A hypothesis written before the research is borne out or contradicted by it,
// and stays an assumption where nobody speaks to it.
func TestHypothesesMeetResearch(t *testing.T) {
	in := realInterviews(t)
	u := mustBuild(t, in)
	persona := u.Personas[0].ID
	add := func(id int64, words string) heed.Decision {
		c := heed.Claim{ID: words, Words: words, Kind: heed.SigThinks, Language: heed.English, Places: []heed.Place{{Persona: persona, Cell: heed.CellThinks}}}
		return heed.Decision{ID: id, Kind: heed.DecideAdd, Target: heed.TargetClaim, TargetID: words, Claim: &c, By: "priya"}
	}
	in.Decisions = []heed.Decision{add(1, "I use AI to generate images for my paintings."), add(2, "Our forklift certificates expire in Greenland.")}
	u = mustBuild(t, in)
	if c := u.Claim("I use AI to generate images for my paintings."); c == nil || c.Basis != heed.Expressed || c.People == 0 || c.Quoted {
		t.Errorf("borne out: %+v", c)
	}
	if c := u.Claim("Our forklift certificates expire in Greenland."); c == nil || c.Basis != heed.Assumed || len(c.Evidence) != 0 || c.Confidence.Level != heed.VeryLow {
		t.Errorf("not spoken to: %+v", c)
	}
	checkQuotations(t, in, u)
}

// An offer is linked to the pains it may answer, as an assumption that earns
// nothing.
func TestOffersMeetPains(t *testing.T) {
	in := realInterviews(t)
	before := mustBuild(t, in)
	i := slices.IndexFunc(before.Claims, func(c heed.Claim) bool { return c.Kind == heed.SigPain })
	pain := before.Claims[i]
	in.Offers = []heed.Offer{{ID: "fits", Name: "An answer", Text: pain.Evidence[0].Text}, {ID: "none", Name: "Harbour pilot licences"}}
	u := mustBuild(t, in)
	c := u.Claim("o-fits-" + pain.Places[0].Persona)
	if c == nil || c.Basis != heed.Assumed || c.Confidence.Level != heed.VeryLow || !slices.ContainsFunc(c.Places, func(p heed.Place) bool { return p.Lane == heed.LaneOpportunities }) {
		t.Fatalf("the offer: %+v", c)
	}
	for _, c := range u.Claims {
		if c.Value == "none" {
			t.Error("an offer that answers nothing is linked")
		}
	}
	if u.Earned.Of != before.Earned.Of {
		t.Errorf("offers changed what is earned: of %d, before %d", u.Earned.Of, before.Earned.Of)
	}
}

// What a person chose as evidence stands on every run: for or against, also
// where the claim is found again by its quotations, and only what a customer
// said.
func TestEvidenceByHand(t *testing.T) {
	in := someInterviews(t)
	before := mustBuild(t, in)
	i := slices.IndexFunc(before.Claims, func(c heed.Claim) bool { return c.People > 0 && c.Against == 0 && len(c.Evidence) > 0 })
	claim := before.Claims[i]
	var said heed.Quotation // a sentence that the claim does not quote
	for _, c := range in.Conversations {
		for _, r := range c.Sensed.Readings {
			used := slices.ContainsFunc(claim.Evidence, func(e heed.Evidence) bool { return e.Conversation == c.ID })
			if !used && c.RoleOf(r.Turn) == heed.RoleCustomer && len(r.Text) > 40 {
				said = heed.Quotation{Conversation: c.ID, Turn: r.Turn, Span: r.Span, Text: r.Text}
			}
		}
	}
	if said.Text == "" {
		t.Fatal("nothing else was said")
	}
	link := func(id int64, target string, q heed.Quotation, s heed.Stance) heed.Decision {
		return heed.Decision{
			ID: id, Kind: heed.DecideEvidence, Target: heed.TargetClaim, TargetID: target, Anchor: quotations(claim), By: "priya",
			Claim: &heed.Claim{Kind: claim.Kind, Evidence: []heed.Evidence{{Quotation: q, Stance: s}}},
		}
	}
	gone := said
	gone.Text = strings.Repeat("x", len(gone.Text))
	turned := claim.Evidence[0].Quotation
	in.Decisions = []heed.Decision{
		link(1, "another id", said, heed.Contradicts), link(2, claim.ID, gone, heed.Supports),
		link(3, claim.ID, turned, heed.Contradicts),
	}
	in.Previous = &before
	u := mustBuild(t, in)
	c := u.Claim(claim.ID)
	if c == nil || len(c.Evidence) != len(claim.Evidence)+1 || c.ReviewedBy != "" {
		t.Fatalf("%+v", c)
	}
	e := c.Evidence[len(c.Evidence)-1]
	if e.Text != said.Text || e.Stance != heed.Contradicts || e.Participant == "" || e.Rule != "by hand" || c.Against == 0 {
		t.Errorf("laid on as %+v, %d against", e, c.Against)
	}
	if c.Evidence[0].Stance != heed.Contradicts {
		t.Error("what the claim quotes already did not take the stance that was given to it")
	}
	if len(u.Unfit) != 1 || u.Unfit[0].ID != 2 {
		t.Errorf("unfit: %+v", u.Unfit)
	}
	checkQuotations(t, in, u)
}

// What a person put somewhere is drawn there, before the others of its cell and
// however full that is; at a stage too.
func TestPlacedByHandIsDrawn(t *testing.T) {
	in := someInterviews(t)
	before := mustBuild(t, in)
	if len(before.Journeys) == 0 {
		in.Study.Settings = heed.DefaultSettings()
		in.Study.Settings.Journey = "yes"
		before = mustBuild(t, in)
	}
	m := before.EmpathyMaps[0]
	from := m.Cells[heed.CellPains]
	if len(from) == 0 || len(before.Journeys) == 0 {
		t.Fatalf("%d pains, %d journeys", len(from), len(before.Journeys))
	}
	moved := from[len(from)-1]
	stage := before.Settings.Stages[3].ID
	in.Decisions = []heed.Decision{
		{ID: 1, Kind: heed.DecideMove, Target: heed.TargetClaim, TargetID: moved, Into: string(heed.CellGains)},
		{ID: 2, Kind: heed.DecideAdd, Target: heed.TargetClaim, TargetID: "hand", Claim: &heed.Claim{ID: "hand", Words: "A dashboard of the move", Kind: heed.SigGain, Basis: heed.Assumed, Places: []heed.Place{{Persona: m.Persona, Cell: heed.CellGains}}}},
		{ID: 3, Kind: heed.DecideMove, Target: heed.TargetClaim, TargetID: moved, Into: stage},
	}
	in.Previous = &before
	u := mustBuild(t, in)
	i := slices.IndexFunc(u.EmpathyMaps, func(x heed.EmpathyMap) bool { return x.Persona == m.Persona && x.Stage == "" })
	gains := u.EmpathyMaps[i].Cells[heed.CellGains]
	if len(gains) < 2 || !slices.Contains(gains[:2], moved) || !slices.Contains(gains[:2], "hand") {
		t.Errorf("%s and hand are not the first of %v", moved, gains)
	}
	if slices.Contains(u.EmpathyMaps[i].Cells[heed.CellPains], moved) {
		t.Error("the moved claim is still where it was")
	}
	for _, st := range u.Journeys[0].Stages {
		held := false
		for _, ids := range st.Lanes {
			held = held || slices.Contains(ids, moved)
		}
		if held != (st.ID == stage) {
			t.Errorf("at %s: %v", st.ID, held)
		}
	}
}
