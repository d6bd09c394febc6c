package app

import "context"

// Originals are the bytes of files as they came, kept on request, and what
// ties a conversation to the import that brought it.
type Originals interface {
	// Drop forgets the bytes of a source; that it was here stays known. No
	// source of that hash is no error.
	Drop(ctx context.Context, hash string) error
	// ImportOf returns the import that brought a conversation; 0: none.
	ImportOf(ctx context.Context, conversation string) (int64, error)
}
