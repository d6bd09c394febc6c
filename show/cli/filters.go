package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type senseCmd struct {
	Only    string `enum:",emotion" default:"" help:"emotion: the emotion model alone; signals and customer emotions, which need the rules, stay empty."`
	Model   string `placeholder:"FILE" help:"A model of emotion made by heed train, instead of the one built in."`
	Workers int    `default:"0" help:"Texts read at once (default: one a core)."`
}

// Help is shown by heed sense --help.
func (senseCmd) Help() string {
	return `One JSON object a line: {"id","text","lang"?}. Answers, in the same order:
{"id","lang","labels","scores","basic","customer_emotions","valence","arousal","signals"}.
Offsets are UTF-8 bytes in that text.
"basic" lists what agrees with "customer_emotions"; with --only emotion, what the model alone finds.

Not measured against people's judgement, so take these as hints: in Spanish the 28 labels ("labels",
"scores"), valence and arousal; in both languages which customer emotions stand in a text and how
strong. The signals that are unmeasured or weak are named in docs/METHOD-signals.md and by heed eval.`
}

// text is a line of input.
type text struct {
	ID   json.RawMessage `json:"id"`
	Text *string         `json:"text"`
	Lang heed.Language   `json:"lang"`
}

// Run answers standard input.
func (c *senseCmd) Run(_ context.Context, s *session) error {
	var model io.Reader
	if c.Model != "" {
		files, err := readModels([]string{c.Model})
		if err != nil {
			return err
		}
		model = files[0]
	}
	read, err := app.TextSenser(c.Only == "emotion", model)
	if err != nil {
		return err
	}
	if os.Getenv("GOMEMLIMIT") == "" { // several lines of a megabyte in a row must not pile up
		defer debug.SetMemoryLimit(debug.SetMemoryLimit(senseMemory))
	}
	return filter(s.In, s.Out, orCores(c.Workers), func() lineFunc {
		var in text
		return func(dst, line []byte) ([]byte, error) {
			if err := in.parse(line); err != nil {
				return dst, err
			}
			return appendSensed(dst, in.ID, read(*in.Text, in.Lang))
		}
	})
}

// senseMemory is how many bytes the filter may take before memory is collected
// more eagerly than the usual doubling.
const senseMemory = 150 << 20

func orCores(n int) int {
	if n > 0 {
		return n
	}
	return runtime.GOMAXPROCS(0)
}

// appendSensed writes one answer without reflection: this is the hot path.
func appendSensed(dst []byte, id json.RawMessage, r app.SensedText) ([]byte, error) {
	dst = append(dst, `{"id":`...)
	dst = appendID(dst, id)
	dst = append(dst, `,"lang":`...)
	dst = appendString(dst, string(r.Language))
	dst = append(dst, `,"labels":`...)
	dst = appendStrings(dst, r.Labels)
	dst = append(dst, `,"scores":{`...)
	for i, key := range scoreKeys {
		dst = append(dst, key...)
		dst = appendFloat(dst, r.Scores[i])
	}
	dst = append(dst, `},"basic":`...)
	dst = appendStrings(dst, r.Basic)
	dst = append(dst, `,"customer_emotions":[`...)
	for i, f := range r.Emotions {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, `{"name":`...)
		dst = appendString(dst, string(f.Name))
		dst = append(dst, `,"intensity":`...)
		dst = appendFloat(dst, f.Intensity)
		dst = append(dst, '}')
	}
	dst = append(dst, `],"valence":`...)
	dst = appendFloat(dst, r.Valence)
	dst = append(dst, `,"arousal":`...)
	dst = appendFloat(dst, r.Arousal)
	dst = append(dst, `,"signals":[`...)
	for i, sig := range r.Signals {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendSignal(dst, sig)
	}
	return append(dst, `]}`...), nil
}

// scoreKeys are the names of the scores as they stand before each.
var scoreKeys = func() []string {
	keys := make([]string, len(app.EmotionLabels))
	for i, name := range app.EmotionLabels {
		keys[i] = string(appendString(nil, name)) + ":"
		if i > 0 {
			keys[i] = "," + keys[i]
		}
	}
	return keys
}()

func appendSignal(dst []byte, s heed.Signal) []byte {
	dst = append(dst, `{"kind":`...)
	dst = appendString(dst, string(s.Kind))
	if s.Subkind != "" {
		dst = append(dst, `,"subkind":`...)
		dst = appendString(dst, s.Subkind)
	}
	dst = append(dst, `,"start":`...)
	dst = strconv.AppendInt(dst, int64(s.Start), 10)
	dst = append(dst, `,"end":`...)
	dst = strconv.AppendInt(dst, int64(s.End), 10)
	dst = append(dst, `,"text":`...)
	dst = appendString(dst, s.Text)
	dst = append(dst, `,"basis":`...)
	dst = appendString(dst, string(s.Basis))
	dst = append(dst, `,"confidence":`...)
	dst = appendFloat(dst, s.Confidence)
	if s.Value != "" {
		dst = append(dst, `,"value":`...)
		dst = appendString(dst, s.Value)
	}
	return append(dst, '}')
}

func appendID(dst []byte, id json.RawMessage) []byte {
	if len(id) == 0 {
		return append(dst, "null"...)
	}
	return append(dst, id...)
}

func appendStrings(dst []byte, list []string) []byte {
	dst = append(dst, '[')
	for i, s := range list {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendString(dst, s)
	}
	return append(dst, ']')
}

// appendFloat writes at most four decimals. Scores are small, so that integers
// do, which are several times faster than shortest floats.
func appendFloat(dst []byte, v float64) []byte {
	n := math.Round(v * 1e4)
	if !(math.Abs(n) < 1e15) {
		return strconv.AppendFloat(dst, v, 'f', -1, 64)
	}
	i := int64(n)
	if i < 0 {
		dst = append(dst, '-')
		i = -i
	}
	if i < 1e5 {
		dst = append(dst, byte('0'+i/1e4))
	} else {
		dst = strconv.AppendInt(dst, i/1e4, 10)
	}
	part := i % 1e4
	if part == 0 {
		return dst
	}
	d := [5]byte{'.', byte('0' + part/1000), byte('0' + part/100%10), byte('0' + part/10%10), byte('0' + part%10)}
	end := 5
	for d[end-1] == '0' {
		end--
	}
	return append(dst, d[:end]...)
}

// appendString writes s as a JSON string; bytes that are not UTF-8 become
// U+FFFD, as encoding/json does.
func appendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	plain := 0
	for i := 0; i < len(s); {
		b := s[i]
		if b >= 0x20 && b != '"' && b != '\\' && b < utf8.RuneSelf {
			i++
			continue
		}
		if b < utf8.RuneSelf {
			dst = append(dst, s[plain:i]...)
			dst = appendEscape(dst, b)
			i++
			plain = i
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || r == '\u2028' || r == '\u2029' {
			dst = append(dst, s[plain:i]...)
			dst = fmt.Appendf(dst, `\u%04x`, r)
			plain = i + size
		}
		i += size
	}
	return append(append(dst, s[plain:]...), '"')
}

func appendEscape(dst []byte, b byte) []byte {
	switch b {
	case '"', '\\':
		return append(dst, '\\', b)
	case '\n':
		return append(dst, '\\', 'n')
	case '\r':
		return append(dst, '\\', 'r')
	case '\t':
		return append(dst, '\\', 't')
	}
	return fmt.Appendf(dst, `\u%04x`, b)
}

type themesCmd struct {
	K    int    `name:"k" placeholder:"N" help:"Make exactly N themes (default: as many as the texts hold)."`
	Seed uint64 `default:"1" help:"Seed."`
}

// Help is shown by heed themes --help.
func (themesCmd) Help() string {
	return `One JSON object a line: {"id","text"}. Answers {"id","theme","label"} in the same order;
a text that belongs to no theme gets null.`
}

// themed is an answer of heed themes.
type themed struct {
	ID    json.RawMessage `json:"id"`
	Theme *int            `json:"theme"`
	Label *string         `json:"label"`
}

// Run groups the texts of standard input.
func (c *themesCmd) Run(ctx context.Context, s *session) error {
	var ids []json.RawMessage
	var texts []app.LooseText
	err := eachLine(s.In, func(line []byte) error {
		var in text
		if err := in.parse(line); err != nil {
			return err
		}
		ids = append(ids, orNull(bytes.Clone(in.ID)))
		texts = append(texts, app.LooseText{Text: *in.Text, Language: in.Lang})
		return nil
	})
	if err != nil {
		return err
	}
	groups, err := app.GroupTexts(ctx, texts, c.K, c.Seed)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(s.Out)
	enc.SetEscapeHTML(false)
	for i, g := range groups {
		out := themed{ID: ids[i]}
		if g.Theme >= 0 {
			out.Theme, out.Label = &g.Theme, &g.Label
		}
		if err := enc.Encode(out); err != nil {
			return err
		}
	}
	return nil
}

func orNull(id json.RawMessage) json.RawMessage {
	if len(id) == 0 {
		return json.RawMessage("null")
	}
	return id
}
