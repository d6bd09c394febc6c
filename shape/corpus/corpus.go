// Package corpus lays out a study's conversations and what was understood of
// them for shaping: who said what, drawn out by which question.
package corpus

import (
	"cmp"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/quote"
)

// Conversation is a conversation beside what was understood of it.
type Conversation struct {
	*heed.Conversation
	Sensed *heed.Sensed
	// Revision is the text revision of each turn; nil means all are 0.
	Revision []int
	// Machine: a transcript that no person has checked.
	Machine bool
}

// Person is one customer, heard or told about.
type Person struct {
	heed.Participant
	// Unquotable: does not allow quoting inside the company.
	Unquotable    bool
	Conversations []int32
	Stages        []string
}

// Utterance is one sentence of a customer.
type Utterance struct {
	Conv, Turn int32
	Person     int32 // -1: nobody heard (notes, research)
	Question   int32 // the last turn of our side before it, -1: none
	Hearsay    bool  // a colleague's account
	Courtesy   bool  // manners: its feeling tells nothing
	// Withheld: the words may not be shown, because the speaker does not allow
	// quoting or said them in confidence. They count as heard.
	Withheld bool
	*heed.Reading
}

// Corpus is a study laid out. People and Utterances stand in an order that
// depends on content alone, not on the order of import.
type Corpus struct {
	Study      heed.Study
	Convs      []Conversation
	People     []Person
	Utterances []Utterance
	AsOf       heed.Date
	Heard      heed.Heard
	// Skipped counts readings whose text is not in their turn to the letter,
	// and which were therefore left out.
	Skipped int
}

// New lays out a study. asOf zero stands for the newest conversation's date.
// Customers who do not allow analysis are left out.
func New(study heed.Study, convs []Conversation, participants []heed.Participant, asOf heed.Date) *Corpus {
	c := &Corpus{Study: study, AsOf: asOf}
	for _, v := range convs {
		if v.Conversation != nil {
			c.Convs = append(c.Convs, v)
		}
	}
	slices.SortStableFunc(c.Convs, func(a, b Conversation) int { return cmp.Compare(a.ID, b.ID) })
	known := make(map[string]heed.Participant, len(participants))
	for _, p := range participants {
		known[p.ID] = p
	}
	c.Heard = heed.Heard{
		ByKind: map[heed.Kind]int{}, ByLanguage: map[heed.Language]int{},
		BySegment: map[string]int{}, ByStage: map[string]int{},
	}
	index := map[string]int32{}
	answers := consents(c.Convs, known)
	private := c.private()
	for i := range c.Convs {
		c.add(int32(i), known, answers, private[i], index)
	}
	c.close()
	return c
}

func (c *Corpus) add(ci int32, known map[string]heed.Participant, answers map[string]heed.Consent, private []bool, index map[string]int32) {
	v := c.Convs[ci]
	c.Heard.Conversations++
	c.Heard.ByKind[v.Kind]++
	c.Heard.Turns += len(v.Turns)
	if !v.Date.IsZero() {
		if c.Heard.First.IsZero() || v.Date.Before(c.Heard.First) {
			c.Heard.First = v.Date
		}
		if c.Heard.Last.Before(v.Date) || c.Heard.Last.IsZero() {
			c.Heard.Last = v.Date
		}
	}
	if v.Language != "" {
		c.Heard.ByLanguage[v.Language]++
	}
	if v.Sensed == nil || v.Kind == heed.KindResearch {
		return
	}
	sides := c.sides(v)
	named := segmented(v, known)
	persons := map[string]int32{}
	question := make([]int32, len(v.Turns))
	last := int32(-1)
	for t := range v.Turns {
		question[t] = last
		if !sides[t] {
			last = int32(t)
		}
	}
	for r := range v.Sensed.Readings {
		reading := &v.Sensed.Readings[r]
		if reading.Turn < 0 || reading.Turn >= len(v.Turns) || !sides[reading.Turn] {
			continue
		}
		if got, ok := reading.Span.In(v.Turns[reading.Turn].Text); !ok || got != reading.Text {
			c.Skipped++
			continue
		}
		name := v.Turns[reading.Turn].Speaker
		p, ok := persons[name]
		if !ok {
			p = c.person(ci, name, named, known, answers, index)
			persons[name] = p
		}
		if p == refused {
			continue
		}
		withheld := p >= 0 && c.People[p].Unquotable || private != nil && private[reading.Turn]
		u := Utterance{Withheld: withheld, Conv: ci, Turn: int32(reading.Turn), Person: p, Question: question[reading.Turn], Reading: reading, Hearsay: !heard(v.Kind), Courtesy: quote.Courtesy(reading.Text, reading.Language)}
		c.Utterances = append(c.Utterances, u)
		c.Heard.Sentences++
	}
}

func heard(k heed.Kind) bool { return k == "" || k.Heard() }

const (
	nobody  = int32(-1)
	refused = int32(-2)
)

// sides tells, per turn, whether a customer speaks: the role says so, or no
// role is known and nobody else in the conversation is marked as a customer.
func (c *Corpus) sides(v Conversation) []bool {
	out := make([]bool, len(v.Turns))
	any := false
	for t := range v.Turns {
		if v.RoleOf(t) == heed.RoleCustomer {
			out[t], any = true, true
		}
	}
	if !any {
		for t := range v.Turns {
			out[t] = v.RoleOf(t) == ""
		}
	}
	return out
}

// segmented reports whether somebody who speaks in a conversation is known to
// be of a segment: the conversation's is theirs then, and nobody else's.
func segmented(v Conversation, known map[string]heed.Participant) bool {
	return slices.ContainsFunc(v.Speakers, func(s heed.Speaker) bool { return known[voiceID(v, s.Speaker)].Segment != "" })
}

// person finds or makes the person behind a voice of a conversation.
func (c *Corpus) person(ci int32, name string, named bool, known map[string]heed.Participant, answers map[string]heed.Consent, index map[string]int32) int32 {
	v := c.Convs[ci]
	if !heard(v.Kind) {
		return nobody
	}
	speaker, _ := v.Speaker(name)
	id := voiceID(v, name)
	part, ok := known[id]
	if !ok {
		part = heed.Participant{ID: id, Study: c.Study.ID, Relationship: speaker.Relationship, BuyingRole: speaker.BuyingRole, Attributes: speaker.Attributes}
	}
	consent := answers[id].Or(c.Study.Consent)
	if consent.Analysis == heed.No {
		return refused
	}
	pi, ok := index[id]
	if !ok {
		pi = int32(len(c.People))
		index[id] = pi
		part.Organisation = cmp.Or(part.Organisation, v.Organisation)
		if !named {
			part.Segment = cmp.Or(part.Segment, v.Segment)
		}
		part.Title = cmp.Or(part.Title, attribute(part.Attributes, speaker.Attributes, "title", "role", "job", "job_title", "cargo", "puesto"))
		part.BuyingRole = cmp.Or(part.BuyingRole, speaker.BuyingRole)
		part.Relationship = cmp.Or(part.Relationship, speaker.Relationship)
		c.People = append(c.People, Person{Participant: part, Unquotable: consent.QuoteInside == heed.No})
	}
	p := &c.People[pi]
	if !slices.Contains(p.Conversations, ci) {
		p.Conversations = append(p.Conversations, ci)
	}
	if v.Stage != "" && !slices.Contains(p.Stages, v.Stage) {
		p.Stages = append(p.Stages, v.Stage)
	}
	return pi
}

func attribute(a, b map[string]string, names ...string) string {
	for _, m := range []map[string]string{a, b} {
		for _, n := range names {
			if v := strings.TrimSpace(m[n]); v != "" {
				return v
			}
		}
	}
	return ""
}

// close counts who was heard.
func (c *Corpus) close() {
	orgs := map[string]bool{}
	for _, p := range c.People {
		if p.Organisation != "" {
			orgs[p.Organisation] = true
		}
		if p.Segment != "" {
			c.Heard.BySegment[p.Segment]++
		}
		for _, s := range p.Stages {
			c.Heard.ByStage[s]++
		}
	}
	c.Heard.Participants = len(c.People)
	c.Heard.Organisations = len(orgs)
	if c.AsOf.IsZero() {
		c.AsOf = c.Heard.Last
	}
}

// Language returns the language spoken in most of the customers' sentences.
func (c *Corpus) Language() heed.Language {
	n := map[heed.Language]int{}
	for i := range c.Utterances {
		n[c.Utterances[i].Language]++
	}
	best := heed.Language("")
	for l, k := range n {
		if l != "" && (best == "" || k > n[best] || k == n[best] && l < best) {
			best = l
		}
	}
	return best
}
