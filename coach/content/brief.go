package content

import (
	"slices"
	"strconv"

	heed "github.com/heedhq/heed"
)

// Brief says, before anything is written, which feelings and triggers the
// content should answer, in whose words, with which evidence, in what format,
// and what to leave out. It fails where the view has no persona.
func Brief(v View, o Options) (Document, error) {
	d, say, own, err := start(v, o, "brief.title")
	if err != nil {
		return d, err
	}
	of := func(most int, kinds ...string) []Line {
		var out []Line
		for i := range own {
			if len(out) < most && slices.Contains(kinds, kindOf(own[i].Kind)) && own[i].Confidence.Level > heed.VeryLow {
				out = append(out, Line{Text: own[i].Words, Claim: own[i].ID, Evidence: supporting(&own[i], 3)})
			}
		}
		return out
	}
	var feel []Line
	for i, f := range v.Persona.Emotions {
		if i > 4 || len(feel) == 4 {
			break
		}
		if f.Name == heed.Neutral {
			continue
		}
		l := Line{Text: string(f.Name)}
		for k := range own {
			for _, e := range own[k].Evidence {
				if e.Feeling == f.Name && e.Stance == heed.Supports && len(l.Evidence) < 2 {
					l.Evidence = append(l.Evidence, e)
				}
			}
		}
		if len(l.Evidence) > 0 {
			feel = append(feel, l)
		}
	}
	feel = append(feel, of(2, "feeling")...)
	var words []Line
	for i := range own {
		if own[i].Quoted && len(words) < 8 {
			words = append(words, Line{Text: own[i].Words, Claim: own[i].ID, Evidence: supporting(&own[i], 1)})
		}
	}
	for _, s := range []struct {
		key   string
		lines []Line
	}{
		{"feelings", feel}, {"pains", of(5, "pain", "risk")}, {"triggers", of(4, "trigger")},
		{"barriers", of(4, "barrier")}, {"words", words}, {"proof", proof(own, v.Offers)},
		{"formats", formats(own, say)}, {"leave", leave(own, say)},
	} {
		if len(s.lines) == 0 {
			s.lines = []Line{{Text: say.tell("yours." + s.key), Yours: true}}
		}
		d.Sections = append(d.Sections, Section{Key: s.key, Title: say.tell("brief." + s.key), Lines: s.lines})
	}
	return d, nil
}

func start(v View, o Options, title string) (Document, *book, []heed.Claim, error) {
	if v.Persona == nil {
		return Document{}, nil, nil, heed.Errorf(heed.CodeInvalid, "there is no persona to write for: name one of the study's")
	}
	lang := o.Lang
	if lang == "" {
		lang = heed.English
		if v.Persona.Languages[heed.Spanish] > v.Persona.Languages[heed.English] {
			lang = heed.Spanish
		}
	}
	say := bookOf(lang)
	d := Document{Title: say.tell(title), Persona: v.Persona.ID, Stage: v.Stage, Language: lang}
	name := v.Persona.Name
	if name == "" {
		name = v.Persona.Title[lang]
	}
	if name != "" {
		d.Title += ": " + name
	}
	own := v.own()
	if len(own) == 0 {
		d.Notes = append(d.Notes, say.tell("note.nopersona"))
	}
	return d, say, own, nil
}

// proof: an offer that shares words with a pain, as a candidate; whether it
// answers the pain is theirs to say.
func proof(own []heed.Claim, offers []heed.Offer) []Line {
	var out []Line
	for i := range own {
		cl := &own[i]
		if kindOf(cl.Kind) != "pain" {
			continue
		}
		lang := cl.Language
		for _, o := range offers {
			if shared(stemsOf(cl.Words, lang), stemsOf(o.Name+" "+o.Text, lang)) >= 2 && len(out) < 3 {
				out = append(out, Line{Text: o.Name + " → " + cl.Words, Claim: cl.ID, Evidence: supporting(cl, 1)})
				break
			}
		}
	}
	return out
}

// leave out: what is too thin to assert, and what they do not agree on.
func leave(own []heed.Claim, say *book) []Line {
	var out []Line
	for i := range own {
		cl := &own[i]
		key := ""
		switch {
		case cl.Against > 0 && cl.Against >= cl.People:
			key = "leave.split"
		case cl.Confidence.Level == heed.VeryLow:
			key = "leave.weak"
		}
		if key != "" && len(out) < 6 {
			out = append(out, Line{Text: say.tell(key, "{words}", cl.Words), Claim: cl.ID, Evidence: cl.Evidence[:min(2, len(cl.Evidence))]})
		}
	}
	return append(out, Line{Text: say.tell("leave.jargon"), Yours: true})
}

// beats of a story and the claims that tell them.
var beats = []struct {
	key   string
	kinds []heed.SignalKind
}{
	{"situation", []heed.SignalKind{heed.SigTask, heed.SigDoes, heed.SigGoal, heed.SigAttribute}},
	{"pain", []heed.SignalKind{heed.SigPain, heed.SigDislike}},
	{"stakes", []heed.SignalKind{heed.SigRisk, heed.SigFeels, heed.SigBarrier}},
	{"turn", []heed.SignalKind{heed.SigTrigger, heed.SigDriver, heed.SigInfluence, heed.SigCriterion}},
	{"outcome", []heed.SignalKind{heed.SigGain, heed.SigLike}},
}

// Story outlines situation, pain, stakes, turn and outcome from verbatim
// quotations whose speakers allowed quoting outside; a beat without one is
// marked yours to write. It fails where the view has no persona.
func Story(v View, o Options) (Document, error) {
	d, say, own, err := start(v, o, "story.title")
	if err != nil {
		return d, err
	}
	used := map[string]bool{}
	for _, beat := range beats {
		s := Section{Key: beat.key, Title: say.tell("story." + beat.key)}
		for _, kind := range beat.kinds {
			for i := range own {
				if own[i].Kind != kind || own[i].Basis == heed.Assumed {
					continue
				}
				for _, e := range own[i].Evidence {
					if e.Stance != heed.Supports || e.Hearsay || used[e.Text] {
						continue
					}
					if v.Consents[e.Participant].QuoteOutside != heed.Yes {
						used[e.Text] = true
						d.Withheld++
						continue
					}
					if len(s.Lines) < 3 {
						used[e.Text] = true
						s.Lines = append(s.Lines, Line{Text: e.Text, Claim: own[i].ID, Evidence: []heed.Evidence{e}})
					}
				}
			}
		}
		if len(s.Lines) == 0 {
			s.Lines = []Line{{Text: say.tell("yours." + beat.key), Yours: true}}
		}
		d.Sections = append(d.Sections, s)
	}
	if d.Withheld > 0 {
		d.Notes = append(d.Notes, say.tell("note.withheld", "{n}", strconv.Itoa(d.Withheld)))
	}
	return d, nil
}
