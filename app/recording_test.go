package app_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"math"
	"path/filepath"
	"testing"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/coach/audio"
	"github.com/heedhq/heed/outside/files"
	"github.com/heedhq/heed/store/sqlite"
)

// keeping opens a fresh App that can keep recordings, and its folder for them.
func keeping(t *testing.T) (*app.App, string) {
	t.Helper()
	dir := t.TempDir()
	store, err := sqlite.Open(context.Background(), filepath.Join(dir, "heed.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	vault := filepath.Join(dir, "heed.db.recordings")
	a, err := app.New(app.Config{
		Store: store, Files: files.Disk{}, Vault: files.Vault(vault), Workers: 2,
		Now:    func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) },
		Random: func(b []byte) { copy(b, "a key for tests, not for anybody's data") },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a, vault
}

// spoken is a two-channel WAV of eight samples a millisecond in which a channel
// hums during its stretches.
func spoken(seconds float64, channels ...[]audio.Segment) []byte {
	const rate = 8000
	n := int(seconds * rate)
	b := make([]byte, 44, 44+2*n*len(channels))
	le := binary.LittleEndian
	copy(b, "RIFF")
	copy(b[8:], "WAVEfmt ")
	le.PutUint32(b[16:], 16)
	le.PutUint16(b[20:], 1)
	le.PutUint16(b[22:], uint16(len(channels)))
	le.PutUint32(b[24:], rate)
	le.PutUint32(b[28:], uint32(2*rate*len(channels)))
	le.PutUint16(b[32:], uint16(2*len(channels)))
	le.PutUint16(b[34:], 16)
	copy(b[36:], "data")
	le.PutUint32(b[40:], uint32(2*n*len(channels)))
	noise := uint32(7)
	for i := range n {
		at := float64(i) / rate
		for c, speech := range channels {
			noise = noise*1664525 + 1013904223
			v := float64(noise>>16)/65536*40 - 20
			for _, s := range speech {
				if at >= s.From && at < s.To {
					v += 8000 * math.Sin(2*math.Pi*(180+60*float64(c))*at) * (0.6 + 0.4*math.Sin(2*math.Pi*4*at))
				}
			}
			b = le.AppendUint16(b, uint16(int16(v)))
		}
	}
	le.PutUint32(b[4:], uint32(len(b)-8))
	return b
}

const timedCall = `WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ana Reyes>What happened on the Friday, Marta Voss?</v>

00:00:05.000 --> 00:00:11.000
<v Marta Voss>I was afraid that payroll would fail. My boss asked every hour. I did not sleep.</v>

00:00:12.000 --> 00:00:14.000
<v Ana Reyes>You were afraid of the Friday.</v>

00:00:15.000 --> 00:00:20.000
<v Marta Voss>Yes, and nobody rang us before we had to ring you.</v>
`

var (
	anaSpeaks   = []audio.Segment{{From: 1, To: 4}, {From: 12, To: 14}}
	martaSpeaks = []audio.Segment{{From: 5, To: 11}, {From: 15, To: 20}}
)

const consentTable = "file,participant,ours,consent_analysis,consent_recording\n"

func inVault(t *testing.T, dir string) []string {
	t.Helper()
	list, err := files.Vault(dir).List(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestRecordingIsKeptByConsentOnly: unknown and no keep nothing, and say why;
// yes keeps the sound with the names silent, until the yes is taken back.
func TestRecordingIsKeptByConsentOnly(t *testing.T) {
	ctx := context.Background()
	sound := spoken(21, anaSpeaks, martaSpeaks)
	for _, c := range []struct{ consent, why string }{{"", app.SoundConsent}, {"no", app.SoundRefused}, {"yes", app.SoundKept}} {
		t.Run("consent "+c.consent, func(t *testing.T) {
			a, vault := keeping(t)
			dir := folder(t, map[string]string{
				"call.vtt": timedCall, "call.wav": string(sound),
				"metadata.csv": consentTable + "call.vtt,Marta Voss,Ana Reyes,yes," + c.consent + "\n",
			})
			sum := bringIn(t, a, app.ImportRequest{Paths: []string{dir}, Audio: true})
			j := sum.Files[len(sum.Files)-1].Joined
			if j == nil {
				t.Fatalf("no recording was joined: %+v", sum.Files)
			}
			if j.Why != c.why || j.Kept != (c.why == "") || len(j.Missing) != len(c.why)/max(1, len(c.why)) {
				t.Errorf("kept %v, why %q, missing %v", j.Kept, j.Why, j.Missing)
			}
			if j.Given != 4 || j.Given+j.EndHeard+j.Proportional+j.Unknown != j.Turns || !j.Sure || j.Sides[0] != heed.RoleRep {
				t.Errorf("%+v", j)
			}
			v, err := a.Recording(ctx, "call")
			if err != nil {
				t.Fatal(err)
			}
			if len(v.Utterances) != 6 || v.Measures["talk_share"].N == 0 {
				t.Errorf("%d places to play from, %d measures", len(v.Utterances), len(v.Measures))
			}
			if files := inVault(t, vault); len(files) != 0 != j.Kept {
				t.Fatalf("kept %v, and there are %d files", j.Kept, len(files))
			}
			if !j.Kept {
				if _, _, err := a.OpenSound(ctx, "call"); heed.ErrorCode(err) != heed.CodeNotFound {
					t.Errorf("playing what is not kept: %v", err)
				}
				return
			}
			r, _, err := a.OpenSound(ctx, "call")
			if err != nil {
				t.Fatal(err)
			}
			kept, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			r.Close()
			l, err := audio.Read(kept)
			if err != nil {
				t.Fatal(err)
			}
			for ch := range l.Channels {
				if level := l.Channels[ch][300]; level > -90 { // second 3: Marta's name
					t.Errorf("channel %d speaks a name at %.0f dB", ch+1, level)
				}
			}
			if l.Channels[1][800] < -40 {
				t.Error("the rest is silent too")
			}
			if err := a.ChangeParticipant(ctx, v.Study+"-p1", app.ParticipantChange{Consent: heed.Consent{Analysis: heed.Yes}}); err != nil {
				t.Fatal(err)
			}
			if files := inVault(t, vault); len(files) != 0 {
				t.Errorf("consent was taken back, and %d files are there", len(files))
			}
			if v, err = a.Recording(ctx, "call"); err != nil || v.Playable() || !v.There || v.Why != app.SoundConsent {
				t.Errorf("%v %v %q %v", v.Playable(), v.There, v.Why, err)
			}
		})
	}
}

// TestEraseTakesTheRecording: the file goes with the person, and the same file
// does not come back, even to a conversation that others are left in.
func TestEraseTakesTheRecording(t *testing.T) {
	ctx := context.Background()
	a, vault := keeping(t)
	both := timedCall + "\n00:00:21.000 --> 00:00:24.000\n<v Rob Tunstall>I was passed along four times before anybody answered.</v>\n"
	sound := spoken(25, anaSpeaks, append(martaSpeaks, audio.Segment{From: 21, To: 24}))
	dir := folder(t, map[string]string{"call.vtt": both, "other.vtt": timedCall})
	all := heed.Consent{Analysis: heed.Yes, Recording: heed.Yes}
	bringIn(t, a, app.ImportRequest{Paths: []string{dir}, Defaults: app.Defaults{Consent: all}, Roles: map[string]heed.Role{"Ana Reyes": heed.RoleRep}})
	if _, err := a.JoinRecording(ctx, app.JoinRequest{Conversation: "call", Data: sound}); err != nil {
		t.Fatal(err)
	}
	if n := len(inVault(t, vault)); n != 1 {
		t.Fatalf("%d files before", n)
	}
	v, err := a.Conversation(ctx, "call")
	if err != nil {
		t.Fatal(err)
	}
	gone := ""
	for _, s := range v.Speakers {
		if s.Role == heed.RoleCustomer && gone == "" {
			gone = s.Participant
		}
	}
	if _, err := a.Erase(ctx, gone); err != nil {
		t.Fatal(err)
	}
	if files := inVault(t, vault); len(files) != 0 {
		t.Errorf("%d files are left", len(files))
	}
	if _, err := a.SoundOf(ctx, "call"); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("what the recording told is left: %v", err)
	}
	if _, err := a.JoinRecording(ctx, app.JoinRequest{Conversation: "call", Data: sound}); heed.ErrorCode(err) != heed.CodeForbidden {
		t.Errorf("joining it again: %v", err)
	}
	if files := inVault(t, vault); len(files) != 0 {
		t.Errorf("%d files came back", len(files))
	}
}

// TestHeardEnds: starts alone get ends that were heard, which measures may use,
// and lose them with the recording; without any times the places are rough and
// the transcript stays untimed.
func TestHeardEnds(t *testing.T) {
	ctx := context.Background()
	a, _ := keeping(t)
	dir := folder(t, map[string]string{
		"starts.txt": "[00:01] Ana Reyes: What happened on the Friday?\n\n[00:05] Customer: I was afraid that payroll would fail on the Friday.\n\n[00:12] Ana Reyes: You were afraid of it.\n\n[00:15] Customer: Yes, and nobody rang us before we had to ring you.\n",
		"none.txt":   "Ana Reyes: What happened on the Friday?\n\nCustomer: I was afraid that payroll would fail on the Friday.\n\nAna Reyes: You were afraid of it.\n\nCustomer: Yes, and nobody rang us before we had to ring you.\n",
	})
	bringIn(t, a, app.ImportRequest{Paths: []string{dir}, Roles: map[string]heed.Role{"Ana Reyes": heed.RoleRep, "Customer": heed.RoleCustomer}})
	sound := spoken(21, anaSpeaks, martaSpeaks)
	if _, err := a.JoinRecording(ctx, app.JoinRequest{Conversation: "starts", Data: sound}); err != nil {
		t.Fatal(err)
	}
	l, err := a.Listen(ctx, "starts", heed.English)
	if err != nil {
		t.Fatal(err)
	}
	if p := l.Report.Measures["patience"]; !p.Measurable || math.Abs(p.Value-1) > 0.2 {
		t.Errorf("patience %+v, want 1 s", p)
	}
	if err := a.DropRecording(ctx, "starts"); err != nil {
		t.Fatal(err)
	}
	v, err := a.Conversation(ctx, "starts")
	if err != nil || v.Turns[0].End.Known {
		t.Errorf("an end outlived its recording: %v, %v", v.Turns[0], err)
	}
	j, err := a.JoinRecording(ctx, app.JoinRequest{Conversation: "none", Data: sound})
	if err != nil || j.Proportional != 4 || !j.Low() {
		t.Fatalf("%+v, %v", j, err)
	}
	if v, err = a.Conversation(ctx, "none"); err != nil || v.Turns[0].Start.Known {
		t.Errorf("rough times are in the transcript: %v, %v", v.Turns[0], err)
	}
	if l, err = a.Listen(ctx, "none", heed.English); err != nil {
		t.Fatal(err)
	}
	if p := l.Report.Measures["patience"]; !p.Measurable || p.Code != "from_recording" || math.Abs(p.Value-1) > 0.2 {
		t.Errorf("patience from the channels: %+v", p)
	}
	if _, err := a.JoinRecording(ctx, app.JoinRequest{Conversation: "starts", Data: spoken(4, anaSpeaks, nil)}); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("a recording that is too short: %v", err)
	}
	if _, err := a.JoinRecording(ctx, app.JoinRequest{Conversation: "starts", Data: bytes.Repeat([]byte("x"), 99)}); heed.ErrorCode(err) != heed.CodeUnsupported {
		t.Errorf("no recording at all: %v", err)
	}
}
