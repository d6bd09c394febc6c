package storetest

import (
	"encoding/json"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func (s *suite) decisions() {
	s.study("a")
	s.study("b")
	full := Full[heed.Decision]()
	full.Study = "a"
	plain := heed.Decision{Study: "a", Kind: heed.DecideReject, Target: heed.TargetClaim, TargetID: "k"}
	elsewhere := heed.Decision{Study: "b"}
	list := func(study string) (got []heed.Decision) {
		s.read(func(tx app.Tx) (err error) {
			got, err = tx.Decisions.List(s.ctx, study)
			return err
		})
		return got
	}
	s.same(list("a"), []heed.Decision{})
	var last int64
	for _, d := range []*heed.Decision{&full, &elsewhere, &plain} {
		s.write(func(tx app.Tx) (err error) {
			d.ID, err = tx.Decisions.Append(s.ctx, *d)
			return err
		})
		if d.ID <= last {
			s.Errorf("id %d after %d", d.ID, last)
		}
		last = d.ID
	}
	s.same(list("a"), []heed.Decision{full, plain})
	s.same(list("b"), []heed.Decision{elsewhere})
	for study, want := range map[string]int64{"a": plain.ID, "b": elsewhere.ID, "none": 0} {
		s.read(func(tx app.Tx) error {
			got, err := tx.Decisions.Last(s.ctx, study)
			s.same(got, want)
			return err
		})
	}
	// A local time is the same moment in UTC.
	local := heed.Decision{Study: "b", At: time.Date(2026, 1, 1, 1, 0, 0, 0, time.FixedZone("", 3600))}
	s.write(func(tx app.Tx) error {
		_, err := tx.Decisions.Append(s.ctx, local)
		return err
	})
	s.same(list("b")[1].At, time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		_, err := tx.Decisions.Append(s.ctx, heed.Decision{Study: "none"})
		return err
	})
}

// redact takes the words out of a decision and leaves when and what it was.
func (s *suite) redact() {
	s.study("a")
	first, second := Full[heed.Decision](), Full[heed.Decision]()
	first.Study, second.Study = "a", "a"
	s.write(func(tx app.Tx) (err error) {
		first.ID, err = tx.Decisions.Append(s.ctx, first)
		s.ok(err)
		second.ID, err = tx.Decisions.Append(s.ctx, second)
		return err
	})
	bare := first
	bare.Anchor, bare.Claim, bare.Note, bare.Into = nil, nil, "", ""
	s.write(func(tx app.Tx) error { return tx.Decisions.Redact(s.ctx, bare) })
	s.read(func(tx app.Tx) error {
		list, err := tx.Decisions.List(s.ctx, "a")
		s.same(list, []heed.Decision{bare, second})
		return err
	})
	bare.ID = 99
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Decisions.Redact(s.ctx, bare) })
}

func (s *suite) figures() {
	s.study("a")
	full := Full[heed.KPI]()
	full.Date, full.Stage = day(1), "b"
	one, two := heed.KPI{Name: "nps", Date: day(1), Stage: "a"}, heed.KPI{Name: "ces"}
	later := heed.KPI{Name: "z", Date: day(2), Value: -1.5}
	kpis := func(study string) (got []heed.KPI) {
		s.read(func(tx app.Tx) (err error) {
			got, err = tx.Figures.KPIs(s.ctx, study)
			return err
		})
		return got
	}
	s.same(kpis("a"), []heed.KPI{})
	s.write(func(tx app.Tx) error {
		s.ok(tx.Figures.AddKPIs(s.ctx, "a", "x", []heed.KPI{later, full}))
		return tx.Figures.AddKPIs(s.ctx, "a", "y", []heed.KPI{one, two, one})
	})
	s.same(kpis("a"), []heed.KPI{two, one, one, full, later})
	s.write(func(tx app.Tx) error { return tx.Figures.AddKPIs(s.ctx, "a", "y", []heed.KPI{two}) })
	s.same(kpis("a"), []heed.KPI{two, full, later})
	s.write(func(tx app.Tx) error { return tx.Figures.AddKPIs(s.ctx, "a", "x", nil) })
	s.same(kpis("a"), []heed.KPI{two})

	offer, other := Full[heed.Offer](), heed.Offer{ID: "a", Name: "x"}
	offer.ID = "b"
	promise, kept := Full[heed.Commitment](), heed.Commitment{ID: "a", Study: "a"}
	promise.ID, promise.Study = "b", "a"
	s.read(func(tx app.Tx) error {
		offers, err := tx.Figures.Offers(s.ctx, "a")
		s.same(offers, []heed.Offer{})
		s.ok(err)
		promises, err := tx.Figures.Commitments(s.ctx, "a")
		s.same(promises, []heed.Commitment{})
		return err
	})
	s.write(func(tx app.Tx) error {
		s.ok(tx.Figures.SaveOffer(s.ctx, "a", heed.Offer{ID: "b", Name: "before"}))
		s.ok(tx.Figures.SaveOffer(s.ctx, "a", offer))
		s.ok(tx.Figures.SaveOffer(s.ctx, "a", other))
		s.ok(tx.Figures.SaveCommitment(s.ctx, promise))
		s.ok(tx.Figures.SaveCommitment(s.ctx, kept))
		kept.State = "kept"
		return tx.Figures.SaveCommitment(s.ctx, kept)
	})
	s.read(func(tx app.Tx) error {
		offers, err := tx.Figures.Offers(s.ctx, "a")
		s.same(offers, []heed.Offer{other, offer})
		s.ok(err)
		promises, err := tx.Figures.Commitments(s.ctx, "a")
		s.same(promises, []heed.Commitment{kept, promise})
		return err
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Figures.SaveOffer(s.ctx, "none", offer) })
	s.write(func(tx app.Tx) error { return tx.Figures.DeleteOffer(s.ctx, "a", "b") })
	s.read(func(tx app.Tx) error {
		offers, err := tx.Figures.Offers(s.ctx, "a")
		s.same(offers, []heed.Offer{other})
		return err
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Figures.DeleteOffer(s.ctx, "a", "b") })
	s.write(func(tx app.Tx) error { return tx.Figures.SaveOffer(s.ctx, "a", offer) })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error {
		return tx.Figures.SaveCommitment(s.ctx, heed.Commitment{ID: "x", Study: "none"})
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Figures.AddKPIs(s.ctx, "none", "x", []heed.KPI{one}) })
}

func (s *suite) checks() {
	s.study("a")
	full := Full[heed.MemberCheck]()
	full.Study, full.Claim, full.Participant = "a", "k2", "p1"
	asked := heed.MemberCheck{Study: "a", Claim: "k1", Participant: "p2", Asked: day(1)}
	s.read(func(tx app.Tx) error {
		list, err := tx.Checks.List(s.ctx, "a")
		s.same(list, []heed.MemberCheck{})
		return err
	})
	s.write(func(tx app.Tx) error {
		s.ok(tx.Checks.Save(s.ctx, full))
		s.ok(tx.Checks.Save(s.ctx, asked))
		asked.Verdict, asked.Words = heed.Partly, "Casi, pero no."
		return tx.Checks.Save(s.ctx, asked)
	})
	s.read(func(tx app.Tx) error {
		list, err := tx.Checks.List(s.ctx, "a")
		s.same(list, []heed.MemberCheck{asked, full})
		return err
	})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Checks.Save(s.ctx, heed.MemberCheck{Study: "none"}) })
}

// clock is a moment of the work tests, so many minutes after noon.
func clock(minutes int) time.Time {
	return time.Date(2026, 11, 7, 12, 0, 0, 0, time.UTC).Add(time.Duration(minutes) * time.Minute)
}

func (s *suite) take(now, until int) (w heed.Work, ok bool) {
	s.Helper()
	s.write(func(tx app.Tx) (err error) {
		w, ok, err = tx.Work.Take(s.ctx, clock(now), clock(until))
		return err
	})
	return w, ok
}

func (s *suite) addWork(w heed.Work) (id int64) {
	s.Helper()
	s.write(func(tx app.Tx) (err error) {
		id, err = tx.Work.Add(s.ctx, w)
		return err
	})
	return id
}

func (s *suite) pending() (list []heed.Work) {
	s.Helper()
	s.read(func(tx app.Tx) (err error) {
		list, err = tx.Work.Pending(s.ctx)
		return err
	})
	return list
}

func (s *suite) work() {
	s.same(s.pending(), []heed.Work{})
	_, ok := s.take(0, 5)
	s.same(ok, false)

	sense := heed.Work{Kind: "sense", Target: "c1", Payload: json.RawMessage(`{"a": 1}`), At: clock(0)}
	shape := heed.Work{Kind: "shape", Target: "c1", At: clock(1)}
	sense.ID, shape.ID = s.addWork(sense), s.addWork(shape)
	again := sense
	again.Payload = json.RawMessage(`{"a": 2}`)
	s.same(s.addWork(again), sense.ID)
	sense.Payload = again.Payload
	s.same(s.pending(), []heed.Work{sense, shape})

	sense.Tries = 1
	got, ok := s.take(2, 5)
	s.same(ok, true)
	s.same(got, sense)
	got, _ = s.take(2, 5)
	shape.Tries = 1
	s.same(got, shape)
	_, ok = s.take(4, 9)
	s.same(ok, false)
	s.same(s.pending(), []heed.Work{sense, shape})

	// A worker that died lets go when its lease ends.
	sense.Tries = 2
	got, ok = s.take(5, 9)
	s.same(ok, true)
	s.same(got, sense)
	s.write(func(tx app.Tx) error {
		s.ok(tx.Work.Done(s.ctx, sense.ID))
		return tx.Work.Fail(s.ctx, shape.ID, "no model", clock(20))
	})
	shape.Error = "no model"
	s.same(s.pending(), []heed.Work{shape})
	_, ok = s.take(19, 25)
	s.same(ok, false)
	got, ok = s.take(20, 25)
	shape.Tries = 2
	s.same(ok, true)
	s.same(got, shape)
	s.write(func(tx app.Tx) error { return tx.Work.Done(s.ctx, shape.ID) })
	s.same(s.pending(), []heed.Work{})
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Work.Done(s.ctx, shape.ID) })
	s.refused(heed.CodeNotFound, func(tx app.Tx) error { return tx.Work.Fail(s.ctx, shape.ID, "", clock(0)) })
	// An id is not given twice: a slow worker cannot end another's work.
	if id := s.addWork(shape); id <= shape.ID {
		s.Errorf("id %d was given before", id)
	}
}

// workWhileTaken: what comes while the same is worked on is not lost.
func (s *suite) workWhileTaken() {
	first := s.addWork(heed.Work{Kind: "shape", Target: "st", Payload: json.RawMessage(`1`)})
	_, ok := s.take(0, 5)
	s.same(ok, true)
	second := s.addWork(heed.Work{Kind: "shape", Target: "st", Payload: json.RawMessage(`2`)})
	if second == first {
		s.Fatal("new work joined a piece that had been taken")
	}
	s.same(s.addWork(heed.Work{Kind: "shape", Target: "st", Payload: json.RawMessage(`3`)}), second)
	s.write(func(tx app.Tx) error { return tx.Work.Fail(s.ctx, first, "busy", clock(6)) })
	s.same(s.pending(), []heed.Work{{
		ID: first, Kind: "shape", Target: "st", Payload: json.RawMessage(`3`), Tries: 1, Error: "busy",
	}})
	w, _ := s.take(6, 9)
	third := s.addWork(heed.Work{Kind: "shape", Target: "st"})
	s.write(func(tx app.Tx) error { return tx.Work.Done(s.ctx, w.ID) })
	s.same(s.pending(), []heed.Work{{ID: third, Kind: "shape", Target: "st"}})
}
