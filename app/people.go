package app

import (
	"context"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

// ParticipantChange is what a person may change about a participant.
type ParticipantChange struct {
	DisplayName string // "" shows the pseudonym
	Consent     heed.Consent
}

const longestName = 80 // in characters

// ChangeParticipant names a participant and notes their consent; another answer
// brings the study up to date.
func (a *App) ChangeParticipant(ctx context.Context, id string, ch ParticipantChange) (err error) {
	defer heed.Wrap(&err, "change participant %s", id)
	if err := ch.Consent.Validate(); err != nil {
		return err
	}
	if utf8.RuneCountInString(ch.DisplayName) > longestName {
		return heed.Errorf(heed.CodeTooLarge, "a name has at most %d characters", longestName)
	}
	var study string
	var withdrawn bool // whether their words leave what quotes them
	var gates bool     // whether what may be shown or understood is another
	err = a.store.Write(ctx, func(tx Tx) error {
		p, err := tx.People.Get(ctx, id)
		if err != nil {
			return err
		}
		study = p.Study
		gates = p.Consent != ch.Consent
		for _, use := range withdrawnUses(p.Consent, ch.Consent) {
			withdrawn = withdrawn || use == "analysis" || use == "quote_inside"
		}
		p.DisplayName, p.Consent = ch.DisplayName, ch.Consent
		if err := tx.People.Save(ctx, p); err != nil {
			return err
		}
		if withdrawn {
			if err := withdrawQuotations(ctx, tx, p); err != nil {
				return err
			}
		}
		if err := a.stopKeeping(ctx, tx, p.ID); err != nil {
			return err
		}
		return sweepPractice(ctx, tx, study)
	})
	if err != nil {
		return err
	}
	a.forgetShown(study)
	if err := a.sweepSounds(ctx); err != nil {
		return err
	}
	if !gates {
		return nil
	}
	_, err = a.afterAct(ctx, study, afterwards{scrub: withdrawn})
	return err
}
