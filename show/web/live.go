package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/heedhq/heed"
)

// lookEvery is how often a study that somebody looks at is asked whether it
// changed, by this process or another one.
const lookEvery = time.Second

// live watches the studies that pages are open on: one look a second for each,
// however many pages.
type live struct {
	mu      sync.Mutex
	studies map[string]*watched
}

// watched is a study with pages open on it.
type watched struct {
	pages  int
	stop   context.CancelFunc
	stamp  string
	known  bool
	change chan struct{} // closed and made anew whenever the stamp changes
}

// watch joins a page to the study's watchers; leave ends that.
func (l *live) watch(study string, stamp func(context.Context) (string, error)) (w *watched, leave func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.studies == nil {
		l.studies = map[string]*watched{}
	}
	w = l.studies[study]
	if w == nil {
		ctx, stop := context.WithCancel(context.Background())
		w = &watched{stop: stop, change: make(chan struct{})}
		l.studies[study] = w
		go l.keepLooking(ctx, w, stamp)
	}
	w.pages++
	return w, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if w.pages--; w.pages == 0 {
			w.stop()
			delete(l.studies, study)
		}
	}
}

func (l *live) keepLooking(ctx context.Context, w *watched, stamp func(context.Context) (string, error)) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		if now, err := stamp(ctx); err == nil { // a database that is busy is asked again
			l.mu.Lock()
			if !w.known || now != w.stamp {
				w.stamp, w.known = now, true
				close(w.change)
				w.change = make(chan struct{})
			}
			l.mu.Unlock()
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

func (l *live) now(w *watched) (stamp string, known bool, change <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return w.stamp, w.known, w.change
}

// changes tells a page when what it shows is no longer what there is: first
// the stamp of now, then every new one.
func (s *site) changesLive(w http.ResponseWriter, r *http.Request) error {
	study := r.PathValue("study")
	all, err := s.app.Studies(r.Context())
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(all, func(st heed.Study) bool { return st.ID == study }) {
		return heed.Errorf(heed.CodeNotFound, "there is no study %q", study)
	}
	watched, leave := s.live.watch(study, func(ctx context.Context) (string, error) { return s.app.Stamp(ctx, study) })
	defer leave()
	flow := http.NewResponseController(w)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	beat := time.NewTicker(beatEvery)
	defer beat.Stop()
	for {
		stamp, known, change := s.live.now(watched)
		if known {
			fmt.Fprintf(w, "data: %s\n\n", stamp)
		}
		if flow.Flush() != nil {
			return nil
		}
		select {
		case <-change:
		case <-beat.C:
			fmt.Fprint(w, ": still here\n\n")
		case <-r.Context().Done():
			return nil
		}
	}
}
