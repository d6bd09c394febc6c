package mail_test

import (
	"testing"

	"github.com/heedhq/heed/read/mail"
)

func TestTrim(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain":                 {"Hi Ana,\n\nIt broke.\n", "Hi Ana,\nIt broke."},
		"quoted":                {"Yes.\n\nOn Wed, 13 May 2026 at 09:21, Craig <c@h.example> wrote:\n> No?\n> No.\n", "Yes."},
		"quoted over two lines": {"Yes.\n\nOn Wed, 13 May 2026 at 09:21, Craig Dunmore\n<craig@h.example> wrote:\n\n> No?\n", "Yes."},
		"quoted in Spanish":     {"Sí.\n\nEl lun, 31 ago 2026 a las 17:30, Nicolás (<n@h.example>) escribió:\n> ¿No?\n", "Sí."},
		"answers between":       {"> Which one?\nThe blue one.\n> Since when?\nMonday.\n", "The blue one.\nMonday."},
		"outlook":               {"Done.\n\nFrom: Priya\nSent: Monday\nTo: Helen\nSubject: x\n\nold words", "Done."},
		"outlook in Spanish":    {"Hecho.\n\n________________________________\nDe: Priya\nEnviado: lunes\nPara: Helen\nAsunto: x\n\nviejo", "Hecho."},
		"original message":      {"Done.\n\n-----Original Message-----\nFrom: a\nold", "Done."},
		"only a forward":        {"---------- Forwarded message ---------\nFrom: Ana <a@b.example>\nDate: Mon\nSubject: x\nTo: b\n\nIt broke again.", "It broke again."},
		"signature":             {"It broke.\n\n-- \nAna\nAcme", "It broke."},
		"regards":               {"It broke.\n\nKind regards,\n\nAna Ruiz\nHead of things\n+34 600 000 000", "It broke."},
		"regards, then more":    {"Regards\n\nthis is not a signature, it is a long line which goes on about the trouble that we had all week long with the printer in the cold store.", "Regards\nthis is not a signature, it is a long line which goes on about the trouble that we had all week long with the printer in the cold store."},
		"postscript":            {"It broke.\n\nUn saludo,\nAna\n\nPD: y la otra también.", "It broke.\nPD: y la otra también."},
		"phone":                 {"It broke.\n\nSent from my iPhone", "It broke."},
		"phone, then quoted":    {"Sí.\nEnviado desde mi iPhone\n\n> ¿No?", "Sí."},
		"disclaimer":            {"It broke.\n\nCONFIDENTIALITY NOTICE: this message is for you.", "It broke."},
		"aviso":                 {"Se rompió.\n\nEste mensaje y sus archivos son confidenciales.", "Se rompió."},
		"wrote, but no quote":   {"On Monday I wrote: no more.\nAnd I meant it.", "On Monday I wrote: no more.\nAnd I meant it."},
		"thanks stays":          {"It works.\n\nGracias,\nLucía", "It works.\nGracias,\nLucía"},
		"wrapped":               {"This is a line that was broken for the width of a screen of eighty columns\nand goes on here.\n\nNext.", "This is a line that was broken for the width of a screen of eighty columns and goes on here.\nNext."},
		"nothing but regards":   {"Regards\nAna", "Regards\nAna"},
	} {
		t.Run(name, func(t *testing.T) {
			if got, _ := mail.Trim(c.in); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
