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

// neighbours are their languages, in the order in which they are believed.
var neighbours = [...]heed.Language{"fr", "de", "it", "pt"}

const (
	// fewestStrange is how many such words tell, where they are a quarter of all.
	fewestStrange = 3
	// strangeBytes is how much of a text they are looked for in.
	strangeBytes = 2000
)

// strange returns the neighbouring language that the text is written in, and
// false where its small words do not say so.
func (c *count) strange() (heed.Language, bool) {
	for i, l := range neighbours {
		if n := c.hits[i+1]; n >= fewestStrange && 4*n >= c.begun {
			return l, true
		}
	}
	return "", false
}
