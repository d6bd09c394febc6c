package reply

import "slices"

// Answer is one line of the `heed reply` filter; offsets are in UTF-8 bytes of
// the draft.
type Answer struct {
	ID          string       `json:"id"`
	Mechanisms  Mechanisms   `json:"mechanisms"`
	Components  Components   `json:"components"`
	Tactics     []string     `json:"tactics"` // each once, in the order of the draft
	Harms       []Harm       `json:"harms"`
	Suggestions []Suggestion `json:"suggestions"`
	Notes       []string     `json:"notes,omitempty"` // on the draft, then on the message
}

// Answer judges a draft and suggests, in the form of the filter.
func (d *Desk) Answer(id, customer, draft string, o Options) Answer {
	j, ss := d.Both(customer, draft, o)
	a := Answer{
		ID: id, Mechanisms: j.Mechanisms, Components: j.Components, Tactics: []string{}, Harms: j.Harms,
		Suggestions: ss, Notes: append(slices.Clone(j.Notes), j.Customer.Notes...),
	}
	for _, t := range j.Tactics {
		if !slices.Contains(a.Tactics, t.Kind) {
			a.Tactics = append(a.Tactics, t.Kind)
		}
	}
	return a
}
