package train

import (
	"bufio"
	_ "embed"
	"encoding/json"
	"io"
	"strings"
	"unicode"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/acts"
)

// The public sets teach in two ways. Where people have said what a sentence
// does, their labels are laid onto ours (persuasion, intents below). Where they
// have not, the rules label a text with its punctuation, and the layer learns
// to see the same in it without: that is how a machine transcript comes.

// persuasion lays the labels of PersuasionForGood onto acts; a label that says
// what is talked about and not what is done is not on the list. Questions keep
// the kind that the rules give them.
var persuasion = map[string]heed.ActKind{
	"credibility-appeal": heed.ActInformation, "donation-information": heed.ActInformation,
	"emotion-appeal": heed.ActInformation, "personal-story": heed.ActInformation,
	"positive-to-inquiry": heed.ActInformation, "negative-to-inquiry": heed.ActInformation,
	"neutral-to-inquiry": heed.ActInformation,
	"greeting":           heed.ActGreeting, "closing": heed.ActGreeting,
	"acknowledgement":   heed.ActBackchannel,
	"disagree-donation": heed.ActDisagreement, "disagree-donation-more": heed.ActDisagreement,
	"agree-donation": heed.ActCommitment, "provide-donation-amount": heed.ActCommitment,
	"proposition-of-donation": heed.ActAdvice, "foot-in-the-door": heed.ActAdvice,
	"ask-donate-more": heed.ActAdvice,
}

var intents = map[string]heed.ActKind{
	"contentonly": heed.ActInformation, "openinggreeting": heed.ActGreeting,
	"closinggreeting": heed.ActGreeting,
}

// ReadPersuasion reads the annotated dialogues of PersuasionForGood, one
// sentence a line.
func ReadPersuasion(r io.Reader) ([]Labelled, error) {
	var out []Labelled
	err := lines(r, func(line []byte) error {
		var x struct {
			Dialogue, Role, Text, Strategy string
			Response                       string `json:"response_type"`
		}
		if err := json.Unmarshal(line, &x); err != nil {
			return err
		}
		if n := len(out); n == 0 || out[n-1].Conversation.ID != x.Dialogue {
			out = append(out, Labelled{Conversation: heed.Conversation{ID: x.Dialogue, Language: heed.English}})
		}
		d := &out[len(out)-1]
		role := heed.RoleRep
		if x.Role != "persuader" {
			role = heed.RoleCustomer
		}
		d.Conversation.Turns = append(d.Conversation.Turns, heed.Turn{Speaker: x.Role, Role: role, Text: x.Text})
		d.Acts = append(d.Acts, persuasion[x.Strategy+x.Response])
		return nil
	})
	for i := range out {
		d := &out[i]
		d.ByRules = make([]bool, len(d.Acts))
		for n, u := range acts.Units(&d.Conversation) {
			switch k := u.Act.Kind; {
			case k.Question(), // their labels say what is asked about
				k == heed.ActApology || k == heed.ActValidation || k == heed.ActReassurance: // they have no name for these
				d.Acts[n], d.ByRules[n] = k, true
			}
		}
	}
	return out, err
}

// ReadIntents reads the customer's turns of MultiDoGO, every few of them.
func ReadIntents(r io.Reader, every int) ([]Labelled, error) {
	var out []Labelled
	n := 0
	err := lines(r, func(line []byte) error {
		var x struct {
			Conv, Text string
			Intent     []string
		}
		if err := json.Unmarshal(line, &x); err != nil {
			return err
		}
		n++
		if n%every != 0 || len(x.Intent) != 1 || intents[x.Intent[0]] == "" {
			return nil
		}
		c := heed.Conversation{ID: x.Conv, Language: heed.English, Turns: []heed.Turn{{Role: heed.RoleCustomer, Speaker: "c", Text: x.Text}}}
		out = append(out, Labelled{Conversation: c, Acts: []heed.ActKind{intents[x.Intent[0]]}, Weight: 0.3, Aside: true})
		return nil
	})
	return out, err
}

// Bare labels the turns of c by the rules where they are sure, and takes the
// punctuation and the capitals away: what a machine transcript would be like.
// Only turns of a single act teach.
func Bare(c heed.Conversation) Labelled {
	d := Labelled{Weight: 0.3, Aside: true, Conversation: heed.Conversation{ID: c.ID, Language: c.Language}}
	units := acts.Units(&c)
	for i, t := range c.Turns {
		kind := heed.ActKind("")
		if a := units[i].Act; a.Confidence >= 0.7 && a.Len() >= len(strings.TrimSpace(t.Text))*2/3 {
			kind = a.Kind
		}
		t.Text = bare(t.Text)
		d.Conversation.Turns = append(d.Conversation.Turns, t)
		d.Acts = append(d.Acts, kind)
	}
	return d
}

func bare(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsPunct(r) && r != '\'' && r != '’' {
			return ' '
		}
		return unicode.ToLower(r)
	}, s)), " ")
}

// ReadTurns reads conversations as {"id", "turns":[{"role" or "speaker",
// "text"}]}.
func ReadTurns(r io.Reader, lang heed.Language) ([]heed.Conversation, error) {
	var out []heed.Conversation
	err := lines(r, func(line []byte) error {
		var x struct {
			Turns []struct{ Role, Speaker, Text string }
		}
		if err := json.Unmarshal(line, &x); err != nil {
			return err
		}
		c := heed.Conversation{Language: lang}
		for _, t := range x.Turns {
			c.Turns = append(c.Turns, heed.Turn{Speaker: t.Role + t.Speaker, Text: t.Text})
		}
		out = append(out, c)
		return nil
	})
	return out, err
}

// lines calls take with every line of JSON and names the line that it refuses.
func lines(r io.Reader, take func([]byte) error) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 16<<20)
	for n := 1; sc.Scan(); n++ {
		if len(sc.Bytes()) == 0 {
			continue
		}
		if err := take(sc.Bytes()); err != nil {
			return heed.WrapError(heed.CodeInvalid, err, "line %d: %v", n, err)
		}
	}
	return sc.Err()
}

//go:embed examples.tsv
var handwritten string

// Handwritten are the examples that come with this package: they teach and are
// never measured with. Each counts as often as weight says.
func Handwritten(weight float32) []Labelled {
	var out []Labelled
	for line := range strings.Lines(handwritten) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 4 {
			continue
		}
		d := Labelled{Aside: true, Weight: weight, Conversation: heed.Conversation{Language: heed.Language(f[0])}}
		if f[1] != "" {
			d.add(heed.Turn{Speaker: "a", Text: f[1]}, "")
		}
		d.add(heed.Turn{Speaker: "b", Text: f[2]}, heed.ActKind(f[3]))
		out = append(out, d)
	}
	return out
}
