package web

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

const (
	mostHeld  = 512 << 20 // bytes of uploads that wait for a yes
	heldFor   = 30 * time.Minute
	soon      = 1200 * time.Millisecond // an import that is done by then needs no page of its own
	beatEvery = 15 * time.Second
)

// desk holds uploads that were looked at, and imports under way.
type desk struct {
	mu   sync.Mutex
	held map[string]*upload
	jobs map[string]*job
}

// upload is what was sent, until it is brought in or forgotten.
type upload struct {
	files       app.Received
	study, kind string
	training    heed.Allowance // yes: they agreed that colleagues practise on what they said
	size        int
	at          time.Time
	// By the names of what can be put right: what was guessed when it was first
	// looked at, what somebody chose otherwise, and which columns stand there.
	guessed, chosen map[string]string
	headers         map[string]header
}

// job is one import under way or done.
type job struct {
	mu     sync.Mutex
	change chan struct{} // closed and made anew whenever something moved
	state  jobState
	sum    app.ImportSummary
	err    error
	at     time.Time
	// grouped says that the analysis is done too: what an import moved at once
	// is shown before.
	grouped bool
}

// jobState is what a page is told of a job.
type jobState struct {
	Step    string `json:"step"`
	Done    int    `json:"done"`
	Total   int    `json:"total"`
	Over    bool   `json:"over"`
	Percent int    `json:"percent"`
}

func (j *job) set(f func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	f()
	close(j.change)
	j.change = make(chan struct{})
}

func (j *job) now() (jobState, <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.state, j.change
}

// result is what came of an import that is over, and whether everything was
// grouped anew since.
func (j *job) result() (sum app.ImportSummary, grouped bool, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.sum, j.grouped, j.err
}

// hold keeps an upload for as long as somebody may say yes to it; the oldest
// make room.
func (d *desk) hold(id string, u *upload) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.held == nil {
		d.held = map[string]*upload{}
	}
	size := u.size
	for k, h := range d.held {
		if u.at.Sub(h.at) > heldFor {
			delete(d.held, k)
			continue
		}
		size += h.size
	}
	for size > mostHeld && len(d.held) > 0 {
		oldest := ""
		for k, h := range d.held {
			if oldest == "" || h.at.Before(d.held[oldest].at) {
				oldest = k
			}
		}
		size -= d.held[oldest].size
		delete(d.held, oldest)
	}
	d.held[id] = u
}

func (d *desk) take(id string) *upload {
	d.mu.Lock()
	defer d.mu.Unlock()
	u := d.held[id]
	delete(d.held, id)
	return u
}

func (d *desk) job(id string) *job {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.jobs[id]
}

// mostJobs is how many imports are remembered.
const mostJobs = 64

func (d *desk) add(id string, j *job) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.jobs == nil {
		d.jobs = map[string]*job{}
	}
	for k, old := range d.jobs {
		if state, _ := old.now(); state.Over && len(d.jobs) >= mostJobs {
			delete(d.jobs, k)
		}
	}
	d.jobs[id] = j
}

// secret makes an id that nobody can guess.
func (s *site) secret() string {
	b := make([]byte, 16)
	s.opt.Random(b)
	return hex.EncodeToString(b)
}

// startImport begins an import that goes on when the visitor leaves.
func (s *site) startImport(ctx context.Context, u *upload) (string, *job) {
	id := s.secret()
	j := &job{change: make(chan struct{}), at: s.opt.Now(), state: jobState{Step: "read"}}
	s.desk.add(id, j)
	ctx = context.WithoutCancel(ctx)
	progress := app.ProgressFunc(func(what string, done, total int) {
		j.set(func() {
			j.state = jobState{Step: what, Done: done, Total: total, Over: j.state.Over}
			if total > 0 {
				j.state.Percent = 100 * done / total
			}
		})
	})
	go func() {
		var sum app.ImportSummary
		err := func() (err error) {
			defer func() {
				if what := recover(); what != nil {
					err = heed.Errorf(heed.CodeInternal, "something went wrong inside Heed")
				}
			}()
			if err := s.inWords(ctx, u, progress); err != nil {
				return err
			}
			req := u.request()
			req.Progress = progress
			sum, err = s.app.Import(ctx, req)
			if err != nil {
				return err
			}
			if len(sum.Moved) > 0 { // there is something to show: the rest goes on behind it
				j.set(func() { j.sum, j.state.Over = sum, true })
			}
			return s.app.PendingStudies(ctx, progress)
		}()
		j.set(func() { j.sum, j.err, j.state.Over, j.grouped = sum, err, true, true })
	}()
	return id, j
}

// workPage is an import under way.
type workPage struct {
	Step, Of, Events string
	State            jobState
}

// working shows an import, or what came of it.
func (s *site) working(w http.ResponseWriter, r *http.Request) error {
	words := look.In(whoLooks(r).Lang)
	j := s.desk.job(r.PathValue("id"))
	if j == nil {
		return heed.Errorf(heed.CodeNotFound, "%s", words.Say("web.bring.expired"))
	}
	state, _ := j.now()
	if state.Over {
		p, body, err := s.bringPage(r)
		if err != nil {
			return err
		}
		sum, grouped, failed := j.result()
		if failed != nil {
			body.Problem = words.Say("web.bring.failed", "why", heed.ErrorMessage(failed))
		}
		body.Done = came(words, sum, body.Studies)
		names := map[string]string{}
		for _, st := range body.Studies {
			names[st.ID] = st.Name
		}
		if body.Done.Moved, err = s.moved(r.Context(), words.Lang, sum.Moved, grouped, names); err != nil {
			return err
		}
		p.Body = body
		return s.render(w, r, http.StatusOK, "bring", p)
	}
	p := s.page(r, words.Say("web.bring.working"))
	step, of := sayStep(words, state)
	p.Body = workPage{Step: step, Of: of, Events: r.URL.Path + "/events", State: state}
	return s.render(w, r, http.StatusOK, "work", p)
}

func sayStep(words look.Words, st jobState) (step, of string) {
	id := "web.bring.step." + st.Step
	if !look.Has(id) {
		id = "web.bring.step"
	}
	switch {
	case st.Total > 1:
		of = words.Say("web.bring.of", "done", st.Done, "total", st.Total)
	case st.Done > 1:
		of = words.Number(st.Done)
	}
	return words.Say(id), of
}

// events tells a page how far an import is, as it moves.
func (s *site) events(w http.ResponseWriter, r *http.Request) error {
	words := look.In(whoLooks(r).Lang)
	j := s.desk.job(r.PathValue("id"))
	if j == nil {
		return heed.Errorf(heed.CodeNotFound, "%s", words.Say("web.bring.expired"))
	}
	flow := http.NewResponseController(w)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	beat := time.NewTicker(beatEvery)
	defer beat.Stop()
	last := time.Time{}
	for {
		state, change := j.now()
		if state.Over || s.opt.Now().Sub(last) > 100*time.Millisecond {
			step, of := sayStep(words, state)
			data, err := json.Marshal(map[string]any{"step": step, "of": of, "percent": state.Percent, "over": state.Over})
			if err != nil {
				return err
			}
			fmt.Fprintf(w, "data: %s\n\n", data)
			if flow.Flush() != nil || state.Over {
				return nil
			}
			last = s.opt.Now()
		}
		select {
		case <-change:
		case <-beat.C:
			fmt.Fprint(w, ": still here\n\n")
			if flow.Flush() != nil {
				return nil
			}
		case <-r.Context().Done():
			return nil
		}
	}
}
