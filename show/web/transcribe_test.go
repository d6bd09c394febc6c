package web_test

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/web"
)

// hears is a service that hears one sentence a channel, and has gone away when
// it is asked the second time.
type hears struct {
	mu    sync.Mutex
	asked int
}

func (h *hears) Transcribe(context.Context, app.Recording) ([]app.Heard, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked++
	if h.asked == 2 {
		return nil, heed.Errorf(heed.CodeUnavailable, "the service does not answer")
	}
	return []app.Heard{{Start: 1, End: 4, Text: "What happened on the Friday?"}}, nil
}

// TestRecordingIntoWords: a recording by itself is put into words by the
// service that is named, and joined; after a failure the same recording goes on
// where it stopped.
func TestRecordingIntoWords(t *testing.T) {
	service := &hears{}
	p := emptyWith(t, &web.SpeechService{Speech: service, URL: "http://words.example:8000/v1"})
	if doc, _ := p.get(t, "/bring?lang=es"); !strings.Contains(text(doc), "se envían a words.example:8000") {
		t.Error("the page does not say where recordings go")
	}
	for i, want := range []struct {
		asked int
		says  string
	}{{2, "the service does not answer"}, {3, "call.jsonl"}} {
		res := p.upload(t, map[string]string{"do": "look", "study": "Talks"}, map[string]string{"call.wav": string(hummed())})
		at := res.Header.Get("Location")
		if res.StatusCode != http.StatusSeeOther {
			t.Fatalf("status %d", res.StatusCode)
		}
		p.wait(t, at)
		done, _ := p.get(t, at)
		if service.asked != want.asked || !strings.Contains(text(done), want.says) {
			t.Errorf("%d: asked %d times, want %d; %q is not said in %q", i, service.asked, want.asked, want.says, text(done))
		}
	}
	at := p.first(t, "/s/talks/conversations", "/s/talks/conversations/")
	v, err := p.app.Recording(t.Context(), at[strings.LastIndex(at, "/")+1:])
	if err != nil || !v.There {
		t.Errorf("recording %+v, %v", v, err)
	}
}
