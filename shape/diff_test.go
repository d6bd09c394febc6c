package shape

import (
	"slices"
	"testing"

	heed "github.com/heedhq/heed"
)

func theme(id string, n int, turns ...int) heed.Theme {
	t := heed.Theme{ID: id, Label: id, Utterances: n}
	for _, k := range turns {
		t.Members = append(t.Members, heed.Quotation{Conversation: "c", Turn: k})
	}
	return t
}

func TestDiff(t *testing.T) {
	before := heed.ThemeSet{Themes: []heed.Theme{
		theme("whole", 12, 1, 2, 3, 4, 5, 6), theme("left", 4, 11, 12, 13), theme("right", 4, 14, 15, 16),
		theme("same", 5, 21, 22, 23), theme("small", 5, 31, 32, 33), theme("gone", 3, 41, 42, 43),
	}}
	after := heed.ThemeSet{Themes: []heed.Theme{
		theme("whole", 6, 1, 2, 3), theme("half", 6, 4, 5, 6), theme("left", 8, 11, 12, 13, 14, 15, 16),
		theme("same", 5, 21, 22, 23), theme("small", 9, 31, 32, 33, 34), theme("fresh", 4, 51, 52),
	}}
	d := Diff(before, after)
	ids := func(list []ThemeChange) (out []string) {
		for _, c := range list {
			out = append(out, c.ID)
		}
		return out
	}
	if len(d.Split) != 1 || d.Split[0].One.ID != "whole" || !slices.Equal(ids(d.Split[0].Many), []string{"half", "whole"}) {
		t.Errorf("split: %+v", d.Split)
	}
	if len(d.Merged) != 1 || d.Merged[0].One.ID != "left" || !slices.Equal(ids(d.Merged[0].Many), []string{"left", "right"}) {
		t.Errorf("merged: %+v", d.Merged)
	}
	if !slices.Equal(ids(d.New), []string{"fresh"}) || !slices.Equal(ids(d.Gone), []string{"gone"}) || !slices.Equal(ids(d.Grown), []string{"small"}) || d.Same != 1 || len(d.Shrunk) != 0 {
		t.Errorf("%+v", d)
	}
	if same := Diff(before, before); same.Same != len(before.Themes) {
		t.Errorf("a set of themes differs from itself: %+v", same)
	}
}
