// Package lexicon holds the grammar and word lists of sense as data files, one
// folder per language, one file per kind of signal. They are written for
// people who speak the language and do not program; package
// sense/internal/grammar explains the format.
package lexicon

import (
	"embed"
	"hash/fnv"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	heed "github.com/heedhq/heed"
)

//go:embed en/*.txt es/*.txt
var files embed.FS

// Languages are those that have a lexicon.
var Languages = []heed.Language{heed.English, heed.Spanish}

// File is one data file; Name is without folder and ending.
type File struct {
	Name string
	Data string
}

// Files returns the files of a language in the order of their names, and none
// for a language without a lexicon.
func Files(lang heed.Language) []File {
	entries, err := fs.ReadDir(files, string(lang))
	if err != nil {
		return nil
	}
	out := make([]File, 0, len(entries))
	for _, e := range entries {
		data, err := files.ReadFile(path.Join(string(lang), e.Name()))
		if err != nil {
			panic(err) // the binary itself is damaged
		}
		out = append(out, File{strings.TrimSuffix(e.Name(), ".txt"), string(data)})
	}
	slices.SortFunc(out, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// Version is a short hash over all files: it changes when a rule changes.
func Version() string {
	h := fnv.New64a()
	for _, l := range Languages {
		for _, f := range Files(l) {
			h.Write([]byte(f.Name))
			h.Write([]byte{0})
			h.Write([]byte(f.Data))
		}
	}
	return strconv.FormatUint(h.Sum64(), 36)[:6]
}
