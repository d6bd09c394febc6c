package eval

import (
	"io"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/acts/train"
)

// Labelled reads a set as somebody would bring their own turns: each turn with
// the first of our acts that the map gives its class, "" where it has none. It
// serves to measure the trainer, and never to train what ships.
func Labelled(suite string, r io.Reader) (out []train.Labelled, err error) {
	defer heed.Wrap(&err, "labelled turns of %s", suite)
	m, err := readMap(suite)
	if err != nil {
		return nil, err
	}
	convs, err := read(suite, r)
	if err != nil {
		return nil, err
	}
	kinds := make([]heed.ActKind, len(m.classes))
	for i := range kinds {
		for _, k := range heed.ActKinds {
			if c, ok := m.ours[k]; ok && c == i && kinds[i] == "" {
				kinds[i] = k
			}
		}
	}
	for i := range convs {
		d := train.Labelled{Conversation: convs[i].conv}
		for _, label := range convs[i].labels {
			kind := heed.ActKind("")
			if c := m.class(label); c >= 0 {
				kind = kinds[c]
			}
			d.Acts = append(d.Acts, kind)
		}
		out = append(out, d)
	}
	return out, nil
}
