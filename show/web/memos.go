package web

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// memoLine is a memo with who wrote it, when and about what.
type memoLine struct {
	ID          int64
	Text, Meta  string
	About, Href string
}

// memoPage is a study's memos: all, or those about one thing.
type memoPage struct {
	Act, Query   string
	Target, ID   string
	About, Href  string // of the one thing
	Back         string
	Targets      []look.Option
	Rows         []memoLine
	Count, Empty string
}

func (s *site) memos(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.memos", "memos")
	if err != nil {
		return err
	}
	q := r.URL.Query()
	b := memoPage{Act: r.URL.Path, Query: strings.TrimSpace(q.Get("q")), Target: q.Get("target"), ID: q.Get("id"), Back: p.Path}
	list, err := s.app.Memos(r.Context(), p.Study.ID, app.MemoFilter{Target: heed.MemoTarget(b.Target), TargetID: b.ID, Query: b.Query})
	if err != nil {
		return err
	}
	if b.ID != "" {
		b.About, b.Href = memoAbout(p.scene, p.Study.ID, heed.MemoTarget(b.Target), b.ID)
		p.Title = p.scene.Say("web.memos.about", "what", b.About)
	}
	if b.Rows, err = s.memoLines(r, &p, list); err != nil {
		return err
	}
	if len(list) > 0 && b.ID == "" {
		p.Tools = tools(&p, "", "", "memos")
	}
	b.Count = p.scene.Say("web.memos.n", "n", len(list))
	b.Empty = p.scene.Say("web.memos.empty")
	if b.Query != "" {
		b.Empty = p.scene.Say("web.memos.none")
	}
	for _, t := range heed.MemoTargets {
		b.Targets = append(b.Targets, look.Option{Value: string(t), Word: p.scene.Say("web.memo.on." + string(t)), On: string(t) == b.Target})
	}
	p.Fragment, p.Body = "memo-rows", b
	return s.render(w, r, http.StatusOK, "memos", p.page)
}

func memoOf(sc *look.Scene, study string, m heed.Memo) memoLine {
	about, href := memoAbout(sc, study, m.Target, m.TargetID)
	return memoLine{
		ID: m.ID, Text: m.Text, About: about, Href: href,
		Meta: joined(", ", look.Label(cmp.Or(m.By, sc.Say("web.bench.you"))), sc.Day(heed.DateOf(m.At)), sc.Say("web.memo.on."+string(m.Target))),
	}
}

// memoAbout names what a memo is about, and where it is.
func memoAbout(sc *look.Scene, study string, target heed.MemoTarget, id string) (name, href string) {
	base := "/s/" + study
	switch target {
	case heed.MemoTurn:
		conversation, turn, _ := strings.Cut(id, "#")
		n, _ := strconv.Atoi(turn)
		return joined(", ", look.Label(conversation), sc.Say("turn_n", "n", n+1)), base + "/conversations/" + conversation + turnAddress(n)
	case heed.MemoConversation:
		return look.Label(id), base + "/conversations/" + id
	case heed.MemoParticipant:
		name, role, _ := sc.Who(id, id)
		return joined(", ", name, role), base + "/people/" + id
	case heed.MemoClaim:
		if c := sc.Claimed(id); c != nil {
			return look.Shorten1(c.Words, 80), base + "/claims/" + id
		}
	case heed.MemoTheme:
		for _, t := range sc.Study.Themes.Themes {
			if t.ID == id {
				return look.Shorten1(t.Label, 80), base + "/themes/" + id
			}
		}
	case heed.MemoPersona:
		for _, x := range sc.Personas() {
			if x.ID == id {
				return sc.PersonaName(x), base + "/personas/" + id
			}
		}
	case heed.MemoCode:
		return sc.Say("web.memo.on.code"), base + "/codes/" + id
	case heed.MemoStudy:
		return look.Label(sc.Study.Name), base
	}
	return sc.Say("web.memo.gone"), ""
}

// memosAbout lists the memos about one thing.
func (s *site) memosAbout(r *http.Request, p *studied, target heed.MemoTarget, id string) ([]memoLine, error) {
	list, err := s.app.Memos(r.Context(), p.Study.ID, app.MemoFilter{Target: target, TargetID: id})
	if err != nil {
		return nil, err
	}
	return s.memoLines(r, p, list)
}

// memoLines sets memos, with conversations by their titles.
func (s *site) memoLines(r *http.Request, p *studied, list []heed.Memo) ([]memoLine, error) {
	var about []app.Coded
	for _, m := range list {
		if m.Target == heed.MemoTurn || m.Target == heed.MemoConversation {
			id, _, _ := strings.Cut(m.TargetID, "#")
			about = append(about, app.Coded{Coding: heed.Coding{Quotation: heed.Quotation{Conversation: id}}})
		}
	}
	titles, err := s.titlesOf(r, p, about, "")
	var out []memoLine
	for _, m := range list {
		line := memoOf(p.scene, p.Study.ID, m)
		id, turn, isTurn := strings.Cut(m.TargetID, "#")
		if t, known := titles[id]; known {
			line.About = t.title
			if n, err := strconv.Atoi(turn); isTurn && err == nil {
				line.About = joined(", ", t.title, p.scene.Say("turn_n", "n", n+1))
			}
		}
		out = append(out, line)
	}
	return out, err
}

// memosAddress is where the memos about one thing are read and written.
func memosAddress(study string, target heed.MemoTarget, id string) string {
	return "/s/" + study + "/memos?" + url.Values{"target": {string(target)}, "id": {id}}.Encode()
}

func (s *site) changeMemos(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<20)
	if err := r.ParseForm(); err != nil {
		return tooMuch(err)
	}
	study, back := r.PathValue("study"), within(cmp.Or(r.PostFormValue("back"), r.URL.Path))
	id, _ := strconv.ParseInt(r.PostFormValue("memo"), 10, 64)
	if r.PostFormValue("act") == "delete" {
		entry, err := s.app.DeleteMemo(r.Context(), study, id, coder(r))
		if err != nil {
			return err
		}
		return s.entered(w, r, back, "web.memos.deleted", entry)
	}
	_, entry, err := s.app.SaveMemo(r.Context(), heed.Memo{
		ID: id, Study: study, Target: heed.MemoTarget(cmp.Or(r.PostFormValue("target"), string(heed.MemoStudy))), TargetID: r.PostFormValue("id"),
		Text: lines(r.PostFormValue("text")), By: coder(r),
	})
	if err != nil {
		return err
	}
	return s.entered(w, r, back, "web.bench.done.memo", entry)
}
