package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// versions prints how a persona changed over the analyses that are kept.
func (c *changesCmd) versions(ctx context.Context, s *session, a *app.App, studies []heed.Study) error {
	for _, st := range studies {
		rep, err := a.Shown(ctx, st.ID)
		if err != nil {
			return err
		}
		for i := range rep.Personas {
			p := &rep.Personas[i]
			if !strings.EqualFold(c.Persona, p.ID) && !strings.EqualFold(c.Persona, p.Name) && !strings.EqualFold(c.Persona, p.Segment) && !strings.EqualFold(c.Persona, p.Title[heed.English]) {
				continue
			}
			list, err := a.PersonaVersions(ctx, st.ID, p.ID)
			if err != nil || c.JSON {
				return s.data(list, err)
			}
			for j := range list {
				printVersion(s.Out, &list[j])
			}
			return nil
		}
	}
	return heed.Errorf(heed.CodeNotFound, "there is no persona %q; heed report lists them", c.Persona)
}

func printVersion(w io.Writer, v *app.PersonaVersion) {
	name := v.Name
	if name == "" {
		name = v.Title[heed.English]
	}
	fmt.Fprintf(w, "%s  %s: %s, %d of %d claims earned\n", v.At.Format("2006-01-02 15:04"), name, plural(v.Participants, "person", "people"), v.Earned.Claims, v.Earned.Of)
	if v.First {
		fmt.Fprintln(w, "  the first that is kept")
		return
	}
	if v.Renamed != "" {
		fmt.Fprintf(w, "  called %q before\n", v.Renamed)
	}
	fmt.Fprintf(w, "  %d joined, %d left; %s, %d rose, %d fell, %d gone\n", v.Joined, v.Left, plural(len(v.New), "new claim"), len(v.Raised), len(v.Lowered), len(v.Gone))
	for _, g := range []struct {
		sign string
		list []heed.Claim
	}{{"rose", v.Raised}, {"fell", v.Lowered}, {"new", v.New}, {"gone", v.Gone}} {
		for i := range g.list {
			if i == 5 {
				fmt.Fprintf(w, "    and %d more\n", len(g.list)-i)
				break
			}
			fmt.Fprintf(w, "    %-5s %q\n", g.sign, g.list[i].Words)
		}
	}
}

type contentCmd struct {
	inStudy
	JSON bool `name:"json" help:"The answer as data."`
}

// Help is shown by heed content --help.
func (contentCmd) Help() string {
	return `Figures come in with heed import --kpi FILE: date, stage, channel, content_item, name, value, n.
They are context beside what was said, and no evidence for it.`
}

// Run prints figures by content item.
func (c *contentCmd) Run(ctx context.Context, s *session) error {
	a, st, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer s.close(a)
	items, err := a.ContentItems(ctx, st.ID)
	if err != nil || c.JSON {
		return s.data(items, err)
	}
	if len(items) == 0 {
		fmt.Fprintln(s.Out, "no figure names a content item; bring some in with: heed import --kpi FILE")
	}
	for _, it := range items {
		fmt.Fprintf(s.Out, "%s  (%s, %s)\n", it.Item, it.Stage, it.Channel)
		for _, f := range it.Series {
			var at []string
			for _, k := range f.Points {
				at = append(at, fmt.Sprintf("%s %g", k.Date, k.Value))
			}
			last := f.Points[len(f.Points)-1]
			fmt.Fprintf(s.Out, "  %-20s %s (n %d)\n", f.Name, strings.Join(at, ", "), last.N)
		}
	}
	return nil
}
