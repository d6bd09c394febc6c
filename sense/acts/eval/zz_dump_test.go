package eval

import (
	"fmt"
	"github.com/heedhq/heed/sense/acts"
	"math/rand"
	"os"
	"strings"
	"testing"
)

func TestDump(t *testing.T) {
	d := strings.Split(os.Getenv("DUMP"), ",") // suite,want,got
	if len(d) < 3 {
		t.Skip()
	}
	paths := map[string]string{"bt_oasis": "measure/bt_oasis_calls/train.jsonl.gz", "mrda": "measure/mrda_meetings/dev.jsonl.gz", "maptask": "measure/maptask_en/dev.jsonl.gz", "dihana": "measure/dihana_es/dev.jsonl.gz", "esconv": "measure/esconv/dev_utterances.jsonl"}
	m, _ := readMap(d[0])
	cs, _ := read(d[0], data(t, paths[d[0]]))
	var out []string
	for _, c := range cs {
		a := acts.Of(&c.conv)
		for i, l := range c.labels {
			w := m.class(l)
			if w < 0 || m.classes[w] != d[1] {
				continue
			}
			g := m.of(c.conv.Turns[i].Text, a[i])
			gn := "none"
			if g < len(m.classes) {
				gn = m.classes[g]
			}
			if gn != d[2] {
				continue
			}
			prev := ""
			for j := i - 1; j >= 0; j-- {
				if c.conv.Turns[j].Speaker != c.conv.Turns[i].Speaker {
					prev = c.conv.Turns[j].Text
					break
				}
			}
			if len(prev) > 60 {
				prev = "…" + prev[len(prev)-60:]
			}
			k := ""
			for _, x := range a[i] {
				k += " " + string(x.Kind)
			}
			out = append(out, fmt.Sprintf("%-60.60s | %-12s %s [%s]", prev, l, c.conv.Turns[i].Text, k))
		}
	}
	r := rand.New(rand.NewSource(1))
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	for i, o := range out {
		if i < 45 {
			fmt.Println(o)
		}
	}
}
