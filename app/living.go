package app

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app/sample"
)

// sampleLife is what is in sample.Life. A participant is found by organisation
// and role, a claim by a quotation that it rests on; what a newer analysis no
// longer makes is left out.
type sampleLife struct {
	People []struct {
		sampleWho
		Name string `json:"name"`
	} `json:"people"`
	ShownBack []struct {
		sampleWho
		Verdicts   []heed.Verdict `json:"verdicts"` // of the claims proposed, in order
		MayAskMore bool           `json:"may_ask_more"`
	} `json:"shown_back"`
	// AcceptedFromPeople: a claim of so many people and no contradiction was
	// read and accepted.
	AcceptedFromPeople int `json:"accepted_from_people"`
	Promises           []struct {
		Quotation, Text, Owner, State string
		Due                           heed.Date
	} `json:"promises"`
	Panel []struct {
		sampleWho
		Rhythm int `json:"rhythm"`
	} `json:"panel"`
	FeltHeard []struct {
		sampleWho
		Account, Line string
		Items         [3]int
		Date          heed.Date
	} `json:"felt_heard"`
	Believed []struct {
		Words, Segment, By string
		Cell               heed.Cell
	} `json:"believed"`
}

type sampleWho struct {
	Organisation string `json:"organisation"`
	Role         string `json:"role"`
}

// sampleStudy is the study in which the sample's people live.
const sampleStudy = "moving-to-harbourline"

// LiveSample does in the sample workspace what a team would have done in it
// after the last conversation, so that every page has something to show. All
// of it is analysed once.
func (a *App) LiveSample(ctx context.Context) (err error) {
	defer heed.Wrap(&err, "sample workspace")
	var life sampleLife
	if err := json.Unmarshal(sample.Life, &life); err != nil {
		return err
	}
	rep, err := a.Shown(ctx, sampleStudy)
	if err != nil {
		return err
	}
	l := &living{App: a, life: &life, rep: &rep}
	later := withoutAnalysis(ctx)
	for _, do := range []func(context.Context) error{l.name, l.accept, l.believe, l.promise, l.showBack, l.feel} {
		if err := do(later); err != nil {
			return err
		}
	}
	_, err = a.Analyse(ctx, AnalyseRequest{Study: sampleStudy})
	return err
}

type living struct {
	*App
	life *sampleLife
	rep  *StudyReport
}

// who finds a participant: "" where nobody is called so.
func (l *living) who(w sampleWho) string {
	best := heed.Participant{}
	for _, p := range l.rep.Participants {
		if p.Organisation == w.Organisation && p.Title == w.Role && (best.ID == "" || p.Number < best.Number) {
			best = p
		}
	}
	return best.ID
}

func (l *living) name(ctx context.Context) error {
	return l.store.Write(ctx, func(tx Tx) error {
		for _, x := range l.life.People {
			id := l.who(x.sampleWho)
			if id == "" {
				continue
			}
			p, err := tx.People.Get(ctx, id)
			if err != nil {
				return err
			}
			p.DisplayName = x.Name
			if err := tx.People.Save(ctx, p); err != nil {
				return err
			}
		}
		return nil
	})
}

func (l *living) accept(ctx context.Context) error {
	for i := range l.rep.Claims {
		c := &l.rep.Claims[i]
		if c.People < l.life.AcceptedFromPeople || c.Against > 0 || c.Basis != heed.Expressed {
			continue
		}
		_, err := l.Decide(ctx, heed.Decision{Study: sampleStudy, Kind: heed.DecideAccept, Target: heed.TargetClaim, TargetID: c.ID, By: "Priya Nadkarni"})
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *living) believe(ctx context.Context) error {
	for _, x := range l.life.Believed {
		i := slices.IndexFunc(l.rep.Personas, func(p heed.Persona) bool { return p.Segment == x.Segment })
		if i < 0 {
			continue
		}
		if _, err := l.Assume(ctx, sampleStudy, x.Words, heed.Place{Persona: l.rep.Personas[i].ID, Cell: x.Cell}, x.By); err != nil {
			return err
		}
	}
	return nil
}

func (l *living) promise(ctx context.Context) error {
	for _, x := range l.life.Promises {
		i := slices.IndexFunc(l.rep.Claims, func(c heed.Claim) bool {
			return slices.ContainsFunc(c.Evidence, func(e heed.Evidence) bool { return strings.Contains(e.Text, x.Quotation) })
		})
		if i < 0 {
			continue
		}
		made, err := l.Commit(ctx, heed.Commitment{Study: sampleStudy, Claim: l.rep.Claims[i].ID, Text: x.Text, Owner: x.Owner, Due: x.Due})
		if err != nil {
			return err
		}
		if x.State == CommitmentOpen {
			continue
		}
		if err := l.SettleCommitment(ctx, sampleStudy, made.ID, x.State); err != nil {
			return err
		}
	}
	return nil
}

func (l *living) showBack(ctx context.Context) error {
	for _, x := range l.life.ShownBack {
		id := l.who(x.sampleWho)
		if id == "" {
			continue
		}
		proposed, err := l.ProposePlayback(ctx, ProposeRequest{Study: sampleStudy, Participant: id})
		if err != nil {
			return err
		}
		if len(proposed) == 0 || len(proposed[0].Claims) == 0 {
			continue
		}
		p, key, err := l.NewPlayback(ctx, PlaybackRequest{Study: sampleStudy, Participant: id})
		if err != nil {
			return err
		}
		reply := PlaybackReply{Page: p.ID, Key: key}
		for n := range min(len(x.Verdicts), len(p.Claims)) {
			if v := x.Verdicts[n]; v != "" {
				reply.Answers = append(reply.Answers, PlaybackAnswer{N: n + 1, Verdict: v})
			}
		}
		if x.MayAskMore {
			reply.Deeper = heed.Yes
		}
		if len(reply.Answers) == 0 {
			continue
		}
		if _, err := l.AnswerPlayback(ctx, reply, ByKey); err != nil {
			return err
		}
	}
	return nil
}

func (l *living) feel(ctx context.Context) error {
	for _, x := range l.life.Panel {
		if id := l.who(x.sampleWho); id != "" {
			if err := l.JoinPanel(ctx, id, x.Rhythm); err != nil {
				return err
			}
		}
	}
	for _, x := range l.life.FeltHeard {
		id := l.who(x.sampleWho)
		if id == "" {
			continue
		}
		at := x.Date.Time().Add(15 * time.Hour)
		if err := l.AddPulse(ctx, Pulse{Study: sampleStudy, Participant: id, Account: x.Account, Items: x.Items, Line: x.Line, At: at}); err != nil {
			return err
		}
	}
	return nil
}
