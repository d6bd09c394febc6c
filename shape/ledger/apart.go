package ledger

import (
	"runtime"
	"sync"
)

// sibling is a maker of its own for another processor, which sees what m has read
// as long as m reads nothing more.
func (m *Maker) sibling() *Maker {
	s := NewMaker(m.Corpus, m.Groups, m.Row, m.Theme, m.Weights)
	s.Called, s.Given, s.base = m.Called, m.Given, m
	return s
}

// apart calls f for 0 to n-1 on all processors, each with a sibling of its own. f
// writes only to what belongs to its number.
func (m *Maker) apart(n int, f func(s *Maker, i int)) {
	workers := min(runtime.GOMAXPROCS(0), n)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			s := m.sibling()
			for i := w; i < n; i += workers {
				f(s, i)
			}
		})
	}
	wg.Wait()
}

// parts cuts n into as many runs as are worth a processor each.
func parts(n int) int { return max(1, min(runtime.GOMAXPROCS(0), n/together)) }
