package look

import (
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/heedhq/heed"
)

// Words says things in one interface language. The zero Words speaks English.
type Words struct {
	Lang heed.Language
	// Now is the day that ages and years are told from; the zero Date writes
	// every year out.
	Now heed.Date
}

// In returns the words of a language; an unknown language gets English.
func In(lang heed.Language) Words {
	if lang != heed.Spanish {
		lang = heed.English
	}
	return Words{Lang: lang}
}

// entry is one message in both languages. Plural forms stand apart by "|":
// one|other, or none|one|other. {name} is filled in; *word* is set bold where
// the message is written as HTML.
type entry struct{ en, es string }

// catalogue holds every message of the interface.
var catalogue = merge(wordsGeneral, wordsPeople, wordsRules, wordsPlaces, wordsSections, wordsPages, wordsActs, wordsRoles, wordsWork, wordsCoach, wordsDoor, wordsWritten, wordsEarned, wordsMoved, wordsListening, wordsAsk, wordsResearch, wordsWaits, wordsPractice, wordsUnmeasured, wordsBring, wordsFigures, wordsTouchpoints)

func merge(parts ...map[string]entry) map[string]entry {
	all := map[string]entry{}
	for _, p := range parts {
		for id, e := range p {
			if _, twice := all[id]; twice {
				panic("message " + id + " is in the catalogue twice")
			}
			all[id] = e
		}
	}
	return all
}

// Messages returns every message id, sorted.
func Messages() []string { return slices.Sorted(maps.Keys(catalogue)) }

// Has reports whether the catalogue knows the message.
func Has(id string) bool { _, ok := catalogue[id]; return ok }

// Say returns a message. args are pairs of a name and its value: an int and a
// float64 are written as the language writes numbers, a heed.Date as a day.
// The value called n chooses the plural form. A message that the catalogue
// does not know is its own text, so that a page shows what is missing.
func (w Words) Say(id string, args ...any) string {
	e, ok := catalogue[id]
	if !ok {
		return id
	}
	text := e.en
	if w.Lang == heed.Spanish {
		text = e.es
	}
	if strings.Contains(text, "|") {
		text = pluralForm(strings.Split(text, "|"), args)
	}
	for i := 0; i+1 < len(args); i += 2 {
		text = strings.ReplaceAll(text, "{"+fmt.Sprint(args[i])+"}", w.value(args[i+1]))
	}
	return text
}

func pluralForm(forms []string, args []any) string {
	n := 2
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == "n" {
			if v, ok := args[i+1].(int); ok {
				n = v
			}
		}
	}
	switch {
	case len(forms) == 3 && n == 0:
		return forms[0]
	case len(forms) == 3 && n == 1:
		return forms[1]
	case len(forms) == 2 && n == 1:
		return forms[0]
	}
	return forms[len(forms)-1]
}

func (w Words) value(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return w.Number(v)
	case float64:
		return w.Decimal(v, 2)
	case heed.Date:
		return w.Day(v)
	}
	return fmt.Sprint(v)
}

// HTML is Say for a page: values are escaped and *words* are set bold.
func (w Words) HTML(id string, args ...any) template.HTML {
	safe := make([]any, len(args))
	copy(safe, args)
	for i := 1; i < len(safe); i += 2 {
		if s, ok := safe[i].(string); ok {
			// a star in a value is not ours to read as bold
			safe[i] = strings.ReplaceAll(template.HTMLEscapeString(s), "*", "&#42;")
		}
	}
	parts := strings.Split(w.Say(id, safe...), "*")
	var b strings.Builder
	for i, p := range parts {
		if i%2 == 1 {
			b.WriteString("<b>" + p + "</b>")
		} else {
			b.WriteString(p)
		}
	}
	return template.HTML(b.String()) // the message is ours, its values are escaped above
}

// Of returns the text in the interface language, else in any other.
func (w Words) Of(texts map[heed.Language]string) string {
	if t := texts[w.Lang]; t != "" {
		return t
	}
	for _, l := range slices.Sorted(maps.Keys(texts)) {
		if texts[l] != "" {
			return texts[l]
		}
	}
	return ""
}
