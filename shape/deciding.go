package shape

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
)

// Decide lays one decision onto a finished understanding, before the next run:
// a claim accepted, rejected, given other words or moved to another cell of its
// maps, a persona or a theme named. What it changes is judged again as a run
// would judge it; its cost depends on the understanding and not on how much the
// study has heard. It returns the ids of the claims it changed, and false,
// with nothing changed, for a decision that only a run can lay.
func Decide(u *heed.Understanding, d heed.Decision) (touched []string, ok bool) {
	switch d.Target {
	case heed.TargetClaim:
		i := slices.IndexFunc(u.Claims, func(c heed.Claim) bool { return c.ID == d.TargetID })
		if i < 0 || !decideNow(u, &u.Claims[i], d) {
			return nil, false
		}
		rejudge(u, &u.Claims[i])
		return []string{d.TargetID}, true
	case heed.TargetTheme:
		i := slices.IndexFunc(u.Themes.Themes, func(t heed.Theme) bool { return t.ID == d.TargetID })
		if i < 0 || d.Kind != heed.DecidePin && (d.Kind != heed.DecideName || strings.TrimSpace(d.Into) == "") {
			return nil, false
		}
		t := &u.Themes.Themes[i]
		if d.Kind == heed.DecidePin {
			t.Pinned = d.ID // it holds from the next grouping on
			return nil, true
		}
		t.Label, t.Named = d.Into, true
		return nil, true
	case heed.TargetPersona:
		i := slices.IndexFunc(u.Personas, func(p heed.Persona) bool { return p.ID == d.TargetID })
		if i < 0 || d.Kind != heed.DecideName || strings.TrimSpace(d.Into) == "" {
			return nil, false
		}
		u.Personas[i].Name = d.Into
		return nil, true
	}
	return nil, false
}

// decideNow does to a claim what the decision says.
func decideNow(u *heed.Understanding, c *heed.Claim, d heed.Decision) bool {
	if d.Kind == heed.DecideMove {
		cell := heed.Cell(d.Into)
		if d.Place != nil || !slices.Contains(heed.Cells, cell) {
			return false
		}
		moveCell(u, c, cell)
	} else if !review(c, d) {
		return false
	}
	c.ReviewedBy = d.By
	return true
}

// review accepts, rejects or edits a claim; false for any other decision, and
// for an edit without words.
func review(c *heed.Claim, d heed.Decision) bool {
	switch d.Kind {
	case heed.DecideAccept:
		if c.Review != heed.Edited {
			c.Review = heed.Accepted
		}
	case heed.DecideReject:
		c.Review = heed.Rejected
	case heed.DecideEdit:
		if strings.TrimSpace(d.Into) == "" {
			return false
		}
		c.Words, c.Quoted, c.Review, c.Texts = d.Into, false, heed.Edited, nil
	default:
		return false
	}
	return true
}

// moveCell puts a claim at the end of another cell, on each map it stands on.
func moveCell(u *heed.Understanding, c *heed.Claim, to heed.Cell) {
	for i := range u.EmpathyMaps {
		m := &u.EmpathyMaps[i]
		for cell, ids := range m.Cells {
			at := slices.Index(ids, c.ID)
			if at < 0 || cell == to {
				continue
			}
			m.Cells[cell] = slices.Delete(slices.Clone(ids), at, at+1)
			if !slices.Contains(m.Cells[to], c.ID) {
				m.Cells[to] = append(slices.Clip(m.Cells[to]), c.ID)
			}
		}
	}
	place := heed.Place{Cell: to}
	for _, p := range c.Places {
		if place.Persona == "" {
			place.Persona = p.Persona
		}
	}
	c.Places = append(slices.DeleteFunc(slices.Clone(c.Places), func(p heed.Place) bool { return p.Cell != "" }), place)
}
