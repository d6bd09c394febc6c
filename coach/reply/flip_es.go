package reply

import (
	"slices"
	"strings"

	"github.com/heedhq/heed/internal/text"
)

// form is the column of the form of address in grammar.txt.
func (f flipper) form(parts []string) string {
	i := 0
	switch f.register {
	case Usted, "":
		i = 1
	case Vos:
		i = 2
	}
	return parts[min(i, len(parts)-1)]
}

var (
	plural    = []string{"nos", "nuestro", "nuestra", "nuestros", "nuestras", "nosotros", "nosotras"}
	toUs      = []string{"tu", "tú", "tus", "te", "ti", "usted", "ustedes", "su", "sus", "le", "les", "os", "vos", "contigo", "vosotros", "favor", "gracias", "perdón", "señorita", "señor", "señora"}
	notVerbO  = []string{"mismo", "solo", "sólo", "todo", "foto", "otro", "primero", "dinero", "tiempo", "pero", "como", "cuando", "nuevo", "cuánto", "cuanto", "cómo", "cuándo", "servicio", "correo", "pedido", "número", "numero", "otro", "segundo", "tercero", "mucho", "poco", "tanto", "algo", "esto", "eso", "cero", "ocho", "cuatro", "cinco", "uno", "bueno", "malo", "año", "teléfono", "producto", "contrato", "cargo", "recibo", "reembolso", "vuelo", "precio", "dentro", "luego", "menos", "tipo", "modo", "caso", "lado", "turno", "curso", "puerto", "centro", "viejo", "cierto", "medio"}
	notPret   = []string{"qué", "café", "sé", "dé", "porqué", "té", "bebé", "comité", "chalé", "también", "esté", "he"}
	notPretI  = []string{"así", "ahí", "aquí", "allí", "sí", "mí", "casi", "ti"}
	objectAdv = []string{"lo", "la", "los", "las"}
)

// flipSpanish turns "mis pedidos no llegan" to "tus" or "sus pedidos no
// llegan"; false where the verb or the person is not sure.
func (f flipper) flipSpanish(ps []piece, question bool) (string, bool) {
	finite := question
	if begsUs(ps) {
		return "", false
	}
	if !question && f.w.lists["notfirst"][text.Fold(ps[0].low)] && !(ps[0].low == "a" && len(ps) > 1 && (ps[1].low == "mí" || ps[1].low == "mi")) {
		return "", false
	}
	for i := range ps {
		p := &ps[i]
		prev, next := "", ""
		if i > 0 {
			prev = ps[i-1].low
		}
		if i+1 < len(ps) {
			next = ps[i+1].low
		}
		finite = finite || f.w.lists["finite"][text.Fold(p.low)]
		if slices.Contains(toUs, p.low) {
			return "", false
		}
		several := slices.Contains(plural, p.low)
		if several && f.register == Tu && !f.spain {
			return "", false
		}
		switch {
		case p.low == "me" || p.low == "nos":
			p.raw = f.clitic(p.low, next)
		case p.low == "mi" && (next == "" || next == "me" || slices.Contains([]string{"a", "para", "por", "de"}, prev) && next == "no"):
			p.raw = f.form(f.w.flips["mí"])
		case f.w.flips[p.low] != nil:
			if strings.HasSuffix(p.low, "mos") && f.register == Tu && !f.spain {
				return "", false
			}
			if !several && p.low != "mi" && p.low != "mis" && p.low != "yo" {
				finite = true
			}
			p.raw = f.form(f.w.flips[p.low])
		default:
			to, verb, ok := f.regular(p.low, prev, i)
			if !ok {
				return "", false
			}
			finite = finite || verb
			if to != "" {
				p.raw = to
			} else if i == 0 && len(p.raw) > 1 && p.raw != strings.ToUpper(p.raw) {
				p.raw = p.low
			}
		}
	}
	if !finite {
		return "", false
	}
	return join(ps), true
}

// begsUs: "me podría dar", "nos puede decir" ask something of us, and are no
// state of theirs.
func begsUs(ps []piece) bool {
	for i := 0; i+1 < len(ps); i++ {
		if ps[i].low != "me" && ps[i].low != "nos" {
			continue
		}
		switch text.Fold(ps[i+1].low) {
		case "podria", "podrias", "puede", "puedes", "podes", "pueden", "podrian", "puedo", "gustaria", "da", "das", "dice", "dices", "hace", "haces", "manda", "mandas", "pone", "pones", "dejas":
			return true
		}
	}
	return false
}

// clitic: "me han cobrado" is an object; "me he quedado" is reflexive, and so
// is the usted form before lo, la.
func (f flipper) clitic(word, next string) string {
	own := false
	if to := f.w.flips[next]; to != nil && next != "me" && next != "mi" {
		own = true
	}
	if r, _, _ := f.regular(next, word, 1); r != "" && !strings.HasSuffix(next, "teis") && !strings.HasSuffix(next, "ste") && next != "habéis" {
		own = true
	}
	if next == "habéis" {
		own = false
	}
	if own || slices.Contains(objectAdv, next) {
		if f.register == Usted || f.register == "" {
			return "se"
		}
	}
	if word == "nos" && f.register == Vos && (own || slices.Contains(objectAdv, next)) {
		return "se"
	}
	return f.form(f.w.flips[word])
}

// regular turns regular verb forms; "" leaves the word. verb says that it is a
// finite verb; ok is false where it may be a verb of the customer's that is not
// known.
func (f flipper) regular(w, prev string, i int) (to string, verb, ok bool) {
	three := func(tu, usted string) string { return f.form([]string{tu, usted, tu}) }
	cut := func(n int) string { return w[:len(w)-n] }
	switch {
	case w == "":
		return "", false, true
	case strings.HasSuffix(w, "asteis"):
		return cut(6) + "amos", true, true
	case strings.HasSuffix(w, "isteis"):
		return cut(6) + "imos", true, true
	case strings.HasSuffix(w, "áis"):
		return cut(len("áis")) + "amos", true, true
	case w == "haya" || w == "hubiera" || w == "hubiese":
		return "", false, false
	case strings.HasSuffix(w, "ís") && w != "país" && len(w) > 4:
		return cut(len("ís")) + "imos", true, f.spain
	case strings.HasSuffix(w, "éis") && !strings.HasSuffix(w, "séis"): // veintiséis
		return cut(len("éis")) + "emos", true, true
	case (strings.HasSuffix(w, "aste") || strings.HasSuffix(w, "iste")) && len(w) > 5:
		if prev == "me" || prev == "nos" {
			return cut(3) + "mos", true, true
		}
		return "", false, w == "triste" || w == "existe" || w == "chiste"
	case strings.HasSuffix(w, "é") && !slices.Contains(notPret, w) && len(w) > 3:
		stem := w[:len(w)-len("é")]
		if strings.HasSuffix(stem, "ar") || strings.HasSuffix(stem, "er") || strings.HasSuffix(stem, "ir") {
			return three(stem+"ás", stem+"á"), true, true
		}
		base := stem
		switch {
		case strings.HasSuffix(stem, "gu"):
			base = stem[:len(stem)-1]
		case strings.HasSuffix(stem, "qu"):
			base = stem[:len(stem)-2] + "c"
		case strings.HasSuffix(stem, "c"):
			base = stem[:len(stem)-1] + "z"
		}
		return three(base+"aste", base+"ó"), true, true
	case strings.HasSuffix(w, "í") && !slices.Contains(notPretI, w) && len(w) > 3:
		return "", false, false
	case strings.HasSuffix(w, "mos"):
		return "", false, false
	case (strings.HasSuffix(w, "aba") || strings.HasSuffix(w, "ía")) && len(w) > 4 && w != "todavía" && w != "día" && w != "energía" && w != "garantía" && w != "compañía" && w != "mayoría" && w != "avería" && w != "policía" && w != "batería":
		return "", false, false
	case strings.HasSuffix(w, "o") && len(w) > 2 && !slices.Contains(notVerbO, w):
		switch prev {
		case "", "yo", "no", "me", "lo", "te", "se", "ya", "que", "nunca", "siempre", "y", "solo", "pero":
			return "", false, false
		}
		return "", false, true
	case strings.HasSuffix(w, "rme") && len(w) > 4, strings.HasSuffix(w, "ndome"):
		// "le" or "se" with usted: the form alone does not tell
		return cut(2) + "te", false, f.register == Tu || f.register == Vos
	case strings.HasSuffix(w, "rnos") && len(w) > 5:
		if f.register == Tu && !f.spain {
			return "", false, false
		}
		return cut(3) + f.form([]string{"os", "les", "les"}), false, true
	case strings.HasSuffix(w, "ría") || strings.HasSuffix(w, "rmelo") || strings.HasSuffix(w, "rmela"):
		return "", false, false
	}
	return "", false, true
}

// wantSpanish returns the infinitive that follows "quiero", turned.
func (f flipper) wantSpanish(clause string) (string, bool) {
	ps, _ := pieces(clause)
	for i := 0; i+1 < len(ps); i++ {
		switch text.Fold(ps[i].low) {
		case "quiero", "quisiera", "queria", "necesito", "gustaria", "necesitaria", "querria", "deseo", "desearia", "queremos", "quisieramos":
		default:
			continue
		}
		if i > 0 && (ps[i-1].low == "no" || i > 1 && ps[i-2].low == "no") {
			continue
		}
		inf := text.Fold(ps[i+1].low)
		if !strings.HasSuffix(inf, "ar") && !strings.HasSuffix(inf, "er") && !strings.HasSuffix(inf, "ir") && !strings.HasSuffix(inf, "rme") && !strings.HasSuffix(inf, "rlo") && !strings.HasSuffix(inf, "rla") {
			continue
		}
		if inf == "decir" || inf == "agradecer" || inf == "ayer" || inf == "pedirle" || inf == "decirle" {
			continue
		}
		rest := slices.Clone(ps[i+1:])
		for len(rest) > 2 && (rest[len(rest)-1].low == "gracias" || rest[len(rest)-1].low == "favor" || rest[len(rest)-1].low == "por") {
			rest = rest[:len(rest)-1]
		}
		if !fit(rest, f.w, maxFlip) {
			return "", false
		}
		return f.flipSpanish(rest, true)
	}
	return "", false
}

// asked turns a question to what they want to know: "cuánto cuesta", "si hay
// trenes por la tarde".
func (f flipper) asked(sentence string) (string, bool) {
	s := strings.Trim(sentence, " ¿?¡!.\n\t")
	ps, _ := pieces(s)
	ps = trimClause(ps, f.w)
	if len(ps) < 3 || strings.ContainsAny(s, "¿?") {
		return "", false
	}
	first := text.Fold(ps[0].low)
	second := text.Fold(ps[1].low)
	wh := []string{"que", "cual", "cuales", "cuando", "cuanto", "cuanta", "cuantos", "cuantas", "donde", "quien", "como"}
	head := ""
	switch {
	case slices.Contains(wh, first), slices.Contains([]string{"a", "por", "de", "en", "desde", "hasta", "para", "con"}, first) && slices.Contains(wh, second):
		for k := range 2 { // the question word keeps its accent
			if slices.Contains(wh, text.Fold(ps[k].low)) {
				ps[k].raw, ps[k].low = accented(text.Fold(ps[k].low)), accented(text.Fold(ps[k].low))
				break
			}
		}
	case slices.Contains([]string{"hay", "tiene", "tienen", "es", "existe", "esta", "estan", "llega", "sale", "son", "queda", "quedan"}, first):
		head = "si "
	default:
		return "", false
	}
	if !fit(ps, f.w, maxFlip) {
		return "", false
	}
	out, ok := f.flipSpanish(slices.Clone(ps), true)
	return head + out, ok
}

func accented(w string) string {
	switch {
	case strings.HasPrefix(w, "que"):
		return "qué"
	case strings.HasPrefix(w, "cual"):
		return "cuál" + w[4:]
	case strings.HasPrefix(w, "cuand"):
		return "cuándo"
	case strings.HasPrefix(w, "cuant"):
		return "cuánt" + w[5:]
	case w == "donde":
		return "dónde"
	case w == "quien":
		return "quién"
	case w == "como":
		return "cómo"
	}
	return w
}
