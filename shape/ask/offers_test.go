package ask

import (
	"testing"

	heed "github.com/heedhq/heed"
)

func TestLinkOffers(t *testing.T) {
	claims := []heed.Claim{
		{ID: "owner", Kind: heed.SigPain, Words: "Nobody could tell me who owned the problem, I was passed along.", Language: heed.English},
		{ID: "dog", Kind: heed.SigPain, Words: "The dog barked all night long.", Language: heed.English},
		{ID: "factura", Kind: heed.SigDislike, Words: "La factura llega siempre con retraso.", Language: heed.Spanish},
		{ID: "no", Kind: heed.SigPain, Words: "The owner of the problem passed me along.", Language: heed.English,
			Offers: []heed.OfferLink{{Offer: "named", State: heed.OfferRefused}, {Offer: "gone", State: heed.OfferConfirmed}}},
		{ID: "like", Kind: heed.SigLike, Words: "I like that the owner of the problem is never passed along.", Language: heed.English},
	}
	LinkOffers(claims, []heed.Offer{
		{ID: "named", Name: "Named owner", Text: "One person owns the problem; nobody is passed along."},
		{ID: "billing", Name: "Invoices without delay", Text: "An invoice is never delayed."},
	})
	want := map[string]string{"owner": "named", "factura": "billing"}
	for _, c := range claims {
		got := ""
		for _, l := range c.Offers {
			if l.State == heed.OfferSuggested {
				got += l.Offer
			}
			if l.Offer == "gone" {
				t.Errorf("%s keeps a link to an offer that is gone", c.ID)
			}
		}
		if got != want[c.ID] {
			t.Errorf("%s: %q is suggested, want %q", c.ID, got, want[c.ID])
		}
	}
}
