package jsonconv

import (
	"encoding/json"
	"testing"
)

func TestNumber(t *testing.T) {
	for in, want := range map[string]float64{`1.5`: 1.5, `"13.6"`: 13.6, `"13.6s"`: 13.6, `"0:12"`: 12, `"1:02:03.5"`: 3723.5, `"12,5"`: 12.5} {
		if got, ok := number(json.RawMessage(in)); !ok || got != want {
			t.Errorf("number(%s) = %g, %v; want %g", in, got, ok, want)
		}
	}
	for _, in := range []string{`"soon"`, `null`, `{}`, `"2026-01-05T09:00:00Z"`, `""`, `"1:2:3:4"`} {
		if got, ok := number(json.RawMessage(in)); ok {
			t.Errorf("%s is no number, but gives %g", in, got)
		}
	}
}

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		`{"text":"a"}`: "a", `{"Content":"b"}`: "b", `{"content":[{"type":"text","text":"c"},{"text":"d"}]}`: "cd", `{"elements":[{"value":"e"},{"value":"."}]}`: "e.",
		`{"texto":"ñ 🎩"}`: "ñ 🎩", `{"other":"x"}`: "", `{"text":null}`: "",
	} {
		o, ok := parseObject([]byte(in))
		if got := o.text(); !ok || got != want {
			t.Errorf("%s says %q, want %q", in, got, want)
		}
	}
}
