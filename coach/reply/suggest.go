package reply

import (
	"regexp"
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// Suggest proposes two or three replies to a message, made of moves. Facts come
// from the message, the draft and the evidence; what is in none of them is a
// blank in square brackets. Without a message, or in a language that is not
// supported, there is nothing to build from and the result is empty.
func (d *Desk) Suggest(customer, draft string, o Options) []Suggestion {
	j, cl, dl := d.judge(customer, draft, o)
	return d.suggest(&j, cl, dl, o)
}

// Both judges the draft and suggests, for one reading of each text.
func (d *Desk) Both(customer, draft string, o Options) (Judgement, []Suggestion) {
	j, cl, dl := d.judge(customer, draft, o)
	return j, d.suggest(&j, cl, dl, o)
}

// composer builds one answer; used holds every sentence already taken, so that
// no two are the same.
type composer struct {
	w      *words
	c      *Customer
	said   heed.Language
	seed   int
	used   map[string]bool
	turned []string // clauses turned to "you", best first
	quotes []string // clauses to be quoted
	want   string
	know   string
	acts   []string // concrete sentences of the draft
}

func (d *Desk) suggest(j *Judgement, cl, dl *look, o Options) []Suggestion {
	c := &j.Customer
	if c.intent == "none" || !c.Supported {
		return []Suggestion{}
	}
	said := o.Lang
	if said == "" {
		said = c.Language
	}
	k := &composer{
		w: wordsOf(c.Language), c: c, said: said, seed: pick(cl.text, 1<<16), used: make(map[string]bool),
	}
	k.material(cl, dl)
	if c.intent == "statement" && len(cl.sents) == 1 && len(k.turned) == 0 && len(c.Feelings) == 0 && !denies(cl) {
		c.intent = "info" // a list or an answer to a question of ours
	}
	var out []Suggestion
	for _, plan := range k.plans() {
		if s, ok := k.build(plan); ok && !slices.ContainsFunc(out, func(t Suggestion) bool { return t.Text == s.Text }) {
			out = append(out, s)
		}
	}
	if out == nil {
		out = []Suggestion{}
	}
	return out
}

// material finds the clauses that can be given back and what the draft already
// promises.
func (k *composer) material(cl, dl *look) {
	f := flipper{w: k.w, register: k.c.Register, spain: spain(cl, k.w) || spain(dl, k.w)}
	type clause struct {
		text     string
		score    int
		question bool
	}
	var cs []clause
	for i := range cl.sents {
		s := &cl.sents[i]
		whole := cl.text[s.Start:s.End]
		for _, sp := range text.Clauses(whole, k.w.lang) {
			part := strings.TrimSpace(whole[sp.Start:sp.End])
			score := 0
			for _, h := range cl.hits[s.hits[0]:s.hits[1]] {
				if h.Start < s.Start+sp.End && s.Start+sp.Start < h.End {
					switch h.name {
					case "sit", "pushback":
						score += 2 + boolInt(h.sub == k.c.situation || h.sub == k.c.Pushback)
					case "risk":
						score++
					case "intent":
						score -= boolInt(h.sub != "request") * 2
					}
				}
			}
			for _, fl := range k.c.Feelings {
				if fl.Span.Overlaps(s.Span) {
					score++
				}
			}
			content := 0
			for x := range s.words {
				if s.stems[x] != "" && s.at[x].Start >= s.Start+sp.Start && s.at[x].End <= s.Start+sp.End {
					content++
				}
			}
			score += boolInt(content >= 3) + boolInt(content >= 2) - boolInt(i > 6)
			cs = append(cs, clause{part, score, s.question})
			if len(cs) > 60 {
				break
			}
		}
		if k.want == "" {
			if k.w.lang == heed.Spanish {
				k.want, _ = f.wantSpanish(whole)
			} else {
				k.want, _ = f.wantEnglish(whole)
			}
		}
		if k.know == "" && s.question && k.w.lang == heed.Spanish {
			k.know, _ = f.asked(whole)
		}
		if len(cs) > 60 {
			break
		}
	}
	slices.SortStableFunc(cs, func(a, b clause) int { return b.score - a.score })
	for _, c := range cs {
		if c.question {
			continue
		}
		if t, ok := f.flip(c.text, false); ok && len(k.turned) < 3 {
			k.turned = append(k.turned, t)
			continue
		}
		if q, ok := quotable(c.text, k.w); ok && len(k.quotes) < 3 {
			k.quotes = append(k.quotes, q)
		}
	}
	for i := range dl.sents {
		s := &dl.sents[i]
		if len(k.acts) < 2 && dl.lang == k.w.lang && dl.has(i, "act", "i") && !dl.has(i, "harm", "") && !dl.has(i, "warm", "") && !s.question && len(s.words) <= 32 {
			k.acts = append(k.acts, strings.TrimSpace(dl.text[s.Start:s.End]))
		}
	}
}

func spain(l *look, w *words) bool {
	for i := range l.sents {
		for _, x := range l.sents[i].words {
			if w.lists["spain"][x] && x != "vale" {
				return true
			}
		}
	}
	return false
}

// plans are the orders of moves for what the customer came with. A heavy
// message is acknowledged before anything is solved; a light one is answered.
func (k *composer) plans() [][]string {
	switch k.c.intent {
	case "greeting":
		return [][]string{{"greet", "ask:greeting"}, {"greet", "ask:greeting"}}
	case "thanks":
		return [][]string{{"thank:any", "act:thanks"}, {"thank:any", "ask:thanks"}}
	case "data":
		return [][]string{{"act:data"}, {"ask:data"}}
	case "info":
		return [][]string{{"thank:ok", "ask:ok"}, {"reflect", "act:ok"}}
	case "bye":
		return [][]string{{"thank:any", "act:bye"}, {"thank:any", "ask:bye"}}
	case "ok":
		return [][]string{{"thank:ok", "act:ok"}, {"thank:ok", "ask:ok"}}
	case "good":
		return [][]string{{"name", "validate", "act"}, {"reflect", "validate", "ask"}, {"name", "ask"}}
	case "request":
		if k.want == "" && k.know == "" && len(k.turned) == 0 {
			return [][]string{{"act:request"}, {"act:request", "ask:request"}}
		}
		return [][]string{{"reflect", "act:request"}, {"act:request", "ask:request"}, {"reflect", "ask:request", "act:request"}}
	case "question":
		return [][]string{{"act:question"}, {"reflect", "act:question"}, {"act:question", "ask:question"}}
	case "statement":
		return [][]string{{"reflect", "ask:statement"}, {"validate:any", "reflect", "act:statement"}}
	case "pushback":
		if k.c.Pushback == "refuse" || k.c.Pushback == "silence" {
			return [][]string{{"validate", "reflect", "act"}, {"validate", "ask"}, {"reflect", "validate", "ask"}}
		}
		return [][]string{{"validate", "reflect", "ask"}, {"reflect", "like_them", "act"}, {"name", "validate", "act", "ask"}}
	}
	if k.c.situation == "grief" {
		return [][]string{{"validate:grief", "act"}, {"validate:grief", "ask"}}
	}
	return [][]string{{"reflect", "name", "own", "act"}, {"validate", "act", "ask"}, {"name", "reflect", "ask"}}
}

// key is what the sentences of a kind of move are looked up by.
func (k *composer) key(kind string) string {
	keys := []string{k.c.Pushback, k.c.situation, k.c.intent}
	if k.c.intent == "good" {
		keys = keys[2:]
	}
	for _, key := range keys {
		if key != "" && len(k.w.moves[kind+" "+key]) > 0 {
			return key
		}
	}
	return "any"
}

// take returns an unused sentence for a move, "" where there is none.
func (k *composer) take(kind, key string) string {
	for _, key := range []string{key, "any"} {
		lines := k.w.moves[kind+" "+key]
		for i := range lines {
			line := lines[(k.seed+i)%len(lines)]
			if !k.used[line] {
				k.used[line] = true
				return address(line, k.c.Register)
			}
		}
	}
	return ""
}

func (k *composer) build(plan []string) (Suggestion, bool) {
	var s Suggestion
	if len(k.acts) > 0 && !slices.ContainsFunc(plan, func(step string) bool { return strings.HasPrefix(step, "act") }) {
		// what the draft already promises is not lost
		at := len(plan)
		if strings.HasPrefix(plan[at-1], "ask") {
			at--
		}
		plan = slices.Insert(slices.Clone(plan), at, "act")
	}
	for _, step := range plan {
		kind, key, fixed := strings.Cut(step, ":")
		if !fixed {
			key = k.key(kind)
		}
		m := Move{Kind: kind, Why: sayIn(k.said, "move."+kind)}
		switch kind {
		case "name":
			m.Text = k.name()
		case "reflect":
			m.Text, m.From = k.reflect(), "customer"
		case "greet":
			m.Text = k.take("greet", "any")
		case "thank":
			m.Text = k.take("thank", key)
		case "like_them":
			k.likeThem(&m)
		case "act":
			k.act(&m, key)
		default:
			m.Text = k.take(kind, key)
		}
		if m.Text != "" {
			s.Moves = append(s.Moves, m)
		}
	}
	if len(s.Moves) == 0 {
		return s, false
	}
	if len(s.Moves) == 1 && len(plan) > 1 && k.c.intent != "request" && k.c.intent != "question" && k.c.intent != "info" {
		// a question or a step alone would not show that anybody was heard
		if t := k.take("validate", k.key("validate")); t != "" {
			s.Moves = slices.Insert(s.Moves, 0, Move{Kind: "validate", Text: t, Why: sayIn(k.said, "move.validate")})
		} else {
			return s, false
		}
	}
	texts := make([]string, len(s.Moves))
	for i, m := range s.Moves {
		texts[i] = m.Text
		if m.From == "" || m.From == "ours" {
			for _, b := range blank.FindAllString(m.Text, -1) {
				if !slices.Contains(s.Blanks, b) {
					s.Blanks = append(s.Blanks, b)
				}
			}
		}
	}
	s.Text = strings.Join(texts, " ")
	return s, true
}

var blank = regexp.MustCompile(`\[[^\[\]]{1,40}\]`)

// name says the strongest feeling that is shown strongly enough to be named.
func (k *composer) name() string {
	heavy := k.c.intent != "good"
	for _, f := range k.c.Feelings {
		if f.Intensity < 0.5 || heavy && f.Name.Sign() > 0 || !heavy && f.Name.Sign() <= 0 {
			continue
		}
		if t := k.takeOnly("name", string(f.Name)); t != "" {
			return t
		}
	}
	return ""
}

func (k *composer) takeOnly(kind, key string) string {
	if len(k.w.moves[kind+" "+key]) == 0 {
		return ""
	}
	for i, lines := 0, k.w.moves[kind+" "+key]; i < len(lines); i++ {
		line := lines[(k.seed+i)%len(lines)]
		if !k.used[line] {
			k.used[line] = true
			return address(line, k.c.Register)
		}
	}
	return ""
}

// reflect gives the point back: what they want, a clause turned to "you", else
// their words in quotation marks.
func (k *composer) reflect() string {
	fill := func(key, slot, v string) string {
		t := k.takeOnly("reflect", key)
		if t == "" {
			return ""
		}
		t = strings.ReplaceAll(t, "{"+capital(slot)+"}", capital(v))
		return strings.ReplaceAll(t, "{"+slot+"}", v)
	}
	switch {
	case k.know != "" && (k.c.intent == "question" || k.c.intent == "request"):
		v := k.know
		k.know = ""
		return fill("know", "want", v)
	case k.want != "" && (k.c.intent == "request" || k.c.intent == "question" || len(k.turned) == 0):
		v := k.want
		k.want = ""
		return fill("want", "want", v)
	case len(k.turned) > 0:
		v := k.turned[0]
		k.turned = k.turned[1:]
		return fill("clause", "flip", v)
	case len(k.quotes) > 0 && k.c.intent != "request" && k.c.intent != "info" && k.c.intent != "question":
		v := k.quotes[0]
		k.quotes = k.quotes[1:]
		return fill("quote", "quote", v)
	}
	return ""
}

// act keeps what the draft already promises; else a step with blanks.
func (k *composer) act(m *Move, key string) {
	if len(k.acts) > 0 {
		m.Text, m.From, m.Why = strings.Join(k.acts, " "), "draft", sayIn(k.said, "move.keep")
		return
	}
	m.Text = k.take("act", key)
}

func (k *composer) likeThem(m *Move) {
	for i := range k.c.LikeThem {
		e := &k.c.LikeThem[i]
		ps, _ := pieces(e.Text)
		if e.Language != k.w.lang || len(ps) > 24 {
			continue
		}
		line := k.takeOnly("like_them", "any")
		if line == "" {
			return
		}
		m.Text, m.From, m.Evidence = strings.ReplaceAll(line, "{quote}", strings.TrimRight(e.Text, " .")), "evidence", e
		return
	}
}
