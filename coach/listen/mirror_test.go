package listen

import (
	"strings"
	"testing"

	"github.com/heedhq/heed"
)

// TestMirrorSpanish: yo and nosotros become usted and ustedes, verbs and
// pronouns with them, and what could go wrong is left alone.
func TestMirrorSpanish(t *testing.T) {
	for in, want := range map[string]string{
		"yo lo hago a mano": "usted lo hace a mano",
		"tengo un señor que ha cambiado de banco y no me deja cambiarle la cuenta": "tiene un señor que ha cambiado de banco y no le deja cambiarle la cuenta",
		"me falta el día 1, que ese día se nos fue la luz y tiramos 600 litros":    "le falta el día 1, que ese día se les fue la luz y tiraron 600 litros",
		"cada viernes cuadramos las nóminas a mano":                                "cada viernes cuadran las nóminas a mano",
		"me quejé dos veces y no me llamaron":                                      "se quejó dos veces y no le llamaron",
		"me tengo que sentar al lado y no entiendo nada":                           "se tiene que sentar al lado y no entiende nada",
		"tengo que quedarme hasta las diez":                                        "tiene que quedarse hasta las diez",
		"me lo dijeron el lunes":                                                   "se lo dijeron el lunes",
		"nuestro almacén está en Toledo y mi jefe no lo sabe":                      "su almacén está en Toledo y su jefe no lo sabe",
		"no podíamos cerrar el mes y llamábamos cada día":                          "no podían cerrar el mes y llamaban cada día",
		"siempre contamos conmigo para el turno y me toca":                         "siempre cuentan con usted para el turno y le toca",
		"el trabajo de mi hermana es ese y no lo cambio":                           "el trabajo de su hermana es ese y no lo cambia",
		"El teléfono no sirve para un almacén":                                     "El teléfono no sirve para un almacén",
		"Me mandaron a un curso, con muchachos de veinte años":                     "Le mandaron a un curso, con muchachos de veinte años",
		"cogí el coche y pagué yo":                                                 "cogió el coche y pagó usted",
		"Quedo yo como que no hago mi chamba":                                      "Queda usted como que no hace su chamba",
		"busqué el albarán y no lo encontré":                                       "buscó el albarán y no lo encontró",
		// refused
		"¿y qué hago yo?":                           "", // a question
		"le tengo miedo, le soy sincera":            "", // to us
		"tú me dijiste que sí":                      "",
		"me podría dar el precio del tren":          "", // a request
		"compramos el módulo":                       "", // compran or compraron
		"trabajo de noche y no me gusta":            "", // a noun or a verb
		"las siete, y dos horas más":                "", // no verb
		"aunque garabateé todo el informe y lo leí": "", // a verb that is not known
		"me dijo: «mañana»":                         "",
	} {
		got, ok := mirror(in, heed.Spanish)
		if got != want || ok != (want != "") {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
	if n := len(spanishForms()); n < 700 {
		t.Errorf("%d forms were read", n)
	}
	for w, f := range spanishForms() {
		if f.to == "" || f.to == w || strings.ContainsAny(f.to+f.past, "/> ") {
			t.Errorf("%s gives %q, %q", w, f.to, f.past)
		}
	}
}

// TestMirrorClose: where our side says tú, so does what is given back.
func TestMirrorClose(t *testing.T) {
	for in, want := range map[string]string{
		"yo lo hago a mano":                            "tú lo haces a mano",
		"Llevo toda la mañana así y estoy harta":       "Llevas toda la mañana así y estás harta",
		"me quejé dos veces y no me llamaron":          "te quejaste dos veces y no te llamaron",
		"pedí una copia y no pude abrirla":             "pediste una copia y no pudiste abrirla",
		"me sentí fatal porque eran clientes míos":     "te sentiste fatal porque eran clientes tuyos",
		"me da miedo equivocarme otra vez":             "te da miedo equivocarte otra vez",
		"soy la única que lo sabe y no tengo ayuda":    "eres la única que lo sabe y no tienes ayuda",
		"mañana hablaré con mi jefe":                   "mañana hablarás con tu jefe",
		"hemos perdido los datos y estoy muy enfadado": "han perdido los datos y estás muy enfadado",
		"llamaba cada día y nadie contestaba":          "", // I did, or somebody
		"no sé qué decirles":                           "no sabes qué decirles",
	} {
		got, ok := mirrorSpanish(in, true)
		if got != want || ok != (want != "") {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
	for w, f := range spanishForms() {
		if (f.tu == "") != f.plural {
			t.Errorf("%s gives %q to tú", w, f.tu)
		}
	}
}

// TestClean: what a sentence of ours may not repeat.
func TestClean(t *testing.T) {
	for _, bad := range []string{
		"I told [person 3] about it", "um that was on the Monday", "i have been i have registered it", `she said, "I don't know yet`,
		"«la idea es que sí", "said I had to press twice", "That I've got it wrong", "There's no, nobody can say what is wrong", "Las siete, sí, pero ya llevo dos horas", "i haven't got it cos i'm silly", "i'd asked for that one to be", "we were told that the", "(risas) la verdad desconfío",
	} {
		if clean(bad) {
			t.Errorf("%q may be repeated", bad)
		}
	}
	for _, good := range []string{"we still have not heard anything", "me mandaron a un curso"} {
		if !clean(good) {
			t.Errorf("%q may not be repeated", good)
		}
	}
}

// TestWaysToSay: the same words choose the same wording, and different words
// do not all choose one.
func TestWaysToSay(t *testing.T) {
	for lang, all := range texts() {
		for key, text := range all {
			ways := strings.Split(text, " || ")
			for _, w := range ways {
				if strings.TrimSpace(w) != w || w == "" {
					t.Errorf("%s %s: %q", lang, key, w)
				}
			}
			if strings.HasSuffix(key, ".turned") && !strings.Contains(strings.ToLower(text), "{turned}") {
				t.Errorf("%s %s does not give the words back", lang, key)
			}
		}
	}
	seen := map[string]bool{}
	for _, seed := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		first := sayOne(heed.English, "feeling.sadness.turned", seed, "{Turned}", "X")
		if again := sayOne(heed.English, "feeling.sadness.turned", seed, "{Turned}", "X"); again != first {
			t.Errorf("%q, then %q", first, again)
		}
		seen[first] = true
	}
	if len(seen) < 2 {
		t.Errorf("one wording for everything: %v", seen)
	}
}
