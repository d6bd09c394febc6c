package web

import (
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// mostUploaded is the most that one upload may hold, in bytes.
const mostUploaded = 256 << 20

// bringPage is the way in, with what came of the last import.
type bringPage struct {
	Kinds   []look.Option
	Studies []heed.Study
	Done    *broughtIn
	// Sent is where recordings without a transcript go to be put into words, ""
	// where nothing leaves.
	Sent    string
	Before  []earlier
	Problem string
}

// broughtIn says what became of every file.
type broughtIn struct {
	Preview bool
	Said    string
	Sum     string
	Import  int64
	Held    string // an upload that waits for a yes
	Files   []broughtFile
	// Speakers are the voices of a preview; Stuck says that a file could be read
	// if its columns were put right.
	Speakers []speakerPick
	Stuck    bool
	Ready    bool // something can be brought in
	Studies  []heed.Study
	Moved    []movedIn
}

type broughtFile struct {
	Name, State, Detail string
	Notes               []string
	Refused             bool
	Columns             []columnPick // of a preview
}

type earlier struct {
	ID           int64
	When, Sum    string
	Undone, Some bool
}

func (s *site) bringPage(r *http.Request) (page, bringPage, error) {
	words := look.In(whoLooks(r).Lang)
	p := s.page(r, words.Say("web.bring.title"))
	body := bringPage{Sent: s.opt.Speech.host()}
	for _, k := range heed.Kinds {
		body.Kinds = append(body.Kinds, look.Option{Value: string(k), Word: words.Say("kind." + string(k))})
	}
	var err error
	if body.Studies, err = s.app.Studies(r.Context()); err != nil {
		return p, body, err
	}
	p.amid(r, body.Studies)
	imports, err := s.app.Imports(r.Context())
	if err != nil {
		return p, body, err
	}
	for i, im := range imports {
		if i == 10 {
			break
		}
		var sum app.ImportSummary
		if len(im.Summary) > 0 && json.Unmarshal(im.Summary, &sum) != nil {
			continue // of an older version; its conversations are here all the same
		}
		when := im.Started
		if when.IsZero() {
			when = im.Finished
		}
		body.Before = append(body.Before, earlier{
			ID: im.ID, When: words.Day(heed.DateOf(when)), Undone: im.Undone, Some: sum.Conversations > 0,
			Sum: words.Say("conversations", "n", sum.Conversations),
		})
	}
	return p, body, nil
}

func (s *site) bring(w http.ResponseWriter, r *http.Request) error {
	p, body, err := s.bringPage(r)
	if err != nil {
		return err
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "bring", p)
}

// bringIn takes an upload or a pasted text: looks only, or brings it in. What
// was looked at is held for a while, so that a yes needs no second upload.
func (s *site) bringIn(w http.ResponseWriter, r *http.Request) error {
	files, form, err := receive(w, r)
	if err != nil {
		return err
	}
	words := look.In(whoLooks(r).Lang)
	u := &upload{files: files, study: strings.TrimSpace(form["study"]), kind: form["kind"], training: agreed(form["training"]), at: s.opt.Now()}
	problem := ""
	if id := form["held"]; id != "" && len(files) == 0 {
		if u = s.desk.take(id); u == nil {
			problem = words.Say("web.bring.expired")
		}
	} else if len(files) == 0 {
		problem = words.Say("web.bring.nothing")
	}
	if problem != "" {
		p, body, err := s.bringPage(r)
		if err != nil {
			return err
		}
		body.Problem, p.Body = problem, body
		return s.render(w, r, http.StatusUnprocessableEntity, "bring", p)
	}
	u.put(form)
	if form["do"] == "look" && !s.onlyHeard(u) {
		return s.lookFirst(w, r, u)
	}
	id, j := s.startImport(r.Context(), u)
	deadline := time.NewTimer(soon)
	defer deadline.Stop()
	for over := false; !over; {
		state, change := j.now()
		if over = state.Over; over {
			break
		}
		select {
		case <-change:
		case <-deadline.C:
			over = true
		case <-r.Context().Done():
			return nil
		}
	}
	http.Redirect(w, r, "/bring/progress/"+id, http.StatusSeeOther)
	return nil
}

// agreed reads a box that was ticked: unticked nobody has said anything.
func agreed(box string) heed.Allowance {
	if box == "yes" {
		return heed.Yes
	}
	return heed.Unknown
}

// lookFirst says what would be read, and stores nothing.
func (s *site) lookFirst(w http.ResponseWriter, r *http.Request, u *upload) error {
	req := u.request()
	req.Preview = true
	sum, err := s.app.Import(r.Context(), req)
	if err != nil {
		return err
	}
	p, body, err := s.bringPage(r)
	if err != nil {
		return err
	}
	body.Done = came(look.In(p.Lang), sum, body.Studies)
	u.remember(sum)
	u.picks(look.In(p.Lang), sum, body.Done)
	for i, f := range body.Done.Files {
		if f.Refused && len(f.Columns) > 0 {
			body.Done.Stuck, body.Done.Files[i].Detail = true, look.In(p.Lang).Say("web.bring.no_words")
		}
	}
	if body.Done.Ready = sum.Read > 0; body.Done.Ready || body.Done.Stuck {
		u.size = 0
		for _, f := range u.files {
			u.size += len(f.Data)
		}
		body.Done.Held = s.secret()
		s.desk.hold(body.Done.Held, u)
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "bring", p)
}

// receive reads the parts of an upload, at most mostUploaded in all.
func receive(w http.ResponseWriter, r *http.Request) (app.Received, map[string]string, error) {
	r.Body = http.MaxBytesReader(w, r.Body, mostUploaded)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, nil, heed.WrapError(heed.CodeInvalid, err, "that is not an upload")
	}
	var files app.Received
	form := map[string]string{}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, nil, uploadError(err)
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, nil, uploadError(err)
		}
		switch name := fileName(part); {
		case name != "" && len(data) > 0:
			files = append(files, app.ReceivedFile{Name: name, Data: data})
		case part.FormName() != "files":
			form[part.FormName()] = string(data)
		}
	}
	if text := form["text"]; strings.TrimSpace(text) != "" {
		files = append(files, app.ReceivedFile{Name: "pasted.txt", Data: []byte(text)})
	}
	return files, form, nil
}

// fileName keeps the folder that a browser names for a dropped folder.
func fileName(part *multipart.Part) string {
	return strings.TrimPrefix(strings.ReplaceAll(part.FileName(), `\`, "/"), "/")
}

func uploadError(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return heed.Errorf(heed.CodeTooLarge, "an upload holds at most %d MiB; bring more in with heed import", mostUploaded>>20)
	}
	return heed.WrapError(heed.CodeInvalid, err, "the upload broke off; nothing was stored")
}

func came(words look.Words, sum app.ImportSummary, studies []heed.Study) *broughtIn {
	out := &broughtIn{Preview: sum.Preview, Import: sum.Import, Said: words.Say("web.bring.done", "n", sum.Conversations)}
	if sum.Preview {
		out.Said = words.Say("web.bring.preview")
	}
	out.Sum = words.Say("web.bring.sum", "given", sum.Given, "read", sum.Read, "refused", sum.Refused)
	for _, st := range studies {
		for _, touched := range sum.Studies {
			if st.ID == touched {
				out.Studies = append(out.Studies, st)
			}
		}
	}
	for _, f := range sum.Files {
		b := broughtFile{Name: look.Clean(f.Name), State: words.Say("web.state." + f.State), Refused: f.State == app.FileRefused}
		b.Detail = f.Reason
		if f.Conversations > 0 {
			b.Detail = joined(", ", f.Format, words.Say("conversations", "n", f.Conversations), words.Say("web.turns", "n", f.Turns))
		}
		if f.State == app.FileRecording {
			b.Detail = soundDetail(words, f.Joined)
		}
		for i, role := range f.Roles {
			if sum.Preview {
				break // they stand where they can be put right
			}
			if i == 8 {
				b.Notes = append(b.Notes, words.Say("web.and_more", "n", len(f.Roles)-i))
				break
			}
			b.Notes = append(b.Notes, joined(", ", look.Clean(role.Speaker)+": "+words.Say("side."+cmp.Or(string(role.Role), "unknown")), becauseOf(words, role.Why)))
		}
		for _, c := range f.Columns {
			if c.Field != "" && !sum.Preview {
				b.Notes = append(b.Notes, joined(": ", look.Clean(c.Header), words.Say("field."+c.Field)))
			}
		}
		for _, warning := range f.Warnings {
			b.Notes = append(b.Notes, joined(": ", look.Clean(warning.Where), warning.What))
		}
		out.Files = append(out.Files, b)
	}
	return out
}

func (s *site) undoImport(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(r.PathValue("import"), 10, 64)
	if err != nil {
		return heed.Errorf(heed.CodeNotFound, "there is no such import")
	}
	if _, err := s.app.UndoImport(r.Context(), id); err != nil {
		return err
	}
	http.Redirect(w, r, "/bring?done=web.state.undone", http.StatusSeeOther)
	return nil
}
