package look

// wordsBuying belong to the buying group.
var wordsBuying = map[string]entry{
	"web.nav.buying":       {"Who decides", "Quién decide"},
	"buying_group.title":   {"Buying group", "Grupo de compra"},
	"buying_group.lead":    {"Several people decide together, and each risks something of their own. Rings of dots are people nobody has heard: what stands there others say of them.", "Varias personas deciden juntas y cada una arriesga algo suyo. Los aros de puntos son personas a quienes nadie ha escuchado: lo que ahí pone lo dicen otros."},
	"buying_group.all":     {"By role, over the whole study", "Por rol, en todo el estudio"},
	"buying_group.note":    {"{heard} heard, {spoken} only spoken of", "{heard} escuchados, {spoken} solo mencionados"},
	"buying_group.heard":   {"1 person heard|{n} people heard", "1 persona escuchada|{n} personas escuchadas"},
	"buying_group.spoken":  {"1 person speaks of them|{n} people speak of them", "1 persona lo menciona|{n} personas lo mencionan"},
	"buying_group.never":   {"nobody has heard them", "nadie les ha escuchado"},
	"buying_group.risks":   {"Risks", "Arriesga"},
	"buying_group.wants":   {"Wants", "Quiere"},
	"buying_group.fears":   {"Fears", "Teme"},
	"buying_group.said":    {"Others say", "Otros dicen"},
	"buying_group.unknown": {"has told us of no risk, wish or fear", "no nos ha contado ningún riesgo, deseo ni miedo"},
	"buying_group.shapes":  {"{from} shapes what {to} does", "{from} influye en lo que hace {to}"},
	"buying_group.decides": {"{from} decides over {to}", "{from} decide sobre {to}"},
	"buying_group.ties":    {"Who shapes what whom does", "Quién influye en quién"},
	"buying_group.no_ties": {"Nobody has said who shapes what these people do. Ask: who else has a say?", "Nadie ha dicho quién influye en estas personas. Pregunta: ¿quién más opina?"},
	"buying_group.more":    {"1 more below|{n} more below", "1 más abajo|{n} más abajo"},
	"buying_group.none":    {"It takes two to decide together: here the roles of fewer than two are known. Say who people are when you bring conversations in (title, organisation), or ask them who else has a say.", "Para decidir juntos hacen falta dos: aquí se conoce el rol de menos. Di quién es cada persona al incorporar conversaciones (cargo, organización) o pregúntales quién más opina."},
	"buying_group.label":   {"Rings of those involved, joined by arrows from who shapes to whom", "Aros de quienes participan, unidos por flechas de quien influye a sobre quién"},
	"buying_group.no_such": {"there is no such buying group in this study", "no existe ese grupo de compra en este estudio"},
}
