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

// headBasics sorts what the head found, strongest first.
func headBasics(idx []int, sc *emotion.Scores) []int {
	slices.SortStableFunc(idx, func(a, b int) int {
		switch {
		case sc.Basic[a] > sc.Basic[b]:
			return -1
		case sc.Basic[a] < sc.Basic[b]:
			return 1
		}
		return 0
	})
	return idx
}

// basicNames returns the names of basic emotions.
func basicNames(idx []int) []string {
	if len(idx) == 0 {
		return nil
	}
	out := make([]string, len(idx))
	for i, b := range idx {
		out[i] = emotion.Basics[b]
	}
	return out
}
