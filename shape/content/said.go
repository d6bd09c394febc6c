package content

import (
	"cmp"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
)

const (
	// mostSaid is how many quotations of an item are kept, and ofPerson how
	// many of them of one person.
	mostSaid, ofPerson = 12, 3
	// fragment is how many words a sentence has at most that cannot stand
	// without those after it: "The renewal letter."
	fragment = 4
	// lately is how many sentences before the end of our turn an item may be
	// named for the next turn to answer it.
	lately = 2
	// inOne is how many sentences of an answer make one quotation at most.
	inOne = 4
	// telling is how many words of an answer tell something where nothing was
	// found in them.
	telling = 6
)

// place is the end of a sentence.
type place struct {
	conversation string
	turn, end    int
}

// found is a sentence of an item.
type found struct {
	utt  int32
	last int32 // a fragment is shown with the sentences after it
	how  heed.ContentTie
}

// Find fills in what customers say of each item. Who refuses to be quoted, or
// speaks in confidence, is counted and not quoted; colleagues' accounts and
// market reports are nobody's answer.
func Find(c *corpus.Corpus, items []heed.ContentItem, claims []heed.Claim) []heed.ContentItem {
	if len(items) == 0 {
		return items
	}
	f := finder{c: c, items: items, names: newNames(items), of: make([][]found, len(items)), claim: map[place]string{}}
	for i := range claims {
		for _, e := range claims[i].Evidence {
			if e.Stance == heed.Supports && claims[i].Basis != heed.Assumed {
				f.claim[place{e.Conversation, e.Turn, e.End}] = claims[i].ID
			}
		}
	}
	for from := 0; from < len(c.Utterances); {
		to := from + 1
		for to < len(c.Utterances) && c.Utterances[to].Conv == c.Utterances[from].Conv {
			to++
		}
		f.conversation(int32(from), int32(to))
		from = to
	}
	for i := range items {
		f.fill(i)
	}
	return items
}

type finder struct {
	c     *corpus.Corpus
	items []heed.ContentItem
	names *names
	of    [][]found
	claim map[place]string
}

// conversation looks through one conversation from its beginning: what was
// named in it decides what a short name means.
func (f *finder) conversation(from, to int32) {
	v := &f.c.Convs[f.c.Utterances[from].Conv]
	replied := map[int]bool{}
	if v.Kind == heed.KindEmail {
		for _, h := range f.names.in(v.Title) {
			if n := &f.names.all[h.name]; !n.short() {
				replied[n.item] = true
			}
		}
	}
	known := map[int]int{} // items named so far, by when last
	for i := range replied {
		known[i] = 0
	}
	at, tick := from, 1
	for t := range v.Turns {
		first := at
		for at < to && int(f.c.Utterances[at].Turn) == t {
			at++
		}
		if first == at { // nobody who is read speaks here
			for i, asked := range f.ours(v.Turns[t].Text, v, known, &tick) {
				if asked && t+1 < len(v.Turns) {
					f.answer(i, at, to, int32(t+1))
				}
			}
			continue
		}
		if q := v.Turns[t].Question; q != "" {
			for i := range f.ours(q, v, known, &tick) {
				f.answer(i, first, to, int32(t))
			}
		}
		for u := first; u < at; u++ {
			for i, how := range f.theirs(f.c.Utterances[u].Text, v, known, &tick) {
				f.add(i, found{u, u, how})
			}
			for i := range replied {
				if f.tells(u) {
					f.add(i, found{u, u, heed.TieReplies})
				}
			}
		}
	}
}

// ours are the items that our turn names, true for those named at its end.
func (f *finder) ours(s string, v *corpus.Conversation, known map[int]int, tick *int) map[int]bool {
	hits := f.resolve(s, v, known, tick)
	if len(hits) == 0 {
		return nil
	}
	end := 0
	if sentences := text.Sentences(s, v.Language); len(sentences) > lately {
		end = sentences[len(sentences)-lately].Start
	}
	out := map[int]bool{}
	for _, h := range hits {
		i := f.names.all[h.name].item
		out[i] = out[i] || h.at >= end
	}
	return out
}

// theirs are the items that a sentence of a customer speaks of.
func (f *finder) theirs(s string, v *corpus.Conversation, known map[int]int, tick *int) map[int]heed.ContentTie {
	out := map[int]heed.ContentTie{}
	for _, h := range f.resolve(s, v, known, tick) {
		n := &f.names.all[h.name]
		if how := out[n.item]; how == heed.TieNamed {
			continue
		}
		out[n.item] = heed.TieNamed
		if n.short() {
			out[n.item] = heed.TieShort
		}
	}
	return out
}

// resolve finds what a text names and notes it. A short name stands for the
// item that was named last in the conversation, or for the only one of the
// conversation's stage; where that is not plain it stands for nothing.
func (f *finder) resolve(s string, v *corpus.Conversation, known map[int]int, tick *int) (out []hit) {
	var unsure []hit
	full := map[int]bool{}
	for _, h := range f.names.in(s) {
		n := &f.names.all[h.name]
		if n.short() {
			unsure = append(unsure, h)
			continue
		}
		full[n.item] = true
		out = append(out, h)
	}
	byWord := map[string][]hit{}
	var order []string
	for _, h := range unsure {
		w := f.names.all[h.name].words[0]
		if byWord[w] == nil {
			order = append(order, w)
		}
		byWord[w] = append(byWord[w], h)
	}
	for _, w := range order {
		if i := f.meant(byWord[w], v, known); i >= 0 && !full[f.names.all[byWord[w][i].name].item] {
			out = append(out, byWord[w][i])
		}
	}
	for _, h := range out {
		known[f.names.all[h.name].item] = *tick
		*tick++
	}
	return out
}

// meant is which of several items with the same short name is meant, -1: that
// is not plain.
func (f *finder) meant(hits []hit, v *corpus.Conversation, known map[int]int) int {
	best, when := -1, -1
	for k, h := range hits {
		if t, ok := known[f.names.all[h.name].item]; ok && t > when {
			best, when = k, t
		}
	}
	if best >= 0 || v.Stage == "" {
		return best
	}
	item := -1
	for k, h := range hits {
		i := f.names.all[h.name].item
		if !slices.ContainsFunc(f.items[i].Figures, func(g heed.ContentFigures) bool { return g.Stage == v.Stage }) || i == item {
			continue
		}
		if item >= 0 {
			return -1
		}
		best, item = k, i
	}
	return best
}

// answer takes what is said in a turn as an answer to an item.
func (f *finder) answer(item int, at, to, turn int32) {
	for ; at < to && f.c.Utterances[at].Turn <= turn; at++ {
		if f.c.Utterances[at].Turn == turn && f.tells(at) {
			f.add(item, found{at, at, heed.TieAnswers})
		}
	}
}

// tells reports whether an answer says something: a feeling or a finding is in
// it, or it is more than a word or two.
func (f *finder) tells(u int32) bool {
	ut := &f.c.Utterances[u]
	if ut.Courtesy {
		return false
	}
	_, feels := ut.Strongest()
	return feels || len(ut.Signals) > 0 || len(text.Words(ut.Text)) >= telling
}

func (f *finder) add(item int, x found) {
	ut := &f.c.Utterances[x.utt]
	if ut.Person < 0 {
		return
	}
	long := len(text.Words(ut.Text))
	for x.how != heed.TieAnswers && long <= fragment && int(x.last)+1 < len(f.c.Utterances) {
		n := &f.c.Utterances[x.last+1]
		if n.Conv != ut.Conv || n.Turn != ut.Turn {
			break
		}
		x.last++
		long += len(text.Words(n.Text))
	}
	list := f.of[item]
	if n := len(list) - 1; n >= 0 && (x.how == heed.TieAnswers || x.how == heed.TieReplies) { // what is said in one go is one quotation
		if was := &list[n]; was.how == x.how && was.last+1 == x.utt && x.utt-was.utt < inOne &&
			f.c.Utterances[was.utt].Turn == ut.Turn && f.c.Utterances[was.utt].Conv == ut.Conv {
			was.last = x.utt
			return
		}
	}
	for i := range list { // one sentence counts once, by its surest tie
		if list[i].utt <= x.utt && x.utt <= list[i].last {
			if rank(x.how) < rank(list[i].how) {
				list[i].how = x.how
			}
			return
		}
	}
	f.of[item] = append(list, x)
}

func rank(t heed.ContentTie) int {
	return slices.Index([]heed.ContentTie{heed.TieNamed, heed.TieShort, heed.TieReplies, heed.TieAnswers}, t)
}

// fill counts who speaks of an item and takes the words that tell most: the
// surest ties first, of those the strongest feeling and the most that was found.
func (f *finder) fill(i int) {
	item := &f.items[i]
	people, orgs, closed := map[int32]bool{}, map[string]bool{}, map[int32]bool{}
	open := map[int32]bool{}
	var said []heed.ContentSaid
	of := map[string]int{}
	for _, x := range f.of[i] {
		item.Sentences += int(x.last-x.utt) + 1
		ut := &f.c.Utterances[x.utt]
		people[ut.Person] = true
		if o := f.c.People[ut.Person].Organisation; o != "" {
			orgs[o] = true
		}
		if ut.Withheld || f.c.Utterances[x.last].Withheld {
			closed[ut.Person] = true
			continue
		}
		open[ut.Person] = true
		said = append(said, f.quote(x))
	}
	item.People, item.Organisations = len(people), len(orgs)
	for p := range closed {
		if !open[p] {
			item.Withheld++
		}
	}
	slices.SortStableFunc(said, func(x, y heed.ContentSaid) int {
		return cmp.Or(cmp.Compare(rank(x.How), rank(y.How)), cmp.Compare(weight(&y), weight(&x)),
			cmp.Compare(x.Conversation, y.Conversation), cmp.Compare(x.Turn, y.Turn), cmp.Compare(x.Start, y.Start))
	})
	for _, s := range said {
		if of[s.Participant] < ofPerson && len(item.Said) < mostSaid {
			of[s.Participant]++
			item.Said = append(item.Said, s)
		}
	}
}

func weight(s *heed.ContentSaid) float64 { return s.Intensity + 0.3*float64(min(len(s.Signals), 2)) }

// quote makes a quotation of a sentence.
func (f *finder) quote(x found) heed.ContentSaid {
	ut, last := &f.c.Utterances[x.utt], &f.c.Utterances[x.last]
	s := heed.ContentSaid{How: x.how}
	s.Evidence = ledger.Evidence(f.c, x.utt, heed.Span{Start: ut.Span.Start, End: last.Span.End}, nil, heed.Supports)
	s.Rule = "content." + string(x.how)
	for u := x.utt; u <= x.last; u++ {
		if felt, ok := f.c.Utterances[u].Strongest(); ok && felt.Intensity > s.Intensity {
			s.Feeling, s.Intensity = felt.Name, felt.Intensity
		}
		for k := range f.c.Utterances[u].Signals {
			if kind := f.c.Utterances[u].Signals[k].Kind; !slices.Contains(s.Signals, kind) {
				s.Signals = append(s.Signals, kind)
			}
		}
		v := &f.c.Convs[ut.Conv]
		if id := f.claim[place{v.ID, int(ut.Turn), f.c.Utterances[u].Span.End}]; id != "" {
			s.Claim = cmp.Or(s.Claim, id)
		}
	}
	slices.SortFunc(s.Signals, func(a, b heed.SignalKind) int {
		return cmp.Compare(slices.Index(heed.SignalKinds, a), slices.Index(heed.SignalKinds, b))
	})
	return s
}
