package quote

import (
	"testing"

	heed "github.com/heedhq/heed"
	"pgregory.net/rapid"
)

func TestScore(t *testing.T) {
	for _, c := range []struct {
		text string
		lang heed.Language
		good bool
	}{
		{"I still keep the old spreadsheet beside it, every night.", "en", true},
		{"Nobody could tell me who owned the problem.", "en", true},
		{"We printed every open invoice before we switched.", "en", true},
		{"Que me digan la verdad, aunque sea mala.", "es", true},
		{"Nadie supo decirme de quién era el problema.", "es", true},
		{"If payroll fails on Friday, it's my name they'll say.", "en", true},
		{"Yeah, I think so", "en", false},
		{"Thank you so much for your time today!", "en", false},
		{"because it does not", "en", false},
		{"I think we covered the key points Thank you!", "en", false},
		{"Muchas gracias, hasta luego.", "es", false},
		{"Sí, claro, de acuerdo.", "es", false},
		{"ok", "en", false},
		{"I went there and then I talked to the", "en", false},
	} {
		if s := Score(c.text, c.lang); (s >= 0.6) != c.good {
			t.Errorf("%q scores %.2f; good is %v", c.text, s, c.good)
		}
	}
}

func TestBest(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Yes, I still keep the old spreadsheet beside it.", "I still keep the old spreadsheet beside it."},
		{"1. I used it to learn how surge arresters could be used.", "I used it to learn how surge arresters could be used."},
		{"But I wouldn't trust it with complex research problems.", "I wouldn't trust it with complex research problems."},
		{"I'm more worried about false news, however.", "I'm more worried about false news"},
		{"I don't think so, I would keep the old spreadsheet.", "I would keep the old spreadsheet."},
		{"The reason is: because report writing is hard and I put it off.", "report writing is hard and I put it off."},
		{"Because I am less anxious about the plan, I find more time for it.", "Because I am less anxious about the plan, I find more time for it."},
		{
			"It is hard to say, given how many different people have asked me about it over the last two or three years in this job, but I never let it write to a client in my name, because they hire me.",
			"I never let it write to a client in my name, because they hire me.",
		},
	} {
		whole := heed.Span{End: len(c.text)}
		within := whole
		if len(c.text) > Longest {
			within = heed.Span{Start: 130, End: 160}
		}
		sp, score := Best(c.text, whole, within, "en")
		got, _ := sp.In(c.text)
		if got != c.want || score == 0 {
			t.Errorf("of %q the best is %q (%.2f), not %q", c.text, got, score, c.want)
		}
	}
}

// A quotation is never cut so that it says the opposite, or half.
func TestMeaningStays(t *testing.T) {
	for _, c := range []struct {
		text string
		lang heed.Language
	}{
		{"No me gusta, me ponen una música y yo con la cámara abierta perdiendo frío.", "es"},
		{"Y la aplicación no me deja cambiarle la cuenta.", "es"},
		{"If it's Friday and it's wrong, who rings the bank.", "en"},
		{"The main issue I have with these AI apps - is that they are simply useless to me as a composer.", "en"},
		{"Quisiera saber los horarios de los trenes que hay de Valencia a Madrid para el treinta y uno.", "es"},
	} {
		whole := heed.Span{End: len(c.text)}
		sp, score := Best(c.text, whole, whole, c.lang)
		if got, _ := sp.In(c.text); score > 0 && len(got) < len(c.text)-2 {
			t.Errorf("%q was cut to %q", c.text, got)
		}
	}
}

// Whatever is found lies within the sentence and has the score it is said to.
func TestBestStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`([A-Za-zñé']{1,9}[ ,;:.()¿?-]{1,2}){0,40}`).Draw(t, "text")
		lang := rapid.SampledFrom([]heed.Language{"en", "es", ""}).Draw(t, "lang")
		from := rapid.IntRange(0, len(s)).Draw(t, "from")
		to := rapid.IntRange(from, len(s)).Draw(t, "to")
		sp := heed.Span{Start: from, End: to}
		got, score := Best(s, sp, sp, lang)
		if !sp.Contains(got) {
			t.Fatalf("%v is not in %v", got, sp)
		}
		if score < 0 || score > 1 {
			t.Fatalf("score %v", score)
		}
	})
}
