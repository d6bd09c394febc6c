package heed

// Understanding is all that one Run found in one study: what pages and reports
// show.
type Understanding struct {
	Study       string         `json:"study"`
	Name        string         `json:"name"`
	AsOf        Date           `json:"as_of,omitzero"`
	Language    Language       `json:"lang,omitempty"` // the one most spoken
	Heard       Heard          `json:"heard"`
	Themes      ThemeSet       `json:"themes"`
	Claims      []Claim        `json:"claims"`
	Personas    []Persona      `json:"personas"`
	EmpathyMaps []EmpathyMap   `json:"empathy_maps"`
	Journeys    []Journey      `json:"journeys"`
	Questions   []NextQuestion `json:"next_questions"`
	Silent      []SilentRole   `json:"silent,omitempty"`
	// BuyingGroups are who is involved: over the whole study by role, then by
	// organisation.
	BuyingGroups []BuyingGroup `json:"buying_groups,omitempty"`
	// Content is what was sent or shown to customers, with what they say of it.
	Content  []ContentItem `json:"content_items,omitempty"`
	Earned   Earned        `json:"earned"`
	Settings Settings      `json:"settings"`
	// Unmeasured names the kinds and languages for which no figure has been
	// published: what is shown of them is called unmeasured.
	Unmeasured []string `json:"unmeasured,omitempty"`
	// Unfit lists decisions that no longer fit this run; none is dropped.
	Unfit []Decision `json:"unfit,omitempty"`
}

// Claim returns the claim with the id, and nil if there is none.
func (u *Understanding) Claim(id string) *Claim {
	for i := range u.Claims {
		if u.Claims[i].ID == id {
			return &u.Claims[i]
		}
	}
	return nil
}

// Heard says who was heard in a study, and who was not.
type Heard struct {
	Conversations int              `json:"conversations"`
	ByKind        map[Kind]int     `json:"by_kind"`
	ByLanguage    map[Language]int `json:"by_language"`
	BySegment     map[string]int   `json:"by_segment,omitempty"` // participants
	ByStage       map[string]int   `json:"by_stage,omitempty"`   // participants
	Participants  int              `json:"participants"`
	Organisations int              `json:"organisations"` // 0: none is known
	Turns         int              `json:"turns"`
	Sentences     int              `json:"sentences"` // of customers
	First         Date             `json:"first,omitzero"`
	Last          Date             `json:"last,omitzero"`
}

// Settings are the thresholds of a study, shown with every figure that uses
// them. The zero value is not valid; start from DefaultSettings.
type Settings struct {
	Version string `json:"version"`

	MinParticipants  int     `json:"min_participants"`  // adequacy: fewer is a concern
	MinOrganisations int     `json:"min_organisations"` // adequacy, where organisations are known
	Coherence        float64 `json:"coherence"`         // supporters' share of those who speak to it
	HalfLifeDays     int     `json:"half_life_days"`    // relevance: older evidence is a concern
	DrawnOut         float64 `json:"drawn_out"`         // method: share drawn out by leading or closed questions
	SaturationBase   int     `json:"saturation_base"`
	SaturationRun    int     `json:"saturation_run"`
	SaturationNew    float64 `json:"saturation_new"` // share of new themes
	ThinStage        int     `json:"thin_stage"`     // fewer people than this: drawn dotted
	CellItems        int     `json:"cell_items"`     // items a map cell holds
	Bootstrap        int     `json:"bootstrap"`      // resamples
	Seed             uint64  `json:"seed"`
	// PersonasBy is "segment", "title", "themes" or "" (segment where two or
	// more are known, else themes).
	PersonasBy  string  `json:"personas_by,omitempty"`
	MaxPersonas int     `json:"max_personas"`
	Stages      []Stage `json:"stages"`
	// Journey is "yes", "no" or "" (where the study is a purchase or a service).
	Journey string `json:"journey,omitempty"`
}

// DefaultSettings are the thresholds of docs/METHOD.md.
func DefaultSettings() Settings {
	return Settings{
		Version:          "2026-11",
		MinParticipants:  3,
		MinOrganisations: 2,
		Coherence:        0.75,
		HalfLifeDays:     548,
		DrawnOut:         0.5,
		SaturationBase:   4,
		SaturationRun:    2,
		SaturationNew:    0.05,
		ThinStage:        3,
		CellItems:        7,
		Bootstrap:        400,
		Seed:             1,
		MaxPersonas:      7,
		Stages:           DefaultStages,
	}
}

// Validate checks that every threshold is in its range.
func (s Settings) Validate() error {
	share := func(name string, v float64) error {
		if v < 0 || v > 1 {
			return Errorf(CodeInvalid, "setting %s is %g; it is a share from 0 to 1", name, v)
		}
		return nil
	}
	for _, e := range []error{
		share("coherence", s.Coherence), share("drawn_out", s.DrawnOut), share("saturation_new", s.SaturationNew),
	} {
		if e != nil {
			return e
		}
	}
	for name, v := range map[string]int{
		"min_participants": s.MinParticipants, "min_organisations": s.MinOrganisations,
		"half_life_days": s.HalfLifeDays, "saturation_base": s.SaturationBase,
		"saturation_run": s.SaturationRun, "cell_items": s.CellItems,
		"bootstrap": s.Bootstrap, "max_personas": s.MaxPersonas,
	} {
		if v < 1 {
			return Errorf(CodeInvalid, "setting %s is %d; it is 1 or more", name, v)
		}
	}
	if len(s.Stages) == 0 {
		return Errorf(CodeInvalid, "settings name no stages")
	}
	return nil
}
