package look

import (
	"math"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
)

// Ring is the portrait: initials inside one stroke a person heard, inked where
// they agreed with what was shown back. Never a face.
type Ring struct {
	Initials string
	Ghost    bool
	Label    string
	Size     string // s, m, l, map
	Length   int    // the circle's length in strokes of ten
	Dashes   string // stroke-dasharray of the agreed
}

// ringMax is how many strokes a ring holds; beyond it one stroke stands for
// several people and the label says how many.
const ringMax = 24

// Ring draws the portrait of people heard, of whom agreed agreed.
func (sc *Scene) Ring(name string, people, agreed int, size string) Ring {
	r := Ring{Initials: Initials(name), Size: size}
	if people == 0 {
		return Ring{Initials: "?", Ghost: true, Size: size, Label: sc.Say("nobody_heard")}
	}
	each := (people + ringMax - 1) / ringMax
	strokes := (people + each - 1) / each
	inked := min(strokes, int(math.Round(float64(agreed)/float64(each))))
	r.Length = strokes * 10
	if inked > 0 {
		r.Dashes = strings.Repeat("7 3 ", inked) + "0 " + strconv.Itoa(r.Length-10*inked)
	}
	r.Label = sc.Say("ring", "n", people, "a", agreed)
	if each > 1 {
		r.Label += "; " + sc.Say("ring_each", "n", each)
	}
	return r
}

// Tally is people as strokes gated at five, or a figure with a bar beyond 25.
type Tally struct {
	Groups []string // path of each group of up to five
	Widths []int
	Label  string
	Number string // beyond tallyMax
	Bar    int    // 0..100, against Of
}

const tallyMax = 25

// Tally draws n people; of is the greatest number beside it, for the bar.
func (sc *Scene) Tally(n, of int) Tally {
	t := Tally{Label: sc.Say("people_n", "n", n)}
	if n > tallyMax {
		t.Number = sc.Number(n)
		t.Bar = 100
		if of > 0 {
			t.Bar = max(1, 100*n/of)
		}
		return t
	}
	for left := n; left > 0; left -= 5 {
		k := min(left, 5)
		var b strings.Builder
		for i := range min(k, 4) {
			b.WriteString("M" + strconv.Itoa(2+4*i) + " 1.5v14")
		}
		if k == 5 {
			b.WriteString("M.8 13 15.2 4")
		}
		t.Groups = append(t.Groups, b.String())
		t.Widths = append(t.Widths, map[int]int{1: 4, 2: 8, 3: 12, 4: 16, 5: 16}[k])
	}
	return t
}

// Earned is the earned share with its companions; it is never drawn without
// them.
type Earned struct {
	Percent string
	Of      string // earned: 13 of 21 claims at moderate or better
	Empty   string // 3 of these are fields that nobody has filled
	Strokes []Stroke
	Counts  []LevelCount // in place of strokes where there are many
	Label   string
	Width   int
	Rows    []Row
	Ask     *Ask
	Short   string // 13 of 21
}

// Stroke is one claim, as tall as its confidence.
type Stroke struct {
	X, Y, H int
	Class   string // ink, thin, empty
}

// LevelCount is how many claims stand at a level.
type LevelCount struct {
	Mark  Mark
	Count string
}

// Row is a line of a definition list.
type Row struct{ Term, Value string }

// strokesMax is how many claims are drawn as strokes; then four counts.
const strokesMax = 60

// ClaimSentence fills the sentence that says how many claims a study makes,
// how many things nobody has told, and the share that is earned of both.
func (sc *Scene) ClaimSentence(claims int, share string) []any {
	e := sc.Study.Earned
	open := ""
	if e.Empty > 0 {
		open = sc.Say("front.open", "n", e.Empty)
	}
	return []any{"claims", sc.Say("claims", "n", claims), "open", open, "earned", sc.Say("front.is", "n", e.Claims), "share", share}
}

// Earned sets an earned share with all its companions.
func (sc *Scene) Earned(e heed.Earned) Earned {
	v := Earned{
		Percent: sc.Percent(e.Share),
		Of:      sc.Say("earned.of", "k", e.Claims, "n", e.Of),
		Short:   sc.Say("of", "k", e.Claims, "n", e.Of),
	}
	if e.Of == 0 {
		v.Percent, v.Short = sc.Say("earned.none_short"), sc.Say("earned.no_claims")
		v.Of = sc.Say("earned.none")
	}
	if e.Empty > 0 {
		v.Empty = sc.Say("earned.empty", "n", e.Empty)
	}
	total := e.Empty
	for _, n := range e.ByLevel {
		total += n
	}
	v.Label = sc.Say("earned.levels", "n", total-e.Empty, "h", e.ByLevel[3], "m", e.ByLevel[2], "l", e.ByLevel[1], "v", e.ByLevel[0])
	if total <= strokesMax {
		x := 0
		add := func(n, h int, class string) {
			for range n {
				v.Strokes = append(v.Strokes, Stroke{X: x, Y: 28 - h, H: h, Class: class})
				x += 8
			}
		}
		add(e.ByLevel[3], 28, "ink")
		add(e.ByLevel[2], 21, "ink")
		add(e.ByLevel[1], 14, "thin")
		add(e.ByLevel[0], 7, "thin")
		add(e.Empty, 4, "empty")
		v.Width = max(x, 8)
	} else {
		for _, l := range []heed.Level{heed.High, heed.Moderate, heed.Low, heed.VeryLow} {
			v.Counts = append(v.Counts, LevelCount{sc.Mark(l, ""), sc.Number(e.ByLevel[l])})
		}
	}
	heard := sc.People(e.Participants)
	if e.Organisations > 0 {
		heard = sc.Say("people_in", "p", sc.Number(e.Participants), "o", sc.Say("organisations", "n", e.Organisations))
	} else if e.Participants > 0 {
		heard += ", " + sc.Say("orgs_unknown")
	}
	shown := sc.Say("not_shown_any")
	if e.Checks.Asked > 0 {
		shown = sc.Say("shown_back", "asked", e.Checks.Asked, "answered", e.Checks.Answered, "agreed", e.Checks.Agreed)
	}
	v.Rows = []Row{
		{sc.Say("earned.heard"), heard},
		{sc.Say("earned.shown"), shown},
		{sc.Say("earned.contradictions"), sc.Number(e.Contradictions)},
		{sc.Say("earned.last"), sc.lastHeard(e.LastHeard)},
	}
	if e.Raise != nil {
		a := sc.Ask(e.Raise)
		v.Ask = &a
	}
	return v
}

func (sc *Scene) lastHeard(d heed.Date) string {
	day := sc.Day(d)
	if day == "" {
		return sc.Say("unknown")
	}
	if sc.Now.IsZero() || sc.Now.Before(d) {
		return day
	}
	return day + ", " + sc.Say("days_ago", "n", sc.Now.DaysSince(d))
}

// Ask is a question to take to the next conversation, whom to ask, and what an
// answer would raise.
type Ask struct {
	Text, Whom, Why string
	Lang            string
	Field           string // the empty field that it would fill
}

// Ask sets a next question.
func (sc *Scene) Ask(q *heed.NextQuestion) Ask {
	text, _ := Cut(sc.Of(q.Texts), 400)
	a := Ask{Text: text}
	if q.Texts[sc.Lang] == "" && len(q.Texts) > 0 {
		for l := range q.Texts {
			if q.Texts[l] == sc.Of(q.Texts) {
				a.Lang = sc.langAttr(l)
			}
		}
	}
	if q.Field != "" {
		a.Field = sc.Say("field." + string(q.Field))
	}
	who := sc.Words.Role(q.Role)
	if q.Silent != "" {
		who = sc.Words.Role(q.Silent)
	}
	if who == "" {
		who = sc.names[q.Persona]
	}
	if who == "" {
		who = sc.Words.Role(q.Segment)
	} else if seg := sc.Words.Role(q.Segment); seg != "" && seg != who {
		who += ", " + seg
	}
	switch {
	case who != "" && q.Stage != "":
		a.Whom = sc.Say("ask.whom_stage", "who", who, "stage", sc.Stage(q.Stage))
	case who != "":
		a.Whom = sc.Say("ask.whom", "who", who)
	case q.Stage != "":
		a.Whom = sc.Say("ask.whom_at", "stage", sc.Stage(q.Stage))
	}
	n := max(len(q.Claims), int(math.Round(q.Gain)))
	switch id := "ask.why." + q.Reason; {
	case Has(id):
		a.Why = sc.Say(id, "n", n, "field", a.Field)
	case n > 0:
		a.Why = sc.Say("ask.raises", "n", n)
	}
	return a
}
