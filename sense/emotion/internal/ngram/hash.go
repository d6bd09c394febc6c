package ngram

const (
	seed  = 0x9E3779B97F4A7C15
	prime = 0x9FB21C651E98DF25
)

// Spec says which n-grams a model uses; it is stored with the model.
type Spec struct {
	WordMax  uint8 // words 1..WordMax
	CharMin  uint8 // characters CharMin..CharMax inside " word "
	CharMax  uint8
	Skip     bool // pairs of words with one word between them
	Negation bool // words that follow a negation, marked
	Place    bool // first and last words, marked
	Shape    bool // shouting, stretching, length, question and exclamation
}

// mix spreads the bits and keeps 32 of them; 0 is kept free for "empty".
func mix(h uint64) uint32 {
	h ^= h >> 32
	h *= 0xD6E8FEB86659FD93
	if k := uint32(h >> 32); k != 0 {
		return k
	}
	return 1
}

// What a hash is of.
const (
	kUni = 0x1000 + iota
	kBi
	kTri
	kSkip
	kNeg
	kFirst
	kLast
	kShape
)

// WordKey is the feature of a token's word alone.
func WordKey(t Token) uint32 { return mix(t.Hash + kUni) }

// TokenKey is the key of a token, as Key of its normalised form.
func TokenKey(t Token) uint32 { return mix(t.Hash) }

// Extract fills Words, Chars and Keys for the text that was tokenised last.
func (b *Buffer) Extract(s Spec) {
	b.words(s, true)
	b.Chars, b.Keys = b.Chars[:0], b.Keys[:0]
	for _, t := range b.Tokens {
		b.Keys = append(b.Keys, TokenKey(t))
		b.Chars = AppendChars(b.Chars, b.Norm[t.Start-1:t.End+1], s)
	}
}

// AppendChars appends the features of the characters of one word with the
// space before and after it, the hash rolling from n to n+1.
func AppendChars(dst []uint32, p []byte, s Spec) []uint32 {
	lo, hi := int(s.CharMin), int(s.CharMax)
	for i := 0; i+lo <= len(p); i++ {
		h := uint64(seed ^ 0xC4A5)
		for j, c := range p[i:min(i+hi, len(p))] {
			h = (h + uint64(c) + 1) * prime
			if j+1 >= lo {
				dst = append(dst, mix(h))
			}
		}
	}
	return dst
}

// Phrases fills Words with the features of more than a word alone: pairs and
// threes, words after a negation, first and last words, the text's shape.
func (b *Buffer) Phrases(s Spec) { b.words(s, false) }

// words fills Words, with the words themselves if alone is set.
func (b *Buffer) words(s Spec, alone bool) {
	out := b.Words[:0]
	var p1, p2 uint64 // hashes one and two tokens back
	neg := 0          // words still in the reach of a negation
	for i, t := range b.Tokens {
		if alone {
			out = append(out, WordKey(t))
		}
		if i >= 1 && s.WordMax >= 2 {
			out = append(out, mix((p1*prime+t.Hash)*prime+kBi))
		}
		if i >= 2 {
			if s.WordMax >= 3 {
				out = append(out, mix(((p2*prime+p1)*prime+t.Hash)*prime+kTri))
			}
			if s.Skip {
				out = append(out, mix((p2*prime+t.Hash)*prime+kSkip))
			}
		}
		p2, p1 = p1, t.Hash
		if !s.Negation {
			continue
		}
		if t.Kind == Punct {
			neg = 0
		} else if IsNegation(b.Norm[t.Start:t.End]) {
			neg = 4
		} else if neg > 0 {
			neg--
			out = append(out, mix(t.Hash*prime+kNeg))
		}
	}
	if n := len(b.Tokens); s.Place && n > 0 {
		out = append(out, mix(b.Tokens[0].Hash*prime+kFirst))
		out = append(out, mix(b.Tokens[n-1].Hash*prime+kLast))
		if n > 1 {
			out = append(out, mix((b.Tokens[0].Hash*prime+b.Tokens[1].Hash)*prime+kFirst))
			out = append(out, mix((b.Tokens[n-2].Hash*prime+b.Tokens[n-1].Hash)*prime+kLast))
		}
	}
	if s.Shape {
		n := len(b.Tokens)
		size := 0
		for n > 0 {
			n >>= 1
			size++
		}
		out = append(out, mix(uint64(size)*prime+kShape),
			mix(uint64(16+min(b.Shouts, 3))*prime+kShape),
			mix(uint64(24+min(b.Stretched, 2))*prime+kShape))
	}
	b.Words = out
}

// IsNegation reports whether a normalised word turns what follows, in English
// or Spanish.
func IsNegation(w []byte) bool {
	n := len(w)
	if n < 2 {
		return false
	}
	if n >= 4 && string(w[n-3:]) == "n't" {
		return true
	}
	switch string(w) {
	case "no", "not", "never", "neither", "nor", "without", "cannot", "cant", "dont", "didnt", "doesnt",
		"isnt", "wasnt", "wont", "wouldnt", "nothing", "nobody", "none", "hardly", "barely",
		"nunca", "jamas", "ni", "sin", "tampoco", "nada", "nadie", "ningun", "ninguna", "ninguno":
		return true
	}
	return false
}

// HashWord returns the hash that a token has whose normalised form is w.
func HashWord(w string) uint64 {
	h := uint64(seed)
	for i := range len(w) {
		h = (h + uint64(w[i]) + 1) * prime
	}
	return h
}

// Key returns the key that a token has whose normalised form is w.
func Key(w string) uint32 { return mix(HashWord(w)) }
