// Package eval measures content signals against the hand-labelled gold
// standard of testdata/gold. It is pure: callers open the files. The gold holds
// ids, spans and kinds; the texts are looked up in the public data sets.
package eval

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	heed "github.com/heedhq/heed"
)

// Mark is one signal as a person labelled it; the span is in bytes of the
// utterance.
type Mark struct {
	Kind heed.SignalKind `json:"kind"`
	heed.Span
	Basis   heed.Basis `json:"basis"`
	Subkind string     `json:"subkind,omitempty"`
}

// Item is one labelled utterance. By holds the marks of each annotator who saw
// it, by name; an annotator who found nothing has an empty list.
type Item struct {
	ID       string            `json:"id"`
	Language heed.Language     `json:"lang"`
	Split    string            `json:"split"` // dev or frozen
	By       map[string][]Mark `json:"by"`
	Text     string            `json:"-"` // filled by Texts
}

// place is an item's id taken apart: set, conversation, turn, bytes.
type place struct {
	set, conversation string
	turn              int
	span              heed.Span
}

// ReadGold reads the gold standard, one JSON object a line.
func ReadGold(r io.Reader) ([]Item, error) {
	var out []Item
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		var it Item
		if err := json.Unmarshal(sc.Bytes(), &it); err != nil {
			return nil, heed.WrapError(heed.CodeInvalid, err, "gold standard, line %d is not a labelled utterance", n)
		}
		out = append(out, it)
	}
	if err := sc.Err(); err != nil {
		return nil, heed.WrapError(heed.CodeInvalid, err, "the gold standard cannot be read")
	}
	return out, nil
}

// placeOf takes an id such as set:conversation:turn:12-40 apart; a
// conversation's own name may hold colons.
func placeOf(id string) (p place, err error) {
	parts := strings.Split(id, ":")
	if len(parts) < 4 {
		return p, heed.Errorf(heed.CodeInvalid, "gold standard: %q is not set:conversation:turn:from-to", id)
	}
	last := len(parts) - 1
	p.set, p.conversation = parts[0], strings.Join(parts[1:last-1], ":")
	if p.turn, err = strconv.Atoi(parts[last-1]); err != nil {
		return p, heed.Errorf(heed.CodeInvalid, "gold standard: %q names no turn", id)
	}
	if _, err = fmt.Sscanf(parts[last], "%d-%d", &p.span.Start, &p.span.End); err != nil || p.span.Len() <= 0 {
		return p, heed.Errorf(heed.CodeInvalid, "gold standard: %q names no bytes", id)
	}
	return p, nil
}
