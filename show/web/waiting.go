package web

import (
	"net/http"

	"github.com/heedhq/heed/show/look"
)

// waits is the page of a study whose analysis is under way: it says how far,
// and opens by itself when there is something to read.
func (s *site) waits(w http.ResponseWriter, r *http.Request) error {
	words := look.In(whoLooks(r).Lang)
	p := s.page(r, words.Say("web.waits.title"))
	step, under, err := s.app.UnderWay(r.Context(), r.PathValue("study"))
	if err != nil {
		return err
	}
	said, of := sayStep(words, jobState{Step: step.What, Done: step.Done, Total: step.Total})
	percent := 0
	if step.Total > 0 {
		percent = 100 * step.Done / step.Total
	}
	why := words.Say("web.waits.why")
	if !under { // the study stands; what is worked out is a report
		p.Title, why, said = words.Say("web.waits.report"), words.Say("web.waits.leaving"), ""
	}
	p.Body = waitingPage{Title: p.Title, Why: why, Step: said, Of: of, Percent: percent, Again: r.URL.RequestURI()}
	w.Header().Set("Refresh", "2") // with script and without
	return s.render(w, r, http.StatusAccepted, "waits", p)
}

type waitingPage struct {
	Title, Why      string
	Step, Of, Again string
	Percent         int
}

// underWay says of a study that can be read what is being brought up to date
// behind it; "" for nothing.
func (s *site) underWay(r *http.Request, study string) (string, error) {
	step, under, err := s.app.UnderWay(r.Context(), study)
	if err != nil || !under {
		return "", err
	}
	words := look.In(whoLooks(r).Lang)
	said, of := sayStep(words, jobState{Step: step.What, Done: step.Done, Total: step.Total})
	return words.Say("web.waits.behind", "step", joined(" ", said, of)), nil
}
