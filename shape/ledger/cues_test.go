package ledger

import (
	"testing"

	"github.com/heedhq/heed/internal/text"
)

func TestBehaviourShows(t *testing.T) {
	for _, c := range []struct{ said, rule string }{
		{"I print every delivery note and keep it in a binder.", "print"},
		{"Imprimo todas las facturas y las guardo en una carpeta.", "print"},
		{"I print the worksheets for the children.", ""},
		{"I printed the map once.", ""},
		{"Imprimo las fichas de mis alumnos.", ""},
		{"My husband prints every invoice and keeps it.", ""},
		{"I print every order and keep it, or I would lose it.", ""},
		{"We always take screenshots of the totals.", "screenshots"},
		{"Siempre hago capturas de los precios.", "screenshots"},
		{"I take a screenshot and paste it into the chat every time.", ""},
		{"Siempre hago una captura y la pego en el chat.", ""},
		{"I always take screenshots so that I can prove it.", ""},
		{"The carrier was chasing us all week by email.", ""},
		{"I sent an email and then I rang again.", "call_back"},
		{"Les escribí un correo y al final tuve que llamar.", "call_back"},
		{"My colleague called again after the email.", ""},
		{"I called again to say thank you.", ""},
		{"I double-check the totals before they leave.", "double_check"},
		{"Lo reviso siempre dos veces.", "double_check"},
		{"I double-check the totals because I don't trust them.", ""},
		{"Lo reviso dos veces porque no me fío.", ""},
		{"I use it to double-check my own figures.", ""},
		{"I never double-check the totals.", ""},
		{"We still keep our own spreadsheet.", "keep_old"},
		{"Seguimos con el Excel de siempre.", "keep_old"},
		{"The auditors keep their own spreadsheet.", ""},
		{"I always copy my manager in.", "copy_boss"},
		{"Siempre pongo en copia a mi jefa.", "copy_boss"},
		{"He copies my manager in.", ""},
		{"I couldn't sleep before the audit.", "sleepless"},
		{"No duermo la noche antes.", "sleepless"},
	} {
		got := ""
		for _, b := range behaviours() {
			if b.shows(text.Words(text.Fold(c.said))) {
				got = b.name
			}
		}
		if got != c.rule {
			t.Errorf("%q shows %q, wanted %q", c.said, got, c.rule)
		}
	}
}
