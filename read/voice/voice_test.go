package voice_test

import (
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/voice"
)

func TestByName(t *testing.T) {
	for label, want := range map[string]heed.Role{
		"Interviewer": heed.RoleResearcher, "MODERADORA": heed.RoleResearcher, "Entrevistador 2": heed.RoleResearcher, "I": heed.RoleResearcher,
		"Agent": heed.RoleRep, "Agente": heed.RoleRep, "asesora": heed.RoleRep, "Support Agent Kelly": heed.RoleRep, "Kelly (Agent)": heed.RoleRep, "system": heed.RoleRep,
		"P1": heed.RoleCustomer, "P-12": heed.RoleCustomer, "participant_3": heed.RoleCustomer, "Cliente B": heed.RoleCustomer, "Caller": heed.RoleCustomer, "user": heed.RoleCustomer,
		"Entrevistada": heed.RoleCustomer, "Ana (Cliente)": heed.RoleCustomer,
		"Marta Voss": "", "Ana": "", "Speaker 1": "", "Iris": "", "Paul": "", "A": "", "B": "", "Q": "", "Agentina Ruiz": "", "": "",
	} {
		if got, ok := voice.ByName(label); got != want || ok != (want != "") {
			t.Errorf("ByName(%q) = %q, %v; want %q", label, got, ok, want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{"  ÁRBOL  del_Norte ": "arbol del norte", "Begoña": "begona", "\u200fNoa\u200f": "noa", "e\u0301": "e"} {
		if got := voice.Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSamePerson(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Lucía Gil", "LUCIA GIL", true}, {"Marta", "Marta Voss", true}, {"Mar", "Marta Voss", false}, {"Marta Voss", "Marta Gil", false}, {"", "Ana", false}, {"A", "A B", false},
	} {
		if got := voice.SamePerson(c.a, c.b); got != c.want {
			t.Errorf("SamePerson(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

func TestKindOfName(t *testing.T) {
	for name, want := range map[string]heed.Kind{
		"/data/calls/interview_2026.txt": heed.KindInterview, "calls-es/llamada-B207.txt": heed.KindCall, `c:\x\encuesta_es.csv`: heed.KindSurvey,
		"reviews.csv": heed.KindReview, "notas-joel.md": heed.KindNotes, "a/b.txt": "", "recall.txt": "", "focus-group-1.txt": heed.KindBoard,
	} {
		if got := voice.KindOfName(name); got != want {
			t.Errorf("KindOfName(%q) = %q, want %q", name, got, want)
		}
	}
}

// turns makes a conversation of speaker and text, in turn.
func turns(kind heed.Kind, said ...string) *heed.Conversation {
	c := &heed.Conversation{ID: "c", Kind: kind}
	for i := 0; i < len(said); i += 2 {
		c.Turns = append(c.Turns, heed.Turn{Speaker: said[i], Text: said[i+1]})
	}
	return c
}

func TestAssign(t *testing.T) {
	for _, c := range []struct {
		name  string
		c     *heed.Conversation
		given map[string]heed.Role
		want  map[string]heed.Role
		why   string // of the last speaker
	}{
		{"names", turns("interview", "Interviewer", "Why?", "Participant", "So."), nil, map[string]heed.Role{"Interviewer": "researcher", "Participant": "customer"}, "name"},
		{"one name tells the other", turns("call", "Agent", "Hello.", "Marta", "Hi."), nil, map[string]heed.Role{"Agent": "rep", "Marta": "customer"}, "other"},
		{"a customer tells the other", turns("interview", "Marta", "Hm.", "Participant", "Hi."), nil, map[string]heed.Role{"Marta": "researcher", "Participant": "customer"}, "name"},
		{"given wins", turns("call", "Agent", "Hello?", "Ben", "Why?"), map[string]heed.Role{"agent": "customer"}, map[string]heed.Role{"Agent": "customer", "Ben": "rep"}, "other"},
		{"who asks", turns("interview", "Ana", "What happened then?", "Ben", "We lost it.", "Ana", "And what was that like?", "Ben", "Bad, and long."), nil, map[string]heed.Role{"Ana": "researcher", "Ben": "customer"}, "asks"},
		{"who asks, in Spanish", turns("call", "S0", "quería saber el precio de la línea", "S1", "le atiende Marcela, me facilita su número", "S0", "el seis", "S1", "un momento por favor"), nil, map[string]heed.Role{"S0": "customer", "S1": "rep"}, "asks"},
		{"who wants is no rep", turns("call", "V0", "hello i was wondering if you could tell me how much i owe", "V1", "right have you got it there", "V0", "no"), nil, map[string]heed.Role{"V0": "customer", "V1": "rep"}, "asks"},
		{"question and answer", turns("interview", "Q", "Why.", "A", "So."), nil, map[string]heed.Role{"Q": "researcher", "A": "customer"}, "name"},
		{"letters", turns("call", "A", "Hello?", "B", "I want to pay."), nil, map[string]heed.Role{"A": "rep", "B": "customer"}, "asks"},
		{"reviews", turns("review", "Jo", "Why though?"), nil, map[string]heed.Role{"Jo": "customer"}, "kind"},
		{"a thread", turns("social", "Jo", "Why?", "Sam", "No idea."), nil, map[string]heed.Role{"Jo": "customer", "Sam": "customer"}, "kind"},
		{"notes", turns("notes", "Joel", "She said it is fine."), nil, map[string]heed.Role{"Joel": ""}, "unknown"},
		{"one voice", turns("interview", "V", "We lost it."), nil, map[string]heed.Role{"V": "customer"}, "kind"},
		{"nothing to go by", turns("call", "A B", "Yes.", "C D", "No."), nil, map[string]heed.Role{"A B": "rep", "C D": "customer"}, "first"},
	} {
		t.Run(c.name, func(t *testing.T) {
			guesses := voice.Assign(c.c, c.given)
			for _, s := range c.c.Speakers {
				if s.Role != c.want[s.Speaker] {
					t.Errorf("%s is %q, want %q", s.Speaker, s.Role, c.want[s.Speaker])
				}
			}
			if last := guesses[len(guesses)-1]; last.Why != c.why {
				t.Errorf("%s because of %q, want %q", last.Speaker, last.Why, c.why)
			}
			for i := range c.c.Turns {
				if c.c.Turns[i].Role != c.want[c.c.Turns[i].Speaker] {
					t.Errorf("turn %d has the role %q", i, c.c.Turns[i].Role)
				}
			}
		})
	}
}
