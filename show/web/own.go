package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// ownRoutes are the pages of one's own listening.
func (s *site) ownRoutes(page func(string, handler)) {
	page("POST /s/{study}/listening/voice", s.chooseVoice)
	page("POST /s/{study}/listening/recalls/{id}", s.forgetRecall)
}

// ownPage is what somebody sees of their own listening.
type ownPage struct {
	Voice   string // as shown; "" where they have not said who they are
	Voices  []look.Option
	Act     string
	Next    *ownNext
	Changed []string // what changed clearly
	Still   string   // where nothing did
	Recall  *recallTrend
}

type ownNext struct {
	Habit, Times, Text, Better, Lang, Quote, By, Call, Href string
}

// recallTrend is one's own memory over conversations.
type recallTrend struct {
	Line trend
	Gap  string
	Rows []recallRow
}

type recallRow struct {
	Href, When, Kept, Guess, Rest, Act string
}

// mostVoices is how many of our voices are offered to choose from: those heard
// most.
const mostVoices = 500

func (s *site) ownPage(r *http.Request, p *studied, own *app.OwnListening) (out ownPage, err error) {
	sc, study := p.scene, p.Study.ID
	account := whoLooks(r).Account
	out.Act = "/s/" + study + "/listening/voice"
	voices, err := s.app.OurVoices(r.Context(), study, account)
	if err != nil {
		return out, err
	}
	for _, v := range voices {
		if v.Taken || len(out.Voices) >= mostVoices && v.Speaker != own.Voice {
			continue
		}
		name, _, _ := sc.Who("", v.Speaker)
		out.Voices = append(out.Voices, look.Option{
			Value: v.Speaker, Word: name + ", " + sc.Say("conversations", "n", v.Conversations), On: v.Speaker == own.Voice,
		})
	}
	if out.Recall, err = s.recallTrend(r, p); err != nil {
		return out, err
	}
	if own.Voice == "" {
		return out, nil
	}
	out.Voice, _, _ = sc.Who("", own.Voice)
	for _, t := range own.Trends {
		if t.Clear && slices.Contains(followed, t.Measure) {
			out.Changed = append(out.Changed, sc.Say("measure."+t.Measure)+": "+sc.Say("web.listen.change",
				"v", signedIn(sc, t.Unit, t.Change), "low", signedIn(sc, t.Unit, t.Low), "high", signedIn(sc, t.Unit, t.High))+", "+sc.Say("n", "n", len(t.Points)))
		}
	}
	if len(out.Changed) == 0 {
		out.Still = sc.Say("web.own.still")
	}
	if n := own.Next; n != nil {
		out.Next = &ownNext{
			Habit: sc.Say("web.listen.habit." + string(n.Habit)), Times: sc.Say("web.own.times", "n", n.Times, "of", n.Of),
			Better: look.Clean(n.Point.Better), Quote: look.Clean(n.Point.Quote),
			Href: "/s/" + study + "/conversations/" + n.Conversation + "/listening",
		}
		out.Next.By, _, _ = sc.Who("", n.Point.By)
		if v, err := s.app.Listen(r.Context(), n.Conversation, p.Lang); err == nil {
			about, _ := aboutConversation(sc, &v.ConversationView)
			out.Next.Call = joined(", ", titleOf(sc, v.Title, v.Kind, firstOf(about)), sc.Day(v.Date))
			out.Next.Lang = langOf(sc, v.Language)
			for _, c := range v.Report.Cards {
				if c.Habit == n.Habit && c.Try != nil {
					out.Next.Text = c.Try.Text
				}
			}
		}
	}
	return out, nil
}

// recallTrend is nil where nothing was remembered yet.
func (s *site) recallTrend(r *http.Request, p *studied) (*recallTrend, error) {
	t, err := s.app.Recalls(r.Context(), p.Study.ID, whoLooks(r).Account)
	if err != nil || len(t.Recalls) == 0 {
		return nil, err
	}
	sc := p.scene
	out := &recallTrend{Line: trendOf(sc, &t.Kept)}
	out.Line.Name = sc.Say("web.own.kept")
	if t.Guessed > 0 {
		say := "web.own.high"
		gap := t.Gap
		if gap < 0 {
			say, gap = "web.own.low", -gap
		}
		if gap < 0.05 {
			say = "web.own.right"
		}
		out.Gap = sc.Say(say, "gap", sc.Number(int(100*gap+0.5)), "n", t.Guessed)
	}
	for _, x := range slices.Backward(t.Recalls) {
		if len(out.Rows) == 20 {
			break
		}
		of := len(x.Kept) + len(x.Changed) + len(x.Missed)
		row := recallRow{
			Href: "/s/" + p.Study.ID + "/conversations/" + x.Conversation + "/recall?again=" + strconv.FormatInt(x.ID, 10),
			When: sc.Day(heed.DateOf(x.At)), Kept: sc.Say("web.own.kept_of", "n", len(x.Kept), "of", of),
			Rest: sc.Say("web.own.rest", "changed", len(x.Changed), "missed", len(x.Missed), "added", len(x.Added)),
			Act:  "/s/" + p.Study.ID + "/listening/recalls/" + strconv.FormatInt(x.ID, 10),
		}
		if x.Guessed {
			row.Guess = sc.Say("web.own.guess", "guess", sc.Percent(x.Guess), "share", sc.Percent(x.Share))
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

func (s *site) chooseVoice(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 1<<16)
	if err := s.app.ChooseVoice(r.Context(), r.PathValue("study"), whoLooks(r).Account, r.PostFormValue("voice")); err != nil {
		return err
	}
	return s.doneAt(w, r, "/s/"+r.PathValue("study")+"/listening", "web.own.chosen", 0)
}

func (s *site) forgetRecall(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return heed.Errorf(heed.CodeNotFound, "there is no such recall")
	}
	if err := s.app.ForgetRecall(r.Context(), whoLooks(r).Account, id); err != nil {
		return err
	}
	return s.doneAt(w, r, "/s/"+r.PathValue("study")+"/listening", "web.own.forgotten", 0)
}

// openTo leaves out the conversations whose voice is somebody else's account.
func (s *site) openTo(r *http.Request, study, account string, reports []app.ListenReport) ([]app.ListenReport, error) {
	closed, err := s.app.ClosedListening(r.Context(), study, account)
	if err != nil || len(closed) == 0 {
		return reports, err
	}
	var out []app.ListenReport
	for _, rep := range reports {
		if !closed[rep.Conversation] {
			out = append(out, rep)
		}
	}
	return out, nil
}

// teamPage is all of us together.
type teamPage struct {
	About, Why string
	Spread     []spread
	Followed   []lift
	Thin       string // acts with too few moments
	Usual      string
	Next       []string
}

// spread is a measure over people, drawn in a box of 100 by 12.
type spread struct {
	Name, Value, Note, Label string
	From, Width, Middle      string // percent
}

// lift is what went with an act, drawn on a line from -1 to 1.
type lift struct {
	Act, Value, Note, Relief, Label string
	From, Width, At                 string // percent
}

func (s *site) teamPage(r *http.Request, p *studied) (out teamPage, err error) {
	sc := p.scene
	t, err := s.app.TeamOf(r.Context(), p.Study.ID, p.Lang)
	if err != nil || t.Conversations == 0 {
		return out, err
	}
	out.About = sc.Say("web.team.people", "n", t.People) + ", " + sc.Say("conversations", "n", t.Conversations)
	if t.Why != "" {
		out.Why = sc.Say("web.team.few", "n", t.People, "least", app.LeastTeam)
	}
	for _, m := range t.Spread {
		if slices.Contains(followed, m.Measure) {
			out.Spread = append(out.Spread, spreadOf(sc, &m))
		}
	}
	var thin []string
	for i := range t.Followed {
		l := &t.Followed[i]
		if l.Act == heed.ActInformation || l.Act == heed.ActBackchannel || l.Act == heed.ActGreeting {
			continue
		}
		if !l.Enough {
			thin = append(thin, sc.Say("act."+string(l.Act)))
			continue
		}
		out.Usual = sc.Say("web.team.usual", "v", sc.Percent(l.Usual))
		out.Followed = append(out.Followed, liftOf(sc, l))
	}
	if len(thin) > 0 {
		out.Thin = sc.Say("web.team.thin", "acts", joined(", ", thin...))
	}
	for _, h := range app.ListenHabits {
		if n := t.Next[h]; n > 0 {
			out.Next = append(out.Next, sc.Say("web.listen.habit."+string(h))+": "+sc.Say("conversations", "n", n))
		}
	}
	return out, nil
}

func percentAt(v float64) string { return fmt.Sprintf("%.1f%%", 100*min(1, max(0, v))) }

func spreadOf(sc *look.Scene, m *app.ListenTeam) spread {
	most := 1.0
	if m.Unit != "share" {
		most = max(1, m.ThreeQuarters*1.25)
	}
	out := spread{
		Name: sc.Say("measure." + m.Measure), Value: measured(sc, m.Unit, m.Median),
		Note: sc.Say("web.team.spread", "low", measured(sc, m.Unit, m.Quarter), "high", measured(sc, m.Unit, m.ThreeQuarters), "n", m.People),
		From: percentAt(m.Quarter / most), Width: percentAt((m.ThreeQuarters - m.Quarter) / most), Middle: percentAt(m.Median / most),
	}
	out.Label = joined(", ", out.Name, out.Value, out.Note)
	return out
}

// twoSigned writes a small change with its sign.
func twoSigned(sc *look.Scene, v float64) string {
	sign := "+"
	if v < 0 {
		sign, v = "−", -v
	}
	return sign + sc.Decimal(v, 2)
}

func liftOf(sc *look.Scene, l *app.ListenLift) lift {
	x := func(v float64) float64 { return (v + 0.5) } // -0.5 to 0.5 across
	out := lift{
		Act: sc.Say("act." + string(l.Act)), Value: twoSigned(sc, l.Lift),
		Note:   sc.Say("web.team.lift", "low", twoSigned(sc, l.Low), "high", twoSigned(sc, l.High), "n", l.N, "calls", l.Conversations),
		Relief: sc.Say("web.team.relief", "v", sc.Percent(l.Relief), "low", sc.Percent(l.ReliefLow), "high", sc.Percent(l.ReliefHigh)),
		From:   percentAt(x(l.Low)), Width: percentAt(min(1, x(l.High)) - max(0, x(l.Low))), At: percentAt(x(l.Lift)),
	}
	out.Label = joined(", ", out.Act, out.Value, out.Note)
	return out
}
