package listen

import (
	"encoding/json"
	"os"
	"testing"

	heed "github.com/heedhq/heed"
)

// TestByHand compares measures with figures worked out by hand: each case says
// how, beside the conversation.
func TestByHand(t *testing.T) {
	b, err := os.ReadFile("testdata/hand.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name         string
		Why          string
		Conversation heed.Conversation
		Acts         [][]heed.Act
		Readings     []heed.Reading
		Want         map[string]json.RawMessage
	}
	if err := json.Unmarshal(b, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) < 10 {
		t.Fatalf("%d cases", len(cases))
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			r := Measure(&c.Conversation, c.Acts, c.Readings, Options{})
			for name, raw := range c.Want {
				got, ok := r.Measures[name]
				if !ok {
					t.Errorf("%s: no such measure", name)
					continue
				}
				var want float64
				if json.Unmarshal(raw, &want) == nil {
					if !got.Measurable || abs(got.Value-want) > 0.0002 {
						t.Errorf("%s = %v (measurable %v, %s), want %v: %s", name, got.Value, got.Measurable, got.Code, want, c.Why)
					}
					continue
				}
				var not struct{ Code string }
				if err := json.Unmarshal(raw, &not); err != nil {
					t.Fatal(err)
				}
				if got.Measurable || got.Code != not.Code || got.Why == "" {
					t.Errorf("%s: measurable %v, code %q, want not measurable because %q", name, got.Measurable, got.Code, not.Code)
				}
			}
			for _, name := range Names {
				if _, ok := r.Measures[name]; !ok {
					t.Errorf("%s is missing", name)
				}
			}
		})
	}
}

func abs(v float64) float64 {
	if v < 0 {
		return -v
	}
	return v
}

// TestLine: one entry per turn, null for what could not be measured.
func TestLine(t *testing.T) {
	c := &heed.Conversation{ID: "c", Turns: []heed.Turn{{Speaker: "a", Role: heed.RoleRep, Text: "right"}, {Speaker: "b", Role: heed.RoleCustomer, Text: "it broke again"}}}
	acts := [][]heed.Act{{{Kind: heed.ActBackchannel, Span: heed.Span{End: 5}, Confidence: 0.8}}, nil}
	b, err := json.Marshal(ToLine(Measure(c, acts, nil, Options{}), acts))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Measures map[string]struct {
			Value *float64
			Unit  string
			Why   string
		}
		Turns []struct {
			Acts []struct {
				Act        string
				Start, End int
				Confidence float64
			}
		}
	}
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Turns) != 2 || got.Turns[0].Acts[0].Act != "backchannel" || got.Turns[0].Acts[0].End != 5 || got.Turns[1].Acts == nil {
		t.Errorf("turns %+v", got.Turns)
	}
	if v := got.Measures["talk_share"]; v.Value == nil || *v.Value != 0.25 || v.Unit != "share" || v.Why == "" {
		t.Errorf("talk share %+v", v)
	}
	if v := got.Measures["patience"]; v.Value != nil || v.Why == "" {
		t.Errorf("patience %+v", v)
	}
}
