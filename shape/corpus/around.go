package corpus

import (
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/quote"
)

const (
	// around is how many sentences of the same turn on either side tell what a
	// sentence is about.
	around = 2
	// shortAnswer is the most bytes of what somebody says in a turn that needs
	// its question to be understood.
	shortAnswer = 60
)

// Around is what tells what the i-th sentence is about beside its own words:
// the neighbouring sentences of the turn, and the question where the answer is
// short. It is empty in calls and chats, where people come with one matter and
// say it in one line.
func (c *Corpus) Around(i int) string {
	u := &c.Utterances[i]
	v := &c.Convs[u.Conv]
	switch v.Kind {
	case heed.KindCall, heed.KindChat, heed.KindSocial:
		return ""
	}
	var b strings.Builder
	add := func(s string) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(s)
	}
	same := func(k int) bool {
		return k >= 0 && k < len(c.Utterances) && c.Utterances[k].Conv == u.Conv && c.Utterances[k].Turn == u.Turn
	}
	own := len(u.Text)
	for k := i - around; k <= i+around; k++ {
		if k != i && same(k) {
			add(c.Utterances[k].Text)
			own += len(c.Utterances[k].Text)
		}
	}
	if q := u.Question; q >= 0 && own < shortAnswer && q == u.Turn-1 {
		add(v.Turns[q].Text)
	}
	return b.String()
}

// Widest is the most bytes of words that are shown with what explains them.
const Widest = 320

// backMost is how many sentences back what a sentence points to is looked for.
const backMost = 2

// Alone is span, of the i-th sentence, where it stands by itself, less a word
// that joins it to what went before. Where it begins with what only the
// sentence before explains ("That's the best bit"), it is the words from the sentence of the same turn on that explains it to the end
// of span, if they are at most limit bytes. ok is false where it points back
// and nothing that explains it fits.
func (c *Corpus) Alone(i int32, span heed.Span, limit int) (wide heed.Span, ok bool) {
	u := &c.Utterances[i]
	turn := c.Convs[u.Conv].Turns[u.Turn].Text
	said, in := span.In(turn)
	points := in && quote.Points(said, u.Language)
	if !in || !points && !quote.Refers(said, u.Language) {
		return span, in
	}
	if !points { // it names by "those" what the sentence before tells of
		if wide := c.before(i, span); wide != span && wide.Len() <= limit {
			return wide, true
		}
		return span, true
	}
	if lead := quote.Lead(said, u.Language); lead > 0 && !quote.Points(said[lead:], u.Language) {
		return heed.Span{Start: span.Start + lead, End: span.End}, true // "And I want one number"
	}
	at := u.Span.Start
	for k := i - 1; k >= 0 && k >= i-backMost; k-- {
		b := &c.Utterances[k]
		if b.Conv != u.Conv || b.Turn != u.Turn || b.Person != u.Person || b.Withheld != u.Withheld || b.Span.End > at ||
			strings.TrimSpace(turn[b.Span.End:at]) != "" || span.End-b.Span.Start > limit {
			break
		}
		at = b.Span.Start
		if !b.Courtesy && !quote.Points(b.Text, b.Language) && len(text.Words(b.Text)) > 2 {
			return heed.Span{Start: at, End: span.End}, true
		}
	}
	return span, false
}

// before is span from the start of the sentence before the i-th on, if that is of
// the same turn and speaker and begins with nothing that points back itself.
func (c *Corpus) before(i int32, span heed.Span) heed.Span {
	if i == 0 {
		return span
	}
	u, b := &c.Utterances[i], &c.Utterances[i-1]
	turn := c.Convs[u.Conv].Turns[u.Turn].Text
	if b.Conv != u.Conv || b.Turn != u.Turn || b.Person != u.Person || b.Withheld != u.Withheld || b.Courtesy || b.Span.End > u.Span.Start ||
		strings.TrimSpace(turn[b.Span.End:u.Span.Start]) != "" || quote.Points(b.Text, b.Language) {
		return span
	}
	return heed.Span{Start: b.Span.Start, End: span.End}
}

// Standing is the words of the i-th sentence as they are shown by themselves
// (see Alone), and how well they stand, 0 to 1.
func (c *Corpus) Standing(i int32, limit int) (heed.Span, float64) {
	u := &c.Utterances[i]
	span, ok := c.Alone(i, u.Span, limit)
	if ok && span != u.Span || u.Question >= 0 && u.Question == u.Turn-1 && !c.continues(i) { // a first sentence stands with its question
		return span, quote.InContext(u.Text, u.Language)
	}
	return u.Span, quote.Score(u.Text, u.Language)
}

// continues reports whether a sentence of the same turn stands before the i-th.
func (c *Corpus) continues(i int32) bool {
	return i > 0 && c.Utterances[i-1].Conv == c.Utterances[i].Conv && c.Utterances[i-1].Turn == c.Utterances[i].Turn
}

// Widened is what words count that need the sentence before them: of two that
// say the same, the one that stands by itself is shown.
const Widened = 0.85
