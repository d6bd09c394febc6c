package playback

import "github.com/heedhq/heed"

func both(en, es string) map[heed.Language]string {
	return map[heed.Language]string{heed.English: en, heed.Spanish: es}
}

var words = map[string]map[heed.Language]string{
	"title":         both("What we think we heard from you", "Lo que creemos haberle oído"),
	"intro":         both("You talked with us. Below is what we took from it, beside your own words. Please tell us where we are right and where we are wrong. You may leave out anything; what you leave out we do not take for a yes. People's names are left out and stand as [person 1].", "Usted habló con nosotros. Abajo está lo que entendimos, junto a sus propias palabras. Díganos, por favor, en qué acertamos y en qué nos equivocamos. Puede dejar sin contestar lo que quiera; lo que deje en blanco no lo tomamos por un sí. Los nombres de personas se han quitado y aparecen como [person 1]."),
	"done":          both("You said, we did", "Usted lo dijo, lo hemos hecho"),
	"you_said":      both("You said:", "Usted dijo:"),
	"we_did":        both("We did:", "Hemos hecho esto:"),
	"because":       both("We think so because you said:", "Lo creemos porque usted dijo:"),
	"right":         both("Right", "Sí, es así"),
	"partly":        both("Partly right", "En parte"),
	"wrong":         both("Wrong", "No, no es así"),
	"own":           both("In your own words (if you like)", "Con sus palabras (si quiere)"),
	"consent":       both("What we may do with what you told us", "Qué podemos hacer con lo que nos contó"),
	"consent_note":  both("Leave a line as it is and nothing changes. A “no” holds at once, also for what you allowed before.", "Si deja una línea en blanco, nada cambia. Un «no» vale desde ese momento, también para lo que antes permitió."),
	"analysis":      both("Use it to understand customers like you", "Usarlo para entender a clientes como usted"),
	"training":      both("Use it, without your name, to train our own people", "Usarlo, sin su nombre, para formar a nuestra gente"),
	"quote_inside":  both("Quote your words inside our company, without your name", "Citar sus palabras dentro de nuestra empresa, sin su nombre"),
	"quote_outside": both("Quote your words outside our company, without your name", "Citar sus palabras fuera de nuestra empresa, sin su nombre"),
	"yes":           both("Yes", "Sí"),
	"no":            both("No", "No"),
	"deeper":        both("May we ask you more some time?", "¿Podemos preguntarle más en otra ocasión?"),
	"forget":        both("Being forgotten", "Que le olvidemos"),
	"forget_box":    both("Delete everything I told you, and do not bring it back", "Borren todo lo que les conté y no lo recuperen"),
	"save":          both("Save my answers as a file", "Guardar mis respuestas en un archivo"),
	"send":          both("Send my answers", "Enviar mis respuestas"),
	"saved":         both("Your answers are in a file on your device. Attach it to a reply to the message that brought you this page.", "Sus respuestas están en un archivo en su dispositivo. Adjúntelo al contestar al mensaje con el que recibió esta página."),
	"in_words":      both("Or answer in words", "O conteste con palabras"),
	"in_words_note": both("Reply to the message that brought you this page, with lines like these. Any part of it will do.", "Conteste al mensaje con el que recibió esta página, con líneas como estas. Cualquier parte sirve."),
	"example": both("1: right\n2: partly - it was only in the first month\n3: wrong - that was my colleague\nmissed: nobody asked me about the price\ntraining: no\nmore: yes\nforget: no",
		"1: sí\n2: en parte - solo fue el primer mes\n3: no - eso fue mi compañera\nfaltó: nadie me preguntó por el precio\nformación: no\nmás: sí\nolvidar: no"),
	"file":      both("my-answers.json", "mis-respuestas.json"),
	"until":     both("This page is for you alone and can be answered until", "Esta página es solo para usted y puede contestarse hasta el"),
	"page":      both("Page", "Página"),
	"page_word": both("page", "página"),
}
