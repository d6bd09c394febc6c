package app

import (
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/sense"
)

// unmeasured names what no figure of accuracy has been published for, in the
// languages that the study speaks: see sense.UnmeasuredNames.
func unmeasured(h heed.Heard) []string {
	var langs []heed.Language
	for _, l := range []heed.Language{heed.English, heed.Spanish} {
		if h.ByLanguage[l] > 0 {
			langs = append(langs, l)
		}
	}
	if len(langs) == 0 {
		langs = []heed.Language{heed.English}
	}
	return slices.Clip(sense.UnmeasuredNames(langs...))
}
