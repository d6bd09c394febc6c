package ledger

import (
	"cmp"
	_ "embed"
	"maps"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/needs"
)

//go:embed data/behaviours.txt
var behaviourData string

// behaviour is a rule from what people do to what they may think or feel.
type behaviour struct {
	name  string
	kind  heed.SignalKind
	does  map[heed.Language]string
	state map[heed.Language]string
	ways  []way
}

// way is one line of a rule: what must be said, what must stand beside it and
// what must not.
type way struct {
	cues    [][]piece
	besides [][]string
	unless  [][]piece
}

var behaviours = sync.OnceValue(func() []behaviour {
	var out []behaviour
	classes := map[string][]string{}
	for line := range strings.Lines(behaviourData) {
		line = strings.TrimSpace(line)
		if name, members, ok := strings.Cut(line, "}:"); ok && line[0] == '{' {
			classes[name+"}"] = strings.FieldsFunc(text.Fold(members), func(r rune) bool { return r == ',' || r == ' ' })
			continue
		}
		part := strings.Split(line, "|")
		if len(part) != 9 || strings.HasPrefix(line, "#") {
			continue
		}
		for i := range part {
			part[i] = strings.TrimSpace(part[i])
		}
		w := way{cues: pieces(part[6], classes), unless: pieces(part[8], classes)}
		for _, c := range strings.FieldsFunc(part[7], func(r rune) bool { return r == ',' || r == ' ' }) {
			w.besides = append(w.besides, classes[c])
		}
		if n := len(out) - 1; n >= 0 && out[n].name == part[0] {
			out[n].ways = append(out[n].ways, w)
			continue
		}
		out = append(out, behaviour{
			name: part[0], kind: heed.SignalKind(part[1]),
			does:  map[heed.Language]string{heed.English: part[2], heed.Spanish: part[3]},
			state: map[heed.Language]string{heed.English: part[4], heed.Spanish: part[5]},
			ways:  []way{w},
		})
	}
	return out
})

// shows reports whether a sentence's folded words tell of the behaviour: its
// subject is the speaker, what makes it telling stands beside it, and what it
// would let a reader suspect is not said outright.
func (b *behaviour) shows(words []string) bool {
	for _, w := range b.ways {
		if w.in(words) {
			return true
		}
	}
	return false
}

func (w *way) in(words []string) bool {
	if !anyRuns(words, w.cues) || anyRuns(words, w.unless) {
		return false
	}
	for _, class := range w.besides {
		if !slices.ContainsFunc(words, func(x string) bool { return slices.Contains(class, x) }) {
			return false
		}
	}
	return true
}

// matches reports whether the cue runs through words.
func matches(words, cue []string) bool {
	for i := range words {
		if needs.Follows(words[i:], cue) {
			return true
		}
	}
	return false
}

// infer makes claims of what the people may think or feel from what they say
// that they do: only first-person sentences that carry a does, task, pain or
// feels signal and ask nothing; a cue leaves no room for a denial. Words are ours, in lang, and the behaviour is
// named. Two people are needed; a single habit says little.
func (m *Maker) infer(persona string, utts []int32, lang heed.Language) []draft {
	if lang != heed.Spanish {
		lang = heed.English
	}
	rules := behaviours()
	n := parts(len(utts))
	pieces := make([][][]item, n)
	m.apart(n, func(s *Maker, i int) { pieces[i] = s.behaving(utts[i*len(utts)/n : (i+1)*len(utts)/n]) })
	found := make([][]item, len(rules))
	for _, piece := range pieces {
		for r := range piece {
			found[r] = append(found[r], piece[r]...)
		}
	}
	var out []draft
	for r, items := range found {
		if !severalVoices(items) {
			continue
		}
		rule := rules[r]
		slices.SortStableFunc(items, func(a, b item) int { return cmp.Compare(b.quality*b.weight, a.quality*a.weight) })
		d := draft{centre: items[0], Claim: heed.Claim{
			Kind: rule.kind, Words: rule.state[lang], Language: lang, Basis: heed.Inferred, Behaviour: rule.does[lang],
			Texts: maps.Clone(rule.state), Behaviours: maps.Clone(rule.does),
			Review: heed.Machine, Places: []heed.Place{{Persona: persona, Cell: CellOf(rule.kind)}},
		}}
		m.fill(&d.Claim, m.order(items[0], items), heed.Supports)
		for i := range d.Evidence {
			d.Evidence[i].Basis, d.Evidence[i].Rule = heed.Inferred, "behaviour:"+rule.name
		}
		d.ID = claimID(persona, &d.Claim)
		out = append(out, d)
	}
	return out
}

// behaving are the sentences that show each behaviour.
func (m *Maker) behaving(utts []int32) [][]item {
	rules := behaviours()
	found := make([][]item, len(rules))
	for _, u := range utts {
		ut := &m.Corpus.Utterances[u]
		if ut.Hearsay || ut.Person < 0 || m.unquotable(ut) || strings.ContainsAny(ut.Text, "?¿") {
			continue
		}
		k := slices.IndexFunc(ut.Signals, func(s heed.Signal) bool {
			switch s.Kind {
			case heed.SigDoes, heed.SigTask, heed.SigPain, heed.SigFeels, heed.SigThinks:
				return s.Basis != heed.Inferred
			}
			return false
		})
		if k < 0 {
			continue
		}
		words := text.Words(text.Fold(ut.Text))
		if !firstPerson(words, ut.Language) || imaginedWork(words) {
			continue
		}
		for r := range rules {
			if rules[r].shows(words) {
				if it := m.item(u, &ut.Signals[k]); it.quality > 0 {
					found[r] = append(found[r], it)
				}
			}
		}
	}
	return found
}

func severalVoices(items []item) bool {
	for _, it := range items {
		if it.voice != items[0].voice {
			return true
		}
	}
	return false
}

var selves = map[heed.Language][]string{
	heed.English: {"i", "we", "i'm", "i've", "i'd", "i'll", "we're", "we've", "we'd", "my", "our"},
	heed.Spanish: {"yo", "me", "mi", "mis", "nos", "nosotros", "nosotras", "nuestro", "nuestra"},
}

// firstPerson reports whether the sentence is about the speaker. Spanish says
// it in the verb: endings in -o, -amos, -emos, -imos and -é count.
func firstPerson(words []string, lang heed.Language) bool {
	for _, w := range words {
		if slices.Contains(selves[lang], w) {
			return true
		}
		if lang == heed.Spanish && len(w) > 3 && (strings.HasSuffix(w, "o") || strings.HasSuffix(w, "mos") || strings.HasSuffix(w, "e")) {
			return true
		}
	}
	return false
}
