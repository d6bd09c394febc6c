package web

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// listenedPage is how we listened in one conversation.
type listenedPage struct {
	Name, About, Meta string
	Read, Recall      string // addresses
	Ribbon            look.Ribbon
	Marks             []tick // interruptions and silences along it
	Try               *advice
	Cards             []listenCard
	Questions         []asked
	Measures          []figure
	Cannot            []figure
	Group             []part // where more than two speak
	Unheard           string
	Player            *player
}

// part is one speaker's share of a conversation.
type part struct {
	Who, Role, Share, Amount, Width string
	Ours, Unheard                   bool
}

// tick is a moment along a ribbon, in percent of its width.
type tick struct{ Class, X, Title, Href string }

type advice struct {
	Title, Text, Better, Lang, Quote, By, At, Href string
	Cue                                            *cue
	// Ours: the quotation is our side's, which is never set in their type.
	Ours bool
}

type listenCard struct {
	Title, Head string
	Figures     []figure
	Well, Try   *advice
	Empty       string
	Next        bool
	Share       string // of talk, for the bar; "" for other habits
}

type figure struct {
	Name, Value, Note, Why, Source string
	Count                          string // of moments
	Moments                        []place
}

// place is a moment behind a number.
type place struct {
	At, Href, Value string
	Cue             *cue
}

// mostPlaces is how many moments a number opens.
const mostPlaces = 12

type asked struct {
	Act, Text, Lang, By, At, Href, Rewrite, Note, Answer string
	Cue                                                  *cue
}

func (s *site) listened(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.listen.title", "listening")
	if err != nil {
		return err
	}
	l, err := s.app.Listen(r.Context(), r.PathValue("id"), p.Lang)
	if err != nil {
		return err
	}
	if l.Study != p.Study.ID {
		return heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("web.no_conversation"))
	}
	if err := s.app.MayListen(r.Context(), &l.Conversation, whoLooks(r).Account); err != nil {
		return err
	}
	v := viewOf(p.scene, &l)
	if v.Player, _, err = s.sound(r, p.scene, &l.Conversation); err != nil {
		return err
	}
	p.Title, p.Wide, p.Body = p.scene.Say("web.listen.title")+": "+v.Name, true, v
	return s.render(w, r, http.StatusOK, "listened", p.page)
}

func viewOf(sc *look.Scene, l *app.Listened) listenedPage {
	v := listenedPage{Ribbon: sc.Ribbon(&l.Conversation, l.Sensed.Readings)}
	v.About, v.Meta = aboutConversation(sc, &l.ConversationView)
	v.Name = titleOf(sc, cmp.Or(l.Title, l.ID), l.Kind, firstOf(v.About))
	v.Read = "/s/" + l.Study + "/conversations/" + l.ID
	v.Recall = v.Read + "/recall"
	at := placesOf(sc, l, v.Read)
	for i := range l.Report.Cards {
		c := &l.Report.Cards[i]
		card := listenCard{Title: sc.Say("web.listen.habit." + string(c.Habit)), Empty: c.Empty, Next: c.Next}
		for _, name := range c.Measures {
			m := l.Report.Measures[name]
			if !m.Measurable {
				continue
			}
			f := figureOf(sc, name, m)
			if card.Head == "" && len(card.Figures) == 0 {
				card.Head = f.Value
				if name == "talk_share" {
					card.Share = strconv.FormatFloat(100*m.Value, 'f', 1, 64)
				}
			}
			card.Figures = append(card.Figures, f)
		}
		point := func(what string) *advice {
			q := c.Well
			if what == "try" {
				q = c.Try
			}
			if q == nil {
				return nil
			}
			a := &advice{Title: card.Title, Text: q.Text, Better: look.Clean(q.Better), Quote: look.Clean(q.Quote), By: speakerName(sc, l, q.By)}
			a.Lang, a.Ours = langOf(sc, l.Language), l.RoleOf(q.Moment.Turn).Ours()
			a.At, a.Href = at(q.Moment.Turn)
			a.Cue = momentCue(sc, l, v.Read, q.Moment)
			return a
		}
		card.Well, card.Try = point("well"), point("try")
		if c.Next && card.Try != nil {
			v.Try = card.Try
		}
		v.Cards = append(v.Cards, card)
	}
	for _, q := range l.Report.Questions {
		a := asked{Act: sc.Say("act." + string(q.Act)), Text: look.Clean(q.Text), Lang: langOf(sc, l.Language), By: speakerName(sc, l, q.By), Rewrite: look.Clean(q.Rewrite), Note: q.Note}
		if q.Answer > 0 {
			a.Answer = sc.Say("web.listen.answer", "n", q.Answer)
		}
		a.At, a.Href = at(q.Moment.Turn)
		a.Cue = momentCue(sc, l, v.Read, q.Moment)
		v.Questions = append(v.Questions, a)
	}
	for _, name := range app.ListenMeasures {
		m, ok := l.Report.Measures[name]
		switch {
		case !ok:
		case m.Measurable:
			v.Measures = append(v.Measures, figureWith(sc, l, v.Read, name, m, at))
		default:
			v.Cannot = append(v.Cannot, figureOf(sc, name, m))
		}
	}
	v.Group, v.Unheard = groupOf(sc, l)
	v.Marks = ticks(sc, &l.Report, v.Read)
	return v
}

// ticks places interruptions and silences along the conversation.
func ticks(sc *look.Scene, r *app.ListenReport, base string) []tick {
	t := &r.Timeline
	if t.Unit != "seconds" || t.To <= t.From {
		return nil
	}
	at := func(x float64) string { return strconv.FormatFloat(100*x/t.To, 'f', 2, 64) + "%" }
	var out []tick
	for _, m := range t.Interruptions {
		if m.At.Known {
			out = append(out, tick{"cut", at(m.At.Seconds), sc.Say("web.listen.interrupt") + ", " + look.Clock(m.At), base + turnAddress(m.Turn)})
		}
	}
	for _, b := range t.Silences {
		out = append(out, tick{"still", at(b.From), sc.Say("web.listen.silence") + ", " + sc.Say("unit.seconds", "v", sc.Decimal(b.To-b.From, 1)), base + turnAddress(b.Turn)})
	}
	slices.SortStableFunc(out, func(a, b tick) int { return cmp.Compare(len(a.X), len(b.X)) })
	return out
}

func firstOf(about string) string {
	who, _, _ := strings.Cut(about, ";")
	return who
}

// placesOf tells the time or number of a turn, and where it is read.
func placesOf(sc *look.Scene, l *app.Listened, base string) func(turn int) (at, href string) {
	return func(turn int) (string, string) {
		if turn < 0 || turn >= len(l.Turns) {
			return "", ""
		}
		at := look.Clock(l.Turns[turn].Start)
		if at == "" {
			at = sc.Say("turn_n", "n", turn+1)
		}
		return at, base + turnAddress(turn)
	}
}

func speakerName(sc *look.Scene, l *app.Listened, speaker string) string {
	if speaker == "" {
		return ""
	}
	return called(sc, &l.Conversation, speaker)
}

func langOf(sc *look.Scene, l heed.Language) string {
	if l == sc.Lang {
		return ""
	}
	return string(l)
}

func figureOf(sc *look.Scene, name string, m app.ListenValue) figure {
	f := figure{Name: sc.Say("measure." + name), Why: m.Why}
	if !m.Measurable {
		return f
	}
	f.Value = measured(sc, m.Unit, m.Value)
	if m.Unit != "count" {
		f.Note = sc.Say("n", "n", m.N)
	}
	if m.Reference != nil {
		f.Source = m.Reference.Text + " (" + m.Reference.Source + ")"
	}
	return f
}

// measured writes a value in its unit.
func measured(sc *look.Scene, unit string, v float64) string {
	switch unit {
	case "share":
		return sc.Percent(v)
	case "percent":
		return sc.Percent(v / 100)
	case "count":
		return sc.Number(int(v))
	case "valence":
		return sc.Signed(v)
	case "words":
		return sc.Say("unit.words", "v", sc.Number(int(v)))
	case "ratio":
		return sc.Decimal(v, 2)
	case "seconds", "per_minute", "per_100_words", "turns":
		return sc.Say("unit."+unit, "v", sc.Decimal(v, 1))
	}
	return sc.Decimal(v, 2)
}

// tooMuch says that a form was larger than it may be.
func tooMuch(err error) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return heed.Errorf(heed.CodeTooLarge, "that is more text than this takes: at most %d KiB", large.Limit>>10)
	}
	return heed.WrapError(heed.CodeInvalid, err, "that form cannot be read")
}
