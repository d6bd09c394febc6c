package sense

import (
	"slices"

	"github.com/heedhq/heed/sense/emotion"
)

func labelNames(idx []int) []string {
	if len(idx) == 0 {
		return nil
	}
	out := make([]string, len(idx))
	for i, l := range idx {
		out[i] = emotion.Labels[l]
	}
	return out
}

// basicNames returns the names of basic emotions, strongest first.
func basicNames(idx []int, sc *emotion.Scores) []string {
	if len(idx) == 0 {
		return nil
	}
	slices.SortStableFunc(idx, func(a, b int) int {
		switch {
		case sc.Basic[a] > sc.Basic[b]:
			return -1
		case sc.Basic[a] < sc.Basic[b]:
			return 1
		}
		return 0
	})
	out := make([]string, len(idx))
	for i, b := range idx {
		out[i] = emotion.Basics[b]
	}
	return out
}
