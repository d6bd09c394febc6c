package personas

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/quote"
	"github.com/heedhq/heed/shape/stats"
)

// perField is the most claims that a field shows.
const perField = 7

// Describe makes the persona of a group from its claims. utts are the group's
// sentences; distinct the phrases that set it apart.
func Describe(c *corpus.Corpus, g Group, utts []int32, claims []*heed.Claim, distinct []string, set heed.Settings) heed.Persona {
	p := heed.Persona{
		ID: g.ID, Study: c.Study.ID, Name: g.Name, Grouping: g.Grouping, Segment: g.Segment,
		Separation: g.Separation, Distinct: distinct, Sentences: len(utts),
		Relationships: map[heed.Relationship]int{}, BuyingRoles: map[string]int{},
		Fields: map[heed.Field][]string{}, Languages: map[heed.Language]int{},
	}
	if g.Grouping != "segment" {
		p.Segment = ""
	}
	orgs := map[string]bool{}
	convs := map[int32]bool{}
	for _, i := range g.People {
		person := &c.People[i]
		p.Participants = append(p.Participants, person.ID)
		if person.Organisation != "" {
			orgs[person.Organisation] = true
		}
		if person.Relationship != "" {
			p.Relationships[person.Relationship]++
		}
		if person.BuyingRole != "" {
			p.BuyingRoles[person.BuyingRole]++
		}
		for _, v := range person.Conversations {
			convs[v] = true
		}
	}
	for o := range orgs {
		p.Organisations = append(p.Organisations, o)
	}
	slices.Sort(p.Organisations)
	slices.Sort(p.Participants)
	p.Conversations = len(convs)
	for _, u := range utts {
		if l := c.Utterances[u].Language; l != "" {
			p.Languages[l]++
		}
	}
	p.Emotions = Emotions(c, utts, set)
	p.Drivers = drivers(c, utts, set)
	fill(&p, claims)
	title, quoted := Title(c, g, distinct, claims)
	p.Title = title
	if g.Grouping != "others" { // people whom nothing groups have no voice in common
		p.Quote = cmp.Or(standsFor(claims, quoted, distinct, len(g.People)), quoted)
	}
	p.Narrative = narrate(&p, claims, ledger.Contacts(c, g.People), len(c.People))
	return p
}

// fill places claims in the persona's fields, strongest first, each set of
// words once in a field.
func fill(p *heed.Persona, claims []*heed.Claim) {
	for _, cl := range claims {
		if cl.Review == heed.Rejected {
			continue
		}
		for _, pl := range cl.Places {
			if pl.Persona == p.ID && pl.Field != "" && len(p.Fields[pl.Field]) < perField {
				p.Fields[pl.Field] = append(p.Fields[pl.Field], cl.ID)
			}
		}
	}
}

// Empty lists the required fields that nobody has filled.
func Empty(p *heed.Persona) []heed.Field {
	var out []heed.Field
	for _, f := range heed.RequiredFields {
		if len(p.Fields[f]) == 0 {
			out = append(out, f)
		}
	}
	return out
}

const (
	// manyOf is the power of the share of them who say something.
	manyOf = 0.3
	// ofOthers is what words count that are not said in the first person.
	ofOthers = 0.6
)

// standsFor picks the claim whose words stand for the persona: what most
// people say with the most feeling, in their own words, of some length, and
// nothing in them that nobody else of them speaks of. The claim that the title
// quotes is left out.
func standsFor(claims []*heed.Claim, title string, distinct []string, people int) string {
	best, top := "", 0.0
	common := spokenIn(claims)
	for _, c := range claims {
		if c.ID == title || clipped(c.Words) || !c.Quoted || c.Review == heed.Rejected || len(c.Words) < 30 || refers(c.Words) || quote.Points(c.Words, c.Language) || quote.Dangles(c.Words, c.Language) || quote.Score(c.Words, c.Language) < 0.6 || pointing(c.Words) {
			continue
		}
		var w float64
		switch c.Kind {
		case heed.SigPain, heed.SigGain, heed.SigValue, heed.SigGoal, heed.SigRisk:
			w = 1.25
		case heed.SigFeels:
			w = 1.1
		case heed.SigThinks, heed.SigBarrier, heed.SigSays:
			w = 1
		default:
			continue
		}
		// how telling it is of one of them, the more the more of them say it
		said := float64(max(1, c.People))
		w *= c.Weight / said * math.Pow(said/float64(max(people, 1)), manyOf)
		w *= (1 + telltale*apartIn(c, distinct)) * (0.6 + 0.4*common.share(c)) * (0.3 + 0.7*typical(c))
		if !ledger.OfOwn(c.Words, c.Language) || !anyOf(c.Words, "self") {
			w *= ofOthers
		}
		if len(c.Evidence) > 0 {
			w *= 0.7 + 0.6*c.Evidence[0].Intensity
		}
		if c.Confidence.Level >= heed.Moderate {
			w *= 1.2
		}
		if w > top {
			best, top = c.ID, w
		}
	}
	return best
}

// telltale is what words that set the group apart add to a claim that holds
// nothing else.
const telltale = 0.8

// apartIn is the share of a claim's telling words that stand in the phrases that
// set the group apart.
func apartIn(c *heed.Claim, distinct []string) float64 {
	apart := map[string]bool{}
	for _, d := range distinct {
		for _, w := range text.Terms(d, c.Language) {
			apart[w] = true
		}
	}
	own := text.Terms(c.Words, c.Language)
	n := 0
	for _, w := range own {
		if apart[w] {
			n++
		}
	}
	return float64(n) / float64(max(1, len(own)))
}

// pointing reports whether words point at something said before.
func pointing(s string) bool { return anyOf(s, "points") }

// anyOf reports whether a word of s stands under a heading of data/refers.txt.
func anyOf(s, heading string) bool {
	return slices.ContainsFunc(text.Words(text.Fold(s)), func(w string) bool { return slices.Contains(leaning()[heading], w) })
}

// typicalFrom is the number of people from which a claim's words can be held
// against those of the others who support it, and typicalIn the share of these
// that must hold a word for it to be theirs too.
const (
	typicalFrom = 5
	typicalIn   = 0.05
)

// typical is the share of a claim's telling words that others who support it
// say as well: of ninety-nine who use something, one uses it in assisted living.
func typical(c *heed.Claim) float64 {
	if c.People < typicalFrom {
		return 1
	}
	in := map[string]int{}
	others := 0
	for _, e := range c.Evidence {
		if e.Stance != heed.Supports || e.Text == c.Words {
			continue
		}
		others++
		terms := text.Terms(e.Text, e.Language)
		slices.Sort(terms)
		for _, w := range slices.Compact(terms) {
			in[w]++
		}
	}
	own := text.Terms(c.Words, c.Language)
	n := 0
	for _, w := range own {
		if in[w] > 0 && float64(in[w]) >= typicalIn*float64(others) {
			n++
		}
	}
	return float64(n) / float64(max(1, len(own)))
}

// spokenOf counts, per telling word, how many claims about a persona hold it.
type spokenOf map[string]int

func spokenIn(claims []*heed.Claim) spokenOf {
	out := spokenOf{}
	for _, c := range claims {
		terms := text.Terms(c.Words, c.Language)
		slices.Sort(terms)
		for _, w := range slices.Compact(terms) {
			out[w]++
		}
	}
	return out
}

// share is the share of a claim's telling words that at least two others about
// the persona hold as well: who stands for others speaks of what they speak of.
func (s spokenOf) share(c *heed.Claim) float64 {
	terms := text.Terms(c.Words, c.Language)
	n := 0
	for _, w := range terms {
		if s[w] > 2 {
			n++
		}
	}
	return float64(n) / float64(max(1, len(terms)))
}

// clipped reports whether words begin in the middle of what was said.
func clipped(words string) bool {
	r, _ := utf8.DecodeRuneInString(words)
	return unicode.IsLower(r) && strings.ContainsAny(words[len(words)-1:], ".!") || !unicode.IsLetter(r) && !strings.ContainsRune("¿¡«“\"'", r) && !unicode.IsDigit(r)
}

// Emotions is the profile of feelings: each feeling's share of the sentences
// that carry one, by their strongest, with an interval over participants.
func Emotions(c *corpus.Corpus, utts []int32, set heed.Settings) []heed.FeelingShare {
	type person struct {
		by  map[heed.Feeling]float64
		all float64
	}
	people := map[int32]*person{}
	var order []int32
	for _, u := range utts {
		ut := &c.Utterances[u]
		f, ok := ut.Strongest()
		if !ok || ut.Person < 0 || ut.Courtesy {
			continue
		}
		p := people[ut.Person]
		if p == nil {
			p = &person{by: map[heed.Feeling]float64{}}
			people[ut.Person] = p
			order = append(order, ut.Person)
		}
		p.by[f.Name]++
		p.all++
	}
	slices.Sort(order)
	var out []heed.FeelingShare
	for _, f := range heed.Feelings {
		if f == heed.Neutral {
			continue
		}
		ratios := make([]stats.Ratio, 0, len(order))
		who, n := 0, 0
		for _, i := range order {
			p := people[i]
			ratios = append(ratios, stats.Ratio{Sum: p.by[f], Over: p.all})
			n += int(p.all)
			if p.by[f] > 0 {
				who++
			}
		}
		if who == 0 {
			continue
		}
		iv := share(ratios, set)
		iv.N = n
		if n < fewestFelt {
			continue
		}
		out = append(out, heed.FeelingShare{Name: f, Interval: iv, People: who})
	}
	slices.SortStableFunc(out, func(a, b heed.FeelingShare) int { return cmp.Compare(b.Value, a.Value) })
	return out
}

// fewestFelt is the fewest sentences with a feeling of which a profile is made.
const fewestFelt = 5

// share is a share with its interval over participants. Where no resample says
// anything else, because there is one person or all are alike, that nobody
// differs is no certainty: it is the score interval of so many people.
func share(people []stats.Ratio, set heed.Settings) heed.Interval {
	iv := stats.BootstrapRatio(people, set.Bootstrap, set.Seed)
	if iv.N > 0 && iv.Low == iv.High {
		w := stats.Wilson(int(math.Round(iv.Value*float64(iv.N))), iv.N)
		iv.Low, iv.High = min(iv.Value, w.Low), max(iv.Value, w.High)
	}
	return iv
}

// drivers is the mix of reasons of feeling and of fact that participants give
// for a choice, over all stages and for each stage with reasons in it.
func drivers(c *corpus.Corpus, utts []int32, set heed.Settings) []heed.DriverMix {
	type reasons struct{ feel, fact float64 }
	by := map[string]map[int32]*reasons{}
	for _, u := range utts {
		ut := &c.Utterances[u]
		if ut.Person < 0 {
			continue
		}
		for i := range ut.Signals {
			s := &ut.Signals[i]
			if s.Kind != heed.SigDriver {
				continue
			}
			for _, stage := range []string{"", c.Convs[ut.Conv].Stage} {
				if by[stage] == nil {
					by[stage] = map[int32]*reasons{}
				}
				r := by[stage][ut.Person]
				if r == nil {
					r = &reasons{}
					by[stage][ut.Person] = r
				}
				if s.Subkind == "emotional" {
					r.feel++
				} else {
					r.fact++
				}
				if stage == c.Convs[ut.Conv].Stage && stage == "" {
					break
				}
			}
		}
	}
	mix := func(stage string) (heed.DriverMix, bool) {
		people := by[stage]
		if len(people) == 0 {
			return heed.DriverMix{}, false
		}
		m := heed.DriverMix{Stage: stage, People: len(people)}
		ids := make([]int32, 0, len(people))
		for i := range people {
			ids = append(ids, i)
		}
		slices.Sort(ids)
		ratios := make([]stats.Ratio, 0, len(ids))
		n := 0
		for _, i := range ids {
			r := people[i]
			ratios = append(ratios, stats.Ratio{Sum: r.feel, Over: r.feel + r.fact})
			n += int(r.feel + r.fact)
			switch {
			case r.feel > 0 && r.fact > 0:
				m.Both++
			case r.feel > 0:
				m.OnlyFeel++
			default:
				m.OnlyFact++
			}
		}
		m.Emotional = share(ratios, set)
		m.Emotional.N = n
		return m, true
	}
	var out []heed.DriverMix
	if m, ok := mix(""); ok {
		out = append(out, m)
	}
	for _, s := range set.Stages {
		if m, ok := mix(s.ID); ok {
			out = append(out, m)
		}
	}
	return out
}

// Role is what a group is to be called when somebody is asked for: the title
// they share, else their segment.
func Role(c *corpus.Corpus, g Group) string {
	if g.Grouping == "role" {
		return g.Segment
	}
	return cmp.Or(commonRole(c, g), g.Segment)
}

// commonRole is the title or buying role that at least half of the group share.
func commonRole(c *corpus.Corpus, g Group) string {
	n := map[string]int{}
	best := ""
	for _, i := range g.People {
		r := roleOf(&c.People[i])
		if r == "" {
			continue
		}
		n[r]++
		if best == "" || n[r] > n[best] || n[r] == n[best] && r < best {
			best = r
		}
	}
	if best == "" || 2*n[best] < len(g.People) {
		return ""
	}
	return best
}

// Claims returns the claims placed with a persona, strongest first.
func Claims(all []heed.Claim, persona string) []*heed.Claim {
	var out []*heed.Claim
	for i := range all {
		if slices.ContainsFunc(all[i].Places, func(p heed.Place) bool { return p.Persona == persona }) {
			out = append(out, &all[i])
		}
	}
	slices.SortStableFunc(out, func(a, b *heed.Claim) int {
		return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.ID, b.ID))
	})
	return out
}
