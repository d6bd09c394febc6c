package table

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/plain"
	"github.com/heedhq/heed/read/voice"
	"github.com/heedhq/heed/read/when"
	"github.com/heedhq/heed/read/wire"
)

// shape says what one row of a table is.
type shape string

const (
	rowTurn         shape = "one row a turn"
	rowConversation shape = "one row a conversation"
	rowRespondent   shape = "one row a respondent"
)

// column is one column of a table with what its first rows hold.
type column struct {
	header  string
	field   string
	guessed bool
	max     float64 // of a rating

	filled   int
	numeric  int
	low      float64
	high     float64
	length   int // bytes, summed
	spaced   int // cells of three words or more
	distinct map[string]int
	sample   string
	dialogue int // cells that are a conversation of their own
}

// layout is how a table is read.
type layout struct {
	shape   shape
	columns []column
	kind    heed.Kind
	// monthFirst: dates are written as in the United States.
	monthFirst bool
	headRows   int // rows of the header beyond its first
}

func (l *layout) index(field string) int {
	for i := range l.columns {
		if l.columns[i].field == field {
			return i
		}
	}
	return -1
}

// profile looks at the first rows.
func profile(header []string, rows [][]string) []column {
	cols := make([]column, len(header))
	for i, h := range header {
		cols[i] = column{header: strings.Join(strings.Fields(h), " "), distinct: map[string]int{}, guessed: true}
	}
	for _, row := range rows {
		for i, cell := range row {
			if i >= len(cols) {
				break
			}
			cols[i].look(strings.TrimSpace(cell))
		}
	}
	return cols
}

func (c *column) look(cell string) {
	if cell == "" {
		return
	}
	if c.sample == "" {
		c.sample = clip(cell, 60)
	}
	c.filled++
	c.length += len(cell)
	c.distinct[clip(cell, 80)]++
	if v, ok := figure(cell); ok {
		if c.numeric == 0 || v < c.low {
			c.low = v
		}
		if c.numeric == 0 || v > c.high {
			c.high = v
		}
		c.numeric++
	}
	if len(strings.Fields(clip(cell, 400))) >= 3 {
		c.spaced++
	}
	if len(cell) > 40 && strings.Contains(cell, ":") && strings.Contains(cell, "\n") && c.dialogue < 3 {
		if p := plain.Parse(cell); p.Labelled && len(p.Turns) > 1 {
			c.dialogue++
		}
	}
}

func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// figure reads a number as people write it in answers: "9", "4,5", "8/10".
func figure(s string) (float64, bool) {
	s = strings.TrimSpace(s)
	if a, b, ok := strings.Cut(s, "/"); ok && len(b) <= 3 {
		if _, err := strconv.Atoi(strings.TrimSpace(b)); err == nil {
			s = strings.TrimSpace(a)
		}
	}
	v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	return v, err == nil
}

func (c *column) meanLength() float64 { return float64(c.length) / float64(max(c.filled, 1)) }

// prose reports whether the cells hold sentences.
func (c *column) prose() bool {
	return c.filled > 0 && c.numeric*2 < c.filled && (c.spaced*2 >= c.filled && c.meanLength() >= 20 || c.spaced*3 >= c.filled && c.meanLength() >= 40)
}

func (c *column) ratingLike() bool {
	return c.filled > 0 && c.numeric*10 >= c.filled*8 && c.low >= 0 && c.high <= 100 && len(c.distinct) <= 12
}

// plan guesses what each column is and what a row is; --map wins.
func plan(in string, header []string, rows [][]string, o wire.Options, res *wire.Result) (*layout, error) {
	l := &layout{columns: profile(header, rows)}
	mapped, err := override(in, l, o, res)
	if err != nil {
		return nil, err
	}
	taken := map[string]bool{}
	for i := range l.columns {
		if c := &l.columns[i]; !c.guessed {
			taken[c.field] = true
		}
	}
	for i := range l.columns {
		c := &l.columns[i]
		if !c.guessed {
			continue
		}
		c.field = headers[foldHeader(c.header)]
		if c.field == fRating && !c.ratingLike() || c.field == fRating && c.filled == 0 {
			c.field = ""
		}
		if c.field == fText && (c.numeric*2 > c.filled && c.filled > 0) {
			c.field = ""
		}
		if _, isDate := when.Parse(c.sample); c.field == fStart && isDate && !strings.Contains(c.sample, ":") {
			c.field = fDate
		}
		if c.field == fDate && taken[fDate] {
			c.field = fIgnore // when it was begun, ended and sent: one will do
		}
		if c.field != "" && c.field != fRating && c.field != fIgnore && taken[c.field] {
			c.field = ""
		}
		taken[c.field] = true
	}
	l.decide(len(rows), mapped)
	// also of a table that cannot be read so: what was guessed can be put right
	for _, c := range l.columns {
		res.Mapping = append(res.Mapping, wire.Column{Header: c.header, Field: c.field, Guessed: c.guessed, Sample: c.sample})
	}
	if err := l.check(in); err != nil {
		return nil, err
	}
	if d := l.index(fDate); d >= 0 {
		var dates []string
		for _, row := range rows {
			if d < len(row) {
				dates = append(dates, row[d])
			}
		}
		l.monthFirst = when.MonthFirst(dates)
	}
	return l, nil
}

// override applies --map. A column is named by its header or its letter.
func override(in string, l *layout, o wire.Options, res *wire.Result) (bool, error) {
	mapped := false
	for _, name := range sortedKeys(o.Map) {
		field := strings.ToLower(strings.TrimSpace(o.Map[name]))
		attr := ""
		if f, a, ok := strings.Cut(field, ":"); ok {
			field, attr = f, a
		}
		if !isField(field) {
			return false, heed.Errorf(heed.CodeInvalid, "%q is not a field; --map COLUMN=FIELD takes one of %s", field, strings.Join(Fields, ", "))
		}
		found := false
		for i := range l.columns {
			c := &l.columns[i]
			if foldHeader(c.header) == foldHeader(name) || strings.EqualFold(letter(i), name) && len(name) <= 2 {
				c.field, c.guessed, found, mapped = field, false, true, true
				if attr != "" {
					c.header = attr
				}
			}
		}
		if !found {
			res.Warn(wire.WarnColumn, in, "--map names the column %q, which the table does not have", name)
		}
	}
	return mapped, nil
}

func isField(f string) bool {
	for _, k := range Fields {
		if k == f {
			return true
		}
	}
	return false
}

// letter returns the spreadsheet name of column i, counted from 0.
func letter(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('A'+(i-1)%26)) + s
	}
	return s
}

// decide settles what a row is and what the columns without a field are.
func (l *layout) decide(rows int, mapped bool) {
	id, text, turn, speaker := l.index(fID), l.index(fText), l.index(fTurn), l.index(fSpeaker)
	if role := l.index(fRole); speaker < 0 && role >= 0 {
		if c := &l.columns[role]; text >= 0 && knownRoles(c) {
			speaker = role
		}
	}
	repeats := id >= 0 && rows > 1 && len(l.columns[id].distinct)*10 <= l.columns[id].filled*9
	// An id that every row has anew is a row's own number, not a conversation's.
	switch {
	case text >= 0 && (turn >= 0 || repeats || id < 0 && speaker >= 0 && knownRoles(&l.columns[speaker])) && l.columns[text].dialogue == 0:
		l.shape = rowTurn
	case text >= 0 && id < 0 && speaker >= 0 && l.index(fRating) < 0 && l.columns[speaker].takesTurns(rows):
		l.shape = rowTurn
	}
	if l.shape == "" {
		l.answers()
		if text >= 0 && l.index(fAnswer) < 0 && (l.columns[text].dialogue > 0 || !surveyText(l.columns[text].header)) {
			l.shape = rowConversation
		} else {
			l.shape = rowRespondent
		}
	}
	if l.shape != rowTurn { // a row of its own has no place in a recording, but a day
		for i := range l.columns {
			c := &l.columns[i]
			if _, ok := when.Parse(c.sample); ok && c.guessed && c.field == fStart {
				c.field = fDate
				if l.index(fDate) != i {
					c.field = fAttribute
				}
			}
		}
	}
	l.settleRest()
	l.guessKind()
}

// answers finds the open and the rated questions among the columns that have
// no field yet.
func (l *layout) answers() {
	for i := range l.columns {
		c := &l.columns[i]
		if c.field != "" || !c.guessed {
			continue
		}
		switch {
		case c.ratingLike() && (asksOpenly(c.header) || asksRating(c.header)):
			c.field = fRating
		case c.prose():
			c.field = fAnswer
		case asksOpenly(c.header) && c.filled > 0 && c.numeric*2 < c.filled && (c.meanLength() >= 12 && len(c.distinct)*2 > c.filled):
			c.field = fAnswer
		}
	}
	// A text column among answers is one more answer.
	if t := l.index(fText); t >= 0 && l.columns[t].guessed && l.index(fAnswer) >= 0 {
		l.columns[t].field = fAnswer
	}
}

// takesTurns reports whether the voices of a column come back: as often as in
// a conversation, where the column might hold authors; at all, where it says
// that it holds speakers.
func (c *column) takesTurns(rows int) bool {
	switch foldHeader(c.header) {
	case "author", "author name", "autor", "reviewer", "user", "username", "user name", "from", "remitente":
		return len(c.distinct)*3 <= rows && rows > 3
	}
	return len(c.distinct) < c.filled
}

func surveyText(h string) bool {
	switch foldHeader(h) {
	case "freetext", "free text", "response", "respuesta", "verbatim", "verbatims", "feedback", "answer":
		return true
	}
	return false
}

func (l *layout) settleRest() {
	for i := range l.columns {
		c := &l.columns[i]
		if c.field != "" || !c.guessed {
			continue
		}
		switch {
		case c.filled == 0 || c.header == "":
			c.field = fIgnore
		case c.ratingLike() && asksRating(c.header):
			c.field = fRating
		default:
			c.field = fAttribute
		}
	}
	for i := range l.columns {
		c := &l.columns[i]
		if c.field == fRating {
			c.max = scale(c)
		}
	}
}

// scale guesses what a rating is out of from its header and its highest value.
func scale(c *column) float64 {
	f := voice.Fold(c.header)
	switch {
	case strings.Contains(f, "nps") || strings.Contains(f, "recommend") || strings.Contains(f, "recomend") || strings.Contains(f, "10"):
		return 10
	case c.high <= 5 && !strings.Contains(f, "7"):
		return 5
	case c.high <= 7 && strings.Contains(f, "7"):
		return 7
	case c.high <= 10:
		return 10
	}
	return 100
}

func knownRoles(c *column) bool {
	n := 0
	for v := range c.distinct {
		if _, ok := voice.ByName(v); ok {
			n++
		}
	}
	return n > 0 && n*2 >= len(c.distinct)
}

func (l *layout) guessKind() {
	switch l.shape {
	case rowRespondent:
		l.kind = heed.KindSurvey
	case rowConversation:
		if t := l.index(fText); t >= 0 && l.columns[t].dialogue == 0 {
			l.kind = heed.KindReview
			if l.index(fRating) < 0 && l.ticket() {
				l.kind = heed.KindEmail
			}
		}
	}
}

// ticket reports whether the columns are those of a support desk: a ticket, or
// a subject with who wrote.
func (l *layout) ticket() bool {
	for _, c := range l.columns {
		if h := foldHeader(c.header); strings.HasPrefix(h, "ticket") || h == "requester" || h == "solicitante" || h == "asunto" || h == "subject" {
			return true
		}
	}
	return false
}

// check refuses a table in which nobody says anything.
func (l *layout) check(in string) error {
	if l.index(fText) >= 0 || l.index(fAnswer) >= 0 {
		return nil
	}
	if l.index(fRating) >= 0 {
		return nil
	}
	var names []string
	for _, c := range l.columns {
		names = append(names, c.header)
	}
	return heed.Errorf(heed.CodeInvalid, "%s: no column holds what somebody said (columns: %s); name one with --map COLUMN=text, "+
		"or, if this describes the people of other files, give it as metadata", in, clip(strings.Join(names, ", "), 200))
}
