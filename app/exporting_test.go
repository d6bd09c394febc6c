package app

import (
	"testing"

	"github.com/heedhq/heed"
)

// TestLeave: a person's own answer counts before the study's, and what is not
// known is no.
func TestLeave(t *testing.T) {
	person := func(outside heed.Allowance) heed.Participant {
		return heed.Participant{Consent: heed.Consent{QuoteOutside: outside}}
	}
	said := func(ids ...string) (out []heed.Evidence) {
		for _, id := range ids {
			out = append(out, heed.Evidence{Participant: id})
		}
		return out
	}
	var open, closed StudyReport
	open.Study = "open"
	open.Participants = map[string]heed.Participant{"a": person(heed.Unknown), "b": person(heed.No)}
	open.Claims = []heed.Claim{{Evidence: said("a", "b", "")}, {Evidence: said("a")}}
	closed.Study = "closed"
	closed.Participants = map[string]heed.Participant{"c": person(heed.Unknown), "d": person(heed.Yes)}
	closed.Claims = []heed.Claim{{Evidence: said("c", "d", "e")}}
	got := leave(Report{Studies: []StudyReport{open, closed}}, []heed.Study{{ID: "open", Consent: heed.Consent{QuoteOutside: heed.Yes}}, {ID: "closed"}})
	if want := (Leave{People: 5, Agreed: 2}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
