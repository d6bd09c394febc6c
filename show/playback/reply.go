package playback

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// largest is the most bytes of one reply.
const largest = 1 << 20

// Parse reads a reply: the JSON file that a page saves, or lines in words, as
// the page shows how to write them, in English or Spanish. Lines that it does
// not know are given back as an error with their number, so that nothing that
// somebody answered is passed over.
func Parse(r io.Reader) (app.PlaybackReply, error) {
	data, err := io.ReadAll(io.LimitReader(r, largest+1))
	if err != nil {
		return app.PlaybackReply{}, heed.WrapError(heed.CodeInvalid, err, "the reply could not be read to its end")
	}
	if len(data) > largest {
		return app.PlaybackReply{}, heed.Errorf(heed.CodeTooLarge, "the reply is larger than a megabyte")
	}
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	switch {
	case len(data) == 0:
		return app.PlaybackReply{}, heed.Errorf(heed.CodeInvalid, "the reply is empty")
	case !utf8.Valid(data):
		return app.PlaybackReply{}, heed.Errorf(heed.CodeInvalid, "the reply is not UTF-8 text")
	case data[0] == '{':
		return parseJSON(data)
	}
	return parseWords(data)
}

func parseJSON(data []byte) (app.PlaybackReply, error) {
	var wire struct {
		Heed    string `json:"heed"`
		Version int    `json:"version"`
		app.PlaybackReply
	}
	if err := json.Unmarshal(data, &wire); err != nil {
		return app.PlaybackReply{}, heed.WrapError(heed.CodeInvalid, err, "the reply is not the JSON that a page saves: %v", err)
	}
	if wire.Heed != "playback-reply" || wire.Version != 1 {
		return app.PlaybackReply{}, heed.Errorf(heed.CodeInvalid, `the reply is not of a page: it lacks "heed": "playback-reply", "version": 1`)
	}
	return wire.PlaybackReply, nil
}

// verdicts are what people write; the longest that fits is taken.
var verdicts = []struct {
	word    string
	verdict heed.Verdict
}{
	{"sí, es así", heed.Right}, {"partly right", heed.Partly}, {"no, no es así", heed.Wrong},
	{"correcto", heed.Right}, {"incorrecto", heed.Wrong}, {"right", heed.Right}, {"partly", heed.Partly},
	{"wrong", heed.Wrong}, {"en parte", heed.Partly}, {"yes", heed.Right}, {"sí", heed.Right}, {"si", heed.Right}, {"no", heed.Wrong},
}

func parseWords(data []byte) (r app.PlaybackReply, err error) {
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, largest+1)
	var last *string
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, ">") { // quoted from our message
			continue
		}
		name, rest, found := strings.Cut(line, ":")
		name, rest = strings.ToLower(strings.TrimSpace(name)), strings.TrimSpace(rest)
		number, numErr := strconv.Atoi(name)
		known := found && (numErr == nil || slices.Contains(fields, name))
		if !known {
			if last == nil {
				return r, heed.Errorf(heed.CodeInvalid, "line %d: it does not begin with the number of a claim or a word like missed, training, more, forget, and a colon", n)
			}
			*last = strings.TrimSpace(*last + "\n" + line)
			continue
		}
		if numErr == nil {
			a, err := verdictOf(number, rest, n)
			if err != nil {
				return r, err
			}
			r.Answers = append(r.Answers, a)
			last = &r.Answers[len(r.Answers)-1].Words
			continue
		}
		if last, err = field(&r, name, rest, n); err != nil {
			return r, err
		}
	}
	return r, lines.Err()
}

func verdictOf(number int, rest string, line int) (app.PlaybackAnswer, error) {
	low := strings.ToLower(rest)
	for _, v := range verdicts {
		after, ok := strings.CutPrefix(low, v.word)
		if !ok || after != "" && !strings.ContainsAny(after[:1], " ,.;:-\t") && !strings.HasPrefix(after, "–") && !strings.HasPrefix(after, "—") {
			continue
		}
		own := ""
		if len(low) == len(rest) { // folding kept the bytes' places
			own = strings.TrimLeft(rest[len(v.word):], " ,.;:-–—\t")
		} else {
			own = strings.TrimLeft(after, " ,.;:-–—\t")
		}
		return app.PlaybackAnswer{N: number, Verdict: v.verdict, Words: own}, nil
	}
	return app.PlaybackAnswer{}, heed.Errorf(heed.CodeInvalid, "line %d: an answer begins with right, partly or wrong (sí, en parte, no)", line)
}

var fields = []string{
	"page", "página", "pagina", "key", "clave", "missed", "faltó", "falto", "analysis", "análisis", "analisis",
	"training", "formación", "formacion", "quoting inside", "citar dentro", "quoting outside", "citar fuera",
	"recording", "grabación", "grabacion",
	"more", "más", "mas", "forget", "olvidar",
}

// field lays one named line onto r, and returns where a following line without
// a name goes on.
func field(r *app.PlaybackReply, name, rest string, line int) (*string, error) {
	var to *heed.Allowance
	switch name {
	case "page", "página", "pagina":
		r.Page = rest
		return nil, nil
	case "key", "clave":
		r.Key = rest
		return nil, nil
	case "missed", "faltó", "falto":
		r.Missed = rest
		return &r.Missed, nil
	case "analysis", "análisis", "analisis":
		to = &r.Consent.Analysis
	case "training", "formación", "formacion":
		to = &r.Consent.Training
	case "quoting inside", "citar dentro":
		to = &r.Consent.QuoteInside
	case "quoting outside", "citar fuera":
		to = &r.Consent.QuoteOutside
	case "recording", "grabación", "grabacion":
		to = &r.Consent.Recording
	case "more", "más", "mas":
		to = &r.Deeper
	}
	var a heed.Allowance
	switch strings.ToLower(strings.TrimRight(rest, ". ")) {
	case "yes", "sí", "si":
		a = heed.Yes
	case "no":
		a = heed.No
	default:
		return nil, heed.Errorf(heed.CodeInvalid, "line %d: %s is answered with yes or no", line, name)
	}
	if to == nil { // forget
		r.Forget = a == heed.Yes
		return nil, nil
	}
	*to = a
	return nil, nil
}
