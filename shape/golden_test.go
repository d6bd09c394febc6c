package shape

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	heed "github.com/heedhq/heed"
)

// TestGolden shapes the conversations of testdata/switch.json, in two languages
// and with a disagreement in them, and compares all that comes out with
// switch.expected.json. HEED_UPDATE=1 records it again.
func TestGolden(t *testing.T) {
	in := theSwitch(t)
	u := mustBuild(t, in)
	checkQuotations(t, in, u)
	got, err := json.MarshalIndent(u, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	expected := filepath.Join("testdata", "switch.expected.json")
	if os.Getenv("HEED_UPDATE") == "1" {
		if err := os.WriteFile(expected, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(expected)
	if err != nil {
		t.Fatal(err)
	}
	if string(got)+"\n" != string(want) {
		t.Errorf("the understanding differs from %s; look at the difference, and record it with HEED_UPDATE=1 if it is meant", expected)
	}
}

// theSwitch are the conversations of testdata/switch.json.
func theSwitch(t testing.TB) Input {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "switch.json"))
	if err != nil {
		t.Fatal(err)
	}
	var convs []heed.Conversation
	if err := json.Unmarshal(b, &convs); err != nil {
		t.Fatal(err)
	}
	set := heed.DefaultSettings()
	set.Bootstrap = 50
	in := Input{
		Study: heed.Study{ID: "switch", Name: "The switch", Outcome: "a first close on time", Settings: set},
		KPIs:  []heed.KPI{{Stage: "onboard", Name: "CSAT", Value: 61, N: 131}},
	}
	for i := range convs {
		in.Conversations = append(in.Conversations, Conversation{Conversation: &convs[i], Sensed: understand(&convs[i])})
	}
	return in
}
