package web

import (
	"fmt"
	"math"
	"net/http"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// buyingPage is who decides together.
type buyingPage struct {
	look.Buying
	Groups, More []groupTab // those that stand open, and the others
	Others       string
	Nodes        []groupNode
	Arcs         []groupArc
	Height       int
	Base         int
	Tall         tallPicture
}

type groupTab struct {
	Href, Name string
	On         bool
}

// groupNode is a ring in the picture, groupArc an arrow above the rings.
type groupNode struct {
	X      int
	Ghost  bool
	Dash   string
	Name   string
	Lines  []string
	Inside string
}

type groupArc struct{ D, Head, Class, Title string }

const (
	groupWide = 1000
	groupRing = 34
	groupsTab = 12
)

func (s *site) buyingRoutes(page func(string, handler)) {
	page("GET /s/{study}/buying", s.buying)
	page("GET /s/{study}/buying/{id}", s.buying)
}

// buying shows one buying group, the study's own unless the address names one.
func (s *site) buying(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "buying_group.title", "buying")
	if err != nil {
		return err
	}
	groups := p.report().BuyingGroups
	body := buyingPage{}
	var g *heed.BuyingGroup
	id := r.PathValue("id")
	for i := range groups {
		if g == nil && (id == "" || groups[i].ID == id) {
			g = &groups[i]
		}
	}
	if g == nil && id != "" {
		return heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("buying_group.no_such"))
	}
	for i := range groups {
		tab := groupTab{"/s/" + p.Study.ID + "/buying/" + groups[i].ID, p.scene.BuyingTitle(&groups[i]), g == &groups[i]}
		if i < groupsTab || tab.On {
			body.Groups = append(body.Groups, tab)
		} else {
			body.More = append(body.More, tab)
		}
	}
	body.Others = p.scene.Say("buying_group.others", "n", len(body.More))
	if g != nil {
		if err := s.app.Surround(r.Context(), p.report(), p.scene.Quotations(g)); err != nil {
			return err
		}
		body.Buying = p.scene.Buying(g)
		body.picture()
		body.tall()
		p.Tools = tools(&p, "", "", "buying", "organisation", g.Organisation)
	}
	p.Body = body
	return s.render(w, r, http.StatusOK, "buying", p.page)
}

// picture places rings in a row and arrows above them.
func (b *buyingPage) picture() {
	n := len(b.Drawn)
	if n == 0 {
		return
	}
	at := func(i int) float64 { return groupWide * (float64(i) + 0.5) / float64(n) }
	far := 1
	for _, t := range b.Ties {
		far = max(far, t.From-t.To, t.To-t.From)
	}
	b.Base = 20 + 34*min(far, 5) + groupRing
	if len(b.Ties) == 0 {
		b.Base = groupRing + 8
	}
	b.Height = b.Base + groupRing + 64
	for i, m := range b.Drawn {
		x := b.Members[m]
		node := groupNode{X: int(at(i)), Ghost: x.Ghost, Name: x.Name, Inside: x.Ring.Initials}
		if len := x.Ring.Length; len > 0 {
			node.Dash = fmt.Sprint(len)
		}
		name, _ := look.Cut(x.Name, 22)
		node.Lines = []string{name}
		if x.Role != "" {
			role, _ := look.Cut(x.Role, 24)
			node.Lines = append(node.Lines, role)
		}
		b.Nodes = append(b.Nodes, node)
	}
	both := map[[2]int]bool{}
	for _, t := range b.Ties {
		both[[2]int{t.From, t.To}] = true
	}
	for _, t := range b.Ties {
		side := 9.0
		if t.From > t.To {
			side = -9
		}
		x0, x1 := at(t.From), at(t.To)
		if both[[2]int{t.To, t.From}] { // two arrows between the same two stand apart
			x0, x1 = x0+side, x1+side
		}
		top := float64(b.Base - groupRing - 5)
		high := top - 34*math.Min(5, math.Abs(float64(t.From-t.To)))
		arc := groupArc{Title: t.Says, Class: "advises"}
		if t.Decides {
			arc.Class = "decides"
		}
		arc.D = fmt.Sprintf("M%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0f", x0, top, x0, high, x1, high, x1, top)
		arc.Head = fmt.Sprintf("M%.0f %.0fl-5 -9h10z", x1, top+3)
		b.Arcs = append(b.Arcs, arc)
	}
}
