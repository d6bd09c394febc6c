package web

import (
	"fmt"
	"math"

	"github.com/heedhq/heed/show/look"
)

// tallPicture is a buying group on a phone: rings below each other, their names
// beside them in letters that can be read, arrows to their left. It is drawn in
// the units in which it is shown.
type tallPicture struct {
	Height int
	Nodes  []tallNode
	Arcs   []groupArc
}

type tallNode struct {
	groupNode
	Y int
}

const (
	// tallX is where the rings stand in a drawing 360 wide, tallRing their
	// radius, tallStep the distance between two, tallReach how far an arrow
	// bends at most.
	tallX, tallRing, tallStep, tallReach = 112, 26, 76, 74
	// tallName and tallRole are how many letters fit beside a ring.
	tallName, tallRole = 24, 28
)

// tall lays the picture out for a phone.
func (b *buyingPage) tall() {
	at := func(i int) float64 { return tallRing + 8 + tallStep*float64(i) }
	b.Tall.Height = int(at(len(b.Drawn)-1)) + tallRing + 8
	for i, m := range b.Drawn {
		x := b.Members[m]
		node := tallNode{groupNode: b.Nodes[i], Y: int(at(i))}
		name, _ := look.Cut(x.Name, tallName)
		node.Lines = []string{name}
		if x.Role != "" {
			role, _ := look.Cut(x.Role, tallRole)
			node.Lines = append(node.Lines, role)
		}
		b.Tall.Nodes = append(b.Tall.Nodes, node)
	}
	both := map[[2]int]bool{}
	for _, t := range b.Ties {
		both[[2]int{t.From, t.To}] = true
	}
	for i, t := range b.Ties {
		y0, y1 := at(t.From), at(t.To)
		if both[[2]int{t.To, t.From}] { // two arrows between the same two stand apart
			side := math.Copysign(8, y1-y0)
			y0, y1 = y0+side, y1+side
		}
		edge := float64(tallX - tallRing - 5)
		far := edge - min(tallReach, 8+22*math.Abs(float64(t.From-t.To)))
		arc := b.Arcs[i]
		arc.D = fmt.Sprintf("M%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0f", edge, y0, far, y0, far, y1, edge-6, y1)
		arc.Head = fmt.Sprintf("M%.0f %.0fl-9 -5v10z", edge+3, y1)
		b.Tall.Arcs = append(b.Tall.Arcs, arc)
	}
}
