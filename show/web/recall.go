package web

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// recallPage asks what somebody kept of a conversation, and compares.
type recallPage struct {
	Name, Read, Act string
	Guess, Written  string
	Lang            string
	When            string // of an earlier one that is shown again
	Result          *recalled
	Own             *recallTrend // earlier ones, theirs alone
}

type recalled struct {
	Sum, Guessed                         string
	Kept, Changed, Missed, Beyond, Added []memory
}

type memory struct{ Said, Written, Changed, At, Href string }

func (s *site) recall(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.recall.title", "listening")
	if err != nil {
		return err
	}
	l, err := s.app.Listen(r.Context(), r.PathValue("id"), p.Lang)
	if err != nil {
		return err
	}
	if l.Study != p.Study.ID {
		return heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("web.no_conversation"))
	}
	about, _ := aboutConversation(p.scene, &l.ConversationView)
	body := recallPage{
		Name: titleOf(p.scene, cmp.Or(l.Title, l.ID), l.Kind, firstOf(about)), Lang: langOf(p.scene, l.Language),
		Read: "/s/" + l.Study + "/conversations/" + l.ID + "/listening", Act: r.URL.Path, Guess: "50",
	}
	if r.Method == http.MethodPost {
		if err := s.compare(w, r, p.scene, &l, &body); err != nil {
			return err
		}
	} else if err := s.again(r, p.scene, &l, &body); err != nil {
		return err
	}
	if body.Own, err = s.recallTrend(r, &p); err != nil {
		return err
	}
	p.Title, p.Body = p.scene.Say("web.recall.title"), body
	return s.render(w, r, http.StatusOK, "recall", p.page)
}

func (s *site) compare(w http.ResponseWriter, r *http.Request, sc *look.Scene, l *app.Listened, body *recallPage) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	if err := r.ParseForm(); err != nil {
		return tooMuch(err)
	}
	body.Guess, body.Written = r.PostForm.Get("guess"), r.PostForm.Get("written")
	guess := -1.0
	if body.Guess != "" {
		n, err := strconv.ParseFloat(body.Guess, 64)
		if err != nil || n < 0 || n > 100 {
			return heed.Errorf(heed.CodeInvalid, "%q is not a percentage from 0 to 100", look.Shorten1(look.Clean(body.Guess), 20))
		}
		guess = n / 100
	}
	rep, err := s.app.Recall(r.Context(), whoLooks(r).Account, l.ID, body.Written, guess, sc.Lang)
	if err != nil {
		return err
	}
	body.Result = resultOf(sc, l, &rep)
	return nil
}

// resultOf sets what was kept beside what was said.
func resultOf(sc *look.Scene, l *app.Listened, rep *app.RecallReport) *recalled {
	at := placesOf(sc, l, "/s/"+l.Study+"/conversations/"+l.ID)
	of := len(rep.Kept) + len(rep.Changed) + len(rep.Missed)
	res := &recalled{Sum: sc.Say("web.recall.result", "kept", len(rep.Kept), "of", of, "share", sc.Percent(rep.Share))}
	if of == 0 {
		res.Sum = sc.Say("web.recall.nothing")
	} else if rep.Guessed {
		res.Guessed = sc.Say("web.recall.guessed", "guess", sc.Percent(rep.Guess))
	}
	for _, k := range rep.Kept {
		res.Kept = append(res.Kept, memory{Said: look.Clean(k.Said.Text), Written: look.Clean(k.Written)})
	}
	for _, k := range rep.Changed {
		res.Changed = append(res.Changed, memory{Said: look.Clean(k.Said.Text), Written: look.Clean(k.Written), Changed: sc.Say("web.recall." + k.Changed)})
	}
	for _, m := range rep.Missed {
		one := memory{Said: look.Clean(m.Text)}
		one.At, one.Href = at(m.Moment.Turn)
		res.Missed = append(res.Missed, one)
	}
	for _, k := range rep.Beyond {
		m := memory{Said: look.Clean(k.Said.Text), Written: look.Clean(k.Written)}
		if k.Changed != "" {
			m.Changed = sc.Say("web.recall." + k.Changed)
		}
		res.Beyond = append(res.Beyond, m)
	}
	for _, a := range rep.Added {
		res.Added = append(res.Added, memory{Written: look.Clean(a)})
	}
	return res
}

// again shows one of their own recalls once more.
func (s *site) again(r *http.Request, sc *look.Scene, l *app.Listened, body *recallPage) error {
	id, err := strconv.ParseInt(r.URL.Query().Get("again"), 10, 64)
	if err != nil {
		return nil // none was asked for
	}
	t, err := s.app.Recalls(r.Context(), l.Study, whoLooks(r).Account)
	if err != nil {
		return err
	}
	for i := range t.Recalls {
		if x := &t.Recalls[i]; x.ID == id && x.Conversation == l.ID {
			body.Result = resultOf(sc, l, &x.RecallReport)
			body.When = sc.Say("web.own.before", "day", sc.Day(heed.DateOf(x.At)))
			return nil
		}
	}
	return heed.Errorf(heed.CodeNotFound, "there is no such recall")
}
