package app

import (
	"context"
	"sync"

	"github.com/heedhq/heed"
)

// mostKept is how many answers of the store are kept; the oldest make room.
const mostKept = 64

// kept holds what was worked out from the store, for as long as the parts of
// the workspace that it came from stay as they are.
type kept struct {
	mu     sync.Mutex
	values map[string]keptValue
	turn   int64
}

type keptValue struct {
	count int64 // of changes, when it was read
	used  int64
	value any
}

func (k *kept) get(name string, count int64) (any, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	v, ok := k.values[name]
	if !ok || v.count != count {
		return nil, false
	}
	k.turn++
	v.used = k.turn
	k.values[name] = v
	return v.value, true
}

func (k *kept) put(name string, count int64, value any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.values == nil {
		k.values = map[string]keptValue{}
	}
	k.turn++
	k.values[name] = keptValue{count, k.turn, value}
	if len(k.values) <= mostKept {
		return
	}
	oldest := ""
	for n, v := range k.values {
		if oldest == "" || v.used < k.values[oldest].used {
			oldest = n
		}
	}
	delete(k.values, oldest)
}

// keep returns what read makes of the store, or what it made before if none of
// the parts has changed since. What it returns is shared: nobody changes it.
func keep[T any](ctx context.Context, a *App, name string, parts []Part, read func(Tx) (T, error)) (v T, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		count, err := tx.Changed.Count(ctx, parts...)
		if err != nil {
			return err
		}
		if old, ok := a.kept.get(name, count); ok {
			v = old.(T)
			return nil
		}
		if v, err = read(tx); err == nil {
			a.kept.put(name, count, v)
		}
		return err
	})
	return v, err
}

// Drawn keeps what pages work out from one report, by name, for as long as the
// report is shown.
type Drawn struct {
	mu     sync.Mutex
	values map[string]any
}

// DrawOnce returns what draw made of a report that Shown returned, drawing it
// the first time. It is shared: nobody changes it.
func DrawOnce[T any](r *StudyReport, name string, draw func() T) T {
	if r.drawn == nil { // made by hand
		return draw()
	}
	r.drawn.mu.Lock()
	defer r.drawn.mu.Unlock()
	if v, ok := r.drawn.values[name]; ok {
		return v.(T)
	}
	v := draw()
	if r.drawn.values == nil {
		r.drawn.values = map[string]any{}
	}
	r.drawn.values[name] = v
	return v
}

// refusing are the participants of the workspace who refuse to be quoted inside.
func (a *App) refusing(ctx context.Context) (map[string]bool, error) {
	return keep(ctx, a, "refusing", []Part{PartPeople}, func(tx Tx) (map[string]bool, error) {
		studies, err := tx.Studies.List(ctx)
		if err != nil {
			return nil, err
		}
		out := map[string]bool{}
		for _, s := range append(studies, heed.Study{}) { // and those of none
			people, err := tx.People.List(ctx, s.ID)
			if err != nil {
				return nil, err
			}
			for _, id := range refusing(people) {
				out[id] = true
			}
		}
		return out, nil
	})
}

// refusing lists the participants of a study who refuse to be quoted inside.
func refusing(people []heed.Participant) (ids []string) {
	for i := range people {
		if people[i].Consent.QuoteInside == heed.No {
			ids = append(ids, people[i].ID)
		}
	}
	return ids
}
