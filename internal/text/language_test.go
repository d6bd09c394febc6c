package text

import "testing"

func TestNeighbours(t *testing.T) {
	for s, want := range map[string]string{
		"Je suis très déçu, personne ne me répond depuis trois semaines.":  "fr",
		"Ich bin sehr enttäuscht, niemand antwortet mir seit drei Wochen.": "de",
		"Sono molto deluso, nessuno mi risponde da tre settimane.":         "it",
		"Estou muito desapontado, ninguém me responde há três semanas.":    "pt",
		"Me siento fatal, nadie me responde desde hace tres semanas.":      "es",
		"I am so tired of this, nobody has answered me for three weeks.":   "en",
	} {
		if got, _ := Language(s); string(got) != want {
			t.Errorf("%q is taken for %q, want %q", s, got, want)
		}
	}
}
