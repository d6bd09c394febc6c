package shape

import (
	"slices"
	"testing"

	heed "github.com/heedhq/heed"
)

func TestMeaningsAreNearInOtherWords(t *testing.T) {
	texts := []Text{
		{Text: "I was afraid that they would blame me for it.", Lang: heed.English},
		{Text: "The invoice had the wrong address on it again.", Lang: heed.English},
		{Text: "We leave the warehouse at six in the morning.", Lang: heed.English},
		{Text: "Tenía miedo de que me echaran la culpa.", Lang: heed.Spanish},
		{Text: "…", Lang: heed.English},
	}
	m := NewMeanings(texts, 1)
	for _, c := range []struct {
		query string
		lang  heed.Language
		want  []int // the same is said in either language
	}{
		{"afraid of being blamed", heed.English, []int{0, 3}}, {"a mistake in the invoices", heed.English, []int{1}}, {"miedo a la culpa", heed.Spanish, []int{0, 3}},
	} {
		got := m.Near(c.query, c.lang, 0.05, 3)
		if len(got) == 0 || !slices.Contains(c.want, got[0].Text) {
			t.Errorf("%q is nearest to %v", c.query, got)
		}
		for i, n := range got {
			if n.Similarity > 1.001 || i > 0 && n.Similarity > got[i-1].Similarity {
				t.Errorf("%q: %v is out of order", c.query, got)
			}
		}
	}
	if got := m.Near("…", heed.English, 0.05, 3); len(got) != 0 {
		t.Errorf("nothing is near to %v", got)
	}
	if got := m.Near("afraid", heed.English, -1, 2); len(got) != 2 {
		t.Errorf("%d texts, asked for two at most", len(got))
	}
	if got := NewMeanings(nil, 1).Near("afraid", heed.English, 0, 3); len(got) != 0 {
		t.Errorf("nothing holds %v", got)
	}
}
