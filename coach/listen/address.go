package listen

import (
	"strings"

	heed "github.com/heedhq/heed"
)

// What tells, in Spanish, how our side addresses a customer; folded. Words that
// may also speak of somebody else (le, su) tell nothing.
const (
	closeAddress   = " tu te ti tus contigo tuyo tuya tienes puedes quieres necesitas has eres estas sabes crees piensas dime cuentame mandame digas esperabas haces usas llevas vais teneis podeis quereis habeis sois estais os vosotros vosotras vuestro vuestra vuestros vuestras "
	plainVosotros  = " vais teneis podeis quereis habeis sois estais os vosotros vosotras vuestro vuestra vuestros vuestras "
	distantAddress = " usted ustedes senor senora señor señora don doña digame cuenteme permitame disculpe perdone espere mire diga tenga vea busque pruebe "
	closeVerbs     = " te usas utilizas crees piensas consideras opinas tienes has puedes podrias quieres estas eres "
)

// address finds whether our side says tú or usted: whichever it says more
// often; usted where nothing tells.
func (k *call) address() {
	if k.lang != heed.Spanish {
		return
	}
	near, far := 0, 0
	for _, t := range k.turns {
		if t.side != us {
			continue
		}
		for w := range strings.FieldsSeq(plain(k.c.Turns[t.i].Text)) {
			switch w = " " + w + " "; {
			case strings.Contains(closeAddress, w):
				near++
				k.vosotros = k.vosotros || strings.Contains(plainVosotros, w)
			case strings.Contains(distantAddress, w):
				far++
			}
		}
	}
	k.close = near > far
}
