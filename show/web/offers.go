package web

import (
	"net/http"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// offersPage is what the company offers, beside what hurts.
type offersPage struct {
	Act        string
	Offers     []offerRow
	Unanswered []look.Claim
	Of, More   string
	Analysed   bool
}

type offerRow struct {
	ID, Name, Text string
	Pains          []offerPain
}

type offerPain struct {
	look.Claim
	State     string
	Confirmed bool
}

const unansweredShown = 20

func (s *site) offersRoutes(page func(string, handler)) {
	page("GET /s/{study}/offers", s.offers)
	page("POST /s/{study}/offers", s.changeOffers)
}

// offers shows the list.
func (s *site) offers(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "offers.title", "offers")
	if err != nil {
		return err
	}
	v, err := s.app.Offers(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	body := offersPage{Act: r.URL.Path, Analysed: v.Pains > 0}
	for _, o := range v.Offers {
		row := offerRow{ID: o.ID, Name: look.Label(o.Name), Text: look.Clean(o.Text)}
		for _, pain := range o.Pains {
			if c := p.scene.Claimed(pain.Claim); c != nil {
				state := p.scene.Say("offers." + string(pain.State))
				if pain.State == heed.OfferSuggested && len(pain.Meets) > 0 {
					state += ": " + look.Clean(strings.Join(pain.Meets, ", "))
				}
				row.Pains = append(row.Pains, offerPain{Claim: p.scene.Line(c), State: state, Confirmed: pain.State == heed.OfferConfirmed})
			}
		}
		body.Offers = append(body.Offers, row)
	}
	var more int
	body.Unanswered, more = p.scene.Lines(v.Unanswered, unansweredShown)
	if body.Of = p.scene.Say("offers.of", "k", len(v.Unanswered), "n", v.Pains); more > 0 {
		body.More = p.scene.Say("offers.more", "n", more)
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "offers", p.page)
}

// changeOffers adds or removes an offer, or links it to a pain.
func (s *site) changeOffers(w http.ResponseWriter, r *http.Request) error {
	ctx, study := r.Context(), r.PathValue("study")
	offer := r.PostFormValue("offer")
	var decision int64
	var err error
	switch act := r.PostFormValue("act"); act {
	case "add":
		_, err = s.app.AddOffer(ctx, study, r.PostFormValue("name"), r.PostFormValue("text"))
	case "remove":
		err = s.app.RemoveOffer(ctx, study, offer)
	case "yes", "no":
		var d heed.Decision
		d, err = s.app.LinkOffer(ctx, study, offer, r.PostFormValue("claim"), act == "yes", whoLooks(r).Account)
		decision = d.ID
	default:
		err = heed.Errorf(heed.CodeInvalid, "that is not something that can be done here")
	}
	if err != nil {
		return err
	}
	return s.doneAt(w, r, r.URL.Path, "web.done.offer", decision)
}
