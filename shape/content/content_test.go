package content

import (
	"slices"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

// talk is a conversation: turns of ours begin with "> ".
func talk(id, stage string, kind heed.Kind, consent heed.Allowance, turns ...string) corpus.Conversation {
	c := &heed.Conversation{
		ID: id, Kind: kind, Stage: stage, Language: heed.English, Organisation: "Org " + id,
		Speakers: []heed.Speaker{{Speaker: "us", Role: heed.RoleRep}, {Speaker: id, Role: heed.RoleCustomer, Participant: id, Consent: heed.Consent{QuoteInside: consent}}},
	}
	s := &heed.Sensed{Conversation: id, Version: "fake", Acts: make([][]heed.Act, len(turns))}
	for i, said := range turns {
		if ours, ok := strings.CutPrefix(said, "> "); ok {
			c.Turns = append(c.Turns, heed.Turn{Speaker: "us", Role: heed.RoleRep, Text: ours})
			continue
		}
		c.Turns = append(c.Turns, heed.Turn{Speaker: id, Role: heed.RoleCustomer, Text: said})
		for _, sp := range text.Sentences(said, heed.English) {
			words, _ := sp.In(said)
			r := heed.Reading{Turn: i, Span: sp, Text: words, Language: heed.English}
			if strings.Contains(words, "gas bill") {
				r.Feelings = []heed.FeelingScore{{Name: heed.Anger, Intensity: 0.7}}
				r.Signals = []heed.Signal{{Kind: heed.SigDislike, Span: sp, Text: words, Confidence: 0.8}}
			}
			s.Readings = append(s.Readings, r)
		}
	}
	return corpus.Conversation{Conversation: c, Sensed: s}
}

var letter = []heed.KPI{
	{Stage: "renew", Channel: "email", Content: "renewal-letter", Called: []string{"letter", "carta"}, Name: "opens", Value: 41, N: 66},
	{Stage: "renew", Channel: "email", Content: "renewal-letter", Name: "opens", Value: 30, N: 60},
	{Stage: "explore", Channel: "web", Content: "guide-closing-faster", Called: []string{"guide"}, Name: "opens", Value: 214, N: 930},
	{Stage: "use", Name: "CSAT", Value: 4},
}

func find(kpis []heed.KPI, convs ...corpus.Conversation) map[string]heed.ContentItem {
	c := corpus.New(heed.Study{ID: "s", Settings: heed.DefaultSettings()}, convs, nil, heed.Date{})
	out := map[string]heed.ContentItem{}
	for _, it := range Find(c, Items(kpis), nil) {
		out[it.Item] = it
	}
	return out
}

// said are the ties and words of an item.
func said(it heed.ContentItem) (out []string) {
	for _, s := range it.Said {
		out = append(out, string(s.How)+": "+s.Text)
	}
	return out
}

func TestItems(t *testing.T) {
	items := Items(letter)
	if len(items) != 2 || items[1].Item != "renewal-letter" || !slices.Equal(items[1].Called, []string{"renewal letter", "letter", "carta"}) {
		t.Fatalf("%+v", items)
	}
	if s := items[1].Figures[0].Series; len(s) != 1 || len(s[0].Points) != 2 || s[0].Change != -11 {
		t.Errorf("%+v", s)
	}
}

func TestFind(t *testing.T) {
	for _, x := range []struct {
		name string
		conv corpus.Conversation
		item string
		want []string
	}{
		{"its name, with the sentence after a fragment", talk("a", "use", heed.KindSurvey, "", "The renewal letter. It read like a gas bill."), "renewal-letter", []string{"named: The renewal letter. It read like a gas bill."}},
		{"its words in another order", talk("a", "", heed.KindCall, "", "I never opened the letter about our renewal, to be honest."), "renewal-letter", []string{"named: I never opened the letter about our renewal, to be honest."}},
		{"the words apart", talk("a", "renew", heed.KindCall, "", "The renewal is due and nobody wrote us a letter."), "renewal-letter", nil},
		{"a mark between", talk("a", "", heed.KindCall, "", "We spoke of renewal. Letter by letter they spelled it."), "renewal-letter", nil},
		{"a short name at its stage", talk("a", "renew", heed.KindCall, "", "The letter went under the stapler."), "renewal-letter", []string{"short: The letter went under the stapler."}},
		{"a short name elsewhere", talk("a", "use", heed.KindCall, "", "The letter went under the stapler."), "renewal-letter", nil},
		{"any letter", talk("a", "renew", heed.KindCall, "", "I write a letter every week."), "renewal-letter", nil},
		{"a short name after it was named", talk("a", "use", heed.KindCall, "", "> You got our renewal letter?", "Yes.", "> And then?", "The letter went under the stapler."), "renewal-letter", []string{"short: The letter went under the stapler."}},
		{"an answer", talk("a", "use", heed.KindCall, "", "> How did you find our renewal letter?", "It read like a gas bill.", "> Right.", "We have six dogs in the yard now, all told."), "renewal-letter", []string{"answers: It read like a gas bill."}},
		{"no answer to what was named long before the end of a turn", talk("a", "use", heed.KindCall, "", "> We sent the renewal letter. It is summer. How are the six dogs? And the yard?", "It read like a gas bill."), "renewal-letter", nil},
		{"manners answer nothing", talk("a", "use", heed.KindCall, "", "> How did you find our renewal letter?", "Thank you."), "renewal-letter", nil},
		{"another item", talk("a", "renew", heed.KindCall, "", "The letter went under the stapler."), "guide-closing-faster", nil},
	} {
		got := find(letter, x.conv)[x.item]
		if !slices.Equal(said(got), x.want) || got.People != min(1, len(x.want)) {
			t.Errorf("%s: %q, want %q; %d people", x.name, said(got), x.want, got.People)
		}
	}
}

func TestFindReply(t *testing.T) {
	v := talk("a", "", heed.KindEmail, "", "It read like a gas bill.")
	v.Title = "Re: Your renewal letter"
	got := find(letter, v)["renewal-letter"]
	if want := []string{"replies: It read like a gas bill."}; !slices.Equal(said(got), want) {
		t.Fatalf("%q", said(got))
	}
	if s := got.Said[0]; s.Feeling != heed.Anger || !slices.Equal(s.Signals, []heed.SignalKind{heed.SigDislike}) || s.Participant != "a" {
		t.Errorf("%+v", s)
	}
	v.Kind = heed.KindCall // a file's name is no subject
	if got := find(letter, v)["renewal-letter"]; got.People != 0 {
		t.Errorf("a call: %q", said(got))
	}
}

// Who may not be quoted is counted, and shown with no word.
func TestFindWithheld(t *testing.T) {
	got := find(letter, talk("a", "", heed.KindCall, heed.No, "The renewal letter read like a gas bill."), talk("b", "", heed.KindCall, heed.Yes, "I framed the renewal letter in the hall."))["renewal-letter"]
	if got.People != 2 || got.Organisations != 2 || got.Withheld != 1 || len(got.Said) != 1 || got.Said[0].Participant != "b" {
		t.Errorf("%+v", got)
	}
}

// Two items with the same short name: the one named last, else the one of the
// conversation's stage, else none.
func TestFindShared(t *testing.T) {
	kpis := append(slices.Clone(letter), heed.KPI{Stage: "use", Content: "price-letter", Called: []string{"letter"}, Name: "opens", Value: 1}, heed.KPI{Stage: "renew", Content: "thank-you-letter", Called: []string{"letter"}, Name: "opens", Value: 1})
	got := find(kpis, talk("a", "renew", heed.KindCall, "", "The letter went under the stapler."))
	for name, it := range got {
		if it.People != 0 {
			t.Errorf("%s: %q", name, said(it))
		}
	}
	if got := find(kpis, talk("a", "renew", heed.KindCall, "", "> You got the price letter?", "The letter went under the stapler."))["price-letter"]; len(got.Said) != 1 {
		t.Errorf("named last: %q", said(got))
	}
	if got := find(kpis, talk("a", "use", heed.KindCall, "", "The letter went under the stapler."))["price-letter"]; len(got.Said) != 1 {
		t.Errorf("its stage: %q", said(got))
	}
}
