package audio

import (
	"encoding/binary"
	"math"

	heed "github.com/heedhq/heed"
)

// Cut returns one channel of a WAV recording between two seconds as a WAV of
// its own, 16-bit PCM. to beyond the end takes the rest. Only WAV can be cut.
func Cut(data []byte, channel int, from, to float64) ([]byte, error) {
	f, body, err := wavBody(data)
	if err != nil {
		return nil, err
	}
	sample, width := f.sampler()
	if sample == nil {
		return nil, heed.Errorf(heed.CodeUnsupported, "the WAV file's coding (%d, %d bits) is not one that can be read; save it as 16-bit PCM", f.code, f.bits)
	}
	if channel < 0 || channel >= f.channels {
		return nil, heed.Errorf(heed.CodeInvalid, "the recording has %d channels, not a channel %d", f.channels, channel+1)
	}
	step := width * f.channels
	total := len(body) / step
	first := min(max(0, int(from*float64(f.rate))), total)
	last := min(max(first, int(math.Ceil(to*float64(f.rate)))), total)
	out := make([]byte, 44, 44+2*(last-first))
	for at := first; at < last; at++ {
		v := sample(body[at*step+channel*width:])
		out = binary.LittleEndian.AppendUint16(out, uint16(int16(math.Round(max(-1, min(1, v))*32767))))
	}
	header(out, f.rate)
	return out, nil
}

// header fills in the first 44 bytes of a mono 16-bit WAV.
func header(wav []byte, rate int) {
	le := binary.LittleEndian
	copy(wav, "RIFF")
	le.PutUint32(wav[4:], uint32(len(wav)-8))
	copy(wav[8:], "WAVEfmt ")
	le.PutUint32(wav[16:], 16)
	le.PutUint16(wav[20:], wavPCM)
	le.PutUint16(wav[22:], 1)
	le.PutUint32(wav[24:], uint32(rate))
	le.PutUint32(wav[28:], uint32(2*rate))
	le.PutUint16(wav[32:], 2)
	le.PutUint16(wav[34:], 16)
	copy(wav[36:], "data")
	le.PutUint32(wav[40:], uint32(len(wav)-44))
}

// wavBody finds the format and the sound of a WAV file.
func wavBody(data []byte) (f wavFormat, body []byte, err error) {
	if len(data) < 12 || string(data[:4]) != "RIFF" || string(data[8:12]) != "WAVE" {
		return f, nil, heed.Errorf(heed.CodeUnsupported, "only WAV recordings can be cut into pieces")
	}
	le := binary.LittleEndian
	for at := 12; at+8 <= len(data); {
		id, size := string(data[at:at+4]), int(le.Uint32(data[at+4:]))
		chunk := data[at+8:]
		chunk = chunk[:min(size, len(chunk))]
		switch {
		case id == "fmt " && len(chunk) >= 16:
			f = wavFormat{int(le.Uint16(chunk)), int(le.Uint16(chunk[2:])), int(le.Uint32(chunk[4:])), int(le.Uint16(chunk[14:])), int(le.Uint16(chunk[12:]))}
			if f.code == wavExtensible && len(chunk) >= 26 {
				f.code = int(le.Uint16(chunk[24:]))
			}
		case id == "data" && f.channels > 0:
			return f, chunk, nil
		}
		at += 8 + size + size&1
	}
	return f, nil, heed.Errorf(heed.CodeInvalid, "the WAV file holds no sound")
}
