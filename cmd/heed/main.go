// Command heed earns its users the right to empathise with their customers.
package main

import (
	"context"
	"crypto/rand"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/outside/files"
	"github.com/heedhq/heed/outside/speech"
	"github.com/heedhq/heed/show/cli"
	"github.com/heedhq/heed/store/postgres"
	"github.com/heedhq/heed/store/sqlite"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	program := cli.Program{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Open:   open,
		Files:  files.Disk{Stdin: os.Stdin},
		Folder: func(dir string) app.Data { return files.Folder(dir) },
		Vault:  vault,
		Speech: func(url, key, model string) app.Speech { return speech.Service{URL: url, Key: key, Model: model} },
		Now:    time.Now,
		Random: func(b []byte) { _, _ = rand.Read(b) }, // never fails since Go 1.24
	}
	code := program.Run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// open picks the backend by the form of the name: a postgres:// URL, else the
// path of an SQLite file.
func open(ctx context.Context, db string) (app.Store, error) {
	if strings.HasPrefix(db, "postgres://") || strings.HasPrefix(db, "postgresql://") {
		return postgres.Open(ctx, db, postgres.Options{})
	}
	return sqlite.Open(ctx, db, sqlite.Options{})
}

// vault is the folder for recordings: the one named, else beside the database
// file. A PostgreSQL server has none unless it is named.
func vault(db, folder string) app.Vault {
	switch {
	case folder != "":
		return files.Vault(folder)
	case strings.HasPrefix(db, "postgres://"), strings.HasPrefix(db, "postgresql://"):
		return nil
	}
	return files.Vault(db + ".recordings")
}
