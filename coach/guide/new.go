package guide

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	heed "github.com/heedhq/heed"
)

// NewOptions are what a new guide is made from; all but Kind may be empty.
type NewOptions struct {
	Kind Kind // interview, group or board; "" is interview
	Lang heed.Language
	// Persona names whom it is for; its questions and silent roles are used
	// beside Questions and Silent.
	Persona   *heed.Persona
	Questions []heed.NextQuestion // the next best questions, in order
	Claims    []heed.Claim        // the weakest of them are asked about
	Silent    []heed.SilentRole
	Minutes   int // 0: 60, 90 or 120 by kind
}

// Guide is a guide to ask from. show writes it as a document.
type Guide struct {
	Title    string        `json:"title"`
	Kind     Kind          `json:"kind"`
	Language heed.Language `json:"lang"`
	Persona  string        `json:"persona,omitempty"` // id
	Minutes  int           `json:"minutes"`           // available
	Consent  string        `json:"consent"`
	Sections []Section     `json:"sections"`
	Notes    []string      `json:"notes,omitempty"`
}

// Section is one part of the conversation.
type Section struct {
	Phase   string  `json:"phase"` // warm_up, past, evidence, silent, close
	Title   string  `json:"title"`
	Minutes float64 `json:"minutes"`
	Asks    []Ask   `json:"asks"`
}

// Ask is one question with its reason.
type Ask struct {
	Text   string   `json:"text"`
	Why    string   `json:"why"`
	Probes []string `json:"probes,omitempty"`
	Role   string   `json:"role,omitempty"`   // whom to ask
	Claims []string `json:"claims,omitempty"` // ids that an answer bears on
}

// New makes a guide that aims at what is least sure: the next best questions,
// then the weakest claims, then the roles that were never heard. It starts with
// their world and what happened, and closes with what was not asked; what does
// not fit the time is counted in Notes.
func New(o NewOptions) (Guide, error) {
	if o.Kind == "" {
		o.Kind = Interview
	}
	if o.Kind != Interview && o.Kind != Group && o.Kind != Board {
		return Guide{}, heed.Errorf(heed.CodeInvalid, "a guide is for an interview, a group or a board, not %q", o.Kind)
	}
	if o.Minutes < 0 || o.Minutes > 8*60 {
		return Guide{}, heed.Errorf(heed.CodeInvalid, "a guide of %d minutes cannot be made; give 15 to 480", o.Minutes)
	}
	if o.Lang != heed.Spanish {
		o.Lang = heed.English
	}
	b := bookOf(o.Lang)
	m := &maker{b: b, o: o, seen: map[string]bool{}}
	g := Guide{Kind: o.Kind, Language: o.Lang, Minutes: o.Minutes, Consent: b.tell("guide.consent"), Title: b.tell("guide." + string(o.Kind))}
	if g.Minutes == 0 {
		g.Minutes = available[o.Kind]
	}
	if p := o.Persona; p != nil {
		g.Persona = p.ID
		name := p.Name
		if name == "" {
			name = p.Title[o.Lang]
		}
		if name != "" {
			g.Title += ": " + name
		}
	}
	each := openMinutes[o.Kind]
	warm := Section{Phase: "warm_up", Asks: []Ask{m.ask("guide.q.warm_up."+string(o.Kind), "warm_up")}}
	past := Section{Phase: "past", Asks: m.past()}
	evidence := Section{Phase: "evidence", Asks: m.evidence()}
	silent := Section{Phase: "silent", Asks: m.silent()}
	closing := Section{Phase: "close", Asks: []Ask{m.ask("guide.q.close.1", "close"), m.ask("guide.q.close.2", "close")}}
	if o.Kind == Board {
		closing.Asks[1] = m.ask("guide.q.close.board", "close")
	}
	if len(evidence.Asks)+len(silent.Asks) == 0 {
		g.Notes = append(g.Notes, b.tell("guide.note.none"))
	}
	// The frame takes its share; the rest of the time goes to the evidence first.
	room := int((float64(g.Minutes) - 2*each) / each)
	cut := func(s *Section, most int) int {
		n := max(0, len(s.Asks)-max(0, most))
		s.Asks = s.Asks[:len(s.Asks)-n]
		return n
	}
	cut(&past, max(1, room/3))
	room -= len(past.Asks)
	dropped := cut(&evidence, max(1, room-min(1, len(silent.Asks))))
	room -= len(evidence.Asks)
	dropped += cut(&silent, max(boolInt(len(evidence.Asks) == 0), room))
	if dropped > 0 {
		g.Notes = append(g.Notes, b.tell("guide.note.dropped", "{n}", strconv.Itoa(dropped)))
	}
	for _, s := range []Section{warm, past, evidence, silent, closing} {
		if len(s.Asks) == 0 {
			continue
		}
		s.Title = b.tell("guide.section." + s.Phase)
		s.Minutes = each * float64(len(s.Asks))
		if s.Phase == "warm_up" || s.Phase == "close" {
			s.Minutes = each
		}
		g.Sections = append(g.Sections, s)
	}
	return g, nil
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

type maker struct {
	b    *book
	o    NewOptions
	seen map[string]bool
}

func (m *maker) ask(key, why string, fill ...string) Ask {
	return Ask{Text: m.b.tell(key, fill...), Why: m.why(why)}
}

func (m *maker) why(reason string) string {
	if s := m.b.say["guide.why."+reason]; s != "" {
		return s
	}
	return m.b.say["guide.why.weak"]
}

func (m *maker) probes() []string {
	p := []string{m.b.tell("guide.probe.1"), m.b.tell("guide.probe.2"), m.b.tell("guide.probe.3")}
	if m.o.Kind != Interview {
		p[2] = m.b.tell("guide.probe.group")
	}
	return p
}

func (m *maker) past() []Ask {
	keys := []string{"guide.q.past.1", "guide.q.past.2", "guide.q.past.3"}
	if m.o.Kind != Interview {
		keys = []string{"guide.q.past.group", "guide.q.past.2"}
	}
	var out []Ask
	for _, k := range keys {
		out = append(out, m.ask(k, "past"))
	}
	out[0].Probes = m.probes()
	return out
}

// evidence: the persona's own questions, the study's next best in their order, then the weakest claims
// that none of them bears on.
func (m *maker) evidence() []Ask {
	var out []Ask
	asked := map[string]bool{}
	var qs []heed.NextQuestion
	if p := m.o.Persona; p != nil {
		qs = append(qs, p.Questions...)
		for _, q := range m.o.Questions {
			if q.Persona == "" || q.Persona == p.ID {
				qs = append(qs, q)
			}
		}
	} else {
		qs = slices.Clone(m.o.Questions)
	}
	for _, q := range qs {
		t := q.Texts[m.o.Lang]
		if t == "" || m.seen[t] {
			continue
		}
		m.seen[t] = true
		for _, id := range q.Claims {
			asked[id] = true
		}
		out = append(out, Ask{Text: t, Why: m.why(q.Reason), Role: q.Role, Claims: q.Claims, Probes: m.probes()[:2]})
	}
	claims := slices.Clone(m.o.Claims)
	slices.SortStableFunc(claims, func(a, b heed.Claim) int {
		return cmp.Or(cmp.Compare(a.Confidence.Level, b.Confidence.Level), cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.ID, b.ID))
	})
	n := 0
	for i := range claims {
		c := &claims[i]
		if n == 6 || asked[c.ID] || c.Review == heed.Rejected || c.Confidence.Level >= heed.Moderate || c.Words == "" || m.seen[c.Words] {
			continue
		}
		if c.Quoted && c.Language != "" && c.Language != m.o.Lang {
			continue // a quotation is never translated
		}
		m.seen[c.Words] = true
		key := "guide.q.claim_plain"
		switch {
		case c.Quoted && c.Against > 0:
			key = "guide.q.contradicted"
		case c.Quoted:
			key = "guide.q.claim"
		}
		words := strings.TrimSpace(c.Words)
		if !strings.ContainsAny(words[len(words)-1:], ".!?") {
			words += "."
		}
		a := m.ask(key, reasonOf(c), "{words}", words)
		a.Claims, a.Probes = []string{c.ID}, m.probes()[:1]
		out = append(out, a)
		n++
	}
	return out
}

// reasonOf is the first concern that lowered the claim.
func reasonOf(c *heed.Claim) string {
	for _, s := range c.Confidence.Steps {
		if s.Lowered && s.Reason != "" {
			return s.Reason
		}
	}
	return "weak"
}

func (m *maker) silent() []Ask {
	roles := slices.Clone(m.o.Silent)
	if m.o.Persona != nil {
		roles = append(roles, m.o.Persona.Silent...)
	}
	var out []Ask
	for _, r := range roles {
		if r.Role == "" || m.seen["role:"+r.Role] {
			continue
		}
		m.seen["role:"+r.Role] = true
		a := m.ask("guide.q.silent", "silent", "{role}", r.Role)
		a.Role = r.Role
		out = append(out, a)
	}
	return out
}

// Markdown writes the guide as Markdown.
func (g Guide) Markdown() string {
	b := bookOf(g.Language)
	var w strings.Builder
	fmt.Fprintf(&w, "# %s\n\n%d %s\n\n> %s\n", g.Title, g.Minutes, b.tell("guide.label.minutes"), g.Consent)
	n := 0
	for _, s := range g.Sections {
		fmt.Fprintf(&w, "\n## %s (%.0f %s)\n\n", s.Title, s.Minutes, b.tell("guide.label.minutes"))
		for _, a := range s.Asks {
			n++
			fmt.Fprintf(&w, "%d. **%s**\n", n, a.Text)
			fmt.Fprintf(&w, "   - %s: %s\n", b.tell("guide.label.why"), a.Why)
			if a.Role != "" {
				fmt.Fprintf(&w, "   - %s: %s\n", b.tell("guide.label.ask"), a.Role)
			}
			for _, p := range a.Probes {
				fmt.Fprintf(&w, "   - %s: %s\n", b.tell("guide.label.probe"), p)
			}
		}
	}
	for _, note := range g.Notes {
		fmt.Fprintf(&w, "\n_%s_\n", note)
	}
	return w.String()
}
