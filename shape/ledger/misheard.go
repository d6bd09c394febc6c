package ledger

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
)

//go:embed data/misheard.txt
var misheardData string

// misheardState is what somebody who repeats themselves lets a reader see.
var misheardState = map[heed.Language]string{
	heed.English: "Has to say it again: the service did not understand", heed.Spanish: "Tiene que repetirlo: el servicio no entendió",
}

var misheardDoes = map[heed.Language]string{
	heed.English: "repeats or corrects what was not understood", heed.Spanish: "repite o corrige lo que no se entendió",
}

// misheardCues are what a service says that has not understood; folded.
var misheardCues = sync.OnceValue(func() []string {
	var out []string
	for section, line := range wordlist.Lines(misheardData) {
		if section == "" {
			out = append(out, text.Fold(line))
		}
	}
	return out
})

// noneCues are what a service says that has nothing of the kind asked for; folded.
var noneCues = sync.OnceValue(func() []string {
	var out []string
	for section, line := range wordlist.Lines(misheardData) {
		if section == "none of the kind" {
			out = append(out, text.Fold(line))
		}
	}
	return out
})

var noneState = map[heed.Language]string{
	heed.English: "Has to ask for something else: there is none of the kind", heed.Spanish: "Tiene que pedir otra cosa: no hay lo que pide",
}

var noneDoes = map[heed.Language]string{
	heed.English: "asks for something else after being told that there is none", heed.Spanish: "pide otra cosa cuando le dicen que no hay",
}

// none makes a claim of the people who had to ask for something else: our side
// says that there is nothing of the kind. Who leaves it at that is not counted.
func (m *Maker) none(persona string, utts []int32, lang heed.Language) []draft {
	var items []item
	var last [2]int32
	for _, u := range utts {
		ut := &m.Corpus.Utterances[u]
		v := m.Corpus.Convs[ut.Conv]
		turn := [2]int32{ut.Conv, ut.Turn}
		if ut.Person < 0 || ut.Question < 0 || turn == last || ut.Courtesy || !service(v.Kind) {
			continue
		}
		words := m.said(u).words
		before := text.Fold(v.Turns[ut.Question].Text)
		if len(words) < leastAsked || words[0] == "no" || !slices.ContainsFunc(noneCues(), func(cue string) bool { return strings.Contains(before, cue) }) {
			continue
		}
		last = turn
		it := m.item(u, &heed.Signal{Kind: heed.SigPain, Span: ut.Span, Text: ut.Text, Basis: heed.Inferred, Confidence: 0.7})
		it.span = ut.Span
		it.quality = float64(min(len(words), 12)) / 12
		items = append(items, it)
	}
	return m.readFrom(persona, items, lang, "none", noneState, noneDoes)
}

// leastAsked is the fewest words of what is asked for instead.
const leastAsked = 4

// misheard makes a claim of the people who had to say it again: our side says
// in a call or a chat that it has not understood, or they correct what it took
// them to have said. What they then say is the evidence; nobody was asked how
// that felt, and so the claim is read from behaviour.
func (m *Maker) misheard(persona string, utts []int32, lang heed.Language) []draft {
	var items []item
	var last [2]int32
	for _, u := range utts {
		ut := &m.Corpus.Utterances[u]
		v := m.Corpus.Convs[ut.Conv]
		turn := [2]int32{ut.Conv, ut.Turn}
		if ut.Person < 0 || ut.Question < 0 || turn == last || !service(v.Kind) {
			continue
		}
		last = turn
		said := text.Fold(v.Turns[ut.Question].Text)
		again := slices.ContainsFunc(misheardCues(), func(cue string) bool { return strings.Contains(said, cue) })
		if !again && !corrects(m.said(u).words, ut.Text, said) {
			continue
		}
		sig := &heed.Signal{Kind: heed.SigPain, Span: ut.Span, Text: ut.Text, Basis: heed.Inferred, Confidence: 0.7}
		it := m.item(u, sig)
		it.span = ut.Span
		it.quality = float64(min(len(m.said(u).words), 12)) / 12
		if corrects(m.said(u).words, ut.Text, said) {
			it.quality++ // what they said again, against what was understood
		}
		items = append(items, it)
	}
	return m.readFrom(persona, items, lang, "misheard", misheardState, misheardDoes)
}

// corrects reports whether an answer begins with a "no" set apart and goes on
// to say what was meant, after our side had repeated or asked something.
func corrects(words []string, sentence, before string) bool {
	if len(words) < 4 || words[0] != "no" || asks(before, "offer") || !strings.Contains(before, "?") {
		return false
	}
	if i := strings.IndexAny(sentence, ",.;"); i < 0 || i > 4 {
		return false
	}
	switch words[1] { // what is wanted, or which it is
	case "quiero", "queria", "quisiera", "necesito", "i", "i'd", "i'm", "i've", "it's", "es", "para", "el", "la", "a", "desde", "en", "de", "the", "to", "from", "on", "my":
		return words[1] != "i" || len(words) < 3 || words[2] != "don't"
	}
	return false
}
