package json_test

import (
	"bytes"
	std "encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/json"
	"github.com/heedhq/heed/show/look/looktest"
)

func write(t *testing.T, rep app.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Report(&b, rep); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "..", "docs", "report.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("report.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("report.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func valid(t *testing.T, s *jsonschema.Schema, out []byte) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

func TestSchema(t *testing.T) {
	s := schema(t)
	for name, rep := range map[string]app.Report{
		"three studies": looktest.Report(),
		"no study":      {},
		"an empty one":  {Studies: []app.StudyReport{{}}},
	} {
		if err := valid(t, s, write(t, rep)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	// a report made elsewhere, to check: HEED_REPORT names the file
	if name := os.Getenv("HEED_REPORT"); name != "" {
		out, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := valid(t, s, out); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestSchemaRefuses checks that the schema can fail.
func TestSchemaRefuses(t *testing.T) {
	s := schema(t)
	good := string(write(t, looktest.Report()))
	for name, change := range map[string][2]string{
		"no stance":        {`"stance":"supports"`, `"opinion":"supports"`},
		"another level":    {`"level":"high"`, `"level":"certain"`},
		"no place":         {`"start":`, `"from":`},
		"another version":  {`"version": 1`, `"version": 0`},
		"a list left out":  {`"empathy_maps": [`, `"maps": [`},
		"a share over one": {`"earned":{"share":0.`, `"earned":{"share":7.`},
	} {
		bad := strings.Replace(good, change[0], change[1], 1)
		if bad == good {
			t.Errorf("%s: %q does not occur", name, change[0])
		} else if valid(t, s, []byte(bad)) == nil {
			t.Errorf("%s: the schema lets it pass", name)
		}
	}
}

func TestSameBytes(t *testing.T) {
	a := write(t, looktest.Report())
	if !bytes.Equal(a, write(t, looktest.Report())) {
		t.Error("the same report gave different bytes")
	}
	if bytes.Contains(a, []byte("null")) {
		t.Error("a list or a map that is empty was written as null")
	}
}

// TestEverythingIsThere reads the data back and compares it with what went in.
func TestEverythingIsThere(t *testing.T) {
	rep := looktest.Report()
	var got struct {
		Studies  []struct{ ID string }
		Personas []heed.Persona
		Maps     []struct {
			Study string
			heed.EmpathyMap
		} `json:"empathy_maps"`
		Journeys []heed.Journey
		Themes   []struct{ Study string }
		Claims   []struct {
			Study string
			heed.Claim
		}
	}
	if err := std.Unmarshal(write(t, rep), &got); err != nil {
		t.Fatal(err)
	}
	claims, personas := 0, 0
	for _, s := range rep.Studies {
		claims, personas = claims+len(s.Claims), personas+len(s.Personas)
	}
	if len(got.Studies) != 3 || len(got.Claims) != claims || len(got.Personas) != personas || len(got.Journeys) != 1 {
		t.Fatalf("%d studies, %d claims, %d personas, %d journeys", len(got.Studies), len(got.Claims), len(got.Personas), len(got.Journeys))
	}
	i := 0
	for _, s := range rep.Studies {
		for _, want := range s.Claims {
			c := got.Claims[i]
			i++
			if c.Study != s.Understanding.Study || c.ID != want.ID || len(c.Evidence) != len(want.Evidence) {
				t.Fatalf("claim %d is %s of %s with %d quotations", i, c.ID, c.Study, len(c.Evidence))
			}
			for k, e := range c.Evidence {
				w := want.Evidence[k]
				if e.Quotation != w.Quotation || e.Stance != w.Stance || e.Source != w.Source || e.Source == "" || e.At != w.At || e.Question != w.Question {
					t.Errorf("%s: evidence %d came back as %+v", c.ID, k, e)
				}
			}
			if !slices.Equal(c.Places, want.Places) && len(want.Places) > 0 {
				t.Errorf("%s: places came back as %v", c.ID, c.Places)
			}
		}
	}
	for _, m := range got.Maps {
		if m.Study == "" {
			t.Errorf("the map of %s names no study", m.Persona)
		}
	}
}

// TestLettersStay checks that quotations are written as they were said.
func TestLettersStay(t *testing.T) {
	s := looktest.OneInterview()
	const said = "<b>\"a & b\"</b> \u2028 ñ 👩\u200d🔬 \u200f"
	e := &s.Claims[0].Evidence[0]
	e.Text, e.End = said, e.Start+len(said)
	out := write(t, app.Report{Studies: []app.StudyReport{s}})
	var got struct{ Claims []heed.Claim }
	if err := std.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	if got.Claims[0].Evidence[0].Text != said {
		t.Errorf("%q came back as %q", said, got.Claims[0].Evidence[0].Text)
	}
	if !bytes.Contains(out, []byte("<b>")) {
		t.Error("the letters were escaped")
	}
}

// TestOneItemALine is what makes two reports comparable line by line.
func TestOneItemALine(t *testing.T) {
	rep := looktest.Report()
	n := bytes.Count(write(t, rep), []byte("\n"))
	items := 0
	for _, s := range rep.Studies {
		items += 1 + len(s.Personas) + len(s.EmpathyMaps) + len(s.Journeys) + len(s.Themes.Themes) + len(s.Claims) + len(s.BuyingGroups) + len(s.Content)
	}
	// every item on its own line, eight heads with their ends, and the braces
	if want := items + 8*2 + 4; n > want || n < items {
		t.Errorf("%d lines for %d items", n, items)
	}
}
