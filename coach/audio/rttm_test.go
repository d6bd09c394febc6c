package audio

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func fixture(t *testing.T, name string) []byte {
	t.Helper()
	dir := os.Getenv("HEED_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	b, err := os.ReadFile(filepath.Join(dir, "fixtures", "audio", name))
	if err != nil {
		t.Skipf("no %s: set HEED_DATA to the folder with the public data", name)
	}
	return b
}

// speech reads the times of one file from an RTTM list, all speakers together.
func speech(t *testing.T, rttm []byte, file string) []Segment {
	t.Helper()
	var all []Segment
	sc := bufio.NewScanner(strings.NewReader(string(rttm)))
	for sc.Scan() {
		f := strings.Fields(sc.Text())
		if len(f) < 5 || f[1] != file {
			continue
		}
		from, err1 := strconv.ParseFloat(f[3], 64)
		length, err2 := strconv.ParseFloat(f[4], 64)
		if err1 != nil || err2 != nil {
			t.Fatalf("bad line %q", sc.Text())
		}
		all = append(all, Segment{from, from + length})
	}
	return Union(all)
}

// missAndFalse compares found speech with true speech within [from, to): both
// as shares of the true speech.
func missAndFalse(found, truth []Segment, from, to float64) (miss, falseAlarm float64) {
	in := func(list []Segment, at float64) bool {
		for _, s := range list {
			if s.From <= at && at < s.To {
				return true
			}
		}
		return false
	}
	n := 0.0
	for at := from; at < to; at += 0.01 {
		f, g := in(found, at), in(truth, at)
		if g {
			n++
		}
		switch {
		case g && !f:
			miss++
		case f && !g:
			falseAlarm++
		}
	}
	return miss / n, falseAlarm / n
}

// TestVoicesAgainstRTTM: miss and false alarm together under 15 % of the
// speech, on both recordings of real people.
func TestVoicesAgainstRTTM(t *testing.T) {
	for _, c := range []struct {
		wav, rttm, file string
		from, to        float64
	}{
		{"pyannote_dev00_60s_16k_mono.wav", "pyannote_debug.development.rttm", "dev00", 0, 30},
		{"pyannote_sample_30s_16k_mono.wav", "pyannote_sample.rttm", "sample", 0, 30},
	} {
		t.Run(c.file, func(t *testing.T) {
			l, err := Read(fixture(t, c.wav))
			if err != nil {
				t.Fatal(err)
			}
			found := Union(Voices(l, Settings{})...)
			miss, fa := missAndFalse(found, speech(t, fixture(t, c.rttm), c.file), c.from, c.to)
			t.Logf("%s: miss %.1f %%, false alarm %.1f %%, sum %.1f %%", c.file, 100*miss, 100*fa, 100*(miss+fa))
			if miss+fa >= 0.15 {
				t.Errorf("miss %.3f + false alarm %.3f is 15 %% or more", miss, fa)
			}
		})
	}
}
