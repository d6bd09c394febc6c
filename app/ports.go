package app

import (
	"context"
	"time"

	"github.com/heedhq/heed"
)

// Store is a database. Both backends implement it on one body of SQL, and
// one conformance suite holds them to the same behaviour.
type Store interface {
	// Read runs f in a read-only transaction: everything it sees is of one
	// moment.
	Read(ctx context.Context, f func(Tx) error) error
	// Write runs f in a transaction that is kept if f returns nil and undone
	// whole otherwise.
	Write(ctx context.Context, f func(Tx) error) error
	Close() error
}

// Tx is what a transaction gives access to. Not-found is a heed.Error with
// CodeNotFound everywhere.
type Tx struct {
	Studies       Studies
	Sources       Sources
	Conversations Conversations
	Readings      Readings
	People        People
	Pseudonyms    Pseudonyms
	Tombstones    Tombstones
	Runs          Runs
	Views         Views
	Decisions     Decisions
	Figures       Figures
	Checks        Checks
	Work          Work
	Accounts      Accounts
	Playbacks     Playbacks
	Panels        Panels
	Attempts      Attempts
	Originals     Originals
	Codes         Codes
	Codings       Codings
	Memos         Memos
	Journal       Journal
	Corrections   Corrections
	Profiles      PracticeProfiles
	Increments    Increments
	Sounds        Sounds
	Recalls       Recalls
	Voices        Voices
	Changed       Changed
}

// Studies keeps studies with their settings. Ids are slugs of the name.
type Studies interface {
	Save(ctx context.Context, s heed.Study) error // insert or replace
	Get(ctx context.Context, id string) (heed.Study, error)
	List(ctx context.Context) ([]heed.Study, error) // by id
	Delete(ctx context.Context, id string) error    // with everything in it
}

// Import is one act of bringing in.
type Import struct {
	ID       int64     `json:"id"`
	Started  time.Time `json:"started"`
	Finished time.Time `json:"finished,omitzero"`
	// Summary is the import's own report, as JSON.
	Summary []byte `json:"summary"`
	Undone  bool   `json:"undone,omitempty"`
}

// Source is a file as received, addressed by its hash.
type Source struct {
	Hash      string   `json:"hash"` // lower-case hexadecimal SHA-256
	Name      string   `json:"name"`
	Format    string   `json:"format"`
	Size      int64    `json:"size"`
	Import    int64    `json:"import"`
	Signature []uint64 `json:"-"` // of its words, to notice near-duplicates
	// Content is the file's bytes; nil unless originals are kept.
	Content []byte `json:"-"`
}

// Sources keeps imports and the files that they brought.
type Sources interface {
	Begin(ctx context.Context, i Import) (id int64, err error)
	Finish(ctx context.Context, i Import) error
	Imports(ctx context.Context) ([]Import, error) // newest first
	// Add keeps s; existed says that the same bytes were there before, and
	// then nothing is changed.
	Add(ctx context.Context, s Source) (existed bool, err error)
	Get(ctx context.Context, hash string) (Source, error) // with Content
	List(ctx context.Context) ([]Source, error)           // by hash, without Content
	// OfImport lists the conversation ids that an import brought, for undo.
	OfImport(ctx context.Context, id int64) ([]string, error)
	// Undo marks an import as undone and forgets its sources, so that the same
	// bytes can be brought in again. Conversations are the caller's to delete.
	Undo(ctx context.Context, id int64) error
}

// Filter chooses conversations. Zero fields choose all.
type Filter struct {
	Study, Segment, Organisation, Stage string
	Kind                                heed.Kind
	Language                            heed.Language
	Participant                         string
	Participants                        []string     // any of them speaks; nil: anybody
	Feeling                             heed.Feeling // among its strongest three
	From, To                            heed.Date    // inclusive
	IDs                                 []string     // nil: any
	Limit, Offset                       int          // Limit 0: all
}

// ConversationRow is a line in a list of conversations.
type ConversationRow struct {
	ID, Study, Title, Segment, Organisation, Stage string
	Kind                                           heed.Kind
	Language                                       heed.Language
	Date                                           heed.Date
	Turns, Sentences                               int
	Participants                                   []string
	Feelings                                       []heed.FeelingScore // the strongest three
	Valence                                        float64
}

// Conversations keeps conversations as extracted and pseudonymised.
type Conversations interface {
	// Add refuses an id that exists with CodeConflict. importID 0: none.
	Add(ctx context.Context, c *heed.Conversation, importID int64) error
	// Get returns the newest revision of every turn.
	Get(ctx context.Context, id string) (heed.Conversation, error)
	// List returns a page by date (newest first, unknown last) then id, and
	// how many there are in all.
	List(ctx context.Context, f Filter) (rows []ConversationRow, total int, err error)
	// Each yields whole conversations of a study in the order of their ids
	// with what was sensed of them (nil where nothing was yet).
	Each(ctx context.Context, study string, yield func(*heed.Conversation, *heed.Sensed) error) error
	// Update replaces everything but the turns' text: speakers, roles, stage...
	Update(ctx context.Context, c *heed.Conversation) error
	// Revise appends a revision to a turn.
	Revise(ctx context.Context, id string, turn int, r Revision) error
	Delete(ctx context.Context, id string) error
}

// Revision is a turn's text as corrected.
type Revision struct {
	N    int // from 1; 0 is the text as imported
	Text string
	By   string
	At   time.Time
}

// Hit is an utterance found by full text.
type Hit struct {
	Conversation string
	Turn         int
	Text         string // the turn's
	Rank         float64
	Study        string
	Participant  string
}

// Readings keeps what sense found, and the full text.
type Readings interface {
	Save(ctx context.Context, s heed.Sensed) error // replaces
	Get(ctx context.Context, conversation string) (heed.Sensed, error)
	// Stale lists conversations of a study without a reading of that version.
	Stale(ctx context.Context, study, version string) ([]string, error)
	// Revisions returns every revision of a turn, oldest first.
	Revisions(ctx context.Context, conversation string, turn int) ([]Revision, error)
	// Search finds turns with all the words (stems in neither language are
	// assumed: prefixes match), best first.
	Search(ctx context.Context, query string, f Filter) ([]Hit, error)
}

// Identity is who a participant really is; it lives apart from conversations.
type Identity struct {
	Participant string
	Key         string // normalised name and organisation: finds the same person again
	Name        string // as imported; "" unless originals are kept
}

// People keeps participants, and their identities apart.
type People interface {
	Save(ctx context.Context, p heed.Participant) error
	Get(ctx context.Context, id string) (heed.Participant, error)
	List(ctx context.Context, study string) ([]heed.Participant, error) // by number
	// SaveIdentity keeps a key by which a participant is found again. Who was
	// made one of two people has several.
	SaveIdentity(ctx context.Context, i Identity) error
	Identities(ctx context.Context, study string) ([]Identity, error) // by participant and key
	// Delete removes the participant and their identities.
	Delete(ctx context.Context, id string) error
	// Conversations lists the ids of conversations in which they speak.
	Conversations(ctx context.Context, id string) ([]string, error)
}

// Pseudonyms hands out the numbers of [person 3], one sequence a study. Names
// are kept as keyed hashes only.
type Pseudonyms interface {
	// Number returns the number of a keyed name, the next free one if it is new.
	Number(ctx context.Context, study string, keyed []byte) (int, error)
	// Move gives a keyed name and the identity under it to another participant
	// of its study, under their number. The number that it had is not given out
	// again. A name that is not known is no error.
	Move(ctx context.Context, study string, keyed []byte, to heed.Participant) error
	// Forget drops a keyed name; its number is not given out again.
	Forget(ctx context.Context, study string, keyed []byte) error
}

// Tombstones keep an erased person's words from coming back: keyed hashes of
// identities and sources, never the words.
type Tombstones interface {
	Add(ctx context.Context, keyed []byte, at time.Time) error
	Has(ctx context.Context, keyed []byte) (bool, error)
	// Key is this database's secret for keyed hashes, made on first use from
	// what random returns.
	Key(ctx context.Context, random func() []byte) ([]byte, error)
}

// Runs keeps analyses. A Run is built aside and swapped in whole.
type Runs interface {
	// Put writes a run with all its rows, not yet current.
	Put(ctx context.Context, r heed.Run, u *heed.Understanding) error
	// Swap makes a run the study's current one and the one before it past.
	Swap(ctx context.Context, run string) error
	Current(ctx context.Context, study string) (heed.Run, error)
	List(ctx context.Context, study string) ([]heed.Run, error) // newest first
	// Whole reads all rows of a run back.
	Whole(ctx context.Context, run string) (heed.Understanding, error)
	// Replace rewrites the given claims and the earned shares of a run in
	// place (an increment, a decision, a member check).
	Replace(ctx context.Context, run string, u *heed.Understanding, claims []string) error
	// Prune drops past runs but the newest keep of a study; a negative keep
	// drops every run, the current one too.
	Prune(ctx context.Context, study string, keep int) error
}

// ClaimFilter chooses claims of a run. Zero fields choose all.
type ClaimFilter struct {
	Persona, Theme, Stage, Conversation, Participant string
	Cell                                             heed.Cell
	Kind                                             heed.SignalKind
	Review                                           heed.Review
	Limit, Offset                                    int
}

// Views reads rows that a Run stored; nothing here aggregates utterances.
type Views interface {
	// Overview is the understanding without claims, members of themes and maps.
	Overview(ctx context.Context, run string) (heed.Understanding, error)
	// Claims come strongest first, without evidence.
	Claims(ctx context.Context, run string, f ClaimFilter) (claims []heed.Claim, total int, err error)
	Claim(ctx context.Context, run, id string) (heed.Claim, error) // with evidence
	Persona(ctx context.Context, run, id string) (heed.Persona, error)
	Maps(ctx context.Context, run, persona string) ([]heed.EmpathyMap, error)
	Journeys(ctx context.Context, run string) ([]heed.Journey, error)
	Theme(ctx context.Context, run, id string) (heed.Theme, error) // with members
}

// Decisions is append-only; only erasure takes words out of one.
type Decisions interface {
	Append(ctx context.Context, d heed.Decision) (id int64, err error)
	List(ctx context.Context, study string) ([]heed.Decision, error) // oldest first
	// Last is the id of the newest decision; 0 where there is none.
	Last(ctx context.Context, study string) (int64, error)
	// Redact replaces what the decision d.ID holds; its time and kind stay.
	Redact(ctx context.Context, d heed.Decision) error
}

// Figures keeps what is laid beside the evidence.
type Figures interface {
	AddKPIs(ctx context.Context, study string, source string, k []heed.KPI) error // a source's KPIs replace its earlier ones
	KPIs(ctx context.Context, study string) ([]heed.KPI, error)                   // by date, stage, name
	SaveOffer(ctx context.Context, study string, o heed.Offer) error
	Offers(ctx context.Context, study string) ([]heed.Offer, error) // by id
	DeleteOffer(ctx context.Context, study, id string) error
	SaveCommitment(ctx context.Context, c heed.Commitment) error
	Commitments(ctx context.Context, study string) ([]heed.Commitment, error) // by id
}

// Checks keeps member checks.
type Checks interface {
	Save(ctx context.Context, m heed.MemberCheck) error // by claim and participant
	List(ctx context.Context, study string) ([]heed.MemberCheck, error)
}

// Work is the table of pending work, written in the transaction of the data
// that needs it.
type Work interface {
	Add(ctx context.Context, w heed.Work) (id int64, err error) // the same kind and target pending: one
	// Take claims the oldest piece whose lease is free, until then.
	Take(ctx context.Context, now, until time.Time) (w heed.Work, ok bool, err error)
	Done(ctx context.Context, id int64) error
	Fail(ctx context.Context, id int64, reason string, retry time.Time) error
	Pending(ctx context.Context) ([]heed.Work, error)
}

// Account is a person who signs in to Heed.
type Account struct {
	ID, Name, PasswordHash string
	Language               heed.Language
	Created                time.Time
}

// Accounts keeps those who may sign in, and their sessions.
type Accounts interface {
	Save(ctx context.Context, a Account) error
	ByName(ctx context.Context, name string) (Account, error)
	List(ctx context.Context) ([]Account, error)
	SaveSession(ctx context.Context, tokenHash string, account string, expires time.Time) error
	Session(ctx context.Context, tokenHash string, now time.Time) (account string, err error)
	EndSession(ctx context.Context, tokenHash string) error
	EndSessions(ctx context.Context, account string) error // all of an account
}
