package quote

import (
	"testing"

	heed "github.com/heedhq/heed"
)

func TestPoints(t *testing.T) {
	for _, c := range []struct {
		s      string
		lang   heed.Language
		points bool
	}{
		{"It was fun but also it helped me refine my own perspective.", "en", true},
		{"It's something I consider, but not something I worry about.", "en", true},
		{"It is able to sort through information a lot faster.", "en", true},
		{"It's important to me that these reports are my own thoughts.", "en", false},
		{"It might be a waste of time if I can't explain the problem.", "en", false},
		{"it is usually quicker for me to do the work on my own.", "en", false},
		{"It takes me a day to check what was one click.", "en", false},
		{"That's the best bit of my job.", "en", true},
		{"This happened twice.", "en", true},
		{"This year we closed in three days.", "en", false},
		{"Using this method there is a lot of wasted time.", "en", true},
		{"Because of that I print the orders.", "en", true},
		{"Because it failed twice, I print every order before we ship.", "en", false},
		{"because they hire me", "en", true},
		{"So the reason is that I don't enjoy writing.", "en", true},
		{"So far nobody has asked me.", "en", false},
		{"But for me it was in the letter.", "en", true},
		{"Well, he said no.", "en", true},
		{"In this case I checked it twice.", "en", true},
		{"I keep the old spreadsheet beside it.", "en", false},
		{"If it breaks, we lose the Friday run.", "en", false},
		{"Without it I would be lost.", "en", true},
		{"Eso me da miedo.", "es", true},
		{"Y ahí sí me puse a llorar.", "es", true},
		{"Porque nadie me avisó.", "es", true},
		{"Porque nadie me avisó, imprimo todo antes de cerrar.", "es", false},
		{"Lo que me preocupa es el cierre.", "es", false},
		{"Lo peor fue el viernes.", "es", false},
		{"Lo tuve que hacer a mano.", "es", true},
		{"Le dije que no.", "es", true},
		{"Está bien que pregunten.", "es", false},
		{"Esta semana cerramos tarde.", "es", false},
		{"Este sistema me pide la clave.", "es", true},
		{"Es importante que me avisen.", "es", false},
		{"Es lo que peor llevo, si le digo la verdad.", "es", true},
		{"Por eso imprimo todo.", "es", true},
		{"El cierre me da miedo.", "es", false},
		{"Él me lo dijo.", "es", true},
		{"La verdad es que me da miedo.", "es", false},
		{"La llamé tres veces.", "es", true},
	} {
		if got := Points(c.s, c.lang); got != c.points {
			t.Errorf("%q points: %v", c.s, got)
		}
	}
}

func TestDangles(t *testing.T) {
	for _, c := range []struct {
		s    string
		lang heed.Language
		want bool
	}{
		{"I do not want to hand that over to AI.", "en", true},
		{"I used that as my rough draft.", "en", true},
		{"I would never do that.", "en", true},
		{"I know that over the years it has grown.", "en", true}, // the price of a short rule
		{"I think that it is hard.", "en", false},
		{"I printed the orders, and that helped.", "en", false},
		{"I want this for every site.", "en", true},
		{"I like this tool.", "en", false},
		{"Me da miedo eso, la verdad.", "es", true},
		{"Me preocupa eso de las horas.", "es", false},
		{"Imprimo todo, y eso me ayuda.", "es", false},
	} {
		if got := Dangles(c.s, c.lang); got != c.want {
			t.Errorf("%q dangles: %v", c.s, got)
		}
	}
}

// Words that end in a "this" which stands for what was said before do not stand
// alone.
func TestDanglesAtTheEnd(t *testing.T) {
	for _, c := range []struct {
		s    string
		lang heed.Language
		want bool
	}{
		{"I warn a lot of people to be careful because of this.", "en", true},
		{"Nobody had told the early shift about that.", "en", true},
		{"I keep a spreadsheet for days of this kind.", "en", false},
		{"I said that to the foreman, I said we have bought a Rosa.", "en", true},
		{"Nadie nos dijo nada de eso.", "es", true},
		{"Nadie nos dijo nada de la nómina.", "es", false},
	} {
		if got := Dangles(c.s, c.lang); got != c.want {
			t.Errorf("%q dangles: %v, want %v", c.s, got, c.want)
		}
	}
}

// A thing that is named by "those" is told of before.
func TestRefers(t *testing.T) {
	for _, c := range []struct {
		s    string
		lang heed.Language
		want bool
	}{
		{"I prefer to make those decisions myself.", "en", true},
		{"I think that LLMs are giving me that ability.", "en", true},
		{"I fear that this will lead to less work.", "en", true},
		{"I think that managers decide too late.", "en", false},
		{"I have used these tools for years.", "en", false},
		{"We closed in four days in this quarter.", "en", false},
		{"I keep a list of those who sign.", "en", false},
		{"I am one of those people who print everything.", "en", false},
		{"Soy muy bueno poniendo esa cara.", "es", true},
		{"Lo apunto de esa manera.", "es", false},
	} {
		if got := Refers(c.s, c.lang); got != c.want {
			t.Errorf("%q refers: %v, want %v", c.s, got, c.want)
		}
	}
}
