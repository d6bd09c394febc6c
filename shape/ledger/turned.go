package ledger

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
)

// turning are the words that turn what an act asks for or tells into something
// else: in the same turn, or anywhere later in the call as well.
type turning struct {
	acts  []string
	later bool
	runs  map[string][][]string // by their first word
}

func turningOf(line string) turning {
	f := strings.SplitN(line, "|", 3)
	out := turning{later: strings.TrimSpace(f[1]) == "later", runs: map[string][][]string{}}
	for _, r := range runsIn(f[0]) {
		out.acts = append(out.acts, strings.Join(r, " "))
	}
	for _, r := range runsIn(f[2]) {
		out.runs[r[0]] = append(out.runs[r[0]], r)
	}
	return out
}

// saidIn reports whether one of the runs stands anywhere in words.
func saidIn(words []string, runs map[string][][]string) bool {
	for i := range words {
		if longestRun(words[i:], runs[words[i]]) > 0 {
			return true
		}
	}
	return false
}

// turnedTo reports whether what else the speaker says in the turn, or later, turns
// an act: a line that was asked for and is to be cancelled now, a bill that was
// wrong and has been put right.
func (m *Maker) turnedTo(ut *corpus.Utterance, act int) bool {
	v := m.Corpus.Convs[ut.Conv]
	for _, x := range talk().turning {
		if !slices.Contains(x.acts, talk().acts[act].name) {
			continue
		}
		for t := int(ut.Turn); t < len(v.Turns); t++ {
			if v.Turns[t].Speaker == v.Turns[ut.Turn].Speaker && saidIn(speakOf(v.Turns[t].Text).words, x.runs) {
				return true
			}
			if !x.later {
				break
			}
		}
	}
	return false
}

// unfinishedWithin is how many turns before and behind an earlier contact may
// say that the matter is not finished.
const unfinishedWithin = 4

// unfinished reports whether somebody who tells of an earlier contact says around
// it that its matter is open: without that, they may call about another one.
func (m *Maker) unfinished(ut *corpus.Utterance) bool {
	v := m.Corpus.Convs[ut.Conv]
	for k := max(0, int(ut.Turn)-unfinishedWithin); k < min(len(v.Turns), int(ut.Turn)+unfinishedWithin+1); k++ {
		if v.Turns[k].Speaker == v.Turns[ut.Turn].Speaker && talk().leavesOpen(speakOf(v.Turns[k].Text).words) {
			return true
		}
	}
	return false
}

// leavesOpen reports whether words say that a matter is not finished.
func (t *serviceTalk) leavesOpen(words []string) bool {
	return saidIn(words, t.lists["unfinished"]) || slices.ContainsFunc(indices(words), func(i int) bool {
		c, n := t.cueAt(words[i:])
		return n > 0 && slices.ContainsFunc(t.lists["open matter"][t.acts[c.act].name], func(r []string) bool { return len(r) == 1 })
	})
}

// tells reports whether an act is told anywhere in what is said.
func (t *serviceTalk) tells(name, said string) bool {
	words := speakOf(said).words
	return slices.ContainsFunc(indices(words), func(i int) bool {
		c, n := t.cueAt(words[i:])
		return n > 0 && t.acts[c.act].name == name
	})
}

// saysNothing reports whether a claim of what is asked for in service talk has no
// word that says what.
func (m *Maker) saysNothing(d draft) bool {
	ut := &m.Corpus.Utterances[d.centre.utt]
	return service(m.Corpus.Convs[ut.Conv].Kind) && d.Kind == heed.SigTask && !d.centre.chosen && talk().empty(speakOf(d.Words).words, ut.Language)
}

// singleOrder reports whether a claim tells one caller's own order, or where it is
// to be sent.
func (m *Maker) singleOrder(d draft) bool {
	ut := &m.Corpus.Utterances[d.centre.utt]
	return service(m.Corpus.Convs[ut.Conv].Kind) && (d.Kind == heed.SigTask || d.Kind == heed.SigAttribute && d.Subkind == "place")
}

// namedLater is a request for what has no name of its own ("a new service") as
// the request for what the rest of the chat says it is: in the words that name
// it. None where it is not named within a few of the speaker's turns.
func (m *Maker) namedLater(u int32, f frame) (ask, bool) {
	t, own := talk(), &m.Corpus.Utterances[u]
	for k := u + 1; int(k) < len(m.Corpus.Utterances) && k <= u+nameReach; k++ {
		ut := &m.Corpus.Utterances[k]
		if ut.Conv != own.Conv || ut.Person != own.Person {
			break
		}
		sp := speakOf(ut.Text)
		if len(sp.words) == 0 || len(sp.words) > shortAsk {
			continue
		}
		for i := range sp.words {
			if !t.is("services", sp.words[i]) {
				continue
			}
			x := ask{frame: f, utt: k, of: u, voice: own.Person, unnamed: true}
			x.things, x.head = t.things(sp, f.act, i, i+1, ut.Language)
			x.words, x.text, x.span = sp.words, ut.Text, heed.Span{End: len(ut.Text)}
			return x, len(x.things) > 0
		}
	}
	return ask{}, false
}

// nameReach is within how many sentences what is asked for is named.
const nameReach = 5
