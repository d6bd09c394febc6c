package app

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/heedhq/heed"
)

// ImportRequest says what to bring in and what is known of all of it.
type ImportRequest struct {
	Paths []string
	// Files finds them; nil is the App's own.
	Files Files
	// Meta is the path of a metadata table; "" looks for metadata.csv beside
	// the files.
	Meta string
	// Defaults hold for every conversation that its file and the metadata say
	// nothing else about.
	Defaults Defaults
	// Columns overrides the guessed mapping of table columns to fields, ColumnsOf
	// those of one file, by its name, and Roles the guessed roles of speakers.
	Columns   map[string]string
	ColumnsOf map[string]map[string]string
	Roles     map[string]heed.Role
	// KeepNames turns pseudonyms off.
	KeepNames bool
	// KeepOriginals stores the files' bytes.
	KeepOriginals bool
	// Audio joins recordings to the transcripts of the same name; Sides are the
	// roles of their channels, in order, where they are known.
	Audio bool
	Sides []heed.Role
	// KPI reads every table as figures.
	KPI bool
	// Preview reads everything and stores nothing.
	Preview  bool
	Progress Progress
}

// Defaults are what an import says of all its conversations.
type Defaults struct {
	Study, Segment, Organisation, Stage string
	Kind                                heed.Kind
	Language                            heed.Language
	Relationship                        heed.Relationship
	BuyingRole                          string
	Date                                heed.Date
	Consent                             heed.Consent
}

// States of a file after an import.
const (
	FileRead      = "read"
	FileUnchanged = "unchanged" // the same bytes were here before
	FileMetadata  = "metadata"  // it describes other files
	FileFigures   = "figures"   // KPIs or offers
	FileAside     = "aside"     // a README, a licence: nothing that anybody said
	FileRefused   = "refused"
)

// FileOutcome says what became of one file.
type FileOutcome struct {
	Name          string          `json:"name"`
	Format        string          `json:"format,omitempty"`
	State         string          `json:"state"`
	Reason        string          `json:"reason,omitempty"` // why refused
	Code          heed.Code       `json:"code,omitempty"`
	Study         string          `json:"study,omitempty"`
	Conversations int             `json:"conversations"`
	Turns         int             `json:"turns"`
	Utterances    int             `json:"utterances"`
	Rows          int             `json:"rows,omitempty"`         // of a table
	RowsRefused   int             `json:"rows_refused,omitempty"` // each has a warning
	Warnings      []ImportWarning `json:"warnings,omitempty"`
	Columns       []ColumnGuess   `json:"columns,omitempty"`
	Roles         []RoleGuess     `json:"roles,omitempty"`
	// Like names a file whose words are nearly the same.
	Like string `json:"like,omitempty"`
	// Joined says what became of a recording.
	Joined *Joined `json:"joined,omitempty"`
}

// ImportWarning is something that was read in spite of a fault.
type ImportWarning struct {
	Where string `json:"where"`
	What  string `json:"what"`
}

// ColumnGuess says which field a table's column was taken for.
type ColumnGuess struct {
	Header string `json:"header"`
	Field  string `json:"field"` // "" for a column that was left out
	Sample string `json:"sample,omitempty"`
}

// RoleGuess says which side a speaker was taken to be on, and why.
type RoleGuess struct {
	Speaker string    `json:"speaker"`
	Role    heed.Role `json:"role"`
	Why     string    `json:"why"`
	Times   int       `json:"times"` // conversations in the file
}

// ImportSummary adds up: Read + Refused = Given.
type ImportSummary struct {
	Import        int64          `json:"import"`
	Given         int            `json:"given"`
	Read          int            `json:"read"`
	Refused       int            `json:"refused"`
	Unchanged     int            `json:"unchanged"` // of those read
	Conversations int            `json:"conversations"`
	Turns         int            `json:"turns"`
	Utterances    int            `json:"utterances"`
	Studies       []string       `json:"studies"`
	Pseudonyms    bool           `json:"pseudonyms"`
	Replaced      map[string]int `json:"replaced,omitempty"` // per kind of personal data
	Files         []FileOutcome  `json:"files"`
	Preview       bool           `json:"preview,omitempty"`
	// Moved is what the new conversations changed at once in studies that were
	// analysed before; the runs that are pending group everything anew.
	Moved []heed.Increment `json:"moved,omitempty"`
}

func (s *ImportSummary) add(o FileOutcome) {
	s.Given++
	switch o.State {
	case FileRefused:
		s.Refused++
	case FileUnchanged:
		s.Read++
		s.Unchanged++
	default:
		s.Read++
	}
	s.Conversations += o.Conversations
	s.Turns += o.Turns
	s.Utterances += o.Utterances
	s.Files = append(s.Files, o)
}

// Import brings conversations in: reads, pseudonymises, understands and
// stores them, whole conversations only. What cannot be read is refused with
// a reason and hinders nothing else. When ctx is cancelled, what was stored
// stays, whole, and the same import can be run again. The studies it touched
// have work pending (see Analyse); those that were analysed before show at
// once what a few new conversations change (see Increase).
func (a *App) Import(ctx context.Context, req ImportRequest) (sum ImportSummary, err error) {
	defer heed.Wrap(&err, "import")
	if err := req.validate(); err != nil {
		return sum, err
	}
	if req.Files == nil {
		req.Files = a.files
	}
	found, err := req.Files.Find(ctx, req.Paths)
	if err != nil {
		return sum, err
	}
	if len(found) == 0 {
		return sum, heed.Errorf(heed.CodeInvalid, "%v: there are no files to bring in", req.Paths)
	}
	sum.Pseudonyms, sum.Preview = !req.KeepNames, req.Preview

	b := &bringing{App: a, req: req, sum: &sum, progress: orQuiet(req.Progress), asked: found}
	if err := b.begin(ctx); err != nil {
		return sum, err
	}
	runErr := b.run(ctx)
	slices.Sort(sum.Studies)
	if b.veil != nil {
		sum.Replaced = b.veil.counts
	}
	// The record of the import is kept even when it was cut short.
	if err := b.finish(context.WithoutCancel(ctx)); runErr == nil {
		runErr = err
	}
	if runErr != nil {
		return sum, runErr
	}
	if !req.Preview {
		if err := a.recheckSounds(ctx, sum.Studies); err != nil {
			return sum, err
		}
	}
	for _, study := range sum.Studies {
		moved, ok, err := a.Increase(ctx, study, b.arrived[study])
		if err != nil {
			return sum, err
		}
		if ok {
			sum.Moved = append(sum.Moved, moved)
		}
	}
	return sum, nil
}

// withoutNames is what is stored of a summary: counts, without the labels and
// samples that are shown once so that a wrong guess is seen.
func (s *ImportSummary) withoutNames() ImportSummary {
	out := *s
	out.Files = slices.Clone(s.Files)
	for i := range out.Files {
		f := &out.Files[i]
		f.Roles, f.Columns = nil, slices.Clone(f.Columns)
		for j := range f.Columns {
			f.Columns[j].Sample = ""
		}
	}
	return out
}

func (r *ImportRequest) validate() error {
	if len(r.Paths) == 0 {
		return heed.Errorf(heed.CodeInvalid, "name a file or a folder to bring in, or - for standard input")
	}
	if k := r.Defaults.Kind; k != "" && !slices.Contains(heed.Kinds, k) {
		return heed.Errorf(heed.CodeInvalid, "kind %q is not one of %v", k, heed.Kinds)
	}
	if l := r.Defaults.Language; l != "" && l != heed.English && l != heed.Spanish {
		return heed.Errorf(heed.CodeInvalid, "language %q is not en or es", l)
	}
	return r.Defaults.Consent.Validate()
}

func (b *bringing) begin(ctx context.Context) error {
	if b.req.Preview {
		return nil
	}
	return b.store.Write(ctx, func(tx Tx) (err error) {
		b.started = b.now()
		b.sum.Import, err = tx.Sources.Begin(ctx, Import{Started: b.started})
		return err
	})
}

func (b *bringing) finish(ctx context.Context) error {
	if b.req.Preview {
		return nil
	}
	summary, err := json.Marshal(b.sum.withoutNames())
	if err != nil {
		return err
	}
	return b.store.Write(ctx, func(tx Tx) error {
		for _, study := range b.sum.Studies {
			if _, err := tx.Work.Add(ctx, heed.Work{Kind: workShape, Target: study, At: b.now()}); err != nil {
				return err
			}
		}
		return tx.Sources.Finish(ctx, Import{ID: b.sum.Import, Started: b.started, Finished: b.now(), Summary: summary})
	})
}
