package app_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/heedhq/heed/app"
)

// setsOnDisk is a data folder on disk.
type setsOnDisk string

func (f setsOnDisk) Open(p string) (io.ReadCloser, error) {
	return os.Open(filepath.Join(string(f), filepath.FromSlash(p)))
}

// TestShippedActs: what the binary holds is what heed train acts makes of the
// public sets today.
func TestShippedActs(t *testing.T) {
	dir := os.Getenv("HEED_DATA")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	if _, err := os.Stat(filepath.Join(dir, "train")); err != nil {
		t.Skip("no data: set HEED_DATA to the folder with the public sets")
	}
	out, err := app.Train(app.TrainRequest{Head: "acts", Data: setsOnDisk(dir), Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("..", "sense", "acts", "data", "acts.bin")
	if os.Getenv("HEED_UPDATE") != "" {
		if err := os.WriteFile(path, out.Model, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Model, kept) {
		t.Errorf("%s is not what is trained now; look why, then HEED_UPDATE=1 records it", path)
	}
}
