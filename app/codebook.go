package app

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
)

// codeNote is what taking an act on the codebook back needs.
type codeNote struct {
	Before  *heed.BookCode `json:"before,omitempty"`  // nil: made by this act
	After   *heed.BookCode `json:"after,omitempty"`   // of a merge: what stayed, as it was
	Codings []heed.Coding  `json:"codings,omitempty"` // deleted
	Moved   []int64        `json:"moved,omitempty"`   // given another code
	Beneath []string       `json:"beneath,omitempty"` // children that moved up
}

// Codebook is a study's codes in the order of the tree.
type Codebook struct {
	heed.Codebook
	Codes []CodeLine
}

// CodeLine is a code with its place in the tree and how often it was applied.
type CodeLine struct {
	heed.BookCode
	Depth  int
	Places int // times applied by those whose codings may be seen
}

// SaveCode makes a code (no id) or changes one. The entry takes it back.
func (a *App) SaveCode(ctx context.Context, c heed.BookCode, by string) (saved heed.BookCode, entry int64, err error) {
	defer heed.Wrap(&err, "save the code %q", c.Name)
	trim := func(s string) string { return strings.TrimSpace(strings.ToValidUTF8(s, "�")) }
	c.Name, c.Definition, c.Include, c.Exclude = strings.Join(strings.Fields(trim(c.Name)), " "), trim(c.Definition), trim(c.Include), trim(c.Exclude)
	err = a.store.Write(ctx, func(tx Tx) error {
		all, err := tx.Codes.List(ctx, c.Study)
		if err != nil {
			return err
		}
		var n codeNote
		if c.ID == "" {
			c.ID, c.Mark, c.Version = freeCode(c.Study, all), freeMark(all), 1
		} else {
			old, err := codeIn(all, c.ID)
			if err != nil {
				return err
			}
			n.Before = &old
			c.Mark, c.Version = old.Mark, old.Version+1
		}
		if err := c.Validate(); err != nil {
			return err
		}
		for _, o := range all {
			if o.ID != c.ID && strings.EqualFold(o.Name, c.Name) && o.Parent == c.Parent {
				return heed.Errorf(heed.CodeConflict, "there is a code called %q already", o.Name)
			}
		}
		if err := mayBeUnder(all, c.ID, c.Parent); err != nil {
			return err
		}
		if err := tx.Codes.Save(ctx, c); err != nil {
			return err
		}
		n.After = &c
		return a.turnPage(ctx, tx, Entry{Study: c.Study, Kind: EntryCode, Target: c.ID, By: by}, n, &entry)
	})
	return c, entry, err
}

// turnPage notes an act on the codebook and counts the book's version up.
func (a *App) turnPage(ctx context.Context, tx Tx, e Entry, n codeNote, entry *int64) (err error) {
	book, err := tx.Codes.Book(ctx, e.Study)
	if err != nil {
		return err
	}
	book.Version++
	if err := tx.Codes.SaveBook(ctx, book); err != nil {
		return err
	}
	for _, c := range n.Codings {
		if !slices.Contains(e.Of, c.Conversation) {
			e.Of = append(e.Of, c.Conversation)
		}
	}
	*entry, err = a.note(ctx, tx, e, n)
	return err
}

// freeCode is the next id: the highest number of the study's codes, and one.
// Numbers of deleted codes may come again, of codes that are there never.
func freeCode(study string, all []heed.BookCode) string {
	highest := 0
	for _, c := range all {
		if n, err := strconv.Atoi(strings.TrimPrefix(c.ID, study+"-code-")); err == nil {
			highest = max(highest, n)
		}
	}
	return study + "-code-" + strconv.Itoa(highest+1)
}

// freeMark is the mark that fewest codes have, of equals the first.
func freeMark(all []heed.BookCode) int {
	var used [heed.CodeMarks]int
	for _, c := range all {
		used[c.Mark%heed.CodeMarks]++
	}
	best := 0
	for m, n := range used {
		if n < used[best] {
			best = m
		}
	}
	return best
}

func codeIn(all []heed.BookCode, id string) (heed.BookCode, error) {
	i := slices.IndexFunc(all, func(c heed.BookCode) bool { return c.ID == id })
	if i < 0 {
		return heed.BookCode{}, heed.Errorf(heed.CodeNotFound, "there is no code %q in this study", id)
	}
	return all[i], nil
}

// mayBeUnder refuses a parent that is not there or lies beneath the code.
func mayBeUnder(all []heed.BookCode, id, parent string) error {
	for at, steps := parent, 0; at != ""; steps++ {
		if at == id || steps > len(all) {
			return heed.Errorf(heed.CodeInvalid, "a code cannot stand beneath itself; choose another place for it")
		}
		p, err := codeIn(all, at)
		if err != nil {
			return err
		}
		at = p.Parent
	}
	return nil
}

// MergeCodes moves every coding and child of from to into, and from goes.
func (a *App) MergeCodes(ctx context.Context, study, from, into, by string) (entry int64, err error) {
	defer heed.Wrap(&err, "merge two codes")
	if from == into {
		return 0, heed.Errorf(heed.CodeInvalid, "a code cannot be merged with itself; choose another")
	}
	err = a.store.Write(ctx, func(tx Tx) error {
		all, err := tx.Codes.List(ctx, study)
		if err != nil {
			return err
		}
		gone, err := codeIn(all, from)
		if err != nil {
			return err
		}
		stays, err := codeIn(all, into)
		if err != nil {
			return err
		}
		stayed := stays
		n := codeNote{Before: &gone, After: &stayed}
		for at := stays.Parent; at != ""; {
			if at == from { // what stays stood beneath what goes: it takes its place
				stays.Parent = gone.Parent
				if err := tx.Codes.Save(ctx, stays); err != nil {
					return err
				}
				break
			}
			p, err := codeIn(all, at)
			if err != nil {
				return err
			}
			at = p.Parent
		}
		for _, c := range all {
			if c.Parent == from && c.ID != into {
				n.Beneath = append(n.Beneath, c.ID)
				c.Parent = into
				if err := tx.Codes.Save(ctx, c); err != nil {
					return err
				}
			}
		}
		list, err := tx.Codings.OfStudy(ctx, study)
		if err != nil {
			return err
		}
		for _, c := range list {
			if c.Code == from {
				n.Moved = append(n.Moved, c.ID)
			}
		}
		if err := tx.Codings.Move(ctx, n.Moved, into); err != nil {
			return err
		}
		if err := tx.Codes.Delete(ctx, from); err != nil {
			return err
		}
		return a.turnPage(ctx, tx, Entry{Study: study, Kind: EntryCodeMerge, Target: from, By: by}, n, &entry)
	})
	return entry, err
}

// DeleteCode deletes a code with its codings; its children move up.
func (a *App) DeleteCode(ctx context.Context, study, id, by string) (entry int64, err error) {
	defer heed.Wrap(&err, "delete a code")
	err = a.store.Write(ctx, func(tx Tx) error {
		all, err := tx.Codes.List(ctx, study)
		if err != nil {
			return err
		}
		gone, err := codeIn(all, id)
		if err != nil {
			return err
		}
		n := codeNote{Before: &gone}
		for _, c := range all {
			if c.Parent == id {
				n.Beneath = append(n.Beneath, c.ID)
				c.Parent = gone.Parent
				if err := tx.Codes.Save(ctx, c); err != nil {
					return err
				}
			}
		}
		list, err := tx.Codings.OfStudy(ctx, study)
		if err != nil {
			return err
		}
		for _, c := range list {
			if c.Code == id {
				n.Codings = append(n.Codings, c)
			}
		}
		if err := tx.Codes.Delete(ctx, id); err != nil {
			return err
		}
		return a.turnPage(ctx, tx, Entry{Study: study, Kind: EntryCodeDelete, Target: id, By: by}, n, &entry)
	})
	return entry, err
}

// SetBlind keeps coders' codings from one another, or opens them.
func (a *App) SetBlind(ctx context.Context, study string, blind bool) error {
	return a.store.Write(ctx, func(tx Tx) error {
		if _, err := tx.Studies.Get(ctx, study); err != nil {
			return err
		}
		book, err := tx.Codes.Book(ctx, study)
		if err != nil {
			return err
		}
		book.Blind = blind
		return tx.Codes.SaveBook(ctx, book)
	})
}

// uncode takes back an act on codes or codings.
func (a *App) uncode(ctx context.Context, tx Tx, e Entry) error {
	var n codeNote
	if err := json.Unmarshal(e.Data, &n); err != nil {
		return err
	}
	switch e.Kind {
	case EntryCoding:
		for _, c := range n.Codings {
			if err := tx.Codings.Delete(ctx, c.ID); err != nil {
				return gone(err)
			}
		}
		return nil
	case EntryUncoding:
		return addBack(ctx, tx, n.Codings)
	case EntryCode:
		now, err := tx.Codes.Get(ctx, e.Target)
		if err != nil {
			return gone(err)
		}
		if n.After != nil && now.Version != n.After.Version {
			return heed.Errorf(heed.CodeConflict, "the code was changed again since; take that back first")
		}
		if n.Before != nil {
			return tx.Codes.Save(ctx, *n.Before)
		}
		list, err := tx.Codings.OfStudy(ctx, e.Study)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(list, func(c heed.Coding) bool { return c.Code == e.Target }) {
			return heed.Errorf(heed.CodeConflict, "the code was applied since; delete it instead")
		}
		return tx.Codes.Delete(ctx, e.Target)
	}
	// a code that went comes back, with what was beneath it
	if _, err := tx.Codes.Get(ctx, n.Before.ID); heed.ErrorCode(err) != heed.CodeNotFound {
		return cmpErr(err, heed.Errorf(heed.CodeConflict, "another code has taken its place since"))
	}
	if err := tx.Codes.Save(ctx, *n.Before); err != nil {
		return gone(err)
	}
	for _, id := range n.Beneath {
		c, err := tx.Codes.Get(ctx, id)
		if heed.ErrorCode(err) == heed.CodeNotFound {
			continue // it went too
		}
		if err != nil {
			return err
		}
		c.Parent = n.Before.ID
		if err := tx.Codes.Save(ctx, c); err != nil {
			return err
		}
	}
	if n.After != nil { // merged: what stayed stands where it stood
		if err := tx.Codes.Save(ctx, *n.After); err != nil {
			return err
		}
	}
	for _, id := range n.Moved {
		if err := tx.Codings.Move(ctx, []int64{id}, n.Before.ID); err != nil && heed.ErrorCode(err) != heed.CodeNotFound {
			return err
		}
	}
	return addBack(ctx, tx, n.Codings)
}

func cmpErr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

func addBack(ctx context.Context, tx Tx, list []heed.Coding) error {
	for _, c := range list {
		if _, err := tx.Codings.Add(ctx, c); err != nil {
			return gone(err)
		}
	}
	return nil
}

// gone says that what an act was about is not there any more.
func gone(err error) error {
	if heed.ErrorCode(err) == heed.CodeNotFound {
		return heed.Errorf(heed.CodeConflict, "what this was about is gone; take back what was done after it first")
	}
	return err
}
