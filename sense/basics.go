package sense

import (
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/emotion"
)

// basicOf is the basic emotion that a customer emotion is a shade of, or -1:
// who is only confused, or does not trust, has none of the six.
var basicOf = [feelingCount]int{
	frustration: emotion.BasicAnger, anger: emotion.BasicAnger,
	anxiety: emotion.BasicFear, fear: emotion.BasicFear,
	helplessness: emotion.BasicSadness, disappointment: emotion.BasicSadness, sadness: emotion.BasicSadness,
	surprise: emotion.BasicSurprise,
	relief:   emotion.BasicJoy, hope: emotion.BasicJoy, trust: emotion.BasicJoy, gratitude: emotion.BasicJoy,
	joy: emotion.BasicJoy, excitement: emotion.BasicJoy, pride: emotion.BasicJoy,
	confusion: -1, distrust: -1, neutral: -1,
}

const (
	// named is the intensity from which a shown feeling names its basic emotion
	// even where the head does not.
	named = 0.5
	// alone is the probability from which the head is believed where no shown
	// feeling is of its side.
	alone = 0.5
)

// basics makes the head's basic emotions agree with the feelings that are
// shown. Its thresholds were chosen on posts that had been picked for their
// emotion, and lie so low that plain sentences pass them: an unpleasant one
// stands beside unpleasant feelings, joy beside pleasant ones and surprise
// beside surprise, any other only where it is more likely than not. list holds
// indices and is used again.
func basics(list []int, sc *emotion.Scores, shown []heed.FeelingScore) []int {
	var weight [len(emotion.Basics)]float64
	good, bad := false, false
	for _, f := range shown {
		i := slices.Index(heed.Feelings, f.Name)
		good, bad = good || f.Name.Sign() > 0, bad || f.Name.Sign() < 0
		if b := basicOf[i]; b >= 0 && f.Intensity >= named {
			weight[b] = max(weight[b], f.Intensity)
		}
	}
	for _, b := range list {
		ok := bad
		switch b {
		case emotion.BasicJoy:
			ok = good
		case emotion.BasicSurprise:
			ok = slices.ContainsFunc(shown, func(f heed.FeelingScore) bool { return f.Name == heed.Surprise })
		}
		if p := float64(sc.Basic[b]); ok || p >= alone {
			weight[b] = max(weight[b], p)
		}
	}
	list = list[:0]
	for b, w := range weight {
		if w > 0 {
			list = append(list, b)
		}
	}
	slices.SortStableFunc(list, func(a, b int) int {
		switch {
		case weight[a] > weight[b]:
			return -1
		case weight[a] < weight[b]:
			return 1
		}
		return 0
	})
	return list
}
