package weights

import "github.com/heedhq/heed/sense/emotion/internal/ngram"

// Mark is what a lexicon says of a word; package emotion gives it a meaning
// and it is kept with the word.
type Mark struct {
	Valence, Degree float32
	Flags           uint8
}

// known is what was looked up for a word: the sum of its characters' rows and
// the rows of the word itself. Words return so often that most texts need
// nothing else but pairs of them.
type known struct {
	hash  uint64
	text  [maxKnown]byte
	size  uint8
	rows  uint8 // in chars
	flags uint8
	word  int32 // in the block, or -1
	net   int32
	value float32
	chars Lanes
	grade float32
}

const (
	maxKnown = 16    // bytes of a word that is kept
	fewKnown = 256   // words kept at first
	mostKept = 16384 // words kept at most: two mebibytes
)

// memo keeps words by their hash; a word takes the place of another with the
// same top bits. What it answers is what would be computed anew.
type memo struct {
	of     *Block
	slots  []known
	shift  uint
	misses int
}

func (m *memo) reset(of *Block, slots int) {
	m.of, m.slots, m.misses, m.shift = of, make([]known, slots), 0, 64
	for n := slots; n > 1; n >>= 1 {
		m.shift--
	}
}

// slot returns the place of a word and whether the word is there. A memo grows
// when many words were not: one that reads a single text stays small.
func (m *memo) slot(hash uint64, w []byte) (*known, bool) {
	k := &m.slots[hash>>m.shift]
	if k.hash == hash && string(k.text[:k.size]) == string(w) {
		return k, true
	}
	if m.misses++; m.misses > 2*len(m.slots) && len(m.slots) < mostKept {
		m.reset(m.of, 4*len(m.slots))
		k = &m.slots[hash>>m.shift]
	}
	k.hash, k.size = hash, uint8(len(w))
	copy(k.text[:], w)
	return k, false
}

// Reader reads texts; every goroutine needs one of its own. The zero value is
// ready.
type Reader struct {
	Marks []Mark // one a token of the text read last

	words, chars Sums
	net          []int32
	keys         []uint32
	memos        [2]memo
	long         known
}

// read looks up the text in b.
func (r *Reader) read(f *File, lang int, b *ngram.Buffer, mark func(ngram.Token, []byte) Mark) {
	block, spec, net := f.en, f.English, f.net
	if lang == es {
		block, spec, net = f.es, f.Spanish, nil
	}
	m := &r.memos[lang]
	if m.of != block {
		m.reset(block, fewKnown)
	}
	r.words.Reset()
	r.chars.Reset()
	r.Marks, r.net = r.Marks[:0], r.net[:0]
	for _, t := range b.Tokens {
		w := b.Norm[t.Start:t.End]
		k, there := &r.long, false
		if len(w) <= maxKnown {
			k, there = m.slot(t.Hash, w)
		}
		if !there {
			r.keys = ngram.AppendChars(r.keys[:0], b.Norm[t.Start-1:t.End+1], spec)
			k.look(block, net, r.keys, t)
			k.value, k.grade, k.flags = 0, 0, 0
			if mark != nil {
				x := mark(t, w)
				k.value, k.grade, k.flags = x.Valence, x.Degree, x.Flags
			}
		}
		r.Marks = append(r.Marks, Mark{k.value, k.grade, k.flags})
		r.net = append(r.net, k.net)
		r.words.Row(block, k.word)
		if len(w) <= maxKnown {
			r.chars.Rows(&k.chars, int(k.rows))
			continue
		}
		for _, key := range r.keys {
			r.chars.Row(block, block.Find(key))
		}
	}
	b.Phrases(spec)
	for _, key := range b.Words {
		r.words.Row(block, block.Find(key))
	}
}

// look fills k for token t, whose characters' n-grams are keys. The sum of a
// word too long to be kept is left alone: it might not fit.
func (k *known) look(b *Block, net *Net, keys []uint32, t ngram.Token) {
	k.word = b.Find(ngram.WordKey(t))
	if net != nil {
		k.net = net.Find(ngram.TokenKey(t))
	}
	k.chars, k.rows = Lanes{}, 0
	if t.End-t.Start > maxKnown {
		return
	}
	for _, key := range keys {
		if i := b.Find(key); i >= 0 {
			b.Add(&k.chars, i)
			k.rows++
		}
	}
}
