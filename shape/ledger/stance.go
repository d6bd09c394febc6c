package ledger

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

// reverses reports whether b, which shares the words of a headline a, holds
// another thing of them: what a says of most b says of some, or the work that
// one of them would do by themselves the other leaves to somebody else.
func reverses(a, b *said) bool {
	return saysMost(a.words) && !saysAll(b.words) || doer(a.words)*doer(b.words) < 0 || fondness(a.words)*fondness(b.words) < 0
}

// saysMost reports whether a sentence speaks of most of a thing, saysAll whether
// of most or all of it and not of some.
func saysMost(words []string) bool {
	return slices.Contains(words, "most") && !run(words, "most", "of", "the", "time") || cued(words, "majority")
}

func saysAll(words []string) bool { return cued(words, "most of") && !cued(words, "some of") }

// fondness is 1 where the first word of liking or wanting in a sentence is
// affirmed of its speaker, -1 where it is denied, 0 where there is none.
func fondness(words []string) int {
	for i, w := range words {
		switch {
		case !among(w, "fond"), w == "like" && (i == 0 || !among(words[i-1], "before liking")): // "looks like"
		case deniedIn(words[max(0, i-3):i]):
			return -1
		default:
			return 1
		}
	}
	return 0
}

// doer is 1 where a sentence wants a thing done by its speaker, -1 where it wants
// it done by a machine or somebody else, 0 where it says neither.
func doer(words []string) int {
	switch {
	case !preferred(words) && !wished(words):
		return 0
	case cued(words, "left to it"):
		return -1
	case cued(words, "by oneself"):
		return 1
	}
	return 0
}

// farFetched reports whether a sentence names a danger only to say that it will
// not come: "I have a hard time seeing AI take over", "I won't be replaced".
func farFetched(words []string) bool { return cued(words, "far-fetched") }

// imaginedWork reports whether a habit is named as what would have to be done, or
// as one of two ways out, and not as what is done: "I'd have to double check all
// of it anyway, so I do without".
func imaginedWork(words []string) bool { return cued(words, "would have to") }

// turnsBack reports whether words that follow in the same turn take back what
// went before: what was to be done and still is not.
func turnsBack(words []string) bool { return cued(words, "did not come") }

// takenBackLater reports whether the rest of a turn, behind words that tell what
// somebody was promised, or in a call the next turns, says that it did not come:
// the promise alone reads as if all were well.
func (m *Maker) takenBackLater(it item) bool {
	if it.sig.Kind != heed.SigHears && it.sig.Kind != heed.SigLike && it.sig.Kind != heed.SigGain {
		return false
	}
	ut := &m.Corpus.Utterances[it.utt]
	turn := m.Corpus.Convs[ut.Conv].Turns[ut.Turn].Text
	end := ut.Span.End
	if it.span.Len() > 0 {
		end = it.span.End
	}
	if it.sig.Kind == heed.SigHears && service(m.Corpus.Convs[ut.Conv].Kind) && end < len(turn) && talk().tells("told two things", turn[end:]) {
		return true
	}
	shown := m.shown(it).words
	if !promised(shown) && it.sig.Kind == heed.SigHears || turnsBack(shown) {
		return false
	}
	if end < len(turn) && turnsBack(text.Words(text.Fold(turn[end:]))) {
		return true
	}
	v := m.Corpus.Convs[ut.Conv]
	for t := int(ut.Turn) + 1; service(v.Kind) && t < min(len(v.Turns), int(ut.Turn)+toldWithin); t++ {
		if v.Turns[t].Speaker == v.Turns[ut.Turn].Speaker && turnsBack(text.Words(text.Fold(v.Turns[t].Text))) {
			return true
		}
	}
	return false
}

// toldWithin is within how many turns of a call the rest of a story is told.
const toldWithin = 5

// promised reports whether a sentence tells of something that was going to be.
func promised(words []string) bool { return cued(words, "going to be") }

// praisedAround reports whether the sentences around one in its turn say that
// what it tells of pleased its speaker, and it says nothing of a hurt itself:
// "it is the second time that happens to me. I signed because of it."
func (m *Maker) praisedAround(u int32, s *said) bool {
	ut := &m.Corpus.Utterances[u]
	if listed("hurting", ut.Language, s.words) > 0 {
		return false
	}
	for k := max(0, u-2); k <= u+2 && int(k) < len(m.Corpus.Utterances); k++ {
		o := &m.Corpus.Utterances[k]
		if k == u || o.Conv != ut.Conv || o.Turn != ut.Turn || o.Person != ut.Person {
			continue
		}
		if listed("pleased", o.Language, m.said(k).words) > 0 && !m.said(k).negated {
			return true
		}
	}
	return false
}

// unsaid reports whether a sentence tells what somebody would have said.
func unsaid(words []string) bool { return cued(words, "unsaid") }

// company reports whether a sentence tells what a firm makes and how many it
// employs, and not what its speaker does; rated whether it explains a mark.
func company(words []string) bool {
	return cued(words[:min(len(words), 3)], "making") && cued(words, "employed")
}

func rated(words []string) bool {
	return opens(words, "marking") || opens(words, "marked") && slices.ContainsFunc(words[2:min(len(words), 6)], func(w string) bool { return among(w, "marks") || w[0] >= '1' && w[0] <= '9' })
}

// leadsIn reports whether a sentence only opens a list that comes after it, or
// only puts off the answer or asks back: "I think it depends on the task."
func leadsIn(sentence string, words []string) bool {
	if strings.HasSuffix(strings.TrimSpace(sentence), ":") {
		return true
	}
	if cued(words, "your meaning") && cued(words, "not sure of it") || cued(words, "asked back") {
		return true
	}
	return len(words) <= putOff && cued(words, "depending")
}

// putOff is the most words of an answer that says only that it depends.
const putOff = 9

// unheard reports whether a sentence in the first person, found to tell what
// somebody was told, has no word of saying or hearing.
func unheard(words []string) bool {
	return opens(words, "doer") && !slices.ContainsFunc(words, func(w string) bool { return stemmed(w, "saying or hearing") })
}

// stemmed reports whether a word begins with one of a list's.
func stemmed(word, list string) bool {
	for stem := range lists()[list] {
		if strings.HasPrefix(word, stem) {
			return true
		}
	}
	return false
}

// who is the part that a valued signal's words are said of: the speaker, whoever
// speaks to them, or somebody told to do it.
type who int

const (
	nobody who = iota // an order or advice, or it does not say
	speaker
	others
)

// whoUses is who a sentence says goes by what its signal names: the nearest
// subject before it. What the speaker only offers to do is nobody's yet.
func whoUses(ut *corpus.Utterance, sig *heed.Signal) who {
	words := text.Words(text.Fold(ut.Text))
	at := len(words)
	named := text.Words(text.Fold(sig.Value))
	if start := sig.Span.Start - ut.Span.Start; start > 0 && start <= len(ut.Text) {
		at = len(text.Words(text.Fold(ut.Text[:start])))
	} else if len(named) > 0 {
		if i := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, named[0]) }); i >= 0 {
			at = i
		}
	}
	for k := min(at, len(words)) - 1; k >= 0; k-- {
		switch {
		case among(words[k], "offering"):
			return nobody
		case among(words[k], "using"):
			return speaker
		case among(words[k], "others using"):
			return others
		}
	}
	if ut.Language == heed.Spanish && firstPerson(words, ut.Language) {
		return speaker
	}
	return nobody
}

// contacts reports whether a sentence tells of getting in touch or of looking
// something up: without that, a website is a piece of work and no channel.
func contacts(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return stemmed(w, "getting in touch") })
}

// usedBy keeps, of items that name the same channel, device or touchpoint, those
// of which the same people are said to use it: most often the speakers. Who was
// rung and who rings are two things.
func (m *Maker) usedBy(items []item) []item {
	if len(items) == 0 || !valued(items[0].sig) {
		return items
	}
	switch items[0].sig.Kind {
	case heed.SigChannel, heed.SigTouchpoint, heed.SigDevice:
	default:
		return items
	}
	by := map[who][]item{}
	for _, it := range items {
		if s := m.said(it.utt); it.sig.Kind == heed.SigChannel && !contacts(s.words) || s.negated || wished(s.words) || conditional(s.words) {
			continue // what is not done or only wished for is no way that anybody goes
		}
		w := whoUses(&m.Corpus.Utterances[it.utt], it.sig)
		by[w] = append(by[w], it)
	}
	if len(by[others]) > len(by[speaker]) {
		return by[others]
	}
	return by[speaker]
}

// refusesIt reports whether a sentence says what its speaker keeps from the thing
// that is talked about.
func refusesIt(words []string) bool { return cued(words, "kept from it") }

// listsUses reports whether a sentence lists what a thing is used for and does not
// say that it helps: "the main tasks that I use it for are".
func listsUses(words []string) bool {
	for i, w := range words {
		if among(w, "use") && slices.Contains(words[i:min(len(words), i+4)], "for") && firstPerson(words[max(0, i-4):i], heed.English) {
			return true
		}
	}
	return cued(words, "use, Spanish")
}

// helpsBeside reports whether a sentence says that a thing helps beside what it
// is used for: to brainstorm is a use.
func helpsBeside(words []string, lang heed.Language) bool {
	rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return among(w, "a use by itself") })
	return listed("helping", lang, rest) > 0
}

// stative reports whether a sentence begins with what its speaker is.
func stative(words []string) bool {
	return len(words) > 2 && opens(words, "state of oneself") && !strings.HasSuffix(words[2], "ing") && !among(words[2], "no state")
}

// plainHurt is the valence below which words hurt that have no word for it.
const plainHurt = 0.25

// cellOf is where a claim of a kind stands on a map. What people like is a gain
// and what stops them a pain only where the words help or hurt.
func (m *Maker) cellOf(kind heed.SignalKind, centre item) heed.Cell {
	cell := CellOf(kind)
	ut, s := &m.Corpus.Utterances[centre.utt], m.said(centre.utt)
	switch kind {
	case heed.SigLike:
		if refusesIt(s.words) || !cued(s.words, "easing") {
			return "" // that somebody loves their work is no gain of the thing's
		}
	case heed.SigBarrier:
		if listed("hurting", ut.Language, s.words) == 0 && ut.Valence > -plainHurt {
			return ""
		}
	}
	return cell
}

// bears reports whether an item's sentence can be told under a kind.
func (m *Maker) bears(it item, k heed.SignalKind) bool {
	return m.borne(k, &m.Corpus.Utterances[it.utt], m.said(it.utt), false) == k
}

// delegates reports whether a sentence tells to whom its speaker leaves a task,
// whatever it calls the task: that is a way of working and not a hurt.
func delegates(words []string) bool { return cued(words, "delegating") }

// thatPart reports whether a sentence speaks of "that aspect" and the like, which
// only the one before it names.
func thatPart(words []string) bool {
	if cued(words[:min(len(words), openingWords+4)], "part of it") {
		return true
	}
	for i := range words {
		if among(words[i], "that one") && i+1 < len(words) && among(words[i+1], "part") &&
			(i+2 >= len(words) || !among(words[i+2], "of") || i+3 < len(words) && among(words[i+3], "whose")) {
			return true
		}
	}
	return false
}
