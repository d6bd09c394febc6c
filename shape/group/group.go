// Package group finds who is involved in a purchase: those who were heard and
// those who are only spoken of, what each risks, wants and fears, and who
// shapes what whom does. Nothing is told without the words that say it.
package group

import (
	"cmp"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
)

const (
	mostGroups  = 60
	mostMembers = 12
	mostItems   = 3 // of a kind about a member
	mostTold    = 2
	mostSaid    = 4
)

// nobody are roles that are no part of the company that buys, or anybody.
var nobody = map[string]bool{
	"customers": true, "colleagues": true, "suppliers": true, "students": true, "patients": true,
	"editors": true, "reviewers": true, "sales": true, "consultant": true, "manager": true,
}

// member is a member in the making.
type member struct {
	heed.GroupMember
	key    string
	spoke  int // sentences
	items  map[string][]scored
	voices map[int32]bool // who mention them
	said   []scored
}

type scored struct {
	heed.GroupItem
	person int32
	score  float64
}

// said is a sentence, known by its end: words that are shown may begin before
// it or behind its first word.
type said struct {
	conversation string
	turn, end    int
}

// Find returns the study's groups: that of the whole study by role, then one
// for every organisation in which two or more are involved, the largest first.
// A study of people without organisations and without two roles, or in which
// nobody of a known role was heard, has none.
func Find(c *corpus.Corpus, claims []heed.Claim) []heed.BuyingGroup {
	of := map[said]*heed.Claim{}
	for i := range claims {
		for _, e := range claims[i].Evidence {
			if e.Stance == heed.Supports {
				of[said{e.Conversation, e.Turn, e.End}] = &claims[i]
			}
		}
	}
	byOrg := map[string][]int32{}
	var all []int32
	for i := range c.Utterances {
		ut := &c.Utterances[i]
		if ut.Courtesy || ut.Withheld {
			continue
		}
		all = append(all, int32(i))
		if o := organisation(c, ut); o != "" {
			byOrg[o] = append(byOrg[o], int32(i))
		}
	}
	var out []heed.BuyingGroup
	whole := newMaker(c, of, true)
	if g := whole.make(all); g.Heard > 0 && len(g.Members) > 1 {
		g.ID = "all"
		out = append(out, g)
	}
	orgs := make([]string, 0, len(byOrg))
	for o := range byOrg {
		orgs = append(orgs, o)
	}
	slices.Sort(orgs)
	var each []heed.BuyingGroup
	for _, o := range orgs {
		g := newMaker(c, of, false).make(byOrg[o])
		if g.Organisation = o; g.Heard > 0 && len(g.Members) > 1 {
			g.ID = idOf(o)
			each = append(each, g)
		}
	}
	slices.SortStableFunc(each, func(a, b heed.BuyingGroup) int {
		return cmp.Or(cmp.Compare(b.Heard, a.Heard), cmp.Compare(b.Mentioned, a.Mentioned))
	})
	return append(out, each[:min(len(each), mostGroups)]...)
}

func idOf(organisation string) string {
	out := []byte("org")
	for _, w := range text.Words(text.Fold(organisation)) {
		out = append(append(out, '-'), w...)
	}
	return string(out)
}

// organisation is that of who speaks, or of the conversation.
func organisation(c *corpus.Corpus, ut *corpus.Utterance) string {
	if ut.Person >= 0 {
		return c.People[ut.Person].Organisation
	}
	return c.Convs[ut.Conv].Organisation
}

// maker makes one group.
type maker struct {
	c       *corpus.Corpus
	claim   map[said]*heed.Claim // by place of what supports it
	byRole  bool                 // members are roles, not people
	members map[string]*member
	of      map[int32]*member
	links   map[[2]string]*link
}

type link struct {
	heed.GroupInfluence
	voices map[int32]bool
}

func newMaker(c *corpus.Corpus, claim map[said]*heed.Claim, byRole bool) *maker {
	return &maker{c: c, claim: claim, byRole: byRole, members: map[string]*member{}, of: map[int32]*member{}, links: map[[2]string]*link{}}
}

func (m *maker) make(utts []int32) heed.BuyingGroup {
	for _, u := range utts {
		if p := m.c.Utterances[u].Person; p >= 0 {
			if m.meet(p); m.of[p] != nil {
				m.of[p].spoke++
			}
		}
	}
	for _, u := range utts {
		m.words(u)
		m.mentions(u)
	}
	return m.done()
}

// roleOf is the key of a person's role, "" where it is none that Heed knows.
func roleOf(p *corpus.Person) string {
	for _, s := range []string{p.Title, p.Segment} {
		for _, k := range ledger.RoleKeys(s) {
			if !nobody[k] {
				return k
			}
		}
	}
	return ""
}

// meet makes the person a member, or one of a member.
func (m *maker) meet(p int32) {
	if m.of[p] != nil {
		return
	}
	person := &m.c.People[p]
	key := roleOf(person)
	id := "p-" + person.ID
	if m.byRole {
		if key == "" {
			return // whose role is not known is no part of a picture by role
		}
		id = key
	}
	x := m.members[id]
	if x == nil {
		x = m.member(id, key)
		if !m.byRole {
			x.Title = person.Title
		}
	}
	x.Participants = append(x.Participants, person.ID)
	if r := person.BuyingRole; r != "" && !slices.Contains(x.BuyingRoles, r) {
		x.BuyingRoles = append(x.BuyingRoles, r)
		slices.Sort(x.BuyingRoles)
	}
	m.of[p] = x
}

func (m *maker) member(id, key string) *member {
	x := &member{key: key, items: map[string][]scored{}, voices: map[int32]bool{}}
	x.ID = id
	if key != "" {
		x.Role = map[heed.Language]string{
			heed.English: ledger.RoleName(key, heed.English), heed.Spanish: ledger.RoleName(key, heed.Spanish),
		}
	}
	m.members[id] = x
	return x
}

// things are roles whose words also name a thing: they count only where they
// say or decide something.
var things = map[string]bool{"warehouse": true, "payroll": true, "engineers": true, "procurement": true, "nights": true, "marketing": true}

// mentions takes whom a sentence speaks of as having a say.
func (m *maker) mentions(u int32) {
	ut := &m.c.Utterances[u]
	keys := ledger.RoleKeys(ut.Text)
	if len(keys) == 0 {
		return
	}
	var sig *heed.Signal
	for i := range ut.Signals {
		if k := ut.Signals[i].Kind; k == heed.SigInfluence || k == heed.SigHears {
			sig = &ut.Signals[i]
		}
	}
	question, _ := m.c.DrawnBy(ut)
	if holds(fold(ut.Text), "stood before") {
		return
	}
	for _, k := range keys {
		if nobody[k] {
			continue
		}
		decides := ledger.HasSay(ut.Text, k, true)
		says := decides || speaks(ut.Text, k) && k != "family" ||
			!things[k] && (ledger.WhoElse(question) || sig != nil && slices.Contains(ledger.RoleKeys(sig.Value+" "+sig.Text), k))
		if !says || ours(ut.Text, k) || spokenTo(ut.Text, k) {
			continue
		}
		from := m.named(k, ut.Person)
		if from == nil || from == m.of[ut.Person] {
			continue
		}
		voice := ut.Person
		if voice < 0 {
			voice = -2 - ut.Conv
		}
		from.voices[voice] = true
		span, score := m.c.Standing(u, corpus.Widest)
		e := ledger.Evidence(m.c, u, span, sig, heed.Supports)
		e.Hearsay = true
		if decides {
			score++
		}
		from.said = append(from.said, scored{GroupItem: heed.GroupItem{Evidence: e}, person: voice, score: score})
		if to := m.of[ut.Person]; to != nil && (decides || sig != nil) {
			m.link(from, to, ut.Person, e, decides)
		}
	}
}

// named is the member with a role: one who was heard, else one only spoken of.
// Of several heard with the role it is the one heard most who does not speak.
func (m *maker) named(key string, speaker int32) *member {
	ids := make([]string, 0, len(m.members))
	for id := range m.members {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	var found *member
	for _, id := range ids {
		x := m.members[id]
		if x.key != key {
			continue
		}
		if mine := m.of[speaker]; found == nil || found == mine || x != mine && x.spoke > found.spoke {
			found = x
		}
	}
	if found == nil {
		found = m.member("role-"+key, key)
	}
	return found
}

func (m *maker) link(from, to *member, voice int32, e heed.Evidence, decides bool) {
	at := [2]string{from.ID, to.ID}
	l := m.links[at]
	if l == nil {
		l = &link{GroupInfluence: heed.GroupInfluence{From: from.ID, To: to.ID, Evidence: []heed.Evidence{}}, voices: map[int32]bool{}}
		m.links[at] = l
	}
	l.voices[voice] = true
	l.Decides = l.Decides || decides
	if len(l.Evidence) < mostSaid {
		l.Evidence = append(l.Evidence, e)
	}
}

// done sorts what was found into a group.
func (m *maker) done() (g heed.BuyingGroup) {
	var list []*member
	for _, x := range m.members {
		x.Mentions = len(x.voices)
		shown := map[said][]heed.Span{}
		x.Risks = top(x.items["risks"], mostItems, shown)
		x.Wants = top(x.items["wants"], mostItems, shown)
		x.Fears = top(x.items["fears"], mostItems, shown)
		if len(x.Risks)+len(x.Wants)+len(x.Fears) == 0 {
			x.Told = top(x.items["told"], mostTold, shown)
		}
		if !x.Heard() {
			for _, it := range best(x.said, mostSaid) {
				x.Said = append(x.Said, it.Evidence)
			}
		}
		list = append(list, x)
	}
	rank := func(x *member) int {
		if !x.Heard() {
			return 0
		}
		return 1
	}
	slices.SortFunc(list, func(a, b *member) int {
		told := func(x *member) int { return len(x.Risks) + len(x.Wants) + len(x.Fears) }
		return cmp.Or(cmp.Compare(rank(b), rank(a)), cmp.Compare(len(b.Participants), len(a.Participants)),
			cmp.Compare(told(b), told(a)), cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.ID, b.ID))
	})
	kept := map[string]bool{}
	g.Members = []heed.GroupMember{}
	ghosts := 0
	for _, x := range list {
		if !x.Heard() {
			if ghosts == mostMembers/2 {
				continue
			}
			ghosts++
			g.Mentioned++
		} else if g.Heard == mostMembers {
			continue
		} else {
			g.Heard++
		}
		slices.Sort(x.Participants)
		g.Members = append(g.Members, x.GroupMember)
		kept[x.ID] = true
	}
	for _, l := range m.links {
		if l.People = len(l.voices); kept[l.From] && kept[l.To] {
			g.Influences = append(g.Influences, l.GroupInfluence)
		}
	}
	slices.SortFunc(g.Influences, func(a, b heed.GroupInfluence) int {
		return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return g
}

// best are the highest scored, one of each person before two of any.
func best(list []scored, n int) []scored {
	slices.SortStableFunc(list, func(a, b scored) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.Conversation, b.Conversation), cmp.Compare(a.Turn, b.Turn), cmp.Compare(a.Start, b.Start))
	})
	var out, more []scored
	seen := map[int32]bool{}
	for _, it := range list {
		if seen[it.person] {
			more = append(more, it)
			continue
		}
		seen[it.person] = true
		out = append(out, it)
	}
	out = append(out, more...)
	return out[:min(len(out), n)]
}

// top are the best of a list, no words twice.
func top(list []scored, most int, shown map[said][]heed.Span) []heed.GroupItem {
	var out []heed.GroupItem
	for _, it := range best(list, len(list)) {
		turn := said{it.Conversation, it.Turn, 0}
		if len(out) == most || slices.ContainsFunc(shown[turn], it.Overlaps) {
			continue
		}
		shown[turn] = append(shown[turn], it.Span)
		out = append(out, it.GroupItem)
	}
	return out
}
