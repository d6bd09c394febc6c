package reply

import (
	"strings"
)

// flipEnglish turns "my orders are stuck" to "your orders are stuck" and "you
// charged me" to "we charged you"; false where it is not sure.
func (f flipper) flipEnglish(ps []piece) (string, bool) {
	if !f.statementEnglish(ps) {
		return "", false
	}
	for i := range ps {
		p := &ps[i]
		prev, next := "", ""
		if i > 0 {
			prev = ps[i-1].low
		}
		if i+1 < len(ps) {
			next = ps[i+1].low
		}
		switch p.low {
		case "you", "you're", "you've", "you'd", "you'll", "your", "yours":
			to, ok := f.us(p.low, prev, next)
			if !ok {
				return "", false
			}
			p.raw = to
		case "us":
			if i > 1 && within(ps[:i], i-1, "i") {
				return "", false
			}
			p.raw = "you"
		case "am":
			p.raw = "are"
		case "was":
			if within(ps, i, "i") {
				p.raw = "were"
			}
		case "yourself", "yourselves", "thank", "thanks", "sorry", "please", "kindly", "dear", "sir", "madam", "ma'am":
			return "", false
		default:
			if to, ok := f.w.flips[p.low]; ok {
				p.raw = to[0]
			} else if i == 0 && p.raw != strings.ToUpper(p.raw) {
				p.raw = p.low
			}
		}
	}
	return join(ps), true
}

// within reports whether the subject stands one or two words before.
func within(ps []piece, i int, subject string) bool {
	return i > 0 && ps[i-1].low == subject || i > 1 && ps[i-2].low == subject
}

// us turns the customer's "you" to us: "we" before a verb, "us" elsewhere.
func (f flipper) us(word, prev, next string) (string, bool) {
	switch word {
	case "your":
		return "our", true
	case "yours":
		return "ours", true
	case "you're", "you've", "you'd", "you'll":
		return "we" + word[3:], true
	}
	verb := f.w.lists["verbish"][next] || strings.HasSuffix(next, "ed") && len(next) > 4
	switch prev {
	case "to", "with", "from", "for", "of", "at", "by", "about", "on", "told", "tell", "asked", "ask", "paid", "pay", "sent", "emailed", "called", "trust", "thank", "than", "without":
		if next == "" || !verb {
			return "us", true
		}
		return "", false
	}
	if verb {
		return "we", true
	}
	return "", false
}

// statementEnglish: it starts as a statement does and has a verb near its
// subject.
func (f flipper) statementEnglish(ps []piece) bool {
	if !f.w.lists["subject"][ps[0].low] {
		return false
	}
	for i := range ps[:min(len(ps), 4)] {
		if i > 0 && ps[i].low == "but" {
			return false // "I understand, but": the turn is the point
		}
	}
	switch ps[0].low {
	case "this", "that", "it", "they", "he", "she", "there":
		// what a bare pronoun points to is lost when the clause stands alone
		if ps[0].low == "there" {
			break
		}
		return false
	}
	for i := range ps[:min(len(ps), 7)] {
		low := ps[i].low
		if f.w.lists["finite"][low] || i > 0 && len(low) > 4 && strings.HasSuffix(low, "ed") {
			return i > 0 || strings.Contains(low, "'")
		}
	}
	return false
}

// wantEnglish returns what follows "I'd like to", turned to the second person.
func (f flipper) wantEnglish(clause string) (string, bool) {
	ps, _ := pieces(clause)
	for i := 1; i+1 < len(ps); i++ {
		if ps[i].low != "to" {
			continue
		}
		switch ps[i-1].low {
		case "want", "need", "like", "love", "looking", "trying", "calling", "hoping", "wanted", "ringing", "planning", "wish":
		default:
			continue
		}
		if i < 2 || i >= 2 && !firstPerson(ps[max(0, i-4):i-1]) {
			continue
		}
		rest := ps[i+1:]
		for k := range rest {
			switch rest[k].low {
			case "please", "thanks", "thank", "sir", "kindly", "can", "could":
				rest = rest[:k]
			}
			if k >= len(rest) {
				break
			}
		}
		for len(rest) > 2 && (rest[len(rest)-1].low == "please" || rest[len(rest)-1].low == "thanks") {
			rest = rest[:len(rest)-1]
		}
		if len(rest) < 2 || f.w.lists["subject"][rest[0].low] || rest[0].low == "new" || rest[0].low == "a" || rest[0].low == "um" || len(rest) > maxFlip || !fit(append([]piece{{low: "to", raw: "to"}}, rest...), f.w, maxFlip+1) {
			return "", false
		}
		switch rest[0].low {
		case "be", "have", "hear", "say", "ask", "inform", "tell", "talk", "speak", "thank", "keep":
			if rest[0].low == "say" || rest[0].low == "thank" || rest[0].low == "inform" || rest[0].low == "tell" {
				return "", false
			}
		}
		out := make([]piece, len(rest))
		copy(out, rest)
		for k := range out {
			p := &out[k]
			prev, next := "to", ""
			if k > 0 {
				prev = out[k-1].low
			}
			if k+1 < len(out) {
				next = out[k+1].low
			}
			switch p.low {
			case "you", "your", "yours", "you're", "you've", "you'd", "you'll":
				to, ok := f.us(p.low, prev, next)
				if !ok {
					return "", false
				}
				p.raw = to
			case "am":
				p.raw = "are"
			case "was":
				return "", false
			default:
				if to, ok := f.w.flips[p.low]; ok {
					p.raw = to[0]
				}
			}
		}
		return join(out), true
	}
	return "", false
}

func firstPerson(ps []piece) bool {
	for _, p := range ps {
		switch p.low {
		case "not", "don't", "didn't", "never", "no", "dont", "wouldn't":
			return false
		}
	}
	for _, p := range ps {
		switch p.low {
		case "i", "i'm", "i'd", "we", "we'd", "we're", "am", "i've":
			return true
		}
	}
	return false
}
