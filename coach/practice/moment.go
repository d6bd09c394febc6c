package practice

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"math"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// Talk is a conversation whose customers allow training with it.
type Talk struct {
	*heed.Conversation
	Sensed *heed.Sensed
	// Closed names the speakers who do not allow it: nothing of theirs is
	// shown or asked about, and no moment holds a turn of theirs.
	Closed map[string]bool
	// Pushes are the customers' turns that push back, by number, with the kind
	// of pushback, as whoever reads messages understands them.
	Pushes map[int]string
}

// Line is a turn, or the part of one, that is shown.
type Line struct {
	Role heed.Role `json:"role"`
	heed.Quotation
	Cut bool `json:"cut,omitempty"` // more of the turn stands before
}

// Moment is a place in a real conversation just before the customer says what
// they feel.
type Moment struct {
	ID       string        `json:"id"`
	Language heed.Language `json:"lang"`
	Kind     heed.Kind     `json:"kind,omitempty"`
	Stage    string        `json:"stage,omitempty"`
	Date     heed.Date     `json:"date,omitzero"`
	// Participant is who says it, "" where the voice is nobody known.
	Participant string `json:"participant,omitempty"`
	Before      []Line `json:"before"`
	// Said is what they said next, and Feelings what it expresses, strongest
	// first. Both stay covered until somebody has answered.
	Said     heed.Quotation      `json:"said"`
	Feelings []heed.FeelingScore `json:"feelings"`
	Risk     string              `json:"risk,omitempty"` // subkind of the risk that they name
	Options  []heed.Feeling      `json:"options"`        // to choose from, in the order of showing
	Next     string              `json:"next,omitempty"` // the rest of their turn
	Ours     *heed.Quotation     `json:"ours,omitempty"` // what the colleague really said then
	// After is what the customer said to that, how they felt then, and their
	// valence then minus now, -2..2; nil where nobody knows.
	After *After `json:"after,omitempty"`
	// Confirmed is what they answered when claims that rest on it were shown
	// back to them; covered like Said.
	Confirmed []Confirmed `json:"confirmed,omitempty"`
	// Value is the teaching value, 0..1, and its parts.
	Value    float64 `json:"value"`
	Strength float64 `json:"strength"` // of the feeling
	Clarity  float64 `json:"clarity"`  // over the next feeling of another family
	Clues    int     `json:"clues"`    // sentences before it from which it can be told
	// had: at some time, and not in general. plain: had, and said in few words;
	// it is worth telling from how somebody speaks where no sentence by itself
	// points to it.
	had, plain bool
}

// After is how a customer went on from what a colleague said.
type After struct {
	Said    heed.Quotation `json:"said"`
	Feeling heed.Feeling   `json:"feeling,omitempty"`
	Moved   float64        `json:"moved"`
}

// Feeling is what the customer says they feel.
func (m *Moment) Feeling() heed.Feeling { return m.Feelings[0].Name }

// Options choose moments.
type Options struct {
	Most     int // 0: 20
	Seed     uint64
	Language heed.Language // "": both, in balance
	Kind     heed.Kind
	Family   heed.Family // of the feeling; "": all
	// Had are ids that were had already: they are not chosen again, and what
	// is like them is worth less.
	Had []string
}

const (
	leastStrength = 0.45 // of the feeling said
	leastClarity  = 0.25
	leastWords    = 2  // in what was said
	mostWords     = 45 //
	customerWords = 18 // shown before it, of theirs
	shownWords    = 200
	turnWords     = 90
	shownLines    = 6
	plainWords    = 12 // in a feeling said plainly
)

// Choose picks moments of talks; see Pick.
func Choose(talks []Talk, o Options) []Moment { return Pick(All(talks), o) }

// All finds every moment of the talks in the order of their ids.
func All(talks []Talk) []Moment {
	var all []Moment
	for _, t := range talks {
		if t.Conversation != nil && t.Sensed != nil && t.Kind.Heard() {
			all = append(all, moments(t)...)
		}
	}
	slices.SortFunc(all, func(a, b Moment) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// Fits reports whether a moment is of those that are asked for.
func (o Options) Fits(m *Moment) bool {
	return (o.Language == "" || m.Language == o.Language) && (o.Kind == "" || m.Kind == o.Kind) &&
		(o.Family == "" || m.Feeling().Family() == o.Family)
}

// Pick chooses among moments for their teaching value: a feeling that is said
// outright, strong and clear, that the words before it give a chance to tell,
// and that those words do not give away. Each next one is worth less the more
// it is like those already chosen, so that feelings, people and languages
// vary. The same moments and seed give the same choice.
func Pick(from []Moment, o Options) []Moment {
	if o.Most <= 0 {
		o.Most = 20
	}
	feelings, convs, langs := map[heed.Feeling]int{}, map[string]int{}, map[heed.Language]int{}
	count := func(m *Moment) {
		feelings[m.Feeling()]++
		convs[m.Said.Conversation]++
		langs[m.Language]++
	}
	var all []Moment
	for i := range from {
		switch m := &from[i]; {
		case slices.Contains(o.Had, m.ID):
			count(m)
		case o.Fits(m):
			all = append(all, *m)
		}
	}
	slices.SortFunc(all, func(a, b Moment) int { return cmp.Compare(a.ID, b.ID) })
	weight := make([]float64, len(all))
	for i := range all {
		weight[i] = all[i].Value * (0.85 + 0.3*chance(o.Seed, all[i].ID))
	}
	var out []Moment
	taken := make([]bool, len(all))
	for len(out) < o.Most {
		best, most := -1, 0.0
		for i := range all {
			if taken[i] {
				continue
			}
			m := &all[i]
			w := weight[i] * math.Pow(0.75, float64(feelings[m.Feeling()])) *
				math.Pow(0.3, float64(convs[m.Said.Conversation])) * math.Pow(0.97, float64(langs[m.Language]))
			if w > most {
				best, most = i, w
			}
		}
		if best < 0 {
			break
		}
		taken[best] = true
		m := all[best]
		m.Options = options(m, o.Seed)
		count(&m)
		out = append(out, m)
	}
	return out
}

// chance is a number in 0..1 that depends on seed and id alone.
func chance(seed uint64, id string) float64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%d %s", seed, id)
	x := h.Sum64() // FNV leaves the high bits of short texts alike; mix once more
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	x = (x ^ x>>33) * 0xc4ceb9fe1a85ec53
	return float64((x^x>>33)>>11) / (1 << 53)
}

// moments finds every moment of a conversation.
func moments(t Talk) (out []Moment) {
	byTurn := make([][]*heed.Reading, len(t.Turns))
	for i := range t.Sensed.Readings {
		r := &t.Sensed.Readings[i]
		if r.Turn >= 0 && r.Turn < len(t.Turns) {
			byTurn[r.Turn] = append(byTurn[r.Turn], r)
		}
	}
	for n := range t.Turns {
		if t.RoleOf(n) != heed.RoleCustomer || t.Closed[t.Turns[n].Speaker] {
			continue
		}
		for i, r := range byTurn[n] {
			m, ok := t.moment(r)
			if !ok || !t.lay(&m, byTurn, n, i) {
				continue
			}
			out = append(out, m)
		}
	}
	return out
}

// by is the participant whose turn it is.
func (t Talk) by(turn int) string {
	v, _ := t.Speaker(t.Turns[turn].Speaker)
	return v.Participant
}

// saidOutright is the strength of a feeling that a phrase says and the reading
// does not know: "the day they signed is the day I stopped sleeping".
const saidOutright = 0.6

// moment looks at one sentence by itself.
func (t Talk) moment(r *heed.Reading) (m Moment, ok bool) {
	lang := r.Language
	if lang == "" {
		lang = t.Language
	}
	words := countWords(r.Text)
	if lang != heed.English && lang != heed.Spanish || words < leastWords || words > mostWords || strings.HasSuffix(r.Text, "?") {
		return m, false
	}
	f, phrase, had := felt(r, lang)
	strength := intensity(r, f)
	if phrase {
		strength = max(strength, saidOutright)
	}
	if f == "" || strength < leastStrength {
		return m, false
	}
	next := 0.0
	m = Moment{
		ID: fmt.Sprintf("%s:%d:%d", t.ID, r.Turn, r.Span.Start), Language: lang, Kind: t.Kind, Stage: t.Stage, Date: t.Date, Participant: t.by(r.Turn),
		Said: heed.Quotation{Conversation: t.ID, Turn: r.Turn, Span: r.Span, Text: r.Text}, Strength: strength,
	}
	m.Feelings = []heed.FeelingScore{{Name: f, Intensity: strength}}
	m.had = had && f.Family() != heed.Doubt
	m.plain = m.had && words <= plainWords
	for _, x := range r.Feelings {
		if x.Name == heed.Neutral || x.Name == f {
			continue
		}
		if x.Name.Family() != f.Family() {
			next = max(next, x.Intensity)
		}
		if x.Intensity >= leastStrength && x.Name.Sign()*f.Sign() < 0 {
			return m, false // the reading says the opposite
		}
		m.Feelings = append(m.Feelings, heed.FeelingScore{Name: x.Name, Intensity: min(x.Intensity, strength)})
	}
	m.Clarity = max(0, 1-next/strength)
	slices.SortStableFunc(m.Feelings[1:], func(a, b heed.FeelingScore) int { return -cmp.Compare(a.Intensity, b.Intensity) })
	for _, s := range r.Signals {
		if s.Kind == heed.SigRisk && s.Basis == heed.Expressed {
			m.Risk = s.Subkind
		}
	}
	return m, m.Clarity >= leastClarity
}

// lay puts what was said before a moment under it, and reports whether it is
// enough to tell the feeling from and does not give it away.
func (t Talk) lay(m *Moment, byTurn [][]*heed.Reading, turn, at int) bool {
	if turn == 0 && at == 0 {
		return false
	}
	text := t.Turns[turn].Text
	shown, theirs := 0, 0
	add := func(n int, span heed.Span) {
		l := Line{Role: t.RoleOf(n), Quotation: heed.Quotation{Conversation: t.ID, Turn: n, Span: span}}
		l.Text, _ = span.In(t.Turns[n].Text)
		l.shorten(byTurn[n])
		if strings.TrimSpace(l.Text) == "" {
			return
		}
		shown += countWords(l.Text)
		if l.Role == heed.RoleCustomer {
			theirs += countWords(l.Text)
		}
		m.Before = append(m.Before, l)
	}
	if s := m.Said.Start; s > 0 {
		add(turn, heed.Span{Start: 0, End: s})
	}
	for n := turn - 1; n >= 0 && len(m.Before) < shownLines && (shown < shownWords/2 || theirs < customerWords || len(m.Before) < 3); n-- {
		if t.Closed[t.Turns[n].Speaker] || shown > shownWords {
			break
		}
		add(n, heed.Span{Start: 0, End: len(t.Turns[n].Text)})
	}
	slices.Reverse(m.Before)
	if theirs < customerWords || shown > 2*shownWords {
		return false
	}
	var near []*heed.Reading // theirs, in order
	either := false          // our last question, in turn last, asks for one of two feelings
	last := -1
	for _, l := range m.Before {
		for _, r := range byTurn[l.Turn] {
			if r.Span.Start < l.Start || r.Span.End > l.End {
				continue
			}
			if l.Role != heed.RoleCustomer {
				same, both := asked(r.Text, m.Feeling(), m.Language)
				if same && !both || closing(r.Text, m.Language) && l.Turn == turn-1 && countWords(text[:m.Said.Start]) < customerWords {
					return false
				}
				if l.Turn != last {
					last, either = l.Turn, false
				}
				either = either || both
				continue
			}
			if names(r.Text, m.Feeling(), m.Language) {
				return false // given away
			}
			if near = append(near, r); clue(r, m.Feeling().Sign()) {
				m.Clues++
			}
		}
	}
	if !told(near[max(0, len(near)-nearClues):], m, either) {
		return false
	}
	if m.Clues == 0 && (theirs < 2*customerWords || !m.plain) {
		return false
	}
	m.Next = strings.TrimSpace(text[m.Said.End:])
	if n := turn + 1; n < len(t.Turns) && t.RoleOf(n).Ours() {
		m.Ours = &heed.Quotation{Conversation: t.ID, Turn: n, Span: heed.Span{End: len(t.Turns[n].Text)}, Text: t.Turns[n].Text}
		m.After = t.after(turn, n)
	}
	m.Value = 0.4*m.Strength + 0.3*m.Clarity + 0.3*min(1, float64(m.Clues)/3)
	return true
}

// shorten cuts a long turn at the sentence from which turnWords are left.
func (l *Line) shorten(readings []*heed.Reading) {
	if countWords(l.Text) <= turnWords {
		return
	}
	for _, r := range readings {
		if r.Span.Start <= l.Start || r.Span.Start >= l.End {
			continue
		}
		rest := l.Text[r.Span.Start-l.Start:]
		if countWords(rest) <= turnWords {
			l.Text, l.Start, l.Cut = rest, r.Span.Start, true
			return
		}
	}
}

func countWords(s string) (n int) {
	for tok := range text.All(s) {
		if tok.Kind == text.Word {
			n++
		}
	}
	return n
}

// options are five feelings to choose from: what was said, its like, and
// others, in an order that seed and moment decide.
func options(m Moment, seed uint64) []heed.Feeling {
	said := m.Feeling()
	others := slices.DeleteFunc(slices.Clone(heed.Feelings), func(f heed.Feeling) bool {
		return f == said || f == heed.Neutral || slices.ContainsFunc(m.Feelings, func(s heed.FeelingScore) bool { return s.Name == f && s.Intensity > 0.6*m.Strength })
	})
	order := func(f heed.Feeling) float64 { return chance(seed, m.ID+" "+string(f)) }
	slices.SortFunc(others, func(a, b heed.Feeling) int {
		near := func(f heed.Feeling) int {
			if Close(f, said) {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(near(a), near(b)), cmp.Compare(order(a), order(b)))
	})
	// At most two that are like it, then whatever comes, so that it is neither
	// obvious nor a matter of words.
	like := 0
	out := []heed.Feeling{said}
	for _, f := range others {
		if Close(f, said) {
			if like == 2 {
				continue
			}
			like++
		}
		if len(out) < 5 {
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b heed.Feeling) int { return cmp.Compare(order(a), order(b)) })
	return out
}
