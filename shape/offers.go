package shape

import (
	"slices"

	heed "github.com/heedhq/heed"
)

// linkOffer lays down what a person said of a pain and an offer; the last word
// counts.
func linkOffer(c *heed.Claim, d heed.Decision) bool {
	if d.Into == "" {
		return false
	}
	state := heed.OfferConfirmed
	if d.Kind == heed.DecideAnswersNot {
		state = heed.OfferRefused
	}
	c.Offers = slices.DeleteFunc(c.Offers, func(l heed.OfferLink) bool { return l.Offer == d.Into })
	c.Offers = append(c.Offers, heed.OfferLink{Offer: d.Into, State: state, By: d.By})
	return true
}
