package weights

import (
	"encoding/binary"
	"errors"
)

// index finds the row of a key by open addressing.
type index struct {
	slots []uint64 // key<<32 | row+1
	shift uint
}

// newIndex builds the index; at most two thirds of the slots are taken. Keys
// are spread hashes, so their top bits choose the slot.
func newIndex(keys []uint32) index {
	bits := uint(4)
	for 1<<bits < len(keys)*3/2 {
		bits++
	}
	x := index{make([]uint64, 1<<bits), 32 - bits}
	mask := uint32(len(x.slots) - 1)
	for i, k := range keys {
		s := k >> x.shift
		for x.slots[s&mask] != 0 {
			s++
		}
		x.slots[s&mask] = uint64(k)<<32 | uint64(i+1)
	}
	return x
}

// find returns the row number of a key, or -1.
func (x *index) find(key uint32) int {
	slots := x.slots
	mask := uint32(len(slots) - 1)
	for s := key >> x.shift; ; s++ {
		e := slots[s&mask]
		if uint32(e>>32) == key {
			return int(uint32(e)) - 1
		}
		if e == 0 {
			return -1
		}
	}
}

func checkKeys(keys []uint32) error {
	for i, k := range keys {
		if k == 0 || i > 0 && k <= keys[i-1] {
			return errors.New("keys are not in order")
		}
	}
	return nil
}

// takeRows reads count keys and rows of stride bytes from the front of data.
func takeRows(data []byte, count, stride int) (keys []uint32, rows, rest []byte, err error) {
	if count < 0 || stride < 0 || count > len(data)/4 || count*(4+stride) > len(data) {
		return nil, nil, nil, errors.New("a table is longer than the file")
	}
	keys = make([]uint32, count)
	for i := range keys {
		keys[i] = binary.LittleEndian.Uint32(data[4*i:])
	}
	data = data[4*count:]
	n := count * stride
	return keys, data[:n:n], data[n:], nil
}
