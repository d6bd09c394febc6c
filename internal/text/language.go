package text

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/abadojack/whatlanggo"

	heed "github.com/heedhq/heed"
)

// tellers are words that only one of the two languages has.
var tellers = sync.OnceValue(func() map[string]int8 {
	m := make(map[string]int8)
	stop := stopwords()
	for w := range stop[heed.English] {
		if !stop[heed.Spanish][w] {
			m[w] = 1
		}
	}
	for w := range stop[heed.Spanish] {
		if !stop[heed.English][w] {
			m[w] = -1
		}
	}
	for w := range wordSet(tellEnglish) {
		m[w] = 1
	}
	for w := range wordSet(tellSpanish) {
		m[w] = -1
	}
	for w := range wordSet(tellNeither) {
		delete(m, w)
	}
	return m
})

const (
	tellEnglish = `want need work help time people new good great day first last time call check account order bill phone number money
 look looking problem issue using use used good morning love hate nice sorry today tomorrow name book flight card pay price
 food water never thing always really best better bad hope feel sounds maybe fine cool awesome amazing wrong right guy guys man woman kids
 money number problem friend friends home school email world life years long big little old first made makes making say says`
	tellSpanish = `quiero quería necesito trabajo ayuda tiempo gente nuevo nueva día primero cuenta pedido factura teléfono número dinero
 problema usar uso mañana hoy ayer nombre tren billete tarjeta pagar precio horario horarios salir llegar ida vuelta
 feliz triste amor vida años año mundo país gran mejor peor nunca quieren querer hombre mujer casa parece
 encanta encanto encantó gusta gusto gustan amo odio bueno buena bonito hermoso hermosa linda lindo risa jaja jajaja video vídeo canción dios miedo pena asco
 nadie todo tanta ojalá perro perros hijos gente presidente persona personas verdad mierda hacer hace siento llorar ver creo sabes sabe dice dicen tiene tienen está eres somos`
	// found in both, or in names and numbers
	tellNeither = `a as no me he has son sin once come once sea tan este red real fin mi le se de la el in am it on so do at
 i o y e u d s t m p ha va si un una eh ah oh ok mas solo bien os es`
)

// Language recognises the language of s: English, Spanish, the ISO code of
// another language where the text is long enough to say so, or "" where there
// is nothing to tell by. certainty is 0..1; below about 0.6 a longer text of
// the same speaker is the better witness.
func Language(s string) (heed.Language, float64) {
	var c count
	c.add(s, len(s))
	if l, ok := c.strange(); ok {
		return l, 0.9
	}
	return c.decide(s)
}

// telling is what a word says of the language it stands in.
type telling struct {
	own      int8 // 1 English, -1 Spanish
	stranger int8 // 1 and up: the place of a neighbouring language among neighbours
}

var tellings = sync.OnceValue(func() map[string]telling {
	m := make(map[string]telling)
	for w, own := range tellers() {
		m[w] = telling{own: own}
	}
	for w, lang := range strangers {
		m[w] = telling{own: m[w].own, stranger: int8(slices.Index(neighbours[:], lang) + 1)}
	}
	return m
})

// count is what the words of a text say of its language.
type count struct {
	en, es, foreign float64
	words, letters  int
	begun           int // words within the first strangeBytes
	hits            [len(neighbours) + 1]int
}

// add counts what tells the languages apart in the first limit bytes of s.
func (c *count) add(s string, limit int) {
	tell := tellings()
	for i := 0; i < len(s); {
		t, next := scan(s, i)
		i = next
		if t.Start >= limit && t.Kind != 0 {
			break
		}
		switch t.Kind {
		case Punct:
			if t.Lower == "¿" || t.Lower == "¡" {
				c.es += 2
			}
		case Word:
			c.words++
			c.letters += len(t.Lower)
			x := tell[t.Lower]
			if t.End <= strangeBytes {
				c.begun++
				c.hits[x.stranger]++
			}
			switch x.own {
			case 1:
				c.en++
			case -1:
				c.es++
			default:
				en, es, foreign := shape(t.Lower)
				c.en, c.es, c.foreign = c.en+en, c.es+es, c.foreign+foreign
			}
		}
	}
}

// shape judges a word by its letters: what Spanish or English spelling cannot
// be, and endings that one of them loves.
func shape(w string) (en, es, foreign float64) {
	for _, r := range w {
		switch {
		case r < 0x80:
		case r == 'ñ':
			es += 1.5
		case strings.ContainsRune("áéíóú", r):
			es += 0.6
		case strings.ContainsRune("ãõçèêàâôûîëïäößœæøåìòù", r):
			foreign += 1.2
		case !unicode.Is(unicode.Latin, r) && unicode.IsLetter(r):
			foreign++
		}
	}
	if len(w) < 4 {
		return en, es, foreign
	}
	for _, e := range englishEnds[w[len(w)-1]] {
		if strings.HasSuffix(w, e) {
			return en + 0.5, es, foreign
		}
	}
	for _, e := range spanishEnds[w[len(w)-1]] {
		if strings.HasSuffix(w, e) {
			return en, es + 0.35, foreign
		}
	}
	if strings.HasPrefix(w, "th") || strings.IndexByte(w, 'k') >= 0 || strings.IndexByte(w, 'w') >= 0 {
		en += 0.3
	}
	return en, es, foreign
}

// The endings that each language loves, by their last byte.
var (
	englishEnds = byLast("ing", "ed", "tion", "ly", "ght", "'s", "'t", "ck", "th", "ness")
	spanishEnds = byLast("ción", "cion", "ando", "iendo", "ado", "ido", "dad", "mente", "mos", "aba", "ar", "ir", "os", "as")
)

func byLast(ends ...string) (of [256][]string) {
	for _, e := range ends {
		c := e[len(e)-1]
		of[c] = append(of[c], e)
	}
	return of
}

func (c *count) decide(s string) (heed.Language, float64) {
	en, es, words, letters, foreign := c.en, c.es, c.words, c.letters, c.foreign
	if words == 0 {
		return "", 0
	}
	top, other, lang := en, es, heed.English
	if es > en {
		top, other, lang = es, en, heed.Spanish
	}
	// A language we do not know has few of our words, or letters of its own.
	thin := top < 0.22*float64(words) || foreign > 0.12*float64(words) && foreign >= 2
	if thin && (letters >= 60 || foreign > 0.5*float64(words)) {
		info := whatlanggo.Detect(s[:min(len(s), 2000)])
		if code := info.Lang.Iso6391(); code != "" && code != "en" && code != "es" && info.Confidence > 0.5 {
			return heed.Language(code), min(0.95, info.Confidence)
		}
	}
	if top == 0 {
		if letters < 20 {
			return "", 0
		}
		info := whatlanggo.DetectWithOptions(s[:min(len(s), 2000)], whatlanggo.Options{
			Whitelist: map[whatlanggo.Lang]bool{whatlanggo.Eng: true, whatlanggo.Spa: true},
		})
		return heed.Language(info.Lang.Iso6391()), 0.5
	}
	share := (top + 0.3) / (top + other + 0.6)
	weight := top / (top + 1) // one small word is little to go by
	return lang, 0.5 + (share-0.5)*weight
}

// Mixed reports whether both English and Spanish are spoken in s: whether each
// has at least a sixth of the words that tell them apart, and four of them.
func Mixed(s string) bool {
	tell := tellers()
	en, es := 0, 0
	for t := range All(s) {
		switch tell[t.Lower] {
		case 1:
			en++
		case -1:
			es++
		}
	}
	return min(en, es) >= 4 && min(en, es)*6 >= en+es
}

// Speakers recognises the language of each speaker of c by all that they say,
// and of the whole conversation. Switched lists the turns, by index, that are
// clearly in another language than the rest of their speaker's talk.
func Speakers(c *heed.Conversation) (whole heed.Language, each map[string]heed.Language, switched []int) {
	type voice struct {
		count
		sample strings.Builder
	}
	voices := make(map[string]*voice)
	total := &voice{}
	for _, t := range c.Turns {
		v := voices[t.Speaker]
		if v == nil {
			v = &voice{}
			voices[t.Speaker] = v
		}
		var n count
		n.add(t.Text, 20000)
		for _, x := range []*voice{v, total} {
			x.en, x.es, x.words, x.letters, x.foreign = x.en+n.en, x.es+n.es, x.words+n.words, x.letters+n.letters, x.foreign+n.foreign
			if x.sample.Len() < 2000 {
				x.sample.WriteString(t.Text[:validCut(t.Text, 2000)])
				x.sample.WriteByte('\n')
			}
		}
	}
	whole, sure := total.decide(total.sample.String())
	if sure < 0.6 && c.Language != "" { // what somebody said of it beats a guess
		whole = c.Language
	}
	each = make(map[string]heed.Language, len(voices))
	for name, v := range voices {
		lang, sure := v.decide(v.sample.String())
		if lang == "" || sure < 0.6 {
			lang = whole
		}
		each[name] = lang
	}
	for i, t := range c.Turns {
		if lang, sure := Language(t.Text); sure >= 0.8 && lang != each[t.Speaker] {
			switched = append(switched, i)
		}
	}
	return whole, each, switched
}

// validCut returns the largest cut of at most n bytes between two runes.
func validCut(s string, n int) int {
	if len(s) <= n {
		return len(s)
	}
	for n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return n
}
