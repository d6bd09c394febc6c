package jsonconv

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/charset"
	"github.com/heedhq/heed/read/wire"
)

// Read reads one JSON document: a conversation, an array of them, or an array
// of turns.
func Read(ctx context.Context, in wire.Input, o wire.Options, res *wire.Result, yield wire.Yield) error {
	text, err := in.Text(res)
	if err != nil {
		return err
	}
	if err := in.Stopped(ctx); err != nil {
		return err
	}
	data := unwrapScript([]byte(text))
	name := in.Base()
	if bytes.HasPrefix(data, []byte("[")) {
		return array(ctx, in, data, o, res, yield)
	}
	if !json.Valid(data) {
		if first, _, _ := bytes.Cut(data, []byte("\n")); json.Valid(first) {
			return ReadLines(ctx, in, o, res, yield) // lines so long that one look did not tell
		}
		return invalid(name, data)
	}
	obj, ok := parseObject(data)
	if !ok {
		return unread(name)
	}
	for _, k := range []string{"conversations", "conversaciones", "transcripts", "interviews", "calls", "chats", "items", "data"} {
		if v := bytes.TrimSpace(obj[k]); bytes.HasPrefix(v, []byte("[")) {
			return array(ctx, in, v, o, res, yield)
		}
	}
	c, ok := conversation(name, data, obj, o, res)
	if !ok {
		return unread(name)
	}
	res.Rows++
	return yield(c)
}

// unwrapScript strips what makes a script of JSON: "export const data = ...;".
func unwrapScript(data []byte) []byte {
	data = bytes.TrimSpace(data)
	if len(data) == 0 || data[0] == '{' || data[0] == '[' {
		return data
	}
	head := data[:min(len(data), 200)]
	if i := bytes.IndexByte(head, '='); i > 0 {
		data = bytes.TrimSpace(data[i+1:])
		data = bytes.TrimSpace(bytes.TrimSuffix(data, []byte(";")))
	}
	return data
}

func invalid(name string, data []byte) *heed.Error {
	var v any
	err := json.Unmarshal(data, &v)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at := min(int(syntax.Offset), len(data))
		line := 1 + bytes.Count(data[:at], []byte("\n"))
		return heed.WrapError(heed.CodeInvalid, err, "%s is not whole JSON: line %d, byte %d", name, line, at)
	}
	return heed.WrapError(heed.CodeInvalid, err, "%s is not JSON", name)
}

// array reads an array element by element; the elements say whether they are
// conversations or turns.
func array(ctx context.Context, in wire.Input, data []byte, o wire.Options, res *wire.Result, yield wire.Yield) error {
	name := in.Base()
	dec := json.NewDecoder(bytes.NewReader(data))
	if _, err := dec.Token(); err != nil {
		return invalid(name, data)
	}
	var turns []json.RawMessage
	for n := 1; dec.More(); n++ {
		if err := in.Stopped(ctx); err != nil {
			return err
		}
		var raw json.RawMessage
		if err := dec.Decode(&raw); err != nil {
			if res.Rows+len(turns) == 0 {
				return invalid(name, data)
			}
			res.Refuse(fmt.Sprintf("%s, item %d", name, n), "the JSON breaks off here; what came before is kept")
			break
		}
		obj, ok := parseObject(raw)
		if ok {
			if v, _ := obj.raw(turnKeys); v != nil && len(bytes.TrimSpace(v)) > 0 && (v[0] == '[' || v[0] == '{') {
				c, ok := conversation(fmt.Sprintf("%s, item %d", name, n), raw, obj, o, res)
				if !ok {
					res.Refuse(fmt.Sprintf("%s, item %d", name, n), "no words in it")
					continue
				}
				res.Rows++
				if err := yield(c); err != nil {
					return err
				}
				continue
			}
		}
		turns = append(turns, raw)
	}
	if len(turns) == 0 {
		if res.Rows == 0 {
			return unread(name)
		}
		return nil
	}
	return loose(name, turns, o, res, yield)
}

// loose reads an array whose items are turns, or texts by one person each.
func loose(name string, items []json.RawMessage, o wire.Options, res *wire.Result, yield wire.Yield) error {
	groups := map[string][]json.RawMessage{}
	var order []string
	voices, ordered := 0, false
	for _, it := range items {
		key := ""
		if obj, ok := parseObject(it); ok {
			key = obj.str(groupKeys...)
			if obj.speaker() != "" {
				voices++
			}
			v, _ := obj.raw(startKeys)
			ordered = ordered || v != nil
			if r, _ := number(obj["rating"]); r > 0 {
				voices = -len(items)
			}
		}
		if _, ok := groups[key]; !ok {
			order = append(order, key)
		}
		groups[key] = append(groups[key], it)
	}
	// Nobody named and no ids: each item is a text of its own (reviews).
	if len(order) == 1 && order[0] == "" && voices <= 0 && !ordered {
		return texts(name, items, o, res, yield)
	}
	kept := 0
	for _, key := range order {
		before := res.Refused
		turns := turnsOf(name, groups[key], o, res)
		res.Rows += len(groups[key]) - (res.Refused - before)
		if len(turns) == 0 {
			continue
		}
		c := heed.Conversation{ID: key}
		if obj, ok := parseObject(groups[key][0]); ok && key != "" {
			head(&c, obj)
			c.ID = key
		}
		fill(&c, turns)
		kept++
		if err := yield(c); err != nil {
			return err
		}
	}
	if kept == 0 {
		return unread(name)
	}
	return nil
}

func texts(name string, items []json.RawMessage, o wire.Options, res *wire.Result, yield wire.Yield) error {
	kept := 0
	for i, it := range items {
		at := fmt.Sprintf("%s, item %d", name, i+1)
		obj, ok := parseObject(it)
		if s, isText := scalar(it); isText && strings.TrimSpace(s) != "" && it[0] == '"' {
			obj, ok = object{"text": it}, true
		}
		if !ok {
			res.Refuse(at, "is neither an object nor a text")
			continue
		}
		c, ok := conversation(at, it, obj, o, res)
		if !ok {
			res.Refuse(at, "no words in it")
			continue
		}
		res.Rows++
		kept++
		if err := yield(c); err != nil {
			return err
		}
	}
	if kept == 0 {
		return unread(name)
	}
	return nil
}

// ReadLines reads JSON Lines: a conversation a line, or a turn a line. Memory
// is bounded by the longest line, or by the turns of one file.
func ReadLines(ctx context.Context, in wire.Input, o wire.Options, res *wire.Result, yield wire.Yield) error {
	lines, err := in.Lines()
	if err != nil {
		return err
	}
	defer in.Done(res, lines)
	var turns []json.RawMessage
	kept := 0
	for {
		line, ok, err := lines.Next()
		if err != nil {
			return heed.WrapError(heed.CodeInvalid, err, "%s could not be read to its end", in.Base())
		}
		if !ok {
			break
		}
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if err := in.Stopped(ctx); err != nil {
			return err
		}
		at := lineName(in.Base(), lines.Number())
		raw := []byte(line)
		obj, isObj := parseObject(raw)
		if !isObj {
			res.Refuse(at, "not a whole JSON object")
			continue
		}
		if v, _ := obj.raw(turnKeys); v == nil || v[0] == '"' {
			if len(obj.str(groupKeys...)) > 0 || obj.speaker() != "" && kept == 0 {
				turns = append(turns, raw)
				continue
			}
		}
		c, ok := conversation(at, raw, obj, o, res)
		if !ok {
			res.Refuse(at, "no words in it")
			continue
		}
		res.Rows++
		kept++
		if err := yield(c); err != nil {
			return err
		}
	}
	if len(turns) > 0 {
		return loose(in.Base(), turns, o, res, yield)
	}
	if kept == 0 {
		return unread(in.Base())
	}
	return nil
}

// LooksLikeLines reports whether head begins with a whole JSON object on a line
// of its own, and another line opens the next.
func LooksLikeLines(head []byte) bool {
	s, _ := charset.Decode(head)
	first, rest, ok := strings.Cut(strings.TrimSpace(s), "\n")
	if !json.Valid([]byte(first)) || !strings.HasPrefix(first, "{") {
		return false
	}
	return ok && strings.HasPrefix(strings.TrimSpace(rest), "{")
}
