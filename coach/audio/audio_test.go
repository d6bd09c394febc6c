package audio

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/mewkiz/flac"
	"github.com/mewkiz/flac/frame"
	"github.com/mewkiz/flac/meta"

	heed "github.com/heedhq/heed"
)

const rate = 8000

// talk writes speech-like sound into samples: a voice of harmonics that rises
// and falls four times a second, as syllables do.
func talk(samples []float64, pitch, loud float64, list []Segment) {
	for _, s := range list {
		for i := int(s.From * rate); i < int(s.To*rate) && i < len(samples); i++ {
			t := float64(i) / rate
			v := 0.0
			for h := 1; h <= 6; h++ {
				v += math.Sin(2*math.Pi*pitch*float64(h)*t) / float64(h)
			}
			samples[i] += loud * v * (0.55 + 0.45*math.Sin(2*math.Pi*4*t)) / 3
		}
	}
}

// mix makes a two-channel recording with known speech, noise, and each side
// heard faintly through the other's channel.
func mix(seconds, noise, leak float64, a, b []Segment) [][]float64 {
	n := int(seconds * rate)
	pure := [][]float64{make([]float64, n), make([]float64, n)}
	talk(pure[0], 120, 0.3, a)
	talk(pure[1], 210, 0.2, b)
	out := [][]float64{make([]float64, n), make([]float64, n)}
	rng := rand.New(rand.NewPCG(7, 7))
	for i := range n {
		for ch := range out {
			out[ch][i] = pure[ch][i] + leak*pure[1-ch][i] + noise*rng.NormFloat64()
		}
	}
	return out
}

// wav writes 16-bit PCM.
func wav(ch [][]float64) []byte {
	var b bytes.Buffer
	n := len(ch[0]) * len(ch) * 2
	b.WriteString("RIFF")
	put := func(v any) { _ = binary.Write(&b, binary.LittleEndian, v) }
	put(uint32(36 + n))
	b.WriteString("WAVEfmt ")
	put(uint32(16))
	put([]uint16{1, uint16(len(ch))})
	put([]uint32{rate, uint32(rate * len(ch) * 2)})
	put([]uint16{uint16(len(ch) * 2), 16})
	b.WriteString("data")
	put(uint32(n))
	for i := range ch[0] {
		for c := range ch {
			put(int16(max(-1, min(1, ch[c][i])) * 32767))
		}
	}
	return b.Bytes()
}

var (
	repTalk  = []Segment{{1, 4}, {12, 15}, {19, 22}, {31, 33}, {44, 50}}
	custTalk = []Segment{{5, 11}, {16, 20}, {24, 30}, {34, 43}, {52, 57}}
)

func TestTwoChannelMixes(t *testing.T) {
	for _, c := range []struct {
		name        string
		noise, leak float64
	}{
		{"clean", 0.0003, 0}, {"noisy", 0.01, 0}, {"leaking", 0.002, 0.05}, {"noisy and leaking", 0.008, 0.08},
	} {
		t.Run(c.name, func(t *testing.T) {
			l, err := Read(wav(mix(60, c.noise, c.leak, repTalk, custTalk)))
			if err != nil {
				t.Fatal(err)
			}
			voices := Voices(l, Settings{})
			if len(voices) != 2 {
				t.Fatalf("%d channels", len(voices))
			}
			for ch, truth := range [][]Segment{repTalk, custTalk} {
				miss, fa := missAndFalse(voices[ch], truth, 0, 60)
				t.Logf("channel %d: miss %.1f %%, false alarm %.1f %%", ch+1, 100*miss, 100*fa)
				if miss+fa >= 0.15 {
					t.Errorf("channel %d: miss %.3f + false alarm %.3f", ch+1, miss, fa)
				}
			}
			r := Analyse(l, Options{Sides: []heed.Role{heed.RoleRep, heed.RoleCustomer}})
			near := func(name string, want, within float64) {
				t.Helper()
				if v := r.Measures[name]; !v.Measurable || math.Abs(v.Value-want) > within {
					t.Errorf("%s = %.3f (measurable %v %s), want %.3f", name, v.Value, v.Measurable, v.Why, want)
				}
			}
			near("talk_share", 17.0/47, 0.03) // 17 s of 47 s
			near("interruptions", 1, 0)       // at 19 s, while the customer speaks until 20 s
			near("overtalk", 1, 0.35)         // 19 to 20
			near("longest_customer_story", 9, 0.4)
			near("patience", 1, 0.25) // 11-12, 30-31, 43-44
		})
	}
}

func TestOneMixedChannelSaysWhatItHides(t *testing.T) {
	two := mix(60, 0.002, 0, repTalk, custTalk)
	one := make([]float64, len(two[0]))
	for i := range one {
		one[i] = (two[0][i] + two[1][i]) / 2
	}
	l, err := Read(wav([][]float64{one}))
	if err != nil {
		t.Fatal(err)
	}
	r := Analyse(l, Options{Sides: []heed.Role{heed.RoleRep, heed.RoleCustomer}, Language: heed.Spanish})
	if !r.Mono || len(r.CannotTell) == 0 {
		t.Fatalf("mono %v, hides %v", r.Mono, r.CannotTell)
	}
	if v := r.Measures["talk_share"]; v.Measurable || v.Code != "one_channel" || v.Why == "" {
		t.Errorf("talk share of a mixed channel: %+v", v)
	}
	if math.Abs(r.Speech-46) > 2.5 { // 47 s, of which 1 s at once
		t.Errorf("speech %.1f s, want about 46", r.Speech)
	}
	if v := r.Measures["silence_count"]; !v.Measurable {
		t.Errorf("silences can be told on one channel: %+v", v)
	}
	// the same sound on both channels is one channel
	l, err = Read(wav([][]float64{one, one}))
	if err != nil || len(l.Channels) != 1 {
		t.Errorf("two equal channels gave %d (%v)", len(l.Channels), err)
	}
}

// flacOf writes 16-bit FLAC with a note in it.
func flacOf(t *testing.T, ch [][]float64) []byte {
	t.Helper()
	var b bytes.Buffer
	info := &meta.StreamInfo{BlockSizeMin: 1600, BlockSizeMax: 1600, SampleRate: rate, NChannels: 2, BitsPerSample: 16, NSamples: uint64(len(ch[0]))}
	enc, err := flac.NewEncoder(&b, info, &meta.Block{Header: meta.Header{Type: meta.TypeVorbisComment}, Body: &meta.VorbisComment{Vendor: "x", Tags: [][2]string{{"TITLE", "Call with Marta"}}}})
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at+1600 <= len(ch[0]); at += 1600 {
		f := &frame.Frame{Header: frame.Header{HasFixedBlockSize: true, BlockSize: 1600, SampleRate: rate, Channels: frame.ChannelsLR, BitsPerSample: 16}}
		for c := range ch {
			sub := &frame.Subframe{SubHeader: frame.SubHeader{Pred: frame.PredVerbatim}, NSamples: 1600}
			for _, v := range ch[c][at : at+1600] {
				sub.Samples = append(sub.Samples, int32(int16(max(-1, min(1, v))*32767)))
			}
			f.Subframes = append(f.Subframes, sub)
		}
		if err := enc.WriteFrame(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := enc.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFLACGivesWhatWAVGives(t *testing.T) {
	ch := mix(6, 0.001, 0, []Segment{{1, 2}}, []Segment{{3, 5}})
	want, err := Read(wav(ch))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Read(flacOf(t, ch))
	if err != nil {
		t.Fatal(err)
	}
	if got.Format != "flac" || len(got.Channels) != 2 || len(got.Channels[0]) != len(want.Channels[0]) {
		t.Fatalf("%s, %d channels of %d frames, want %d", got.Format, len(got.Channels), len(got.Channels[0]), len(want.Channels[0]))
	}
	for i := range got.Channels[1] {
		if math.Abs(float64(got.Channels[1][i]-want.Channels[1][i])) > 0.01 {
			t.Fatalf("frame %d: %.2f dB, want %.2f", i, got.Channels[1][i], want.Channels[1][i])
		}
	}
}

func TestMP3(t *testing.T) {
	b, err := os.ReadFile("testdata/alice.mp3")
	if err != nil {
		t.Fatal(err)
	}
	l, err := Read(b)
	if err != nil {
		t.Fatal(err)
	}
	v := Voices(l, Settings{})
	t.Logf("%d Hz, %d channels, %.1f s, speech %.1f s", l.Rate, len(l.Channels), l.Seconds(), Total(v[0]))
	if l.Format != "mp3" || len(l.Channels) != 1 || l.Seconds() < 3 {
		t.Errorf("format %s, %d channels, %.2f s", l.Format, len(l.Channels), l.Seconds())
	}
	if s := Total(v[0]) / l.Seconds(); s < 0.4 || s > 1 {
		t.Errorf("speech in %.0f %% of a reading", 100*s)
	}
}

func TestBadRecordings(t *testing.T) {
	good := wav(mix(2, 0.001, 0, []Segment{{0.5, 1.5}}, nil))
	for _, c := range []struct {
		name string
		data []byte
		code heed.Code
	}{
		{"empty", nil, heed.CodeInvalid},
		{"text", []byte("hello, this is no recording"), heed.CodeUnsupported},
		{"header only", good[:44], heed.CodeInvalid},
		{"cut header", good[:20], heed.CodeInvalid},
		{"mp3 in name only", append([]byte("ID3"), make([]byte, 200)...), heed.CodeInvalid},
		{"flac in name only", append([]byte("fLaC"), make([]byte, 60)...), heed.CodeInvalid},
	} {
		if _, err := Read(c.data); heed.ErrorCode(err) != c.code {
			t.Errorf("%s: %v (%s), want %s", c.name, err, heed.ErrorCode(err), c.code)
		}
	}
	l, err := Read(good[:len(good)/2]) // a recorder that was stopped
	if err != nil || !l.Truncated || l.Seconds() < 0.9 {
		t.Errorf("half a file: %v, truncated %v, %.2f s", err, l.Truncated, l.Seconds())
	}
}

func TestTelephoneCodings(t *testing.T) {
	// worked values of ITU-T G.711: the largest positive and the smallest code
	for _, c := range []struct {
		got, want float64
	}{
		{muLaw(0x80), 32124.0 / 32768}, {muLaw(0xff), 0}, {muLaw(0x00), -32124.0 / 32768},
		{aLaw(0xaa), 32256.0 / 32768}, {aLaw(0xd5), 8.0 / 32768}, {aLaw(0x2a), -32256.0 / 32768},
	} {
		if math.Abs(c.got-c.want) > 1e-9 {
			t.Errorf("%v, want %v", c.got, c.want)
		}
	}
}

func TestJoin(t *testing.T) {
	voices := [][]Segment{{{0, 4}, {10, 14}}, {{5, 9}}}
	channel := map[string]int{"rep": 0, "cust": 1}
	c := &heed.Conversation{Turns: []heed.Turn{
		{Speaker: "rep", Text: "0123456789"}, {Speaker: "cust", Text: "abc"}, {Speaker: "rep", Text: "0123456789"},
	}}
	got, how := Join(c, voices, channel)
	for i, want := range []Segment{{0, 4}, {5, 9}, {10, 14}} {
		if g := got.Turns[i]; how[i] != Proportional || g.Start.Seconds != want.From || g.End.Seconds != want.To {
			t.Errorf("turn %d: %v to %v (%s), want %v", i, g.Start, g.End, how[i], want)
		}
	}
	if c.Turns[0].Start.Known {
		t.Error("the given conversation was changed")
	}
	c.Turns[0].Start, c.Turns[2].Start = heed.At(0.1), heed.At(10.2)
	c.Turns[1].Start, c.Turns[1].End = heed.At(5), heed.At(8)
	got, how = Join(c, voices, channel)
	if how[0] != EndHeard || got.Turns[0].End.Seconds != 4 || how[1] != Given || got.Turns[1].End.Seconds != 8 || got.Turns[2].End.Seconds != 14 {
		t.Errorf("ends %v %v %v (%v)", got.Turns[0].End, got.Turns[1].End, got.Turns[2].End, how)
	}
	turn := heed.Turn{Start: heed.At(0), End: heed.At(14), Text: "0123456789"}
	if p := Position(turn, 5, voices[0]); p.Seconds != 10 { // half of 8 s of speech is at its second piece
		t.Errorf("position %v, want 10", p)
	}
	if p := Position(heed.Turn{Text: "x"}, 0, nil); p.Known {
		t.Errorf("a turn without times has a position: %v", p)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(wav(mix(0.3, 0.001, 0, []Segment{{0, 0.2}}, nil)))
	f.Add([]byte("fLaC\x00\x00\x00\x22"))
	f.Add([]byte{0xff, 0xfb, 0x90, 0x00})
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := Read(b)
		if err != nil {
			return
		}
		for _, v := range Voices(l, Settings{}) {
			at := 0.0
			for _, s := range v {
				if s.From < at || s.To <= s.From || s.To > l.Seconds()+1e-6 {
					t.Fatalf("segment %v in %.2f s after %.2f", s, l.Seconds(), at)
				}
				at = s.To
			}
		}
		Analyse(l, Options{})
	})
}

func BenchmarkReadTenMinutes(b *testing.B) {
	data := wav(mix(600, 0.002, 0, repTalk, custTalk))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		l, err := Read(data)
		if err != nil {
			b.Fatal(err)
		}
		Analyse(l, Options{})
	}
}
