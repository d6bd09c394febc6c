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
