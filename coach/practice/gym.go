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
		seen := map[int]bool{} // one a turn, the first
		for i := range t.Sensed.Readings {
			r := &t.Sensed.Readings[i]
			if r.Turn < 0 || r.Turn >= len(t.Turns) || seen[r.Turn] || t.RoleOf(r.Turn) != heed.RoleCustomer || t.Closed[t.Turns[r.Turn].Speaker] {
				continue
			}
			at := slices.IndexFunc(r.Signals, func(s heed.Signal) bool { return s.Kind == heed.SigObjection })
			l := cmp.Or(r.Language, t.Language)
			if at < 0 || lang != "" && l != lang || countWords(r.Text) < leastWords {
				continue
			}
			seen[r.Turn] = true
			out = append(out, t.pushback(r, r.Signals[at].Subkind, l))
		}
	}
	slices.SortFunc(out, func(a, b Pushback) int { return cmp.Or(cmp.Compare(a.Heat, b.Heat), cmp.Compare(a.ID, b.ID)) })
	for i := range out {
		out[i].Level = 1 + 3*i/len(out)
	}
	return out
}

func (t Talk) pushback(r *heed.Reading, kind string, lang heed.Language) Pushback {
	n := r.Turn
	p := Pushback{
		ID: fmt.Sprintf("%s:%d:%d", t.ID, n, r.Span.Start), Language: lang, Kind: kind, Stage: t.Stage, Date: t.Date, Participant: t.by(n), Feeling: t.feeling(n),
		Said: t.whole(n),
	}
	strongest, _ := r.Strongest()
	p.Heat = min(1, 0.5*strongest.Intensity+0.3*max(0, -r.Valence)+0.2*r.Arousal)
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
