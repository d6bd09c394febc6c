package look

import (
	"cmp"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// Mark is a confidence mark: four strokes, inked as far as the level, and its
// word.
type Mark struct {
	Strokes int    // 1..4
	Word    string // high
	Full    string // high confidence
	Href    string // opens its rules
}

// Mark returns the mark of a level.
func (sc *Scene) Mark(l heed.Level, href string) Mark {
	return Mark{Strokes: int(l) + 1, Word: sc.Say("level." + l.String()), Full: sc.Say("confidence." + l.String()), Href: href}
}

// Claim is a claim as a line: words in the voice of their basis, strokes,
// people, feeling.
type Claim struct {
	ID, Href string
	Text     string
	Lang     string
	Voice    string // said, read, assumed, edited
	Struck   bool   // rejected
	Mark     Mark
	People   string // 7 people
	N        int
	From     string // read from printing every invoice
	Emotion  Emotion
	Review   string // not yet read, edited by, rejected by
	For      int
	Against  int
	Said     string // said or done, where a drawing mixes them
	Persona  string // initials, where several people share a lane
	Stop     string // the reason it stopped at its level
	Shown    string // 2 asked, 1 agreed
	About    string // persona
	Where    string // Onboard, pain
	Value    string
	persona  string // id
}

// blocksMax is how many blocks stand on either side of a balance.
const blocksMax = 10

// ForBlocks are the places of the blocks of those who support the claim, one a
// person, or a share of blocksMax where there are many.
func (c Claim) ForBlocks() []int { return blocks(c.For, max(c.For, c.Against), 53, 5) }

// AgainstBlocks are those of the people who speak against it.
func (c Claim) AgainstBlocks() []int { return blocks(c.Against, max(c.For, c.Against), 45, -5) }

func blocks(n, of, at, step int) []int {
	if of > blocksMax && n > 0 {
		n = max(1, n*blocksMax/of)
	}
	out := make([]int, n)
	for i := range out {
		out[i] = at + i*step
	}
	return out
}

// Line sets a claim as a line.
func (sc *Scene) Line(c *heed.Claim) Claim {
	c = sc.inOurWords(c)
	href := sc.link("claim", c.ID)
	v := Claim{
		ID: c.ID, Href: href, Text: sc.atRest(c), Lang: sc.langAttr(c.Language),
		Mark: sc.Mark(c.Confidence.Level, href), People: sc.People(c.People), N: c.People,
		For: c.People, Against: c.Against, Struck: c.Review == heed.Rejected,
		Emotion: sc.Emotion(strongest(c.Feelings)), Value: Label(c.Value),
	}
	switch {
	case c.Basis == heed.Assumed:
		v.Voice, v.From = "assumed", sc.Say("nobody_said")
	case c.Basis == heed.Inferred:
		v.Voice = "read"
		if _, does := app.InferredIn(c, sc.Lang); does != "" {
			what, _ := Cut(does, 160)
			v.From = sc.Say("read_from", "what", what)
		}
	case c.Quoted:
		v.Voice = "said"
		if point := c.Point[sc.Lang]; point != "" {
			v.From = sc.Say("in_common", "what", point)
		}
	default:
		v.Voice = "edited"
	}
	if v.Voice != "said" && !c.Quoted {
		words, _ := app.InferredIn(c, sc.Lang)
		if words != c.Words {
			v.Lang = ""
		}
		v.Text, _ = Cut(words, RestMax)
	}
	v.Review = sc.review(c)
	v.Stop = sc.stop(c)
	switch {
	case c.Checks.Asked > 0:
		v.Shown = sc.Say("shown_short", "asked", c.Checks.Asked, "agreed", c.Checks.Agreed)
	case c.Basis == heed.Assumed && c.People == 0:
		v.Shown = sc.Say("nobody_to_ask")
	default:
		v.Shown = sc.Say("not_shown")
	}
	v.About, v.Where = sc.place(c)
	for _, p := range c.Places {
		if v.persona == "" {
			v.persona = p.Persona
		}
	}
	return v
}

// Lines sets the first max claims among ids; more is how many were left out.
func (sc *Scene) Lines(ids []string, max int) (lines []Claim, more int) {
	live := sc.Live(ids)
	for i, c := range live {
		if i == max {
			return lines, len(live) - max
		}
		lines = append(lines, sc.Line(c))
	}
	return lines, 0
}

func (sc *Scene) review(c *heed.Claim) string {
	if c.Review == "" || c.Review == heed.Machine {
		return sc.Say("by_review.machine")
	}
	if c.ReviewedBy != "" {
		return sc.Say("by_review."+string(c.Review)+"_by", "who", Label(c.ReviewedBy))
	}
	return sc.Say("by_review." + string(c.Review))
}

// stop is the last rule that lowered or held the level, in a few words.
func (sc *Scene) stop(c *heed.Claim) string {
	for _, s := range slices.Backward(c.Confidence.Steps) {
		if s.Lowered && Has("stop."+s.Reason) {
			return sc.Say("stop." + s.Reason)
		}
	}
	return ""
}

// place says whom a claim is about, and where it stands.
func (sc *Scene) place(c *heed.Claim) (about, where string) {
	for _, p := range c.Places {
		if about == "" && p.Persona != "" {
			about = cmp.Or(sc.shorts[p.Persona], sc.names[p.Persona])
		}
		if where == "" && p.Stage != "" {
			where = sc.Stage(p.Stage)
		}
	}
	kind := sc.Say("signal." + string(c.Kind))
	if c.Subkind != "" {
		for _, group := range []string{"risk.", "driver."} {
			if c.Kind == heed.SignalKind(group[:len(group)-1]) && Has(group+c.Subkind) {
				kind += ": " + sc.Say(group+c.Subkind)
			}
		}
	}
	if !Has("signal." + string(c.Kind)) {
		kind = ""
	}
	switch {
	case where == "":
		where = kind
	case kind != "":
		where += ", " + kind
	}
	return about, where
}

// Panel is a claim opened: its quotations for and against in their context,
// the rules one by one, and what would raise it.
type Panel struct {
	Claim
	ID         string // of the element
	Place      string // Thinks and feels, said
	For        []Quote
	Against    []Quote
	ForCount   string // 8 of 60
	AgainstCnt string
	More       string // and 52 more in the data
	Rules      []Rule
	Why        string
	RulesBy    string
	Raise      string
	ReviewNote string
	// Tested is whom an assumption was held against.
	Tested *Tested
}

// Panel opens a claim with at most max quotations. One of each person comes
// first; at least a third of the room is kept for what speaks against it.
func (sc *Scene) Panel(c *heed.Claim, max int) Panel {
	line := sc.Line(c)
	p := Panel{Claim: line, ReviewNote: line.Review, Raise: sc.raise(c), Tested: sc.Tested(c, "")}
	if line.Voice != "" {
		p.Place = sc.Say("basis." + line.Voice)
	}
	if line.Where != "" {
		p.Place = line.Where + ", " + p.Place
	}
	support := pick(c, heed.Supports)
	against := pick(c, heed.Contradicts)
	keep := min(len(against), max/3)
	nFor := min(len(support), max-keep)
	nAgainst := min(len(against), max-nFor)
	for _, e := range support[:nFor] {
		p.For = append(p.For, sc.Quote(e))
	}
	for _, e := range against[:nAgainst] {
		p.Against = append(p.Against, sc.Quote(e))
	}
	if len(support) > nFor {
		p.ForCount = sc.Say("of", "k", nFor, "n", len(support))
	}
	if len(against) > nAgainst {
		p.AgainstCnt = sc.Say("of", "k", nAgainst, "n", len(against))
	}
	if left := len(support) - nFor + len(against) - nAgainst; left > 0 {
		p.More = sc.Say("item.more_where", "n", left)
	}
	p.Rules, p.Why = sc.Rules(c)
	p.RulesBy = sc.Say("rules.by", "v", c.Confidence.Rules)
	return p
}

// pick orders evidence of one stance so that every person is heard once before
// anybody is heard twice, and the claim's own words come first.
func pick(c *heed.Claim, stance heed.Stance) []*heed.Evidence {
	type ranked struct {
		e     *heed.Evidence
		round int
	}
	said := map[string]int{}
	var all []ranked
	for i := range c.Evidence {
		e := &c.Evidence[i]
		if e.Stance != stance {
			continue
		}
		key := e.Participant
		if key == "" {
			key = "?" + e.Conversation
		}
		r := ranked{e, said[key] + 1}
		said[key]++
		if e.Text == c.Words {
			r.round = 0
		}
		all = append(all, r)
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return cmp.Compare(a.round, b.round) })
	out := make([]*heed.Evidence, len(all))
	for i, r := range all {
		out[i] = r.e
	}
	return out
}
