package heed

// Interval is an estimate with its bounds and the number of what it rests on.
type Interval struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
	N     int     `json:"n"`
	Level float64 `json:"level,omitempty"` // 0.95
}

// Theme is a pattern across signals, named in customers' words.
type Theme struct {
	ID string `json:"id"`
	// Label is what at least three people share in their own words, a verb with
	// its object or a phrase of two or three words; of a theme without a name
	// (see Nameless) it is a clause of the central quotation.
	Label    string    `json:"label"`
	Language Language  `json:"lang,omitempty"`  // of Label
	Central  Quotation `json:"central"`         // the most central short quotation
	Named    bool      `json:"named,omitempty"` // a person named it
	// Pinned is the decision that keeps its sentences together when new ones
	// regroup the rest, 0 where nobody made one.
	Pinned int64 `json:"pinned,omitempty"`
	// Utterances that carry a signal and belong here; People and
	// Organisations count who said them.
	Utterances    int            `json:"utterances"`
	People        int            `json:"people"`
	Organisations int            `json:"organisations"`
	Valence       Interval       `json:"valence"`
	Feelings      []FeelingScore `json:"feelings,omitempty"`
	// About counts those of them that hold a word, a subject or a need that leads
	// the theme; the others lie near them and say it otherwise, or do not belong.
	About int `json:"about,omitempty"`
	// Cohesion is the mean similarity of members to the theme's centre, 0..1.
	Cohesion float64        `json:"cohesion"`
	Words    []string       `json:"words,omitempty"`
	Members  []Quotation    `json:"members,omitempty"` // the most central first, at most 50
	Segments map[string]int `json:"segments,omitempty"`
}

// Nameless reports whether nothing that its people share names the theme, so
// that its label is a clause of a quotation, to be shown as one.
func (t *Theme) Nameless() bool { return !t.Named && len(t.Words) == 0 }

// ThemeSet is the themes of a study with what was left out and whether more
// interviews would bring more.
type ThemeSet struct {
	Themes []Theme `json:"themes"`
	// Given is how many utterances carry a content signal; Ungrouped of them
	// are "not grouped yet".
	Given     int `json:"given"`
	Ungrouped int `json:"ungrouped"`
	// About counts the grouped that say themselves what leads their theme: how
	// much of what is grouped can be seen to belong.
	About int `json:"about,omitempty"`
	// Silhouette is the mean separation of the grouped, -1..1.
	Silhouette float64    `json:"silhouette"`
	Saturation Saturation `json:"saturation"`
}

// Saturation after Guest, Namey and Chen (2020): new themes per run of
// conversations over the themes in the base.
type Saturation struct {
	Base       int     `json:"base"`      // conversations in the base
	Run        int     `json:"run"`       // conversations in a run
	Threshold  float64 `json:"threshold"` // share of new themes under which it counts as saturated
	BaseThemes int     `json:"base_themes"`
	Found      []int   `json:"found"` // themes known after each conversation
	Ratio      float64 `json:"ratio"` // of the last run
	Saturated  bool    `json:"saturated"`
	At         int     `json:"at,omitempty"` // conversations after which it was reached
	Enough     bool    `json:"enough"`       // base and one run were there at all
}

// Field is a field of a persona.
type Field string

// The fields: the five questions (values, interaction, pains, influencers,
// purchasing), then the person and the rest.
const (
	FieldValues      Field = "values"
	FieldInteraction Field = "interaction" // where and how: channels, places, devices
	FieldPains       Field = "pains"
	FieldInfluencers Field = "influencers"
	FieldPurchasing  Field = "purchasing"

	FieldGoals     Field = "goals"
	FieldTasks     Field = "tasks"
	FieldRisks     Field = "risks"
	FieldGains     Field = "gains"
	FieldAge       Field = "age"
	FieldWork      Field = "work"
	FieldLocation  Field = "location"
	FieldIncome    Field = "income"
	FieldHousehold Field = "household"
	FieldHobbies   Field = "hobbies"
	FieldLikes     Field = "likes"
	FieldDislikes  Field = "dislikes"
	FieldGender    Field = "gender" // only when stated
)

// RequiredFields are counted as empty while nobody has filled them.
var RequiredFields = []Field{
	FieldValues, FieldInteraction, FieldPains, FieldInfluencers, FieldPurchasing,
	FieldGoals, FieldTasks, FieldRisks,
}

// PersonFields are shown under "the person".
var PersonFields = []Field{
	FieldAge, FieldWork, FieldLocation, FieldIncome, FieldHousehold, FieldHobbies,
	FieldLikes, FieldDislikes, FieldGender,
}

// Share is the share of something, with its interval and how many people it
// rests on.
type FeelingShare struct {
	Name Feeling `json:"name"`
	Interval
	People int `json:"people"`
}

// DriverMix is the share of participants who give reasons of feeling, of fact,
// or both for a choice.
type DriverMix struct {
	Stage     string   `json:"stage,omitempty"` // "" for all stages
	Emotional Interval `json:"emotional"`       // share of reasons that are of feeling; n reasons
	People    int      `json:"people"`
	OnlyFeel  int      `json:"only_feeling"`
	OnlyFact  int      `json:"only_fact"`
	Both      int      `json:"both"`
}

// Sentence is one sentence of a persona's narrative: plain words of ours with,
// inside them, the customers' words, and the claims that it rests on.
type Sentence struct {
	Parts  []Part   `json:"parts"`
	Claims []string `json:"claims"`
}

// Part is a run of words in one voice.
type Part struct {
	// Texts holds our words per interface language; Quote holds theirs, in
	// their language. One of the two is set.
	Texts map[Language]string `json:"texts,omitempty"`
	Quote string              `json:"quote,omitempty"`
	Lang  Language            `json:"lang,omitempty"`
}

// Persona is a view over the claims of a group of participants.
type Persona struct {
	ID    string `json:"id"`
	Study string `json:"study"`
	// Name is what a person called it; until then Title (role and
	// distinguishing theme) stands for it.
	Name  string              `json:"name,omitempty"`
	Title map[Language]string `json:"title"`
	// Grouping says what the group was made by: "segment", "role", "themes",
	// "person" (by hand), "assumed".
	Grouping string `json:"grouping"`
	Segment  string `json:"segment,omitempty"`
	// Separation is how well the group stands apart, -1..1 (mean silhouette).
	Separation    float64              `json:"separation"`
	Distinct      []string             `json:"distinct,omitempty"` // phrases that set it apart
	Participants  []string             `json:"participants"`       // ids
	Organisations []string             `json:"organisations,omitempty"`
	Conversations int                  `json:"conversations"`
	Sentences     int                  `json:"sentences"` // customers' utterances
	Relationships map[Relationship]int `json:"relationships,omitempty"`
	BuyingRoles   map[string]int       `json:"buying_roles,omitempty"`
	Quote         string               `json:"quote,omitempty"` // id of the claim that stands for them
	Narrative     []Sentence           `json:"narrative,omitempty"`
	Fields        map[Field][]string   `json:"fields"` // claim ids, strongest first
	Emotions      []FeelingShare       `json:"emotions,omitempty"`
	Drivers       []DriverMix          `json:"drivers,omitempty"`
	Earned        Earned               `json:"earned"`
	Questions     []NextQuestion       `json:"questions,omitempty"` // of the empty fields first
	Silent        []SilentRole         `json:"silent,omitempty"`
	Languages     map[Language]int     `json:"languages,omitempty"` // sentences per language
}

// SilentRole is a role that is mentioned but was never heard.
type SilentRole struct {
	Role     string     `json:"role"`
	People   int        `json:"people"` // who mention it
	Evidence []Evidence `json:"evidence"`
}

// Cell is a cell of an empathy map.
type Cell string

// The twelve cells.
const (
	CellSays       Cell = "says"
	CellDoes       Cell = "does"
	CellThinks     Cell = "thinks"
	CellFeels      Cell = "feels"
	CellHears      Cell = "hears"
	CellSees       Cell = "sees"
	CellPains      Cell = "pains"
	CellGains      Cell = "gains"
	CellTasks      Cell = "tasks"
	CellInfluences Cell = "influences"
	CellGoals      Cell = "goals"
	CellRisks      Cell = "risks"
)

// Cells lists the twelve.
var Cells = []Cell{
	CellThinks, CellFeels, CellHears, CellSees, CellSays, CellDoes, CellPains,
	CellGains, CellTasks, CellInfluences, CellGoals, CellRisks,
}

// EmpathyMap is a view over a persona's claims, at a stage (or over all) and
// towards a desired outcome.
type EmpathyMap struct {
	Persona       string            `json:"persona"`
	Stage         string            `json:"stage,omitempty"`
	Outcome       string            `json:"outcome,omitempty"`
	Participants  int               `json:"participants"`
	Organisations int               `json:"organisations"`
	Cells         map[Cell][]string `json:"cells"` // claim ids, strongest first
	Earned        Earned            `json:"earned"`
}
