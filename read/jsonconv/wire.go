// Package jsonconv reads conversations from JSON and JSON Lines: Heed's own
// form, Whisper and diarised Whisper, Slack exports, and arrays of turns under
// the names that other programs give them.
package jsonconv

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/voice"
)

// object is one JSON object with its fields still to be read. Keys are folded.
type object map[string]json.RawMessage

// parseObject reads an object; keys are lower-cased, and - and space become _.
func parseObject(b []byte) (object, bool) {
	b = bytes.TrimSpace(b)
	if len(b) == 0 || b[0] != '{' {
		return nil, false
	}
	var m map[string]json.RawMessage
	if json.Unmarshal(b, &m) != nil {
		return nil, false
	}
	for k, v := range m {
		if f := foldKey(k); f != k {
			if _, taken := m[f]; !taken {
				m[f] = v
			}
		}
	}
	return m, true
}

func foldKey(k string) string {
	if strings.Trim(k, "abcdefghijklmnopqrstuvwxyz") == "" {
		return k // as nearly all are
	}
	return strings.NewReplacer("-", "_", " ", "_").Replace(voice.Fold(k))
}

// The names under which programs write the same thing; the first present wins.
var (
	turnKeys    = []string{"turns", "segments", "messages", "utterances", "dialogue", "dialog", "conversation", "monologues", "transcript", "entries", "comments", "paragraphs", "turnos", "mensajes", "log", "lines"}
	textKeys    = []string{"text", "content", "utterance", "message", "body", "value", "transcript", "sentence", "plaintext", "texto", "mensaje", "contenido", "comment", "comentario", "review"}
	speakerKeys = []string{"speaker", "speaker_name", "name", "author", "from", "user_name", "username", "sender", "participant", "hablante", "autor", "user", "speaker_id", "speaker_label", "role", "rol", "channel"}
	roleKeys    = []string{"role", "rol", "speaker_role", "sender_type", "author_type", "participant_role", "type"}
	startKeys   = []string{"start", "start_time", "starttime", "begin", "from_time", "start_ms", "offset_ms", "offset", "inicio", "timestamp", "time", "ts"}
	endKeys     = []string{"end", "end_time", "endtime", "stop", "to_time", "end_ms", "fin"}
	idKeys      = []string{"id", "conversation_id", "conversationid", "transcript_id", "call_id", "callid", "session_id", "thread_id", "ticket_id", "sid", "uuid", "dialogue_id"}
	groupKeys   = []string{"conversation_id", "conversationid", "transcript_id", "call_id", "callid", "session_id", "thread_id", "ticket_id", "dialogue_id", "dialog_id", "conv_id", "conv", "chat_id", "dialogue", "dialog", "conversation", "meeting", "id_conversacion"}
	dateKeys    = []string{"date", "created_at", "created", "started_at", "start_date", "fecha", "recorded_at", "timestamp", "creado"}
	segmentKeys = []string{"segment", "group", "segmento", "grupo", "cohort"}
)

func (o object) raw(keys []string) (json.RawMessage, string) {
	for _, k := range keys {
		if v, ok := o[k]; ok && !bytes.Equal(v, []byte("null")) {
			return v, k
		}
	}
	return nil, ""
}

// str returns the first of keys that holds a string or a number.
func (o object) str(keys ...string) string {
	for _, k := range keys {
		if s, ok := scalar(o[k]); ok && s != "" {
			return s
		}
	}
	return ""
}

// scalar reads a string, a number or a boolean as text.
func scalar(b json.RawMessage) (string, bool) {
	if len(b) == 0 {
		return "", false
	}
	switch b[0] {
	case '"':
		var s string
		return s, json.Unmarshal(b, &s) == nil
	case '{', '[', 'n':
		return "", false
	}
	return string(b), true
}

// text returns what a turn says: a string, Slack's and OpenAI's arrays of
// parts, or Rev's elements.
func (o object) text() string {
	for _, k := range textKeys {
		v, ok := o[k]
		if !ok {
			continue
		}
		if s, ok := scalar(v); ok {
			return s
		}
		if s := parts(v); s != "" {
			return s
		}
	}
	if v, ok := o["elements"]; ok {
		return parts(v)
	}
	return ""
}

// parts joins an array of words, punctuation or text parts.
func parts(b json.RawMessage) string {
	var items []json.RawMessage
	if json.Unmarshal(b, &items) != nil {
		return ""
	}
	var out strings.Builder
	for _, it := range items {
		if s, ok := scalar(it); ok {
			out.WriteString(s)
			continue
		}
		if o, ok := parseObject(it); ok {
			out.WriteString(o.str("value", "text", "word"))
		}
	}
	return out.String()
}

// speaker returns who says a turn: a name, or the name within an object.
func (o object) speaker() string {
	for _, k := range speakerKeys {
		v, ok := o[k]
		if !ok {
			continue
		}
		if s, ok := scalar(v); ok && s != "" {
			if n, err := strconv.Atoi(s); err == nil && (k == "speaker" || k == "speaker_id" || k == "channel") {
				return "Speaker " + strconv.Itoa(n)
			}
			return s
		}
		if in, ok := parseObject(v); ok {
			if s := in.str("real_name", "display_name", "name", "full_name", "email", "id"); s != "" {
				return s
			}
		}
	}
	return ""
}

// role reads a role in Heed's words or in those of others.
func (o object) role() heed.Role {
	for _, k := range roleKeys {
		s, ok := scalar(o[k])
		if !ok || s == "" {
			continue
		}
		switch r := heed.Role(strings.ToLower(s)); r {
		case heed.RoleCustomer, heed.RoleRep, heed.RoleResearcher:
			return r
		}
		if r, ok := voice.ByName(s); ok && len(s) > 1 {
			return r
		}
	}
	return ""
}

// number reads a figure that is a number or a string of one ("13.6", "13.6s",
// "00:01:02.5").
func number(b json.RawMessage) (float64, bool) {
	s, ok := scalar(b)
	if !ok {
		return 0, false
	}
	s = strings.TrimSuffix(strings.TrimSpace(s), "s")
	if f, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64); err == nil {
		return f, true
	}
	if strings.Count(s, ":") == 0 || strings.Count(s, ":") > 2 || strings.ContainsAny(s, "T-Z") {
		return 0, false
	}
	total := 0.0
	for p := range strings.SplitSeq(s, ":") {
		f, err := strconv.ParseFloat(strings.Replace(p, ",", ".", 1), 64)
		if err != nil {
			return 0, false
		}
		total = total*60 + f
	}
	return total, true
}
