// Package guide looks at what we mean to ask before anybody is asked.
//
//	guide.Check(text, o)   questions that lead, close, double, load, suppose or use
//	                       our words, each with an open way to ask it; the order,
//	                       the length; in a survey the scales, a missing "other" and
//	                       the share that is open
//	guide.New(o)           a guide for an interview, a group or an advisory board that
//	                       aims at the weakest claims, the next best questions and the
//	                       roles that were never heard; Guide.Markdown writes it
//
// What it knows of each language stands in data/<language>.txt. Pure and
// deterministic; spans are in bytes of the text given.
package guide

// MaxBytes is how much of a guide is read.
const MaxBytes = 256 << 10
