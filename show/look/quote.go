package look

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// The longest words, in characters, that stand in a drawing and in a panel.
// What is longer is cut at a word, and the page says how much more there is.
const (
	RestMax  = 320
	PanelMax = 1400
)

// Quote is somebody's words with who said them, where, and what drew them out.
type Quote struct {
	Text           string // with its marks where nothing stands around it
	Before, After  string // what stands around it, set grey
	Open, Close    string // quotation marks, or an ellipsis where the turn goes on
	Lang           string // lang attribute; "" for the page's own
	Who, Role, Org string
	When           string // kind, day
	Place          string // time in the recording, or the turn
	Title          string // of the conversation
	At             string // address of the turn in its conversation; "": nowhere
	Question       string // that drew it out, between its marks
	QuestionLang   string
	Notes          []string // leading question, hearsay, unchecked transcript
	Half           bool     // counts less: a lighter rule
	Against        bool
	Emotion        Emotion
	More           string // how much was cut
	Withdrawn      string // in place of words taken back
	Href           string
}

// Quote sets a piece of evidence in its context.
func (sc *Scene) Quote(e *heed.Evidence) Quote {
	ctx, ok := sc.Study.Contexts[app.AnchorOf(e.Quotation)]
	q := sc.quotation(e.Quotation, e.Language, ctx, ok)
	c := sc.Study.Conversations[e.Conversation]
	q.Who, q.Role, q.Org = sc.Who(e.Participant, ctx.Speaker)
	if q.Org == "" {
		q.Org = Label(e.Organisation)
	}
	kind, date := e.Kind, e.Date
	if kind == "" {
		kind = c.Kind
	}
	if date.IsZero() {
		date = c.Date
	}
	if kind != "" {
		q.When = sc.Say("kind." + string(kind))
	}
	if d := sc.Day(date); d != "" {
		q.When = strings.TrimPrefix(q.When+", "+d, ", ")
	}
	if q.Place = Clock(e.At); q.Place == "" {
		q.Place = sc.Say("turn_n", "n", e.Turn+1)
	}
	q.At = sc.turnHref(e.Quotation)
	q.Against = e.Stance == heed.Contradicts
	if e.Feeling != heed.Neutral {
		q.Emotion = sc.Emotion(e.Feeling)
	}
	if e.Question != "" {
		text, _ := Cut(e.Question, 220)
		q.Question = Quoted(text, e.Language)
		q.QuestionLang = sc.langAttr(e.Language)
	}
	if e.Drawn.Question() || e.Drawn == heed.ActSimpleReflection || e.Drawn == heed.ActComplexReflection || e.Drawn == heed.ActSummary {
		q.Notes = append(q.Notes, sc.Say("drawn."+string(e.Drawn)))
	}
	switch e.Drawn {
	case heed.ActLeadingQuestion, heed.ActClosedQuestion, heed.ActDoubleQuestion:
		q.Half = true
	}
	if e.Hearsay {
		q.Half = true
		if kind == heed.KindNotes {
			q.Notes = append(q.Notes, sc.Say("notes_note"))
		} else {
			q.Notes = append(q.Notes, sc.Say("hearsay_note"))
		}
	}
	if e.Machine {
		q.Notes = append(q.Notes, sc.Say("machine_note"))
	}
	return q
}

// Withdrawn stands in place of words that a person took back.
func (sc *Scene) Withdrawn(on heed.Date) Quote {
	if day := sc.Day(on); day != "" {
		return Quote{Withdrawn: sc.Say("withdrawn_on", "date", day)}
	}
	return Quote{Withdrawn: sc.Say("withdrawn")}
}

// Central sets a quotation of which only the place is known.
func (sc *Scene) Central(quotation heed.Quotation, lang heed.Language) Quote {
	ctx, ok := sc.Study.Contexts[app.AnchorOf(quotation)]
	c := sc.Study.Conversations[quotation.Conversation]
	if lang == "" {
		lang = c.Language
	}
	q := sc.quotation(quotation, lang, ctx, ok)
	participant := ""
	if s, found := c.Speaker(ctx.Speaker); found {
		participant = s.Participant
	}
	q.Who, q.Role, q.Org = sc.Who(participant, ctx.Speaker)
	if q.Org == "" {
		q.Org = Label(c.Organisation)
	}
	if c.Kind != "" {
		q.When = sc.Say("kind." + string(c.Kind))
	}
	if d := sc.Day(c.Date); d != "" {
		q.When = strings.TrimPrefix(q.When+", "+d, ", ")
	}
	q.Place, q.At = sc.Say("turn_n", "n", quotation.Turn+1), sc.turnHref(quotation)
	return q
}

// turnHref is the address of the turn that a quotation stands in.
func (sc *Scene) turnHref(q heed.Quotation) string {
	return sc.link("quote", q.Conversation+"#"+strconv.Itoa(q.Turn+1))
}

func (sc *Scene) quotation(quotation heed.Quotation, lang heed.Language, ctx app.Context, found bool) Quote {
	q := Quote{Lang: sc.langAttr(lang)}
	text, cut := Cut(quotation.Text, PanelMax)
	q.Text = text
	if cut > 0 {
		q.More = sc.Say("cut_chars", "n", cut)
	}
	q.Open, q.Close = marks(lang)
	if c, ok := sc.Study.Conversations[quotation.Conversation]; ok {
		q.Title, _ = Cut(c.Title, 90)
	}
	if !found || cut > 0 {
		return q
	}
	q.Before, q.After = Clean(ctx.Before), Clean(ctx.After)
	if ctx.CutBefore && q.Before != "" {
		q.Before = "… " + q.Before
	}
	if ctx.CutAfter && q.After != "" {
		q.After += " …"
	}
	if q.Before != "" || q.After != "" {
		// with the turn around it the words need no marks: the ink tells them
		q.Open, q.Close = "", ""
		if q.Before != "" && !startsTight(quotation.Text) {
			q.Before += " "
		}
		if q.After != "" && !startsTight(q.After) {
			q.After = " " + q.After
		}
	}
	return q
}

func marks(lang heed.Language) (open, close string) {
	if lang == heed.Spanish {
		return "«", "»"
	}
	return "“", "”"
}

// startsTight reports whether text begins with a sign that clings to what
// stands before it.
func startsTight(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune(".,;:!?)»”’…%", r)
}

// AtRest sets a claim's words as they stand in a drawing: between marks, with
// an ellipsis where they were cut out of a sentence.
func (sc *Scene) atRest(c *heed.Claim) string {
	text, _ := Cut(c.Words, RestMax)
	if !c.Quoted {
		return text
	}
	for i := range c.Evidence {
		e := &c.Evidence[i]
		if e.Text != c.Words {
			continue
		}
		ctx, ok := sc.Study.Contexts[app.AnchorOf(e.Quotation)]
		if !ok {
			break
		}
		if before := strings.TrimSpace(ctx.Before); (before != "" || ctx.CutBefore) && !endsSentence(before) && startsLower(text) {
			text = "…" + text
		}
		if after := strings.TrimSpace(ctx.After); (after != "" || ctx.CutAfter) && !endsSentence(text) && !strings.HasSuffix(text, "…") {
			text += "…"
		}
		break
	}
	return Quoted(text, c.Language)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"'”’») "))
	return strings.ContainsRune(".!?…:", r)
}
