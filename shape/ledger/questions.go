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
	"github.com/heedhq/heed/internal/wordlist"
	"github.com/heedhq/heed/shape/needs"
	"github.com/heedhq/heed/shape/quote"
)

//go:embed data/questions.txt
var questionData string

// templates are wordings by section: English, Spanish to somebody called tú,
// Spanish to somebody called usted.
var templates = sync.OnceValue(func() map[string][][3]string {
	out := map[string][][3]string{}
	for section, line := range wordlist.Lines(questionData) {
		if part := strings.Split(line, " | "); len(part) == 3 {
			out[section] = append(out[section], [3]string(part))
		}
	}
	return out
})

// Asker proposes next questions.
type Asker struct {
	Context Context
	Themes  []heed.Theme
	// Setting is how people were heard: SettingContact, SettingPurchase, or ""
	// for people at their work.
	Setting string
	// Formal: the study's Spanish says usted.
	Formal bool
	// Asked, where set, are the English wordings used so far in the study, none
	// of which is asked twice.
	Asked map[string]bool
}

// The settings that have wordings of their own.
const (
	SettingContact  = "contact"
	SettingPurchase = "purchase"
)

// within is the section for the setting if there are wordings for it, else
// the section.
func (a Asker) within(section string) string {
	return known(section+" "+a.Setting, section)
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
		if a.say(&q, a.within("field "+string(f)), p.ID, nil) {
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
	fill := map[heed.Language]map[string]string{heed.English: {}, heed.Spanish: {}}
	put := func(name string, v map[heed.Language]string) {
		for l := range fill {
			fill[l][name] = v[l]
		}
	}
	put("words", quoted(c.Words))
	if own := StateOf(c); own != nil {
		fill[heed.English]["words"], fill[heed.Spanish]["words"] = quoted(own[heed.English])[heed.English], quoted(own[heed.Spanish])[heed.Spanish]
	}
	theme := a.theme(c.Theme)
	if theme != nil {
		put("theme", theme)
	}
	few, kind := known("few "+alikeKind(c.Kind), "few any"), known("kind "+alikeKind(c.Kind), "kind thinks")
	if few == "few pain" && !a.troubled(c.Theme) {
		few = "few any"
	}
	if a.Setting == SettingContact {
		few, kind = "few contact", "kind contact"
	}
	switch {
	case q.Reason == "contradicted":
		for _, e := range c.Evidence {
			if e.Stance == heed.Contradicts {
				put("other", quoted(e.Text))
				return a.say(q, "contradicted", c.ID, fill)
			}
		}
		return false
	case q.Reason == "hearsay" || q.Reason == "old" || q.Reason == "unconfirmed":
		return a.say(q, q.Reason, c.ID, fill)
	case q.Reason == "leading_questions" && theme != nil && a.Setting != SettingContact && a.say(q, "leading", c.ID, fill):
		return true
	case theme != nil:
		return a.say(q, few, c.ID, fill) || a.say(q, kind, c.ID, fill)
	case a.Setting != SettingContact && tellsOfSelf(c):
		// in the other language the question is asked without the quotation
		own := *q
		if !a.say(&own, known("words "+alikeKind(c.Kind), "words any"), c.ID, fill) {
			return false
		}
		if a.say(q, kind, c.ID, fill) {
			q.Texts[c.Language] = own.Texts[c.Language]
			return true
		}
		q.Texts = own.Texts
		return true
	}
	return a.say(q, kind, c.ID, fill)
}

// StateOf is what an inferred claim says, in both languages; nil for others.
func StateOf(c *heed.Claim) map[heed.Language]string {
	if c.Basis != heed.Inferred {
		return nil
	}
	for _, state := range []map[heed.Language]string{misheardState, noneState, againState} {
		if c.Words == state[heed.English] || c.Words == state[heed.Spanish] {
			return state
		}
	}
	for _, b := range behaviours() {
		if b.state[heed.English] == c.Words || b.state[heed.Spanish] == c.Words {
			return b.state
		}
	}
	return nil
}

// quoted sets a customer's words into a sentence of ours.
func quoted(s string) map[heed.Language]string {
	s = strings.TrimSpace(s)
	end := ""
	if s != "" && !strings.ContainsAny(s[len(s)-1:], ".!?…") {
		end = "."
	}
	return map[heed.Language]string{heed.English: "“" + s + end + "”", heed.Spanish: "«" + s + end + "»"}
}

// tellsOfSelf reports whether a claim's words are a telling statement in the
// first person, which can be read to somebody else: of what the speaker
// suffers, wants, fears or feels, complete, naming nobody.
func tellsOfSelf(c *heed.Claim) bool {
	switch c.Kind {
	case heed.SigPain, heed.SigGain, heed.SigRisk, heed.SigFeels, heed.SigGoal, heed.SigValue, heed.SigBarrier, heed.SigThinks, heed.SigCriterion:
	default:
		return false
	}
	if !c.Quoted || len(c.Words) > longestRead || strings.ContainsAny(c.Words, "[?") || quote.Score(c.Words, c.Language) < readAloud {
		return false
	}
	words := text.Words(c.Words)
	for i, w := range words[:min(3, len(words))] {
		switch w {
		case "i", "i'm", "i've", "i'd", "we", "yo", "me", "nos", "mi":
			return true
		}
		if i == 0 && c.Language == heed.Spanish && strings.HasSuffix(w, "é") {
			return true
		}
	}
	return false
}

const (
	// longestRead is the most bytes of a quotation that a question reads out,
	// and readAloud how well it must stand by itself (quote.Score).
	longestRead = 100
	readAloud   = 0.9
)

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
		if words := text.Words(text.Fold(t.Label)); t.Nameless() || len(words) < 2 || len(words) > 4 || len(needs.Of(words)) > 0 {
			return nil
		}
		return map[heed.Language]string{heed.English: "“" + t.Label + "”", heed.Spanish: "«" + t.Label + "»"}
	}
	return nil
}

// troubled reports whether most of what was said in a theme is plainly
// negative, so that "trouble" names it.
func (a Asker) troubled(id string) bool {
	for i := range a.Themes {
		if t := &a.Themes[i]; t.ID == id {
			return t.Valence.Value < 0 && t.Valence.High <= 0
		}
	}
	return false
}

// say sets a question's texts from a section's wording: the first from a place
// chosen by key that was not asked before in the study.
func (a Asker) say(q *heed.NextQuestion, section, key string, fill map[heed.Language]map[string]string) bool {
	list := templates()[section]
	h := fnv.New32a()
	h.Write([]byte(key))
	for k := range list {
		wording := list[(int(h.Sum32()%uint32(len(list)))+k)%len(list)]
		es := wording[1]
		if a.Formal {
			es = wording[2]
		}
		texts := map[heed.Language]string{heed.English: wording[0], heed.Spanish: es}
		for l, s := range texts {
			for name, v := range fill[l] {
				s = strings.ReplaceAll(s, "{"+name+"}", v)
			}
			texts[l] = s
		}
		if strings.Contains(texts[heed.English], "{") || a.Asked[texts[heed.English]] {
			continue
		}
		if a.Asked != nil {
			a.Asked[texts[heed.English]] = true
		}
		q.Texts = texts
		return true
	}
	return false
}
