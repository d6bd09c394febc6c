package web

import (
	"context"
	"net/url"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// fewestAsked is how many words a query has that is taken for a question.
const fewestAsked = 3

// asks reports whether a query is a question, and not words to find.
func asks(query string) bool {
	return strings.ContainsAny(query, "?¿") || len(strings.Fields(query)) >= fewestAsked
}

// tryOut is a question that can be asked by following a link.
type tryOut struct{ Href, Text string }

// tryOuts are questions that fit any study.
func tryOuts(words look.Words, study string) (out []tryOut) {
	for _, key := range []string{"ask.try.1", "ask.try.2", "ask.try.3", "ask.try.4"} {
		q := url.Values{"q": {words.Say(key)}}
		if study != "" {
			q.Set("study", study)
		}
		out = append(out, tryOut{"/search?" + q.Encode(), words.Say(key)})
	}
	return out
}

// answers answers a question, study by study. Studies that have nothing to say
// are left out where another does.
func (s *site) answers(ctx context.Context, lang heed.Language, question, study string) ([]look.Answer, error) {
	found, err := s.app.Ask(ctx, app.AskRequest{Question: question, Study: study})
	if code := heed.ErrorCode(err); code == heed.CodeNotFound || code == heed.CodeTooLarge {
		return nil, nil // the hits say so
	}
	if err != nil {
		return nil, err
	}
	var out []look.Answer
	for i := range found {
		x := &found[i]
		if i > 0 && x.Nothing != "" && len(x.Elsewhere) == 0 && (found[0].Nothing == "" || found[0].Nothing == x.Nothing && len(found[0].Elsewhere) == 0) {
			continue // it says no more than the first
		}
		rep, err := s.app.Shown(ctx, x.Study)
		if err != nil {
			return nil, err
		}
		quotes := append(quotationsOf(x.Said), quotationsOf(x.Elsewhere)...)
		for j := range x.Claims {
			quotes = append(quotes, quotationsOf(x.Claims[j].Evidence)...)
		}
		if err := s.app.Surround(ctx, &rep, quotes); err != nil {
			return nil, err
		}
		out = append(out, look.NewScene(lang, &rep, s.link(x.Study)).Answer(x))
		if x.Nothing == "question" {
			break // it asks for nothing anywhere
		}
	}
	return out, nil
}
