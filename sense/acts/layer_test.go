package acts

import (
	"bytes"
	"slices"
	"testing"

	heed "github.com/heedhq/heed"
)

// TestLayerFile: what is written is read again, and what is damaged says so.
func TestLayerFile(t *testing.T) {
	if Default() == nil || len(shipped) > 1<<20 {
		t.Fatalf("the layer inside has %d bytes", len(shipped))
	}
	for name, data := range map[string][]byte{
		"empty": nil, "no magic": []byte("something else"), "only magic": []byte(magic),
		"cut": shipped[:len(shipped)/2], "long head": append([]byte(magic), 255, 255, 255, 127),
	} {
		if _, err := Load(bytes.NewReader(data)); heed.ErrorCode(err) != heed.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestLayerKeepsTheRules: with every gate closed, or without a layer, the rules
// alone speak.
func TestLayerKeepsTheRules(t *testing.T) {
	c := &heed.Conversation{Language: heed.English, Turns: []heed.Turn{
		{Speaker: "a", Text: "Hi. I lost the file and I am worried, what now?"},
		{Speaker: "b", Text: "I'm sorry, that sounds stressful. Try the backup first."},
	}}
	shut := *Default()
	shut.gates = map[heed.Language]*[Classes]Gate{}
	for _, m := range []*Model{nil, &shut} {
		if got, want := m.Of(c), Rules(c); !slices.EqualFunc(got, want, func(a, b []heed.Act) bool { return slices.Equal(a, b) }) {
			t.Errorf("%v, want %v", got, want)
		}
	}
}

// TestLayerSpeaks: what the gates of the layer inside let through.
func TestLayerSpeaks(t *testing.T) {
	c := &heed.Conversation{Language: heed.Spanish, Turns: []heed.Turn{
		{Speaker: "a", Text: "¿Desea alguna otra cosa?"}, {Speaker: "b", Text: "no gracias eso es todo"},
	}}
	a, _ := Main(Of(c)[1])
	if a.Kind != heed.ActGreeting || a.Confidence <= 0.5 || a.Confidence > 1 {
		t.Errorf("%+v, want a greeting: the call ends", a)
	}
	if r, _ := Main(Rules(c)[1]); r.Kind == heed.ActGreeting {
		t.Error("the rules know it too; the example shows nothing")
	}
}

// TestScoresSumToOne: they are probabilities.
func TestScoresSumToOne(t *testing.T) {
	c := &heed.Conversation{Language: heed.English, Turns: []heed.Turn{{Speaker: "a", Text: "I'll send it tonight."}}}
	var p [Classes]float32
	Default().Scores(Units(c)[0].Features, &p)
	var all float32
	for _, v := range p {
		all += v
	}
	if all < 0.999 || all > 1.001 {
		t.Errorf("they sum to %v", all)
	}
}
