// Package listen measures how well we listened in a conversation, and says it
// in words that the person who listened can use.
//
//	report := listen.Measure(conversation, acts, readings, listen.Options{})
//	report.Measures["talk_share"]      value, unit, n, whether it could be measured and why not
//	report.Cards                       the five habits: what went well, what to try
//	report.Questions                   what was asked, with an open way to ask it
//	report.Timeline                    who spoke when, feelings, acts, interruptions, silences
//	listen.Recall(written, said, ...)  what was remembered: kept, missed, added, changed
//	listen.Lift, Trend, Team           over many calls
//
// Every number opens the moments behind it. What cannot be taken from what was
// given is not measurable and says why; nothing is guessed. Definitions and
// their sources are in docs/METHOD-listening.md. Pure and deterministic.
package listen

// Version names the formulas and texts; it changes with any of them.
const Version = "listen-2"
