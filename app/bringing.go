package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path"
	"strings"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/read"
	"github.com/heedhq/heed/read/meta"
	"github.com/heedhq/heed/read/pseudonym"
)

// bringing is one import under way: files are read and pseudonymised in their
// order on one goroutine, understood by several, and stored in order again.
type bringing struct {
	started time.Time
	*App
	req      ImportRequest
	sum      *ImportSummary
	progress Progress
	asked    []File

	meta     map[string]meta.Meta // by folder; "" holds for all
	metaFile FileOutcome          // of --meta
	rest     []File
	veil     *veil // pseudonyms
	ours     ourPeople
	shelf    *shelf
	tables   []tables
	arrived  map[string][]string // conversations stored, by study
	sounds   []File              // recordings
	beside   map[string][]string // conversations by the name that their recording would have
}

// arrival passes through the pipeline: a conversation, or the end of a file.
type arrival struct {
	conversation *heed.Conversation
	studyName    string
	participants []known
	sensed       heed.Sensed
	file         *fileState
	end          bool
}

// fileState is what is known of the file being read.
type fileState struct {
	File
	source  Source
	outcome FileOutcome
	prints  printer
	// withdrawn counts conversations left out because their customer was erased.
	withdrawn int
	voices    []voice
	err       error
}

const (
	workSense = "sense"
	workShape = "shape"
)

func (b *bringing) run(ctx context.Context) error {
	if err := b.sortOut(ctx); err != nil {
		return err
	}
	b.ours, b.arrived = ourPeople{}, map[string][]string{}
	b.veil = newVeil(b.App, !b.req.KeepNames, b.req.Preview)
	b.shelf = newShelf(b)

	arrivals := make(chan arrival)
	reading, stop := context.WithCancel(ctx)
	defer stop()
	var readErr error
	go func() {
		defer close(arrivals)
		readErr = b.readAll(reading, arrivals) // seen after the channel is closed
	}()
	next := func() (arrival, bool, error) {
		x, more := <-arrivals
		if !more {
			return x, false, readErr
		}
		return x, true, nil
	}
	understand := func(x arrival) arrival {
		if x.conversation != nil {
			x.sensed = b.understand(x.conversation)
		}
		return x
	}
	err := inOrder(ctx, b.workers, next, understand, func(x arrival) error { return b.shelf.take(ctx, x) })
	stop()
	for range arrivals { // lets the reader see that nobody listens any more
	}
	if err != nil {
		return err
	}
	if err := b.shelf.flush(ctx); err != nil {
		return err
	}
	b.unmatched()
	if err := b.joinSounds(ctx); err != nil {
		return err
	}
	return b.layTables(ctx)
}

// sortOut reads the metadata first, since it describes the other files, and
// keeps the rest to do.
func (b *bringing) sortOut(ctx context.Context) error {
	b.meta = map[string]meta.Meta{}
	if b.req.Meta != "" {
		files, err := b.req.Files.Find(ctx, []string{b.req.Meta})
		if err != nil {
			return err
		}
		m, warnings, err := readMeta(files[0])
		if err != nil {
			return heed.WrapError(heed.CodeInvalid, err, "%s: %s", b.req.Meta, heed.ErrorMessage(err))
		}
		b.meta[""] = m
		b.metaFile = FileOutcome{Name: b.req.Meta, Format: "metadata", State: FileMetadata, Warnings: warnings}
	}
	for _, f := range b.asked {
		if f.Err != nil || !metadataName(f.Name) {
			b.rest = append(b.rest, f)
			continue
		}
		m, warnings, err := readMeta(f)
		outcome := FileOutcome{Name: f.Name, Format: "metadata", State: FileMetadata, Warnings: warnings}
		if err != nil {
			outcome.State, outcome.Reason, outcome.Code = FileRefused, heed.ErrorMessage(err), heed.ErrorCode(err)
		} else {
			b.meta[path.Dir(f.Name)] = m
		}
		b.sum.add(outcome)
	}
	b.takeSounds()
	return nil
}

// unmatched warns of metadata rows that fit no file.
func (b *bringing) unmatched() {
	if b.metaFile.Name != "" {
		b.metaFile.Warnings = append(b.metaFile.Warnings, warningsOf(b.meta[""].Unmatched())...)
		b.sum.add(b.metaFile)
	}
	for i := range b.sum.Files {
		f := &b.sum.Files[i]
		if m, ok := b.meta[path.Dir(f.Name)]; ok && f.State == FileMetadata {
			f.Warnings = append(f.Warnings, warningsOf(m.Unmatched())...)
		}
	}
}

func metadataName(name string) bool {
	switch strings.ToLower(path.Base(name)) {
	case "metadata.csv", "metadatos.csv", "metadata.tsv":
		return true
	}
	return false
}

func readMeta(f File) (meta.Meta, []ImportWarning, error) {
	data, err := readWhole(f)
	if err != nil {
		return meta.Meta{}, nil, err
	}
	m, warnings, err := meta.Parse(data)
	return m, warningsOf(warnings), err
}

func readWhole(f File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(io.NewSectionReader(r, 0, f.Size))
}

func warningsOf(in []read.Warning) []ImportWarning {
	out := make([]ImportWarning, 0, len(in))
	for _, w := range in {
		out = append(out, ImportWarning{Where: w.Where, What: w.What})
	}
	return out
}

// readAll reads the files in order and sends what they hold.
func (b *bringing) readAll(ctx context.Context, out chan<- arrival) error {
	send := func(x arrival) error {
		select {
		case out <- x:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for i, f := range b.rest {
		b.progress.Step("read", i, len(b.rest))
		state := &fileState{File: f, outcome: FileOutcome{Name: f.Name, State: FileRead}}
		if err := b.readFile(ctx, state, send); err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			state.err = err
		}
		if err := send(arrival{file: state, end: true}); err != nil {
			return err
		}
	}
	b.progress.Step("read", len(b.rest), len(b.rest))
	return nil
}

// readFile sends the conversations of one file. An error is about this file.
func (b *bringing) readFile(ctx context.Context, state *fileState, send func(arrival) error) error {
	if state.Err != nil {
		return state.Err
	}
	r, err := state.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	state.source = Source{Name: state.Name, Size: state.Size, Import: b.sum.Import}
	if state.source.Hash, err = hashOf(r, state.Size); err != nil {
		return heed.WrapError(heed.CodeInvalid, err, "could not be read to its end")
	}
	known, err := b.known(ctx, state.source.Hash)
	if err != nil {
		return err
	}
	if known {
		state.outcome.State = FileUnchanged
		return b.noteUnchanged(ctx, state.Name, state.source.Hash)
	}
	if b.req.KeepOriginals {
		if state.source.Content, err = io.ReadAll(io.NewSectionReader(r, 0, state.Size)); err != nil {
			return heed.WrapError(heed.CodeInvalid, err, "could not be read to its end")
		}
	}
	var sendErr error
	res, err := read.Stream(ctx, state.Name, r, state.Size, b.options(state.File), func(c heed.Conversation) error {
		sendErr = b.conversation(ctx, state, c, send)
		return sendErr
	})
	if sendErr != nil {
		return sendErr
	}
	state.note(res)
	if err == nil && len(res.KPIs)+len(res.Offers) > 0 {
		b.figures(state, res)
		if res.Count == 0 {
			state.outcome.State = FileFigures
		}
	}
	return err
}

func (b *bringing) known(ctx context.Context, hash string) (known bool, err error) {
	if b.req.Preview {
		return false, nil
	}
	err = b.store.Read(ctx, func(tx Tx) error {
		_, err := tx.Sources.Get(ctx, hash)
		known = err == nil
		if heed.ErrorCode(err) == heed.CodeNotFound {
			return nil
		}
		return err
	})
	return known, err
}

func (b *bringing) options(f File) read.Options {
	d := b.req.Defaults
	return read.Options{
		Map: b.req.columnsOf(f.Name), Roles: b.req.Roles,
		Kind: d.Kind, Language: d.Language, Study: d.Study, Segment: d.Segment,
		Organisation: d.Organisation, Stage: d.Stage, Date: d.Date,
		Relationship: d.Relationship, Consent: d.Consent,
	}
}

// conversation completes one conversation as read and sends it on.
func (b *bringing) conversation(ctx context.Context, state *fileState, c heed.Conversation, send func(arrival) error) error {
	b.describe(state.File, &c)
	state.meet(&c)
	c.Source = state.source.Hash
	if c.Language == "" {
		c.Language, _, _ = text.Speakers(&c)
	}
	if err := c.Validate(); err != nil {
		return err
	}
	participants, err := b.veil.cover(ctx, &c)
	if err != nil {
		return err
	}
	if allWithdrawn(&c) {
		state.withdrawn++
		return nil
	}
	name := c.Study
	c.Study = Slug(name)
	state.prints.add(&c)
	return send(arrival{conversation: &c, studyName: name, participants: participants, file: state})
}

// describe lays metadata and defaults onto c; what the file said itself wins
// over defaults, metadata wins over both.
func (b *bringing) describe(f File, c *heed.Conversation) {
	for _, folder := range []string{"", path.Dir(path.Dir(f.Name)), path.Dir(f.Name)} {
		if m, ok := b.meta[folder]; ok {
			m.Roles = b.req.Roles
			m.Apply(f.Name, c)
		}
	}
	if c.Study == "" {
		c.Study = studyName(f, c)
	}
	b.ours.sides(c)
}

// ourPeople remembers who spoke for us: somebody who does so in one file is no
// customer in the next, unless the metadata says so.
type ourPeople map[string]bool

func (o ourPeople) sides(c *heed.Conversation) {
	for i := range c.Speakers {
		s := &c.Speakers[i]
		name := text.Fold(s.Speaker)
		switch {
		case !pseudonym.Named(s.Speaker) || !strings.Contains(s.Speaker, " "): // a first name alone is too common
		case s.Role.Ours():
			o[name] = true
		case s.Role == heed.RoleCustomer && o[name] && !described(*s):
			s.Role = heed.RoleRep
			for j := range c.Turns {
				if c.Turns[j].Speaker == s.Speaker {
					c.Turns[j].Role = heed.RoleRep
				}
			}
		}
	}
}

// studyName names the study of a conversation that nobody named one for: the
// folder that holds the file, or the file where it is a table of many beside
// others.
func studyName(f File, c *heed.Conversation) string {
	stem := strings.TrimSuffix(path.Base(f.Name), path.Ext(f.Name))
	switch {
	case f.Folder == "" || f.Folder == "." || f.Folder == "/":
		return "Study"
	case c.Kind == heed.KindChat || c.Kind == heed.KindReview || c.Kind == heed.KindSurvey:
		if strings.EqualFold(path.Ext(f.Name), ".csv") || strings.EqualFold(path.Ext(f.Name), ".xlsx") {
			return stem
		}
	}
	return f.Folder
}

func hashOf(r io.ReaderAt, size int64) (string, error) {
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(r, 0, size)); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// note copies what the reader found about the file as a whole.
func (s *fileState) note(res read.Result) {
	o := &s.outcome
	o.Format, o.Rows, o.RowsRefused = res.Format, res.Rows, res.Refused
	s.source.Format = res.Format
	o.Warnings = append(o.Warnings, warningsOf(res.Warnings)...)
	for _, m := range res.Mapping {
		o.Columns = append(o.Columns, ColumnGuess{Header: m.Header, Field: m.Field, Sample: m.Sample})
	}
	o.Roles = s.roles(res.Roles)
}

// voice is a speaker as the file calls them, with the role that they got in
// the end.
type voice struct {
	conversation, speaker string
	role                  heed.Role
}

// meet notes the speakers of a conversation before names are taken out.
func (s *fileState) meet(c *heed.Conversation) {
	for _, v := range c.Speakers {
		s.voices = append(s.voices, voice{c.ID, v.Speaker, v.Role})
	}
}

// roles says of each speaker which role they got and why: as the reader
// guessed, unless the metadata knew better. Conversations that agree are
// folded into one line, in order of first appearance.
func (s *fileState) roles(guesses []read.RoleGuess) []RoleGuess {
	guessed := make(map[voice]string, len(guesses))
	for _, g := range guesses {
		guessed[voice{g.Conversation, g.Speaker, g.Role}] = g.Why
	}
	at := map[RoleGuess]int{}
	var out []RoleGuess
	for _, v := range s.voices {
		why, ok := guessed[v]
		if !ok {
			why = "metadata"
		}
		g := RoleGuess{Speaker: v.speaker, Role: v.role, Why: why}
		i, ok := at[g]
		if !ok {
			i = len(out)
			at[g] = i
			out = append(out, g)
		}
		out[i].Times++
	}
	s.voices = nil
	return out
}
