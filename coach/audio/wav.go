package audio

import (
	"encoding/binary"
	"math"

	heed "github.com/heedhq/heed"
)

// WAV codings: telephone recordings are often A-law or mu-law.
const (
	wavPCM        = 1
	wavFloat      = 3
	wavALaw       = 6
	wavMuLaw      = 7
	wavExtensible = 0xfffe
)

type wavFormat struct {
	code, channels, rate, bits, block int
}

// readWAV reads PCM of 8 to 32 bits, floating point, A-law and mu-law. A data
// chunk that is longer than the file (a recorder that was stopped) is read as
// far as it goes.
func readWAV(data []byte) (Levels, error) {
	var f wavFormat
	for at := 12; at+8 <= len(data); {
		id, size := string(data[at:at+4]), int(binary.LittleEndian.Uint32(data[at+4:]))
		body := data[at+8:]
		cut := size > len(body)
		if cut {
			size = len(body)
		}
		switch id {
		case "fmt ":
			if size < 16 {
				return Levels{}, heed.Errorf(heed.CodeInvalid, "the WAV file's format is cut off")
			}
			le := binary.LittleEndian
			f = wavFormat{int(le.Uint16(body)), int(le.Uint16(body[2:])), int(le.Uint32(body[4:])), int(le.Uint16(body[14:])), int(le.Uint16(body[12:]))}
			if f.code == wavExtensible && size >= 26 {
				f.code = int(le.Uint16(body[24:]))
			}
		case "data":
			if f.channels == 0 {
				return Levels{}, heed.Errorf(heed.CodeInvalid, "the WAV file has sound before it says in which format")
			}
			return f.levels(body[:size], cut)
		}
		at += 8 + size + size&1
	}
	return Levels{}, heed.Errorf(heed.CodeInvalid, "the WAV file holds no sound")
}

func (f wavFormat) levels(body []byte, cut bool) (Levels, error) {
	sample, width := f.sampler()
	if sample == nil {
		return Levels{}, heed.Errorf(heed.CodeUnsupported, "the WAV file's coding (%d, %d bits) is not one that can be read; save it as 16-bit PCM", f.code, f.bits)
	}
	m, err := newMeter(f.rate, f.channels)
	if err != nil {
		return Levels{}, err
	}
	step := width * f.channels
	for at := 0; at+step <= len(body); at += step {
		for ch := range f.channels {
			m.add(ch, sample(body[at+ch*width:]))
		}
	}
	return Levels{Format: "wav", Rate: f.rate, Channels: m.levels(), Truncated: cut}, nil
}

// sampler returns how to read one sample as -1..1 and its bytes; nil for a
// coding that is not known.
func (f wavFormat) sampler() (func([]byte) float64, int) {
	le := binary.LittleEndian
	switch {
	case f.code == wavPCM && f.bits == 8:
		return func(b []byte) float64 { return (float64(b[0]) - 128) / 128 }, 1
	case f.code == wavPCM && f.bits == 16:
		return func(b []byte) float64 { return float64(int16(le.Uint16(b))) / 32768 }, 2
	case f.code == wavPCM && f.bits == 24:
		return func(b []byte) float64 {
			return float64(int32(uint32(b[0])<<8|uint32(b[1])<<16|uint32(b[2])<<24)) / (1 << 31)
		}, 3
	case f.code == wavPCM && f.bits == 32:
		return func(b []byte) float64 { return float64(int32(le.Uint32(b))) / (1 << 31) }, 4
	case f.code == wavFloat && f.bits == 32:
		return func(b []byte) float64 { return finite(float64(math.Float32frombits(le.Uint32(b)))) }, 4
	case f.code == wavFloat && f.bits == 64:
		return func(b []byte) float64 { return finite(math.Float64frombits(le.Uint64(b))) }, 8
	case f.code == wavALaw && f.bits == 8:
		return func(b []byte) float64 { return aLaw(b[0]) }, 1
	case f.code == wavMuLaw && f.bits == 8:
		return func(b []byte) float64 { return muLaw(b[0]) }, 1
	}
	return nil, 0
}

func finite(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return max(-1, min(1, v))
}

// muLaw decodes one byte after ITU-T G.711.
func muLaw(b byte) float64 {
	b = ^b
	v := (int(b&0x0f)<<3 + 0x84) << (b >> 4 & 7)
	v -= 0x84
	if b&0x80 != 0 {
		v = -v
	}
	return float64(v) / 32768
}

// aLaw decodes one byte after ITU-T G.711.
func aLaw(b byte) float64 {
	b ^= 0x55
	v, seg := int(b&0x0f)<<4, b>>4&7
	switch seg {
	case 0:
		v += 8
	default:
		v = (v + 0x108) << (seg - 1)
	}
	if b&0x80 == 0 {
		v = -v
	}
	return float64(v) / 32768
}
