package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// gymPage is an objection, and a rehearsal that goes on from it.
type gymPage struct {
	Act, Next, Again string
	From             source
	Lang             string
	Kind, Level      string
	Before           []line
	Turns            []gymTurn
	Now              *gymTurn
	Ended, Over      bool
	Timed            bool
	Clock            string // address with or without a clock
	Began            string // when this turn was shown, in seconds
	Filters          []look.Choice
	Tries            []tryRow
}

// gymTurn is a line of the customer's, and what was written to it.
type gymTurn struct {
	Said, Marked, Like, After string // After is what the colleague had said there
	From                      source
	Emotion                   look.Emotion
	Moved                     string
	Written                   string
	Components                []component
	Harms                     []harm
	Theirs                    string // what a colleague really answered
	Attempt                   int64
	Shared                    bool
	Seconds                   string
	Best                      []bestRow
	Turn                      string
	Open                      string
}

var gymChoices = []string{"kind", "persona", "level", "in", "timed"}

func pushbackChoice(r *http.Request, lang heed.Language) app.PushbackChoice {
	c := app.PushbackChoice{Kind: r.FormValue("kind"), Persona: r.FormValue("persona"), Language: pickOptions(r, lang).Language}
	c.Level, _ = strconv.Atoi(r.FormValue("level"))
	return c
}

func (s *site) nextPushback(w http.ResponseWriter, r *http.Request) error {
	study := r.PathValue("study")
	c := pushbackChoice(r, whoLooks(r).Lang)
	next, _, err := s.app.NextPushback(r.Context(), practises(r), study, c)
	if heed.ErrorCode(err) == heed.CodeNotFound && r.FormValue("in") == "" {
		c.Language = ""
		next, _, err = s.app.NextPushback(r.Context(), practises(r), study, c)
	}
	if heed.ErrorCode(err) == heed.CodeNotFound {
		return s.noPractice(w, r, app.ExercisePushback)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, withChoices("/s/"+study+"/practice/pushback/"+url.PathEscape(next.ID), choices(r, gymChoices...)), http.StatusSeeOther)
	return nil
}

// said reads which answers of one's own a rehearsal is made of.
func saidSoFar(r *http.Request) (ids []int64) {
	for part := range strings.SplitSeq(r.FormValue("said"), ",") {
		if id, err := strconv.ParseInt(part, 10, 64); err == nil {
			ids = append(ids, id)
		}
	}
	return ids
}

func (s *site) rehearse(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.practice.pushback", "practice")
	if err != nil {
		return err
	}
	sc := p.scene
	mine, err := s.app.OwnAnswers(r.Context(), practises(r), p.Study.ID, saidSoFar(r))
	if err != nil {
		return err
	}
	var written []string
	for _, x := range mine {
		written = append(written, x.Written...)
	}
	id := r.PathValue("id")
	got, err := s.app.Rehearse(r.Context(), p.Study.ID, id, written, p.Lang)
	if err != nil {
		return err
	}
	o := &got.Pushback
	q := choices(r, gymChoices...)
	fresh := withChoices(r.URL.EscapedPath(), q)
	body := gymPage{
		Next: withChoices("/s/"+p.Study.ID+"/practice/pushback", q), Again: fresh, From: sourceOf(sc, o.Participant, o.Source, o.Stage, o.Date),
		Lang: langOf(sc, o.Language), Kind: skillName(sc, app.ExercisePushback, o.Kind), Level: sc.Say("web.practice.level_n", "n", o.Level),
		Before: linesOf(sc, o.Before, o.Language), Ended: got.Ended, Over: got.Now == nil && !got.Ended, Timed: r.FormValue("timed") != "",
		Began: strconv.FormatInt(s.opt.Now().Unix(), 10),
	}
	act := choices(r, append([]string{"said"}, gymChoices...)...)
	body.Act = withChoices(r.URL.EscapedPath(), act)
	if body.Timed {
		act.Del("timed")
	} else {
		act.Set("timed", "1")
	}
	body.Clock = withChoices(r.URL.EscapedPath(), act)
	for i := range got.Turns {
		t := gymTurnOf(sc, &got.Turns[i], i)
		if i < len(mine) {
			t.Attempt, t.Shared = mine[i].ID, mine[i].Shared
			if mine[i].Seconds > 0 {
				t.Seconds = sc.Say("web.practice.took", "n", mine[i].Seconds)
			}
			if t.Best, err = s.best(r, sc, got.Turns[i].Said, got.Turns[i].Place); err != nil {
				return err
			}
		}
		body.Turns = append(body.Turns, t)
	}
	if got.Now != nil {
		t := gymTurnOf(sc, got.Now, len(got.Turns))
		t.Theirs = "" // it would give the answer away
		body.Now = &t
	}
	if body.Filters, err = s.gymFilters(r, &p); err != nil {
		return err
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "practice_gym", p.page)
}

func gymTurnOf(sc *look.Scene, x *app.Rehearsed, n int) gymTurn {
	t := gymTurn{Said: look.Clean(x.Said.Text), Written: x.Written, Turn: sc.Say("web.practice.turn_of", "k", n+1, "n", app.MostTurns)}
	if f := x.From; f != nil {
		t.From = sourceOf(sc, x.Person, x.Kind, "", x.Date)
		t.Marked = sc.Say("web.practice.said_next")
		if f.Same {
			t.Marked = sc.Say("web.practice.said_same")
		}
		t.Like, t.After = sc.Say("web.practice.like", "v", f.Like), look.Clean(f.Exchange.Ours.Text)
		t.Moved = movedWord(sc, f.Exchange.Moved)
		t.Open = placeOf(sc.Study.Study, x.Said)
		if f.Exchange.Feeling != "" {
			t.Emotion = sc.Emotion(f.Exchange.Feeling)
		}
	}
	if x.Written == "" {
		return t
	}
	c := x.Judged.Components
	t.Components, t.Harms = componentsOf(sc, c.Cognitive, c.Emotional, c.Compassionate), judgedHarms(x.Written, x.Judged.Harms)
	if x.Theirs != nil {
		t.Theirs = look.Clean(x.Theirs.Text)
	}
	return t
}

func (s *site) gymFilters(r *http.Request, p *studied) ([]look.Choice, error) {
	sc := p.scene
	got, err := s.app.Pushbacks(r.Context(), p.Study.ID, app.PushbackChoice{})
	if err != nil {
		return nil, err
	}
	has := map[string]bool{}
	for _, x := range got {
		has[x.Kind] = true
	}
	kind := look.Choice{Name: "kind", Label: sc.Say("web.practice.kind"), Any: sc.Say("web.practice.all_kinds")}
	for _, k := range app.PushbackKinds {
		if has[k] {
			kind.Options = append(kind.Options, look.Option{Value: k, Word: skillName(sc, app.ExercisePushback, k), On: r.FormValue("kind") == k})
		}
	}
	persona := look.Choice{Name: "persona", Label: sc.Say("web.practice.persona"), Any: sc.Say("web.practice.all_personas")}
	for _, x := range sc.Personas() {
		persona.Options = append(persona.Options, look.Option{Value: x.ID, Word: look.Short(sc.PersonaName(x)), On: r.FormValue("persona") == x.ID})
	}
	level := look.Choice{Name: "level", Label: sc.Say("web.practice.level"), Any: sc.Say("web.practice.all_levels")}
	for _, l := range []string{"1", "2", "3"} {
		level.Options = append(level.Options, look.Option{Value: l, Word: sc.Say("web.practice.level." + l), On: r.FormValue("level") == l})
	}
	out := []look.Choice{kind, persona, level, momentFilters(sc, r)[0]}
	if r.FormValue("timed") != "" {
		out = append(out, look.Choice{Name: "timed", Label: sc.Say("web.practice.timed"), Any: sc.Say("web.practice.untimed"), Options: []look.Option{{Value: "1", Word: sc.Say("web.practice.timed"), On: true}}})
	}
	return out, nil
}

func (s *site) rehearseDone(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 8*app.MaxReply)
	if err := r.ParseForm(); err != nil {
		return tooMuch(err)
	}
	study, who := r.PathValue("study"), practises(r)
	said := r.FormValue("said")
	q := choices(r, gymChoices...)
	if act := r.PostForm.Get("act"); act == "share" || act == "unshare" {
		id, _ := strconv.ParseInt(r.PostForm.Get("attempt"), 10, 64)
		if err := s.app.ShareAnswer(r.Context(), who, study, id, act == "share"); err != nil {
			return err
		}
		q.Set("said", said)
		http.Redirect(w, r, withChoices(r.URL.EscapedPath(), q), http.StatusSeeOther)
		return nil
	}
	mine, err := s.app.OwnAnswers(r.Context(), who, study, saidSoFar(r))
	if err != nil {
		return err
	}
	var written []string
	for _, x := range mine {
		written = append(written, x.Written...)
	}
	seconds := 0
	if began, err := strconv.ParseInt(r.PostForm.Get("began"), 10, 64); err == nil && r.FormValue("timed") != "" {
		seconds = max(1, int(s.opt.Now().Unix()-began))
	}
	got, err := s.app.Rehearse(r.Context(), study, r.PathValue("id"), append(written, lines(r.PostForm.Get("answer"))), whoLooks(r).Lang)
	if err != nil {
		return err
	}
	id, err := s.app.KeepRehearsed(r.Context(), who, study, &got, seconds)
	if err != nil {
		return err
	}
	if said != "" {
		said += ","
	}
	q.Set("said", said+strconv.FormatInt(id, 10))
	http.Redirect(w, r, withChoices(r.URL.EscapedPath(), q)+"#now", http.StatusSeeOther)
	return nil
}
