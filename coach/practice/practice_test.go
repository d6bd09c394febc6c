package practice_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/practice"
)

// said is a sentence as sense would read it.
type said struct {
	text    string
	feeling heed.Feeling
	much    float64
	signals []heed.Signal
}

// talk makes a conversation of turns that alternate between us and customer.
func talk(id string, lang heed.Language, turns ...[]said) practice.Talk {
	c := &heed.Conversation{ID: id, Kind: heed.KindCall, Language: lang, Speakers: []heed.Speaker{{Speaker: "A", Role: heed.RoleRep}, {Speaker: "B", Role: heed.RoleCustomer}}}
	s := &heed.Sensed{Conversation: id}
	for n, turn := range turns {
		var b strings.Builder
		for _, x := range turn {
			start := b.Len()
			b.WriteString(x.text)
			r := heed.Reading{Turn: n, Span: heed.Span{Start: start, End: b.Len()}, Text: x.text, Language: lang, Signals: x.signals}
			if x.feeling != "" {
				r.Feelings = []heed.FeelingScore{{Name: x.feeling, Intensity: x.much}}
				r.Valence = 0.5 * float64(x.feeling.Sign())
			}
			s.Readings = append(s.Readings, r)
			b.WriteByte(' ')
		}
		c.Turns = append(c.Turns, heed.Turn{Speaker: c.Speakers[n%2].Speaker, Text: strings.TrimSpace(b.String())})
		s.Acts = append(s.Acts, nil)
	}
	return practice.Talk{Conversation: c, Sensed: s}
}

var pain = []heed.Signal{{Kind: heed.SigPain, Basis: heed.Expressed}}

const story = "The scanners went dark on the first night and nobody at your desk could say who would call us back."

func friday(id string, closed bool) practice.Talk {
	t := talk(id, heed.English,
		[]said{{text: "What happened on Friday?"}},
		[]said{{story, heed.Frustration, 0.5, pain}, {"I was afraid that payroll would fail.", heed.Fear, 0.9, nil}, {"We paid by hand.", "", 0, nil}},
		[]said{{text: "I will ring you at noon."}},
	)
	if closed {
		t.Closed = map[string]bool{"B": true}
	}
	return t
}

func TestMoment(t *testing.T) {
	got := practice.Choose([]practice.Talk{friday("c", false)}, practice.Options{})
	if len(got) != 1 {
		t.Fatalf("%d moments", len(got))
	}
	m := got[0]
	if m.Feeling() != heed.Fear || m.Said.Text != "I was afraid that payroll would fail." || m.Next != "We paid by hand." || m.Clues != 1 || m.Ours == nil || m.Ours.Text != "I will ring you at noon." {
		t.Errorf("%+v", m)
	}
	for _, l := range m.Before {
		if strings.Contains(l.Text, "afraid") || strings.Contains(l.Text, "by hand") {
			t.Errorf("given away: %q", l.Text)
		}
	}
	if len(m.Options) != 5 || !slices.Contains(m.Options, heed.Fear) {
		t.Errorf("options %v", m.Options)
	}
}

func TestNotAMoment(t *testing.T) {
	for name, last := range map[string]said{
		"courtesy":       {"I am happy to help you with that.", heed.Joy, 0.9, nil},
		"a case":         {"If it broke again I would be afraid.", heed.Fear, 0.9, nil},
		"somebody else":  {"The fear is that they lose the contract.", heed.Fear, 0.9, nil},
		"somebody's":     {`She said "I am afraid of Fridays" to them.`, heed.Fear, 0.9, nil},
		"not named":      {"That payroll run was on a Friday.", heed.Fear, 0.9, nil},
		"weak":           {"I was afraid that payroll would fail.", heed.Fear, 0.2, nil},
		"a question":     {"Was I afraid of the bank then?", heed.Fear, 0.9, nil},
		"a set phrase":   {"I'm afraid off the top of my head I cannot say.", heed.Fear, 0.9, nil},
		"another's view": {"I am not afraid of the bank.", heed.Fear, 0.9, nil},
	} {
		tk := talk("c", heed.English, []said{{text: "What happened?"}}, []said{{story, heed.Frustration, 0.5, pain}, last})
		if got := practice.Choose([]practice.Talk{tk}, practice.Options{}); len(got) != 0 {
			t.Errorf("%s: %q is a moment", name, got[0].Said.Text)
		}
	}
	for name, tk := range map[string]practice.Talk{
		"no consent": friday("c", true),
		"hearsay":    func() practice.Talk { x := friday("c", false); x.Kind = heed.KindNotes; return x }(),
		"nothing before": talk("c", heed.English, []said{{text: "Hello."}},
			[]said{{"I was afraid that payroll would fail.", heed.Fear, 0.9, nil}}),
		"given away": talk("c", heed.English, []said{{text: "What happened?"}},
			[]said{{story + " I was scared of it.", heed.Fear, 0.8, pain}, {"I was afraid that payroll would fail.", heed.Fear, 0.5, nil}}),
	} {
		for _, m := range practice.Choose([]practice.Talk{tk}, practice.Options{}) {
			if m.Said.Text == "I was afraid that payroll would fail." {
				t.Errorf("%s: it is a moment", name)
			}
		}
	}
}

func many() (out []practice.Talk) {
	for i, x := range []said{
		{"I was afraid of the bank.", heed.Fear, 0.9, nil}, {"I was scared of the audit.", heed.Fear, 0.88, nil}, {"We were terrified of it.", heed.Fear, 0.87, nil},
		{"I was so proud of the team.", heed.Pride, 0.6, nil}, {"It was very frustrating for us.", heed.Frustration, 0.7, nil}, {"I am relieved about the numbers.", heed.Relief, 0.6, nil},
	} {
		signals := pain
		if x.feeling.Sign() > 0 {
			signals = []heed.Signal{{Kind: heed.SigGain, Basis: heed.Expressed}}
		}
		out = append(out, talk(fmt.Sprint("c", i), heed.English, []said{{text: "What happened then?"}}, []said{{story, "", 0, signals}, x}))
	}
	return append(out, talk("es", heed.Spanish, []said{{text: "¿Qué pasó entonces?"}}, []said{
		{"El almacén se quedó a oscuras la primera noche y nadie supo decirnos quién nos iba a llamar de vuelta.", "", 0, pain},
		{"Me dio mucho miedo el cierre.", heed.Fear, 0.9, nil}}))
}

func TestChoice(t *testing.T) {
	talks := many()
	first := practice.Choose(talks, practice.Options{Most: 4, Seed: 3})
	slices.Reverse(talks)
	if again := practice.Choose(talks, practice.Options{Most: 4, Seed: 3}); !reflect.DeepEqual(first, again) {
		t.Error("the order of the talks changes the choice")
	}
	seen := map[heed.Feeling]int{}
	for _, m := range first {
		seen[m.Feeling()]++
	}
	if len(first) != 4 || len(seen) < 3 {
		t.Errorf("feelings %v of %d moments: they should vary", seen, len(first))
	}
	if es := practice.Choose(talks, practice.Options{Language: heed.Spanish}); len(es) != 1 || es[0].Feeling() != heed.Fear {
		t.Errorf("Spanish: %+v", es)
	}
	if lift := practice.Choose(talks, practice.Options{Family: heed.Lift}); len(lift) != 1 || lift[0].Feeling() != heed.Pride {
		t.Errorf("lift: %+v", lift)
	}
}

func TestJudge(t *testing.T) {
	m := practice.Choose([]practice.Talk{friday("c", false)}, practice.Options{})[0]
	m.Risk = "reputation"
	for _, c := range []struct {
		guess  practice.Guess
		points [3]int
		why    [3]string
	}{
		{practice.Guess{}, [3]int{}, [3]string{practice.WhyNone, practice.WhyNone, practice.WhyNone}},
		{practice.Guess{Feel: "fear", Thought: "She was afraid payroll would fail.", Risk: "reputation"}, [3]int{2, 2, 2}, [3]string{practice.WhySame, practice.WhyMost, practice.WhySame}},
		{practice.Guess{Feel: "She is scared", Thought: "payroll", Risk: "job_security"}, [3]int{2, 1, 1}, [3]string{practice.WhySame, practice.WhySome, practice.WhyClose}},
		{practice.Guess{Feel: "anxious", Thought: "She was not afraid that payroll would fail", Risk: "productivity"}, [3]int{1, 1, 0}, [3]string{practice.WhyClose, practice.WhyOpposite, practice.WhyOther}},
		{practice.Guess{Feel: "proud", Thought: "The weather is fine today"}, [3]int{0, 0, 0}, [3]string{practice.WhyOther, practice.WhyFew, practice.WhyNone}},
		{practice.Guess{Feel: "hmm"}, [3]int{}, [3]string{practice.WhyUnread, practice.WhyNone, practice.WhyNone}},
		{practice.Guess{Feel: "tenía miedo"}, [3]int{2, 0, 0}, [3]string{practice.WhySame, practice.WhyNone, practice.WhyNone}},
		{practice.Guess{Feel: "miedo", Language: heed.Spanish}, [3]int{2, 0, 0}, [3]string{practice.WhySame, practice.WhyNone, practice.WhyNone}},
	} {
		s := practice.Judge(&m, c.guess, nil)
		sum := 0
		for i, item := range s.Items {
			sum += item.Points
			if item.Points != c.points[i] || item.Why != c.why[i] {
				t.Errorf("%+v: %s has %d points because %s, want %d because %s", c.guess, item.Name, item.Points, item.Why, c.points[i], c.why[i])
			}
		}
		if s.Points != sum || s.Of != 6 || s.Accuracy() != float64(sum)/6 {
			t.Errorf("%+v: %d of %d", c.guess, s.Points, s.Of)
		}
	}
	// Naming every feeling is no accuracy.
	all := practice.Judge(&m, practice.Guess{Feel: "angry sad worried happy proud relieved confused hopeful"}, nil)
	if all.Items[0].Points == 2 {
		t.Error("who names everything gets full points")
	}
}

// TestJudgeByWhatWasConfirmed: what they answered when it was shown back to them
// counts beside what they said, and only for more.
func TestJudgeByWhatWasConfirmed(t *testing.T) {
	m := practice.Choose([]practice.Talk{friday("c", false)}, practice.Options{})[0]
	answer := practice.Confirmed{Verdict: heed.Partly, Words: "My own salary depended on the bank file arriving.", Language: heed.English}
	felt := practice.Confirmed{Verdict: heed.Right, Feeling: heed.Pride}
	wrong, short := answer, answer
	wrong.Verdict = heed.Wrong
	short.Words = "The bank file."
	theirs := practice.Guess{Feel: "pride", Thought: "her salary depends on the bank file"}
	said := practice.Guess{Feel: "fear", Thought: "afraid payroll would fail"}
	for name, c := range map[string]struct {
		confirmed []practice.Confirmed
		guess     practice.Guess
		points    [2]int
		confirm   [2]bool
	}{
		"nothing was confirmed":      {nil, theirs, [2]int{0, 0}, [2]bool{}},
		"the answer":                 {[]practice.Confirmed{answer}, theirs, [2]int{0, 2}, [2]bool{false, true}},
		"the feeling":                {[]practice.Confirmed{felt}, theirs, [2]int{2, 0}, [2]bool{true, false}},
		"both, and what was said":    {[]practice.Confirmed{felt, answer}, said, [2]int{2, 2}, [2]bool{}},
		"a wrong one is no measure":  {[]practice.Confirmed{wrong}, theirs, [2]int{0, 0}, [2]bool{}},
		"three words are no measure": {[]practice.Confirmed{short}, theirs, [2]int{0, 0}, [2]bool{}},
	} {
		m.Confirmed = c.confirmed
		s := practice.Judge(&m, c.guess, nil)
		for i := range c.points {
			if x := s.Items[i]; x.Points != c.points[i] || x.Confirmed != c.confirm[i] {
				t.Errorf("%s: %s has %d points, confirmed %v; want %d, %v", name, x.Name, x.Points, x.Confirmed, c.points[i], c.confirm[i])
			}
		}
	}
}

// TestGym answers an objection in two ways and hears what real customers said.
func TestGym(t *testing.T) {
	objection := []heed.Signal{{Kind: heed.SigObjection, Subkind: "price"}}
	var talks []practice.Talk
	for id, x := range map[string][3]string{
		"a": {"It is far too expensive for a firm of our size.", "You feel it costs more than it brings. What would it have to bring?", "Well, half a day a week would do."},
		"b": {"The price is much higher than I was told it was.", "The price list is on our site.", "Then we have nothing to talk about."},
	} {
		tk := talk(id, heed.English, []said{{text: "So?"}}, []said{{x[0], heed.Anger, 0.5, objection}}, []said{{text: x[1]}}, []said{{text: x[2]}})
		kind := heed.ActInformation
		if id == "a" {
			kind = heed.ActComplexReflection
		}
		tk.Sensed.Acts[2] = []heed.Act{{Kind: kind}}
		talks = append(talks, tk)
	}
	pool := practice.Pushbacks(talks, "")
	if len(pool) != 2 || pool[0].Level != 1 || pool[0].Next == nil || pool[0].Kind != "price" {
		t.Fatalf("%+v", pool)
	}
	slices.SortFunc(pool, func(p, q practice.Pushback) int { return strings.Compare(p.ID, q.ID) })
	heard := practice.Exchanges(talks)
	at := practice.Place{Language: heed.English, Kind: "price", Said: pool[1].Said, First: true}
	c, ok := practice.Continue(at, heard, "It feels like it costs more than it would bring you?", []heed.ActKind{heed.ActComplexReflection}, nil)
	if !ok || c.Exchange.Next.Text != "Well, half a day a week would do." || c.Same {
		t.Errorf("a reflection: %+v, %v", c, ok)
	}
	c, ok = practice.Continue(at, heard, "You find the price on our site.", []heed.ActKind{heed.ActInformation}, nil)
	if !ok || c.Exchange.Next.Text != "Then we have nothing to talk about." || !c.Same {
		t.Errorf("information: %+v, %v", c, ok)
	}
	if _, ok := practice.Continue(at, heard, "Bananas.", []heed.ActKind{heed.ActGreeting}, nil); ok {
		t.Error("somebody was heard to go on from bananas")
	}
	if _, ok := practice.Continue(at, heard, "You find the price on our site.", []heed.ActKind{heed.ActInformation}, []string{heard[0].ID, heard[1].ID}); ok {
		t.Error("the same line was heard twice")
	}
	// Another kind of objection is another conversation; without consent nobody
	// goes on at all.
	at.Kind = "trust"
	at.Said.Turn = 9
	if _, ok := practice.Continue(at, heard, "You find the price on our site.", []heed.ActKind{heed.ActInformation}, nil); ok {
		t.Error("somebody went on about another matter")
	}
	for i := range talks {
		talks[i].Closed = map[string]bool{"B": true}
	}
	if got := practice.Exchanges(talks); len(got) != 0 {
		t.Errorf("without consent: %+v", got)
	}
}

func TestSchedule(t *testing.T) {
	day := heed.Date{Year: 2026, Month: 11, Day: 1}
	var c practice.Card
	// By hand: 1, 6, then the interval times the ease, which grows by 0.1 from
	// 2.5 with every best answer: 6 x 2.8, 17 x 2.9.
	for _, want := range []int{1, 6, 17, 49} {
		if c = c.Review(5, day); c.Days != want {
			t.Errorf("interval %d, want %d (ease %.2f)", c.Days, want, c.Ease)
		}
	}
	if c = c.Review(1, day); c.Days != 1 || c.Row != 0 || c.Due != (heed.Date{Year: 2026, Month: 11, Day: 2}) {
		t.Errorf("after a lapse %+v", c)
	}
	for range 30 {
		c = c.Review(0, day)
	}
	if c.Ease != 1.3 {
		t.Errorf("ease %.2f, want 1.3 at least", c.Ease)
	}
	done := []practice.Done{{"me", "good", 4, 4, day}, {"me", "weak", 1, 4, day}, {"me", "none", 0, 0, day}}
	plan := practice.Plan(done, heed.Date{Year: 2026, Month: 11, Day: 3})
	if len(plan) != 2 || plan[0].Skill != "weak" || plan[0].Accuracy.Value != 0.25 || plan[0].Overdue != 1 {
		t.Errorf("plan %+v", plan)
	}
}

func TestTeamIsFiveOrMore(t *testing.T) {
	var done []practice.Done
	for i := range 5 {
		if got := practice.Team(done); len(got) != 0 {
			t.Errorf("a team of %d sees %+v", i, got)
		}
		done = append(done, practice.Done{Account: fmt.Sprint(i), Skill: "read", Points: i, Of: 4}, practice.Done{Account: fmt.Sprint(i), Skill: "read", Points: i, Of: 4})
	}
	got := practice.Team(done)
	if len(got) != 1 || got[0].Accuracy.N != 5 || got[0].Accuracy.Value != 0.5 {
		t.Errorf("%+v", got)
	}
}
