package app

import (
	"context"
	"slices"

	"github.com/heedhq/heed"
)

// Looking reads the rows that a study's current run stored, all of one
// moment. Its methods add nothing up.
type Looking struct {
	Study heed.Study
	Run   heed.Run
	tx    Tx
}

// Look runs f on the current run of a study. A study that has not been
// analysed yet is CodeNotFound.
func (a *App) Look(ctx context.Context, study string, f func(l *Looking) error) (err error) {
	defer heed.Wrap(&err, "look at study %q", study)
	return a.store.Read(ctx, func(tx Tx) error {
		s, err := tx.Studies.Get(ctx, study)
		if err != nil {
			return err
		}
		run, err := tx.Runs.Current(ctx, s.ID)
		if err != nil {
			return err
		}
		return f(&Looking{Study: s, Run: run, tx: tx})
	})
}

// Overview returns the understanding without claims, maps and members of
// themes.
func (l *Looking) Overview(ctx context.Context) (heed.Understanding, error) {
	return l.tx.Views.Overview(ctx, l.Run.ID)
}

// Claims returns claims strongest first, without evidence, and how many there
// are in all.
func (l *Looking) Claims(ctx context.Context, f ClaimFilter) ([]heed.Claim, int, error) {
	return l.tx.Views.Claims(ctx, l.Run.ID, f)
}

// Persona returns one persona.
func (l *Looking) Persona(ctx context.Context, id string) (heed.Persona, error) {
	return l.tx.Views.Persona(ctx, l.Run.ID, id)
}

// Maps returns a persona's empathy maps: over all, then by stage.
func (l *Looking) Maps(ctx context.Context, persona string) ([]heed.EmpathyMap, error) {
	return l.tx.Views.Maps(ctx, l.Run.ID, persona)
}

// Journeys returns the study's journeys; most studies have one or none.
func (l *Looking) Journeys(ctx context.Context) ([]heed.Journey, error) {
	return l.tx.Views.Journeys(ctx, l.Run.ID)
}

// Theme returns a theme with its members.
func (l *Looking) Theme(ctx context.Context, id string) (heed.Theme, error) {
	return l.tx.Views.Theme(ctx, l.Run.ID, id)
}

// Participants lists who was heard, by number.
func (l *Looking) Participants(ctx context.Context) ([]heed.Participant, error) {
	return l.tx.People.List(ctx, l.Study.ID)
}

// ClaimView is a claim with what its evidence stands in.
type ClaimView struct {
	heed.Claim
	Contexts      map[Anchor]Context
	Conversations map[string]heed.Conversation // without turns
	Participants  map[string]heed.Participant
	Commitments   []heed.Commitment
}

// Claim returns a claim with its evidence in context.
func (l *Looking) Claim(ctx context.Context, id string) (v ClaimView, err error) {
	if v.Claim, err = l.tx.Views.Claim(ctx, l.Run.ID, id); err != nil {
		return v, err
	}
	s := surroundings{contexts: map[Anchor]Context{}, conversations: map[string]heed.Conversation{}}
	for _, e := range v.Evidence {
		s.want(e.Quotation)
	}
	if err := s.fill(ctx, l.tx); err != nil {
		return v, err
	}
	v.Contexts, v.Conversations = s.contexts, s.conversations
	v.Participants = map[string]heed.Participant{}
	for _, e := range v.Evidence {
		if e.Participant == "" || v.Participants[e.Participant].ID != "" {
			continue
		}
		p, err := l.tx.People.Get(ctx, e.Participant)
		if err != nil && heed.ErrorCode(err) != heed.CodeNotFound {
			return v, err
		}
		v.Participants[e.Participant] = p
	}
	all, err := l.tx.Figures.Commitments(ctx, l.Study.ID)
	for _, c := range all {
		if c.Claim == id {
			v.Commitments = append(v.Commitments, c)
		}
	}
	return v, err
}

// ConversationView is a conversation with all that was understood of it.
type ConversationView struct {
	heed.Conversation
	Sensed       heed.Sensed
	Participants map[string]heed.Participant
	// Claims that quote it, without evidence.
	Claims []heed.Claim
	// Withheld tells, per turn, whether who speaks it refuses to be quoted
	// inside: its text is empty, and nothing read in it is there.
	Withheld []bool
	// Revisions is the newest revision of each turn; 0: never corrected.
	Revisions []int
}

// Conversations lists conversations, newest first, and how many there are in
// all. Unlike the views of a run it needs no analysis to have been made.
func (a *App) Conversations(ctx context.Context, f Filter) (rows []ConversationRow, total int, err error) {
	defer heed.Wrap(&err, "list conversations")
	err = a.store.Read(ctx, func(tx Tx) error {
		rows, total, err = tx.Conversations.List(ctx, f)
		return err
	})
	return rows, total, err
}

// Conversation returns one conversation with its readings, without the words of
// whoever refuses to be quoted inside.
func (a *App) Conversation(ctx context.Context, id string) (v ConversationView, err error) {
	if v, err = a.conversation(ctx, id); err == nil {
		v.close()
	}
	return v, err
}

// conversation is Conversation with every word, for measures that show none.
func (a *App) conversation(ctx context.Context, id string) (v ConversationView, err error) {
	defer heed.Wrap(&err, "conversation %q", id)
	err = a.store.Read(ctx, func(tx Tx) error {
		if v.Conversation, err = tx.Conversations.Get(ctx, id); err != nil {
			return err
		}
		v.Sensed, err = tx.Readings.Get(ctx, id)
		if err != nil && heed.ErrorCode(err) != heed.CodeNotFound {
			return err
		}
		if v.Withheld, err = unquotable(ctx, tx, &v.Conversation); err != nil {
			return err
		}
		list, err := tx.Corrections.CorrectedIn(ctx, id)
		if err != nil {
			return err
		}
		texts := correctedOf(list)
		v.Revisions = make([]int, len(v.Turns))
		for i := range v.Revisions {
			v.Revisions[i] = texts.revision(id, i)
		}
		v.Participants = map[string]heed.Participant{}
		for _, s := range v.Speakers {
			if s.Participant == "" {
				continue
			}
			p, err := tx.People.Get(ctx, s.Participant)
			if err != nil && heed.ErrorCode(err) != heed.CodeNotFound {
				return err
			}
			v.Participants[s.Participant] = p
		}
		run, err := tx.Runs.Current(ctx, v.Study)
		if heed.ErrorCode(err) == heed.CodeNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		v.Claims, _, err = tx.Views.Claims(ctx, run.ID, ClaimFilter{Conversation: id})
		return err
	})
	return v, err
}

// PersonView is one participant with everything they said.
type PersonView struct {
	heed.Participant
	Conversations []ConversationRow
	Claims        []heed.Claim // that quote them, without evidence
}

// Person returns a participant with their conversations and claims.
func (a *App) Person(ctx context.Context, id string) (v PersonView, err error) {
	defer heed.Wrap(&err, "participant %q", id)
	err = a.store.Read(ctx, func(tx Tx) error {
		if v.Participant, err = tx.People.Get(ctx, id); err != nil {
			return err
		}
		if v.Conversations, _, err = tx.Conversations.List(ctx, Filter{Participant: id}); err != nil {
			return err
		}
		run, err := tx.Runs.Current(ctx, v.Study)
		if heed.ErrorCode(err) == heed.CodeNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		v.Claims, _, err = tx.Views.Claims(ctx, run.ID, ClaimFilter{Participant: id})
		return err
	})
	return v, err
}

// Search finds turns by full text, best first. Whoever refused to be quoted
// inside is not found.
func (a *App) Search(ctx context.Context, query string, f Filter) (hits []Hit, err error) {
	defer heed.Wrap(&err, "search")
	err = a.store.Read(ctx, func(tx Tx) error {
		if hits, err = tx.Readings.Search(ctx, query, f); err != nil {
			return err
		}
		return nil
	})
	if err != nil || len(hits) == 0 {
		return hits, err
	}
	refused, err := a.refusing(ctx)
	hits = slices.DeleteFunc(hits, func(h Hit) bool { return h.Participant != "" && refused[h.Participant] })
	return hits, err
}

// Imports lists what was brought in, newest first.
func (a *App) Imports(ctx context.Context) (list []Import, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		list, err = tx.Sources.Imports(ctx)
		return err
	})
	return list, err
}
