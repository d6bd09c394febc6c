package needs

import (
	"slices"
	"testing"

	"github.com/heedhq/heed/internal/text"
)

// audited says each need in either language, and comes near it in the ways that
// cues have been seen to mislead.
var audited = []struct{ need, en, es, nearEN, nearES string }{
	{"time saved", "It makes my work so much faster.", "Tardo la mitad con esto.", "It is quicker to do it myself.", "El envío es más rápido por avión."},
	{"time saved", "That cut down on the time it took.", "Me ahorra un montón de tiempo.", "He speaks faster than I listen.", "Internet va en menos tiempo."},
	{"output checked", "I always double check what it gives me.", "Siempre reviso todo lo que me da.", "My identity could not be verified.", "No me llega el código para verificarlo."},
	{"output checked", "I fact check everything it says.", "Vuelvo a comprobar los números.", "I have AI to double check the spelling of it.", "No he comprobado nada."},
	{"made up", "It hallucinates references.", "A veces se inventa las citas.", "The program detects fabricated data.", "Se inventó la rueda hace mucho."},
	{"made up", "It gave me the wrong answer twice.", "Me dio datos falsos.", "Sorry for giving the wrong information.", "Me equivoco yo."},
	{"work replaced", "I worry it will take our jobs.", "Temo que nos quiten el trabajo, perder el empleo.", "It is meant to help rather than replace me.", "El trabajo está lejos."},
	{"skill lost", "I will forget how to write on my own.", "Voy a perder la práctica.", "My students are too dependent on it.", "La práctica es el martes."},
	{"kept private", "I never put client data into it.", "No meto datos personales en la IA.", "We discuss patient data twice a year.", "El trato es confidencial."},
	{"own voice", "I want it to sound like me.", "Quiero que suene a mí.", "I recorded it in my own voice over.", "La voz se oye mal."},
	{"sounds like a machine", "It sounds so robotic.", "Suena a robot.", "I don't want it to sound robotic.", "El robot limpia el suelo."},
	{"human touch", "The human touch matters here.", "El trato humano no se sustituye.", "It was bad human judgment.", "Los humanos somos muchos."},
	{"ideas found", "I use it to brainstorm.", "Lo uso para sacar ideas.", "We have brainstorming sessions with the team.", "No tengo ni idea."},
	{"a starting point", "It gives me a starting point.", "Me da un punto de partida.", "I use it to edit my first draft.", "Tengo una hoja en blanco."},
	{"mine to decide", "I like to have the final say.", "La última palabra la tengo yo.", "Our clients make the final decisions.", "El mando de control remoto."},
	{"needs editing", "I always tweak it before I send it.", "Luego lo retoco.", "I ask it to rewrite it for me.", "Él me lo corrige."},
	{"another view", "I use it as a sounding board.", "Me da otro punto de vista.", "I have a different perspective as a coder.", "La vista es bonita."},
	{"context missed", "It doesn't understand the context of my case.", "No capta los matices.", "I give it a lot of context.", "El contexto es este."},
	{"dull work", "I use it for tedious tasks.", "Lo uso para las tareas repetitivas.", "The writing gets repetitive, I find.", "Es un trabajo repetitivo."},
	{"trusted", "I trust it with the captions.", "Es de fiar.", "I know better than to rely on it.", "Trabajo de confianza."},
	{"many tries", "It took several attempts to get it right.", "Tuve que reformular la pregunta.", "I run several errands.", "La vuelta fue larga."},
	{"judged by others", "Using it is frowned upon at work.", "Está mal visto usarlo.", "I use it, and it isn't frowned upon.", "Está mal la pantalla."},
	{"not allowed", "We are not allowed to use it.", "Tenemos prohibido usarlo.", "I won't let AI change my words.", "Me dejan salir antes."},
	{"taken from others", "AI art is stealing from artists, it feels like plagiarism.", "La IA copia a otros, es plagio.", "I copied the plagiarism checker link to it.", "Yo copio la receta."},
	{"quality cheapened", "The market is flooded with AI slop.", "Con ello baja la calidad.", "The scanned images were low quality for it.", "La calidad está en el tercer piso."},
	{"on my head", "If it fails I'm the one who has to explain.", "Me van a echar la culpa, la cara es la mía.", "I'm the one who uses it most.", "Mi nombre es Ana, a mi nombre."},
	{"a load off", "What a relief that was.", "Me quita un peso de encima.", "He is in pain relief research.", "El peso neto son dos kilos."},
	{"left alone", "They left me on my own.", "Me dejaron solo.", "I abandoned it after a day.", "Me lo tomo solo, sin leche."},
	{"too slow", "The app is very slow.", "Va muy lento.", "My company is very slow at adopting it.", "Voy despacio."},
	{"hard to use", "It's hard to navigate.", "Me cuesta usarlo.", "I use it for tasks that are too complicated.", "Fue un año complicado."},
	{"easy to use", "It is so easy to use.", "Es muy fácil de usar.", "It helps write pages so they are user friendly.", "Fácil no fue."},
	{"somebody answers", "I want to talk to a real person.", "Quiero hablar con una persona.", "It sounds like a real person.", "Es buena persona."},
	{"told the truth", "Just be honest with me.", "Que me digan la verdad.", "I admit I was late.", "La verdad, no lo sé."},
	{"all in one place", "I have everything in one place.", "Lo tengo todo en un solo sitio.", "I keep the chat on one screen and the notes on the other.", "Cambié una cosa en un sitio."},
	{"warned in time", "They should let us know in advance.", "Que me avisen con antelación.", "I decide in advance what to cook.", "Gracias de antemano."},
	{"people unpaid", "If payroll fails, nobody gets paid.", "Que no cobren a tiempo.", "I'm not paid for words.", "Me cobran por minuto."},
	{"late at work", "I'm working late every Friday.", "Me quedo hasta las diez.", "The file is written at midnight.", "El tren sale a medianoche."},
	{"paper kept", "I print it out every night.", "Lo apunto en el cuaderno.", "It looked good on paper.", "Hace buen papel."},
	{"date slipped", "It is behind schedule again.", "Hubo un retraso.", "I am not ready to retire.", "Otra cosa, mariposa."},
	{"only one who knows", "She's the only one who knows how it works.", "Lo tiene todo en la cabeza.", "If I leave them in, it looks odd.", "Si se va la luz, esperamos."},
	{"lied to", "They lied to us.", "Nos mintieron.", "This was not true at first.", "No es mentira piadosa lo suyo."},
	{"nobody asked us", "Nobody asked us.", "No nos preguntaron.", "I let it edit without asking me, with my permission.", "Pregunté dos veces."},
	{"people won't change", "Some refuse to use it.", "No quieren cambiar.", "I refuse to use it myself.", "No quiero el cambio, quédeselo."},
	{"kept waiting", "I've been waiting for an hour.", "Llevo una hora esperando.", "This is the day we've been waiting for.", "Espero que bien."},
	{"never arrived", "My card never arrived.", "No me ha llegado la tarjeta.", "It never came up.", "Nunca llego temprano."},
	{"cannot trust", "I don't trust it to do formulas.", "No me fío de lo que dice.", "My colleagues don't trust it.", "Es de confianza."},
	{"hopeful", "I'm excited to see what comes next.", "Soy optimista con esto.", "Younger staff are excited about it.", "Llegó la ilusionista."},
	{"learns with it", "I learn a lot from it.", "Con esto he aprendido mucho.", "I enjoy learning new things.", "El aprendiz se fue."},
	{"back and forth", "We went back and forth on it.", "Es una ida y vuelta constante.", "I ask it for iterative calculations.", "Volví el lunes."},
	{"not as asked", "It failed to follow my instructions.", "No hace lo que le pido.", "It misinterpreted the data in the table.", "Pedí la cuenta."},
	{"broken down", "The system is not working again.", "El programa no funciona.", "That approach didn't work for me.", "Funciona bien."},
	{"kept secret", "I don't tell people that I use it.", "No le digo a nadie que lo uso.", "I've not told him.", "No dije nada."},
}

func TestAudited(t *testing.T) {
	names := func(said string, need int) bool {
		words := text.Words(text.Fold(said))
		return slices.Contains(Of(words), need) && !Denied(words, need)
	}
	for _, c := range audited {
		i := find(t, c.need)
		for _, said := range []string{c.en, c.es} {
			if !names(said, i) {
				t.Errorf("%q names no %s", said, c.need)
			}
		}
		for _, said := range []string{c.nearEN, c.nearES} {
			if names(said, i) {
				t.Errorf("%q names %s", said, c.need)
			}
		}
	}
}

// A cue behind a + has to stand beside the others; one behind a ! may not.
func TestFits(t *testing.T) {
	n := side{bar: Cues{}, with: Cues{}}
	n.bar.Add("my account")
	n.with.Add("what it")
	for said, want := range map[string]bool{
		"i verify what it says":               true,
		"i verify it":                         false,
		"i verify what it says of my account": false,
	} {
		if got := n.fits(text.Words(said)); got != want {
			t.Errorf("%q fits: %v", said, got)
		}
	}
}

// What is left undone denies only what stands next to it.
func TestDeniedNear(t *testing.T) {
	i := find(t, "time saved")
	for said, want := range map[string]bool{
		"Instead of reading every single page of it I save time.": false,
		"I get there without saving time.":                        true,
		"Sin tener que leer cada página ahorro tiempo.":           false,
		"I don't think that any of this will save time.":          true,
	} {
		if got := Denied(text.Words(text.Fold(said)), i); got != want {
			t.Errorf("%q denied: %v", said, got)
		}
	}
}
