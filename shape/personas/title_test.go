package personas

import (
	"fmt"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/shape/corpus"
)

func claim(id string, kind heed.SignalKind, people int, words string, lang heed.Language) *heed.Claim {
	return &heed.Claim{
		ID: id, Kind: kind, People: people, Words: words, Language: lang, Quoted: true, Basis: heed.Expressed, Weight: float64(people),
		Evidence: []heed.Evidence{{Stance: heed.Supports}},
	}
}

func group(t *testing.T, segment string, kind heed.Kind, n int) (*corpus.Corpus, Group) {
	t.Helper()
	c, _, _ := people(t, func(int) string { return segment }, n, func(i int) []string { return []string{fmt.Sprintf("The order number %d was wrong.", i)} })
	g := Group{ID: "p", Segment: segment, Grouping: "segment"}
	for i := range c.People {
		g.People = append(g.People, int32(i))
	}
	for i := range c.Convs {
		c.Convs[i].Kind = kind
	}
	return c, g
}

func TestTitle(t *testing.T) {
	shared := claim("a", heed.SigPain, 5, "nobody could tell me who owned the problem.", heed.English)
	for _, c := range []struct {
		what, segment string
		kind          heed.Kind
		n             int
		distinct      []string
		claims        []*heed.Claim
		quotes        string
		en, es        string
	}{
		{"a quarter said it", "operations", heed.KindInterview, 20, nil, []*heed.Claim{shared}, "a", "Operations: “nobody could tell me who owned the problem”", "Operaciones: «nobody could tell me who owned the problem»"},
		{"nothing shared", "operations", heed.KindInterview, 20, nil, nil, "", "Operations", "Operaciones"},
		{"two of five are too few", "operations", heed.KindInterview, 5, []string{"the notebook", "order book"}, []*heed.Claim{claim("b", heed.SigPain, 2, "nobody could tell me who owned the problem.", heed.English)}, "", "Operations", "Operaciones"},
		{"two of twenty are too few", "workforce", heed.KindInterview, 20, nil, []*heed.Claim{claim("b", heed.SigPain, 2, "nobody could tell me who owned the problem.", heed.English)}, "", "Office workers", "Personal de oficina"},
		{"an acronym", "it", heed.KindInterview, 4, nil, nil, "", "IT", "Sistemas"},
		{"callers", "consumer", heed.KindCall, 60, nil, []*heed.Claim{shared}, "", "Callers", "Quienes llaman"},
		{"a trade that served them", "insurance", heed.KindChat, 30, []string{"proof of insurance"}, []*heed.Claim{shared}, "", "Insurance customers", "Clientes de seguros"},
		{"a segment that no list holds", "night bakers", heed.KindInterview, 5, nil, nil, "", "Night bakers", "Night bakers"},
	} {
		corp, g := group(t, c.segment, c.kind, c.n)
		got, quoted := Title(corp, g, c.distinct, c.claims)
		if got[heed.English] != c.en || got[heed.Spanish] != c.es || quoted != c.quotes {
			t.Errorf("%s: %q, %q, quoting %q; want %q, %q, %q", c.what, got[heed.English], got[heed.Spanish], quoted, c.en, c.es, c.quotes)
		}
		if hero := standsFor(c.claims, quoted, c.distinct, c.n); hero != "" && hero == quoted {
			t.Errorf("%s: the title's words stand for them too", c.what)
		}
	}
}

// tell is a narrative in one language, quotations in guillemets.
func tell(p *heed.Persona, lang heed.Language) string {
	var b strings.Builder
	for _, s := range p.Narrative {
		for _, x := range s.Parts {
			if x.Quote != "" {
				b.WriteString("«" + x.Quote + "»")
			} else {
				b.WriteString(x.Texts[lang])
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestNarrative(t *testing.T) {
	p := &heed.Persona{ID: "p", Conversations: 20, Quote: "hero"}
	for i := range 20 {
		p.Participants = append(p.Participants, fmt.Sprint(i))
	}
	claims := []*heed.Claim{
		claim("hero", heed.SigPain, 9, "I never know who owns the problem here.", heed.English),
		claim("twin", heed.SigBarrier, 8, "I never know who owns this problem here.", heed.English),
		claim("pain", heed.SigPain, 5, "We type the same note again every morning.", heed.English),
		claim("goal", heed.SigGoal, 4, "I want to go home at five on a Friday.", heed.English),
		claim("one", heed.SigRisk, 1, "I could lose my job over the payroll file.", heed.English),
	}
	p.Narrative = narrate(p, claims, false, 20)
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		got := tell(p, lang)
		for words, want := range map[string]bool{"same note again": true, "home at five": true, "who owns": false, "lose my job": false, "{": false} {
			if strings.Contains(got, words) != want {
				t.Errorf("%s: %q told is %v\n%s", lang, words, !want, got)
			}
		}
	}
	if en := tell(p, heed.English); !strings.Contains(en, "5 of the 20") {
		t.Errorf("how many is not told\n%s", en)
	}
	p.Narrative = narrate(p, claims[4:], false, 20)
	if got := tell(p, heed.Spanish); !strings.Contains(got, "nada en lo que coincidan dos") || !strings.Contains(got, "Lo que preocupa a una de ellas: «I could") || strings.Contains(got, "1 de las 20") {
		t.Errorf("one voice of twenty\n%s", got)
	}
	small := &heed.Persona{ID: "p", Conversations: 2, Participants: []string{"a", "b"}}
	small.Narrative = narrate(small, claims[4:], false, 2)
	if got := tell(small, heed.Spanish); !strings.Contains(got, "una de las 2 personas") || !strings.Contains(got, "lose my job") {
		t.Errorf("one of two in a study of two\n%s", got)
	}
}
