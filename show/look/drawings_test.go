package look_test

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
	"github.com/heedhq/heed/show/look/looktest"
)

func scene(lang heed.Language) *look.Scene {
	s := looktest.Harbourline()
	return look.NewScene(lang, &s, func(kind, id string) string { return "#" + kind + "-" + id })
}

func TestTally(t *testing.T) {
	sc := scene(heed.English)
	for n, want := range map[int]int{0: 0, 1: 1, 4: 1, 5: 1, 6: 2, 25: 5} {
		tally := sc.Tally(n, 30)
		strokes := 0
		for _, g := range tally.Groups {
			strokes += strings.Count(g, "M")
		}
		if len(tally.Groups) != want || strokes != n || tally.Number != "" {
			t.Errorf("%d people: %d groups of %d strokes, %q", n, len(tally.Groups), strokes, tally.Number)
		}
	}
	if many := sc.Tally(26, 52); many.Number != "26" || many.Bar != 50 || len(many.Groups) != 0 {
		t.Errorf("26 people: %+v", many)
	}
}

func TestRing(t *testing.T) {
	sc := scene(heed.English)
	for _, c := range []struct {
		people, agreed, length int
		dashes                 string
	}{
		{11, 4, 110, "7 3 7 3 7 3 7 3 0 70"},
		{2, 0, 20, ""},
		{2, 2, 20, "7 3 7 3 0 0"},
		{24, 1, 240, "7 3 0 230"},
		{25, 0, 130, ""},             // one stroke for two
		{1000, 42, 240, "7 3 0 230"}, // one for 42
	} {
		r := sc.Ring("Nadia Ferrer", c.people, c.agreed, "s")
		if r.Length != c.length || r.Dashes != c.dashes || r.Ghost || r.Initials != "NF" {
			t.Errorf("%d people, %d agreed: %+v", c.people, c.agreed, r)
		}
		if each := strings.Contains(r.Label, "stands for"); each != (c.people > 24) {
			t.Errorf("%d people: the label says %q", c.people, r.Label)
		}
	}
	if ghost := sc.Ring("Nadia Ferrer", 0, 0, "s"); !ghost.Ghost || ghost.Initials != "?" {
		t.Errorf("nobody heard: %+v", ghost)
	}
}

func TestEarned(t *testing.T) {
	sc := scene(heed.English)
	e := sc.Earned(heed.Earned{Share: .5, Claims: 2, Of: 4, Empty: 1, ByLevel: [4]int{1, 0, 1, 1}})
	if len(e.Strokes) != 4 || e.Strokes[0].H != 28 || e.Strokes[3].Class != "empty" || e.Percent != "50\u00a0%" {
		t.Errorf("%+v", e)
	}
	if many := sc.Earned(heed.Earned{Of: 61, ByLevel: [4]int{61, 0, 0, 0}}); len(many.Strokes) != 0 || len(many.Counts) != 4 || many.Counts[3].Count != "61" {
		t.Errorf("61 claims are drawn as %d strokes and %d counts", len(many.Strokes), len(many.Counts))
	}
	if len(e.Rows) != 4 {
		t.Errorf("the earned share has %d companions", len(e.Rows))
	}
	if none := sc.Earned(heed.Earned{}); strings.Contains(none.Percent, "%") {
		t.Errorf("of nothing, %s is earned", none.Percent)
	}
}

func TestSaturation(t *testing.T) {
	sc := scene(heed.Spanish)
	s := sc.Saturation(heed.Saturation{Base: 4, Run: 2, Threshold: .05, BaseThemes: 10, Enough: true, Found: []int{4, 7, 9, 10, 12, 14, 15, 15, 15, 15}})
	// runs end after 6, 8 and 10: 4, 1 and 0 new themes of 10
	if len(s.Dots) != 2 || !strings.HasPrefix(s.Line, "M64 26L") || s.Last.Y != "126" || s.TooFew != "" {
		t.Errorf("%+v", s)
	}
	if !strings.Contains(s.Caption, "cada dos conversaciones") || !strings.Contains(s.LastLabel, "0\u00a0%") {
		t.Errorf("%q, %q", s.Caption, s.LastLabel)
	}
	for _, few := range []heed.Saturation{{}, {Base: 4, Run: 2, Found: []int{1, 2}}, {Base: 4, Run: 2, Enough: true, Found: []int{0, 0, 0, 0, 0, 0}}} {
		if s := sc.Saturation(few); s.TooFew == "" || s.Line != "" {
			t.Errorf("too few to tell, yet drawn: %+v", s)
		}
	}
}

var numbers = regexp.MustCompile(`-?[0-9.]+`)

// TestCurveMakesNoPeaks checks that no control point of a line stands above or
// below both of the points that it joins.
func TestCurveMakesNoPeaks(t *testing.T) {
	sc := scene(heed.English)
	lines := 0
	for _, c := range sc.Journey(&sc.Study.Journeys[0], "j").Curves {
		for _, l := range c.Lines {
			var v []float64
			for _, s := range numbers.FindAllString(l.Path, -1) {
				f, err := strconv.ParseFloat(s, 64)
				if err != nil {
					t.Fatalf("%q in %q", s, l.Path)
				}
				v = append(v, f)
			}
			if len(v) != 8 {
				t.Fatalf("%q has %d numbers", l.Path, len(v))
			}
			low, high := math.Min(v[1], v[7])-.02, math.Max(v[1], v[7])+.02
			if v[3] < low || v[3] > high || v[5] < low || v[5] > high {
				t.Errorf("the line %s bulges", l.Path)
			}
			lines++
		}
	}
	if lines != 10 {
		t.Errorf("%d lines, want 5 for each of two", lines)
	}
}

func TestJourney(t *testing.T) {
	sc := scene(heed.English)
	j := sc.Journey(&sc.Study.Journeys[0], "j")
	if len(j.Columns) != 7 || j.Columns[6].People != "1 person" {
		t.Fatalf("%d columns, the last with %s", len(j.Columns), j.Columns[6].People)
	}
	c := j.Curves[0]
	dotted := 0
	for _, l := range c.Lines {
		if l.Class == "thin" {
			dotted++
		}
	}
	// of Tom's five lines only evaluate to decide has three people at both ends
	if dotted != 4 || len(c.Bands) != 2 || len(c.Opposed) != 1 || !c.Thin {
		t.Errorf("%d dotted lines, %d bands, %d brackets", dotted, len(c.Bands), len(c.Opposed))
	}
	labels := ""
	for _, p := range c.Points {
		labels += p.Strong + p.Label + ";"
	}
	for _, want := range []string{"Nadia, n\u00a09, lowest;", "Nadia, n\u00a04, peak, end;", "Tom, n\u00a01, end;"} {
		if !strings.Contains(labels, want) {
			t.Errorf("no label says %q: %s", want, labels)
		}
	}
	if !strings.Contains(c.Label, "Onboard \u22121.4") {
		t.Errorf("read aloud, the curve is %q", c.Label)
	}
}

func TestOneStageGapIsDotted(t *testing.T) {
	s := looktest.Harbourline()
	s.Settings.ThinStage = 1
	curve := &s.Journeys[0].Curves[1] // Tom has nobody at use
	for i := range curve.Points {
		curve.Points[i].Thin = false
	}
	sc := look.NewScene(heed.English, &s, func(string, string) string { return "" })
	for _, l := range sc.Journey(&s.Journeys[0], "j").Curves[0].Lines {
		if strings.HasPrefix(l.Path, "M642.86 ") && strings.Contains(l.Path, " 928.57 ") && l.Class != "thin" {
			t.Error("the line over a stage where nobody was heard is solid")
		}
	}
}

func TestPanel(t *testing.T) {
	sc := scene(heed.English)
	var claim *heed.Claim
	for i := range sc.Study.Claims {
		if sc.Study.Claims[i].Against == 2 {
			claim = &sc.Study.Claims[i]
		}
	}
	p := sc.Panel(claim, 8)
	if len(p.For) != 3 || len(p.Against) != 2 || p.More != "" {
		t.Fatalf("%d for, %d against, %q", len(p.For), len(p.Against), p.More)
	}
	led := p.For[2]
	if !led.Half || led.Notes[0] != "leading question, counts less" || led.Question != "“So a daily e-mail would help, right?”" {
		t.Errorf("the led answer: %+v", led)
	}
	if p.For[1].Lang != "es" || p.For[1].Open != "«" || p.For[1].Question != "«¿Y qué pasó entonces?»" {
		t.Errorf("the Spanish answer: %+v", p.For[1])
	}
	// with room for three, one of those against is kept
	p = sc.Panel(claim, 3)
	if len(p.For) != 2 || len(p.Against) != 1 || p.ForCount != "2 of 3" || p.More != "and 2 more in the data (report --json)" {
		t.Errorf("%d for, %d against, %q, %q", len(p.For), len(p.Against), p.ForCount, p.More)
	}
}

func TestRulesAreSentences(t *testing.T) {
	for _, c := range []struct {
		step   heed.Step
		en, es string
	}{
		{heed.Step{Component: heed.Method, Reason: "leading_questions", Lowered: true, Figures: map[string]float64{"supporters": 4, "drawn_out": 3}},
			"3 of 4 only spoke when a leading or closed question drew it out", "3 de 4 solo hablaron cuando una pregunta sugestiva o cerrada lo provocó"},
		{heed.Step{Component: heed.Coherence, Reason: "contradicted", Lowered: true, Figures: map[string]float64{"supporters": 3, "opposers": 2, "wilson_low": .2307, "needed": .75}},
			"3 of 5 agree, fewer than 75\u00a0%; lower bound 0.23", "3 de 5 coinciden, menos de 75\u00a0%; límite inferior 0,23"},
		{heed.Step{Component: heed.Coherence, Figures: map[string]float64{"supporters": 3}}, "nobody speaks against it", "nadie lo contradice"},
		{heed.Step{Component: heed.Adequacy, Figures: map[string]float64{"participants": 6, "organisations": 5}}, "6 people, 5 organisations", "6 personas, 5 organizaciones"},
		{heed.Step{Component: heed.Adequacy, Unknown: true, Figures: map[string]float64{"participants": 6}},
			"6 people; organisations not known, so not judged", "6 personas; no se conocen las organizaciones, así que no se juzga"},
		{heed.Step{Component: heed.Relevance, Figures: map[string]float64{"age_days": 7}}, "about this group; newest 7 days ago", "sobre este grupo; la más reciente, hace 7 días"},
		{heed.Step{Component: heed.CapReview, Reason: "machine", Lowered: true}, "found by the machine: at most moderate until a person accepts it", "lo encontró la máquina: como mucho moderada hasta que una persona la acepte"},
	} {
		claim := &heed.Claim{ID: "x", Confidence: heed.Confidence{Steps: []heed.Step{c.step}}}
		for lang, want := range map[heed.Language]string{heed.English: c.en, heed.Spanish: c.es} {
			rules, _ := scene(lang).Rules(claim)
			if len(rules) != 1 || rules[0].Sentence != want || rules[0].Lowered != c.step.Lowered {
				t.Errorf("%+v is %+v, want %q", c.step, rules, want)
			}
		}
	}
}

// TestCutWordsShowIt checks that words cut out of a sentence stand with an
// ellipsis, and whole sentences without.
func TestCutWordsShowIt(t *testing.T) {
	for _, c := range []struct{ before, words, after, want string }{
		{"They were kind. But ", "every desk was somebody else’s desk", ", every time.", "“…every desk was somebody else’s desk…”"},
		{"Right. ", "Tell me who owns it.", " Please.", "“Tell me who owns it.”"},
		{"", "no idea", "", "“no idea”"},
	} {
		s := looktest.OneInterview()
		claim := &s.Claims[0]
		e := &claim.Evidence[0]
		e.Text, e.End, e.Language = c.words, e.Start+len(c.words), heed.English
		claim.Words, claim.Language = c.words, heed.English
		s.Contexts[app.AnchorOf(e.Quotation)] = app.Context{Before: c.before, After: c.after}
		sc := look.NewScene(heed.English, &s, func(string, string) string { return "" })
		if got := sc.Line(claim).Text; got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}
