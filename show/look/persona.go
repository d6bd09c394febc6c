package look

import (
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// Persona is a persona as its page draws it.
type Persona struct {
	ID, Name, Role string
	Facts          []string // relationship, buying role
	Ring           Ring
	Hero           *Hero
	Story          []Sentence
	Five           []Answers // the five questions
	Rest           []Answers // goals, tasks, risks, gains
	Feels          Dots
	Felt           *Hero // words of the strongest feeling
	Moves          Drivers
	Person         []Fact
	Unknown        []Ask
	Earned         Earned
	Heard          string
	Made           string // what the group was made by
	Apart          string // phrases that set it apart
	Ghost          bool   // nobody heard: what stands there is assumed
	NoHero         string
	Thin           string // where one or two people stand for it
}

// Hero is the words that stand large.
type Hero struct {
	Claim
	Quote *Quote // who said them
}

// Answers is a question with its claims.
type Answers struct {
	Question string
	Claims   []Claim
	Rest     []Claim // opened by More
	More     string
	Left     string // how many are not in the file
	Empty    string
}

// Sentence is one sentence of a narrative, each part in its own voice.
type Sentence struct {
	Parts []StoryPart
	Href  string // the first claim that it rests on
	Voice string // read or assumed where nothing it rests on was said
}

// StoryPart is our words, or theirs between marks.
type StoryPart struct {
	Ours, Theirs string
	Lang         string
	Href         string
}

// Fact is a line about the person.
type Fact struct {
	Key   string
	Claim Claim
	Count string // 6 of 11
	Ours  bool   // set in our voice: a value rather than their words
}

// answersMax is how many claims stand under a question.
const answersMax = 4

// answersRest is how many more of them it opens.
const answersRest = 6

// Persona sets a persona.
func (sc *Scene) Persona(p *heed.Persona) Persona {
	v := Persona{
		ID: p.ID, Name: sc.PersonaName(p), Role: sc.PersonaRole(p),
		Ring:   sc.Ring(sc.shorts[p.ID], len(p.Participants), p.Earned.Checks.Agreed, "l"),
		Feels:  sc.Dots(p),
		Moves:  sc.Drivers(p),
		Earned: sc.Earned(p.Earned),
	}
	for _, r := range []heed.Relationship{heed.Customer, heed.Prospect, "former"} {
		if n := p.Relationships[r]; n > 0 {
			v.Facts = append(v.Facts, sc.Say("relationship."+string(r), "n", n))
		}
	}
	for _, role := range sortedBy(p.BuyingRoles) {
		name := Label(role)
		if Has("buying." + role) {
			name = sc.Say("buying." + role)
		}
		v.Facts = append(v.Facts, name+": "+sc.Number(p.BuyingRoles[role]))
	}
	v.Heard = strings.Join([]string{
		sc.People(len(p.Participants)), sc.Say("conversations", "n", p.Conversations), sc.Say("sentences", "n", p.Sentences),
	}, ", ")
	if id := "made." + p.Grouping; Has(id) {
		v.Made = sc.Say(id, "segment", Label(app.NameOfSegment(Clean(p.Segment), sc.Lang)))
	}
	if len(p.Distinct) > 0 {
		var words []string
		for _, d := range p.Distinct[:min(4, len(p.Distinct))] {
			d, _ = Cut(d, 60)
			words = append(words, d)
		}
		v.Apart = strings.Join(words, " · ")
	}
	if n := len(p.Participants); n > 0 && n < sc.Study.Settings.MinParticipants {
		v.Thin = sc.Say("persona.thin", "n", n)
	}
	v.Ghost = len(p.Participants) == 0
	if c := sc.claims[p.Quote]; c != nil {
		v.Hero = sc.Hero(c)
	} else if v.Ghost {
		v.NoHero = sc.Say("hero.nobody")
	} else {
		v.NoHero = sc.Say("hero.none")
	}
	for _, s := range p.Narrative {
		v.Story = append(v.Story, sc.sentenceOf(s))
	}
	for _, f := range []heed.Field{heed.FieldValues, heed.FieldInteraction, heed.FieldPains, heed.FieldInfluencers, heed.FieldPurchasing} {
		v.Five = append(v.Five, sc.answers(p, f))
	}
	for _, f := range []heed.Field{heed.FieldGoals, heed.FieldTasks, heed.FieldRisks, heed.FieldGains} {
		a := sc.answers(p, f)
		if f == heed.FieldGains && a.Empty != "" {
			continue // not a required field
		}
		v.Rest = append(v.Rest, a)
	}
	v.Felt = sc.felt(p)
	for _, f := range heed.PersonFields {
		live := sc.Live(p.Fields[f])
		for i, c := range live {
			if i == 2 {
				break
			}
			fact := Fact{Key: sc.Say("field." + string(f)), Claim: sc.Line(c)}
			fact.Count = sc.Say("of_people", "k", c.People, "n", len(p.Participants))
			if c.Value != "" && (c.Kind == heed.SigAttribute || !c.Quoted) {
				fact.Ours = true
				fact.Claim.Text, _ = Cut(c.Value, 120)
			}
			if i > 0 {
				fact.Key = ""
			}
			v.Person = append(v.Person, fact)
		}
	}
	asked := map[heed.Field]bool{}
	for i := range p.Questions {
		q := &p.Questions[i]
		if q.Field == "" || asked[q.Field] || len(sc.Live(p.Fields[q.Field])) > 0 {
			continue
		}
		asked[q.Field] = true
		v.Unknown = append(v.Unknown, sc.Ask(q))
	}
	return v
}

// Telling says how well a claim's words stand large on a page, greater is
// better: a whole sentence of a length that reads at a glance, that carries a
// feeling, in the language most spoken, and that many share.
func (sc *Scene) Telling(c *heed.Claim) float64 {
	s := 1 + c.Weight/(1+c.Weight)
	switch n := len([]rune(c.Words)); {
	case n < 18 || n > 190:
		s *= .1
	case n >= 35 && n <= 130:
		s *= 1.5
	}
	if f := strongest(c.Feelings); f != "" && f != heed.Surprise {
		s *= 1.6
	}
	if !startsLower(Label(c.Words)) && endsSentence(c.Words) {
		s *= 1.5
	}
	if c.Language == sc.Study.Language {
		s *= 1.2
	}
	switch c.Kind {
	case heed.SigPain, heed.SigFeels, heed.SigRisk, heed.SigValue, heed.SigThinks, heed.SigGoal:
		s *= 1.3
	}
	return s
}

// Hero sets a claim's words large, with who said them.
func (sc *Scene) Hero(c *heed.Claim) *Hero {
	h := &Hero{Claim: sc.Line(c)}
	for _, e := range pick(c, heed.Supports) {
		q := sc.Quote(e)
		h.Quote = &q
		break
	}
	return h
}

func (sc *Scene) answers(p *heed.Persona, f heed.Field) Answers {
	a := Answers{Question: sc.Say("ask." + string(f))}
	lines, more := sc.Lines(p.Fields[f], answersMax+answersRest)
	a.Claims = lines[:min(answersMax, len(lines))]
	a.Rest = lines[len(a.Claims):]
	if n := len(a.Rest) + more; n > 0 {
		a.More = sc.Say("item.more", "n", n)
	}
	if more > 0 {
		a.Left = sc.Say("item.more_where", "n", more)
	}
	if len(lines) == 0 {
		a.Empty = sc.Say("nobody_told")
	}
	return a
}

func (sc *Scene) sentenceOf(s heed.Sentence) Sentence {
	var v Sentence
	href := ""
	for _, id := range s.Claims {
		c := sc.claims[id]
		if c == nil {
			continue
		}
		if href == "" {
			href = sc.link("claim", id)
			v.Voice = map[heed.Basis]string{heed.Inferred: "read", heed.Assumed: "assumed"}[c.Basis]
		} else if c.Basis == heed.Expressed {
			v.Voice = ""
		}
	}
	v.Href = href
	for _, part := range s.Parts {
		if part.Quote != "" {
			text, _ := Cut(part.Quote, RestMax)
			v.Parts = append(v.Parts, StoryPart{Theirs: Quoted(text, part.Lang), Lang: sc.langAttr(part.Lang), Href: href})
			continue
		}
		// spaces at the ends of our words keep the voices apart
		t := sc.Of(part.Texts)
		ours := Clean(t)
		if strings.HasPrefix(t, " ") {
			ours = " " + ours
		}
		if strings.HasSuffix(t, " ") && strings.TrimSpace(ours) != "" {
			ours += " "
		}
		v.Parts = append(v.Parts, StoryPart{Ours: ours})
	}
	return v
}

// felt is a short claim that carries the feeling most unlike the hero's, so
// that a page shows a person in more than one mood.
func (sc *Scene) felt(p *heed.Persona) *Hero {
	var hero heed.Feeling
	if c := sc.claims[p.Quote]; c != nil {
		hero = strongest(c.Feelings)
	}
	var best *heed.Claim
	seen := map[string]bool{p.Quote: true}
	for i := range sc.Study.Claims {
		c := &sc.Study.Claims[i]
		f := strongest(c.Feelings)
		if seen[c.ID] || f == "" || !c.Quoted || c.Review == heed.Rejected || f.Family() == hero.Family() || len(c.Words) > 160 {
			continue
		}
		if !slices.ContainsFunc(c.Places, func(at heed.Place) bool { return at.Persona == p.ID }) {
			continue
		}
		if best == nil || sc.Telling(c) > sc.Telling(best) {
			best = c
		}
	}
	if best == nil {
		return nil
	}
	return sc.Hero(best)
}
