package guide

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// minutes per question: an open answer in an interview, in a group where
// several speak, on a board; a closed one in any.
var openMinutes = map[Kind]float64{Interview: 5, Group: 10, Board: 10, Survey: 1}

const closedMinutes = 0.5

var available = map[Kind]int{Interview: 60, Group: 90, Board: 120, Survey: 10}

var (
	bullet  = regexp.MustCompile(`^\s*(?:[-*•–]\s+|\(?\d{1,3}[.)]\s+|Q\d+[.:)]\s*|P\d+[.:)]\s*|#+\s+)?`)
	choice  = regexp.MustCompile(`^\s*(?:[-*•–]\s*)?(?:\[[ xX]?\]|\([ xX]?\)|[○◯☐□▢]|[a-hA-H][.)])\s*(.+)$`)
	scale   = regexp.MustCompile(`\b(?:0|1)\s*(?:-|–|to|a|al)\s*(?:5|7|10)\b`)
	ranged  = regexp.MustCompile(`(\d+)\s*(?:-|–|to|a)\s*(\d+)`)
	agree   = regexp.MustCompile(`(?i)\b(strongly agree|totalmente de acuerdo|muy de acuerdo)\b`)
	bracket = regexp.MustCompile(`(?i)^\s*#+\s`)
)

// Check looks at a guide or a survey as plain text or Markdown, one question a
// line or several in running text. A text without questions gives a report that
// says so.
func Check(guide string, o Options) Report {
	r := Report{Kind: o.Kind, Findings: []Finding{}, Order: []Finding{}, Questions: []Question{}}
	whole := guide
	if len(guide) > MaxBytes {
		n := MaxBytes
		for n > 0 && !utf8.RuneStart(guide[n]) {
			n--
		}
		whole = guide[:n]
	}
	lang := o.Lang
	if lang == "" {
		lang, _ = text.Language(whole[:min(len(whole), 8<<10)])
		if lang == "" {
			lang = heed.English
		}
	}
	r.Language = lang
	sayLang := o.Say
	if sayLang == "" {
		sayLang = lang
	}
	c := &checker{b: bookOf(lang), say: bookOf(sayLang), o: o, r: &r}
	if lang != heed.English && lang != heed.Spanish {
		r.Notes = append(r.Notes, c.say.tell("language"))
	}
	if len(whole) < len(guide) {
		r.Notes = append(r.Notes, c.say.tell("cut"))
	}
	c.read(whole)
	if len(r.Questions) == 0 {
		r.Notes = append(r.Notes, c.say.tell("empty"))
		return r
	}
	if r.Kind == "" {
		r.Kind = Interview
		for _, q := range r.Questions {
			if len(q.Options) > 1 {
				r.Kind = Survey
			}
		}
	}
	c.questions()
	if r.Kind == Survey {
		c.survey()
	} else {
		c.order()
	}
	c.length()
	slices.SortStableFunc(r.Findings, func(a, b Finding) int { return cmp.Compare(a.Start, b.Start) })
	return r
}

type checker struct {
	b, say *book
	o      Options
	r      *Report
}

// read finds the questions and, under each, the answers to choose from.
func (c *checker) read(s string) {
	at := 0
	for line := range strings.Lines(s) {
		start := at
		at += len(line)
		trimmed := strings.TrimRight(line, "\r\n")
		if m := choice.FindStringSubmatch(trimmed); m != nil && len(c.r.Questions) > 0 && !strings.Contains(trimmed, "?") {
			q := &c.r.Questions[len(c.r.Questions)-1]
			q.Options = append(q.Options, strings.TrimSpace(m[1]))
			continue
		}
		if bracket.MatchString(trimmed) && !strings.Contains(trimmed, "?") {
			continue
		}
		skip := len(bullet.FindString(trimmed))
		body := trimmed[skip:]
		for _, sp := range text.Sentences(body, c.b.lang) {
			q := body[sp.Start:sp.End]
			flat := plain.Replace(q)
			if !strings.Contains(q, "?") && !c.b.is("ask", flat) || len(text.Words(q)) < 2 {
				continue
			}
			if len(c.r.Questions) >= 2000 {
				return
			}
			c.r.Questions = append(c.r.Questions, Question{
				Span: heed.Span{Start: start + skip + sp.Start, End: start + skip + sp.End}, Text: q,
			})
		}
	}
}

func (c *checker) find(q *Question, kind string, rewrites []string, fill ...string) {
	c.r.Findings = append(c.r.Findings, Finding{Kind: kind, Span: q.Span, Text: q.Text, Why: c.say.tell(kind, fill...), Rewrites: rewrites})
}

// questions looks at each by itself: at most one of leading, loaded,
// hypothetical and closed (the worst), and beside it doubling and jargon.
func (c *checker) questions() {
	acts := c.acts()
	for i := range c.r.Questions {
		q := &c.r.Questions[i]
		flat := plain.Replace(q.Text)
		q.Open = c.b.is("open", flat) && !c.b.is("closed", flat) && len(q.Options) == 0
		q.Phase = c.phase(flat)
		kind := ""
		for _, k := range []string{"leading", "hypothetical", "loaded"} {
			if _, ok := c.b.rewriteOf(k, q.Text); ok {
				kind = k
				break
			}
		}
		switch {
		case kind == "" && acts[i] == heed.ActLeadingQuestion:
			kind = "leading"
		case kind == "" && !q.Open && c.r.Kind != Survey && q.Phase != Close && q.Phase != WarmUp && strings.Contains(q.Text, "?"):
			kind = "closed"
		}
		if kind != "" {
			q.Open = q.Open && kind != "closed"
			c.find(q, kind, c.openly(kind, q.Text))
		}
		if parts, ok := c.double(q.Text, flat); ok || acts[i] == heed.ActDoubleQuestion && c.r.Kind != Survey {
			if parts == nil {
				parts = []string{c.say.tell("rewrite_double")}
			}
			c.find(q, "double_barrelled", parts)
		}
		if w := c.jargon(q.Text, flat); w != "" {
			c.find(q, "jargon", nil, "{word}", w)
		}
	}
}

// acts are what the engine makes of each question, "" without one.
func (c *checker) acts() []heed.ActKind {
	out := make([]heed.ActKind, len(c.r.Questions))
	if c.o.Understander == nil {
		return out
	}
	conv := &heed.Conversation{Language: c.b.lang, Kind: heed.KindInterview}
	for _, q := range c.r.Questions {
		conv.Turns = append(conv.Turns, heed.Turn{Speaker: "R", Role: heed.RoleResearcher, Text: q.Text})
	}
	for i, as := range c.o.Understander.ActsOf(conv) {
		for _, a := range as {
			if i < len(out) && (a.Kind == heed.ActLeadingQuestion || a.Kind == heed.ActDoubleQuestion) {
				out[i] = a.Kind
			}
		}
	}
	return out
}

// openly rewrites a question; where no rule of its kind fits, the general one
// of closed questions does.
func (c *checker) openly(kind, s string) []string {
	s = strings.TrimSpace(s)
	for _, k := range []string{kind, "closed"} {
		if to, ok := c.b.rewriteOf(k, s); ok {
			return []string{to}
		}
	}
	return nil
}

// double splits two questions in one.
func (c *checker) double(s, flat string) ([]string, bool) {
	for i, re := range c.b.lists["double"] {
		m := re.FindStringSubmatchIndex(flat)
		if m == nil {
			continue
		}
		if i > 0 || len(m) < 8 {
			return nil, true
		}
		first := strings.TrimRight(original(s, flat, m[0], m[5]), " ,?")
		second := strings.TrimRight(original(s, flat, m[6], m[7]), " ?.")
		open := ""
		if c.b.lang == heed.Spanish {
			open = "¿"
		}
		return []string{open + strings.TrimLeft(first, "¿") + "?", open + upper(strings.TrimLeft(second, "¿")) + "?"}, true
	}
	return nil, false
}

func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(r)) + s[n:]
}

func (c *checker) jargon(s, flat string) string {
	for _, w := range c.o.Ours {
		if w != "" && strings.Contains(strings.ToLower(s), strings.ToLower(w)) {
			return w
		}
	}
	for _, re := range c.b.lists["jargon"] {
		if m := re.FindStringIndex(flat); m != nil {
			return original(s, flat, m[0], m[1])
		}
	}
	return ""
}

func (c *checker) phase(flat string) Phase {
	for _, p := range []Phase{Close, WarmUp, Past, Opinion} {
		if c.b.is("phase "+string(p), flat) {
			return p
		}
	}
	return Other
}

// order: warm-up, what happened, views, close.
func (c *checker) order() {
	qs := c.r.Questions
	at := func(p Phase) int { return slices.IndexFunc(qs, func(q Question) bool { return q.Phase == p }) }
	add := func(kind string, i int) {
		c.r.Order = append(c.r.Order, Finding{Kind: kind, Span: qs[i].Span, Text: qs[i].Text, Why: c.say.tell(kind)})
	}
	if w := at(WarmUp); w < 0 || w > 2 {
		add("no_warm_up", 0)
	}
	past, view := at(Past), at(Opinion)
	switch {
	case past < 0:
		add("no_past", 0)
	case view >= 0 && view < past:
		add("opinion_first", view)
	}
	closing := -1
	for i, q := range qs {
		if q.Phase == Close {
			closing = i
		}
	}
	switch {
	case closing < 0:
		add("no_close", len(qs)-1)
	case closing < len(qs)-3:
		add("close_early", closing)
	}
}

// survey looks at the answers to choose from.
func (c *checker) survey() {
	for i := range c.r.Questions {
		q := &c.r.Questions[i]
		flat := plain.Replace(strings.Join(q.Options, "\n"))
		if agree.MatchString(strings.Join(q.Options, "\n")) || agree.MatchString(q.Text) {
			c.find(q, "agree_scale", nil)
		}
		if len(q.Options) < 2 {
			continue
		}
		good, bad := 0, 0
		for _, o := range q.Options {
			f := plain.Replace(o)
			switch {
			case c.b.is("negative", f):
				bad++
			case c.b.is("positive", f):
				good++
			}
		}
		graded := good+bad >= 3 || scale.MatchString(q.Text)
		if good+bad >= 3 && good > bad+1 {
			c.find(q, "unbalanced_scale", nil, "{good}", strconv.Itoa(good), "{bad}", strconv.Itoa(bad))
		}
		numbers := 0
		seen := map[string]bool{}
		for _, o := range q.Options {
			if m := ranged.FindStringSubmatch(o); m != nil {
				numbers++
				if seen[m[1]] {
					c.find(q, "overlapping", nil, "{word}", m[1])
				}
				seen[m[2]] = true
			}
		}
		if !graded && numbers == 0 && len(q.Options) > 2 && !c.b.is("other", flat) {
			c.find(q, "no_other", nil)
		}
	}
}

// length estimates the time and the share of open questions.
func (c *checker) length() {
	r := c.r
	r.Available = c.o.Minutes
	if r.Available == 0 {
		r.Available = available[r.Kind]
	}
	for i := range r.Questions {
		q := &r.Questions[i]
		q.Minutes = closedMinutes
		if q.Open {
			q.Minutes = openMinutes[r.Kind]
			r.Open++
		}
		r.Minutes += q.Minutes
	}
	r.Of = len(r.Questions)
	r.OpenShare = float64(r.Open) / float64(r.Of)
	if r.Minutes > float64(r.Available) {
		r.Long = true
		r.Notes = append(r.Notes, c.say.tell("long", "{minutes}", fmt.Sprintf("%.0f", r.Minutes), "{available}", strconv.Itoa(r.Available)))
	}
	if r.Kind == Survey && r.Open == 0 {
		r.Notes = append(r.Notes, c.say.tell("few_open", "{open}", strconv.Itoa(r.Open), "{of}", strconv.Itoa(r.Of)))
	}
}
