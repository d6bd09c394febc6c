package audio

import (
	heed "github.com/heedhq/heed"
)

// mpegFrame is one frame of an MP3 file.
type mpegFrame struct {
	at, size  int     // in bytes
	length    float64 // in seconds
	side      int     // where its side information begins, from at
	sideSize  int
	back      int // bytes of its sound that stand in frames before it
	checked   bool
	mpeg1     bool
	truncated bool
}

// kilobits per second by index, for Layer III of MPEG 1 and of MPEG 2 and 2.5.
var mpegRates = [2][15]int{
	{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
	{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
}

// parseFrame reads the head of a Layer III frame (ISO 11172-3, 13818-3).
func parseFrame(b []byte, at int) (f mpegFrame, ok bool) {
	if at+6 > len(b) || b[at] != 0xff || b[at+1]&0xe0 != 0xe0 {
		return f, false
	}
	version, layer := b[at+1]>>3&3, b[at+1]>>1&3
	rateAt, freqAt := int(b[at+2]>>4), int(b[at+2]>>2&3)
	if version == 1 || layer != 1 || rateAt == 0 || rateAt == 15 || freqAt == 3 {
		return f, false
	}
	f = mpegFrame{at: at, mpeg1: version == 3, checked: b[at+1]&1 == 0}
	freq := [3]int{44100, 48000, 32000}[freqAt]
	samples, table := 1152, 0
	if !f.mpeg1 {
		freq /= 2
		samples, table = 576, 1
		if version == 0 {
			freq /= 2
		}
	}
	mono := b[at+3]>>6 == 3
	f.size = samples/8*mpegRates[table][rateAt]*1000/freq + int(b[at+2]>>1&1)
	f.length = float64(samples) / float64(freq)
	f.side = 4
	if f.checked {
		f.side += 2
	}
	switch {
	case f.mpeg1 && mono:
		f.sideSize = 17
	case f.mpeg1:
		f.sideSize = 32
	case mono:
		f.sideSize = 9
	default:
		f.sideSize = 17
	}
	if at+f.side+f.sideSize > len(b) || f.size < f.side+f.sideSize {
		return f, false
	}
	s := b[at+f.side:]
	f.back = int(s[0])
	if f.mpeg1 {
		f.back = f.back<<1 | int(s[1]>>7)
	}
	if at+f.size > len(b) {
		f.truncated = true
	}
	return f, true
}

// keepMP3 leaves out everything that is no frame of sound, and silences
// stretches: the frames there lose their sound and the sides' keys to it. A
// frame may borrow room in the ones before it, so a few more go on each side.
func keepMP3(data []byte, mute []Segment) ([]byte, error) {
	data, err := afterTag(data)
	if err != nil {
		return nil, err
	}
	var frames []mpegFrame
	var out []byte
	for at := 0; at < len(data); {
		f, ok := parseFrame(data, at)
		if !ok {
			at++
			continue
		}
		if f.truncated {
			break
		}
		to := at + f.size
		if next, ok := parseFrame(data, to); !ok && to < len(data)-4 && len(frames) == 0 && !next.truncated {
			at++ // not a frame: chance made it look like one
			continue
		}
		f.at = len(out)
		out = append(out, data[at:to]...)
		frames = append(frames, f)
		at = to
	}
	if len(frames) == 0 {
		return nil, heed.Errorf(heed.CodeInvalid, "the recording looks like MP3 and cannot be decoded")
	}
	if len(mute) > 0 {
		muteFrames(out, frames, mute)
	}
	return out, nil
}

// borrowed is how many frames back a frame's sound can begin: 511 bytes, in
// frames of the lowest rates.
const borrowed = 10

func muteFrames(out []byte, frames []mpegFrame, mute []Segment) {
	silent := make([]bool, len(frames))
	at := 0.0
	for i, f := range frames {
		for _, m := range mute {
			if at < m.To && at+f.length > m.From {
				for j := max(0, i-borrowed); j <= min(len(frames)-1, i+1); j++ {
					silent[j] = true
				}
			}
		}
		at += f.length
	}
	whole := 1 << 20 // bytes of sound since the last one that was wiped
	for i, f := range frames {
		room := f.size - f.side - f.sideSize
		if silent[i] {
			clear(out[f.at+f.side : f.at+f.size])
			f.check(out)
			whole = 0
			continue
		}
		if f.back > whole { // it begins in sound that is gone
			clear(out[f.at+f.side : f.at+f.side+f.sideSize])
			f.check(out)
		}
		whole += room
	}
}

// check writes the checksum of a frame that has one anew.
func (f mpegFrame) check(out []byte) {
	if !f.checked {
		return
	}
	crc := uint16(0xffff)
	add := func(part []byte) {
		for _, b := range part {
			crc ^= uint16(b) << 8
			for range 8 {
				if crc&0x8000 != 0 {
					crc = crc<<1 ^ 0x8005
				} else {
					crc <<= 1
				}
			}
		}
	}
	add(out[f.at+2 : f.at+4])
	add(out[f.at+f.side : f.at+f.side+f.sideSize])
	out[f.at+4], out[f.at+5] = byte(crc>>8), byte(crc)
}
