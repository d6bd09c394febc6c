package web

import (
	"context"
	"net/url"
	"slices"
	"sync"

	"github.com/heedhq/heed/app"
)

// SpeechService is a service that puts recordings into words. Recordings that
// come without a transcript are sent there; nothing else is.
type SpeechService struct {
	app.Speech
	// URL is its address, for saying where recordings go.
	URL string
}

// host is where recordings go, "" where no service is named.
func (s *SpeechService) host() string {
	if s == nil {
		return ""
	}
	if u, err := url.Parse(s.URL); err == nil && u.Host != "" {
		return u.Host
	}
	return s.URL
}

// mostPieces is how many pieces of transcribed speech are kept: some days of it.
const mostPieces = 2000

// pieceShelf keeps what a service heard, until the server stops: where it fails
// half way, the same recording brought again goes on from there.
type pieceShelf struct {
	mu     sync.Mutex
	pieces map[string][]byte
}

// Get implements app.Pieces.
func (p *pieceShelf) Get(key string) ([]byte, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	data, ok := p.pieces[key]
	return data, ok
}

// Put implements app.Pieces.
func (p *pieceShelf) Put(key string, data []byte) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pieces == nil || len(p.pieces) >= mostPieces {
		p.pieces = map[string][]byte{}
	}
	p.pieces[key] = data
	return nil
}

// inWords puts the recordings of an upload into words, where a service is named.
func (s *site) inWords(ctx context.Context, u *upload, progress app.Progress) error {
	if s.opt.Speech == nil {
		return nil
	}
	files, err := app.TranscribeReceived(ctx, u.files, app.TranscribeRequest{Speech: s.opt.Speech, Pieces: &s.heard, Progress: progress})
	if err == nil {
		u.files = files
	}
	return err
}

// onlyHeard reports whether an upload holds nothing but recordings that are
// first put into words: before that there is nothing to look at.
func (s *site) onlyHeard(u *upload) bool {
	return s.opt.Speech != nil && !slices.ContainsFunc(u.files, func(f app.ReceivedFile) bool { return !app.SoundName(f.Name) })
}
