package corpus

import (
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// longestQuestion is the most bytes of a question that are stored.
const longestQuestion = 240

// DrawnBy returns the question that drew an utterance out and the act that it
// was; "" where nobody on our side spoke before it.
func (c *Corpus) DrawnBy(u *Utterance) (string, heed.ActKind) {
	v := c.Convs[u.Conv]
	if q := v.Turns[u.Turn].Question; q != "" {
		return clip(q), judge(q, v.Language)
	}
	if u.Question < 0 {
		return "", ""
	}
	said := v.Turns[u.Question].Text
	if v.Sensed != nil && int(u.Question) < len(v.Sensed.Acts) {
		acts := v.Sensed.Acts[u.Question]
		for i := len(acts) - 1; i >= 0; i-- {
			if !acts[i].Kind.Question() {
				continue
			}
			if q, ok := acts[i].Span.In(said); ok {
				return clip(strings.TrimSpace(q)), acts[i].Kind
			}
		}
		if len(acts) > 0 {
			last := acts[len(acts)-1]
			q, _ := last.Span.In(said)
			return clip(strings.TrimSpace(q)), last.Kind
		}
	}
	spans := text.Sentences(said, v.Language)
	for i := len(spans) - 1; i >= 0; i-- {
		if q, _ := spans[i].In(said); strings.Contains(q, "?") {
			return clip(q), judge(q, v.Language)
		}
	}
	if len(spans) > 0 {
		q, _ := spans[len(spans)-1].In(said)
		return clip(q), heed.ActInformation
	}
	return clip(said), ""
}

// openers begin a question that invites a story or an explanation.
var openers = []string{
	"how", "why", "what", "tell me", "describe", "walk me", "in what way", "could you tell", "can you tell", "could you walk", "can you walk",
	"could you describe", "can you describe", "can you share", "could you share",
	"como", "por que", "que", "cuentame", "cuenteme", "describe", "describa", "de que manera", "puedes contar", "puede contar", "me cuentas",
}

var leaders = []string{
	"don't you", "isn't it", "wouldn't you", "right?", "you must", "surely", "wouldn't it", "aren't you",
	"¿verdad?", "¿no?", "no cree", "no crees", "seguro que", "verdad que",
}

// judge is a simple judgement of a question for conversations whose acts were
// not read: open if it begins like an invitation, leading if it carries its
// answer, else closed.
func judge(q string, _ heed.Language) heed.ActKind {
	f := strings.TrimLeft(text.Fold(q), " ¿¡\"'")
	for _, l := range leaders {
		if strings.Contains(f, text.Fold(l)) {
			return heed.ActLeadingQuestion
		}
	}
	for _, o := range openers {
		if strings.HasPrefix(f, o+" ") {
			return heed.ActOpenQuestion
		}
	}
	if !strings.Contains(q, "?") {
		return heed.ActOpenQuestion // a survey's prompt
	}
	for _, o := range openers[:3] {
		if strings.Contains(f, " "+o+" ") {
			return heed.ActOpenQuestion
		}
	}
	return heed.ActClosedQuestion
}

// clip cuts at a word so that at most longestQuestion bytes are left.
func clip(q string) string {
	if len(q) <= longestQuestion {
		return q
	}
	cut := strings.LastIndexByte(q[:longestQuestion], ' ')
	if cut < 0 {
		cut = longestQuestion
	}
	return strings.ToValidUTF8(q[:cut], "") + "…"
}
