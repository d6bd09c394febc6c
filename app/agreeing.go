package app

import (
	"context"
	"maps"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/agree"
)

// How far coders agree, for those who show it.
type (
	AgreementOn    = agree.OfCode
	AgreementPair  = agree.Pair
	CodeDifference = agree.Difference
)

// Agreement is how far the coders of a study agree.
type Agreement struct {
	Coders        []string
	Conversations int // that at least two coders worked on
	Codes         []AgreementOn
	// Changed counts codings whose words were corrected since: they are left
	// out.
	Changed int
	// Blind says that coding is blind still; then nothing is compared.
	Blind bool
}

// Agree measures how far coders agree, code by code, over the sentences of
// customers and whatever else was coded. While coding is blind it only says
// who codes.
func (a *App) Agree(ctx context.Context, study string) (g Agreement, err error) {
	defer heed.Wrap(&err, "agreement")
	err = a.store.Read(ctx, func(tx Tx) error {
		s, err := tx.Studies.Get(ctx, study)
		if err != nil {
			return err
		}
		book, err := tx.Codes.Book(ctx, study)
		if err != nil {
			return err
		}
		codes, err := tx.Codes.List(ctx, study)
		if err != nil {
			return err
		}
		all, err := tx.Codings.OfStudy(ctx, study)
		if err != nil {
			return err
		}
		g.Coders, g.Blind = agree.Coders(all), book.Blind
		texts, err := correctedIn(ctx, tx, study)
		if err != nil {
			return err
		}
		var kept []heed.Coding
		coders := map[string][]string{}
		for _, c := range all {
			q, ok := texts.carry(c.Quotation)
			if !ok {
				g.Changed++
				continue
			}
			c.Quotation = q
			kept = append(kept, c)
			if !slices.Contains(coders[c.Conversation], c.By) {
				coders[c.Conversation] = append(coders[c.Conversation], c.By)
			}
		}
		var sentences []agree.Sentence
		for _, id := range slices.Sorted(maps.Keys(coders)) {
			if len(coders[id]) < 2 {
				continue
			}
			g.Conversations++
			if book.Blind {
				continue
			}
			list, err := sentencesOf(ctx, tx, id, kept)
			if err != nil {
				return err
			}
			sentences = append(sentences, list...)
		}
		if book.Blind {
			return nil
		}
		var ids []string
		for _, line := range codeTree(codes, nil) {
			ids = append(ids, line.ID)
		}
		seed := s.Settings.Seed
		g.Codes = agree.Compare(sentences, kept, ids, seed)
		return nil
	})
	return g, err
}

// sentencesOf are the units of one conversation: what customers say, and what
// of our side somebody coded. Words that may not be quoted stay empty.
func sentencesOf(ctx context.Context, tx Tx, id string, codings []heed.Coding) ([]agree.Sentence, error) {
	c, err := tx.Conversations.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	sensed, err := tx.Readings.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	closed, err := unquotable(ctx, tx, &c)
	if err != nil {
		return nil, err
	}
	var out []agree.Sentence
	for _, r := range sensed.Readings {
		if r.Turn >= len(c.Turns) {
			continue
		}
		touched := slices.ContainsFunc(codings, func(x heed.Coding) bool {
			return x.Conversation == id && x.Turn == r.Turn && x.Overlaps(r.Span)
		})
		if c.RoleOf(r.Turn).Ours() && !touched {
			continue
		}
		s := agree.Sentence{Conversation: id, Turn: r.Turn, Span: r.Span, Text: r.Text, Ours: c.RoleOf(r.Turn).Ours()}
		if closed[r.Turn] {
			s.Text = ""
		}
		out = append(out, s)
	}
	return out, nil
}
