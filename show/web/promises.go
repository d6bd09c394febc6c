package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// promiseRow is a commitment with the claim that it was made for.
type promiseRow struct {
	ID, Text, Owner, OwnerHref, Due, State string
	Open, Kept, Overdue                    bool
	Claim                                  look.Claim
	Known                                  bool // the claim is still there
	Who                                    string
}

// promisesPage is what was promised, and by whom.
type promisesPage struct {
	Sum    string
	Rows   []promiseRow
	Owners []look.Option
	Owner  string // "": everybody's
	Act    string
	Back   string
}

func (p *studied) promiseRow(c heed.Commitment, today heed.Date) promiseRow {
	row := promiseRow{
		ID: c.ID, Text: c.Text, Owner: c.Owner, Due: p.scene.Day(c.Due), Open: c.State == app.CommitmentOpen,
		Kept: c.State == app.CommitmentKept, Overdue: app.Overdue(c, today),
		OwnerHref: "/s/" + p.Study.ID + "/promises?" + url.Values{"owner": {c.Owner}}.Encode(),
	}
	row.State = p.scene.Say("web.promise." + c.State)
	if row.Overdue {
		row.State = p.scene.Say("web.promise.overdue")
	}
	if claim := p.report().ClaimAt(c.Claim, c.Anchor); claim != nil {
		row.Claim, row.Known = p.scene.Line(claim), true
		var orgs []string
		for _, e := range claim.Evidence {
			if _, _, org := p.scene.Who(e.Participant, ""); org != "" && e.Stance == heed.Supports && !slices.Contains(orgs, org) {
				orgs = append(orgs, org)
			}
		}
		slices.Sort(orgs)
		row.Who = strings.Join(orgs[:min(len(orgs), 4)], ", ")
	}
	return row
}

func (s *site) promises(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.earn.promises", "promises")
	if err != nil {
		return err
	}
	all, err := s.app.Commitments(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	body := promisesPage{
		Owner: r.URL.Query().Get("owner"),
		Act:   "/s/" + p.Study.ID + "/promises", Back: p.Path,
	}
	today := heed.DateOf(s.opt.Now())
	n := map[string]int{}
	var owners []string
	for _, c := range all {
		if !slices.Contains(owners, c.Owner) {
			owners = append(owners, c.Owner)
		}
		if body.Owner != "" && c.Owner != body.Owner {
			continue
		}
		body.Rows = append(body.Rows, p.promiseRow(c, today))
		n[c.State]++
		if app.Overdue(c, today) {
			n["overdue"]++
		}
	}
	slices.Sort(owners)
	for _, o := range owners {
		body.Owners = append(body.Owners, look.Option{Value: body.Act + "?" + url.Values{"owner": {o}}.Encode(), Word: o, On: o == body.Owner})
	}
	if len(body.Rows) > 0 {
		body.Sum = p.scene.Say("web.promise.sum", "n", len(body.Rows), "kept", n[app.CommitmentKept], "broken", n[app.CommitmentBroken], "overdue", n["overdue"])
	}
	if len(all) > 0 {
		p.Tools = tools(&p, "", "", "promises")
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "promises", p.page)
}

// changePromise makes a promise, or says that one was kept or broken.
func (s *site) changePromise(w http.ResponseWriter, r *http.Request) error {
	study := r.PathValue("study")
	if id := r.PostFormValue("id"); id != "" {
		state := r.PostFormValue("state")
		if err := s.app.SettleCommitment(r.Context(), study, id, state); err != nil {
			return err
		}
		return s.done(w, r, "web.promise.done."+state, 0)
	}
	due, err := heed.ParseDate(r.PostFormValue("due"))
	if err != nil {
		return err
	}
	_, err = s.app.Commit(r.Context(), heed.Commitment{
		Study: study, Claim: r.PostFormValue("claim"), Text: r.PostFormValue("text"), Owner: r.PostFormValue("owner"), Due: due,
	})
	if err != nil {
		return err
	}
	return s.done(w, r, "web.promise.done.made", 0)
}

// pledged is what an opened claim says of promises.
type pledged struct {
	Rows  []promiseRow
	Act   string
	Owner string // who is signed in
	Back  string
	Claim string
	Ask   string // address to show the claim back
}

// pledges lists what was promised because of a claim.
func (s *site) pledges(r *http.Request, p *studied, claim string) (out pledged, err error) {
	out = pledged{Act: "/s/" + p.Study.ID + "/promises", Owner: p.Account, Back: p.Path, Claim: claim, Ask: "/s/" + p.Study.ID + "/playback?" + url.Values{"claim": {claim}}.Encode()}
	all, err := s.app.Commitments(r.Context(), p.Study.ID)
	if err != nil {
		return out, err
	}
	for _, c := range all {
		if now := p.report().ClaimAt(c.Claim, c.Anchor); now != nil && now.ID == claim {
			out.Rows = append(out.Rows, p.promiseRow(c, heed.DateOf(s.opt.Now())))
		}
	}
	return out, nil
}

// promisedTo lists what was promised because of what one person said.
func (s *site) promisedTo(r *http.Request, p *studied, claims []heed.Claim) (out []promiseRow, err error) {
	all, err := s.app.Commitments(r.Context(), p.Study.ID)
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		now := p.report().ClaimAt(c.Claim, c.Anchor)
		if now != nil && slices.ContainsFunc(claims, func(x heed.Claim) bool { return x.ID == now.ID }) {
			out = append(out, p.promiseRow(c, heed.DateOf(s.opt.Now())))
		}
	}
	return out, nil
}
