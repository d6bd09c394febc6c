package listen

import (
	"math"
	"slices"
	"strings"
	"unicode"

	heed "github.com/heedhq/heed"
)

// Options are the thresholds; the zero value means the defaults.
type Options struct {
	// Speaker is the one of our side whose listening is measured; "" is all of
	// our side together.
	Speaker string
	// Language is that of the texts; "" is the conversation's, else English.
	Language heed.Language
	// Gap is the silence in seconds that does not break a monologue (1.5).
	Gap float64
	// Overlap is how long in seconds two must speak at once to make an
	// interruption or overtalk (0.2).
	Overlap float64
	// Silence is how long in seconds nobody must speak to count (3).
	Silence float64
	// Feeling is the intensity from which a feeling counts as shown (0.4).
	Feeling float64
	// Moments is how many moments a measure keeps (20).
	Moments int
	// Withheld marks turns, by index, whose words are measured but never
	// repeated: a card quotes and rewords somebody else's, or nobody's.
	Withheld []bool
	// MeasuresOnly leaves questions, cards and timeline out, as over many
	// conversations, where nobody reads them.
	MeasuresOnly bool
}

func (o Options) withDefaults(c *heed.Conversation) Options {
	def := func(v *float64, d float64) {
		if *v <= 0 {
			*v = d
		}
	}
	def(&o.Gap, 1.5)
	def(&o.Overlap, 0.2)
	def(&o.Silence, 3)
	def(&o.Feeling, 0.4)
	if o.Moments <= 0 {
		o.Moments = 20
	}
	if o.Language == "" {
		o.Language = c.Language
	}
	if o.Language != heed.Spanish {
		o.Language = heed.English
	}
	return o
}

// Moment is a place in the conversation behind a number.
type Moment struct {
	Turn int `json:"turn"` // index into the conversation's turns, from 0
	heed.Span
	At    heed.Moment `json:"at,omitzero"`
	Value float64     `json:"value,omitempty"` // in the measure's unit: this gap, this overlap
	Act   string      `json:"act,omitempty"`
}

// Value is one measure taken.
type Value struct {
	Value      float64 `json:"value"`
	Unit       string  `json:"unit"` // share, seconds, words, count, per_minute, per_100_words, turns, ratio, percent, valence
	N          int     `json:"n"`    // how many moments, turns or gaps it was taken over
	Measurable bool    `json:"measurable"`
	// Why says why it could not be measured or, where it could, what it was
	// taken by if that is not time. Code is the reason's stable name.
	Why  string `json:"why,omitempty"`
	Code string `json:"code,omitempty"`
	// Reference is a published value for this kind of conversation, if any.
	Reference *Reference `json:"reference,omitempty"`
	Moments   []Moment   `json:"moments,omitempty"`
}

// Share is one speaker's part in the conversation.
type Share struct {
	Speaker string    `json:"speaker"`
	Role    heed.Role `json:"role,omitempty"`
	Share   float64   `json:"share"` // of all speech, by Basis of the report
	Seconds float64   `json:"seconds,omitempty"`
	Words   int       `json:"words"`
	Turns   int       `json:"turns"`
	// Unheard: present and said nothing, or under a third of an equal share
	// among the customers.
	Unheard bool `json:"unheard,omitempty"`
}

// Report is everything measured in one conversation.
type Report struct {
	Version      string           `json:"version"`
	Conversation string           `json:"conversation,omitempty"`
	Kind         heed.Kind        `json:"kind,omitempty"`
	Language     heed.Language    `json:"lang"`
	Date         heed.Date        `json:"date,omitzero"`
	Basis        string           `json:"basis"` // time or words
	Measures     map[string]Value `json:"measures"`
	Speakers     []Share          `json:"speakers"`
	Cards        []Card           `json:"cards"`
	Questions    []Asked          `json:"questions"`
	Followed     []Followed       `json:"followed,omitempty"`
	Timeline     Timeline         `json:"timeline"`
}

// Names lists the measures in the order in which they are shown.
var Names = []string{
	"talk_share", "longest_monologue", "longest_customer_story", "interactivity",
	"patience", "answer_wait", "questions", "open_share", "clarifying_share",
	"leading_share", "reflections", "complex_share", "reflection_question_ratio",
	"summaries", "interruptions", "active_listening", "validation",
	"validation_distance", "unanswered_feelings", "premature_advice",
	"disagreements", "pace", "pace_under_pushback", "overtalk", "overtalk_count",
	"overtalk_longest", "silence", "silence_count", "silence_longest",
	"emotion_lift", "emotion_change", "unheard",
}

// Measure takes every measure of c. acts has one entry per turn and readings
// are in the order of the text; either may be empty, and then what needs them
// is not measurable. Turns may be out of order, untimed, without ends, of zero
// length, or overlap. The cost is linear in turns but for sorting.
func Measure(c *heed.Conversation, acts [][]heed.Act, readings []heed.Reading, o Options) Report {
	if o.Language == "" && c.Language == "" {
		o.Language = spoken(readings)
	}
	o = o.withDefaults(c)
	k := newCall(c, acts, readings, o)
	r := Report{
		Version: Version, Conversation: c.ID, Kind: c.Kind, Language: o.Language, Date: c.Date,
		Basis: k.basis(), Measures: make(map[string]Value, len(Names)), Speakers: k.shares(),
	}
	k.out = r.Measures
	k.talk()
	k.stories()
	k.turnTaking()
	k.overlaps()
	k.asking()
	k.givingBack()
	k.feelings()
	k.paces()
	r.Followed = k.followed()
	k.lift(r.Followed)
	for name, v := range r.Measures {
		if v.Measurable {
			if ref := reference(name, c.Kind, o.Language); ref != nil {
				v.Reference = ref
				r.Measures[name] = v
			}
		}
	}
	if o.MeasuresOnly {
		return r
	}
	r.Questions = k.questions()
	r.Cards = k.cards(r.Questions)
	r.Timeline = k.timeline()
	return r
}

// spoken is the language of most readings.
func spoken(readings []heed.Reading) heed.Language {
	spanish := 0
	for i := range readings {
		if readings[i].Language == heed.Spanish {
			spanish++
		}
	}
	if spanish*2 > len(readings) {
		return heed.Spanish
	}
	return heed.English
}

// call is a conversation prepared for measuring.
type call struct {
	c     *heed.Conversation
	lang  heed.Language // of what is said; o.Language is that of the texts
	acts  [][]heed.Act
	o     Options
	out   map[string]Value
	turns []turn // in the order of time, else of the text
	reads [][]heed.Reading
	names []string // speakers, by number
	roles []heed.Role

	spent    map[int]bool    // turns that a card speaks of already
	quotes   map[string]bool // words that a card speaks of already, plain
	common   map[string]bool // stems that a third of the turns use
	close    bool            // our side says tú (Spanish)
	vosotros bool            // and vosotros
	timed    bool            // ends are known for (nearly) all speech
	started  bool            // starts are known for all turns
	snapped  bool            // each turn starts where the last one ended: no room for gaps
	sided    bool            // both sides are known
	known    bool            // acts were given
	sensed   bool            // readings were given
	from, to float64         // of the recording, in seconds
	ours     float64         // speech of our side, in seconds or words
	theirs   float64
	all      float64
}

type side uint8

const (
	nobody side = iota
	us
	them
)

type turn struct {
	i          int // index in the conversation
	who        int
	side       side
	words      int
	start, end float64
	timed      bool // has a length
	started    bool
	back       bool // nothing but listening noises
}

func (t turn) length() float64 { return t.end - t.start }

func newCall(c *heed.Conversation, acts [][]heed.Act, readings []heed.Reading, o Options) *call {
	k := &call{c: c, o: o, lang: c.Language, known: len(acts) == len(c.Turns) && len(acts) > 0, sensed: len(readings) > 0}
	if k.lang != heed.English && k.lang != heed.Spanish {
		k.lang = spoken(readings)
		if len(readings) == 0 {
			k.lang = o.Language
		}
	}
	k.acts = acts
	if !k.known {
		k.acts = make([][]heed.Act, len(c.Turns))
	}
	k.reads = make([][]heed.Reading, len(c.Turns))
	for a := 0; a < len(readings); { // readings of one turn stand together
		b := a
		for b < len(readings) && readings[b].Turn == readings[a].Turn {
			b++
		}
		if t := readings[a].Turn; t >= 0 && t < len(k.reads) {
			if k.reads[t] == nil {
				k.reads[t] = readings[a:b]
			} else {
				k.reads[t] = append(slices.Clone(k.reads[t]), readings[a:b]...)
			}
		}
		a = b
	}
	k.addTurns()
	k.judgeClock()
	var u, t bool
	for _, x := range k.turns {
		u, t = u || x.side == us, t || x.side == them
	}
	k.sided = u && t
	k.address()
	for _, x := range k.turns {
		w := k.weight(x)
		k.all += w
		switch x.side {
		case us:
			k.ours += w
		case them:
			k.theirs += w
		}
	}
	return k
}

func (k *call) addTurns() {
	numbers := make(map[string]int)
	// Where somebody wrote down what was said, dots are no talk; where only who
	// spoke when is known, they stand for it.
	written := slices.ContainsFunc(k.c.Turns, func(t heed.Turn) bool { return !wordless(t.Text) })
	for i := range k.c.Turns {
		t := &k.c.Turns[i]
		role := k.c.RoleOf(i)
		name := t.Speaker
		if name == "" {
			name = string(role)
		}
		who, ok := numbers[name]
		if !ok {
			who = len(k.names)
			numbers[name] = who
			k.names = append(k.names, name)
			k.roles = append(k.roles, role)
		}
		x := turn{i: i, who: who, words: countWords(t.Text)}
		if x.words == 0 && !t.Timed() || nonSpeech(t.Text) || written && t.Text != "" && wordless(t.Text) {
			continue
		}
		switch {
		case role == heed.RoleCustomer:
			x.side = them
		case role.Ours() && (k.o.Speaker == "" || k.o.Speaker == t.Speaker):
			x.side = us
		}
		if t.Start.Known {
			x.start, x.end, x.started = t.Start.Seconds, t.Start.Seconds, true
			if t.End.Known && t.End.Seconds > t.Start.Seconds {
				x.end, x.timed = t.End.Seconds, true
			}
		}
		x.back = x.words > 0 && x.words <= 8 && onlyBackchannels(k.acts[i])
		k.turns = append(k.turns, x)
	}
}

// nonSpeech reports whether a turn is nothing but a transcriber's mark:
// "[noise]", "(laughs)", "<music>".
func nonSpeech(s string) bool {
	s = strings.TrimSpace(s)
	if len(s) < 3 {
		return false
	}
	shut := map[byte]byte{'[': ']', '(': ')', '<': '>'}[s[0]]
	return shut != 0 && strings.IndexByte(s, shut) == len(s)-1
}

// wordless reports whether there is nothing in s to be said: "...".
func wordless(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// onlyBackchannels reports whether a turn does nothing but show listening.
func onlyBackchannels(acts []heed.Act) bool {
	for _, a := range acts {
		if a.Kind != heed.ActBackchannel {
			return false
		}
	}
	return len(acts) > 0
}

// judgeClock decides what can be measured by time, and puts turns in order.
func (k *call) judgeClock() {
	words, timed, ends := 0, 0, 0
	k.started = len(k.turns) > 0
	for _, t := range k.turns {
		words += t.words
		if t.timed {
			timed += t.words
			ends++
		}
		k.started = k.started && t.started
	}
	k.timed = words > 0 && float64(timed) >= 0.95*float64(words) ||
		words == 0 && ends > 0 && ends == len(k.turns) // only who spoke when is known
	if !k.started {
		// a few turns without a start: they stay out of what is timed
		if k.timed {
			k.turns = slices.DeleteFunc(k.turns, func(t turn) bool { return !t.started })
			k.started = true
		} else {
			return
		}
	}
	slices.SortStableFunc(k.turns, func(a, b turn) int {
		switch {
		case a.start < b.start:
			return -1
		case a.start > b.start:
			return 1
		}
		return 0
	})
	k.from, k.to = math.Inf(1), 0
	touching, pairs := 0, 0
	for n, t := range k.turns {
		k.from, k.to = math.Min(k.from, t.start), math.Max(k.to, t.end)
		if n > 0 && k.turns[n-1].timed && k.turns[n-1].who != t.who {
			pairs++
			if math.Abs(t.start-k.turns[n-1].end) < 0.011 {
				touching++
			}
		}
	}
	k.snapped = k.timed && pairs >= 4 && touching*10 >= pairs*8
}

func (k *call) basis() string {
	if k.timed {
		return "time"
	}
	return "words"
}

// weight is how much a turn counts as speech: its seconds, else its words.
func (k *call) weight(t turn) float64 {
	if k.timed {
		return t.length()
	}
	return float64(t.words)
}

// speech is the unit of weight.
func (k *call) speech() string {
	if k.timed {
		return "seconds"
	}
	return "words"
}

// whole is the moment that a turn makes.
func (k *call) whole(t turn, value float64) Moment {
	return Moment{Turn: t.i, Span: heed.Span{End: len(k.c.Turns[t.i].Text)}, At: k.c.Turns[t.i].Start, Value: value}
}

func (k *call) moment(t turn, a heed.Act) Moment {
	return Moment{Turn: t.i, Span: a.Span, At: k.c.Turns[t.i].Start, Act: string(a.Kind)}
}

// put stores a measure that could be taken.
func (k *call) put(name string, value float64, unit string, n int, moments []Moment) {
	if len(moments) > k.o.Moments {
		moments = moments[:k.o.Moments]
	}
	v := Value{Value: round(value), Unit: unit, N: n, Measurable: true, Moments: moments}
	k.out[name] = v
}

// byWords marks a measure that was taken by words for want of times.
func (k *call) byWords(name string) {
	if v := k.out[name]; !k.timed {
		v.Code, v.Why = "by_words", say(k.o.Language, "why.by_words")
		k.out[name] = v
	}
}

// cannot stores that measures could not be taken.
func (k *call) cannot(code string, unit string, names ...string) {
	for _, n := range names {
		k.out[n] = Value{Unit: unit, Code: code, Why: say(k.o.Language, "why."+code)}
	}
}

// round keeps four digits: what the sources bear.
func round(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return math.Round(v*1e4) / 1e4
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	s := slices.Clone(v)
	slices.Sort(s)
	if n := len(s); n%2 == 0 {
		return (s[n/2-1] + s[n/2]) / 2
	}
	return s[len(s)/2]
}

// countWords counts runs of letters and digits parted by white space.
func countWords(s string) int {
	n, in := 0, false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			in = false
		case !in && (c >= 0x80 || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'):
			in = true
			n++
		}
	}
	return n
}
