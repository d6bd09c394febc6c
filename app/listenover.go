package app

import (
	"context"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/listen"
)

// ListenOver is listening over many conversations.
type ListenOver struct {
	Conversations int `json:"conversations"`
	// Trends follow each measure, oldest conversation first.
	Trends []listen.TrendLine `json:"trends"`
	// Followed is what the customer's feeling did around each act.
	Followed []listen.ActLift `json:"followed"`
	// Team is the spread over our people, named and ranked nowhere; TeamWhy says
	// why there is none.
	Team    []listen.TeamMeasure `json:"team,omitempty"`
	TeamWhy string               `json:"team_why,omitempty"`
}

// ListenOver measures every conversation of a study in which our side speaks
// with a customer; speaker, where given, is the one of ours whose listening it
// is, and then there is no team.
func (a *App) ListenOver(ctx context.Context, study, speaker string, lang heed.Language) (out ListenOver, err error) {
	defer heed.Wrap(&err, "listening over study %q", study)
	chosen, err := a.choose(ctx, study)
	if err != nil {
		return out, err
	}
	var reports []listen.Report
	people := map[string][]listen.Report{}
	for _, s := range chosen {
		err := eachHeard(ctx, a, s.ID, func(c *heed.Conversation, sensed *heed.Sensed) heardCall {
			return heardOf(c, sensed, speaker)
		}, func(v heardCall) error {
			reports = append(reports, v.whole...)
			for i, name := range v.names {
				people[name] = append(people[name], v.each[i])
			}
			return nil
		})
		if err != nil {
			return out, err
		}
	}
	if len(reports) == 0 {
		return out, heed.Errorf(heed.CodeNotFound, "nobody of ours speaks with a customer there")
	}
	out.Conversations = len(reports)
	out.Trends, out.Followed = listen.Trend(reports), listen.Lift(reports, lang)
	if speaker != "" {
		return out, nil
	}
	if out.Team, err = listen.Team(people); err != nil {
		out.TeamWhy = heed.ErrorMessage(err)
	}
	return out, nil
}

// heardCall is the measures of one conversation: of all our side, or of the one
// asked for, and of each of ours.
type heardCall struct {
	whole []listen.Report
	names []string
	each  []listen.Report
}

func heardOf(c *heed.Conversation, s *heed.Sensed, speaker string) (v heardCall) {
	ours := ourSpeakers(c)
	if speaker != "" {
		for _, name := range ours {
			if name == speaker {
				v.whole = append(v.whole, measured(c, s, name))
			}
		}
		return v
	}
	v.whole, v.names = []listen.Report{measured(c, s, "")}, ours
	for _, name := range ours {
		v.each = append(v.each, measured(c, s, name))
	}
	return v
}

// ourSpeakers are the heardCall of our side, once each.
func ourSpeakers(c *heed.Conversation) []string {
	var names []string
	for _, s := range c.Speakers {
		if s.Role.Ours() {
			names = append(names, s.Speaker)
		}
	}
	return names
}

// measured takes the measures of a conversation without moments and timeline,
// which many conversations would not fit in memory with.
func measured(c *heed.Conversation, s *heed.Sensed, speaker string) listen.Report {
	r := listen.Measure(c, s.Acts, s.Readings, listen.Options{Speaker: speaker, MeasuresOnly: true})
	for name, v := range r.Measures {
		v.Moments = nil
		r.Measures[name] = v
	}
	return r
}
