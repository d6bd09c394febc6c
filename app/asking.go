package app

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/shape"
)

const (
	// mostAsked is the most conversations of a study that are read for an
	// answer; of a larger one, those that full text finds.
	mostAsked = 400
	// hitsAsked is how many turns are looked up for each word of a question.
	hitsAsked = 200
	// longestQuestion is how long a question may be, in characters.
	longestQuestion = 400
	// theirs is what a conversation of somebody asked about counts more than one
	// in which a word occurs.
	theirs = 100
	// lead is what one counts in which a claim of the kind asked for rests.
	lead = 0.5
)

// AskRequest is a question about what was heard.
type AskRequest struct {
	Question string
	Study    string        // id or name; "" asks every study
	Language heed.Language // of the question; "" is recognised
}

// asked keeps the conversations that the last question of each study read.
type asked struct {
	mu     sync.Mutex
	inputs map[string]*askedInput // by study
}

type askedInput struct {
	run  string
	laid int
	in   shape.Input
}

// Ask answers a question from the claims of each study and from what its
// customers said, in their words only. A study without an analysis is left
// out. Whoever does not allow analysis or quoting is not quoted.
func (a *App) Ask(ctx context.Context, req AskRequest) (out []heed.Answer, err error) {
	defer heed.Wrap(&err, "ask")
	question := strings.Join(strings.Fields(req.Question), " ")
	switch {
	case question == "":
		return nil, heed.Errorf(heed.CodeInvalid, "ask something, like: what do operations leads fear in onboarding?")
	case utf8.RuneCountInString(question) > longestQuestion:
		return nil, heed.Errorf(heed.CodeTooLarge, "a question has at most %d characters", longestQuestion)
	}
	studies, err := a.choose(ctx, req.Study)
	if err != nil {
		return nil, err
	}
	out = []heed.Answer{}
	for _, s := range studies {
		run, known, err := a.current(ctx, s.ID)
		if err != nil {
			return nil, err
		}
		if !known {
			continue
		}
		answer, err := a.askStudy(ctx, s, run, question, req.Language)
		if err != nil {
			return nil, err
		}
		out = append(out, answer)
	}
	if len(out) == 0 {
		return nil, heed.Errorf(heed.CodeNotFound, "nobody has been heard yet; bring conversations in with: heed import PATH")
	}
	slices.SortStableFunc(out, func(x, y heed.Answer) int { // those with an answer first
		return cmp.Compare(min(1, len(y.Claims)+len(y.Said)), min(1, len(x.Claims)+len(x.Said)))
	})
	return out, nil
}

func (a *App) askStudy(ctx context.Context, study heed.Study, run heed.Run, question string, lang heed.Language) (heed.Answer, error) {
	rep, err := a.cached(ctx, study.ID, run)
	if err != nil {
		return heed.Answer{}, err
	}
	people := make([]heed.Participant, 0, len(rep.Participants))
	for _, p := range rep.Participants {
		people = append(people, p)
	}
	slices.SortFunc(people, func(p, q heed.Participant) int {
		return cmp.Or(cmp.Compare(p.Number, q.Number), cmp.Compare(p.ID, q.ID))
	})
	q := shape.ParseQuestion(question, lang, &rep.Understanding, people)
	in := shape.Input{Study: study, Participants: people, AsOf: rep.AsOf}
	if !q.Empty() {
		if in, err = a.heardFor(ctx, in, run.ID, whereAsked{q.Words(languages(&rep.Understanding)), q.Who(people), q.Leads(&rep.Understanding)}); err != nil {
			return heed.Answer{}, err
		}
	}
	return shape.Ask(&q, question, &rep.Understanding, in, rep.Heard.Sentences), nil
}

// whereAsked is where an answer may stand in a large study.
type whereAsked struct {
	words [][]string // with those that mean the same
	who   []string   // participants asked about; nil: anybody
	leads []string   // conversations of claims of the kind asked for
}

func (w *whereAsked) any() bool { return len(w.words)+len(w.who)+len(w.leads) > 0 }

// languages are those in which a study's claims are said.
func languages(u *heed.Understanding) (out []heed.Language) {
	for i := range u.Claims {
		if l := u.Claims[i].Language; l != "" && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	slices.Sort(out)
	return out
}

// heardFor reads the conversations in which an answer may stand: all of a study
// of mostAsked conversations, else those of the people who are asked about and
// those in which the words occur most, else the newest.
func (a *App) heardFor(ctx context.Context, in shape.Input, run string, where whereAsked) (shape.Input, error) {
	study := in.Study.ID
	a.asked.mu.Lock()
	defer a.asked.mu.Unlock()
	err := a.store.Read(ctx, func(tx Tx) error {
		laid, err := tx.Increments.Count(ctx, run)
		if err != nil {
			return err
		}
		if kept := a.asked.inputs[study]; kept != nil && kept.run == run && kept.laid == laid {
			in = kept.in
			return nil
		}
		rows, total, err := tx.Conversations.List(ctx, Filter{Study: study, Limit: mostAsked})
		if err != nil {
			return err
		}
		ids := make([]string, len(rows))
		for i, r := range rows {
			ids[i] = r.ID
		}
		if total > mostAsked && where.any() {
			if ids, err = whereSaid(ctx, tx, study, where); err != nil {
				return err
			}
		}
		if err := readAsked(ctx, tx, &in, ids); err != nil {
			return err
		}
		if total <= mostAsked {
			if a.asked.inputs == nil || len(a.asked.inputs) > 8 {
				a.asked.inputs = map[string]*askedInput{}
			}
			a.asked.inputs[study] = &askedInput{run, laid, in}
		}
		return nil
	})
	return in, err
}

// whereSaid are the conversations in which most of the words occur, those with
// the best turns first; where somebody in particular is asked about, theirs
// before all others.
func whereSaid(ctx context.Context, tx Tx, study string, where whereAsked) ([]string, error) {
	rank := map[string]float64{}
	for _, forms := range where.words {
		best := map[string]float64{} // of this word, by conversation
		for _, w := range forms {
			hits, err := tx.Readings.Search(ctx, w, Filter{Study: study, Limit: hitsAsked})
			if err != nil {
				return nil, err
			}
			for _, h := range hits {
				best[h.Conversation] = max(best[h.Conversation], h.Rank)
			}
		}
		for id, r := range best {
			rank[id] += 1 + r
		}
	}
	for _, id := range where.leads {
		rank[id] += lead
	}
	if len(where.who) > 0 {
		rows, _, err := tx.Conversations.List(ctx, Filter{Study: study, Participants: where.who, Limit: mostAsked})
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			rank[r.ID] += theirs * float64(1+len(where.words))
		}
	}
	ids := make([]string, 0, len(rank))
	for id := range rank {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(x, y string) int { return cmp.Or(cmp.Compare(rank[y], rank[x]), cmp.Compare(x, y)) })
	return ids[:min(len(ids), mostAsked)], nil
}

// readAsked adds conversations with what was understood of them.
func readAsked(ctx context.Context, tx Tx, in *shape.Input, ids []string) error {
	people := map[string]heed.Participant{}
	for _, p := range in.Participants {
		people[p.ID] = p
	}
	for _, id := range slices.Sorted(slices.Values(ids)) {
		c, err := tx.Conversations.Get(ctx, id)
		if err != nil {
			return err
		}
		if notAnalysed(&c, in.Study, people) {
			continue
		}
		s, err := tx.Readings.Get(ctx, id)
		if heed.ErrorCode(err) == heed.CodeNotFound {
			continue
		}
		if err != nil {
			return err
		}
		in.Conversations = append(in.Conversations, shape.Conversation{Conversation: &c, Sensed: &s})
	}
	return nil
}
