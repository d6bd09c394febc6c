package app

import (
	"context"
	"slices"

	"github.com/heedhq/heed"
)

// movePanel keeps from's place on the panel, and how heard from felt. Of two
// places the rarer rhythm holds, and whoever asked to be left alone stays so.
func (n *mergeNote) movePanel(ctx context.Context, tx Tx, from, into string) error {
	study := n.Gone.Study
	panel, err := tx.Panels.Panelists(ctx, study)
	if err != nil {
		return err
	}
	for _, p := range panel {
		if p.Participant == from || p.Participant == into {
			n.Panel = append(n.Panel, p)
		}
	}
	if i := slices.IndexFunc(n.Panel, func(p Panelist) bool { return p.Participant == from }); i >= 0 {
		one := n.Panel[i]
		one.Participant = into
		for _, p := range n.Panel {
			if p.Participant != into {
				continue
			}
			one.Rhythm = max(one.Rhythm, p.Rhythm)
			if p.Since.Before(one.Since) {
				one.Since = p.Since
			}
			if one.Left.IsZero() {
				one.Left = p.Left
			}
		}
		if err := tx.Panels.SavePanelist(ctx, one); err != nil {
			return err
		}
	}
	pulses, err := tx.Panels.Pulses(ctx, study)
	if err != nil {
		return err
	}
	for _, p := range pulses {
		if p.Participant == from {
			n.Pulses = append(n.Pulses, p.ID)
			p.Participant = into
			if err := tx.Panels.SavePulse(ctx, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// partPanel undoes movePanel. Who asked since to be left alone is left alone
// under both names.
func (n *mergeNote) partPanel(ctx context.Context, tx Tx) error {
	panel, err := tx.Panels.Panelists(ctx, n.Before.Study)
	if err != nil {
		return err
	}
	left, there := heed.Date{}, false // left: since they were made one
	for _, p := range panel {
		if p.Participant == n.Before.ID {
			left, there = p.Left, true
		}
	}
	if slices.ContainsFunc(n.Panel, func(p Panelist) bool { return p.Left == left }) {
		left = heed.Date{}
	}
	was := func(id string) bool {
		return slices.ContainsFunc(n.Panel, func(p Panelist) bool { return p.Participant == id })
	}
	if was(n.Gone.ID) && !was(n.Before.ID) && there {
		if err := tx.Panels.DropPanelist(ctx, n.Before.ID); err != nil {
			return err
		}
	}
	for _, p := range n.Panel {
		if p.Left.IsZero() {
			p.Left = left
		}
		if err := tx.Panels.SavePanelist(ctx, p); err != nil {
			return err
		}
	}
	pulses, err := tx.Panels.Pulses(ctx, n.Before.Study)
	if err != nil {
		return err
	}
	for _, p := range pulses {
		if slices.Contains(n.Pulses, p.ID) {
			p.Participant = n.Gone.ID
			if err := tx.Panels.SavePulse(ctx, p); err != nil {
				return err
			}
		}
	}
	return nil
}
