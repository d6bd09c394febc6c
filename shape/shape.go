// Package shape makes themes, claims, personas, empathy maps and journeys of
// what was understood of a study's conversations. It is a pure function of its
// input: the order of conversations changes nothing, and the same input gives
// the same result to the byte. Nothing is made up: every claim that is not
// marked as assumed opens the words of a customer.
package shape

import (
	"context"
	"slices"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
	"github.com/heedhq/heed/shape/ledger"
	"github.com/heedhq/heed/shape/themes"
)

// Version names the rules and parameters of this package. Two understandings
// of the same input by the same version are equal.
const Version = "shape-2026-11.6"

// Conversation is a conversation beside what was understood of it. A nil
// Sensed counts the conversation as heard but makes nothing of it.
type Conversation = corpus.Conversation

// Text is a text to group by itself, outside any conversation.
type Text = themes.Text

// Input is all that an understanding is a function of.
type Input struct {
	Study         heed.Study
	Conversations []Conversation
	Participants  []heed.Participant
	Decisions     []heed.Decision
	Checks        []heed.MemberCheck
	KPIs          []heed.KPI
	Offers        []heed.Offer
	// Previous is the understanding that this one follows: ids and names carry
	// over by overlap of quotations. Nil for the first.
	Previous *heed.Understanding
	// AsOf is the day from which age is measured; zero: the newest
	// conversation's.
	AsOf heed.Date
	// Progress, where set, is told of each stage's steps. It may be called
	// from any goroutine, one call at a time.
	Progress func(stage string, done, total int)
}

// ThemeOptions steer Themes.
type ThemeOptions struct {
	K    int // groups wanted; 0: as many as the texts hold
	Seed uint64
}

// Assignment is the theme of one text.
type Assignment struct {
	Theme int // from 0, the largest first; -1: grouped nowhere
	// Label is the phrase that its texts share, else a clause of the most
	// central of them; "" where Theme is -1.
	Label string
}

// Themes groups texts by meaning, in English and Spanish. The result stands in
// the order of texts, but does not depend on it.
func Themes(ctx context.Context, texts []Text, opt ThemeOptions) (out []Assignment, err error) {
	defer heed.Wrap(&err, "group %d texts", len(texts))
	if opt.K < 0 {
		return nil, heed.Errorf(heed.CodeInvalid, "%d themes were asked for; give 0 (as many as the texts hold) or more", opt.K)
	}
	texts = spoken(texts)
	g, err := themes.Group(ctx, texts, themes.Options{K: opt.K, Seed: opt.Seed})
	if err != nil {
		return nil, err
	}
	names, _ := g.Names(texts, nil, 1)
	out = make([]Assignment, len(texts))
	label := make([]string, g.Groups)
	fit := make([]float32, g.Groups)
	for i, c := range g.Of {
		switch {
		case c < 0:
		case len(names[c]) > 0:
			label[c] = names[c][0].Text
		case label[c] == "" || g.Fit[i] > fit[c] || g.Fit[i] == fit[c] && texts[i].Text < label[c]:
			label[c], fit[c] = texts[i].Text, g.Fit[i]
		}
	}
	for i, c := range g.Of {
		out[i].Theme = int(c)
		if c >= 0 {
			out[i].Label = clause(label[c])
		}
	}
	return out, nil
}

// spoken gives texts of no stated language the one that they are in, English or
// Spanish; those too short to tell, the language of most.
func spoken(texts []Text) []Text {
	out := slices.Clone(texts)
	n := map[heed.Language]int{}
	for i := range out {
		if t := &out[i]; t.Lang == "" {
			if lang, sure := text.Language(t.Text); sure >= 0.6 {
				t.Lang = lang
			}
		}
		n[out[i].Lang]++
	}
	most := heed.English
	if n[heed.Spanish] > n[heed.English] {
		most = heed.Spanish
	}
	for i := range out {
		if l := out[i].Lang; l != heed.English && l != heed.Spanish {
			out[i].Lang = most
		}
	}
	return out
}

// ConfidenceContext is what the rules of confidence need beside a claim.
type ConfidenceContext = ledger.Context

// Recompute sets a claim's confidence by the rules of docs/METHOD.md, for
// whoever changes a claim's review, checks or evidence outside a run.
func Recompute(claim *heed.Claim, ctx ConfidenceContext) { ledger.Recompute(claim, ctx) }
