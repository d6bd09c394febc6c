package web

import (
	"net/http"
	"strconv"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// answerPage is a moment to answer, and how it was answered.
type answerPage struct {
	momentPage
	Said    string // what they say, in full
	Emotion []look.Emotion
	Draft   string
	Done    *answerDone
	Tries   []tryRow
}

// answerDone is one's own answer beside what was really said.
type answerDone struct {
	Text       string
	Components []component
	Harms      []harm
	Unanswered []string
	Then       *thenSaid
	Theirs     []component
	TheirHarms string
	Attempt    int64
	Shared     bool
	Best       []bestRow
}

// bestRow is an answer that a colleague shares.
type bestRow struct {
	Who, Text  string
	Components []component
	Harms      string
}

// tryRow is an earlier try of one's own.
type tryRow struct {
	Name, Href string
	On         bool
	Components []component
	Harms      string
}

func (s *site) nextAnswer(w http.ResponseWriter, r *http.Request) error {
	return s.nextMoment(w, r, app.ExerciseAnswer)
}

func componentsOf(sc *look.Scene, cognitive, emotional, compassionate float64) []component {
	return []component{componentOf(sc, "cognitive", cognitive), componentOf(sc, "emotional", emotional), componentOf(sc, "acting", compassionate)}
}

// judgedHarms sets what may hurt in a text.
func judgedHarms(text string, found []app.ReplyHarm) (out []harm) {
	for _, h := range found {
		words, _ := h.In(text)
		out = append(out, harm{Text: look.Clean(words), Why: h.Why, Instead: h.Instead})
	}
	return out
}

func (s *site) answerMoment(w http.ResponseWriter, r *http.Request) error {
	p, m, common, err := s.momentOf(r, app.ExerciseAnswer)
	if err != nil {
		return err
	}
	sc := p.scene
	body := answerPage{momentPage: common, Said: look.Clean(m.Said.Text)}
	if m.Next != "" {
		body.Said += " " + look.Clean(m.Next)
	}
	body.Emotion = []look.Emotion{sc.Emotion(m.Feeling())}
	mine, _ := strconv.ParseInt(r.URL.Query().Get("mine"), 10, 64)
	if mine > 0 {
		got, err := s.app.AnswerAgain(r.Context(), practises(r), p.Study.ID, mine, p.Lang)
		if err != nil {
			return err
		}
		if got.Moment.ID != m.ID {
			return heed.Errorf(heed.CodeNotFound, "%s", sc.Say("web.practice.none"))
		}
		if body.Done, err = s.answered(r, sc, &got); err != nil {
			return err
		}
		body.Draft = body.Done.Text
		body.Open = placeOf(p.Study.ID, m.Said)
	}
	tries, err := s.app.Tries(r.Context(), practises(r), p.Study.ID, m.ID)
	if err != nil {
		return err
	}
	for i, t := range tries {
		q := choices(r, "family", "in")
		q.Set("mine", strconv.FormatInt(t.ID, 10))
		row := tryRow{Name: sc.Say("web.practice.try_n", "n", i+1), Href: withChoices(r.URL.EscapedPath(), q), On: t.ID == mine, Harms: sc.Say("web.practice.n_harms", "n", t.Harms)}
		if len(t.Components) == 3 {
			row.Components = componentsOf(sc, t.Components[0], t.Components[1], t.Components[2])
		}
		body.Tries = append(body.Tries, row)
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "practice_answer", p.page)
}

func (s *site) answered(r *http.Request, sc *look.Scene, got *app.AnsweredMoment) (*answerDone, error) {
	c := got.Yours.Components
	d := answerDone{
		Text: got.Attempt.Written[0], Components: componentsOf(sc, c.Cognitive, c.Emotional, c.Compassionate),
		Attempt: got.Attempt.ID, Shared: got.Attempt.Shared, Then: thenOf(sc, &got.Moment),
	}
	d.Harms = judgedHarms(d.Text, got.Yours.Harms)
	for _, x := range got.Yours.Unanswered {
		d.Unanswered = append(d.Unanswered, look.Clean(x.Text))
	}
	if got.Theirs != nil {
		c := got.Theirs.Components
		d.Theirs, d.TheirHarms = componentsOf(sc, c.Cognitive, c.Emotional, c.Compassionate), sc.Say("web.practice.n_harms", "n", len(got.Theirs.Harms))
	}
	m := &got.Moment
	var err error
	d.Best, err = s.best(r, sc, m.Said, m.ID)
	return &d, err
}

// best lists answers that colleagues share.
func (s *site) best(r *http.Request, sc *look.Scene, at heed.Quotation, place string) (out []bestRow, err error) {
	all, err := s.app.BestAnswers(r.Context(), practises(r), r.PathValue("study"), at, place)
	for _, x := range all {
		c := x.Components
		out = append(out, bestRow{x.Account, x.Text, componentsOf(sc, c.Cognitive, c.Emotional, c.Compassionate), sc.Say("web.practice.n_harms", "n", x.Harms)})
	}
	return out, err
}

func (s *site) answerMomentDone(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 8*app.MaxReply)
	if err := r.ParseForm(); err != nil {
		return tooMuch(err)
	}
	if did, err := s.markAttempt(w, r); did || err != nil {
		return err
	}
	got, err := s.app.AnswerMoment(r.Context(), practises(r), r.PathValue("study"), r.PathValue("id"), lines(r.PostForm.Get("answer")), whoLooks(r).Lang)
	if err != nil {
		return err
	}
	return s.toAttempt(w, r, "mine", got.Attempt.ID)
}
