package practice_test

import (
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/practice"
)

// TestWhoseFeeling tells what somebody says that they feel from what they say
// of others, deny, suppose or merely mention.
func TestWhoseFeeling(t *testing.T) {
	const es = heed.Spanish
	for _, c := range []struct {
		text    string
		lang    heed.Language
		read    heed.Feeling // by the reading
		feeling heed.Feeling // of the moment, "" for none
	}{
		{"The day they signed is the day I stopped sleeping.", heed.English, "", heed.Anxiety},
		{"I was at a loss for the whole of that week.", heed.English, "", heed.Helplessness},
		{"I didn't trust it to do the payroll.", heed.English, "", heed.Distrust},
		{"It was exciting for us to see the numbers.", heed.English, heed.Excitement, heed.Excitement},
		{"They asked and I was afraid to say it.", heed.English, heed.Fear, heed.Fear},
		{"It was very frustrating for us.", heed.English, heed.Frustration, heed.Frustration},
		{"Me da orgullo del hijo, también.", es, heed.Pride, heed.Pride},
		{"Lo de la migración no me lo creo.", es, "", heed.Distrust},
		{"Cuando pasó me sentí un poco abandonada.", es, heed.Helplessness, heed.Helplessness},
		{"Ahora duermo.", es, "", heed.Relief},

		{"Our collaborator is excited about it.", heed.English, heed.Excitement, ""},
		{"My colleagues were afraid of the new system.", heed.English, heed.Fear, ""},
		{"She told me that I must be confused.", heed.English, heed.Confusion, ""},
		{"I have never been frustrated with them.", heed.English, heed.Frustration, ""},
		{"If it fails again I get frustrated with it.", heed.English, heed.Frustration, ""},
		{"First I didn't know what to do with them.", heed.English, heed.Helplessness, ""},
		{"I am more worried about the weather than that.", heed.English, heed.Anxiety, ""},
		{"I hope that the next one is better.", heed.English, heed.Hope, ""},
		{"I hate writing these descriptions myself.", heed.English, heed.Anger, ""},
		{"I am pretty confident that it is the cable.", heed.English, heed.Trust, ""},
		{"I don't trust it to do the payroll.", heed.English, heed.Distrust, ""}, // an opinion
		{"I stress it because I fear this is what they lose.", heed.English, heed.Fear, ""},
		{"While I'm already worried about it, the others are not.", heed.English, heed.Anxiety, ""},
		{"There is a real fear in our industry of what comes.", heed.English, heed.Fear, ""},
		{"However, I worry that they will not call us back.", heed.English, heed.Anxiety, ""},
		{"Pero me preocupa que no nos llamen.", es, heed.Anxiety, ""},
		{"I think this is such an exciting survey for us.", heed.English, heed.Excitement, ""},
		{"I take pride in doing accurate work myself.", heed.English, heed.Pride, ""},
		{"I'm glad that I could help you today.", heed.English, heed.Joy, ""},
		{"I am happy that we reached an agreement.", heed.English, heed.Joy, ""},
		{"I'm excited to see the numbers though!", heed.English, heed.Excitement, ""},
		{"I feel happy if I can help.", heed.English, heed.Joy, ""},
		{"Sometimes I worry that I repeat myself.", heed.English, heed.Anxiety, ""},
		{"I'm also worried about the water.", heed.English, heed.Anxiety, ""},
		{"As for my own job, I worry that it goes.", heed.English, heed.Anxiety, ""},
		{"El descuento no me preocupa.", es, heed.Anxiety, ""},
		{"Ella estaba muy orgullosa de eso.", es, heed.Pride, ""},
	} {
		signals := pain
		if c.feeling.Sign() > 0 {
			signals = []heed.Signal{{Kind: heed.SigGain, Basis: heed.Expressed}}
		}
		asked, told := "What happened then?", story
		if c.lang == es {
			asked, told = "¿Qué pasó entonces?", "El almacén se quedó a oscuras la primera noche y nadie supo decirnos quién nos iba a llamar de vuelta."
		}
		tk := talk("c", c.lang, []said{{text: asked}}, []said{{told, "", 0, signals}, {c.text, c.read, 0.8, nil}})
		got := practice.All([]practice.Talk{tk})
		switch {
		case c.feeling == "" && len(got) > 0:
			t.Errorf("%q is a moment of %s", c.text, got[0].Feeling())
		case c.feeling != "" && len(got) == 0:
			t.Errorf("%q is no moment", c.text)
		case c.feeling != "" && got[0].Feeling() != c.feeling:
			t.Errorf("%q says %s, want %s", c.text, got[0].Feeling(), c.feeling)
		}
	}
}

// TestGivenAway leaves out what our own question, or the sentence before,
// already says.
func TestGivenAway(t *testing.T) {
	const worry = "I worry about the payroll in November."
	for name, c := range map[string]struct {
		asked, told string
		signals     []heed.Signal
		want        int
	}{
		"open question":          {"What happened then?", story, pain, 1},
		"asked for the feeling":  {"What are your concerns about it?", story, pain, 0},
		"either of two, shown":   {"When were you satisfied or frustrated?", story, pain, 1},
		"either of two, unshown": {"When were you satisfied or frustrated?", story, nil, 0},
		"said just before":       {"What happened then?", story + " I was scared of it.", pain, 0},
		"either, by elimination": {"When were you satisfied or frustrated?", "I was satisfied with the order. " + story, pain, 0},
		"one of its family":      {"What happened then?", "I was scared of it at the time. " + story, pain, 0},
		"in general, no clue":    {"What happened then?", story, nil, 0},
		"anything else":          {"Is there anything else?", "No. We are a firm in Leeds.", pain, 0},
	} {
		tk := talk("c", heed.English, []said{{text: story}}, []said{{text: story}}, []said{{text: c.asked}}, []said{{c.told, "", 0, c.signals}, {worry, heed.Anxiety, 0.8, nil}})
		if got := practice.All([]practice.Talk{tk}); len(got) != c.want {
			t.Errorf("%s: %d moments, want %d", name, len(got), c.want)
		}
	}
}

// TestWhatWasHad is not chosen again, and makes what is like it worth less.
func TestWhatWasHad(t *testing.T) {
	all := practice.All(many())
	first := practice.Pick(all, practice.Options{Most: 1})
	second := practice.Pick(all, practice.Options{Most: 1, Had: []string{first[0].ID}})
	if first[0].ID == second[0].ID || first[0].Feeling() == second[0].Feeling() {
		t.Errorf("after %s comes %s", first[0].Feeling(), second[0].Feeling())
	}
	if two := practice.Pick(all, practice.Options{Most: 2}); two[1].ID != second[0].ID {
		t.Errorf("one after the other gives %s, both at once %s", second[0].ID, two[1].ID)
	}
	var ids []string
	for i := range all {
		ids = append(ids, all[i].ID)
	}
	if got := practice.Pick(all, practice.Options{Had: ids}); len(got) != 0 {
		t.Errorf("all were had, and %d come", len(got))
	}
}
