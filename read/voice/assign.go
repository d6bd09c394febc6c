package voice

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/wire"
)

// Ours returns the role of the listening side in a conversation of kind k.
func Ours(k heed.Kind) heed.Role {
	switch k {
	case heed.KindInterview, heed.KindBoard, heed.KindSurvey:
		return heed.RoleResearcher
	}
	return heed.RoleRep
}

// authored are the kinds in which whoever writes is the customer.
func authored(k heed.Kind) bool {
	return k == heed.KindReview || k == heed.KindSurvey || k == heed.KindSocial
}

// Assign sets the role of every speaker of c that has none, lists the speakers
// that turns name, and says why each role was chosen. given maps names to roles
// and wins over everything. Turns keep roles of their own where they have them.
func Assign(c *heed.Conversation, given map[string]heed.Role) []wire.RoleGuess {
	listSpeakers(c)
	why := make([]string, len(c.Speakers))
	qa := hasBoth(c, "q", "a")
	for i := range c.Speakers {
		s := &c.Speakers[i]
		if f := Fold(s.Speaker); qa && s.Role == "" && (f == "q" || f == "a") {
			s.Role, why[i] = heed.RoleCustomer, "name"
			if f == "q" {
				s.Role = Ours(c.Kind)
			}
			continue
		}
		if r, ok := lookup(given, s); ok {
			s.Role, why[i] = r, "given"
			continue
		}
		if s.Role != "" {
			why[i] = "source"
			continue
		}
		if r, ok := ByName(s.Speaker); ok {
			s.Role, why[i] = r, "name"
		} else if r, ok := ByName(s.Name); ok && s.Name != "" {
			s.Role, why[i] = r, "name"
		}
	}
	rest := assignRest(c, why)
	var out []wire.RoleGuess
	for i, s := range c.Speakers {
		if why[i] == "" {
			why[i] = rest
		}
		out = append(out, wire.RoleGuess{Conversation: c.ID, Speaker: s.Speaker, Role: s.Role, Why: why[i]})
	}
	roles := make(map[string]heed.Role, len(c.Speakers))
	for _, s := range c.Speakers {
		roles[s.Speaker] = s.Role
	}
	for i := range c.Turns {
		if t := &c.Turns[i]; t.Role == "" {
			t.Role = roles[t.Speaker]
		}
	}
	return out
}

// hasBoth reports whether c has speakers of both names: a letter alone tells
// nothing, but Q and A together do.
func hasBoth(c *heed.Conversation, a, b string) bool {
	var hasA, hasB bool
	for _, s := range c.Speakers {
		f := Fold(s.Speaker)
		hasA, hasB = hasA || f == a, hasB || f == b
	}
	return hasA && hasB
}

// lookup finds a given role by label or name, without regard to case or accents.
func lookup(given map[string]heed.Role, s *heed.Speaker) (heed.Role, bool) {
	if len(given) == 0 {
		return "", false
	}
	if r, ok := given[s.Speaker]; ok {
		return r, true
	}
	names := make([]string, 0, len(given))
	for n := range given {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		if SamePerson(n, s.Speaker) || s.Name != "" && SamePerson(n, s.Name) {
			return given[n], true
		}
	}
	return "", false
}

// SamePerson reports whether two names may be one person's: equal but for case
// and accents, or one the other's beginning at a word ("Marta", "Marta Voss").
func SamePerson(a, b string) bool {
	a, b = Fold(a), Fold(b)
	if a == "" || b == "" {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || strings.HasPrefix(b, a) && !unicode.IsLetter(rune(b[len(a)])) && len(a) > 1
}

func listSpeakers(c *heed.Conversation) {
	seen := make(map[string]bool, len(c.Speakers))
	for _, s := range c.Speakers {
		seen[s.Speaker] = true
	}
	for _, t := range c.Turns {
		if t.Speaker != "" && !seen[t.Speaker] {
			seen[t.Speaker] = true
			c.Speakers = append(c.Speakers, heed.Speaker{Speaker: t.Speaker, Role: t.Role})
		}
	}
}

// assignRest gives a role to the speakers whose names say none and returns the
// reason that holds for all of them.
func assignRest(c *heed.Conversation, why []string) string {
	var open []int
	ours, customers := 0, 0
	for i, s := range c.Speakers {
		switch {
		case s.Role.Ours():
			ours++
		case s.Role == heed.RoleCustomer:
			customers++
		default:
			open = append(open, i)
		}
	}
	set := func(i int, r heed.Role) { c.Speakers[i].Role = r }
	switch {
	case len(open) == 0:
		return ""
	case authored(c.Kind):
		for _, i := range open {
			set(i, heed.RoleCustomer)
		}
		return "kind"
	case c.Kind == heed.KindNotes || c.Kind == heed.KindResearch:
		return "unknown"
	case ours > 0 && customers == 0 || ours > 0 && len(open) > 0 && !c.Kind.Heard():
		for _, i := range open {
			set(i, heed.RoleCustomer)
		}
		return "other"
	case customers > 0 && ours == 0:
		// Among several unnamed voices the one who asks most is ours; in a
		// conversation of two there is only one.
		if len(open) == 1 {
			set(open[0], Ours(c.Kind))
			return "other"
		}
		return byAsking(c, open)
	case ours > 0:
		for _, i := range open {
			set(i, heed.RoleCustomer)
		}
		return "other"
	case len(c.Speakers) == 1:
		// One voice: in a conversation that counts as heard it is the customer.
		set(open[0], heed.RoleCustomer)
		return "kind"
	}
	return byAsking(c, open)
}

// The weights of the hints that a voice is on the listening side. They were
// set by reason, not fitted; docs/METHOD.md gives how often they are right.
const (
	askWeight    = 1.0 // share of its turns that ask
	serveWeight  = 2.0 // share of turns with words of those who serve or research
	seekWeight   = 2.0 // share of turns with words of those who want something
	wordWeight   = 0.5 // in an interview, listening takes fewer words
	firstWeight  = 0.1 // whoever is ours tends to open
	openedWeight = 0.5 // whoever opens with a wish has called us
	openingWords = 8   // of a turn of substance
	smooth       = 2.0 // turns that a share is drawn towards nothing by
	alsoServes   = 0.2 // share of serving turns that makes a second voice ours
)

// tally is what one voice does in a conversation.
type tally struct {
	turns, asks, serves, seeks, words float64
	opened                            bool // its wish is the first thing of substance that is said
}

func (v tally) score(kind heed.Kind, words float64, first bool) float64 {
	n := v.turns + smooth
	s := askWeight*v.asks/n + serveWeight*v.serves/n - seekWeight*v.seeks/n
	if kind == heed.KindInterview || kind == heed.KindBoard {
		s -= wordWeight * v.words / max(words, 1)
	}
	switch {
	case v.opened:
		s -= openedWeight
	case first:
		s += firstWeight
	}
	return s
}

// byAsking makes the one who asks most, and speaks as one who serves, ours and
// all others customers, but for a second voice that plainly serves too.
func byAsking(c *heed.Conversation, open []int) string {
	index := make(map[string]int, len(open))
	for k, i := range open {
		index[c.Speakers[i].Speaker] = k
	}
	tallies := make([]tally, len(open))
	words, first, opening := 0.0, -1, -1
	for _, t := range c.Turns {
		k, ok := index[t.Speaker]
		if !ok {
			continue
		}
		if first < 0 {
			first = k
		}
		tallies[k].add(t.Text)
		if opening < 0 && len(strings.Fields(clip(t.Text, 400))) >= openingWords {
			opening = k
			tallies[k].opened = tallies[k].seeks > 0
		}
		words += float64(len(t.Text))
	}
	best, bestScore := -1, 0.0
	evidence := 0.0
	for k, v := range tallies {
		if v.turns == 0 {
			continue
		}
		evidence += v.asks + v.serves + v.seeks
		if s := v.score(c.Kind, words, k == first); best < 0 || s > bestScore {
			best, bestScore = k, s
		}
	}
	if best < 0 {
		return "unknown"
	}
	for k, i := range open {
		v := tallies[k]
		also := v.serves >= 2 && v.serves/v.turns >= alsoServes && v.serves > v.seeks
		if k == best || also {
			c.Speakers[i].Role = Ours(c.Kind)
		} else {
			c.Speakers[i].Role = heed.RoleCustomer
		}
	}
	if evidence == 0 {
		return "first"
	}
	return "asks"
}

func (v *tally) add(text string) {
	v.turns++
	v.words += float64(len(text))
	f := Fold(clip(text, 2000))
	wants := containsAny(f, wanting)
	switch {
	case containsAny(f, service):
		v.serves++
	case wants:
		v.seeks++
	}
	if Asks(text) && !wants { // "could you tell me how" wants rather than asks
		v.asks++
	}
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// clip shortens a text to at most n bytes at a rune's start.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// Asks reports whether a text asks something, by its mark or its first words.
func Asks(text string) bool {
	if strings.ContainsAny(text, "?¿") {
		return true
	}
	f := Fold(clip(text, 200))
	for _, w := range askers {
		if strings.HasPrefix(f, w) || strings.Contains(f, " "+w) {
			return true
		}
	}
	return false
}
