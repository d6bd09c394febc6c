package needs

import (
	"slices"
	"testing"

	"github.com/heedhq/heed/internal/text"
)

// each names a need in either language, and comes near it without naming it.
var each = []struct{ need, en, es, nearEN, nearES string }{
	{"learns with it", "It helped me learn so much.", "Con esto he aprendido mucho.", "The learner's form is blue.", "El aprendiz llega a las ocho."},
	{"explained", "It helps me understand the contract.", "Me ayuda a entender el contrato.", "I explain it to my pupils.", "Yo se lo explico a los alumnos."},
	{"texts summarised", "I use it to summarize long reports.", "Le pido que me haga un resumen de la reunión.", "The summer was long.", "En resumen, bien."},
	{"emails written", "I have it draft emails to parents.", "Me redacta los correos a clientes.", "I get forty emails a day.", "Recibo cuarenta correos al día."},
	{"code written", "I ask it to debug my code.", "Lo uso para generar código.", "The dress code is strict.", "El código postal es otro."},
	{"wording polished", "I ask it to make my notes sound more professional.", "Me ayuda a mejorar la redacción.", "It really made the process flow better.", "La redacción está en la segunda planta."},
	{"better work", "It improves the quality of my reports.", "Mejora la calidad de mis informes.", "Quality control is downstairs.", "Control de calidad está abajo."},
	{"thoughts in order", "It helps me organize the day.", "Me ayuda a ordenar lo que llevo.", "The organizer was late.", "La organización llegó tarde."},
	{"more time for", "It lets me focus on the pupils.", "Así puedo centrarme en los alumnos.", "We ran out of focus groups.", "El centro abre a las nueve."},
	{"gets unstuck", "I ask it when I get stuck.", "Lo uso cuando me atasco.", "The lorry got stuck in the mud.", "El camión se atascó en el barro."},
	{"less stress", "The week is less stressful now.", "Ahora voy con menos estrés.", "It was the most stressful week.", "Fue la semana con más estrés."},
	{"more confident", "It gives me confidence.", "Me da confianza.", "It was told in confidence.", "Es un secreto, confidencias no."},
	{"routine handed over", "I want to automate the boring stuff.", "Quiero automatizar los albaranes.", "The door is automatic.", "La puerta es automática."},
	{"clear instructions", "I give it very specific instructions.", "Le doy todos los datos y el contexto.", "The instructions came in German.", "Las instrucciones venían en alemán."},
	{"back and forth", "There is a lot of back and forth.", "Es una ida y vuelta constante.", "I came back on Monday.", "Volví el lunes."},
	{"starts alone", "I write a draft myself first.", "Primero lo intento por mi lado.", "The first time it failed.", "La primera vez falló."},
	{"delicate kept", "I handle all sensitive tasks myself.", "Lo delicado lo hago yo.", "I prefer to handle that myself.", "Lo hago yo mismo."},
	{"creative part own", "I keep creative control.", "Las decisiones creativas son mías.", "The accounts were creative.", "Es una contabilidad creativa."},
	{"helper only", "It's just a tool.", "Para mí es solo una herramienta.", "I left the tool box open.", "La caja de herramientas está abierta."},
	{"skills kept", "I do it by hand to maintain my skills.", "Lo hago a mano para no perder la práctica.", "It is important to maintain my skills.", "El chófer tenía habilidad."},
	{"colleagues asked", "I would rather ask a colleague.", "Le pregunto a mi jefa de turno.", "A colleague asked for salt.", "Un compañero pidió sal."},
	{"looked up elsewhere", "Then I do my own research.", "Después lo busco en internet.", "The research team is upstairs.", "El equipo de investigación está arriba."},
	{"instead of search", "I ask it instead of googling.", "Le pregunto en vez de buscar en la red.", "We switched search engines.", "Cambiamos de navegador."},
	{"kept secret", "I don't tell anyone that I use it.", "No le digo a nadie que lo uso.", "I tell everyone.", "Se lo digo a todos."},
	{"open about it", "I'm open about using it.", "Lo digo abiertamente.", "The shop is open till nine.", "La tienda está abierta hasta las nueve."},
	{"told to use it", "My boss encourages us to try it.", "La empresa nos anima a probarlo.", "My boss never mentions it.", "Mi jefe ni lo nombra."},
	{"seen in others", "My colleagues use it all day.", "Mis compañeros lo usan a diario.", "My colleagues went home.", "Mis compañeros se fueron a casa."},
	{"too general", "It gives me generic answers.", "Da respuestas genéricas.", "The general manager called.", "Llamó el director general."},
	{"not as asked", "It ignored my instructions.", "No hace lo que le pido.", "I asked for the bill.", "Pedí la cuenta."},
	{"out of date", "The price list is outdated.", "La lista está desactualizada.", "What date is it today", "Hoy es la fecha."},
	{"mistakes made", "It still makes mistakes.", "Se equivoca con los nombres.", "We all make mistakes.", "No hay duda."},
	{"it forgets", "It forgets what I said.", "Se le olvida lo que le dije.", "Forget about lunch.", "Olvida la comida."},
	{"time lost", "It was a waste of time.", "Fue una pérdida de tiempo.", "I use it rather than wasting time on the web.", "El tiempo vuela."},
	{"cannot trust", "I don't fully trust it.", "No me fío de lo que dice.", "The housing trust sent a letter.", "La fundación envió una carta."},
	{"feels like cheating", "It feels like cheating.", "Me siento culpable si lo uso.", "The jury found him guilty.", "El jurado lo condenó."},
	{"environment", "It is bad for the environment.", "Me preocupa el medio ambiente.", "The work environment is calm.", "El ambiente de trabajo es tranquilo."},
	{"thinking lost", "People stop thinking.", "La gente va a dejar de pensar.", "I'm thinking of Monday.", "Pienso en el lunes."},
	{"less joy", "It takes the fun out of it.", "Le quita la gracia.", "It was fun.", "Fue gracioso."},
	{"more expected", "We have to do more with less.", "Nos piden más cada trimestre.", "We expected rain.", "Esperábamos lluvia."},
	{"customers lost", "We are losing customers.", "Vamos a perder clientes.", "The customer lost his hat.", "El cliente perdió el sombrero."},
	{"plan limits", "I hit the limit every day.", "Me quedé sin datos a mitad de mes.", "The plan is to leave at nine.", "El plan es salir a las nueve."},
	{"early adopter", "I was an early adopter of it.", "Fui de las primeras en usarlo.", "I'm curious about the company.", "Era una forma rara."},
	{"hopeful", "I'm hopeful about the next year.", "Soy optimista con el año que viene.", "I look at the screen.", "Miro la pantalla."},
	{"gets better", "It keeps improving.", "Va mejorando.", "You had better leave.", "Más vale que salgas."},
	{"set up slow", "It took months to set up.", "La puesta en marcha tardó medio año.", "The table is set.", "La mesa está puesta."},
	{"systems apart", "The two don't talk to each other.", "El programa no se habla con el otro.", "They talked on Monday.", "Hablaron el lunes."},
	{"reports missing", "I can't export the list.", "No me deja exportar la lista.", "We export to Chile.", "Vendemos a Chile."},
	{"in spreadsheets", "I keep it in a spreadsheet.", "Lo llevo en Excel.", "The sheets are in the wash.", "Las sábanas están en la colada."},
	{"left unused", "Nobody uses it.", "Nadie lo usa.", "She uses it daily.", "Ella lo usa a diario."},
	{"answered fast", "They replied within the hour.", "Me contestaron enseguida.", "They replied in June.", "Contestaron en junio."},
	{"one who knows us", "I want somebody who knows our site.", "Quiero siempre la misma persona al teléfono.", "Who knows.", "Quién sabe."},
	{"contact changes", "I get a different person every time.", "Cada vez me atiende otro.", "Every person got a badge.", "Cada persona tiene su tarjeta."},
	{"in writing", "I want that in writing.", "Lo quiero por escrito.", "It helps me in writing e-mails.", "Escribo correos."},
	{"price unclear", "Nobody explains what we're paying for.", "Todo está en la letra pequeña.", "We're paying on Friday.", "Pagamos el viernes."},
	{"renewed unasked", "It renewed automatically.", "Se renovó solo.", "We renewed in May.", "Renovamos en mayo."},
	{"must not fail", "It has to be right on payday.", "La nómina no puede fallar.", "The left one is broken.", "Falló el de la izquierda."},
	{"auditors", "Our auditors wrote it down.", "Me lo piden los auditores.", "We audition on Friday.", "La audición es el viernes."},
	{"data moved", "We still have to clean the data.", "Hay que limpiar los datos.", "We moved the desk.", "Movimos la mesa."},
	{"see for oneself", "I want to see where it is.", "Quiero ver dónde está.", "Where is the door", "La puerta está ahí."},
	{"wants to grow", "I want to grow the business.", "Queremos crecer.", "The grass grew.", "La hierba creció."},
	{"connection lost", "The wifi drops in row R.", "En la cámara no hay cobertura.", "The flight has a connection.", "El vuelo tiene escala."},
	{"wrong thing sent", "You sent me the wrong size.", "Me mandaron otro modelo.", "I took the wrong bus.", "Me subí al otro autobús."},
	{"equipment broken", "My screen is cracked.", "Se me rompió la impresora.", "The screen is large.", "La pantalla es grande."},
	{"card lost", "I lost my card.", "Perdí la tarjeta.", "I sent a card.", "Mandé una tarjeta."},
	{"has moved", "I moved house in May.", "Me mudé en mayo.", "The date moved.", "Se movió la fecha."},
	{"payment refused", "My card was declined.", "Me rechazan el pago.", "I declined the invitation.", "Rechacé la invitación."},
	{"locked out", "I forgot my password.", "Olvidé la contraseña.", "The door is locked.", "La puerta está cerrada."},
	{"let down on the day", "I waited in all morning.", "Me quedé esperando al técnico.", "The appointment is at ten.", "La cita es a las diez."},
	{"not my doing", "There is a charge I don't recognise.", "Hay un cobro que no reconozco.", "I recognised her at once.", "La reconocí enseguida."},
	{"recognised", "Nobody notices what I do.", "Nadie lo agradece.", "I noticed the time.", "Me fijé en la hora."},
	{"pride", "I take pride in it.", "Es mi orgullo.", "Pride and Prejudice was on.", "Ponían una película."},
	{"looks foolish", "I felt silly asking.", "Me dio vergüenza preguntar.", "A silly hat.", "Un sombrero tonto."},
	{"worn out", "I'm exhausted.", "Estoy agotada.", "The stock is exhausted.", "Se acabó el papel."},
	{"too much to do", "We are short-staffed and swamped with work.", "No doy abasto.", "What time is it", "Qué hora es."},
	{"against the clock", "We always have tight deadlines.", "Vamos a contrarreloj.", "The clock is on the wall.", "El reloj está en la pared."},
	{"treated badly", "The agent was rude.", "El agente fue muy grosero.", "A rude awakening.", "Un despertar brusco."},
	{"treated well", "She was very kind.", "Fue muy amable.", "What kind of box", "Qué tipo de caja."},
	{"angry", "I was furious.", "Estoy muy enfadada.", "A hungry crowd.", "Una gente con hambre."},
	{"let down before", "The last one let us down.", "Ya nos pasó con el otro.", "Let us go down.", "Pasa por aquí."},
	{"money lost", "We lost money on each lock.", "Perdimos plata en cada cerradura.", "I lost my hat.", "Perdí el sombrero."},
	{"loyal for years", "I've been a customer since the start.", "Soy cliente de ustedes.", "A customer came in.", "Entró un cliente."},
	{"offers compared", "I'm going to shop around.", "Voy a comparar precios.", "The shop is around the corner.", "El precio está en la caja."},
	{"word of mouth", "It was word of mouth.", "Me lo recomendó mi cuñado.", "Open your mouth.", "Abre la boca."},
	{"face to face", "I like to do it face to face.", "Prefiero hablar cara a cara.", "A long face.", "Una cara larga."},
	{"enjoys it", "I enjoy doing the drawings myself.", "Disfruto haciendo yo mismo los planos.", "Enjoy your meal.", "Buen provecho."},
	{"worked with throughout", "I collaborate with it throughout a task.", "Colaboro con él a lo largo de la tarea.", "I collaborate with it and with my team.", "Llovió a lo largo de mayo."},
	{"whole tasks handed over", "I tend to delegate complete tasks.", "Le dejo todo el papeleo, lo delego.", "The delegate from Leeds spoke.", "Habló el delegado de Lugo."},
	{"posts written", "It helps me write product descriptions.", "Lo uso para redes sociales.", "The post office is shut.", "El poste se cayó."},
	{"lessons prepared", "I use it to create lesson plans.", "Me sirve para preparar clases.", "The lesson starts at ten.", "La clase empieza a las diez."},
	{"material found", "It is good at finding articles.", "Lo uso para buscar artículos.", "I found my keys.", "Encontré las llaves."},
	{"meetings noted", "It transcribes each call.", "Me sirve para tomar notas de la reunión.", "The meeting was long.", "La reunión fue larga."},
	{"day planned", "I ask it to plan my day.", "Me ayuda a organizar mi día.", "It was a sunny day.", "Fue un día de sol."},
	{"up to date", "I have to keep up with the rules.", "Tengo que estar al día.", "The date is set.", "El día está fijado."},
	{"takes long", "The checks are so time-consuming.", "Eso me lleva horas.", "Explaining it is more time-consuming.", "Es un camino largo."},
	{"people not replaced", "It can't replace a nurse.", "No puede sustituir a una enfermera.", "I replaced the bulb.", "Cambié la bombilla."},
	{"ethics weighed", "I have ethical concerns.", "Me preocupa la ética.", "The ethnic shop is new.", "La etiqueta es nueva."},
	{"genuine", "I want it to be authentic.", "Quiero que sea auténtico.", "The general is here.", "El general está aquí."},
	{"own experience", "I go with my gut.", "Me guío por mi intuición.", "It was quite an experience.", "Vaya experiencia."},
	{"feeling missed", "It lacks empathy.", "Le falta empatía.", "I missed the train.", "Perdí el tren."},
	{"no idea how", "I don't know how to use it.", "No sé cómo usarlo.", "My pupils know how to type.", "Saben escribir a máquina."},
	{"nobody in charge", "Nobody owns the problem.", "Nadie se hace cargo.", "He owns the shop.", "El cargo está vacante."},
	{"promised more", "It was not what we were sold.", "No es lo que nos vendieron.", "We sold the van.", "Vendimos la furgoneta."},
	{"alone in using it", "None of my colleagues use it.", "Casi nadie lo usa.", "My colleagues use it.", "Mis compañeros lo usan."},
	{"shows its sum", "I want to see how it's calculated.", "Quiero ver el cálculo.", "In sum, fine.", "Cuenta hasta tres."},
	{"no use", "It wasn't helpful.", "Eso no me sirve.", "People find it disappointing.", "Se sirve frío."},
	{"used daily", "I use it every day.", "Lo uso a diario.", "It comes every Monday.", "Viene cada lunes."},
	{"used seldom", "I rarely use it.", "Casi no lo uso.", "My clients rarely use it.", "Es una planta rara."},
	{"feedback got", "It gives me feedback.", "Me da sugerencias.", "The microphone gave feedback.", "El micrófono pitaba."},
}

// Every need that a few sentences can tell is named by one in each language and
// by none that only comes near it.
func TestEachIsNamed(t *testing.T) {
	for _, c := range each {
		i := find(t, c.need)
		for _, s := range []string{c.en, c.es} {
			if !slices.Contains(Of(text.Words(text.Fold(s))), i) {
				t.Errorf("%q does not name %s", s, c.need)
			}
		}
		for _, s := range []string{c.nearEN, c.nearES} {
			if slices.Contains(Of(text.Words(text.Fold(s))), i) {
				t.Errorf("%q names %s", s, c.need)
			}
		}
	}
}
