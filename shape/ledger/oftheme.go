package ledger

import (
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/themes"
)

// ofTheme reports whether a claim may be counted with the theme of the words
// that stand for it: a person named that theme, or these words, or half of the
// people who say it, hold what names it. To lie nearest to a theme's centre is
// not to speak of it.
func (m *Maker) ofTheme(centre item, members []item) bool {
	t := centre.theme
	if t < 0 {
		return false
	}
	if int(t) < len(m.Given) && m.Given[t] {
		return true
	}
	if int(t) >= len(m.Called) {
		return false
	}
	if len(m.Called[t]) == 0 {
		return false
	}
	name := m.Called[t][0] // what it is called; the others say it in other words
	if m.holds(centre.utt, name) && !m.inPassing(centre, name) {
		return true
	}
	with, voices := map[int32]bool{}, map[int32]bool{}
	for _, it := range members {
		voices[it.voice] = true
		if m.holds(it.utt, name) {
			with[it.voice] = true
		}
	}
	return len(with) > 1 && 2*len(with) >= len(voices)
}

// holds reports whether a sentence says what names a theme.
func (m *Maker) holds(u int32, name string) bool {
	ut := &m.Corpus.Utterances[u]
	return themes.Holds(ut.Text, name, ut.Language)
}

// inPassing reports whether the words of a headline only hold what a theme is
// called to say that it is not that ("it is not the money"), or in what somebody
// else is quoted with.
func (m *Maker) inPassing(it item, name string) bool {
	words, named := m.said(it.utt).words, text.Words(text.Fold(name))
	if run(words, append([]string{"not", "the"}, named...)...) || run(words, append([]string{"no", "es", "el"}, named...)...) || run(words, append([]string{"no", "es", "la"}, named...)...) {
		return true
	}
	ut := &m.Corpus.Utterances[it.utt]
	at := strings.IndexAny(ut.Text, "\"“«")
	return it.sig.Kind == heed.SigHears && at > 0 && !themes.Holds(ut.Text[:at], name, ut.Language)
}
