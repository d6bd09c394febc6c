package shape

import (
	"sync"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/ledger"
)

// beside is what drawing needs that rests on no claim.
type beside struct {
	distinct  [][]string
	silent    [][]heed.SilentRole // of each persona
	silentAll []heed.SilentRole
}

// findBeside finds what rests on no claim while claims are made, and returns a
// function that waits for it.
func (b *builder) findBeside() (wait func()) {
	var wg sync.WaitGroup
	b.beside.silent = make([][]heed.SilentRole, len(b.people))
	wg.Go(func() { b.beside.distinct = b.distinct() })
	for g := range b.people {
		wg.Go(func() { b.beside.silent[g] = ledger.Silent(b.c, b.utts[g], b.u.Language) })
	}
	wg.Go(func() { b.beside.silentAll = ledger.Silent(b.c, b.everyone(), b.u.Language) })
	return wg.Wait
}
