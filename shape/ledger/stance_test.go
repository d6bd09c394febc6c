package ledger

import (
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

// Who uses a channel, and who is reached by it, are told apart.
func TestWhoUses(t *testing.T) {
	for _, c := range []struct {
		text string
		lang heed.Language
		want who
	}{
		{"I email them every Friday.", "en", speaker},
		{"They emailed me before I asked.", "en", others},
		{"Email support before you sign.", "en", nobody},
		{"Give us the number and I'll email you.", "en", nobody},
	} {
		ut := &corpus.Utterance{Reading: &heed.Reading{Text: c.text, Language: c.lang, Span: heed.Span{End: len(c.text)}}}
		sig := &heed.Signal{Kind: heed.SigChannel, Value: "email", Span: ut.Span}
		if got := whoUses(ut, sig); got != c.want {
			t.Errorf("%q is said of %d, want %d", c.text, got, c.want)
		}
	}
}

// What only sounds like a habit, a hurt or a promise kept is none.
func TestTurned(t *testing.T) {
	words := func(s string) []string { return text.Words(text.Fold(s)) }
	for _, c := range []struct {
		name string
		is   func([]string) bool
		yes  string
		no   string
	}{
		{"far-fetched", farFetched, "I have a hard time seeing AI take over.", "AI will take over."},
		{"imagined", imaginedWork, "Well I'd have to double check it all anyway.", "I always double check it."},
		{"turned back", turnsBack, "well we still haven't heard anything", "and then they rang us"},
		{"turned back, Spanish", turnsBack, "y seguimos sin noticias", "y me llamaron"},
		{"unsaid", unsaid, "I'd have said the wi-fi never reaches row R.", "I said so."},
		{"a company", company, "We make deck fittings, ninety people, by the water.", "We make a list every Friday."},
		{"a mark", rated, "Pongo un 4 porque bajó a verlo.", "Pongo la carta debajo de la grapadora."},
		{"delegated", delegates, "Tasks that are tedious tend to get delegated.", "Copying addresses is tedious."},
		{"that part", thatPart, "I don't need help with that aspect.", "I don't need help with that aspect of editing."},
		{"unheard", unheard, "I can insert the findings into my staff report.", "I was told it would come."},
	} {
		if !c.is(words(c.yes)) {
			t.Errorf("%s: %q is not", c.name, c.yes)
		}
		if c.is(words(c.no)) {
			t.Errorf("%s: %q is", c.name, c.no)
		}
	}
}
