package audio

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"

	"github.com/mewkiz/flac"

	heed "github.com/heedhq/heed"
)

// Kept is a recording as it may be kept.
type Kept struct {
	Data   []byte
	Format string // wav, mp3 or flac
}

// Keep returns a recording without anything but its sound: tags, pictures,
// titles and other notes are left out, and the given stretches are silent on
// every channel, since a name that one side says can be heard through on the
// other. WAV stays WAV and MP3 stays MP3; FLAC becomes WAV where something is
// silenced.
func Keep(data []byte, mute []Segment) (k Kept, err error) {
	defer func() { // a decoder met bytes that it did not foresee
		if r := recover(); r != nil {
			k, err = Kept{}, heed.Errorf(heed.CodeInvalid, "the recording is damaged and cannot be kept")
		}
	}()
	mute = Union(mute)
	switch {
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WAVE":
		data, err = keepWAV(data, mute)
		return Kept{data, "wav"}, err
	case len(data) >= 4 && string(data[:4]) == "fLaC" && len(mute) == 0:
		data, err = bareFLAC(data)
		return Kept{data, "flac"}, err
	case len(data) >= 4 && string(data[:4]) == "fLaC":
		data, err = muteFLAC(data, mute)
		return Kept{data, "wav"}, err
	case len(data) >= 3 && (string(data[:3]) == "ID3" || data[0] == 0xff && data[1]&0xe0 == 0xe0):
		data, err = keepMP3(data, mute)
		return Kept{data, "mp3"}, err
	}
	return Kept{}, heed.Errorf(heed.CodeUnsupported, "the recording is not WAV, MP3 or FLAC; convert it to one of them")
}

// keepWAV writes the format and the sound anew and silences stretches.
func keepWAV(data []byte, mute []Segment) ([]byte, error) {
	f, body, err := wavBody(data)
	if err != nil {
		return nil, err
	}
	if sample, _ := f.sampler(); sample == nil {
		return nil, heed.Errorf(heed.CodeUnsupported, "the WAV file's coding (%d, %d bits) is not one that can be read; save it as 16-bit PCM", f.code, f.bits)
	}
	step := f.channels * f.bits / 8
	sound := slices.Clone(body[:len(body)/step*step])
	for _, m := range mute {
		from, to := between(m, f.rate, len(sound)/step)
		for i := from * step; i < to*step; i++ {
			sound[i] = f.silence()
		}
	}
	return wavFile(f, sound), nil
}

// between turns seconds into sample numbers of a recording with n of them.
func between(m Segment, rate, n int) (from, to int) {
	from = min(max(0, int(m.From*float64(rate))), n)
	return from, min(max(from, int(math.Ceil(m.To*float64(rate)))), n)
}

// silence is the byte that stands for no sound.
func (f wavFormat) silence() byte {
	switch {
	case f.code == wavALaw:
		return 0xd5
	case f.code == wavMuLaw:
		return 0xff
	case f.code == wavPCM && f.bits == 8:
		return 128
	}
	return 0
}

// wavFile is a WAV file of nothing but a format and sound.
func wavFile(f wavFormat, sound []byte) []byte {
	le := binary.LittleEndian
	out := make([]byte, 44, 44+len(sound))
	header(out, f.rate)
	le.PutUint16(out[20:], uint16(f.code))
	le.PutUint16(out[22:], uint16(f.channels))
	le.PutUint32(out[28:], uint32(f.rate*f.channels*f.bits/8))
	le.PutUint16(out[32:], uint16(f.channels*f.bits/8))
	le.PutUint16(out[34:], uint16(f.bits))
	le.PutUint32(out[4:], uint32(36+len(sound)))
	le.PutUint32(out[40:], uint32(len(sound)))
	return append(out, sound...)
}

// bareFLAC leaves out every block of metadata but the stream's own and its
// seek table.
func bareFLAC(data []byte) ([]byte, error) {
	type block struct{ from, to int }
	var keep []block
	at := 4
	for last := false; !last; {
		if at+4 > len(data) {
			return nil, heed.Errorf(heed.CodeInvalid, "the FLAC file ends within its head")
		}
		kind := data[at] & 0x7f
		last = data[at]&0x80 != 0
		end := at + 4 + int(data[at+1])<<16 + int(data[at+2])<<8 + int(data[at+3])
		if end > len(data) {
			return nil, heed.Errorf(heed.CodeInvalid, "the FLAC file ends within its head")
		}
		if kind == 0 || kind == 3 {
			keep = append(keep, block{at, end})
		}
		at = end
	}
	out := slices.Clone(data[:4])
	for i, b := range keep {
		start := len(out)
		out = append(out, data[b.from:b.to]...)
		out[start] &= 0x7f
		if i == len(keep)-1 {
			out[start] |= 0x80
		}
	}
	return append(out, data[at:]...), nil
}

// muteFLAC decodes to 16-bit WAV and silences stretches.
func muteFLAC(data []byte, mute []Segment) ([]byte, error) {
	s, err := flac.New(bytes.NewReader(data))
	if err != nil {
		return nil, heed.WrapError(heed.CodeInvalid, err, "the recording looks like FLAC and cannot be decoded")
	}
	f := wavFormat{code: wavPCM, channels: int(s.Info.NChannels), rate: int(s.Info.SampleRate), bits: 16}
	shift := int(s.Info.BitsPerSample) - 16
	var sound []byte
	for {
		frame, err := s.ParseNext()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if len(sound) == 0 {
				return nil, heed.WrapError(heed.CodeInvalid, err, "the recording looks like FLAC and cannot be decoded")
			}
			break // cut off: what was there is kept
		}
		for i := range frame.Subframes[0].Samples {
			for _, sub := range frame.Subframes {
				v := sub.Samples[i]
				if shift > 0 {
					v >>= shift
				} else {
					v <<= -shift
				}
				sound = binary.LittleEndian.AppendUint16(sound, uint16(int16(v)))
			}
		}
	}
	step := 2 * f.channels
	for _, m := range mute {
		from, to := between(m, f.rate, len(sound)/step)
		clear(sound[from*step : to*step])
	}
	return wavFile(f, sound), nil
}
