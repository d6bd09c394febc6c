package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/heedhq/heed"
)

// BenchRequest says what to measure.
type BenchRequest struct {
	Paths []string // conversations
	// Calls is how many calls of CallMinutes are made of those conversations, end
	// to end, and measured as listening; 0 measures the conversations as they are.
	Calls int
}

const (
	// CallMinutes is how long a made call is, at wordsAMinute of both sides
	// together.
	CallMinutes  = 30
	wordsAMinute = 150
	// madeStudy is the study that made calls are stored in.
	madeStudy = "made-calls"
)

// emotionAlone scores every sentence for emotion and nothing else.
func (b *bench) emotionAlone(ctx context.Context) (int, error) {
	read, err := TextSenser(true, nil)
	if err != nil {
		return 0, err
	}
	at := 0
	next := func() (*heed.Sensed, bool, error) {
		if at == len(b.sensed) {
			return nil, false, nil
		}
		at++
		return &b.sensed[at-1], true, nil
	}
	n := 0
	err = inOrder(ctx, b.workers, next, func(s *heed.Sensed) int {
		for i := range s.Readings {
			read(s.Readings[i].Text, s.Readings[i].Language)
		}
		return len(s.Readings)
	}, func(k int) error {
		n += k
		return nil
	})
	return n, err
}

// makeCalls stores calls that are made of the conversations and what was
// understood of them.
func (b *bench) makeCalls(ctx context.Context, calls int) (int, error) {
	if len(b.conversations) == 0 || calls == 0 {
		return 0, nil
	}
	err := b.store.Write(ctx, func(tx Tx) error {
		return tx.Studies.Save(ctx, heed.Study{ID: madeStudy, Name: madeStudy, Settings: heed.DefaultSettings()})
	})
	const atOnce = 100 // in a transaction
	for at, from := 0, 0; at < calls && err == nil; at += atOnce {
		err = b.store.Write(ctx, func(tx Tx) error {
			for i := at; i < min(at+atOnce, calls); i++ {
				c, s, used := b.call(i, from)
				from += used
				if err := tx.Conversations.Add(ctx, &c, 0); err != nil {
					return err
				}
				if err := tx.Readings.Save(ctx, s); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return calls, err
}

// call joins conversations, the from-th and on, into one of CallMinutes, and
// says how many went into it.
func (b *bench) call(n, from int) (c heed.Conversation, s heed.Sensed, used int) {
	c = heed.Conversation{ID: fmt.Sprintf("made-%06d", n), Study: madeStudy, Kind: heed.KindCall,
		Date:     heed.Date{Year: 2026, Month: time.Month(1 + n/28%12), Day: 1 + n%28},
		Speakers: []heed.Speaker{{Speaker: "rep", Role: heed.RoleRep}, {Speaker: "customer", Role: heed.RoleCustomer}}}
	s = heed.Sensed{Conversation: c.ID}
	for words := 0; words < CallMinutes*wordsAMinute && used < len(b.conversations); used++ {
		i := (from + used) % len(b.conversations)
		one, read := &b.conversations[i], &b.sensed[i]
		c.Language, s.Version = one.Language, read.Version
		first := len(c.Turns)
		for t, turn := range one.Turns {
			ours := one.RoleOf(t).Ours()
			turn.Speaker, turn.Role = "customer", heed.RoleCustomer
			if ours {
				turn.Speaker, turn.Role = "rep", heed.RoleRep
			}
			turn.Start, turn.End = heed.Moment{}, heed.Moment{}
			c.Turns = append(c.Turns, turn)
			words += strings.Count(turn.Text, " ") + 1
		}
		s.Acts = append(s.Acts, read.Acts...)
		for _, r := range read.Readings {
			r.Turn += first
			s.Readings = append(s.Readings, r)
		}
	}
	return c, s, used
}

// listenAll takes every listening measure of what is stored, from what is
// stored of it alone.
func (b *bench) listenAll(ctx context.Context) (int, error) {
	studies := []string{madeStudy}
	if !b.made {
		studies = studies[:0]
		for id := range b.studies {
			studies = append(studies, id)
		}
		slices.Sort(studies)
	}
	n := 0
	for _, id := range studies {
		over, err := b.ListenOver(ctx, id, "", heed.English)
		if heed.ErrorCode(err) == heed.CodeNotFound {
			continue // nobody of ours speaks there
		}
		if err != nil {
			return n, err
		}
		n += over.Conversations
	}
	return n, nil
}

// searches are words of every day, which most turns hold, and some that few do.
var searches = []string{"work", "time", "people", "the", "think about", "price", "trabajo", "quarterly invoice"}

func (b *bench) searchAll(ctx context.Context) (int, error) {
	for _, q := range searches {
		if _, err := b.Search(ctx, q, Filter{Limit: 60}); err != nil {
			return 0, err
		}
	}
	return len(searches), nil
}
