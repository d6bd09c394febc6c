// Package text holds what every room needs to look into a text: tokens and
// sentences with byte offsets, the language, folding, stopwords and stems, in
// English and Spanish. All functions are pure, safe for concurrent use, and
// linear in the length of the text; every span fits the text it was made from.
//
//	text.Sentences(s, lang) []heed.Span  sentences, trimmed, in order
//	text.Clauses(s, lang) []heed.Span    clauses of one sentence
//	text.Tokens(s) []Token               words, numbers, marks, with offsets
//	text.Words(s), text.Terms(s, lang)   lower-case words; folded stems without stopwords
//	text.Language(s)                     "en", "es", "xx" (another) or "" (cannot say)
//	text.Mixed(s)                        whether both languages are spoken in s
//	text.Fold(s)                         lower case, no accents (ñ stays)
//	text.Stopword(word, lang), text.Stem(word, lang), text.IsQuestion(s, lang)
package text
