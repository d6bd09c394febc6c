package ledger

import (
	"slices"
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// frame is one thing that somebody asks for, or that has happened to them: the
// act, and the words for what it is about.
type frame struct {
	act    int
	rank   int      // of the cue that names it
	things []string // sorted, each once
	head   string   // of things, what it is about first; "" for none
	names  int      // of places, days and numbers in it
	span   heed.Span
	text   string
	words  []string
	pale   bool // it names nothing of its own ("a new service")
	denied bool // it says that this is not wanted
	cut    bool // its words begin inside a sentence
}

// spoken is an utterance's words with their places.
type spoken struct {
	toks   []text.Token
	words  []string
	inside []bool // a stand-in for a name
	named  []bool // begins with a capital inside the sentence, or is a stand-in for a name
}

// begins is the word that begins the sentence of a word of a short question.
func (sp spoken) begins(s string, at int) int {
	from := at
	for from > 0 && at-from < shortAsk && !strings.ContainsAny(s[sp.toks[from-1].End:sp.toks[from].Start], ".,;:?¿!") && !joint[sp.words[from-1]] {
		from--
	}
	return from
}

func speakOf(s string) spoken {
	var out spoken
	bracket := false
	for t := range text.All(s) {
		w := s[t.Start:t.End]
		if w == "[" || w == "]" {
			bracket = w == "["
		}
		if t.Kind != text.Word && t.Kind != text.Number {
			continue
		}
		f := text.Fold(t.Lower)
		if n := len(out.words); talk().is("halt", f) || n > 0 && out.words[n-1] == f {
			continue // as it was spoken
		}
		inside := bracket || t.Start > 0 && s[t.Start-1] == '['
		out.toks = append(out.toks, t)
		out.words = append(out.words, f)
		out.inside = append(out.inside, inside)
		out.named = append(out.named, inside || len(out.toks) > 1 && w[0] >= 'A' && w[0] <= 'Z' || t.Kind == text.Number || strings.Contains(w, "_"))
	}
	return out
}

const (
	// frameWords is the most words behind an act that tell what it is about,
	// eventBefore and eventAfter those around what happens.
	frameWords              = 12
	eventBefore, eventAfter = 9, 7
	// openerReach is how many words may stand between an opener and its act.
	openerReach = 4
)

// frames are what an utterance of a call or a chat asks for and tells of. typed:
// it was written, where a bare verb asks ("check my balance", "i check my seat").
func (t *serviceTalk) frames(s string, lang heed.Language, typed bool) []frame {
	sp := speakOf(s)
	w := sp.words
	var out []frame
	opened, openedAt := -1, -1 // the end and the start of the last opener
	question := strings.ContainsAny(s, "?¿") || len(w) <= shortAsk
	for i := 0; i < len(w); {
		if n := t.run("nothing", w[i:]); n > 0 {
			i, opened = i+n, -1
			continue
		}
		if n := t.run("refusing", w[i:]); n > 0 {
			f, next := t.refused(s, sp, lang, i, i+n)
			out, i, opened = append(out, f...), next, -1
			continue
		}
		if c, n := t.cueAt(w[i:]); n > 0 {
			a, from := t.acts[c.act], i
			if a.verb && i > 0 && t.is("determiner", w[i-1]) {
				i++ // "my claim": a noun
				continue
			}
			near := opened >= 0 && i-opened <= openerReach && t.empty(w[min(opened, i):i], lang)
			if opened >= 0 && i-openedAt <= frameWords && (near || !a.verb) {
				from = openedAt
			}
			found := true
			switch {
			case a.event:
				out = append(out, t.event(s, sp, lang, typed, c, i, i+n)...)
			case t.denied(w, from):
			case a.verb && (near || typed && t.bare(w[:i]) && !t.is("helping", w[i])):
				if t.nounNext(w[i+n:]) {
					if !near {
						opened, openedAt = i, i
					}
					break
				}
				asked := t.wanted(s, sp, lang, c, from, i+n)
				out = append(out, asked...)
				if opened = -1; len(asked) == 0 { // "check and let me know"
					opened, openedAt = i+n, from
				}
			case !a.verb && (opened >= 0 || question || a.own):
				cut := false
				if opened < 0 {
					from = sp.begins(s, i)
					cut = i-from == shortAsk && from > 0
				}
				for _, f := range t.wanted(s, sp, lang, c, from, i+n) {
					f.cut = cut
					out = append(out, f)
				}
			default:
				found = false
			}
			if found {
				i += n
				continue
			}
		}
		if n := t.opener(w[i:], typed); n > 0 {
			if opened < 0 || i > opened {
				openedAt = i
			}
			opened = i + n
			if t.bareThing(w, opened, lang) { // no act behind it: it asks for the thing itself
				out = append(out, t.wanted(s, sp, lang, cueOf{act: t.named("get")}, openedAt, opened)...)
			}
			i += n
			continue
		}
		if joint[w[i]] && !t.is("goes on", w[i]) {
			opened = -1
		}
		i++
	}
	return out
}

// refused are the frames of what words behind a refusal at at:to do not want: the
// act that is named there, or the thing; next is the word to read on from.
func (t *serviceTalk) refused(s string, sp spoken, lang heed.Language, at, to int) (out []frame, next int) {
	c, from := cueOf{act: t.named("get")}, to
	for k := to; k < min(len(sp.words), to+openerReach) && !joint[sp.words[k]]; k++ {
		if x, n := t.cueAt(sp.words[k:]); n > 0 && !t.acts[x.act].event && (!t.acts[x.act].verb || k == to) {
			c, from = x, k+n
			break
		}
	}
	if from >= len(sp.words) {
		return nil, from
	}
	out = t.wanted(s, sp, lang, c, at, from)
	for i := range out {
		out[i].denied = true
		from = max(from, to+1)
	}
	for from < len(sp.words) && len(out) > 0 && sp.toks[from-1].End < out[0].span.End {
		from++
	}
	return out, from
}

// shortAsk is the most words of what asks by naming a thing ("and the prices").
const shortAsk = 6

// opener is how many words the longest opener takes at the start of words.
func (t *serviceTalk) opener(words []string, typed bool) int {
	best := 0
	for _, r := range t.lists["asking"][words[0]] {
		if n := starRun(words, r); n > best && (typed || !t.written[strings.Join(r, " ")]) {
			best = n
		}
	}
	return best
}

// nounNext reports whether an act that needs no verb is named in the next words:
// "tell me how much i owe" asks for what is owed.
func (t *serviceTalk) nounNext(words []string) bool {
	for k := 0; k < min(len(words), nounWithin) && !joint[words[k]]; k++ {
		if c, n := t.cueAt(words[k:]); n > 0 && !t.acts[c.act].verb && !t.acts[c.act].event {
			return true
		}
	}
	return false
}

const nounWithin = 6

// empty reports whether words say nothing by themselves.
func (t *serviceTalk) empty(words []string, lang heed.Language) bool {
	return !slices.ContainsFunc(words, func(w string) bool { return !text.Stopword(w, lang) && !t.is("light", w) && !t.is("vague", w) })
}

// bareThing reports whether what stands behind an opener is a thing: no act and
// no other opener before the first word that says something, and no verb.
func (t *serviceTalk) bareThing(w []string, at int, lang heed.Language) bool {
	for k := max(1, at); k < min(len(w), at+openerReach) && !joint[w[k]]; k++ {
		if c, n := t.cueAt(w[k:]); n > 0 && (!t.acts[c.act].verb || !t.is("determiner", w[k-1])) || t.run("asking", w[k:]) > 0 {
			return false
		}
		if !t.empty(w[k:k+1], lang) {
			break
		}
	}
	if at == 0 || at >= len(w) {
		return false
	}
	switch before := w[at-1]; {
	case before == "to":
		return w[at] == "new" || t.is("determiner", w[at])
	case !t.is("before a thing", before), t.is("no thing", w[at]):
		return false
	}
	return lang != heed.Spanish || !strings.HasSuffix(w[at], "r") // no infinitive
}

// bare reports whether what stands before a verb is no more than a greeting, or
// the writer's "i": "hi check my balance", "but i change this seat".
func (t *serviceTalk) bare(before []string) bool {
	n := len(before)
	for n > 0 && t.is("writer", before[n-1]) {
		n--
	}
	if n < len(before) && n > 0 && t.is("turn", before[n-1]) {
		return true
	}
	return !slices.ContainsFunc(before[:n], func(w string) bool { return !t.is("greeting", w) && (w[0] < '0' || w[0] > '9') })
}

// denied reports whether what begins at a word is not wanted.
func (t *serviceTalk) denied(w []string, at int) bool {
	for k := max(0, at-2); k < min(len(w), at+3); k++ {
		if t.is("not wanted", w[k]) {
			return true
		}
	}
	return false
}

// wanted are the frames of a request: as far as its clause goes, and shorter
// where it goes on with a preposition.
func (t *serviceTalk) wanted(s string, sp spoken, lang heed.Language, c cueOf, from, at int) []frame {
	a := c.act
	end := min(len(sp.words), at+frameWords)
	for k := at; k < end; k++ {
		if joint[sp.words[k]] || k > at && t.run("asking", sp.words[k:]) > 0 && !t.is("asking in writing alone", sp.words[k]) {
			end = k
			break
		}
	}
	full := t.frame(s, sp, lang, c, from, at, at, end)
	if full.text == "" || len(full.things) == 0 && !t.acts[a].alone {
		return nil
	}
	out := []frame{full}
	for k := end - 1; k > at || k == at && t.acts[a].alone; k-- {
		if k < end && t.is("preposition", sp.words[k]) {
			if f := t.frame(s, sp, lang, c, from, at, at, k); f.text != "" && (len(f.things) < len(full.things) || f.names < full.names || t.acts[a].alone) && (len(f.things) > 0 || t.acts[a].alone) {
				out = append(out, f)
			}
		}
	}
	return out
}

// event is the frame of what has happened: the words around it in its clause,
// none where it has not.
func (t *serviceTalk) event(s string, sp spoken, lang heed.Language, typed bool, c cueOf, at, to int) []frame {
	w := sp.words
	for k := at - 1; k >= max(0, at-3); k-- {
		if t.is("has not happened", w[k]) {
			return nil
		}
	}
	if to < len(w) && t.is("object", w[to]) {
		to++
	}
	from, end := at, to
	for from > max(0, at-eventBefore) && !joint[w[from-1]] && t.opener(w[from-1:], false) == 0 {
		from--
	}
	start := from
	for from < at && !t.is("begins a clause", w[from]) {
		from++
	}
	if from == at && typed {
		from = start // "iphone screen just cracked"
	}
	for k := from + 1; k < at; k++ { // of two subjects the one that stands nearer
		if t.is("subject", w[k]) {
			from = k
		}
	}
	for end < min(len(w), to+eventAfter) && !joint[w[end]] && t.opener(w[end:], false) == 0 && !t.is("begins anew", w[end]) {
		end++
	}
	var out []frame
	for _, end := range []int{end, to} {
		if f := t.frame(s, sp, lang, c, from, from, to, end); f.text != "" && (len(f.things) > 0 || t.acts[c.act].alone) && (len(out) == 0 || f.span != out[0].span) {
			out = append(out, f)
		}
	}
	return out
}

// frame is what words[from:end] ask for or tell, with the things named from at
// on; it ends where the words end that mean something.
func (t *serviceTalk) frame(s string, sp spoken, lang heed.Language, c cueOf, from, at, atLeast, end int) frame {
	w, whole := sp.words, end
	for end > atLeast && (sp.inside[end-1] || text.Stopword(w[end-1], lang) || t.is("no end", w[end-1])) && !t.is("end", w[end-1]) {
		end--
	}
	if end-from < 2 {
		return frame{}
	}
	f := frame{act: c.act, rank: c.rank, span: heed.Span{Start: sp.toks[from].Start, End: sp.toks[end-1].End}, words: w[from:end]}
	f.text = s[f.span.Start:f.span.End]
	for _, named := range sp.named[from:end] {
		if named {
			f.names++
		}
	}
	f.things, f.head = t.things(sp, c.act, at, whole, lang)
	f.pale = !slices.ContainsFunc(f.things, func(w string) bool { return !t.stems["light"][w] })
	f.act = t.rather(f)
	return f
}

// rather is the act of a frame by what it is about: who needs a balance asks to
// know it, who wants to know about a copy asks to have it.
func (t *serviceTalk) rather(f frame) int {
	switch name := t.acts[f.act].name; {
	case name == "get" && slices.ContainsFunc(f.things, func(w string) bool { return t.stems["told"][w] }) && t.choices(f.things) == 0:
		return t.named("know")
	case name == "know" && t.stems["given"][f.head]:
		return t.named("get")
	}
	return f.act
}

// things are the words for what a request or an event is about, by the one name
// that each counts as; where only light words are there, those. The head is the
// last one before a preposition in English, the first in Spanish.
func (t *serviceTalk) things(sp spoken, a, from, end int, lang heed.Language) (list []string, head string) {
	var pale []string
	closed := false
	for k := from; k < end; {
		if c, n := t.cueAt(sp.words[k:end]); n > 0 && c.act == a && t.acts[a].event {
			k += n
			continue
		}
		as, n := t.calledAs(sp.words[k:end])
		if n == 0 {
			n = 1
			w := sp.words[k]
			if t.is("preposition", w) && len(list) > 0 {
				closed = true
			}
			if sp.named[k] || len(w) < 2 || text.Stopword(w, lang) {
				k++
				continue
			}
			as = text.Stem(w, lang)
			if t.is("light", w) || t.is("vague", w) {
				pale = append(pale, as)
				k++
				continue
			}
		} else {
			as = text.Stem(as, lang)
		}
		list = append(list, as)
		if head == "" || !closed && lang != heed.Spanish {
			head = as
		}
		k += n
	}
	if t.acts[a].any {
		list = slices.DeleteFunc(list, func(w string) bool { return t.apart[w] == 0 })
	}
	if len(list) == 0 && !t.acts[a].alone {
		list = slices.DeleteFunc(pale, func(w string) bool { return t.stems["vague"][w] })
		if len(list) > 0 {
			head = list[0]
		}
	}
	slices.Sort(list)
	return slices.Compact(list), head
}

// calledAs is the one word that the longest run of words at the start counts as.
func (t *serviceTalk) calledAs(words []string) (as string, n int) {
	for _, c := range t.words[words[0]] {
		if x := starRun(words, c.run); x > n {
			as, n = c.as, x
		}
	}
	return as, n
}
