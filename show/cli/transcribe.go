package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type transcribeCmd struct {
	File   string   `arg:"" type:"existingfile" help:"WAV, MP3 or FLAC."`
	URL    string   `name:"url" env:"HEED_STT_URL" required:"" placeholder:"URL" help:"A service that speaks /v1/audio/transcriptions; the recording is sent there."`
	Key    string   `env:"HEED_STT_KEY" help:"Key of the service."`
	Model  string   `env:"HEED_STT_MODEL" default:"whisper-1" help:"Model of the service."`
	Lang   string   `enum:",en,es" default:"" help:"Language that is spoken (default: the service recognises it)."`
	Sides  []string `placeholder:"ROLE,ROLE" help:"Whose the channels are, in order: customer, rep or researcher."`
	Output string   `short:"o" placeholder:"FILE" help:"File to write the conversation to, one JSON object (default: beside the recording, ending in .jsonl)."`
}

// Help is shown by heed transcribe --help.
func (transcribeCmd) Help() string {
	return `Sends a recording to the service that you name, in pieces, and writes a conversation that
heed import reads. What was transcribed before a failure is kept beside the output in a folder
ending in .pieces, and the same command goes on from there.`
}

// Run transcribes.
func (c *transcribeCmd) Run(ctx context.Context, s *session) error {
	data, err := os.ReadFile(c.File)
	if err != nil {
		return heed.WrapError(heed.CodeInvalid, err, "%s cannot be read", c.File)
	}
	sides, err := rolesOf(c.Sides)
	if err != nil {
		return err
	}
	out := c.Output
	if out == "" {
		out = strings.TrimSuffix(c.File, filepath.Ext(c.File)) + ".jsonl"
	}
	pieces := pieceFolder(out + ".pieces")
	progress := s.progress()
	defer progress.Close()
	conv, err := app.Transcribe(ctx, app.TranscribeRequest{
		Recording: app.Recording{Name: filepath.ToSlash(c.File), Data: data, Language: heed.Language(c.Lang)},
		Sides:     sides, Speech: s.Speech(c.URL, c.Key, c.Model), Pieces: pieces, Progress: progress,
	})
	progress.Close()
	if err != nil {
		return err
	}
	if err := s.writeFile(out, func(w io.Writer) error { return json.NewEncoder(w).Encode(conv) }); err != nil {
		return err
	}
	if err := os.RemoveAll(string(pieces)); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "wrote %s: %d turns, transcribed by a machine\nnext: heed import %s\n", out, len(conv.Turns), out)
	return nil
}

// pieceFolder keeps transcribed pieces as files.
type pieceFolder string

// Get implements app.Pieces.
func (f pieceFolder) Get(key string) ([]byte, bool) {
	data, err := os.ReadFile(filepath.Join(string(f), key))
	return data, err == nil
}

// Put implements app.Pieces.
func (f pieceFolder) Put(key string, data []byte) error {
	if err := os.MkdirAll(string(f), 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(string(f), key), data, 0o600)
}
