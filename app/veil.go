package app

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/read/pseudonym"
)

// veil gives everybody their number and takes personal data out of what was
// read. It is used from one goroutine.
type veil struct {
	app     *App
	on      bool
	preview bool
	key     []byte
	numbers map[string]int // by study and keyed name
	counts  map[string]int // replacements, by kind of personal data
	free    map[string]int // next number of a study in a preview
}

// known is a participant with the key by which they are found again.
type known struct {
	heed.Participant
	key []byte
}

func newVeil(a *App, on, preview bool) *veil {
	return &veil{
		app: a, on: on, preview: preview,
		numbers: map[string]int{}, counts: map[string]int{}, free: map[string]int{},
	}
}

// cover resolves the customers of c to participants and replaces personal
// data in c. It returns the participants.
func (v *veil) cover(ctx context.Context, c *heed.Conversation) ([]known, error) {
	if err := v.ready(ctx); err != nil {
		return nil, err
	}
	study := Slug(c.Study)
	participants, err := v.participants(ctx, study, c)
	if err != nil || !v.on || allWithdrawn(c) {
		return participants, err
	}
	number := func(name string) (int, error) {
		key := text.Fold(name)
		for _, s := range c.Speakers {
			if s.Role == heed.RoleCustomer && (text.Fold(s.Speaker) == key || text.Fold(s.Name) == key) {
				key = personKey(c, s)
				break
			}
		}
		return v.number(ctx, study, key)
	}
	found, err := pseudonym.Cover(c, number)
	if err != nil {
		return nil, err
	}
	for kind, n := range found {
		v.counts[kind] += n
	}
	return participants, nil
}

// participants numbers the customers of c and links its speakers to them.
func (v *veil) participants(ctx context.Context, study string, c *heed.Conversation) ([]known, error) {
	if !c.Kind.Heard() {
		return nil, nil
	}
	var out []known
	named := anyDescribed(c)
	for i := range c.Speakers {
		s := &c.Speakers[i]
		if s.Role != heed.RoleCustomer {
			continue
		}
		key := personKey(c, *s)
		gone, err := v.erased(ctx, study, key)
		if err != nil {
			return nil, err
		}
		if gone {
			withdraw(c, s.Speaker)
			continue
		}
		n, err := v.number(ctx, study, key)
		if err != nil {
			return nil, err
		}
		s.Participant = participantID(study, n)
		p := heed.Participant{
			ID: s.Participant, Study: study, Number: n, Organisation: c.Organisation, Segment: c.Segment,
			Title: s.Attributes["title"], Relationship: s.Relationship, BuyingRole: s.BuyingRole,
			Consent: s.Consent, Attributes: s.Attributes,
		}
		if o := s.Attributes["organisation"]; o != "" {
			p.Organisation = o
		}
		if named && !described(*s) {
			p.Segment = "" // the file's segment is that of the one whom its metadata names
		}
		if !v.on && pseudonym.Named(s.Speaker) {
			p.DisplayName = s.Speaker
		}
		out = append(out, known{p, keyed(v.key, study, key)})
	}
	return out, nil
}

// described reports whether metadata tells anything of a speaker.
func described(s heed.Speaker) bool {
	return s.Relationship != "" || s.BuyingRole != "" || s.Attributes["title"] != ""
}

// anyDescribed reports whether metadata names one of several customers.
func anyDescribed(c *heed.Conversation) bool {
	return slices.ContainsFunc(c.Speakers, func(s heed.Speaker) bool { return s.Role == heed.RoleCustomer && described(s) })
}

func participantID(study string, number int) string { return study + "-p" + strconv.Itoa(number) }

// personKey finds the same person again: by name and organisation, or, where
// the file only says "Caller", within the conversation alone.
func personKey(c *heed.Conversation, s heed.Speaker) string {
	name := s.Name
	if name == "" {
		name = s.Speaker
	}
	if !pseudonym.Named(name) {
		return "#" + c.Source + "#" + c.ID + "#" + name
	}
	return text.Fold(name) + "|" + text.Fold(c.Organisation)
}

// number returns the number of a key in a study, allotting one if need be.
func (v *veil) number(ctx context.Context, study, key string) (int, error) {
	memo := study + "\x00" + key
	if n, ok := v.numbers[memo]; ok {
		return n, nil
	}
	if v.preview {
		v.free[study]++
		v.numbers[memo] = v.free[study]
		return v.free[study], nil
	}
	var n int
	err := v.app.store.Write(ctx, func(tx Tx) (err error) {
		n, err = tx.Pseudonyms.Number(ctx, study, keyed(v.key, study, key))
		return err
	})
	if err != nil {
		return 0, err
	}
	v.numbers[memo] = n
	return n, nil
}

func (v *veil) ready(ctx context.Context) error {
	if v.key != nil || v.preview {
		return nil
	}
	return v.app.store.Write(ctx, func(tx Tx) (err error) {
		v.key, err = tx.Tombstones.Key(ctx, func() []byte {
			b := make([]byte, 32)
			v.app.random(b)
			return b
		})
		return err
	})
}

// keyed hashes parts so that nobody without the database's key can try names.
func keyed(key []byte, parts ...string) []byte {
	h := hmac.New(sha256.New, key)
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return h.Sum(nil)
}

// erased reports whether the person of that key was erased before.
func (v *veil) erased(ctx context.Context, study, key string) (gone bool, err error) {
	if v.preview {
		return false, nil
	}
	err = v.app.store.Read(ctx, func(tx Tx) error {
		gone, err = tx.Tombstones.Has(ctx, keyed(v.key, study, key))
		return err
	})
	return gone, err
}

// withdraw empties the turns of a speaker who was erased.
func withdraw(c *heed.Conversation, speaker string) {
	for i := range c.Turns {
		if c.Turns[i].Speaker == speaker {
			c.Turns[i].Text, c.Turns[i].Question = withdrawn, ""
			c.Turns[i].Speaker = withdrawn
		}
	}
	for i := range c.Speakers {
		if c.Speakers[i].Speaker == speaker {
			c.Speakers[i] = heed.Speaker{Speaker: withdrawn, Role: heed.RoleCustomer}
		}
	}
}

// allWithdrawn reports whether c has customers and all of them were erased.
func allWithdrawn(c *heed.Conversation) bool {
	customers := 0
	for _, s := range c.Speakers {
		if s.Role != heed.RoleCustomer {
			continue
		}
		if s.Speaker != withdrawn {
			return false
		}
		customers++
	}
	return customers > 0
}

// Slug makes an id of a name: lower case, ASCII letters, digits and hyphens.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range text.Fold(name) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
			continue
		}
		gap = true
	}
	if b.Len() == 0 {
		return "study"
	}
	return b.String()
}
