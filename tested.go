package heed

// TestedBy says how those were chosen whose words an assumption was held
// against.
type TestedBy string

// The ways.
const (
	TestedPersona TestedBy = "persona" // the people of the persona that it is about
	TestedGroup   TestedBy = "group"   // those of the segment, role or organisation that it names
	TestedAll     TestedBy = "all"     // everybody: it names nobody, or nobody who was heard
)

// Tested is whom an assumption was tested against. Of People, the claim's
// People say so and its Against say otherwise; the others said nothing of it.
type Tested struct {
	By TestedBy `json:"by"`
	// Personas are those that the people belong to, the most first; empty where
	// everybody was asked.
	Personas []string `json:"personas,omitempty"`
	// People were heard and may be quoted.
	People int `json:"people"`
}

// Silent is how many of the people said nothing of the claim.
func (c *Claim) Silent() int {
	if c.Tested == nil {
		return 0
	}
	return max(0, c.Tested.People-c.People-c.Against)
}
