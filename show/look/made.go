package look

import (
	"strings"

	"github.com/heedhq/heed"
)

const (
	// separateWell is the mean silhouette from which groups are said to stand
	// well apart, and separatePartly from which partly: the bands of Kaufman and
	// Rousseeuw (1990), of which texts seldom reach the second.
	separateWell   = 0.5
	separatePartly = 0.25
	// mixed is the mean silhouette at which people are no longer nearer to their
	// own group; it is written as it is rounded.
	mixed = -0.005
)

// Grouping tells in a few sentences by what the study's personas were grouped,
// why, who could not be placed, and how well they stand apart; "" where there
// are none.
func (sc *Scene) Grouping() string {
	by, n := "", 0
	placed := map[string]bool{}
	var apart, people float64
	for i := range sc.Study.Personas {
		p := &sc.Study.Personas[i]
		if p.Grouping == "others" || len(p.Participants) == 0 {
			continue
		}
		n++
		if by == "" || by == "person" {
			by = p.Grouping
		}
		for _, id := range p.Participants {
			placed[id] = true
		}
		k := float64(len(p.Participants))
		apart, people = apart+k*p.Separation, people+k
	}
	if n == 0 {
		return ""
	}
	said := []string{}
	if id := "grouping." + by; n > 1 && Has(id) {
		said = append(said, sc.Say(id))
	} else if n == 1 {
		said = append(said, sc.Say("grouping.one"))
	}
	if rest := sc.Study.Heard.Participants - len(placed); rest > 0 {
		said = append(said, sc.Say("grouping.rest", "n", rest))
	} else {
		said = append(said, sc.Say("grouping.all"))
	}
	if n > 1 {
		apart /= people
		id := "grouping.hardly"
		switch {
		case apart >= separateWell:
			id = "grouping.well"
		case apart >= separatePartly:
			id = "grouping.partly"
		case apart <= mixed:
			id = "grouping.mixed"
		}
		said = append(said, sc.Say(id, "s", sc.Decimal(apart, 2)))
	}
	return strings.Join(append(said, sc.Say("grouping.change")), " ")
}

// Unmeasured names what no figure of accuracy has been published for, in words
// and by language.
func (sc *Scene) Unmeasured() []string {
	var out []string
	in := map[heed.Language][]string{}
	for _, u := range sc.Study.Unmeasured { // "pain (es)"
		what, rest, _ := strings.Cut(u, " (")
		lang := heed.Language(strings.TrimSuffix(rest, ")"))
		if Has("unmeasured."+what) && Has("unmeasured.in_"+string(lang)) {
			in[lang] = append(in[lang], sc.Say("unmeasured."+what))
			continue
		}
		out = append(out, Label(u))
	}
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		if list := in[lang]; len(list) > 0 {
			all := strings.Join(list, "")
			if last := len(list) - 1; last > 0 {
				all = strings.Join(list[:last], ", ") + " " + sc.Say("and") + " " + list[last]
			}
			out = append(out, sc.Say("unmeasured.in_"+string(lang), "list", all))
		}
	}
	return out
}

// UnmeasuredNote is the same as one line for a page's foot; "" for nothing.
func (sc *Scene) UnmeasuredNote() string {
	list := sc.Unmeasured()
	if len(list) == 0 {
		return ""
	}
	return sc.Say("settings.unmeasured_note") + " " + strings.Join(list, "; ") + "."
}

// inOurWords are the words of a claim of ours and what it was read from, in the
// reader's language where the claim has them.
func (sc *Scene) inOurWords(c *heed.Claim) *heed.Claim {
	words, from := c.Texts[sc.Lang], c.Behaviours[sc.Lang]
	if c.Quoted || words == "" && from == "" {
		return c
	}
	own := *c
	if words != "" {
		own.Words, own.Language = words, sc.Lang
	}
	if from != "" {
		own.Behaviour = from
	}
	return &own
}
