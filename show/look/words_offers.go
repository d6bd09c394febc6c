package look

// wordsOffers belong to what the company offers.
var wordsOffers = map[string]entry{
	"offers.title":      {"What we offer", "Lo que ofrecemos"},
	"offers.lead":       {"Each offer beside the pains it may answer, in the customers’ words. What is suggested counts for nothing until somebody says yes.", "Cada oferta junto a los dolores a los que puede responder, con las palabras de los clientes. Lo sugerido no cuenta hasta que alguien dice que sí."},
	"offers.none":       {"No offer is written down yet. Add the few things you have that could answer a pain: heard pains that speak of them will stand beside them.", "Todavía no hay ninguna oferta. Añade las pocas cosas que tenéis y que podrían responder a un dolor: al lado aparecerán los dolores que hablan de ellas."},
	"offers.add":        {"Add an offer", "Añadir una oferta"},
	"offers.name":       {"What it is called", "Cómo se llama"},
	"offers.text":       {"What it does, in a sentence", "Qué hace, en una frase"},
	"offers.remove":     {"Take off the list", "Quitar de la lista"},
	"offers.confirmed":  {"answers it", "responde"},
	"offers.suggested":  {"may answer it", "puede responder"},
	"offers.yes":        {"It does", "Sí responde"},
	"offers.no":         {"It does not", "No responde"},
	"offers.no_pain":    {"No pain that was heard speaks of it.", "Ningún dolor escuchado habla de ello."},
	"offers.unanswered": {"Pains that nothing answers", "Dolores sin respuesta"},
	"offers.of":         {"{k} of {n} pains", "{k} de {n} dolores"},
	"offers.all":        {"Something we offer is linked to every pain that was heard.", "Todo dolor escuchado tiene alguna oferta vinculada."},
	"offers.link":       {"What we offer", "Lo que ofrecemos"},
	"offers.more":       {"and 1 more in the ledger|and {n} more in the ledger", "y 1 más en el registro|y {n} más en el registro"},
	"web.done.offer":    {"Written down.", "Anotado."},
}
