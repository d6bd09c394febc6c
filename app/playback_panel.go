package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/heedhq/heed"
)

// PanelRow is one member of the advisory panel.
type PanelRow struct {
	Panelist
	Person    heed.Participant `json:"person"`
	LastAsked heed.Date        `json:"last_asked,omitzero"`
	Asked     int              `json:"asked"` // claims
	Answered  int              `json:"answered"`
	Right     int              `json:"right"`
	Partly    int              `json:"partly"`
	Wrong     int              `json:"wrong"`
	// Deeper is their latest answer to whether we may ask more.
	Deeper heed.Allowance `json:"deeper,omitempty"`
	// May says that they can be asked today; Next is the first day that they
	// can, zero where they left.
	May  bool      `json:"may"`
	Next heed.Date `json:"next,omitzero"`
	// Invitation is a draft in their Language, for a person to send.
	Invitation string        `json:"invitation,omitempty"`
	Language   heed.Language `json:"lang"`
}

// JoinPanel notes that a participant agreed to be asked now and then, at most
// once every rhythm days.
func (a *App) JoinPanel(ctx context.Context, participant string, rhythm int) (err error) {
	defer heed.Wrap(&err, "panel: %s", participant)
	if rhythm < 7 || rhythm > 730 {
		return heed.Errorf(heed.CodeInvalid, "a rhythm is from 7 to 730 days, not %d", rhythm)
	}
	return a.store.Write(ctx, func(tx Tx) error {
		p, err := tx.People.Get(ctx, participant)
		if err != nil {
			return err
		}
		return tx.Panels.SavePanelist(ctx, Panelist{Participant: p.ID, Study: p.Study, Since: heed.DateOf(a.now()), Rhythm: rhythm})
	})
}

// LeavePanel notes that a participant is not to be asked any more.
func (a *App) LeavePanel(ctx context.Context, participant string) (err error) {
	defer heed.Wrap(&err, "panel: %s", participant)
	return a.store.Write(ctx, func(tx Tx) error {
		p, err := tx.People.Get(ctx, participant)
		if err != nil {
			return err
		}
		all, err := tx.Panels.Panelists(ctx, p.Study)
		if err != nil {
			return err
		}
		out := Panelist{Participant: p.ID, Study: p.Study, Since: heed.DateOf(a.now()), Rhythm: DefaultRhythm}
		for _, m := range all {
			if m.Participant == p.ID {
				out = m
			}
		}
		out.Left = heed.DateOf(a.now())
		return tx.Panels.SavePanelist(ctx, out)
	})
}

// Panel lists the members of a study's panel by number, with whom may be
// asked today.
func (a *App) Panel(ctx context.Context, study string) (rows []PanelRow, err error) {
	defer heed.Wrap(&err, "panel of study %q", study)
	rep, err := a.Shown(ctx, study)
	if err != nil {
		return nil, err
	}
	x, err := a.askedOf(ctx, rep.Study)
	if err != nil {
		return nil, err
	}
	pages, err := a.Playbacks(ctx, rep.Study)
	if err != nil {
		return nil, err
	}
	deeper := map[string]heed.Allowance{}
	for _, p := range pages { // oldest first
		deeper[p.Participant] = cmp.Or(p.Deeper, deeper[p.Participant])
	}
	today := heed.DateOf(a.now())
	for id, m := range x.panel {
		row := PanelRow{Panelist: m, Person: rep.Participants[id], LastAsked: x.last[id], Next: today, Deeper: deeper[id], Language: spoken(&rep, id)}
		for _, c := range x.checks {
			if c.Participant != id {
				continue
			}
			row.Asked++
			switch c.Verdict {
			case heed.Right:
				row.Right++
			case heed.Partly:
				row.Partly++
			case heed.Wrong:
				row.Wrong++
			default:
				continue
			}
			row.Answered++
		}
		if x.rests(id, today) {
			row.Next = heed.DateOf(x.last[id].Time().AddDate(0, 0, x.rhythm(id)))
		}
		if !m.Left.IsZero() {
			row.Next = heed.Date{}
		}
		if row.May = row.Next == today; row.May {
			row.Invitation = invitation(&rep, row)
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(p, q PanelRow) int {
		return cmp.Or(cmp.Compare(p.Person.Number, q.Person.Number), cmp.Compare(p.Participant, q.Participant))
	})
	return rows, nil
}

// invitation drafts a request in the member's language. It promises only what
// Heed holds: the private page, the choice, the right to stop.
func invitation(rep *StudyReport, row PanelRow) string {
	lang := spoken(rep, row.Participant)
	lines := []said{
		{"Hello,", "Buenos días:"},
		{"You agreed to be asked now and then whether we have understood you. We have written down what we think we heard from you and would like to know where we are wrong.",
			"Usted aceptó que le preguntáramos de vez en cuando si le hemos entendido. Hemos puesto por escrito lo que creemos haberle oído y nos gustaría saber en qué nos equivocamos."},
		{"It takes about five minutes. You see only your own words, you may leave out what you like, and you may ask us to forget you.",
			"Le llevará unos cinco minutos. Solo verá sus propias palabras, puede dejar sin contestar lo que quiera y puede pedirnos que le olvidemos."},
	}
	var out []string
	for _, l := range lines {
		out = append(out, l.in(lang))
	}
	if !row.LastAsked.IsZero() {
		last := said{"We last asked you on %s; we ask at most every %d days.", "La última vez que le preguntamos fue el %s; lo hacemos como mucho cada %d días."}
		out = append(out, fmt.Sprintf(last.in(lang), row.LastAsked, row.Rhythm))
	}
	return strings.Join(out, "\n\n")
}

// AddPulse notes how heard a customer felt after a call or a reply.
func (a *App) AddPulse(ctx context.Context, p Pulse) (err error) {
	defer heed.Wrap(&err, "felt heard")
	given := 0
	for i, v := range p.Items {
		if v < 0 || v > 5 {
			return heed.Errorf(heed.CodeInvalid, "item %d: an answer is from 1 to 5, or 0 where it was left out", i+1)
		}
		if v > 0 {
			given++
		}
	}
	p.Line = strings.TrimSpace(p.Line)
	if given == 0 && p.Line == "" {
		return heed.Errorf(heed.CodeInvalid, "a pulse has an answer to an item, or a line")
	}
	if err := checkAnswer(p.Line); err != nil {
		return err
	}
	p.Account = strings.TrimSpace(p.Account)
	if utf8.RuneCountInString(p.Account) > longestName {
		return heed.Errorf(heed.CodeTooLarge, "a name has at most %d characters", longestName)
	}
	if p.Line != "" {
		if err := a.coverLine(ctx, &p); err != nil {
			return err
		}
	}
	if p.At.IsZero() {
		p.At = a.now().UTC()
	}
	return a.store.Write(ctx, func(tx Tx) error {
		if err := placePulse(ctx, tx, &p); err != nil {
			return err
		}
		_, err := tx.Panels.AddPulse(ctx, p)
		return err
	})
}
