package app

import (
	"context"
	"io"
)

// File is a file to bring in.
type File struct {
	// Name is the path as the user named it, with forward slashes.
	Name string
	// Folder is the name of the folder that holds it ("" for standard input).
	Folder string
	Size   int64
	// Open gives its bytes; the caller closes.
	Open func() (FileReader, error)
	// Err says why it cannot be read; then Open is nil.
	Err error
}

// FileReader gives a file's bytes in any order.
type FileReader interface {
	io.ReaderAt
	io.Closer
}

// Files finds what paths name. outside/files implements it.
type Files interface {
	// Find lists files under the paths in the order of their names; "-" is
	// standard input. A path that names nothing is an error.
	Find(ctx context.Context, paths []string) ([]File, error)
}
