package table

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/plain"
	"github.com/heedhq/heed/read/voice"
	"github.com/heedhq/heed/read/when"
	"github.com/heedhq/heed/read/wire"
)

// grouper makes conversations of rows.
type grouper struct {
	in    wire.Input
	l     *layout
	ends  map[string]int
	o     wire.Options
	res   *wire.Result
	yield wire.Yield

	n     int // rows so far
	width int
	open  map[string]*pending
	order []string // of open
	kpis  map[kpiKey]*kpiSum
}

// pending is a conversation whose rows have not all come.
type pending struct {
	c     heed.Conversation
	name  string    // of the file
	order []float64 // a figure per turn, where the table has one
	// stamps are times on a calendar, in seconds since 1970, by turn and end.
	stamps map[stamp]float64
}

type stamp struct {
	turn int
	end  bool
}

type kpiKey struct{ stage, channel, name string }

type kpiSum struct {
	sum  float64
	n    int
	date heed.Date
}

func newGrouper(in wire.Input, l *layout, ends map[string]int, o wire.Options, res *wire.Result, yield wire.Yield) *grouper {
	return &grouper{in: in, l: l, ends: ends, o: o, res: res, yield: yield, width: len(l.columns), open: map[string]*pending{}, kpis: map[kpiKey]*kpiSum{}}
}

func (g *grouper) where(line int) string { return fmt.Sprintf("%s:%d", g.in.Base(), line) }

// row reads one row.
func (g *grouper) row(cells []string, line int) error {
	g.n++
	if len(cells) > g.width && !blank(cells[g.width:]) {
		g.res.Warn(wire.WarnLeftOut, g.where(line), "the row has %d cells and the header %d; the last were left out", len(cells), g.width)
	}
	switch g.l.shape {
	case rowTurn:
		return g.turn(cells, line)
	case rowConversation:
		return g.conversation(cells, line)
	}
	return g.respondent(cells, line)
}

// get returns the trimmed cell of a field, "" where there is none.
func (g *grouper) get(cells []string, field string) string {
	i := g.l.index(field)
	if i < 0 || i >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[i])
}

func (g *grouper) turn(cells []string, line int) error {
	id := g.get(cells, fID)
	p := g.open[id]
	text := g.get(cells, fText)
	if text == "" {
		g.res.Refuse(g.where(line), "the row has no words")
	} else {
		g.res.Rows++
		if p == nil {
			p = &pending{c: g.head(cells, line), name: g.in.Name}
			p.c.ID = id
			g.open[id] = p
			g.order = append(g.order, id)
		}
		g.addTurn(p, cells, text, line)
	}
	if id != "" && g.ends[id] == g.n {
		return g.finish(id)
	}
	return nil
}

func (g *grouper) addTurn(p *pending, cells []string, text string, line int) {
	t := heed.Turn{Text: text, Speaker: g.get(cells, fSpeaker), Question: g.get(cells, fQuestion)}
	if r := g.get(cells, fRole); r != "" {
		t.Role = roleOf(r)
		if t.Speaker == "" {
			t.Speaker = r
		}
	}
	t.Start = p.time(g, cells, fStart, line)
	t.End = p.time(g, cells, fEnd, line)
	if t.End.Known && t.Start.Known && t.End.Seconds < t.Start.Seconds {
		g.res.Warn(wire.WarnTime, g.where(line), "ends before it starts; its end was left out")
		t.End = heed.Moment{}
	}
	p.c.Turns = append(p.c.Turns, t)
	if v, err := strconv.ParseFloat(g.get(cells, fTurn), 64); err == nil {
		p.order = append(p.order, v)
	}
}

func roleOf(s string) heed.Role {
	switch r := heed.Role(strings.ToLower(s)); r {
	case heed.RoleCustomer, heed.RoleRep, heed.RoleResearcher:
		return r
	}
	r, _ := voice.ByName(s)
	return r
}

// time reads a place in the conversation: seconds, a clock, or a day with its
// time, which counts from the first of the conversation.
func (p *pending) time(g *grouper, cells []string, field string, line int) heed.Moment {
	s := g.get(cells, field)
	if s == "" {
		return heed.Moment{}
	}
	if at, ok := when.Stamp(s); ok {
		if p.stamps == nil {
			p.stamps = map[stamp]float64{}
		}
		p.stamps[stamp{len(p.c.Turns), field == fEnd}] = at
		return heed.Moment{}
	}
	if f, ok := figure(s); ok {
		if strings.Contains(foldHeader(g.l.columns[g.l.index(field)].header), " ms") {
			f /= 1000
		}
		if f >= 0 && f < 1e7 {
			return heed.At(f)
		}
	} else if m, ok := plain.Time(s); ok {
		return m
	}
	g.res.Warn(wire.WarnTime, g.where(line), "the time cannot be right; the words are kept without it")
	return heed.Moment{}
}

// finish gives out a conversation whose last row has come.
func (g *grouper) finish(id string) error {
	p := g.open[id]
	if p == nil {
		return nil
	}
	delete(g.open, id)
	g.order = slices.DeleteFunc(g.order, func(s string) bool { return s == id })
	p.settle()
	if len(p.order) == len(p.c.Turns) && !slices.IsSorted(p.order) {
		index := make([]int, len(p.order))
		for i := range index {
			index[i] = i
		}
		slices.SortStableFunc(index, func(a, b int) int {
			switch {
			case p.order[a] < p.order[b]:
				return -1
			case p.order[a] > p.order[b]:
				return 1
			}
			return 0
		})
		turns := make([]heed.Turn, len(index))
		for i, j := range index {
			turns[i] = p.c.Turns[j]
		}
		p.c.Turns = turns
	}
	return g.yield(p.c)
}

// settle makes times on a calendar count from the first of the conversation.
// Words that are stamped one by one were written, not spoken.
func (p *pending) settle() {
	if len(p.stamps) == 0 {
		return
	}
	first := math.Inf(1)
	for _, at := range p.stamps {
		first = min(first, at)
	}
	for i := range p.c.Turns {
		t := &p.c.Turns[i]
		if at, ok := p.stamps[stamp{i, false}]; ok {
			t.Start = heed.At(at - first)
		}
		if at, ok := p.stamps[stamp{i, true}]; ok && at-first >= t.Start.Seconds {
			t.End = heed.At(at - first)
		}
	}
	if p.c.Date.IsZero() {
		p.c.Date, _ = when.Unix(first)
	}
	if p.c.Kind == "" && voice.KindOfName(p.name) == "" {
		p.c.Kind = heed.KindChat
	}
}

// close gives out what is still open, and the figures.
func (g *grouper) close() error {
	for len(g.order) > 0 {
		if err := g.finish(g.order[0]); err != nil {
			return err
		}
	}
	g.emitKPIs()
	return nil
}

// conversation reads a row that is a conversation: a transcript in a cell, or
// one text by one person.
func (g *grouper) conversation(cells []string, line int) error {
	text := g.get(cells, fText)
	ratings := g.ratings(cells)
	if text == "" {
		if len(ratings) == 0 {
			g.res.Refuse(g.where(line), "the row has no words")
			return nil
		}
		g.res.Rows++
		g.res.Warn(wire.WarnEmpty, g.where(line), "a rating without words: counted as a figure only")
		g.tally(cells, ratings)
		return nil
	}
	c := g.head(cells, line)
	c.Ratings = ratings
	if g.l.columns[g.l.index(fText)].dialogue > 0 {
		if p := plain.Parse(text); p.Labelled && len(p.Turns) > 1 {
			c.Turns = p.Turns
		}
	}
	if c.Turns == nil {
		c.Turns = []heed.Turn{{Speaker: g.author(cells), Text: text}}
		g.describe(cells, &c)
	}
	g.res.Rows++
	g.tally(cells, ratings)
	return g.yield(c)
}

// author returns what the one voice of a row is called.
func (g *grouper) author(cells []string) string {
	if s := g.get(cells, fSpeaker); s != "" {
		return s
	}
	if s := g.named(cells); s != "" {
		return s
	}
	return "Customer"
}

// named returns who a row is by: a name, else an address.
func (g *grouper) named(cells []string) string {
	if s := g.get(cells, fParticipant); s != "" {
		return s
	}
	return g.get(cells, fEmail)
}

// respondent reads a row of a survey.
func (g *grouper) respondent(cells []string, line int) error {
	c := g.head(cells, line)
	c.Ratings = g.ratings(cells)
	who := g.named(cells)
	if who == "" {
		who = "Respondent"
	}
	for i, col := range g.l.columns {
		if i >= len(cells) || col.field != fAnswer && col.field != fText {
			continue
		}
		if s := strings.TrimSpace(cells[i]); s != "" && !empty(s) {
			t := heed.Turn{Speaker: who, Role: heed.RoleCustomer, Text: s, Question: question(col.header)}
			c.Turns = append(c.Turns, t)
		}
	}
	g.tally(cells, c.Ratings)
	if len(c.Turns) == 0 {
		if len(c.Ratings) == 0 {
			g.res.Refuse(g.where(line), "the row has no answer")
			return nil
		}
		g.res.Rows++
		g.res.Warn(wire.WarnEmpty, g.where(line), "ratings without words: counted as figures only")
		return nil
	}
	g.res.Rows++
	g.describe(cells, &c)
	return g.yield(c)
}

// empty are answers that say nothing.
func empty(s string) bool {
	switch strings.Trim(voice.Fold(s), ".-– ") {
	case "", "n/a", "na", "n a", "none", "null", "nan", "ninguno", "ninguna", "nada que anadir", "no aplica":
		return true
	}
	return false
}

// head reads what a row says about its conversation.
func (g *grouper) head(cells []string, line int) heed.Conversation {
	c := heed.Conversation{
		ID: g.get(cells, fID), Study: g.get(cells, fStudy), Segment: g.get(cells, fSegment),
		Organisation: g.get(cells, fOrganisation), Stage: g.get(cells, fStage), Title: g.get(cells, fSubject), Kind: g.l.kind,
	}
	if k := heed.Kind(strings.ToLower(g.get(cells, fKind))); slices.Contains(heed.Kinds, k) {
		c.Kind = k
	} else if k := voice.KindOfName(g.get(cells, fKind)); k != "" {
		c.Kind = k
	}
	if s := strings.ToLower(g.get(cells, fLanguage)); len(s) >= 2 {
		c.Language = languageOf(s)
	}
	if s := g.get(cells, fDate); s != "" {
		d, ok := g.l.dateOf(s)
		if !ok {
			g.res.Warn(wire.WarnDate, g.where(line), "the date cannot be read")
		}
		c.Date = d
	}
	return c
}

func languageOf(s string) heed.Language {
	switch {
	case strings.HasPrefix(s, "en"), strings.HasPrefix(s, "ingl"):
		return heed.English
	case strings.HasPrefix(s, "es"), strings.HasPrefix(s, "spa"), strings.HasPrefix(s, "cast"):
		return heed.Spanish
	case len(s) == 2:
		return heed.Language(s)
	}
	return ""
}

// dateOf reads a date, or the number of days that a spreadsheet keeps for one.
func (l *layout) dateOf(s string) (heed.Date, bool) {
	if f, ok := figure(s); ok && f > 20000 && f < 80000 {
		return heed.DateOf(time.Date(1899, 12, 30+int(f), 0, 0, 0, 0, time.UTC)), true
	}
	if l.monthFirst {
		return when.ParseMonthFirst(s)
	}
	return when.Parse(s)
}

// question makes a question of a header that was written for a program.
func question(h string) string {
	if strings.ContainsAny(h, " ") || !strings.Contains(h, "_") {
		return h
	}
	h = strings.ReplaceAll(h, "_", " ")
	return strings.ToUpper(h[:1]) + h[1:]
}
