package look

// wordsWaits are said where a study is being analysed behind its pages.
var wordsWaits = map[string]entry{
	"web.waits.title":  {"This study is being worked out anew", "Este estudio se está elaborando de nuevo"},
	"web.waits.why":    {"What was taken back is gone already. What remains is being analysed without it; the page then opens by itself.", "Lo que se retiró ya no está. Se está analizando lo que queda sin ello; después la página se abre sola."},
	"web.waits.behind": {"Being brought up to date: {step}. The page shows it when it is done.", "Poniéndose al día: {step}. La página lo mostrará cuando termine."},
}
