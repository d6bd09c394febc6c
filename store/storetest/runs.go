package storetest

import (
	"slices"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func (s *suite) runs() {
	s.study("a")
	s.study("b")
	full := Full[heed.Run]()
	full.ID, full.Study = "r1", "a"
	s.read(func(tx app.Tx) error {
		list, err := tx.Runs.List(s.ctx, "a")
		s.same(list, []heed.Run{})
		_, none := tx.Runs.Current(s.ctx, "a")
		s.code(heed.CodeNotFound, none)
		return err
	})
	s.write(func(tx app.Tx) error {
		s.ok(tx.Runs.Put(s.ctx, full, &heed.Understanding{}))
		s.ok(tx.Runs.Put(s.ctx, heed.Run{ID: "r2", Study: "a", State: "current"}, nil))
		s.ok(tx.Runs.Put(s.ctx, heed.Run{ID: "r3", Study: "a", State: "failed"}, &heed.Understanding{}))
		return tx.Runs.Put(s.ctx, heed.Run{ID: "rb", Study: "b"}, &heed.Understanding{})
	})
	full.State = "building"
	states := func() (got []string) {
		s.read(func(tx app.Tx) error {
			list, err := tx.Runs.List(s.ctx, "a")
			for _, r := range list {
				got = append(got, r.ID+" "+r.State)
			}
			s.same(list[len(list)-1].Started, full.Started)
			return err
		})
		return got
	}
	s.read(func(tx app.Tx) error {
		list, err := tx.Runs.List(s.ctx, "a")
		s.same(list[2], full)
		return err
	})
	s.same(states(), []string{"r3 failed", "r2 building", "r1 building"})
	s.write(func(tx app.Tx) error {
		s.ok(tx.Runs.Swap(s.ctx, "rb"))
		return tx.Runs.Swap(s.ctx, "r1")
	})
	s.write(func(tx app.Tx) error { return tx.Runs.Swap(s.ctx, "r2") })
	s.same(states(), []string{"r3 failed", "r2 current", "r1 past"})
	s.write(func(tx app.Tx) error { return tx.Runs.Swap(s.ctx, "r2") })
	s.same(states(), []string{"r3 failed", "r2 current", "r1 past"})
	s.read(func(tx app.Tx) error {
		r, err := tx.Runs.Current(s.ctx, "a")
		s.same(r, heed.Run{ID: "r2", Study: "a", State: "current"})
		s.ok(err)
		r, err = tx.Runs.Current(s.ctx, "b")
		s.same(r.ID, "rb")
		return err
	})
	s.refused(heed.CodeConflict, func(tx app.Tx) error { return tx.Runs.Put(s.ctx, full, nil) })
	s.refused(heed.CodeInvalid, func(tx app.Tx) error { return tx.Runs.Put(s.ctx, heed.Run{Study: "a"}, nil) })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Runs.Put(s.ctx, heed.Run{ID: "x", Study: "none"}, nil) })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Runs.Swap(s.ctx, "none") })
}

// put stores a run of study st with what was understood.
func (s *suite) put(id string, u *heed.Understanding) {
	s.Helper()
	s.write(func(tx app.Tx) error { return tx.Runs.Put(s.ctx, heed.Run{ID: id, Study: "st"}, u) })
}

func (s *suite) whole(id string) (u heed.Understanding) {
	s.Helper()
	s.read(func(tx app.Tx) (err error) {
		u, err = tx.Runs.Whole(s.ctx, id)
		return err
	})
	return u
}

func (s *suite) runWhole() {
	s.study("st")
	full := Full[heed.Understanding]()
	s.put("full", &full)
	s.same(s.whole("full"), full)
	s.put("nothing", &heed.Understanding{})
	s.same(s.whole("nothing"), heed.Understanding{
		Claims: []heed.Claim{}, Personas: []heed.Persona{}, EmpathyMaps: []heed.EmpathyMap{},
		Journeys: []heed.Journey{}, Themes: heed.ThemeSet{Themes: []heed.Theme{}},
	})
	// The order is the one that was given, not that of ids or weights.
	u := Understanding("st", 30, 3, 5)
	slices.Reverse(u.Claims)
	s.put("order", u)
	s.same(s.whole("order"), *u)
	s.read(func(tx app.Tx) error {
		_, err := tx.Runs.Whole(s.ctx, "none")
		s.code(heed.CodeNotFound, err)
		return nil
	})
	twice := *u
	twice.Claims = append(slices.Clone(u.Claims), u.Claims[0])
	s.refused(heed.CodeConflict, func(tx app.Tx) error { return tx.Runs.Put(s.ctx, heed.Run{ID: "twice", Study: "st"}, &twice) })
	s.read(func(tx app.Tx) error {
		list, err := tx.Runs.List(s.ctx, "st")
		s.same(len(list), 3)
		return err
	})
}

func (s *suite) runReplace() {
	s.study("st")
	u := Understanding("st", 12, 4, 3)
	full := Full[heed.Understanding]()
	u.Themes, u.Personas, u.EmpathyMaps, u.Journeys = full.Themes, full.Personas, full.EmpathyMaps, full.Journeys
	s.put("r", u)
	s.put("other", u)
	// One claim changes, one goes, one comes; the rest of u is as Overview gives
	// it, without members and maps.
	var part heed.Understanding
	s.read(func(tx app.Tx) (err error) {
		part, err = tx.Views.Overview(s.ctx, "r")
		return err
	})
	changed, fresh := u.Claims[3], Full[heed.Claim]()
	changed.Review, changed.Weight = heed.Accepted, 99
	changed.Evidence = Full[[]heed.Evidence]()
	part.Claims = []heed.Claim{fresh, changed, {ID: "not asked for"}}
	part.EmpathyMaps = nil
	part.Earned = full.Earned
	part.Earned.Share = 0.25
	s.write(func(tx app.Tx) error {
		return tx.Runs.Replace(s.ctx, "r", &part, []string{changed.ID, fresh.ID, u.Claims[11].ID, "never was"})
	})
	if part.Themes.Themes[0].Members != nil {
		s.Error("Replace changed what it was given")
	}
	want := *u
	want.Earned = part.Earned
	want.Claims = append(slices.Clone(u.Claims[:11]), fresh)
	want.Claims[3] = changed
	s.same(s.whole("r"), want)
	s.same(s.whole("other"), *u)
	claims := func(f app.ClaimFilter) (ids []string) {
		s.read(func(tx app.Tx) error {
			list, _, err := tx.Views.Claims(s.ctx, "r", f)
			for _, c := range list {
				ids = append(ids, c.ID)
			}
			return err
		})
		slices.Sort(ids)
		return ids
	}
	quoting := func(c string) (ids []string) {
		for _, k := range want.Claims {
			if slices.ContainsFunc(k.Evidence, func(e heed.Evidence) bool { return e.Conversation == c || e.Participant == c }) {
				ids = append(ids, k.ID)
			}
		}
		slices.Sort(ids)
		return ids
	}
	for _, c := range []string{"c-000000", "c-000001", "c-000002", fresh.Evidence[0].Conversation, changed.Evidence[1].Conversation} {
		s.same(claims(app.ClaimFilter{Conversation: c}), quoting(c))
	}
	for _, p := range []string{"p-0", "p-1", "p-2", changed.Evidence[0].Participant} {
		s.same(claims(app.ClaimFilter{Participant: p}), quoting(p))
	}
	s.same(claims(app.ClaimFilter{Cell: fresh.Places[1].Cell}), []string{fresh.ID})
	// Sets that are there, even empty, are replaced.
	s.write(func(tx app.Tx) error {
		return tx.Runs.Replace(s.ctx, "r", &heed.Understanding{Personas: []heed.Persona{}}, nil)
	})
	got := s.whole("r")
	s.same(got.Personas, []heed.Persona{})
	s.same(got.EmpathyMaps, want.EmpathyMaps)
	s.same(got.Claims, want.Claims)
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		return tx.Runs.Replace(s.ctx, "none", &heed.Understanding{}, nil)
	})
}

func (s *suite) runPrune() {
	s.study("st")
	s.study("other")
	at := time.Unix(0, 0)
	s.write(func(tx app.Tx) error {
		for _, id := range []string{"1", "2", "3", "4", "5"} {
			s.ok(tx.Runs.Put(s.ctx, heed.Run{ID: id, Study: "st", Started: at}, Understanding("st", 2, 2, 2)))
			s.ok(tx.Runs.Swap(s.ctx, id))
		}
		s.ok(tx.Runs.Put(s.ctx, heed.Run{ID: "6", Study: "st"}, nil))
		s.ok(tx.Runs.Put(s.ctx, heed.Run{ID: "o", Study: "other"}, nil))
		s.ok(tx.Runs.Swap(s.ctx, "o"))
		s.ok(tx.Runs.Put(s.ctx, heed.Run{ID: "o2", Study: "other"}, nil))
		return tx.Runs.Swap(s.ctx, "o2")
	})
	for _, c := range []struct {
		keep int
		want []string
	}{
		{10, []string{"6", "5", "4", "3", "2", "1"}}, {2, []string{"6", "5", "4", "3"}}, {0, []string{"6", "5"}},
	} {
		s.write(func(tx app.Tx) error { return tx.Runs.Prune(s.ctx, "st", c.keep) })
		s.read(func(tx app.Tx) error {
			list, err := tx.Runs.List(s.ctx, "st")
			got := []string{}
			for _, r := range list {
				got = append(got, r.ID)
			}
			s.same(got, c.want)
			s.ok(err)
			list, err = tx.Runs.List(s.ctx, "other")
			s.same(len(list), 2)
			return err
		})
	}
	s.read(func(tx app.Tx) error {
		_, err := tx.Views.Claim(s.ctx, "1", "claim-00000")
		s.code(heed.CodeNotFound, err)
		_, err = tx.Views.Claim(s.ctx, "5", "claim-00000")
		return err
	})
	// Below zero, which erasure asks for, the current one goes too.
	s.write(func(tx app.Tx) error { return tx.Runs.Prune(s.ctx, "st", -1) })
	s.read(func(tx app.Tx) error {
		list, err := tx.Runs.List(s.ctx, "st")
		s.same(list, []heed.Run{})
		s.ok(err)
		_, err = tx.Runs.Current(s.ctx, "other")
		return err
	})
}

func (s *suite) views() {
	s.study("st")
	full := Full[heed.Understanding]()
	s.put("r", &full)
	s.put("empty", &heed.Understanding{})
	s.read(func(tx app.Tx) error {
		u, err := tx.Views.Overview(s.ctx, "r")
		s.ok(err)
		want := full
		want.Claims, want.EmpathyMaps = []heed.Claim{}, []heed.EmpathyMap{}
		want.Themes.Themes = slices.Clone(full.Themes.Themes)
		for i := range want.Themes.Themes {
			want.Themes.Themes[i].Members = nil
		}
		s.same(u, want)
		c, err := tx.Views.Claim(s.ctx, "r", full.Claims[1].ID)
		s.ok(err)
		s.same(c, full.Claims[1])
		p, err := tx.Views.Persona(s.ctx, "r", full.Personas[1].ID)
		s.ok(err)
		s.same(p, full.Personas[1])
		t, err := tx.Views.Theme(s.ctx, "r", full.Themes.Themes[1].ID)
		s.ok(err)
		s.same(t, full.Themes.Themes[1])
		j, err := tx.Views.Journeys(s.ctx, "r")
		s.ok(err)
		s.same(j, full.Journeys)
		m, err := tx.Views.Maps(s.ctx, "r", full.EmpathyMaps[0].Persona)
		s.ok(err)
		s.same(m, full.EmpathyMaps[:1])
		m, err = tx.Views.Maps(s.ctx, "r", "")
		s.ok(err)
		s.same(m, full.EmpathyMaps)
		m, err = tx.Views.Maps(s.ctx, "r", "none")
		s.ok(err)
		s.same(m, []heed.EmpathyMap{})
		j, err = tx.Views.Journeys(s.ctx, "empty")
		s.ok(err)
		s.same(j, []heed.Journey{})

		_, err = tx.Views.Claim(s.ctx, "empty", full.Claims[1].ID)
		s.code(heed.CodeNotFound, err)
		_, err = tx.Views.Persona(s.ctx, "r", "none")
		s.code(heed.CodeNotFound, err)
		_, err = tx.Views.Theme(s.ctx, "r", "none")
		s.code(heed.CodeNotFound, err)
		for _, view := range []func() error{
			func() error { _, err := tx.Views.Overview(s.ctx, "none"); return err },
			func() error { _, _, err := tx.Views.Claims(s.ctx, "none", app.ClaimFilter{}); return err },
			func() error { _, err := tx.Views.Claim(s.ctx, "none", "x"); return err },
			func() error { _, err := tx.Views.Maps(s.ctx, "none", ""); return err },
			func() error { _, err := tx.Views.Journeys(s.ctx, "none"); return err },
			func() error { _, err := tx.Views.Theme(s.ctx, "none", "x"); return err },
			func() error { _, err := tx.Views.Persona(s.ctx, "none", "x"); return err },
		} {
			s.code(heed.CodeNotFound, view())
		}
		return nil
	})
}

func (s *suite) claims() {
	s.study("st")
	quoted := func(c, p string) heed.Evidence {
		return heed.Evidence{Quotation: heed.Quotation{Conversation: c, Text: "x"}, Participant: p}
	}
	u := &heed.Understanding{Claims: []heed.Claim{
		{ID: "a", Weight: 1, Theme: "t1", Kind: heed.SigPain, Review: heed.Machine,
			Places:   []heed.Place{{Persona: "p1", Cell: heed.CellPains}, {Persona: "p2", Stage: "use"}},
			Evidence: []heed.Evidence{quoted("c1", "m"), quoted("c1", "m"), quoted("c2", "")}},
		{ID: "b", Weight: 3, Theme: "t2", Kind: heed.SigPain, Review: heed.Accepted, Places: []heed.Place{{Persona: "p1", Cell: heed.CellPains, Stage: "use"}},
			Evidence: []heed.Evidence{quoted("c2", "n")}},
		{ID: "d", Weight: 2, Places: []heed.Place{}},
		{ID: "c", Weight: 2, Kind: heed.SigGoal},
	}}
	s.put("r", u)
	for name, c := range map[string]struct {
		f     app.ClaimFilter
		want  []string
		total int
	}{
		"all":                 {app.ClaimFilter{}, []string{"b", "d", "c", "a"}, 4},
		"page":                {app.ClaimFilter{Limit: 2, Offset: 1}, []string{"d", "c"}, 4},
		"beyond":              {app.ClaimFilter{Offset: 9}, []string{}, 4},
		"theme":               {app.ClaimFilter{Theme: "t1"}, []string{"a"}, 1},
		"kind":                {app.ClaimFilter{Kind: heed.SigPain}, []string{"b", "a"}, 2},
		"review":              {app.ClaimFilter{Review: heed.Accepted}, []string{"b"}, 1},
		"persona":             {app.ClaimFilter{Persona: "p2"}, []string{"a"}, 1},
		"cell":                {app.ClaimFilter{Cell: heed.CellPains}, []string{"b", "a"}, 2},
		"stage":               {app.ClaimFilter{Stage: "use"}, []string{"b", "a"}, 2},
		"one place":           {app.ClaimFilter{Stage: "use", Cell: heed.CellPains}, []string{"b"}, 1},
		"conversation":        {app.ClaimFilter{Conversation: "c2"}, []string{"b", "a"}, 2},
		"participant":         {app.ClaimFilter{Participant: "m"}, []string{"a"}, 1},
		"both":                {app.ClaimFilter{Conversation: "c2", Participant: "n"}, []string{"b"}, 1},
		"unknown participant": {app.ClaimFilter{Participant: "z"}, []string{}, 0},
		"all of them":         {app.ClaimFilter{Theme: "t1", Kind: heed.SigPain, Persona: "p1", Conversation: "c1"}, []string{"a"}, 1},
	} {
		s.read(func(tx app.Tx) error {
			list, total, err := tx.Views.Claims(s.ctx, "r", c.f)
			got := []string{}
			for _, k := range list {
				got = append(got, k.ID)
				if k.Evidence != nil {
					s.Errorf("%s: claim %s comes with evidence", name, k.ID)
				}
			}
			s.same(append([]string{name}, got...), append([]string{name}, c.want...))
			s.same(total, c.total)
			return err
		})
	}
}
