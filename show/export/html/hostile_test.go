package html

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look/looktest"
)

// TestHostileTexts puts what should not run, reverse or flood a page into every
// text that comes from outside.
func TestHostileTexts(t *testing.T) {
	long := strings.Repeat("a very long line without an end ", 32<<10) // 1 MB
	for name, evil := range map[string]string{
		"script":        `</style></title><script>alert(1)</script>`,
		"attribute":     `" onmouseover="alert(1)" x="`,
		"link":          `javascript:alert(1)`,
		"template":      `{{.}} *bold* </span>`,
		"right to left": "\u202egnirts\u202c and \u2066isolate",
		"zero width":    "in\u200bvis\ufeffible\u2060",
		"control":       "bell\a null\x00 escape\x1b[31m",
		"not UTF-8":     "half \xff\xfe rune",
		"one word":      strings.Repeat("w", 4000),
		"1 MB":          long,
	} {
		t.Run(name, func(t *testing.T) {
			rep := app.Report{Studies: []app.StudyReport{poison(looktest.Harbourline(), evil)}}
			for _, lang := range languages {
				page := write(t, rep, lang)
				check(t, page)
				for _, never := range []string{"<script", "onmouseover=\"alert", "\u202e", "\u2066", "\u200b", "\ufeffible", "\x00", "\x1b"} {
					if bytes.Contains(page, []byte(never)) {
						t.Errorf("the page holds %q", never)
					}
				}
				if len(page) > 6<<20 {
					t.Errorf("the page grew to %d bytes", len(page))
				}
			}
		})
	}
}

// poison writes evil into names, labels, words and ids.
func poison(s app.StudyReport, evil string) app.StudyReport {
	s.Name = evil
	for id, p := range s.Participants {
		p.DisplayName, p.Title, p.Organisation = evil, evil, evil
		s.Participants[id] = p
	}
	for id, c := range s.Conversations {
		c.Title = evil
		s.Conversations[id] = c
	}
	contexts := map[app.Anchor]app.Context{}
	for at, c := range s.Contexts {
		c.Before, c.After, c.Speaker = short(evil), short(evil), evil
		contexts[at] = c
	}
	s.Contexts = contexts
	for i := range s.Claims {
		c := &s.Claims[i]
		if i%3 == 0 {
			c.Words, c.Value, c.Behaviour, c.ReviewedBy = evil, evil, evil, evil
			c.Kind = heed.SignalKind(evil)
		}
		for k := range c.Evidence {
			e := &c.Evidence[k]
			if k == 0 {
				e.Text, e.Question, e.Organisation = evil, evil, evil
			}
		}
	}
	for i := range s.Personas {
		p := &s.Personas[i]
		p.Name, p.Segment, p.Distinct = evil, evil, []string{evil}
		p.BuyingRoles = map[string]int{evil: 1}
		for k := range p.Narrative {
			p.Narrative[k].Parts = append(p.Narrative[k].Parts, heed.Part{Quote: evil})
		}
	}
	for i := range s.EmpathyMaps {
		s.EmpathyMaps[i].Outcome = evil
	}
	for i := range s.Themes.Themes {
		s.Themes.Themes[i].Label = evil
	}
	for i := range s.Silent {
		s.Silent[i].Role = fmt.Sprint(evil, i)
	}
	s.Journeys[0].Stages[4].KPIs = []heed.KPI{{Name: evil, Value: 1}}
	s.Unmeasured = []string{evil}
	return s
}

func short(s string) string { return s[:min(200, len(s))] }

// TestManyPeople is the bound: what 1,250 interviews come to is still a file
// that opens at once, and nothing is cut without a word.
func TestManyPeople(t *testing.T) {
	s := looktest.Harbourline()
	one := s.Claims
	s.Claims = nil
	words := strings.Repeat("what they said about it that day, ", 9)
	for i := range 900 {
		c := one[i%20]
		c.ID = fmt.Sprintf("m%03d", i)
		if c.Basis == heed.Assumed {
			continue
		}
		e := c.Evidence[0]
		c.Evidence = nil
		for k := range 60 {
			e.Participant, e.Conversation, e.Turn = fmt.Sprintf("x%d", k), fmt.Sprintf("y%d", k), i
			e.Text = fmt.Sprintf("%s%d of %d", words, k, i)
			e.End = e.Start + len(e.Text)
			s.Contexts[app.AnchorOf(e.Quotation)] = app.Context{Before: words[:200], After: words[:200]}
			c.Evidence = append(c.Evidence, e)
		}
		s.Claims = append(s.Claims, c)
		for f, ids := range s.Personas[0].Fields {
			s.Personas[0].Fields[f] = append(ids, c.ID)
		}
		for cell, ids := range s.EmpathyMaps[0].Cells {
			s.EmpathyMaps[0].Cells[cell] = append(ids, c.ID)
		}
	}
	page := write(t, app.Report{Studies: []app.StudyReport{s}}, heed.English)
	doc := check(t, page)
	if len(page) > 6<<20 {
		t.Errorf("the page has %d bytes", len(page))
	}
	rows := find(doc, class("lr"))
	if len(rows) != ledgerMax+1 {
		t.Errorf("the ledger has %d rows, want %d and a head", len(rows), ledgerMax)
	}
	all := text(doc)
	for _, want := range []string{
		fmt.Sprintf("and %d more claims in the data (report --json)", len(s.Claims)-ledgerMax),
		fmt.Sprintf("and %d more in the data (report --json)", 60-quotesMax),
	} {
		if !strings.Contains(all, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}
