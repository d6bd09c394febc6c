package speech_test

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/outside/speech"
)

// stereo is a call of two channels: one speaks in seconds 1 to 3, the other in
// 4 to 6, over a little noise.
func stereo() []byte {
	const rate, seconds = 8000, 8
	wav := make([]byte, 44+rate*seconds*4)
	copy(wav, "RIFF")
	le := binary.LittleEndian
	le.PutUint32(wav[4:], uint32(len(wav)-8))
	copy(wav[8:], "WAVEfmt ")
	le.PutUint32(wav[16:], 16)
	le.PutUint16(wav[20:], 1)
	le.PutUint16(wav[22:], 2)
	le.PutUint32(wav[24:], rate)
	le.PutUint32(wav[28:], rate*4)
	le.PutUint16(wav[32:], 4)
	le.PutUint16(wav[34:], 16)
	copy(wav[36:], "data")
	le.PutUint32(wav[40:], rate*seconds*4)
	noise := uint32(1)
	for i := range rate * seconds {
		at := float64(i) / rate
		for ch, speaks := range []bool{at >= 1 && at < 3, at >= 4 && at < 6} {
			noise = noise*1664525 + 1013904223
			v := float64(noise>>16)/65536*60 - 30
			if speaks {
				v += 9000 * math.Sin(2*math.Pi*220*at) * (0.6 + 0.4*math.Sin(2*math.Pi*5*at))
			}
			le.PutUint16(wav[44+4*i+2*ch:], uint16(int16(v)))
		}
	}
	return wav
}

// fake is a service that fails its first answers and then hears one segment.
func fake(t *testing.T, failures int, calls *atomic.Int32) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := int(calls.Add(1))
		if n <= failures {
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		}
		if r.URL.Path != "/v1/audio/transcriptions" || r.FormValue("response_format") != "verbose_json" || r.FormValue("language") != "en" {
			t.Errorf("asked %s with %v", r.URL.Path, r.Form)
		}
		if r.Header.Get("Authorization") != "Bearer secret" {
			t.Errorf("authorised with %q", r.Header.Get("Authorization"))
		}
		f, _, err := r.FormFile("file")
		if err != nil {
			t.Fatal(err)
		}
		data, _ := io.ReadAll(f)
		if string(data[:4]) != "RIFF" {
			t.Errorf("was sent %q", data[:4])
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"text": "x", "segments": []map[string]any{
			{"start": 0.2, "end": 1.9, "text": " words of a side "}, {"start": 2, "end": 2.1, "text": " "},
		}})
	}))
	t.Cleanup(s.Close)
	return s
}

type kept map[string][]byte

func (k kept) Get(key string) ([]byte, bool)     { d, ok := k[key]; return d, ok }
func (k kept) Put(key string, data []byte) error { k[key] = data; return nil }

func TestTranscribe(t *testing.T) {
	var calls atomic.Int32
	service := speech.Service{URL: fake(t, 2, &calls).URL, Key: "secret", Wait: time.Millisecond}
	pieces := kept{}
	req := app.TranscribeRequest{
		Recording: app.Recording{Name: "calls/friday.wav", Data: stereo(), Language: heed.English},
		Sides:     []heed.Role{heed.RoleCustomer, heed.RoleRep}, Speech: service, Pieces: pieces,
	}
	c, err := app.Transcribe(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	if calls.Load() != 4 { // two failures, two channels
		t.Errorf("%d requests, want 4", calls.Load())
	}
	if len(c.Turns) != 2 || c.Turns[0].Role != heed.RoleCustomer || c.Turns[1].Role != heed.RoleRep || c.Turns[0].Text != "words of a side" {
		t.Fatalf("turns %+v", c.Turns)
	}
	for i, want := range []float64{1, 4} {
		if got := c.Turns[i].Start.Seconds; math.Abs(got-want) > 0.3 {
			t.Errorf("turn %d starts at %.2f, want about %g", i, got, want)
		}
	}
	if err := c.Validate(); err != nil || c.ID != "friday" {
		t.Errorf("conversation %q: %v", c.ID, err)
	}
	// Again: every piece is there already.
	again, err := app.Transcribe(context.Background(), req)
	if err != nil || calls.Load() != 4 || len(again.Turns) != 2 {
		t.Errorf("after resuming: %d requests, %d turns, %v", calls.Load(), len(again.Turns), err)
	}
}

func TestGivesUp(t *testing.T) {
	var calls atomic.Int32
	service := speech.Service{URL: fake(t, 99, &calls).URL, Tries: 3, Wait: time.Millisecond}
	_, err := service.Transcribe(context.Background(), app.Recording{Name: "a.wav", Data: stereo()})
	if heed.ErrorCode(err) != heed.CodeUnavailable || calls.Load() != 3 || !strings.Contains(heed.ErrorMessage(err), "503") {
		t.Errorf("%d requests, %v", calls.Load(), err)
	}
	refuse := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		calls.Add(1)
		http.Error(w, "no such model", http.StatusNotFound)
	}))
	defer refuse.Close()
	calls.Store(0)
	_, err = speech.Service{URL: refuse.URL, Wait: time.Millisecond}.Transcribe(context.Background(), app.Recording{Name: "a.wav"})
	if calls.Load() != 1 || err == nil {
		t.Errorf("what will not go through was tried %d times, %v", calls.Load(), err)
	}
}
