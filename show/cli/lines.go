package cli

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

// parsePlain reads a line of the shape that nearly all have, an object of "id",
// "text" and "lang" with strings without escapes or whole numbers, many times
// faster than encoding/json. It reports false for any other line, valid or
// not, which is then for encoding/json to judge.
func (t *text) parsePlain(line []byte) bool {
	rest := bytes.TrimSpace(line)
	if len(rest) < 2 || rest[0] != '{' || rest[len(rest)-1] != '}' {
		return false
	}
	rest = rest[1 : len(rest)-1]
	for {
		key, after, ok := plainString(skipSpace(rest))
		if !ok {
			return false
		}
		after = skipSpace(after)
		if len(after) == 0 || after[0] != ':' {
			return false
		}
		after = skipSpace(after[1:])
		value, next, ok := plainString(after)
		number := !ok
		if number {
			if value, next, ok = plainNumber(after); !ok {
				return false
			}
		}
		switch {
		case string(key) == "id" && t.ID == nil:
			t.ID = after[:len(after)-len(next)]
		case string(key) == "text" && t.Text == nil && !number:
			s := string(value)
			t.Text = &s
		case string(key) == "lang" && t.Lang == "" && !number:
			t.Lang = languageOf(value)
		default:
			return false
		}
		rest = skipSpace(next)
		if len(rest) == 0 {
			return true
		}
		if rest[0] != ',' {
			return false
		}
		rest = rest[1:]
	}
}

func languageOf(tag []byte) heed.Language {
	switch string(tag) {
	case "en":
		return heed.English
	case "es":
		return heed.Spanish
	}
	return heed.Language(tag)
}

func skipSpace(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	return b
}

// plainString takes a JSON string that stands for itself from the front of b.
func plainString(b []byte) (s, rest []byte, ok bool) {
	if len(b) == 0 || b[0] != '"' {
		return nil, nil, false
	}
	ascii := true
	for i := 1; i < len(b); i++ {
		switch c := b[i]; {
		case c == '"':
			s = b[1:i]
			return s, b[i+1:], ascii || utf8.Valid(s)
		case c == '\\' || c < 0x20:
			return nil, nil, false
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return nil, nil, false
}

// plainNumber takes a whole number from the front of b.
func plainNumber(b []byte) (n, rest []byte, ok bool) {
	i := 0
	for i < len(b) && '0' <= b[i] && b[i] <= '9' {
		i++
	}
	if i == 0 || b[0] == '0' && i > 1 {
		return nil, nil, false
	}
	return b[:i], b[i:], i == len(b) || b[i] == ',' || b[i] == ' ' || b[i] == '\t'
}

// parse reads a line.
func (t *text) parse(line []byte) error {
	*t = text{}
	if t.parsePlain(line) && t.Text != nil {
		return nil
	}
	*t = text{}
	if err := json.Unmarshal(line, t); err != nil {
		return err
	}
	if t.Text == nil {
		return heed.Errorf(heed.CodeInvalid, `there is no "text"; a line looks like {"id":"1","text":"..."}`)
	}
	return nil
}
