package web

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// soundRoutes serves and takes in the recordings of conversations.
func (s *site) soundRoutes(page func(string, handler)) {
	page("GET /s/{study}/conversations/{id}/recording", s.play)
	page("POST /s/{study}/conversations/{id}/recording", s.joinSound)
}

// player is the recording under a conversation: what is played, or why not.
type player struct {
	There, Playable bool
	Src             string // the file
	About           string // how long, whose channels
	Notes           []string
	Fix             []fix // whose consent is missing
	Act             string
	Sides           []look.Option
	Ends            string // seconds at which the ribbon ends; "" where it runs by turn
}

type fix struct{ Who, Href string }

// cue is where to play from for a turn or a moment.
type cue struct {
	Src         string // the file, with the place for browsers without script
	From, Until string // seconds
	Clock       string
	Says        string // where its sentences begin: "character:seconds ..."
	Label       string
	Rough       bool
}

// sound returns the player of a conversation.
func (s *site) sound(r *http.Request, sc *look.Scene, c *heed.Conversation) (*player, *app.SoundView, error) {
	v, err := s.app.Recording(r.Context(), c.ID)
	if err != nil {
		return nil, nil, err
	}
	base := "/s/" + c.Study + "/conversations/" + c.ID + "/recording"
	p := &player{There: v.There, Playable: v.Playable(), Src: base, Act: base, Ends: ribbonEnds(c)}
	for _, o := range []string{"", "ours", "theirs"} {
		p.Sides = append(p.Sides, look.Option{Value: o, Word: sc.Say("web.sound.side." + o)})
	}
	if v.There {
		p.About = joined(", ", look.Clock(heed.At(v.Seconds)), channelsOf(sc, &v))
		if v.Rough() {
			p.Notes = append(p.Notes, sc.Say("web.sound.rough"))
		}
		if n := len(v.Muted); n > 0 && p.Playable {
			p.Notes = append(p.Notes, sc.Say("web.sound.muted", "n", n))
		}
	}
	if !p.Playable && v.Why != "" {
		say := "web.sound.why."
		if !v.There {
			say = "web.sound.would."
		}
		p.Notes = append(p.Notes, sc.Say(say+v.Why))
		for _, id := range v.Missing {
			if id != "" {
				name, _, _ := sc.Who(id, "")
				p.Fix = append(p.Fix, fix{name, "/s/" + c.Study + "/people/" + id})
			}
		}
	}
	return p, &v, nil
}

// channelsOf says whose the channels are.
func channelsOf(sc *look.Scene, v *app.SoundView) string {
	if len(v.Speech) < 2 {
		return sc.Say("web.sound.one")
	}
	var words []string
	for _, side := range v.Sides {
		if side != "" {
			words = append(words, sc.Say("web.sound.role."+string(side)))
		}
	}
	text := sc.Say("web.sound.channels", "n", len(v.Speech))
	if len(words) == 0 {
		return text
	}
	text += ": " + strings.Join(words, ", ")
	if v.Guessed {
		text += " (" + sc.Say("web.sound.guessed") + ")"
	}
	return text
}

// cueAt is the place of a moment in the recording; nil where it cannot be
// played.
func cueAt(sc *look.Scene, v *app.SoundView, base string, from, until float64) *cue {
	if v == nil || !v.Playable() {
		return nil
	}
	c := &cue{From: seconds(from), Clock: look.Clock(heed.At(from)), Src: base + "/recording#t=" + seconds(from)}
	if until > from {
		c.Until = seconds(until)
	}
	c.Label = sc.Say("web.sound.from", "at", c.Clock)
	return c
}

func seconds(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// turnCue is the place of a turn.
func turnCue(sc *look.Scene, v *app.SoundView, base string, turn int, text string) *cue {
	if v == nil {
		return nil
	}
	at := v.TurnAt(turn)
	if !at.From.Known {
		return nil
	}
	c := cueAt(sc, v, base, at.From.Seconds, at.To.Seconds)
	if c == nil {
		return nil
	}
	if c.Rough = v.RoughAt(turn); c.Rough {
		c.Clock = "≈" + c.Clock
		c.Label = sc.Say("web.sound.about", "at", look.Clock(at.From))
	}
	var says []string
	for _, u := range v.Says(turn) {
		if u.Start <= len(text) {
			says = append(says, strconv.Itoa(units(text[:u.Start]))+":"+seconds(u.At))
		}
	}
	c.Says = strings.Join(says, " ")
	return c
}

// playUnder returns the player of a conversation and gives its turns their
// places.
func (s *site) playUnder(r *http.Request, sc *look.Scene, c *heed.Conversation, turns []turn) (*player, error) {
	p, v, err := s.sound(r, sc, c)
	if err != nil {
		return nil, err
	}
	cueTurns(sc, v, c, "/s/"+c.Study+"/conversations/"+c.ID, turns)
	return p, nil
}

// ribbonEnds is the second at which a conversation's ribbon ends; "" where it
// runs by turn.
func ribbonEnds(c *heed.Conversation) string {
	end := 0.0
	for _, t := range c.Turns {
		if !t.Start.Known {
			return ""
		}
		end = max(end, t.Start.Seconds)
		if t.End.Known {
			end = max(end, t.End.Seconds)
		}
	}
	return seconds(end)
}

// cueTurns gives the turns of a transcript their places in the recording.
func cueTurns(sc *look.Scene, v *app.SoundView, c *heed.Conversation, base string, turns []turn) {
	for i := range turns {
		n := turns[i].N - 1
		turns[i].Cue = turnCue(sc, v, base, n, c.Turns[n].Text)
	}
}

// soundTypes are the media types of what is kept.
var soundTypes = map[string]string{"wav": "audio/wav", "mp3": "audio/mpeg", "flac": "audio/flac"}

// play serves the file, in parts where the browser asks for parts, to this
// site's own pages only.
func (s *site) play(w http.ResponseWriter, r *http.Request) error {
	if from := r.Header.Get("Sec-Fetch-Site"); from != "" && from != "same-origin" && from != "none" {
		return heed.Errorf(heed.CodeForbidden, "a recording is played here and nowhere else")
	}
	file, v, err := s.app.OpenSound(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	defer file.Close()
	if v.Study != r.PathValue("study") {
		return heed.Errorf(heed.CodeNotFound, "the recording of this conversation is not kept here")
	}
	h := w.Header()
	h.Set("Content-Type", soundTypes[v.Format])
	h.Set("Cache-Control", "private, no-store")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Content-Disposition", "inline")
	http.ServeContent(w, r, "", v.At, file)
	return nil
}

// joinSound takes a recording in, or away.
func (s *site) joinSound(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.nav.conversations", "conversations")
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	v, err := s.app.Conversation(r.Context(), id)
	if err != nil {
		return err
	}
	if v.Study != p.Study.ID {
		return heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("web.no_conversation"))
	}
	data, form, err := receiveSound(w, r)
	if err != nil {
		return err
	}
	back := "/s/" + v.Study + "/conversations/" + id
	if form["act"] == "remove" {
		if err := s.app.DropRecording(r.Context(), id); err != nil {
			return err
		}
		return s.doneAt(w, r, back, "web.sound.removed", 0)
	}
	if len(data) == 0 {
		return heed.Errorf(heed.CodeInvalid, "%s", p.scene.Say("web.sound.none"))
	}
	j, err := s.app.JoinRecording(r.Context(), app.JoinRequest{Conversation: id, Data: data, Sides: sidesFor(&v.Conversation, form["sides"])})
	if err != nil {
		return err
	}
	done := "web.sound.joined"
	switch {
	case !j.Kept:
		done = "web.sound.measured"
	case j.Inside < 0.6:
		done = "web.sound.elsewhere"
	}
	return s.doneAt(w, r, back, done, 0)
}

// sidesFor turns the choice of the form into the channels' roles.
func sidesFor(c *heed.Conversation, chosen string) []heed.Role {
	ours := heed.RoleRep
	for i := range c.Turns {
		if role := c.RoleOf(i); role.Ours() {
			ours = role
			break
		}
	}
	switch chosen {
	case "ours":
		return []heed.Role{ours, heed.RoleCustomer}
	case "theirs":
		return []heed.Role{heed.RoleCustomer, ours}
	}
	return nil
}

// receiveSound reads the form with its one file.
func receiveSound(w http.ResponseWriter, r *http.Request) (data []byte, form map[string]string, err error) {
	r.Body = http.MaxBytesReader(w, r.Body, mostUploaded)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, nil, heed.WrapError(heed.CodeInvalid, err, "that is not an upload")
	}
	form = map[string]string{}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return data, form, nil
		}
		if err != nil {
			return nil, nil, uploadError(err)
		}
		b, err := io.ReadAll(part)
		if err != nil {
			return nil, nil, uploadError(err)
		}
		switch {
		case part.FormName() == "recording":
			data = b
		case utf8.Valid(b):
			form[part.FormName()] = string(b)
		}
	}
}

// soundDetail says on the page of an import what became of a recording.
func soundDetail(words look.Words, j *app.Joined) string {
	if j == nil {
		return words.Say("web.sound.will")
	}
	parts := []string{look.Clock(heed.At(j.Seconds)), words.Say("web.sound.channels", "n", j.Channels)}
	if j.Low() {
		parts = append(parts, words.Say("web.sound.rough"))
	}
	if j.Kept {
		parts = append(parts, words.Say("web.sound.kept"))
	} else {
		parts = append(parts, words.Say("web.sound.why."+j.Why))
	}
	return strings.Join(parts, "; ")
}
