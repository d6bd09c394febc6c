package app

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/practice"
)

// The kinds of work for which practice is chosen.
const (
	WorkSales     = "sales"
	WorkMarketing = "marketing"
	WorkService   = "service"
)

// Works lists them in the order of showing.
var Works = []string{WorkSales, WorkMarketing, WorkService}

// weights say how much an exercise that was never tried matters to each work,
// 0..1. They are a choice of ours: sales meets pushback, marketing must know
// how people feel and why, service answers people who are upset.
var weights = map[string]map[string]float64{
	WorkSales:     {ExercisePushback: 1, ExerciseRecall: 0.8, ExerciseRead: 0.7, ExerciseAnswer: 0.6, ExerciseWalk: 0.3},
	WorkMarketing: {ExerciseRead: 1, ExerciseWalk: 0.9, ExerciseRecall: 0.6, ExercisePushback: 0.4, ExerciseAnswer: 0.3},
	WorkService:   {ExerciseAnswer: 1, ExerciseRead: 0.8, ExercisePushback: 0.6, ExerciseRecall: 0.5, ExerciseWalk: 0.4},
	"":            {ExerciseRead: 1, ExerciseAnswer: 0.8, ExercisePushback: 0.6, ExerciseWalk: 0.5, ExerciseRecall: 0.4},
}

// Reasons to practise something now.
const (
	BecauseDue   = "due"   // its day has come
	BecauseCalls = "calls" // one's own conversations show it: K of N
	BecauseNew   = "new"   // it was never tried
	BecauseLater = "later" // its day has not come; it is the weakest
)

// PlanStep is one thing to practise, and why.
type PlanStep struct {
	Exercise string `json:"exercise"`
	Skill    string `json:"skill"`           // of the exercise: a family, a component, a kind; "" for all
	Why      string `json:"why"`             // one of the reasons
	Shown    string `json:"shown,omitempty"` // what the calls show: a measure, or pushback
	K        int    `json:"k,omitempty"`
	N        int    `json:"n,omitempty"`
	// Skilled is how it went so far; nil where it was never tried.
	Skilled *PracticeSkill `json:"skilled,omitempty"`
	weight  float64
}

// Weight is how much it matters, 0 and more: what is due 3 to 4, what one's
// own conversations show 2 to 3, what was never tried 1 to 2.
func (s *PlanStep) Weight() float64 { return s.weight }

// PracticeProgress is one's own practice: what to do next, how it goes, and
// what one's own conversations show.
type PracticeProgress struct {
	Profile PracticeProfile `json:"profile"`
	Voice   string          `json:"voice,omitempty"` // who they are in the study's conversations
	Next    []PlanStep      `json:"next"`
	Skills  []PracticeSkill `json:"skills"` // all that were practised, by name
	// Answers counts everything practised in the study, Contested what is left
	// out of figures.
	Answers   int `json:"answers"`
	Contested int `json:"contested"`
	// Calls counts one's own conversations, and Trends are their measures.
	Calls  int           `json:"calls"`
	Trends []ListenTrend `json:"trends,omitempty"`
	// Offers counts what there is to practise on.
	Offers PracticeOffers `json:"offers"`
}

// PracticeOffers counts what a study offers.
type PracticeOffers struct {
	Moments   int            `json:"moments"`
	Languages map[string]int `json:"languages"` // moments by language
	Pushbacks int            `json:"pushbacks"`
	Kinds     map[string]int `json:"kinds"` // pushbacks by kind
	Walks     int            `json:"walks"`
}

// SavePracticeProfile notes what account's work is.
func (a *App) SavePracticeProfile(ctx context.Context, p PracticeProfile) (err error) {
	defer heed.Wrap(&err, "practice profile")
	if p.Work != "" && !slices.Contains(Works, p.Work) {
		return heed.Errorf(heed.CodeInvalid, "work is %s, not %q", strings.Join(Works, ", "), p.Work)
	}
	return a.store.Write(ctx, func(tx Tx) error { return tx.Profiles.Save(ctx, p) })
}

// recalled are account's recalls of a study as answers in practice: the share
// kept of what could have been.
func (a *App) recalled(ctx context.Context, account, study string) (out []practice.Done, err error) {
	t, err := a.Recalls(ctx, study, account)
	for i := range t.Recalls {
		r := &t.Recalls[i]
		kept := len(r.Kept)
		out = append(out, practice.Done{Account: account, Skill: ExerciseRecall, Points: kept, Of: kept + len(r.Changed) + len(r.Missed), On: heed.DateOf(r.At)})
	}
	return out, err
}

// skillsOf lists the skills of answers by name.
func (a *App) skillsOf(done []practice.Done) []PracticeSkill {
	out := practice.Plan(done, heed.DateOf(a.now()))
	slices.SortFunc(out, func(x, y PracticeSkill) int { return cmp.Compare(x.Skill, y.Skill) })
	return out
}

// Practice is account's own practice in a study. One's own results are one's
// own: there is no way to ask for another account's.
func (a *App) Practice(ctx context.Context, account, study string) (p PracticeProgress, err error) {
	defer heed.Wrap(&err, "practice in study %q", study)
	err = a.store.Read(ctx, func(tx Tx) error {
		p.Profile, err = tx.Profiles.Get(ctx, account, study)
		return err
	})
	if err != nil {
		return p, err
	}
	mine, err := a.attemptsOf(ctx, account, study)
	if err != nil {
		return p, err
	}
	for _, x := range mine {
		p.Answers++
		if x.Contested {
			p.Contested++
		}
	}
	calls, err := a.recalled(ctx, account, study)
	if err != nil {
		return p, err
	}
	p.Answers += len(calls)
	p.Skills = a.skillsOf(append(doneOf(mine), calls...))
	all, err := a.offers(ctx, study)
	if err != nil {
		return p, err
	}
	p.Offers = countOffers(all)
	shown, err := a.ownCalls(ctx, account, study, &p, all)
	if err != nil {
		return p, err
	}
	p.Next = plan(&p, shown, mine, len(calls))
	return p, nil
}

func countOffers(all *offered) PracticeOffers {
	o := PracticeOffers{Moments: len(all.moments), Pushbacks: len(all.pushbacks), Languages: map[string]int{}, Kinds: map[string]int{}}
	for i := range all.moments {
		o.Languages[string(all.moments[i].Language)]++
	}
	for i := range all.pushbacks {
		o.Kinds[all.pushbacks[i].Kind]++
	}
	for _, steps := range all.walks {
		if len(steps) >= leastWalk {
			o.Walks++
		}
	}
	return o
}

// oursAfter is what happened to a customer's feeling after one of ours
// answered an objection.
type oursAfter struct {
	Voice, Kind string
	Moved       float64
}

// shownBy are measures of listening that a skill can mend, and from when on
// they are worth it.
var shownBy = []struct{ measure, exercise, skill string }{
	{"unanswered_feelings", ExerciseAnswer, "emotional"},
	{"premature_advice", ExerciseAnswer, "cognitive"},
	{"leading_share", ExerciseRead, ""},
}

// leastCalls is how many of one's own conversations it takes to say what they
// show.
const leastCalls = 3

// ownCalls says what the conversations show in which account's voice speaks.
func (a *App) ownCalls(ctx context.Context, account, study string, p *PracticeProgress, all *offered) (out []PlanStep, err error) {
	own, err := a.Own(ctx, study, account)
	if err != nil {
		return nil, err
	}
	reports := own.Conversations
	p.Voice, p.Calls, p.Trends = own.Voice, len(reports), own.Trends
	if p.Calls == 0 {
		return nil, nil
	}
	for _, m := range shownBy {
		step := PlanStep{Exercise: m.exercise, Skill: m.skill, Why: BecauseCalls, Shown: m.measure}
		for _, r := range reports {
			if v := r.Measures[m.measure]; v.Measurable {
				step.N++
				if v.Value > 0 {
					step.K++
				}
			}
		}
		if step.N >= leastCalls && step.K > 0 {
			out = append(out, step)
		}
	}
	by := map[string]*PlanStep{}
	for _, x := range all.ours {
		if x.Voice != p.Voice {
			continue
		}
		s := by[x.Kind]
		if s == nil {
			s = &PlanStep{Exercise: ExercisePushback, Skill: x.Kind, Why: BecauseCalls, Shown: ExercisePushback}
			by[x.Kind] = s
		}
		s.N++
		if x.Moved < 0 {
			s.K++
		}
	}
	for _, s := range by {
		if s.K > 0 {
			out = append(out, *s)
		}
	}
	return out, nil
}

// mostNext is how many steps a plan has, and mostNew how many of them were
// never tried.
const mostNext, mostNew = 5, 3

// plan puts together what is due, what one's own calls show, and what was
// never tried; what is not due yet comes only where nothing else is left.
func plan(p *PracticeProgress, shown []PlanStep, mine []Attempt, recalls int) []PlanStep {
	var out []PlanStep
	add := func(s PlanStep) {
		if s.Exercise == ExercisePushback && p.Offers.Pushbacks == 0 || s.Exercise == ExerciseWalk && p.Offers.Walks == 0 ||
			(s.Exercise == ExerciseRead || s.Exercise == ExerciseAnswer) && p.Offers.Moments == 0 {
			return
		}
		for i := range out {
			if out[i].Exercise == s.Exercise && out[i].Skill == s.Skill {
				if s.weight > out[i].weight {
					s.Skilled = cmp.Or(s.Skilled, out[i].Skilled)
					out[i] = s
				}
				return
			}
		}
		out = append(out, s)
	}
	for i := range p.Skills {
		k := &p.Skills[i]
		exercise, skill, _ := strings.Cut(k.Skill, ":")
		s := PlanStep{Exercise: exercise, Skill: skill, Why: BecauseLater, Skilled: k, weight: 0.5 * (1 - k.Accuracy.Value)}
		if k.Overdue >= 0 {
			s.Why, s.weight = BecauseDue, 3+(1-k.Accuracy.Value)
		}
		add(s)
	}
	for _, s := range shown {
		s.weight = 2 + float64(s.K)/float64(s.N)
		add(s)
	}
	w := weights[p.Profile.Work]
	for exercise, much := range w {
		if (exercise != ExerciseRecall || recalls == 0) && !slices.ContainsFunc(mine, func(x Attempt) bool { return x.Exercise == exercise }) {
			if !slices.ContainsFunc(out, func(s PlanStep) bool { return s.Exercise == exercise }) { // a part of it comes already
				add(PlanStep{Exercise: exercise, Why: BecauseNew, weight: 1 + much})
			}
		}
	}
	slices.SortFunc(out, func(x, y PlanStep) int {
		return cmp.Or(-cmp.Compare(x.weight, y.weight), -cmp.Compare(w[x.Exercise], w[y.Exercise]), cmp.Compare(x.Exercise, y.Exercise), cmp.Compare(x.Skill, y.Skill))
	})
	fresh := 0
	out = slices.DeleteFunc(out, func(s PlanStep) bool {
		if s.Why == BecauseNew {
			fresh++
		}
		return s.Why == BecauseNew && fresh > mostNew
	})
	return out[:min(mostNext, len(out))]
}

// PracticePlan lists account's skills over all studies in the order in which
// to practise them.
func (a *App) PracticePlan(ctx context.Context, account string) (out []PracticeSkill, err error) {
	defer heed.Wrap(&err, "practice plan")
	err = a.store.Read(ctx, func(tx Tx) error {
		all, err := tx.Attempts.Of(ctx, account)
		out = practice.Plan(doneOf(all), heed.DateOf(a.now()))
		return err
	})
	return out, err
}

// TeamPractice adds up a study's practice over people, by skill; of fewer than
// five people it shows nothing.
func (a *App) TeamPractice(ctx context.Context, study string) (out []TeamSkill, err error) {
	defer heed.Wrap(&err, "team practice of study %q", study)
	err = a.store.Read(ctx, func(tx Tx) error {
		all, err := tx.Attempts.OfStudy(ctx, study)
		out = practice.Team(doneOf(all))
		return err
	})
	return out, err
}

// componentNames are the skills of answering, in the order of Components.
var componentNames = [3]string{"cognitive", "emotional", "compassionate"}

// doneOf turns answers into scores of skills: a reply to a moment is one of
// each component. What is contested, or not scored, is left out.
func doneOf(all []Attempt) (out []practice.Done) {
	for _, x := range all {
		if x.Contested {
			continue
		}
		d := practice.Done{Account: x.Account, Skill: x.Skill, Points: x.Points, Of: x.Of, On: heed.DateOf(x.At)}
		if x.Exercise != ExerciseAnswer || len(x.Components) != len(componentNames) {
			out = append(out, d)
			continue
		}
		for i, name := range componentNames {
			d.Skill, d.Points, d.Of = ExerciseAnswer+":"+name, int(math.Round(100*x.Components[i])), 100
			out = append(out, d)
		}
	}
	return out
}
