package practice

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
)

// Pushback is a real objection, with what the colleague answered and what the
// customer said to that, where both are known.
type Pushback struct {
	ID       string        `json:"id"`
	Language heed.Language `json:"lang"`
	Kind     string        `json:"kind"` // of the objection, "" where none is known
	Stage    string        `json:"stage,omitempty"`
	Source   heed.Kind     `json:"source,omitempty"` // of the conversation
	Date     heed.Date     `json:"date,omitzero"`
	// Participant is who objects, Feeling the strongest in their turn.
	Participant string          `json:"participant,omitempty"`
	Feeling     heed.Feeling    `json:"feeling,omitempty"`
	Before      []Line          `json:"before,omitempty"`
	Said        heed.Quotation  `json:"said"`
	Ours        *heed.Quotation `json:"ours,omitempty"`
	Next        *heed.Quotation `json:"next,omitempty"`
	// Moved is the customer's valence after the answer minus before it, -2..2;
	// known where Next is.
	Moved float64 `json:"moved"`
	// Heat is how hard it is to answer, 0..1, and Level 1, 2 or 3 a third each.
	Heat  float64 `json:"heat"`
	Level int     `json:"level"`
}

// Pushbacks lists the objections of talks from the mildest to the hardest.
func Pushbacks(talks []Talk, lang heed.Language) []Pushback {
	var out []Pushback
	for _, t := range talks {
		if t.Conversation == nil || t.Sensed == nil || !t.Kind.Heard() {
			continue
		}
		switch t.Kind {
		case heed.KindSurvey, heed.KindReview, heed.KindSocial:
			continue // nobody answered, and nobody goes on
		}
		objects := t.objections()
		for n := range t.Turns {
			if kind, ok := objects[n]; ok && t.theirs(n) {
				if p := t.pushback(n, kind); lang == "" || p.Language == lang {
					out = append(out, p)
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b Pushback) int { return cmp.Or(cmp.Compare(a.Heat, b.Heat), cmp.Compare(a.ID, b.ID)) })
	for i := range out {
		out[i].Level = 1 + 3*i/len(out)
	}
	return out
}

// leastPush is how many words it takes to push back.
const leastPush = 8

// objections are the turns that object, with the kind where it is known: those
// in which an objection was found, and those that push back as a message does
// and in which something weighs on the customer.
func (t Talk) objections() map[int]string {
	out := map[int]string{}
	for i := range t.Sensed.Readings {
		r := &t.Sensed.Readings[i]
		if r.Turn < 0 || r.Turn >= len(t.Turns) || countWords(t.Turns[r.Turn].Text) < leastPush {
			continue
		}
		objects, weighs := false, r.Valence <= -0.2
		kind := t.Pushes[r.Turn]
		for _, s := range r.Signals {
			switch s.Kind {
			case heed.SigObjection:
				objects, kind = true, cmp.Or(kind, s.Subkind)
			case heed.SigPain, heed.SigRisk, heed.SigBarrier, heed.SigDislike:
				weighs = true
			}
		}
		if objects || kind != "" && weighs {
			out[r.Turn] = cmp.Or(out[r.Turn], kind)
		}
	}
	return out
}

func (t Talk) pushback(n int, kind string) Pushback {
	p := Pushback{
		Language: t.Language, Kind: kind, Stage: t.Stage, Source: t.Kind, Date: t.Date, Participant: t.by(n), Feeling: t.feeling(n), Said: t.whole(n),
	}
	p.ID = fmt.Sprintf("%s:%d", t.ID, n)
	for i := range t.Sensed.Readings {
		r := &t.Sensed.Readings[i]
		if r.Turn != n {
			continue
		}
		p.Language = cmp.Or(r.Language, p.Language)
		strongest, _ := r.Strongest()
		p.Heat = max(p.Heat, min(1, 0.5*strongest.Intensity+0.3*max(0, -r.Valence)+0.2*r.Arousal))
	}
	if n > 0 && !t.Closed[t.Turns[n-1].Speaker] {
		p.Before = append(p.Before, Line{Role: t.RoleOf(n - 1), Quotation: t.whole(n - 1)})
	}
	if n+1 < len(t.Turns) && t.RoleOf(n+1).Ours() {
		ours := t.whole(n + 1)
		p.Ours = &ours
		if next := t.reaction(n); next >= 0 {
			said := t.whole(next)
			p.Next = &said
			p.Moved = t.valence(next) - t.valence(n)
		}
	}
	return p
}

func (t Talk) whole(n int) heed.Quotation {
	return heed.Quotation{Conversation: t.ID, Turn: n, Span: heed.Span{End: len(t.Turns[n].Text)}, Text: t.Turns[n].Text}
}

func (t Talk) actsOf(n int) (out []heed.ActKind) {
	if n >= len(t.Sensed.Acts) {
		return nil
	}
	for _, a := range t.Sensed.Acts[n] {
		if !slices.Contains(out, a.Kind) {
			out = append(out, a.Kind)
		}
	}
	return out
}

// valence is the mean over the sentences of a turn.
func (t Talk) valence(turn int) float64 {
	var v []float64
	for i := range t.Sensed.Readings {
		if t.Sensed.Readings[i].Turn == turn {
			v = append(v, t.Sensed.Readings[i].Valence)
		}
	}
	return mean(v)
}

// Name is how an objection's kind is called in a list, "" for none.
func (p *Pushback) Name() string { return strings.ReplaceAll(p.Kind, "_", " ") }
