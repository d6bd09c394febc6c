package app

import (
	"cmp"
	"context"
	"encoding/hex"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/ask"
)

// OfferView is an offer with the pains that it may answer.
type OfferView struct {
	heed.Offer
	Pains []OfferPain `json:"pains"` // confirmed first, then by match
}

// OfferPain is a pain that an offer is linked to.
type OfferPain struct {
	heed.OfferLink
	Claim string `json:"claim"` // id
	Words string `json:"words"`
}

// OffersView is what the company offers, held against what hurts.
type OffersView struct {
	Offers []OfferView `json:"offers"`
	// Unanswered are the ids of pains that no offer answers or may answer, the
	// strongest first, and Pains how many pains there are.
	Unanswered []string `json:"unanswered"`
	Pains      int      `json:"pains"`
}

// Offers holds the study's offers against its pains. A study that was not
// analysed has offers and no pains.
func (a *App) Offers(ctx context.Context, study string) (v OffersView, err error) {
	defer heed.Wrap(&err, "offers of study %q", study)
	var offers []heed.Offer
	err = a.store.Read(ctx, func(tx Tx) error {
		if _, err := tx.Studies.Get(ctx, study); err != nil {
			return err
		}
		offers, err = tx.Figures.Offers(ctx, study)
		return err
	})
	if err != nil {
		return v, err
	}
	v.Offers, v.Unanswered = []OfferView{}, []string{}
	at := map[string]int{}
	for i, o := range offers {
		v.Offers = append(v.Offers, OfferView{Offer: o, Pains: []OfferPain{}})
		at[o.ID] = i
	}
	run, known, err := a.current(ctx, study)
	if err != nil || !known {
		return v, err
	}
	rep, err := a.cached(ctx, study, run)
	if err != nil {
		return v, err
	}
	var open []*heed.Claim
	for i := range rep.Claims {
		c := &rep.Claims[i]
		if !ask.Pain(c) || c.Basis == heed.Assumed {
			continue
		}
		v.Pains++
		answered := false
		for _, l := range c.Offers {
			if j, ok := at[l.Offer]; ok && l.State != heed.OfferRefused {
				answered = true
				v.Offers[j].Pains = append(v.Offers[j].Pains, OfferPain{OfferLink: l, Claim: c.ID, Words: c.Words})
			}
		}
		if !answered {
			open = append(open, c)
		}
	}
	for i := range v.Offers {
		slices.SortStableFunc(v.Offers[i].Pains, func(x, y OfferPain) int {
			return cmp.Or(cmp.Compare(x.State, y.State), cmp.Compare(y.Match, x.Match)) // "confirmed" before "suggested"
		})
	}
	slices.SortStableFunc(open, func(x, y *heed.Claim) int {
		return cmp.Or(cmp.Compare(y.People, x.People), cmp.Compare(y.Weight, x.Weight))
	})
	for _, c := range open {
		v.Unanswered = append(v.Unanswered, c.ID)
	}
	return v, nil
}

const longestOffer = 400 // characters, of a name and of a text

// AddOffer writes down something that the company offers, and holds it against
// the study's pains.
func (a *App) AddOffer(ctx context.Context, study, name, text string) (o heed.Offer, err error) {
	defer heed.Wrap(&err, "add offer")
	o.Name, o.Text = strings.Join(strings.Fields(name), " "), strings.Join(strings.Fields(text), " ")
	switch {
	case o.Name == "":
		return o, heed.Errorf(heed.CodeInvalid, "an offer needs a name")
	case utf8.RuneCountInString(o.Name) > longestOffer || utf8.RuneCountInString(o.Text) > longestOffer:
		return o, heed.Errorf(heed.CodeTooLarge, "an offer's name and text have at most %d characters each", longestOffer)
	}
	id := make([]byte, 5)
	a.random(id)
	o.ID = "offer-" + hex.EncodeToString(id)
	err = a.store.Write(ctx, func(tx Tx) error { return tx.Figures.SaveOffer(ctx, study, o) })
	if err != nil {
		return o, err
	}
	return o, a.shapeAgain(ctx, study)
}

// RemoveOffer takes an offer off the list, with every link to it.
func (a *App) RemoveOffer(ctx context.Context, study, id string) (err error) {
	defer heed.Wrap(&err, "remove offer %q", id)
	if err := a.store.Write(ctx, func(tx Tx) error { return tx.Figures.DeleteOffer(ctx, study, id) }); err != nil {
		return err
	}
	return a.shapeAgain(ctx, study)
}

// shapeAgain brings a study up to date that was analysed before.
func (a *App) shapeAgain(ctx context.Context, study string) error {
	_, known, err := a.current(ctx, study)
	if err != nil || !known {
		return err
	}
	_, err = a.afterAct(ctx, study, afterwards{inline: true})
	return err
}

// LinkOffer records a person's word that an offer answers a pain, or does not.
func (a *App) LinkOffer(ctx context.Context, study, offer, claim string, answers bool, by string) (d heed.Decision, err error) {
	defer heed.Wrap(&err, "link offer %q", offer)
	var offers []heed.Offer
	err = a.store.Read(ctx, func(tx Tx) error {
		offers, err = tx.Figures.Offers(ctx, study)
		return err
	})
	if err != nil {
		return d, err
	}
	if !slices.ContainsFunc(offers, func(o heed.Offer) bool { return o.ID == offer }) {
		return d, heed.Errorf(heed.CodeNotFound, "there is no offer %q in study %q", offer, study)
	}
	kind := heed.DecideAnswers
	if !answers {
		kind = heed.DecideAnswersNot
	}
	return a.Decide(ctx, heed.Decision{Study: study, Kind: kind, Target: heed.TargetClaim, TargetID: claim, Into: offer, By: by})
}
