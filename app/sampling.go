package app

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"strings"

	"github.com/heedhq/heed/app/sample"
)

// ImportSample brings the sample workspace in and analyses it.
func (a *App) ImportSample(ctx context.Context, progress Progress) (ImportSummary, error) {
	sum, err := a.Import(ctx, ImportRequest{Paths: []string{sample.Folder}, Files: tree{sample.Files}, Progress: progress})
	if err != nil {
		return sum, err
	}
	return sum, a.PendingStudies(ctx, progress)
}

// tree offers the files of a file system that is not the disk.
type tree struct{ fsys fs.FS }

// Find implements Files.
func (t tree) Find(ctx context.Context, paths []string) ([]File, error) {
	var found []File
	for _, root := range paths {
		err := fs.WalkDir(t.fsys, root, func(name string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() || strings.EqualFold(path.Base(name), "README.md") {
				return ctx.Err()
			}
			data, err := fs.ReadFile(t.fsys, name)
			if err != nil {
				return err
			}
			found = append(found, File{
				Name: name, Folder: path.Base(path.Dir(name)), Size: int64(len(data)),
				Open: func() (FileReader, error) { return inMemory{bytes.NewReader(data)}, nil },
			})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

type inMemory struct{ *bytes.Reader }

func (inMemory) Close() error { return nil }
