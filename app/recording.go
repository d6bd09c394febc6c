package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/audio"
)

// JoinRequest lays a recording under a conversation that is here already.
type JoinRequest struct {
	Conversation string
	// Data is the file: WAV, MP3 or FLAC.
	Data []byte
	// Sides are the roles of the channels, in order; without them they are found
	// by comparing the channels with the transcript.
	Sides []heed.Role
}

// Why a recording is not kept.
const (
	SoundKept      = ""
	SoundConsent   = "consent"    // somebody in it has not agreed
	SoundRefused   = "refused"    // somebody in it said no
	SoundNoVault   = "no_place"   // there is no folder for recordings
	SoundNoSpeaker = "no_speaker" // it is not known who the customers are
)

// Joined says what became of a recording. Turns = Given + EndHeard +
// Proportional + Unknown.
type Joined struct {
	Conversation string      `json:"conversation"`
	Seconds      float64     `json:"seconds"`
	Channels     int         `json:"channels"`
	Sides        []heed.Role `json:"sides,omitempty"`
	// Guessed: the sides were found by comparing; Sure: they fit clearly.
	Guessed bool `json:"guessed,omitempty"`
	Sure    bool `json:"sure"`
	// Inside is the share of the transcript's timed speech in which the
	// recording holds speech.
	Inside       float64 `json:"inside"`
	Turns        int     `json:"turns"`
	Given        int     `json:"given"`
	EndHeard     int     `json:"end_heard"`
	Proportional int     `json:"proportional"`
	Unknown      int     `json:"unknown"`
	// Kept says that the file is here; Why names the reason where it is not, and
	// Missing are the participants whose consent is missing.
	Kept    bool     `json:"kept"`
	Why     string   `json:"why,omitempty"`
	Missing []string `json:"missing,omitempty"`
	// Muted are the stretches that were made silent in the file.
	Muted        int     `json:"muted"`
	MutedSeconds float64 `json:"muted_seconds"`
	Truncated    bool    `json:"truncated,omitempty"`
}

// Low reports whether most times were shared out by length of text.
func (j Joined) Low() bool { return j.Proportional*2 > j.Turns }

// JoinRecording lays a recording under a conversation: its turns get times, its
// sentences a place to play from, and what the sound alone tells is kept. The
// file is kept only where every customer in it agreed to that; names that a
// pseudonym stands for are silent in it. A recording of somebody who was erased
// is refused. A recording that was there before is replaced.
func (a *App) JoinRecording(ctx context.Context, req JoinRequest) (out Joined, err error) {
	defer heed.Wrap(&err, "join a recording to %q", req.Conversation)
	levels, err := audio.Read(req.Data)
	if err != nil {
		return out, err
	}
	for _, s := range req.Sides {
		if s != heed.RoleCustomer && !s.Ours() {
			return out, heed.Errorf(heed.CodeInvalid, "a channel's side is customer, rep or researcher, not %q", s)
		}
	}
	sum := sha256.Sum256(req.Data)
	err = a.store.Write(ctx, func(tx Tx) error {
		out = Joined{}
		c, err := tx.Conversations.Get(ctx, req.Conversation)
		if err != nil {
			return err
		}
		if err := a.mayHear(ctx, tx, &c, hex.EncodeToString(sum[:])); err != nil {
			return err
		}
		if err := startOver(ctx, tx, &c); err != nil {
			return err
		}
		if err := fitsTo(&c, levels); err != nil {
			return err
		}
		s := Sound{Conversation: c.ID, Study: c.Study, Source: hex.EncodeToString(sum[:]), Seconds: levels.Seconds(), At: a.now().UTC()}
		out = joinTo(&s, &c, levels, req.Sides)
		if err := utterancesOf(ctx, tx, &s, &c); err != nil {
			return err
		}
		if out.Why, out.Missing, err = a.mayKeep(ctx, tx, &c); err != nil {
			return err
		}
		if out.Why == SoundKept {
			if err := a.keepSound(ctx, &s, &c, req.Data, &out); err != nil {
				return err
			}
		}
		if err := tx.Conversations.Update(ctx, &c); err != nil {
			return err
		}
		return tx.Sounds.Save(ctx, s)
	})
	if err != nil {
		return out, err
	}
	a.forgetHeard()
	return out, a.sweepSounds(ctx)
}

// mayHear refuses a recording of somebody who was erased or said no to being
// analysed.
func (a *App) mayHear(ctx context.Context, tx Tx, c *heed.Conversation, source string) error {
	key, err := a.tombstoneKey(ctx, tx)
	if err != nil {
		return err
	}
	gone, err := tx.Tombstones.Has(ctx, keyed(key, "recording", source))
	if err != nil {
		return err
	}
	if gone || slices.ContainsFunc(c.Turns, func(t heed.Turn) bool { return t.Speaker == withdrawn }) {
		return heed.Errorf(heed.CodeForbidden, "whoever speaks in this recording asked to be forgotten; nothing of it was kept")
	}
	people, study, err := consentsIn(ctx, tx, c)
	if err != nil {
		return err
	}
	for _, p := range people {
		if p.Consent.Or(study).Analysis == heed.No {
			return heed.Errorf(heed.CodeForbidden, "%s said no to analysis, so nothing was taken from the recording", p.ID)
		}
	}
	return nil
}

func (a *App) tombstoneKey(ctx context.Context, tx Tx) ([]byte, error) {
	return tx.Tombstones.Key(ctx, func() []byte {
		b := make([]byte, 32)
		a.random(b)
		return b
	})
}

// consentsIn returns the customers of c, and what their study says of consent.
func consentsIn(ctx context.Context, tx Tx, c *heed.Conversation) (people []heed.Participant, study heed.Consent, err error) {
	if c.Study != "" {
		st, err := tx.Studies.Get(ctx, c.Study)
		if err != nil {
			return nil, study, err
		}
		study = st.Consent
	}
	for _, s := range c.Speakers {
		if s.Role.Ours() {
			continue
		}
		p := heed.Participant{Consent: s.Consent}
		if s.Participant != "" {
			if p, err = tx.People.Get(ctx, s.Participant); err != nil {
				return nil, study, err
			}
		}
		people = append(people, p)
	}
	return people, study, nil
}

// mayKeep says whether the file may be kept, and whose consent is missing.
func (a *App) mayKeep(ctx context.Context, tx Tx, c *heed.Conversation) (why string, missing []string, err error) {
	people, study, err := consentsIn(ctx, tx, c)
	if err != nil {
		return "", nil, err
	}
	if len(people) == 0 {
		return SoundNoSpeaker, nil, nil
	}
	for _, p := range people {
		answer := p.Consent.Or(study)
		if answer.Analysis == heed.No || answer.QuoteInside == heed.No {
			answer.Recording = heed.No // to hear them is to quote them
		}
		switch answer.Recording {
		case heed.Yes:
			continue
		case heed.No:
			why = SoundRefused
		default:
			if why == "" {
				why = SoundConsent
			}
		}
		missing = append(missing, p.ID)
	}
	if why == "" && a.vault == nil {
		why = SoundNoVault
	}
	return why, missing, nil
}

// fitsTo refuses a recording that ends before its transcript does.
func fitsTo(c *heed.Conversation, levels audio.Levels) error {
	last := 0.0
	for _, t := range c.Turns {
		if t.Start.Known {
			last = max(last, t.Start.Seconds)
		}
	}
	if last > levels.Seconds()+5 {
		return heed.Errorf(heed.CodeInvalid, "the transcript goes on after %.0f seconds and the recording ends at %.0f: it is another one, or a part", last, levels.Seconds())
	}
	return nil
}

// joinTo fills s and the turns' times from the sound.
func joinTo(s *Sound, c *heed.Conversation, levels audio.Levels, sides []heed.Role) Joined {
	s.Speech = audio.Voices(levels, audio.Settings{})
	if len(s.Speech) < 2 {
		sides = nil
	}
	channel, sure := audio.Channels(c, s.Speech, sides)
	joined, how := audio.Join(c, s.Speech, channel)
	s.How, s.Times = how, make([]SoundTimes, len(how))
	out := Joined{
		Conversation: c.ID, Seconds: s.Seconds, Channels: len(s.Speech), Sure: sure,
		Inside: audio.Inside(c, s.Speech), Turns: len(how), Truncated: levels.Truncated,
	}
	for i, t := range joined.Turns {
		s.Times[i] = SoundTimes{t.Start, t.End}
		switch how[i] {
		case audio.Given:
			out.Given++
		case audio.EndHeard:
			out.EndHeard++
			c.Turns[i].End = t.End
		case audio.Proportional:
			out.Proportional++
		default:
			out.Unknown++
		}
	}
	if len(s.Speech) > 1 {
		s.Guessed = len(sides) == 0
		s.Sides = sidesOf(c, channel, len(s.Speech), sides)
		rep := audio.Analyse(levels, audio.Options{Sides: s.Sides})
		s.Measures = rep.Measures
	} else {
		s.Measures = audio.Analyse(levels, audio.Options{}).Measures
	}
	for name, v := range s.Measures {
		if !v.Measurable {
			delete(s.Measures, name)
			continue
		}
		for i := range v.Moments { // they are no turns of the transcript
			v.Moments[i].Turn = -1
		}
	}
	out.Sides, out.Guessed = s.Sides, s.Guessed
	return out
}

// sidesOf says whose the channels are.
func sidesOf(c *heed.Conversation, channel map[string]int, n int, given []heed.Role) []heed.Role {
	out := make([]heed.Role, n)
	copy(out, given)
	for i, t := range c.Turns {
		if ch, ok := channel[t.Speaker]; ok && ch < n && out[ch] == "" {
			out[ch] = c.RoleOf(i)
		}
	}
	return out
}

// utterancesOf finds where each sentence begins in the recording.
func utterancesOf(ctx context.Context, tx Tx, s *Sound, c *heed.Conversation) error {
	sensed, err := tx.Readings.Get(ctx, c.ID)
	if err != nil && heed.ErrorCode(err) != heed.CodeNotFound {
		return err
	}
	all := audio.Union(s.Speech...)
	s.Utterances = []SoundAt{}
	for _, r := range sensed.Readings {
		if r.Turn < 0 || r.Turn >= len(s.Times) {
			continue
		}
		t := c.Turns[r.Turn]
		t.Start, t.End = s.Times[r.Turn].From, s.Times[r.Turn].To
		if at := audio.Position(t, r.Span.Start, all); at.Known {
			s.Utterances = append(s.Utterances, SoundAt{r.Turn, r.Span, at.Seconds})
		}
	}
	return nil
}

// keepSound puts the file into the vault, without names.
func (a *App) keepSound(ctx context.Context, s *Sound, c *heed.Conversation, data []byte, out *Joined) error {
	timed := *c
	timed.Turns = slices.Clone(c.Turns)
	for i := range timed.Turns {
		timed.Turns[i].Start, timed.Turns[i].End = s.Times[i].From, s.Times[i].To
	}
	s.Muted = audio.Hidden(&timed, s.How, s.Seconds)
	k, err := audio.Keep(data, s.Muted)
	if err != nil {
		return err
	}
	if s.File, err = a.vault.Put(ctx, k.Data); err != nil {
		return err
	}
	s.Format, s.Bytes = k.Format, int64(len(k.Data))
	out.Kept, out.Muted, out.MutedSeconds = true, len(s.Muted), audio.Total(s.Muted)
	return nil
}

// startOver takes back the ends that an earlier recording gave the turns.
func startOver(ctx context.Context, tx Tx, c *heed.Conversation) error {
	old, err := tx.Sounds.Get(ctx, c.ID)
	if heed.ErrorCode(err) == heed.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	for i := range min(len(old.How), len(c.Turns)) {
		if old.How[i] == audio.EndHeard {
			c.Turns[i].End = heed.Moment{}
		}
	}
	return nil
}

// DropRecording takes a recording away: its file, and every time that it gave.
func (a *App) DropRecording(ctx context.Context, conversation string) (err error) {
	defer heed.Wrap(&err, "drop the recording of %q", conversation)
	err = a.store.Write(ctx, func(tx Tx) error {
		c, err := tx.Conversations.Get(ctx, conversation)
		if err != nil {
			return err
		}
		if err := startOver(ctx, tx, &c); err != nil {
			return err
		}
		if err := tx.Sounds.Delete(ctx, conversation); err != nil {
			return err
		}
		return tx.Conversations.Update(ctx, &c)
	})
	if err != nil {
		return err
	}
	a.forgetHeard()
	return a.sweepSounds(ctx)
}

// SoundOf returns what the recording of a conversation tells; CodeNotFound:
// there is none.
func (a *App) SoundOf(ctx context.Context, conversation string) (s Sound, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		s, err = tx.Sounds.Get(ctx, conversation)
		return err
	})
	return s, err
}

// OpenSound opens the kept file of a recording; the caller closes it.
func (a *App) OpenSound(ctx context.Context, conversation string) (r io.ReadSeekCloser, s Sound, err error) {
	defer heed.Wrap(&err, "play %q", conversation)
	if s, err = a.SoundOf(ctx, conversation); err != nil {
		return nil, s, err
	}
	if s.File == "" || a.vault == nil {
		return nil, s, heed.Errorf(heed.CodeNotFound, "the recording of this conversation is not kept here")
	}
	r, err = a.vault.Open(ctx, s.File)
	return r, s, err
}

// sweepSounds deletes the files that nothing refers to any more. It runs alone
// among writers, so that no file goes between being put and being named.
func (a *App) sweepSounds(ctx context.Context) error {
	if a.vault == nil {
		return nil
	}
	return a.store.Write(ctx, func(tx Tx) error {
		named, err := tx.Sounds.Files(ctx)
		if err != nil {
			return err
		}
		there, err := a.vault.List(ctx)
		if err != nil {
			return err
		}
		for _, f := range there {
			if !slices.Contains(named, f) {
				if err := a.vault.Remove(ctx, f); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// stopKeeping takes the files of a participant's recordings away where they may
// no longer be kept. What was measured stays. The files go with the next sweep.
func (a *App) stopKeeping(ctx context.Context, tx Tx, participant string) error {
	ids, err := tx.People.Conversations(ctx, participant)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := a.recheckSound(ctx, tx, id); err != nil {
			return err
		}
	}
	return nil
}

// recheckSound takes the file of a conversation's recording away where it may
// not be kept.
func (a *App) recheckSound(ctx context.Context, tx Tx, conversation string) error {
	s, err := tx.Sounds.Get(ctx, conversation)
	if heed.ErrorCode(err) == heed.CodeNotFound || err == nil && s.File == "" {
		return nil
	}
	if err != nil {
		return err
	}
	c, err := tx.Conversations.Get(ctx, conversation)
	if err != nil {
		return err
	}
	why, _, err := a.mayKeep(ctx, tx, &c)
	if err != nil || why == SoundKept || why == SoundNoVault {
		return err
	}
	s.File, s.Format, s.Bytes, s.Muted = "", "", 0, nil
	return tx.Sounds.Save(ctx, s)
}

// burySound leaves a tombstone of a conversation's recording, so that the same
// file is not joined again.
func (a *App) burySound(ctx context.Context, tx Tx, conversation string) error {
	s, err := tx.Sounds.Get(ctx, conversation)
	if heed.ErrorCode(err) == heed.CodeNotFound {
		return nil
	}
	if err != nil {
		return err
	}
	key, err := a.tombstoneKey(ctx, tx)
	if err != nil {
		return err
	}
	return tx.Tombstones.Add(ctx, keyed(key, "recording", s.Source), a.now())
}

// fromRecording says that a measure was taken from the sound.
var fromRecording = map[heed.Language]string{
	heed.English: "from the recording, without words",
	heed.Spanish: "de la grabación, sin palabras",
}

// heardIn lays what the recording tells without words over the measures that
// the transcript alone could not give by time.
func heardIn(r *ListenReport, s *Sound, lang heed.Language) {
	why, ok := fromRecording[lang]
	if !ok {
		why = fromRecording[heed.English]
	}
	for name, v := range s.Measures {
		if have := r.Measures[name]; have.Measurable && have.Code != "by_words" {
			continue
		}
		v.Code, v.Why = "from_recording", why
		r.Measures[name] = v
	}
}
