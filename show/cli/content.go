package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/heedhq/heed"
)

type contentCmd struct {
	inStudy
	JSON bool `name:"json" help:"The answer as data."`
}

// Help is shown by heed content --help.
func (contentCmd) Help() string {
	return `Figures come in with heed import --kpi FILE: date, stage, channel, content_item, also_called, name, value, n.
They are context, and no evidence. Under each item stand the sentences in which customers name it or answer it,
and no others; also_called holds other names of an item, parted by semicolons ("the letter; carta de renovación").`
}

// Run prints figures and what is said, by content item.
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
	for i := range items {
		printItem(s.Out, &items[i])
	}
	return nil
}

func printItem(w io.Writer, it *heed.ContentItem) {
	fmt.Fprintln(w, it.Item)
	for _, f := range it.Figures {
		for _, series := range f.Series {
			var at []string
			for _, k := range series.Points {
				at = append(at, fmt.Sprintf("%s %g", k.Date, k.Value))
			}
			last := series.Points[len(series.Points)-1]
			fmt.Fprintf(w, "  %-20s %s (n %d; %s, %s)\n", series.Name, strings.Join(at, ", "), last.N, f.Stage, f.Channel)
		}
	}
	switch {
	case it.Unread:
		fmt.Fprintln(w, "  not looked for yet: heed report reads it")
	case it.People == 0:
		fmt.Fprintln(w, "  nobody has mentioned it")
	default:
		fmt.Fprintf(w, "  %s of %s: %s\n", plural(it.People, "person", "people"), plural(it.Organisations, "organisation", "organisations"), plural(it.Sentences, "sentence", "sentences"))
	}
	for i := range it.Said {
		x := &it.Said[i]
		var found []string
		if x.Feeling != "" {
			found = append(found, string(x.Feeling))
		}
		for _, k := range x.Signals {
			found = append(found, string(k))
		}
		fmt.Fprintf(w, "    %-8s %q (%s, turn %d", x.How, x.Text, x.Conversation, x.Turn+1)
		if len(found) > 0 {
			fmt.Fprintf(w, "; %s", strings.Join(found, ", "))
		}
		fmt.Fprintln(w, ")")
	}
	if it.Withheld > 0 {
		fmt.Fprintf(w, "    %s may not be quoted\n", plural(it.Withheld, "person", "people"))
	}
}
