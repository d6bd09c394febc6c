package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

type offerCmd struct {
	List   offerListCmd   `cmd:"" help:"List offers with the pains they may answer, and the pains that nothing answers."`
	Add    offerAddCmd    `cmd:"" help:"Write down something that you offer."`
	Remove offerRemoveCmd `cmd:"" help:"Take an offer off the list."`
	Link   offerLinkCmd   `cmd:"" help:"Say that an offer answers a pain, or with --no that it does not."`
}

// inStudy names the study of a command where there are several.
type inStudy struct {
	Study string `help:"The study, where there are several."`
}

// open opens the workspace and finds the study; the caller closes the App.
func (f inStudy) open(ctx context.Context, s *session) (*app.App, heed.Study, error) {
	a, err := s.app(ctx)
	if err != nil {
		return nil, heed.Study{}, err
	}
	st, err := f.find(ctx, a)
	if err != nil {
		s.close(a)
		return nil, heed.Study{}, err
	}
	return a, st, nil
}

func (f inStudy) find(ctx context.Context, a *app.App) (heed.Study, error) {
	list, err := chosen(ctx, a, f.Study)
	if err != nil {
		return heed.Study{}, err
	}
	switch len(list) {
	case 0:
		return heed.Study{}, heed.Errorf(heed.CodeNotFound, "there is no study yet; bring conversations in with: heed import PATH")
	case 1:
		return list[0], nil
	}
	var ids []string
	for _, s := range list {
		ids = append(ids, s.ID)
	}
	return heed.Study{}, heed.Errorf(heed.CodeInvalid, "there are several studies; choose one with --study: %v", ids)
}

type offerListCmd struct {
	inStudy
	JSON bool `name:"json" help:"The answer as data."`
}

// Help is shown by heed offer list --help.
func (offerListCmd) Help() string {
	return `Pains are linked to an offer where they speak of what it does, in either language; a person
confirms or refuses each link with heed offer link.`
}

// Run lists offers.
func (c *offerListCmd) Run(ctx context.Context, s *session) error {
	a, st, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer s.close(a)
	v, err := a.Offers(ctx, st.ID)
	if err != nil || c.JSON {
		return s.data(v, err)
	}
	if len(v.Offers) == 0 {
		fmt.Fprintln(s.Out, "there is no offer yet; add one with: heed offer add NAME --text \"what it does\"")
	}
	for _, o := range v.Offers {
		fmt.Fprintf(s.Out, "%s  %s\n", o.ID, o.Name)
		if o.Text != "" {
			fmt.Fprintf(s.Out, "    %s\n", o.Text)
		}
		for _, p := range o.Pains {
			by := ""
			if len(p.Meets) > 0 {
				by = ", by " + strings.Join(p.Meets, ", ")
			}
			fmt.Fprintf(s.Out, "    %-9s  %q  (%s%s)\n", p.State, p.Words, p.Claim, by)
		}
		if len(o.Pains) == 0 {
			fmt.Fprintln(s.Out, "    no pain that was heard speaks of it")
		}
	}
	fmt.Fprintf(s.Out, "\n%d of %d pains are answered by nothing:\n", len(v.Unanswered), v.Pains)
	rep, err := a.Shown(ctx, st.ID)
	if err != nil {
		return err
	}
	for i, id := range v.Unanswered {
		if i == mostMoves {
			fmt.Fprintf(s.Out, "  and %d more\n", len(v.Unanswered)-i)
			break
		}
		if p := rep.Claim(id); p != nil {
			fmt.Fprintf(s.Out, "  %s, %q  (%s)\n", plural(p.People, "person", "people"), p.Words, p.ID)
		}
	}
	return nil
}

type offerAddCmd struct {
	Name string `arg:"" help:"What it is called."`
	Text string `help:"What it does, in a sentence."`
	inStudy
}

// Run adds an offer.
func (c *offerAddCmd) Run(ctx context.Context, s *session) error {
	a, st, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer s.close(a)
	o, err := a.AddOffer(ctx, st.ID, c.Name, c.Text)
	if err == nil {
		fmt.Fprintf(s.Out, "added %s: %s\n", o.ID, o.Name)
	}
	return err
}

type offerRemoveCmd struct {
	ID string `arg:"" help:"The offer, by id."`
	inStudy
}

// Run removes an offer.
func (c *offerRemoveCmd) Run(ctx context.Context, s *session) error {
	a, st, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer s.close(a)
	if err := a.RemoveOffer(ctx, st.ID, c.ID); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "removed %s\n", c.ID)
	return nil
}

type offerLinkCmd struct {
	Offer string `arg:"" help:"The offer, by id."`
	Claim string `arg:"" help:"The pain, by the id of its claim."`
	No    bool   `help:"It does not answer it."`
	inStudy
}

// Run links an offer and a pain.
func (c *offerLinkCmd) Run(ctx context.Context, s *session) error {
	a, st, err := c.open(ctx, s)
	if err != nil {
		return err
	}
	defer s.close(a)
	d, err := a.LinkOffer(ctx, st.ID, c.Offer, c.Claim, !c.No, "")
	if err == nil {
		fmt.Fprintf(s.Out, "noted as decision %d\n", d.ID)
	}
	return err
}
