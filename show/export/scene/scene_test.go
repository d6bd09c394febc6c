package scene_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/scene"
	"github.com/heedhq/heed/show/look"
	"github.com/heedhq/heed/show/look/looktest"
)

func noLink(string, string) string { return "" }

// drawings are every drawing of the reports made by hand, by name.
func drawings(s *app.StudyReport) map[string]*scene.Drawing {
	out := map[string]*scene.Drawing{}
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		sc := look.NewScene(lang, s, noLink)
		for _, poster := range []bool{false, true} {
			tail := fmt.Sprintf(" %s poster=%v", lang, poster)
			for i := range s.EmpathyMaps {
				m := &s.EmpathyMaps[i]
				for k := range s.Personas {
					if s.Personas[k].ID != m.Persona {
						continue
					}
					for _, f := range []scene.Form{scene.Six, scene.Four, scene.Canvas} {
						out[fmt.Sprintf("%s map %d %s", f, i, tail)] = scene.Map(sc, m, &s.Personas[k], scene.Options{Form: f, Poster: poster})
					}
				}
			}
			for i := range s.Journeys {
				out[fmt.Sprintf("journey %d%s", i, tail)] = scene.Journey(sc, &s.Journeys[i], scene.Options{Poster: poster})
			}
			for i := range s.Personas {
				out[fmt.Sprintf("persona %d%s", i, tail)] = scene.Persona(sc, &s.Personas[i], scene.Options{Poster: poster})
			}
		}
	}
	return out
}

type box struct {
	x0, y0, x1, y1 float64
	text           string
	halo           bool
	size           float64
}

// lines are the boxes of all lines of text, a little inside the letters.
func lines(d *scene.Drawing) []box {
	var out []box
	d.Walk(func(it scene.Item) {
		t, ok := it.(scene.Text)
		if !ok {
			return
		}
		for _, l := range t.Lines {
			b := box{x0: math.Inf(1), x1: math.Inf(-1), halo: t.Halo}
			for _, r := range l.Runs {
				b.x0, b.x1 = min(b.x0, r.X), max(b.x1, r.X+r.W)
				b.size = max(b.size, r.Size)
				b.text += r.Text
			}
			b.y0, b.y1 = l.Base-.62*b.size, l.Base+.12*b.size
			if strings.TrimSpace(b.text) != "" {
				out = append(out, b)
			}
		}
	})
	return out
}

// TestLayout holds what every drawing must keep: nothing leaves the page, no
// words stand on others, none touch a line of the map, and the type of a
// poster is never under 16 points.
func TestLayout(t *testing.T) {
	for report, s := range map[string]app.StudyReport{"harbourline": looktest.Harbourline(), "one interview": looktest.OneInterview(), "long": long()} {
		all := drawings(&s)
		if len(all) == 0 {
			t.Fatalf("%s: nothing was drawn", report)
		}
		for name, d := range all {
			name = report + ", " + name
			ls := lines(d)
			if len(ls) < 10 {
				t.Errorf("%s: only %d lines of text", name, len(ls))
			}
			for i, a := range ls {
				if a.x0 < 0 || a.y0 < 0 || a.x1 > d.W || a.y1 > d.H {
					t.Errorf("%s: %q leaves the page: %.0f,%.0f to %.0f,%.0f of %.0f by %.0f", name, a.text, a.x0, a.y0, a.x1, a.y1, d.W, d.H)
				}
				if strings.Contains(name, "poster=true") && a.size < 16 {
					t.Errorf("%s: %q is set in %.1f points", name, a.text, a.size)
				}
				for _, b := range ls[i+1:] {
					if !a.halo && !b.halo && a.x0 < b.x1-.5 && b.x0 < a.x1-.5 && a.y0 < b.y1-.5 && b.y0 < a.y1-.5 {
						t.Errorf("%s: %q stands on %q", name, a.text, b.text)
					}
				}
			}
			if strings.Contains(name, "six map") {
				d.Walk(func(it scene.Item) {
					p, ok := it.(scene.Path)
					if !ok || len(p.Segs) != 2 || p.Stroke == nil {
						return
					}
					for _, b := range ls {
						if crosses(p.Segs, b) {
							t.Errorf("%s: %q touches a line", name, b.text)
						}
					}
				})
			}
		}
	}
}

// crosses reports whether the stroke runs through the box.
func crosses(s scene.Segments, b box) bool {
	for i := range 2001 {
		f := float64(i) / 2000
		x, y := s[0].X+f*(s[1].X-s[0].X), s[0].Y+f*(s[1].Y-s[0].Y)
		if x > b.x0 && x < b.x1 && y > b.y0 && y < b.y1 {
			return true
		}
	}
	return false
}

// long is a report whose words are as long as drawings let them be.
func long() app.StudyReport {
	s := looktest.Harbourline()
	words := strings.Repeat("and then nobody rang back for a week, so I wrote it all down ", 5)
	for i := range s.Claims {
		if i%3 == 0 {
			s.Claims[i].Words = words[:60+i*17%250]
		}
		if i%7 == 0 {
			s.Claims[i].Words = strings.Repeat("Donaudampfschiff", 12)
		}
	}
	for i := range s.Personas {
		s.Personas[i].Name = "The person who answers for everything that nobody else will answer for"
	}
	for i := range s.EmpathyMaps {
		m := &s.EmpathyMaps[i]
		for cell := range m.Cells {
			m.Cells[cell] = nil
			for k := range s.Claims {
				if (k+len(cell))%2 == 0 {
					m.Cells[cell] = append(m.Cells[cell], s.Claims[k].ID)
				}
			}
		}
	}
	return s
}

func TestParagraph(t *testing.T) {
	st := scene.Style{Face: scene.Serif, Size: 20, Lead: 26, Color: scene.Ink}
	cases := []struct {
		name, text string
		width      float64
		want       []string
	}{
		{"one line", "Four people", 400, []string{"Four people"}},
		{"at spaces", "Four people typing the same delivery note", 180, []string{"Four people typing", "the same delivery", "note"}},
		{"a word too long", strings.Repeat("m", 12), 80, []string{"mmmm", "mmmm", "mmmm"}},
		{"line ends are spaces", "one\ntwo\u2028three", 400, []string{"one two three"}},
		{"overrides go", "a\u202eb\u200bc", 400, []string{"abc"}},
		{"a space that does not break", "14\u202fNov", 400, []string{"14\u00a0Nov"}},
		{"after a dash", "before–after", 75, []string{"before–", "after"}},
		{"nothing", "", 100, nil},
	}
	for _, c := range cases {
		var got []string
		b := scene.Paragraph(c.width, scene.Left, scene.Words{Text: c.text, Style: st})
		for _, it := range b.Items {
			for _, l := range it.(scene.Text).Lines {
				line := ""
				for _, r := range l.Runs {
					line += r.Text
				}
				got = append(got, line)
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		if b.W > c.width+1e-6 {
			t.Errorf("%s: %.1f wide in %.1f", c.name, b.W, c.width)
		}
	}
}

// TestFallback checks that every character finds a face: the style's own, the
// sans, or Missing, and that the missing are counted.
func TestFallback(t *testing.T) {
	st := scene.Style{Face: scene.Serif, Size: 20}
	b := scene.Paragraph(1000, scene.Left, scene.Words{Text: "café Ж 予定 👩\u200d💻", Style: st})
	faces := map[string]scene.Face{}
	for _, r := range b.Items[0].(scene.Text).Lines[0].Runs {
		for _, ch := range r.Text {
			faces[string(ch)] = r.Face
		}
	}
	for ch, want := range map[string]scene.Face{"é": scene.Serif, "Ж": scene.Sans, "予": scene.Missing, "👩": scene.Missing} {
		if faces[ch] != want {
			t.Errorf("%s is set in face %d, want %d", ch, faces[ch], want)
		}
	}
	if len(scene.MissingBoxes(scene.Run{Text: "予👩", Size: 20, Face: scene.Missing}, 0)) != 2 {
		t.Error("a missing character has no box")
	}
}

// TestRing checks one stroke a person, inked where they agreed.
func TestRing(t *testing.T) {
	s := looktest.Harbourline()
	sc := look.NewScene(heed.English, &s, noLink)
	p := &s.Personas[0]
	d := scene.Map(sc, &s.EmpathyMaps[0], p, scene.Options{})
	blue, all := 0, 0
	for _, it := range find(d.Items, sc.Map(&s.EmpathyMaps[0], p, "m", 4).Ring.Label) {
		all++
		if path := it.(scene.Path); *path.Stroke == scene.Accent {
			blue++
		}
	}
	if all != len(p.Participants) || blue != p.Earned.Checks.Agreed {
		t.Errorf("%d strokes of which %d blue; %d people of whom %d agreed", all, blue, len(p.Participants), p.Earned.Checks.Agreed)
	}
}

// find returns the items of the group with the name.
func find(items []scene.Item, name string) []scene.Item {
	for _, it := range items {
		if g, ok := it.(scene.Group); ok {
			if g.Name == name {
				return g.Items
			}
			if in := find(g.Items, name); in != nil {
				return in
			}
		}
	}
	return nil
}
