package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// momentPage is what reading and answering a moment share.
type momentPage struct {
	Act, Next string // of the form; the next moment
	Left      string
	From      source
	Lang      string // of the conversation
	Before    []line
	Filters   []look.Choice
	Open      string // the whole conversation, once it is answered
}

// readPage is a moment to read, and how it was read.
type readPage struct {
	momentPage
	Feelings  []feelingChoice
	ThinkHint string
	Risks     []look.Option
	Done      *readDone
}

type feelingChoice struct {
	Value string
	look.Emotion
}

// readDone is what they said, and the score.
type readDone struct {
	Said, Rest string
	Emotion    []look.Emotion
	Sum        string
	Items      []readItem
	Attempt    int64
	Contested  bool
	NoRisk     bool
	Answer     string // where to answer it
	Then       *thenSaid
	Confirmed  []confirmedRow
}

// confirmedRow is what they answered when a claim that rests on the moment was
// shown back to them.
type confirmedRow struct{ Asked, Shown, Lang, Answered, Words, Href string }

type readItem struct {
	Name, Points, Given, Why, Common string
	K                                int
}

// thenSaid is what was said to them, and how they went on.
type thenSaid struct {
	Ours, Theirs, Moved string
	Emotion             look.Emotion
}

// pickOptions reads the choice of an address; where nothing is said of
// language, moments in the reader's own come first.
func pickOptions(r *http.Request, lang heed.Language) app.PracticeOptions {
	o := app.PracticeOptions{Family: heed.Family(r.FormValue("family"))}
	switch in := r.FormValue("in"); in {
	case "en", "es":
		o.Language = heed.Language(in)
	case "":
		o.Language = lang
	}
	return o
}

func (s *site) nextRead(w http.ResponseWriter, r *http.Request) error {
	return s.nextMoment(w, r, app.ExerciseRead)
}

// nextMoment goes to the next moment of an exercise.
func (s *site) nextMoment(w http.ResponseWriter, r *http.Request, exercise string) error {
	study, lang := r.PathValue("study"), whoLooks(r).Lang
	o := pickOptions(r, lang)
	m, _, _, err := s.app.NextMoment(r.Context(), practises(r), study, exercise, o)
	if heed.ErrorCode(err) == heed.CodeNotFound && r.FormValue("in") == "" {
		o.Language = ""
		m, _, _, err = s.app.NextMoment(r.Context(), practises(r), study, exercise, o)
	}
	if heed.ErrorCode(err) == heed.CodeNotFound {
		return s.noPractice(w, r, exercise)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, withChoices("/s/"+study+"/practice/"+exercise+"/"+url.PathEscape(m.ID), choices(r, "family", "in")), http.StatusSeeOther)
	return nil
}

// nonePage says that there is nothing to practise on, and what to do.
type nonePage struct {
	Title, Base, People string
	Nobody              bool
	Filters             []look.Choice
}

func (s *site) noPractice(w http.ResponseWriter, r *http.Request, exercise string) error {
	p, err := s.about(r, "web.practice."+exercise, "practice")
	if err != nil {
		return err
	}
	got, err := s.app.Practice(r.Context(), practises(r), p.Study.ID)
	if err != nil {
		return err
	}
	o := got.Offers
	base := "/s/" + p.Study.ID
	p.Body = nonePage{Title: p.Title, Base: base + "/practice", People: base + "/people", Nobody: o.Moments+o.Pushbacks+o.Walks == 0}
	return s.render(w, r, http.StatusOK, "practice_none", p.page)
}

// momentOf prepares the page of a moment for an exercise.
func (s *site) momentOf(r *http.Request, exercise string) (p studied, m app.PracticeMoment, body momentPage, err error) {
	if p, err = s.about(r, "web.practice."+exercise, "practice"); err != nil {
		return p, m, body, err
	}
	if m, err = s.app.MomentToRead(r.Context(), p.Study.ID, r.PathValue("id")); err != nil {
		return p, m, body, err
	}
	q := choices(r, "family", "in")
	body = momentPage{
		Act: withChoices(r.URL.EscapedPath(), q), Next: withChoices("/s/"+p.Study.ID+"/practice/"+exercise, q),
		From: sourceOf(p.scene, m.Participant, m.Kind, m.Stage, m.Date), Lang: langOf(p.scene, m.Language), Before: linesOf(p.scene, m.Before, m.Language),
	}
	_, left, of, err := s.app.NextMoment(r.Context(), practises(r), p.Study.ID, exercise, pickOptions(r, p.Lang))
	if err != nil && heed.ErrorCode(err) != heed.CodeNotFound {
		return p, m, body, err
	}
	if of > 0 {
		body.Left = p.scene.Say("web.practice.left", "n", left, "of", of)
	}
	body.Filters = momentFilters(p.scene, r)
	return p, m, body, nil
}

func momentFilters(sc *look.Scene, r *http.Request) []look.Choice {
	in := look.Choice{Name: "in", Label: sc.Say("web.practice.lang")}
	for _, l := range []string{"en", "es", "any"} {
		word := sc.Say("web.practice.all_langs")
		if l != "any" {
			word = sc.Say("web.practice.lang." + l)
		}
		chosen := r.FormValue("in")
		in.Options = append(in.Options, look.Option{Value: l, Word: word, On: l == chosen || chosen == "" && l == string(sc.Lang)})
	}
	family := look.Choice{Name: "family", Label: sc.Say("web.practice.feeling"), Any: sc.Say("web.practice.all_feelings")}
	for _, f := range []heed.Family{heed.Friction, heed.Threat, heed.Loss, heed.Doubt, heed.Calm, heed.Lift} {
		family.Options = append(family.Options, look.Option{Value: string(f), Word: sc.Say("family." + string(f)), On: r.FormValue("family") == string(f)})
	}
	return []look.Choice{in, family}
}

var practiceRisks = []string{"investment", "productivity", "reputation", "job_security"}

func (s *site) readMoment(w http.ResponseWriter, r *http.Request) error {
	p, m, common, err := s.momentOf(r, app.ExerciseRead)
	if err != nil {
		return err
	}
	sc := p.scene
	body := readPage{momentPage: common, ThinkHint: sc.Say("web.practice.think_hint")}
	if body.Lang != "" {
		body.ThinkHint = sc.Say("web.practice.think_lang", "lang", sc.Say("web.practice.lang."+string(m.Language)))
	}
	for _, f := range m.Options {
		body.Feelings = append(body.Feelings, feelingChoice{string(f), sc.Emotion(f)})
	}
	for _, k := range practiceRisks {
		body.Risks = append(body.Risks, look.Option{Value: k, Word: sc.Say("risk." + k)})
	}
	if id, _ := strconv.ParseInt(r.URL.Query().Get("mine"), 10, 64); id > 0 {
		score, again, at, err := s.app.ReadAgain(r.Context(), practises(r), p.Study.ID, id)
		if err != nil {
			return err
		}
		if again.ID != m.ID {
			return heed.Errorf(heed.CodeNotFound, "%s", sc.Say("web.practice.none"))
		}
		body.Done = readDoneOf(sc, &m, score, &at)
		body.Done.Answer = "/s/" + p.Study.ID + "/practice/answer/" + url.PathEscape(m.ID)
		body.Open = placeOf(p.Study.ID, m.Said)
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "practice_read", p.page)
}

func readDoneOf(sc *look.Scene, m *app.PracticeMoment, score app.PracticeScore, at *app.Attempt) *readDone {
	d := readDone{
		Said: look.Clean(m.Said.Text), Rest: look.Clean(m.Next), Sum: sc.Say("web.practice.scored", "k", score.Points, "n", score.Of),
		Attempt: at.ID, Contested: at.Contested, NoRisk: m.Risk == "" && strings.TrimSpace(at.Written[2]) != "",
	}
	for i, f := range m.Feelings {
		if i == 0 || f.Intensity >= 0.8*m.Strength {
			d.Emotion = append(d.Emotion, sc.Emotion(f.Name))
		}
	}
	for _, i := range score.Items {
		row := readItem{Name: sc.Say("web.practice.item." + i.Name), Points: sc.Say("web.practice.scored", "k", i.Points, "n", 2), K: i.Points, Given: look.Clean(i.Given), Why: sc.Say("web.practice.because." + i.Why)}
		switch {
		case i.Name == "feels" && slices.Contains(heed.Feelings, heed.Feeling(i.Given)):
			row.Given = sc.Emotion(heed.Feeling(i.Given)).Word
		case i.Name == "risks" && slices.Contains(practiceRisks, i.Given):
			row.Given = sc.Say("risk." + i.Given)
		}
		if i.Confirmed {
			row.Why += "; " + sc.Say("web.practice.by_answer")
		}
		if len(i.Shared) > 0 {
			row.Common = sc.Say("web.practice.in_common", "what", strings.Join(i.Shared, ", "))
		}
		d.Items = append(d.Items, row)
	}
	d.Then = thenOf(sc, m)
	for _, c := range m.Confirmed {
		d.Confirmed = append(d.Confirmed, confirmedRow{
			Asked: sc.Say("web.practice.confirmed.asked", "day", c.On), Shown: c.Shown, Lang: langOf(sc, c.Language),
			Answered: sc.Say("web.practice.confirmed." + string(c.Verdict)), Words: look.Clean(c.Words),
			Href: "/s/" + sc.Study.Study + "/claims/" + c.Claim,
		})
	}
	return &d
}

// thenOf is what was said to them, and how their feeling moved.
func thenOf(sc *look.Scene, m *app.PracticeMoment) *thenSaid {
	if m.Ours == nil {
		return nil
	}
	t := thenSaid{Ours: look.Clean(m.Ours.Text)}
	if a := m.After; a != nil {
		t.Theirs, t.Moved = look.Clean(a.Said.Text), movedWord(sc, a.Moved)
		if a.Feeling != "" {
			t.Emotion = sc.Emotion(a.Feeling)
		}
	}
	return &t
}

func movedWord(sc *look.Scene, v float64) string {
	switch {
	case v >= app.FeltMoved:
		return sc.Say("web.practice.moved.up", "v", sc.Decimal(v, 1))
	case v <= -app.FeltMoved:
		return sc.Say("web.practice.moved.down", "v", sc.Decimal(-v, 1))
	}
	return sc.Say("web.practice.moved.same")
}

func (s *site) readMomentDone(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 8*app.MaxReply)
	if err := r.ParseForm(); err != nil {
		return tooMuch(err)
	}
	study, id := r.PathValue("study"), r.PathValue("id")
	if did, err := s.markAttempt(w, r); did || err != nil {
		return err
	}
	feel := strings.TrimSpace(r.PostForm.Get("own"))
	if feel == "" {
		feel = r.PostForm.Get("feel")
	}
	_, _, attempt, err := s.app.ReadAndKeep(r.Context(), practises(r), study, id, app.PracticeGuess{
		Feel: feel, Thought: lines(r.PostForm.Get("think")), Risk: r.PostForm.Get("risk"),
	})
	if err != nil {
		return err
	}
	return s.toAttempt(w, r, "mine", attempt)
}

// toAttempt shows an answer that was just kept, at its own address.
func (s *site) toAttempt(w http.ResponseWriter, r *http.Request, name string, attempt int64) error {
	q := choices(r, "family", "in", "kind", "persona", "level", "timed")
	q.Set(name, strconv.FormatInt(attempt, 10))
	http.Redirect(w, r, r.URL.EscapedPath()+"?"+q.Encode(), http.StatusSeeOther)
	return nil
}

// markAttempt contests or shares an answer of one's own, where a form asks
// for that.
func (s *site) markAttempt(w http.ResponseWriter, r *http.Request) (did bool, err error) {
	act := r.PostForm.Get("act")
	if act == "" {
		return false, nil
	}
	study, who := r.PathValue("study"), practises(r)
	id, _ := strconv.ParseInt(r.PostForm.Get("attempt"), 10, 64)
	switch act {
	case "contest", "uncontest":
		err = s.app.ContestScore(r.Context(), who, study, id, act == "contest")
	case "share", "unshare":
		err = s.app.ShareAnswer(r.Context(), who, study, id, act == "share")
	default:
		return false, heed.Errorf(heed.CodeInvalid, "%s", look.In(whoLooks(r).Lang).Say("web.practice.none"))
	}
	if err != nil {
		return true, err
	}
	return true, s.toAttempt(w, r, "mine", id)
}
