package looktest

import (
	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

const (
	es   = heed.Spanish
	open = heed.ActOpenQuestion
	lead = heed.ActLeadingQuestion
)

// Report returns three studies: a purchase with two languages and every state,
// a study of one interview, and a study in which nobody was heard.
func Report() app.Report {
	return app.Report{Studies: []app.StudyReport{Harbourline(), OneInterview(), Nobody()}}
}

// Harbourline returns the study of the design's pictures: companies that move
// orders, warehouse and payroll to Harbourline. All of it is invented.
func Harbourline() app.StudyReport {
	m := newStudy("moving", "Moving to Harbourline")
	m.r.AsOf, m.r.Language = day("2026-11-21"), heed.English
	people(m)
	nadia, tom := "nadia", "tom"
	m.r.Personas = []heed.Persona{operations(m), finance(m), assumedPersona(m)}
	m.r.Journeys = []heed.Journey{{ID: "j1", Study: "moving", Seed: 1}}

	blame := m.claim(heed.Claim{Kind: heed.SigRisk, Subkind: "reputation", Theme: "t2", People: 6, Organisations: 5, Checks: heed.Checks{Asked: 2, Answered: 2, Agreed: 1}, Weight: 8}, heed.Moderate,
		said{who: "p1", conv: "k1", turn: "It’s not the files. |If payroll fails on Friday, it’s my name they’ll say.| I didn’t sleep the night before cut-over.", at: 1939, feeling: heed.Fear, question: "Is it the March files that worry you?", drawn: heed.ActClarifyingQuestion, stage: "onboard"},
		said{who: "p3", conv: "k3", turn: "Si sale bien, nadie se entera. |Si sale mal, fui yo quien lo trajo.|", at: 1082, lang: es, feeling: heed.Fear, question: "¿Y qué pasa si sale mal?", drawn: open, stage: "onboard"},
		said{who: "p2", conv: "k2", turn: "|I’d be the one ringing forty drivers| to say their money’s late.", at: 464, feeling: heed.Anxiety, question: "That would fall on you, wouldn’t it?", drawn: lead, stage: "onboard"},
		said{who: "p4", conv: "k4", turn: "|Honestly, if it breaks we blame you, not me.|", at: 1330, feeling: heed.Distrust, question: "Who carries it if it breaks?", drawn: open, against: true, stage: "onboard"})
	m.place(blame, nadia, "field:risks", "cell:thinks", "decide:feels")

	owner := m.claim(heed.Claim{Kind: heed.SigPain, Theme: "t1", People: 7, Organisations: 6, Checks: heed.Checks{Asked: 3, Answered: 3, Agreed: 2}}, heed.High,
		said{who: "p1", conv: "k1", turn: "|Nobody could tell me who owned the problem. I was passed along four times.|", at: 722, feeling: heed.Frustration, question: "What happened then?", drawn: open, stage: "onboard"},
		said{who: "p2", conv: "k2", turn: "They were all kind, I’ll say that. But |every desk was somebody else’s desk|, every time.", at: 611, feeling: heed.Frustration, stage: "onboard"},
		said{who: "p5", conv: "k5", turn: "|Cuatro llamadas, cuatro nombres, ninguna respuesta.|", at: 341, lang: es, feeling: heed.Frustration, question: "¿Cómo fue aquella semana?", drawn: open, stage: "onboard"})
	m.place(owner, nadia, "field:pains", "cell:pains", "onboard:pains")

	again := m.claim(heed.Claim{Kind: heed.SigPain, Theme: "t1", People: 4, Organisations: 4}, heed.Moderate,
		said{who: "p5", conv: "k5", turn: "|Cada respuesta me pedía otra vez la misma información.| Y yo ya la había mandado.", at: 402, lang: es, feeling: heed.Frustration, stage: "onboard"},
		said{who: "p6", conv: "k6", turn: "I pasted the same order number into |five replies in one afternoon.|", feeling: heed.Frustration, stage: "onboard"})
	m.place(again, nadia, "field:pains", "cell:pains", "use:pains")

	known := m.claim(heed.Claim{Kind: heed.SigGain, Theme: "t3", People: 7, Organisations: 6, Checks: heed.Checks{Asked: 3, Answered: 2, Agreed: 2}, Weight: 7.5}, heed.High,
		said{who: "p1", conv: "k1", turn: "|One person who knows our set-up, and rings before I have to.|", at: 1985, feeling: heed.Trust, question: "What would tell you, on the Wednesday, that Friday is going to be fine?", drawn: open, stage: "onboard"})
	m.place(known, nadia, "field:values", "cell:gains", "onboard:gains")
	truth := m.claim(heed.Claim{Kind: heed.SigValue, Theme: "t3", People: 4, Organisations: 4}, heed.Moderate,
		said{who: "p3", conv: "k3", turn: "|Que me digan la verdad, aunque sea mala.|", at: 988, lang: es, feeling: heed.Trust, stage: "decide"})
	m.place(truth, nadia, "field:values", "cell:goals")
	floor := m.claim(heed.Claim{Kind: heed.SigChannel, Value: "phone", People: 6, Organisations: 5, Review: heed.Machine}, heed.Moderate,
		said{who: "p2", conv: "k2", turn: "|On the warehouse floor, on my phone, with one hand.|", at: 233, stage: "evaluate", machine: true})
	m.place(floor, nadia, "field:interaction", "evaluate:touchpoints")
	rings := m.claim(heed.Claim{Kind: heed.SigDoes, Basis: heed.Inferred, Words: "Leaves the ticket and telephones once it has been open for a day.", Language: heed.English, Behaviour: "9 tickets followed by a call within 26 hours", People: 5, Organisations: 4}, heed.Low,
		said{who: "p6", conv: "k6", turn: "|I’ll just ring them.|", stage: "onboard"})
	m.place(rings, nadia, "field:interaction", "onboard:touchpoints")
	drivers := m.claim(heed.Claim{Kind: heed.SigInfluence, Value: "drivers", People: 4, Organisations: 3}, heed.Moderate,
		said{who: "p2", conv: "k2", turn: "|If the drivers say it’s slower, it’s slower. I won’t argue with the drivers.|", at: 801, stage: "evaluate"})
	m.place(drivers, nadia, "field:influencers", "cell:influences")
	veto := m.claim(heed.Claim{Kind: heed.SigThinks, People: 2, Organisations: 2}, heed.Low,
		said{who: "p1", conv: "k1", turn: "|I get a veto nobody calls a veto.|", at: 512, stage: "decide", feeling: heed.Pride},
		said{who: "p2", conv: "k2", turn: "They’d not sign without me. |Nobody wrote that down, mind.|", at: 909, stage: "decide"})
	m.place(veto, nadia, "field:purchasing", "decide:thinks")
	shortlist := m.claim(heed.Claim{Kind: heed.SigDoes, Basis: heed.Assumed, Words: "They write the shortlist.", Language: heed.English}, heed.VeryLow)
	m.place(shortlist, nadia, "field:purchasing")

	alone := m.claim(heed.Claim{Kind: heed.SigFeels, Theme: "t2", People: 3, Organisations: 3}, heed.Moderate,
		said{who: "p5", conv: "k5", turn: "|Sentí que nadie al otro lado sabía lo que nos jugábamos.|", at: 777, lang: es, feeling: heed.Helplessness, stage: "onboard"})
	m.place(alone, nadia, "cell:feels", "onboard:feels")
	made := m.claim(heed.Claim{Kind: heed.SigGoal, People: 3, Organisations: 2, Review: heed.Machine}, heed.Low,
		said{who: "p2", conv: "k2", turn: "|I want to be the one who made it work.|", at: 1201, feeling: heed.Hope, question: "You’d like to be seen to succeed, right?", drawn: lead, stage: "use"})
	m.place(made, nadia, "field:goals", "cell:thinks", "use:thinks")
	numbers := m.claim(heed.Claim{Kind: heed.SigThinks, Basis: heed.Inferred, Words: "Does not trust our numbers yet", Language: heed.English, Behaviour: "keeping both ledgers", People: 4, Organisations: 4}, heed.Low,
		said{who: "p1", conv: "k1", turn: "I still keep |the old spreadsheet beside it, every night.|", at: 1500, feeling: heed.Distrust, stage: "onboard"})
	m.place(numbers, nadia, "cell:thinks", "onboard:thinks")
	blamed := m.claim(heed.Claim{Kind: heed.SigFeels, Basis: heed.Inferred, Words: "Prepares for blame before anything has gone wrong", Language: heed.English, Behaviour: "printing, double entry and copied-in managers", People: 4, Organisations: 4}, heed.Low,
		said{who: "p6", conv: "k6", turn: "|I copied my manager in, just so it’s written down.|", feeling: heed.Anxiety, stage: "decide"})
	m.place(blamed, nadia, "cell:feels")

	for _, c := range []struct {
		cell, stage string
		feeling     heed.Feeling
		n           int
		lang        heed.Language
		who, conv   string
		words       string
		kind        heed.SignalKind
	}{
		{"hears", "onboard:touchpoints", heed.Anxiety, 5, "", "p1", "k1", "My boss: is it done yet? Every day.", heed.SigHears},
		{"hears", "", "", 3, es, "p3", "k3", "Contabilidad dice que antes era más rápido.", heed.SigHears},
		{"hears", "", heed.Distrust, 3, "", "p6", "k6", "‘Everyone else was live in six weeks.’", heed.SigHears},
		{"sees", "onboard:pains", heed.Frustration, 4, "", "p2", "k2", "Two screens that don’t agree, and drivers waiting.", heed.SigSees},
		{"sees", "", heed.Distrust, 2, "", "p6", "k6", "A status page that’s green while my orders are stuck.", heed.SigSees},
		{"says", "", heed.Neutral, 5, "", "p1", "k1", "It’s fine. We’ll manage.", heed.SigSays},
		{"does", "decide:does", "", 4, "", "p6", "k6", "I printed every open invoice before we switched. All four hundred.", heed.SigDoes},
		{"does", "onboard:does", "", 4, "", "p1", "k1", "I still keep the old spreadsheet beside it, every night.", heed.SigDoes},
		{"gains", "use:gains", heed.Relief, 2, "", "p2", "k2", "The first Friday I went home at five, I sat in the car and laughed.", heed.SigGain},
		{"tasks", "problem:does", "", 5, "", "p2", "k2", "Orders out of the building by four, every day, whatever else.", heed.SigTask},
		{"", "problem:pains", heed.Frustration, 4, "", "p6", "k6", "I’m the interface.", heed.SigPain},
		{"", "problem:thinks", heed.Frustration, 5, "", "p2", "k2", "There has to be a better way than this.", heed.SigThinks},
		{"", "explore:thinks", heed.Confusion, 3, es, "p3", "k3", "¿Y esto quién lo ha hecho antes?", heed.SigThinks},
		{"", "explore:does", "", 4, "", "p6", "k6", "I rang two people who’d switched.", heed.SigDoes},
		{"", "evaluate:does", heed.Hope, 6, "", "p4", "k4", "I ran last Friday’s orders through the trial.", heed.SigDoes},
		{"", "evaluate:thinks", heed.Anxiety, 5, "", "p2", "k2", "Will it survive a Monday?", heed.SigThinks},
		{"", "evaluate:pains", heed.Distrust, 3, "", "p4", "k4", "The demo had eleven products. I have nine thousand.", heed.SigPain},
		{"", "evaluate:gains", heed.Hope, 4, "", "p4", "k4", "My own orders, on my own phone.", heed.SigGain},
		{"", "decide:pains", heed.Frustration, 4, "", "p1", "k1", "They picked the date without the yard.", heed.SigPain},
		{"", "use:does", heed.Relief, 2, "", "p2", "k2", "I deleted the spreadsheet. I did it on a Sunday so nobody would see.", heed.SigDoes},
	} {
		id := m.claim(heed.Claim{Kind: c.kind, People: c.n, Organisations: max(1, c.n-1)}, level(c.n), said{who: c.who, conv: c.conv, turn: c.words, lang: c.lang, feeling: c.feeling, at: 60 * float64(c.n), drawn: open, stage: "onboard"})
		var at []string
		if c.cell != "" {
			at = append(at, "cell:"+c.cell)
		}
		if c.stage != "" {
			at = append(at, c.stage)
		}
		if c.kind == heed.SigTask {
			at = append(at, "field:tasks")
		}
		m.place(id, nadia, at...)
	}
	dash := m.claim(heed.Claim{Kind: heed.SigGain, Basis: heed.Assumed, Words: "A dashboard of migration progress", Language: heed.English}, heed.VeryLow)
	m.place(dash, nadia, "cell:gains", "renew:opportunities")
	ledgerStates(m, nadia, tom)
	person(m, nadia)
	story(m, blame, owner, blamed)
	journey(m)
	m.views()
	themes(m)
	around(m)
	return *m.r
}

func level(n int) heed.Level {
	if n >= 4 {
		return heed.Moderate
	}
	return heed.Low
}

// ledgerStates adds the states that the ledger shows: contradicted, of other
// people, led, rejected, edited.
func ledgerStates(m *maker, nadia, tom string) {
	inbox := m.claim(heed.Claim{Kind: heed.SigGain, Theme: "t4", Checks: heed.Checks{Asked: 2, Answered: 2, Agreed: 1, Disagreed: 1}, Weight: 9}, heed.Low,
		said{who: "p2", conv: "k2", turn: "|I want them in my inbox every morning until it’s done.| Before the drivers are in.", at: 950, feeling: heed.Anxiety, question: "How would you like to hear from us?", drawn: open, stage: "onboard"},
		said{who: "p5", conv: "k5", turn: "|Un correo corto cada mañana. Con eso duermo.|", at: 640, lang: es, question: "¿Y qué pasó entonces?", drawn: open, stage: "onboard"},
		said{who: "p4", conv: "k4", turn: "|I suppose so, yes.|", at: 1433, question: "So a daily e-mail would help, right?", drawn: lead, stage: "onboard"},
		said{who: "p3", conv: "k3", turn: "|Si me escriben cada día, dejo de leerles.|", at: 1210, lang: es, feeling: heed.Frustration, question: "¿Cómo le gusta que le avisemos?", drawn: open, against: true, stage: "onboard"},
		said{who: "p7", conv: "k7", turn: "|You only wrote when something moved. I liked that.|", feeling: heed.Gratitude, question: "Tell me about a week when we got it right.", drawn: open, against: true, stage: "onboard"})
	m.place(inbox, nadia, "field:gains", "cell:gains", "onboard:gains")
	calm := m.claim(heed.Claim{Kind: heed.SigFeels, Theme: "t4", People: 4, Organisations: 4}, heed.Moderate,
		said{who: "p8", conv: "k8", turn: "|Signing was the calmest day of the quarter.|", at: 611, feeling: heed.Relief, drawn: open, stage: "decide"},
		said{who: "p1", conv: "k1", turn: "|The day they signed is the day I stopped sleeping.|", at: 1700, feeling: heed.Anxiety, drawn: open, against: true, stage: "decide"})
	m.place(calm, tom, "cell:feels", "decide:feels")
	late := m.claim(heed.Claim{Kind: heed.SigPain, Theme: "t3", People: 4, Organisations: 4, Checks: heed.Checks{Asked: 2, Answered: 2, Agreed: 2}}, heed.Moderate,
		said{who: "p9", conv: "k9", turn: "|No me importa el retraso. Me importa enterarme el último.|", lang: es, feeling: heed.Anger, drawn: open, stage: "onboard"})
	m.place(late, tom, "field:pains", "cell:pains", "onboard:pains")
	price := m.claim(heed.Claim{Kind: heed.SigCriterion}, heed.VeryLow,
		said{who: "p8", conv: "k8", turn: "|Price was the thing, honestly.|", at: 300, question: "It came down to price, didn’t it?", drawn: lead, stage: "decide"},
		said{who: "p9", conv: "k9", turn: "|El precio nunca fue el problema.|", lang: es, drawn: open, against: true, stage: "decide"})
	m.place(price, tom, "field:purchasing")
	m.claim(heed.Claim{Kind: heed.SigCriterion, Review: heed.Rejected, ReviewedBy: "Priya"}, heed.VeryLow,
		said{who: "p8", conv: "k8", turn: "|Cheapest wins, I expect.|", question: "You took the cheapest?", drawn: lead, stage: "decide"})
	edited := m.claim(heed.Claim{Kind: heed.SigPain, Words: "Is handed from desk to desk", Language: heed.English, Review: heed.Edited, ReviewedBy: "Priya", People: 5, Organisations: 4}, heed.Moderate,
		said{who: "p7", conv: "k7", turn: "First it was |Billing, then Support, then Billing again.|", feeling: heed.Frustration, drawn: open, stage: "use"})
	m.place(edited, nadia, "use:feels")
	m.place(m.claim(heed.Claim{Kind: heed.SigGain, People: 1, Organisations: 1}, heed.VeryLow,
		said{who: "p9", conv: "k9", turn: "|Saber a quién llamar.|", lang: es, stage: "renew", feeling: heed.Trust}), tom, "renew:gains", "cell:gains", "field:values")
	m.place(m.claim(heed.Claim{Kind: heed.SigDoes, Basis: heed.Assumed, Words: "Supervisors want fewer screens", Language: heed.English}, heed.VeryLow), "supervisor", "field:pains", "cell:pains")
}

func person(m *maker, nadia string) {
	for _, f := range []struct {
		field heed.Field
		kind  heed.SignalKind
		words string
		value string
		lang  heed.Language
		n     int
	}{
		{heed.FieldAge, heed.SigAttribute, "I turned forty-eight in the spring.", "41 to 55", "", 6},
		{heed.FieldWork, heed.SigAttribute, "There are a hundred and forty of us on this site.", "sites of 40 to 220 people", "", 11},
		{heed.FieldLocation, heed.SigAttribute, "I live ten minutes from the yard.", "near the site, outside cities", "", 4},
		{heed.FieldLikes, heed.SigLike, "Que llamen ellos primero.", "", es, 5},
		{heed.FieldDislikes, heed.SigDislike, "Being told it’s easy.", "", "", 6},
		{heed.FieldHobbies, heed.SigAttribute, "Up at five, inbox before the dogs.", "", "", 3},
	} {
		id := m.claim(heed.Claim{Kind: f.kind, Value: f.value, People: f.n, Organisations: max(1, f.n-2), Weight: .5}, level(f.n),
			said{who: "p2", conv: "k2", turn: f.words, lang: f.lang, drawn: open})
		m.place(id, nadia, "field:"+string(f.field))
	}
}
