package ledger

import (
	heed "github.com/heedhq/heed"
)

// Earn counts how much of a set of claims has been earned: those at moderate
// or better over those not rejected plus the required fields that nobody has
// filled, so that saying less never raises it. Participants, Organisations,
// Raise and LastHeard of the whole are the caller's to set where it knows more
// than the claims do.
func Earn(claims []*heed.Claim, empty int) heed.Earned {
	e := heed.Earned{Of: empty, Empty: empty}
	people, orgs := map[string]bool{}, map[string]bool{}
	for _, c := range claims {
		if c.Review == heed.Rejected || c.Subkind == OfferKind {
			continue
		}
		e.Of++
		e.ByLevel[c.Confidence.Level]++
		if c.Confidence.Level >= heed.Moderate {
			e.Claims++
		}
		e.Checks.Asked += c.Checks.Asked
		e.Checks.Answered += c.Checks.Answered
		e.Checks.Agreed += c.Checks.Agreed
		e.Checks.Partly += c.Checks.Partly
		e.Checks.Disagreed += c.Checks.Disagreed
		if c.Against > 0 {
			e.Contradictions++
		}
		if e.LastHeard.IsZero() || e.LastHeard.Before(c.LastHeard) {
			e.LastHeard = c.LastHeard
		}
		for i := range c.Evidence {
			if ev := &c.Evidence[i]; ev.Stance == heed.Supports && ev.Participant != "" {
				people[ev.Participant] = true
				if ev.Organisation != "" {
					orgs[ev.Organisation] = true
				}
			}
		}
	}
	e.Participants, e.Organisations = len(people), len(orgs)
	if e.Of > 0 {
		e.Share = float64(e.Claims) / float64(e.Of)
	}
	return e
}

// FieldOf is the persona's field that a kind of claim fills, "" for none.
func FieldOf(kind heed.SignalKind, subkind string) heed.Field {
	switch kind {
	case heed.SigValue:
		return heed.FieldValues
	case heed.SigChannel, heed.SigTouchpoint, heed.SigDevice:
		return heed.FieldInteraction
	case heed.SigPain:
		return heed.FieldPains
	case heed.SigInfluence:
		return heed.FieldInfluencers
	case heed.SigBarrier, heed.SigCriterion, heed.SigTrigger, heed.SigDriver, heed.SigObjection:
		return heed.FieldPurchasing
	case heed.SigGoal:
		return heed.FieldGoals
	case heed.SigTask:
		return heed.FieldTasks
	case heed.SigRisk:
		return heed.FieldRisks
	case heed.SigGain:
		return heed.FieldGains
	case heed.SigLike:
		return heed.FieldLikes
	case heed.SigDislike:
		return heed.FieldDislikes
	case heed.SigAttribute:
		switch subkind {
		case "age":
			return heed.FieldAge
		case "job", "work", "title", "role", "company", "industry":
			return heed.FieldWork
		case "place", "location":
			return heed.FieldLocation
		case "income":
			return heed.FieldIncome
		case "household", "family":
			return heed.FieldHousehold
		case "hobby", "hobbies":
			return heed.FieldHobbies
		case "gender":
			return heed.FieldGender
		}
	}
	return ""
}

// CellOf is the map's cell that a kind of claim stands in, "" for none.
func CellOf(kind heed.SignalKind) heed.Cell {
	switch kind {
	case heed.SigSays:
		return heed.CellSays
	case heed.SigDoes:
		return heed.CellDoes
	case heed.SigThinks:
		return heed.CellThinks
	case heed.SigFeels:
		return heed.CellFeels
	case heed.SigHears:
		return heed.CellHears
	case heed.SigSees:
		return heed.CellSees
	case heed.SigPain, heed.SigBarrier, heed.SigDislike:
		return heed.CellPains
	case heed.SigGain, heed.SigLike:
		return heed.CellGains
	case heed.SigTask:
		return heed.CellTasks
	case heed.SigInfluence:
		return heed.CellInfluences
	case heed.SigGoal:
		return heed.CellGoals
	case heed.SigRisk:
		return heed.CellRisks
	}
	return ""
}
