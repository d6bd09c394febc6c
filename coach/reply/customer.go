package reply

import (
	"cmp"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// Desk reads messages and drafts. It is safe for concurrent use.
type Desk struct{ u heed.Understander }

// New returns a Desk that sees feelings and signals with u's eyes.
func New(u heed.Understander) *Desk { return &Desk{u: u} }

// languageOf recognises the language of a message; a short one says nothing
// and leaves the choice to other.
func languageOf(s string, other heed.Language) (heed.Language, bool) {
	s, _ = clip(s)
	lang, sure := text.Language(s)
	switch {
	case lang == heed.English || lang == heed.Spanish:
		return lang, true
	case lang == "" || sure < 0.6:
		if other == heed.Spanish {
			return heed.Spanish, true
		}
		return heed.English, true
	}
	return lang, false
}

// Read says what the customer's message holds. An empty message gives an empty
// Customer with a note.
func (d *Desk) Read(customer string, o Options) Customer {
	c, _ := d.read(customer, "", o)
	return c
}

func (d *Desk) read(customer, draft string, o Options) (Customer, *look) {
	hint := o.Lang
	if strings.TrimSpace(draft) != "" {
		if l, ok := languageOf(draft, o.Lang); ok {
			hint = l
		}
	}
	lang, supported := languageOf(customer, hint)
	c := Customer{
		Language: lang, Supported: supported, Feelings: []FeelingShown{}, Needs: []Shown{},
		Risks: []Shown{}, Raised: []Shown{},
	}
	said := o.Lang
	if said == "" {
		said = lang
	}
	w := wordsOf(lang)
	l := lookAt(customer, lang, w.customer)
	c.Cut = l.cut
	if len(l.sents) == 0 {
		c.Notes = append(c.Notes, sayIn(said, "note.no_customer"))
		c.intent = "none"
		return c, l
	}
	if !supported {
		c.Notes = append(c.Notes, sayIn(said, "note.language"))
	}
	if c.Cut {
		c.Notes = append(c.Notes, sayIn(said, "note.cut"))
	}
	var readings []heed.Reading
	if supported && d.u != nil {
		readings = d.u.Understand(l.text, lang)
	}
	c.Register = o.Register
	if c.Register == "" && lang == heed.Spanish {
		c.Register = registerOf(draft, customer, w)
	}
	c.Feelings = feelingsShown(readings, l.text)
	c.readPushback(l)
	c.readSituation(l, readings)
	c.readRisks(l, said)
	c.readNeeds(said)
	c.readRaised(l, readings)
	c.Behind = behind(said, c)
	c.LikeThem = likeThem(&c, l, o.Claims)
	return c, l
}

// feelingsShown keeps each feeling once, where it is strongest.
func feelingsShown(readings []heed.Reading, whole string) []FeelingShown {
	out := []FeelingShown{}
	for _, r := range readings {
		for _, f := range r.Feelings {
			if f.Name == heed.Neutral || f.Intensity <= 0 {
				continue
			}
			shown := FeelingShown{Name: f.Name, Intensity: f.Intensity, Span: r.Span, Text: r.Text}
			for _, s := range r.Signals {
				if s.Kind == heed.SigFeels && (s.Value == string(f.Name) || s.Subkind == string(f.Name)) {
					shown.Span, shown.Text = s.Span, s.Text
				}
			}
			if _, ok := shown.Span.In(whole); !ok {
				continue
			}
			i := slices.IndexFunc(out, func(g FeelingShown) bool { return g.Name == f.Name })
			switch {
			case i < 0:
				out = append(out, shown)
			case out[i].Intensity < f.Intensity:
				out[i] = shown
			}
		}
	}
	slices.SortStableFunc(out, func(a, b FeelingShown) int {
		return cmp.Or(cmp.Compare(b.Intensity, a.Intensity), cmp.Compare(a.Start, b.Start), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// registerOf takes the form of address from the draft, else from how the
// customer addresses us, else usted.
func registerOf(draft, customer string, w *words) Register {
	for _, s := range []string{draft, customer} {
		s, _ = clip(s)
		n := map[Register]int{}
		for _, t := range text.Words(s) {
			f := text.Fold(t)
			for _, r := range []Register{Tu, Usted, Vos} {
				if w.lists[string(r)][f] {
					n[r]++
				}
			}
		}
		best := Register("")
		for _, r := range []Register{Vos, Tu, Usted} {
			if n[r] > n[best] {
				best = r
			}
		}
		if best != "" {
			return best
		}
	}
	return Usted
}

// pushbackOrder breaks ties: the more particular first.
var pushbackOrder = []string{"silence", "tried_that", "competitor", "authority", "trust", "change", "price", "timing", "refuse"}

func (c *Customer) readPushback(l *look) {
	n := map[string]int{}
	for _, h := range l.hits {
		if h.name == "pushback" {
			n[h.sub]++
		}
	}
	best := ""
	for _, k := range pushbackOrder {
		if n[k] > 0 && (best == "" || n[k] > n[best]) {
			best = k
		}
	}
	// A single everyday word is not yet a pushback where something is broken.
	if best == "price" && n[best] == 1 && (l.any("sit", "charged") || l.any("intent", "request")) || best == "timing" && l.any("sit", "broken") {
		best = ""
	}
	if best == "" && len(c.Feelings) > 0 && c.Feelings[0].Name == heed.Distrust && c.Feelings[0].Intensity >= 0.5 {
		best = "trust"
		c.Pushed = append(c.Pushed, c.Feelings[0].Span)
	}
	c.Pushback = best
	for _, h := range l.all("pushback", best) {
		if best != "" {
			c.Pushed = append(c.Pushed, h.Span)
		}
	}
}

// situationOrder: what weighs more stands first.
var situationOrder = []string{
	"grief", "health", "stolen", "mislaid", "lost", "treated", "promise", "charged", "exposed", "waiting", "repeat",
	"locked", "broken", "overload", "deadline", "unclear", "cancel",
}

// denies reports whether something is not so, or never, or wholly so: such a
// sentence says more than a detail does.
func denies(l *look) bool {
	for i := range l.sents {
		for k, w := range l.sents[i].words {
			switch w {
			case "not", "never", "nobody", "nothing", "every", "cannot", "only", "nunca", "nadie", "nada", "jamas", "toda", "todo":
				return true
			case "no":
				if k > 0 {
					return true
				}
			}
			if k > 0 && strings.HasSuffix(w, "n't") {
				return true
			}
		}
	}
	return false
}

// hard situations are a problem even where they come as a request.
var hard = []string{"mislaid", "lost", "treated", "promise", "exposed", "waiting", "broken"}

func (c *Customer) readSituation(l *look, readings []heed.Reading) {
	n := map[string]int{}
	for _, h := range l.hits {
		if h.name == "sit" {
			n[h.sub]++
		}
	}
	for _, k := range situationOrder {
		// a word about health is the matter only where nothing else is
		if c.situation == "mislaid" {
			break
		}
		weak := c.situation == "health" && n["health"] == 1 && k != "exposed" && k != "deadline" && k != "unclear"
		if n[k] > 0 && (c.situation == "" || weak || n[k] > n[c.situation]+1) {
			c.situation = k
		}
	}
	heavy, light := 0.0, 0.0
	for _, f := range c.Feelings {
		if f.Name.Sign() < 0 {
			heavy = max(heavy, f.Intensity)
		} else if f.Name == heed.Joy || f.Name == heed.Relief || f.Name == heed.Pride || f.Name == heed.Excitement {
			light = max(light, f.Intensity)
		}
	}
	question, data := false, l.any("intent", "data")
	for i := range l.sents {
		s := &l.sents[i]
		s.question = s.question || text.IsQuestion(l.text[s.Start:s.End], c.Language)
		question = question || s.question
		for _, w := range s.words {
			data = data || digits(w) > 3
		}
	}
	switch {
	case c.Pushback != "":
		c.intent = "pushback"
	case c.situation == "grief" || c.situation == "health" || c.situation == "stolen" || heavy >= 0.4 && heavy >= light:
		c.intent = "problem"
	case l.any("intent", "good") && light > heavy && len(l.sents) <= 3 || light >= 0.5 && n["broken"]+n["waiting"]+n["charged"] == 0:
		c.intent = "good"
	case l.any("intent", "greeting") && len(l.sents) == 1, len(l.sents) == 1 && l.words <= 2 && l.any("intent", "greeting"):
		c.intent = "greeting"
	case l.any("intent", "bye") && c.situation == "":
		c.intent = "bye"
	case l.any("intent", "thanks") && l.words <= 14 && c.situation == "" && !question && !l.any("intent", "request"):
		c.intent = "thanks"
	case slices.Contains(hard, c.situation):
		c.intent = "problem"
	case c.situation != "" && c.situation != "deadline" && (c.situation != "unclear" && c.situation != "locked" && c.situation != "charged" && c.situation != "cancel" || heavy >= 0.25) && !l.any("intent", "request"):
		c.intent = "problem"
	case c.situation == "charged" && !l.sents[0].question && len(l.sents) > 1 && l.words > 12:
		c.intent = "problem"
	case data && heavy < 0.25 && c.situation == "" && l.words <= 20:
		c.intent = "data"
	case l.any("intent", "request"):
		c.intent = "request"
	case question && (l.sents[0].question || l.words <= 14):
		c.intent = "question"
	case l.any("intent", "ok") || l.words <= 3:
		c.intent = "ok"
	case c.situation == "charged" && n["charged"] == 1 && heavy < 0.25 && l.words <= 12: // a bill is named, nothing more
		c.intent = "statement"
	case c.situation != "":
		c.intent = "problem"
	case len(l.sents) == 1 && l.words <= 8 && heavy < 0.25 && !denies(l) && !slices.ContainsFunc(readings, func(r heed.Reading) bool {
		return slices.ContainsFunc(r.Signals, func(g heed.Signal) bool {
			return g.Kind == heed.SigPain || g.Kind == heed.SigBarrier || g.Kind == heed.SigDislike
		})
	}):
		c.intent = "info"
	default:
		c.intent = "statement"
	}
}

func (c *Customer) readRisks(l *look, said heed.Language) {
	seen := map[string]bool{}
	for _, h := range l.hits {
		if h.name == "risk" && !seen[h.sub] {
			seen[h.sub] = true
			c.Risks = append(c.Risks, Shown{h.sub, h.Span, l.text[h.Start:h.End], sayIn(said, "risk."+h.sub)})
		}
	}
}

// needOf is what somebody who feels so needs first.
var needOf = map[heed.Feeling]string{
	heed.Frustration: "progress", heed.Anger: "acknowledged", heed.Anxiety: "certainty", heed.Fear: "safety",
	heed.Helplessness: "taken_on", heed.Confusion: "clarity", heed.Disappointment: "owned",
	heed.Sadness: "time", heed.Distrust: "proof", heed.Surprise: "explained", heed.Hope: "steps",
	heed.Relief: "shared", heed.Trust: "kept", heed.Gratitude: "shared", heed.Joy: "shared",
	heed.Excitement: "shared", heed.Pride: "seen",
}

func (c *Customer) readNeeds(said heed.Language) {
	for _, f := range c.Feelings {
		need := needOf[f.Name]
		if need == "" || slices.ContainsFunc(c.Needs, func(s Shown) bool { return s.Kind == need }) || len(c.Needs) == 3 {
			continue
		}
		c.Needs = append(c.Needs, Shown{need, f.Span, f.Text, sayIn(said, "need."+need)})
	}
}

// readRaised lists the sentences that a reply should speak to: questions, and
// what holds a situation, a pushback or a pain.
func (c *Customer) readRaised(l *look, readings []heed.Reading) {
	for i := range l.sents {
		s := &l.sents[i]
		kind := ""
		switch {
		case s.question && len(s.words) > 2:
			kind = "question"
		case l.has(i, "pushback", ""):
			kind = "pushback"
		case l.has(i, "sit", ""):
			kind = "problem"
		case l.has(i, "intent", "request") && len(s.words) > 3:
			kind = "request"
		}
		if kind == "" {
			for _, r := range readings {
				if r.Span.Overlaps(s.Span) && slices.ContainsFunc(r.Signals, func(g heed.Signal) bool {
					return g.Kind == heed.SigPain || g.Kind == heed.SigRisk || g.Kind == heed.SigBarrier
				}) {
					kind = "problem"
				}
			}
		}
		if kind != "" && len(c.Raised) < 12 {
			c.Raised = append(c.Raised, Shown{Kind: kind, Span: s.Span, Text: l.text[s.Start:s.End]})
		}
	}
}

// behind is the question behind the question.
func behind(said heed.Language, c Customer) string {
	for _, key := range []string{"behind." + c.Pushback, "behind." + c.situation} {
		if s := sayIn(said, key); s != key {
			return s
		}
	}
	if len(c.Feelings) > 0 {
		key := "behind." + string(c.Feelings[0].Name)
		if s := sayIn(said, key); s != key {
			return s
		}
	}
	return ""
}

// likeThem finds what people of the persona said that bears on the message:
// quotations that share its content words, those behind a pushback first.
func likeThem(c *Customer, l *look, claims []heed.Claim) []heed.Evidence {
	type scored struct {
		e heed.Evidence
		n float64
	}
	var found []scored
	for i := range claims {
		cl := &claims[i]
		if cl.Review == heed.Rejected {
			continue
		}
		bonus := 0.0
		switch cl.Kind {
		case heed.SigObjection, heed.SigBarrier, heed.SigRisk:
			bonus = 0.5
		}
		for _, e := range cl.Evidence {
			if e.Stance != heed.Supports {
				continue
			}
			n := 0
			for _, t := range text.Terms(e.Text, e.Language) {
				if l.stems[t] > 0 {
					n++
				}
			}
			if n >= 2 {
				found = append(found, scored{e, float64(n) + bonus})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.e.Conversation, b.e.Conversation), cmp.Compare(a.e.Start, b.e.Start))
	})
	var out []heed.Evidence
	for _, f := range found {
		if len(out) == 3 {
			break
		}
		if !slices.ContainsFunc(out, func(e heed.Evidence) bool {
			return e.Participant != "" && e.Participant == f.e.Participant || e.Text == f.e.Text
		}) {
			out = append(out, f.e)
		}
	}
	return out
}
