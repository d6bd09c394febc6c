package table

import (
	"slices"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/wire"
)

func TestDelimiter(t *testing.T) {
	for text, want := range map[string]byte{
		"a,b\n1,2\n": ',', "a;b\n1,5;2,5\n3,5;4\n": ';', "a\tb\n1, or 2\tx\n": '\t', "one\ntwo\n": 0, "\"a,b\";c\n\"d\ne\";f\n": ';', "a|b|c\n1|2|3\n": '|', "": 0,
	} {
		if got := Delimiter(text); got != want {
			t.Errorf("Delimiter(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestSplit(t *testing.T) {
	for line, want := range map[string][]string{
		`a,b,c`: {"a", "b", "c"}, `"a,b",c`: {"a,b", "c"}, `"a ""b""",c`: {`a "b"`, "c"}, `a "b" c,d`: {`a "b" c`, "d"}, `,`: {"", ""}, `"a" ,b`: {"a", "b"}, `"a" b,c",d`: {`a" b,c`, "d"},
	} {
		if got, open, _ := split(line, ','); open || !slices.Equal(got, want) {
			t.Errorf("split(%q) = %q, %v; want %q", line, got, open, want)
		}
	}
	if _, open, _ := split(`a,"b`, ','); !open {
		t.Error("a quotation that does not close is open")
	}
}

func TestFigure(t *testing.T) {
	for in, want := range map[string]float64{"9": 9, "4,5": 4.5, " 8/10 ": 8, "-1.5": -1.5} {
		if got, ok := figure(in); !ok || got != want {
			t.Errorf("figure(%q) = %g, %v", in, got, ok)
		}
	}
	for _, in := range []string{"", "nine", "3/4/2026", "N/A"} {
		if _, ok := figure(in); ok {
			t.Errorf("%q is no figure", in)
		}
	}
}

// TestPlan checks what a row is taken for, and its columns.
func TestPlan(t *testing.T) {
	long := "nobody told me whom to ring and it took three weeks"
	for name, c := range map[string]struct {
		header string
		rows   []string
		shape  shape
		fields string
	}{
		"turns":         {"conversation_id,speaker,text", []string{"c1,agent,hi", "c1,customer,no", "c2,agent,hi"}, rowTurn, "id speaker text"},
		"turns, no id":  {"hablante,texto", []string{"Agente,hola", "Cliente,no"}, rowTurn, "speaker text"},
		"turns by role": {"role,message", []string{"user,hi", "assistant,hello"}, rowTurn, "role text"},
		"reviews":       {"review id,stars,review,country", []string{"1,5," + long + ",UK", "2,1,bad and slow and loud,ES"}, rowConversation, "id rating text attribute"},
		"survey":        {"Respondent,NPS,What was hard?,Your team size", []string{"r1,9," + long + ",4", "r2,3," + long + ",11"}, rowRespondent, "id rating answer attribute"},
		"encuesta":      {"Encuestado,Valoración (1-5),¿Qué fue lo más difícil?,¿Algo más?", []string{"r1,4," + long + ",no", "r2,3," + long + "," + long}, rowRespondent, "id rating answer answer"},
	} {
		t.Run(name, func(t *testing.T) {
			var rows [][]string
			for _, r := range c.rows {
				rows = append(rows, strings.Split(r, ","))
			}
			var res wire.Result
			l, err := plan("x.csv", strings.Split(c.header, ","), rows, wire.Options{}, &res)
			if err != nil {
				t.Fatal(err)
			}
			var fields []string
			for _, col := range l.columns {
				fields = append(fields, col.field)
			}
			if got := strings.Join(fields, " "); l.shape != c.shape || got != c.fields {
				t.Errorf("%s: %s; want %s: %s", l.shape, got, c.shape, c.fields)
			}
		})
	}
	_, err := plan("x.csv", []string{"a", "b"}, [][]string{{"1", "2"}}, wire.Options{}, &wire.Result{})
	if heed.ErrorCode(err) != heed.CodeInvalid || !strings.Contains(heed.ErrorMessage(err), "--map") {
		t.Errorf("a table without words: %v", err)
	}
}

func TestLetter(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA"} {
		if got := letter(i); got != want {
			t.Errorf("letter(%d) = %s, want %s", i, got, want)
		}
	}
}
