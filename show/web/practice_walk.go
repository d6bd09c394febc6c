package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// walksPage lists whose journey can be walked.
type walksPage struct {
	Base string
	Rows []personRow
}

// walkPage is one participant's journey up to where one stands.
type walkPage struct {
	personRow
	Act, Others string
	Steps       []walkRow
	Stop        int // the step after which it stops; -1 at the end
	On          string
	Points      []walkPoint
	Label       string
}

// walkRow is one turn of theirs, with what was asked before it.
type walkRow struct {
	N                       int
	Heading                 string // where a new conversation begins
	Asked, Text, Lang, Open string
	At                      string // the turn
	Emotion                 look.Emotion
	// Would is what the reader would have done here, Then what was done.
	Stopped     bool
	Would, Then string
}

// walkPoint is how they felt, in a box of 100 by 30.
type walkPoint struct{ X, Y, Family, Title string }

func (s *site) walks(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.practice.walk", "practice")
	if err != nil {
		return err
	}
	rows, err := s.app.Walks(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return s.noPractice(w, r, app.ExerciseWalk)
	}
	body := walksPage{Base: "/s/" + p.Study.ID + "/practice"}
	for _, x := range rows {
		row := personOf(p.scene, x.Participant)
		row.Href = r.URL.Path + "/" + x.Participant.ID
		when := p.scene.Day(x.From)
		if x.To != x.From {
			when = joined(" – ", when, p.scene.Day(x.To))
		}
		row.Meta = joined(", ", p.scene.Say("web.practice.n_calls", "n", x.Conversations), p.scene.Say("web.practice.walk_n", "n", x.Steps), p.scene.Say("web.practice.stops_n", "n", x.Stops), when)
		body.Rows = append(body.Rows, row)
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "practice_walks", p.page)
}

func (s *site) walk(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.practice.walk", "practice")
	if err != nil {
		return err
	}
	sc := p.scene
	got, err := s.app.WalkInTheirShoes(r.Context(), p.Study.ID, r.PathValue("id"))
	if err != nil {
		return err
	}
	would, err := s.app.Walked(r.Context(), practises(r), &got)
	if err != nil {
		return err
	}
	// one stands at the first stop that was not passed
	past := number(r, "past")
	body := walkPage{personRow: personOf(sc, got.Participant), Act: r.URL.Path, Others: "/s/" + p.Study.ID + "/practice/walk", Stop: -1}
	last := len(got.Steps) - 1
	for i, stop := range got.Stops {
		if i >= past {
			body.Stop, last = stop, stop
			body.On = withQuery(r, "past", itoa(i+1)) + "#s" + itoa(stop+1)
			break
		}
	}
	conversation := ""
	for i := range got.Steps[:last+1] {
		x := &got.Steps[i]
		row := walkRow{N: i + 1, Text: look.Clean(x.Text), Lang: langOf(sc, x.Language), Open: placeOf(p.Study.ID, x.Quotation), At: sc.Say("turn_n", "n", x.Turn+1)}
		if x.Conversation != conversation {
			conversation = x.Conversation
			row.Heading = sourceOf(sc, "", x.Kind, x.Stage, x.Date).Meta
		}
		told := len(body.Steps) > 0 && body.Steps[len(body.Steps)-1].Stopped && x.Asked != nil && i > 0 && x.Conversation == got.Steps[i-1].Conversation && x.Asked.Turn == got.Steps[i-1].Turn+1
		if x.Asked != nil && !told {
			row.Asked, _ = look.Cut(look.Clean(x.Asked.Text), askedMost)
		}
		if x.Feeling != "" {
			row.Emotion = sc.Emotion(x.Feeling)
		}
		if slices.Contains(got.Stops, i) && i != body.Stop {
			row.Stopped, row.Would = true, would[i]
			if x.Then != nil {
				row.Then, _ = look.Cut(look.Clean(x.Then.Text), 2*askedMost)
			}
		}
		body.Steps = append(body.Steps, row)
		point := walkPoint{X: strconv.FormatFloat(2+96*float64(i)/float64(max(1, len(got.Steps)-1)), 'f', 1, 64) + "%", Y: strconv.FormatFloat(30-24*x.Valence, 'f', 1, 64), Family: "neutral"}
		if x.Feeling != "" {
			e := sc.Emotion(x.Feeling)
			point.Family, point.Title = e.Family, e.Word
		}
		body.Points = append(body.Points, point)
	}
	body.Label = sc.Say("web.practice.felt_so_far")
	p.Title, p.Body = body.Name+": "+sc.Say("web.practice.walk"), body
	return s.render(w, r, http.StatusOK, "practice_walk", p.page)
}

// askedMost is how much of what our side said stands beside their words.
const askedMost = 280

func (s *site) walkDone(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 8*app.MaxReply)
	if err := r.ParseForm(); err != nil {
		return tooMuch(err)
	}
	stop, err := strconv.Atoi(r.PostForm.Get("stop"))
	if err != nil {
		stop = -1
	}
	if err := s.app.KeepStep(r.Context(), practises(r), r.PathValue("study"), r.PathValue("id"), stop, lines(r.PostForm.Get("would"))); err != nil {
		return err
	}
	http.Redirect(w, r, within(r.PostForm.Get("on")), http.StatusSeeOther)
	return nil
}
