package listen

import heed "github.com/heedhq/heed"

// Timeline is what a page needs to draw a conversation: one lane per speaker,
// the customer's feelings, acts, interruptions and silences. Positions are in
// seconds, or in words where there are no times (Unit says which).
type Timeline struct {
	Unit     string         `json:"unit"` // seconds or words
	From     float64        `json:"from"`
	To       float64        `json:"to"`
	Lanes    []Lane         `json:"lanes"`
	Feelings []FeelingPoint `json:"feelings,omitempty"`
	Acts     []ActPoint     `json:"acts,omitempty"`
	// Interruptions, Overtalk and Silences are empty where times cannot show
	// them; the measures say why.
	Interruptions []Moment `json:"interruptions,omitempty"`
	Overtalk      []Bar    `json:"overtalk,omitempty"`
	Silences      []Bar    `json:"silences,omitempty"`
}

// Lane is one speaker's talk.
type Lane struct {
	Speaker string    `json:"speaker"`
	Role    heed.Role `json:"role,omitempty"`
	Bars    []Bar     `json:"bars"`
}

// Bar is a stretch of talk or of silence.
type Bar struct {
	Turn        int     `json:"turn"` // for a silence: the turn that ends it
	From        float64 `json:"from"`
	To          float64 `json:"to"`
	Backchannel bool    `json:"backchannel,omitempty"`
}

// FeelingPoint is the customer's feeling in one turn.
type FeelingPoint struct {
	Turn      int          `json:"turn"`
	At        float64      `json:"at"`
	Valence   float64      `json:"valence"`
	Feeling   heed.Feeling `json:"feeling,omitempty"`
	Intensity float64      `json:"intensity,omitempty"`
}

// ActPoint is an act at its place.
type ActPoint struct {
	Turn int          `json:"turn"`
	At   float64      `json:"at"`
	Lane int          `json:"lane"`
	Act  heed.ActKind `json:"act"`
	heed.Span
}

func (k *call) timeline() Timeline {
	tl := Timeline{Unit: k.speech(), Lanes: make([]Lane, len(k.names))}
	for i, n := range k.names {
		tl.Lanes[i] = Lane{Speaker: n, Role: k.roles[i], Bars: []Bar{}}
	}
	at := 0.0
	if k.timed {
		tl.From = k.from
	}
	for _, t := range k.turns {
		from, to := at, at+float64(t.words)
		at = to
		if k.timed {
			from, to = t.start, t.end
		}
		tl.To = max(tl.To, to)
		tl.Lanes[t.who].Bars = append(tl.Lanes[t.who].Bars, Bar{t.i, from, to, t.back})
		k.mark(&tl, t, from, to)
	}
	if k.timed && !k.snapped {
		if k.sided {
			tl.Interruptions = k.interrupted()
		}
		for _, s := range k.over() {
			tl.Overtalk = append(tl.Overtalk, Bar{Turn: s.turn.i, From: s.from, To: s.to})
		}
		for _, s := range k.quiet() {
			tl.Silences = append(tl.Silences, Bar{Turn: s.turn.i, From: s.from, To: s.to})
		}
	}
	return tl
}

// mark adds the acts and the feeling of a turn; an act's place is read off its
// bytes.
func (k *call) mark(tl *Timeline, t turn, from, to float64) {
	size := max(1, len(k.c.Turns[t.i].Text))
	for _, a := range k.acts[t.i] {
		if a.Kind == heed.ActInformation || a.Kind == heed.ActBackchannel {
			continue
		}
		at := from + (to-from)*float64(a.Start)/float64(size)
		tl.Acts = append(tl.Acts, ActPoint{t.i, round(at), t.who, a.Kind, a.Span})
	}
	v, ok := k.valence(t)
	if !ok {
		return
	}
	p := FeelingPoint{Turn: t.i, At: round((from + to) / 2), Valence: round(v)}
	for i := range k.reads[t.i] {
		if f, ok := k.reads[t.i][i].Strongest(); ok && f.Intensity >= k.o.Feeling && f.Intensity > p.Intensity {
			p.Feeling, p.Intensity = f.Name, f.Intensity
		}
	}
	tl.Feelings = append(tl.Feelings, p)
}
