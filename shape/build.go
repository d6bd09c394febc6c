package shape

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/ask"
	"github.com/heedhq/heed/shape/content"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/group"
	"github.com/heedhq/heed/shape/journeys"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/maps"
	"github.com/heedhq/heed/shape/personas"
	"github.com/heedhq/heed/shape/themes"
)

// builder holds one build between its stages.
type builder struct {
	in     Input
	set    heed.Settings
	c      *corpus.Corpus
	texts  []themes.Text // utterances that carry a content signal
	utt    []int32       // of each text
	row    []int32       // of each utterance, -1 for none
	groups *themes.Grouping
	layout *journeys.Layout
	people []personas.Group
	utts   [][]int32 // of each persona
	u      heed.Understanding
	// standing are the decisions that hold; keep the themes that a decision
	// left in being, by their number.
	standing []heed.Decision
	keep     map[int]heed.Theme
	stages   map[spot][]int32 // the sentences of each turn, found when first asked
	beside   beside           // what is found while claims are made
	// placed are the claims that a person put where they stand, by id: they are
	// drawn before the others of their cell.
	placed map[string]bool
}

type corpusPerson = corpus.Person

// Build shapes a study. It returns ctx's error where it is cancelled and an
// Error where the settings are out of range.
func Build(ctx context.Context, in Input) (u heed.Understanding, err error) {
	defer heed.Wrap(&err, "shape study %s", in.Study.ID)
	b := &builder{in: in, set: in.Study.Settings}
	if b.set.Version == "" {
		b.set = heed.DefaultSettings()
	}
	if err := b.set.Validate(); err != nil {
		return u, err
	}
	if in.Progress == nil {
		b.in.Progress = func(string, int, int) {}
	}
	b.lay()
	for _, stage := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"themes", b.theme}, {"personas", b.group}, {"claims", b.claim}, {"maps", b.draw},
	} {
		if err := ctx.Err(); err != nil {
			return u, err
		}
		b.in.Progress(stage.name, 0, 1)
		if err := stage.do(ctx); err != nil {
			return u, err
		}
		b.in.Progress(stage.name, 1, 1)
	}
	return b.u, nil
}

// lay lays out the corpus and picks the texts to group.
func (b *builder) lay() {
	b.c = corpus.New(b.in.Study, b.in.Conversations, b.in.Participants, b.in.AsOf)
	b.u = heed.Understanding{
		Study: b.in.Study.ID, Name: b.in.Study.Name, AsOf: b.c.AsOf, Language: b.c.Language(),
		Heard: b.c.Heard, Settings: b.set,
		Claims: []heed.Claim{}, Personas: []heed.Persona{}, EmpathyMaps: []heed.EmpathyMap{},
		Journeys: []heed.Journey{}, Questions: []heed.NextQuestion{},
	}
	b.row = make([]int32, len(b.c.Utterances))
	for i := range b.c.Utterances {
		b.row[i] = -1
		ut := &b.c.Utterances[i]
		if !carries(ut) {
			continue
		}
		b.row[i] = int32(len(b.texts))
		t := themes.Text{Text: ut.Text, Lang: ut.Language}
		if themes.Leans(t) > 0 {
			t.Near = b.c.Around(i)
		}
		b.texts = append(b.texts, t)
		b.utt = append(b.utt, int32(i))
	}
}

// carries reports whether a sentence is a customer's own and carries a content
// signal.
func carries(u *corpus.Utterance) bool {
	if u.Courtesy || u.Hearsay {
		return false
	}
	for i := range u.Signals {
		if u.Signals[i].Kind != heed.SigQuestion {
			return true
		}
	}
	return false
}

func (b *builder) theme(ctx context.Context) (err error) {
	b.groups, err = themes.Group(ctx, b.texts, themes.Options{Seed: b.set.Seed})
	if err != nil {
		return err
	}
	var laid sync.WaitGroup
	laid.Go(func() { b.layout = journeys.Lay(b.c, b.set) }) // asks nothing of themes
	defer laid.Wait()
	b.u.Themes = b.themeSet()
	b.standing = standing(b.in.Decisions)
	b.decideThemes()
	return nil
}

func (b *builder) group(context.Context) error {
	b.people = personas.Find(b.c, b.groups, b.row, b.set)
	if b.in.Previous != nil {
		personas.Inherit(b.c, b.people, b.in.Previous.Personas)
	}
	b.decidePeople()
	of := b.groupOf()
	b.utts = make([][]int32, len(b.people))
	for i := range b.c.Utterances {
		ut := &b.c.Utterances[i]
		g := -1
		switch {
		case ut.Person >= 0:
			g = of[ut.Person]
		case ut.Hearsay: // a colleague's account belongs where its segment is
			seg := b.c.Convs[ut.Conv].Segment
			g = slices.IndexFunc(b.people, func(p personas.Group) bool { return seg != "" && p.Segment == seg })
			if g < 0 && len(b.people) == 1 {
				g = 0
			}
		}
		if g >= 0 {
			b.utts[g] = append(b.utts[g], int32(i))
		}
	}
	return nil
}

func (b *builder) claim(ctx context.Context) error {
	ids, called, given := make([]string, len(b.u.Themes.Themes)), make([][]string, len(b.u.Themes.Themes)), make([]bool, len(b.u.Themes.Themes))
	for i, t := range b.u.Themes.Themes {
		ids[i], called[i], given[i] = t.ID, t.Words, t.Named
	}
	weights := ledger.NewWeights(b.texts)
	made := make([][]heed.Claim, len(b.people))
	maker := func() *ledger.Maker {
		m := ledger.NewMaker(b.c, b.groups, b.row, ids, weights)
		m.Called, m.Given = called, given
		return m
	}
	wait := b.findBeside()
	defer wait()
	var wg sync.WaitGroup
	for g := range b.people {
		wg.Go(func() {
			made[g] = maker().About(b.people[g].ID, b.utts[g], b.u.Language)
		})
	}
	wg.Wait()
	for g := range made {
		b.u.Claims = append(b.u.Claims, made[g]...)
	}
	b.inheritClaims()
	b.uniqueIDs()
	if b.layout.Is {
		b.stage()
	}
	b.decideClaims()
	b.testAssumed(maker())
	for g := range b.people {
		b.u.Claims = append(b.u.Claims, maker().Opportunities(b.people[g].ID, b.in.Offers, b.u.Claims)...)
	}
	ask.LinkOffers(b.u.Claims, b.in.Offers)
	b.check()
	for i := range b.u.Claims {
		ledger.Recompute(&b.u.Claims[i], b.context(&b.u.Claims[i]))
	}
	return ctx.Err()
}

// uniqueIDs makes sure that no two claims share an id.
func (b *builder) uniqueIDs() {
	used := map[string]bool{}
	for i := range b.u.Claims {
		used[b.u.Claims[i].ID] = true
	}
	seen := map[string]bool{}
	for i := range b.u.Claims {
		c := &b.u.Claims[i]
		id := c.ID
		for n := 2; seen[id] || n > 2 && used[id]; n++ { // an id with a suffix may have carried over
			id = fmt.Sprintf("%s-%d", c.ID, n)
		}
		c.ID = id
		seen[id], used[id] = true, true
	}
}

// context is what confidence needs to know beside the claim.
func (b *builder) context(c *heed.Claim) ledger.Context {
	ctx := ledger.Context{Settings: b.set, AsOf: b.c.AsOf, Saturation: b.u.Themes.Saturation}
	if c == nil {
		return ctx
	}
	for _, p := range c.Places {
		for g := range b.people {
			if b.people[g].ID == p.Persona && b.people[g].Grouping == "segment" {
				ctx.Segment = b.people[g].Segment
			}
		}
	}
	return ctx
}

// stageOf is the stage that a quotation speaks of, -1 for none.
func (b *builder) stageOf(q heed.Quotation) int32 {
	if i := b.sentenceOf(q); i >= 0 {
		return b.layout.Of[i].Stage
	}
	return -1
}

// sentenceOf is the last sentence that a quotation overlaps, which is the one
// that it was taken for (see corpus.Alone), -1 where no customer says it.
func (b *builder) sentenceOf(q heed.Quotation) int32 {
	if b.stages == nil {
		b.stages = map[spot][]int32{}
		for i := range b.c.Utterances {
			ut := &b.c.Utterances[i]
			k := spot{b.c.Convs[ut.Conv].ID, int(ut.Turn)}
			b.stages[k] = append(b.stages[k], int32(i))
		}
	}
	for _, i := range slices.Backward(b.stages[spot{q.Conversation, q.Turn}]) {
		if b.c.Utterances[i].Span.Overlaps(q.Span) {
			return i
		}
	}
	return -1
}

// stage places claims on the journey by where most of their supporters stood.
func (b *builder) stage() {
	for i := range b.u.Claims {
		b.stageClaim(&b.u.Claims[i])
	}
}

func (b *builder) stageClaim(c *heed.Claim) {
	lane := journeys.LaneOf(c.Kind)
	if lane == "" || len(c.Places) == 0 {
		return
	}
	count := make([]int, len(b.layout.Stages))
	for _, e := range c.Evidence {
		if e.Stance == heed.Supports {
			if s := b.stageOf(e.Quotation); s >= 0 {
				count[s]++
			}
		}
	}
	best := -1
	if len(c.Evidence) > 0 { // of equals, the stage of the words that stand for it
		best = int(b.stageOf(c.Evidence[0].Quotation))
	}
	for s, n := range count {
		if n > 0 && (best < 0 || n > count[best]) {
			best = s
		}
	}
	if best >= 0 && count[best] > 0 {
		c.Places = append(c.Places, heed.Place{Persona: c.Places[0].Persona, Stage: b.layout.Stages[best].ID, Lane: lane})
	}
}

func (b *builder) draw(context.Context) error {
	distinct, asked, formal := b.beside.distinct, map[string]bool{}, ledger.Formal(b.c)
	var parties []journeys.Party
	for g := range b.people {
		claims := personas.Claims(b.u.Claims, b.people[g].ID)
		p := personas.Describe(b.c, b.people[g], b.utts[g], claims, distinct[g], b.set)
		empty := personas.Empty(&p)
		p.Earned = ledger.Earn(claims, len(empty))
		p.Earned.Participants, p.Earned.Organisations = len(p.Participants), len(p.Organisations)
		p.Silent = b.beside.silent[g]
		asker := ledger.Asker{Context: b.context(nil), Themes: b.u.Themes.Themes, Asked: asked, Formal: formal}
		if ledger.Contacts(b.c, b.people[g].People) {
			asker.Setting = ledger.SettingContact
		} else if b.layout.Is {
			asker.Setting = ledger.SettingPurchase
		}
		p.Questions = asker.About(&p, personas.Role(b.c, b.people[g]), claims, empty, p.Silent, 8)
		p.Earned.Raise = first(p.Questions)
		b.u.Personas = append(b.u.Personas, p)
		b.u.EmpathyMaps = append(b.u.EmpathyMaps, maps.Draw(&p, "", b.in.Study.Outcome, b.placedFirst(claims), b.set))
		b.u.EmpathyMaps = append(b.u.EmpathyMaps, b.stageMaps(g, &p, claims)...)
		parties = append(parties, journeys.Party{Persona: p.ID, Utterances: b.utts[g]})
	}
	all := make([]*heed.Claim, len(b.u.Claims))
	empty := 0
	for i := range all {
		all[i] = &b.u.Claims[i]
	}
	for i := range b.u.Personas {
		empty += b.u.Personas[i].Earned.Empty
	}
	if b.layout.Is {
		slices.SortStableFunc(all, func(x, y *heed.Claim) int {
			switch {
			case x.Weight > y.Weight:
				return -1
			case x.Weight < y.Weight:
				return 1
			}
			return 0
		})
		b.u.Journeys = append(b.u.Journeys, journeys.Draw(b.c, b.layout, parties, b.placedFirst(all), b.in.KPIs, b.set))
	}
	b.u.Earned = ledger.Earn(all, empty)
	b.u.Earned.Participants, b.u.Earned.Organisations = b.c.Heard.Participants, b.c.Heard.Organisations
	b.u.Silent = b.beside.silentAll
	b.u.BuyingGroups = group.Find(b.c, b.u.Claims)
	b.u.Content = content.Find(b.c, content.Items(b.in.KPIs), b.u.Claims)
	b.u.Questions = b.questions()
	b.u.Earned.Raise = first(b.u.Questions)
	return nil
}

// stageMaps draws a persona's map at each stage where at least ThinStage of its
// people were heard: from the claims that somebody supports there.
func (b *builder) stageMaps(g int, p *heed.Persona, claims []*heed.Claim) []heed.EmpathyMap {
	if !b.layout.Is {
		return nil
	}
	people := make([]map[int32]bool, len(b.layout.Stages))
	orgs := make([]map[string]bool, len(b.layout.Stages))
	for s := range people {
		people[s], orgs[s] = map[int32]bool{}, map[string]bool{}
	}
	for _, u := range b.utts[g] {
		if s, who := b.layout.Of[u].Stage, b.c.Utterances[u].Person; s >= 0 && who >= 0 {
			people[s][who] = true
			if o := b.c.People[who].Organisation; o != "" {
				orgs[s][o] = true
			}
		}
	}
	var out []heed.EmpathyMap
	for s, stage := range b.layout.Stages {
		if len(people[s]) < b.set.ThinStage {
			continue
		}
		var here []*heed.Claim
		for _, c := range claims {
			put := slices.ContainsFunc(c.Places, func(at heed.Place) bool { return at.Persona == p.ID && at.Cell != "" && at.Stage == stage.ID })
			if put || slices.ContainsFunc(c.Evidence, func(e heed.Evidence) bool { return e.Stance == heed.Supports && b.stageOf(e.Quotation) == int32(s) }) {
				here = append(here, c)
			}
		}
		m := maps.Draw(p, stage.ID, b.in.Study.Outcome, b.placedFirst(here), b.set)
		if len(m.Cells) == 0 {
			continue
		}
		m.Participants, m.Organisations = len(people[s]), len(orgs[s])
		out = append(out, m)
	}
	return out
}

func (b *builder) everyone() []int32 {
	out := make([]int32, len(b.c.Utterances))
	for i := range out {
		out[i] = int32(i)
	}
	return out
}

// mostQuestions is the most next questions of a study.
const mostQuestions = 8

// perReason is the most questions of a study that ask for the same reason,
// while there are others.
const perReason = 3

// questions are the personas' questions that would bring most: the best of
// each persona before the second best of any, no wording twice, and few of one
// sort while there are others.
func (b *builder) questions() []heed.NextQuestion {
	var all []heed.NextQuestion
	for rank := range mostQuestions {
		var row []heed.NextQuestion
		for _, p := range b.u.Personas {
			if list := byGain(p.Questions); rank < len(list) {
				row = append(row, list[rank])
			}
		}
		all = append(all, byGain(row)...)
	}
	out := []heed.NextQuestion{}
	reasons := map[string]int{}
	for _, most := range []int{perReason, mostQuestions} {
		for _, q := range all {
			twin := slices.ContainsFunc(out, func(o heed.NextQuestion) bool { return o.Texts[heed.English] == q.Texts[heed.English] })
			if !twin && len(out) < mostQuestions && reasons[q.Reason] < most {
				reasons[q.Reason]++
				out = append(out, q)
			}
		}
	}
	return out
}

func byGain(list []heed.NextQuestion) []heed.NextQuestion {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(x, y heed.NextQuestion) int { return cmp.Compare(y.Gain, x.Gain) })
	return list
}

// first is the question that would bring most.
func first(list []heed.NextQuestion) *heed.NextQuestion {
	if len(list) == 0 {
		return nil
	}
	q := byGain(list)[0]
	return &q
}

// distinct finds the phrases that set each persona apart from the others, each
// person counted once.
func (b *builder) distinct() [][]string {
	texts := make([]themes.Text, 0, len(b.texts))
	var of, unit []int32
	for g := range b.utts {
		for _, u := range b.utts[g] {
			ut := &b.c.Utterances[u]
			if ut.Person < 0 || ut.Withheld {
				continue
			}
			texts = append(texts, themes.Text{Text: ut.Text, Lang: ut.Language})
			of = append(of, int32(g))
			unit = append(unit, ut.Person)
		}
	}
	out := make([][]string, len(b.people))
	if len(b.people) < 2 {
		return out
	}
	for g, list := range themes.NamesBySubject(texts, of, len(b.people), unit, 8) {
		for _, p := range list {
			out[g] = append(out[g], p.Text)
		}
	}
	return out
}
