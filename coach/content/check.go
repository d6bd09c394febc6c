package content

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/reply"
	"github.com/heedhq/heed/internal/text"
)

// sentence of the text under check.
type sentence struct {
	heed.Span
	stems map[string]bool
	words []text.Token
}

type checker struct {
	r      *Report
	b      *book // of the text's language
	say    *book
	o      Options
	own    []heed.Claim
	sents  []sentence
	stems  map[string]bool
	heard  map[string]bool // stems that these people used
	terms  int
	theirs int
}

// Check holds a text (an advert, an e-mail, a page, an article) against a
// persona. An empty text and a persona of whom nothing is known give a report
// that says so.
func Check(s string, v View, o Options) Report {
	r := Report{Stage: v.Stage, Points: []Point{}, Marks: []Mark{}, Theirs: []string{}, Ours: []string{}, Against: []Contradiction{}, Formats: []Line{}, Parts: []Part{}, Hero: "nobody"}
	if v.Persona != nil {
		r.Persona = v.Persona.ID
	}
	cut := false
	if len(s) > MaxBytes {
		n := MaxBytes
		for n > 0 && !utf8.RuneStart(s[n]) {
			n--
		}
		s, cut = s[:n], true
	}
	lang, _ := text.Language(s)
	if lang != heed.Spanish {
		lang = heed.English
	}
	r.Language = lang
	if o.Lang == "" {
		o.Lang = lang
	}
	c := &checker{r: &r, b: bookOf(lang), say: bookOf(o.Lang), o: o, own: v.own(), stems: map[string]bool{}, heard: map[string]bool{}}
	if cut {
		r.Notes = append(r.Notes, c.say.tell("note.cut"))
	}
	if strings.TrimSpace(s) == "" {
		r.Notes = append(r.Notes, c.say.tell("note.empty"))
		return r
	}
	if len(c.own) == 0 {
		r.Notes = append(r.Notes, c.say.tell("note.nopersona"))
	}
	c.read(s)
	c.points(s)
	c.feelings(s, v)
	c.voice(s)
	c.contradictions(s)
	c.formats()
	c.score()
	return r
}

func (c *checker) read(s string) {
	lang := c.r.Language
	for _, sp := range text.Sentences(s, lang) {
		st := sentence{Span: sp, stems: stemsOf(s[sp.Start:sp.End], lang)}
		for _, t := range text.Tokens(s[sp.Start:sp.End]) {
			if t.Kind == text.Word || t.Kind == text.Number {
				t.Start, t.End = t.Start+sp.Start, t.End+sp.Start
				st.words = append(st.words, t)
			}
		}
		for k := range st.stems {
			c.stems[k] = true
		}
		c.r.Words += len(st.words)
		c.sents = append(c.sents, st)
	}
	c.r.Ease = reply.EaseOf(s, lang)
	same := false
	for i := range c.own {
		for _, e := range c.own[i].Evidence {
			if e.Language == lang || e.Language == "" {
				same = true
				for k := range stemsOf(e.Text, lang) {
					c.heard[k] = true
				}
			}
		}
	}
	if len(c.own) > 0 && !same {
		c.r.Notes = append(c.r.Notes, c.say.tell("note.language"))
	}
}

// shared counts the stems of a in b.
func shared(a, b map[string]bool) int {
	n := 0
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n
}

// points: a sentence speaks to a claim where it shares two content words with
// the claim or with one quotation behind it, or half of them.
func (c *checker) points(s string) {
	perKind := map[string]int{}
	for i := range c.own {
		cl := &c.own[i]
		kind := kindOf(cl.Kind)
		if kind == "" || kind == "feeling" || perKind[kind] == 8 {
			continue
		}
		perKind[kind]++
		p := Point{Kind: kind, Claim: cl.ID, Words: cl.Words, Weight: cl.Weight, Quotations: supporting(cl, 3)}
		sets := []map[string]bool{stemsOf(cl.Words, c.r.Language)}
		for _, e := range p.Quotations {
			sets = append(sets, stemsOf(e.Text, c.r.Language))
		}
		for _, st := range c.sents {
			for _, set := range sets {
				if n := shared(set, st.stems); n >= 2 || n == 1 && len(set) <= 2 {
					p.Spans = append(p.Spans, st.Span)
					c.r.Marks = append(c.r.Marks, Mark{Kind: kind, Span: st.Span, Text: s[st.Start:st.End], Claim: cl.ID, Why: cl.Words})
					break
				}
			}
		}
		p.Spoken = len(p.Spans) > 0
		c.r.Points = append(c.r.Points, p)
	}
}

// feelings of the persona, and whether the text shows or names one of the same
// family.
func (c *checker) feelings(s string, v View) {
	if v.Persona == nil {
		return
	}
	in := map[heed.Family][]heed.Span{}
	if c.o.Understander != nil {
		for _, r := range c.o.Understander.Understand(s, c.r.Language) {
			for _, f := range r.Feelings {
				// our own pride does not speak to what they feel
				if f.Name != heed.Neutral && f.Intensity >= 0.3 && !c.aboutUs(r.Span) {
					in[f.Name.Family()] = append(in[f.Name.Family()], r.Span)
				}
			}
		}
	}
	for i, f := range v.Persona.Emotions {
		if f.Name == heed.Neutral {
			continue
		}
		if i >= 5 {
			break
		}
		p := Point{Kind: "feeling", Words: string(f.Name), Weight: f.Value, Spans: in[f.Name.Family()]}
		for k := range c.own {
			for _, e := range c.own[k].Evidence {
				if e.Feeling == f.Name && e.Stance == heed.Supports && len(p.Quotations) < 2 {
					p.Quotations = append(p.Quotations, e)
				}
			}
		}
		p.Spoken = len(p.Spans) > 0
		for _, sp := range p.Spans {
			c.r.Marks = append(c.r.Marks, Mark{Kind: "feeling", Span: sp, Text: s[sp.Start:sp.End], Why: string(f.Name)})
		}
		c.r.Points = append(c.r.Points, p)
	}
}

// aboutUs reports whether a stretch of the text speaks of the company and not
// of the reader.
func (c *checker) aboutUs(sp heed.Span) bool {
	we, you := 0, 0
	for _, st := range c.sents {
		if !st.Overlaps(sp) {
			continue
		}
		for _, t := range st.words {
			switch w := text.Fold(t.Lower); {
			case c.b.we[w]:
				we++
			case c.b.you[w]:
				you++
			}
		}
	}
	return we > you
}

// voice: whose words, and who the hero is.
func (c *checker) voice(s string) {
	ours := map[string]bool{}
	for _, w := range c.o.Ours {
		ours[text.Fold(w)] = true
	}
	seen := map[string]bool{}
	for _, st := range c.sents {
		for _, t := range st.words {
			w := text.Fold(t.Lower)
			stem := text.Stem(t.Lower, c.r.Language)
			switch {
			case c.b.we[w]:
				c.r.We++
			case c.b.you[w]:
				c.r.You++
			}
			if (c.b.jargon[w] || ours[w]) && !c.heard[stem] {
				c.r.Marks = append(c.r.Marks, Mark{Kind: "jargon", Span: t.Span, Text: s[t.Start:t.End], Why: c.say.tell("why.jargon")})
				if !seen[w] {
					seen[w] = true
					c.r.Ours = append(c.r.Ours, t.Lower)
				}
			}
			if len(stem) < 3 || text.Stopword(t.Lower, c.r.Language) || t.Kind == text.Number {
				continue
			}
			c.terms++
			if c.heard[stem] {
				c.theirs++
				if !seen[stem] && len(c.r.Theirs) < 30 {
					seen[stem] = true
					c.r.Theirs = append(c.r.Theirs, t.Lower)
				}
			}
		}
	}
	switch {
	case c.r.You > c.r.We:
		c.r.Hero = "customer"
	case c.r.We > c.r.You:
		c.r.Hero = "company"
	}
}

// contradictions: a sentence promises what somebody said is not so about the
// same thing, or repeats a claim that more people speak against than for.
func (c *checker) contradictions(s string) {
	for _, st := range c.sents {
		if len(c.r.Against) == 20 {
			return
		}
		if e, id, ok := c.otherwise(st); ok {
			c.r.Against = append(c.r.Against, Contradiction{st.Span, s[st.Start:st.End], id, e, c.say.tell("why.contradicted")})
			c.r.Marks = append(c.r.Marks, Mark{Kind: "contradicted", Span: st.Span, Text: s[st.Start:st.End], Claim: id, Why: e.Text})
		}
	}
}

func (c *checker) otherwise(st sentence) (heed.Evidence, string, bool) {
	for i := range c.own {
		cl := &c.own[i]
		set := stemsOf(cl.Words, c.r.Language)
		repeats := len(set) >= 2 && shared(set, st.stems) >= max(2, (len(set)+1)/2)
		for _, e := range cl.Evidence {
			if e.Stance == heed.Contradicts && repeats && cl.Against >= cl.People {
				return e, cl.ID, true
			}
		}
		if kind := kindOf(cl.Kind); kind != "pain" && kind != "barrier" && kind != "risk" {
			continue
		}
		for _, e := range cl.Evidence {
			if e.Stance == heed.Supports && c.promised(st, e) {
				return e, cl.ID, true
			}
		}
	}
	return heed.Evidence{}, "", false
}

// promised: the sentence promises the opposite of the quotation about a thing
// that both name.
func (c *checker) promised(st sentence, e heed.Evidence) bool {
	for _, op := range c.b.against {
		promise := false
		for _, t := range st.words {
			promise = promise || op.promise[text.Fold(t.Lower)]
		}
		if !promise {
			continue
		}
		other, about := false, 0
		for _, w := range text.Words(e.Text) {
			f := text.Fold(w)
			switch stem := text.Stem(w, c.r.Language); {
			case op.otherwise[f]:
				other = true
			case len(stem) > 2 && !text.Stopword(w, c.r.Language) && st.stems[stem]:
				about++
			}
		}
		if other && about > 0 {
			return true
		}
	}
	return false
}

func (c *checker) formats() {
	c.r.Formats = formats(c.own, c.say)
	for i := range c.own {
		v := strings.ToLower(valueOf(&c.own[i]))
		if c.own[i].Kind == heed.SigDevice && c.r.Words > 250 && (strings.Contains(v, "phone") || strings.Contains(v, "mobile") || strings.Contains(v, "móvil") || strings.Contains(v, "celular")) {
			c.r.Formats = append(c.r.Formats, Line{Text: c.say.tell("format.long", "{words}", strconv.Itoa(c.r.Words)), Claim: c.own[i].ID, Evidence: supporting(&c.own[i], 1)})
			break
		}
	}
}

func formats(own []heed.Claim, say *book) []Line {
	var out []Line
	for key, kind := range map[string]heed.SignalKind{"format.channel": heed.SigChannel, "format.device": heed.SigDevice} {
		for _, cl := range values(own, kind) {
			out = append(out, Line{Text: say.tell(key, "{value}", valueOf(cl)), Claim: cl.ID, Evidence: supporting(cl, 2)})
		}
	}
	slices.SortStableFunc(out, func(a, b Line) int { return strings.Compare(a.Text, b.Text) })
	if len(out) == 0 {
		out = append(out, Line{Text: say.tell("format.none"), Yours: true})
	}
	return out
}

// score puts the parts together; weights are of docs/METHOD-replies.md.
func (c *checker) score() {
	count := func(kinds ...string) (n, of int) {
		for _, p := range c.r.Points {
			if slices.Contains(kinds, p.Kind) {
				of++
				if p.Spoken {
					n++
				}
			}
		}
		return n, of
	}
	add := func(name string, weight, value float64, measured bool, why string) {
		if !measured {
			why = c.say.tell("part.none")
		}
		c.r.Parts = append(c.r.Parts, Part{name, value, weight, measured, why})
	}
	for _, p := range []struct {
		name   string
		weight float64
		most   int // speaking to so many is all that one text can do
		kinds  []string
	}{
		{"pains", 3, 3, []string{"pain"}}, {"goals", 2, 2, []string{"goal", "gain"}},
		{"risks", 2, 2, []string{"risk", "barrier"}}, {"feelings", 2, 2, []string{"feeling"}},
	} {
		n, of := count(p.kinds...)
		v := 0.0
		if of > 0 {
			v = min(1, float64(n)/float64(min(of, p.most)))
		}
		add(p.name, p.weight, v, of > 0, c.say.tell("part."+p.name, "{n}", strconv.Itoa(n), "{of}", strconv.Itoa(of)))
	}
	words := 0.0
	if c.terms > 0 {
		words = min(1, float64(c.theirs)/float64(c.terms)/0.5)
	}
	add("words", 2, words, len(c.heard) > 0 && c.terms > 0, c.say.tell("part.words", "{n}", strconv.Itoa(c.theirs), "{of}", strconv.Itoa(c.terms)))
	hero := 0.0
	if n := c.r.You + c.r.We; n > 0 {
		hero = min(1, float64(c.r.You)/float64(n)/0.7)
	}
	add("hero", 2, hero, c.r.You+c.r.We > 0, c.say.tell("part.hero", "{you}", strconv.Itoa(c.r.You), "{we}", strconv.Itoa(c.r.We)))
	add("honest", 2, 1/(1+float64(len(c.r.Against))), len(c.own) > 0, c.say.tell("part.honest", "{n}", strconv.Itoa(len(c.r.Against))))
	plain := max(0, min(1, c.r.Ease/60)) / (1 + 0.25*float64(len(c.r.Ours)))
	add("plain", 1, plain, c.r.Words > 0, c.say.tell("part.plain", "{n}", strconv.Itoa(len(c.r.Ours)), "{ease}", fmt.Sprintf("%.0f", c.r.Ease)))
	sum, weight := 0.0, 0.0
	for _, p := range c.r.Parts {
		if p.Measured {
			sum += p.Weight * p.Value
			weight += p.Weight
		}
	}
	if weight > 0 {
		c.r.Score = 100 * sum / weight
	}
	slices.SortStableFunc(c.r.Marks, func(a, b Mark) int { return a.Start - b.Start })
}
