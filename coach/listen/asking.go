package listen

import heed "github.com/heedhq/heed"

// each calls f for every act of our side that is certain enough, in order.
func (k *call) each(s side, f func(n int, t turn, a heed.Act)) {
	for n, t := range k.turns {
		if t.side != s {
			continue
		}
		for _, a := range k.acts[t.i] {
			if a.Confidence >= 0.5 {
				f(n, t, a)
			}
		}
	}
}

// asking measures how many questions we asked, and of which kind.
func (k *call) asking() {
	shares := []string{"open_share", "clarifying_share", "leading_share"}
	if why := k.whyActs(); why != "" {
		k.cannot(why, "count", "questions")
		k.cannot(why, "share", shares...)
		return
	}
	var all, open, clarifying, leading []Moment
	k.each(us, func(_ int, t turn, a heed.Act) {
		if !a.Kind.Question() {
			return
		}
		m := k.moment(t, a)
		all = append(all, m)
		switch a.Kind {
		case heed.ActOpenQuestion:
			open = append(open, m)
		case heed.ActClarifyingQuestion:
			clarifying = append(clarifying, m)
		case heed.ActLeadingQuestion, heed.ActDoubleQuestion:
			leading = append(leading, m)
		}
	})
	k.put("questions", float64(len(all)), "count", len(all), all)
	if len(all) == 0 {
		k.cannot("no_questions", "share", shares...)
		return
	}
	n := float64(len(all))
	k.put("open_share", float64(len(open))/n, "share", len(all), open)
	k.put("clarifying_share", float64(len(clarifying))/n, "share", len(all), clarifying)
	k.put("leading_share", float64(len(leading))/n, "share", len(all), leading)
}

// whyActs says why acts of our side cannot be counted, "" where they can.
func (k *call) whyActs() string {
	if !k.known {
		return "no_acts"
	}
	for _, t := range k.turns {
		if t.side == us {
			return ""
		}
	}
	return k.whySided()
}

// givingBack measures reflections, summaries, validation, disagreement, small
// signs of listening, and advice that came before understanding.
func (k *call) givingBack() {
	if why := k.whyActs(); why != "" {
		k.cannot(why, "count", "reflections", "summaries", "validation", "premature_advice", "disagreements")
		k.cannot(why, "share", "complex_share")
		k.cannot(why, "ratio", "reflection_question_ratio")
		k.cannot(why, "per_minute", "active_listening")
		return
	}
	found := make(map[heed.ActKind][]Moment)
	k.each(us, func(_ int, t turn, a heed.Act) { found[a.Kind] = append(found[a.Kind], k.moment(t, a)) })
	count := func(name string, kinds ...heed.ActKind) int {
		var m []Moment
		for _, kind := range kinds {
			m = append(m, found[kind]...)
		}
		k.put(name, float64(len(m)), "count", len(m), m)
		return len(m)
	}
	r := count("reflections", heed.ActSimpleReflection, heed.ActComplexReflection)
	count("summaries", heed.ActSummary)
	count("validation", heed.ActValidation)
	count("disagreements", heed.ActDisagreement)
	if r > 0 {
		c := found[heed.ActComplexReflection]
		k.put("complex_share", float64(len(c))/float64(r), "share", r, c)
	} else {
		k.cannot("no_reflections", "share", "complex_share")
	}
	if q := k.out["questions"]; q.Measurable && q.Value > 0 {
		k.put("reflection_question_ratio", float64(r)/q.Value, "ratio", r+int(q.Value), nil)
	} else {
		k.cannot("no_questions", "ratio", "reflection_question_ratio")
	}
	k.activeListening()
	k.prematureAdvice()
}

// activeListening counts listening noises and questions or reflections that
// follow up on what was said, over the other side's speech.
func (k *call) activeListening() {
	if !k.sided || k.theirs == 0 {
		k.cannot(k.whySided(), "per_minute", "active_listening")
		return
	}
	var m []Moment
	k.each(us, func(_ int, t turn, a heed.Act) {
		switch a.Kind {
		case heed.ActBackchannel, heed.ActClarifyingQuestion, heed.ActSimpleReflection, heed.ActComplexReflection:
			m = append(m, k.moment(t, a))
		}
	})
	if k.timed {
		k.put("active_listening", float64(len(m))/(k.theirs/60), "per_minute", len(m), m)
		return
	}
	k.put("active_listening", float64(len(m))/(k.theirs/100), "per_100_words", len(m), m)
	k.byWords("active_listening")
}

// prematureAdvice counts advice that we gave after a customer raised a problem
// and before any reflection, validation or clarifying question of ours.
func (k *call) prematureAdvice() {
	if !k.sensed {
		k.cannot("no_readings", "count", "premature_advice")
		return
	}
	open, raised := false, 0
	var m []Moment
	for _, t := range k.turns {
		switch t.side {
		case them:
			if k.problem(t) {
				if !open {
					raised++
				}
				open = true
			}
		case us:
			for _, a := range k.acts[t.i] {
				if a.Confidence < 0.5 {
					continue
				}
				switch a.Kind {
				case heed.ActSimpleReflection, heed.ActComplexReflection, heed.ActSummary,
					heed.ActValidation, heed.ActClarifyingQuestion, heed.ActOpenQuestion:
					open = false
				case heed.ActAdvice:
					if open {
						m = append(m, k.moment(t, a))
						open = false
					}
				}
			}
		}
	}
	if raised == 0 {
		k.cannot("no_problem", "count", "premature_advice")
		return
	}
	k.put("premature_advice", float64(len(m)), "count", raised, m)
}

// problem reports whether a customer's turn raises one: a pain, a barrier, an
// objection, or a feeling that weighs on them.
func (k *call) problem(t turn) bool {
	for i := range k.reads[t.i] {
		if k.weighs(&k.reads[t.i][i]) {
			return true
		}
	}
	return false
}
