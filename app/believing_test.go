package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func TestBeliefs(t *testing.T) {
	ctx := context.Background()
	a := workspace(t)
	if _, err := a.Believe(ctx, "Interviews", "", "x", "nowhere", ""); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("a belief in no part of the map: %v", err)
	}
	right, err := a.Believe(ctx, "Interviews", "Operations lead", "I was afraid that payroll would fail on Friday", heed.CellFeels, "Priya")
	if err != nil {
		t.Fatal(err)
	}
	wild, err := a.Believe(ctx, "Interviews", "", "Rabbits run the warehouse", heed.CellThinks, "")
	if err != nil || wild.Study != right.Study {
		t.Fatalf("in study %q and %q, %v", right.Study, wild.Study, err)
	}
	of := func() map[int64]app.Belief {
		list, err := a.Beliefs(ctx, right.Study)
		if err != nil {
			t.Fatal(err)
		}
		out := map[int64]app.Belief{}
		for _, b := range list {
			out[b.Decision] = b
		}
		return out
	}
	if b := of(); len(b) != 2 || b[right.ID].Verdict != "unheard" || b[right.ID].Level != heed.VeryLow {
		t.Fatalf("before anybody was heard: %+v", b)
	}
	bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, map[string]string{"marta.txt": marta, "rob.txt": rob})}, Defaults: app.Defaults{Study: "Interviews"}})
	if err := a.PendingStudies(ctx, nil); err != nil {
		t.Fatal(err)
	}
	b := of()
	if got := b[right.ID]; got.Verdict != "confirmed" || got.For != 1 || got.Persona != "Operations lead" {
		t.Errorf("what Marta says: %+v", got)
	}
	if got := b[right.ID]; got.Tested == nil || got.Tested.People != got.For+got.Against+got.Silent {
		t.Errorf("whom it was tested against: %+v", got)
	}
	if got := b[wild.ID]; got.Tested == nil || got.Tested.By != heed.TestedAll || got.Silent != got.Tested.People || got.Silent < 2 {
		t.Errorf("rabbits were tested against %+v", got)
	}
	if got := b[wild.ID]; got.Verdict != "unheard" || got.Level != heed.VeryLow {
		t.Errorf("rabbits: %+v", got)
	}
	rep, err := a.Shown(ctx, right.Study)
	if err != nil {
		t.Fatal(err)
	}
	if c := rep.Claim(b[wild.ID].Claim); c == nil || c.Basis != heed.Assumed {
		t.Errorf("what nobody said looks like %+v", c)
	}
	if err := a.Disbelieve(ctx, right.Study, wild.ID, ""); err != nil {
		t.Fatal(err)
	}
	if b := of(); len(b) != 1 {
		t.Errorf("taken back: %+v", b)
	}
	if err := a.Disbelieve(ctx, right.Study, wild.ID, ""); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("taken back twice: %v", err)
	}
}

func TestPersonaVersions(t *testing.T) {
	ctx := context.Background()
	a, before := heardTwo(t)
	id := before.Personas[0].ID
	list, err := a.PersonaVersions(ctx, "interviews", id)
	if err != nil || len(list) != 1 || !list[0].First || !list[0].Current {
		t.Fatalf("one analysis: %+v, %v", list, err)
	}
	if _, err := a.Decide(ctx, heed.Decision{Study: "interviews", Kind: heed.DecideName, Target: heed.TargetPersona, TargetID: id, Into: "The worriers"}); err != nil {
		t.Fatal(err)
	}
	bringThird(t, a, app.Defaults{})
	if err := a.PendingStudies(ctx, nil); err != nil {
		t.Fatal(err)
	}
	list, err = a.PersonaVersions(ctx, "interviews", id)
	if err != nil || len(list) != 3 {
		t.Fatalf("%d versions, %v", len(list), err)
	}
	newest, named := list[0], list[1]
	if newest.Joined != 1 || newest.Participants != before.Earned.Participants+1 || !newest.Current {
		t.Errorf("the newest: %+v", newest)
	}
	if named.Renamed == "" || named.Name != "The worriers" || named.Joined != 0 {
		t.Errorf("the one that was named: %+v", named)
	}
	if _, err := a.PersonaVersions(ctx, "interviews", "nobody"); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("a persona that is not there: %v", err)
	}
}

func TestContentItems(t *testing.T) {
	ctx := context.Background()
	a, _ := heardTwo(t)
	figures := "date,stage,channel,content_item,also_called,name,value,n\n2026-03-31,explore,web,guide,the guide; leaflet,opens,214,930\n2026-06-30,explore,web,guide,,opens,300,1000\n2026-06-30,explore,web,,,opens,1,1\n"
	sum, err := a.Import(ctx, app.ImportRequest{Paths: []string{folder(t, map[string]string{"kpi.csv": figures})}, KPI: true, Defaults: app.Defaults{Study: "interviews"}})
	if err != nil || sum.Read != 1 {
		t.Fatalf("%+v, %v", sum, err)
	}
	items, err := a.ContentItems(ctx, "interviews")
	if err != nil || len(items) != 1 || items[0].Item != "guide" || len(items[0].Figures) != 1 || !slices.Equal(items[0].Called, []string{"guide", "the guide", "leaflet"}) {
		t.Fatalf("%+v, %v", items, err)
	}
	if s := items[0].Figures[0].Series[0]; len(s.Points) != 2 || s.Change != 86 || !strings.EqualFold(s.Name, "opens") {
		t.Errorf("%+v", s)
	}
}
