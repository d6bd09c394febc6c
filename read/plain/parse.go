// Package plain reads transcripts that are plain text or Markdown, in the
// styles that people and transcription services write: "Name:", "NAME
// 00:01:02", "[00:01:02] Name:", "Name (00:12):", Otter, Rev, Zoom, Teams and
// Meet exports, "P1:" and "I:", "**Name:**". A text without speakers becomes
// one turn a paragraph.
package plain

import (
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/voice"
)

// Parsed is a text taken apart.
type Parsed struct {
	Turns    []heed.Turn
	Labelled bool              // turns have speakers
	Title    string            // a first Markdown heading
	Header   map[string]string // "Date: ..." lines before the first turn
	LeftOut  int               // lines that are no part of what was said
	Labels   int               // labelled lines
	BadTimes []int             // numbers of lines whose times cannot be right
	// Names maps a label to the name that the header gives for it.
	Names map[string]string
}

// Parse takes text apart. Lines end in \n.
func Parse(text string) Parsed {
	raw := strings.Split(text, "\n")
	lines := make([]line, len(raw))
	for i, s := range raw {
		lines[i] = parseLine(s)
	}
	accepted := accept(lines)
	if len(accepted) == 0 {
		if accepted = namesAlone(lines); len(accepted) == 0 {
			return paragraphs(lines)
		}
	}
	return dialogue(lines, accepted)
}

// accept decides which labels are speakers.
func accept(lines []line) map[string]bool {
	type tally struct{ plain, mark, wish int }
	counts := map[string]*tally{}
	words, labelled := 0, 0
	name := map[string]string{}
	afterTime := false
	for i := range lines {
		l := &lines[i]
		if l.blank {
			continue
		}
		words++
		if l.label != "" {
			k := voice.Fold(l.label)
			t := counts[k]
			if t == nil {
				t = &tally{}
				counts[k], name[k] = t, l.label
			}
			switch {
			case l.wish && (afterTime || l.timed || l.setApart()):
				t.wish++
				labelled++
			case l.wish:
			case l.mark && l.timed:
				t.mark++
			default:
				t.plain++
			}
			if !l.wish {
				labelled++
			}
		}
		afterTime = l.alone
	}
	out := map[string]bool{}
	sure, once := 0, []string{}
	dense := labelled*10 >= words*8 && words >= 4
	for k, t := range counts {
		_, strong := voice.ByName(k)
		if !strong && strings.HasPrefix(k, "speaker ") || strings.HasPrefix(k, "hablante ") || strings.HasPrefix(k, "unknown speaker") {
			strong = true
		}
		n := t.plain + t.mark
		capital := isCapital(name[k])
		handle := !strings.ContainsAny(name[k], " '’") && len(k) > 2 // as in forums and chats
		switch {
		case strong && n+t.wish > 0,
			t.mark > 0 && capital,
			t.mark > 1,
			t.wish > 1,
			n > 1 && capital,
			n > 2 && len(strings.Fields(k)) <= 2,
			n > 1 && handle && dense:
			out[k] = true
			sure += n + t.wish
		case n == 1 && (capital || handle && dense):
			once = append(once, k)
		}
	}
	switch {
	case sure < 2 && (sure != 1 || words > 4),
		labelled*20 < words && sure < 8: // prose with a colon here and there
		if sure == 0 && len(once) >= 2 && len(once)*10 >= words*8 && words < 12 {
			break // a very short exchange: everybody speaks once
		}
		return nil
	}
	// Somebody who speaks once among lines that nearly all have labels.
	if labelled*2 >= words || sure == 0 {
		for _, k := range once {
			out[k] = true
		}
	}
	return out
}

// setApart reports whether a name alone on its line is set as speakers are: in
// bold, or as a heading.
func (l *line) setApart() bool { return l.head || strings.HasPrefix(l.text, "**") }

// namesAlone finds speakers in a text that names them on lines of their own:
// at least two names come back, each before the words of somebody.
func namesAlone(lines []line) map[string]bool {
	counts := map[string]int{}
	words, after := 0, true
	for i := range lines {
		l := &lines[i]
		if l.blank {
			after = true
			continue
		}
		words++
		if l.wish && after && i+1 < len(lines) && !lines[i+1].blank {
			counts[voice.Fold(l.label)]++
		}
		after = false
	}
	out, sum := map[string]bool{}, 0
	for k, n := range counts {
		if n > 1 {
			out[k] = true
			sum += n
		}
	}
	if len(out) < 2 || sum*5 < words {
		return nil
	}
	for i := range lines {
		if l := &lines[i]; l.wish && out[voice.Fold(l.label)] {
			l.mark = true
		}
	}
	return out
}

// dialogue makes turns of lines whose labels are known.
func dialogue(lines []line, accepted map[string]bool) Parsed {
	b := builder{Parsed: Parsed{Labelled: true, Header: map[string]string{}, Names: map[string]string{}}}
	headerUntil := headerEnd(lines, accepted)
	for i := range lines {
		l := &lines[i]
		switch {
		case l.blank:
			b.gap = true
			continue
		case i < headerUntil:
			b.header(l)
		case l.bad && b.badTime(i+1), l.alone:
			if l.alone {
				b.pendingStart, b.pendingEnd = l.start, l.end
				b.pendingClock = l.clock
				continue
			}
			b.speech(l, accepted)
		default:
			b.speech(l, accepted)
		}
		b.gap = false
	}
	b.finish()
	return b.Parsed
}

// headerEnd returns how many first lines are a block of "Key: value" that
// comes before the conversation: every label in it occurs there only.
func headerEnd(lines []line, accepted map[string]bool) int {
	later := map[string]int{}
	for i := range lines {
		if l := &lines[i]; l.label != "" && !l.wish {
			later[voice.Fold(l.label)]++
		}
	}
	end, keys := 0, false
	for i := range lines {
		l := &lines[i]
		key, _, isKey := strings.Cut(l.text, ":")
		key = voice.Fold(unmark(key))
		switch {
		case l.blank || l.head:
			continue
		case isKey && notNames[key]:
			keys = true
			end = i + 1
			continue
		case l.label != "" && !l.wish && later[voice.Fold(l.label)] == 1 && keys && isRoleKey(key):
			end = i + 1
			continue
		case l.label != "" && accepted[voice.Fold(l.label)]:
			return end
		case l.label != "" && !l.wish && later[voice.Fold(l.label)] == 1 && i < 2 && isRoleKey(key) && enough(later, accepted):
			keys = true
			end = i + 1
			continue
		}
		if i > 20 {
			return end
		}
	}
	return end
}

// isRoleKey reports whether a header line such as "Interviewer: Priya" names
// who has a role.
func isRoleKey(key string) bool {
	_, ok := voice.ByName(key)
	return ok
}

// enough reports whether at least two other labels speak more than once.
func enough(later map[string]int, accepted map[string]bool) bool {
	n := 0
	for k := range accepted {
		if later[k] > 1 {
			n++
		}
	}
	return n >= 2
}

// paragraphs makes one turn of every paragraph of a text without speakers.
func paragraphs(lines []line) Parsed {
	p := Parsed{Header: map[string]string{}}
	var b strings.Builder
	flush := func() {
		if s := strings.TrimSpace(b.String()); s != "" {
			p.Turns = append(p.Turns, heed.Turn{Text: s})
		}
		b.Reset()
	}
	open := true // header lines may still come
	for i := range lines {
		l := &lines[i]
		switch {
		case l.blank:
			flush()
			continue
		case l.head && rule.MatchString(l.text):
			flush()
			continue
		case l.head:
			flush()
			if p.Title == "" && len(p.Turns) == 0 {
				p.Title = l.text
				p.LeftOut++
				continue
			}
			b.WriteString(l.text)
			flush()
			continue
		}
		if k, v, ok := strings.Cut(l.text, ":"); open && ok && len(p.Turns) == 0 && b.Len() == 0 && notNames[voice.Fold(unmark(k))] && len(v) < 120 {
			p.Header[voice.Fold(unmark(k))] = unmark(v)
			p.LeftOut++
			continue
		}
		open = false
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		b.WriteString(l.text)
	}
	flush()
	return p
}

// Labels knows which labels of a text are speakers, for formats that part the
// text into pieces themselves.
type Labels struct{ accepted map[string]bool }

// FindLabels looks through all first lines of pieces.
func FindLabels(pieces []string) Labels {
	lines := make([]line, len(pieces))
	for i, s := range pieces {
		lines[i] = parseLine(s)
	}
	return Labels{accept(lines)}
}

// Any reports whether any label is a speaker.
func (l Labels) Any() bool { return len(l.accepted) > 0 }

// Split parts "Name: words"; ok is false where s begins with no speaker.
func (l Labels) Split(s string) (name, rest string, ok bool) {
	if !l.Any() {
		return "", s, false
	}
	p := parseLine(s)
	if p.label == "" || p.wish || !l.accepted[voice.Fold(p.label)] {
		return "", s, false
	}
	return p.label, p.rest, true
}
