package text

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

func TestTokens(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Don’t stop", "don't/1 stop/1"},
		{"a follow-up call, at 3.50 or 10,000", "a/1 follow-up/1 call/1 ,/3 at/1 3.50/2 or/1 10,000/2"},
		{"¿Qué? ¡No!...", "¿/3 qué/1 ?/3 ¡/3 no/1 !/3 .../3"},
		{"ok👍🏽 yes\n\nno", "ok/1 👍🏽/4 yes/1 \n/5 no/1"},
		{"3rd 24h x2", "3rd/1 24h/1 x2/1"},
		{"'quoted' rock'n'roll", "'/3 quoted/1 '/3 rock'n'roll/1"},
	} {
		var got []string
		for _, tok := range Tokens(c.in) {
			got = append(got, fmt.Sprintf("%s/%d", tok.Lower, tok.Kind))
			if tok.Kind == Word && !strings.EqualFold(strings.ReplaceAll(c.in[tok.Start:tok.End], "’", "'"), tok.Lower) {
				t.Errorf("%q: token %q is not at its span", c.in, tok.Lower)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: got %q, want %q", c.in, strings.Join(got, " "), c.want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Año Ñandú": "año ñandu", "N\u0303": "ñ", "e\u0301": "e", "CAFÉ": "cafe", "plain": "plain", "“Łódź”": "\"lodz\"", "It’s": "it's",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestStemAndStopword(t *testing.T) {
	for _, c := range []struct {
		lang heed.Language
		a, b string
	}{
		{heed.English, "invoices", "invoice"}, {heed.English, "running", "run"}, {heed.English, "manager's", "managers"},
		{heed.Spanish, "facturas", "factura"}, {heed.Spanish, "pedidos", "pedido"}, {heed.Spanish, "migración", "migraciones"},
	} {
		if Stem(c.a, c.lang) != Stem(c.b, c.lang) {
			t.Errorf("%s: %s and %s have stems %s and %s", c.lang, c.a, c.b, Stem(c.a, c.lang), Stem(c.b, c.lang))
		}
	}
	for w, want := range map[string]bool{"the": true, "invoice": false, "don’t": true, "también": true, "tambien": true, "factura": false} {
		if Stopword(w, "") != want {
			t.Errorf("Stopword(%q) is %v", w, !want)
		}
	}
	if got := Terms("The invoices were wrong again", heed.English); !slices.Equal(got, []string{"invoic", "wrong"}) {
		t.Errorf("Terms: %q", got)
	}
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		in   string
		want heed.Language
	}{
		{"I want to check my bill please", heed.English},
		{"quería saber el horario de los trenes", heed.Spanish},
		{"thanks", heed.English},
		{"gracias", heed.Spanish},
		{"no gracias", heed.Spanish},
		{"¿Cuánto cuesta?", heed.Spanish},
		{"me encanta xD", heed.Spanish},
		{"ok thank you", heed.English},
		{"", ""},
		{"12345", ""},
		{"Je ne comprends pas pourquoi la facture est arrivée deux fois, c'est vraiment très étrange.", "fr"},
		{"Ich verstehe nicht, warum die Rechnung zweimal gekommen ist, das ist wirklich sehr seltsam.", "de"},
		{"Não entendo por que a fatura chegou duas vezes, isso é muito estranho e não é a primeira vez.", "pt"},
		{"Я не понимаю, почему счёт пришёл дважды, это очень странно.", "ru"},
	} {
		if got, sure := Language(c.in); got != c.want {
			t.Errorf("Language(%q) = %q (%.2f), want %q", c.in, got, sure, c.want)
		}
	}
	if !Mixed("I told them que no puedo hacer nada con esto because it was not my fault y ya está") {
		t.Error("code-switching is not noticed")
	}
	if Mixed("We had a great time in El Paso with the team and it was good") {
		t.Error("a name is taken for code-switching")
	}
}

func TestSpeakers(t *testing.T) {
	c := &heed.Conversation{Turns: []heed.Turn{
		{Speaker: "A", Text: "Good morning, how can I help you today?"},
		{Speaker: "B", Text: "Buenos días, quería hablar con alguien de facturación porque no entiendo esto."},
		{Speaker: "A", Text: "Sure."}, {Speaker: "B", Text: "Vale."},
		{Speaker: "A", Text: "Perdone, un momento, le paso con una compañera que habla español."},
		{Speaker: "A", Text: "I will transfer the call and then they will explain what the invoice was about."},
		{Speaker: "A", Text: "Is there anything else that you would like me to do for you?"},
	}}
	_, each, switched := Speakers(c)
	if each["A"] != heed.English || each["B"] != heed.Spanish {
		t.Errorf("speakers: %v", each)
	}
	if !slices.Equal(switched, []int{4}) {
		t.Errorf("switched turns: %v, want [4]", switched)
	}
}

func TestIsQuestion(t *testing.T) {
	for _, c := range []struct {
		in   string
		lang heed.Language
		want bool
	}{
		{"Does it work?", heed.English, true}, {"how much do i owe", heed.English, true}, {"can i check my balance", heed.English, true},
		{"what a day", heed.English, false}, {"What a mess!", heed.English, false}, {"when I called they hung up", heed.English, false},
		{"I wonder why", heed.English, false}, {"could you send it", heed.English, true}, {"do not worry about it", heed.English, false},
		{"¿Qué hora es?", heed.Spanish, true}, {"cuánto cuesta el billete", heed.Spanish, true}, {"que bonito los amo", heed.Spanish, false},
		{"qué maravilla de video", heed.Spanish, false}, {"Cuando escuché esta canción", heed.Spanish, false}, {"hay trenes por la tarde ?", heed.Spanish, true},
	} {
		if got := IsQuestion(c.in, c.lang); got != c.want {
			t.Errorf("IsQuestion(%q) is %v", c.in, got)
		}
	}
}

func TestClauses(t *testing.T) {
	in := "I like the search, but it crashes all the time because the server is old; we print everything"
	want := []string{"I like the search", "but it crashes all the time", "because the server is old", "we print everything"}
	var got []string
	for _, sp := range Clauses(in, heed.English) {
		got = append(got, in[sp.Start:sp.End])
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
