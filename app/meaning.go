package app

import (
	"cmp"
	"context"
	"slices"
	"time"

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

// A search waits for quotations to be placed by meaning: for up to meantAtOnce
// of them as long as it takes, which is a moment, for more no longer than
// meaningWait. The placing goes on behind it.
const (
	meantAtOnce = 1000
	meaningWait = 100 * time.Millisecond
)

type meaningOf struct {
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

// Found is what a search among conversations found.
type Found struct {
	// Rows are a page of the conversations in which every word of the query
	// stands, best first, and Total how many there are.
	Rows  []FoundConversation
	Total int
	// Near are conversations in which somebody says something like the query,
	// nearest first; they come with the first page.
	Near []FoundConversation
	// Placing says that quotations are still being placed by meaning: asked
	// again in some seconds, Near may hold more.
	Placing bool
}

// FindConversations finds conversations by words and by meaning. f chooses
// among them, and which page.
func (a *App) FindConversations(ctx context.Context, study, query string, f Filter) (out Found, err error) {
	defer heed.Wrap(&err, "find conversations")
	limit, offset := f.Limit, max(f.Offset, 0)
	f.Study, f.Limit, f.Offset = study, hitsListed, 0
	hits, err := a.Search(ctx, query, f)
	if err != nil {
		return out, err
	}
	at := map[string]int{}
	for _, h := range hits {
		i, seen := at[h.Conversation]
		if !seen {
			i = len(out.Rows)
			at[h.Conversation] = i
			out.Rows = append(out.Rows, FoundConversation{ConversationRow: ConversationRow{ID: h.Conversation}, Turn: h.Turn, Text: h.Text, Ours: h.Participant == ""})
		}
		out.Rows[i].Hits++
	}
	out.Total = len(out.Rows)
	out.Rows = out.Rows[min(offset, out.Total):]
	if limit > 0 {
		out.Rows = out.Rows[:min(limit, len(out.Rows))]
	}
	if offset == 0 {
		var near []FoundConversation
		if near, out.Placing, err = a.nearby(ctx, study, query); err != nil {
			return out, err
		}
		for _, n := range near {
			if _, seen := at[n.Quoted.Conversation]; !seen {
				at[n.Quoted.Conversation] = 0
				out.Near = append(out.Near, n)
			}
		}
	}
	f.IDs, f.Limit = []string{}, 0
	for _, x := range slices.Concat(out.Rows, out.Near) {
		f.IDs = append(f.IDs, x.ID)
	}
	rows, _, err := a.Conversations(ctx, f)
	if err != nil {
		return out, err
	}
	known := map[string]ConversationRow{}
	for _, r := range rows {
		known[r.ID] = r
	}
	fill := func(list []FoundConversation) []FoundConversation {
		kept := list[:0]
		for _, x := range list {
			if r, ok := known[x.ID]; ok {
				x.ConversationRow = r
				kept = append(kept, x)
			}
		}
		return kept
	}
	out.Rows, out.Near = fill(out.Rows), fill(out.Near)
	return out, nil
}

// nearby are the quotations near a query in meaning. placing says that they
// are still being placed.
func (a *App) nearby(ctx context.Context, study, query string) (out []FoundConversation, placing bool, err error) {
	m, placing, err := a.placed(ctx, study)
	if err != nil || m == nil {
		return nil, placing, err
	}
	lang, _ := text.Language(query)
	for _, n := range m.near.Near(query, lang, leastMeant, mostNear) {
		q := m.quotes[n.Text]
		out = append(out, FoundConversation{
			ConversationRow: ConversationRow{ID: q.Conversation}, Turn: q.Turn, Text: q.Text, Meant: true, Quoted: q, Percent: int(100 * n.Similarity),
		})
	}
	return out, false, nil
}

// placed returns a study's quotations placed by meaning, once a run; nil and
// false where nothing was analysed.
func (a *App) placed(ctx context.Context, study string) (m *meaningOf, placing bool, err error) {
	run, known, err := a.current(ctx, study)
	if err != nil || !known {
		return nil, false, err
	}
	rep, err := a.Shown(ctx, study)
	if err != nil {
		return nil, false, err
	}
	under, made, err := a.meant.ask(ctx, study, run.ID, func(context.Context) (*meaningOf, error) { return meant(&rep), nil })
	wait, quotes := meaningWait, 0
	for i := range rep.Claims {
		quotes += len(rep.Claims[i].Evidence)
	}
	if quotes <= meantAtOnce {
		wait = time.Hour
	}
	if err == nil && !made {
		made, err = under.within(ctx, wait)
	}
	if err != nil || !made {
		return nil, !made, err
	}
	return under.value, false, nil
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
