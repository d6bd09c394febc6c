package app

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/emotion/train"
)

// Data is a folder of labelled data. outside/files implements it.
type Data interface {
	// Open opens a file by its path within; a file that is not there is
	// fs.ErrNotExist.
	Open(path string) (io.ReadCloser, error)
}

// open opens a file of data and says what is missing where it is not there.
func open(data Data, path string) (io.ReadCloser, error) {
	f, err := data.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, heed.WrapError(heed.CodeNotFound, err, "%s is not in the data folder; name another with --data", path)
	}
	return f, err
}

// plain reads a file whole, unpacked where its name ends in .gz.
func plain(data Data, path string) ([]byte, error) {
	f, err := open(data, path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, heed.WrapError(heed.CodeInvalid, err, "%s is not gzip", path)
		}
	}
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, heed.WrapError(heed.CodeInvalid, err, "%s could not be read to its end", path)
	}
	return b, nil
}

// examples reads labelled texts of JSONL files.
func examples(data Data, names []string, paths ...string) ([]train.Example, error) {
	var all []train.Example
	for _, p := range paths {
		b, err := plain(data, p)
		if err != nil {
			return nil, err
		}
		x, err := train.ReadJSONL(bytes.NewReader(b), names)
		if err != nil {
			return nil, heed.WrapError(heed.CodeInvalid, err, "%s: %v", p, err)
		}
		all = append(all, x...)
	}
	return all, nil
}
