package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/heedhq/heed"
)

// PlaybackRequest says what to show back to whom.
type PlaybackRequest struct {
	Study, Participant string
	Claims             []string // ids; none: what ProposePlayback proposes
	// Words are a person's own plain words for a claim, by its id.
	Words    map[string]string
	Language heed.Language // "": the one that they spoke most
	Days     int           // until the page expires; 0: 30
	// Again asks although they were asked less than their rhythm ago.
	Again bool
}

// NewPlayback makes a private page and counts its claims as asked. It returns
// the key that opens the page, which is kept nowhere.
func (a *App) NewPlayback(ctx context.Context, req PlaybackRequest) (p Playback, key string, err error) {
	defer heed.Wrap(&err, "show back to %s", req.Participant)
	a.answers.Lock()
	defer a.answers.Unlock()
	if p, err = a.draft(ctx, req); err != nil {
		return p, "", err
	}
	if err := a.mayAsk(ctx, p.Study, p.Participant, req.Again); err != nil {
		return p, "", err
	}
	if key, err = a.savePlayback(ctx, &p); err != nil {
		return p, "", err
	}
	_, err = a.Analyse(ctx, AnalyseRequest{Study: p.Study})
	return p, key, err
}

// DraftPlayback is the page as it would be made: nothing is kept, and nobody
// counts as asked.
func (a *App) DraftPlayback(ctx context.Context, req PlaybackRequest) (p Playback, err error) {
	defer heed.Wrap(&err, "draft a page for %s", req.Participant)
	return a.draft(ctx, req)
}

func (a *App) draft(ctx context.Context, req PlaybackRequest) (p Playback, err error) {
	if req.Days < 0 || req.Days > 365 {
		return p, heed.Errorf(heed.CodeInvalid, "a page can be answered for 1 to 365 days, not %d", req.Days)
	}
	rep, err := a.Shown(ctx, req.Study)
	if err != nil {
		return p, err
	}
	who, known := rep.Participants[req.Participant]
	if !known {
		return p, heed.Errorf(heed.CodeNotFound, "study %q has no participant %q", rep.Study, req.Participant)
	}
	if len(req.Claims) == 0 {
		proposed, err := a.ProposePlayback(ctx, ProposeRequest{Study: rep.Study, Participant: who.ID})
		if err != nil {
			return p, err
		}
		for _, x := range proposed {
			for _, c := range x.Claims {
				req.Claims = append(req.Claims, c.ID)
			}
		}
	}
	if n := len(req.Claims); n == 0 || n > playbackClaims {
		return p, heed.Errorf(heed.CodeInvalid, "a page shows 1 to %d claims, not %d; choose claims that this participant said something for", playbackClaims, n)
	}
	p = Playback{Study: rep.Study, Participant: who.ID, Created: a.now().UTC(), Language: req.Language}
	p.Expires = p.Created.AddDate(0, 0, cmp.Or(req.Days, playbackDays))
	if p.Language == "" {
		p.Language = spoken(&rep, who.ID)
	}
	for _, id := range req.Claims {
		c := rep.Claim(id)
		if c == nil {
			return p, heed.Errorf(heed.CodeNotFound, "study %q has no claim %q", rep.Study, id)
		}
		if err := checkAnswer(req.Words[id]); err != nil {
			return p, err
		}
		shown := PlaybackClaim{Claim: id, Words: cmp.Or(req.Words[id], plainWords(c, p.Language)), Quotations: ownWords(c, who.ID)}
		if len(shown.Quotations) == 0 {
			return p, heed.Errorf(heed.CodeInvalid, "person %d said nothing for claim %s themselves; show it to somebody who did", who.Number, id)
		}
		p.Claims = append(p.Claims, shown)
	}
	p.Done, err = a.doneFor(ctx, &rep, who.ID)
	return p, err
}

// Showable is a claim that a participant can judge, because they said
// something for it themselves.
type Showable struct {
	Claim *heed.Claim
	Plain string // as the page would say it
	Own   []heed.Quotation
	// Proposed says that a confirmation would help it, Asked and Verdict what
	// came of showing it before.
	Proposed bool
	Asked    heed.Date
	Verdict  heed.Verdict
}

// Showables lists the claims that one participant can judge: those proposed
// first, then by weight. lang "" is the one that they spoke most; it is
// returned.
func (a *App) Showables(ctx context.Context, req ProposeRequest, lang heed.Language) (out []Showable, used heed.Language, err error) {
	defer heed.Wrap(&err, "claims for %s", req.Participant)
	rep, err := a.Shown(ctx, req.Study)
	if err != nil {
		return nil, lang, err
	}
	if used = lang; used == "" {
		used = spoken(&rep, req.Participant)
	}
	asked, err := a.askedOf(ctx, rep.Study)
	if err != nil {
		return nil, used, err
	}
	for i := range rep.Claims {
		c := &rep.Claims[i]
		if c.Review == heed.Rejected || !req.fits(c) {
			continue
		}
		s := Showable{Claim: c, Own: ownWords(c, req.Participant)}
		if len(s.Own) == 0 {
			continue
		}
		for _, m := range asked.checks {
			if m.Claim == c.ID && m.Participant == req.Participant {
				s.Asked, s.Verdict = m.Asked, m.Verdict
			}
		}
		s.Plain, s.Proposed = plainWords(c, used), confirmRaises(c) && s.Verdict == ""
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(x, y Showable) int {
		return cmp.Or(-compareBool(x.Proposed, y.Proposed), compareBool(x.Verdict != "", y.Verdict != ""),
			-cmp.Compare(x.Claim.Weight, y.Claim.Weight), cmp.Compare(x.Claim.ID, y.Claim.ID))
	})
	return out, used, nil
}

// Judges lists who can judge claims that fit, proposed or not, with the number
// of claims not answered yet; those who can judge most come first.
func (a *App) Judges(ctx context.Context, req ProposeRequest) (out []Proposal, err error) {
	defer heed.Wrap(&err, "who can judge claims")
	rep, err := a.Shown(ctx, req.Study)
	if err != nil {
		return nil, err
	}
	asked, err := a.askedOf(ctx, rep.Study)
	if err != nil {
		return nil, err
	}
	n := map[string]int{}
	for i := range rep.Claims {
		c := &rep.Claims[i]
		if c.Review == heed.Rejected || !req.fits(c) {
			continue
		}
		for _, who := range supportersOf(c) {
			if !asked.answered[[2]string{c.ID, who}] && (req.Participant == "" || who == req.Participant) && len(ownWords(c, who)) > 0 {
				n[who]++
			}
		}
	}
	today := heed.DateOf(a.now())
	for who, can := range n {
		p, known := rep.Participants[who]
		if known && asked.panel[who].Left.IsZero() {
			out = append(out, Proposal{Participant: p, Can: can, LastAsked: asked.last[who], Rests: asked.rests(who, today)})
		}
	}
	slices.SortFunc(out, func(x, y Proposal) int {
		return cmp.Or(compareBool(x.Rests, y.Rests), -cmp.Compare(x.Can, y.Can), cmp.Compare(x.Participant.Number, y.Participant.Number))
	})
	return out, nil
}

// ownWords picks what a participant said for a claim, in the order of its
// evidence.
func ownWords(c *heed.Claim, participant string) (out []heed.Quotation) {
	for i := range c.Evidence {
		e := &c.Evidence[i]
		if !own(e, participant) || e.Rule == "member_check" || len(out) == ownQuotations {
			continue
		}
		if !slices.ContainsFunc(out, func(q heed.Quotation) bool { return q.Text == e.Text }) {
			out = append(out, e.Quotation)
		}
	}
	return out
}

// spoken is the language in which a participant is quoted most.
func spoken(rep *StudyReport, participant string) heed.Language {
	n := map[heed.Language]int{}
	for i := range rep.Claims {
		for _, e := range rep.Claims[i].Evidence {
			if e.Participant == participant {
				n[e.Language]++
			}
		}
	}
	if n[heed.Spanish] > n[heed.English] || n[heed.English] == 0 && n[heed.Spanish] == 0 && rep.Language == heed.Spanish {
		return heed.Spanish
	}
	return heed.English
}
