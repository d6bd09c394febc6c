package looktest

import (
	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

func people(m *maker) {
	for i, p := range []struct{ name, title, org string }{
		{"Marta V.", "operations lead", "Brackley Foods"}, {"Rob T.", "operations lead", "Hallam Packaging"},
		{"Lucía M.", "jefa de operaciones", "Conservas Ardal"}, {"Gareth P.", "yard manager", "Wyke Timber"},
		{"Marisa C.", "jefa de almacén", "Lácteos Ubierna"}, {"", "operations lead", "Pellworth"},
		{"Sheila N.", "operations lead", "Tarn Fasteners"}, {"Helen D.", "finance director", "Brackley Foods"},
		{"Jaime O.", "director financiero", "Conservas Ardal"}, {"", "operations lead", "Ostrander"}, {"", "operations lead", ""},
	} {
		m.person(i+1, p.name, p.title, p.org)
	}
	m.conversation("k1", heed.KindCall, "2026-11-14", "call_2026-11-14_brackley_onboarding.vtt", heed.English)
	m.conversation("k2", heed.KindInterview, "2026-11-03", "interview_2026-11-03_rob.txt", heed.English)
	m.conversation("k3", heed.KindInterview, "2026-11-12", "entrevista_2026-11-12_lucia.txt", es)
	m.conversation("k4", heed.KindCall, "2026-10-09", "call_2026-10-09_wyke.vtt", heed.English)
	m.conversation("k5", heed.KindCall, "2026-10-22", "llamada_2026-10-22_ubierna.txt", es)
	m.conversation("k6", heed.KindChat, "2026-10-02", "chats_support.csv, row 41", heed.English)
	m.conversation("k7", heed.KindEmail, "2026-10-30", "Re: the migration week", heed.English)
	m.conversation("k8", heed.KindInterview, "2025-12-08", "interview_2025-12-08_helen.txt", heed.English)
	m.conversation("k9", heed.KindEmail, "2026-11-10", "Re: renovación", es)
	m.conversation("k10", heed.KindNotes, "2026-09-30", "notes from the yard visit.md", heed.English)
}

func ask(reason, role, stage string, gain float64, en, spanish string) heed.NextQuestion {
	return heed.NextQuestion{Texts: both(en, spanish), Role: role, Stage: stage, Reason: reason, Gain: gain}
}

func operations(m *maker) heed.Persona {
	next := ask("few_participants", "operations lead in a company under 50 people", "onboard", 3,
		"Tell me about the last time a cut-over date moved. What was that week like for you?",
		"Cuéntame la última vez que se movió una fecha de arranque. ¿Cómo fue esa semana para ti?")
	p := heed.Persona{
		ID: "nadia", Study: "moving", Name: "Nadia Ferrer", Title: both("Operations lead", "Jefa de operaciones"), Grouping: "role",
		Participants: []string{"p1", "p2", "p3", "p4", "p5", "p6", "p7", "p10", "p11", "p12", "p13"}, Organisations: []string{"a", "b", "c", "d", "e", "f", "g", "h"},
		Conversations: 19, Sentences: 1214, Separation: .31, Distinct: []string{"cut-over date", "the yard", "old spreadsheet"},
		Relationships: map[heed.Relationship]int{heed.Customer: 8, heed.Prospect: 3}, BuyingRoles: map[string]int{"influencer": 7, "user": 4},
		Quote: "c01",
		Earned: heed.Earned{Share: 13. / 21, Claims: 13, Of: 21, Empty: 1, ByLevel: [4]int{3, 4, 11, 2}, Participants: 11, Organisations: 8,
			Checks: heed.Checks{Asked: 7, Answered: 5, Agreed: 4, Partly: 1}, Contradictions: 3, LastHeard: day("2026-11-14"), Raise: &next},
		Emotions: []heed.FeelingShare{
			{Name: heed.Anxiety, Interval: share(.24, .19, .30, 214), People: 9}, {Name: heed.Frustration, Interval: share(.21, .16, .27, 214), People: 10},
			{Name: heed.Relief, Interval: share(.14, .10, .19, 214), People: 6}, {Name: heed.Hope, Interval: share(.12, .08, .17, 214), People: 7},
			{Name: heed.Helplessness, Interval: share(.09, .06, .13, 214), People: 5}, {Name: heed.Trust, Interval: share(.08, .05, .12, 214), People: 4},
			{Name: heed.Pride, Interval: share(.07, .04, .11, 214), People: 4}, {Name: heed.Confusion, Interval: share(.05, .03, .08, 214), People: 3},
			{Name: heed.Neutral, Interval: share(.4, .3, .5, 214), People: 11},
		},
		Drivers: []heed.DriverMix{
			{Emotional: share(.60, .47, .72, 58), People: 11, OnlyFeel: 4, OnlyFact: 2, Both: 5},
			{Stage: "explore", Emotional: share(.41, .23, .61, 22), People: 4}, {Stage: "decide", Emotional: share(.74, .51, .88, 19), People: 5},
			{Stage: "onboard", Emotional: share(.71, .47, .87, 17), People: 9},
		},
		Languages: map[heed.Language]int{heed.English: 900, es: 314},
	}
	q := ask("empty_field", "", "", 1, "When the week has gone well, what do you get back to?", "Cuando la semana ha ido bien, ¿a qué vuelves?")
	q.Field = heed.FieldIncome
	p.Questions = []heed.NextQuestion{q, next}
	return p
}

func finance(m *maker) heed.Persona {
	p := heed.Persona{
		ID: "tom", Study: "moving", Name: "Tom Achterberg", Title: both("Finance director", "Director financiero"), Grouping: "role",
		Participants: []string{"p8", "p9"}, Organisations: []string{"a", "c"}, Conversations: 4, Sentences: 201, Quote: "",
		Relationships: map[heed.Relationship]int{heed.Customer: 2},
		Earned:        heed.Earned{Share: 6. / 15, Claims: 6, Of: 15, Empty: 5, ByLevel: [4]int{2, 2, 6, 0}, Participants: 2, Organisations: 2, Checks: heed.Checks{Asked: 2, Answered: 2, Agreed: 2}, Contradictions: 2, LastHeard: day("2026-11-10")},
		Emotions:      []heed.FeelingShare{{Name: heed.Relief, Interval: share(.3, .1, .62, 14), People: 2}},
	}
	for f, text := range map[heed.Field][2]string{
		heed.FieldInfluencers: {"Who else has to agree, and what worries them?", "¿Quién más tiene que estar de acuerdo, y qué le preocupa?"},
	} {
		q := ask("empty_field", "finance director", "", 1, text[0], text[1])
		q.Field = f
		p.Questions = append(p.Questions, q)
	}
	return p
}

func assumedPersona(m *maker) heed.Persona {
	return heed.Persona{
		ID: "supervisor", Study: "moving", Title: both("Warehouse supervisor", "Supervisora de almacén"), Grouping: "assumed",
		Earned: heed.Earned{Of: 5, Empty: 4, ByLevel: [4]int{1, 0, 0, 0}},
	}
}

func story(m *maker, blame, owner, blamed string) {
	p := &m.r.Personas[0]
	p.Quote = blame
	p.Narrative = []heed.Sentence{
		{Claims: []string{"c22"}, Parts: []heed.Part{
			{Texts: both("They keep orders leaving the building. The switch of system lands on their desk though they did not choose it, and for some weeks they run both: ", "Hacen que los pedidos salgan. El cambio de sistema les cae encima aunque no lo eligieron, y durante semanas llevan los dos: ")},
			{Quote: "I still keep the old spreadsheet beside it, every night.", Lang: heed.English}}},
		{Claims: []string{owner}, Parts: []heed.Part{
			{Texts: both("What they ask of us is less a feature than a person. Seven of eleven told us they were handed from one desk to the next: ", "Lo que nos piden es menos una función que una persona. Siete de once nos contaron que los pasaron de mesa en mesa: ")},
			{Quote: "Nobody could tell me who owned the problem.", Lang: heed.English}}},
		{Claims: []string{blamed}, Parts: []heed.Part{{Texts: both("They seem to prepare for blame before anything has gone wrong. We read this from what they do; they have not said it.", "Parecen prepararse para la culpa antes de que nada falle. Lo leemos en lo que hacen; no lo han dicho.")}}},
	}
}

func journey(m *maker) {
	j := &m.r.Journeys[0]
	people := map[string]int{"problem": 7, "explore": 5, "evaluate": 10, "decide": 10, "onboard": 11, "use": 4, "renew": 1}
	for _, st := range heed.DefaultStages {
		s := heed.JourneyStage{Stage: st, People: people[st.ID], Conversations: people[st.ID] + 1, From: map[string]int{"metadata": people[st.ID], "recognised": 1}, Certainty: .71}
		j.Stages = append(j.Stages, s)
	}
	j.Stages[3].Opposite = []string{"nadia", "tom"}
	j.Stages[3].Barriers = []string{m.r.Claims[0].ID}
	for i, v := range []float64{0, 0, 84, 88, 61, 82, 79} {
		if v > 0 {
			j.Stages[i].KPIs = []heed.KPI{{Name: "CSAT", Value: v, N: 50 + 40*i, Date: day("2026-09-30"), Stage: j.Stages[i].ID}, {Name: "First reply, h", Value: v / 20, Date: day("2026-09-30"), Stage: j.Stages[i].ID}}
		}
	}
	pt := func(stage string, v, w float64, n int, f heed.Feeling, marks ...string) heed.Point {
		return heed.Point{Stage: stage, Interval: share(v, v-w, v+w, n*9), People: n, Thin: n < 3, Feeling: f, Marks: marks, Importance: .14}
	}
	quote := func(p heed.Point, s said) heed.Point {
		e := m.evidence(s)
		p.Quote = &e
		return p
	}
	j.Curves = []heed.Curve{
		{Persona: "nadia", Points: []heed.Point{
			quote(pt("problem", -.9, .4, 5, heed.Frustration), said{who: "p2", conv: "k2", turn: "Four people typing the same delivery note.", feeling: heed.Frustration}),
			pt("explore", .3, .5, 4, heed.Hope), quote(pt("evaluate", .5, .4, 6, heed.Hope), said{who: "p4", conv: "k4", turn: "It works with your data. Show me mine.", feeling: heed.Hope}),
			quote(pt("decide", -.8, .4, 5, heed.Anxiety), said{who: "p1", conv: "k1", turn: "The day they signed is the day I stopped sleeping.", feeling: heed.Anxiety}),
			quote(pt("onboard", -1.4, .3, 9, heed.Fear, "low"), said{who: "p1", conv: "k1", turn: "If payroll fails on Friday, it’s my name they’ll say.", feeling: heed.Fear}),
			quote(pt("use", 1.1, .6, 4, heed.Relief, "peak", "end"), said{who: "p2", conv: "k2", turn: "The first Friday I went home at five, I sat in the car and laughed.", feeling: heed.Relief}),
		}},
		{Persona: "tom", Points: []heed.Point{
			pt("problem", -.6, .9, 2, heed.Frustration), pt("explore", .2, .9, 1, heed.Hope), pt("evaluate", -.4, .5, 4, heed.Distrust),
			quote(pt("decide", 1, .5, 5, heed.Relief, "peak"), said{who: "p8", conv: "k8", turn: "Signing was the calmest day of the quarter.", feeling: heed.Relief}),
			pt("onboard", -.5, .9, 2, heed.Anger, "low"),
			quote(pt("renew", .4, .9, 1, heed.Trust, "end"), said{who: "p9", conv: "k9", turn: "Renovaría. Con usted al teléfono.", lang: es, feeling: heed.Trust}),
		}},
	}
	j.Earned = heed.Earned{Share: .4, Claims: 10, Of: 25, ByLevel: [4]int{5, 10, 8, 2}, Participants: 13, Organisations: 8, LastHeard: day("2026-11-14")}
}

func themes(m *maker) {
	for _, t := range []struct {
		id, label string
		lang      heed.Language
		claim     int
		n, people int
		v         float64
		f         []heed.Feeling
	}{
		{"t1", "who owned the problem", heed.English, 1, 64, 9, -.61, []heed.Feeling{heed.Frustration}},
		{"t2", "it’s my name", heed.English, 0, 41, 8, -.55, []heed.Feeling{heed.Fear, heed.Anxiety}},
		{"t3", "la verdad, aunque sea mala", es, 4, 38, 7, .35, []heed.Feeling{heed.Trust}},
		{"t4", "how often we write", heed.English, 35, 22, 6, .05, []heed.Feeling{heed.Anxiety, heed.Gratitude}},
	} {
		e := m.r.Claims[t.claim].Evidence[0]
		th := heed.Theme{ID: t.id, Label: t.label, Language: t.lang, Central: e.Quotation, Utterances: t.n, People: t.people, Organisations: t.people - 1,
			Valence: share(t.v, t.v-.15, t.v+.15, t.n), Cohesion: .5, Segments: map[string]int{"operations": t.people - 1, "finance": 1}}
		for _, f := range t.f {
			th.Feelings = append(th.Feelings, heed.FeelingScore{Name: f, Intensity: .6})
		}
		for _, o := range m.r.Claims[t.claim].Evidence {
			th.Members = append(th.Members, o.Quotation)
		}
		m.r.Themes.Themes = append(m.r.Themes.Themes, th)
	}
	m.r.Themes.Given, m.r.Themes.Ungrouped, m.r.Themes.Silhouette = 412, 39, .22
	m.r.Themes.Saturation = heed.Saturation{Base: 4, Run: 2, Threshold: .05, BaseThemes: 18, Enough: true, Ratio: .056,
		Found: []int{6, 11, 15, 18, 22, 27, 30, 34, 37, 40, 43, 47, 49, 51, 52, 54, 56, 59, 60, 62, 63, 64, 65, 67, 68, 69, 69, 70, 70, 71, 71}}
}

// around fills in what stands around the claims: who was heard, what to ask,
// who is silent.
func around(m *maker) {
	m.r.Heard = heed.Heard{
		Conversations: 31, Participants: 23, Organisations: 14, Turns: 2210, Sentences: 4102,
		ByKind:     map[heed.Kind]int{heed.KindInterview: 9, heed.KindCall: 11, heed.KindChat: 6, heed.KindEmail: 4, heed.KindNotes: 1},
		ByLanguage: map[heed.Language]int{heed.English: 21, es: 10}, First: day("2025-11-18"), Last: day("2026-11-14"),
	}
	m.r.Earned = heed.Earned{Share: 22. / 53, Claims: 22, Of: 53, Empty: 10, ByLevel: [4]int{8, 13, 20, 2}, Participants: 23, Organisations: 14,
		Checks: heed.Checks{Asked: 13, Answered: 9, Agreed: 7, Partly: 1, Disagreed: 1}, Contradictions: 5, LastHeard: day("2026-11-14")}
	accountant := ask("silent", "", "", 2, "Who else had to agree, and what worried them?", "¿Quién más tuvo que estar de acuerdo, y qué le preocupaba?")
	accountant.Silent = "outside accountant"
	night := ask("silent", "", "use", 5, "What did the night shift notice first when the screens changed?", "¿Qué notó primero el turno de noche cuando cambiaron las pantallas?")
	night.Silent = "warehouse supervisor"
	m.r.Questions = []heed.NextQuestion{m.r.Personas[0].Questions[1], accountant, night}
	m.r.Silent = []heed.SilentRole{
		{Role: "warehouse supervisor", People: 6, Evidence: []heed.Evidence{
			m.evidence(said{who: "p2", conv: "k2", turn: "|The lads on nights will hate it.|", hearsay: true}),
			m.evidence(said{who: "", conv: "k10", turn: "Nights are not convinced. |The supervisor wants fewer screens, I am told.|", hearsay: true})}},
		{Role: "outside accountant", People: 4, Evidence: []heed.Evidence{m.evidence(said{who: "p9", conv: "k9", turn: "|El gestor es quien de verdad manda en esto.|", lang: es, hearsay: true})}},
	}
	m.r.Unmeasured = []string{"social posts", "survey answers in Spanish"}
	m.r.Unfit = []heed.Decision{{ID: 4, Study: "moving", Kind: heed.DecideAccept, Target: heed.TargetClaim, TargetID: "gone"}}
}

// OneInterview returns a study of one interview, which is no journey.
func OneInterview() app.StudyReport {
	m := newStudy("one", "Un solo día en la planta")
	m.r.AsOf, m.r.Language = day("2026-11-21"), es
	m.person(1, "", "técnica de planta", "")
	m.conversation("x1", heed.KindInterview, "2026-11-18", "entrevista_planta.txt", es)
	id := m.claim(heed.Claim{Kind: heed.SigPain, Review: heed.Machine}, heed.VeryLow,
		said{who: "p1", conv: "x1", turn: "A ver, |lo que más me cansa es explicar lo mismo tres veces|, y luego otra.", lang: es, feeling: heed.Frustration, question: "¿Qué es lo más difícil?", drawn: open})
	m.place(id, "solo", "field:pains", "cell:pains")
	m.r.Personas = []heed.Persona{{ID: "solo", Study: "one", Title: both("Plant technician", "Técnica de planta"), Grouping: "themes", Participants: []string{"p1"}, Conversations: 1, Sentences: 48, Quote: id,
		Earned: heed.Earned{Of: 8, Empty: 7, ByLevel: [4]int{1, 0, 0, 0}, Participants: 1, LastHeard: day("2026-11-18")}}}
	m.views()
	m.r.EmpathyMaps[0].Stage, m.r.EmpathyMaps[0].Outcome = "", ""
	m.r.Heard = heed.Heard{Conversations: 1, Participants: 1, Turns: 40, Sentences: 48, ByKind: map[heed.Kind]int{heed.KindInterview: 1}, ByLanguage: map[heed.Language]int{es: 1}, First: day("2026-11-18"), Last: day("2026-11-18")}
	m.r.Earned = m.r.Personas[0].Earned
	m.r.Themes.Saturation = heed.Saturation{Base: 4, Run: 2, Threshold: .05, Found: []int{3}}
	return *m.r
}

// Nobody returns a study in which nobody has been heard.
func Nobody() app.StudyReport {
	m := newStudy("none", "Renewals")
	return *m.r
}
