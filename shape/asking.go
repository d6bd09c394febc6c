package shape

import (
	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/ask"
	"github.com/heedhq/heed/shape/corpus"
)

// Question is a question understood: who is asked about, what kind of thing,
// at which stage, and about what.
type Question = ask.Query

// ParseQuestion understands a question about what u found. An empty lang is
// recognised.
func ParseQuestion(question string, lang heed.Language, u *heed.Understanding, people []heed.Participant) Question {
	return ask.Parse(question, lang, u, people)
}

// Ask answers a question from u and from the conversations of in, in quotations
// and claims only. all is how many sentences of customers the study holds, of
// which in may bring a part. in.Study and in.Participants are read too.
func Ask(q *Question, question string, u *heed.Understanding, in Input, all int) heed.Answer {
	c := corpus.New(in.Study, in.Conversations, in.Participants, in.AsOf)
	return ask.Answer(q, question, ask.In{Understanding: u, Corpus: c, People: in.Participants, Of: all})
}
