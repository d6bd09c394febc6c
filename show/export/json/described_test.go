package json_test

import (
	"context"
	std "encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look/looktest"
	"github.com/heedhq/heed/store/sqlite"
)

// described walks a value beside its schema.
type described struct {
	defs    map[string]any
	missing map[string]bool // fields that the schema does not name
}

// parts are a schema and all that it refers to or is joined of.
func (d *described) parts(schema any) []map[string]any {
	s, ok := schema.(map[string]any)
	if !ok {
		return nil
	}
	out := []map[string]any{s}
	if ref, ok := s["$ref"].(string); ok {
		out = append(out, d.parts(d.defs[strings.TrimPrefix(ref, "#/$defs/")])...)
	}
	for _, k := range []string{"allOf", "anyOf", "oneOf"} {
		list, _ := s[k].([]any)
		for _, x := range list {
			out = append(out, d.parts(x)...)
		}
	}
	return out
}

func (d *described) walk(v, schema any, path string) {
	parts := d.parts(schema)
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			var found any
			for _, p := range parts {
				props, _ := p["properties"].(map[string]any)
				if x, ok := props[k]; ok {
					found = x
				} else if more, ok := p["additionalProperties"].(map[string]any); ok && found == nil {
					found = more
				}
			}
			if found == nil && !slices.ContainsFunc(parts, func(p map[string]any) bool { return p["properties"] == nil && p["required"] != nil }) {
				d.missing[path+"."+k] = true
			}
			d.walk(v[k], found, path+"."+k)
		}
	case []any:
		for _, p := range parts {
			if items, ok := p["items"]; ok {
				for _, x := range v {
					d.walk(x, items, path+"[]")
				}
			}
		}
	}
}

// Every field that a report has is described: somebody who reads the schema
// knows of all that stands there.
func TestSchemaDescribesEveryField(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "report.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := std.Unmarshal(raw, &schema); err != nil {
		t.Fatal(err)
	}
	d := described{defs: schema["$defs"].(map[string]any), missing: map[string]bool{}}
	look := func(rep app.Report) {
		var v any
		if err := std.Unmarshal(write(t, rep), &v); err != nil {
			t.Fatal(err)
		}
		d.walk(v, schema, "")
	}
	look(looktest.Report())
	look(sampleReport(t))
	for _, f := range slices.Sorted(maps.Keys(d.missing)) {
		t.Errorf("%s is not in docs/report.schema.json", f)
	}
	d.missing = map[string]bool{}
	d.walk(map[string]any{"version": 1.0, "surprise": 1.0}, schema, "")
	if !d.missing[".surprise"] {
		t.Error("an unknown field was not noticed")
	}
}

func TestSchemaOfTheSample(t *testing.T) {
	if err := valid(t, schema(t), write(t, sampleReport(t))); err != nil {
		t.Error(err)
	}
}

// sampleReport is what is understood of the sample workspace.
func sampleReport(t *testing.T) app.Report {
	t.Helper()
	ctx := context.Background()
	store, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "heed.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a, err := app.New(app.Config{
		Store: store, Workers: 2,
		Now:    func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) },
		Random: func(b []byte) { copy(b, "a key for tests, not for anybody's data") },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	if _, err := a.ImportSample(ctx, nil); err != nil {
		t.Fatal(err)
	}
	rep, err := a.Report(ctx, app.ReportRequest{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}
