package web

import (
	"net/http"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// frontPage is a study's home: whom we have heard, what is earned, who
// disagrees, what to ask next.
type frontPage struct {
	Hero       *look.Hero
	Claims     []any // arguments of the sentence about claims
	Meta       string
	Earned     look.Earned
	Heard      look.HeardTable
	Asks       []look.Ask
	Disagree   []look.Disagreement
	OfAll      string
	Saturation look.Saturation
	Report     string
	Recent     []conversationRow
	Since      string
	Changed    []string
	Against    []look.Claim // somebody now speaks against
	Laid       []look.Moved // what new conversations moved since the last analysis
	New        newcomer
}

// newcomer is the way in for somebody new: where to go first. No link, no line.
type newcomer struct{ Walk, Map, Claim, Reply string }

func newcomerTo(study string, hero *look.Hero) newcomer {
	if hero == nil {
		return newcomer{}
	}
	at := "/s/" + study
	return newcomer{at + "/practice/walk", at + "/maps", hero.Href, at + "/reply"}
}

const (
	frontAsks     = 4
	frontDisagree = 2
	frontRecent   = 5
)

// home shows it. The scene is prepared twice: once to choose the claims that
// stand there, once with what surrounds their quotations.
func (s *site) home(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.nav.home", "home")
	if err != nil {
		return err
	}
	shown := quoted(p.scene)
	if p, err = s.about(r, "web.nav.home", "home", shown...); err != nil {
		return err
	}
	rep := p.report()
	body := frontPage{
		Earned: p.scene.Earned(rep.Earned), Heard: p.scene.Heard(),
		Saturation: p.scene.Saturation(rep.Themes.Saturation), Report: "/s/" + p.Study.ID + "/report",
	}
	if c := telling(p.scene); c != nil {
		body.Hero = p.scene.Hero(c)
	}
	body.New = newcomerTo(p.Study.ID, body.Hero)
	body.Claims = claimSentence(p.scene, body.Earned.Percent)
	orgs := p.scene.Say("orgs_unknown")
	if n := rep.Heard.Organisations; n > 0 {
		orgs = p.scene.Say("organisations", "n", n)
	}
	body.Meta = joined(", ", p.scene.Say("people_n", "n", rep.Heard.Participants), orgs, p.scene.Say("conversations", "n", rep.Heard.Conversations))
	for i := range rep.Questions {
		if i == frontAsks {
			break
		}
		body.Asks = append(body.Asks, p.scene.Ask(&rep.Questions[i]))
	}
	var all int
	if body.Disagree, all = p.scene.Disagreements(frontDisagree); all > 0 {
		body.OfAll = p.scene.Say("of", "k", len(body.Disagree), "n", all)
	}
	rows, err := s.recent(r, p)
	if err != nil {
		return err
	}
	body.Recent = rows
	changed, err := s.app.Changed(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	if !changed.Since.IsZero() {
		body.changed(p.scene, &changed)
	}
	laid, err := s.app.Increments(r.Context(), p.Study.ID)
	if err != nil {
		return err
	}
	if err := s.app.Surround(r.Context(), rep, quotesOf(laid)); err != nil {
		return err
	}
	if len(laid) > 0 { // the newest; the others stand under what changed
		body.Laid = append(body.Laid, p.scene.Moved(&laid[0], movedHome))
	}
	p.Title, p.Body = p.Study.Name, body
	return s.render(w, r, http.StatusOK, "home", p.page)
}

// telling is the claim whose words open the study.
func telling(sc *look.Scene) *heed.Claim {
	var best *heed.Claim
	most := 0.0
	for i := range sc.Study.Claims {
		c := &sc.Study.Claims[i]
		if !c.Quoted || c.Basis != heed.Expressed || c.Review == heed.Rejected || len(c.Evidence) == 0 || c.Kind == heed.SigAttribute {
			continue
		}
		if t := sc.Telling(c); best == nil || t > most || t == most && c.ID < best.ID {
			best, most = c, t
		}
	}
	return best
}

// quoted are the claims whose quotations the home page shows.
func quoted(sc *look.Scene) []string {
	var ids []string
	if c := telling(sc); c != nil {
		ids = append(ids, c.ID)
	}
	for i := range sc.Study.Claims {
		if c := &sc.Study.Claims[i]; c.Against > 0 && c.Review != heed.Rejected {
			ids = append(ids, c.ID)
		}
		if len(ids) > 40 {
			break
		}
	}
	return ids
}

// mostAgainst is how many newly contradicted claims the home page lists.
const mostAgainst = 3

func (f *frontPage) changed(sc *look.Scene, c *app.Changes) {
	f.Since = sc.Say("web.changed.since", "when", sc.Day(heed.DateOf(c.Since)))
	for _, one := range []struct {
		id string
		n  int
	}{
		{"web.changed.new", len(c.New)}, {"web.changed.raised", len(c.Raised)},
		{"web.changed.lowered", len(c.Lowered)}, {"web.changed.gone", c.Gone},
	} {
		if one.n > 0 {
			f.Changed = append(f.Changed, sc.Say(one.id, "n", one.n))
		}
	}
	for _, id := range c.Contradicted {
		if claim := sc.Claimed(id); claim != nil && len(f.Against) < mostAgainst {
			f.Against = append(f.Against, sc.Line(claim))
		}
	}
}
