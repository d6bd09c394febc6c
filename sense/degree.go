package sense

import "strings"

// How words of degree move an intensity. What is shown stays shown: a weak
// feeling is still one.
const (
	plainly      = 0.8 // of the way from shown to what was found, without such words
	weakened     = 0.3 // the same with a weakening word
	strengthened = 0.3 // of what is missing to 1, each strengthening word
	mostStrong   = 3   // words that count
)

// degree sums what the words of degree say: below 0 they weaken. One weakening
// word outweighs the strengthening ones, which are commoner ("so a bit
// disappointed").
func (f *finder) degree() int {
	more, less := 0, 0
	last := -2
	for i := 0; i < len(f.degrees); i += 2 {
		at, sign := f.degrees[i], f.degrees[i+1]
		switch {
		case sign < 0:
			less++
		case at != last: // two rules may see the same word
			more, last = more+1, at
		}
	}
	if less > 0 {
		return -1
	}
	if strings.ContainsAny(f.text, "!¡") {
		more++
	}
	return min(more, mostStrong)
}

// graded moves an intensity by the words of degree.
func (t *tally) graded(v float64) float64 {
	if v < shown {
		return v
	}
	if t.degree < 0 {
		return shown + weakened*(v-shown)
	}
	v = shown + plainly*(v-shown)
	for range t.degree {
		v += strengthened * (1 - v)
	}
	return v
}
