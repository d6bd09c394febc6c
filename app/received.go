package app

import (
	"bytes"
	"context"
)

// Received are files that came by another way than a path: an upload, a
// pasted text.
type Received []ReceivedFile

// ReceivedFile is one of them.
type ReceivedFile struct {
	Name, Folder string
	Data         []byte
}

// Find implements Files; paths are not looked at.
func (r Received) Find(ctx context.Context, _ []string) ([]File, error) {
	found := make([]File, len(r))
	for i, f := range r {
		found[i] = File{Name: f.Name, Folder: f.Folder, Size: int64(len(f.Data)), Open: func() (FileReader, error) {
			return inMemory{bytes.NewReader(f.Data)}, nil
		}}
	}
	return found, ctx.Err()
}
