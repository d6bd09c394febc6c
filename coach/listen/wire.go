package listen

import heed "github.com/heedhq/heed"

// Line is what the filter `heed listen` writes for one conversation: the
// measures without their moments, and the acts of every turn.
type Line struct {
	ID       string               `json:"id,omitempty"`
	Basis    string               `json:"basis"`
	Measures map[string]LineValue `json:"measures"`
	// Turns has one entry per turn that was given, in that order, never merged.
	Turns []LineTurn `json:"turns"`
}

// LineValue is one measure; Value is null where it could not be taken.
type LineValue struct {
	Value      *float64 `json:"value"`
	Unit       string   `json:"unit"`
	N          int      `json:"n"`
	Measurable bool     `json:"measurable"`
	Why        string   `json:"why,omitempty"`
}

// LineTurn is one turn's acts.
type LineTurn struct {
	Acts []heed.Act `json:"acts"`
}

// ToLine writes a report and the acts of its turns as one line.
func ToLine(r Report, acts [][]heed.Act) Line {
	l := Line{ID: r.Conversation, Basis: r.Basis, Measures: make(map[string]LineValue, len(r.Measures)), Turns: make([]LineTurn, len(acts))}
	for name, v := range r.Measures {
		x := LineValue{Unit: v.Unit, N: v.N, Measurable: v.Measurable, Why: v.Why}
		if v.Measurable {
			value := v.Value
			x.Value = &value
		}
		l.Measures[name] = x
	}
	for i, a := range acts {
		if a == nil {
			a = []heed.Act{}
		}
		l.Turns[i].Acts = a
	}
	return l
}
