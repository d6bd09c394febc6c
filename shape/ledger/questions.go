package ledger

import (
	"cmp"
	_ "embed"
	"hash/fnv"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/quote"
)

//go:embed data/questions.txt
var questionData string

// templates are pairs of English and Spanish wordings, by section.
var templates = sync.OnceValue(func() map[string][][2]string {
	out := map[string][][2]string{}
	section := ""
	for line := range strings.Lines(questionData) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			section = strings.Trim(line, "[]")
		default:
			en, es, _ := strings.Cut(line, " | ")
			out[section] = append(out[section], [2]string{en, es})
		}
	}
	return out
})

// Asker proposes next questions.
type Asker struct {
	Context Context
	Themes  []heed.Theme
}

// About proposes questions for a persona: its empty fields first, then what
// would bring most of its claims to moderate or better, one question a theme,
// then its silent roles. At most limit.
func (a Asker) About(p *heed.Persona, role string, claims []*heed.Claim, empty []heed.Field, silent []heed.SilentRole, limit int) []heed.NextQuestion {
	var out []heed.NextQuestion
	base := heed.NextQuestion{Persona: p.ID, Segment: p.Segment, Role: role}
	for _, f := range empty {
		q := base
		q.Field, q.Reason, q.Gain = f, "empty_field", 1
		if a.say(&q, "field "+string(f), p.ID, nil) {
			out = append(out, q)
		}
	}
	out = append(out, a.best(base, claims, max(2, limit-len(out)-1))...)
	for _, s := range silent {
		if len(out) >= limit {
			break
		}
		if s.People < 2 {
			continue
		}
		q := base
		q.Silent, q.Reason, q.Gain, q.Role, q.Segment = s.Role, "silent", 0.5, s.Role, ""
		key := ""
		if k := RoleKeys(s.Role); len(k) > 0 {
			key = k[0]
		}
		fill := map[heed.Language]map[string]string{
			heed.English: {"role": RoleName(key, heed.English)}, heed.Spanish: {"role": RoleName(key, heed.Spanish)},
		}
		if key == "" {
			fill[heed.English]["role"], fill[heed.Spanish]["role"] = s.Role, s.Role
		}
		if a.say(&q, "silent", p.ID+s.Role, fill) {
			out = append(out, q)
		}
	}
	return out[:min(len(out), limit)]
}

// best proposes one question a theme, those with the greatest gain first.
func (a Asker) best(base heed.NextQuestion, claims []*heed.Claim, limit int) []heed.NextQuestion {
	type bundle struct {
		theme  string
		reason string
		claims []*heed.Claim
		gain   float64
	}
	bundles := map[string]*bundle{}
	var order []string
	for _, c := range claims {
		reason := concern(c)
		if c.Review == heed.Rejected || reason == "" || c.Kind == heed.SigAttribute {
			continue
		}
		key := c.Theme + "|" + reason
		if c.Theme == "" || reason != "few_participants" && reason != "leading_questions" {
			key += "|" + c.ID
		}
		b := bundles[key]
		if b == nil {
			b = &bundle{theme: c.Theme, reason: reason}
			bundles[key] = b
			order = append(order, key)
		}
		b.claims = append(b.claims, c)
		b.gain += a.gain(c)
	}
	slices.SortStableFunc(order, func(x, y string) int {
		return cmp.Or(cmp.Compare(bundles[y].gain, bundles[x].gain), cmp.Compare(x, y))
	})
	var out []heed.NextQuestion
	themesAsked, reasons := map[string]bool{}, map[string]int{}
	for _, key := range order {
		b := bundles[key]
		if len(out) == limit {
			break
		}
		if themesAsked[b.theme] && b.theme != "" || reasons[b.reason] >= 3 || len(b.claims) == 0 {
			continue
		}
		q := base
		q.Reason, q.Gain = b.reason, round(b.gain)
		for _, c := range b.claims[:min(len(b.claims), 12)] {
			q.Claims = append(q.Claims, c.ID)
		}
		for _, pl := range b.claims[0].Places {
			q.Stage = cmp.Or(q.Stage, pl.Stage)
		}
		if a.word(&q, spokesman(b.claims)) {
			themesAsked[b.theme] = true
			reasons[b.reason]++
			out = append(out, q)
		}
	}
	return out
}

// concern is what a question could mend about a claim, "" for nothing.
func concern(c *heed.Claim) string {
	if c.Confidence.Level >= heed.High {
		return ""
	}
	first := ""
	for _, s := range c.Confidence.Steps {
		if !s.Lowered {
			continue
		}
		switch s.Reason {
		case "contradicted", "hearsay", "old", "leading_questions":
			return s.Reason
		case "few_participants", "few_organisations", "not_saturated":
			first = cmp.Or(first, "few_participants")
		case "unconfirmed", "inferred":
			first = cmp.Or(first, "unconfirmed")
		}
	}
	return first
}

// gain is how much of a claim an answer could bring to moderate or better: 1
// where one answer does, less the more answers it needs, a fraction where it
// stands there already.
func (a Asker) gain(c *heed.Claim) float64 {
	if c.Confidence.Level >= heed.Moderate {
		return 0.1
	}
	n := max(1, c.Confidence.RaiseN)
	steps := int(heed.Moderate - c.Confidence.Level)
	return matters(c.Kind) / float64(n*steps)
}

// matters weighs kinds by what a team gains from being sure of them: what
// people want, fear and suffer before what they use.
func matters(k heed.SignalKind) float64 {
	switch k {
	case heed.SigChannel, heed.SigDevice, heed.SigTouchpoint, heed.SigSees, heed.SigSays:
		return 0.25
	case heed.SigDoes, heed.SigTask, heed.SigThinks, heed.SigHears, heed.SigInfluence, heed.SigDriver:
		return 0.5
	}
	return 1
}

// word fills a question about a claim.
func (a Asker) word(q *heed.NextQuestion, c *heed.Claim) bool {
	quoted := func(s string) map[heed.Language]string {
		s = strings.TrimSpace(s)
		end := ""
		if !strings.ContainsAny(s[len(s)-1:], ".!?…") {
			end = "."
		}
		return map[heed.Language]string{heed.English: "“" + s + end + "”", heed.Spanish: "«" + s + end + "»"}
	}
	fill := map[heed.Language]map[string]string{heed.English: {}, heed.Spanish: {}}
	put := func(name string, v map[heed.Language]string) {
		for l := range fill {
			fill[l][name] = v[l]
		}
	}
	put("words", quoted(c.Words))
	theme := a.theme(c.Theme)
	if theme != nil {
		put("theme", theme)
	}
	switch q.Reason {
	case "contradicted":
		for _, e := range c.Evidence {
			if e.Stance == heed.Contradicts {
				put("other", quoted(e.Text))
				return a.say(q, "contradicted", c.ID, fill)
			}
		}
		return false
	case "hearsay", "old", "unconfirmed":
		return a.say(q, q.Reason, c.ID, fill)
	case "leading_questions":
		if theme != nil {
			return a.say(q, "leading", c.ID, fill)
		}
	}
	if theme != nil {
		return a.say(q, known("few "+string(c.Kind), "few any"), c.ID, fill)
	}
	return c.Quoted && a.say(q, known("words "+alikeKind(c.Kind), "words any"), c.ID, fill)
}

// known is the section if there are wordings for it, else the other.
func known(section, other string) string {
	if templates()[section] != nil {
		return section
	}
	return other
}

// alikeKind is the kind whose wordings suit a kind.
func alikeKind(k heed.SignalKind) string {
	switch k {
	case heed.SigBarrier, heed.SigObjection, heed.SigDislike:
		return string(heed.SigPain)
	case heed.SigLike:
		return string(heed.SigGain)
	case heed.SigValue, heed.SigCriterion:
		return string(heed.SigGoal)
	case heed.SigTask:
		return string(heed.SigDoes)
	}
	return string(k)
}

// spokesman is the claim of a bundle whose words a question can hold best.
func spokesman(claims []*heed.Claim) *heed.Claim {
	best, top := claims[0], -1.0
	for _, c := range claims {
		s := c.Weight * quote.Score(c.Words, c.Language)
		if c.Quoted && s > top {
			best, top = c, s
		}
	}
	return best
}

// theme is how a theme is named inside a sentence of ours, in each language:
// the customers' own phrase in quotation marks. Nil where its label is no
// phrase that a question could hold.
func (a Asker) theme(id string) map[heed.Language]string {
	for i := range a.Themes {
		t := &a.Themes[i]
		if t.ID != id {
			continue
		}
		words := text.Words(t.Label)
		if len(words) == 0 || len(words) > 4 || len(words) == 1 && !t.Named {
			return nil
		}
		return map[heed.Language]string{heed.English: "“" + t.Label + "”", heed.Spanish: "«" + t.Label + "»"}
	}
	return nil
}

// say sets a question's texts from a section's wording, chosen by key.
func (a Asker) say(q *heed.NextQuestion, section, key string, fill map[heed.Language]map[string]string) bool {
	list := templates()[section]
	if len(list) == 0 {
		return false
	}
	h := fnv.New32a()
	h.Write([]byte(key))
	pair := list[int(h.Sum32()%uint32(len(list)))]
	q.Texts = map[heed.Language]string{}
	for i, l := range []heed.Language{heed.English, heed.Spanish} {
		s := pair[i]
		for name, v := range fill[l] {
			s = strings.ReplaceAll(s, "{"+name+"}", v)
		}
		if strings.Contains(s, "{") {
			return false
		}
		q.Texts[l] = s
	}
	return true
}
