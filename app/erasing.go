package app

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// withdrawn stands where words were that somebody took back.
const withdrawn = "[withdrawn]"

// repeatedWords is how many words in a row, shared with what the person said,
// count as a repetition of their words by somebody else.
const repeatedWords = 6

// Erased says what an erasure removed.
type Erased struct {
	Participant   string `json:"participant"`
	Conversations int    `json:"conversations"` // deleted whole: nobody else was a customer in them
	Redacted      int    `json:"redacted"`      // kept, without the person's turns
	Turns         int    `json:"turns"`         // emptied
	Repetitions   int    `json:"repetitions"`   // of their words, by others
	Decisions     int    `json:"decisions"`     // that quoted them
}

// Erase removes a participant and every trace of what they said: their turns,
// others' repetitions of their words and name, readings, themes, vectors, full
// text, runs, decisions' quotations, and the files' copies. A keyed tombstone
// keeps a later import of the same conversations from bringing them back.
func (a *App) Erase(ctx context.Context, participant string) (out Erased, err error) {
	defer heed.Wrap(&err, "erase %s", participant)
	out.Participant = participant
	var study string
	err = a.store.Write(ctx, func(tx Tx) error {
		p, err := tx.People.Get(ctx, participant)
		if err != nil {
			return err
		}
		study = p.Study
		if err := a.bury(ctx, tx, p); err != nil {
			return err
		}
		ids, err := tx.People.Conversations(ctx, p.ID)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if err := a.eraseFrom(ctx, tx, p, id, &out); err != nil {
				return err
			}
		}
		if err := eraseFromDecisions(ctx, tx, p.Study, ids, &out); err != nil {
			return err
		}
		if err := dropNotes(ctx, tx, p.Study, append([]string{p.ID}, ids...)); err != nil {
			return err
		}
		if err := dropMemos(ctx, tx, p.Study, append([]string{p.ID}, ids...)); err != nil {
			return err
		}
		if err := forgetRuns(ctx, tx, p.Study); err != nil {
			return err
		}
		return tx.People.Delete(ctx, p.ID)
	})
	if err != nil {
		return out, err
	}
	a.forgetHeard()
	if err := a.sweepSounds(ctx); err != nil {
		return out, err
	}
	a.forgetShown(study)
	_, err = a.afterAct(ctx, study, afterwards{scrub: true})
	return out, err
}

// bury leaves a tombstone for each identity of p and forgets their name.
func (a *App) bury(ctx context.Context, tx Tx, p heed.Participant) error {
	all, err := tx.People.Identities(ctx, p.Study)
	if err != nil {
		return err
	}
	for _, i := range all {
		if i.Participant != p.ID {
			continue
		}
		key, err := hex.DecodeString(i.Key)
		if err != nil {
			return heed.WrapError(heed.CodeInternal, err, "the identity of %s is damaged", p.ID)
		}
		if err := tx.Tombstones.Add(ctx, key, a.now()); err != nil {
			return err
		}
		if err := tx.Pseudonyms.Forget(ctx, p.Study, key); err != nil {
			return err
		}
	}
	return nil
}

// eraseFrom takes p out of one conversation.
func (a *App) eraseFrom(ctx context.Context, tx Tx, p heed.Participant, id string, out *Erased) error {
	c, err := tx.Conversations.Get(ctx, id)
	if err != nil {
		return err
	}
	coded, err := tx.Codings.OfConversation(ctx, id)
	if err != nil {
		return err
	}
	list, err := tx.Corrections.CorrectedIn(ctx, id)
	if err != nil {
		return err
	}
	if err := a.burySound(ctx, tx, id); err != nil {
		return err
	}
	brought, err := tx.Originals.ImportOf(ctx, id)
	if err != nil {
		return err
	}
	if err := tx.Originals.Drop(ctx, c.Source); err != nil { // the file as it came holds their words too
		return err
	}
	source, sourceErr := tx.Sources.Get(ctx, c.Source)
	if sourceErr != nil && heed.ErrorCode(sourceErr) != heed.CodeNotFound {
		return sourceErr
	}
	if err := tx.Conversations.Delete(ctx, id); err != nil { // with its recording
		return err
	}
	if !redact(&c, p, out) {
		out.Conversations++
		return nil
	}
	out.Redacted++
	if sourceErr == nil { // gone with its last conversation, and that comes back
		if _, err := tx.Sources.Add(ctx, source); err != nil {
			return err
		}
	}
	if err := tx.Conversations.Add(ctx, &c, brought); err != nil {
		return err
	}
	if err := recode(ctx, tx, &c, coded, correctedOf(list)); err != nil {
		return err
	}
	return tx.Readings.Save(ctx, a.understand(&c))
}

// recode applies codes anew to what others say in a conversation that lost a
// person's words: the codings whose words still stand.
func recode(ctx context.Context, tx Tx, c *heed.Conversation, coded []heed.Coding, texts corrected) error {
	for _, x := range coded {
		x.Quotation, _ = texts.carry(x.Quotation)
		x.Revision = 0
		if words, ok := x.Span.In(c.Turns[x.Turn].Text); !ok || words != x.Text {
			continue
		}
		if _, err := tx.Codings.Add(ctx, x); err != nil {
			return err
		}
	}
	return nil
}

// redact empties p's turns in c, and what others repeat of them. It reports
// false where no other customer speaks, and nothing is worth keeping.
func redact(c *heed.Conversation, p heed.Participant, out *Erased) bool {
	theirs := map[string]bool{}
	others := false
	for _, s := range c.Speakers {
		switch {
		case s.Participant == p.ID:
			theirs[s.Speaker] = true
		case s.Role == heed.RoleCustomer:
			others = true
		}
	}
	if !others {
		for _, t := range c.Turns {
			if theirs[t.Speaker] {
				out.Turns++
			}
		}
		return false
	}
	said := map[string]bool{}
	for i := range c.Turns {
		t := &c.Turns[i]
		if theirs[t.Speaker] {
			runs(t.Text, func(run string, _ heed.Span) { said[run] = true })
			t.Text, t.Question = withdrawn, ""
			out.Turns++
		}
	}
	name := fmt.Sprintf("[person %d]", p.Number)
	for i := range c.Turns {
		t := &c.Turns[i]
		cleaned := dropRepeated(strings.ReplaceAll(t.Text, name, withdrawn), said)
		if cleaned != t.Text {
			t.Text = cleaned
			out.Repetitions++
		}
	}
	c.Speakers = slices.DeleteFunc(c.Speakers, func(s heed.Speaker) bool { return theirs[s.Speaker] })
	for i := range c.Turns {
		if theirs[c.Turns[i].Speaker] {
			c.Turns[i].Speaker = withdrawn
		}
	}
	return true
}

// runs calls f with every run of repeatedWords words of s, folded.
func runs(s string, f func(run string, at heed.Span)) {
	var words []text.Token
	for tok := range text.All(s) {
		if tok.Kind == text.Word {
			words = append(words, tok)
		}
	}
	for i := 0; i+repeatedWords <= len(words); i++ {
		var b strings.Builder
		for _, w := range words[i : i+repeatedWords] {
			b.WriteString(text.Fold(w.Lower))
			b.WriteByte(' ')
		}
		f(b.String(), heed.Span{Start: words[i].Start, End: words[i+repeatedWords-1].End})
	}
}

// dropRepeated replaces every stretch of s that is made of runs in said.
func dropRepeated(s string, said map[string]bool) string {
	var gone []heed.Span
	runs(s, func(run string, at heed.Span) {
		if !said[run] {
			return
		}
		if n := len(gone); n > 0 && at.Start <= gone[n-1].End {
			gone[n-1].End = at.End
			return
		}
		gone = append(gone, at)
	})
	for _, g := range slices.Backward(gone) {
		s = s[:g.Start] + withdrawn + s[g.End:]
	}
	return s
}

// eraseFromDecisions takes the quotations of the conversations out of what
// people decided; words that a person wrote about them go too.
func eraseFromDecisions(ctx context.Context, tx Tx, study string, conversations []string, out *Erased) error {
	all, err := tx.Decisions.List(ctx, study)
	if err != nil {
		return err
	}
	gone := func(q heed.Quotation) bool { return slices.Contains(conversations, q.Conversation) }
	for _, d := range all {
		quoted := slices.ContainsFunc(d.Anchor, gone)
		if d.Claim != nil {
			quoted = quoted || slices.ContainsFunc(d.Claim.Evidence, func(e heed.Evidence) bool { return gone(e.Quotation) })
		}
		if !quoted {
			continue
		}
		d.Anchor = slices.DeleteFunc(d.Anchor, gone)
		if d.Claim != nil {
			d.Claim.Evidence = slices.DeleteFunc(d.Claim.Evidence, func(e heed.Evidence) bool { return gone(e.Quotation) })
		}
		if len(d.Anchor) == 0 {
			d.Into, d.Note, d.Claim = "", "", nil // words about nobody else
		}
		if err := tx.Decisions.Redact(ctx, d); err != nil {
			return err
		}
		out.Decisions++
	}
	return nil
}

// forgetRuns drops every run of a study: all of them quote.
func forgetRuns(ctx context.Context, tx Tx, study string) error {
	return tx.Runs.Prune(ctx, study, -1)
}
