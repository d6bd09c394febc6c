// Package files finds and opens files on the local disk.
package files

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// Disk is the local disk, with a standard input that "-" names.
type Disk struct {
	Stdin io.Reader
	// MaxStdin is the most bytes taken from standard input; 0: 512 MiB.
	MaxStdin int64
}

const defaultMaxStdin = 512 << 20

// Find implements app.Files. Hidden files and folders (a leading dot) are left
// out unless named outright.
func (d Disk) Find(ctx context.Context, paths []string) ([]app.File, error) {
	var found []app.File
	for _, p := range paths {
		if p == "-" {
			f, err := d.stdin()
			if err != nil {
				return nil, err
			}
			found = append(found, f)
			continue
		}
		info, err := os.Stat(p)
		if err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return nil, heed.Errorf(heed.CodeNotFound, "%s: there is no such file or folder", p)
			}
			return nil, heed.WrapError(heed.CodeInvalid, err, "%s cannot be read", p)
		}
		if !info.IsDir() {
			found = append(found, file(p, info.Size()))
			continue
		}
		if found, err = walk(ctx, p, found); err != nil {
			return nil, err
		}
	}
	return dropRepeats(found), nil
}

func walk(ctx context.Context, root string, found []app.File) ([]app.File, error) {
	err := filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if ctxErr := ctx.Err(); ctxErr != nil {
			return ctxErr
		}
		hidden := p != root && strings.HasPrefix(filepath.Base(p), ".")
		switch {
		case err != nil:
			found = append(found, app.File{Name: filepath.ToSlash(p), Err: heed.WrapError(heed.CodeInvalid, err, "cannot be read")})
			if e != nil && e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case e.IsDir() && hidden:
			return fs.SkipDir
		case e.IsDir() || hidden:
			return nil
		}
		info, err := os.Stat(p) // through links
		if err != nil || !info.Mode().IsRegular() {
			if err == nil && info.IsDir() {
				return nil
			}
			found = append(found, app.File{Name: filepath.ToSlash(p), Err: heed.WrapError(heed.CodeInvalid, err, "is not a regular file")})
			return nil
		}
		found = append(found, file(p, info.Size()))
		return nil
	})
	return found, err
}

func file(p string, size int64) app.File {
	folder := filepath.Dir(p)
	if abs, err := filepath.Abs(folder); err == nil {
		folder = abs
	}
	return app.File{
		Name:   filepath.ToSlash(p),
		Folder: filepath.Base(folder),
		Size:   size,
		Open: func() (app.FileReader, error) {
			f, err := os.Open(p)
			if err != nil {
				return nil, heed.WrapError(heed.CodeInvalid, err, "cannot be opened")
			}
			return f, nil
		},
	}
}

func (d Disk) stdin() (app.File, error) {
	limit := d.MaxStdin
	if limit == 0 {
		limit = defaultMaxStdin
	}
	b, err := io.ReadAll(io.LimitReader(d.Stdin, limit+1))
	if err != nil {
		return app.File{}, heed.WrapError(heed.CodeInvalid, err, "standard input cannot be read")
	}
	if int64(len(b)) > limit {
		return app.File{}, heed.Errorf(heed.CodeTooLarge, "standard input is over %d MiB; bring it in as a file", limit>>20)
	}
	return app.File{Name: "stdin", Size: int64(len(b)), Open: func() (app.FileReader, error) {
		return memory{bytes.NewReader(b)}, nil
	}}, nil
}

type memory struct{ *bytes.Reader }

func (memory) Close() error { return nil }

// dropRepeats keeps the first of each name: a folder and a file in it may
// both be named.
func dropRepeats(found []app.File) []app.File {
	seen := make(map[string]bool, len(found))
	return slices.DeleteFunc(found, func(f app.File) bool {
		if seen[f.Name] {
			return true
		}
		seen[f.Name] = true
		return false
	})
}

// Folder is a folder of data; it implements app.Data.
type Folder string

// Open opens a file by its path within the folder.
func (f Folder) Open(path string) (io.ReadCloser, error) {
	return os.Open(filepath.Join(string(f), filepath.FromSlash(path)))
}
