package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// codesPage is the codebook as a tree.
type codesPage struct {
	Act, Me, Version string
	Blind            bool
	Account          bool
	Rows             []codeRow
	Parents          []look.Option
	Coders           string
	Agreement        string
}

type codeRow struct {
	Mark, Name, Href, Definition, Count string
	Depth                               int
}

func (s *site) codes(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.codes", "codes")
	if err != nil {
		return err
	}
	book, list, err := s.app.Codebook(r.Context(), p.Study.ID, coder(r))
	if err != nil {
		return err
	}
	b := codesPage{Act: r.URL.Path, Me: coder(r), Blind: book.Blind, Account: whoLooks(r).Account != "", Agreement: r.URL.Path + "/agreement"}
	b.Version = p.scene.Say("web.codes.version", "n", book.Version)
	for _, c := range book.Codes {
		b.Rows = append(b.Rows, codeRow{
			Mark: codeMark(c.Mark), Name: look.Label(c.Name), Href: r.URL.Path + "/" + c.ID, Depth: min(c.Depth, 4),
			Definition: look.Clean(c.Definition), Count: p.scene.Say("web.codes.places", "n", c.Places),
		})
	}
	b.Parents = parentsOf(book, "")
	var coders []string
	for _, c := range list {
		if !slices.Contains(coders, c.By) {
			coders = append(coders, c.By)
		}
	}
	b.Coders = p.scene.Say("web.codes.coders", "n", len(coders))
	p.Tools = &pageTools{Exports: exportLinks(p.scene, p.Study.ID, "codings", nil)}
	p.Body = b
	return s.render(w, r, http.StatusOK, "codes", p.page)
}

// parentsOf are the places at which a code can stand: not beneath itself.
func parentsOf(book app.Codebook, id string) []look.Option {
	var out []look.Option
	beneath := -1
	for _, c := range book.Codes {
		if beneath >= 0 && c.Depth > beneath {
			continue
		}
		beneath = -1
		if c.ID == id {
			beneath = c.Depth
			continue
		}
		out = append(out, look.Option{Value: c.ID, Word: strings.Repeat(" ", c.Depth*2) + look.Label(c.Name)})
	}
	return out
}

// codePage is one code with where it was applied.
type codePage struct {
	heed.BookCode
	Act, Shape string
	Parents    []look.Option
	Others     []look.Option
	Rows       []codedLine
	Count      string
	Versions   []revisionLine
	Memo       string
	Back       string
}

func (s *site) code(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.codes", "codes")
	if err != nil {
		return err
	}
	book, list, err := s.app.Codebook(r.Context(), p.Study.ID, coder(r))
	if err != nil {
		return err
	}
	i := slices.IndexFunc(book.Codes, func(c app.CodeLine) bool { return c.ID == r.PathValue("code") })
	if i < 0 {
		return heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("web.codes.gone"))
	}
	c := book.Codes[i]
	b := codePage{BookCode: c.BookCode, Act: r.URL.Path, Shape: codeMark(c.Mark), Back: p.Path, Memo: memosAddress(p.Study.ID, heed.MemoCode, c.ID)}
	b.Parents, b.Others = parentsOf(book, c.ID), nil
	for k := range b.Parents {
		b.Parents[k].On = b.Parents[k].Value == c.Parent
	}
	for _, o := range book.Codes {
		if o.ID != c.ID {
			b.Others = append(b.Others, look.Option{Value: o.ID, Word: look.Label(o.Name)})
		}
	}
	titles, err := s.titlesOf(r, &p, list, c.ID)
	if err != nil {
		return err
	}
	for _, x := range list {
		if x.Code != c.ID {
			continue
		}
		line := lineOf(p.scene, x, c.BookCode, p.Study.ID, coder(r))
		line.Where = joined(", ", titles[x.Conversation].title, p.scene.Say("turn_n", "n", x.Turn+1))
		if lang := titles[x.Conversation].lang; lang != p.scene.Lang {
			line.Lang = string(lang)
		}
		b.Rows = append(b.Rows, line)
	}
	b.Count = p.scene.Say("web.codes.places", "n", len(b.Rows))
	if b.Versions, err = s.versionsOf(r, p.scene, p.Study.ID, c.ID); err != nil {
		return err
	}
	p.Title, p.Body = look.Label(c.Name), b
	return s.render(w, r, http.StatusOK, "code", p.page)
}

type titled struct {
	title string
	lang  heed.Language
}

// titlesOf names the conversations in which a code was applied.
func (s *site) titlesOf(r *http.Request, p *studied, list []app.Coded, code string) (map[string]titled, error) {
	ids := []string{}
	for _, x := range list {
		if (code == "" || x.Code == code) && !slices.Contains(ids, x.Conversation) {
			ids = append(ids, x.Conversation)
		}
	}
	out := map[string]titled{}
	if len(ids) == 0 {
		return out, nil
	}
	rows, _, err := s.app.Conversations(r.Context(), app.Filter{Study: p.Study.ID, IDs: ids})
	for _, row := range rows {
		out[row.ID] = titled{rowOf(p.scene, row).Title, row.Language}
	}
	return out, err
}

// versionsOf lists what the code was called and stood for, newest first.
func (s *site) versionsOf(r *http.Request, sc *look.Scene, study, code string) ([]revisionLine, error) {
	entries, err := s.app.CodeHistory(r.Context(), study, code)
	var out []revisionLine
	for i, v := range entries {
		out = append(out, revisionLine{
			Meta: joined(", ", sc.Say("web.codes.version", "n", v.Code.Version), look.Label(cmp.Or(v.By, sc.Say("web.bench.you"))), sc.Day(heed.DateOf(v.At))),
			Text: joined(": ", look.Clean(v.Code.Name), look.Clean(v.Code.Definition)), Now: i == 0,
		})
	}
	return out, err
}

// changeCodes does what the forms of the codebook ask for.
func (s *site) changeCodes(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<18)
	if err := r.ParseForm(); err != nil {
		return tooMuch(err)
	}
	study, id, by := r.PathValue("study"), r.PathValue("code"), coder(r)
	book := "/s/" + study + "/codes"
	var entry int64
	var err error
	act := r.PostFormValue("act")
	switch act {
	case "save":
		c := heed.BookCode{
			ID: id, Study: study, Parent: r.PostFormValue("parent"), Name: r.PostFormValue("name"),
			Definition: lines(r.PostFormValue("definition")), Include: lines(r.PostFormValue("include")), Exclude: lines(r.PostFormValue("exclude")),
		}
		if _, entry, err = s.app.SaveCode(r.Context(), c, by); err == nil {
			return s.entered(w, r, r.URL.Path, "web.codes.saved", entry)
		}
	case "merge":
		if entry, err = s.app.MergeCodes(r.Context(), study, id, r.PostFormValue("into"), by); err == nil {
			return s.entered(w, r, book+"/"+url.PathEscape(r.PostFormValue("into")), "web.done.merge", entry)
		}
	case "delete":
		if entry, err = s.app.DeleteCode(r.Context(), study, id, by); err == nil {
			return s.entered(w, r, book, "web.codes.deleted", entry)
		}
	case "blind", "open":
		if err = s.app.SetBlind(r.Context(), study, act == "blind"); err == nil {
			return s.doneAt(w, r, book, "web.codes."+act, 0)
		}
	case "me":
		http.SetCookie(w, &http.Cookie{Name: "coder", Value: url.QueryEscape(look.Label(r.PostFormValue("me"))), Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
		return s.doneAt(w, r, book, "web.codes.me_done", 0)
	default:
		err = heed.Errorf(heed.CodeInvalid, "%q is nothing that can be done with codes", act)
	}
	return err
}
