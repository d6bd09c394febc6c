package sqlstore

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

// checkText refuses text that one of the databases could not give back as it
// was: PostgreSQL holds no U+0000 and no broken UTF-8. Replacing either here
// would move every span that was measured in the text.
func checkText(s string) error {
	if strings.IndexByte(s, 0) >= 0 {
		return heed.Errorf(heed.CodeInvalid, "a text holds the character U+0000, which cannot be stored; remove it and try again")
	}
	if !utf8.ValidString(s) {
		return heed.Errorf(heed.CodeInvalid, "a text is not valid UTF-8; convert it and try again")
	}
	return nil
}

// timeLayout has a fixed width, so that times sort as text.
const timeLayout = "2006-01-02T15:04:05.000000000Z"

func putTime(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(timeLayout)
}

func getTime(s string) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(timeLayout, s)
	if err != nil {
		return t, heed.WrapError(heed.CodeInternal, err, "the database holds a time that is none")
	}
	return t, nil
}

func putJSON(v any) (string, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "", heed.WrapError(heed.CodeInvalid, err, "a value cannot be written as JSON (a number that is not finite?)")
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

func getJSON(s string, v any) error {
	if err := json.Unmarshal([]byte(s), v); err != nil {
		return heed.WrapError(heed.CodeInternal, err, "the database holds a record that this version cannot read")
	}
	return nil
}

// putIDs writes ids as the list that Dialect.In takes.
func putIDs(ids []string) (string, error) {
	for _, id := range ids {
		if err := checkText(id); err != nil {
			return "", err
		}
	}
	return putJSON(ids)
}

func putBool(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// null makes NULL of an empty key, for columns that refer to another table.
func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func nullID(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

func putMoment(m heed.Moment) *float64 {
	if !m.Known {
		return nil
	}
	return &m.Seconds
}

func getMoment(f *float64) heed.Moment {
	if f == nil {
		return heed.Moment{}
	}
	return heed.At(*f)
}

// kept returns b, or an empty slice for nil, which would be NULL.
func kept(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}

// present returns b, or nil where it is empty.
func present(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	return b
}
