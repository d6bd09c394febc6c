package themes

import "math/bits"

// hashed finds the place of values that are hashes already, several times as
// fast as a map of them: every text asks for some two hundred.
type hashed struct {
	slots []slot
	shift uint
}

type slot struct {
	key uint64
	at  int32 // place + 1, 0 for an empty slot
}

// newHashed numbers distinct keys in their order, from 0.
func newHashed(keys []uint64) hashed {
	size := bits.Len(uint(2*len(keys) + 1))
	h := hashed{slots: make([]slot, 1<<size), shift: uint(64 - size)}
	for i, k := range keys {
		at := h.home(k)
		for h.slots[at].at != 0 {
			at = (at + 1) & (len(h.slots) - 1)
		}
		h.slots[at] = slot{k, int32(i) + 1}
	}
	return h
}

// home is where a key is looked for first.
func (h *hashed) home(key uint64) int { return int(key * 0x9E3779B97F4A7C15 >> h.shift) }

// at is the place of a key, -1 for one that is not there.
func (h *hashed) at(key uint64) int32 {
	if len(h.slots) == 0 {
		return -1
	}
	for at := h.home(key); ; at = (at + 1) & (len(h.slots) - 1) {
		switch s := &h.slots[at]; {
		case s.at == 0:
			return -1
		case s.key == key:
			return s.at - 1
		}
	}
}
