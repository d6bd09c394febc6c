package heed_test

import (
	"testing"

	"github.com/heedhq/heed"
)

func TestConsent(t *testing.T) {
	asked := heed.Consent{Analysis: heed.Yes, QuoteInside: heed.No}
	study := heed.Consent{Analysis: heed.No, Training: heed.Yes, QuoteInside: heed.Yes}
	if got, want := asked.Or(study), (heed.Consent{Analysis: heed.Yes, Training: heed.Yes, QuoteInside: heed.No}); got != want {
		t.Errorf("filled from the study: %+v, want %+v", got, want)
	}
	want := heed.Consent{Analysis: heed.No, Training: heed.Yes, QuoteInside: heed.No}
	if got := asked.Strictest(study); got != want {
		t.Errorf("the strictest: %+v, want %+v", got, want)
	}
	if asked.Strictest(study) != study.Strictest(asked) {
		t.Error("the order of asking changes the strictest answer")
	}
	if err := (heed.Consent{Training: "maybe"}).Validate(); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("maybe is an answer: %v", err)
	}
}
