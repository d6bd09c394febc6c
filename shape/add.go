package shape

import (
	"cmp"
	"context"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/personas"
	"github.com/heedhq/heed/shape/themes"
)

const (
	// membersPlaced is how many quotations of a theme an increment learns its
	// space from.
	membersPlaced = 16
	// joins is the similarity from which a new sentence joins a theme.
	joins = 0.3
)

// Add lays one new conversation onto a finished understanding, before the next
// run: its sentences join the nearest themes provisionally, and the claims
// that they speak to gain evidence for or against and are recomputed. Nothing
// is regrouped, and no claim, theme or persona is new. Only in.Study and
// in.Participants are read; the cost depends on the understanding and not on
// how much the study has heard. It returns the ids of the claims it changed,
// sorted.
func Add(ctx context.Context, u *heed.Understanding, in Input, conv Conversation) (touched []string, err error) {
	defer heed.Wrap(&err, "add conversation to study %s", in.Study.ID)
	if conv.Conversation == nil || conv.Sensed == nil {
		return nil, heed.Errorf(heed.CodeInvalid, "the conversation was not read: give it with what was understood of it")
	}
	c := corpus.New(in.Study, []Conversation{conv}, in.Participants, in.AsOf)
	if u.AsOf.IsZero() || in.AsOf.IsZero() && u.AsOf.Before(c.AsOf) {
		u.AsOf = c.AsOf
	}
	texts := spaceTexts(u, c)
	space := themes.Learn(texts, u.Settings.Seed)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	joinThemes(u, c, space)
	inc := ledger.NewIncrement(c, space, ledger.NewWeights(texts), u.Claims)
	persona := personaOf(u, c, inc)
	known := map[string]bool{}
	for i := range u.Personas {
		for _, id := range u.Personas[i].Participants {
			known[id] = true
		}
	}
	changed := map[string]*heed.Claim{}
	for _, t := range inc.Touched(func(cl *heed.Claim) bool { return about(cl, persona) }) {
		ut := &c.Utterances[t.Utt]
		if inc.Take(t, ut.Person >= 0 && known[c.People[ut.Person].ID]) {
			changed[t.Claim.ID] = t.Claim
		}
	}
	count(u, c, persona, known)
	for id, cl := range changed {
		rejudge(u, cl)
		touched = append(touched, id)
	}
	slices.Sort(touched)
	return touched, ctx.Err()
}

// spaceTexts are what an increment learns its space from: themes' members,
// claims' words and the new sentences.
func spaceTexts(u *heed.Understanding, c *corpus.Corpus) []themes.Text {
	var out []themes.Text
	for i := range u.Themes.Themes {
		t := &u.Themes.Themes[i]
		for _, q := range t.Members[:min(len(t.Members), membersPlaced)] {
			out = append(out, themes.Text{Text: q.Text, Lang: t.Language})
		}
	}
	for i := range u.Claims {
		if e := u.Claims[i].Evidence; len(e) > 0 {
			out = append(out, themes.Text{Text: e[0].Text, Lang: e[0].Language})
		}
	}
	for i := range c.Utterances {
		out = append(out, themes.Text{Text: c.Utterances[i].Text, Lang: c.Utterances[i].Language})
	}
	slices.SortFunc(out, func(a, b themes.Text) int { return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.Lang, b.Lang)) })
	return slices.Compact(out)
}

// joinThemes counts each new sentence that carries a signal with the theme
// whose members' mean lies nearest.
func joinThemes(u *heed.Understanding, c *corpus.Corpus, space *themes.Space) {
	w := space.Dims()
	list := u.Themes.Themes
	centre := make([][]float32, len(list))
	row := make([]float32, w)
	for i := range list {
		sum := make([]float32, w)
		for _, q := range list[i].Members[:min(len(list[i].Members), membersPlaced)] {
			if space.Place(row, themes.Text{Text: q.Text, Lang: list[i].Language}) {
				for k, x := range row {
					sum[k] += x
				}
			}
		}
		centre[i] = themes.Unit(sum)
	}
	met := map[int]map[int32]bool{}
	for i := range c.Utterances {
		ut := &c.Utterances[i]
		if !carries(ut) {
			continue
		}
		u.Themes.Given++
		best, sim := -1, float32(joins)
		if space.Place(row, themes.Text{Text: ut.Text, Lang: ut.Language}) {
			for t := range centre {
				if s := themes.Cosine(row, centre[t]); s > sim {
					best, sim = t, s
				}
			}
		}
		if best < 0 {
			u.Themes.Ungrouped++
			continue
		}
		list[best].Utterances++
		if met[best] == nil {
			met[best] = map[int32]bool{}
		}
		if ut.Person >= 0 && !met[best][ut.Person] {
			met[best][ut.Person] = true
			list[best].People++
		}
	}
}

// personaOf finds the persona that the conversation's customer belongs to: the
// one that has them, else the one of their segment or role, else the one whose
// claims they speak to most; "" where there is none.
func personaOf(u *heed.Understanding, c *corpus.Corpus, inc *ledger.Increment) string {
	for _, p := range c.People {
		for i := range u.Personas {
			if slices.Contains(u.Personas[i].Participants, p.ID) {
				return u.Personas[i].ID
			}
		}
	}
	for _, p := range c.People {
		for i := range u.Personas {
			g := &u.Personas[i]
			if g.Grouping == "segment" && p.Segment != "" && g.ID == personas.IDOf(u.Study, p.Segment) ||
				g.Grouping == "role" && personas.RoleOf(&p) != "" && g.ID == personas.IDOf(u.Study, personas.RoleOf(&p)) {
				return g.ID
			}
		}
	}
	votes := map[string]int{}
	for _, t := range inc.Touched(func(*heed.Claim) bool { return true }) {
		for _, p := range t.Claim.Places {
			if p.Persona != "" && t.Stance == heed.Supports {
				votes[p.Persona]++
				break
			}
		}
	}
	best := ""
	for i := range u.Personas {
		if id := u.Personas[i].ID; votes[id] > votes[best] {
			best = id
		}
	}
	return best
}

func about(c *heed.Claim, persona string) bool {
	return slices.ContainsFunc(c.Places, func(p heed.Place) bool { return p.Persona == persona || p.Persona == "" })
}

// count adds the conversation to who was heard.
func count(u *heed.Understanding, c *corpus.Corpus, persona string, known map[string]bool) {
	h := &u.Heard
	h.Conversations++
	h.Turns += c.Heard.Turns
	h.Sentences += c.Heard.Sentences
	for k, n := range c.Heard.ByKind {
		if h.ByKind == nil {
			h.ByKind = map[heed.Kind]int{}
		}
		h.ByKind[k] += n
	}
	for l, n := range c.Heard.ByLanguage {
		if h.ByLanguage == nil {
			h.ByLanguage = map[heed.Language]int{}
		}
		h.ByLanguage[l] += n
	}
	if h.Last.Before(c.Heard.Last) {
		h.Last = c.Heard.Last
	}
	for i := range c.People {
		p := &c.People[i]
		if known[p.ID] {
			continue
		}
		h.Participants++
		for g := range u.Personas {
			if x := &u.Personas[g]; x.ID == persona {
				x.Participants = append(x.Participants, p.ID)
				slices.Sort(x.Participants)
				if p.Organisation != "" && !slices.Contains(x.Organisations, p.Organisation) {
					x.Organisations = append(x.Organisations, p.Organisation)
					slices.Sort(x.Organisations)
				}
			}
		}
	}
	for g := range u.Personas {
		if u.Personas[g].ID == persona {
			u.Personas[g].Conversations++
			u.Personas[g].Sentences += c.Heard.Sentences
		}
	}
}

// rejudge recomputes a changed claim and what its persona, its map and the
// study have earned.
func rejudge(u *heed.Understanding, cl *heed.Claim) {
	ctx := ledger.Context{Settings: u.Settings, AsOf: u.AsOf, Saturation: u.Themes.Saturation}
	for i := range u.Personas {
		if p := &u.Personas[i]; about(cl, p.ID) && p.Grouping == "segment" {
			ctx.Segment = p.Segment
		}
	}
	ledger.Recompute(cl, ctx)
	keep := func(old *heed.Earned, now heed.Earned) {
		now.Participants, now.Organisations, now.Raise = old.Participants, old.Organisations, old.Raise
		*old = now
	}
	for i := range u.Personas {
		if p := &u.Personas[i]; about(cl, p.ID) {
			now := ledger.Earn(personas.Claims(u.Claims, p.ID), p.Earned.Empty)
			keep(&p.Earned, now)
			p.Earned.Participants, p.Earned.Organisations = len(p.Participants), len(p.Organisations)
		}
	}
	all := make([]*heed.Claim, len(u.Claims))
	for i := range all {
		all[i] = &u.Claims[i]
	}
	keep(&u.Earned, ledger.Earn(all, u.Earned.Empty))
	u.Earned.Participants = u.Heard.Participants
}
