package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type listenAudioCmd struct {
	File   string   `arg:"" optional:"" type:"existingfile" help:"WAV, MP3 or FLAC."`
	Join   string   `placeholder:"CONVERSATION" help:"Lay the recording under this conversation, by its id."`
	Remove string   `placeholder:"CONVERSATION" help:"Take the recording of this conversation away again."`
	Sides  []string `placeholder:"ROLE,ROLE" help:"Whose the channels are, in order: customer, rep or researcher."`
	Lang   string   `enum:"en,es" default:"en" help:"Language of the reasons."`
	JSON   bool     `name:"json" help:"The answer of --join as data."`
}

// Help is shown by heed listen audio --help.
func (listenAudioCmd) Help() string {
	return `Without --join: prints who spoke when, as JSON, and keeps nothing. With --join the turns of a
stored conversation get times and every sentence a place to play from. The file is kept beside the
database only where every customer in it agreed (consent_recording); names that a pseudonym stands
for are silent in it.

  heed listen audio call.wav --sides rep,customer
  heed listen audio call.wav --join call --sides rep,customer
  heed listen audio --remove call`
}

// Run measures a recording, joins it or takes it away.
func (c *listenAudioCmd) Run(ctx context.Context, s *session) error {
	if c.Remove != "" {
		return c.remove(ctx, s)
	}
	if c.File == "" {
		return heed.Errorf(heed.CodeInvalid, "name a recording: WAV, MP3 or FLAC")
	}
	if info, err := os.Stat(c.File); err == nil && info.Size() > app.MostSound {
		return heed.Errorf(heed.CodeTooLarge, "%s is over %d GiB; save it as MP3 or FLAC", c.File, app.MostSound>>30)
	}
	data, err := os.ReadFile(c.File)
	if err != nil {
		return heed.WrapError(heed.CodeInvalid, err, "%s cannot be read", c.File)
	}
	sides, err := rolesOf(c.Sides)
	if err != nil {
		return err
	}
	if c.Join == "" {
		rep, err := app.HearRecording(data, sides, heed.Language(c.Lang))
		if err != nil {
			return err
		}
		enc := json.NewEncoder(s.Out)
		enc.SetIndent("", "  ")
		return enc.Encode(rep)
	}
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	j, err := a.JoinRecording(ctx, app.JoinRequest{Conversation: c.Join, Data: data, Sides: sides})
	if err != nil || c.JSON {
		return s.data(j, err)
	}
	fmt.Fprintf(s.Out, "%s: %s\n", c.Join, joinedInWords(&j))
	return nil
}

func (c *listenAudioCmd) remove(ctx context.Context, s *session) error {
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer s.close(a)
	if err := a.DropRecording(ctx, c.Remove); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "the recording of %s is gone\n", c.Remove)
	return nil
}

// joinedInWords says what became of a recording, and what to do.
func joinedInWords(j *app.Joined) string {
	if j == nil {
		return "would be joined to its transcript"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%.0f seconds, %s; times of %d turns: %d given", j.Seconds, plural(j.Channels, "channel", "channels"), j.Turns, j.Given)
	for _, x := range []struct {
		n    int
		what string
	}{{j.EndHeard, "with the end heard"}, {j.Proportional, "shared out by length of text"}, {j.Unknown, "not known"}} {
		if x.n > 0 {
			fmt.Fprintf(&b, ", %d %s", x.n, x.what)
		}
	}
	if j.Low() {
		b.WriteString("\n           most times are rough: good for finding the place, not for measuring pauses")
	}
	if j.Inside < 0.6 {
		fmt.Fprintf(&b, "\n           only %.0f %% of the transcript's speech has speech under it: is it the right recording?", 100*j.Inside)
	}
	if len(j.Sides) > 0 {
		words := make([]string, len(j.Sides))
		for i, r := range j.Sides {
			if words[i] = string(r); r == "" {
				words[i] = "nobody"
			}
		}
		how := ""
		if j.Guessed {
			how = " (found by comparing; --sides says it)"
		}
		fmt.Fprintf(&b, "\n           channels: %s%s", strings.Join(words, ", "), how)
	}
	if j.Kept {
		fmt.Fprintf(&b, "\n           kept; %s with names made silent, %.0f seconds", plural(j.Muted, "place", "places"), j.MutedSeconds)
		return b.String()
	}
	fmt.Fprintf(&b, "\n           not kept: %s", notKept(j))
	return b.String()
}

func notKept(j *app.Joined) string {
	who := strings.Join(j.Missing, ", ")
	if strings.Trim(who, ", ") == "" {
		who = "somebody in it"
	}
	switch j.Why {
	case app.SoundRefused:
		return who + " said no to keeping the recording"
	case app.SoundConsent:
		return "it is not known that " + who + " agreed; note their consent (consent_recording in the metadata, or on their page) and join it again"
	case app.SoundNoSpeaker:
		return "nobody in it is known to be a customer, so nobody can have agreed"
	}
	return "there is no folder for recordings; name one with --recordings"
}
