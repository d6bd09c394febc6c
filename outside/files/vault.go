package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"github.com/heedhq/heed"
)

// Vault is a folder of files that are called by the hash of their content; it
// implements app.Vault. The folder is made with the first file, and only its
// owner may look into it.
type Vault string

var hashName = regexp.MustCompile(`^[0-9a-f]{64}$`)

// path returns where a file stands; a name that is no hash leads nowhere else.
func (v Vault) path(hash string) (string, error) {
	if !hashName.MatchString(hash) {
		return "", heed.Errorf(heed.CodeNotFound, "there is no recording of that name")
	}
	return filepath.Join(string(v), hash), nil
}

// Put writes a file whole or not at all.
func (v Vault) Put(_ context.Context, data []byte) (hash string, err error) {
	sum := sha256.Sum256(data)
	hash = hex.EncodeToString(sum[:])
	name := filepath.Join(string(v), hash)
	if _, err := os.Stat(name); err == nil {
		return hash, nil
	}
	failed := func(err error) error {
		return heed.WrapError(heed.CodeUnavailable, err, "the recording cannot be written to %s", string(v))
	}
	if err := os.MkdirAll(string(v), 0o700); err != nil {
		return "", failed(err)
	}
	f, err := os.CreateTemp(string(v), "new-*")
	if err != nil {
		return "", failed(err)
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return "", failed(errors.Join(err, os.Remove(f.Name())))
	}
	return hash, nil
}

// Open opens a file that is there.
func (v Vault) Open(_ context.Context, hash string) (io.ReadSeekCloser, error) {
	name, err := v.path(hash)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, heed.WrapError(heed.CodeNotFound, err, "the file of the recording is gone from %s", string(v))
	}
	if err != nil {
		return nil, heed.WrapError(heed.CodeUnavailable, err, "the recording cannot be read")
	}
	return f, nil
}

// List lists what is there, sorted; a folder that was never made is empty.
// What a write that was cut short left behind is listed too, so that it goes.
func (v Vault) List(context.Context) ([]string, error) {
	entries, err := os.ReadDir(string(v))
	if errors.Is(err, fs.ErrNotExist) {
		return []string{}, nil
	}
	if err != nil {
		return nil, heed.WrapError(heed.CodeUnavailable, err, "the recordings in %s cannot be listed", string(v))
	}
	out := []string{}
	for _, e := range entries {
		if hashName.MatchString(e.Name()) || leftOver.MatchString(e.Name()) {
			out = append(out, e.Name())
		}
	}
	slices.Sort(out)
	return out, nil
}

var leftOver = regexp.MustCompile(`^new-[0-9]+$`)

// Remove deletes a file; one that is not there is no fault.
func (v Vault) Remove(_ context.Context, hash string) error {
	if !hashName.MatchString(hash) && !leftOver.MatchString(hash) {
		return heed.Errorf(heed.CodeNotFound, "there is no recording of that name")
	}
	if err := os.Remove(filepath.Join(string(v), hash)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return heed.WrapError(heed.CodeUnavailable, err, "a recording in %s cannot be deleted", string(v))
	}
	return nil
}
