package html

import (
	"bytes"
	"os"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look/looktest"
)

var languages = []heed.Language{heed.English, heed.Spanish}

func write(t testing.TB, rep app.Report, lang heed.Language) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Report(&b, rep, Options{Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func harbourline() app.Report {
	return app.Report{Studies: []app.StudyReport{looktest.Harbourline()}}
}

// TestLookAt writes the pages to the folder in HEED_LOOK, to be looked at.
func TestLookAt(t *testing.T) {
	dir := os.Getenv("HEED_LOOK")
	if dir == "" {
		t.Skip("HEED_LOOK names no folder to write the pages to")
	}
	for name, page := range map[string][]byte{
		"all-en.html": write(t, looktest.Report(), heed.English), "all-es.html": write(t, looktest.Report(), heed.Spanish),
		"one-en.html": write(t, harbourline(), heed.English), "one-es.html": write(t, harbourline(), heed.Spanish),
	} {
		if err := os.WriteFile(dir+"/"+name, page, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSameBytes(t *testing.T) {
	for _, lang := range languages {
		if !bytes.Equal(write(t, looktest.Report(), lang), write(t, looktest.Report(), lang)) {
			t.Errorf("%s: the same report gave different bytes", lang)
		}
	}
}

func TestLanguageOfTheStudyIsTheDefault(t *testing.T) {
	rep := app.Report{Studies: []app.StudyReport{looktest.OneInterview()}}
	if !bytes.Contains(write(t, rep, ""), []byte(`<html lang="es">`)) {
		t.Error("a Spanish study without a chosen language is not in Spanish")
	}
}

// TestAnythingMayBeMissing takes away one thing after the other: real data
// has holes that a report by hand has not.
func TestAnythingMayBeMissing(t *testing.T) {
	for name, take := range map[string]func(s *app.StudyReport){
		"no claims":        func(s *app.StudyReport) { s.Claims = nil },
		"no evidence":      func(s *app.StudyReport) { eachClaim(s, func(c *heed.Claim) { c.Evidence = nil }) },
		"no steps":         func(s *app.StudyReport) { eachClaim(s, func(c *heed.Claim) { c.Confidence = heed.Confidence{} }) },
		"no places":        func(s *app.StudyReport) { eachClaim(s, func(c *heed.Claim) { c.Places = nil }) },
		"no people known":  func(s *app.StudyReport) { s.Participants = nil },
		"no conversations": func(s *app.StudyReport) { s.Conversations = nil },
		"no contexts":      func(s *app.StudyReport) { s.Contexts = nil },
		"no personas":      func(s *app.StudyReport) { s.Personas = nil },
		"no maps":          func(s *app.StudyReport) { s.EmpathyMaps = nil },
		"no journey":       func(s *app.StudyReport) { s.Journeys = nil },
		"no curves":        func(s *app.StudyReport) { s.Journeys[0].Curves = nil },
		"one curve":        func(s *app.StudyReport) { s.Journeys[0].Curves = s.Journeys[0].Curves[:1] },
		"one point":        func(s *app.StudyReport) { s.Journeys[0].Curves[1].Points = s.Journeys[0].Curves[1].Points[:1] },
		"three curves":     func(s *app.StudyReport) { j := &s.Journeys[0]; j.Curves = append(j.Curves, j.Curves[0]) },
		"a stage unnamed":  func(s *app.StudyReport) { s.Journeys[0].Stages[2].Name = nil; s.Settings.Stages = nil },
		"no stages":        func(s *app.StudyReport) { s.Journeys[0].Stages = nil },
		"no themes":        func(s *app.StudyReport) { s.Themes = heed.ThemeSet{} },
		"no dates":         func(s *app.StudyReport) { s.AsOf = heed.Date{}; s.Heard.Last = heed.Date{} },
		"no heard":         func(s *app.StudyReport) { s.Heard = heed.Heard{} },
		"no fields":        func(s *app.StudyReport) { s.Personas[0].Fields = nil },
		"no settings":      func(s *app.StudyReport) { s.Settings = heed.Settings{} },
		"ids of nothing": func(s *app.StudyReport) {
			s.Personas[0].Quote = "gone"
			s.EmpathyMaps[0].Cells["pains"] = []string{"gone"}
		},
		"nothing at all":    func(s *app.StudyReport) { *s = app.StudyReport{} },
		"silent, unquoted":  func(s *app.StudyReport) { s.Silent = []heed.SilentRole{{Role: "árbitro"}, {}} },
		"questions unasked": func(s *app.StudyReport) { s.Questions = []heed.NextQuestion{{}} },
	} {
		t.Run(name, func(t *testing.T) {
			for _, lang := range languages {
				s := looktest.Harbourline()
				take(&s)
				check(t, write(t, app.Report{Studies: []app.StudyReport{s}}, lang))
			}
		})
	}
}

func eachClaim(s *app.StudyReport, do func(*heed.Claim)) {
	for i := range s.Claims {
		do(&s.Claims[i])
	}
}

func TestNoStudies(t *testing.T) {
	check(t, write(t, app.Report{}, heed.English))
}
