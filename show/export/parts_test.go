package export_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"strings"
	"testing"
)

func wellFormed(t *testing.T, name string, b []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Errorf("%s is not well formed: %v", name, err)
			return
		}
	}
}

// parts opens a package, reads every part, and checks that each relationship
// leads to one; it returns the parts by name.
func parts(t *testing.T, name string, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(body)
		if path.Ext(f.Name) != ".txt" {
			wellFormed(t, name+"/"+f.Name, body)
		}
	}
	for part, body := range out {
		if !strings.HasSuffix(part, ".rels") {
			continue
		}
		var rels struct {
			Relationship []struct {
				Target string `xml:",attr"`
			}
		}
		if err := xml.Unmarshal([]byte(body), &rels); err != nil {
			t.Fatal(err)
		}
		base := path.Dir(path.Dir(part))
		for _, r := range rels.Relationship {
			target := path.Join(base, r.Target)
			if strings.HasPrefix(r.Target, "/") {
				target = r.Target[1:]
			}
			if _, ok := out[target]; !ok {
				t.Errorf("%s: %s leads to %s, which is not there", name, part, target)
			}
		}
	}
	return out
}
