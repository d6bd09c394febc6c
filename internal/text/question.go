package text

import (
	"strings"

	heed "github.com/heedhq/heed"
)

// words that open a question where no question mark was typed or transcribed.
var askEnglish = wordSet(`what what's whats why how how's who who's where where's when which whose
 do does did is are was were can could would will should shall have has may isn't aren't don't doesn't didn't can't couldn't won't wouldn't`)

// verbs that ask only before a subject: "can I", but not "can opener".
var subjectEnglish = wordSet(`i you he she it we they there this that the my your anyone anybody somebody someone`)

// With their accents: without them they are most often no question words.
var askSpanish = map[string]bool{
	"quién": true, "quiénes": true, "cuál": true, "cuáles": true, "cómo": true, "cuándo": true, "dónde": true,
	"adónde": true, "cuánto": true, "cuánta": true, "cuántos": true, "cuántas": true,
}

// what follows a qué that asks ("qué hora es") rather than exclaims ("qué bonito").
var afterWhat = wordSet(`hora horas día días es son pasa pasó hago hacemos hacer puedo podemos significa precio horario opciones tipo tren trenes quiere quieren tiene hay pasaría ocurre tarifa`)

// IsQuestion reports whether the sentence asks something: it ends with a
// question mark, opens with ¿, or starts as questions do. Indirect questions
// ("I wonder why") are not questions here.
func IsQuestion(s string, lang heed.Language) bool {
	t := strings.TrimRight(strings.TrimSpace(s), " \"'”’»).!…")
	if strings.HasSuffix(t, "?") || strings.Contains(t, "?") && strings.LastIndexByte(t, '?') > len(t)*3/4 {
		return true
	}
	if strings.Contains(s, "¿") {
		return true
	}
	if strings.ContainsAny(strings.TrimSpace(s), "!") {
		return false
	}
	var w [4]string
	n := 0
	for tok := range All(s) {
		if tok.Kind != Word {
			if tok.Kind == Punct && n > 0 && tok.Lower != "," {
				break
			}
			continue
		}
		if n == 0 && filler[tok.Lower] {
			continue
		}
		w[n] = tok.Lower
		if n++; n == len(w) {
			break
		}
	}
	if n < 3 {
		return false
	}
	if lang != heed.Spanish && askEnglish[w[0]] {
		switch w[0] {
		case "what", "how": // what a day, how nice
			return auxEnglish[w[1]] || auxEnglish[w[2]] && w[1] != "a" && !subjectEnglish[w[1]]
		case "why", "who", "where":
			return auxEnglish[w[1]]
		case "when", "which", "whose":
			return auxEnglish[w[1]] && subjectEnglish[w[2]]
		case "what's", "whats", "how's", "who's", "where's":
			return true
		}
		return subjectEnglish[w[1]] && !(w[0] == "is" && w[1] == "that" && w[2] == "is")
	}
	return lang != heed.English && (askSpanish[w[0]] || w[0] == "qué" && afterWhat[w[1]])
}

var auxEnglish = wordSet(`do does did is are was were can could would will should shall have has had don't doesn't didn't isn't aren't can't couldn't won't wouldn't
 much many long often far`)

var filler = wordSet(`and so but well um uh er erm okay ok right yeah yes oh hi hello hey now sorry please y pero bueno pues eh hola vale entonces oye perdone`)
