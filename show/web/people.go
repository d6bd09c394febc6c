package web

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// personRow is a participant in a list.
type personRow struct {
	Href, Name, Role, Meta string
	Ring                   look.Ring
}

// peoplePage is everybody who was heard, some at a time.
type peoplePage struct {
	Rows       []personRow
	Count      string
	Next, Prev string
}

const peopleAtOnce = 100

func (s *site) people(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.nav.people", "people")
	if err != nil {
		return err
	}
	all := inListOrder(p.scene)
	body := peoplePage{Count: p.scene.Say("web.people.n", "n", len(all))}
	from := min(number(r, "from"), len(all))
	to := min(from+peopleAtOnce, len(all))
	for _, x := range all[from:to] {
		body.Rows = append(body.Rows, personOf(p.scene, *x))
	}
	if from > 0 {
		body.Prev = withQuery(r, "from", itoa(max(0, from-peopleAtOnce)))
	}
	if to < len(all) {
		body.Next = withQuery(r, "from", itoa(to))
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "people", p.page)
}

// inListOrder are a study's participants as they are listed: those one can tell
// apart first, then by name.
func inListOrder(sc *look.Scene) []*heed.Participant {
	return app.DrawOnce(sc.Study, "people "+string(sc.Lang), func() []*heed.Participant {
		type named struct {
			name string
			who  *heed.Participant
		}
		var all []named
		for id, x := range sc.Study.Participants {
			name, _, _ := sc.Who(id, "")
			all = append(all, named{name, &x})
		}
		slices.SortFunc(all, func(a, b named) int {
			return cmp.Or(cmp.Compare(unknown(*a.who), unknown(*b.who)), cmp.Compare(len(a.name), len(b.name)), cmp.Compare(a.name, b.name), cmp.Compare(a.who.ID, b.who.ID))
		})
		out := make([]*heed.Participant, len(all))
		for i := range all {
			out[i] = all[i].who
		}
		return out
	})
}

// unknown is 1 where neither role nor organisation is known: such people come
// after those whom one can tell apart.
func unknown(x heed.Participant) int {
	if x.Title == "" && x.Organisation == "" {
		return 1
	}
	return 0
}

func personOf(sc *look.Scene, x heed.Participant) personRow {
	name, role, org := sc.Who(x.ID, "")
	row := personRow{Href: "/s/" + x.Study + "/people/" + x.ID, Name: name, Role: joined(", ", role, org)}
	row.Meta = joined(", ", segment(sc, x.Segment), relation(sc, x.Relationship), buyingRole(sc, x.BuyingRole))
	row.Ring = sc.Ring(name, 1, 0, "s")
	return row
}

// segment names a segment in the interface language where it is known.
func segment(sc *look.Scene, s string) string {
	return look.Label(app.NameOfSegment(look.Clean(s), sc.Lang))
}

// buyingRole says what somebody does when their company buys.
func buyingRole(sc *look.Scene, role string) string {
	if id := "buying." + role; look.Has(id) {
		return sc.Say(id)
	}
	return look.Label(role)
}

func relation(sc *look.Scene, r heed.Relationship) string {
	if r == "" {
		return ""
	}
	return sc.Say("relation." + string(r))
}

// personPage is one participant: a person before a member of a group.
type personPage struct {
	personRow
	DisplayName   string
	Facts         []look.Row
	Consent       []look.Choice
	Conversations []conversationRow
	Claims        []look.Claim
	Act           string
	Map           []look.Part
	Over          []felt
	Others        []look.Option
	Promised      []promiseRow
	Promises      string // address of promises
	Ask, Felt     string // addresses to show back, and to enter how they felt
}

func (s *site) person(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.nav.people", "people")
	if err != nil {
		return err
	}
	v, err := s.app.Person(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if v.Study != p.Study.ID {
		return heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("web.no_person"))
	}
	body := personPage{personRow: personOf(p.scene, v.Participant), DisplayName: v.DisplayName, Act: r.URL.Path}
	for _, f := range []struct{ term, value string }{
		{p.scene.Say("web.filter.segment"), segment(p.scene, v.Segment)},
		{p.scene.Say("web.people.relation"), relation(p.scene, v.Relationship)},
		{p.scene.Say("web.people.buying"), buyingRole(p.scene, v.BuyingRole)},
	} {
		if f.value != "" {
			body.Facts = append(body.Facts, look.Row{Term: f.term, Value: f.value})
		}
	}
	for use, answer := range consents(v.Consent) {
		c := look.Choice{Name: use, Label: p.scene.Say("web.consent." + use)}
		for _, a := range []heed.Allowance{heed.Unknown, heed.Yes, heed.No} {
			c.Options = append(c.Options, look.Option{Value: string(a), Word: p.scene.Say("web.consent." + string(a)), On: a == answer})
		}
		body.Consent = append(body.Consent, c)
	}
	slices.SortFunc(body.Consent, func(a, b look.Choice) int { return cmp.Compare(a.Name, b.Name) })
	for _, c := range v.Conversations {
		body.Conversations = append(body.Conversations, rowOf(p.scene, c))
	}
	for i := range v.Claims {
		body.Claims = append(body.Claims, p.scene.Line(&v.Claims[i]))
	}
	body.Map = ownMap(p.scene, v.Claims)
	body.Over = overTime(p.scene, v.Conversations)
	for _, x := range likeliest(p.report(), &v.Participant) {
		who := personOf(p.scene, *x)
		body.Others = append(body.Others, look.Option{Value: x.ID, Word: joined(", ", who.Name, who.Role)})
	}
	if body.Promised, err = s.promisedTo(r, &p, v.Claims); err != nil {
		return err
	}
	body.Promises = "/s/" + p.Study.ID + "/promises"
	body.Ask = "/s/" + p.Study.ID + "/playback/new?" + url.Values{"participant": {v.ID}}.Encode()
	body.Felt = "/s/" + p.Study.ID + "/felt?" + url.Values{"participant": {v.ID}}.Encode()
	p.Tools = tools(&p, heed.MemoParticipant, v.ID, "participant", "id", v.ID)
	p.Title, p.Wide, p.Body = body.Name, true, body
	return s.render(w, r, http.StatusOK, "person", p.page)
}

// mostOthers is how many people are offered as the same as somebody.
const mostOthers = 200

// likeliest are the others who may be the same person: those of the same
// organisation and segment first, then by their number.
func likeliest(rep *app.StudyReport, than *heed.Participant) []*heed.Participant {
	byNumber := app.DrawOnce(rep, "people by number", func() []*heed.Participant {
		all := make([]*heed.Participant, 0, len(rep.Participants))
		for _, x := range rep.Participants {
			all = append(all, &x)
		}
		slices.SortFunc(all, func(a, b *heed.Participant) int {
			return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
		})
		return all
	})
	var near [4][]*heed.Participant
	for _, x := range byNumber {
		alike := 0
		if x.Organisation != "" && x.Organisation == than.Organisation {
			alike += 2
		}
		if x.Segment != "" && x.Segment == than.Segment {
			alike++
		}
		if x.ID != than.ID && len(near[alike]) < mostOthers {
			near[alike] = append(near[alike], x)
		}
	}
	out := slices.Concat(near[3], near[2], near[1], near[0])
	return out[:min(len(out), mostOthers)]
}

func consents(c heed.Consent) map[string]heed.Allowance {
	return map[string]heed.Allowance{
		"analysis": c.Analysis, "training": c.Training, "quote_inside": c.QuoteInside, "quote_outside": c.QuoteOutside,
		"recording": c.Recording,
	}
}

// changePerson names somebody, notes their consent, or forgets them.
func (s *site) changePerson(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if r.PostFormValue("act") == "erase" {
		if r.PostFormValue("sure") != "yes" {
			return heed.Errorf(heed.CodeInvalid, "%s", look.In(whoLooks(r).Lang).Say("web.people.erase_why"))
		}
		if _, err := s.app.Erase(r.Context(), id); err != nil {
			return err
		}
		return s.doneAt(w, r, "/s/"+r.PathValue("study")+"/people", "web.people.forgotten", 0)
	}
	if r.PostFormValue("act") == "merge" {
		into := r.PostFormValue("into")
		if r.PostFormValue("sure") != "yes" {
			return heed.Errorf(heed.CodeInvalid, "%s", look.In(whoLooks(r).Lang).Say("web.people.merge_why"))
		}
		entry, err := s.app.MergeParticipants(r.Context(), id, into, coder(r))
		if err != nil {
			return err
		}
		return s.entered(w, r, "/s/"+r.PathValue("study")+"/people/"+into, "web.people.merged", entry)
	}
	answer := func(use string) heed.Allowance { return heed.Allowance(r.PostFormValue(use)) }
	err := s.app.ChangeParticipant(r.Context(), id, app.ParticipantChange{
		DisplayName: strings.TrimSpace(r.PostFormValue("name")),
		Consent: heed.Consent{
			Analysis: answer("analysis"), Training: answer("training"),
			QuoteInside: answer("quote_inside"), QuoteOutside: answer("quote_outside"),
			Recording: answer("recording"),
		},
	})
	if err != nil {
		return err
	}
	return s.done(w, r, "web.people.saved", 0)
}
