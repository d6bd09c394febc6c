package app

import (
	"context"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/coach/content"
	"github.com/heedhq/heed/coach/guide"
)

// What coaching on content and guides says, for those who show it.
type (
	ContentReport     = content.Report
	ContentComparison = content.Comparison
	ContentDocument   = content.Document
	ContentMark       = content.Mark
	Guide             = guide.Guide
	GuideReport       = guide.Report
	GuideFinding      = guide.Finding
	GuideKind         = guide.Kind
)

// ForPersona names the persona, of a study, that something is written for.
type ForPersona struct {
	Study   string // "" where there is only one
	Persona string // id, name, segment or title
	Stage   string
	// Language is that of what is said about it; "" is the text's or the study's.
	Language heed.Language
}

// CheckContent holds a text against a persona.
func (a *App) CheckContent(ctx context.Context, text string, to ForPersona) (rep ContentReport, err error) {
	defer heed.Wrap(&err, "check a text")
	v, err := a.personaView(ctx, to)
	if err != nil {
		return rep, err
	}
	return content.Check(text, v, content.Options{Lang: to.Language, Understander: a.sense}), nil
}

// CompareContent holds a text before and after against a persona.
func (a *App) CompareContent(ctx context.Context, before, after string, to ForPersona) (c ContentComparison, err error) {
	defer heed.Wrap(&err, "compare two texts")
	v, err := a.personaView(ctx, to)
	if err != nil {
		return c, err
	}
	return content.Compare(before, after, v, content.Options{Lang: to.Language, Understander: a.sense}), nil
}

// Brief says what a text for a persona should answer, before it is written.
func (a *App) Brief(ctx context.Context, to ForPersona) (d ContentDocument, err error) {
	defer heed.Wrap(&err, "brief")
	v, err := a.personaView(ctx, to)
	if err != nil {
		return d, err
	}
	return content.Brief(v, content.Options{Lang: to.Language, Understander: a.sense})
}

// Story outlines a persona's story from what may be quoted outside.
func (a *App) Story(ctx context.Context, to ForPersona) (d ContentDocument, err error) {
	defer heed.Wrap(&err, "story")
	v, err := a.personaView(ctx, to)
	if err != nil {
		return d, err
	}
	return content.Story(v, content.Options{Lang: to.Language, Understander: a.sense})
}

// CheckGuide looks at questions before anybody is asked; it needs no study.
func (a *App) CheckGuide(text string, kind GuideKind, minutes int, say heed.Language) GuideReport {
	return guide.Check(text, guide.Options{Kind: kind, Minutes: minutes, Say: say, Understander: a.sense})
}

// NewGuide makes a guide that aims at what is least sure about a persona.
func (a *App) NewGuide(ctx context.Context, to ForPersona, kind GuideKind, minutes int) (g Guide, err error) {
	defer heed.Wrap(&err, "new guide")
	rep, p, err := a.personaOf(ctx, to)
	if err != nil {
		return g, err
	}
	lang := to.Language
	if lang == "" {
		lang = rep.Language
	}
	return guide.New(guide.NewOptions{
		Kind: kind, Lang: lang, Persona: p, Questions: rep.Questions, Claims: aboutPersona(rep.Claims, p.ID), Silent: rep.Silent, Minutes: minutes,
	})
}

func aboutPersona(all []heed.Claim, persona string) []heed.Claim {
	var out []heed.Claim
	for _, c := range all {
		for _, at := range c.Places {
			if at.Persona == persona {
				out = append(out, c)
				break
			}
		}
	}
	return out
}

func (a *App) personaView(ctx context.Context, to ForPersona) (v content.View, err error) {
	rep, p, err := a.personaOf(ctx, to)
	if err != nil {
		return v, err
	}
	v = content.View{Persona: p, Claims: rep.Claims, Stage: to.Stage, Consents: map[string]heed.Consent{}}
	err = a.store.Read(ctx, func(tx Tx) error {
		study, err := tx.Studies.Get(ctx, rep.Understanding.Study)
		if err != nil {
			return err
		}
		for id, x := range rep.Participants {
			v.Consents[id] = x.Consent.Or(study.Consent)
		}
		v.Offers, err = tx.Figures.Offers(ctx, study.ID)
		return err
	})
	return v, err
}

// personaOf finds the persona by any of its names.
func (a *App) personaOf(ctx context.Context, to ForPersona) (rep StudyReport, p *heed.Persona, err error) {
	studies, err := a.choose(ctx, to.Study)
	if err != nil {
		return rep, nil, err
	}
	var known []string
	for _, s := range studies {
		if rep, err = a.Shown(ctx, s.ID); err != nil {
			return rep, nil, err
		}
		for i := range rep.Personas {
			x := &rep.Personas[i]
			known = append(known, x.ID)
			if to.Persona == "" && len(rep.Personas) == 1 && len(studies) == 1 || namedSo(x, to.Persona) {
				return rep, x, nil
			}
		}
	}
	return rep, nil, heed.Errorf(heed.CodeNotFound, "there is no persona %q; there are %v", to.Persona, known)
}

func namedSo(p *heed.Persona, name string) bool {
	if name == "" {
		return false
	}
	for _, n := range []string{p.ID, p.Name, p.Segment, p.Title[heed.English], p.Title[heed.Spanish], strings.TrimPrefix(p.ID, "p-")} {
		if strings.EqualFold(n, name) {
			return true
		}
	}
	return false
}
