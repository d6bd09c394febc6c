package web

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// stagesPage is a journey's stages, to be named, put in order, added and taken
// out.
type stagesPage struct {
	Act, Back string
	Rows      []stageRow
}

type stageRow struct {
	N          int
	ID, En, Es string
	Heard      string
	Places     []look.Option
}

func (s *site) stages(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.stages", "journey")
	if err != nil {
		return err
	}
	b := stagesPage{Act: r.URL.Path, Back: "/s/" + p.Study.ID + "/journey"}
	list := p.report().Settings.Stages
	heard := map[string]int{}
	for _, j := range p.report().Journeys {
		for _, st := range j.Stages {
			heard[st.ID] = st.People
		}
	}
	for i := range len(list) + 1 {
		row := stageRow{N: i + 1}
		if i < len(list) {
			st := list[i]
			row.ID, row.En, row.Es = st.ID, st.Name[heed.English], st.Name[heed.Spanish]
			row.Heard = p.scene.People(heard[st.ID])
		}
		for k := range len(list) + 1 {
			row.Places = append(row.Places, look.Option{Value: itoa(k + 1), Word: itoa(k + 1), On: k == i})
		}
		b.Rows = append(b.Rows, row)
	}
	p.Body = b
	return s.render(w, r, http.StatusOK, "stages", p.page)
}

func (s *site) setStages(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<18)
	if err := r.ParseForm(); err != nil {
		return tooMuch(err)
	}
	type placed struct {
		at    int
		stage heed.Stage
	}
	var list []placed
	f := r.PostForm
	for i := range f["id"] {
		n := strconv.Itoa(i + 1)
		if f.Get("out"+n) != "" || len(f["en"]) <= i || len(f["es"]) <= i || len(f["place"]) <= i {
			continue
		}
		if f["id"][i] == "" && strings.TrimSpace(f["en"][i]+f["es"][i]) == "" {
			continue // the row for a new one, left empty
		}
		at, _ := strconv.Atoi(f["place"][i])
		list = append(list, placed{at, heed.Stage{ID: f["id"][i], Name: map[heed.Language]string{heed.English: f["en"][i], heed.Spanish: f["es"][i]}}})
	}
	slices.SortStableFunc(list, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	stages := make([]heed.Stage, len(list))
	for i, x := range list {
		stages[i] = x.stage
	}
	study := r.PathValue("study")
	entry, err := s.app.SetStages(r.Context(), study, stages, coder(r))
	if err != nil {
		return err
	}
	return s.entered(w, r, "/s/"+study+"/journey", "web.stages.done", entry)
}

// setOutcome says what the study's customers want in the end.
func (s *site) setOutcome(w http.ResponseWriter, r *http.Request) error {
	entry, err := s.app.SetOutcome(r.Context(), r.PathValue("study"), r.PostFormValue("outcome"), coder(r))
	if err != nil {
		return err
	}
	return s.entered(w, r, within(cmp.Or(r.PostFormValue("back"), "/")), "web.outcome.done", entry)
}

// stageIDs are the stages in the order of a journey's columns.
func stageIDs(sc *look.Scene) string {
	if len(sc.Study.Journeys) == 0 {
		return ""
	}
	var ids []string
	for _, st := range sc.Study.Journeys[0].Stages {
		ids = append(ids, st.ID)
	}
	return strings.Join(ids, ",")
}
