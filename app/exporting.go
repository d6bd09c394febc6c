package app

import (
	"context"

	"github.com/heedhq/heed"
)

// Leave says how many people a report quotes, and how many of them have agreed
// to be quoted outside the company. What is not known counts as no.
type Leave struct{ People, Agreed int }

// Leave counts who is quoted in the report and may be quoted outside, by their
// own answer or their study's default.
func (a *App) Leave(ctx context.Context, rep Report) (l Leave, err error) {
	defer heed.Wrap(&err, "consent to leave")
	studies, err := a.Studies(ctx)
	if err != nil {
		return l, err
	}
	return leave(rep, studies), nil
}

func leave(rep Report, studies []heed.Study) (l Leave) {
	defaults := map[string]heed.Consent{}
	for _, s := range studies {
		defaults[s.ID] = s.Consent
	}
	for i := range rep.Studies {
		s := &rep.Studies[i]
		seen := map[string]bool{}
		for k := range s.Claims {
			for _, e := range s.Claims[k].Evidence {
				if e.Participant == "" || seen[e.Participant] {
					continue
				}
				seen[e.Participant] = true
				l.People++
				if s.Participants[e.Participant].Consent.Or(defaults[s.Study]).QuoteOutside == heed.Yes {
					l.Agreed++
				}
			}
		}
	}
	return l
}
