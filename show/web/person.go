package web

import (
	"fmt"
	"math"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// ownMost is how many claims a part of one person's map shows.
const ownMost = 4

// ownMap sets the claims that quote one person in the parts of an empathy map.
// Parts that nothing was said for are left out.
func ownMap(sc *look.Scene, claims []heed.Claim) []look.Part {
	var parts []look.Part
	for _, cell := range heed.Cells {
		part := look.Part{Key: string(cell), Name: sc.Say("cell." + string(cell))}
		for i := range claims {
			c := &claims[i]
			if c.Review == heed.Rejected || !slices.ContainsFunc(c.Places, func(at heed.Place) bool { return at.Cell == cell }) {
				continue
			}
			if part.Count++; len(part.Items) < ownMost {
				part.Items = append(part.Items, sc.Line(c))
			} else {
				part.Rest = append(part.Rest, sc.Line(c))
			}
		}
		if len(part.Rest) > 0 {
			part.More = sc.Say("item.more", "n", len(part.Rest))
		}
		if part.Count > 0 {
			parts = append(parts, part)
		}
	}
	return parts
}

// felt is one conversation on the line of a person's feelings.
type felt struct {
	X, Href, Title string
	Marks          []feltMark
}

type feltMark struct{ Family, Y, Title string }

// apart is how far two words stand apart, in pixels.
const apart = 15.0

// overTime places the feelings of a person's conversations, oldest first, in a
// box of 100 % by 120: those that carry above the middle, those that weigh
// below it, the stronger the farther.
func overTime(sc *look.Scene, rows []app.ConversationRow) []felt {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b app.ConversationRow) int { return a.Date.Time().Compare(b.Date.Time()) })
	var out []felt
	for i, c := range rows {
		row := rowOf(sc, c)
		f := felt{
			X: fmt.Sprintf("%.1f%%", 100*(float64(i)+0.5)/float64(len(rows))), Href: row.Href,
			Title: joined(", ", sc.Day(c.Date), row.Title),
		}
		var taken []float64
		for _, s := range c.Feelings {
			if s.Name == heed.Neutral {
				continue
			}
			e := sc.Emotion(s.Name)
			side := 1.0
			if s.Name.Sign() < 0 {
				side = -1
			}
			y := 60 - side*(12+42*s.Intensity)
			for slices.ContainsFunc(taken, func(t float64) bool { return math.Abs(t-y) < apart }) {
				y -= side * apart // words never cover one another
			}
			taken = append(taken, y)
			f.Marks = append(f.Marks, feltMark{e.Family, fmt.Sprintf("%.0f", y), e.Word})
		}
		out = append(out, f)
	}
	return out
}
