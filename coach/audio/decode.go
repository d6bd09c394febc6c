package audio

import (
	"bytes"
	"errors"
	"io"
	"math"

	"github.com/hajimehoshi/go-mp3"
	"github.com/mewkiz/flac"

	heed "github.com/heedhq/heed"
)

// Frame is the length of one level, in seconds.
const Frame = 0.01

// MaxChannels is how many channels a recording may have.
const MaxChannels = 16

// Levels are the loudness of a recording: one figure per Frame and channel, in
// dB relative to full scale, at least -100.
type Levels struct {
	Format   string      // wav, mp3 or flac
	Rate     int         // samples per second of the file
	Channels [][]float32 // [channel][frame]
	// Truncated: the file ends before its header says so; what was there was
	// read.
	Truncated bool
}

// Seconds is the length of the recording.
func (l Levels) Seconds() float64 {
	if len(l.Channels) == 0 {
		return 0
	}
	return float64(len(l.Channels[0])) * Frame
}

// Read decodes a WAV, MP3 or FLAC recording and returns its levels. The format
// is told by its first bytes, not by a name. Memory grows by 800 bytes per
// second and channel. Errors say what is wrong with the file.
func Read(data []byte) (l Levels, err error) {
	defer func() { // a decoder met bytes that it did not foresee
		if r := recover(); r != nil {
			l, err = Levels{}, heed.Errorf(heed.CodeInvalid, "the recording is damaged and cannot be decoded")
		}
	}()
	switch {
	case len(data) == 0:
		return l, heed.Errorf(heed.CodeInvalid, "the recording is empty")
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WAVE":
		l, err = readWAV(data)
	case len(data) >= 4 && string(data[:4]) == "fLaC":
		l, err = readFLAC(bytes.NewReader(data))
	case len(data) >= 3 && (string(data[:3]) == "ID3" || data[0] == 0xff && data[1]&0xe0 == 0xe0):
		l, err = readMP3(data)
	default:
		return l, heed.Errorf(heed.CodeUnsupported, "the recording is not WAV, MP3 or FLAC; convert it to one of them")
	}
	if err != nil {
		return Levels{}, err
	}
	if l.Seconds() < Frame {
		return Levels{}, heed.Errorf(heed.CodeInvalid, "the recording holds no sound")
	}
	l.Channels = onlyDifferent(l.Channels)
	return l, nil
}

// meter turns samples into levels. A first-order high-pass at 120 Hz takes out
// hum and offset before the power of each frame is summed.
type meter struct {
	per    int // samples per frame
	alpha  float64
	n      []int
	sum    []float64
	lastIn []float64
	last   []float64
	out    [][]float32
}

func newMeter(rate, channels int) (*meter, error) {
	if channels < 1 || channels > MaxChannels {
		return nil, heed.Errorf(heed.CodeInvalid, "the recording has %d channels; 1 to %d can be read", channels, MaxChannels)
	}
	if rate < 2000 || rate > 400000 {
		return nil, heed.Errorf(heed.CodeInvalid, "the recording has %d samples a second; 2,000 to 400,000 can be read", rate)
	}
	rc := 1 / (2 * math.Pi * 120)
	return &meter{
		per: int(math.Round(float64(rate) * Frame)), alpha: rc / (rc + 1/float64(rate)),
		n: make([]int, channels), sum: make([]float64, channels), lastIn: make([]float64, channels),
		last: make([]float64, channels), out: make([][]float32, channels),
	}, nil
}

// add takes one sample of a channel, -1..1.
func (m *meter) add(ch int, v float64) {
	y := m.alpha * (m.last[ch] + v - m.lastIn[ch])
	m.lastIn[ch], m.last[ch] = v, y
	m.sum[ch] += y * y
	if m.n[ch]++; m.n[ch] == m.per {
		m.flush(ch)
	}
}

func (m *meter) flush(ch int) {
	p := m.sum[ch] / float64(m.n[ch])
	db := -100.0
	if p > 1e-10 {
		db = 10 * math.Log10(p)
	}
	m.out[ch] = append(m.out[ch], float32(db))
	m.n[ch], m.sum[ch] = 0, 0
}

// levels closes the last frame and returns what was metered; channels that
// ended early are filled with silence.
func (m *meter) levels() [][]float32 {
	most := 0
	for ch := range m.out {
		if m.n[ch] >= m.per/2 && m.n[ch] > 0 {
			m.flush(ch)
		}
		most = max(most, len(m.out[ch]))
	}
	for ch := range m.out {
		for len(m.out[ch]) < most {
			m.out[ch] = append(m.out[ch], -100)
		}
	}
	return m.out
}

// onlyDifferent makes one channel of channels that are the same: MP3 decoders
// give two for a mono file.
func onlyDifferent(ch [][]float32) [][]float32 {
	out := ch[:1]
	for _, c := range ch[1:] {
		same := false
		for _, o := range out {
			same = same || alike(c, o)
		}
		if !same {
			out = append(out, c)
		}
	}
	return out
}

// alike reports whether two channels hold the same sound: their levels differ
// by less than half a decibel in 99 of 100 frames that are not silent.
func alike(a, b []float32) bool {
	loud, apart := 0, 0
	for i := range a {
		if a[i] < -70 && b[i] < -70 {
			continue
		}
		loud++
		if d := a[i] - b[i]; d > 0.5 || d < -0.5 {
			apart++
		}
	}
	return apart*100 <= loud
}

// afterTag drops an ID3v2 tag, whose size the decoder would trust; a tag that
// is longer than the file is damage.
func afterTag(data []byte) ([]byte, error) {
	for len(data) >= 10 && string(data[:3]) == "ID3" {
		size := int(data[6]&0x7f)<<21 | int(data[7]&0x7f)<<14 | int(data[8]&0x7f)<<7 | int(data[9]&0x7f)
		if 10+size >= len(data) {
			return nil, heed.Errorf(heed.CodeInvalid, "the MP3 file ends within its tag")
		}
		data = data[10+size:]
	}
	return data, nil
}

func readMP3(data []byte) (Levels, error) {
	data, err := afterTag(data)
	if err != nil {
		return Levels{}, err
	}
	d, err := mp3.NewDecoder(bytes.NewReader(data))
	if err != nil {
		return Levels{}, heed.WrapError(heed.CodeInvalid, err, "the recording looks like MP3 and cannot be decoded")
	}
	m, err := newMeter(d.SampleRate(), 2)
	if err != nil {
		return Levels{}, err
	}
	l := Levels{Format: "mp3", Rate: d.SampleRate()}
	buf := make([]byte, 1<<16)
	for {
		n, err := io.ReadFull(d, buf)
		for i := 0; i+3 < n; i += 4 {
			m.add(0, float64(int16(uint16(buf[i])|uint16(buf[i+1])<<8))/32768)
			m.add(1, float64(int16(uint16(buf[i+2])|uint16(buf[i+3])<<8))/32768)
		}
		if err != nil {
			l.Truncated = !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF)
			break
		}
	}
	l.Channels = m.levels()
	return l, nil
}

func readFLAC(r io.Reader) (Levels, error) {
	s, err := flac.New(r)
	if err != nil {
		return Levels{}, heed.WrapError(heed.CodeInvalid, err, "the recording looks like FLAC and cannot be decoded")
	}
	m, err := newMeter(int(s.Info.SampleRate), int(s.Info.NChannels))
	if err != nil {
		return Levels{}, err
	}
	l := Levels{Format: "flac", Rate: int(s.Info.SampleRate)}
	full := math.Exp2(float64(s.Info.BitsPerSample) - 1)
	for {
		f, err := s.ParseNext()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			l.Truncated = true
			break
		}
		for ch, sub := range f.Subframes {
			for _, v := range sub.Samples {
				m.add(ch, float64(v)/full)
			}
		}
	}
	l.Channels = m.levels()
	return l, nil
}
