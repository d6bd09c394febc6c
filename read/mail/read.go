package mail

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/voice"
	"github.com/heedhq/heed/read/wire"
)

// ReadEML reads one mail as one conversation.
func ReadEML(ctx context.Context, in wire.Input, o wire.Options, res *wire.Result, yield wire.Yield) error {
	raw, err := in.Bytes()
	if err != nil {
		return err
	}
	if err := in.Stopped(ctx); err != nil {
		return err
	}
	m, ok := parse(raw)
	if !ok || m.text == "" {
		return heed.Errorf(heed.CodeInvalid, "%s is a mail without words of its own", in.Base())
	}
	res.Rows++
	left(in.Base(), []message{m}, res)
	return give([]message{m}, ourDomains(nil, o), yield)
}

// maxMessage is the most of one mail that is kept, in bytes; a larger one is
// mostly attachments.
const maxMessage = 64 << 20

var fromSpace = regexp.MustCompile(`^From \S+.*\d{4}`)

// ReadMBOX reads a mailbox. Of each mail only its words are kept in memory.
func ReadMBOX(ctx context.Context, in wire.Input, o wire.Options, res *wire.Result, yield wire.Yield) error {
	r := bufio.NewReaderSize(io.NewSectionReader(in.R, 0, in.Size), 256<<10)
	var all []message
	var raw bytes.Buffer
	line, start := 0, 1
	add := func() {
		if raw.Len() == 0 {
			return
		}
		where := fmt.Sprintf("%s:%d", in.Base(), start)
		m, ok := parse(raw.Bytes())
		raw.Reset()
		switch {
		case !ok:
			res.Refuse(where, "not a mail: no sender and no words")
		case m.text == "":
			res.Refuse(where, "the mail has no words of its own")
		case m.auto:
			res.Refuse(where, "an automatic reply")
		default:
			res.Rows++
			all = append(all, m)
		}
	}
	blankBefore, skipped := true, false
	for {
		b, err := r.ReadSlice('\n')
		whole := err == nil || errors.Is(err, io.EOF)
		if len(b) > 0 {
			if blankBefore && fromSpace.Match(b) {
				add()
				start, skipped = line+1, false
				if err := in.Stopped(ctx); err != nil {
					return err
				}
			} else if raw.Len()+len(b) > maxMessage {
				skipped = true
			} else if !skipped {
				if bytes.HasPrefix(b, []byte(">From ")) {
					b = b[1:]
				}
				raw.Write(b)
			}
			blankBefore = whole && len(bytes.TrimSpace(b)) == 0
		}
		if whole {
			line++
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return heed.WrapError(heed.CodeInvalid, err, "%s could not be read to its end", in.Base())
		}
	}
	add()
	if len(all) == 0 {
		return heed.Errorf(heed.CodeInvalid, "%s holds no mail with words", in.Base())
	}
	groups := threads(all)
	ours := ourDomains(groups, o)
	for _, g := range groups {
		if err := give(g, ours, yield); err != nil {
			return err
		}
	}
	left(in.Base(), all, res)
	return nil
}

// threads groups mails by their references, else replies by subject and a
// shared address, each in the order of time. Threads come in the order of
// their first mail in the file.
func threads(all []message) [][]message {
	sets := newSets(len(all))
	byID := map[string]int{}
	for i, m := range all {
		for _, id := range append([]string{m.id}, m.refs...) {
			if id == "" {
				continue
			}
			if j, ok := byID[id]; ok {
				sets.join(i, j)
			} else {
				byID[id] = i
			}
		}
	}
	bySubject := map[string][]int{}
	for i, m := range all {
		k := voice.Fold(m.subject)
		if k == "" {
			continue
		}
		for _, j := range bySubject[k] {
			if (m.reply || all[j].reply) && share(&all[i], &all[j]) {
				sets.join(i, j)
				break
			}
		}
		if len(bySubject[k]) < 200 {
			bySubject[k] = append(bySubject[k], i)
		}
	}
	index := map[int]int{}
	var out [][]message
	for i, m := range all {
		r := sets.of(i)
		k, ok := index[r]
		if !ok {
			k = len(out)
			index[r] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], m)
	}
	for _, g := range out {
		slices.SortStableFunc(g, func(a, b message) int {
			switch {
			case a.seconds == 0 || b.seconds == 0 || a.seconds == b.seconds:
				return 0
			case a.seconds < b.seconds:
				return -1
			}
			return 1
		})
	}
	return out
}

// sets are groups of mails that grow together; each is known by its first.
type sets []int

func newSets(n int) sets {
	s := make(sets, n)
	for i := range s {
		s[i] = i
	}
	return s
}

func (s sets) of(i int) int {
	for s[i] != i {
		s[i] = s[s[i]]
		i = s[i]
	}
	return i
}

func (s sets) join(a, b int) {
	a, b = s.of(a), s.of(b)
	s[max(a, b)] = min(a, b)
}

func share(a, b *message) bool {
	return a.address == b.address || slices.Contains(b.others, a.address) || slices.Contains(a.others, b.address)
}

// ourDomains returns the domains of our own people: those given, else the one
// that is part of every thread of a mailbox of three or more, else none.
func ourDomains(groups [][]message, o wire.Options) map[string]bool {
	ours := map[string]bool{}
	for _, d := range o.OurDomains {
		ours[strings.ToLower(strings.TrimPrefix(d, "@"))] = true
	}
	if len(ours) > 0 || len(groups) < 3 {
		return ours
	}
	counts := map[string]int{}
	for _, g := range groups {
		seen := map[string]bool{}
		for _, m := range g {
			for _, a := range append([]string{m.address}, m.others...) {
				if _, d, ok := strings.Cut(a, "@"); ok && !seen[d] {
					seen[d] = true
					counts[d]++
				}
			}
		}
	}
	best, n, tie := "", 0, false
	for d, c := range counts {
		switch {
		case c > n:
			best, n, tie = d, c, false
		case c == n:
			tie = true
		}
	}
	if n*10 >= len(groups)*9 && !tie {
		ours[best] = true
	}
	return ours
}

// left warns of what mails held besides their own words.
func left(name string, all []message, res *wire.Result) {
	cut, attached := 0, 0
	for _, m := range all {
		cut += m.cut
		attached += m.attached
	}
	if cut > 0 {
		res.Warn(wire.WarnLeftOut, name, "cut off: %s of quoted replies, signatures and disclaimers", wire.Count(cut, "line"))
	}
	if attached > 0 {
		res.Warn(wire.WarnLeftOut, name, "not read: %s", wire.Count(attached, "attachment"))
	}
}

// give makes a conversation of a thread.
func give(g []message, ours map[string]bool, yield wire.Yield) error {
	c := heed.Conversation{Kind: heed.KindEmail, Title: g[0].subject, Date: g[0].date}
	first := g[0].seconds
	seen := map[string]bool{}
	for i := range g {
		m := &g[i]
		who := m.speaker()
		t := heed.Turn{Speaker: who, Text: m.text}
		if first > 0 && m.seconds >= first && len(g) > 1 {
			t.Start = heed.At(m.seconds - first)
		}
		c.Turns = append(c.Turns, t)
		if !seen[who] {
			seen[who] = true
			s := heed.Speaker{Speaker: who, Name: m.name}
			switch {
			case ours[m.domain()] || isDesk(m.address):
				s.Role = heed.RoleRep
			case len(ours) > 0 || deskTo(m):
				s.Role = heed.RoleCustomer
			}
			c.Speakers = append(c.Speakers, s)
		}
	}
	return yield(c)
}

// deskTo reports whether a mail went to a company's desk.
func deskTo(m *message) bool { return slices.ContainsFunc(m.others, isDesk) }
