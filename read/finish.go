package read

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/voice"
	"github.com/heedhq/heed/read/when"
	"github.com/heedhq/heed/read/wire"
)

// finisher completes each conversation that a format gives out: defaults, kind,
// roles, id, title.
type finisher struct {
	in      wire.Input
	o       Options
	res     *Result
	yield   func(heed.Conversation) error
	ids     map[string]int
	n       int
	stopped error
}

func newFinisher(in wire.Input, o Options, res *Result, yield func(heed.Conversation) error) *finisher {
	return &finisher{in: in, o: o, res: res, yield: yield, ids: map[string]int{}}
}

// take completes c and gives it on.
func (f *finisher) take(c heed.Conversation) error {
	f.n++
	words(&c)
	if len(c.Turns) == 0 {
		f.res.Warn(wire.WarnEmpty, f.in.Base(), "conversation %d has no words and was left out", f.n)
		return nil
	}
	f.times(&c)
	defaults(&c, f.o)
	if c.Kind == "" {
		c.Kind = f.kind(&c)
	}
	c.ID = f.id(c.ID)
	if c.Title == "" {
		c.Title = f.in.Base()
	}
	if m := dayInName.FindStringSubmatch(f.in.Base()); c.Date.IsZero() && m != nil {
		c.Date, _ = when.Parse(m[1] + "-" + m[2] + "-" + m[3])
	}
	guesses := voice.Assign(&c, f.o.Roles)
	f.note(guesses)
	for i := range c.Speakers {
		if s := &c.Speakers[i]; s.Role == heed.RoleCustomer {
			s.Relationship = cmp.Or(s.Relationship, f.o.Relationship)
			s.Consent = s.Consent.Or(f.o.Consent)
		}
	}
	if err := c.Validate(); err != nil {
		f.res.Warn(wire.WarnRow, f.in.Base(), "%s", heed.ErrorMessage(err))
		return nil
	}
	f.res.Count++
	if err := f.yield(c); err != nil {
		f.stopped = err
		return err
	}
	return nil
}

// dayInName finds a date in a file's name: 2026-02-03, 2026_02_03, 20260203.
var dayInName = regexp.MustCompile(`(?:^|\D)(20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?:\D|$)`)

// maxGuesses is how many role guesses a result lists; a table of a hundred
// thousand chats says the same thing each time.
const maxGuesses = 2000

func (f *finisher) note(guesses []RoleGuess) {
	for _, g := range guesses {
		if g.Why == "first" || g.Why == "unknown" && len(guesses) > 1 {
			f.res.Warn(wire.WarnRole, f.in.Base(), "nothing tells which of the speakers is the customer; set it with --role %q=customer", g.Speaker)
			break
		}
	}
	if len(f.res.Roles) < maxGuesses {
		f.res.Roles = append(f.res.Roles, guesses...)
	}
}

// words trims the turns and leaves out those without any.
func words(c *heed.Conversation) {
	kept := c.Turns[:0]
	for _, t := range c.Turns {
		t.Text = strings.TrimSpace(t.Text)
		t.Speaker = strings.TrimSpace(t.Speaker)
		if t.Text != "" {
			kept = append(kept, t)
		}
	}
	c.Turns = kept
}

// times leaves out what no format should give but a file may say: a time below
// zero, or an end before its start. The words stay.
func (f *finisher) times(c *heed.Conversation) {
	for i := range c.Turns {
		t := &c.Turns[i]
		bad := ""
		if t.Start.Known && t.Start.Seconds < 0 {
			t.Start, bad = heed.Moment{}, "starts below zero; its time was left out"
		}
		if t.End.Known && (t.End.Seconds < 0 || t.Start.Known && t.End.Seconds < t.Start.Seconds) {
			t.End = heed.Moment{}
			bad = cmp.Or(bad, "ends before it starts; its end was left out")
		}
		if bad != "" {
			f.res.Warn(wire.WarnTime, fmt.Sprintf("%s, conversation %d, turn %d", f.in.Base(), f.n, i+1), "%s", bad)
		}
	}
}

func defaults(c *heed.Conversation, o Options) {
	if o.Kind != "" {
		c.Kind = o.Kind
	}
	c.Language = cmp.Or(c.Language, o.Language)
	c.Study = cmp.Or(c.Study, o.Study)
	c.Segment = cmp.Or(c.Segment, o.Segment)
	c.Organisation = cmp.Or(c.Organisation, o.Organisation)
	c.Stage = cmp.Or(c.Stage, o.Stage)
	if c.Date.IsZero() {
		c.Date = o.Date
	}
}

// kind guesses from the speakers' names, then from the file's name, then from
// how many voices there are.
func (f *finisher) kind(c *heed.Conversation) heed.Kind {
	byName := voice.KindOfName(f.in.Name)
	byVoice, sure := voice.KindOf(c)
	switch {
	case sure:
		return byVoice
	case byName != "":
		return byName
	}
	return cmp.Or(byVoice, voice.KindOfName(c.ID))
}

// id returns an id that is unique within the file: the conversation's own where
// it has a telling one, else the file's name and a number.
func (f *finisher) id(own string) string {
	stem := cmp.Or(slug(f.in.Stem()), "text") // standard input has no name
	own = slug(own)
	id := own
	switch {
	case own == "" && f.n == 1:
		id = stem
	case own == "":
		id = fmt.Sprintf("%s-%d", stem, f.n)
	case weak(own):
		id = stem + "-" + own
	}
	f.ids[id]++
	if n := f.ids[id]; n > 1 {
		for {
			next := fmt.Sprintf("%s-%d", id, n)
			if f.ids[next] == 0 {
				f.ids[next]++
				return next
			}
			n++
		}
	}
	return id
}

// weak reports whether an id is likely to occur in other files too.
func weak(id string) bool {
	if len(id) < 6 {
		return true
	}
	return strings.TrimLeft(id, "0123456789") == ""
}

// slug keeps letters, digits, dots, hyphens and underscores.
func slug(s string) string {
	s = path.Base("/" + strings.TrimSpace(s))
	if s == "/" {
		return ""
	}
	var b strings.Builder
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '.' || r == '-' || r == '_' {
			b.WriteRune(r)
		} else if n := b.Len(); n > 0 && b.String()[n-1] != '-' {
			b.WriteByte('-')
		}
		if b.Len() > 120 {
			break
		}
	}
	return strings.Trim(b.String(), "-")
}
