package app_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/outside/files"
	"github.com/heedhq/heed/store/sqlite"
)

// workspace opens a fresh App on SQLite with a clock that stands still and
// randomness that is not.
func workspace(t *testing.T) *app.App {
	t.Helper()
	store, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "heed.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a, err := app.New(app.Config{
		Store: store, Files: files.Disk{}, Workers: 2,
		Now:    func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) },
		Random: func(b []byte) { copy(b, "a key for tests, not for anybody's data") },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	return a
}

// folder writes files into a new folder and returns its path.
func folder(t *testing.T, contents map[string]string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "interviews")
	for name, text := range contents {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const marta = `Interviewer: How was the move for you?

Marta Voss: I was afraid that payroll would fail on Friday. My boss asked every day whether it was done.

Interviewer: What did you do?

Marta Voss: I printed every open invoice before we switched, all four hundred of them, because I did not trust the numbers.
`

const rob = `Interviewer: Tell me about the week you switched.

Rob Tunstall: Nobody could tell me who owned the problem. I was passed along four times and it was very frustrating.

Interviewer: And after that?

Rob Tunstall: The first Friday I went home at five I sat in the car and laughed. Marta Voss told me that she printed every open invoice before we switched.
`

func bringIn(t *testing.T, a *app.App, req app.ImportRequest) app.ImportSummary {
	t.Helper()
	sum, err := a.Import(context.Background(), req)
	if err != nil {
		t.Fatal(err)
	}
	if sum.Read+sum.Refused != sum.Given || len(sum.Files) != sum.Given {
		t.Errorf("counts do not add up: %d read, %d refused, %d given, %d outcomes", sum.Read, sum.Refused, sum.Given, len(sum.Files))
	}
	return sum
}

func TestImport(t *testing.T) {
	ctx := context.Background()
	a := workspace(t)
	dir := folder(t, map[string]string{
		"marta.txt": marta, "rob.txt": rob, "empty.txt": "", "picture.txt": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
	})
	sum := bringIn(t, a, app.ImportRequest{Paths: []string{dir}})
	if sum.Given != 4 || sum.Read != 2 || sum.Refused != 2 || sum.Conversations != 2 || sum.Turns != 8 {
		t.Errorf("given %d, read %d, refused %d, %d conversations, %d turns", sum.Given, sum.Read, sum.Refused, sum.Conversations, sum.Turns)
	}
	for _, f := range sum.Files {
		if f.State == app.FileRefused && f.Reason == "" {
			t.Errorf("%s is refused without a reason", f.Name)
		}
	}
	if len(sum.Studies) != 1 || sum.Studies[0] != "interviews" {
		t.Errorf("studies %v, want the folder's name", sum.Studies)
	}
	rows, total, err := a.Conversations(ctx, app.Filter{Study: "interviews"})
	if err != nil || total != 2 || len(rows) != 2 {
		t.Fatalf("%d conversations of %d, %v", len(rows), total, err)
	}

	again := bringIn(t, a, app.ImportRequest{Paths: []string{dir}})
	if again.Unchanged != 2 || again.Conversations != 0 {
		t.Errorf("the same bytes again: %d unchanged, %d conversations", again.Unchanged, again.Conversations)
	}
}

func TestImportTakesNamesOut(t *testing.T) {
	ctx := context.Background()
	a := workspace(t)
	sum := bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, map[string]string{"marta.txt": marta, "rob.txt": rob})}})
	if !sum.Pseudonyms {
		t.Error("pseudonyms are off by default")
	}
	rows, _, err := a.Conversations(ctx, app.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		c, err := a.Conversation(ctx, r.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, turn := range c.Turns {
			for _, name := range []string{"Voss", "Tunstall"} {
				if strings.Contains(turn.Text+turn.Speaker, name) {
					t.Errorf("%s is left in %q, %q", name, turn.Speaker, turn.Text)
				}
			}
		}
	}

	open := workspace(t)
	kept := bringIn(t, open, app.ImportRequest{Paths: []string{folder(t, map[string]string{"marta.txt": marta})}, KeepNames: true})
	if kept.Pseudonyms {
		t.Error("the summary says that pseudonyms are on though they were turned off")
	}
}

func TestPreviewStoresNothing(t *testing.T) {
	a := workspace(t)
	sum := bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, map[string]string{"marta.txt": marta})}, Preview: true})
	if sum.Conversations != 1 {
		t.Errorf("preview shows %d conversations", sum.Conversations)
	}
	studies, err := a.Studies(context.Background())
	if err != nil || len(studies) != 0 {
		t.Errorf("preview stored %v, %v", studies, err)
	}
	imports, err := a.Imports(context.Background())
	if err != nil || len(imports) != 0 {
		t.Errorf("preview recorded %v, %v", imports, err)
	}
}

func TestNearDuplicate(t *testing.T) {
	a := workspace(t)
	long := strings.Repeat(marta, 1) + strings.ReplaceAll(rob, "Rob Tunstall", "Marta Voss")
	sum := bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, map[string]string{
		"a.txt": long, "b.txt": long + "\nInterviewer: Thanks.\n", "c.txt": rob,
	})}})
	like := map[string]string{}
	for _, f := range sum.Files {
		like[filepath.Base(f.Name)] = filepath.Base(f.Like)
	}
	if like["b.txt"] != "a.txt" || like["c.txt"] != "." {
		t.Errorf("near-duplicates: %v", like)
	}
}

func TestReportQuotesToTheLetter(t *testing.T) {
	ctx := context.Background()
	a := workspace(t)
	bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, map[string]string{"marta.txt": marta, "rob.txt": rob})}})
	rep, err := a.Report(ctx, app.ReportRequest{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	quotations := 0
	for _, s := range rep.Studies {
		for _, c := range s.Claims {
			if err := c.Validate(); err != nil {
				t.Error(err)
			}
			for _, e := range c.Evidence {
				quotations++
				v, err := a.Conversation(ctx, e.Conversation)
				if err != nil {
					t.Fatal(err)
				}
				if got, ok := e.Span.In(v.Turns[e.Turn].Text); !ok || got != e.Text {
					t.Errorf("claim %s quotes %q where %q stands", c.ID, e.Text, got)
				}
			}
		}
	}
	if quotations == 0 {
		t.Error("the report quotes nobody")
	}
	if _, err := a.Report(ctx, app.ReportRequest{Study: "nowhere"}, nil); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("an unknown study: %v", err)
	}
	if _, err := workspace(t).Report(ctx, app.ReportRequest{}, nil); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("an empty workspace: %v", err)
	}
}

func TestErase(t *testing.T) {
	ctx := context.Background()
	a := workspace(t)
	dir := folder(t, map[string]string{"marta.txt": marta, "rob.txt": rob})
	bringIn(t, a, app.ImportRequest{Paths: []string{dir}})
	if _, err := a.Report(ctx, app.ReportRequest{}, nil); err != nil {
		t.Fatal(err)
	}
	hits, err := a.Search(ctx, "payroll", app.Filter{})
	if err != nil || len(hits) != 1 {
		t.Fatalf("before: %d hits, %v", len(hits), err)
	}
	erased, err := a.Erase(ctx, hits[0].Participant)
	if err != nil {
		t.Fatal(err)
	}
	if erased.Conversations != 1 {
		t.Errorf("erased %+v", erased)
	}
	if hits, err := a.Search(ctx, "payroll", app.Filter{}); err != nil || len(hits) != 0 {
		t.Errorf("after: %d hits, %v", len(hits), err)
	}
	again := bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, map[string]string{"marta2.txt": marta + "\n"})}})
	if again.Conversations != 0 || again.Refused != 1 {
		t.Errorf("an erased person came back: %+v", again)
	}
}

func TestUndoImport(t *testing.T) {
	ctx := context.Background()
	a := workspace(t)
	first := bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, map[string]string{"marta.txt": marta})}})
	dir := folder(t, map[string]string{"rob.txt": rob})
	second := bringIn(t, a, app.ImportRequest{Paths: []string{dir}})
	undone, err := a.UndoImport(ctx, second.Import)
	if err != nil || undone.Conversations != 1 || undone.Participants != 1 {
		t.Fatalf("undone %+v, %v", undone, err)
	}
	if _, total, err := a.Conversations(ctx, app.Filter{}); err != nil || total != 1 {
		t.Errorf("%d conversations are left, %v", total, err)
	}
	if _, err := a.UndoImport(ctx, second.Import); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("undone twice: %v", err)
	}
	if back := bringIn(t, a, app.ImportRequest{Paths: []string{dir}}); back.Conversations != 1 {
		t.Errorf("brought in again: %+v", back)
	}
	if _, err := a.UndoImport(ctx, first.Import); err != nil {
		t.Error(err)
	}
}

func TestDecideAndUndo(t *testing.T) {
	ctx := context.Background()
	a := workspace(t)
	bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, map[string]string{"marta.txt": marta, "rob.txt": rob})}})
	if _, err := a.Analyse(ctx, app.AnalyseRequest{}); err != nil {
		t.Fatal(err)
	}
	first := func() heed.Claim {
		var c heed.Claim
		err := a.Look(ctx, "interviews", func(l *app.Looking) error {
			claims, total, err := l.Claims(ctx, app.ClaimFilter{})
			if err != nil || total == 0 {
				t.Fatalf("%d claims, %v", total, err)
			}
			c = claims[0]
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	c := first()
	d, err := a.Decide(ctx, heed.Decision{Study: "interviews", Kind: heed.DecideAccept, Target: heed.TargetClaim, TargetID: c.ID})
	if err != nil {
		t.Fatal(err)
	}
	if got := first(); got.ID != c.ID || got.Review != heed.Accepted {
		t.Errorf("after accepting: %s is %s", got.ID, got.Review)
	}
	if _, err := a.Undo(ctx, "interviews", d.ID, ""); err != nil {
		t.Fatal(err)
	}
	if got := first(); got.Review != heed.Machine {
		t.Errorf("after undoing: %s", got.Review)
	}
	_, err = a.Decide(ctx, heed.Decision{Study: "interviews", Kind: heed.DecideAccept, Target: heed.TargetClaim, TargetID: "none"})
	if heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("deciding on nothing: %v", err)
	}
}

func TestSearchLeavesOutWhoRefused(t *testing.T) {
	ctx := context.Background()
	a := workspace(t)
	bringIn(t, a, app.ImportRequest{Paths: []string{folder(t, map[string]string{"marta.txt": marta, "rob.txt": rob})}})
	hits, err := a.Search(ctx, "payroll", app.Filter{})
	if err != nil || len(hits) != 1 {
		t.Fatalf("%d hits, %v", len(hits), err)
	}
	refuse := app.ParticipantChange{Consent: heed.Consent{QuoteInside: heed.No}}
	if err := a.ChangeParticipant(ctx, hits[0].Participant, refuse); err != nil {
		t.Fatal(err)
	}
	if hits, err = a.Search(ctx, "payroll", app.Filter{}); err != nil || len(hits) != 0 {
		t.Errorf("found %v, %v", hits, err)
	}
	if hits, err = a.Search(ctx, "passed along", app.Filter{}); err != nil || len(hits) != 1 {
		t.Errorf("somebody else's words: %d hits, %v", len(hits), err)
	}
}
