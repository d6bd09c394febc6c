package look

// The rules of confidence as sentences. Each id ends in the reason of the step,
// in "ok" where there is no concern, or in "unknown".
var wordsRules = map[string]entry{
	"rules.why":   {"Why {level}", "Por qué {level}"},
	"rules.start": {"Every claim starts at", "Toda afirmación empieza en"},
	"rules.sum":   {"Comes to", "Queda en"},
	"rules.by":    {"rules of version {v}", "reglas de la versión {v}"},

	"effect.none":    {"no concern", "sin reparos"},
	"effect.down":    {"one level down", "baja un nivel"},
	"effect.cap":     {"held here", "no pasa de aquí"},
	"effect.unknown": {"cannot be judged", "no se puede juzgar"},

	"component.method":        {"Method", "Método"},
	"component.coherence":     {"Coherence", "Coherencia"},
	"component.adequacy":      {"Adequacy", "Suficiencia"},
	"component.relevance":     {"Relevance", "Pertinencia"},
	"component.cap_basis":     {"Basis", "Base"},
	"component.cap_review":    {"Review", "Revisión"},
	"component.cap_confirmed": {"Shown back", "Mostrado"},

	"step.method.ok":                 {"{open} of {all} spoke unprompted or after an open question", "{open} de {all} hablaron por iniciativa propia o tras una pregunta abierta"},
	"step.method.unknown":            {"nobody supports it yet", "nadie lo apoya todavía"},
	"step.method.leading_questions":  {"{drawn} of {all} only spoke when a leading or closed question drew it out", "{drawn} de {all} solo hablaron cuando una pregunta sugestiva o cerrada lo provocó"},
	"step.method.hearsay":            {"{hearsay} of {all} tell of somebody else", "{hearsay} de {all} hablan de otra persona"},
	"step.method.machine_transcript": {"{machine} of {all} come from a transcript that nobody has checked", "{machine} de {all} vienen de una transcripción que nadie ha revisado"},

	"step.coherence.ok":           {"nobody speaks against it", "nadie lo contradice"},
	"step.coherence.agree":        {"{f} of {all} agree, at least {needed}; lower bound {low}", "{f} de {all} coinciden, al menos {needed}; límite inferior {low}"},
	"step.coherence.contradicted": {"{f} of {all} agree, fewer than {needed}; lower bound {low}", "{f} de {all} coinciden, menos de {needed}; límite inferior {low}"},
	"step.coherence.unknown":      {"nobody has spoken to it", "nadie ha hablado de ello"},

	"step.adequacy.ok":                {"{p}, {o}", "{p}, {o}"},
	"step.adequacy.ok_unknown":        {"{p}; organisations not known, so not judged", "{p}; no se conocen las organizaciones, así que no se juzga"},
	"step.adequacy.unknown":           {"{p}; organisations not known, so not judged", "{p}; no se conocen las organizaciones, así que no se juzga"},
	"step.adequacy.few_participants":  {"{p}; {needed} are needed", "{p}; hacen falta {needed}"},
	"step.adequacy.few_organisations": {"{p}, but {o}; {orgs} are needed", "{p}, pero {o}; hacen falta {orgs}"},
	"step.adequacy.not_saturated":     {"{p}, {o}, but new themes still come up: {ratio} in the last run, over {threshold}", "{p}, {o}, pero siguen saliendo temas nuevos: {ratio} en la última tanda, más de {threshold}"},
	"step.adequacy.not_saturated_few": {"{p}, but too few conversations to tell whether new themes still come up", "{p}, pero hay muy pocas conversaciones para saber si siguen saliendo temas nuevos"},

	"step.relevance.ok":            {"about this group; newest {age}", "sobre este grupo; la más reciente, {age}"},
	"step.relevance.unknown":       {"no dates, so its age is not known", "sin fechas, así que no se sabe su antigüedad"},
	"step.relevance.old":           {"last heard {age}; after {half} days it counts less", "se oyó por última vez {age}; pasados {half} días cuenta menos"},
	"step.relevance.other_segment": {"{away} of {all} speak of another segment or stage", "{away} de {all} hablan de otro segmento u otra etapa"},

	"step.cap_basis.ok":              {"said by them, or confirmed", "dicho por ellos, o confirmado"},
	"step.cap_basis.inferred":        {"read from what they do: stays low until somebody confirms it", "leído en lo que hacen: se queda en baja hasta que alguien lo confirme"},
	"step.cap_basis.assumed":         {"assumed: nobody has been heard on it", "supuesto: no se ha escuchado a nadie"},
	"step.cap_review.ok":             {"read and accepted by a person", "leída y aceptada por una persona"},
	"step.cap_review.machine":        {"found by the machine: at most moderate until a person accepts it", "lo encontró la máquina: como mucho moderada hasta que una persona la acepte"},
	"step.cap_confirmed.ok":          {"confirmed by {n} person shown it|confirmed by {n} people shown it", "confirmada por {n} persona a quien se mostró|confirmada por {n} personas a quienes se mostró"},
	"step.cap_confirmed.unconfirmed": {"at most moderate until one person shown it agrees", "como mucho moderada hasta que una persona a quien se muestre esté de acuerdo"},

	// the reason it stopped where it is, in a few words
	"stop.leading_questions":  {"most were led", "la mayoría fueron inducidas"},
	"stop.hearsay":            {"hearsay", "de oídas"},
	"stop.machine_transcript": {"transcript not checked", "transcripción sin revisar"},
	"stop.contradicted":       {"contradicted", "contradicha"},
	"stop.few_participants":   {"too few people", "muy pocas personas"},
	"stop.few_organisations":  {"one organisation", "una sola organización"},
	"stop.not_saturated":      {"themes not saturated", "temas sin saturar"},
	"stop.old":                {"long ago", "hace mucho"},
	"stop.other_segment":      {"about others", "sobre otros"},
	"stop.inferred":           {"capped: read, not said", "tope: leído, no dicho"},
	"stop.assumed":            {"assumed", "supuesto"},
	"stop.machine":            {"not yet accepted", "sin aceptar"},
	"stop.unconfirmed":        {"not yet confirmed", "sin confirmar"},

	// what would raise it
	"raise.accept":           {"Read it and accept it, if it is right. That lifts it one level.", "Léela y acéptala si es correcta. Eso la sube un nivel."},
	"raise.confirm":          {"Show it to one of those who said it. If they agree, it rises a level.|Show it to {n} of those who said it. If they agree, it rises a level.", "Muéstrala a una de las personas que lo dijeron. Si está de acuerdo, sube un nivel.|Muéstrala a {n} de las personas que lo dijeron. Si están de acuerdo, sube un nivel."},
	"raise.accept_confirm":   {"Read it and accept it, if it is right, and show it to one of those who said it. It rises a level when you have accepted it and they agree; neither is enough alone.", "Léela y acéptala si es correcta, y muéstrala a una de las personas que lo dijeron. Sube un nivel cuando la hayas aceptado y esa persona esté de acuerdo; ninguna de las dos cosas basta por sí sola."},
	"raise.accept_more":      {"Read it and accept it, if it is right. That alone does not raise it: the rules above name what else holds it.", "Léela y acéptala si es correcta. Eso solo no la sube: las reglas de arriba dicen qué más la retiene."},
	"raise.confirm_more":     {"Show it to one of those who said it. Their yes alone does not raise it: the rules above name what else holds it.", "Muéstrala a una de las personas que lo dijeron. Su sí por sí solo no la sube: las reglas de arriba dicen qué más la retiene."},
	"raise.participant_more": {"Look for one more person who says the same, unprompted. That alone does not raise it: the rules above name what else holds it.|Look for {n} more people who say the same, unprompted. That alone does not raise it: the rules above name what else holds it.", "Busca a una persona más que diga lo mismo por iniciativa propia. Eso solo no la sube: las reglas de arriba dicen qué más la retiene.|Busca a {n} personas más que digan lo mismo por iniciativa propia. Eso solo no la sube: las reglas de arriba dicen qué más la retiene."},
	"raise.participant":      {"One more person who says the same, unprompted, would raise it.|{n} more people who say the same, unprompted, would raise it.", "Una persona más que diga lo mismo por iniciativa propia la subiría.|{n} personas más que digan lo mismo por iniciativa propia la subirían."},
	"raise.organisation":     {"One person from another organisation who says the same would raise it.|People from {n} other organisations who say the same would raise it.", "Una persona de otra organización que diga lo mismo la subiría.|Personas de otras {n} organizaciones que digan lo mismo la subirían."},
	"raise.open_question":    {"One answer to an open question would raise it.|{n} answers to open questions would raise it.", "Una respuesta a una pregunta abierta la subiría.|{n} respuestas a preguntas abiertas la subirían."},
	"raise.own_account":      {"One person telling it of themselves would raise it.|{n} people telling it of themselves would raise it.", "Una persona que lo cuente de sí misma la subiría.|{n} personas que lo cuenten de sí mismas la subirían."},
	"raise.recent":           {"One person who says it now would raise it.|{n} people who say it now would raise it.", "Una persona que lo diga ahora la subiría.|{n} personas que lo digan ahora la subirían."},
}
