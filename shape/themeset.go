package shape

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/quote"
	"github.com/heedhq/heed/shape/stats"
	"github.com/heedhq/heed/shape/themes"
)

// mostMembers is the most quotations that a theme stores.
const mostMembers = 50

// themeSet describes the groups of texts as themes.
func (b *builder) themeSet() heed.ThemeSet {
	g := b.groups
	set := heed.ThemeSet{Themes: make([]heed.Theme, g.Groups), Given: len(b.texts), Silhouette: round3(g.Silhouette)}
	members := make([][]int32, g.Groups)
	for i, c := range g.Of {
		if c < 0 {
			set.Ungrouped++
			continue
		}
		members[c] = append(members[c], int32(i))
	}
	unit := make([]int32, len(b.texts))
	for i, u := range b.utt {
		unit[i] = b.c.Utterances[u].Person
		if unit[i] < 0 {
			unit[i] = -2 - b.c.Utterances[u].Conv
		}
	}
	names, about := g.Names(b.texts, unit, 6)
	names = distinctNames(names)
	for c := range set.Themes {
		set.Themes[c] = b.describe(c, members[c], names[c])
	}
	for i, c := range g.Of {
		if c >= 0 && about[i] {
			set.Themes[c].About++
			set.About++
		}
	}
	b.identify(set.Themes)
	set.Saturation = b.saturation(members)
	return set
}

func (b *builder) describe(c int, members []int32, phrases []themes.Phrase) heed.Theme {
	g := b.groups
	t := heed.Theme{Utterances: len(members), Cohesion: round3(g.Cohesion[c]), Segments: map[string]int{}}
	for i, p := range phrases {
		if i == 0 {
			t.Label, t.Language = p.Text, p.Lang
		}
		t.Words = append(t.Words, p.Text)
	}
	slices.SortStableFunc(members, func(x, y int32) int {
		return cmp.Or(cmp.Compare(g.Fit[y], g.Fit[x]), cmp.Compare(x, y))
	})
	orgs, who := map[string]bool{}, map[int32]stats.Ratio{}
	feelings := map[heed.Feeling]float64{}
	best, looked := 0.0, 0
	for k, r := range members {
		ut := &b.c.Utterances[b.utt[r]]
		v := b.c.Convs[ut.Conv]
		if ut.Person >= 0 {
			p := &b.c.People[ut.Person]
			x := who[ut.Person]
			if x.Over == 0 && p.Segment != "" {
				t.Segments[p.Segment]++
			}
			who[ut.Person] = stats.Ratio{Sum: x.Sum + ut.Valence, Over: x.Over + 1}
			if p.Organisation != "" {
				orgs[p.Organisation] = true
			}
		}
		if ut.Withheld {
			continue
		}
		for _, f := range ut.Feelings {
			if f.Name != heed.Neutral {
				feelings[f.Name] += f.Intensity
			}
		}
		whole := heed.Quotation{Conversation: v.ID, Turn: int(ut.Turn), Span: ut.Span, Text: ut.Text}
		if int(ut.Turn) < len(v.Revision) {
			whole.Revision = v.Revision[ut.Turn]
		}
		if len(t.Members) < mostMembers {
			t.Members = append(t.Members, whole)
		}
		// where there is a name, only a sentence that says it is central
		if t.Label != "" && !themes.Holds(ut.Text, t.Label, t.Language) || ut.Person < 0 {
			continue
		}
		if t.Label == "" && k >= max(30, len(members)/8) || looked >= 200 {
			continue
		}
		looked++
		sp, q := quote.Best(v.Turns[ut.Turn].Text, ut.Span, ut.Span, ut.Language)
		if wide, ok := b.c.Alone(b.utt[r], sp, quote.Longest); ok && wide != sp {
			words, _ := wide.In(v.Turns[ut.Turn].Text)
			sp, q = wide, max(q, corpus.Widened*quote.Score(words, ut.Language))
		}
		said, _ := sp.In(v.Turns[ut.Turn].Text)
		fit := float64(g.Fit[r])
		s := q * fit * fit * fit
		if t.Label != "" && !themes.Holds(said, t.Label, t.Language) {
			s *= 0.1
		}
		if strings.Contains(said, "[") { // a pseudonym tells a stranger nothing
			s *= 0.5
		}
		if len(said) <= longestLabel {
			s *= 1.25
		}
		if s > best {
			best = s
			t.Central = whole
			t.Central.Span, t.Central.Text = sp, said
		}
	}
	if t.Central.Text == "" && len(t.Members) > 0 {
		t.Central = t.Members[0]
	}
	if t.Label == "" {
		t.Label, t.Language = clause(t.Central.Text), b.languageOf(t.Central)
	}
	t.People, t.Organisations = len(who), len(orgs)
	persons := make([]int32, 0, len(who))
	for p := range who {
		persons = append(persons, p)
	}
	slices.Sort(persons)
	ratios := make([]stats.Ratio, len(persons))
	for i, p := range persons {
		ratios[i] = who[p]
	}
	t.Valence = rounded(stats.BootstrapRatio(ratios, b.set.Bootstrap, b.set.Seed))
	for _, f := range heed.Feelings {
		if x := feelings[f] / float64(max(1, len(members))); x >= 0.01 {
			t.Feelings = append(t.Feelings, heed.FeelingScore{Name: f, Intensity: round3(x)})
		}
	}
	slices.SortStableFunc(t.Feelings, func(x, y heed.FeelingScore) int { return cmp.Compare(y.Intensity, x.Intensity) })
	if len(t.Feelings) > 3 {
		t.Feelings = t.Feelings[:3]
	}
	return t
}

// longestLabel is the most bytes of a quotation that stands where a theme has
// no name.
const longestLabel = 52

// clause is the clause of a quotation that stands best by itself, of at most
// longestLabel bytes; where none does, its beginning, cut at a word.
func clause(q string) string {
	if len(q) <= longestLabel {
		return q
	}
	lang, _ := text.Language(q)
	best, top := "", 0.5
	for _, sp := range text.Clauses(q, lang) {
		s, _ := sp.In(q)
		s = strings.Trim(s, " ,;:.–—-")
		if len(s) > longestLabel || strings.Count(s, "\"")%2 == 1 || strings.ContainsAny(s, "«»[") {
			continue
		}
		if x := quote.Score(s, lang); x > top || x == top && len(s) > len(best) {
			best, top = s, x
		}
	}
	if best != "" {
		return best
	}
	cut := strings.LastIndexByte(q[:longestLabel-len("…")], ' ')
	if cut < 0 {
		cut = longestLabel - len("…")
	}
	return strings.TrimRight(strings.ToValidUTF8(q[:cut], ""), " ,;:.–—-") + "…"
}

func (b *builder) languageOf(q heed.Quotation) heed.Language {
	l, _ := text.Language(q.Text)
	if l == heed.English || l == heed.Spanish {
		return l
	}
	return b.u.Language
}

// distinctNames drops the names that a larger theme has already, so that no
// two are called the same.
func distinctNames(names [][]themes.Phrase) [][]themes.Phrase {
	taken := map[string]bool{}
	for c := range names {
		names[c] = slices.DeleteFunc(names[c], func(p themes.Phrase) bool { return taken[text.Fold(p.Text)] })
		if len(names[c]) > 0 {
			taken[text.Fold(names[c][0].Text)] = true
		}
	}
	return names
}

// identify gives each theme its id: that of the previous theme with which it
// shares most quotations, where each is the other's best, else one made of its
// most central quotation. Names that a person gave are decisions, which every
// run lays on anew: a name that was taken back does not come with the id.
func (b *builder) identify(list []heed.Theme) {
	used := map[string]bool{}
	for i, old := range b.keep {
		if i < len(list) && !used[old.ID] {
			list[i].ID = old.ID
			used[old.ID] = true
		}
	}
	if b.in.Previous != nil && b.keep == nil {
		b.inherit(list, used)
	}
	for i := range list {
		if list[i].ID != "" {
			continue
		}
		id := themeID(b.in.Study.ID, list[i].Central.Text, list[i].Label)
		for n := 2; used[id]; n++ {
			id = themeID(b.in.Study.ID, list[i].Central.Text, fmt.Sprint(list[i].Label, n))
		}
		list[i].ID = id
		used[id] = true
	}
}

func themeID(parts ...string) string {
	h := fnv.New64a()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return fmt.Sprintf("t%08x", h.Sum64()>>32)
}

type place struct {
	conversation string
	turn, start  int
}

func (b *builder) inherit(list []heed.Theme, used map[string]bool) {
	where := map[place]int{}
	for i, c := range b.groups.Of {
		if c >= 0 {
			ut := &b.c.Utterances[b.utt[i]]
			where[place{b.c.Convs[ut.Conv].ID, int(ut.Turn), ut.Span.Start}] = int(c)
		}
	}
	type overlap struct{ old, now, shared int }
	var all []overlap
	before := b.in.Previous.Themes.Themes
	for o := range before {
		shared := map[int]int{}
		for _, q := range before[o].Members {
			if c, ok := where[place{q.Conversation, q.Turn, q.Start}]; ok {
				shared[c]++
			}
		}
		for c, n := range shared {
			all = append(all, overlap{o, c, n})
		}
	}
	slices.SortFunc(all, func(x, y overlap) int {
		return cmp.Or(cmp.Compare(y.shared, x.shared), cmp.Compare(x.old, y.old), cmp.Compare(x.now, y.now))
	})
	for _, o := range all {
		old := &before[o.old]
		if list[o.now].ID != "" || used[old.ID] || 4*o.shared < min(len(old.Members), mostMembers) {
			continue
		}
		list[o.now].ID = old.ID
		used[old.ID] = true
	}
}

// saturation counts new themes per run of conversations over those in the base
// (Guest, Namey and Chen, 2020), conversations in the order of their dates.
func (b *builder) saturation(members [][]int32) heed.Saturation {
	s := heed.Saturation{Base: b.set.SaturationBase, Run: b.set.SaturationRun, Threshold: b.set.SaturationNew}
	order := make([]int, 0, len(b.c.Convs))
	for i := range b.c.Convs {
		if v := b.c.Convs[i]; v.Sensed != nil && (v.Kind == "" || v.Kind.Heard()) && v.Source != heed.SourcePlayback {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(x, y int) int {
		a, c := b.c.Convs[x], b.c.Convs[y]
		return cmp.Or(a.Date.Time().Compare(c.Date.Time()), cmp.Compare(a.ID, c.ID))
	})
	rank := make(map[int32]int, len(order))
	for r, i := range order {
		rank[int32(i)] = r
	}
	fresh := make([]int, len(order))
	for _, m := range members {
		first := len(order)
		for _, r := range m {
			if at, ok := rank[b.c.Utterances[b.utt[r]].Conv]; ok {
				first = min(first, at)
			}
		}
		if first < len(order) {
			fresh[first]++
		}
	}
	known := 0
	for i, n := range fresh {
		known += n
		s.Found = append(s.Found, known)
		if i+1 == s.Base {
			s.BaseThemes = known
		}
	}
	s.Enough = len(order) >= s.Base+s.Run && s.BaseThemes > 0
	if !s.Enough {
		return s
	}
	for end := s.Base + s.Run; end <= len(order); end++ {
		s.Ratio = round3(float64(s.Found[end-1]-s.Found[end-1-s.Run]) / float64(s.BaseThemes))
		if s.Ratio <= s.Threshold && s.At == 0 {
			s.At = end
		}
	}
	s.Saturated = s.Ratio <= s.Threshold
	if !s.Saturated {
		s.At = 0
	}
	return s
}

func round3(x float64) float64 {
	if x < 0 {
		return -round3(-x)
	}
	return float64(int64(x*1000+0.5)) / 1000
}

func rounded(i heed.Interval) heed.Interval {
	i.Value, i.Low, i.High = round3(i.Value), round3(i.Low), round3(i.High)
	return i
}
