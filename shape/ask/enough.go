package ask

// expect asks more of an answer in a large study, where something always shares
// a word with the question: half of the subject, and most of it where plenty of
// what was heard speaks of nearly all of it.
func (a *answerer) expect() {
	if len(a.q.terms) > 1 && a.subject.unsaid() {
		a.enough = half
	}
	defer a.fuller()
	if a.Of <= large || len(a.q.terms) < 2 {
		return
	}
	a.enough = half
	n := 0
	for i := range a.Corpus.Utterances {
		ut := &a.Corpus.Utterances[i]
		if ut.Person >= 0 && !ut.Withheld && a.subject.of(ut.Text, ut.Language) >= nearlyAll {
			if n++; n >= plenty {
				a.enough = most
				return
			}
		}
	}
}

// fuller asks for most of what the second person who speaks of most of the
// subject speaks of: where two speak of all of it, half of it is no answer.
func (a *answerer) fuller() {
	if len(a.q.terms) < 2 {
		return
	}
	best, next, who := 0.0, 0.0, int32(-1)
	for i := range a.Corpus.Utterances {
		ut := &a.Corpus.Utterances[i]
		if ut.Person < 0 || ut.Withheld || a.q.asks && !a.asked[a.Corpus.People[ut.Person].ID] {
			continue
		}
		switch t := a.subject.of(ut.Text, ut.Language); {
		case ut.Person == who:
			best = max(best, t)
		case t > best:
			best, next, who = t, best, ut.Person
		default:
			next = max(next, t)
		}
	}
	a.enough = max(a.enough, ofFullest*next, ofBest*best)
}

// ofFullest is the share that another must have of what two people speak of,
// ofBest of what one does.
const ofFullest, ofBest = 0.6, 0.5
