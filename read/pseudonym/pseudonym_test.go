package pseudonym

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/heedhq/heed"
)

// counter numbers names in the order in which they come and keeps them.
func counter(asked *[]string) Number {
	seen := map[string]int{}
	return func(name string) (int, error) {
		if asked != nil {
			*asked = append(*asked, name)
		}
		if seen[name] == 0 {
			seen[name] = len(seen) + 1
		}
		return seen[name], nil
	}
}

func talk(lines ...string) *heed.Conversation {
	c := &heed.Conversation{}
	for _, l := range lines {
		who, text, _ := strings.Cut(l, ": ")
		c.Turns = append(c.Turns, heed.Turn{Speaker: who, Text: text})
		if _, ok := c.Speaker(who); !ok {
			c.Speakers = append(c.Speakers, heed.Speaker{Speaker: who})
		}
	}
	return c
}

func TestCoverResolvesPeople(t *testing.T) {
	c := talk(
		"Priya Nadkarni: Thanks, Marta. Is Kelly in?",
		"Marta Voss: She is. Kelly Marsh, that is. Kelly’s direct line is 01632 960 271.",
		"Priya Nadkarni: And Rob? Robert Tunstall, I mean.",
	)
	c.ID, c.Title = "interview_2025-11-18_marta-voss", "interview_2025-11-18_marta-voss.txt"
	c.Speakers[1].Attributes = map[string]string{"title": "Operations lead", "e-mail": "m@b.example", "phone": "1", "region": "call 07700 900418"}
	var asked []string
	counts, err := Cover(c, counter(&asked))
	if err != nil {
		t.Fatal(err)
	}
	want := []heed.Turn{
		{Speaker: "Person 1", Text: "Thanks, [person 2]. Is [person 3] in?"},
		{Speaker: "Person 2", Text: "She is. [person 3], that is. [person 3]’s direct line is [phone]."},
		{Speaker: "Person 1", Text: "And [person 4]? [person 4], I mean."},
	}
	if !reflect.DeepEqual(c.Turns, want) {
		t.Errorf("turns\n%+v\nwant\n%+v", c.Turns, want)
	}
	if want := []string{"Priya Nadkarni", "Marta Voss", "Kelly Marsh", "Robert Tunstall"}; !slices.Equal(asked, want) {
		t.Errorf("numbers asked for %q, want %q", asked, want)
	}
	if c.ID != "interview_2025-11-18_person-2" || c.Title != "interview_2025-11-18_person-2.txt" {
		t.Errorf("id %q, title %q", c.ID, c.Title)
	}
	if s := c.Speakers[1]; s.Speaker != "Person 2" || s.Name != "" ||
		!reflect.DeepEqual(s.Attributes, map[string]string{"title": "Operations lead", "region": "call [phone]"}) {
		t.Errorf("speaker %+v", s)
	}
	if !reflect.DeepEqual(counts, Counts{"name": 9, "phone": 2}) {
		t.Errorf("counts %v", counts)
	}
}

func TestCoverKeepsRoleLabels(t *testing.T) {
	c := talk("Caller: hola soy Marta", "Agent: Hola, Marta Voss.", "P1: ok", "Moderadora: bien")
	c.Speakers[0].Name = "Marta Voss"
	if _, err := Cover(c, counter(nil)); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, x := range c.Turns {
		got = append(got, x.Speaker+": "+x.Text)
	}
	want := []string{"Caller: hola soy [person 1]", "Agent: Hola, [person 1].", "P1: ok", "Moderadora: bien"}
	if !slices.Equal(got, want) || c.Speakers[0].Name != "" {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCoverKeepsLabelsApart(t *testing.T) {
	c := talk("Person 1: Hello.", "Ana Ruiz: Hi.", "ana ruiz: Hi again.")
	if _, err := Cover(c, func(string) (int, error) { return 1, nil }); err != nil {
		t.Fatal(err)
	}
	if got := []string{c.Turns[0].Speaker, c.Turns[1].Speaker, c.Turns[2].Speaker}; !slices.Equal(got, []string{"Person 1", "Person 1 (2)", "Person 1 (3)"}) {
		t.Errorf("labels %q", got)
	}
	if c.Speakers[1].Speaker != c.Turns[1].Speaker || c.Speakers[2].Speaker != c.Turns[2].Speaker {
		t.Errorf("speakers %+v and turns disagree", c.Speakers)
	}
}

func TestCoverLeavesCAloneOnError(t *testing.T) {
	c, same := talk("Ana Ruiz: I'm Ana Ruiz."), talk("Ana Ruiz: I'm Ana Ruiz.")
	broken := errors.New("no numbers left")
	if _, err := Cover(c, func(string) (int, error) { return 0, broken }); !errors.Is(err, broken) {
		t.Fatalf("error %v", err)
	}
	if !reflect.DeepEqual(c, same) {
		t.Errorf("changed to %+v", c)
	}
}

func TestCoverQuestions(t *testing.T) {
	c := &heed.Conversation{Turns: []heed.Turn{{Text: "Fine.", Question: "How did Rosa Bellido help?"}, {Text: "Well.", Question: "How did Rosa Bellido help?"}}}
	if _, err := Cover(c, counter(nil)); err != nil {
		t.Fatal(err)
	}
	for _, x := range c.Turns {
		if x.Question != "How did [person 1] help?" {
			t.Errorf("question %q", x.Question)
		}
	}
}

func TestNamed(t *testing.T) {
	for label, want := range map[string]bool{
		"Marta Voss": true, "marta": true, "Dr Okonjo": true, "Priya Nadkarni": true, "Xoán Piñeiro": true, "Agent Marta": true,
		"marta@brackley.example": true, "+44 7700 900418": true, "MountainDad42": true, "Mark": true, "María José": true,
		"Caller": false, "Agent": false, "P1": false, "Interviewer 2": false, "Moderador": false, "Entrevistadora": false,
		"Cliente": false, "SPEAKER_00": false, "Speaker A": false, "": false, "Person 3": false, "Person 1 (2)": false,
		"I": false, "Participante 4": false, "Customer support": false, "user_48219": false, "Atención al cliente": false,
	} {
		if got := Named(label); got != want {
			t.Errorf("Named(%q) = %v", label, got)
		}
	}
}

func TestInName(t *testing.T) {
	for _, x := range []struct {
		file  string
		names []string
		want  string
	}{
		{"interview_2025-11-18_marta-voss.txt", []string{"Marta Voss"}, "interview_2025-11-18_person.txt"},
		{"call_lucia.txt", []string{"Lucía Monteagudo"}, "call_person.txt"},
		{"marble_rob.vtt", []string{"Rob", "Mar"}, "marble_person.vtt"},
		{"robust.csv", []string{"Rob"}, "robust.csv"},
		{"call_agent.txt", []string{"Agent"}, "call_agent.txt"},
	} {
		if got := InName(x.file, x.names); got != x.want {
			t.Errorf("InName(%q, %q) = %q, want %q", x.file, x.names, got, x.want)
		}
	}
}

// TestCodes takes each code with the text around it.
func TestCodes(t *testing.T) {
	for text, want := range map[string]string{
		"Write to ana.ruiz+x@firm.example, please.":           "Write to [email], please.",
		"Pay to ES91 2100 0418 4502 0005 1332 today":          "Pay to [iban] today",
		"Pay to ES92 2100 0418 4502 0005 1332 today":          "Pay to ES92 2100 0418 4502 0005 1332 today",
		"Card 4111-1111-1111-1111.":                           "Card [card].",
		"Order 4111 1111 1111 1112.":                          "Order 4111 1111 1111 1112.",
		"DNI 12.345.678-Z":                                    "DNI [national id]",
		"12345678A is a part":                                 "12345678A is a part",
		"NIE X1234567L.":                                      "NIE [national id].",
		"QQ 12 34 56 C":                                       "[national id]",
		"CUIT 20-12345678-6":                                  "CUIT [national id]",
		"+34 655 010 233 or 655010233":                        "[phone] or [phone]",
		"(415) 555-0192, 415-555-0192, 020 7946 0321":         "[phone], [phone], [phone]",
		"llámame al 11 4321-5678":                             "llámame al [phone]",
		"on 2026-11-18 at 10:30, 18/11/2026, 600 000 000 €":   "on 2026-11-18 at 10:30, 18/11/2026, 600 000 000 €",
		"1,250,000 rows and 192.168.0.1 and v3.11.2":          "1,250,000 rows and 192.168.0.1 and v3.11.2",
		"see https://a.example/help and a.example/u/88231x":   "see https://a.example/help and [url]",
		"https://a.example/x?token=9f3ac81be77d2.":            "[url].",
		"linkedin.com/in/marta-voss":                          "[url]",
		"and/or 24/7 w/o":                                     "and/or 24/7 w/o",
		"customer number AB-48213, thanks":                    "customer number [account], thanks",
		"marta dot voss at brackley dot co dot uk":            "[email]",
		"lives at 14 Victoria Road, Leeds LS6 1AA.":           "lives at [address].",
		"Calle 100 No. 19-54, Bogotá":                         "[address], Bogotá",
		"one two three four five, once I caught a fish":       "one two three four five, once I caught a fish",
		"an account since 2019, opened in 2016":               "an account since 2019, opened in 2016",
		"my account number is 2019":                           "my account number is [account]",
		"la cuenta es de 2019; mi número de cuenta es 48211":  "la cuenta es de 2019; mi número de cuenta es [account]",
		"a Kruskal Wallis or Mann-Whitney test":               "a Kruskal Wallis or Mann-Whitney test",
		"la prueba de Kruskal Wallis y la t de Student":       "la prueba de Kruskal Wallis y la t de Student",
		"Google Sheets, Autodesk Maya and a junior developer": "Google Sheets, Autodesk Maya and a junior developer",
		"we asked Maya Lindqvist, and Christian Brandt rang":  "we asked [person 1], and [person 2] rang",
		"my number is oh seven seven double oh nine hundred":  "my number is [phone]",
	} {
		c := &heed.Conversation{Turns: []heed.Turn{{Text: text}}}
		if _, err := Cover(c, counter(nil)); err != nil {
			t.Fatal(err)
		}
		if got := c.Turns[0].Text; got != want {
			t.Errorf("%q\n gives %q\n want  %q", text, got, want)
		}
	}
}

// TestAloud reads numbers in groups, as a caller reads them from a paper: with
// commas, pauses and dashes between.
func TestAloud(t *testing.T) {
	for text, want := range map[string]string{
		"Se la leo: ES91, 2100, 0418, 4502, 0005, 1332. Es de Goyo.": "Se la leo: [iban]. Es de [person 1].",
		"Se la leo: ES91, 2100, 0418…":                               "Se la leo: [iban]…",
		"It's GB29 – 6016 – 1331 – 9268, and then it is torn.":       "It's [iban], and then it is torn.",
		"Pues ES 91… 2100… 0418… 4502, espere.":                      "Pues [iban], espere.",
		"Sales of ES91, 2100 units, and 40 more":                     "Sales of ES91, 2100 units, and 40 more",
		"the card is 4111, 1111, 1111, 1111, expiring soon":          "the card is [card], expiring soon",
		"la tarjeta… 5555 – 5555 – 5555 – 4444, la azul":             "la tarjeta… [card], la azul",
		"my account number is 304, 177, 820, 95, thanks":             "my account number is [account], thanks",
		"my phone number is 612, 48, 03, 77":                         "my phone number is [phone]",
		"el teléfono es 655… 010… 233":                               "el teléfono es [phone]",
		"the account took 100, 200, 300 a month":                     "the account took 100, 200, 300 a month",
		"it was 12, 15, 11 and 16 on the board":                      "it was 12, 15, 11 and 16 on the board",
		"the account had 1,250, 1,300 and 990 in it":                 "the account had 1,250, 1,300 and 990 in it",
	} {
		c := &heed.Conversation{Turns: []heed.Turn{{Text: text}}}
		if _, err := Cover(c, counter(nil)); err != nil {
			t.Fatal(err)
		}
		if got := c.Turns[0].Text; got != want {
			t.Errorf("%q\n gives %q\n want  %q", text, got, want)
		}
	}
}

// FuzzCover holds that a second run changes nothing, and that what is between
// replacements keeps its bytes.
func FuzzCover(f *testing.F) {
	for _, name := range []string{"testdata/dev.en.txt", "testdata/dev.es.txt"} {
		for line := range linesOf(f, name) {
			f.Add("What is your name and your phone number?", line)
		}
	}
	f.Add("¿Su dirección?", "c/ Mayor 8, 3º B\u0301 @a at x dot y 12345678Z X1234567L")
	f.Fuzz(func(t *testing.T, before, text string) {
		text, before = strings.ToValidUTF8(text, ""), strings.ToValidUTF8(before, "")
		c := talk("A: x", "B: y")
		c.Turns[0].Text, c.Turns[1].Text = before, text
		if _, err := Cover(c, counter(nil)); err != nil {
			t.Fatal(err)
		}
		once := c.Turns[1].Text
		if !validBetween(text, once) {
			t.Errorf("%q became %q", text, once)
		}
		if _, err := Cover(c, counter(nil)); err != nil {
			t.Fatal(err)
		}
		if strings.Count(once, "[") != strings.Count(c.Turns[1].Text, "[") || len(once) != len(c.Turns[1].Text) {
			t.Errorf("first %q, then %q", once, c.Turns[1].Text)
		}
	})
}

// validBetween reports whether out is text with some stretches replaced.
func validBetween(text, out string) bool {
	if strings.ToValidUTF8(out, "") != out {
		return false
	}
	at := 0
	for out != "" {
		open := strings.IndexByte(out, '[')
		n := 0
		if open >= 0 {
			n = placeholder(out[open:])
		}
		part := out
		if open >= 0 {
			part = out[:max(open, 0)]
			if n == 0 {
				part = out[:open+1]
			}
		}
		k := strings.Index(text[at:], part)
		if k < 0 {
			return false
		}
		at += k + len(part)
		out = out[len(part)+n:]
	}
	return true
}

func TestLongLine(t *testing.T) {
	if testing.Short() {
		t.Skip("a megabyte")
	}
	unit := "So I asked Marta Voss and she said 14 elm road, calle mayor de la o no, una a la una, one two three, ana@b.example. "
	text := strings.Repeat(unit, 1<<20/len(unit))
	c := &heed.Conversation{Turns: []heed.Turn{{Text: text}, {Text: strings.Repeat("a ", 1<<19)}, {Text: strings.Repeat("@", 1<<18)}, {Text: strings.Repeat("/", 1<<18)}, {Text: strings.Repeat("1 ", 1<<18)}}}
	if _, err := Cover(c, counter(nil)); err != nil { // were the work not linear, it would not end
		t.Fatal(err)
	}
	if n := strings.Count(c.Turns[0].Text, "[email]"); n != 1<<20/len(unit) {
		t.Errorf("%d addresses replaced", n)
	}
}
