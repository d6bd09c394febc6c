package listen

import (
	"iter"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
)

// turnedForm is a Spanish form of the first person, turned to the third.
type turnedForm struct {
	to     string
	plural bool
	// noun: the form is also a noun ("trabajo"), and is taken for a verb only
	// where a verb can stand.
	noun bool
	// past and present forms that are alike ("compramos"): to is the present,
	// past the other.
	past string
	// tú says the same to somebody who is close, of what "to" and "past" say;
	// "" where they say ustedes.
	tu string
}

// irregularSpanish are the forms that no rule makes.
const irregularSpanish = `soy es|estoy está|voy va|doy da|sé sabe|he ha|veo ve|hago hace|digo dice|pongo pone|salgo sale|tengo tiene|vengo viene|traigo trae|caigo cae|oigo oye|
quiero quiere|puedo puede|conozco conoce|agradezco agradece|aparezco aparece|parezco parece|desconozco desconoce|merezco merece|ofrezco ofrece|pertenezco pertenece|reconozco reconoce|produzco produce|conduzco conduce|introduzco introduce|
cojo coge|recojo recoge|elijo elige|corrijo corrige|exijo exige|protejo protege|dirijo dirige|sigo sigue|consigo consigue|mantengo mantiene|obtengo obtiene|supongo supone|propongo propone|rehago rehace|juego juega|río ríe|
tuve tuvo|estuve estuvo|hice hizo|dije dijo|puse puso|pude pudo|quise quiso|vine vino|fui fue|di dio|vi vio|supe supo|traje trajo|anduve anduvo|hube hubo|mantuve mantuvo|obtuve obtuvo|propuse propuso|supuse supuso|introduje introdujo|
leí leyó|oí oyó|creí creyó|caí cayó|reí rió|sonreí sonrió|creo cree|leo lee|
somos son|estamos están|vamos van|damos dan|sabemos saben|hemos han|vemos ven|hacemos hacen|decimos dicen|ponemos ponen|salimos salen|tenemos tienen|venimos vienen|traemos traen|queremos quieren|podemos pueden|conocemos conocen|seguimos siguen|jugamos juegan|oímos oyen|creemos creen|leemos leen|
tuvimos tuvieron|estuvimos estuvieron|hicimos hicieron|dijimos dijeron|pusimos pusieron|pudimos pudieron|quisimos quisieron|vinimos vinieron|fuimos fueron|dimos dieron|vimos vieron|supimos supieron|trajimos trajeron|
éramos eran|íbamos iban|veíamos veían`

// nounsToo are forms in -o that are more often a noun.
const nounsToo = " trabajo pago uso gasto cambio cuento cargo apoyo envío cobro reparto retiro cuidado recibo regreso contrato archivo cálculo ahorro corte paso peso cuadro marco toco acabo apunto reto dedico formo saldo fallo retraso ajuste modo bajo junto limpio lleno corto suelto aviso abandono mando tiro odio parto trato monto paro caso saco tomo control registro acuerdo regalo miro "

// spanishVerbs yields the infinitives of the list with the stems that differ.
func spanishVerbs() iter.Seq2[string, string] {
	b, err := data.ReadFile("data/verbs.es.txt")
	if err != nil {
		panic(err) // embedded: a test reads it
	}
	return func(yield func(verb, stems string) bool) {
		for _, line := range wordlist.Lines(string(b)) {
			for entry := range strings.FieldsSeq(line) {
				verb, stems, _ := strings.Cut(entry, ">")
				if !yield(verb, stems) {
					return
				}
			}
		}
	}
}

var spanishForms = sync.OnceValue(func() map[string]turnedForm {
	forms := map[string]turnedForm{}
	for verb, stems := range spanishVerbs() {
		stressed, third, _ := strings.Cut(stems, "/")
		conjugate(forms, verb, stressed, third)
	}
	for pair := range strings.SplitSeq(strings.ReplaceAll(irregularSpanish, "\n", ""), "|") {
		from, to, _ := strings.Cut(pair, " ")
		forms[from] = turnedForm{to: to, plural: strings.HasSuffix(from, "mos"), tu: closeForm(from, to)}
	}
	return forms
})

// closeForm makes the form for tú from those for yo and for usted of a verb that
// is not regular: tengo, tiene: tienes; tuve: tuviste; fui: fuiste.
func closeForm(from, to string) string {
	switch {
	case strings.HasSuffix(from, "mos"):
		return ""
	case to == "es":
		return "eres"
	case strings.HasSuffix(from, "í"), strings.HasSuffix(from, "i"):
		return from + "ste"
	case strings.HasSuffix(from, "e") && from != "he":
		return strings.TrimSuffix(from, "e") + "iste"
	}
	return to + "s"
}

// conjugate adds the forms of a verb that is regular but for its stems.
func conjugate(forms map[string]turnedForm, verb, stressed, third string) {
	stem, class := verb[:len(verb)-2], verb[len(verb)-2:]
	if strings.HasSuffix(verb, "ír") || stem == "" {
		return
	}
	if stressed == "" {
		stressed = stem
	}
	if third == "" {
		third = stem
	}
	soft := stem // before e: tocar, toqué; pagar, pagué; cruzar, crucé
	switch {
	case class != "ar":
	case strings.HasSuffix(stem, "c"):
		soft = stem[:len(stem)-1] + "qu"
	case strings.HasSuffix(stem, "g"):
		soft = stem + "u"
	case strings.HasSuffix(stem, "z"):
		soft = stem[:len(stem)-1] + "c"
	}
	add := func(from string, f turnedForm) {
		if _, known := forms[from]; !known {
			forms[from] = f
		}
	}
	if class == "ar" {
		add(stressed+"o", turnedForm{to: stressed + "a", tu: stressed + "as", noun: strings.Contains(nounsToo, " "+stressed+"o ")})
		add(soft+"é", turnedForm{to: stem + "ó", tu: stem + "aste"})
		add(stem+"amos", turnedForm{to: stressed + "an", plural: true, past: stem + "aron"})
		return
	}
	add(stressed+"o", turnedForm{to: stressed + "e", tu: stressed + "es", noun: strings.Contains(nounsToo, " "+stressed+"o ")})
	add(stem+"í", turnedForm{to: third + "ió", tu: stem + "iste"})
	add(stem+"emos", turnedForm{to: stressed + "en", plural: true})
	if class == "er" {
		add(stem+"imos", turnedForm{to: third + "ieron", plural: true})
	} else {
		add(stem+"imos", turnedForm{to: stressed + "en", plural: true, past: third + "ieron"})
	}
}

// spanishEnds are endings that are the same in every verb.
var spanishEnds = [...]struct {
	from, to string
	plural   bool
}{
	{"aríamos", "arían", true}, {"eríamos", "erían", true}, {"iríamos", "irían", true}, {"dríamos", "drían", true},
	{"ábamos", "aban", true}, {"íamos", "ían", true}, {"áramos", "aran", true}, {"iéramos", "ieran", true}, {"éramos", "eran", true},
	{"aremos", "arán", true}, {"eremos", "erán", true}, {"iremos", "irán", true}, {"dremos", "drán", true}, {"bremos", "brán", true}, {"rremos", "rrán", true},
	{"aré", "ará", false}, {"eré", "erá", false}, {"iré", "irá", false}, {"dré", "drá", false}, {"bré", "brá", false}, {"rré", "rrá", false},
}

// spanishForm turns a word where it is a form of "yo" or "nosotros".
func spanishForm(w string) (turnedForm, bool) {
	if f, ok := spanishForms()[w]; ok {
		return f, true
	}
	for _, e := range spanishEnds {
		if strings.HasSuffix(w, e.from) && len(w) >= len(e.from)+1 {
			f := turnedForm{to: strings.TrimSuffix(w, e.from) + e.to, plural: e.plural}
			if !e.plural {
				f.tu = f.to + "s"
			}
			return f, true
		}
	}
	return turnedForm{}, false
}

// spanishWords are those that change and are no verbs. Pronouns that depend on
// the verb are treated apart.
var spanishWords = map[string]string{
	"yo": "usted", "mi": "su", "mis": "sus", "mí": "usted", "conmigo": "con usted", "mío": "suyo", "mía": "suya", "míos": "suyos", "mías": "suyas",
	"nosotros": "ustedes", "nosotras": "ustedes", "nuestro": "su", "nuestra": "su", "nuestros": "sus", "nuestras": "sus",
}

// closeWords are the same for somebody who is called tú.
var closeWords = map[string]string{
	"yo": "tú", "mi": "tu", "mis": "tus", "mí": "ti", "conmigo": "contigo", "mío": "tuyo", "mía": "tuya", "míos": "tuyos", "mías": "tuyas",
}

// toUs are words to whoever listens, or orders: what holds one is quoted.
const toUs = " tú tu tus te ti contigo usted ustedes le les vosotros vosotras vuestro vuestra vuestros vuestras os mire mira oiga oye fíjese fíjate imagínese imagínate perdone disculpe gracias señorita joven sabes " +
	" dime dígame déjeme llévese venga vale hola bueno "

// asking are words that ask; within a sentence they may tell: "no sé qué decir".
const askingWords = " qué cómo cuándo dónde quién cuál cuánto cuánta cuántos "

// requests are verbs after a first "me" that ask us for something.
const requests = " puede pueden podría podrían podrías puedes dice dices da das manda envía pasa pone confirma gustaría "

// feelingsGiven follow "me da" and "me pone" where nothing is asked for.
const feelingsGiven = " miedo vergüenza apuro pena rabia pereza reparo corte pánico asco igual mucha mucho tanto tanta un cosa nervioso nerviosa triste enfermo enferma "

// notFirst are words that end as forms of the first person do.
const notFirst = " así aquí ahí allí sí mí ni qué porqué café té bebé casi también través después jamás últimos próximos máximos mínimos extremos tramos gramos ramos pésimos óptimos mismísimos comité chalé carné "

// noVerbs are words in -o that may follow "yo" or "me" and are no verbs.
const noVerbs = " lo no como pero solo todo mismo tampoco primero luego "

// verbsStandAfter are words after which a form that is also a noun is a verb.
const verbsStandAfter = " yo no me lo la los las se ya siempre nunca también todavía aún solo ahora hoy luego "

// mirrorSpanish turns what a customer said about themselves to "usted". It
// refuses where that could go wrong: words to us, questions, orders, forms that
// it does not know, and a nosotros whose tense it cannot tell.
func mirrorSpanish(quote string, tu bool) (string, bool) {
	if strings.ContainsAny(quote, "?¿!¡\"“”«»()[]…:") {
		return "", false
	}
	var words []text.Token
	for _, t := range text.Tokens(quote) {
		if t.Kind == text.Word {
			words = append(words, t)
		}
	}
	if len(words) > 1 && words[0].Lower == "me" && strings.Contains(requests, " "+words[1].Lower+" ") && (len(words) < 3 || !strings.Contains(feelingsGiven, " "+words[2].Lower+" ")) {
		return "", false
	}
	past, present := tenses(words)
	var b strings.Builder
	at, verbs := 0, 0
	for i, t := range words {
		w := t.Lower
		if strings.Contains(toUs, " "+w+" ") || i == 0 && w == "que" || i < 2 && strings.Contains(askingWords, " "+w+" ") {
			return "", false
		}
		if toSomebody(w) {
			return "", false // "que me mandasteis": to us
		}
		if tu && alike()[w] {
			return "", false // "llamaba": I did, or somebody else
		}
		to, ok, isVerb := turnSpanish(words, i, past, present, tu)
		if !ok {
			return "", false
		}
		if isVerb {
			verbs++
		}
		b.WriteString(quote[at:t.Start])
		if to == "" {
			to = quote[t.Start:t.End]
		} else if r, _ := utf8.DecodeRuneInString(quote[t.Start:]); unicode.IsUpper(r) {
			to = upperFirst(to)
		}
		b.WriteString(to)
		at = t.End
	}
	b.WriteString(quote[at:])
	out := strings.TrimSpace(b.String())
	if verbs == 0 || countWords(out) < 3 {
		return "", false
	}
	return out, true
}

// turnSpanish turns one word; "" leaves it. ok is false where it cannot be
// told, verb says that it is a verb that carries the sentence.
func turnSpanish(words []text.Token, i int, past, present, tu bool) (to string, ok, verb bool) {
	w, before := words[i].Lower, ""
	if i > 0 {
		before = words[i-1].Lower
	}
	if to := closeWords[w]; tu && to != "" {
		return to, true, false
	}
	if to := spanishWords[w]; to != "" {
		return to, true, false
	}
	switch {
	case tu && w == "me":
		return "te", true, false
	case w == "me", w == "nos":
		return clitic(words, i), true, false
	}
	if f, known := spanishForm(w); known {
		if f.noun && i == 0 {
			return "", false, false // "trabajo de noche": either
		}
		if f.noun && !strings.Contains(verbsStandAfter, " "+before+" ") {
			return "", true, false
		}
		if f.past != "" {
			switch {
			case past && !present:
				return f.past, true, true
			case past == present:
				return "", false, false
			}
		}
		if tu && f.tu != "" {
			return f.tu, true, true
		}
		return f.to, true, true
	}
	for _, e := range []string{"arme", "erme", "irme", "ándome", "éndome", "arnos", "ernos", "irnos"} {
		if strings.HasSuffix(w, e) && len(w) > len(e)+1 {
			own := ownBefore(words, i)
			me, plural := strings.HasSuffix(w, "me"), strings.HasSuffix(w, "nos")
			base := strings.TrimSuffix(strings.TrimSuffix(w, "me"), "nos")
			switch {
			case tu && me:
				return base + "te", true, false
			case own:
				return base + "se", true, false
			case me:
				return base + "le", true, false
			case plural:
				return base + "les", true, false
			}
		}
	}
	for _, e := range []string{"amos", "emos", "imos", "é", "í"} {
		if strings.HasSuffix(w, e) && len(w) > len(e)+1 && !strings.Contains(notFirst, " "+w+" ") {
			return "", false, false // a form that is not known
		}
	}
	if (before == "yo" || before == "me") && strings.HasSuffix(w, "o") && !strings.Contains(noVerbs, " "+w+" ") {
		return "", false, false
	}
	return "", true, thirdPerson(w)
}

// clitic turns "me" and "nos": with a verb of the same person it is "se" (me
// quejo: se queja), else "le" and "les" (me dijeron: le dijeron), and "se"
// before lo and la.
func clitic(words []text.Token, i int) string {
	for j := i + 1; j < len(words) && j <= i+2; j++ {
		next := words[j].Lower
		if next == "lo" || next == "la" || next == "los" || next == "las" {
			return "se"
		}
		if _, own := spanishForm(next); own {
			return "se"
		}
		if thirdPerson(next) || j == i+1 {
			break
		}
	}
	if words[i].Lower == "me" {
		return "le"
	}
	return "les"
}

// ownBefore reports whether a verb of the first person stands shortly before.
func ownBefore(words []text.Token, i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if f, own := spanishForm(words[j].Lower); own && !f.noun {
			return true
		}
	}
	return false
}

// tenses tells whether a sentence speaks of what was, or of what is.
func tenses(words []text.Token) (past, present bool) {
	for _, t := range words {
		w := t.Lower
		switch w {
		case "ayer", "anoche", "entonces", "fue", "fueron", "era", "eran", "había", "estaba", "pasado", "pasada", "hizo", "dijo", "dijeron", "vino", "tuvo", "hubo":
			past = true
		case "siempre", "cada", "todavía", "ahora", "hoy", "es", "son", "está", "están", "tiene", "hay", "nunca", "todos", "mientras":
			present = true
		}
		if len(w) > 4 && (strings.HasSuffix(w, "aron") || strings.HasSuffix(w, "ieron") || strings.HasSuffix(w, "ió")) {
			past = true
		}
		if f, ok := spanishForm(w); ok && f.past == "" && !f.noun && !f.plural {
			if strings.HasSuffix(w, "é") || strings.HasSuffix(w, "í") {
				past = true
			} else {
				present = true
			}
		}
	}
	return past, present
}

// thirdPerson reports whether a word is a verb of the third person that is met
// often, so that the sentence says something.
var thirdForms = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, f := range spanishForms() {
		out[f.to] = true
		if f.past != "" {
			out[f.past] = true
		}
	}
	for w := range strings.FieldsSeq("es era son eran fue fueron está están estaba estaban hay había ha han hubo tiene tienen tenía va van iba falta faltaba sirve sirven funciona sale llega llegó sonaba parece da daba dan cae cayó pasa pasó cuesta costó tarda tardó tardaba queda quedó deja dejó dice dijo dijeron hace hizo hacía puede podía quiere quería sabe sabía debe duele preocupa gusta importa rompe rompió dejaron mandaron llamaron cambiaron quitaron mandan llaman responde respondió contesta contestó contestaba") {
		out[w] = true
	}
	return out
})

func thirdPerson(w string) bool { return thirdForms()[w] }

// alike are the forms that are the same for yo and for somebody else, and not
// for tú: the past that lasted ("llamaba").
var alike = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for verb := range spanishVerbs() {
		stem := verb[:len(verb)-2]
		if strings.HasSuffix(verb, "ar") {
			out[stem+"aba"] = true
		} else {
			out[stem+"ía"], out[verb+"ía"] = true, true
		}
	}
	for w := range strings.FieldsSeq("era iba veía había estaba hacía decía ponía tenía venía salía podía quería sabía debía creía traía sería estaría haría podría tendría vendría diría pondría saldría") {
		out[w] = true
	}
	return out
})

// toSomebody reports whether a word is a verb that speaks to tú or vosotros.
func toSomebody(w string) bool {
	for _, e := range []string{"steis", "áis", "éis", "aste", "iste"} {
		if len(w) > len(e)+1 && strings.HasSuffix(w, e) {
			return !strings.Contains(" existe triste chiste contraste desgaste asiste insiste consiste resiste persiste subsiste baste gaste traste ", " "+w+" ")
		}
	}
	return false
}

// plural reports whether somebody speaks of "we".
func plural(s string) bool {
	for t := range text.All(s) {
		if f, ok := spanishForm(t.Lower); ok && f.plural {
			return true
		}
		switch t.Lower {
		case "nos", "nosotros", "nosotras", "nuestro", "nuestra", "nuestros", "nuestras":
			return true
		}
	}
	return false
}
