package app

import (
	"context"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

// EvidenceRequest makes words of a turn evidence for or against a claim.
type EvidenceRequest struct {
	Conversation string
	Turn         int
	Span         heed.Span // of the turn's newest text
	Stance       heed.Stance
	Claim        string // id, or
	// NewWords are those of a claim to be made; "" takes the words themselves.
	NewWords string
	Cell     heed.Cell // of the new claim
	Persona  string    // of the new claim; "": the one whose participant said it
	By       string
}

// MakeEvidence links words to a claim, or makes a claim of them. It is a
// decision: it is laid onto every later run, and Undo takes it back.
func (a *App) MakeEvidence(ctx context.Context, r EvidenceRequest) (d heed.Decision, err error) {
	defer heed.Wrap(&err, "make evidence")
	if r.Stance != heed.Supports && r.Stance != heed.Contradicts {
		return d, heed.Errorf(heed.CodeInvalid, "say whether the words support the claim or contradict it")
	}
	q, study, err := a.chosen(ctx, r.Conversation, r.Turn, r.Span)
	if err != nil {
		return d, err
	}
	v, err := a.Conversation(ctx, r.Conversation)
	if err != nil {
		return d, err
	}
	if v.RoleOf(r.Turn).Ours() {
		return d, heed.Errorf(heed.CodeInvalid, "evidence is what a customer said; turn %d is our own", r.Turn+1)
	}
	e := heed.Evidence{Quotation: q, Stance: r.Stance, Basis: heed.Expressed}
	d = heed.Decision{Study: study, Target: heed.TargetClaim, By: r.By}
	if r.Claim != "" {
		d.Kind, d.TargetID = heed.DecideEvidence, r.Claim
		err = a.Look(ctx, study, func(l *Looking) error {
			c, err := l.Claim(ctx, r.Claim)
			d.Claim = &heed.Claim{Kind: c.Kind, Evidence: []heed.Evidence{e}}
			return err
		})
		if err != nil {
			return d, err
		}
		return a.Decide(ctx, d)
	}
	c, err := a.newClaim(ctx, study, &v, r, e)
	if err != nil {
		return d, err
	}
	d.Kind, d.TargetID, d.Claim, d.Anchor = heed.DecideAdd, c.ID, &c, []heed.Quotation{q}
	return a.Decide(ctx, d)
}

func (a *App) newClaim(ctx context.Context, study string, v *ConversationView, r EvidenceRequest, e heed.Evidence) (c heed.Claim, err error) {
	kind, known := cellKinds[r.Cell]
	words := strings.Join(strings.Fields(strings.ToValidUTF8(r.NewWords, "�")), " ")
	switch {
	case !known:
		return c, heed.Errorf(heed.CodeInvalid, "choose the part of the map in which the new claim stands")
	case utf8.RuneCountInString(words) > longestWords:
		return c, heed.Errorf(heed.CodeTooLarge, "a claim has at most %d characters", longestWords)
	case words == "" && r.Stance == heed.Contradicts:
		return c, heed.Errorf(heed.CodeInvalid, "write the claim that these words speak against")
	}
	quoted := words == ""
	if quoted {
		words = e.Text
	}
	place := heed.Place{Persona: r.Persona, Cell: r.Cell}
	if place.Persona == "" {
		speaker, _ := v.Speaker(v.Turns[r.Turn].Speaker)
		err = a.Look(ctx, study, func(l *Looking) error {
			o, err := l.Overview(ctx)
			for _, p := range o.Personas {
				for _, id := range p.Participants {
					if id == speaker.Participant && id != "" {
						place.Persona = p.ID
					}
				}
			}
			return err
		})
		if err != nil {
			return c, err
		}
	}
	if place.Persona == "" {
		return c, heed.Errorf(heed.CodeInvalid, "choose the persona that the new claim is about")
	}
	id := make([]byte, 6)
	a.random(id)
	return heed.Claim{
		ID: "hand-" + hex.EncodeToString(id), Words: words, Quoted: quoted, Language: v.Language, Kind: kind,
		Basis: heed.Expressed, Places: []heed.Place{place}, Evidence: []heed.Evidence{e},
	}, nil
}
