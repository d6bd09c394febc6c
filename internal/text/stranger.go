package text

import "github.com/heedhq/heed"

// strangers are small words of neighbouring languages that neither English nor
// Spanish has. Short texts in them share endings with Spanish.
var strangers = func() map[string]heed.Language {
	of := map[string]heed.Language{}
	for lang, list := range map[heed.Language]string{
		"fr": `je suis nous vous très mais avec sont depuis trois dans cette personne être désolé désolés désolée merci bonjour c'est n'ai j'ai qui toujours notre votre`,
		"de": `ich bin nicht und ist mir mich wir sehr seit niemand aber auf mit eine einen haben wurde bitte danke ihre unsere wochen`,
		"it": `sono molto nessuno della delle perché anche grazie buongiorno non ho settimane questa gli sempre è`,
		"pt": `não você estou muito muita ninguém há três uma obrigado obrigada isso são também minha meu à`,
	} {
		for w := range setOf(list) {
			of[w] = lang
		}
	}
	return of
}()

// fewestStrange is how many such words tell, where they are a quarter of all.
const fewestStrange = 3

// strange returns the neighbouring language that s is written in, and false
// where its small words do not say so.
func strange(s string) (heed.Language, bool) {
	hits := map[heed.Language]int{}
	words := 0
	for t := range All(s[:validCut(s, min(len(s), 2000))]) {
		if t.Kind != Word {
			continue
		}
		words++
		if l, ok := strangers[t.Lower]; ok {
			hits[l]++
		}
	}
	for _, l := range []heed.Language{"fr", "de", "it", "pt"} {
		if n := hits[l]; n >= fewestStrange && 4*n >= words {
			return l, true
		}
	}
	return "", false
}
