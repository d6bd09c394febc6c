package look

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

// sortedBy returns the keys with the greatest counts first, then by name.
func sortedBy[K ~string](m map[K]int) []K {
	keys := slices.Sorted(maps.Keys(m))
	slices.SortStableFunc(keys, func(a, b K) int { return cmp.Compare(m[b], m[a]) })
	return keys
}

// HeardRow is one group of people in the table of whom we have heard.
type HeardRow struct {
	Href, Name, Role string
	Ring             Ring
	Cells            []HeardCell
	Earned           string
	Silent           *SilentRow
}

// HeardCell is how many were heard at a stage.
type HeardCell struct {
	Stage string
	Tally *Tally
	None  string
	Text  string
}

// SilentRow is a role that others speak of.
type SilentRow struct {
	Quote *Quote
	Note  string
	Href  string
}

// HeardTable says whom we have heard and where we have not.
type HeardTable struct {
	Columns []string
	Rows    []HeardRow
	Note    string
	Stages  bool
}

// Heard sets the table: people by stage where there is a journey, else people,
// conversations and sentences.
func (sc *Scene) Heard() HeardTable {
	t := HeardTable{}
	var j *heed.Journey
	if len(sc.Study.Journeys) > 0 {
		j = &sc.Study.Journeys[0]
	}
	most := 0
	merged := map[string]bool{}
	for _, p := range sc.Personas() {
		most = max(most, len(p.Participants))
	}
	if j != nil && len(j.Stages) <= 9 {
		t.Stages = true
		t.Note = sc.Say("heard.note_stages")
		for _, st := range j.Stages {
			t.Columns = append(t.Columns, sc.Stage(st.ID))
		}
	} else {
		if most <= tallyMax {
			t.Note = sc.Say("heard.note")
		}
		t.Columns = []string{sc.Say("heard.people"), sc.Say("heard.organisations"), sc.Say("heard.conversations"), sc.Say("heard.sentences")}
	}
	for _, p := range sc.Personas() {
		row := HeardRow{
			Href: sc.link("persona", p.ID), Name: sc.PersonaName(p), Role: sc.PersonaRole(p),
			Ring:   sc.Ring(sc.shorts[p.ID], len(p.Participants), p.Earned.Checks.Agreed, "s"),
			Earned: sc.Earned(p.Earned).Short,
		}
		if len(p.Participants) == 0 {
			row.Role = sc.Say("heard.assumed")
			row.Silent = &SilentRow{Href: row.Href, Note: sc.Say("nobody_heard")}
			for i := range sc.Study.Silent {
				if s := &sc.Study.Silent[i]; strings.EqualFold(s.Role, row.Name) || strings.EqualFold(s.Role, p.Title[heed.English]) {
					row.Silent = sc.SilentRow(s).Silent
					row.Silent.Href = row.Href
					merged[s.Role] = true
				}
			}
			t.Rows = append(t.Rows, row)
			continue
		}
		if t.Stages {
			for _, st := range j.Stages {
				row.Cells = append(row.Cells, sc.heardCell(stagePeople(j, p.ID, st.ID), most, sc.Stage(st.ID)))
			}
		} else {
			row.Cells = []HeardCell{
				sc.heardCell(len(p.Participants), most, t.Columns[0]),
				{Stage: t.Columns[1], Text: sc.orUnknown(len(p.Organisations))},
				{Stage: t.Columns[2], Text: sc.Number(p.Conversations)},
				{Stage: t.Columns[3], Text: sc.Number(p.Sentences)},
			}
		}
		t.Rows = append(t.Rows, row)
	}
	shown := 0
	for _, s := range sc.Study.Silent {
		if merged[s.Role] {
			continue
		}
		if shown++; shown > 5 {
			break
		}
		t.Rows = append(t.Rows, sc.SilentRow(&s))
	}
	return t
}

func (sc *Scene) orUnknown(n int) string {
	if n == 0 {
		return sc.Say("unknown")
	}
	return sc.Number(n)
}

func stagePeople(j *heed.Journey, persona, stage string) int {
	for _, c := range j.Curves {
		if c.Persona == persona {
			for _, p := range c.Points {
				if p.Stage == stage {
					return p.People
				}
			}
		}
	}
	return 0
}

func (sc *Scene) heardCell(n, of int, stage string) HeardCell {
	c := HeardCell{Stage: stage}
	if n == 0 {
		c.None = sc.Say("nobody_yet")
		return c
	}
	t := sc.Tally(n, of)
	c.Tally = &t
	return c
}

// SilentRow sets a role that was mentioned but never heard.
func (sc *Scene) SilentRow(s *heed.SilentRole) HeardRow {
	name := sc.Words.Role(s.Role)
	if r, size := utf8.DecodeRuneInString(name); size > 0 {
		name = string(unicode.ToUpper(r)) + name[size:]
	}
	row := HeardRow{
		Name: name, Role: sc.Say("silent.role"), Ring: Ring{Initials: "?", Ghost: true, Size: "s", Label: sc.Say("nobody_heard")},
		Earned: sc.Say("earned.no_claims"),
		Silent: &SilentRow{Note: sc.Say("silent.note", "n", s.People), Href: sc.link("silent", s.Role)},
	}
	if len(s.Evidence) > 0 {
		q := sc.Quote(&s.Evidence[0])
		q.Text, _ = Cut(q.Text, 150)
		q.Before, q.After = "", ""
		q.Open, q.Close = marks(s.Evidence[0].Language)
		row.Silent.Quote = &q
	}
	return row
}

// Disagreement is a claim that somebody contradicts, both sides in words.
type Disagreement struct {
	For, Against           Quote
	ForOthers, AgainstMore string
	Theme                  string
	Href                   string
}

// Disagreements returns the claims most evenly contradicted, at most max, and
// how many there are.
func (sc *Scene) Disagreements(max int) ([]Disagreement, int) {
	var all []*heed.Claim
	for i := range sc.Study.Claims {
		c := &sc.Study.Claims[i]
		if c.Against > 0 && c.People > 0 && c.Review != heed.Rejected {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b *heed.Claim) int {
		return cmp.Or(cmp.Compare(min(b.Against, b.People), min(a.Against, a.People)), cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.ID, b.ID))
	})
	var out []Disagreement
	seen := map[string]bool{}
	for _, c := range all {
		support, against := pick(c, heed.Supports), pick(c, heed.Contradicts)
		if len(out) == max || len(support) == 0 || len(against) == 0 {
			continue
		}
		// the same two sentences under two claims are one disagreement
		key := support[0].Text + "\x00" + against[0].Text
		if seen[key] || seen[against[0].Text+"\x00"+support[0].Text] {
			continue
		}
		seen[key] = true
		d := Disagreement{For: sc.bare(support[0]), Against: sc.bare(against[0]), Href: sc.link("claim", c.ID)}
		if c.People > 1 {
			d.ForOthers = sc.Say("others", "n", c.People-1)
		}
		if c.Against > 1 {
			d.AgainstMore = sc.Say("others", "n", c.Against-1)
		}
		for _, t := range sc.Study.Themes.Themes {
			if t.ID == c.Theme {
				d.Theme, _ = Cut(t.Label, 40)
			}
		}
		out = append(out, d)
	}
	return out, len(all)
}

func (sc *Scene) bare(e *heed.Evidence) Quote {
	q := sc.Quote(e)
	q.Before, q.After = "", ""
	q.Open, q.Close = marks(e.Language)
	q.Text, _ = Cut(q.Text, 200)
	return q
}

// Theme is a theme as a line.
type Theme struct {
	ID, Href, Label, Lang string
	Central               Quote
	People, Orgs          string
	Pinned                bool
	Valence               *Dot
	Emotions              []Emotion
	Claims                string
	Members               []Quote
	More                  string
	Segments              []string
}

// Theme sets a theme with at most max of its members.
func (sc *Scene) Theme(t *heed.Theme, max int) Theme {
	label, _ := Cut(t.Label, 120)
	v := Theme{ID: t.ID, Href: sc.link("theme", t.ID), Label: label, Lang: sc.langAttr(t.Language), People: sc.People(t.People), Pinned: t.Pinned > 0}
	if t.Organisations > 0 {
		v.Orgs = sc.Say("organisations", "n", t.Organisations)
	}
	v.Central = sc.Central(t.Central, t.Language)
	v.Central.Before, v.Central.After = "", ""
	lang := sc.Study.Conversations[t.Central.Conversation].Language
	if lang == "" {
		lang = t.Language
	}
	v.Central.Open, v.Central.Close = marks(lang)
	v.Central.Lang = sc.langAttr(lang)
	v.Central.Text, _ = Cut(v.Central.Text, RestMax)
	if t.Valence.N > 0 {
		d := Dot{}
		f := func(x float64) float64 { return (clamp(x, -1, 1) + 1) / 2 }
		d.At, d.Low = pct(100*f(t.Valence.Value)), pct(100*f(t.Valence.Low))
		d.Width = pct(100 * (f(t.Valence.High) - f(t.Valence.Low)))
		d.Value = sc.Signed(t.Valence.Value)
		d.Title = sc.Say("interval", "v", d.Value, "low", sc.Signed(t.Valence.Low), "high", sc.Signed(t.Valence.High)) + ", " + sc.Say("n", "n", t.Valence.N)
		v.Valence = &d
	}
	for _, f := range t.Feelings {
		if f.Name != heed.Neutral && len(v.Emotions) < 2 {
			v.Emotions = append(v.Emotions, sc.Emotion(f.Name))
		}
	}
	n := 0
	for i := range sc.Study.Claims {
		if sc.Study.Claims[i].Theme == t.ID && sc.Study.Claims[i].Review != heed.Rejected {
			n++
		}
	}
	v.Claims = sc.Say("claims", "n", n)
	for i, m := range t.Members {
		if i == max {
			break
		}
		v.Members = append(v.Members, sc.Central(m, ""))
	}
	if left := t.Utterances - len(v.Members); left > 0 {
		v.More = sc.Say("item.more_where", "n", left)
	}
	for _, s := range sortedBy(t.Segments) {
		if len(v.Segments) < 3 {
			v.Segments = append(v.Segments, Label(s)+" "+sc.Number(t.Segments[s]))
		}
	}
	return v
}

func clamp(x, low, high float64) float64 { return max(low, min(high, x)) }
