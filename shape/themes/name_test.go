package themes

import (
	"context"
	"fmt"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

// said makes texts of two groups, one voice each, with others around them so
// that nothing is said by everybody.
func said(lang heed.Language, first, second []string) (texts []Text, of, unit []int32) {
	for g, list := range [][]string{first, second} {
		for _, s := range list {
			texts = append(texts, Text{Text: s, Lang: lang})
			of = append(of, int32(g))
			unit = append(unit, int32(len(unit)))
		}
	}
	return texts, of, unit
}

func TestNames(t *testing.T) {
	other := map[heed.Language][]string{
		heed.English: {"The garden was wet.", "My uncle sings.", "A quiet river.", "The moon is out.", "Birds came back.", "Grass grows here.", "Some rain fell.", "Cats sleep.", "A lamp broke."},
		heed.Spanish: {"El jardín estaba mojado.", "Mi tío canta.", "Un río tranquilo.", "La luna salió.", "Los pájaros volvieron.", "La hierba crece.", "Llovió un poco.", "Los gatos duermen.", "La lámpara cayó."},
	}
	for _, c := range []struct {
		what, want string
		lang       heed.Language
		texts      []string
	}{
		{"a verb with its object", "change my seat", heed.English, []string{"I need to change my seat today.", "Please, I want to change my seat.", "We had to change my seat twice.", "Could you change my seat?"}},
		{"a noun phrase", "delivery notes", heed.English, []string{"The delivery notes went missing.", "He keeps the delivery notes in a box.", "Our delivery notes are never right.", "She signs the delivery notes."}},
		{"a Spanish noun phrase", "soporte por teléfono", heed.Spanish, []string{"El soporte por teléfono habría que quitarlo.", "A mí el soporte por teléfono me salva.", "Nuestro soporte por teléfono tarda.", "Sin el soporte por teléfono no vivo."}},
		{"a weekday names nothing", "", heed.English, []string{"It was on the Monday.", "Every Monday, that Monday.", "The Monday was long.", "I hate the Monday."}},
		{"a person names nothing", "", heed.Spanish, []string{"Mi marido lo sabe.", "El marido llegó.", "Su marido lo vio.", "Mi marido otra vez."}},
		{"a stage direction names nothing", "", heed.English, []string{"(laughs) No.", "Well. (laughs)", "(laughs) Then he left.", "(laughs) Ask me another."}},
		{"a pseudonym names nothing", "", heed.English, []string{"I told [person 3] so.", "And [person 3] knew.", "It was [person 3].", "Ask [person 3]."}},
	} {
		texts, of, unit := said(c.lang, c.texts, other[c.lang])
		got := ""
		if list := Names(texts, of, 2, unit, 3)[0]; len(list) > 0 {
			got = list[0].Text
		}
		if got != c.want {
			t.Errorf("%s: named %q, want %q", c.what, got, c.want)
		}
	}
}

// One voice that repeats itself, and two voices of a larger study, name nothing.
func TestNamesNeedThreePeople(t *testing.T) {
	first := []string{"The delivery notes went missing.", "He keeps the delivery notes in a box.", "Our delivery notes are never right.", "I went home.", "She knew it.", "We stayed.", "They ate."}
	second := []string{"The garden was wet.", "My uncle sings.", "A quiet river.", "The moon is out.", "Birds came back.", "Grass grows here."}
	for people, want := range map[int]int{1: 0, 2: 0, 3: 1} {
		texts, of, unit := said(heed.English, first, second)
		for i := range 3 {
			unit[i] = int32(i % people)
		}
		if got := Names(texts, of, 2, unit, 1)[0]; len(got) != want {
			t.Errorf("said by %d of %d: %v", people, len(unit), got)
		}
	}
}

func TestHolds(t *testing.T) {
	for _, c := range []struct {
		sentence, name string
		lang           heed.Language
		want           bool
	}{
		{"I had to change this seat again.", "change my seat", heed.English, true},
		{"The seat was changed for another.", "change my seat", heed.English, false},
		{"Los soportes por teléfono tardan.", "soporte por teléfono", heed.Spanish, true},
		{"I thank you for your information", "wait for your information", heed.English, false},
	} {
		if got := Holds(c.sentence, c.name, c.lang); got != c.want {
			t.Errorf("%q holds %q: %v", c.sentence, c.name, got)
		}
	}
}

// A group in English and one in Spanish that speak of the same are one; two of
// one language, or of two subjects, are not.
func TestTwins(t *testing.T) {
	say := func(lang heed.Language, form string) []Text {
		var out []Text
		for i := range 5 {
			out = append(out, Text{Text: fmt.Sprintf(form, i), Lang: lang})
		}
		return out
	}
	phones := say(heed.English, "The phone rang at %d and the phone was dead")
	telefonos := say(heed.Spanish, "El teléfono sonó a las %d y el teléfono no iba")
	precios := say(heed.Spanish, "El precio subió %d y nadie lo dijo")
	invoices := say(heed.English, "The invoice number %d was wrong")
	texts := append(append(append(append([]Text{}, phones...), telefonos...), precios...), invoices...)
	part := make([]int32, len(texts))
	for i := range part {
		part[i] = int32(i / 5)
	}
	joinTwins(texts, part)
	if part[0] != part[5] {
		t.Errorf("the phone in two languages is two groups: %v", part)
	}
	if part[10] == part[0] || part[15] == part[0] || part[10] == part[15] {
		t.Errorf("price, invoice and phone are joined: %v", part)
	}
}

func TestBridgeData(t *testing.T) {
	n := 0
	for line := range bridgeLines() {
		n++
		if part := strings.Split(line, "|"); len(part) != 2 || strings.TrimSpace(part[0]) == "" || strings.TrimSpace(part[1]) == "" {
			t.Errorf("%q is no pair", line)
		}
	}
	if n < 150 {
		t.Errorf("%d pairs", n)
	}
	if bridged("nóminas") != "payroll" || bridged("nube") != "" {
		t.Errorf("nóminas is %q, nube %q", bridged("nóminas"), bridged("nube"))
	}
}

// A group that would hold most of what was said is parted.
func TestGroupsOfEverythingArePartedAlike(t *testing.T) {
	var texts []Text
	for i := range 40 {
		texts = append(texts,
			Text{Text: fmt.Sprintf("the invoice number %d was wrong again", i), Lang: heed.English},
			Text{Text: fmt.Sprintf("my boarding pass for gate %d never came", i), Lang: heed.English},
			Text{Text: fmt.Sprintf("el tren de las %d llegó con retraso", i), Lang: heed.Spanish})
	}
	g, err := Group(context.Background(), texts, Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	mixed := 0
	for i := 0; i < len(texts); i += 3 {
		if g.Of[i] >= 0 && (g.Of[i] == g.Of[i+1] || g.Of[i] == g.Of[i+2]) {
			mixed++
		}
	}
	if mixed > 0 {
		t.Errorf("%d of 40 invoices stand with passes or trains", mixed)
	}
}
