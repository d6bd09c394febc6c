package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/audio"
	"github.com/heedhq/heed/coach/listen"
)

// Speech turns recordings into words. outside/speech implements it; nothing
// is sent anywhere unless somebody configures it.
type Speech interface {
	// Transcribe returns what is said in a recording, with times from its
	// start. It retries what may go through later.
	Transcribe(ctx context.Context, r Recording) ([]Heard, error)
}

// Recording is sound to be transcribed.
type Recording struct {
	Name     string // with the ending that tells its format
	Data     []byte
	Language heed.Language // "": recognised by the service
}

// Heard is a stretch of a recording as words; times in seconds.
type Heard struct {
	Start, End float64
	Text       string
}

// Pieces keeps transcribed pieces by the hash of their sound, so that a long
// transcription that broke off goes on where it stopped.
type Pieces interface {
	Get(key string) ([]byte, bool)
	Put(key string, data []byte) error
}

// TranscribeRequest says what to transcribe.
type TranscribeRequest struct {
	Recording
	// Sides are the roles of the channels, in order.
	Sides    []heed.Role
	Speech   Speech
	Pieces   Pieces // nil keeps nothing
	Progress Progress
}

// pieceSeconds is about how long a piece is; it is cut in a silence.
const pieceSeconds = 240

// piece is a stretch of one channel.
type piece struct {
	channel  int
	from, to float64
}

// Transcribe makes a conversation of a recording: each channel of a WAV by
// itself, in pieces cut in silences, anything else whole. The words are a
// machine's; nobody has checked them.
func Transcribe(ctx context.Context, req TranscribeRequest) (c heed.Conversation, err error) {
	defer heed.Wrap(&err, "transcribe %s", req.Name)
	levels, err := audio.Read(req.Data)
	if err != nil {
		return c, err
	}
	c = heed.Conversation{ID: stem(req.Name), Kind: heed.KindCall, Language: req.Language, Title: path.Base(req.Name)}
	pieces := []piece{{channel: -1, to: levels.Seconds()}}
	if levels.Format == "wav" {
		pieces = cutInSilences(audio.Voices(levels, audio.Settings{}), levels.Seconds())
	}
	progress := orQuiet(req.Progress)
	for i, p := range pieces {
		progress.Step("transcribe", i, len(pieces))
		heard, err := req.piece(ctx, p)
		if err != nil {
			return c, err
		}
		for _, h := range heard {
			c.Turns = append(c.Turns, heed.Turn{
				Speaker: sideName(p.channel), Role: req.side(p.channel),
				Start: heed.At(p.from + h.Start), End: heed.At(p.from + h.End), Text: h.Text,
			})
		}
	}
	progress.Step("transcribe", len(pieces), len(pieces))
	slices.SortStableFunc(c.Turns, func(a, b heed.Turn) int { return cmp.Compare(a.Start.Seconds, b.Start.Seconds) })
	for _, t := range c.Turns {
		if _, known := c.Speaker(t.Speaker); !known {
			c.Speakers = append(c.Speakers, heed.Speaker{Speaker: t.Speaker, Role: t.Role})
		}
	}
	if len(c.Turns) == 0 {
		return c, heed.Errorf(heed.CodeInvalid, "%s: no words were heard", req.Name)
	}
	return c, nil
}

func stem(name string) string {
	base := path.Base(name)
	return base[:len(base)-len(path.Ext(base))]
}

func sideName(channel int) string {
	if channel < 0 {
		return "Speaker"
	}
	return fmt.Sprintf("Channel %d", channel+1)
}

func (r *TranscribeRequest) side(channel int) heed.Role {
	if channel >= 0 && channel < len(r.Sides) {
		return r.Sides[channel]
	}
	return ""
}

// piece transcribes one piece, or takes it from those kept.
func (r *TranscribeRequest) piece(ctx context.Context, p piece) (heard []Heard, err error) {
	rec := r.Recording
	if p.channel >= 0 {
		if rec.Data, err = audio.Cut(r.Data, p.channel, p.from, p.to); err != nil {
			return nil, err
		}
		rec.Name = stem(r.Name) + ".wav"
	}
	sum := sha256.Sum256(append(rec.Data[:len(rec.Data):len(rec.Data)], r.Language...))
	key := hex.EncodeToString(sum[:])
	if r.Pieces != nil {
		if kept, ok := r.Pieces.Get(key); ok && json.Unmarshal(kept, &heard) == nil {
			return heard, nil
		}
	}
	if heard, err = r.Speech.Transcribe(ctx, rec); err != nil {
		return nil, err
	}
	if r.Pieces != nil {
		data, err := json.Marshal(heard)
		if err != nil {
			return nil, err
		}
		if err := r.Pieces.Put(key, data); err != nil {
			return nil, err
		}
	}
	return heard, nil
}

// cutInSilences parts every channel into pieces of about pieceSeconds that
// begin and end where nobody speaks on it. Silence that no piece needs is left
// out.
func cutInSilences(voices [][]audio.Segment, seconds float64) []piece {
	var out []piece
	for ch, speech := range voices {
		var p *piece
		for _, s := range speech {
			if p == nil || s.To-p.from > pieceSeconds && s.From > p.to {
				out = append(out, piece{channel: ch, from: max(0, s.From-0.2)})
				p = &out[len(out)-1]
			}
			p.to = min(seconds, s.To+0.2)
		}
	}
	return out
}

// HearRecording measures a recording without words: who spoke when, for how
// long, over whom.
func HearRecording(data []byte, sides []heed.Role, lang heed.Language) (rep audio.Report, err error) {
	defer heed.Wrap(&err, "hear a recording")
	levels, err := audio.Read(data)
	if err != nil {
		return rep, err
	}
	return audio.Analyse(levels, audio.Options{Sides: sides, Language: lang, Listen: listen.Options{Language: lang}}), nil
}
