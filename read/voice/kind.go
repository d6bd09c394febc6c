package voice

import (
	"strings"
	"unicode"

	"github.com/heedhq/heed"
)

// kindWords are what files and folders are called, in English and Spanish.
var kindWords = []struct {
	kind  heed.Kind
	words []string
}{
	{heed.KindInterview, []string{"interview", "interviews", "entrevista", "entrevistas", "usability", "discovery"}},
	{heed.KindBoard, []string{"advisory", "board", "focus", "panel", "consejo"}},
	{heed.KindCall, []string{"call", "calls", "llamada", "llamadas", "phone", "demo", "telefono"}},
	{heed.KindChat, []string{"chat", "chats", "livechat", "slack", "whatsapp", "intercom"}},
	{heed.KindEmail, []string{"email", "emails", "mail", "correo", "correos", "inbox"}},
	{heed.KindReview, []string{"review", "reviews", "resena", "resenas", "opinion", "opiniones", "g2", "capterra", "trustpilot", "valoraciones"}},
	{heed.KindSurvey, []string{"survey", "surveys", "encuesta", "encuestas", "nps", "csat", "questionnaire", "cuestionario"}},
	{heed.KindSocial, []string{"social", "tweet", "tweets", "reddit", "forum", "foro", "twitter", "linkedin", "comunidad", "community"}},
	{heed.KindNotes, []string{"note", "notes", "nota", "notas", "minutes", "acta", "memo", "debrief", "diary", "diario"}},
	{heed.KindResearch, []string{"report", "research", "informe", "article", "articulo", "whitepaper", "estudio"}},
}

// KindOfName guesses the kind from a file's name with its folders: the last
// word that names a kind wins, since the file says more than its folder.
// It returns "" where none does.
func KindOfName(name string) heed.Kind {
	name = strings.ReplaceAll(name, `\`, "/")
	parts := strings.Split(name, "/")
	for i := len(parts) - 1; i >= 0 && i >= len(parts)-3; i-- {
		tokens := strings.FieldsFunc(Fold(parts[i]), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		for _, t := range tokens {
			for _, k := range kindWords {
				for _, w := range k.words {
					if t == w {
						return k.kind
					}
				}
			}
		}
	}
	return ""
}

// KindOf guesses the kind of a conversation from its speakers' names and its
// times, or returns "". sure says that the names are words for roles.
func KindOf(c *heed.Conversation) (kind heed.Kind, sure bool) {
	var researcher, rep, caller, customer bool
	seen := make(map[string]bool, 4)
	timed := false
	for i := range c.Turns {
		t := &c.Turns[i]
		timed = timed || t.Start.Known
		f := Fold(t.Speaker)
		if seen[f] {
			continue
		}
		seen[f] = true
		switch f {
		case "caller", "llamante", "operator", "operador", "operadora", "teleoperador", "teleoperadora":
			caller = true
		case "participant", "participante", "interviewee", "respondent", "entrevistado", "entrevistada":
			researcher = true
		}
		r, _ := ByName(t.Speaker)
		if r == "" {
			r = t.Role
		}
		researcher = researcher || r == heed.RoleResearcher
		rep = rep || r == heed.RoleRep
		customer = customer || r == heed.RoleCustomer
	}
	switch {
	case caller:
		return heed.KindCall, true
	case researcher && !rep:
		return heed.KindInterview, true
	case rep && (customer || len(seen) > 1):
		if bot := seen["user"] || seen["assistant"] || seen["visitor"] || seen["bot"]; bot {
			return heed.KindChat, false
		}
		return heed.KindCall, false
	case len(seen) > 1 && timed:
		return heed.KindCall, false
	case len(seen) > 1:
		return heed.KindInterview, false
	}
	return "", false
}
