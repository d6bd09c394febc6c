package ledger

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/quote"
)

//go:embed data/roles.txt
var roleData string

type roles struct {
	key   map[string]string // form: key
	first map[string]bool   // first words of forms
	names map[string]map[heed.Language]string
}

var roleTable = sync.OnceValue(func() roles {
	r := roles{key: map[string]string{}, first: map[string]bool{}, names: map[string]map[heed.Language]string{}}
	for _, line := range wordlist.Lines(roleData) {
		part := strings.Split(line, "|")
		if len(part) != 4 {
			continue
		}
		key := strings.TrimSpace(part[0])
		r.names[key] = map[heed.Language]string{heed.English: strings.TrimSpace(part[1]), heed.Spanish: strings.TrimSpace(part[2])}
		for _, f := range strings.Split(part[3], ",") {
			if f = text.Fold(strings.TrimSpace(f)); r.key[f] == "" {
				r.key[f] = key
				word, _, _ := strings.Cut(f, " ")
				r.first[word] = true
			}
		}
	}
	return r
})

// RoleKeys are the roles named in s, by key.
func RoleKeys(s string) []string {
	table := roleTable()
	words := text.Words(text.Fold(s))
	var out []string
	if strings.Contains(s, "IT") {
		for tok := range text.All(s) {
			if s[tok.Start:tok.End] == "IT" {
				out = append(out, "it")
				break
			}
		}
	}
	for i := 0; i < len(words); i++ {
		if !table.first[words[i]] {
			continue
		}
		for n := min(4, len(words)-i); n >= 1; n-- {
			if k := table.key[strings.Join(words[i:i+n], " ")]; k != "" {
				if !slices.Contains(out, k) {
					out = append(out, k)
				}
				i += n - 1
				break
			}
		}
	}
	return out
}

// RoleName is a role's name in a language of the interface.
func RoleName(key string, lang heed.Language) string {
	if n := roleTable().names[key][lang]; n != "" {
		return n
	}
	return cmp.Or(roleTable().names[key][heed.English], key)
}

// Translate names a role in a language of the interface where s is the name
// of a role that Heed knows, else it returns s.
func Translate(s string, lang heed.Language) string {
	folded := text.Fold(strings.TrimSpace(s))
	for key, names := range roleTable().names {
		if folded == key || folded == text.Fold(names[heed.English]) || folded == text.Fold(names[heed.Spanish]) {
			return names[lang]
		}
	}
	return s
}

const (
	mostSilent     = 5
	silentEvidence = 12
	// reach is the most words between a role and what it decides.
	reach = 5
)

// What makes a sentence speak of a role that has a say, the weakest first.
const (
	saidOf   = iota + 1 // it shapes what they do, or something was heard from it
	decides             // it says yes or no, signs, asks, stops
	answered            // the answer to who else must agree, or who is not here
)

// everywhere are the roles that nearly everybody speaks of: they count only where
// they decide.
var everywhere = map[string]bool{
	"family": true, "colleagues": true, "customers": true, "students": true, "patients": true, "suppliers": true,
	"editors": true, "reviewers": true, "manager": true, "sales": true, "engineers": true, "consultant": true,
	"procurement": true, // "the buyer" is mostly who bought
}

// Silent finds the roles that the given sentences speak of as having a say
// while nobody in that role was heard: in an answer to who else must agree or
// who is missing, as those who decide, as those who shape what customers do.
// Our own company is none of them, and no relative of somebody at an
// organisation where others were heard, who may be one of those. What is said
// of them is hearsay. Roles are named in lang: those named in such an answer
// first, then those that most people mention.
func Silent(c *corpus.Corpus, utts []int32, lang heed.Language) []heed.SilentRole {
	heard, inOrg := heardRoles(c)
	type mention struct {
		people map[int32]bool
		ev     []heed.Evidence
		score  []int
	}
	found := map[string]*mention{}
	for _, u := range utts {
		ut := &c.Utterances[u]
		if ut.Courtesy || ut.Withheld {
			continue
		}
		whole := heed.Signal{Kind: heed.SigInfluence, Span: ut.Span, Text: ut.Text, Basis: heed.Expressed}
		said := &whole
		for i := range ut.Signals {
			if k := ut.Signals[i].Kind; k == heed.SigInfluence || k == heed.SigHears {
				said = &ut.Signals[i]
			}
		}
		keys := RoleKeys(ut.Text)
		if len(keys) == 0 {
			continue
		}
		question, _ := c.DrawnBy(ut)
		asked := whoElse(question)
		for _, k := range keys {
			if heard[k] || oursOf(ut.Text, k) || k == "family" && ut.Person >= 0 && inOrg[c.People[ut.Person].Organisation] > 1 {
				continue
			}
			score := 0
			if said != &whole && !everywhere[k] && slices.Contains(RoleKeys(said.Value+" "+said.Text), k) {
				score = saidOf
			}
			if hasSay(ut.Text, k, everywhere[k]) {
				score = decides
			}
			if asked && (!everywhere[k] || hasSay(ut.Text, k, false)) {
				score = answered
			}
			if score == 0 {
				continue
			}
			m := found[k]
			if m == nil {
				m = &mention{people: map[int32]bool{}}
				found[k] = m
			}
			voice := ut.Person
			if voice < 0 {
				voice = -2 - ut.Conv
			}
			m.people[voice] = true
			span, _ := c.Alone(u, ut.Span, corpus.Widest)
			e := Evidence(c, u, span, said, heed.Supports)
			e.Hearsay = true
			m.ev = append(m.ev, e)
			m.score = append(m.score, score)
		}
	}
	var out []heed.SilentRole
	top := map[string]int{}
	for k, m := range found {
		n := 0
		for v := range m.people {
			if v >= 0 {
				n++
			}
		}
		if slices.Max(m.score) == saidOf {
			continue
		}
		name := RoleName(k, lang)
		top[name] = slices.Max(m.score)
		out = append(out, heed.SilentRole{Role: name, People: n, Evidence: weightiest(m.ev, m.score)})
	}
	slices.SortFunc(out, func(a, b heed.SilentRole) int {
		return cmp.Or(cmp.Compare(top[b.Role]/answered, top[a.Role]/answered), cmp.Compare(b.People, a.People),
			cmp.Compare(top[b.Role], top[a.Role]), cmp.Compare(a.Role, b.Role))
	})
	return out[:min(len(out), mostSilent)]
}

// heardRoles are the roles of those who were heard, and how many were heard at
// each organisation.
func heardRoles(c *corpus.Corpus) (map[string]bool, map[string]int) {
	heard, inOrg := map[string]bool{}, map[string]int{}
	for i := range c.People {
		p := &c.People[i]
		inOrg[p.Organisation]++
		for _, s := range []string{p.Title, p.BuyingRole, p.Segment} {
			for _, k := range RoleKeys(s) {
				heard[k] = true
			}
		}
	}
	inOrg[""] = 0
	return heard, inOrg
}

// weightiest puts the evidence first that says what the role decides, one voice
// once before any twice, at most silentEvidence.
func weightiest(ev []heed.Evidence, score []int) []heed.Evidence {
	order := make([]int, len(ev))
	worth := make([]float64, len(ev))
	for i := range ev {
		order[i] = i
		worth[i] = float64(score[i]) + quote.Score(ev[i].Text, ev[i].Language)
		if hasSay(ev[i].Text, "", false) {
			worth[i]++
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(worth[b], worth[a]) })
	var out, more []heed.Evidence
	seen := map[string]bool{}
	for _, i := range order {
		if voice := ev[i].Participant + "|" + ev[i].Conversation; !seen[voice] {
			seen[voice] = true
			out = append(out, ev[i])
		} else {
			more = append(more, ev[i])
		}
	}
	out = append(out, more...)
	return out[:min(len(out), silentEvidence)]
}

// sayings are the words for having a say: those that decide, and those that
// merely speak or ask.
var sayings = func() map[string]int {
	out := map[string]int{}
	for _, w := range strings.Fields(`say says said ask asks asked want wants wanted need needs check checks checked wrote insist insists
		dice dicen dijo dijeron pide piden pidio pregunta preguntan pregunto quiere quieren revisa revisan opina opinan puso pusieron`) {
		out[w] = 1
	}
	for _, w := range strings.Fields(`decide decides decided sign signs signed approve approves approved agree agrees agreed object objects objected block blocks
		vote votes voted veto vetoes refuse refuses refused stop stops demanded
		decide deciden decidio firma firman firmo aprueba aprueban aprobo manda mandan frena frenan veta vetan exige exigen autoriza autorizan cierran paran acuerdo`) {
		out[w] = 2
	}
	return out
}()

// hasSay reports whether a sentence says that a role (any role, for "") says
// or decides something; strictly: that it decides.
func hasSay(s, key string, strictly bool) bool {
	words := text.Words(text.Fold(s))
	for i := range words {
		if key != "" && !slices.Contains(RoleKeys(strings.Join(words[i:min(len(words), i+3)], " ")), key) {
			continue
		}
		far := reach
		if strictly {
			far = 2
		}
		for k := i; k < min(len(words), i+2+far); k++ {
			w := words[k]
			if w == "i" || w == "we" || w == "i'm" || w == "i've" || w == "yo" || w == "nosotros" {
				break // what follows is what the speaker does
			}
			if k+1 < len(words) && words[k+1] == "to" && strings.HasPrefix(w, "decide") {
				continue // to do something of their own
			}
			if n := sayings[w]; n == 2 || n == 1 && !strictly {
				return true
			}
		}
	}
	return false
}

// oursOf reports whether the role is named as one of our side's: "your legal
// team".
func oursOf(s, key string) bool {
	words := text.Words(text.Fold(s))
	for i, w := range words {
		switch w {
		case "your", "vuestro", "vuestra", "vuestros", "vuestras":
			if slices.Contains(RoleKeys(strings.Join(words[i+1:min(len(words), i+4)], " ")), key) || i+1 < len(words) && words[i+1] == key {
				return true
			}
		}
	}
	return false
}

// whoElse reports whether a question asks who else has a say, or who is missing.
func whoElse(question string) bool {
	q := " " + strings.Join(text.Words(text.Fold(question)), " ") + " "
	for _, cue := range []string{
		" who else ", " who is not here ", " who isn't here ", " who's not here ", " who is missing ", " who haven't we ", " who have we not ", " who should i talk ", " who should we talk ", " whom else ",
		" has to be happy ", " have to agree ", " has to agree ", " have a say ", " has a say ", " anyone else ",
		" quien mas ", " quienes mas ", " a quien mas ", " con quien mas ", " quien falta ", " quien no esta ", " quien deberia estar ", " quien tendria que estar ",
	} {
		if strings.Contains(q, cue) {
			return true
		}
	}
	return false
}
