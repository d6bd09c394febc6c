// Package pseudonym takes personal data out of conversations before they are
// stored: names become [person 3], the rest [email], [phone] and so on. What
// it does is reduce, never anonymise; docs/METHOD-pseudonyms.md has its
// measured recall and precision.
//
// A text is cut into words once; everything else looks at the words. Codes are
// found while they are cut, by their digits or an @; then numbers said in
// words, addresses and names, each by what stands around it. The word lists
// and the cues are in data/, per language, and say how to extend them. Both
// languages are always on: people mix them.
package pseudonym

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

// Number returns the number of a person by name, the same within a study. It
// is called once per person of a conversation, speakers first, then the others
// in the order in which they are first named, with the fullest form known.
type Number func(name string) (int, error)

// Counts counts replacements by kind of personal data: name, email, phone,
// card, iban, national id, address, url, account.
type Counts map[string]int

// cover is the work on one conversation.
type cover struct {
	talk   *heed.Conversation
	number Number
	counts Counts
	people *roster
	voices map[string]*person // by label
	scan   *scanner
	out    []byte
}

// scanners are used again, for the room that they have made.
var scanners = sync.Pool{New: func() any { return &scanner{d: load()} }}

// Cover replaces personal data in the title, the id, the speakers and the
// turns of c. Text outside the replacements keeps its bytes, and a second run
// changes nothing. An error is number's; c is then unchanged.
func Cover(c *heed.Conversation, number Number) (Counts, error) {
	w := &cover{
		talk: c, number: number, counts: Counts{}, people: newRoster(load()), voices: map[string]*person{},
		scan: scanners.Get().(*scanner),
	}
	defer scanners.Put(w.scan)
	w.meet()
	renamed, err := w.labels()
	if err != nil {
		return nil, err
	}
	turns, err := w.turns()
	if err != nil {
		return nil, err
	}
	title, err := w.fileName(c.Title)
	if err != nil {
		return nil, err
	}
	id, err := w.fileName(c.ID)
	if err != nil {
		return nil, err
	}
	for i := range c.Turns {
		t := &c.Turns[i]
		t.Text, t.Question = turns[i].Text, turns[i].Question
		if to, ok := renamed[t.Speaker]; ok {
			t.Speaker = to
			w.counts["name"]++
		}
	}
	for i := range c.Speakers {
		s := &c.Speakers[i]
		s.Name = ""
		if to, ok := renamed[s.Speaker]; ok {
			s.Speaker = to
		}
		w.strip(s)
	}
	c.Title, c.ID = title, id
	return w.counts, nil
}

// meet puts the speakers and the organisations on the roster.
func (w *cover) meet() {
	r := w.people
	r.addFirm(w.talk.Organisation)
	r.addFirm(w.talk.Study)
	for _, s := range w.talk.Speakers {
		r.addFirm(s.Attributes["organisation"])
		name := s.Name
		if !Named(name) {
			name = s.Speaker
		}
		if Named(name) && w.voices[s.Speaker] == nil {
			w.voices[s.Speaker] = r.speaker(name)
		}
	}
	for _, t := range w.talk.Turns {
		if w.voices[t.Speaker] == nil && Named(t.Speaker) {
			w.voices[t.Speaker] = r.speaker(t.Speaker)
		}
	}
}

// allot asks for a person's number once.
func (w *cover) allot(p *person) error {
	if p.number != 0 {
		return nil
	}
	n, err := w.number(p.name)
	if err != nil {
		return err
	}
	p.number = n
	return nil
}

// looked is what one look at a turn found.
type looked struct {
	asked cue
	known int // words on the roster when it was looked at
	open  []uint64
	found []hit
}

// turns returns the turns with their texts covered.
func (w *cover) turns() ([]heed.Turn, error) {
	in := w.talk.Turns
	out := slices.Clone(in)
	looks := w.look(in)
	for i := range in {
		// A first name may come before the full one: look again where somebody
		// was met since.
		if l := &looks[i]; l.known != len(w.people.keys) && w.people.since(l.known, l.open) {
			l.found = w.find(in[i].Text, l.asked)
		}
		var err error
		if out[i].Text, err = w.settle(in[i].Text, looks[i]); err != nil {
			return nil, err
		}
	}
	last, covered := "", ""
	for i := range out { // a survey has the same question in every row
		q := out[i].Question
		if q == "" {
			continue
		}
		if q != last {
			var err error
			last = q
			if covered, err = w.text(q); err != nil {
				return nil, err
			}
		}
		out[i].Question = covered
	}
	return out, nil
}

// look finds what is personal in every turn, and meets everybody who is named.
func (w *cover) look(turns []heed.Turn) []looked {
	looks := make([]looked, len(turns))
	var asked cue
	asker := ""
	for i := range turns {
		t, l := &turns[i], &looks[i]
		if t.Speaker != asker || asker == "" {
			l.asked = asked
		}
		l.known = len(w.people.keys) // before: a short form may come first
		found := w.find(t.Text, l.asked)
		l.found, l.open = slices.Clone(found), slices.Clone(w.scan.open)
		if a := w.asks(); a != 0 {
			asked, asker = a, t.Speaker
		} else if t.Speaker != asker && !w.empty() {
			asked = 0
		}
	}
	return looks
}

// settle replaces until another look at the text finds nothing more, so that a
// second run has nothing to do.
func (w *cover) settle(text string, l looked) (string, error) {
	for range 4 {
		next, err := w.replace(text, l.found)
		if err != nil || next == text {
			return next, err
		}
		text, l.found = next, w.find(next, l.asked)
	}
	return text, nil
}

// asks is what the text just scanned asks for: what its last words name.
func (w *cover) asks() cue {
	var c cue
	toks := w.scan.toks
	for i := max(0, len(toks)-30); i < len(toks); i++ {
		c |= toks[i].cues & cAsks
	}
	return c
}

// empty reports whether the text just scanned is no more than an uh-huh.
func (w *cover) empty() bool {
	if len(w.scan.toks) > 4 {
		return false
	}
	for _, t := range w.scan.toks {
		if t.flags&(fFiller|fHesitation) == 0 {
			return false
		}
	}
	return true
}

// find scans a text and returns what is to be replaced in it, in order.
func (w *cover) find(text string, asked cue) []hit {
	s := w.scan
	s.scan(text, asked)
	s.spoken()
	s.addresses()
	s.names(w.people, func(m mention) {
		start, end := s.toks[m.i].start, s.toks[m.j-1].end
		s.hits = append(s.hits, hit{start: start, end: end, kind: "name", person: w.people.met(text[start:end])})
	})
	slices.SortStableFunc(s.hits, func(a, b hit) int { return a.start - b.start })
	return s.hits
}

// replace writes the text with its hits replaced.
func (w *cover) replace(text string, found []hit) (string, error) {
	out, at := w.out[:0], 0
	for _, h := range found {
		if h.kind == "" || h.start < at {
			continue
		}
		out = append(out, text[at:h.start]...)
		if h.person != nil {
			if err := w.allot(h.person); err != nil {
				return "", err
			}
			out = append(out, "[person "...)
			out = strconv.AppendInt(out, int64(h.person.number), 10)
			out = append(out, ']')
		} else {
			out = append(out, '[')
			out = append(out, h.kind...)
			out = append(out, ']')
		}
		w.counts[h.kind]++
		at = h.end
	}
	if at == 0 {
		return text, nil
	}
	w.out = append(out, text[at:]...)
	return string(w.out), nil
}

// text covers a text that stands alone.
func (w *cover) text(s string) (string, error) {
	return w.settle(s, looked{found: w.find(s, 0)})
}

// codes covers all but names in a short text.
func (w *cover) codes(s string) string {
	w.scan.scan(s, 0)
	w.scan.spoken()
	w.scan.addresses()
	slices.SortStableFunc(w.scan.hits, func(a, b hit) int { return a.start - b.start })
	out, err := w.replace(s, w.scan.hits)
	if err != nil || !utf8.ValidString(out) {
		return s
	}
	return strings.TrimSpace(out)
}
