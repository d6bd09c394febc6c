package shape

import (
	"fmt"
	"os"
	"strings"
	"testing"

	heed "github.com/heedhq/heed"
)

func dump(u heed.Understanding) string {
	var b strings.Builder
	p := func(f string, a ...any) { fmt.Fprintf(&b, f+"\n", a...) }
	p("# %s heard %+v", u.Name, u.Heard)
	p("themes %d given %d ungrouped %d sil %.3f saturation %+v", len(u.Themes.Themes), u.Themes.Given, u.Themes.Ungrouped, u.Themes.Silhouette, u.Themes.Saturation)
	for _, t := range u.Themes.Themes {
		p("  [%s] %q n=%d people=%d coh=%.2f words=%q\n       “%s”", t.ID, t.Label, t.Utterances, t.People, t.Cohesion, t.Words, t.Central.Text)
	}
	claim := func(id string) string {
		c := u.Claim(id)
		if c == nil {
			return "?" + id
		}
		return fmt.Sprintf("[%s/%s %s] %dp -%d w%.1f “%s” %s b=%s", c.Kind, c.Subkind, c.Confidence.Level, c.People, c.Against, c.Weight, c.Words, c.Value, c.Behaviour)
	}
	for _, x := range u.Personas {
		p("\n## PERSONA %s %v group=%s sep=%.3f people=%d sent=%d", x.ID, x.Title, x.Grouping, x.Separation, len(x.Participants), x.Sentences)
		p("distinct %q", x.Distinct)
		p("quote %s", claim(x.Quote))
		for _, s := range x.Narrative {
			line := ""
			for _, pt := range s.Parts {
				if pt.Quote != "" {
					line += "“" + pt.Quote + "”"
				} else {
					line += pt.Texts["en"] + " / " + pt.Texts["es"]
				}
			}
			p("  N %s", line)
		}
		for _, f := range append(append([]heed.Field{}, heed.RequiredFields...), append([]heed.Field{heed.FieldGains}, heed.PersonFields...)...) {
			if len(x.Fields[f]) > 0 {
				p(" field %s", f)
				for _, id := range x.Fields[f] {
					p("    %s", claim(id))
				}
			}
		}
		for _, e := range x.Emotions {
			p("  feel %s %.2f [%.2f %.2f] n=%d people=%d", e.Name, e.Value, e.Low, e.High, e.N, e.People)
		}
		p("  drivers %+v", x.Drivers)
		p("  earned %+v", x.Earned)
		for _, q := range x.Questions {
			p("  ASK %s | %s | role=%s seg=%s field=%s why=%s gain=%.1f", q.Texts["en"], q.Texts["es"], q.Role, q.Segment, q.Field, q.Reason, q.Gain)
		}
		for _, s := range x.Silent {
			p("  SILENT %s %d “%s”", s.Role, s.People, s.Evidence[0].Text)
		}
	}
	for _, m := range u.EmpathyMaps {
		p("\n## MAP %s %s people=%d", m.Persona, m.Stage, m.Participants)
		for _, c := range heed.Cells {
			p(" cell %s", c)
			for _, id := range m.Cells[c] {
				p("    %s", claim(id))
			}
		}
	}
	for _, j := range u.Journeys {
		p("\n## JOURNEY")
		for _, s := range j.Stages {
			p(" stage %s conv=%d people=%d from=%v cert=%.2f barriers=%d opposite=%v", s.ID, s.Conversations, s.People, s.From, s.Certainty, len(s.Barriers), s.Opposite)
			for _, l := range heed.Lanes {
				for _, id := range s.Lanes[l] {
					p("    %s %s", l, claim(id))
				}
			}
		}
		for _, c := range j.Curves {
			for _, pt := range c.Points {
				q := ""
				if pt.Quote != nil {
					q = pt.Quote.Text
				}
				p(" curve %s %s %.2f [%.2f %.2f] n=%d thin=%v %v %s imp=%.2f “%s”", c.Persona, pt.Stage, pt.Value, pt.Low, pt.High, pt.People, pt.Thin, pt.Marks, pt.Feeling, pt.Importance, q)
			}
		}
	}
	for _, q := range u.Questions {
		p("ASK %s | %s | %s %s %s why=%s gain=%.1f", q.Texts["en"], q.Texts["es"], q.Role, q.Segment, q.Stage, q.Reason, q.Gain)
	}
	for _, s := range u.Silent {
		p("SILENT %s %d “%s”", s.Role, s.People, s.Evidence[0].Text)
	}
	p("EARNED %+v", u.Earned)
	return b.String()
}

func TestDump(t *testing.T) {
	out := os.Getenv("SHAPE_DUMP")
	if out == "" {
		t.Skip("set SHAPE_DUMP to a file")
	}
	u := mustBuild(t, realInterviews(t))
	os.WriteFile(out, []byte(dump(u)), 0o644)
}
