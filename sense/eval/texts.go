package eval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"io"
	"strings"

	heed "github.com/heedhq/heed"
)

// Sources lists, per set of the gold standard, the files of the data folder
// that hold its texts.
var Sources = map[string][]string{
	"interviews_anthropic": {"train/interviews_anthropic/transcripts.jsonl.gz"},
	"casino":               {"train/casino/train.jsonl.gz", "train/casino/dev.jsonl.gz", "train/casino/test.jsonl.gz"},
	"persuasion_for_good":  {"train/persuasion_for_good/dialogues.jsonl.gz"},
	"multidogo":            {"train/multidogo/train.jsonl.gz", "train/multidogo/dev.jsonl.gz", "train/multidogo/test.jsonl.gz"},
	"dihana_es":            {"measure/dihana_es/train.jsonl.gz", "measure/dihana_es/dev.jsonl.gz", "measure/dihana_es/test.jsonl.gz"},
	"brighter_es":          {"train/brighter_es_en/es_train.jsonl", "train/brighter_es_en/es_dev.jsonl"},
}

// row is the union of what the sets' lines hold.
type row struct {
	ID       json.RawMessage `json:"id"`
	Conv     string          `json:"conv"`
	Turn     int             `json:"turn"`
	Dialogue string          `json:"dialogue"`
	Text     string          `json:"text"`
	Turns    []struct {
		Text string `json:"text"`
	} `json:"turns"`
}

// Texts fills the text of every item. open opens a file of the data folder by
// its path within; Texts closes it. An item whose text is not found, or whose
// bytes do not fit it, is an error.
func Texts(items []Item, open func(path string) (io.ReadCloser, error)) error {
	wanted := map[string]map[string][]int{} // set -> conversation -> items
	places := make([]place, len(items))
	for i, it := range items {
		p, err := placeOf(it.ID)
		if err != nil {
			return err
		}
		places[i] = p
		if wanted[p.set] == nil {
			wanted[p.set] = map[string][]int{}
		}
		wanted[p.set][p.conversation] = append(wanted[p.set][p.conversation], i)
	}
	for set, want := range wanted {
		for _, path := range Sources[set] {
			seen := map[string]int{} // dihana numbers its turns by their order in a file
			if err := eachRow(path, open, func(r row) {
				fill(items, places, want, set, r, seen)
			}); err != nil {
				return err
			}
		}
	}
	for _, it := range items {
		if it.Text == "" {
			return heed.Errorf(heed.CodeNotFound, "gold standard: the text of %s is not in the data folder", it.ID)
		}
	}
	return nil
}

func fill(items []Item, places []place, want map[string][]int, set string, r row, seen map[string]int) {
	conv := strings.Trim(string(r.ID), `"`)
	turn := 0
	switch set {
	case "multidogo":
		conv, turn = r.Conv, r.Turn
	case "dihana_es":
		conv, turn = r.Dialogue, seen[r.Dialogue]
		seen[r.Dialogue]++
	}
	for _, i := range want[conv] {
		p := places[i]
		text := r.Text
		if len(r.Turns) > 0 {
			if p.turn >= len(r.Turns) {
				continue
			}
			text = r.Turns[p.turn].Text
		} else if p.turn != turn || len(text) != p.span.End { // whole texts
			continue
		}
		if s, ok := p.span.In(text); ok && items[i].Text == "" {
			items[i].Text = s
		}
	}
}

func eachRow(path string, open func(string) (io.ReadCloser, error), do func(row)) error {
	f, err := open(path)
	if err != nil {
		return heed.WrapError(heed.CodeNotFound, err, "the data folder has no %s", path)
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return heed.WrapError(heed.CodeInvalid, err, "%s is not a gzip file", path)
		}
		in = z
	}
	sc := bufio.NewScanner(in)
	sc.Buffer(nil, 16<<20)
	for sc.Scan() {
		var r row
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			return heed.WrapError(heed.CodeInvalid, err, "%s holds a line that is not JSON", path)
		}
		do(r)
	}
	return sc.Err()
}
