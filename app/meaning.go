package app

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape"
)

const (
	// mostMeant is how many quotations of a study are placed by meaning: those
	// of the claims that most people stand behind first.
	mostMeant = 6000
	// leastMeant is how near in meaning a quotation must be to be shown.
	leastMeant = 0.42
	// mostNear is how many quotations a search by meaning returns.
	mostNear = 40
	// hitsListed is how many turns full text finds for a list of conversations.
	hitsListed = 600
)

// meanings keeps each study's quotations placed by meaning, by run.
type meanings struct {
	mu   sync.Mutex
	runs map[string]*meaningOf // by study
}

type meaningOf struct {
	run    string
	quotes []heed.Quotation
	near   *shape.Meanings
}

// FoundConversation is a conversation in which a search found something.
type FoundConversation struct {
	ConversationRow
	Turn    int    // of the best words
	Text    string // the turn's, or the quotation's
	Ours    bool   // our own side says it
	Meant   bool   // it says something like the query, in other words
	Hits    int    // turns in which the words stand
	Quoted  heed.Quotation
	Percent int // how near in meaning, 0 to 100
}

// FindConversations finds conversations by words and by meaning: first those
// in which every word of the query stands, best first, then those in which
// somebody says something like it. f chooses among them.
func (a *App) FindConversations(ctx context.Context, study, query string, f Filter) (out []FoundConversation, err error) {
	defer heed.Wrap(&err, "find conversations")
	f.Study, f.Limit, f.Offset = study, hitsListed, 0
	hits, err := a.Search(ctx, query, f)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for _, h := range hits {
		i, seen := at[h.Conversation]
		if !seen {
			i = len(out)
			at[h.Conversation] = i
			out = append(out, FoundConversation{ConversationRow: ConversationRow{ID: h.Conversation}, Turn: h.Turn, Text: h.Text, Ours: h.Participant == ""})
		}
		out[i].Hits++
	}
	near, err := a.nearby(ctx, study, query)
	if err != nil {
		return nil, err
	}
	for _, n := range near {
		if _, seen := at[n.Quoted.Conversation]; !seen {
			at[n.Quoted.Conversation] = len(out)
			out = append(out, n)
		}
	}
	ids := make([]string, len(out))
	for i := range out {
		ids[i] = out[i].ID
	}
	f.IDs, f.Limit = ids, 0
	rows, _, err := a.Conversations(ctx, f)
	if err != nil {
		return nil, err
	}
	known := map[string]ConversationRow{}
	for _, r := range rows {
		known[r.ID] = r
	}
	kept := out[:0]
	for _, x := range out {
		if r, ok := known[x.ID]; ok {
			x.ConversationRow = r
			kept = append(kept, x)
		}
	}
	return kept, nil
}

// nearby are the quotations near a query in meaning.
func (a *App) nearby(ctx context.Context, study, query string) (out []FoundConversation, err error) {
	run, known, err := a.current(ctx, study)
	if err != nil || !known {
		return nil, err
	}
	rep, err := a.Shown(ctx, study)
	if err != nil {
		return nil, err
	}
	a.meant.mu.Lock()
	m := a.meant.runs[study]
	if m == nil || m.run != run.ID {
		m = meant(&rep)
		m.run = run.ID
		if a.meant.runs == nil {
			a.meant.runs = map[string]*meaningOf{}
		}
		a.meant.runs[study] = m
	}
	a.meant.mu.Unlock()
	lang, _ := text.Language(query)
	for _, n := range m.near.Near(query, lang, leastMeant, mostNear) {
		q := m.quotes[n.Text]
		out = append(out, FoundConversation{
			ConversationRow: ConversationRow{ID: q.Conversation}, Turn: q.Turn, Text: q.Text, Meant: true, Quoted: q, Percent: int(100 * n.Similarity),
		})
	}
	return out, nil
}

// meant places the quotations of a study's claims, those with most people
// behind them first. None of them is of somebody who may not be quoted.
func meant(rep *StudyReport) *meaningOf {
	claims := make([]*heed.Claim, len(rep.Claims))
	for i := range claims {
		claims[i] = &rep.Claims[i]
	}
	slices.SortStableFunc(claims, func(x, y *heed.Claim) int {
		return cmp.Or(cmp.Compare(y.Weight, x.Weight), cmp.Compare(x.ID, y.ID))
	})
	m := &meaningOf{}
	seen := map[Anchor]bool{}
	var texts []shape.Text
	for _, c := range claims {
		for _, e := range c.Evidence {
			if k := AnchorOf(e.Quotation); !seen[k] && len(texts) < mostMeant {
				seen[k] = true
				m.quotes = append(m.quotes, e.Quotation)
				texts = append(texts, shape.Text{Text: e.Text, Lang: e.Language})
			}
		}
	}
	m.near = shape.NewMeanings(texts, rep.Settings.Seed)
	return m
}
