package app

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

// CodeRequest applies a code to words of one turn.
type CodeRequest struct {
	Conversation string
	Turn         int       // from 0
	Span         heed.Span // of the turn's newest text
	Code         string    // id, or
	NewCode      string    // the name of a code to be made
	By           string
}

// ApplyCode applies a code; the entry takes it back. Words that may not be
// quoted can be coded by nobody: a coding copies them.
func (a *App) ApplyCode(ctx context.Context, r CodeRequest) (c heed.Coding, entry int64, err error) {
	defer heed.Wrap(&err, "code turn %d of %q", r.Turn+1, r.Conversation)
	q, study, err := a.chosen(ctx, r.Conversation, r.Turn, r.Span)
	if err != nil {
		return c, 0, err
	}
	if r.Code == "" && strings.TrimSpace(r.NewCode) != "" {
		made, err := a.codeNamed(ctx, study, r.NewCode, r.By)
		if err != nil {
			return c, 0, err
		}
		r.Code = made
	}
	err = a.store.Write(ctx, func(tx Tx) error {
		all, err := tx.Codes.List(ctx, study)
		if err != nil {
			return err
		}
		code, err := codeIn(all, r.Code)
		if err != nil {
			return err
		}
		there, err := tx.Codings.OfConversation(ctx, r.Conversation)
		if err != nil {
			return err
		}
		for _, x := range there {
			if x.Code == code.ID && x.By == r.By && x.Turn == q.Turn && x.Revision == q.Revision && x.Span == q.Span {
				return heed.Errorf(heed.CodeConflict, "these words carry the code %q already", code.Name)
			}
		}
		c = heed.Coding{Code: code.ID, Quotation: q, By: r.By, Version: code.Version, At: a.now().UTC()}
		if c.ID, err = tx.Codings.Add(ctx, c); err != nil {
			return err
		}
		entry, err = a.note(ctx, tx, Entry{Study: study, Kind: EntryCoding, Target: code.ID, By: r.By, Of: []string{r.Conversation}}, codeNote{Codings: []heed.Coding{c}})
		return err
	})
	return c, entry, err
}

// codeNamed finds the code with a name, or makes it.
func (a *App) codeNamed(ctx context.Context, study, name, by string) (string, error) {
	var all []heed.BookCode
	err := a.store.Read(ctx, func(tx Tx) (err error) {
		all, err = tx.Codes.List(ctx, study)
		return err
	})
	if err != nil {
		return "", err
	}
	name = strings.Join(strings.Fields(name), " ")
	for _, c := range all {
		if strings.EqualFold(c.Name, name) {
			return c.ID, nil
		}
	}
	made, _, err := a.SaveCode(ctx, heed.BookCode{Study: study, Name: name}, by)
	return made.ID, err
}

// chosen copies the words of a span, where they may be quoted.
func (a *App) chosen(ctx context.Context, conversation string, turn int, at heed.Span) (q heed.Quotation, study string, err error) {
	v, err := a.Conversation(ctx, conversation)
	if err != nil {
		return q, "", err
	}
	if turn < 0 || turn >= len(v.Turns) {
		return q, "", heed.Errorf(heed.CodeNotFound, "there is no turn %d; there are %d", turn+1, len(v.Turns))
	}
	if v.Withheld[turn] {
		return q, "", heed.Errorf(heed.CodeForbidden, "who said this does not want to be quoted, so it can be neither coded nor evidence")
	}
	text := v.Turns[turn].Text
	at = tightened(text, at)
	words, ok := at.In(text)
	if !ok || words == "" {
		return q, "", heed.Errorf(heed.CodeInvalid, "choose some words of turn %d; the selection does not fit its text", turn+1)
	}
	return heed.Quotation{Conversation: conversation, Turn: turn, Revision: v.Revisions[turn], Span: at, Text: words}, v.Study, nil
}

// tightened takes spaces off the ends of a span, and widens it to whole words.
func tightened(text string, s heed.Span) heed.Span {
	s.Start, s.End = max(0, s.Start), min(len(text), s.End)
	if s.End <= s.Start {
		return s
	}
	for s.Start > 0 && s.Start < len(text) && inWord(text, s.Start) {
		s.Start--
	}
	for s.End > s.Start && s.End < len(text) && inWord(text, s.End) {
		s.End++
	}
	for s.Start < s.End && strings.IndexByte(" \n\t", text[s.Start]) >= 0 {
		s.Start++
	}
	for s.End > s.Start && strings.IndexByte(" \n\t", text[s.End-1]) >= 0 {
		s.End--
	}
	return s
}

// inWord reports whether the place lies inside a character or a word.
func inWord(text string, at int) bool {
	if !utf8.RuneStart(text[at]) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	return letter(before) && letter(after)
}

// RemoveCoding takes a code off; only who applied it may while coding is blind.
func (a *App) RemoveCoding(ctx context.Context, study string, id int64, by string) (c heed.Coding, entry int64, err error) {
	defer heed.Wrap(&err, "take a code off")
	err = a.store.Write(ctx, func(tx Tx) error {
		if c, err = tx.Codings.Get(ctx, id); err != nil {
			return err
		}
		code, err := tx.Codes.Get(ctx, c.Code)
		if err != nil {
			return err
		}
		book, err := tx.Codes.Book(ctx, code.Study)
		if err != nil {
			return err
		}
		if code.Study != study || book.Blind && c.By != by {
			return heed.Errorf(heed.CodeNotFound, "there is no coding %d of yours", id)
		}
		if err := tx.Codings.Delete(ctx, id); err != nil {
			return err
		}
		entry, err = a.note(ctx, tx, Entry{Study: study, Kind: EntryUncoding, Target: c.Code, By: by, Of: []string{c.Conversation}}, codeNote{Codings: []heed.Coding{c}})
		return err
	})
	return c, entry, err
}

// Coded is a coding as it stands now.
type Coded struct {
	heed.Coding
	// Changed says that the words were corrected since; the quotation is then
	// the one that was coded.
	Changed bool
	// Withheld says that who said it does not want to be quoted; Text is empty.
	Withheld bool
	Ours     bool // our own side said it
}

// Codebook returns a study's codes as a tree with how often each was applied,
// and the codings that by may see: all, or while coding is blind their own.
func (a *App) Codebook(ctx context.Context, study, by string) (b Codebook, list []Coded, err error) {
	defer heed.Wrap(&err, "codebook")
	err = a.store.Read(ctx, func(tx Tx) error {
		if b.Codebook, err = tx.Codes.Book(ctx, study); err != nil {
			return err
		}
		codes, err := tx.Codes.List(ctx, study)
		if err != nil {
			return err
		}
		all, err := tx.Codings.OfStudy(ctx, study)
		if err != nil {
			return err
		}
		texts, err := correctedIn(ctx, tx, study)
		if err != nil {
			return err
		}
		places := map[string]int{}
		for _, c := range all {
			if b.Blind && c.By != by {
				continue
			}
			places[c.Code]++
			list = append(list, texts.coded(c))
		}
		b.Codes = codeTree(codes, places)
		return a.withhold(ctx, tx, study, list)
	})
	return b, list, err
}

func (k corrected) coded(c heed.Coding) Coded {
	q, kept := k.carry(c.Quotation)
	c.Quotation = q
	return Coded{Coding: c, Changed: !kept}
}

// codeTree orders codes so that each stands above its children.
func codeTree(codes []heed.BookCode, places map[string]int) []CodeLine {
	slices.SortStableFunc(codes, func(a, b heed.BookCode) int {
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	known := map[string]bool{}
	for _, c := range codes {
		known[c.ID] = true
	}
	out := make([]CodeLine, 0, len(codes))
	var under func(parent string, depth int)
	under = func(parent string, depth int) {
		for _, c := range codes {
			if c.Parent == parent || parent == "" && !known[c.Parent] {
				out = append(out, CodeLine{c, depth, places[c.ID]})
				under(c.ID, depth+1)
			}
		}
	}
	under("", 0)
	return out
}

// withhold says which side each coding is of, and empties those of people who
// do not want to be quoted any more.
func (a *App) withhold(ctx context.Context, tx Tx, study string, list []Coded) error {
	closed, ours := map[string][]bool{}, map[string][]bool{}
	for i := range list {
		id := list[i].Conversation
		if _, seen := closed[id]; !seen {
			c, err := tx.Conversations.Get(ctx, id)
			if err != nil {
				return err
			}
			if closed[id], err = unquotable(ctx, tx, &c); err != nil {
				return err
			}
			for t := range c.Turns {
				ours[id] = append(ours[id], c.RoleOf(t).Ours())
			}
		}
		list[i].Ours = list[i].Turn < len(ours[id]) && ours[id][list[i].Turn]
		if t := list[i].Turn; t < len(closed[id]) && closed[id][t] {
			list[i].Withheld, list[i].Text = true, ""
		}
	}
	return nil
}

// CodeVersion is what a code was at a time.
type CodeVersion struct {
	Code heed.BookCode
	By   string
	At   time.Time
}

// CodeHistory lists what a code was called and stood for, newest first.
func (a *App) CodeHistory(ctx context.Context, study, code string) (out []CodeVersion, err error) {
	entries, err := a.Journal(ctx, study, code)
	for _, e := range entries {
		var n codeNote
		if e.Kind != EntryCode || e.Undone {
			continue
		}
		if err := json.Unmarshal(e.Data, &n); err != nil {
			return nil, err
		}
		if n.After != nil {
			out = append(out, CodeVersion{*n.After, e.By, e.At})
		}
	}
	return out, err
}
