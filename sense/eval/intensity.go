package eval

import (
	"bufio"
	"io"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
)

// Pair is two texts of which the first shows more of a feeling than the second.
type Pair struct {
	Language   heed.Language
	Feeling    heed.Feeling
	More, Less string
}

// Ordered counts how the intensities of the pairs of one language came out.
type Ordered struct {
	Language heed.Language
	N        int
	Right    int // the first text shows more
	Tied     int // both show the feeling, as strongly
	Unseen   int // neither shows it
}

// ReadPairs reads lines of language, feeling, more, less, parted by tabs; a line
// that begins with # is a remark.
func ReadPairs(r io.Reader) ([]Pair, error) {
	var out []Pair
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		if line := sc.Text(); line != "" && line[0] != '#' {
			f := strings.Split(line, "\t")
			if len(f) != 4 || !slices.Contains(heed.Feelings, heed.Feeling(f[1])) {
				return nil, heed.Errorf(heed.CodeInvalid, "line %d of the pairs is not a language, a feeling and two texts", n)
			}
			out = append(out, Pair{heed.Language(f[0]), heed.Feeling(f[1]), f[2], f[3]})
		}
	}
	return out, sc.Err()
}

// Order compares the intensities that read gives each text of a pair, by
// language, English first.
func Order(pairs []Pair, read func(text string, lang heed.Language) []heed.FeelingScore) []Ordered {
	out := []Ordered{{Language: heed.English}, {Language: heed.Spanish}}
	for _, p := range pairs {
		more, less := intensity(read(p.More, p.Language), p.Feeling), intensity(read(p.Less, p.Language), p.Feeling)
		o := &out[0]
		if p.Language == heed.Spanish {
			o = &out[1]
		}
		o.N++
		switch {
		case more > less:
			o.Right++
		case more == 0 && less == 0:
			o.Unseen++
		case more == less:
			o.Tied++
		}
	}
	return out
}

func intensity(list []heed.FeelingScore, name heed.Feeling) float64 {
	for _, f := range list {
		if f.Name == name {
			return f.Intensity
		}
	}
	return 0
}
