package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

const interviews = "interviews"

// talkOf finds the conversation in which somebody says the words, and the
// place of the words.
func talkOf(t *testing.T, a *app.App, words string) (v app.ConversationView, turn int, at heed.Span) {
	t.Helper()
	rows, _, err := a.Conversations(context.Background(), app.Filter{Study: interviews})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		v, err := a.Conversation(context.Background(), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		for i, said := range v.Turns {
			if from := strings.Index(said.Text, words); from >= 0 {
				return v, i, heed.Span{Start: from, End: from + len(words)}
			}
		}
	}
	t.Fatalf("nobody says %q", words)
	return v, 0, at
}

func TestCorrectText(t *testing.T) {
	ctx := context.Background()
	a, _ := heardTwo(t)
	v, turn, at := talkOf(t, a, "payroll would fail on Friday")
	coded, _, err := a.ApplyCode(ctx, app.CodeRequest{Conversation: v.ID, Turn: turn, Span: at, NewCode: "Worry", By: "ana"})
	if err != nil {
		t.Fatal(err)
	}
	made, err := a.MakeEvidence(ctx, app.EvidenceRequest{
		Conversation: v.ID, Turn: turn, Span: at, Stance: heed.Supports, NewWords: "Payroll must not fail", Cell: heed.CellRisks, By: "ana",
	})
	if err != nil {
		t.Fatal(err)
	}
	wrong := func(want heed.Code, c app.Correction) {
		t.Helper()
		if _, err := a.CorrectText(ctx, c); heed.ErrorCode(err) != want {
			t.Errorf("%+v: %v, want %s", c, err, want)
		}
	}
	wrong(heed.CodeInvalid, app.Correction{Conversation: v.ID, Turn: turn, Text: " \n"})
	wrong(heed.CodeInvalid, app.Correction{Conversation: v.ID, Turn: turn, Text: v.Turns[turn].Text, Revision: -1})
	wrong(heed.CodeNotFound, app.Correction{Conversation: v.ID, Turn: 99, Text: "x"})
	wrong(heed.CodeConflict, app.Correction{Conversation: v.ID, Turn: turn, Text: "x", Revision: 4})

	better := "To be honest, " + strings.Replace(v.Turns[turn].Text, "My boss asked", "Our boss at +1 415 555 0134 asked", 1)
	entry, err := a.CorrectText(ctx, app.Correction{Conversation: v.ID, Turn: turn, Text: better, By: "ana"})
	if err != nil {
		t.Fatal(err)
	}
	now, err := a.Conversation(ctx, v.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got := now.Turns[turn]; !strings.HasPrefix(got.Text, "To be honest, I was afraid") || strings.Contains(got.Text, "0134") || got.Speaker != v.Turns[turn].Speaker || got.Start != v.Turns[turn].Start {
		t.Errorf("corrected to %+v", got)
	}
	if now.Revisions[turn] != 1 {
		t.Errorf("revision %d", now.Revisions[turn])
	}
	if r := now.Sensed.Readings; !slices.ContainsFunc(r, func(r heed.Reading) bool { return strings.HasPrefix(r.Text, "To be honest") }) {
		t.Error("the turn was not read anew")
	}
	stands := func(when string, changed bool) {
		t.Helper()
		_, list, err := a.Codebook(ctx, interviews, "ana")
		if err != nil || len(list) != 1 {
			t.Fatalf("%s: %d codings, %v", when, len(list), err)
		}
		if list[0].Changed != changed || list[0].Text != coded.Text {
			t.Errorf("%s: %q, changed %v", when, list[0].Text, list[0].Changed)
		}
		r, err := a.Shown(ctx, interviews)
		if err != nil {
			t.Fatal(err)
		}
		c := r.Claim(made.TargetID)
		if changed {
			if c != nil || len(r.Unfit) != 1 {
				t.Errorf("%s: the claim is %+v, %d decisions do not fit", when, c, len(r.Unfit))
			}
			return
		}
		if c == nil || len(c.Evidence) != 1 || c.Evidence[0].Text != coded.Text || c.Evidence[0].Participant == "" || c.People != 1 {
			t.Fatalf("%s: the claim is %+v", when, c)
		}
		text := now.Turns[turn].Text
		if got, ok := c.Evidence[0].In(text); !ok || got != coded.Text {
			t.Errorf("%s: its words stand at %v", when, c.Evidence[0].Span)
		}
	}
	stands("after", false)

	second, err := a.CorrectText(ctx, app.Correction{Conversation: v.ID, Turn: turn, Revision: 1, Text: "I was not afraid of anything.", By: "ben"})
	if err != nil {
		t.Fatal(err)
	}
	stands("without the words", true)
	if _, err := a.TakeBack(ctx, interviews, entry, ""); heed.ErrorCode(err) != heed.CodeConflict {
		t.Errorf("the first was taken back before the second: %v", err)
	}
	if _, err := a.TakeBack(ctx, interviews, second, ""); err != nil {
		t.Fatal(err)
	}
	stands("taken back", false)
	history, err := a.TurnHistory(ctx, v.ID, turn)
	if err != nil || len(history) != 4 || history[3].Text != history[1].Text || history[1].By != "ana" {
		t.Errorf("%d texts, %v", len(history), err)
	}
}

func TestCorrectVoice(t *testing.T) {
	ctx := context.Background()
	a, before := heardTwo(t)
	v, turn, _ := talkOf(t, a, "What did you do?")
	if _, err := a.CorrectVoice(ctx, app.VoiceCorrection{Conversation: v.ID, Turn: turn, Role: "judge"}); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("a judge: %v", err)
	}
	if _, err := a.CorrectVoice(ctx, app.VoiceCorrection{Conversation: v.ID, Turn: turn, Role: v.RoleOf(turn)}); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("nothing changed: %v", err)
	}
	one, err := a.CorrectVoice(ctx, app.VoiceCorrection{Conversation: v.ID, Turn: turn, Speaker: "A colleague", Role: heed.RoleCustomer})
	if err != nil {
		t.Fatal(err)
	}
	now, err := a.Conversation(ctx, v.ID)
	if err != nil {
		t.Fatal(err)
	}
	sp, ok := now.Speaker("A colleague")
	if !ok || now.RoleOf(turn) != heed.RoleCustomer || sp.Participant == "" || now.Turns[0].Speaker != v.Turns[0].Speaker || now.Turns[turn].Text != v.Turns[turn].Text {
		t.Errorf("%+v, %+v", sp, now.Turns[turn])
	}
	all, err := a.CorrectVoice(ctx, app.VoiceCorrection{Conversation: v.ID, Turn: 0, Role: heed.RoleRep, Everywhere: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.TakeBack(ctx, interviews, one, ""); heed.ErrorCode(err) == "" {
		t.Error("an older correction was taken back over a newer one")
	}
	for _, entry := range []int64{all, one} {
		if _, err := a.TakeBack(ctx, interviews, entry, ""); err != nil {
			t.Fatal(err)
		}
	}
	now, err = a.Conversation(ctx, v.ID)
	if err != nil || now.RoleOf(turn) != v.RoleOf(turn) || len(now.Speakers) != len(v.Speakers) {
		t.Errorf("%+v, %v", now.Speakers, err)
	}
	after, err := a.Shown(ctx, interviews)
	if err != nil || after.Heard.Participants != before.Heard.Participants {
		t.Errorf("%d heard, before %d, %v", after.Heard.Participants, before.Heard.Participants, err)
	}
}

func TestCodebook(t *testing.T) {
	ctx := context.Background()
	a, _ := heardTwo(t)
	save := func(c heed.BookCode) (heed.BookCode, int64) {
		t.Helper()
		c.Study = interviews
		c, entry, err := a.SaveCode(ctx, c, "ana")
		if err != nil {
			t.Fatal(err)
		}
		return c, entry
	}
	feelings, _ := save(heed.BookCode{Name: " Feelings ", Definition: "What they feel"})
	worry, made := save(heed.BookCode{Name: "Worry", Parent: feelings.ID})
	if worry.Mark == feelings.Mark {
		t.Error("two codes look the same")
	}
	for want, c := range map[heed.Code]heed.BookCode{
		heed.CodeConflict: {Name: "feelings"}, heed.CodeInvalid: {Name: " "}, heed.CodeNotFound: {Name: "x", Parent: "none"},
		heed.CodeTooLarge: {Name: strings.Repeat("x", 99)},
	} {
		c.Study = interviews
		if _, _, err := a.SaveCode(ctx, c, ""); heed.ErrorCode(err) != want {
			t.Errorf("%+v: %v, want %s", c, err, want)
		}
	}
	feelings.Parent = worry.ID
	if _, _, err := a.SaveCode(ctx, feelings, ""); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("a code stands beneath itself: %v", err)
	}
	v, turn, at := talkOf(t, a, "payroll would fail on Friday")
	apply := func(code, by string) (heed.Coding, int64) {
		t.Helper()
		c, entry, err := a.ApplyCode(ctx, app.CodeRequest{Conversation: v.ID, Turn: turn, Span: at, Code: code, By: by})
		if err != nil {
			t.Fatal(err)
		}
		return c, entry
	}
	_, first := apply(worry.ID, "ana")
	apply(feelings.ID, "ben")
	if _, _, err := a.ApplyCode(ctx, app.CodeRequest{Conversation: v.ID, Turn: turn, Span: at, Code: worry.ID, By: "ana"}); heed.ErrorCode(err) != heed.CodeConflict {
		t.Errorf("coded twice: %v", err)
	}
	if _, _, err := a.ApplyCode(ctx, app.CodeRequest{Conversation: v.ID, Turn: turn, Span: heed.Span{Start: 4, End: 4}, Code: worry.ID}); heed.ErrorCode(err) != heed.CodeInvalid {
		t.Errorf("coded nothing: %v", err)
	}
	if _, err := a.TakeBack(ctx, interviews, made, ""); heed.ErrorCode(err) != heed.CodeConflict {
		t.Errorf("a code that is in use was unmade: %v", err)
	}
	see := func(by string, want ...string) {
		t.Helper()
		b, _, err := a.Codebook(ctx, interviews, by)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range b.Codes {
			got = append(got, strings.Repeat(">", c.Depth)+c.Name+strings.Repeat("*", c.Places))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s sees %q, want %q", by, got, want)
		}
	}
	see("ana", "Feelings*", ">Worry*")
	if err := a.SetBlind(ctx, interviews, true); err != nil {
		t.Fatal(err)
	}
	see("ana", "Feelings", ">Worry*")
	if g, err := a.Agree(ctx, interviews); err != nil || !g.Blind || len(g.Codes) != 0 || len(g.Coders) != 2 {
		t.Errorf("while blind: %+v, %v", g, err)
	}
	if err := a.SetBlind(ctx, interviews, false); err != nil {
		t.Fatal(err)
	}
	g, err := a.Agree(ctx, interviews)
	if err != nil || g.Conversations != 1 || len(g.Codes) != 2 || g.Codes[0].Used != 1 || g.Codes[0].Pairs[0].N < 3 || len(g.Codes[0].Differ) != 1 {
		t.Errorf("agreement: %+v, %v", g, err)
	}
	back := func(entry int64, err error) {
		t.Helper()
		if err == nil {
			_, err = a.TakeBack(ctx, interviews, entry, "ana")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	merged, err := a.MergeCodes(ctx, interviews, feelings.ID, worry.ID, "ana")
	see("ana", "Worry**")
	back(merged, err)
	see("ana", "Feelings*", ">Worry*")
	deleted, err := a.DeleteCode(ctx, interviews, feelings.ID, "ana")
	see("ana", "Worry*")
	back(deleted, err)
	see("ana", "Feelings*", ">Worry*")
	worry.Name = "Fear"
	renamed, entry := save(worry)
	if renamed.Version != 2 {
		t.Errorf("version %d", renamed.Version)
	}
	see("ana", "Feelings*", ">Fear*")
	back(entry, nil)
	back(first, nil)
	see("ana", "Feelings*", ">Worry")
	b, list, err := a.Codebook(ctx, interviews, "ana")
	if err != nil || b.Version == 0 {
		t.Errorf("version %d, %v", b.Version, err)
	}
	_, entry, err = a.RemoveCoding(ctx, interviews, list[0].ID, "ben")
	see("ana", "Feelings", ">Worry")
	back(entry, err)
	see("ana", "Feelings*", ">Worry")
}

func TestMemos(t *testing.T) {
	ctx := context.Background()
	a, r := heardTwo(t)
	v, turn, _ := talkOf(t, a, "payroll")
	about := []heed.Memo{
		{Target: heed.MemoTurn, TargetID: app.TurnName(v.ID, turn), Text: "She pauses before payroll."},
		{Target: heed.MemoConversation, TargetID: v.ID, Text: "A calm talk."},
		{Target: heed.MemoParticipant, TargetID: v.Speakers[len(v.Speakers)-1].Participant, Text: "Ask again in March"},
		{Target: heed.MemoClaim, TargetID: r.Claims[0].ID, Text: "Is it so?"}, {Target: heed.MemoPersona, TargetID: r.Personas[0].ID, Text: "¿Será la nómina?"},
		{Target: heed.MemoStudy, Text: "We need two more."},
	}
	var entry int64
	for _, m := range about {
		m.Study, m.By = interviews, "ana"
		if m.Target == heed.MemoParticipant {
			for id := range r.Participants {
				m.TargetID = id
			}
		}
		var err error
		if _, entry, err = a.SaveMemo(ctx, m); err != nil {
			t.Fatalf("%+v: %v", m, err)
		}
	}
	for _, m := range []heed.Memo{
		{Target: heed.MemoTurn, TargetID: v.ID + "#99", Text: "x"}, {Target: heed.MemoTheme, TargetID: "none", Text: "x"},
		{Target: heed.MemoParticipant, TargetID: "none", Text: "x"}, {Target: heed.MemoCode, TargetID: "none", Text: "x"},
	} {
		m.Study = interviews
		if _, _, err := a.SaveMemo(ctx, m); heed.ErrorCode(err) != heed.CodeNotFound {
			t.Errorf("%+v: %v", m, err)
		}
	}
	count := func(want int, f app.MemoFilter) {
		t.Helper()
		if list, err := a.Memos(ctx, interviews, f); err != nil || len(list) != want {
			t.Errorf("%+v finds %d, want %d, %v", f, len(list), want, err)
		}
	}
	count(6, app.MemoFilter{})
	count(1, app.MemoFilter{Query: "NOMINA sera"})
	count(1, app.MemoFilter{Target: heed.MemoTurn, By: "ana"})
	count(0, app.MemoFilter{By: "ben"})
	if _, err := a.TakeBack(ctx, interviews, entry, ""); err != nil {
		t.Fatal(err)
	}
	count(5, app.MemoFilter{})
	list, err := a.Memos(ctx, interviews, app.MemoFilter{Target: heed.MemoConversation})
	if err != nil {
		t.Fatal(err)
	}
	changed := list[0]
	changed.Text = "Not calm at all."
	_, entry, err = a.SaveMemo(ctx, changed)
	if err != nil {
		t.Fatal(err)
	}
	count(1, app.MemoFilter{Query: "not calm"})
	if _, err := a.TakeBack(ctx, interviews, entry, ""); err != nil {
		t.Fatal(err)
	}
	count(0, app.MemoFilter{Query: "not calm"})
	gone, err := a.DeleteMemo(ctx, interviews, changed.ID, "ana")
	if err != nil {
		t.Fatal(err)
	}
	count(4, app.MemoFilter{})
	if _, err := a.TakeBack(ctx, interviews, gone, ""); err != nil {
		t.Fatal(err)
	}
	count(5, app.MemoFilter{})
}
