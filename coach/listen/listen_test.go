package listen

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	heed "github.com/heedhq/heed"
)

func TestTextsInBothLanguages(t *testing.T) {
	en, es := texts()[heed.English], texts()[heed.Spanish]
	for k, v := range en {
		if es[k] == "" || v == "" {
			t.Errorf("%s is missing in one language", k)
		}
		for _, name := range []string{"{quote}", "{quote2}", "{name}", "{n}", "{of}", "{share}", "{amount}", "{seconds}", "{words}", "{mirror}", "{first}", "{second}"} {
			if strings.Contains(v, name) != strings.Contains(es[k], name) {
				t.Errorf("%s: %s is filled in one language only", k, name)
			}
		}
	}
	spanish := 0
	for k, v := range es {
		plain, close := strings.CutSuffix(k, ".tu")
		if !close {
			spanish++
		} else if es[plain] == "" || es[plain] == v && !strings.HasPrefix(k, "feeling.sadness") || strings.Contains(strings.ToLower(v), "usted") {
			t.Errorf("%s says nothing else to somebody who is called tú", k)
		}
	}
	if len(en) != spanish || len(en) < 70 {
		t.Errorf("%d English texts, %d Spanish", len(en), spanish)
	}
	for _, f := range heed.Feelings {
		if f.Sign() < 0 && en["feeling."+string(f)] == "" {
			t.Errorf("no words for %s", f)
		}
	}
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		if len(rules()[lang]) < 20 || len(judging()[lang]) < 10 {
			t.Errorf("%s: %d rules, %d judging phrases", lang, len(rules()[lang]), len(judging()[lang]))
		}
	}
	if reference("talk_share", heed.KindCall, heed.Spanish) == nil || reference("talk_share", heed.KindInterview, heed.English) != nil {
		t.Error("talk share has a reference for calls and none for interviews")
	}
}

func TestOpen(t *testing.T) {
	for _, c := range []struct {
		lang    heed.Language
		act     heed.ActKind
		in, out string
		fine    bool
	}{
		{"en", heed.ActClosedQuestion, "Are you happy with the new dashboard?", "How do you feel about the new dashboard?", false},
		{"en", heed.ActClosedQuestion, "So do you use the mobile app?", "How do you use the mobile app?", false},
		{"en", heed.ActClosedQuestion, "Have you tried the export yet?", "What have you tried so far?", false},
		{"en", heed.ActClosedQuestion, "Do you have budget set aside this year or would that be next year?", "Where do things stand with budget set aside this year?", false},
		{"en", heed.ActClosedQuestion, "How many people are on your team?", "", true},
		{"en", heed.ActClosedQuestion, "What's your account number?", "", true},
		{"en", heed.ActClosedQuestion, "Can you send me the file?", "", true},
		{"en", heed.ActClosedQuestion, "Is Tuesday okay?", "", false},
		{"en", heed.ActLeadingQuestion, "so I'm guessing your month-end close is a pain?", "How is your month-end close for you?", false},
		{"en", heed.ActLeadingQuestion, "Don't you think the new screen is easier?", "How do you see the new screen?", false},
		{"en", heed.ActDoubleQuestion, "How often do you run the report and who reads it?", "One at a time: “How often do you run the report?” and, after the answer, “Who reads it?”", false},
		{"en", heed.ActDoubleQuestion, "Where and when do you use it?", "One at a time: “Where do you use it?” and, after the answer, “When do you use it?”", false},
		{"en", heed.ActOpenQuestion, "How did it go?", "", false},
		{"en", heed.ActClosedQuestion, "Are you more likely to work through it with others, or do you tend to hand it over?", "How do you usually go about it?", false},
		{"en", heed.ActClosedQuestion, "Has the new rota shaped your week at all?", "How has the new rota shaped your week?", false},
		{"en", heed.ActClosedQuestion, "Are there specific orders where you would rather ring?", "What comes to mind when you think of orders where you would rather ring?", false},
		{"en", heed.ActClosedQuestion, "When you close the month, how do you check the totals?", "", false},
		{"en", heed.ActLeadingQuestion, "Given how useful the planner has been, what worries do you have about it?", "What worries do you have about it?", false},
		{"es", heed.ActClosedQuestion, "¿Le ayudo en algo más?", "", true},
		{"es", heed.ActClosedQuestion, "¿Le está gustando?", "¿Qué le parece?", false},
		{"es", heed.ActClosedQuestion, "¿Te está gustando?", "¿Qué te parece?", false},
		{"es", heed.ActClosedQuestion, "¿Trabaja con hojas sueltas o tiene un programa?", "", false},
		{"es", heed.ActLeadingQuestion, "¿No crees que así es más rápido?", "¿Cómo lo ves tú?", false},
		{"es", heed.ActClosedQuestion, "¿Está contento con el servicio?", "¿Qué tal con el servicio?", false},
		{"es", heed.ActClosedQuestion, "¿Usa la aplicación móvil?", "¿Cómo usa la aplicación móvil?", false},
		{"es", heed.ActClosedQuestion, "¿Usas la aplicación móvil?", "¿Cómo usas la aplicación móvil?", false},
		{"es", heed.ActClosedQuestion, "¿Cuándo termina su contrato?", "", true},
		{"es", heed.ActClosedQuestion, "¿Me dice su DNI?", "", true},
		{"es", heed.ActLeadingQuestion, "¿No cree que la nueva pantalla es más fácil?", "¿Cómo ve usted la nueva pantalla?", false},
		{"es", heed.ActDoubleQuestion, "¿Cuándo empezó y qué hizo usted?", "De una en una: «¿Cuándo empezó?» y, tras la respuesta, «¿Qué hizo usted?»", false},
	} {
		out, note := Open(c.in, c.act, c.lang)
		if out != c.out || (note != "") != c.fine {
			t.Errorf("%q: %q (%q), want %q, fine %v", c.in, out, note, c.out, c.fine)
		}
	}
}

func TestMirror(t *testing.T) {
	for _, c := range []struct{ in, out string }{
		{"I do the Toledo one by hand", "you do the Toledo one by hand"},
		{"Well, we lost our best customer over it", "you lost your best customer over it"},
		{"I was still on the phone when my sister called", "you were still on the phone when your sister called"},
		{"it makes me look stupid", "it makes you look stupid"},
		{"you never call me back", ""}, // said to us
		{"he said I was wrong", ""},    // somebody's words
		{"what worries me is the bank file", ""},
		{"the report is late", "the report is late"}, // given back as it is
	} {
		got, ok := mirror(c.in, heed.English)
		if ok != (c.out != "") || ok && got != c.out {
			t.Errorf("%q gives %q (%v), want %q", c.in, got, ok, c.out)
		}
	}
}

// TestRecallBeyondTheKeyStatements: what was said and is no key statement does
// not count, and is not called made up either; our own words are not theirs.
func TestRecallBeyondTheKeyStatements(t *testing.T) {
	c := &heed.Conversation{Language: heed.English,
		Speakers: []heed.Speaker{{Speaker: "Ana", Role: heed.RoleRep}, {Speaker: "Cal", Role: heed.RoleCustomer}},
		Turns:    []heed.Turn{{Speaker: "Ana", Text: "We have a cheaper plan."}, {Speaker: "Cal", Text: "The bank file went out at noon."}},
	}
	readings := []heed.Reading{{Turn: 0, Text: c.Turns[0].Text}, {Turn: 1, Text: c.Turns[1].Text}}
	r := Recall("the bank file\nthe bank file did not go out at noon\na cheaper plan", nil, -1, heed.English)
	r.LookBeyond(c, readings, heed.English)
	if len(r.Beyond) != 2 || r.Beyond[0].Said.Moment.Turn != 1 || r.Beyond[0].Changed != "" || r.Beyond[1].Changed != "negation" {
		t.Errorf("beyond %+v", r.Beyond)
	}
	if len(r.Added) != 1 || r.Added[0] != "a cheaper plan" || r.Share != 0 {
		t.Errorf("added %q, share %v", r.Added, r.Share)
	}
}

func TestRecall(t *testing.T) {
	said := []Said{
		{Text: "We lost three days on the payroll import."},
		{Text: "The bank file is wrong every month."},
		{Text: "I do not trust the dates in the report."},
		{Text: "My sister calls every Thanksgiving."},
	}
	r := Recall("- lost 5 days on payroll import\n- bank file wrong every month\nThey want a cheaper plan.\nShe trusts the dates in the report", said, 0.75, heed.English)
	if len(r.Kept) != 1 || !strings.Contains(r.Kept[0].Said.Text, "bank file") {
		t.Errorf("kept %+v", r.Kept)
	}
	if len(r.Changed) != 2 || r.Changed[0].Changed != "number" || r.Changed[1].Changed != "negation" {
		t.Errorf("changed %+v", r.Changed)
	}
	if len(r.Missed) != 1 || !strings.Contains(r.Missed[0].Text, "sister") || len(r.Added) != 1 || !strings.Contains(r.Added[0], "cheaper") {
		t.Errorf("missed %+v, added %+v", r.Missed, r.Added)
	}
	if r.Share != 0.25 || r.Gap != 0.5 || !r.Guessed {
		t.Errorf("share %v, gap %v", r.Share, r.Gap)
	}
	es := Recall("perdieron tres días con la nómina", []Said{{Text: "Perdimos tres días con la importación de la nómina."}}, -1, heed.Spanish)
	if len(es.Kept) != 1 || es.Guessed {
		t.Errorf("Spanish: %+v", es)
	}
	if none := Recall("", nil, -1, heed.English); none.Share != 0 || len(none.Kept) != 0 {
		t.Errorf("nothing: %+v", none)
	}
}

// report makes a report with one measure and what followed a validation.
func report(id string, day int, share, lift float64) Report {
	return Report{
		Conversation: id, Date: heed.Date{Year: 2026, Month: time.March, Day: day},
		Measures: map[string]Value{"talk_share": {Value: share, Unit: "share", Measurable: true}},
		Followed: []Followed{{Act: heed.ActValidation, Before: -0.3, After: -0.3 + lift}},
	}
}

func TestOverManyCalls(t *testing.T) {
	var mine []Report
	for i := range 12 { // falls from 0.7 to about 0.4
		mine = append(mine, report(fmt.Sprint("c", i), 28-i, 0.4+0.03*float64(i), 0.2+0.01*float64(i%3)))
	}
	lines := Trend(mine)
	if len(lines) != 1 || len(lines[0].Points) != 12 {
		t.Fatalf("%+v", lines)
	}
	if l := lines[0]; l.Points[0].Conversation != "c11" || math.Abs(l.Change+0.18) > 1e-6 || !l.Clear || l.Low > l.Change || l.High < l.Change {
		t.Errorf("trend %+v", l)
	}
	lifts := Lift(mine, heed.Spanish)
	if len(lifts) != 1 || lifts[0].N != 12 || lifts[0].Conversations != 12 || lifts[0].Enough || math.Abs(lifts[0].Lift-0.21) > 1e-9 {
		t.Errorf("lift %+v", lifts)
	}
	if lifts[0].Low > lifts[0].Lift || lifts[0].High < lifts[0].Lift || !strings.Contains(lifts[0].Note, "asociación") {
		t.Errorf("lift %+v", lifts[0])
	}
	people := map[string][]Report{}
	for i := range 4 {
		people[fmt.Sprint("p", i)] = []Report{report("x", 1, 0.1*float64(i+3), 0)}
	}
	if _, err := Team(people); heed.ErrorCode(err) != heed.CodeForbidden {
		t.Errorf("four people are shown: %v", err)
	}
	people["p4"] = []Report{report("x", 1, 0.7, 0)}
	team, err := Team(people)
	if err != nil || len(team) != 1 || team[0].People != 5 || math.Abs(team[0].Median-0.5) > 1e-9 || math.Abs(team[0].Quarter-0.4) > 1e-9 {
		t.Errorf("team %+v, %v", team, err)
	}
	if b, _ := json.Marshal(team); strings.Contains(string(b), "p4") {
		t.Error("a team's view names somebody")
	}
}

// TestCards reads the cards of a call as the rep would.
func TestCards(t *testing.T) {
	b, err := os.ReadFile("testdata/cards.json")
	if err != nil {
		t.Fatal(err)
	}
	var in struct {
		Conversation heed.Conversation
		Acts         [][]heed.Act
		Readings     []heed.Reading
	}
	if err := json.Unmarshal(b, &in); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		r := Measure(&in.Conversation, in.Acts, in.Readings, Options{Language: lang})
		fmt.Fprintf(&out, "[%s]\n", lang)
		for _, c := range r.Cards {
			fmt.Fprintf(&out, "%s%s\n", map[bool]string{true: "* "}[c.Next], c.Title)
			for _, p := range []*Point{c.Well, c.Try} {
				if p == nil {
					continue
				}
				fmt.Fprintf(&out, "  %s\n", p.Text)
				if p.Quote != "" {
					fmt.Fprintf(&out, "    %s: %s\n", p.By, p.Quote)
					if q, ok := p.Moment.In(in.Conversation.Turns[p.Moment.Turn].Text); !ok || !strings.Contains(q, p.Quote) {
						t.Errorf("%q is not at its place %+v", p.Quote, p.Moment)
					}
				}
				if p.Better != "" {
					fmt.Fprintf(&out, "    > %s\n", p.Better)
				}
			}
			if c.Empty != "" {
				fmt.Fprintf(&out, "  (%s)\n", c.Empty)
			}
		}
	}
	if os.Getenv("HEED_UPDATE") != "" {
		if err := os.WriteFile("testdata/cards.expected", []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/cards.expected")
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

func TestWhatIsEmpty(t *testing.T) {
	for _, c := range []*heed.Conversation{
		{}, {Turns: []heed.Turn{{}}}, {Turns: []heed.Turn{{Text: "", Start: heed.At(3), End: heed.At(1)}}},
		{Turns: []heed.Turn{{Text: "[noise]", Role: heed.RoleCustomer, Start: heed.At(0), End: heed.At(2)}}},
	} {
		r := Measure(c, nil, nil, Options{})
		for _, n := range Names {
			if v := r.Measures[n]; v.Measurable || v.Why == "" {
				if n != "silence" && n != "silence_count" && n != "silence_longest" {
					t.Errorf("%s of nothing: %+v", n, v)
				}
			}
		}
		if _, err := json.Marshal(r); err != nil {
			t.Error(err)
		}
	}
}

func FuzzMeasure(f *testing.F) {
	f.Add("I was on hold for an hour. Do you use it?", 0.0, 1.0, -1.0, 1e9, uint8(3))
	f.Add("¿Qué pasó? Sí.", 5.0, 5.0, 5.0, 4.0, uint8(200))
	f.Fuzz(func(t *testing.T, s string, a, b, c, d float64, roles uint8) {
		if !(a >= 0 && a < 1e9 && b >= 0 && b < 1e9 && c >= 0 && c < 1e9 && d >= 0 && d < 1e9) {
			return
		}
		all := []heed.Role{heed.RoleCustomer, heed.RoleRep, heed.RoleResearcher, ""}
		conv := &heed.Conversation{Turns: []heed.Turn{
			{Speaker: "a", Role: all[roles&3], Text: s, Start: heed.At(a), End: heed.At(b)},
			{Speaker: "b", Role: all[roles>>2&3], Text: s, Start: heed.At(c), End: heed.At(d)},
			{Speaker: "a", Role: all[roles>>4&3], Text: "right", Start: heed.At(b)},
		}}
		acts := [][]heed.Act{
			{{Kind: heed.ActKinds[int(roles)%len(heed.ActKinds)], Span: heed.Span{End: len(s)}, Confidence: 1}},
			{{Kind: heed.ActAdvice, Span: heed.Span{End: len(s)}, Confidence: 1}},
			{{Kind: heed.ActBackchannel, Span: heed.Span{End: 5}, Confidence: 1}},
		}
		read := []heed.Reading{{Turn: 0, Span: heed.Span{End: len(s)}, Text: s, Valence: -1, Feelings: []heed.FeelingScore{{Name: heed.Anger, Intensity: 1}}}}
		r := Measure(conv, acts, read, Options{})
		for n, v := range r.Measures {
			if math.IsNaN(v.Value) || math.IsInf(v.Value, 0) {
				t.Fatalf("%s = %v", n, v.Value)
			}
		}
		for _, card := range r.Cards {
			for _, p := range []*Point{card.Well, card.Try} {
				if p == nil {
					continue
				}
				if _, ok := p.Moment.In(conv.Turns[p.Moment.Turn].Text); !ok {
					t.Fatalf("card %s opens no place: %+v", card.Habit, p.Moment)
				}
			}
		}
	})
}

// BenchmarkCall measures a 30-minute call of 300 turns and 4,500 words with
// its readings and acts: 10,000 of them have to take under 60 s on two cores,
// so one under 12 ms.
func BenchmarkCall(b *testing.B) {
	c := &heed.Conversation{Kind: heed.KindCall, Language: heed.English}
	var acts [][]heed.Act
	var read []heed.Reading
	for i := range 300 {
		text := "I have been waiting for the file since Monday and nobody calls me back."
		role, kind := heed.RoleCustomer, heed.ActInformation
		if i%2 == 1 {
			role, kind = heed.RoleRep, heed.ActKinds[i%len(heed.ActKinds)]
		}
		c.Turns = append(c.Turns, heed.Turn{Speaker: string(role), Role: role, Text: text, Start: heed.At(float64(i) * 6), End: heed.At(float64(i)*6 + 6.1)})
		acts = append(acts, []heed.Act{{Kind: kind, Span: heed.Span{End: len(text)}, Confidence: 0.8}})
		read = append(read, heed.Reading{Turn: i, Span: heed.Span{End: len(text)}, Text: text, Valence: -0.3, Feelings: []heed.FeelingScore{{Name: heed.Frustration, Intensity: 0.5}},
			Signals: []heed.Signal{{Kind: heed.SigPain, Span: heed.Span{End: len(text)}, Text: text, Confidence: 0.8}}})
	}
	b.ReportAllocs()
	for b.Loop() {
		Measure(c, acts, read, Options{})
	}
}
