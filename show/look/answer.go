package look

import (
	"strings"

	"github.com/heedhq/heed"
)

// Answer is an answer to a question in the words of those who were heard.
type Answer struct {
	Study, StudyName string
	Looked           []string // who: operations (26 people); what: fears...
	By, Sure         string
	Nothing          string
	Claims           []Answered
	SaidTitle        string
	Said             []Quote
	ElseTitle        string
	Else             []Quote
	Part             string
}

// Answered is a claim that answers, with the quotations that bear on it.
type Answered struct {
	Claim
	Kind   string
	Quotes []Quote
}

// alsoMost is how many other words for one are named.
const alsoMost = 5

// Answer sets an answer. Surround its Quotations first.
func (sc *Scene) Answer(x *heed.Answer) Answer {
	v := Answer{Study: x.Study, StudyName: Label(sc.Study.Name), Looked: sc.looked(&x.Looked)}
	if x.Nothing != "" {
		v.Nothing = sc.Say("ask.none." + x.Nothing)
	} else {
		if v.By = sc.Say("ask.by", "people", sc.Say("people_n", "n", x.People)); x.Organisations > 0 {
			v.By = sc.Say("ask.by_orgs", "people", sc.Say("people_n", "n", x.People), "orgs", sc.Say("organisations", "n", x.Organisations))
		}
		if v.Sure = sc.Say("ask.no_claim"); len(x.Claims) > 0 {
			v.Sure = sc.Say("ask.surest", "level", sc.Say("confidence."+x.Level.String()))
		}
	}
	for i := range x.Claims {
		c := &x.Claims[i]
		a := Answered{Claim: sc.Line(&c.Claim), Kind: sc.Say("signal." + string(c.Kind))}
		for j := range c.Evidence {
			a.Quotes = append(a.Quotes, sc.Quote(&c.Evidence[j]))
		}
		v.Claims = append(v.Claims, a)
	}
	if v.SaidTitle = sc.Say("ask.said"); len(x.Claims) > 0 {
		v.SaidTitle = sc.Say("ask.also_said")
	}
	for i := range x.Said {
		v.Said = append(v.Said, sc.Quote(&x.Said[i]))
	}
	if v.ElseTitle = sc.Say("ask.elsewhere"); x.Nothing == "who" {
		v.ElseTitle = sc.Say("ask.of_them")
	}
	for i := range x.Elsewhere {
		v.Else = append(v.Else, sc.Quote(&x.Elsewhere[i]))
	}
	if x.Searched < x.Of && x.Searched > 0 {
		v.Part = sc.Say("ask.part", "n", x.Searched, "of", x.Of)
	}
	return v
}

// looked says how the question was understood.
func (sc *Scene) looked(l *heed.Looked) []string {
	var out []string
	who := l.Who
	if l.Relationship != "" {
		who = append(who, sc.Say("ask.rel."+string(l.Relationship)))
	}
	if l.BuyingRole != "" {
		who = append(who, sc.Say("buying."+l.BuyingRole))
	}
	if len(who) > 0 {
		out = append(out, sc.Say("ask.who", "who", Label(strings.Join(who, ", ")), "people", sc.Say("people_n", "n", l.People)))
	}
	var kinds, stages []string
	for _, k := range l.Kinds {
		kinds = append(kinds, sc.Say("ask.kind."+k))
	}
	for _, s := range l.Stages {
		stages = append(stages, sc.Stage(s))
	}
	if len(kinds) > 0 {
		out = append(out, sc.Say("ask.what", "what", strings.Join(kinds, ", ")))
	}
	if len(stages) > 0 {
		out = append(out, sc.Say("ask.when", "when", strings.Join(stages, ", ")))
	}
	if l.Form != "" {
		out = append(out, sc.Say("ask.form."+l.Form))
	}
	for _, t := range l.About {
		word := Clean(t.Word)
		if len(t.Also) > 0 {
			word = sc.Say("ask.also", "word", word, "also", strings.Join(t.Also[:min(len(t.Also), alsoMost)], ", "))
		}
		if t.Unsaid {
			word = sc.Say("ask.unsaid", "word", Clean(t.Word))
		}
		out = append(out, sc.Say("ask.about", "word", word))
	}
	return out
}
