// Package cli is Heed on the command line: it reads arguments, calls the use
// cases of package app, and prints what comes back. It holds no rules.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/alecthomas/kong"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// Program is a run of heed with all that it reaches.
type Program struct {
	In       io.Reader
	Out, Err io.Writer
	// Open opens the database that --db names.
	Open  func(ctx context.Context, db string) (app.Store, error)
	Files app.Files
	// Folder opens a folder of data.
	Folder func(dir string) app.Data
	// Vault opens the folder for recordings that --recordings names, or that
	// stands beside the database; nil where there is none.
	Vault func(db, folder string) app.Vault
	// Speech reaches a transcription service.
	Speech func(url, key, model string) app.Speech
	Now    func() time.Time
	Random func([]byte)
}

// Exit codes. Those of bad input and of our own faults differ, so that scripts
// can tell.
const (
	exitOK       = 0
	exitFault    = 1
	exitUsage    = 2 // bad arguments or bad input
	exitMissing  = 3 // not found
	exitNotThere = 4 // a database or service does not answer
	exitStopped  = 130
)

// grammar is the command line.
type grammar struct {
	DB         string           `name:"db" env:"HEED_DB" default:"heed.db" placeholder:"PATH|URL" help:"Database: a file, or a postgres:// URL (default ${default})."`
	Quiet      bool             `short:"q" help:"Print no progress."`
	Recordings string           `env:"HEED_RECORDINGS" placeholder:"FOLDER" help:"Folder for recordings (default: beside the database file, ending in .recordings)."`
	Version    kong.VersionFlag `help:"Print the version."`

	Import importCmd `cmd:"" help:"Bring conversations in: files, folders, or - for standard input."`
	Report reportCmd `cmd:"" help:"Write a report of what was understood, in which every line opens its quotations."`
	Demo   demoCmd   `cmd:"" help:"Start Heed with a sample workspace."`
	Serve  serveCmd  `cmd:"" help:"Serve the workspace to a browser on this machine."`
	Worker workerCmd `cmd:"" help:"Do the pending work of a database that several machines share."`
	Passwd passwdCmd `cmd:"" help:"Set the password of an account; from the first one on, everybody signs in."`

	Ask     askCmd     `cmd:"" help:"Answer a question in what customers said: claims and quotations, nothing else."`
	Changes changesCmd `cmd:"" help:"What new conversations moved, and what the last analysis changed."`

	Belief  beliefCmd  `cmd:"" help:"What you believe of the customers before they are heard, and what became of it."`
	Content contentCmd `cmd:"" help:"How customers respond to content items, by figure, over time."`
	Offer   offerCmd   `cmd:"" help:"What you offer, the pains it may answer, and the pains that nothing answers."`

	Export exportCmd `cmd:"" help:"Write a persona, an empathy map, a journey or the ledger as a file."`

	Sense      senseCmd      `cmd:"" help:"Understand texts: JSONL in, JSONL out."`
	Listen     listenCmd     `cmd:"" help:"Measure how well a conversation was listened to: JSONL in, JSONL out."`
	Reply      replyCmd      `cmd:"" help:"Read a reply to a customer and suggest better words: JSONL in, JSONL out."`
	Check      checkCmd      `cmd:"" help:"Hold a text against a persona."`
	Brief      briefCmd      `cmd:"" help:"What a text for a persona should answer, before it is written."`
	Story      storyCmd      `cmd:"" help:"Outline a persona's story from what may be quoted outside."`
	Guide      guideCmd      `cmd:"" help:"Interview guides and surveys: check one, or make one that aims at what is least sure."`
	Recall     recallCmd     `cmd:"" help:"Compare what you remember of a conversation with what was said in it."`
	Transcribe transcribeCmd `cmd:"" help:"Turn a recording into words through a service that you name."`
	Themes     themesGroup   `cmd:"" help:"Group texts by meaning; what became of a study's themes."`

	Practise practiseCmd `cmd:"" help:"Practise on real moments: what does this customer feel, think and risk?"`
	Playback playbackCmd `cmd:"" help:"Show claims back to the customers they are about, and take in their answers."`
	Promise  promiseCmd  `cmd:"" help:"What was promised because of claims, kept or broken."`
	Panel    panelCmd    `cmd:"" help:"Customers who agreed to be asked now and then."`
	Pulse    pulseCmd    `cmd:"" help:"How heard customers felt, apart from every other figure."`

	Bench benchCmd `cmd:"" help:"Measure the throughput of every stage."`
	Train trainCmd `cmd:"" help:"Train a model from labelled data."`
	Eval  evalCmd  `cmd:"" help:"Measure the models against labelled data."`
}

// Version is set by the build.
var Version = "dev"

// Run parses args (without the program's name), runs the command and returns
// the exit code.
func (p Program) Run(ctx context.Context, args []string) int {
	var g grammar
	code := -1
	parser, err := kong.New(&g,
		kong.Name("heed"),
		kong.Description("Heed shows customers as they are, in their own words, and how much of that understanding has been earned."),
		kong.Writers(p.Out, p.Err),
		kong.Exit(func(c int) { code = c }),
		kong.Vars{"version": Version},
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
	)
	if err != nil {
		return p.fail(err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	k, err := parser.Parse(args)
	if code >= 0 { // --help and --version have printed
		return code
	}
	if err != nil {
		p.say("%v", err)
		p.say("hint: heed --help lists the commands")
		return exitUsage
	}
	k.BindTo(ctx, (*context.Context)(nil))
	err = k.Run(&session{Program: p, db: g.DB, recordings: g.Recordings, quiet: g.Quiet})
	if err != nil && ctx.Err() != nil {
		p.say("stopped; what was stored is whole, and the same command goes on from there")
		return exitStopped
	}
	return p.fail(err)
}

// fail prints err for a person and returns its exit code.
func (p Program) fail(err error) int {
	if err == nil {
		return exitOK
	}
	var known *heed.Error
	if !errors.As(err, &known) {
		p.say("%v", err)
		return exitFault
	}
	p.say("%s", known.Message)
	if os.Getenv("HEED_DEBUG") != "" {
		p.say("because: %v", err)
	}
	switch known.Code {
	case heed.CodeInvalid, heed.CodeUnsupported, heed.CodeTooLarge, heed.CodeConflict, heed.CodeForbidden:
		return exitUsage
	case heed.CodeNotFound:
		return exitMissing
	case heed.CodeUnavailable:
		return exitNotThere
	}
	return exitFault
}

// say prints a line in the program's voice.
func (p Program) say(format string, args ...any) {
	fmt.Fprintf(p.Err, "heed: "+format+"\n", args...)
}

// defaultDB is the database where nobody names one.
const defaultDB = "heed.db"

// session is one command's way to the use cases.
type session struct {
	Program
	db         string
	recordings string
	quiet      bool
}

// app opens the database and makes an App; the caller closes it.
func (s *session) app(ctx context.Context) (*app.App, error) {
	store, err := s.Open(ctx, s.db)
	if err != nil {
		return nil, err
	}
	return s.appOn(store)
}

func (s *session) appOn(store app.Store, models ...io.Reader) (*app.App, error) {
	c := app.Config{Store: store, Files: s.Files, Now: s.Now, Random: s.Random, Models: models}
	if store != nil && s.Vault != nil {
		c.Vault = s.Vault(s.db, s.recordings)
	}
	return app.New(c)
}

// close closes the database; what it could not put in order is said, since the
// command's own work is done.
func (s *session) close(a *app.App) {
	if err := a.Close(); err != nil {
		s.say("the database was not closed cleanly: %v", err)
	}
}
