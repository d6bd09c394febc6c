package heed

// BuyingGroup is who is involved in a purchase or a change: in one
// organisation, or, with Organisation "", over the whole study by role.
type BuyingGroup struct {
	ID           string           `json:"id"`
	Organisation string           `json:"organisation,omitempty"`
	Members      []GroupMember    `json:"members"` // those heard first, then those that most people mention
	Influences   []GroupInfluence `json:"influences,omitempty"`
	// Heard and Mentioned count members; they add up to len(Members).
	Heard     int `json:"heard"`
	Mentioned int `json:"mentioned"`
}

// GroupMember is a person who was heard, a role of several, or a role that is
// only spoken of.
type GroupMember struct {
	ID string `json:"id"` // within the group
	// Role names the role in both languages, where it is one that Heed knows;
	// else it is empty, and Title says what they are called.
	Role  map[Language]string `json:"role,omitempty"`
	Title string              `json:"title,omitempty"`
	// Participants were heard; none: the member is only spoken of, and all
	// that is told of them is hearsay.
	Participants []string `json:"participants,omitempty"`
	BuyingRoles  []string `json:"buying_roles,omitempty"`
	// Mentions counts the people who speak of them as having a say.
	Mentions int         `json:"mentions"`
	Risks    []GroupItem `json:"risks,omitempty"`
	Wants    []GroupItem `json:"wants,omitempty"`
	Fears    []GroupItem `json:"fears,omitempty"`
	// Told is what else they said, where they said nothing of the three.
	Told []GroupItem `json:"told,omitempty"`
	// Said of them by others, for those who were not heard.
	Said []Evidence `json:"said,omitempty"`
}

// Heard reports whether anybody of the member was heard.
func (m *GroupMember) Heard() bool { return len(m.Participants) > 0 }

// GroupItem is what somebody risks, wants or fears, in their words.
type GroupItem struct {
	Evidence
	Subkind string `json:"subkind,omitempty"` // of a risk: investment, productivity, reputation, job_security
	// Claim is the id of the claim that rests on these words, if one does.
	Claim string `json:"claim,omitempty"`
	// Asked: the words say so only as an answer to their Question.
	Asked bool `json:"asked,omitempty"`
}

// GroupInfluence says that one member shapes what another does.
type GroupInfluence struct {
	From     string     `json:"from"` // member ids
	To       string     `json:"to"`
	Decides  bool       `json:"decides,omitempty"` // says yes or no, and does not only advise
	People   int        `json:"people"`            // who say so
	Evidence []Evidence `json:"evidence"`
}
