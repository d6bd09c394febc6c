package themes

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

//go:embed data/bridge.txt
var bridgeData string

// concepts holds, per language, the number of what each form means. Forms are
// folded, of at most three words.
var concepts = sync.OnceValue(func() map[heed.Language]map[string]int32 {
	out := map[heed.Language]map[string]int32{heed.English: {}, heed.Spanish: {}}
	lines := bridgeLines()
	order := make([]string, len(lines))
	for line, n := range lines {
		order[n] = line
	}
	for n, line := range order {
		en, es, _ := strings.Cut(line, "|")
		for lang, forms := range map[heed.Language]string{heed.English: en, heed.Spanish: es} {
			for _, f := range strings.Split(forms, ",") {
				if f = text.Fold(strings.TrimSpace(f)); f != "" {
					if _, taken := out[lang][f]; !taken {
						out[lang][f] = int32(n)
					}
				}
			}
		}
	}
	return out
})

// twins holds the first English word of each Spanish form of one word.
var twins = sync.OnceValue(func() map[string]string {
	first := map[int32]string{}
	for line, n := range bridgeLines() {
		en, _, _ := strings.Cut(line, "|")
		for _, f := range strings.Split(en, ",") {
			if f = text.Fold(strings.TrimSpace(f)); !strings.ContainsRune(f, ' ') {
				first[n] = f
				break
			}
		}
	}
	out := map[string]string{}
	for f, n := range concepts()[heed.Spanish] {
		if first[n] != "" && !strings.ContainsRune(f, ' ') {
			out[f] = first[n]
		}
	}
	return out
})

// bridged is the English word for a Spanish one, "" where the bridge has none.
func bridged(word string) string { return twins()[text.Fold(word)] }

// bridgeLines are the pairs with their numbers.
func bridgeLines() map[string]int32 {
	out := map[string]int32{}
	n := int32(0)
	for line := range strings.Lines(bridgeData) {
		if line = strings.TrimSpace(line); strings.Contains(line, "|") && !strings.HasPrefix(line, "#") {
			out[line] = n
			n++
		}
	}
	return out
}

// beginnings are the first words of the forms of each language.
var beginnings = sync.OnceValue(func() map[heed.Language]map[string]bool {
	out := map[heed.Language]map[string]bool{}
	for lang, forms := range concepts() {
		out[lang] = make(map[string]bool, len(forms))
		for f := range forms {
			first, _, _ := strings.Cut(f, " ")
			out[lang][first] = true
		}
	}
	return out
})

// meant are the concepts that a text speaks of, each once.
func meant(t Text) []int32 {
	table := concepts()[t.Lang]
	if table == nil {
		return nil
	}
	words := text.Words(text.Fold(t.Text))
	begins := beginnings()[t.Lang]
	var out []int32
	for i := range words {
		if !begins[words[i]] {
			continue
		}
		for n := min(3, len(words)-i); n >= 1; n-- {
			if c, ok := table[strings.Join(words[i:i+n], " ")]; ok {
				if !slices.Contains(out, c) {
					out = append(out, c)
				}
				break
			}
		}
	}
	return out
}

const (
	// speaks is the share of a group's texts in one language from which it is a
	// group of that language.
	speaks = 0.75
	// topical is the share of a group's texts that must speak of what joins it
	// to its twin, and topicalTexts the fewest.
	topical      = 0.2
	topicalTexts = 3
	// twin is the cosine of what two groups speak of from which they are one.
	twin = 0.4
)

// joinTwins makes one of a group of English and a group of Spanish texts that
// speak of the same: whose concepts, by their share and rarity, have a cosine
// of twin or more and the same first concept, where each is the other's best.
func joinTwins(texts []Text, part []int32) {
	groups := bySize(part)
	if groups < 2 {
		return
	}
	lang := make([]map[heed.Language]int, groups)
	size := make([]int, groups)
	holds := make([]map[int32]int, groups)
	for c := range groups {
		lang[c], holds[c] = map[heed.Language]int{}, map[int32]int{}
	}
	df, all := map[int32]int{}, 0
	for i, c := range part {
		m := meant(texts[i])
		for _, k := range m {
			df[k]++
		}
		all++
		if c < 0 {
			continue
		}
		size[c]++
		lang[c][texts[i].Lang]++
		for _, k := range m {
			holds[c][k]++
		}
	}
	weight := func(c int, k int32) float64 {
		return float64(holds[c][k]) / float64(size[c]) * math.Log(float64(all)/float64(df[k]))
	}
	first, norm := make([]int32, groups), make([]float64, groups)
	for c := range groups {
		first[c] = -1
		keys := sortedKeys(holds[c])
		for _, k := range keys {
			w := weight(c, k)
			norm[c] += w * w
			if n := holds[c][k]; n >= topicalTexts && float64(n) >= topical*float64(size[c]) && (first[c] < 0 || w > weight(c, first[c])) {
				first[c] = k
			}
		}
		norm[c] = math.Sqrt(norm[c])
	}
	of := func(c int, l heed.Language) bool {
		return first[c] >= 0 && float64(lang[c][l]) >= speaks*float64(size[c])
	}
	best := func(c int, other heed.Language) (int, float64) {
		at, top := -1, twin
		for d := range groups {
			if d == c || !of(d, other) || first[d] != first[c] {
				continue
			}
			dot := 0.0
			for _, k := range sortedKeys(holds[c]) {
				dot += weight(c, k) * weight(d, k)
			}
			if s := dot / (norm[c] * norm[d]); s >= top {
				at, top = d, s
			}
		}
		return at, top
	}
	into := make([]int32, groups)
	for c := range into {
		into[c] = int32(c)
		if !of(c, heed.Spanish) {
			continue
		}
		if d, _ := best(c, heed.English); d >= 0 {
			if back, _ := best(d, heed.Spanish); back == c {
				into[c] = int32(d)
			}
		}
	}
	for i, c := range part {
		if c >= 0 {
			part[i] = into[c]
		}
	}
	bySize(part)
}

func sortedKeys(m map[int32]int) []int32 {
	out := make([]int32, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
