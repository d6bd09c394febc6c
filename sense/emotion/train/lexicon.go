package train

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed/sense/emotion/internal/ngram"
)

// LexiconSources are the files a valence lexicon is derived from; nil ones are
// left out.
type LexiconSources struct {
	Vader    io.Reader // vader_lexicon.txt: word, mean -4..4
	Emoji    io.Reader // vader_emoji_utf8_lexicon.txt: emoji, description
	Afinn    io.Reader // word, -5..5
	AfinnMap io.Reader // the same as one JSON object
	Senticon io.Reader // ML-SentiCon: word, part of speech, polarity -1..1, deviation
	Spanish  bool      // inflect the lemmas of Senticon
	Vectors  *Vectors  // derive a valence for unrated words; may be nil
}

// mean gathers the weighted ratings of one normalised word.
type mean struct{ sum, weight float64 }

// BuildLexicon merges the sources into lines "word, tab, valence -1..1",
// sorted. Rated words (VADER, AFINN) count more than derived ones (ML-SentiCon,
// machine translations, vectors).
func BuildLexicon(w io.Writer, src LexiconSources) error {
	words := map[string]mean{}
	var b ngram.Buffer
	add := func(word string, v, weight float64) {
		b.Tokenise(word)
		if len(b.Tokens) != 1 || v == 0 {
			return
		}
		key := string(b.Norm[b.Tokens[0].Start:b.Tokens[0].End])
		m := words[key]
		words[key] = mean{m.sum + v*weight, m.weight + weight}
	}
	err := columns(src.Vader, 2, func(c []string, v float64) { add(c[0], v/4, 2) })
	if err != nil {
		return fmt.Errorf("vader: %w", err)
	}
	if err = columns(src.Afinn, 2, func(c []string, v float64) { add(c[0], v/5, 2) }); err != nil {
		return fmt.Errorf("afinn: %w", err)
	}
	if src.AfinnMap != nil {
		var m map[string]*float64
		if err := json.NewDecoder(src.AfinnMap).Decode(&m); err != nil {
			return fmt.Errorf("afinn map: %w", err)
		}
		for _, k := range slices.Sorted(mapKeys(m)) {
			if m[k] != nil {
				add(k, *m[k]/5, 0.5)
			}
		}
	}
	err = columns(src.Senticon, 3, func(c []string, v float64) {
		add(c[0], 0.6*v, 1) // its scores run higher than people's ratings
		if src.Spanish {
			for _, form := range inflect(c[0], c[1]) {
				add(form, 0.6*v, 0.25)
			}
		}
	})
	if err != nil {
		return fmt.Errorf("senticon: %w", err)
	}
	if err := addEmoji(src.Emoji, words, add); err != nil {
		return fmt.Errorf("emoji: %w", err)
	}
	all := map[string]float64{}
	if src.Vectors != nil {
		all = extend(words, src.Vectors)
	}
	for k, m := range words {
		all[k] = m.sum / m.weight
	}
	out := bufio.NewWriter(w)
	for _, k := range slices.Sorted(mapKeys(all)) {
		v := all[k]
		if v > -0.05 && v < 0.05 {
			continue
		}
		fmt.Fprintf(out, "%s\t%.2f\n", k, v)
	}
	return out.Flush()
}

// addEmoji rates a pictograph by the words that describe it.
func addEmoji(r io.Reader, words map[string]mean, add func(string, float64, float64)) error {
	type rating struct {
		sign string
		v    float64
	}
	var all []rating
	err := lines(r, func(c []string) error {
		if len(c) < 2 {
			return nil
		}
		sum, n := 0.0, 0.0
		for _, d := range strings.Fields(c[1]) {
			if m, ok := words[strings.ToLower(strings.Trim(d, ":,“”"))]; ok && m.weight > 0 {
				sum += m.sum / m.weight
				n++
			}
		}
		if n > 0 {
			all = append(all, rating{c[0], sum / n})
		}
		return nil
	})
	for _, e := range all {
		add(e.sign, e.v, 1)
	}
	return err
}

// columns calls f for each tab-separated line whose nth column is a number.
func columns(r io.Reader, n int, f func(c []string, v float64)) error {
	return lines(r, func(c []string) error {
		if len(c) < n {
			return nil
		}
		if v, err := strconv.ParseFloat(strings.TrimSpace(c[n-1]), 64); err == nil {
			f(c, v)
		}
		return nil
	})
}

func lines(r io.Reader, f func(c []string) error) error {
	if r == nil {
		return nil
	}
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		if err := f(strings.Split(sc.Text(), "\t")); err != nil {
			return err
		}
	}
	return sc.Err()
}

func mapKeys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// inflect gives the regular forms of a Spanish lemma that speech uses most:
// gender and number; for verbs the present, past, participle and gerund.
func inflect(lemma, pos string) []string {
	if len(lemma) < 4 || strings.ContainsAny(lemma, " _") {
		return nil
	}
	stem := lemma[:len(lemma)-1]
	switch pos {
	case "a", "n":
		switch lemma[len(lemma)-1] {
		case 'o':
			if pos == "n" {
				return []string{lemma + "s"}
			}
			return []string{stem + "a", stem + "os", stem + "as"}
		case 'a', 'e':
			return []string{lemma + "s"}
		case 's', 'x':
			return nil
		case 'z':
			return []string{stem + "ces"}
		}
		return []string{lemma + "es"}
	case "v":
		if len(lemma) < 5 {
			return nil
		}
		stem = lemma[:len(lemma)-2]
		switch lemma[len(lemma)-2:] {
		case "ar":
			return join(stem, "o", "as", "a", "amos", "an", "e", "aste", "aron", "aba", "aban", "ado", "ada",
				"ados", "adas", "ando", "en", "es")
		case "er":
			return join(stem, "o", "es", "e", "emos", "en", "i", "iste", "io", "ieron", "ia", "ian", "ido",
				"ida", "idos", "idas", "iendo", "a", "as", "an")
		case "ir":
			return join(stem, "o", "es", "e", "imos", "en", "i", "iste", "io", "ieron", "ia", "ian", "ido",
				"ida", "idos", "idas", "iendo", "a", "as", "an")
		}
	}
	return nil
}

func join(stem string, ends ...string) []string {
	for i, e := range ends {
		ends[i] = stem + e
	}
	return ends
}
