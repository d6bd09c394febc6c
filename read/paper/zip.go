package paper

import (
	"archive/zip"
	"errors"
	"io"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/wire"
)

// Part returns the content of one file within a zipped document, and false
// where the document has no such file. limit bounds what it unpacks to.
func Part(in wire.Input, name string, limit int64) ([]byte, bool, error) {
	z, err := zip.NewReader(in.R, in.Size)
	if err != nil {
		return nil, false, Damaged(in, err)
	}
	for _, f := range z.File {
		if !strings.EqualFold(f.Name, name) {
			continue
		}
		if f.Flags&1 != 0 {
			return nil, false, heed.Errorf(heed.CodeUnsupported, "%s is locked with a password; save it without one", in.Base())
		}
		r, err := f.Open()
		if err != nil {
			return nil, false, Damaged(in, err)
		}
		data, err := io.ReadAll(io.LimitReader(r, limit+1))
		_ = r.Close() // all that it could say has been said by reading
		if err != nil {
			return nil, false, Damaged(in, err)
		}
		if int64(len(data)) > limit {
			return nil, false, heed.Errorf(heed.CodeTooLarge, "%s unpacks to more than the limit of %d MB", in.Base(), limit>>20)
		}
		return data, true, nil
	}
	return nil, false, nil
}

// Damaged is the error for a packed document that cannot be opened.
func Damaged(in wire.Input, err error) error {
	var e *heed.Error
	if errors.As(err, &e) {
		return err
	}
	return heed.WrapError(heed.CodeInvalid, err, "%s is cut short or damaged: it cannot be unpacked; get a whole copy", in.Base())
}
