package pseudonym

import (
	"embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/heedhq/heed/internal/wordlist"
)

//go:embed data
var files embed.FS

// flag is what a word is known to be; a word may be several things.
type flag uint64

const (
	fGiven   flag = 1 << iota // a given name
	fSurname                  // a surname
	fCommon                   // a common word of either language
	fWord                     // a name that is also a common word
	fMonth                    // a name that is also a month
	fPlace                    // a name that is also a place
	fMake                     // a name that is also a product or a firm
	fNotName                  // never a name unless it is in the lists

	fTitle        // Mrs, don
	fRole         // boss, jefa: a person's part, before a name
	fPoss         // my, el: may come before such a word
	fAsk          // ask, con: what often comes before a person
	fSaid         // said, dijo: what a person does
	fVerbish      // "Will you", "Mark the": a capital that opens a sentence and is no name
	fOrg          // Ltd, Street: makes an organisation or a place of what is before it
	fPlaceBefore  // in, San: makes a place of what follows
	fStreetBefore // calle
	fStreetAfter  // Road
	fStreetStrong // Road, but not Hill
	fStreetNumber // número
	fUnit         // flat, piso
	fDigit        // a spoken digit; its value is in dictionary.digits
	fNumber       // another spoken number below a thousand
	fRepeat       // double
	fDot          // dot, punto
	fAt           // at, arroba
	fFiller       // yes, it's: before a bare answer
	fCueEnd       // a phrase of the cue lexicon ends with this word
	fPieces       // a phrase of keep.txt begins with this word
	fSpeech       // said, dijo: what only a person does
	fHesitation   // um, eh
	fLone         // a name where no article is before it and a verb follows
	fEnglish      // tells the language
	fSpanish
)

// cue is what a phrase announces.
type cue uint32

const (
	cIntro     cue = 1 << iota // a name comes
	cIntroWeak                 // a name may come
	cGreet                     // a name may come, and ends its clause
	cDear                      // a greeting that calls for a name, listed or not
	cClose                     // a name may come on the next line
	cHere                      // a name came
	cPhone
	cCard
	cBank
	cID
	cAccount
	cPost
	cAskName // the answer is a name
	cAskEmail
	cAskPhone
	cAskAddress
	cAskAccount
)

const cNumbers = cPhone | cCard | cBank | cID | cAccount | cPost
const cAsks = cAskName | cAskEmail | cAskPhone | cAskAddress | cAskAccount

var flagKeys = map[string]flag{
	"title": fTitle, "role": fRole, "poss": fPoss, "ask": fAsk, "said": fSaid, "verbish": fVerbish, "org": fOrg,
	"place-before": fPlaceBefore, "street-before": fStreetBefore, "street-after": fStreetAfter,
	"street-strong": fStreetStrong, "street-number": fStreetNumber, "unit": fUnit, "digit": fDigit,
	"number": fNumber, "repeat": fRepeat, "dot": fDot, "at": fAt, "filler": fFiller, "speech": fSpeech, "lone": fLone, "tongue": fEnglish, "tongue-es": fSpanish, "hesitation": fHesitation, "not-name": fNotName,
	"word": fWord, "month": fMonth, "place": fPlace, "make": fMake,
}

var cueKeys = map[string]cue{
	"intro": cIntro, "intro-weak": cIntroWeak, "greet": cGreet, "dear": cGreet | cDear, "close": cClose, "here": cHere, "phone": cPhone,
	"card": cCard, "bank": cBank, "id": cID, "account": cAccount, "post": cPost, "ask-name": cAskName,
	"ask-email": cAskEmail, "ask-phone": cAskPhone, "ask-address": cAskAddress, "ask-account": cAskAccount,
}

// phrase is a cue of several words, kept backwards under its last word.
type phrase struct {
	before []int32 // the words before the last, nearest first
	cues   cue
}

// dictionary holds every word of the data files once, under a number.
type dictionary struct {
	ids    map[string]int32
	short  map[uint64]int32 // the same for words of up to eight bytes
	flags  []flag
	cues   [][]phrase // by last word
	pieces map[int32][][]int32
	digits map[int32]byte
	nick   map[string]string
	roles  map[string]bool
}

var load = sync.OnceValue(func() *dictionary {
	d := &dictionary{
		ids: map[string]int32{"": 0}, flags: []flag{0}, cues: [][]phrase{nil},
		pieces: map[int32][][]int32{}, digits: map[int32]byte{}, nick: map[string]string{}, roles: map[string]bool{},
	}
	for _, lang := range []string{"en", "es"} {
		d.words("given."+lang, fGiven)
		d.words("surnames."+lang, fSurname)
		d.words("common."+lang, fCommon)
		for key, rest := range keyed("cues." + lang) {
			for _, item := range rest {
				d.cue(key, item)
			}
		}
	}
	for line := range lines("ambiguous") {
		key, rest, _ := strings.Cut(line, " ")
		for w := range strings.FieldsSeq(rest) {
			d.flags[d.id(fold(w))] |= flagKeys[key]
		}
	}
	for line := range lines("keep") {
		seq := d.sequence(line)
		d.flags[seq[0]] |= fPieces
		d.pieces[seq[0]] = append(d.pieces[seq[0]], seq)
	}
	for line := range lines("nicknames") {
		words := strings.Fields(fold(line))
		for _, w := range words {
			if d.nick[w] == "" {
				d.nick[w] = words[0]
			}
		}
	}
	d.short = make(map[uint64]int32, len(d.ids))
	for w, id := range d.ids {
		if len(w) <= 8 {
			d.short[pack([]byte(w))] = id
		}
	}
	for line := range lines("roles") {
		for w := range strings.FieldsSeq(line) {
			d.roles[fold(w)] = true
		}
	}
	return d
})

// pack makes a number of up to eight bytes.
func pack(b []byte) (n uint64) {
	for _, c := range b {
		n = n<<8 | uint64(c)
	}
	return n
}

// lookup returns the number of a folded word, 0 where it is not known.
func (d *dictionary) lookup(folded []byte) int32 {
	if len(folded) <= 8 {
		return d.short[pack(folded)]
	}
	return d.ids[string(folded)]
}

// lines yields the lines of a data file that are not remarks.
func lines(name string) func(func(string) bool) {
	b, err := files.ReadFile("data/" + name + ".txt")
	if err != nil {
		panic(err) // the file is part of the program
	}
	return func(yield func(string) bool) {
		for _, line := range wordlist.Lines(string(b)) {
			if !yield(line) {
				return
			}
		}
	}
}

func keyed(name string) func(func(string, []string) bool) {
	return func(yield func(string, []string) bool) {
		for line := range lines(name) {
			key, rest, _ := strings.Cut(line, ":")
			if !yield(key, strings.Split(rest, ",")) {
				return
			}
		}
	}
}

func (d *dictionary) id(folded string) int32 {
	if n, ok := d.ids[folded]; ok {
		return n
	}
	n := int32(len(d.flags))
	d.ids[folded] = n
	d.flags = append(d.flags, 0)
	d.cues = append(d.cues, nil)
	return n
}

func (d *dictionary) words(name string, f flag) {
	for line := range lines(name) {
		for w := range strings.FieldsSeq(line) {
			d.flags[d.id(fold(w))] |= f
		}
	}
}

func (d *dictionary) sequence(s string) []int32 {
	var seq []int32
	for w := range strings.FieldsSeq(s) {
		seq = append(seq, d.id(fold(w)))
	}
	return seq
}

func (d *dictionary) cue(key, item string) {
	value := byte(0)
	if key == "digit" {
		var v string
		item, v, _ = strings.Cut(item, "=")
		value = v[0] - '0'
	}
	seq := d.sequence(item)
	if len(seq) == 0 {
		return
	}
	last := seq[len(seq)-1]
	if f, ok := flagKeys[key]; ok {
		for _, id := range seq {
			d.flags[id] |= f
			if key == "digit" {
				d.digits[id] = value
			}
		}
		return
	}
	c, ok := cueKeys[key]
	if !ok {
		panic("pseudonym: the cue lexicon has no key " + key)
	}
	p := phrase{cues: c}
	for i := len(seq) - 2; i >= 0; i-- {
		p.before = append(p.before, seq[i])
	}
	d.flags[last] |= fCueEnd
	d.cues[last] = append(d.cues[last], p)
}

// plain is the letter without its accent, for Latin letters.
var plain = func() map[rune]rune {
	m := map[rune]rune{'’': '\'', '‘': '\'', 'ʼ': '\''}
	for _, row := range []string{
		"aàáâãäåāăą", "cçćĉċč", "dďđ", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķ", "lĺļľŀł",
		"nñńņňŉ", "oòóôõöøōŏő", "rŕŗř", "sśŝşš", "tţťŧțț", "uùúûüũūŭůűų", "wŵ", "yýÿŷ", "zźżž",
	} {
		base := rune(row[0])
		for _, r := range row[1:] {
			m[r] = base
		}
	}
	return m
}()

// appendFold appends s in lower case without accents or tildes: ñ becomes n,
// because names are written both ways.
func appendFold(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			}
			b = append(b, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		r = unicode.ToLower(r)
		if p, ok := plain[r]; ok {
			r = p
		}
		b = utf8.AppendRune(b, r)
	}
	return b
}

func fold(s string) string { return string(appendFold(nil, s)) }
