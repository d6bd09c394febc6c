package web

import (
	"cmp"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// benchPage is one turn with everything that a researcher does with it; it
// works without script.
type benchPage struct {
	Act, Back, Name, Meta string
	Prev, Next            string
	turn
	Sentences []look.Option // value: bytes of the turn, from-to
	Chosen    string        // words that were selected on the page before
	Codes     []look.Option
	Coded     []codedLine
	Claims    []look.Option
	Cells     []look.Option
	Personas  []look.Option
	Own       string // the text, for correcting
	Revision  int
	Voices    []look.Option
	Roles     []look.Option
	VoiceN    string
	History   []revisionLine
	Memos     []memoLine
	Evidence  bool // whether a customer says it
}

// codedLine is a coding beside its words.
type codedLine struct {
	ID               int64
	Mark, Name, Href string
	Quote            look.Found
	Lang             string
	By, When, Where  string
	Place            string // address of the words
	Changed          bool
	Withheld         bool
	Mine, Ours       bool
}

type revisionLine struct {
	Meta, Text string
	Now        bool
}

// researchRoutes are the pages of the researcher's workbench.
func (s *site) researchRoutes(page func(string, handler)) {
	page("GET /s/{study}/conversations/{id}/turns/{n}", s.bench)
	page("POST /s/{study}/conversations/{id}/turns/{n}", s.work)
	page("GET /s/{study}/codes", s.codes)
	page("POST /s/{study}/codes", s.changeCodes)
	page("GET /s/{study}/codes/agreement", s.agreement)
	page("GET /s/{study}/codes/{code}", s.code)
	page("POST /s/{study}/codes/{code}", s.changeCodes)
	page("GET /s/{study}/memos", s.memos)
	page("POST /s/{study}/memos", s.changeMemos)
	page("GET /s/{study}/export/{what}", s.export)
	page("GET /s/{study}/journey/stages", s.stages)
	page("POST /s/{study}/journey/stages", s.setStages)
	page("POST /s/{study}/outcome", s.setOutcome)
	page("GET /s/{study}/checks", s.check)
	page("POST /s/{study}/checks", s.check)
}

// coder is who codes and writes: the account, else the name that a laptop of
// one was told, else nobody by name.
func coder(r *http.Request) string {
	if by := whoLooks(r).Account; by != "" {
		return by
	}
	c, err := r.Cookie("coder")
	if err != nil {
		return ""
	}
	name, err := url.QueryUnescape(c.Value)
	if err != nil {
		return ""
	}
	return look.Label(name)
}

// benchOf opens the turn that the address names.
func (s *site) benchOf(r *http.Request) (p studied, v app.ConversationView, n int, err error) {
	if p, err = s.about(r, "web.nav.conversations", "conversations"); err != nil {
		return p, v, 0, err
	}
	if v, err = s.app.Conversation(r.Context(), r.PathValue("id")); err != nil {
		return p, v, 0, err
	}
	n, err = strconv.Atoi(r.PathValue("n"))
	if v.Study != p.Study.ID || err != nil || n < 1 || n > len(v.Turns) {
		return p, v, 0, heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("web.no_conversation"))
	}
	return p, v, n - 1, nil
}

func (s *site) bench(w http.ResponseWriter, r *http.Request) error {
	p, v, i, err := s.benchOf(r)
	if err != nil {
		return err
	}
	var readings []heed.Reading
	for _, rd := range v.Sensed.Readings {
		if rd.Turn == i {
			readings = append(readings, rd)
		}
	}
	base := "/s/" + p.Study.ID + "/conversations/" + url.PathEscape(v.Conversation.ID)
	b := benchPage{Act: r.URL.Path, Back: base + turnAddress(i), turn: turnOf(p.scene, &v, i, readings), Own: v.Turns[i].Text, Revision: v.Revisions[i]}
	about, meta := aboutConversation(p.scene, &v)
	b.Name, b.Meta = titleOf(p.scene, cmp.Or(v.Title, v.Conversation.ID), v.Kind, firstOf(about)), meta
	b.Who = called(p.scene, &v.Conversation, v.Turns[i].Speaker)
	b.Evidence = !b.Ours && !b.Closed
	if i > 0 {
		b.Prev = fmt.Sprintf("%s/turns/%d", base, i)
	}
	if i+1 < len(v.Turns) {
		b.Next = fmt.Sprintf("%s/turns/%d", base, i+2)
	}
	b.choices(p.scene, &v, i, readings, chosenBefore(r, &v, i))
	if err := s.fillBench(r, &p, &v, i, &b); err != nil {
		return err
	}
	p.Title, p.Body = b.Name, b
	return s.render(w, r, http.StatusOK, "bench", p.page)
}

// choices are the words that can be chosen without script: what was selected
// on the page before, the whole turn, each sentence.
func (b *benchPage) choices(sc *look.Scene, v *app.ConversationView, i int, readings []heed.Reading, chosen string) {
	text := v.Turns[i].Text
	if at, ok := spanOf(chosen); ok {
		if words, fits := at.In(text); fits && words != "" {
			b.Chosen = look.Clean(words)
			b.Sentences = append(b.Sentences, look.Option{Value: chosen, Word: b.Chosen, On: true})
		}
	}
	if len(readings) > 1 || b.Chosen != "" {
		for _, rd := range readings {
			b.Sentences = append(b.Sentences, look.Option{Value: fmt.Sprintf("%d-%d", rd.Span.Start, rd.Span.End), Word: look.Clean(rd.Text)})
		}
	}
	b.Sentences = append(b.Sentences, look.Option{Value: fmt.Sprintf("0-%d", len(text)), Word: sc.Say("web.bench.all"), On: b.Chosen == ""})
}

// chosenBefore is what was selected on the page before, in bytes.
func chosenBefore(r *http.Request, v *app.ConversationView, i int) string {
	from, err1 := strconv.Atoi(r.URL.Query().Get("from"))
	to, err2 := strconv.Atoi(r.URL.Query().Get("to"))
	text := v.Turns[i].Text
	at, ok := look.PlaceOf(text, look.ShownText(text, marksOf(v, i)), from, to)
	if err1 != nil || err2 != nil || !ok || at.Len() == len(text) {
		return ""
	}
	return fmt.Sprintf("%d-%d", at.Start, at.End)
}

// spanOf reads a span in bytes, from-to.
func spanOf(s string) (at heed.Span, ok bool) {
	from, to, found := strings.Cut(s, "-")
	start, err1 := strconv.Atoi(from)
	end, err2 := strconv.Atoi(to)
	return heed.Span{Start: start, End: end}, found && err1 == nil && err2 == nil && start >= 0 && end > start
}

// mostClaims is how many claims can be chosen from on the page of a turn.
const mostClaims = 300

func (s *site) fillBench(r *http.Request, p *studied, v *app.ConversationView, i int, b *benchPage) error {
	sc := p.scene
	book, coded, err := s.app.Codebook(r.Context(), p.Study.ID, coder(r))
	if err != nil {
		return err
	}
	names := map[string]heed.BookCode{}
	for _, c := range book.Codes {
		names[c.ID] = c.BookCode
		b.Codes = append(b.Codes, look.Option{Value: c.ID, Word: strings.Repeat(" ", c.Depth*2) + c.Name})
	}
	for _, c := range coded {
		if c.Conversation == v.Conversation.ID && c.Turn == i {
			b.Coded = append(b.Coded, lineOf(sc, c, names[c.Code], p.Study.ID, coder(r)))
		}
	}
	claims := slices.Clone(p.report().Claims)
	slices.SortStableFunc(claims, func(x, y heed.Claim) int { return cmp.Compare(y.Weight, x.Weight) })
	for k := range claims {
		if c := &claims[k]; c.Review != heed.Rejected && len(b.Claims) < mostClaims {
			b.Claims = append(b.Claims, look.Option{Value: c.ID, Word: look.Shorten1(c.Words, 110)})
		}
	}
	for _, c := range heed.Cells {
		b.Cells = append(b.Cells, look.Option{Value: string(c), Word: sc.Say("cell." + string(c)), On: c == heed.CellSays})
	}
	sp, _ := v.Speaker(v.Turns[i].Speaker)
	for _, x := range sc.Personas() {
		b.Personas = append(b.Personas, look.Option{Value: x.ID, Word: sc.PersonaName(x), On: slices.Contains(x.Participants, sp.Participant)})
	}
	for _, x := range v.Speakers {
		name := called(sc, &v.Conversation, x.Speaker)
		if label := look.Label(x.Speaker); name != label {
			name = joined(", ", name, label)
		}
		b.Voices = append(b.Voices, look.Option{Value: x.Speaker, Word: name, On: x.Speaker == v.Turns[i].Speaker})
	}
	for _, role := range []heed.Role{heed.RoleCustomer, heed.RoleRep, heed.RoleResearcher} {
		b.Roles = append(b.Roles, look.Option{Value: string(role), Word: sc.Say("web.side." + string(role)), On: v.RoleOf(i) == role})
	}
	same := 0
	for _, t := range v.Turns {
		if t.Speaker == v.Turns[i].Speaker {
			same++
		}
	}
	b.VoiceN = sc.Say("web.bench.everywhere", "n", same)
	if !b.Closed {
		history, err := s.app.TurnHistory(r.Context(), v.Conversation.ID, i)
		if err != nil {
			return err
		}
		for k, h := range slices.Backward(history) {
			if len(history) == 1 {
				break
			}
			line := revisionLine{Text: look.Clean(h.Text), Now: k == len(history)-1, Meta: sc.Say("web.bench.imported")}
			if k > 0 {
				line.Meta = joined(", ", sc.Say("web.bench.by", "who", cmp.Or(h.By, sc.Say("web.bench.you"))), sc.Day(heed.DateOf(h.At)))
			}
			b.History = append(b.History, line)
		}
	}
	b.Memos, err = s.memosAbout(r, p, heed.MemoTurn, app.TurnName(v.Conversation.ID, i))
	return err
}

func lineOf(sc *look.Scene, c app.Coded, code heed.BookCode, study, me string) codedLine {
	line := codedLine{
		ID: c.ID, Mark: codeMark(code.Mark), Name: look.Label(code.Name), Href: "/s/" + study + "/codes/" + code.ID,
		By: look.Label(c.By), When: sc.Day(heed.DateOf(c.At)), Changed: c.Changed, Withheld: c.Withheld, Ours: c.Ours, Mine: c.By == me,
		Place: "/s/" + study + "/conversations/" + c.Conversation + turnAddress(c.Turn),
	}
	text, _ := look.Cut(c.Text, look.PanelMax)
	line.Quote = look.Found{Text: text}
	if code.Version != c.Version {
		line.When = joined(", ", line.When, sc.Say("web.code.older", "n", c.Version))
	}
	return line
}

// codeMarks are the shapes by which codes are told apart, in a box of 14 by 14:
// drawn in ink, for colours mean feelings.
var codeMarks = [heed.CodeMarks]string{
	"M2 2h10v10H2z",                           // open square
	"M3 3 11 11M11 3 3 11",                    // cross
	"M7 2v10M2 7h10",                          // plus
	"M3 2v10M7 2v10M11 2v10",                  // three bars
	"M4 2 10 7 4 12",                          // arrow head
	"M2 4h10M2 10h10",                         // two lines
	"M2 2v10h10",                              // corner
	"M5 2H2v10h3M9 2h3v10H9",                  // brackets
	"M2 5 7 10 12 5",                          // tick down
	"M4 2v10M10 2v10M2 4h10M2 10h10",          // grid
	"M7 2v10M2 4.5 12 9.500M12 4.500 2 9.500", // star
	"M2 12 2 2 12 2M5 12 5 5 12 5",            // double corner
}

func codeMark(n int) string { return codeMarks[n%heed.CodeMarks] }

// work does what the form of a turn asks for.
func (s *site) work(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, 4<<20)
	if err := r.ParseForm(); err != nil {
		return tooMuch(err)
	}
	p, v, i, err := s.benchOf(r)
	if err != nil {
		return err
	}
	by, id, back := coder(r), v.Conversation.ID, cmp.Or(r.PostFormValue("back"), r.URL.Path)
	at, err := chosenSpan(p.scene, r, &v, i)
	if err != nil {
		return err
	}
	var entry int64
	act := r.PostFormValue("act")
	switch act {
	case "code":
		_, entry, err = s.app.ApplyCode(r.Context(), app.CodeRequest{Conversation: id, Turn: i, Span: at, Code: r.PostFormValue("code"), NewCode: r.PostFormValue("name"), By: by})
	case "uncode":
		coding, _ := strconv.ParseInt(r.PostFormValue("coding"), 10, 64)
		_, entry, err = s.app.RemoveCoding(r.Context(), p.Study.ID, coding, by)
	case "text":
		revision, bad := strconv.Atoi(r.PostFormValue("revision"))
		if bad != nil {
			revision = -1
		}
		entry, err = s.app.CorrectText(r.Context(), app.Correction{Conversation: id, Turn: i, Text: lines(r.PostFormValue("text")), Revision: revision, By: by})
	case "voice":
		speaker := cmp.Or(strings.TrimSpace(r.PostFormValue("voice")), r.PostFormValue("speaker"))
		entry, err = s.app.CorrectVoice(r.Context(), app.VoiceCorrection{
			Conversation: id, Turn: i, Speaker: speaker, Role: heed.Role(r.PostFormValue("role")), Everywhere: r.PostFormValue("everywhere") == "yes", By: by,
		})
	case "memo":
		_, entry, err = s.app.SaveMemo(r.Context(), heed.Memo{Study: p.Study.ID, Target: heed.MemoTurn, TargetID: app.TurnName(id, i), Text: lines(r.PostFormValue("memo")), By: by})
	case "evidence":
		d, err := s.app.MakeEvidence(r.Context(), app.EvidenceRequest{
			Conversation: id, Turn: i, Span: at, Stance: heed.Stance(r.PostFormValue("stance")), Claim: r.PostFormValue("claim"),
			NewWords: r.PostFormValue("words"), Cell: heed.Cell(r.PostFormValue("cell")), Persona: r.PostFormValue("persona"), By: by,
		})
		if err != nil {
			return err
		}
		return s.doneAt(w, r, within(back), "web.bench.done.evidence", d.ID)
	default:
		return heed.Errorf(heed.CodeInvalid, "%q is nothing that can be done with a turn", act)
	}
	if err != nil {
		return err
	}
	return s.entered(w, r, within(back), "web.bench.done."+act, entry)
}

// chosenSpan is what a form chose: bytes from a list of sentences, or what was
// selected on the page, counted as a browser counts.
func chosenSpan(sc *look.Scene, r *http.Request, v *app.ConversationView, i int) (at heed.Span, err error) {
	text := v.Turns[i].Text
	if s := r.PostFormValue("span"); s != "" {
		at, ok := spanOf(s)
		if !ok {
			return at, heed.Errorf(heed.CodeInvalid, "%s", sc.Say("web.bench.which"))
		}
		return at, nil
	}
	from, err1 := strconv.Atoi(r.PostFormValue("from"))
	to, err2 := strconv.Atoi(r.PostFormValue("to"))
	if err1 != nil || err2 != nil {
		return heed.Span{Start: 0, End: len(text)}, nil
	}
	at, ok := look.PlaceOf(text, look.ShownText(text, marksOf(v, i)), from, to)
	if !ok {
		return at, heed.Errorf(heed.CodeInvalid, "%s", sc.Say("web.bench.which"))
	}
	return at, nil
}

// entered goes back to where the visitor was and says what was done, with the
// entry of the journal that takes it back.
func (s *site) entered(w http.ResponseWriter, r *http.Request, address, message string, entry int64) error {
	back, err := url.Parse(address)
	if err != nil {
		back = &url.URL{Path: "/"}
	}
	q := back.Query()
	q.Set("entry", strconv.FormatInt(entry, 10))
	back.RawQuery = q.Encode()
	return s.doneAt(w, r, back.String(), message, 0)
}

// closedText stands where words were that may not be quoted.
func closedText(sc *look.Scene, who string) template.HTML {
	return template.HTML(template.HTMLEscapeString(sc.Say("web.closed", "who", who))) // escaped here
}
