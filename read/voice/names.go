// Package voice tells which side of a conversation a speaker is on: by name,
// by what was given, else by who asks.
package voice

import (
	"strings"
	"unicode"

	"github.com/heedhq/heed"
)

// words maps what a speaker is called, in English and Spanish, to a side.
// Keys are as Fold leaves them.
var words = wordTable()

func wordTable() map[string]heed.Role {
	m := map[string]heed.Role{}
	add := func(r heed.Role, list string) {
		for w := range strings.SplitSeq(list, "|") {
			m[w] = r
		}
	}
	add(heed.RoleResearcher, `interviewer|researcher|moderator|facilitator|user researcher|ux researcher|interviewer 1|interviewer 2|int|i|iv|question|host|`+
		`entrevistador|entrevistadora|investigador|investigadora|moderadora|moderador|facilitador|facilitadora|encuestador|encuestadora|pregunta|ent|mod`)
	add(heed.RoleRep, `agent|rep|representative|sales rep|account executive|account manager|customer success|customer success manager|csm|ae|sdr|seller|salesperson|sales|`+
		`support|support agent|support rep|operator|advisor|adviser|consultant|assistant|bot|chatbot|system|staff|employee|vendor|clerk|us|`+
		`agente|asesor|asesora|operador|operadora|representante|comercial|vendedor|vendedora|soporte|atencion al cliente|teleoperador|teleoperadora|`+
		`gestor|gestora|asistente|empleado|empleada|sistema|consultor|consultora|ejecutivo|ejecutiva`)
	add(heed.RoleCustomer, `participant|participante|interviewee|respondent|customer|client|caller|user|prospect|buyer|patient|guest|visitor|member|reviewer|subscriber|`+
		`answer|p|resp|author|shopper|passenger|student|learner|tester|`+
		`cliente|clienta|entrevistado|entrevistada|encuestado|encuestada|usuario|usuaria|respuesta|comprador|compradora|llamante|`+
		`abonado|abonada|paciente|autor|autora|pasajero|pasajera`)
	return m
}

// Fold lower-cases a name, drops accents, and joins its words by one space.
func Fold(s string) string {
	var b strings.Builder
	space := false
	for _, r := range strings.ToLower(s) {
		switch {
		case r == '_' || unicode.IsSpace(r):
			space = b.Len() > 0
			continue
		case unicode.In(r, unicode.Cf, unicode.Mn):
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		if plain, ok := unaccented[r]; ok {
			r = plain
		}
		b.WriteRune(r)
	}
	return b.String()
}

var unaccented = func() map[rune]rune {
	m := map[rune]rune{}
	for plain, accented := range map[rune]string{
		'a': "áàâäãå", 'e': "éèêë", 'i': "íìîï", 'o': "óòôöõ", 'u': "úùûü", 'n': "ñ", 'c': "ç",
	} {
		for _, r := range accented {
			m[r] = plain
		}
	}
	return m
}()

// ByName returns the role that a label says ("Interviewer", "P1", "Cliente 2",
// "Marta (customer)"), and false where it says none.
func ByName(label string) (heed.Role, bool) {
	f := strings.Trim(Fold(label), " .:-*#[]<>")
	if r, ok := words[f]; ok {
		return r, true
	}
	// A number after the word: P1, Participant 12, R-2.
	base := strings.TrimRight(f, "0123456789")
	base = strings.TrimRight(base, " -_#.")
	if base != f {
		if r, ok := words[base]; ok {
			return r, true
		}
		if base == "r" { // respondent: only with a number
			return heed.RoleCustomer, true
		}
	}
	// Dr., in brackets or after a dash: "Marta (Customer)", "Agent - Kelly".
	for _, part := range strings.FieldsFunc(f, func(r rune) bool { return strings.ContainsRune("()[]/|,–—-", r) }) {
		part = strings.TrimSpace(part)
		if r, ok := words[part]; ok && len(part) > 2 {
			return r, true
		}
	}
	// "Support agent Kelly", "Agente Pérez": the first word says it.
	if first, _, ok := strings.Cut(f, " "); ok && len(first) > 4 {
		if r, ok := words[first]; ok && first != "question" && first != "answer" {
			return r, true
		}
	}
	return "", false
}

// Initials returns the folded first letters of a name: "mv" of "Marta Voss".
func Initials(name string) string {
	var b strings.Builder
	for _, w := range strings.Fields(Fold(name)) {
		for _, r := range w {
			b.WriteRune(r)
			break
		}
	}
	return b.String()
}
