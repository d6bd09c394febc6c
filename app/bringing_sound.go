package app

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/heedhq/heed"
)

// FileRecording is the state of a recording that was joined to its transcript.
const FileRecording = "recording"

// MostSound is the largest recording that is read, in bytes: it is decoded in
// memory.
const MostSound = 2 << 30

// SoundName reports whether a file is called like a recording that can be read.
func SoundName(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".wav", ".wave", ".mp3", ".flac":
		return true
	}
	return false
}

// aside takes recordings out of the files to read as transcripts.
func (b *bringing) takeSounds() {
	if !b.req.Audio {
		return
	}
	b.rest = slices.DeleteFunc(b.rest, func(f File) bool {
		if f.Err != nil || !SoundName(f.Name) {
			return false
		}
		b.sounds = append(b.sounds, f)
		return true
	})
}

// beside names what a transcript and its recording have in common: the folder,
// and the name without its ending.
func beside(name string) string {
	return strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
}

// noteBeside remembers which conversations a file brought.
func (b *bringing) noteBeside(file, conversation string) {
	if !b.req.Audio {
		return
	}
	if b.beside == nil {
		b.beside = map[string][]string{}
	}
	key := beside(file)
	b.beside[key] = append(b.beside[key], conversation)
}

// noteUnchanged does the same for a file that was here before.
func (b *bringing) noteUnchanged(ctx context.Context, name, hash string) error {
	if !b.req.Audio {
		return nil
	}
	return b.store.Read(ctx, func(tx Tx) error {
		src, err := tx.Sources.Get(ctx, hash)
		if err != nil {
			return err
		}
		ids, err := tx.Sources.OfImport(ctx, src.Import)
		if err != nil {
			return err
		}
		for _, id := range ids {
			c, err := tx.Conversations.Get(ctx, id)
			if err != nil {
				return err
			}
			if c.Source == hash {
				b.noteBeside(name, id)
			}
		}
		return nil
	})
}

// joinSounds joins every recording to the transcript of its name.
func (b *bringing) joinSounds(ctx context.Context) error {
	for i, f := range b.sounds {
		b.progress.Step("recordings", i, len(b.sounds))
		o := FileOutcome{Name: f.Name, Format: strings.TrimPrefix(strings.ToLower(path.Ext(f.Name)), "."), State: FileRecording}
		if err := b.joinSound(ctx, f, &o); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			o.State, o.Reason, o.Code = FileRefused, heed.ErrorMessage(err), heed.ErrorCode(err)
		}
		b.sum.add(o)
	}
	if len(b.sounds) > 0 {
		b.progress.Step("recordings", len(b.sounds), len(b.sounds))
	}
	return nil
}

func (b *bringing) joinSound(ctx context.Context, f File, o *FileOutcome) error {
	ids := b.beside[beside(f.Name)]
	name := strings.TrimSuffix(path.Base(f.Name), path.Ext(f.Name))
	switch {
	case len(ids) == 0:
		return heed.Errorf(heed.CodeNotFound,
			"there is no transcript called %s beside it; name the conversation with heed listen audio --join, or make a transcript with heed transcribe", name)
	case len(ids) > 1:
		return heed.Errorf(heed.CodeConflict, "the transcript of that name holds %d conversations; say which one with heed listen audio --join", len(ids))
	case f.Size > MostSound:
		return heed.Errorf(heed.CodeTooLarge, "is over %d GiB; save it as MP3 or FLAC", MostSound>>30)
	}
	if b.req.Preview {
		return nil
	}
	data, err := readWhole(f)
	if err != nil {
		return err
	}
	j, err := b.JoinRecording(ctx, JoinRequest{Conversation: ids[0], Data: data, Sides: b.req.Sides})
	if err != nil {
		return err
	}
	o.Joined = &j
	if j.Sure || j.Channels < 2 {
		return nil
	}
	o.Warnings = append(o.Warnings, ImportWarning{Where: f.Name, What: fmt.Sprintf(
		"it is not clear which channel is whose; taken as %s (--sides says it)", sidesInWords(j.Sides))})
	return nil
}

func sidesInWords(sides []heed.Role) string {
	words := make([]string, len(sides))
	for i, s := range sides {
		words[i] = string(s)
		if s == "" {
			words[i] = "nobody"
		}
	}
	return strings.Join(words, ", ")
}

// recheckSounds looks again at what may be kept, after consents changed.
func (a *App) recheckSounds(ctx context.Context, studies []string) error {
	if a.vault == nil {
		return nil
	}
	err := a.store.Write(ctx, func(tx Tx) error {
		for _, study := range studies {
			ids, err := tx.Sounds.Which(ctx, study)
			if err != nil {
				return err
			}
			for _, id := range ids {
				if err := a.recheckSound(ctx, tx, id); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return a.sweepSounds(ctx)
}
