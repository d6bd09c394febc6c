package app

import (
	"strings"

	"github.com/heedhq/heed"
)

// said is a sentence in both languages.
type said struct{ en, es string }

func (s said) in(l heed.Language) string {
	if l == heed.Spanish {
		return s.es
	}
	return s.en
}

// plainly says of each kind of claim, to the one whom it is about, what we
// take their words to mean. The words themselves stand beside it.
var plainly = map[heed.SignalKind]said{
	heed.SigSays:       {"This matters enough to you that you say it.", "Esto le importa lo bastante como para decirlo."},
	heed.SigThinks:     {"This is what you think about it.", "Esto es lo que piensa al respecto."},
	heed.SigFeels:      {"This is something you feel strongly about.", "Esto es algo que le afecta de verdad."},
	heed.SigDoes:       {"This is what you do about it.", "Esto es lo que hace al respecto."},
	heed.SigHears:      {"This is what you hear from people around you.", "Esto es lo que oye de la gente que le rodea."},
	heed.SigSees:       {"This is what you see around you.", "Esto es lo que ve a su alrededor."},
	heed.SigPain:       {"This makes things harder for you.", "Esto le complica las cosas."},
	heed.SigGain:       {"This makes things better for you.", "Esto le facilita las cosas."},
	heed.SigTask:       {"This is something you have to get done.", "Esto es algo que tiene que sacar adelante."},
	heed.SigGoal:       {"This is what you are trying to reach.", "Esto es lo que intenta conseguir."},
	heed.SigValue:      {"This matters to you.", "Esto es importante para usted."},
	heed.SigInfluence:  {"This weighs with you when you make up your mind.", "Esto influye en usted cuando decide."},
	heed.SigRisk:       {"This puts something at stake for you.", "Con esto usted se juega algo."},
	heed.SigDriver:     {"This is a reason why you choose one thing over another.", "Esto es un motivo por el que elige una cosa y no otra."},
	heed.SigTrigger:    {"This is what set things in motion.", "Esto es lo que lo puso todo en marcha."},
	heed.SigBarrier:    {"This holds you back.", "Esto le frena."},
	heed.SigCriterion:  {"This is something you judge by.", "Esto es algo en lo que se fija para decidir."},
	heed.SigChannel:    {"This is a way you like, or need, to be in touch.", "Esta es una vía por la que prefiere, o necesita, comunicarse."},
	heed.SigTouchpoint: {"This is a point where you met us, or others who sell to you.", "Este es un momento en que trató con nosotros o con otros proveedores."},
	heed.SigDevice:     {"This is what you work with.", "Esto es con lo que trabaja."},
	heed.SigLike:       {"You like this.", "Esto le gusta."},
	heed.SigDislike:    {"You do not like this.", "Esto no le gusta."},
	heed.SigAttribute:  {"This is something about you and your work.", "Esto es algo sobre usted y su trabajo."},
	heed.SigObjection:  {"This is what gives you pause.", "Esto es lo que le hace dudar."},
	heed.SigQuestion:   {"This is what you still want to know.", "Esto es lo que aún quiere saber."},
}

var plainlyRisk = map[string]said{
	"investment":   {"Money could be lost here, and you would answer for it.", "Aquí se podría perder dinero, y usted tendría que responder."},
	"productivity": {"Time and work could be lost here.", "Aquí se podrían perder tiempo y trabajo."},
	"reputation":   {"How others see you could suffer here.", "Aquí podría sufrir la imagen que otros tienen de usted."},
	"job_security": {"Your position could suffer here.", "Aquí podría peligrar su puesto."},
}

var plainlyDriver = map[string]said{
	"emotional": {"How it feels is a reason why you choose.", "Cómo se siente es un motivo por el que elige."},
	"rational":  {"The facts and figures are a reason why you choose.", "Los datos y las cifras son un motivo por el que elige."},
}

var plainlyFelt = map[heed.Feeling]said{
	heed.Frustration:    {"This was frustrating for you.", "Esto le resultó frustrante."},
	heed.Anxiety:        {"This worried you.", "Esto le preocupó."},
	heed.Fear:           {"You were afraid of this.", "Esto le dio miedo."},
	heed.Helplessness:   {"You felt there was nothing you could do.", "Sintió que no podía hacer nada."},
	heed.Confusion:      {"This was confusing for you.", "Esto le resultó confuso."},
	heed.Disappointment: {"This let you down.", "Esto le decepcionó."},
	heed.Anger:          {"This made you angry.", "Esto le enfadó."},
	heed.Sadness:        {"This made you sad.", "Esto le entristeció."},
	heed.Distrust:       {"You did not trust this.", "Esto no le inspiró confianza."},
	heed.Surprise:       {"This surprised you.", "Esto le sorprendió."},
	heed.Relief:         {"This was a relief to you.", "Esto fue un alivio para usted."},
	heed.Hope:           {"This gave you hope.", "Esto le dio esperanza."},
	heed.Trust:          {"You trust this.", "Esto le inspira confianza."},
	heed.Gratitude:      {"You were grateful for this.", "Agradeció esto."},
	heed.Joy:            {"This made you happy.", "Esto le alegró."},
	heed.Excitement:     {"You were keen on this.", "Esto le entusiasmó."},
	heed.Pride:          {"You were proud of this.", "Esto le hizo sentir orgullo."},
}

// plainWords says a claim in our voice and in lang. The words that a person wrote
// are taken as they are; words of other customers are never used.
func plainWords(c *heed.Claim, lang heed.Language) string {
	if c.Review == heed.Edited && !c.Quoted {
		return c.Words
	}
	s := plainly[c.Kind]
	switch c.Kind {
	case heed.SigRisk:
		if r, ok := plainlyRisk[c.Subkind]; ok {
			s = r
		}
	case heed.SigDriver:
		if d, ok := plainlyDriver[c.Subkind]; ok {
			s = d
		}
	case heed.SigFeels:
		best := 0.0
		for _, f := range c.Feelings {
			if felt, ok := plainlyFelt[f.Name]; ok && f.Intensity > best {
				s, best = felt, f.Intensity
			}
		}
	}
	out := s.in(lang)
	if c.Basis == heed.Inferred {
		switch text := c.Texts[lang]; {
		case text != "" && !c.Quoted: // set in our voice
			out = "“" + text + "”"
		case !c.Quoted && c.Language == lang && c.Review != heed.Edited:
			out = "“" + c.Words + "”"
		}
		guess := said{"You did not say so; we read it from what you told us: ", "No lo dijo así; lo leemos en lo que nos contó: "}
		out = guess.in(lang) + out
	}
	return out
}

// PlaybackLetter drafts the message that a page goes with, in the page's
// language. The link or the file is for a person to add.
func PlaybackLetter(p Playback) string {
	lines := []said{
		{"Hello,", "Buenos días:"},
		{"You talked with us a while ago. We have written down what we think we heard from you, beside your own words, and would like to know where we are wrong.",
			"Hace un tiempo habló con nosotros. Hemos puesto por escrito lo que creemos haberle oído, junto a sus propias palabras, y nos gustaría saber en qué nos equivocamos."},
		{"It takes about five minutes. The page is for you alone; it holds your own words and nobody else's. You may leave out what you like, take back what you allowed us, or ask us to forget you.",
			"Le llevará unos cinco minutos. La página es solo para usted: contiene sus palabras y las de nadie más. Puede dejar sin contestar lo que quiera, retirar lo que nos permitió o pedirnos que le olvidemos."},
	}
	if len(p.Done) > 0 {
		lines = append(lines, said{"It also says what we have done because of what you told us.", "También dice lo que hemos hecho a raíz de lo que nos contó."})
	}
	lines = append(lines, said{"Thank you.", "Gracias."})
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = l.in(p.Language)
	}
	return strings.Join(out, "\n\n")
}
