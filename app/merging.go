package app

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"slices"

	"github.com/heedhq/heed"
)

// mergeNote is what parting two people again needs.
type mergeNote struct {
	Gone   heed.Participant   `json:"gone"`
	Keys   []string           `json:"keys,omitempty"` // hex; by which who went was found
	Before heed.Participant   `json:"before"`         // of who stays
	After  heed.Participant   `json:"after"`
	Voices []mergedVoice      `json:"voices"`
	Checks []heed.MemberCheck `json:"checks,omitempty"`
	Pages  []string           `json:"pages,omitempty"` // shown back to who went
	Memos  []int64            `json:"memos,omitempty"`
	Panel  []Panelist         `json:"panel,omitempty"`  // both, as they were
	Pulses []int64            `json:"pulses,omitempty"` // of who went
}

type mergedVoice struct {
	Conversation string `json:"conversation"`
	Speaker      string `json:"speaker"`
}

// MergeParticipants makes one person of two: what from said is into's, with
// into's name, consent and number. What from had and into lacks is kept, and
// where either said no, it stays no. The entry parts them again.
func (a *App) MergeParticipants(ctx context.Context, from, into, by string) (entry int64, err error) {
	defer heed.Wrap(&err, "merge %s into %s", from, into)
	if from == into {
		return 0, heed.Errorf(heed.CodeInvalid, "a person cannot be merged with themselves; choose another")
	}
	var study string
	err = a.store.Write(ctx, func(tx Tx) error {
		gone, err := tx.People.Get(ctx, from)
		if err != nil {
			return err
		}
		stays, err := tx.People.Get(ctx, into)
		if err != nil {
			return err
		}
		if gone.Study != stays.Study {
			return heed.Errorf(heed.CodeInvalid, "the two were heard in different studies")
		}
		study = stays.Study
		n := mergeNote{Gone: gone, Before: stays, After: together(stays, gone)}
		if err := tx.People.Save(ctx, n.After); err != nil {
			return err
		}
		identities, err := tx.People.Identities(ctx, study)
		if err != nil {
			return err
		}
		for _, i := range identities {
			if i.Participant == from {
				n.Keys = append(n.Keys, i.Key)
			}
		}
		// The next file of either is of the one who stays.
		if err := giveKeys(ctx, tx, n.Keys, stays); err != nil {
			return err
		}
		if n.Voices, err = revoice(ctx, tx, from, into, nil); err != nil {
			return err
		}
		if n.Checks, err = moveChecks(ctx, tx, study, from, into); err != nil {
			return err
		}
		if err := n.movePages(ctx, tx, from, into); err != nil {
			return err
		}
		if err := n.movePanel(ctx, tx, from, into); err != nil {
			return err
		}
		if err := a.stopKeeping(ctx, tx, into); err != nil {
			return err
		}
		if err := tx.People.Delete(ctx, from); err != nil {
			return err
		}
		of := []string{from, into}
		for _, v := range n.Voices {
			of = append(of, v.Conversation)
		}
		entry, err = a.note(ctx, tx, Entry{Study: study, Kind: EntryPersonMerge, Target: into, By: by, Of: of}, n)
		return err
	})
	if err != nil {
		return 0, err
	}
	a.forgetShown(study)
	if err := a.sweepSounds(ctx); err != nil {
		return entry, err
	}
	_, err = a.afterAct(ctx, study, afterwards{})
	return entry, err
}

// giveKeys lets a participant be found by keys from now on.
func giveKeys(ctx context.Context, tx Tx, keys []string, to heed.Participant) error {
	for _, k := range keys {
		key, err := hex.DecodeString(k)
		if err != nil {
			return heed.WrapError(heed.CodeInternal, err, "a key of %s is damaged", to.ID)
		}
		if err := tx.Pseudonyms.Move(ctx, to.Study, key, to); err != nil {
			return err
		}
	}
	return nil
}

// revoice gives the voices of from to into: all of them, or those given.
func revoice(ctx context.Context, tx Tx, from, into string, only []mergedVoice) (moved []mergedVoice, err error) {
	ids, err := tx.People.Conversations(ctx, from)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		c, err := tx.Conversations.Get(ctx, id)
		if err != nil {
			return nil, err
		}
		changed := false
		for i := range c.Speakers {
			v := mergedVoice{id, c.Speakers[i].Speaker}
			if c.Speakers[i].Participant == from && (only == nil || slices.Contains(only, v)) {
				c.Speakers[i].Participant = into
				moved = append(moved, v)
				changed = true
			}
		}
		if !changed {
			continue
		}
		if err := tx.Conversations.Update(ctx, &c); err != nil {
			return nil, err
		}
	}
	return moved, nil
}

// movePages keeps the pages that were shown back to from, and the memos about
// them.
func (n *mergeNote) movePages(ctx context.Context, tx Tx, from, into string) error {
	pages, err := tx.Playbacks.List(ctx, n.Gone.Study)
	if err != nil {
		return err
	}
	for _, p := range pages {
		if p.Participant == from {
			n.Pages = append(n.Pages, p.ID)
			p.Participant = into
			if err := tx.Playbacks.Save(ctx, p); err != nil {
				return err
			}
		}
	}
	memos, err := tx.Memos.List(ctx, n.Gone.Study)
	if err != nil {
		return err
	}
	for _, m := range memos {
		if m.Target == heed.MemoParticipant && m.TargetID == from {
			n.Memos = append(n.Memos, m.ID)
			m.TargetID = into
			if _, err := tx.Memos.Save(ctx, m); err != nil {
				return err
			}
		}
	}
	return nil
}

// unmerge parts two people that were made one. What was said since by a new
// voice stays with the one who stayed; a no that was given since stands.
func unmerge(ctx context.Context, tx Tx, e Entry) error {
	var n mergeNote
	if err := json.Unmarshal(e.Data, &n); err != nil {
		return err
	}
	now, err := tx.People.Get(ctx, n.Before.ID)
	if err != nil {
		return gone(err)
	}
	if _, err := tx.People.Get(ctx, n.Gone.ID); heed.ErrorCode(err) != heed.CodeNotFound {
		return heed.Errorf(heed.CodeConflict, "the other person is there again already")
	}
	back := n.Before
	if now.DisplayName != n.After.DisplayName {
		back.DisplayName = now.DisplayName
	}
	if now.Consent != n.After.Consent {
		back.Consent = now.Consent
		n.Gone.Consent = n.Gone.Consent.Strictest(now.Consent)
	}
	if err := tx.People.Save(ctx, back); err != nil {
		return err
	}
	if err := tx.People.Save(ctx, n.Gone); err != nil {
		return err
	}
	if err := giveKeys(ctx, tx, n.Keys, n.Gone); err != nil {
		return err
	}
	if _, err := revoice(ctx, tx, n.Before.ID, n.Gone.ID, append([]mergedVoice{}, n.Voices...)); err != nil {
		return err
	}
	for _, m := range n.Checks {
		if err := tx.Checks.Save(ctx, m); err != nil {
			return err
		}
	}
	if err := n.partPanel(ctx, tx); err != nil {
		return err
	}
	for _, id := range n.Pages {
		p, err := tx.Playbacks.Get(ctx, id)
		if heed.ErrorCode(err) == heed.CodeNotFound {
			continue
		}
		if err != nil {
			return err
		}
		p.Participant = n.Gone.ID
		if err := tx.Playbacks.Save(ctx, p); err != nil {
			return err
		}
	}
	for _, id := range n.Memos {
		m, err := tx.Memos.Get(ctx, id)
		if heed.ErrorCode(err) == heed.CodeNotFound {
			continue
		}
		if err != nil {
			return err
		}
		m.TargetID = n.Gone.ID
		if _, err := tx.Memos.Save(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// moveChecks keeps what from answered when claims were shown back, and returns
// it as it was.
func moveChecks(ctx context.Context, tx Tx, study, from, into string) (moved []heed.MemberCheck, err error) {
	checks, err := tx.Checks.List(ctx, study)
	if err != nil {
		return nil, err
	}
	for _, m := range checks {
		if m.Participant != from {
			continue
		}
		moved = append(moved, m)
		m.Participant = into
		if err := tx.Checks.Save(ctx, m); err != nil {
			return nil, err
		}
	}
	return moved, nil
}

// together fills what p lacks from q. Where either said no, it stays no.
func together(p, q heed.Participant) heed.Participant {
	or := func(a *string, b string) {
		if *a == "" {
			*a = b
		}
	}
	or(&p.Organisation, q.Organisation)
	or(&p.Segment, q.Segment)
	or(&p.Title, q.Title)
	or(&p.BuyingRole, q.BuyingRole)
	or(&p.DisplayName, q.DisplayName)
	if p.Relationship == "" {
		p.Relationship = q.Relationship
	}
	attributes := map[string]string{}
	for k, v := range q.Attributes {
		attributes[k] = v
	}
	for k, v := range p.Attributes {
		attributes[k] = v
	}
	if len(attributes) > 0 {
		p.Attributes = attributes
	}
	strict := func(a, b heed.Allowance) heed.Allowance {
		switch {
		case a == heed.No || b == heed.No:
			return heed.No
		case a == heed.Unknown:
			return b
		}
		return a
	}
	p.Consent = heed.Consent{
		Analysis: strict(p.Consent.Analysis, q.Consent.Analysis), Training: strict(p.Consent.Training, q.Consent.Training),
		QuoteInside: strict(p.Consent.QuoteInside, q.Consent.QuoteInside), QuoteOutside: strict(p.Consent.QuoteOutside, q.Consent.QuoteOutside),
		Recording: strict(p.Consent.Recording, q.Consent.Recording),
	}
	return p
}
