package group

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
)

//go:embed data/words.txt
var wordsData string

// phrases are the lists of data/words.txt, each phrase between spaces.
var phrases = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for heading, line := range wordlist.Lines(wordsData) {
		for p := range wordlist.Fields(line, ",") {
			out[heading] = append(out[heading], " "+text.Fold(p)+" ")
		}
	}
	return out
})

// holds reports whether a sentence (folded words between spaces) holds a phrase
// of a list.
func holds(folded, list string) bool {
	return slices.ContainsFunc(phrases()[list], func(p string) bool { return strings.Contains(folded, p) })
}

func fold(s string) string { return " " + strings.Join(text.Words(text.Fold(s)), " ") + " " }

const (
	// felt is the intensity from which a fear counts, and standing how well
	// words must stand alone.
	felt, standing = 0.3, 0.25
	// spelt is the certainty of what is said in so many words, answered that of
	// an answer to a question that asks for it.
	spelt, answered = 0.6, 0.55
	// lightly is the certainty of what says nothing of note but was told.
	lightly = 0.2
	// fewestWords is how many words a sentence has at least that is shown with
	// the one before it, or answers a question.
	fewestWords = 5
)

// finding is what a sentence says that its speaker risks, wants or fears.
type finding struct {
	kind  string // risks, wants, fears, told
	sure  float64
	sig   *heed.Signal
	claim *heed.Claim
	asked bool // by the question alone
}

// words takes what a sentence says that its speaker risks, wants or fears, and
// what else they tell.
func (m *maker) words(u int32) {
	ut := &m.c.Utterances[u]
	x := m.of[ut.Person]
	if ut.Person < 0 || x == nil {
		return
	}
	f := m.find(u)
	if f.kind == "" {
		return
	}
	span, alone := m.c.Standing(u, corpus.Widest)
	if alone < standing {
		wider, ok := m.wider(u)
		switch {
		case f.asked: // the question stands beside it
		case !ok || f.kind == "told" || !ledger.OfOwn(ut.Text, ut.Language) || len(text.Words(ut.Text)) < fewestWords:
			return
		default:
			span = wider
		}
		alone = standing
	}
	e := ledger.Evidence(m.c, u, span, f.sig, heed.Supports)
	if f.claim == nil && (e.Hearsay || ledger.AboutOthers(ut.Text, ut.Language)) {
		return
	}
	it := scored{GroupItem: heed.GroupItem{Evidence: e, Asked: f.asked}, person: ut.Person, score: (0.4 + 0.6*f.sure) * (0.5 + 0.5*alone)}
	if f.sig != nil && f.kind == "risks" {
		it.Subkind = f.sig.Subkind
	}
	if f.claim != nil {
		it.Claim, it.score = f.claim.ID, it.score+0.3 // what a claim rests on comes first
		if it.Subkind == "" && f.claim.Kind == heed.SigRisk {
			it.Subkind = f.claim.Subkind
		}
	}
	x.items[f.kind] = append(x.items[f.kind], it)
}

// find reads a sentence: by the claim that rests on it, by what was found in
// it, by its words, by the feeling in it, by the question that it answers.
func (m *maker) find(u int32) (f finding) {
	ut := &m.c.Utterances[u]
	own := ledger.OfOwn(ut.Text, ut.Language)
	f.claim = m.claim[said{m.c.Convs[ut.Conv].ID, int(ut.Turn), ut.Span.End}]
	if f.claim != nil {
		f.kind, f.sure = kindOf(f.claim.Kind), 1
	}
	strongest := -1
	for i := range ut.Signals {
		s := &ut.Signals[i]
		k := kindOf(s.Kind)
		if k != "" && s.Confidence > f.sure && (own || s.Kind != heed.SigValue) {
			f.kind, f.sure, f.sig = k, s.Confidence, s
		}
		if tells(s.Kind) && (strongest < 0 || s.Confidence > ut.Signals[strongest].Confidence) {
			strongest = i
		}
	}
	if f.kind != "" {
		return f
	}
	folded := fold(ut.Text)
	for _, k := range []string{"fears", "wants"} {
		if holds(folded, k) && !holds(folded, "not so") && !strings.HasSuffix(strings.TrimSpace(ut.Text), "?") {
			f.kind, f.sure = k, spelt
			return f
		}
	}
	feeling, feels := ut.Strongest()
	if feels && (feeling.Name == heed.Fear || feeling.Name == heed.Anxiety) && feeling.Intensity >= felt && (own || says(ut, heed.SigFeels)) {
		f.kind, f.sure = "fears", feeling.Intensity
		return f
	}
	if m.answers(u) {
		question, act := m.c.DrawnBy(ut)
		open := act == heed.ActOpenQuestion || act == heed.ActClarifyingQuestion
		if k := kindOf(ledger.AnswerTo(question, ut)); k != "" && open && !holds(fold(question), "of others") {
			f.kind, f.sure, f.asked = k, answered, true
			return f
		}
	}
	v := m.c.Convs[ut.Conv]
	switch {
	case f.claim != nil:
		f.kind = "told"
	case strongest >= 0:
		f.kind, f.sig, f.sure = "told", &ut.Signals[strongest], ut.Signals[strongest].Confidence
	case feels && feeling.Intensity >= 2*felt:
		f.kind, f.sure = "told", feeling.Intensity
	case own && len(ut.Signals) > 0 && v.Kind.Heard():
		f.kind, f.sure = "told", lightly
	case v.Turns[ut.Turn].Question != "" && len(text.Words(ut.Text)) >= fewestWords:
		f.kind, f.sure, f.asked = "told", lightly, true
	}
	return f
}

// answers reports whether a sentence is the first of an answer that says
// something, where people were asked and not served.
func (m *maker) answers(u int32) bool {
	ut := &m.c.Utterances[u]
	k := m.c.Convs[ut.Conv].Kind
	if k == heed.KindCall || k == heed.KindChat || strings.Contains(ut.Text, "?") || len(text.Words(ut.Text)) < fewestWords {
		return false
	}
	for b := u - 1; b >= 0; b-- {
		before := &m.c.Utterances[b]
		if before.Conv != ut.Conv || before.Turn != ut.Turn {
			break
		}
		if !before.Courtesy && len(text.Words(before.Text)) >= fewestWords {
			return false
		}
	}
	return true
}

func says(ut *corpus.Utterance, k heed.SignalKind) bool {
	return slices.ContainsFunc(ut.Signals, func(s heed.Signal) bool { return s.Kind == k })
}

// kindOf is the list that a kind of finding belongs to.
func kindOf(k heed.SignalKind) string {
	switch k {
	case heed.SigRisk:
		return "risks"
	case heed.SigGoal, heed.SigValue:
		return "wants"
	}
	return ""
}

// tells reports whether a kind of finding tells of somebody who said nothing of
// what they risk, want or fear.
func tells(k heed.SignalKind) bool {
	switch k {
	case heed.SigPain, heed.SigGain, heed.SigLike, heed.SigDislike, heed.SigFeels, heed.SigBarrier, heed.SigObjection, heed.SigTrigger, heed.SigDriver:
		return true
	}
	return false
}

// wider is a sentence with the one before it in the turn.
func (m *maker) wider(u int32) (heed.Span, bool) {
	if u == 0 {
		return heed.Span{}, false
	}
	ut, before := &m.c.Utterances[u], &m.c.Utterances[u-1]
	span := heed.Span{Start: before.Span.Start, End: ut.Span.End}
	ok := before.Conv == ut.Conv && before.Turn == ut.Turn && !before.Withheld && !before.Courtesy && span.Len() <= corpus.Widest
	return span, ok
}

// ours reports whether a sentence speaks of a role on our side: "your legal
// people".
func ours(s, key string) bool {
	words := text.Words(text.Fold(s))
	for i, w := range words {
		if w == "your" && i+1 < len(words) && slices.Contains(ledger.RoleKeys(words[i+1]), key) {
			return true
		}
	}
	return false
}

// near is how many words behind a role that also names a thing it must say
// something: "payroll says", not "payroll on one system".
const near = 3

// speaks reports whether a role says something in a sentence. Somebody who is
// only said to be speaking while something else goes on does not count, nor a
// thing that is called like a role.
func speaks(s, key string) bool {
	words := text.Words(text.Fold(s))
	words = slices.DeleteFunc(words, func(w string) bool { return slices.Contains(phrases()["participles"], " "+w+" ") })
	if !things[key] {
		return ledger.HasSay(strings.Join(words, " "), key, false)
	}
	for i := range words {
		if slices.Contains(ledger.RoleKeys(words[i]), key) && ledger.HasSay(strings.Join(words[i:min(len(words), i+near)], " "), key, false) {
			return true
		}
	}
	return false
}

// spokenTo reports whether a sentence only speaks to the role: "le dijo a mi
// marido".
func spokenTo(s, key string) bool {
	words := text.Words(text.Fold(s))
	found := false
	for i := range words {
		if !slices.Contains(ledger.RoleKeys(words[i]), key) {
			continue
		}
		k := i - 1
		if k >= 0 && slices.Contains(phrases()["determiners"], " "+words[k]+" ") {
			k--
		}
		if k < 0 || k == i-1 || !slices.Contains(phrases()["spoken to"], " "+words[k]+" ") {
			return false // somewhere it speaks
		}
		found = true
	}
	return found
}
