package practice

import (
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// Guess is what somebody inferred at a moment. Feel is a feeling's name or
// free words; Risk a subkind of risk.
type Guess struct {
	Feel, Thought, Risk string
	Language            heed.Language // of the words; "": the moment's
}

// Reasons of points. Pages set them in the reader's language; docs/METHOD-practice.md
// defines them.
const (
	WhySame     = "same"      // the very thing
	WhyClose    = "close"     // of the same family, or told apart by little
	WhyOther    = "other"     // something else
	WhyNone     = "none"      // nothing was written that can be compared
	WhyMost     = "most"      // half of its words or more
	WhySome     = "some"      // a quarter or more
	WhyFew      = "few"       // fewer
	WhyOpposite = "opposite"  // the same words, but one says no where the other does not
	WhyUnread   = "not_named" // words were written, and no feeling is named in them
)

// Item is one thing that was inferred, with its points 0, 1 or 2 (Ickes 1990)
// and everything that they rest on.
type Item struct {
	Name   string   `json:"name"` // feels, thinks, risks
	Points int      `json:"points"`
	Wanted string   `json:"wanted"`
	Given  string   `json:"given"`
	Shared []string `json:"shared,omitempty"` // words in common by their stems, as they were written
	Share  float64  `json:"share,omitempty"`  // of the stems of what was said, 0..1
	Why    string   `json:"why"`
	// Confirmed says that the points rest on what they answered when it was
	// shown back to them.
	Confirmed bool `json:"confirmed,omitempty"`
}

// Score is the empathic accuracy of one guess: points over what could be had.
type Score struct {
	Items  []Item `json:"items"`
	Points int    `json:"points"`
	Of     int    `json:"of"`
}

// Accuracy is the share of points, 0..1.
func (s Score) Accuracy() float64 {
	if s.Of == 0 {
		return 0
	}
	return float64(s.Points) / float64(s.Of)
}

// Judge scores a guess against what the customer said next. u reads feelings
// out of free words; nil reads only words that name one.
func Judge(m *Moment, g Guess, u heed.Understander) Score {
	if g.Language == "" {
		g.Language = m.Language
	}
	s := Score{Items: []Item{feels(m, g, u), thinks(m, g)}}
	if m.Risk != "" {
		s.Items = append(s.Items, risks(m, g))
	}
	for _, i := range s.Items {
		s.Points += i.Points
		s.Of += 2
	}
	return s
}

func feels(m *Moment, g Guess, u heed.Understander) Item {
	i := Item{Name: "feels", Wanted: string(m.Feeling()), Given: g.Feel, Why: WhyNone}
	if g.Feel == "" {
		return i
	}
	given := feelingsIn(g.Feel, g.Language, u)
	i.Why = WhyOther
	if len(given) == 0 {
		i.Why = WhyUnread
	}
	for _, f := range given[:min(len(given), 2)] { // who names everything has told nothing
		for n, said := range m.Feelings {
			// What they said may hold a second feeling, nearly as strong.
			if n > 0 && said.Intensity < 0.8*m.Strength {
				break
			}
			switch {
			case f == said.Name:
				i.Points, i.Why = 2, WhySame
			case i.Points < 1 && Close(f, said.Name):
				i.Points, i.Why = 1, WhyClose
			}
		}
	}
	return confirmedFeels(m, i, given)
}

// feelingsIn lists the feelings that a text names, else those read out of it.
func feelingsIn(s string, lang heed.Language, u heed.Understander) (out []heed.Feeling) {
	if f := heed.Feeling(text.Fold(s)); slices.Contains(heed.Feelings, f) {
		return []heed.Feeling{f}
	}
	for _, l := range []heed.Language{lang, heed.English, heed.Spanish} { // people may answer in their own
		if out = Named(s, l); len(out) > 0 {
			return out
		}
	}
	if u == nil {
		return nil
	}
	for _, r := range u.Understand(s, lang) {
		if f, ok := r.Strongest(); ok && !slices.Contains(out, f.Name) {
			out = append(out, f.Name)
		}
	}
	return out
}

// thinks compares content words by their stems. It is a floor, and says so:
// the same thought in other words gets fewer points than it deserves, which is
// why every score can be contested.
func thinks(m *Moment, g Guess) Item {
	i := Item{Name: "thinks", Wanted: m.Said.Text, Given: g.Thought, Why: WhyNone}
	given, written := stemmed(g.Thought, g.Language)
	if len(given) == 0 {
		return i
	}
	said := stems(m.Said.Text+" "+m.Next, m.Language)
	core := stems(m.Said.Text, m.Language)
	for k, w := range given {
		if slices.Contains(said, w) {
			i.Shared = append(i.Shared, written[k])
		}
	}
	i.share(len(core), denies(g.Thought, g.Language) != denies(m.Said.Text, m.Language))
	return confirmedThinks(m, g, i)
}

// share gives the points of a thought by its stems in common with so many;
// opposite says that one of the two denies.
func (i *Item) share(of int, opposite bool) {
	i.Share = min(1, float64(len(i.Shared))/float64(max(1, of)))
	switch {
	case i.Share >= 0.5:
		i.Points, i.Why = 2, WhyMost
	case i.Share >= 0.25:
		i.Points, i.Why = 1, WhySome
	default:
		i.Why = WhyFew
	}
	if i.Points > 0 && opposite {
		i.Points, i.Why = i.Points-1, WhyOpposite
	}
}

func stems(s string, lang heed.Language) []string {
	out, _ := stemmed(s, lang)
	return out
}

// stemmed lists the stems of the words that carry a text, each once, and the
// first word of each.
func stemmed(s string, lang heed.Language) (out, first []string) {
	for tok := range text.All(s) {
		if tok.Kind != text.Word || text.Stopword(tok.Lower, lang) {
			continue
		}
		if w := text.Fold(text.Stem(tok.Lower, lang)); len(w) > 1 && !slices.Contains(out, w) {
			out, first = append(out, w), append(first, tok.Lower)
		}
	}
	return out, first
}

var denials = map[heed.Language][]string{
	heed.English: {"not", "never", "no", "nobody", "nothing", "without", "cannot", "can't", "don't", "doesn't", "didn't", "won't", "isn't", "wasn't", "couldn't", "wouldn't"},
	heed.Spanish: {"no", "nunca", "nadie", "nada", "sin", "tampoco", "ni"},
}

func denies(s string, lang heed.Language) bool { return containsWord(s, denials[lang]) }

// likeRisks are risks of one sort: to the work, or to the person.
var likeRisks = map[string]string{"investment": "work", "productivity": "work", "reputation": "person", "job_security": "person"}

func risks(m *Moment, g Guess) Item {
	i := Item{Name: "risks", Wanted: m.Risk, Given: g.Risk, Why: WhyOther}
	switch {
	case g.Risk == "":
		i.Why = WhyNone
	case g.Risk == m.Risk:
		i.Points, i.Why = 2, WhySame
	case likeRisks[g.Risk] != "" && likeRisks[g.Risk] == likeRisks[m.Risk]:
		i.Points, i.Why = 1, WhyClose
	}
	return i
}
