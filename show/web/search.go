package web

import (
	"cmp"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// searchPage is what full text found.
type searchPage struct {
	Query string
	Count string
	Hits  []hit
	// Answers stand above the hits where the query is a question.
	Answers []look.Answer
	Study   string
	Many    bool
	// Tries are questions to begin with.
	Tries []tryOut
}

type hit struct {
	Href, Who, Meta string
	Text            []look.Found
	Ours            bool
}

const hitsAtOnce = 60

func (s *site) search(w http.ResponseWriter, r *http.Request) error {
	words := look.In(whoLooks(r).Lang)
	p := s.page(r, words.Say("web.search.title"))
	body := searchPage{Query: strings.TrimSpace(r.URL.Query().Get("q")), Study: r.URL.Query().Get("study")}
	all, err := s.app.Studies(r.Context())
	if err != nil {
		return err
	}
	p.amid(r, all)
	if body.Query != "" {
		var hits []app.Hit
		hits, err = s.app.Search(r.Context(), body.Query, app.Filter{Study: body.Study, Limit: hitsAtOnce})
		if err != nil {
			return err
		}
		body.Count = words.Say("web.search.found", "n", len(hits))
		if len(hits) == hitsAtOnce {
			body.Count = words.Say("web.search.most", "n", hitsAtOnce)
		}
		titles, err := s.titlesOfHits(r, words, hits)
		if err != nil {
			return err
		}
		for _, h := range hits {
			body.Hits = append(body.Hits, hit{
				Href: "/s/" + h.Study + "/conversations/" + h.Conversation + turnAddress(h.Turn),
				Who:  look.PersonNumber(words, h.Participant), Meta: joined(", ", cmp.Or(titles[h.Conversation], look.Clean(h.Conversation)), words.Say("turn_n", "n", h.Turn+1)),
				Text: look.FindIn(h.Text, body.Query), Ours: h.Participant == "",
			})
		}
	}
	if asks(body.Query) {
		if body.Answers, err = s.answers(r.Context(), p.Lang, body.Query, body.Study); err != nil {
			return err
		}
		body.Many = len(body.Answers) > 1
	}
	if body.Query == "" {
		body.Tries = tryOuts(words, body.Study)
	}
	p.Fragment, p.Body = "hits", body
	return s.render(w, r, http.StatusOK, "search", p)
}

// titlesOfHits names the conversations in which words were found.
func (s *site) titlesOfHits(r *http.Request, words look.Words, hits []app.Hit) (map[string]string, error) {
	ids := map[string][]string{} // by study
	for _, h := range hits {
		if !slices.Contains(ids[h.Study], h.Conversation) {
			ids[h.Study] = append(ids[h.Study], h.Conversation)
		}
	}
	titles := map[string]string{}
	for _, study := range slices.Sorted(maps.Keys(ids)) {
		rows, _, err := s.app.Conversations(r.Context(), app.Filter{Study: study, IDs: ids[study], Limit: hitsAtOnce})
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			first := ""
			if len(row.Participants) > 0 {
				first = look.PersonNumber(words, row.Participants[0])
			}
			kind := ""
			if row.Kind != "" {
				kind = words.Say("kind." + string(row.Kind))
			}
			titles[row.ID] = joined(", ", titleIn(words, cmp.Or(row.Title, row.ID), row.Kind, first), kind, words.Day(row.Date))
		}
	}
	return titles, nil
}

// turnAddress leads to a turn on the page of turns that holds it.
func turnAddress(turn int) string {
	at := "#t" + itoa(turn+1)
	if from := turn / turnsAtOnce * turnsAtOnce; from > 0 {
		return "?from=" + itoa(from) + at
	}
	return at
}

// choose keeps the visitor's language or light.
func (s *site) choose(w http.ResponseWriter, r *http.Request) error {
	for _, name := range []string{"lang", "theme"} {
		switch v := r.PostFormValue(name); v {
		case "en", "es", "light", "dark":
			http.SetCookie(w, &http.Cookie{Name: name, Value: v, Path: "/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
		}
	}
	http.Redirect(w, r, within(r.PostFormValue("back")), http.StatusSeeOther)
	return nil
}
