package look

// wordsWaits are said where a study is being analysed behind its pages.
var wordsWaits = map[string]entry{
	"web.waits.title":   {"This study is being worked out anew", "Este estudio se está elaborando de nuevo"},
	"web.waits.why":     {"What was taken back is gone already. What remains is being analysed without it; the page then opens by itself.", "Lo que se retiró ya no está. Se está analizando lo que queda sin ello; después la página se abre sola."},
	"web.waits.report":  {"The report for outside is being worked out", "Se está elaborando el informe para fuera"},
	"web.waits.leaving": {"It is made from the words of those who said yes to being quoted outside, and of nobody else. In a large study that takes a minute; it then opens by itself.", "Se hace con las palabras de quienes aceptaron que se les cite fuera, y de nadie más. En un estudio grande lleva un minuto; después se abre solo."},
	"web.waits.behind":  {"Being brought up to date: {step}. The page shows it when it is done.", "Poniéndose al día: {step}. La página lo mostrará cuando termine."},
}
