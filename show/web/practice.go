package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// practiceRoutes are the pages of practice.
func (s *site) practiceRoutes(page func(string, handler)) {
	page("GET /s/{study}/practice", s.practice)
	page("POST /s/{study}/practice", s.practiceProfile)
	page("GET /s/{study}/practice/read", s.nextRead)
	page("GET /s/{study}/practice/read/{id}", s.readMoment)
	page("POST /s/{study}/practice/read/{id}", s.readMomentDone)
	page("GET /s/{study}/practice/answer", s.nextAnswer)
	page("GET /s/{study}/practice/answer/{id}", s.answerMoment)
	page("POST /s/{study}/practice/answer/{id}", s.answerMomentDone)
	page("GET /s/{study}/practice/pushback", s.nextPushback)
	page("GET /s/{study}/practice/pushback/{id}", s.rehearse)
	page("POST /s/{study}/practice/pushback/{id}", s.rehearseDone)
	page("GET /s/{study}/practice/walk", s.walks)
	page("GET /s/{study}/practice/walk/{id}", s.walk)
	page("POST /s/{study}/practice/walk/{id}", s.walkDone)
}

// practises is whose practice it is; "" on a laptop of one.
func practises(r *http.Request) string { return whoLooks(r).Account }

// practicePage is what to practise next, and how it goes.
type practicePage struct {
	Base    string
	Nobody  bool
	Next    []planRow
	Doors   []door
	Works   []look.Option
	Voices  []look.Option
	Groups  []skillGroup
	Answers string
	Listen  []trend
	Told    bool // which voice is theirs
	Team    []skillRow
	TeamFew string
}

// planRow is one thing to practise, and why.
type planRow struct{ Name, Why, Href string }

// door is one exercise.
type door struct{ Name, Lead, Count, Href string }

type skillGroup struct {
	Title string
	Rows  []skillRow
}

// skillRow is a skill with its share of points on an axis from 0 to 100; the
// interval is drawn from five answers on.
type skillRow struct {
	Name, Value, Note, Due string
	At, Low, Width         string
	Drawn                  bool
}

func (s *site) practice(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.practice.title", "practice")
	if err != nil {
		return err
	}
	got, err := s.app.Practice(r.Context(), practises(r), p.Study.ID)
	if err != nil {
		return err
	}
	sc := p.scene
	o := got.Offers
	body := practicePage{Base: r.URL.Path, Told: got.Voice != ""}
	body.Nobody = o.Moments+o.Pushbacks+o.Walks == 0
	for _, step := range got.Next {
		body.Next = append(body.Next, planRow{skillName(sc, step.Exercise, step.Skill), whyPractise(sc, &step, got.Profile.Work), exerciseAddress(p.Study.ID, step.Exercise, step.Skill)})
	}
	for _, d := range []struct {
		exercise, count string
		n               int
	}{
		{app.ExerciseRead, "moments", o.Moments}, {app.ExerciseAnswer, "moments", o.Moments}, {app.ExercisePushback, "pushbacks", o.Pushbacks},
		{app.ExerciseWalk, "walks", o.Walks}, {app.ExerciseRecall, "calls", -1},
	} {
		one := door{Name: sc.Say("web.practice." + d.exercise), Lead: sc.Say("web.practice." + d.exercise + "_lead"), Href: exerciseAddress(p.Study.ID, d.exercise, "")}
		if d.n >= 0 {
			one.Count = sc.Say("web.practice.n_"+d.count, "n", d.n)
		}
		body.Doors = append(body.Doors, one)
	}
	for _, work := range append([]string{""}, app.Works...) {
		id := "work." + work
		if work == "" {
			id = "web.practice.work."
		}
		body.Works = append(body.Works, look.Option{Value: work, Word: sc.Say(id), On: got.Profile.Work == work})
	}
	body.Voices = append(body.Voices, look.Option{Word: sc.Say("web.practice.voice.none"), On: !body.Told})
	voices, err := s.app.OurVoices(r.Context(), p.Study.ID, practises(r))
	if err != nil {
		return err
	}
	for _, v := range voices {
		if name, _, _ := sc.Who("", v.Speaker); !v.Taken {
			body.Voices = append(body.Voices, look.Option{Value: v.Speaker, Word: name + ", " + sc.Say("conversations", "n", v.Conversations), On: v.Speaker == got.Voice})
		}
	}
	body.Groups = groupsOf(sc, got.Skills)
	if got.Answers > 0 {
		body.Answers = sc.Say("web.practice.answers", "n", got.Answers)
		if got.Contested > 0 {
			body.Answers += ", " + sc.Say("web.practice.contested", "n", got.Contested)
		}
	}
	for i := range got.Trends {
		if line := &got.Trends[i]; slices.Contains(followed, line.Measure) {
			body.Listen = append(body.Listen, trendOf(sc, line))
		}
	}
	slices.SortStableFunc(body.Listen, func(a, b trend) int { return rank(sc, a.Name) - rank(sc, b.Name) })
	team, err := s.app.TeamPractice(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	for _, t := range team {
		row := skillRowOf(sc, t.Skill, t.Accuracy)
		row.Note = sc.Say("web.practice.people_n", "n", t.Accuracy.N)
		body.Team = append(body.Team, row)
	}
	if len(team) == 0 {
		body.TeamFew = sc.Say("web.practice.team_few", "n", app.TeamLeast)
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "practice", p.page)
}

func (s *site) practiceProfile(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<14)
	if err := r.ParseForm(); err != nil {
		return tooMuch(err)
	}
	err := s.app.SavePracticeProfile(r.Context(), app.PracticeProfile{
		Account: practises(r), Study: r.PathValue("study"), Work: r.PostForm.Get("work"),
	})
	if err != nil {
		return err
	}
	if err := s.app.ChooseVoice(r.Context(), r.PathValue("study"), practises(r), r.PostForm.Get("voice")); err != nil {
		return err
	}
	return s.doneAt(w, r, r.URL.Path, "web.practice.saved", 0)
}

func skillName(sc *look.Scene, exercise, skill string) string { return sc.Skill(exercise, skill) }

// exerciseAddress is where a skill is practised.
func exerciseAddress(study, exercise, skill string) string {
	base := "/s/" + study
	q := url.Values{}
	switch exercise {
	case app.ExerciseRead:
		if skill != "" {
			q.Set("family", skill)
		}
	case app.ExercisePushback:
		if skill != "" && skill != "other" {
			q.Set("kind", skill)
		}
	case app.ExerciseRecall:
		return base + "/listening"
	}
	base += "/practice/" + exercise
	if len(q) > 0 {
		base += "?" + q.Encode()
	}
	return base
}

// whyPractise says why something is next.
func whyPractise(sc *look.Scene, step *app.PlanStep, work string) string {
	switch step.Why {
	case app.BecauseCalls:
		return sc.ShownBy(step.Shown, step.K, step.N)
	case app.BecauseNew:
		if work != "" && step.Weight() >= 2 {
			return sc.Say("web.practice.why.new.work", "work", sc.Say("work."+work))
		}
		return sc.Say("web.practice.why.new")
	}
	v := step.Skilled.Accuracy
	args := []any{"v", sc.Percent(v.Value), "low", sc.Percent(v.Low), "high", sc.Percent(v.High), "n", v.N, "date", sc.Day(step.Skilled.Due)}
	if step.Why == app.BecauseDue && v.N < app.PracticeLeast {
		return sc.Say("web.practice.why.due_few", args...)
	}
	return sc.Say("web.practice.why."+step.Why, args...)
}

func groupsOf(sc *look.Scene, skills []app.PracticeSkill) (out []skillGroup) {
	for _, g := range []struct{ prefix, title string }{
		{app.ExerciseRead, "reading"}, {app.ExerciseAnswer, "replying"}, {app.ExercisePushback, "pushing"}, {app.ExerciseRecall, "recall"},
	} {
		group := skillGroup{Title: sc.Say("web.practice." + g.title)}
		for i := range skills {
			k := &skills[i]
			if exercise, _, _ := strings.Cut(k.Skill, ":"); exercise != g.prefix {
				continue
			}
			row := skillRowOf(sc, k.Skill, k.Accuracy)
			if row.Due = sc.Say("web.practice.due_now"); k.Overdue < 0 {
				row.Due = sc.Say("web.practice.due_on", "date", k.Due)
			}
			group.Rows = append(group.Rows, row)
		}
		if len(group.Rows) > 0 {
			out = append(out, group)
		}
	}
	return out
}

func skillRowOf(sc *look.Scene, skill string, v heed.Interval) skillRow {
	exercise, name, _ := strings.Cut(skill, ":")
	at := func(x float64) string { return strconv.FormatFloat(100*x, 'f', 1, 64) + "%" }
	row := skillRow{Name: skillName(sc, exercise, name), At: at(v.Value), Low: at(v.Low), Width: at(v.High - v.Low), Drawn: v.N >= app.PracticeLeast, Value: sc.Percent(v.Value)}
	row.Note = sc.Say("web.practice.few", "n", v.N)
	if row.Drawn {
		row.Note = sc.Say("web.practice.interval", "v", sc.Percent(v.Value), "low", sc.Percent(v.Low), "high", sc.Percent(v.High), "n", v.N)
	}
	return row
}

// line is one line of a conversation as practice shows it.
type line struct {
	Who, Text, Lang string
	Ours, Cut       bool
}

// linesOf sets what was said before a moment.
func linesOf(sc *look.Scene, before []app.PracticeLine, lang heed.Language) (out []line) {
	for _, l := range before {
		one := line{Text: look.Clean(strings.TrimSpace(l.Text)), Lang: langOf(sc, lang), Ours: l.Role.Ours(), Cut: l.Cut}
		if one.Ours {
			one.Who = sc.Say("web.practice.us")
		}
		out = append(out, one)
	}
	return out
}

// source is who said something, where and when.
type source struct{ Name, About, Meta string }

func sourceOf(sc *look.Scene, participant string, kind heed.Kind, stage string, date heed.Date) source {
	name, role, org := sc.Who(participant, "")
	x := source{Name: cmp.Or(name, sc.Say("web.practice.customer")), About: joined(", ", role, org)}
	k := ""
	if kind != "" {
		k = sc.Say("kind." + string(kind))
	}
	if stage != "" {
		stage = sc.Stage(stage)
	}
	x.Meta = joined(", ", k, sc.Day(date), stage)
	return x
}

// placeOf is where a quotation is read in its conversation.
func placeOf(study string, q heed.Quotation) string {
	return "/s/" + study + "/conversations/" + q.Conversation + turnAddress(q.Turn)
}

// choices are the filters of an exercise that a form offers and an address
// carries.
func choices(r *http.Request, names ...string) url.Values {
	q := url.Values{}
	for _, n := range names {
		if v := r.FormValue(n); v != "" {
			q.Set(n, v)
		}
	}
	return q
}

func withChoices(address string, q url.Values) string {
	if len(q) == 0 {
		return address
	}
	return address + "?" + q.Encode()
}
