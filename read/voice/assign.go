package voice

import (
	"slices"
	"strings"
	"unicode"

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
	for i := range c.Speakers {
		s := &c.Speakers[i]
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
	for i := range c.Turns {
		if s, ok := c.Speaker(c.Turns[i].Speaker); ok && c.Turns[i].Role == "" {
			c.Turns[i].Role = s.Role
		}
	}
	return out
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

// weights of the three hints that a voice is on the listening side.
const (
	askWeight    = 1.0 // share of its turns that ask
	phraseWeight = 1.5 // share of turns with words of service
	wordWeight   = 0.5 // listening takes fewer words
	firstWeight  = 0.1 // whoever is ours tends to open
)

// byAsking makes the one who asks most, and speaks as one who serves, ours and
// all others customers.
func byAsking(c *heed.Conversation, open []int) string {
	index := make(map[string]int, len(open))
	for k, i := range open {
		index[c.Speakers[i].Speaker] = k
	}
	type tally struct{ turns, asks, serves, words float64 }
	tallies := make([]tally, len(open))
	words := 0.0
	first := -1
	for _, t := range c.Turns {
		k, ok := index[t.Speaker]
		if !ok {
			continue
		}
		if first < 0 {
			first = k
		}
		v := &tallies[k]
		v.turns++
		n := float64(len(t.Text))
		v.words += n
		words += n
		if Asks(t.Text) {
			v.asks++
		}
		if serves(t.Text) {
			v.serves++
		}
	}
	best, bestScore, second := -1, -1.0, -1.0
	evidence := false
	for k, v := range tallies {
		if v.turns == 0 {
			continue
		}
		s := askWeight*v.asks/v.turns + phraseWeight*min(v.serves/v.turns, 0.4) - wordWeight*v.words/max(words, 1)
		evidence = evidence || v.asks+v.serves > 0
		if k == first {
			s += firstWeight
		}
		s++ // so that none is below the start
		if s > bestScore {
			best, bestScore, second = k, s, bestScore
		} else if s > second {
			second = s
		}
	}
	if best < 0 {
		return "unknown"
	}
	for k, i := range open {
		if k == best {
			c.Speakers[i].Role = Ours(c.Kind)
		} else {
			c.Speakers[i].Role = heed.RoleCustomer
		}
	}
	if !evidence {
		return "first"
	}
	return "asks"
}

// Asks reports whether a text asks something, by its mark or its first words.
func Asks(text string) bool {
	if strings.ContainsAny(text, "?¿") {
		return true
	}
	f := Fold(text[:min(len(text), 200)])
	for _, w := range askers {
		if strings.HasPrefix(f, w) || strings.Contains(f, " "+w) {
			return true
		}
	}
	return false
}

var askers = []string{
	"can you ", "could you ", "would you ", "do you ", "did you ", "have you ", "are you ", "what is ", "what's your ",
	"how would ", "how did ", "how do ", "tell me ", "what do you ", "what made ", "why did ",
	"me puede ", "puede usted ", "podria ", "digame ", "cuenteme ", "cuentame ", "que le ", "como le ", "por que ",
}

// service are words of those who serve or research, not of those who are served.
var service = []string{
	"how can i help", "how may i help", "can i help you", "thank you for calling", "thanks for calling", "bear with me",
	"anything else i can", "your account number", "customer number", "for you today", "let me check", "let me look",
	"welcome to", "thanks for joining", "thank you for taking the time", "thanks for making the time", "my name is claude",
	"if that's all right with you", "we're recording", "i'm going to ask", "your date of birth", "i'll transfer you",
	"en que puedo ayudar", "en que le puedo", "gracias por llamar", "le atiende", "le llamo de", "le llamamos de",
	"usted es el titular", "me puede decir su", "me facilita", "me confirma", "un momento por favor", "le consulto",
	"gracias por utilizar", "bienvenid", "desea algo mas", "alguna otra consulta", "le comunico", "permitame",
	"gracias por su tiempo", "gracias por dedicar", "voy a hacerle", "si le parece bien grab",
}

func serves(text string) bool {
	f := Fold(text[:min(len(text), 2000)])
	return slices.ContainsFunc(service, func(p string) bool { return strings.Contains(f, p) })
}
