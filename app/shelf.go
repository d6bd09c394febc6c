package app

import (
	"context"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read"
)

// shelf stores what arrives, whole conversations in batches. A file's source
// is stored in the batch of its last conversation, so that a file cut short is
// taken up again by the next import of the same bytes.
type shelf struct {
	b     *bringing
	batch []arrival
	words int // bytes of text in the batch
	// studies are those known to exist, by id.
	studies map[string]bool
	// like finds near-duplicates among files.
	like likeness
	done int // conversations stored
	// folders counts the conversations of each study by folder of their file.
	folders map[string]map[string]int
}

const (
	batchConversations = 256
	batchBytes         = 4 << 20
)

func newShelf(b *bringing) *shelf {
	return &shelf{b: b, studies: map[string]bool{}, folders: map[string]map[string]int{}}
}

func (s *shelf) take(ctx context.Context, x arrival) error {
	if x.conversation != nil {
		o := &x.file.outcome
		o.Conversations++
		o.Turns += len(x.conversation.Turns)
		o.Utterances += len(x.sensed.Readings)
		if o.Study == "" {
			o.Study = x.conversation.Study
		}
		for _, t := range x.conversation.Turns {
			s.words += len(t.Text)
		}
	}
	s.batch = append(s.batch, x)
	if len(s.batch) >= batchConversations || s.words >= batchBytes {
		return s.flush(ctx)
	}
	return nil
}

// flush stores the batch in one transaction and counts the files that ended
// in it.
func (s *shelf) flush(ctx context.Context) error {
	if len(s.batch) == 0 {
		return nil
	}
	if !s.b.req.Preview {
		err := s.b.store.Write(ctx, func(tx Tx) error {
			for _, x := range s.batch {
				if err := s.store(ctx, tx, x); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, x := range s.batch {
		if x.conversation != nil {
			s.done++
			s.b.touch(x.conversation.Study)
			if !s.b.req.Preview {
				s.b.arrived[x.conversation.Study] = append(s.b.arrived[x.conversation.Study], x.conversation.ID)
			}
			s.b.noteBeside(x.file.Name, x.conversation.ID)
			s.count(x)
		}
		if x.end {
			s.b.sum.add(x.file.end())
		}
	}
	s.b.progress.Step("understood", s.done, 0)
	s.batch, s.words = s.batch[:0], 0
	return nil
}

func (s *shelf) count(x arrival) {
	folder := path.Dir(x.file.Name)
	if s.folders[folder] == nil {
		s.folders[folder] = map[string]int{}
	}
	s.folders[folder][x.conversation.Study]++
}

func (s *shelf) store(ctx context.Context, tx Tx, x arrival) error {
	if x.end {
		return s.storeSource(ctx, tx, x.file)
	}
	c := x.conversation
	if err := s.study(ctx, tx, c.Study, x.studyName); err != nil {
		return err
	}
	for _, p := range x.participants {
		if err := saveParticipant(ctx, tx, p.Participant); err != nil {
			return err
		}
		if err := tx.People.SaveIdentity(ctx, Identity{Participant: p.ID, Key: hex.EncodeToString(p.key)}); err != nil {
			return err
		}
	}
	err := tx.Conversations.Add(ctx, c, s.b.sum.Import)
	if heed.ErrorCode(err) == heed.CodeConflict {
		return s.again(ctx, tx, x)
	}
	if err != nil {
		return err
	}
	return tx.Readings.Save(ctx, x.sensed)
}

// again handles an id that is taken: by an earlier, cut short import of the
// same file, which is taken up again, or by another file of the same name.
func (s *shelf) again(ctx context.Context, tx Tx, x arrival) error {
	c := x.conversation
	there, err := tx.Conversations.Get(ctx, c.ID)
	if err != nil || there.Source == c.Source {
		return err
	}
	old := c.ID
	c.ID = fmt.Sprintf("%s-%s", c.ID, c.Source[:8])
	x.sensed.Conversation = c.ID
	if err := tx.Conversations.Add(ctx, c, s.b.sum.Import); err != nil {
		return heed.WrapError(heed.CodeConflict, err, "a conversation called %s is already here, from another file", old)
	}
	return tx.Readings.Save(ctx, x.sensed)
}

func (s *shelf) study(ctx context.Context, tx Tx, id, name string) error {
	if s.studies[id] {
		return nil
	}
	_, err := tx.Studies.Get(ctx, id)
	if heed.ErrorCode(err) == heed.CodeNotFound {
		err = tx.Studies.Save(ctx, heed.Study{
			ID: id, Name: name, Consent: s.b.req.Defaults.Consent, Settings: heed.DefaultSettings(),
		})
	}
	if err != nil {
		return err
	}
	s.studies[id] = true
	return nil
}

// saveParticipant adds what a further conversation says about a participant
// to what is known; the first to say something wins.
func saveParticipant(ctx context.Context, tx Tx, p heed.Participant) error {
	known, err := tx.People.Get(ctx, p.ID)
	if heed.ErrorCode(err) == heed.CodeNotFound {
		return tx.People.Save(ctx, p)
	}
	if err != nil {
		return err
	}
	fill := func(to *string, from string) {
		if *to == "" {
			*to = from
		}
	}
	fill(&known.Organisation, p.Organisation)
	fill(&known.Segment, p.Segment)
	fill(&known.Title, p.Title)
	fill((*string)(&known.Relationship), string(p.Relationship))
	fill(&known.BuyingRole, p.BuyingRole)
	known.Consent = known.Consent.Strictest(p.Consent)
	if p.Relationship == heed.Customer {
		known.Relationship = heed.Customer // a prospect who bought
	}
	for _, k := range slices.Sorted(maps.Keys(p.Attributes)) {
		if known.Attributes == nil {
			known.Attributes = map[string]string{}
		}
		if known.Attributes[k] == "" {
			known.Attributes[k] = p.Attributes[k]
		}
	}
	return tx.People.Save(ctx, known)
}

func (s *shelf) storeSource(ctx context.Context, tx Tx, f *fileState) error {
	if f.err != nil || f.source.Hash == "" || f.outcome.State == FileUnchanged {
		return nil
	}
	f.source.Signature = f.prints.signature()
	if f.outcome.Conversations > 0 {
		like, err := s.like.find(ctx, tx, f.source)
		if err != nil {
			return err
		}
		f.outcome.Like = like
	}
	_, err := tx.Sources.Add(ctx, f.source)
	return err
}

// touch notes a study that this import changed.
func (b *bringing) touch(study string) {
	if !slices.Contains(b.sum.Studies, study) {
		b.sum.Studies = append(b.sum.Studies, study)
	}
}

// end completes a file's outcome.
func (f *fileState) end() FileOutcome {
	o := f.outcome
	switch {
	case f.err != nil:
		o.State, o.Reason, o.Code = FileRefused, heed.ErrorMessage(f.err), heed.ErrorCode(f.err)
	case f.withdrawn > 0 && o.Conversations == 0:
		o.State, o.Code = FileRefused, heed.CodeForbidden
		o.Reason = "whoever speaks here asked to be forgotten"
	case o.State == FileRead && o.Conversations == 0 && read.Aside(f.Name):
		o.State = FileAside
	case o.State == FileRead && o.Conversations == 0:
		o.State, o.Code = FileRefused, heed.CodeInvalid
		o.Reason = "holds no conversation that could be read"
	}
	if f.withdrawn > 0 && o.Conversations > 0 {
		o.Warnings = append(o.Warnings, ImportWarning{Where: o.Name,
			What: fmt.Sprintf("%d conversations were left out: whoever speaks there asked to be forgotten", f.withdrawn)})
	}
	if o.Like != "" {
		o.Warnings = append(o.Warnings, ImportWarning{Where: o.Name, What: "nearly the same words as " + o.Like})
	}
	return o
}
