package grammar

import (
	"strings"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
)

// Token is one word of a sentence as patterns see it.
type Token struct {
	Start, End int      // bytes of the text; the parts of a contraction may share them
	Word       string   // folded, contraction undone
	Break      bool     // a mark that parts clauses stands before it
	Hard       bool     // that mark is stronger than a comma
	Clause     int      // number of its clause within the sentence
	bits       []uint64 // the atoms that it satisfies
	progs      []program
}

// whole words that stand for two or three.
var expand = map[string][]string{
	"im": {"i", "am"}, "ive": {"i", "have"}, "dont": {"do", "not"}, "doesnt": {"does", "not"}, "didnt": {"did", "not"},
	"cant": {"can", "not"}, "couldnt": {"could", "not"}, "wont": {"will", "not"}, "wouldnt": {"would", "not"},
	"isnt": {"is", "not"}, "arent": {"are", "not"}, "wasnt": {"was", "not"}, "werent": {"were", "not"},
	"havent": {"have", "not"}, "hasnt": {"has", "not"}, "hadnt": {"had", "not"}, "shouldnt": {"should", "not"},
	"cannot": {"can", "not"}, "thats": {"that", "is"}, "theres": {"there", "is"}, "theyre": {"they", "are"},
	"youre": {"you", "are"}, "whats": {"what", "is"}, "hes": {"he", "is"}, "shes": {"she", "is"},
	"gonna": {"going", "to"}, "wanna": {"want", "to"}, "gotta": {"got", "to"}, "let's": {"let", "us"}, "lets": {"let", "us"},
	"won't": {"will", "not"}, "can't": {"can", "not"}, "shan't": {"shall", "not"}, "ain't": {"is", "not"},
	"youd": {"you", "would"}, "theyd": {"they", "would"}, "weve": {"we", "have"}, "theyve": {"they", "have"},
}

// heads whose 's is "is".
var isHead = map[string]bool{
	"it": true, "that": true, "there": true, "here": true, "he": true, "she": true, "what": true, "who": true,
	"where": true, "how": true, "this": true, "everything": true, "nothing": true, "something": true, "everyone": true, "nobody": true,
}

var suffixes = [...]struct{ tail, word string }{
	{"'m", "am"}, {"'re", "are"}, {"'ve", "have"}, {"'ll", "will"}, {"'d", "would"},
}

// split appends the words that one written word stands for, with the place of
// the cut in bytes of w (0 where both share the whole).
func split(w string) (first, second string, cut int) {
	if e, ok := expand[w]; ok {
		return e[0], e[1], 0
	}
	i := strings.IndexByte(w, '\'')
	if i <= 0 {
		return w, "", 0
	}
	if strings.HasSuffix(w, "n't") {
		return w[:len(w)-3], "not", len(w) - 3
	}
	for _, s := range suffixes {
		if head, ok := strings.CutSuffix(w, s.tail); ok {
			return head, s.word, len(head)
		}
	}
	if head, ok := strings.CutSuffix(w, "'s"); ok {
		if isHead[head] {
			return head, "is", len(head)
		}
		return head, "'s", len(head)
	}
	return w, "", 0
}

// squeeze undoes stretched words and laughter: "sooo" is "so", "jajajaja" is
// "jaja". It returns w itself where nothing is stretched.
func squeeze(w string) string {
	if len(w) < 4 {
		return w
	}
	if laughs(w) {
		if w[0] == 'j' || w[0] == 'a' && strings.Contains(w, "j") {
			return "jaja"
		}
		return "haha"
	}
	run := false
	for i := 2; i < len(w); i++ {
		if w[i] == w[i-1] && w[i] == w[i-2] && w[i] >= 'a' {
			run = true
			break
		}
	}
	if !run {
		return w
	}
	b := make([]byte, 0, len(w))
	for i := 0; i < len(w); {
		j := i
		for j < len(w) && w[j] == w[i] {
			j++
		}
		n := j - i
		if n >= 3 {
			n = 1
		}
		for range n {
			b = append(b, w[i])
		}
		i = j
	}
	return string(b)
}

func laughs(w string) bool {
	h, v := 0, 0
	for i := 0; i < len(w); i++ {
		switch w[i] {
		case 'j', 'h':
			h++
		case 'a', 'e', 'i':
			v++
		default:
			return false
		}
	}
	return h >= 2 && v >= 2
}

// Sentence holds the tokens of one sentence; reuse it for the next.
type Sentence struct {
	Tokens []Token
	Text   string // the whole text
	Span   heed.Span
	raw    []text.Token
	run    machine
}

// Read fills s with the tokens of span sp of txt and finds what each satisfies.
func (g *Grammar) Read(s *Sentence, txt string, sp heed.Span) {
	s.Text, s.Span = txt, sp
	s.Tokens = s.Tokens[:0]
	s.raw = text.AppendTokens(s.raw[:0], txt[sp.Start:sp.End])
	brk, hard := false, false
	for i, t := range s.raw {
		a, b := sp.Start+t.Start, sp.Start+t.End
		switch t.Kind {
		case text.Punct:
			switch t.Lower[0] {
			case ',':
				brk = true
			case '"', '\'', '*', '#', '@', '_', '%', '/', '&', '$', '+', '=', '~':
			case '-':
				brk = brk || len(t.Lower) > 1 || spaced(txt, a, b)
			default:
				if strings.HasPrefix(t.Lower, "“") || strings.HasPrefix(t.Lower, "”") || strings.HasPrefix(t.Lower, "‘") || strings.HasPrefix(t.Lower, "’") ||
					strings.HasPrefix(t.Lower, "¿") && i == 0 || t.Lower == "(" || t.Lower == ")" {
					brk = brk || t.Lower == "(" || t.Lower == ")"
					continue
				}
				brk, hard = true, true
			}
			continue
		case text.Newline:
			continue
		case text.Symbol:
			g.add(s, Token{Start: a, End: b, Word: t.Lower, Break: brk, Hard: hard})
			brk, hard = false, false
			continue
		}
		w := text.Fold(t.Lower)
		first, second, cut := split(w)
		mid, begin := b, a
		if second != "" && cut > 0 && cut < b-a {
			mid = a + cut // folding may have shortened the word: the cut is a hint
			for mid > a && txt[mid]&0xc0 == 0x80 {
				mid--
			}
			begin = mid
		}
		g.add(s, Token{Start: a, End: mid, Word: first, Break: brk, Hard: hard})
		if second != "" {
			g.add(s, Token{Start: begin, End: b, Word: second})
		}
		brk, hard = false, false
	}
	g.clauses(s)
}

func spaced(s string, a, b int) bool {
	return a > 0 && s[a-1] == ' ' || b < len(s) && s[b] == ' '
}

func (g *Grammar) add(s *Sentence, t Token) {
	if len(s.Tokens) == 0 {
		t.Break, t.Hard = false, false
	}
	e := g.look(t.Word)
	t.bits, t.progs = e.bits, e.progs
	s.Tokens = append(s.Tokens, t)
}

// Is reports whether token i belongs to the class.
func (g *Grammar) Is(s *Sentence, i int, class ClassID) bool {
	return class != 0 && s.Tokens[i].is(atom(class))
}

// Is reports whether the token is a word of the class.
func (t *Token) Is(class ClassID) bool { return class != 0 && t.is(atom(class)) }

// clauses numbers the clauses of s: a new one begins after a strong mark, after
// a comma before a word of {clause_after_comma}, and before a word of
// {clause_opener} wherever it stands.
func (g *Grammar) clauses(s *Sentence) {
	n, since := 0, 0
	for i := range s.Tokens {
		t := &s.Tokens[i]
		left := len(s.Tokens) - i
		if i > 0 && (t.Hard || t.Break && since >= 1 && (t.is(g.afterComma) || since <= 2) ||
			since >= 3 && left >= 3 && g.opens(s, i)) {
			n++
			since = 0
		}
		t.Clause = n
		since++
	}
}

func (g *Grammar) opens(s *Sentence, i int) bool {
	if s.Tokens[i].is(g.opener) {
		return true
	}
	return s.Tokens[i].is(g.joiner) && i+1 < len(s.Tokens) && s.Tokens[i+1].is(g.subject)
}
