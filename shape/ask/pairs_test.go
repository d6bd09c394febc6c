package ask

import (
	"fmt"
	"os"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

// Thirty offers among thirty pains: of each, how many of the pains that it
// answers are found, and how many it does not (go test -run OfferPairs -v).
func TestOfferPairs(t *testing.T) {
	raw, err := os.ReadFile("testdata/offers.txt")
	if err != nil {
		t.Fatal(err)
	}
	var claims []heed.Claim
	var offers []heed.Offer
	for line := range strings.Lines(string(raw)) {
		part := strings.Split(strings.TrimSpace(line), " | ")
		if len(part) != 4 {
			continue
		}
		name, body, _ := strings.Cut(part[1], ". ")
		n := len(offers)
		offers = append(offers, heed.Offer{ID: fmt.Sprint(n), Name: name, Text: body})
		claims = append(claims, heed.Claim{ID: fmt.Sprint(n), Kind: heed.SigPain, Words: part[3], Language: heed.Language(part[2])})
	}
	LinkOffers(claims, offers)
	found, wrong := 0, 0
	for _, c := range claims {
		own := false
		for _, l := range c.Offers {
			switch {
			case l.Offer == c.ID:
				own = true
			default:
				wrong++
				t.Logf("wrong: %q for %q %v", offers[atoi(l.Offer)].Name, c.Words, l.Match)
			}
		}
		if own {
			found++
		} else {
			t.Logf("missed: %q for %q", offers[atoi(c.ID)].Name, c.Words)
		}
	}
	t.Logf("%d of %d found, %d others suggested", found, len(claims), wrong)
	if found < 22 || wrong > 9 {
		t.Errorf("%d of %d found, %d others suggested", found, len(claims), wrong)
	}
}

func atoi(s string) (n int) {
	fmt.Sscan(s, &n)
	return n
}
