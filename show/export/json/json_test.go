package json_test

import (
	"bytes"
	std "encoding/json"
	"testing"

	"github.com/heedhq/heed/show/export/json"
	"github.com/heedhq/heed/show/look/looktest"
)

func TestSameBytes(t *testing.T) {
	var a, b bytes.Buffer
	if err := json.Report(&a, looktest.Report()); err != nil {
		t.Fatal(err)
	}
	if err := json.Report(&b, looktest.Report()); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same report gave different bytes")
	}
	var v map[string]any
	if err := std.Unmarshal(a.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
}
