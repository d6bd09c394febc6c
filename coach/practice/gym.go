package practice

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
)

// Pushback is a real objection, with what the colleague answered and what the
// customer said to that, where both are known.
type Pushback struct {
	ID       string          `json:"id"`
	Language heed.Language   `json:"lang"`
	Kind     string          `json:"kind"` // of the objection, "" where none is known
	Stage    string          `json:"stage,omitempty"`
	Before   []Line          `json:"before,omitempty"`
	Said     heed.Quotation  `json:"said"`
	Ours     *heed.Quotation `json:"ours,omitempty"`
	Next     *heed.Quotation `json:"next,omitempty"`
	// Moved is the customer's valence after the answer minus before it, -2..2;
	// known where Next is.
	Moved float64 `json:"moved"`
	// Heat is how hard it is to answer, 0..1, and Level 1, 2 or 3 a third each.
	Heat  float64        `json:"heat"`
	Level int            `json:"level"`
	acts  []heed.ActKind // of Ours
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
		ID: fmt.Sprintf("%s:%d:%d", t.ID, n, r.Span.Start), Language: lang, Kind: kind, Stage: t.Stage,
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
		p.acts = t.actsOf(n + 1)
		if n+2 < len(t.Turns) && t.RoleOf(n+2) == heed.RoleCustomer && !t.Closed[t.Turns[n+2].Speaker] {
			next := t.whole(n + 2)
			p.Next = &next
			p.Moved = t.valence(n+2) - t.valence(n)
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

// Continuation is what a real customer said after an answer like the one
// given, to an objection like the one met. It is never made up.
type Continuation struct {
	Said  heed.Quotation `json:"said"`  // what that customer said next
	After heed.Quotation `json:"after"` // the colleague's answer before it
	// To is the objection that it followed, and Same says that it is the very
	// one that was met.
	To    heed.Quotation `json:"to"`
	Same  bool           `json:"same"`
	Like  float64        `json:"like"` // of the two answers, 0..1
	Moved float64        `json:"moved"`
}

// leastLike is the similarity from which two answers are alike enough for one
// customer's reaction to stand in for another's.
const leastLike = 0.15

// Continue finds the real exchange in which a colleague answered most like
// reply, among objections of the same kind and language, and returns what that
// customer said next; used are ids of continuations already heard in this
// rehearsal. false: nobody was heard to go on from an answer like it.
func Continue(p *Pushback, pool []Pushback, reply string, acts []heed.ActKind, used []string) (c Continuation, ok bool) {
	given := stems(reply, p.Language)
	best := leastLike
	for i := range pool {
		q := &pool[i]
		if q.Next == nil || q.Language != p.Language || q.Kind != p.Kind || slices.Contains(used, q.ID) {
			continue
		}
		like := 0.6*jaccard(acts, q.acts) + 0.4*cosine(given, stems(q.Ours.Text, q.Language))
		if q.ID == p.ID {
			like += 0.1 // the same customer, where the answers are alike
		}
		if like > best {
			best, ok = like, true
			c = Continuation{Said: *q.Next, After: *q.Ours, To: q.Said, Same: q.ID == p.ID, Like: min(1, like), Moved: q.Moved}
		}
	}
	return c, ok
}

func jaccard(a, b []heed.ActKind) float64 {
	both := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			both++
		}
	}
	if either := len(a) + len(b) - both; either > 0 {
		return float64(both) / float64(either)
	}
	return 0
}

func cosine(a, b []string) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	both := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			both++
		}
	}
	return float64(both) / math.Sqrt(float64(len(a)*len(b)))
}

// Name is how an objection's kind is called in a list, "" for none.
func (p *Pushback) Name() string { return strings.ReplaceAll(p.Kind, "_", " ") }
