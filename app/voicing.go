package app

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

// VoiceCorrection says who really speaks.
type VoiceCorrection struct {
	Conversation string
	Turn         int // from 0
	// Speaker is the voice: one of the conversation's, or a new label; ""
	// leaves it. Role is its side; "" leaves it.
	Speaker string
	Role    heed.Role
	// Everywhere means every turn of this voice in the conversation, otherwise
	// this turn alone.
	Everywhere bool
	By         string
}

// voiceNote is what taking a voice correction back needs: who spoke each turn
// before and after, and the voices.
type voiceNote struct {
	Speakers []heed.Speaker `json:"speakers"`
	Turns    []voiceOf      `json:"turns"`
	After    []voiceOf      `json:"after"`
}

type voiceOf struct {
	Speaker string    `json:"speaker"`
	Role    heed.Role `json:"role,omitempty"`
}

func voices(c *heed.Conversation) []voiceOf {
	out := make([]voiceOf, len(c.Turns))
	for i, t := range c.Turns {
		out[i] = voiceOf{t.Speaker, t.Role}
	}
	return out
}

// sides are the voices with the role that counts.
func sides(c *heed.Conversation) []voiceOf {
	out := voices(c)
	for i := range out {
		out[i].Role = c.RoleOf(i)
	}
	return out
}

// CorrectVoice says who speaks a turn, or all turns of a voice, and on which
// side they are. Text and times stay. A voice that becomes a customer's counts
// as a participant, with a number of their own until they are merged with
// somebody.
func (a *App) CorrectVoice(ctx context.Context, v VoiceCorrection) (entry int64, err error) {
	defer heed.Wrap(&err, "correct who speaks turn %d of %q", v.Turn+1, v.Conversation)
	v.Speaker = strings.Join(strings.Fields(v.Speaker), " ")
	switch {
	case v.Role != "" && v.Role != heed.RoleCustomer && v.Role != heed.RoleRep && v.Role != heed.RoleResearcher:
		return 0, heed.Errorf(heed.CodeInvalid, "%q is not a side; choose customer, rep or researcher", v.Role)
	case utf8.RuneCountInString(v.Speaker) > longestName:
		return 0, heed.Errorf(heed.CodeTooLarge, "a voice has at most %d characters", longestName)
	}
	before, err := a.turnOf(ctx, v.Conversation, v.Turn)
	if err != nil {
		return 0, err
	}
	now := before
	now.Speakers, now.Turns = slices.Clone(before.Speakers), slices.Clone(before.Turns)
	reassign(&now, v)
	if slices.Equal(sides(&before), sides(&now)) && sameSides(before.Speakers, now.Speakers) {
		return 0, heed.Errorf(heed.CodeInvalid, "nothing was changed about who speaks")
	}
	made, err := a.people(ctx, &now)
	if err != nil {
		return 0, err
	}
	err = a.store.Write(ctx, func(tx Tx) error {
		current, err := tx.Conversations.Get(ctx, v.Conversation)
		if err != nil {
			return err
		}
		if !slices.Equal(voices(&current), voices(&before)) {
			return heed.Errorf(heed.CodeConflict, "somebody corrected who speaks in the meantime; look at it again")
		}
		for i := range current.Turns {
			now.Turns[i].Text = current.Turns[i].Text
		}
		for _, p := range made {
			if err := tx.People.Save(ctx, p); err != nil {
				return err
			}
		}
		if err := a.resound(ctx, tx, &now); err != nil {
			return err
		}
		of := []string{v.Conversation}
		for _, s := range slices.Concat(before.Speakers, now.Speakers) {
			if s.Participant != "" && !slices.Contains(of, s.Participant) {
				of = append(of, s.Participant)
			}
		}
		entry, err = a.note(ctx, tx, Entry{Study: now.Study, Kind: EntryVoice, Target: v.Conversation, By: v.By, Of: of},
			voiceNote{Speakers: before.Speakers, Turns: voices(&before), After: voices(&now)})
		return err
	})
	if err != nil {
		return 0, err
	}
	a.forgetShown(now.Study)
	_, err = a.afterAct(ctx, now.Study, afterwards{inline: true})
	return entry, err
}

// reassign lays the correction onto c.
func reassign(c *heed.Conversation, v VoiceCorrection) {
	was := c.Turns[v.Turn].Speaker
	to := v.Speaker
	if to == "" {
		to = was
	}
	at := slices.IndexFunc(c.Speakers, func(s heed.Speaker) bool { return s.Speaker == to })
	if at < 0 {
		old, _ := c.Speaker(was)
		s := heed.Speaker{Speaker: to, Role: old.Role}
		if v.Everywhere {
			s = old // the voice is only called something else
			s.Speaker = to
		}
		c.Speakers = append(c.Speakers, s)
		at = len(c.Speakers) - 1
	}
	role := v.Role
	for i := range c.Turns {
		t := &c.Turns[i]
		switch {
		case i == v.Turn && !v.Everywhere:
			t.Speaker, t.Role = to, role
			if role == c.Speakers[at].Role {
				t.Role = ""
			}
		case v.Everywhere && t.Speaker == was:
			t.Speaker, t.Role = to, ""
		}
	}
	if role != "" && (v.Everywhere || !slices.ContainsFunc(c.Turns, func(t heed.Turn) bool { return t.Speaker == to && t.Role == "" })) {
		c.Speakers[at].Role = role
		for i := range c.Turns {
			if c.Turns[i].Speaker == to {
				c.Turns[i].Role = ""
			}
		}
	}
	if c.Speakers[at].Role != heed.RoleCustomer {
		c.Speakers[at].Participant = ""
	}
	// a voice that nobody has any more goes, unless nobody ever had it
	if was != to && !slices.ContainsFunc(c.Turns, func(t heed.Turn) bool { return t.Speaker == was }) {
		c.Speakers = slices.DeleteFunc(c.Speakers, func(s heed.Speaker) bool { return s.Speaker == was })
	}
}

func sameSides(a, b []heed.Speaker) bool {
	return slices.EqualFunc(a, b, func(x, y heed.Speaker) bool {
		return x.Speaker == y.Speaker && x.Role == y.Role && x.Participant == y.Participant
	})
}

// people gives every customer of c who has none a participant.
func (a *App) people(ctx context.Context, c *heed.Conversation) (made []heed.Participant, err error) {
	if !c.Kind.Heard() {
		return nil, nil
	}
	v := newVeil(a, true, false)
	if err := v.ready(ctx); err != nil {
		return nil, err
	}
	for i := range c.Speakers {
		s := &c.Speakers[i]
		if s.Role != heed.RoleCustomer || s.Participant != "" || s.Speaker == withdrawn {
			continue
		}
		n, err := v.number(ctx, c.Study, fmt.Sprintf("#%s#%s", c.ID, s.Speaker))
		if err != nil {
			return nil, err
		}
		s.Participant = participantID(c.Study, n)
		made = append(made, heed.Participant{
			ID: s.Participant, Study: c.Study, Number: n, Organisation: c.Organisation, Segment: c.Segment,
			Relationship: s.Relationship, BuyingRole: s.BuyingRole, Consent: s.Consent, Attributes: maps.Clone(s.Attributes),
		})
	}
	return made, nil
}

// resound keeps who speaks and reads the conversation anew: which side a
// sentence is on decides how it is read.
func (a *App) resound(ctx context.Context, tx Tx, c *heed.Conversation) error {
	if err := tx.Conversations.Update(ctx, c); err != nil {
		return err
	}
	return tx.Readings.Save(ctx, a.understand(c))
}

func (a *App) unvoice(ctx context.Context, tx Tx, e Entry) error {
	var n voiceNote
	if err := json.Unmarshal(e.Data, &n); err != nil {
		return err
	}
	c, err := tx.Conversations.Get(ctx, e.Target)
	if err != nil {
		return err
	}
	if !slices.Equal(voices(&c), n.After) {
		return heed.Errorf(heed.CodeConflict, "who speaks was corrected again since; take that back first")
	}
	for i, was := range n.Turns {
		c.Turns[i].Speaker, c.Turns[i].Role = was.Speaker, was.Role
	}
	c.Speakers = n.Speakers
	for i := range c.Speakers { // somebody may have been merged with another since
		if p := c.Speakers[i].Participant; p != "" {
			if _, err := tx.People.Get(ctx, p); heed.ErrorCode(err) == heed.CodeNotFound {
				return heed.Errorf(heed.CodeConflict, "somebody who spoke here was merged with another person since; take that back first")
			} else if err != nil {
				return err
			}
		}
	}
	return a.resound(ctx, tx, &c)
}
