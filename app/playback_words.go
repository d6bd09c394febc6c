package app

import (
	"cmp"
	"fmt"
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
// take their words to mean, so exactly that they can say no to it. The words
// themselves stand beside it.
var plainly = map[heed.SignalKind]said{
	heed.SigSays:       {"This is something you would tell us again today.", "Esto nos lo volvería a decir hoy."},
	heed.SigThinks:     {"This is your own opinion, and not only what others say.", "Es su propia opinión, y no solo lo que dicen otros."},
	heed.SigFeels:      {"This touches you; to you it is no mere fact.", "Esto le afecta; para usted no es un simple dato."},
	heed.SigDoes:       {"You really do this, or did it; it is not just a plan.", "Esto lo hace, o lo hizo, de verdad; no es solo un plan."},
	heed.SigHears:      {"People around you say this, and you told us what you hear.", "Esto lo dice la gente de su entorno, y usted nos contó lo que oye."},
	heed.SigSees:       {"You have seen this with your own eyes.", "Esto lo ha visto con sus propios ojos."},
	heed.SigPain:       {"This makes your work harder, or costs you time, money or nerves.", "Esto le complica el trabajo, o le cuesta tiempo, dinero o disgustos."},
	heed.SigGain:       {"This makes your work easier, or would, and you would be glad of it.", "Esto le facilita el trabajo, o se lo facilitaría, y lo agradecería."},
	heed.SigTask:       {"This is a job that falls to you.", "Esta tarea le toca a usted."},
	heed.SigGoal:       {"You want to get there, and it guides what you do.", "Quiere llegar a esto, y lo tiene en cuenta en lo que hace."},
	heed.SigValue:      {"This counts for you in how you work and decide.", "Esto cuenta para usted a la hora de trabajar y de decidir."},
	heed.SigInfluence:  {"This weighs with you when you make up your mind.", "Esto influye en usted cuando decide."},
	heed.SigRisk:       {"If this goes wrong, you lose something by it.", "Si esto sale mal, usted sale perdiendo."},
	heed.SigDriver:     {"This is one of your reasons for choosing one thing over another.", "Esta es una de sus razones para elegir una cosa y no otra."},
	heed.SigTrigger:    {"Because of this you began to look for a change.", "A raíz de esto empezó a buscar un cambio."},
	heed.SigBarrier:    {"This keeps you from going ahead.", "Esto le impide seguir adelante."},
	heed.SigCriterion:  {"You go by this when you choose.", "Se fija en esto cuando elige."},
	heed.SigChannel:    {"This is a way in which you like, or need, to be in touch.", "Esta es una vía por la que prefiere, o necesita, comunicarse."},
	heed.SigTouchpoint: {"At this point you dealt with us, or with others who sell to you.", "En este momento trató con nosotros o con otros proveedores."},
	heed.SigDevice:     {"This is what you work with.", "Esto es con lo que trabaja."},
	heed.SigLike:       {"You like this.", "Esto le gusta."},
	heed.SigDislike:    {"You do not like this.", "Esto no le gusta."},
	heed.SigAttribute:  {"This describes you, or your work, as it is today.", "Esto describe cómo es hoy su vida o su trabajo."},
	heed.SigObjection:  {"This makes you hesitate to say yes.", "Esto le hace dudar antes de decir que sí."},
	heed.SigQuestion:   {"You would still like an answer to this.", "A esto todavía le gustaría tener respuesta."},
}

var plainlyRisk = map[string]said{
	"investment":   {"If this goes wrong, money is lost, and you would have to answer for it.", "Si esto sale mal, se pierde dinero, y usted tendría que responder."},
	"productivity": {"If this goes wrong, it costs you or your team time and work.", "Si esto sale mal, a usted o a su equipo les cuesta tiempo y trabajo."},
	"reputation":   {"If this goes wrong, others would think less of you.", "Si esto sale mal, usted quedaría mal ante los demás."},
	"job_security": {"If this goes wrong, your own position is in danger.", "Si esto sale mal, peligra su propio puesto."},
}

var plainlyDriver = map[string]said{
	"emotional": {"How it feels is one of your reasons for choosing.", "Cómo se siente es una de sus razones para elegir."},
	"rational":  {"Facts and figures are one of your reasons for choosing.", "Los datos y las cifras son una de sus razones para elegir."},
}

// plainlyRead says of what somebody does, by the rule that read it, what it is
// and what we read from it, to the one who does it. A claim of that kind is
// nothing that they said.
var plainlyRead = map[string]struct{ does, read said }{
	"double_check": {said{"you check it again", "lo comprueba otra vez"}, said{"you do not rely on the result until it has been checked", "no se fía del resultado hasta haberlo comprobado"}},
	"keep_old":     {said{"you keep the old way beside the new one", "mantiene lo de antes junto a lo nuevo"}, said{"you do not trust the new way enough to let go of the old one", "no confía lo bastante en lo nuevo como para soltar lo de antes"}},
	"print":        {said{"you print it out", "lo imprime"}, said{"you want a copy that cannot vanish", "quiere una copia que no pueda desaparecer"}},
	"screenshots":  {said{"you keep screenshots", "guarda capturas de pantalla"}, said{"you expect to have to prove it later", "cuenta con tener que demostrarlo más adelante"}},
	"copy_boss":    {said{"you copy your manager in", "pone a su jefe o jefa en copia"}, said{"you want to be covered in case you are blamed", "quiere cubrirse por si le echan la culpa"}},
	"in_writing":   {said{"you ask for it in writing", "lo pide por escrito"}, said{"you fear being left alone with a promise", "teme quedarse a solas con una promesa"}},
	"call_back":    {said{"you call again after writing", "llama después de haber escrito"}, said{"you do not feel heard by writing alone", "siente que por escrito no le atienden"}},
	"hide_use":     {said{"you do not tell others about it", "no se lo cuenta a los demás"}, said{"you fear how they would judge it", "teme cómo lo juzgarían"}},
	"stay_late":    {said{"you work late, or at weekends, because of it", "se queda hasta tarde, o trabaja el fin de semana, por ello"}, said{"you carry it home with you", "se lo lleva a casa"}},
	"start_small":  {said{"you try it on something small first", "lo prueba antes con algo pequeño"}, said{"you want to see it work on a small scale before you commit to it", "quiere verlo funcionar a pequeña escala antes de comprometerse"}},
	"redo":         {said{"you do it over by hand", "lo rehace a mano"}, said{"you feel safer with your own hand", "se fía más de su propia mano"}},
	"sleepless":    {said{"you lie awake over it", "no duerme por ello"}, said{"the worry does not stop when work does", "la preocupación no termina con la jornada"}},
	"misheard":     {said{"you had to say again what was not understood", "tuvo que repetir lo que no se entendió"}, said{"you were not understood the first time, and that cost you", "no le entendieron a la primera, y eso le supuso una molestia"}},
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
// are taken as they are; words of other customers are never used. Of a claim
// that nobody said it tells what we read, and from what.
func plainWords(c *heed.Claim, lang heed.Language) string {
	if c.Review == heed.Edited && !c.Quoted {
		return c.Words
	}
	if c.Basis == heed.Inferred {
		return plainReading(c, lang)
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
	return s.in(lang)
}

// plainReading says of a claim that was read from behaviour what we read, and
// from what.
func plainReading(c *heed.Claim, lang heed.Language) string {
	for _, e := range c.Evidence {
		rule, _ := strings.CutPrefix(e.Rule, "behaviour:")
		if r, ok := plainlyRead[rule]; ok {
			form := said{"You told us that %s. From that we read that %s; you did not say so yourself.",
				"Nos contó que %s. De ahí deducimos que %s; usted no lo dijo así."}
			return fmt.Sprintf(form.in(lang), r.does.in(lang), r.read.in(lang))
		}
	}
	words, does := c.Texts[lang], c.Behaviours[lang]
	if !c.Quoted && c.Language == lang {
		words, does = cmp.Or(words, c.Words), cmp.Or(does, c.Behaviour)
	}
	switch {
	case words != "" && does != "":
		form := said{"You did not say so; from this, “%s”, we read: “%s”.", "No lo dijo así; de esto, «%s», deducimos: «%s»."}
		return fmt.Sprintf(form.in(lang), does, words)
	case words != "":
		return fmt.Sprintf(said{"You did not say so; from your words we read: “%s”.", "No lo dijo así; de sus palabras deducimos: «%s»."}.in(lang), words)
	}
	guess := said{"You did not say so; we read it from your words: ", "No lo dijo así; lo leemos en sus palabras: "}
	return guess.in(lang) + plainly[c.Kind].in(lang)
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
