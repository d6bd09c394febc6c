package web

import (
	"strconv"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// momentCue is where a moment can be heard; nil where nothing is kept.
func momentCue(sc *look.Scene, l *app.Listened, base string, m app.ListenMoment) *cue {
	v := &l.Recording
	if m.Turn < 0 { // of the recording alone
		if !m.At.Known {
			return nil
		}
		return cueAt(sc, v, base, m.At.Seconds, 0)
	}
	if m.Turn >= len(l.Turns) {
		return nil
	}
	c := turnCue(sc, v, base, m.Turn, l.Turns[m.Turn].Text)
	if c == nil {
		return nil
	}
	for _, u := range v.Says(m.Turn) {
		if u.Start <= m.Start {
			c.From = seconds(u.At)
		}
	}
	c.Src, c.Says, c.Until = base+"/recording#t="+c.From, "", ""
	return c
}

// figureWith is a figure with the moments behind it.
func figureWith(sc *look.Scene, l *app.Listened, base, name string, m app.ListenValue, at func(int) (string, string)) figure {
	f := figureOf(sc, name, m)
	if len(m.Moments) == 0 {
		return f
	}
	f.Count = sc.Say("web.listen.moments", "n", len(m.Moments))
	for _, x := range m.Moments[:min(mostPlaces, len(m.Moments))] {
		p := place{Cue: momentCue(sc, l, base, x)}
		if x.Turn >= 0 {
			p.At, p.Href = at(x.Turn)
		} else {
			p.At = look.Clock(x.At)
		}
		switch {
		case x.Act != "" && m.Unit != "valence" && look.Has("act."+x.Act):
			p.Value = sc.Say("act." + x.Act)
		case x.Value != 0 && (m.Unit == "seconds" || m.Unit == "words" || m.Unit == "turns" || m.Unit == "valence"):
			p.Value = measured(sc, m.Unit, x.Value)
		}
		if p.At != "" {
			f.Moments = append(f.Moments, p)
		}
	}
	return f
}

// groupOf is who spoke how much, where more than two did, and who was not
// heard.
func groupOf(sc *look.Scene, l *app.Listened) (parts []part, unheard string) {
	if len(l.Report.Speakers) < 3 {
		return nil, ""
	}
	var silent []string
	for _, s := range l.Report.Speakers {
		sp, _ := l.Speaker(s.Speaker)
		_, role, _ := sc.Who(sp.Participant, s.Speaker)
		name := called(sc, &l.Conversation, s.Speaker)
		if role == "" && s.Role != "" && !(s.Role.Ours() && numbered(s.Speaker)) {
			role = sc.Say("web.sound.role." + string(s.Role))
		}
		p := part{
			Who: name, Role: role, Share: sc.Percent(s.Share), Ours: s.Role.Ours(), Unheard: s.Unheard,
			Width: strconv.FormatFloat(100*s.Share, 'f', 1, 64) + "%",
		}
		if s.Seconds > 0 {
			p.Amount = look.Clock(heed.At(s.Seconds))
		} else {
			p.Amount = sc.Say("web.group.words", "n", s.Words)
		}
		if s.Unheard {
			silent = append(silent, name)
		}
		parts = append(parts, p)
	}
	if len(silent) > 0 {
		unheard = sc.Say("web.group.unheard", "who", joined(", ", silent...))
	}
	return parts, unheard
}
