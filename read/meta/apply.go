package meta

import (
	"maps"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/voice"
)

// Apply lays what the metadata says about file onto a conversation read from
// it: its kind, study, segment, organisation, stage, date and language, and
// for the customer whom it names (or the only customer) the attributes,
// relationship, buying role and consent. A participant who is named is the
// customer; in a conversation of two the other voice is then ours.
func (m Meta) Apply(file string, c *heed.Conversation) {
	if m.used == nil {
		return
	}
	var rows []int
	for _, i := range m.match(file) {
		if r := m.rows[i]; r.conversation == "" || r.conversation == c.ID {
			rows = append(rows, i)
		}
	}
	if c.ID != "" {
		for _, i := range m.byFile[voice.Fold(c.ID)] {
			if m.rows[i].file == "" && !slices.Contains(rows, i) {
				rows = append(rows, i)
			}
		}
	}
	if len(rows) == 0 {
		return
	}
	m.used.Lock()
	for _, i := range rows {
		m.used.row[i] = true
	}
	m.used.Unlock()
	kind := c.Kind
	for _, i := range rows {
		m.rows[i].conversationFields(c)
	}
	if c.Kind != kind {
		turnRoles(c, m.Roles)
	}
	pinned := m.pinned(c, rows)
	for _, i := range rows {
		if len(m.rows[i].ours) > 0 && !agrees(c, pinned, -1) {
			reassign(c, pinned)
		}
		m.rows[i].person(c, pinned)
	}
}

// pinned are the roles given, of every voice that any row of the metadata names
// as a participant that it is a customer, and of those that these rows name as
// ours that they are.
func (m Meta) pinned(c *heed.Conversation, rows []int) map[string]heed.Role {
	out := map[string]heed.Role{}
	for _, s := range c.Speakers {
		for _, i := range rows {
			for _, name := range m.rows[i].ours {
				if voice.SamePerson(name, s.Speaker) || voice.SamePerson(name, s.Name) {
					out[s.Speaker] = voice.Ours(c.Kind)
				}
			}
		}
		if m.people[voice.Fold(s.Speaker)] || s.Name != "" && m.people[voice.Fold(s.Name)] {
			out[s.Speaker] = heed.RoleCustomer
		}
	}
	maps.Copy(out, m.Roles)
	return out
}

func (r *row) conversationFields(c *heed.Conversation) {
	set := func(to *string, v string) {
		if v != "" {
			*to = v
		}
	}
	set(&c.Study, r.study)
	set(&c.Segment, r.segment)
	set(&c.Organisation, r.organisation)
	set(&c.Stage, r.stage)
	set(&c.Title, r.title)
	if r.kind != "" {
		c.Kind = r.kind
	}
	if r.language != "" {
		c.Language = r.language
	}
	if !r.date.IsZero() {
		c.Date = r.date
	}
}

// turnRoles makes roles that were guessed fit a kind that became known: the
// listening side of an interview is a researcher, that of a call a rep.
func turnRoles(c *heed.Conversation, given map[string]heed.Role) {
	pinned := map[string]heed.Role{}
	maps.Copy(pinned, given)
	for _, s := range c.Speakers {
		if _, says := voice.ByName(s.Speaker); says {
			continue
		}
		role := s.Role
		if role.Ours() {
			role = voice.Ours(c.Kind)
		}
		if _, ok := pinned[s.Speaker]; !ok && role != "" {
			pinned[s.Speaker] = role
		}
	}
	if len(c.Speakers) == 1 && !c.Kind.Heard() && len(given) == 0 {
		return
	}
	reassign(c, pinned)
}

// reassign sets roles anew from pinned; turns follow their speakers.
func reassign(c *heed.Conversation, pinned map[string]heed.Role) {
	for i := range c.Turns {
		if _, ok := c.Speaker(c.Turns[i].Speaker); ok || c.Turns[i].Speaker == "" {
			c.Turns[i].Role = ""
		}
	}
	voice.Assign(c, pinned)
}

// person lays a row's participant onto the voice that is theirs.
func (r *row) person(c *heed.Conversation, given map[string]heed.Role) {
	i := r.voice(c)
	if i < 0 {
		return
	}
	if !agrees(c, given, i) && (c.Kind.Heard() || len(c.Speakers) > 1) {
		pinned := map[string]heed.Role{}
		maps.Copy(pinned, given)
		me := c.Speakers[i].Speaker
		if _, ok := pinned[me]; !ok {
			pinned[me] = heed.RoleCustomer
		}
		for k := range c.Speakers {
			if _, says := voice.ByName(c.Speakers[k].Speaker); !says {
				c.Speakers[k].Role = ""
			}
		}
		reassign(c, pinned)
	}
	s := &c.Speakers[i]
	if r.participant != "" {
		s.Name = r.participant
	}
	if r.relationship != "" {
		s.Relationship = r.relationship
	}
	if r.buyingRole != "" {
		s.BuyingRole = r.buyingRole
	}
	s.Consent = r.consent.Or(s.Consent)
	if len(r.attributes) > 0 {
		if s.Attributes == nil {
			s.Attributes = map[string]string{}
		}
		maps.Copy(s.Attributes, r.attributes)
	}
}

// voice finds the speaker whom a row describes: by name, else the only
// customer. It returns -1 where there is none.
func (r *row) voice(c *heed.Conversation) int {
	if r.participant != "" {
		for _, same := range []func(a, b string) bool{
			func(a, b string) bool { return voice.Fold(a) == voice.Fold(b) },
			voice.SamePerson,
			func(a, b string) bool { return a != "" && voice.Initials(a) == voice.Fold(b) },
		} {
			for i, s := range c.Speakers {
				if same(r.participant, s.Speaker) || s.Name != "" && same(r.participant, s.Name) {
					return i
				}
			}
		}
	}
	only := -1
	for i, s := range c.Speakers {
		if s.Role != heed.RoleCustomer {
			continue
		}
		if only >= 0 {
			return -1
		}
		only = i
	}
	if only >= 0 && r.participant != "" && c.Speakers[only].Name != "" && !voice.SamePerson(c.Speakers[only].Name, r.participant) {
		return -1
	}
	return only
}

// agrees reports whether the roles are as pinned, and voice i, if any, is a
// customer.
func agrees(c *heed.Conversation, pinned map[string]heed.Role, i int) bool {
	for _, s := range c.Speakers {
		if r, ok := pinned[s.Speaker]; ok && r != s.Role {
			return false
		}
	}
	return i < 0 || c.Speakers[i].Role == heed.RoleCustomer
}
