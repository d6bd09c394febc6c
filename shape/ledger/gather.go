package ledger

import (
	"maps"
	"runtime"
	"sync"
)

// gathered are the items of a run of sentences: those told apart by a value, and
// those that are compared by what they say.
type gathered struct {
	values map[string][]item
	pool   []item
}

// together is the least sentences that are read on several processors.
const together = 512

// gather reads what each sentence is told as, on all processors: one group may
// hold nearly all that was said in a study. The order of the sentences decides
// the order of the items, whoever reads them.
func (m *Maker) gather(utts []int32) (values map[string][]item, pool []item) {
	workers := min(runtime.GOMAXPROCS(0), 1+len(utts)/together)
	parts, makers := make([]gathered, workers), make([]*Maker, workers)
	var wg sync.WaitGroup
	for w := range workers {
		makers[w] = NewMaker(m.Corpus, m.Groups, m.Row, m.Theme, m.Weights)
		wg.Go(func() { parts[w] = makers[w].read(utts[w*len(utts)/workers : (w+1)*len(utts)/workers]) })
	}
	wg.Wait()
	values = map[string][]item{}
	for w, part := range parts {
		pool = append(pool, part.pool...)
		for k, items := range part.values {
			values[k] = append(values[k], items...)
		}
		maps.Copy(m.mains, makers[w].mains)
		maps.Copy(m.heard, makers[w].heard) // what was read of a sentence is kept
		maps.Copy(m.drawn, makers[w].drawn)
		maps.Copy(m.asked, makers[w].asked)
	}
	return values, pool
}

// read gathers the items of sentences, in their order.
func (m *Maker) read(utts []int32) gathered {
	out := gathered{values: map[string][]item{}}
	for _, u := range utts {
		ut := &m.Corpus.Utterances[u]
		if ut.Courtesy {
			continue
		}
		for k := range ut.Signals {
			if s := &ut.Signals[k]; valued(s) && m.names(s, ut) {
				key := bucketOf(s)
				out.values[key] = append(out.values[key], m.item(u, s))
			}
		}
		if s := m.main(u); s != nil {
			out.pool = append(out.pool, m.item(u, s))
		}
	}
	return out
}
