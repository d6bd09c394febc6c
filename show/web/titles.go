package web

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

var (
	isoDate  = regexp.MustCompile(`\b\d{4}[-_]?\d{2}[-_]?\d{2}\b`)
	number0  = regexp.MustCompile(`^[\W_]*(?:[a-z]{1,9}[ -]?)?\d*$`)
	personly = regexp.MustCompile(`(?i)^(?:person|persona|participant|participante)[ -]?\d+$`)
)

// manyIn are the endings of files that hold many conversations: their name
// says nothing about one of them.
var manyIn = []string{".csv", ".tsv", ".xlsx", ".json", ".jsonl", ".mbox", ".zip"}

// fileEndings are taken off a title.
var fileEndings = append([]string{".txt", ".md", ".vtt", ".srt", ".docx", ".odt", ".rtf", ".html", ".htm", ".pdf", ".eml"}, manyIn...)

// titleOf makes a title that a person can read out of a file's name: without
// ending, underscores, and the kind and date that stand beside it; where
// nothing is left, kind and who was heard.
func titleOf(sc *look.Scene, title string, kind heed.Kind, who string) string {
	return titleIn(sc.Words, title, kind, who)
}

func titleIn(sc look.Words, title string, kind heed.Kind, who string) string {
	title = look.Clean(title)
	ending := strings.ToLower(path.Ext(title))
	named := title != ""
	if slices.Contains(fileEndings, ending) {
		title = title[:len(title)-len(ending)]
		named = !slices.Contains(manyIn, ending)
		title = isoDate.ReplaceAllString(strings.ReplaceAll(path.Base(title), "_", " "), " ")
		words := strings.Fields(title)
		if len(words) > 0 && kind != "" && (strings.EqualFold(words[0], string(kind)) || strings.EqualFold(words[0], sc.Say("kind."+string(kind)))) {
			words = words[1:]
		}
		title = strings.Trim(strings.Join(words, " "), " -")
		if number0.MatchString(strings.ToLower(title)) || personly.MatchString(title) {
			named = false
		}
	}
	if named && title != "" {
		if ending != "" && slices.Contains(fileEndings, ending) {
			title = strings.ReplaceAll(title, "-", " ") // how names of files part words
		}
		return capital(title)
	}
	word := sc.Say("web.conversation")
	if kind != "" {
		word = sc.Say("kind." + string(kind))
	}
	if who == "" {
		return capital(strings.TrimSpace(word + " " + title))
	}
	return sc.Say("web.with", "kind", capital(word), "who", who)
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
