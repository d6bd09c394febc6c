// Package speech turns recordings into words through any service that speaks
// the OpenAI-compatible /v1/audio/transcriptions. Nothing is sent unless its
// address is configured.
package speech

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// Service is a transcription service.
type Service struct {
	// URL is the service's base, like http://127.0.0.1:8000 or one ending in /v1.
	URL string
	// Key is sent as a bearer token; "" sends none.
	Key string
	// Model is the model's name; "": whisper-1.
	Model string
	// Client sends; nil: http.DefaultClient.
	Client *http.Client
	// Tries is how often a request is made in all; 0: 4. Wait is the pause before
	// the second, doubled for each further; 0: one second.
	Tries int
	Wait  time.Duration
}

const mostAnswered = 64 << 20 // bytes of an answer

// answer is the part of verbose_json that is used.
type answer struct {
	Text     string  `json:"text"`
	Duration float64 `json:"duration"`
	Segments []struct {
		Start float64 `json:"start"`
		End   float64 `json:"end"`
		Text  string  `json:"text"`
	} `json:"segments"`
}

// Transcribe implements app.Speech. Failures that may pass (no answer, 408,
// 429, 5xx) are tried again; others are not.
func (s Service) Transcribe(ctx context.Context, r app.Recording) ([]app.Heard, error) {
	tries, wait := max(s.Tries, 0), s.Wait
	if tries == 0 {
		tries = 4
	}
	if wait == 0 {
		wait = time.Second
	}
	var last error
	for try := range tries {
		if try > 0 {
			select {
			case <-time.After(wait):
				wait *= 2
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		heard, again, err := s.once(ctx, r)
		if err == nil {
			return heard, nil
		}
		if last = err; !again || ctx.Err() != nil {
			break
		}
	}
	return nil, last
}

func (s Service) once(ctx context.Context, r app.Recording) (heard []app.Heard, again bool, err error) {
	body, kind, err := s.form(r)
	if err != nil {
		return nil, false, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.endpoint(), body)
	if err != nil {
		return nil, false, heed.WrapError(heed.CodeInvalid, err, "%q is not the address of a service", s.URL)
	}
	req.Header.Set("Content-Type", kind)
	if s.Key != "" {
		req.Header.Set("Authorization", "Bearer "+s.Key)
	}
	client := s.Client
	if client == nil {
		client = http.DefaultClient
	}
	res, err := client.Do(req)
	if err != nil {
		return nil, true, heed.WrapError(heed.CodeUnavailable, err, "the speech service does not answer")
	}
	defer res.Body.Close()
	data, err := io.ReadAll(io.LimitReader(res.Body, mostAnswered))
	if err != nil {
		return nil, true, heed.WrapError(heed.CodeUnavailable, err, "the speech service broke off")
	}
	if res.StatusCode != http.StatusOK {
		again := res.StatusCode >= 500 || res.StatusCode == http.StatusTooManyRequests || res.StatusCode == http.StatusRequestTimeout
		return nil, again, heed.WrapError(heed.CodeUnavailable, errors.New(string(data[:min(len(data), 500)])),
			"the speech service answered %s", res.Status)
	}
	var a answer
	if err := json.Unmarshal(data, &a); err != nil {
		return nil, false, heed.WrapError(heed.CodeUnavailable, err, "the speech service did not answer with a transcript")
	}
	return a.heard(), false, nil
}

// endpoint completes the base address.
func (s Service) endpoint() string {
	base := strings.TrimSuffix(s.URL, "/")
	if strings.HasSuffix(base, "/audio/transcriptions") {
		return base
	}
	return strings.TrimSuffix(base, "/v1") + "/v1/audio/transcriptions"
}

func (s Service) form(r app.Recording) (io.Reader, string, error) {
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	model := s.Model
	if model == "" {
		model = "whisper-1"
	}
	fields := [][2]string{{"model", model}, {"response_format", "verbose_json"}, {"timestamp_granularities[]", "segment"}, {"temperature", "0"}}
	if r.Language != "" {
		fields = append(fields, [2]string{"language", string(r.Language)})
	}
	for _, f := range fields {
		if err := form.WriteField(f[0], f[1]); err != nil {
			return nil, "", err
		}
	}
	part, err := form.CreateFormFile("file", r.Name)
	if err != nil {
		return nil, "", err
	}
	if _, err := part.Write(r.Data); err != nil {
		return nil, "", err
	}
	if err := form.Close(); err != nil {
		return nil, "", fmt.Errorf("end the form: %w", err)
	}
	return &b, form.FormDataContentType(), nil
}

// heard keeps segments with words; a service without segments gives one.
func (a answer) heard() []app.Heard {
	var out []app.Heard
	for _, s := range a.Segments {
		if text := strings.TrimSpace(s.Text); text != "" {
			out = append(out, app.Heard{Start: s.Start, End: max(s.Start, s.End), Text: text})
		}
	}
	if text := strings.TrimSpace(a.Text); len(a.Segments) == 0 && text != "" {
		out = append(out, app.Heard{End: a.Duration, Text: text})
	}
	return out
}
