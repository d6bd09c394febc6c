package app

import (
	"context"
	"io"
	"runtime"
	"sync"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/sense"
	"github.com/heedhq/heed/sense/acts"
)

// Config is what an App is made of.
type Config struct {
	Store Store
	Files Files
	// Vault keeps recordings; nil keeps none.
	Vault Vault
	// Now is the clock and Random fills its argument with random bytes.
	Now    func() time.Time
	Random func([]byte)
	// Workers is how many conversations are read at once; 0: one a core.
	Workers int
	// Models are made by heed train and stand in for the ones that are built in:
	// one of emotion, one of acts, or both.
	Models []io.Reader
}

// App runs the use cases on one database.
type App struct {
	store   Store
	files   Files
	vault   Vault
	now     func() time.Time
	random  func([]byte)
	workers int
	sense   *sense.Sense
	shown   shown
	heard   behind[*listeningOf]
	changed changes
	meant   behind[*meaningOf]
	leaving behind[Report] // reports for outside
	kept    kept
	asked   asked
	// answers lets one answer of a participant be taken in at a time.
	answers sync.Mutex

	practised practised
	working   working
}

// New makes an App. The clock and randomness are required.
func New(c Config) (*App, error) {
	if c.Now == nil || c.Random == nil {
		return nil, heed.Errorf(heed.CodeInternal, "an app needs a clock and randomness")
	}
	if c.Workers <= 0 {
		c.Workers = runtime.GOMAXPROCS(0)
	}
	m, err := loadModels(c.Models)
	if err != nil {
		return nil, err
	}
	o := sense.Options{Emotion: m.emotion, Acts: acts.Of}
	if m.acts != nil {
		o.Acts = m.acts.Of
	}
	return &App{
		store: c.Store, files: c.Files, vault: c.Vault, now: c.Now, random: c.Random,
		workers: c.Workers, sense: sense.New(o), working: working{wake: make(chan struct{}, 1)},
	}, nil
}

// understand reads a conversation; what comes back names every model and rule
// that took part.
func (a *App) understand(c *heed.Conversation) heed.Sensed {
	s := a.sense.Conversation(c)
	s.Version = a.senseVersion()
	return s
}

func (a *App) senseVersion() string { return a.sense.Version() + " " + acts.Version }

// Close ends what goes on in the background and closes the database.
func (a *App) Close() error {
	a.heard.end()
	a.meant.end()
	a.leaving.end()
	return a.store.Close()
}

// Progress is told how far a long piece of work is. Implementations return at
// once and may be called from several goroutines, one after the other.
type Progress interface {
	// Step says that done of total of the work called what is done; total 0
	// means not known.
	Step(what string, done, total int)
}

// ProgressFunc makes a function a Progress.
type ProgressFunc func(what string, done, total int)

// Step implements Progress.
func (f ProgressFunc) Step(what string, done, total int) { f(what, done, total) }

func orQuiet(p Progress) Progress {
	if p == nil {
		return ProgressFunc(func(string, int, int) {})
	}
	return p
}

// Studies lists the studies of the workspace by id.
func (a *App) Studies(ctx context.Context) (studies []heed.Study, err error) {
	defer heed.Wrap(&err, "list studies")
	err = a.store.Read(ctx, func(tx Tx) error {
		studies, err = tx.Studies.List(ctx)
		return err
	})
	return studies, err
}
