package storetest

import (
	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func day(d int) heed.Date { return heed.Date{Year: 2026, Month: 5, Day: d} }

func (s *suite) list() {
	s.study("st")
	list := func(f app.Filter) (rows []app.ConversationRow, total int) {
		s.read(func(tx app.Tx) (err error) {
			rows, total, err = tx.Conversations.List(s.ctx, f)
			return err
		})
		return rows, total
	}
	rows, total := list(app.Filter{})
	s.same(rows, []app.ConversationRow{})
	s.same(total, 0)

	full := Full[heed.Conversation]()
	full.ID, full.Study, full.Date = "full", "st", day(3)
	full.Speakers = append(full.Speakers, full.Speakers[1], heed.Speaker{Speaker: "nobody"})
	unknown, later := talk("unknown", "", "x"), talk("later", "", "y")
	later.Date = day(4)
	alike := talk("alike", "", "z")
	alike.Date = day(3)
	s.add(unknown, full, alike, later)
	wantFull := app.ConversationRow{
		ID: "full", Study: "st", Title: full.Title, Segment: full.Segment, Organisation: full.Organisation,
		Stage: full.Stage, Kind: full.Kind, Language: full.Language, Date: day(3), Turns: 2,
		Participants: []string{full.Speakers[0].Participant, full.Speakers[1].Participant},
		Feelings:     []heed.FeelingScore{},
	}
	row := func(id string, d heed.Date) app.ConversationRow {
		return app.ConversationRow{
			ID: id, Date: d, Turns: 1, Participants: []string{"p-" + id}, Feelings: []heed.FeelingScore{},
		}
	}
	want := []app.ConversationRow{row("later", day(4)), row("alike", day(3)), wantFull, row("unknown", heed.Date{})}
	rows, total = list(app.Filter{})
	s.same(rows, want)
	s.same(total, 4)
	for _, page := range []struct{ limit, offset, from, to int }{
		{2, 0, 0, 2}, {2, 1, 1, 3}, {0, 3, 3, 4}, {9, 4, 4, 4}, {1, 99, 4, 4},
	} {
		rows, total = list(app.Filter{Limit: page.limit, Offset: page.offset})
		s.same(rows, append([]app.ConversationRow{}, want[page.from:page.to]...))
		s.same(total, 4)
	}
}

func (s *suite) filter() {
	s.study("a")
	s.study("b")
	one := heed.Conversation{
		ID: "one", Study: "a", Segment: "north", Organisation: "Acme", Stage: "use", Kind: heed.KindCall,
		Language: heed.Spanish, Date: day(1), Turns: []heed.Turn{{Speaker: "B", Text: "Tengo miedo."}},
		Speakers: []heed.Speaker{{Speaker: "B", Participant: "p1"}, {Speaker: "C", Participant: "p1"}},
	}
	two := heed.Conversation{
		ID: "two", Study: "b", Segment: "south", Organisation: "Zeta", Stage: "renew", Kind: heed.KindChat,
		Language: heed.English, Date: day(2), Turns: []heed.Turn{{Speaker: "B", Text: "I am glad."}},
		Speakers: []heed.Speaker{{Speaker: "B", Participant: "p2"}},
	}
	three := heed.Conversation{ID: "three", Turns: []heed.Turn{{Text: "x"}}}
	s.add(one, two, three)
	s.write(func(tx app.Tx) error {
		s.ok(tx.Readings.Save(s.ctx, heed.Sensed{Conversation: "one", Readings: []heed.Reading{{Feelings: []heed.FeelingScore{
			{Name: heed.Fear, Intensity: 1}, {Name: heed.Anxiety, Intensity: .9}, {Name: heed.Anger, Intensity: .8}, {Name: heed.Hope, Intensity: .1},
		}}}}))
		return tx.Readings.Save(s.ctx, heed.Sensed{Conversation: "two", Readings: []heed.Reading{{Feelings: []heed.FeelingScore{
			{Name: heed.Joy, Intensity: .5}, {Name: heed.Neutral, Intensity: 1},
		}}}})
	})
	for name, c := range map[string]struct {
		f    app.Filter
		want []string
	}{
		"all":           {app.Filter{}, []string{"two", "one", "three"}},
		"study":         {app.Filter{Study: "a"}, []string{"one"}},
		"segment":       {app.Filter{Segment: "south"}, []string{"two"}},
		"organisation":  {app.Filter{Organisation: "Acme"}, []string{"one"}},
		"case":          {app.Filter{Organisation: "acme"}, []string{}},
		"stage":         {app.Filter{Stage: "renew"}, []string{"two"}},
		"kind":          {app.Filter{Kind: heed.KindCall}, []string{"one"}},
		"language":      {app.Filter{Language: heed.English}, []string{"two"}},
		"participant":   {app.Filter{Participant: "p1"}, []string{"one"}},
		"participants":  {app.Filter{Participants: []string{"p2", "p3"}}, []string{"two"}},
		"nobody":        {app.Filter{Participants: []string{}}, []string{}},
		"feeling":       {app.Filter{Feeling: heed.Anger}, []string{"one"}},
		"fourth":        {app.Filter{Feeling: heed.Hope}, []string{}},
		"neutral":       {app.Filter{Feeling: heed.Neutral}, []string{}},
		"from":          {app.Filter{From: day(2)}, []string{"two"}},
		"to":            {app.Filter{To: day(1)}, []string{"one"}},
		"between":       {app.Filter{From: day(1), To: day(2)}, []string{"two", "one"}},
		"ids":           {app.Filter{IDs: []string{"three", "one", "none"}}, []string{"one", "three"}},
		"no ids":        {app.Filter{IDs: []string{}}, []string{}},
		"together":      {app.Filter{Study: "a", Kind: heed.KindCall, Participant: "p1", From: day(1), Feeling: heed.Fear}, []string{"one"}},
		"contradictory": {app.Filter{Study: "a", Language: heed.English}, []string{}},
	} {
		s.read(func(tx app.Tx) error {
			rows, total, err := tx.Conversations.List(s.ctx, c.f)
			got := []string{}
			for _, r := range rows {
				got = append(got, r.ID)
			}
			if total != len(c.want) {
				s.Errorf("%s: total %d, want %d", name, total, len(c.want))
			}
			s.same(got, c.want)
			return err
		})
	}
	s.read(func(tx app.Tx) error {
		_, _, err := tx.Conversations.List(s.ctx, app.Filter{IDs: []string{"a\x00"}})
		s.code(heed.CodeInvalid, err)
		return nil
	})
}
