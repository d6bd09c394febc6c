// Package archive reads ZIP files of anything that Heed reads. Entries that
// point outside the archive are refused, what it unpacks to is bounded, a zip
// within a zip is opened once, and a metadata.csv inside is honoured.
package archive

import (
	"archive/zip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/charset"
	"github.com/heedhq/heed/read/meta"
	"github.com/heedhq/heed/read/wire"
)

// The limits on one archive.
const (
	maxEntries = 50000
	maxRatio   = 400      // unpacked over packed, for an entry of more than ratioFrom
	ratioFrom  = 16 << 20 // bytes
	totalOver  = 4        // all entries together, over the limit on one file
)

// Open reads one entry; package read passes in what does.
type Open func(ctx context.Context, in wire.Input, o wire.Options, yield wire.Yield) (wire.Result, error)

// walker reads one archive and the ones within.
type walker struct {
	ctx    context.Context
	o      wire.Options
	res    *wire.Result
	yield  wire.Yield
	open   Open
	left   int64 // bytes that may yet be unpacked
	ids    map[string]bool
	meta   *meta.Meta
	halted error
}

// Read reads an archive. Rows counts the files read and Refused those refused;
// Entries says why.
func Read(ctx context.Context, in wire.Input, o wire.Options, res *wire.Result, yield wire.Yield, open Open) error {
	w := &walker{ctx: ctx, o: o, res: res, yield: yield, open: open, left: totalOver * o.Limit(), ids: map[string]bool{}}
	if err := w.archive(in, "", 0); err != nil {
		return err
	}
	if w.meta != nil {
		res.Warnings = append(res.Warnings, w.meta.Unmatched()...)
	}
	if len(res.Entries) == 0 {
		return heed.Errorf(heed.CodeInvalid, "%s is an archive without files", in.Base())
	}
	return nil
}

func (w *walker) archive(in wire.Input, within string, depth int) error {
	z, err := zip.NewReader(in.R, in.Size)
	if err != nil {
		return heed.WrapError(heed.CodeInvalid, err, "%s is an archive that is cut short or damaged; get a whole copy", in.Base())
	}
	if len(z.File) > maxEntries {
		return heed.Errorf(heed.CodeTooLarge, "%s holds %d files, over the limit of %d", in.Base(), len(z.File), maxEntries)
	}
	files := slices.Clone(z.File)
	slices.SortStableFunc(files, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	w.beside(files)
	for _, f := range files {
		if f.FileInfo().IsDir() || system(f.Name) {
			continue
		}
		if err := in.Stopped(w.ctx); err != nil {
			return err
		}
		w.entry(f, within, depth)
		if w.halted != nil {
			return w.halted
		}
	}
	return nil
}

// beside reads first what the other files need: the metadata, and the names
// behind Slack's ids.
func (w *walker) beside(files []*zip.File) {
	for _, f := range files {
		base := strings.ToLower(path.Base(f.Name))
		if base != "metadata.csv" && base != "metadatos.csv" && base != "users.json" || unsafe(f.Name) != "" || system(f.Name) || f.Flags&1 != 0 {
			continue
		}
		data, err := w.unpack(f)
		if err != nil {
			continue // the entry itself will say why
		}
		if base == "users.json" {
			w.names(data)
			continue
		}
		if m, warns, err := meta.Parse(data); err == nil && w.meta == nil {
			m.Roles = w.o.Roles
			w.meta = &m
			w.res.Warnings = append(w.res.Warnings, warns...)
		}
	}
}

// names learns from Slack's users.json what its ids are called.
func (w *walker) names(data []byte) {
	var users []struct {
		ID       string `json:"id"`
		Name     string `json:"name"`
		RealName string `json:"real_name"`
		Profile  struct {
			RealName string `json:"real_name"`
		} `json:"profile"`
	}
	s, _ := charset.Decode(data)
	if json.Unmarshal([]byte(s), &users) != nil {
		return
	}
	names := map[string]string{}
	for k, v := range w.o.Names {
		names[k] = v
	}
	for _, u := range users {
		for _, n := range []string{u.Profile.RealName, u.RealName, u.Name} {
			if n != "" && u.ID != "" {
				names[u.ID] = n
				break
			}
		}
	}
	w.o.Names = names
}

// entry reads one file and lists it.
func (w *walker) entry(f *zip.File, within string, depth int) {
	name := f.Name
	if !f.NonUTF8 && within == "" {
		name = strings.ToValidUTF8(name, "_")
	} else {
		name, _ = charset.Decode([]byte(name))
	}
	full := path.Join(within, name)
	e := wire.Entry{Name: full}
	fail := func(err error) {
		e.Err, e.Error = err, heed.ErrorMessage(err)
		w.res.Refused++
		w.res.Entries = append(w.res.Entries, e)
		w.res.Warn(wire.WarnEntry, full, "%s", e.Error)
	}
	if why := unsafe(f.Name); why != "" {
		e.Name = strings.ToValidUTF8(f.Name, "_")
		fail(heed.Errorf(heed.CodeInvalid, "the archive's entry %q %s; it was refused", path.Base(strings.ReplaceAll(e.Name, `\`, "/")), why))
		return
	}
	if Aside(name) {
		e.Format = "aside"
		w.res.Rows++
		w.res.Entries = append(w.res.Entries, e)
		return
	}
	data, err := w.unpack(f)
	if err != nil {
		fail(err)
		return
	}
	if isZip(data) && !office(data, name) {
		if depth >= 1 {
			fail(heed.Errorf(heed.CodeUnsupported, "%s is an archive within an archive within an archive; unpack it first", path.Base(name)))
			return
		}
		e.Format = "zip"
		if err := w.archive(wire.FromBytes(full, data), full, depth+1); err != nil {
			if w.halted != nil {
				return
			}
			fail(err)
			return
		}
		w.res.Rows++
		w.res.Entries = append(w.res.Entries, e)
		return
	}
	res, err := w.open(w.ctx, wire.FromBytes(full, data), w.o, func(c heed.Conversation) error { return w.take(full, c) })
	e.Format, e.Conversations, e.Rows, e.Refused = res.Format, res.Count, res.Rows, res.Refused
	w.merge(res, full)
	if w.halted != nil {
		return
	}
	if err != nil {
		fail(err)
		return
	}
	w.res.Rows++
	w.res.Entries = append(w.res.Entries, e)
}

// take lays the metadata onto a conversation and gives it on under an id that
// is unique in the archive.
func (w *walker) take(name string, c heed.Conversation) error {
	if w.meta != nil {
		w.meta.Apply(name, &c)
	}
	id := c.ID
	if w.ids[id] { // the folder tells namesakes apart
		if dir := path.Base(path.Dir(name)); dir != "." && dir != "/" {
			id = dir + "-" + c.ID
		}
	}
	for n := 2; w.ids[id]; n++ {
		id = fmt.Sprintf("%s-%d", c.ID, n)
	}
	w.ids[id] = true
	c.ID = id
	if err := w.yield(c); err != nil {
		w.halted = err
		return err
	}
	return nil
}

func (w *walker) merge(part wire.Result, name string) {
	w.res.KPIs = append(w.res.KPIs, part.KPIs...)
	w.res.Offers = append(w.res.Offers, part.Offers...)
	w.res.Mapping = append(w.res.Mapping, part.Mapping...)
	w.res.Roles = append(w.res.Roles, part.Roles...)
	for _, x := range part.Warnings {
		w.res.Warn(x.Code, x.Where, "%s", x.What)
	}
	w.res.Count += part.Count
}

// unpack returns the content of an entry, within all limits.
func (w *walker) unpack(f *zip.File) ([]byte, error) {
	base := path.Base(f.Name)
	if f.Flags&1 != 0 {
		return nil, heed.Errorf(heed.CodeUnsupported, "%s is locked with a password; unpack it first", base)
	}
	packed := max(int64(f.CompressedSize64), 1)
	bomb := func() error {
		return heed.Errorf(heed.CodeTooLarge, "%s unpacks to far more than it could hold: an archive made to fill a disk, or a file over the limit; it was refused", base)
	}
	limit := min(w.o.Limit(), w.left)
	if int64(f.UncompressedSize64) > limit || int64(f.UncompressedSize64) > ratioFrom && int64(f.UncompressedSize64)/packed > maxRatio {
		return nil, bomb()
	}
	r, err := f.Open()
	if err != nil {
		return nil, heed.WrapError(heed.CodeInvalid, err, "%s cannot be unpacked", base)
	}
	defer func() { _ = r.Close() }()                    // all that it could say has been said by reading
	data, err := io.ReadAll(io.LimitReader(r, limit+1)) // the size stated may be a lie
	if int64(len(data)) > limit {
		return nil, bomb()
	}
	w.left -= int64(len(data))
	if err != nil {
		return nil, heed.WrapError(heed.CodeInvalid, err, "%s is cut short or damaged within the archive", base)
	}
	return data, nil
}

// unsafe says what is wrong with an entry's name, "" where nothing is.
func unsafe(name string) string {
	n := strings.ReplaceAll(name, `\`, "/")
	switch {
	case strings.HasPrefix(n, "/"), len(n) > 1 && n[1] == ':':
		return "is named by an absolute path"
	case slices.Contains(strings.Split(n, "/"), ".."):
		return "points outside the archive"
	case strings.ContainsRune(n, 0):
		return "has a NUL byte in its name"
	}
	return ""
}

// system reports whether a file was put there by an operating system.
func system(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, "__MACOSX/") || strings.HasPrefix(base, "._") || strings.HasPrefix(base, ".") || base == "Thumbs.db" || base == "desktop.ini"
}

// Aside reports whether a file stands beside conversations and is none: a
// README, a licence, Slack's lists of users and channels.
func Aside(name string) bool {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	stem, _, _ := strings.Cut(base, ".")
	switch stem {
	case "readme", "leeme", "license", "licence", "licencia", "copying", "notice":
		return true
	}
	switch base {
	case "users.json", "channels.json", "integration_logs.json", "groups.json", "dms.json", "mpims.json", "canvases.json", "huddle_transcripts.json":
		return true
	}
	return false
}

func isZip(data []byte) bool { return len(data) > 4 && string(data[:4]) == "PK\x03\x04" }

// office reports whether a zip is a document: those are read as such.
func office(data []byte, name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".docx", ".odt", ".xlsx", ".xlsm":
		return true
	}
	head := string(data[:min(len(data), 4096)])
	return strings.Contains(head, "[Content_Types].xml") || strings.Contains(head, "mimetypeapplication/vnd.oasis")
}
