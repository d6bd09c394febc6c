package sense

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/sense/emotion"
)

// Result is what was understood of one whole text, for the `heed sense` filter.
// Over several sentences each score is the best of any of them; valence is
// their mean, weighted by length, and arousal the highest.
type Result struct {
	Language heed.Language       `json:"lang"`
	Labels   []string            `json:"labels"` // over their thresholds, strongest first
	Scores   [28]float64         `json:"scores"` // 0..1, in the order of emotion.Labels
	Basic    []string            `json:"basic"`
	Emotions []heed.FeelingScore `json:"emotions,omitempty"`
	Valence  float64             `json:"valence"`
	Arousal  float64             `json:"arousal"`
	Signals  []heed.Signal       `json:"signals,omitempty"`
}

// Text reads one text as a whole. An empty lang is recognised.
func (s *Sense) Text(txt string, lang heed.Language) Result {
	if lang == "" {
		lang, _ = text.Language(txt)
	}
	k := s.pool.Get().(*scratch)
	defer s.pool.Put(k)
	m := s.model()
	var best emotion.Scores
	var feelings [feelingCount]float64
	res := Result{Language: lang, Labels: []string{}, Basic: []string{}}
	once := len(txt) <= onceBytes && known(lang) && strings.TrimSpace(txt) != ""
	if once && s.opts.OnlyEmotion { // read as one, its sentences are not needed
		k.spans = append(k.spans[:0], heed.Span{End: len(txt)})
	} else {
		k.spans = text.AppendSentences(k.spans[:0], txt, lang)
	}
	weight, was := 0.0, noJoke
	add := func(r *heed.Reading) {
		for _, f := range r.Feelings {
			i := slices.Index(heed.Feelings, f.Name)
			feelings[i] = max(feelings[i], f.Intensity)
		}
		n := float64(r.Span.Len())
		res.Valence += r.Valence * n
		weight += n
		res.Arousal = max(res.Arousal, r.Arousal)
		res.Signals = append(res.Signals, r.Signals...)
	}
	// a sentence may still act on the one before it, on no other: two are kept
	var before heed.Reading
	for i, sp := range k.spans {
		r := heed.Reading{Span: sp, Text: txt[sp.Start:sp.End]}
		sc := s.score(k, r.Text, lang)
		if s.opts.OnlyEmotion {
			r.Valence, r.Arousal = float64(sc.Valence), float64(sc.Arousal)
		} else {
			s.fill(&r, k, txt, lang, &sc, false)
			if i > 0 && known(lang) {
				joins(&before, &r, was, k)
			}
			was = k.find.part
		}
		for i, p := range sc.Labels {
			best.Labels[i] = max(best.Labels[i], p)
		}
		for i, p := range sc.Basic {
			best.Basic[i] = max(best.Basic[i], p)
		}
		if i > 0 {
			add(&before)
		}
		before = r
	}
	if len(k.spans) > 0 {
		add(&before)
	}
	if weight > 0 {
		res.Valence = round(res.Valence / weight)
	}
	res.Arousal = round(res.Arousal)
	if len(k.spans) > 1 && once {
		s.whole(k, txt, lang, &best)
	}
	if len(k.spans) > 1 { // neutral is what is left, not what any sentence had
		rest := float32(1)
		for i, p := range best.Labels {
			if i != emotion.Neutral {
				rest = min(rest, 1-p)
			}
		}
		best.Labels[emotion.Neutral] = min(best.Labels[emotion.Neutral], rest)
	}
	for i, p := range best.Labels {
		res.Scores[i] = round(float64(p))
	}
	if !known(lang) {
		return res
	}
	k.over = m.Over(&best, string(lang), k.over[:0])
	over := k.over
	slices.SortStableFunc(over, func(a, b int) int {
		if best.Labels[a] != best.Labels[b] {
			if best.Labels[a] > best.Labels[b] {
				return -1
			}
			return 1
		}
		return strings.Compare(emotion.Labels[a], emotion.Labels[b])
	})
	if len(over) > 0 {
		res.Labels = labelNames(over)
	}
	k.basic = m.OverBasic(&best, string(lang), k.basic[:0])
	if s.opts.OnlyEmotion {
		k.basic = headBasics(k.basic, &best)
	} else {
		res.Emotions = gather(feelings)
		k.basic = basics(k.basic, &best, res.Emotions)
	}
	if len(k.basic) > 0 {
		res.Basic = basicNames(k.basic)
	}
	return res
}

// onceBytes is the longest text that is also read as one: about as long as
// what the heads learnt from.
const onceBytes = 700

// whole brings in what the text as one lets expect.
func (s *Sense) whole(k *scratch, txt string, lang heed.Language, best *emotion.Scores) {
	all := s.score(k, txt, lang)
	best.Labels, best.Basic = all.Labels, all.Basic
}

// gather lists feelings strongest first, neutral only where there is no other.
func gather(all [feelingCount]float64) []heed.FeelingScore {
	var out []heed.FeelingScore
	for i, v := range all {
		if v > 0 && i != neutral {
			out = append(out, heed.FeelingScore{Name: heed.Feelings[i], Intensity: v})
		}
	}
	if len(out) == 0 {
		return []heed.FeelingScore{{Name: heed.Neutral, Intensity: max(all[neutral], 0.5)}}
	}
	slices.SortStableFunc(out, func(a, b heed.FeelingScore) int {
		switch {
		case a.Intensity > b.Intensity:
			return -1
		case a.Intensity < b.Intensity:
			return 1
		}
		return 0
	})
	return out
}
