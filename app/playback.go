package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"slices"
	"time"

	"github.com/heedhq/heed"
)

const (
	playbackDays   = 30 // days that a page can be answered
	playbackClaims = 6  // claims on one page: more tires whoever answers
	ownQuotations  = 3  // quotations beside a claim
	// DefaultRhythm is the least number of days between two requests to one
	// participant.
	DefaultRhythm = 30
)

// Proposal is a participant who can judge claims, and the claims that their
// confirmation would raise.
type Proposal struct {
	Participant heed.Participant `json:"participant"`
	Claims      []ProposedClaim  `json:"claims"`
	// Can counts the claims that they can judge and have not, where that was
	// asked (Judges).
	Can int `json:"can,omitempty"`
	// LastAsked is when they were asked last, and Rests says that this is less
	// than their rhythm ago.
	LastAsked heed.Date `json:"last_asked,omitzero"`
	Rests     bool      `json:"rests,omitempty"`
}

// ProposedClaim is a claim worth showing back, and why.
type ProposedClaim struct {
	ID    string     `json:"id"`
	Words string     `json:"words"`
	Level heed.Level `json:"level"`
	// Counts says that a confirmation would bring it to moderate or better, and
	// so raise the earned share.
	Counts bool    `json:"counts"`
	Weight float64 `json:"weight"`
}

// ProposeRequest narrows a proposal; empty fields do not.
type ProposeRequest struct {
	Study, Persona, Conversation, Participant string
	Stage                                     string // of a journey
	Claim                                     string // this one only
}

// ProposePlayback names the participants who can judge the claims that a
// confirmation would raise, those first whose claims would raise most. Nobody
// is proposed for a claim that they have answered, or that they said nothing
// for.
func (a *App) ProposePlayback(ctx context.Context, req ProposeRequest) (out []Proposal, err error) {
	defer heed.Wrap(&err, "propose claims to show back")
	rep, err := a.Shown(ctx, req.Study)
	if err != nil {
		return nil, err
	}
	asked, err := a.askedOf(ctx, rep.Study)
	if err != nil {
		return nil, err
	}
	by := map[string][]ProposedClaim{}
	for i := range rep.Claims {
		c := &rep.Claims[i]
		if !confirmRaises(c) || c.Review == heed.Rejected || !req.fits(c) {
			continue
		}
		p := ProposedClaim{ID: c.ID, Words: c.Words, Level: c.Confidence.Level, Weight: c.Weight,
			Counts: c.Confidence.Level == heed.Low}
		for _, who := range supportersOf(c) {
			if req.Participant != "" && who != req.Participant || asked.answered[[2]string{c.ID, who}] {
				continue
			}
			if _, known := rep.Participants[who]; known {
				by[who] = append(by[who], p)
			}
		}
	}
	for who, claims := range by {
		slices.SortFunc(claims, func(x, y ProposedClaim) int {
			return cmp.Or(-compareBool(x.Counts, y.Counts), -cmp.Compare(x.Weight, y.Weight), cmp.Compare(x.ID, y.ID))
		})
		p := Proposal{Participant: rep.Participants[who], Claims: claims[:min(len(claims), playbackClaims)], LastAsked: asked.last[who]}
		p.Rests = asked.rests(who, heed.DateOf(a.now()))
		if asked.panel[who].Left.IsZero() {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(x, y Proposal) int {
		return cmp.Or(compareBool(x.Rests, y.Rests), -cmp.Compare(x.worth(), y.worth()), cmp.Compare(x.Participant.Number, y.Participant.Number))
	})
	return out, nil
}

func (p Proposal) worth() (w float64) {
	for _, c := range p.Claims {
		w += c.Weight
		if c.Counts {
			w += 100 // first what raises the earned share
		}
	}
	return w
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func (r ProposeRequest) fits(c *heed.Claim) bool {
	at := func(f func(heed.Place) bool) bool { return slices.ContainsFunc(c.Places, f) }
	return c.Basis != heed.Assumed && // nobody said it: their words beside it would mislead
		(r.Claim == "" || c.ID == r.Claim) &&
		(r.Persona == "" || at(func(p heed.Place) bool { return p.Persona == r.Persona })) &&
		(r.Stage == "" || at(func(p heed.Place) bool { return p.Stage == r.Stage })) &&
		(r.Conversation == "" || slices.ContainsFunc(c.Evidence, func(e heed.Evidence) bool { return e.Conversation == r.Conversation }))
}

// supportersOf lists the participants who said something for c themselves.
func supportersOf(c *heed.Claim) (out []string) {
	for i := range c.Evidence {
		if e := &c.Evidence[i]; own(e, e.Participant) && !slices.Contains(out, e.Participant) {
			out = append(out, e.Participant)
		}
	}
	return out
}

// own reports whether e is what a participant said for a claim, of themselves.
func own(e *heed.Evidence, participant string) bool {
	return participant != "" && e.Participant == participant && e.Stance == heed.Supports && !e.Hearsay
}

// asking is what a study's participants were asked and answered.
type asking struct {
	checks   []heed.MemberCheck
	answered map[[2]string]bool // by claim and participant
	last     map[string]heed.Date
	panel    map[string]Panelist
}

func (x asking) rhythm(participant string) int {
	if p, ok := x.panel[participant]; ok && p.Rhythm > 0 {
		return p.Rhythm
	}
	return DefaultRhythm
}

func (x asking) rests(participant string, today heed.Date) bool {
	last := x.last[participant]
	return !last.IsZero() && today.DaysSince(last) < x.rhythm(participant)
}

func (a *App) askedOf(ctx context.Context, study string) (x asking, err error) {
	x = asking{answered: map[[2]string]bool{}, last: map[string]heed.Date{}, panel: map[string]Panelist{}}
	err = a.store.Read(ctx, func(tx Tx) error {
		if x.checks, err = tx.Checks.List(ctx, study); err != nil {
			return err
		}
		panel, err := tx.Panels.Panelists(ctx, study)
		for _, p := range panel {
			x.panel[p.Participant] = p
		}
		return err
	})
	for _, m := range x.checks {
		if m.Verdict != "" {
			x.answered[[2]string{m.Claim, m.Participant}] = true
		}
		if x.last[m.Participant].Before(m.Asked) {
			x.last[m.Participant] = m.Asked
		}
	}
	return x, err
}

func (a *App) mayAsk(ctx context.Context, study, participant string, again bool) error {
	x, err := a.askedOf(ctx, study)
	if err != nil {
		return err
	}
	if left := x.panel[participant].Left; !left.IsZero() {
		return heed.Errorf(heed.CodeForbidden, "they asked on %s not to be asked any more", left)
	}
	if x.rests(participant, heed.DateOf(a.now())) && !again {
		return heed.Errorf(heed.CodeConflict, "they were asked on %s, and are asked at most every %d days", x.last[participant], x.rhythm(participant))
	}
	return nil
}

// savePlayback gives the page an id and a key, keeps it, and notes that its
// claims were asked. What they answered before stays answered.
func (a *App) savePlayback(ctx context.Context, p *Playback) (key string, err error) {
	id, secret := make([]byte, 9), make([]byte, 32)
	a.random(id)
	a.random(secret)
	p.ID = base64.RawURLEncoding.EncodeToString(id)
	key = base64.RawURLEncoding.EncodeToString(secret)
	today := heed.DateOf(p.Created)
	return key, a.store.Write(ctx, func(tx Tx) error {
		if p.Keyed, err = a.keyOf(ctx, tx, p.ID, key); err != nil {
			return err
		}
		if err := tx.Playbacks.Save(ctx, *p); err != nil {
			return err
		}
		before, err := tx.Checks.List(ctx, p.Study)
		if err != nil {
			return err
		}
		for _, c := range p.Claims {
			m := heed.MemberCheck{Study: p.Study, Claim: c.Claim, Participant: p.Participant}
			if i := slices.IndexFunc(before, func(o heed.MemberCheck) bool { return o.Claim == m.Claim && o.Participant == m.Participant }); i >= 0 {
				m = before[i]
			}
			m.Asked, m.Anchor = today, c.Quotations // their own words only
			if err := tx.Checks.Save(ctx, m); err != nil {
				return err
			}
		}
		return nil
	})
}

// keyOf is the keyed hash under which a page's key is kept.
func (a *App) keyOf(ctx context.Context, tx Tx, id, key string) ([]byte, error) {
	secret, err := tx.Tombstones.Key(ctx, func() []byte {
		b := make([]byte, 32)
		a.random(b)
		return b
	})
	return keyed(secret, "playback", id, key), err
}

// OpenPlayback returns the page that a key opens. Whatever is wrong, it says
// the same and takes as long: nobody learns which pages exist.
func (a *App) OpenPlayback(ctx context.Context, id, key string) (p Playback, err error) {
	defer heed.Wrap(&err, "open a page")
	var kept, given []byte
	if checkAnswer(id+key) != nil { // neither was made here
		id, key = "", ""
	}
	err = a.store.Read(ctx, func(tx Tx) error {
		// A database that never made its secret has no pages either; it cannot
		// make one while reading, and the key is not right.
		if given, err = a.keyOf(ctx, tx, id, key); err != nil {
			given = make([]byte, sha256.Size)
			return nil
		}
		p, err = tx.Playbacks.Get(ctx, id)
		if heed.ErrorCode(err) == heed.CodeNotFound {
			err = nil
		}
		return err
	})
	if err != nil {
		return Playback{}, err
	}
	kept = p.Keyed
	if len(kept) != len(given) {
		kept = make([]byte, len(given)) // compared all the same
	}
	right := subtle.ConstantTimeCompare(kept, given) == 1
	if !right || p.ID == "" || !p.Open(a.now()) {
		return Playback{}, heed.Errorf(heed.CodeNotFound, "this page cannot be opened: the key is not right, or its time is over, or it was taken back")
	}
	return p, nil
}

// Open reports whether a page can be answered at a time.
func (p Playback) Open(now time.Time) bool { return p.Revoked.IsZero() && now.Before(p.Expires) }

// Playbacks lists the pages of a study, oldest first.
func (a *App) Playbacks(ctx context.Context, study string) (list []Playback, err error) {
	defer heed.Wrap(&err, "list pages of study %q", study)
	err = a.store.Read(ctx, func(tx Tx) error {
		list, err = tx.Playbacks.List(ctx, study)
		return err
	})
	return list, err
}

// RevokePlayback takes a page back: its key opens nothing any more. What was
// asked stays asked.
func (a *App) RevokePlayback(ctx context.Context, id string) (err error) {
	defer heed.Wrap(&err, "take back page %s", id)
	return a.store.Write(ctx, func(tx Tx) error {
		p, err := tx.Playbacks.Get(ctx, id)
		if err != nil || !p.Revoked.IsZero() {
			return err
		}
		p.Revoked = a.now().UTC()
		return tx.Playbacks.Save(ctx, p)
	})
}

// confirmRaises reports whether a participant's yes lifts a claim, by itself or
// with a person's acceptance.
func confirmRaises(c *heed.Claim) bool {
	return !c.Confidence.RaiseMore && (c.Confidence.Raise == "confirm" || c.Confidence.Raise == "accept_confirm")
}
