package office

import (
	"io"
	"strings"

	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// Planned writes a guide as a text document, with room for notes under every
// question. The same guide gives the same bytes.
func Planned(w io.Writer, p app.Guide) error {
	g := &guide{Scene: look.NewScene(p.Language, &app.StudyReport{}, func(string, string) string { return "" })}
	g.par("Title", look.Clean(p.Title))
	g.par("Note", look.Clean(p.Consent))
	for _, s := range p.Sections {
		g.par("Heading1", look.Clean(s.Title))
		for _, a := range s.Asks {
			g.par("Question", look.Clean(a.Text))
			if a.Why != "" {
				g.par("Note", look.Clean(a.Why))
			}
			for _, probe := range a.Probes {
				g.par("ListBullet", look.Clean(probe))
			}
			g.par("Notes", g.word("notes")+":")
		}
	}
	if len(p.Notes) > 0 {
		g.par("Note", look.Clean(strings.Join(p.Notes, " ")))
	}
	return g.write(w)
}
