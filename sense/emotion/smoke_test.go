package emotion

import (
	"testing"
)

func TestSmoke(t *testing.T) {
	m := Default()
	var s Scratch
	for _, x := range []struct{ lang, text string }{
		{"en", "Thank you so much, this is great!"}, {"en", "I am really worried that we lose our data."},
		{"en", "No problem, not bad at all."}, {"en", "This is so frustrating, I hate it"}, {"en", "The invoice is attached."},
		{"es", "Muchas gracias, me encanta"}, {"es", "Estoy muy preocupado por los datos"}, {"es", "no me gusta nada, qué asco"},
	} {
		p := m.Predict(x.text, x.lang, &s)
		var names []string
		for _, l := range m.Over(&p, x.lang, nil) {
			names = append(names, Labels[l])
		}
		t.Logf("%s %v basic %.2f v %.2f a %.2f", x.text, names, p.Basic, p.Valence, p.Arousal)
	}
}

func BenchmarkPredict(b *testing.B) {
	m := Default()
	var s Scratch
	b.ReportAllocs()
	for b.Loop() {
		m.Predict("You know the answer man, you are programmed to capture those codes", "en", &s)
	}
}
