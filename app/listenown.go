package app

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/listen"
)

// What a team's listening says, for those who show it.
type (
	ListenLift = listen.ActLift
	ListenTeam = listen.TeamMeasure
)

// OurVoice is one who speaks for us in a study.
type OurVoice struct {
	Speaker       string `json:"speaker"`
	Conversations int    `json:"conversations"`
	// Taken: another account said that this is them.
	Taken bool `json:"taken,omitempty"`
}

// OwnListening is how one of us listened, for themselves.
type OwnListening struct {
	// Voice is who they are in this study; "" where they have not said, and then
	// the rest is empty.
	Voice string `json:"voice,omitempty"`
	// Conversations are theirs, newest first.
	Conversations []ListenReport `json:"-"`
	Trends        []ListenTrend  `json:"trends"`
	// Next is the habit to try next, and In the conversation that shows why.
	Next *OwnNext `json:"next,omitempty"`
}

// OwnNext is the one thing to try next.
type OwnNext struct {
	Habit        listen.Habit `json:"habit"`
	Times        int          `json:"times"` // of the last conversations, in which it was the thing to try
	Of           int          `json:"of"`
	Conversation string       `json:"conversation"`
	Point        listen.Point `json:"point"` // of the newest of them
}

// lastCalls is how many conversations back the next thing to try looks.
const lastCalls = 10

// OurVoices lists who speaks for us in a study, those with most conversations
// first.
func (a *App) OurVoices(ctx context.Context, study, account string) (out []OurVoice, err error) {
	defer heed.Wrap(&err, "our voices in %q", study)
	l, err := a.listeningIn(ctx, study)
	if err != nil {
		return nil, err
	}
	owners, err := a.ownersOf(ctx, study)
	if err != nil {
		return nil, err
	}
	for name, reports := range l.people {
		owner, taken := owners[name]
		out = append(out, OurVoice{name, len(reports), taken && owner != account})
	}
	slices.SortFunc(out, func(x, y OurVoice) int {
		return cmp.Or(cmp.Compare(y.Conversations, x.Conversations), cmp.Compare(x.Speaker, y.Speaker))
	})
	return out, nil
}

// ownersOf is the account of each voice that somebody said is theirs.
func (a *App) ownersOf(ctx context.Context, study string) (map[string]string, error) {
	owners := map[string]string{}
	err := a.store.Read(ctx, func(tx Tx) error {
		list, err := tx.Voices.List(ctx, study)
		for account, speaker := range list {
			owners[speaker] = account
		}
		return err
	})
	return owners, err
}

// ChooseVoice says which of our speakers an account is; "" says nobody. Who has
// no account (a laptop of one) chooses as account "". CodeConflict: somebody
// else is that voice.
func (a *App) ChooseVoice(ctx context.Context, study, account, speaker string) (err error) {
	defer heed.Wrap(&err, "choose a voice")
	if speaker != "" {
		voices, err := a.OurVoices(ctx, study, account)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(voices, func(v OurVoice) bool { return v.Speaker == speaker }) {
			return heed.Errorf(heed.CodeNotFound, "nobody called %q speaks for us there", speaker)
		}
	}
	return a.store.Write(ctx, func(tx Tx) error { return tx.Voices.Choose(ctx, study, account, speaker) })
}

// Own is how the account's voice listened over its conversations.
func (a *App) Own(ctx context.Context, study, account string) (own OwnListening, err error) {
	defer heed.Wrap(&err, "own listening in %q", study)
	var list map[string]string
	err = a.store.Read(ctx, func(tx Tx) error {
		list, err = tx.Voices.List(ctx, study)
		return err
	})
	if err != nil || list[account] == "" {
		return own, err
	}
	l, err := a.listeningIn(ctx, study)
	if err != nil {
		return own, err
	}
	return ownOf(list[account], l.people[list[account]]), nil
}

func ownOf(voice string, reports []ListenReport) OwnListening {
	own := OwnListening{Voice: voice, Conversations: slices.Clone(reports)}
	own.Trends = listen.Trend(reports)
	slices.SortStableFunc(own.Conversations, func(x, y ListenReport) int {
		if c := y.Date.Time().Compare(x.Date.Time()); c != 0 {
			return c
		}
		return cmp.Compare(y.Conversation, x.Conversation)
	})
	own.Next = nextOf(own.Conversations[:min(lastCalls, len(own.Conversations))])
	return own
}

// nextOf picks the habit that was the thing to try most often; of those alike,
// the one that came last.
func nextOf(newest []ListenReport) *OwnNext {
	byHabit := map[listen.Habit]*OwnNext{}
	var order []listen.Habit
	for i := range newest {
		for _, c := range newest[i].Cards {
			if !c.Next || c.Try == nil {
				continue
			}
			if byHabit[c.Habit] == nil {
				byHabit[c.Habit] = &OwnNext{Habit: c.Habit, Of: len(newest), Conversation: newest[i].Conversation, Point: *c.Try}
				order = append(order, c.Habit)
			}
			byHabit[c.Habit].Times++
		}
	}
	var best *OwnNext
	for _, h := range order {
		if n := byHabit[h]; best == nil || n.Times > best.Times {
			best = n
		}
	}
	return best
}

// TeamListening is how all of us listened: no names, and no order among people.
type TeamListening struct {
	People        int          `json:"people"`
	Conversations int          `json:"conversations"`
	Spread        []ListenTeam `json:"spread,omitempty"`
	// Why says why there is no spread.
	Why    string        `json:"why,omitempty"`
	Trends []ListenTrend `json:"trends"`
	// Followed is what the customers' feeling did around each act.
	Followed []ListenLift `json:"followed"`
	// Next counts, over everybody's conversations, which habit was the thing to
	// try.
	Next map[listen.Habit]int `json:"next"`
}

// TeamOf is the listening of a study's team.
func (a *App) TeamOf(ctx context.Context, study string, lang heed.Language) (t TeamListening, err error) {
	defer heed.Wrap(&err, "team listening in %q", study)
	l, err := a.listeningIn(ctx, study)
	if err != nil {
		return t, err
	}
	t = l.team
	t.Followed = l.lifts[lang]
	return t, nil
}

// sum adds up what pages show of all conversations together.
func (l *listeningOf) sum() {
	l.trends = listen.Trend(slices.Clone(l.reports))
	l.lifts = map[heed.Language][]listen.ActLift{}
	for _, lang := range []heed.Language{heed.English, heed.Spanish} {
		l.lifts[lang] = listen.Lift(l.reports, lang)
	}
	l.team = TeamListening{People: len(l.people), Conversations: len(l.reports), Trends: l.trends, Next: map[listen.Habit]int{}}
	var err error
	if l.team.Spread, err = listen.Team(maps.Clone(l.people)); err != nil {
		l.team.Why = heed.ErrorMessage(err)
	}
	for i := range l.reports {
		l.newest = append(l.newest, &l.reports[i])
		for _, c := range l.reports[i].Cards {
			if c.Next {
				l.team.Next[c.Habit]++
			}
		}
	}
	slices.SortStableFunc(l.newest, newerCall)
}

// newerCall orders conversations as they are listed: the newest first, then by
// id.
func newerCall(a, b *ListenReport) int {
	return cmp.Or(b.Date.Time().Compare(a.Date.Time()), cmp.Compare(a.Conversation, b.Conversation))
}

// NewestCalls are the measures of a study's conversations whose listening is
// open to an account, newest first. They must not be changed.
func (a *App) NewestCalls(ctx context.Context, study, account string) ([]*ListenReport, error) {
	l, err := a.listeningIn(ctx, study)
	if err != nil {
		return nil, err
	}
	closed, err := a.ClosedListening(ctx, study, account)
	if err != nil || len(closed) == 0 {
		return l.newest, err
	}
	var open []*ListenReport
	for _, r := range l.newest {
		if !closed[r.Conversation] {
			open = append(open, r)
		}
	}
	return open, nil
}

// MayListen refuses the listening of a conversation whose voice is another
// account's: it is theirs to see and to show. Conversations of voices that
// nobody claimed are open to the workspace.
func (a *App) MayListen(ctx context.Context, c *heed.Conversation, account string) error {
	owners, err := a.ownersOf(ctx, c.Study)
	if err != nil || len(owners) == 0 {
		return err
	}
	others := false
	for _, name := range ourSpeakers(c) {
		owner, claimed := owners[name]
		if !claimed || owner == account {
			return nil
		}
		others = true
	}
	if others {
		return heed.Errorf(heed.CodeForbidden, "how they listened is theirs to see: ask whoever spoke for us here to show it to you")
	}
	return nil
}

// ClosedListening are the conversations of a study whose listening is another
// account's.
func (a *App) ClosedListening(ctx context.Context, study, account string) (closed map[string]bool, err error) {
	owners, err := a.ownersOf(ctx, study)
	if err != nil || len(owners) == 0 {
		return nil, err
	}
	l, err := a.listeningIn(ctx, study)
	if err != nil {
		return nil, err
	}
	open := map[string]bool{}
	closed = map[string]bool{}
	for name, reports := range l.people {
		owner, claimed := owners[name]
		for i := range reports {
			id := reports[i].Conversation
			if !claimed || owner == account {
				open[id] = true
				delete(closed, id)
			} else if !open[id] {
				closed[id] = true
			}
		}
	}
	return closed, nil
}

// LeastTeam is the smallest number of people of whom a spread is shown.
const LeastTeam = listen.MinTeam

// ListenHabits are the habits in the order of showing.
var ListenHabits = listen.Habits
