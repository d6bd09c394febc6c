package web

import (
	"cmp"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// turnsAtOnce is how many turns of a transcript are drawn at a time.
const turnsAtOnce = 150

// transcript is one conversation as the page shows it.
type transcript struct {
	Name, About string
	Meta        string
	Listened    string // how we listened, where both sides speak
	Ask         string // address to show back what it supports
	Ribbon      look.Ribbon
	Turns       []turn
	More        string // address of the next turns
	MoreNote    string
	Claims      []look.Claim
	Feelings    []look.Emotion
	Player      *player
	Codes       []codeChoice
	Bench       string // address of the page of a turn, without its number
	Closed      string // how many turns may not be shown
	Memos       []memoLine
}

// codeChoice is a code to apply, with its mark.
type codeChoice struct{ ID, Name, Mark, N string }

// turn is one turn with what was found in it.
type turn struct {
	N       int
	Who, At string
	Ours    bool
	Family  string
	Lang    string
	Text    template.HTML // escaped, with marks
	Emotion []look.Emotion
	Notes   []string // signals
	Acts    []string
	Cue     *cue // in the recording
	// Closed says that who speaks refuses to be quoted; Text says so too.
	Closed    bool
	Coded     []codedLine
	MemoN     string // how many memos there are on it
	Corrected bool
	Sentences string // places of its sentences as a browser counts, from-to
}

func (s *site) conversation(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.nav.conversations", "conversations")
	if err != nil {
		return err
	}
	v, err := s.app.Conversation(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if v.Study != p.Study.ID {
		return heed.Errorf(heed.CodeNotFound, "%s", p.scene.Say("web.no_conversation"))
	}
	from := min(number(r, "from"), len(v.Turns))
	t := transcript{Ribbon: p.scene.Ribbon(&v.Conversation, v.Sensed.Readings), Ask: askAddress(p.Study.ID, "conversation", v.Conversation.ID)}
	t.About, t.Meta = aboutConversation(p.scene, &v)
	t.Name = titleOf(p.scene, cmp.Or(v.Title, v.Conversation.ID), v.Kind, firstOf(t.About))
	if bothSpeak(&v.Conversation) {
		t.Listened = r.URL.Path + "/listening"
	}
	t.Turns = turnsOf(p.scene, &v, from, min(from+turnsAtOnce, len(v.Turns)))
	if t.Player, err = s.playUnder(r, p.scene, &v.Conversation, t.Turns); err != nil {
		return err
	}
	if err := s.research(r, &p, &v, &t, from); err != nil {
		return err
	}
	if next := from + turnsAtOnce; next < len(v.Turns) {
		t.More = r.URL.Path + "?from=" + itoa(next)
		t.MoreNote = p.scene.Say("web.more_turns", "n", len(v.Turns)-next)
	}
	for i := range v.Claims {
		t.Claims = append(t.Claims, p.scene.Line(&v.Claims[i]))
	}
	p.Title, p.Wide, p.Fragment, p.Body = t.Name, true, "turns", t
	return s.render(w, r, http.StatusOK, "conversation", p.page)
}

func aboutConversation(sc *look.Scene, v *app.ConversationView) (about, meta string) {
	var people []string
	for _, sp := range v.Speakers {
		if sp.Role != heed.RoleCustomer {
			continue
		}
		who, role, org := sc.Who(sp.Participant, sp.Speaker)
		people = append(people, joined(", ", who, role, org))
	}
	if len(people) > 4 {
		people = append(people[:4], sc.Say("web.and_more", "n", len(people)-4))
	}
	kind := ""
	if v.Kind != "" {
		kind = sc.Say("kind." + string(v.Kind))
	}
	return strings.Join(people, "; "), joined(", ", kind, sc.Day(v.Date), sc.Stage(v.Stage), sc.Say("web.turns", "n", len(v.Turns)))
}

// bothSpeak reports whether a customer and one of us speak in c.
func bothSpeak(c *heed.Conversation) bool {
	var ours, theirs bool
	for i := range c.Turns {
		role := c.RoleOf(i)
		ours, theirs = ours || role.Ours(), theirs || role == heed.RoleCustomer
	}
	return ours && theirs
}

// joined joins what is not empty.
func joined(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}

// turnsOf sets turns [from, to).
func turnsOf(sc *look.Scene, v *app.ConversationView, from, to int) []turn {
	byTurn := map[int][]heed.Reading{}
	for _, rd := range v.Sensed.Readings {
		if rd.Turn >= from && rd.Turn < to {
			byTurn[rd.Turn] = append(byTurn[rd.Turn], rd)
		}
	}
	out := make([]turn, 0, to-from)
	for i := from; i < to; i++ {
		out = append(out, turnOf(sc, v, i, byTurn[i]))
	}
	return out
}

func turnOf(sc *look.Scene, v *app.ConversationView, i int, readings []heed.Reading) turn {
	said := v.Turns[i]
	t := turn{N: i + 1, Ours: v.RoleOf(i).Ours(), At: look.Clock(said.Start), Closed: v.Withheld[i], Corrected: v.Revisions[i] > 0}
	sp, _ := v.Speaker(said.Speaker)
	t.Who = called(sc, &v.Conversation, said.Speaker)
	if i > 0 && v.Turns[i-1].Speaker == said.Speaker && t.At == "" {
		t.Who = ""
	}
	if v.Language != sc.Lang {
		t.Lang = string(v.Language)
	}
	seen := map[string]bool{}
	add := func(list *[]string, word string) {
		if word != "" && !seen[word] {
			seen[word] = true
			*list = append(*list, word)
		}
	}
	strongest := heed.FeelingScore{}
	for j := range readings {
		rd := &readings[j]
		f, felt := rd.Strongest()
		if t.Ours {
			continue
		}
		if felt {
			if word := string(f.Name); !seen["e:"+word] {
				seen["e:"+word] = true
				t.Emotion = append(t.Emotion, sc.Emotion(f.Name))
			}
			if f.Intensity > strongest.Intensity {
				strongest = f
			}
		}
		for _, sig := range rd.Signals {
			word := sc.Say("signal." + string(sig.Kind))
			if sig.Value != "" {
				word += ": " + look.Clean(sig.Value)
			}
			add(&t.Notes, word)
		}
	}
	if strongest.Intensity > 0 {
		t.Family = string(strongest.Name.Family())
	}
	if t.Ours && i < len(v.Sensed.Acts) {
		for _, a := range v.Sensed.Acts[i] {
			if a.Kind == heed.ActInformation || a.Kind == heed.ActBackchannel {
				continue // what most turns do says nothing about this one
			}
			add(&t.Acts, sc.Say("act."+string(a.Kind)))
		}
	}
	marks := marksIn(t.Ours, readings)
	t.Text = look.MarkText(said.Text, marks)
	if t.Closed {
		who, _, _ := sc.Who(sp.Participant, said.Speaker)
		t.Text = closedText(sc, who)
	}
	if len(readings) > 1 {
		t.Sentences = sentencePlaces(look.ShownText(said.Text, marks), readings)
	}
	return t
}

// conversationList is a page of conversations with the filters that chose it.
type conversationList struct {
	Rows    []conversationRow
	Total   string
	Filters []look.Choice
	Next    string
	Prev    string
	Empty   string
	Act     string
	Query   string
	After   string
	Before  string
	Near    []conversationRow // say something like the query, in other words
	Again   string            // where to ask again: meanings are still being placed
	Chosen  bool              // something was chosen or searched for
}

type conversationRow struct {
	Href, Title, Meta, Who string
	Feelings               []look.Emotion
	Found                  []look.Found // words around what was searched for
	FoundHref, FoundMeta   string
	FoundLang              string
	FoundOurs              bool
}

const rowsAtOnce = 50

func (s *site) conversations(w http.ResponseWriter, r *http.Request) error {
	p, err := s.about(r, "web.nav.conversations", "conversations")
	if err != nil {
		return err
	}
	q := r.URL.Query()
	f := app.Filter{
		Study: p.Study.ID, Kind: heed.Kind(q.Get("kind")), Segment: q.Get("segment"), Stage: q.Get("stage"),
		Organisation: q.Get("organisation"), Feeling: heed.Feeling(q.Get("feeling")), Language: heed.Language(q.Get("language")),
		Limit: rowsAtOnce, Offset: number(r, "from"),
	}
	if f.From, err = heed.ParseDate(q.Get("after")); err != nil {
		return err
	}
	if f.To, err = heed.ParseDate(q.Get("before")); err != nil {
		return err
	}
	if id := q.Get("persona"); id != "" {
		f.Participants = []string{}
		for _, x := range p.scene.Personas() {
			if x.ID == id {
				f.Participants = append(f.Participants, x.Participants...)
			}
		}
	}
	list := conversationList{
		Filters: filters(p.scene, r), Act: r.URL.Path, Query: strings.TrimSpace(q.Get("q")), After: f.From.String(), Before: f.To.String(),
	}
	for name := range q {
		list.Chosen = list.Chosen || q.Get(name) != "" && slices.Contains(choosing, name)
	}
	total := 0
	if list.Query != "" {
		if total, err = s.findRows(r, &p, &list, f); err != nil {
			return err
		}
	} else {
		var rows []app.ConversationRow
		if rows, total, err = s.app.Conversations(r.Context(), f); err != nil {
			return err
		}
		for _, row := range rows {
			list.Rows = append(list.Rows, rowOf(p.scene, row))
		}
	}
	list.Total = p.scene.Say("conversations", "n", total)
	if total == 0 && len(list.Near) == 0 {
		list.Empty = p.scene.Say("web.no_match")
	}
	if f.Offset > 0 {
		list.Prev = withQuery(r, "from", itoa(max(0, f.Offset-rowsAtOnce)))
	}
	if f.Offset+rowsAtOnce < total {
		list.Next = withQuery(r, "from", itoa(f.Offset+rowsAtOnce))
	}
	p.Fragment, p.Body = "list", list
	return s.render(w, r, http.StatusOK, "conversations", p.page)
}

// recent lists the conversations heard last.
func (s *site) recent(r *http.Request, p studied) ([]conversationRow, error) {
	rows, _, err := s.app.Conversations(r.Context(), app.Filter{Study: p.Study.ID, Limit: frontRecent})
	if err != nil {
		return nil, err
	}
	var out []conversationRow
	for _, row := range rows {
		out = append(out, rowOf(p.scene, row))
	}
	return out, nil
}

func rowOf(sc *look.Scene, c app.ConversationRow) conversationRow {
	row := conversationRow{Href: "/s/" + c.Study + "/conversations/" + c.ID}
	kind := ""
	if c.Kind != "" {
		kind = sc.Say("kind." + string(c.Kind))
	}
	row.Meta = joined(", ", kind, sc.Day(c.Date), sc.Stage(c.Stage), sc.Say("web.turns", "n", c.Turns))
	var who []string
	for i, id := range c.Participants {
		if i == 3 {
			who = append(who, sc.Say("web.and_more", "n", len(c.Participants)-3))
			break
		}
		name, role, org := sc.Who(id, "")
		who = append(who, joined(", ", name, role, cmp.Or(org, look.Label(c.Organisation))))
	}
	row.Who = strings.Join(who, "; ")
	first := ""
	if len(c.Participants) > 0 {
		first, _, _ = sc.Who(c.Participants[0], "")
	}
	row.Title = titleOf(sc, cmp.Or(c.Title, c.ID), c.Kind, first)
	for _, f := range c.Feelings {
		if f.Name != heed.Neutral {
			row.Feelings = append(row.Feelings, sc.Emotion(f.Name))
		}
	}
	return row
}

// filters are the choices by which a list of conversations can be narrowed.
func filters(sc *look.Scene, r *http.Request) []look.Choice {
	h := sc.Study.Heard
	kinds := make([]string, 0, len(h.ByKind))
	for _, k := range heed.Kinds {
		if h.ByKind[k] > 0 {
			kinds = append(kinds, string(k))
		}
	}
	var stages []string
	for _, st := range sc.Study.Settings.Stages {
		if h.ByStage[st.ID] > 0 {
			stages = append(stages, st.ID)
		}
	}
	feelings := make([]string, 0, len(heed.Feelings))
	for _, f := range heed.Feelings {
		if f != heed.Neutral {
			feelings = append(feelings, string(f))
		}
	}
	var langs []string
	for l := range h.ByLanguage {
		langs = append(langs, string(l))
	}
	slices.Sort(langs)
	var segments []string
	for sgm := range h.BySegment {
		segments = append(segments, sgm)
	}
	slices.Sort(segments)
	choice := func(name string, values []string, word func(string) string) look.Choice {
		c := look.Choice{Name: name, Label: sc.Say("web.filter." + name), Any: sc.Say("web.any")}
		for _, v := range values {
			c.Options = append(c.Options, look.Option{Value: v, Word: word(v), On: r.URL.Query().Get(name) == v})
		}
		return c
	}
	var personas []string
	for _, x := range sc.Personas() {
		personas = append(personas, x.ID)
	}
	all := []look.Choice{
		choice("persona", personas, sc.ShortName),
		choice("organisation", organisations(sc), look.Label),
		choice("kind", kinds, func(v string) string { return sc.Say("kind." + v) }),
		choice("segment", segments, func(v string) string { return segment(sc, v) }),
		choice("stage", stages, sc.Stage),
		choice("feeling", feelings, func(v string) string { return sc.Emotion(heed.Feeling(v)).Word }),
		choice("language", langs, func(v string) string { return sc.Say("lang." + v) }),
	}
	return slices.DeleteFunc(all, func(c look.Choice) bool { return len(c.Options) < 2 })
}
