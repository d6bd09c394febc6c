package app

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/read/pseudonym"
)

// longestAnswer is how long one answer may be, in characters.
const longestAnswer = 4000

// PlaybackAnswer is the answer to one claim of a page.
type PlaybackAnswer struct {
	N       int          `json:"n"`       // of the claim on the page, from 1
	Verdict heed.Verdict `json:"verdict"` // "": not answered
	Words   string       `json:"words,omitempty"`
}

// PlaybackReply is what came back. What is left out changes nothing: silence
// is neither agreement nor consent.
type PlaybackReply struct {
	Page    string           `json:"page"`
	Key     string           `json:"key,omitempty"`
	Answers []PlaybackAnswer `json:"answers,omitempty"`
	Missed  string           `json:"missed,omitempty"`
	Consent heed.Consent     `json:"consent,omitzero"`
	Deeper  heed.Allowance   `json:"deeper,omitempty"`
	Forget  bool             `json:"forget,omitempty"`
	// Whole says that this is all that they answer on the page: what they
	// answered before and leave out now is taken back. A served page sends all
	// of it every time; a file or a letter does not.
	Whole bool `json:"-"`
}

// AnsweredBy says how a reply reached us.
type AnsweredBy string

// The ways.
const (
	ByKey   AnsweredBy = "key"   // it carries the key of its page
	ByHand  AnsweredBy = "hand"  // somebody of ours typed in what they wrote
	ByNotes AnsweredBy = "notes" // somebody of ours noted what they said
)

// Moved is a claim that answers moved.
type Moved struct {
	Claim    string      `json:"claim"`
	Words    string      `json:"words"`
	From, To heed.Level  `json:"-"`
	Checks   heed.Checks `json:"checks"`
	Gone     bool        `json:"gone,omitempty"` // nobody is left who says it
}

// PlaybackOutcome says what a reply changed.
type PlaybackOutcome struct {
	Page      Playback
	Answered  int
	Withdrawn []string // uses: analysis, training, quote_inside, quote_outside
	Forgotten *Erased
	Moved     []Moved
	// Unscrubbed says why what was withdrawn is gone from every table but may
	// still stand in free pages of the database's files; "" where it does not.
	Unscrubbed string
}

// AnswerPlayback takes a reply in: verdicts count, words become evidence,
// consent holds from now on, and the ledger is recomputed before it returns.
// The same reply twice is one reply.
func (a *App) AnswerPlayback(ctx context.Context, r PlaybackReply, by AnsweredBy) (out PlaybackOutcome, err error) {
	defer heed.Wrap(&err, "take in a reply")
	if err := r.validate(); err != nil {
		return out, err
	}
	a.answers.Lock()
	defer a.answers.Unlock()
	if out.Page, err = a.pageOf(ctx, r, by); err != nil {
		return out, err
	}
	for _, x := range r.Answers {
		if x.N > len(out.Page.Claims) {
			return out, heed.Errorf(heed.CodeInvalid, "answer %d: the page shows claims 1 to %d", x.N, len(out.Page.Claims))
		}
	}
	study, who := out.Page.Study, out.Page.Participant
	if !r.Forget {
		if r.Forget, err = a.nothingAllowed(ctx, who, r.Consent); err != nil {
			return out, err
		}
	}
	if r.Forget {
		gone, err := a.Erase(ctx, who)
		a.forgetShown(study)
		out.Forgotten = &gone
		return out, err
	}
	before, err := a.Shown(ctx, study)
	if err != nil {
		return out, err
	}
	levels := map[string]heed.Claim{}
	for _, c := range before.Claims {
		levels[c.ID] = c
	}
	words, turns, err := a.wordsOf(ctx, out.Page, r, by)
	if err != nil {
		return out, err
	}
	var sensed heed.Sensed
	if words != nil {
		sensed = a.understand(words)
	}
	var taken int
	err = a.store.Write(ctx, func(tx Tx) error {
		if taken, err = takeBack(ctx, tx, out.Page, r, words); err != nil {
			return err
		}
		if words != nil {
			err := tx.Conversations.Add(ctx, words, 0)
			if err == nil {
				err = tx.Readings.Save(ctx, sensed)
			} else if heed.ErrorCode(err) == heed.CodeConflict {
				return err
			}
			if err != nil {
				return err
			}
		}
		return a.takeIn(ctx, tx, r, words, turns, &out)
	})
	if heed.ErrorCode(err) == heed.CodeConflict && words != nil {
		// The words are there: the same reply came before, or half of it.
		err = a.store.Write(ctx, func(tx Tx) error {
			if taken, err = takeBack(ctx, tx, out.Page, r, words); err != nil {
				return err
			}
			return a.takeIn(ctx, tx, r, words, turns, &out)
		})
	}
	if err != nil {
		return out, err
	}
	a.forgetShown(study)
	if err := a.sweepSounds(ctx); err != nil {
		return out, err
	}
	gone := len(out.Withdrawn)+taken > 0
	if a.working.running.Load() > 0 {
		var read *heed.Sensed
		if words != nil {
			read = &sensed
		}
		if err := a.layAnswers(ctx, study, who, words, read); err != nil {
			return out, err
		}
	}
	later, err := a.afterAct(ctx, study, afterwards{inline: !gone, scrub: gone})
	switch {
	case later:
	case err != nil && gone && ctx.Err() == nil && a.analysed(ctx, study):
		// The answers hold whether or not the files can be put in order now.
		out.Unscrubbed = heed.ErrorMessage(err)
	case err != nil:
		return out, err
	}
	if out.Moved, err = a.movedFrom(ctx, study, levels); later && isUnderWay(err) {
		return out, nil // what moved is seen when that is done
	}
	return out, err
}

// analysed reports whether a study has a current run.
func (a *App) analysed(ctx context.Context, study string) bool {
	_, known, err := a.current(ctx, study)
	return known && err == nil
}

func (r *PlaybackReply) validate() error {
	seen := map[int]bool{}
	for _, x := range r.Answers {
		switch {
		case x.N < 1 || seen[x.N]:
			return heed.Errorf(heed.CodeInvalid, "answer %d: claims are numbered from 1, and each is answered once", x.N)
		case x.Verdict != "" && x.Verdict != heed.Right && x.Verdict != heed.Partly && x.Verdict != heed.Wrong:
			return heed.Errorf(heed.CodeInvalid, "answer %d: it is right, partly or wrong, or left out", x.N)
		}
		seen[x.N] = true
		if err := checkAnswer(x.Words); err != nil {
			return err
		}
	}
	if r.Deeper != heed.Unknown && r.Deeper != heed.Yes && r.Deeper != heed.No {
		return heed.Errorf(heed.CodeInvalid, "whether we may ask more is yes, no or left out")
	}
	if err := checkAnswer(r.Missed); err != nil {
		return err
	}
	return r.Consent.Validate()
}

func checkAnswer(s string) error {
	switch {
	case !utf8.ValidString(s) || strings.ContainsRune(s, 0):
		return heed.Errorf(heed.CodeInvalid, "an answer is not valid text (UTF-8)")
	case utf8.RuneCountInString(s) > longestAnswer:
		return heed.Errorf(heed.CodeTooLarge, "an answer has at most %d characters", longestAnswer)
	}
	return nil
}

func (a *App) pageOf(ctx context.Context, r PlaybackReply, by AnsweredBy) (p Playback, err error) {
	if by == ByKey {
		return a.OpenPlayback(ctx, r.Page, r.Key)
	}
	err = a.store.Read(ctx, func(tx Tx) error {
		p, err = tx.Playbacks.Get(ctx, r.Page)
		return err
	})
	return p, err
}

var (
	askRight  = said{"Is this right?", "¿Es así?"}
	askMissed = said{"What did we miss, or not ask?", "¿Qué se nos ha pasado, o qué no le hemos preguntado?"}
)

// AskRight is what a page asks of each claim.
func AskRight(l heed.Language) string { return askRight.in(l) }

// AskMissed is what a page asks at its end.
func AskMissed(l heed.Language) string { return askMissed.in(l) }

// wordsOf makes a conversation of what they wrote, under their pseudonym and
// without personal data; turns maps the numbers of claims to its turns. It is
// nil where they wrote nothing.
func (a *App) wordsOf(ctx context.Context, p Playback, r PlaybackReply, by AnsweredBy) (*heed.Conversation, map[int]int, error) {
	var who heed.Participant
	err := a.store.Read(ctx, func(tx Tx) (err error) {
		who, err = tx.People.Get(ctx, p.Participant)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	name := fmt.Sprintf("[person %d]", who.Number)
	c := &heed.Conversation{
		Kind: heed.KindSurvey, Language: p.Language, Study: p.Study, Segment: who.Segment, Organisation: who.Organisation,
		Date: heed.DateOf(a.now()), Source: heed.SourcePlayback, Title: said{"What they answered", "Lo que respondió"}.in(p.Language),
		Speakers: []heed.Speaker{{Speaker: name, Role: heed.RoleCustomer, Participant: who.ID, Relationship: who.Relationship, BuyingRole: who.BuyingRole}},
	}
	if by == ByNotes { // our account of what they said is hearsay
		c.Kind = heed.KindNotes
	}
	turns := map[int]int{}
	h := sha256.New()
	add := func(question, words string) bool {
		words = strings.TrimSpace(words)
		if words == "" {
			return false
		}
		fmt.Fprintf(h, "%d:%s%d:%s", len(question), question, len(words), words)
		c.Turns = append(c.Turns, heed.Turn{Speaker: name, Role: heed.RoleCustomer, Text: words, Question: question})
		return true
	}
	for _, x := range r.Answers {
		if add(p.Claims[x.N-1].Words+" "+askRight.in(p.Language), x.Words) {
			turns[x.N] = len(c.Turns) - 1
		}
	}
	add(askMissed.in(p.Language), r.Missed)
	if len(c.Turns) == 0 {
		return nil, nil, nil
	}
	c.ID = answerPrefix(p.ID) + hex.EncodeToString(h.Sum(nil))[:12]
	v := newVeil(a, true, false)
	if err := v.ready(ctx); err != nil {
		return nil, nil, err
	}
	id := c.ID
	_, err = pseudonym.Cover(c, func(n string) (int, error) {
		if n == name {
			return who.Number, nil
		}
		return v.number(ctx, p.Study, text.Fold(n))
	})
	c.ID = id
	return c, turns, err
}

// takeIn notes a reply in one transaction.
func (a *App) takeIn(ctx context.Context, tx Tx, r PlaybackReply, words *heed.Conversation, turns map[int]int, out *PlaybackOutcome) error {
	p, err := tx.Playbacks.Get(ctx, out.Page.ID)
	if err != nil {
		return err
	}
	before, err := tx.Checks.List(ctx, p.Study)
	if err != nil {
		return err
	}
	today := heed.DateOf(a.now())
	out.Answered = 0
	for _, x := range r.Answers {
		if x.Verdict == "" && !r.Whole {
			continue
		}
		m := heed.MemberCheck{Study: p.Study, Claim: p.Claims[x.N-1].Claim, Participant: p.Participant,
			Anchor: p.Claims[x.N-1].Quotations, Asked: heed.DateOf(p.Created)}
		for _, o := range before {
			if o.Claim == m.Claim && o.Participant == m.Participant {
				m.Asked = o.Asked
			}
		}
		m.Verdict = x.Verdict
		if x.Verdict != "" {
			m.Answered = today
			out.Answered++
		}
		if t, ok := turns[x.N]; ok {
			said := words.Turns[t].Text
			m.Words, m.Said = said, &heed.Quotation{Conversation: words.ID, Turn: t, Span: heed.Span{End: len(said)}, Text: said}
		}
		if err := tx.Checks.Save(ctx, m); err != nil {
			return err
		}
	}
	p.Answered = a.now().UTC()
	p.Deeper = cmp.Or(r.Deeper, p.Deeper)
	switch {
	case strings.TrimSpace(r.Missed) != "":
		p.Missed = 1
	case r.Whole:
		p.Missed = 0
	}
	if err := tx.Playbacks.Save(ctx, p); err != nil {
		return err
	}
	who, err := tx.People.Get(ctx, p.Participant)
	if err != nil {
		return err
	}
	out.Withdrawn = withdrawnUses(who.Consent, r.Consent)
	who.Consent = r.Consent.Or(who.Consent)
	if err := tx.People.Save(ctx, who); err != nil {
		return err
	}
	if err := sweepPractice(ctx, tx, who.Study); err != nil {
		return err
	}
	if err := a.stopKeeping(ctx, tx, who.ID); err != nil {
		return err
	}
	if who.Consent.Analysis == heed.No || who.Consent.QuoteInside == heed.No { // also what this reply brought
		if err := withdrawQuotations(ctx, tx, who); err != nil {
			return err
		}
	}
	out.Page, err = tx.Playbacks.Get(ctx, p.ID)
	return err
}

// movedFrom lists the claims whose level or checks are not what they were.
func (a *App) movedFrom(ctx context.Context, study string, before map[string]heed.Claim) (out []Moved, err error) {
	rep, err := a.Shown(ctx, study)
	if err != nil {
		return nil, err
	}
	for _, c := range rep.Claims {
		was, known := before[c.ID]
		delete(before, c.ID)
		if known && (was.Confidence.Level != c.Confidence.Level || was.Checks != c.Checks) {
			out = append(out, Moved{Claim: c.ID, Words: c.Words, From: was.Confidence.Level, To: c.Confidence.Level, Checks: c.Checks})
		}
	}
	for _, was := range before {
		out = append(out, Moved{Claim: was.ID, From: was.Confidence.Level, Gone: true})
	}
	slices.SortFunc(out, func(x, y Moved) int { return cmp.Or(compareBool(x.Gone, y.Gone), cmp.Compare(x.Claim, y.Claim)) })
	return out, nil
}

// notAnalysed reports whether c has customers and none of them allows
// analysis: to the study it is as if they had not been heard.
func notAnalysed(c *heed.Conversation, study heed.Study, people map[string]heed.Participant) bool {
	customers := 0
	for _, s := range c.Speakers {
		if s.Role != heed.RoleCustomer {
			continue
		}
		if people[s.Participant].Consent.Or(s.Consent).Or(study.Consent).Analysis != heed.No {
			return false
		}
		customers++
	}
	return customers > 0
}
