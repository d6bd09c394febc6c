package ledger

import (
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

const (
	// asksInWords is the fewest telling words of what somebody calls for, and
	// asksAtMost the most words of it that are looked at.
	asksInWords = 2
	asksAtMost  = 26
)

// ruleRequest marks what request found.
const ruleRequest = "request"

// weak reports whether a kind says less of a call than what it was made for.
func weak(k heed.SignalKind) bool {
	switch k {
	case heed.SigSays, heed.SigThinks, heed.SigDoes, heed.SigSees, heed.SigTask, heed.SigGoal, heed.SigDriver, heed.SigCriterion, heed.SigLike, heed.SigTrigger:
		return true
	}
	return false
}

// request finds what somebody calls or writes for in a sentence of a call or a
// chat: from its opener to the next clause, nil for none.
func (m *Maker) request(ut *corpus.Utterance) *heed.Signal {
	if !service(m.Corpus.Convs[ut.Conv].Kind) || ut.Hearsay {
		return nil
	}
	var toks []text.Token
	var words []string
	for t := range text.All(ut.Text) {
		if t.Kind == text.Word || t.Kind == text.Number {
			toks = append(toks, t)
			words = append(words, text.Fold(t.Lower))
		}
	}
	hit := 0
	for hit < len(words) && !talk().openers.At(words[hit:]) {
		hit++
	}
	if hit == len(words) {
		return nil
	}
	for _, w := range words[min(len(words), hit+3):min(len(words), hit+6)] {
		if w == "we" || w == "i" || w == "i've" || w == "we've" {
			return nil // "i wonder if you can we had a problem": they begin anew
		}
	}
	end := len(words)
	telling := 0
	for i := hit + 3; i < min(len(words), hit+asksAtMost); i++ {
		if joint[words[i]] && telling >= asksInWords && !(tied[words[i]] && len(words)-hit <= asksAtMost) {
			end = i
			break
		}
		if !light()[text.Stem(words[i], ut.Language)] && !text.Stopword(words[i], ut.Language) {
			telling++
		}
		end = i + 1
	}
	for end > hit+3 && (text.Stopword(words[end-1], ut.Language) || words[end-1] == "become" || words[end-1] == "get") {
		end-- // what was to follow is not there
	}
	if telling < asksInWords || run(words[hit:end], "on", "behalf") || slices.ContainsFunc(words[hit:end], func(w string) bool { return w == "um" || w == "uh" || w == "er" }) {
		return nil
	}
	sp := heed.Span{Start: ut.Span.Start + toks[hit].Start, End: ut.Span.Start + toks[end-1].End}
	return &heed.Signal{Kind: heed.SigTask, Span: sp, Text: ut.Text[toks[hit].Start:toks[end-1].End], Basis: heed.Expressed, Confidence: 0.6, Rule: ruleRequest}
}

// tied are those of joint whose clause limits what is asked for: it
// is kept where the whole is short enough.
var tied = map[string]bool{"but": true, "pero": true}

// joint are the words at which a clause of its own begins.
var joint = map[string]bool{
	"because": true, "cause": true, "cos": true, "but": true, "so": true, "and": true, "as": true, "since": true, "while": true,
	"porque": true, "pero": true, "y": true, "entonces": true, "ya": true, "pues": true,
}
