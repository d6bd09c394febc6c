package ledger

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

// mostOf are words that say a thing of nearly everything, someOf those that say
// it of a part.
var (
	mostOf = []string{"most", "majority", "mayoria", "all", "every", "everything", "any", "always", "todo", "todos", "todas", "toda", "cualquier", "siempre"}
	someOf = []string{"some", "certain", "few", "several", "aren't", "arent", "sometimes", "algunos", "algunas", "ciertos", "ciertas", "pocos", "pocas"}
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
	return slices.Contains(words, "most") && !run(words, "most", "of", "the", "time") || slices.Contains(words, "majority") || slices.Contains(words, "mayoria")
}

func saysAll(words []string) bool {
	has := func(list []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
	}
	return has(mostOf) && !has(someOf)
}

// fondness is 1 where the first word of liking or wanting in a sentence is
// affirmed of its speaker, -1 where it is denied, 0 where there is none.
func fondness(words []string) int {
	for i, w := range words {
		switch w {
		case "like", "love", "enjoy", "prefer", "gusta", "encanta", "prefiero":
			if w == "like" && (i == 0 || !slices.Contains([]string{"i", "we", "really", "don't", "dont", "not", "also", "do", "would", "i'd"}, words[i-1])) {
				continue // "looks like"
			}
			if slices.ContainsFunc(words[max(0, i-3):i], func(p string) bool {
				return p == "not" || p == "never" || p == "no" || p == "nunca" || p == "dont" || strings.HasSuffix(p, "n't")
			}) {
				return -1
			}
			return 1
		}
	}
	return 0
}

// doer is 1 where a sentence wants a thing done by its speaker, -1 where it wants
// it done by a machine or somebody else, 0 where it says neither.
func doer(words []string) int {
	if !preferred(words) && !wished(words) {
		return 0
	}
	for i, w := range words {
		switch w {
		case "for":
			if i+4 < len(words) && words[i+1] == "the" && words[i+2] == "ai" && words[i+3] == "to" || i+2 < len(words) && (words[i+1] == "ai" || words[i+1] == "it") && words[i+2] == "to" {
				return -1
			}
		case "que":
			if i+2 < len(words) && words[i+1] == "lo" && strings.HasPrefix(words[i+2], "hag") {
				return -1
			}
		}
	}
	if slices.Contains(words, "myself") || slices.Contains(words, "mismo") || slices.Contains(words, "misma") {
		return 1
	}
	return 0
}

// farFetched reports whether a sentence names a danger only to say that it will
// not come: "I have a hard time seeing AI take over", "I won't be replaced".
func farFetched(words []string) bool {
	for _, cue := range [][]string{
		{"hard", "time", "seeing"}, {"hard", "time", "believing"}, {"hard", "time", "imagining"}, {"can't", "see"}, {"cannot", "see"}, {"can't", "imagine"}, {"don't", "see"}, {"do", "not", "see"},
		{"unlikely"}, {"won't", "be", "replaced"}, {"wont", "be", "replaced"}, {"will", "not", "be", "replaced"}, {"never", "be", "replaced"}, {"cannot", "be", "replaced"}, {"can't", "be", "replaced"},
		{"won't", "replace"}, {"wont", "replace"}, {"can't", "replace"}, {"cannot", "replace"}, {"will", "not", "replace"}, {"never", "replace"}, {"only", "get", "stronger"},
		{"me", "cuesta", "creer"}, {"me", "cuesta", "imaginar"}, {"no", "veo"}, {"dudo", "que"}, {"improbable"},
	} {
		if matches(words, cue) {
			return true
		}
	}
	return false
}

// imaginedWork reports whether a habit is named as what would have to be done, or
// as one of two ways out, and not as what is done: "I'd have to double check all
// of it anyway, so I do without".
func imaginedWork(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		switch w {
		case "i'd", "we'd", "would", "either", "wouldn't", "tendria", "tendriamos":
			return true
		}
		return false
	})
}

// turnsBack reports whether words that follow in the same turn take back what
// went before: what was to be done and still is not.
func turnsBack(words []string) bool {
	for _, cue := range [][]string{
		{"still", "haven't"}, {"still", "hasn't"}, {"still", "not"}, {"still", "no"}, {"still", "nothing"}, {"hadn't", "heard"}, {"haven't", "heard"}, {"hasn't", "arrived"}, {"hasn't", "come"}, {"hadn't", "been"}, {"haven't", "had"}, {"haven't", "received"}, {"never", "came"}, {"never", "happened"}, {"never", "arrived"},
		{"sigo", "sin"}, {"seguimos", "sin"}, {"sigue", "sin"}, {"todavia", "no"}, {"aun", "no"}, {"nunca", "llego"},
	} {
		if matches(words, cue) {
			return true
		}
	}
	return false
}

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
func promised(words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool {
		switch w {
		case "would", "will", "going", "they'd", "they'll", "it'll", "iban", "iba", "van", "va", "seria", "estaria":
			return true
		}
		return false
	})
}

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
func unsaid(words []string) bool {
	return run(words, "i'd", "have", "said") || run(words, "i", "would", "have", "said") || run(words, "i'd", "have", "told") || run(words, "habria", "dicho") || run(words, "hubiera", "dicho")
}

// company reports whether a sentence tells what a firm makes and how many it
// employs, and not what its speaker does; rated whether it explains a mark.
func company(words []string) bool {
	head := words[:min(len(words), 3)]
	return slices.ContainsFunc(head, func(w string) bool {
		switch w {
		case "make", "sell", "supply", "produce", "manufacture", "hacemos", "fabricamos", "vendemos", "producimos", "distribuimos":
			return true
		}
		return false
	}) && slices.ContainsFunc(words, func(w string) bool {
		switch w {
		case "people", "staff", "employees", "personas", "empleados", "trabajadores":
			return true
		}
		return false
	})
}

func rated(words []string) bool {
	if len(words) < 3 {
		return false
	}
	switch words[0] {
	case "pongo", "puse", "doy", "di":
		return words[1] == "un" || words[1] == "una"
	case "i":
		return words[1] == "gave" && slices.ContainsFunc(words[2:min(len(words), 6)], func(w string) bool { return w == "stars" || w == "star" || w[0] >= '1' && w[0] <= '9' })
	}
	return false
}

// leadsIn reports whether a sentence only opens a list that comes after it, or
// only puts off the answer or asks back: "I think it depends on the task."
func leadsIn(sentence string) bool {
	if strings.HasSuffix(strings.TrimSpace(sentence), ":") {
		return true
	}
	words := text.Words(text.Fold(sentence))
	if run(words, "what", "you", "mean") && run(words, "not", "sure") || run(words, "no", "entiendo", "la", "pregunta") {
		return true
	}
	return len(words) <= putOff && (run(words, "it", "depends") || run(words, "it", "really", "depends") || len(words) > 0 && words[0] == "depende")
}

// putOff is the most words of an answer that says only that it depends.
const putOff = 9

// unheard reports whether a sentence in the first person, found to tell what
// somebody was told, has no word of saying or hearing.
func unheard(words []string) bool {
	if len(words) == 0 || words[0] != "i" && words[0] != "we" {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool {
		for _, stem := range []string{"sa", "tell", "told", "hear", "ask", "mention", "complain", "read", "warn", "promis", "claim", "talk", "word", "rumo", "advi", "suggest", "recommend", "encourag", "feedback", "article", "news", "quot", "was", "were", "been", "think", "want", "expect"} {
			if strings.HasPrefix(w, stem) {
				return true
			}
		}
		return false
	})
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
		switch words[k] {
		case "i'll", "we'll", "i'd", "we'd":
			return nobody
		case "i", "we", "i'm", "we're", "i've", "we've", "yo", "nosotros":
			return speaker
		case "they", "they've", "he", "she", "somebody", "someone", "employer", "company", "boss", "ellos", "ella":
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
	return slices.ContainsFunc(words, func(w string) bool {
		for _, stem := range []string{
			"contact", "email", "wrote", "write", "writing", "messag", "call", "ring", "rang", "phon", "chat", "ask", "order", "book", "interact", "talk", "communicat", "reach", "search", "look", "read", "found", "buy", "bought", "sell", "pay", "send", "sent", "text", "post",
			"llam", "escrib", "correo", "mensaje", "pregunt", "pedi", "pido", "busc", "mir", "compr", "mand", "envi", "habl", "leo", "lei",
		} {
			if strings.HasPrefix(w, stem) {
				return true
			}
		}
		return false
	})
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
func refusesIt(words []string) bool {
	return run(words, "not", "want") || run(words, "don't", "want") || run(words, "wouldn't", "want") || run(words, "aren't", "too", "many") || run(words, "rather", "do") || run(words, "no", "quiero")
}

// listsUses reports whether a sentence lists what a thing is used for and does not
// say that it helps: "the main tasks that I use it for are".
func listsUses(words []string) bool {
	for i, w := range words {
		if (w == "use" || w == "using") && slices.Contains(words[i:min(len(words), i+4)], "for") && firstPerson(words[max(0, i-4):i], heed.English) {
			return true
		}
	}
	return run(words, "uso", "para") || run(words, "la", "uso", "para") || run(words, "lo", "uso", "para")
}

// helpsBeside reports whether a sentence says that a thing helps beside what it
// is used for: to brainstorm is a use.
func helpsBeside(words []string, lang heed.Language) bool {
	rest := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "brainstorm" || w == "brainstorming" })
	return listed("helping", lang, rest) > 0
}

// stative reports whether a sentence begins with what its speaker is.
func stative(words []string) bool {
	return len(words) > 2 && words[0] == "i" && words[1] == "am" && !strings.HasSuffix(words[2], "ing") && words[2] != "responsible" && words[2] != "in" && words[2] != "also"
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

// sameAct reports whether two sentences that name one need tell of one practice:
// both of a habit, or both of what was done once, and then in the same words.
func (m *Maker) sameAct(a, b *said) bool {
	once1, once2 := once(a.words, a.lang), once(b.words, b.lang)
	if !once1 && !once2 {
		return true
	}
	n, _ := m.Weights.overlap(a, b)
	return once1 == once2 && n >= fewestShared
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
		if (words[i] == "that" || words[i] == "this" || words[i] == "ese" || words[i] == "esa") && i+1 < len(words) {
			switch words[i+1] {
			case "aspect", "part", "area", "side", "portion", "aspecto", "parte":
				if i+2 >= len(words) || words[i+2] != "of" && words[i+2] != "de" || i+3 < len(words) && among(words[i+3], "whose") {
					return true
				}
			}
		}
	}
	return false
}
