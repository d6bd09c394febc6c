package themes

import "math"

// seedShare is the share of the size that groups have on average from which a
// need has a group of its own, and seedTexts the fewest texts.
const (
	seedShare = 0.15
	seedTexts = 4
)

// leastOf is the fewest of n texts that a thing which they name has a group of
// its own for.
func leastOf(n int) int { return max(seedTexts, int(seedShare*float64(n)/wanted(n)+0.5)) }

// seeds finds the needs that enough texts name to be groups of their own: the
// group of each text, from 0 on, -1 for one that names none of them. Of several,
// a text belongs to the need that fewest name.
func seeds(terms [][]term) ([]int32, int) {
	count := map[int]int{}
	for _, list := range terms {
		for _, x := range list {
			if n, ok := isNeed(x); ok {
				count[n]++
			}
		}
	}
	least := leastOf(len(terms))
	number := map[int]int32{}
	of := make([]int32, len(terms))
	for i, list := range terms {
		of[i] = -1
		best := math.MaxInt
		for _, x := range list {
			n, ok := isNeed(x)
			if !ok || count[n] < least || count[n] >= best {
				continue
			}
			if _, ok := number[n]; !ok {
				number[n] = int32(len(number))
			}
			best, of[i] = count[n], number[n]
		}
	}
	return of, len(number)
}

// seed puts the texts of needs that have a group of their own into it: labels
// are those of the texts of the graph, part of all.
func seed(labels, part, heart []int32, usable []int) {
	next := int32(bySize(labels))
	for k, i := range usable {
		if heart[i] >= 0 {
			labels[k] = next + heart[i]
		}
	}
	dissolve(labels)
	number := map[int32]int32{}
	for k, i := range usable {
		if heart[i] >= 0 {
			number[heart[i]] = labels[k]
		}
	}
	for i, h := range heart {
		if h < 0 {
			continue
		}
		if c, ok := number[h]; ok && c >= 0 {
			part[i] = c
		} else {
			heart[i] = -1
		}
	}
}
