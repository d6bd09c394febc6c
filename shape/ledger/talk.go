package ledger

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/internal/wordlist"
	"github.com/heedhq/heed/shape/needs"
)

//go:embed data/service.txt
var serviceData string

// act is something that callers and writers ask for, or that happens to them.
type act struct {
	name   string
	kind   heed.SignalKind // that it is told under
	event  bool            // it happens; it is not asked for
	alone  bool            // what it is about need not be shared
	verb   bool            // it needs an opener beside it
	own    bool            // it stands by itself, without any opener
	mute   bool            // of many people, its sentences are told of nothing else
	any    bool            // what it is about counts only where it is a choice
	states map[heed.Language]string
}

// cueOf is a run of words that names an act.
type cueOf struct {
	act  int
	cue  []string
	rank int // of its act's cues: the first say it most plainly
}

// called is a run of words and the one word that they count as.
type called struct {
	run []string
	as  string
}

// serviceTalk is data/service.txt: the words of service talk.
type serviceTalk struct {
	openers needs.Cues // of a request, wherever it stands
	again   needs.Cues
	acts    []act
	cues    map[string][]cueOf // by their first word
	words   map[string][]called
	apart   map[string]int                   // a stem's set of words of which one is not the other
	lists   map[string]map[string][][]string // runs of a section, by their first word
	stems   map[string]map[string]bool       // stems of a section's single words
	written map[string]bool                  // openers of what is written only
	turning []turning                        // words that turn an act
	against map[string][]string              // acts that speak against another
}

var talk = sync.OnceValue(func() *serviceTalk {
	t := &serviceTalk{
		openers: needs.Cues{}, again: needs.Cues{}, cues: map[string][]cueOf{}, words: map[string][]called{}, apart: map[string]int{},
		lists: map[string]map[string][][]string{}, stems: map[string]map[string]bool{}, written: map[string]bool{}, against: map[string][]string{},
	}
	sets := 0
	for section, line := range wordlist.Lines(serviceData) {
		switch section {
		case "acts", "happens":
			t.add(section == "happens", strings.Split(line, "|"))
			continue
		case "words":
			as, list, _ := strings.Cut(line, ":")
			for _, r := range runsIn(list) {
				t.words[r[0]] = append(t.words[r[0]], called{r, as})
			}
			continue
		case "turning":
			t.turning = append(t.turning, turningOf(line))
			continue
		case "against":
			name, list, _ := strings.Cut(line, ":")
			for _, r := range runsIn(list) {
				t.against[name] = append(t.against[name], strings.Join(r, " "))
			}
			continue
		case "open matter":
			for name := range wordlist.Fields(line, ",") {
				t.list(section, []string{name})
			}
			continue
		case "apart":
			sets++
		}
		for _, r := range runsIn(line) {
			whole := strings.Join(r, " ")
			switch section {
			case "openers":
				t.openers.Add(whole)
				t.list("asking", r)
			case "openers that ask to be told":
				t.openers.Add(whole)
			case "asking in writing":
				t.written[whole] = true
				t.list("asking", r)
			case "again":
				t.again.Add(whole)
			case "apart":
				t.apart[text.Stem(r[0], heed.English)], t.apart[text.Stem(r[0], heed.Spanish)] = sets, sets
			default:
				t.list(section, r)
			}
		}
	}
	return t
})

// runsIn are the runs of words that commas part.
func runsIn(list string) (out [][]string) {
	for p := range wordlist.Fields(list, ",") {
		out = append(out, strings.Fields(text.Fold(p)))
	}
	return out
}

func (t *serviceTalk) list(section string, run []string) {
	if t.lists[section] == nil {
		t.lists[section], t.stems[section] = map[string][][]string{}, map[string]bool{}
	}
	t.lists[section][run[0]] = append(t.lists[section][run[0]], run)
	if len(run) == 1 {
		t.stems[section][text.Stem(run[0], heed.English)], t.stems[section][text.Stem(run[0], heed.Spanish)] = true, true
	}
}

// add adds an act: its name, its kind where it happens, how it stands, what it
// states in both languages where what it is about need not be shared, and its
// cues in each.
func (t *serviceTalk) add(event bool, f []string) {
	for i := range f {
		f[i] = strings.TrimSpace(f[i])
	}
	a := act{name: f[0], kind: heed.SigTask, event: event}
	if event {
		a.kind, f = heed.SignalKind(f[1]), f[1:]
	}
	how := strings.Fields(f[1])
	a.verb, a.own, a.any, a.mute = slices.Contains(how, "verb"), slices.Contains(how, "own"), slices.Contains(how, "whatever"), slices.Contains(how, "mute")
	a.alone = a.own || a.any || slices.Contains(how, "alone")
	if f[2] != "" {
		a.states = map[heed.Language]string{heed.English: f[2], heed.Spanish: f[3]}
	}
	t.acts = append(t.acts, a)
	for _, list := range f[4:] {
		for rank, r := range runsIn(list) {
			t.cues[r[0]] = append(t.cues[r[0]], cueOf{len(t.acts) - 1, r, rank})
		}
	}
}

// is reports whether one word is on a list.
func (t *serviceTalk) is(list, word string) bool {
	return slices.ContainsFunc(t.lists[list][word], func(r []string) bool { return len(r) == 1 })
}

// run is how many words the longest run of a list takes at the start of words.
func (t *serviceTalk) run(list string, words []string) int {
	return longestRun(words, t.lists[list][words[0]])
}

// cueAt is the longest cue of an act at the start of words.
func (t *serviceTalk) cueAt(words []string) (best cueOf, n int) {
	for _, c := range t.cues[words[0]] {
		if x := starRun(words, c.cue); x > n {
			best, n = c, x
		}
	}
	return best, n
}

func (t *serviceTalk) named(name string) int {
	return slices.IndexFunc(t.acts, func(a act) bool { return a.name == name })
}

// longestRun is how many words the longest of runs takes at the start of words,
// 0 for none.
func longestRun(words []string, runs [][]string) int {
	best := 0
	for _, r := range runs {
		best = max(best, starRun(words, r))
	}
	return best
}

// starRun is how many words a run takes at the start of words, 0 where it does
// not stand there; a * is up to three words.
func starRun(words, run []string) int {
	at := 0
	for i, r := range run {
		if r == "*" {
			for skip := 0; skip <= mostAny && at+skip <= len(words); skip++ {
				if n := starRun(words[at+skip:], run[i+1:]); n > 0 {
					return at + skip + n
				}
			}
			return 0
		}
		if at >= len(words) || words[at] != r {
			return 0
		}
		at++
	}
	return at
}
