package web_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

const talkedCall = `WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ana Reyes>What happened on the Friday?</v>

00:00:05.000 --> 00:00:11.000
<v Marta Voss>I was afraid that payroll would fail. My boss asked every hour.</v>

00:00:12.000 --> 00:00:14.000
<v Ana Reyes>You were afraid of the Friday.</v>

00:00:15.000 --> 00:00:20.000
<v Marta Voss>Yes, and nobody rang us before we had to ring you.</v>
`

// hummed is a two-channel WAV of 21 seconds in which Ana hums on the first
// channel and Marta on the second, when the call above says so.
func hummed() []byte {
	const rate, seconds = 8000, 21
	b := make([]byte, 44, 44+4*rate*seconds)
	le := binary.LittleEndian
	copy(b, "RIFF")
	copy(b[8:], "WAVEfmt ")
	le.PutUint32(b[16:], 16)
	le.PutUint16(b[20:], 1)
	le.PutUint16(b[22:], 2)
	le.PutUint32(b[24:], rate)
	le.PutUint32(b[28:], 4*rate)
	le.PutUint16(b[32:], 4)
	le.PutUint16(b[34:], 16)
	copy(b[36:], "data")
	le.PutUint32(b[40:], 4*rate*seconds)
	le.PutUint32(b[4:], 36+4*rate*seconds)
	for i := range rate * seconds {
		at := float64(i) / rate
		for c, speaks := range []bool{at >= 1 && at < 4 || at >= 12 && at < 14, at >= 5 && at < 11 || at >= 15 && at < 20} {
			v := float64(i*(7+c)%23) - 11
			if speaks {
				v += 8000 * math.Sin(2*math.Pi*(180+60*float64(c))*at) * (0.6 + 0.4*math.Sin(2*math.Pi*4*at))
			}
			b = le.AppendUint16(b, uint16(int16(v)))
		}
	}
	return b
}

// sendSound posts a form with one file.
func (p *place) sendSound(t *testing.T, path string, fields map[string]string, file []byte) *http.Response {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, v := range fields {
		if err := w.WriteField(k, v); err != nil {
			t.Fatal(err)
		}
	}
	if file != nil {
		part, err := w.CreateFormFile("recording", "call.wav")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(file); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	res, err := p.client().Post(p.srv.URL+path, w.FormDataContentType(), &b)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	return res
}

const call = "/s/talks/conversations/call"

// agreed is a workspace with the call, in which everybody agreed.
func agreed(t *testing.T) *place {
	t.Helper()
	p := empty(t)
	_, err := p.app.Import(t.Context(), app.ImportRequest{
		Paths: []string{"upload"}, Files: app.Received{{Name: "call.vtt", Data: []byte(talkedCall)}},
		Defaults: app.Defaults{Study: "Talks", Consent: heed.Consent{Analysis: heed.Yes, Recording: heed.Yes}},
		Roles:    map[string]heed.Role{"Ana Reyes": heed.RoleRep, "Marta Voss": heed.RoleCustomer},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := p.app.PendingStudies(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestRecordingIsServed: in parts, to this site's own pages, to those who
// signed in, and from its own study only.
func TestRecordingIsServed(t *testing.T) {
	p := agreed(t)
	doc, _ := p.get(t, call)
	if len(all(doc, "audio", "")) != 0 || len(all(doc, "details", "sound")) != 1 {
		t.Error("a page without a recording has a player, or no way to add one")
	}
	if res := p.sendSound(t, call+"/recording", nil, nil); res.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("an upload without a file: %d", res.StatusCode)
	}
	if res := p.sendSound(t, call+"/recording", map[string]string{"sides": "ours"}, hummed()); res.StatusCode != http.StatusSeeOther || !strings.Contains(res.Header.Get("Location"), "joined") {
		t.Fatalf("joining: %d, %s", res.StatusCode, res.Header.Get("Location"))
	}
	for _, page := range []string{call, call + "/listening"} {
		doc, _ := p.get(t, page)
		if len(all(doc, "audio", "")) != 1 {
			t.Errorf("%s has no player", page)
		}
		cues := all(doc, "a", "cue")
		if len(cues) == 0 || !strings.HasPrefix(attr(cues[0], "href"), call+"/recording#t=") {
			t.Errorf("%s has no places to play from that work without script", page)
		}
	}
	ask := func(path string, header ...string) *http.Response {
		req, err := http.NewRequest(http.MethodGet, p.srv.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(header); i += 2 {
			req.Header.Set(header[i], header[i+1])
		}
		res, err := p.client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		res.ContentLength = int64(len(b))
		return res
	}
	part := ask(call+"/recording", "Range", "bytes=100-199", "Sec-Fetch-Site", "same-origin")
	if part.StatusCode != http.StatusPartialContent || part.ContentLength != 100 || part.Header.Get("Content-Type") != "audio/wav" || part.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("a part: %d, %d bytes, %v", part.StatusCode, part.ContentLength, part.Header)
	}
	if res := ask(call+"/recording", "Sec-Fetch-Site", "cross-site"); res.StatusCode != http.StatusForbidden {
		t.Errorf("another site plays it: %d", res.StatusCode)
	}
	if res := ask("/s/other/conversations/call/recording"); res.StatusCode != http.StatusNotFound {
		t.Errorf("another study plays it: %d", res.StatusCode)
	}
	if err := p.app.SetPassword(t.Context(), "ana", "long enough for one"); err != nil {
		t.Fatal(err)
	}
	if res := ask(call + "/recording"); res.StatusCode != http.StatusSeeOther || !strings.HasPrefix(res.Header.Get("Location"), "/sign-in") {
		t.Errorf("somebody who has not signed in: %d, %s", res.StatusCode, res.Header.Get("Location"))
	}
}

// TestPlayer: a click plays from the turn, its words are marked, the space bar
// pauses, and the speed is the one chosen.
func TestPlayer(t *testing.T) {
	ctx := tab(t)
	p := agreed(t)
	p.sendSound(t, call+"/recording", map[string]string{"sides": "ours"}, hummed())
	do(t, ctx, chromedp.EmulateViewport(390, 844), chromedp.Navigate(p.srv.URL+call), chromedp.Click("#t2 a.cue"))
	until(t, ctx, `document.querySelector("audio").currentTime > 5.2`)
	now := ask[string](t, ctx, `document.querySelector(".tn.now").id`)
	said := ask[string](t, ctx, `[...CSS.highlights.get("said") ?? []].map(String).join("")`)
	do(t, ctx, chromedp.Click(`button[data-speed="1.5"]`))
	speed := ask[float64](t, ctx, `document.activeElement.blur(), document.querySelector("audio").playbackRate`)
	do(t, ctx, chromedp.KeyEvent(" "))
	until(t, ctx, `document.querySelector("audio").paused`)
	at := ask[float64](t, ctx, `document.querySelector("audio").currentTime`)
	if now != "t2" || !strings.HasPrefix(said, "I was afraid that payroll would fail.") || strings.Contains(said, "every hour") {
		t.Errorf("marked: turn %s, words %q", now, said)
	}
	if speed != 1.5 || at < 5 || at > 20 {
		t.Errorf("speed %g, at %g s", speed, at)
	}
	for _, w := range browsing.complaints() {
		t.Errorf("console: %s", w)
	}
}

// TestOwnVoice: without an account one chooses who one is, and what was
// remembered comes back on the page.
func TestOwnVoice(t *testing.T) {
	p := agreed(t)
	doc, _ := p.get(t, "/s/talks/listening")
	options := all(doc, "option", "")
	if len(options) != 2 {
		t.Fatalf("%d voices to choose from", len(options))
	}
	voice := attr(options[1], "value")
	res, err := p.client().PostForm(p.srv.URL+"/s/talks/listening/voice", url.Values{"voice": {voice}})
	if err != nil || res.StatusCode != http.StatusSeeOther {
		t.Fatalf("%v, %v", res, err)
	}
	res.Body.Close()
	res, err = p.client().PostForm(p.srv.URL+call+"/recall", url.Values{"guess": {"90"}, "written": {"she was afraid that payroll would fail"}})
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%v, %v", res, err)
	}
	res.Body.Close()
	doc, _ = p.get(t, "/s/talks/listening")
	if got := text(doc); !strings.Contains(got, "What changed") || !strings.Contains(got, "What you remembered") || !strings.Contains(got, "you thought 90") {
		t.Errorf("the page of one's own shows %q", got)
	}
}

// TestListeningOfSomebodyElse: what somebody said is theirs is not shown to
// others, alone or in a list.
func TestListeningOfSomebodyElse(t *testing.T) {
	p := agreed(t)
	voices, err := p.app.OurVoices(t.Context(), "talks", "bo")
	if err != nil || len(voices) != 1 {
		t.Fatalf("%v, %v", voices, err)
	}
	doc, _ := p.get(t, "/s/talks/listening")
	if len(all(doc, "ul", "calls")) != 1 || !strings.Contains(text(doc), "share of the talk") {
		t.Fatal("a voice that nobody claimed is not shown")
	}
	if err := p.app.ChooseVoice(t.Context(), "talks", "bo", voices[0].Speaker); err != nil {
		t.Fatal(err)
	}
	if _, res := p.get(t, call+"/listening"); res.StatusCode != http.StatusForbidden {
		t.Errorf("another's listening: %d", res.StatusCode)
	}
	doc, res := p.get(t, "/s/talks/listening")
	if res.StatusCode != http.StatusOK || len(all(doc, "a", "open")) != 0 {
		t.Errorf("another's conversation is in the list: %d", res.StatusCode)
	}
}
