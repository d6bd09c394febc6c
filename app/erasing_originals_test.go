package app_test

import (
	"bytes"
	"context"
	"path/filepath"
	"testing"

	"github.com/heedhq/heed/app"
)

// TestErasedFromOriginals: the file as it came goes, though another
// conversation of it stays, and what stays can still be taken back with its
// import.
func TestErasedFromOriginals(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	a := withClock(t, dir)
	defer a.Close()
	group := "Moderator: What stood out?\n\nMarta Voss: The cranes stopped for a whole week, and nobody told us why.\n\nRob Tunstall: For me it was the invoices, which never added up.\n"
	two := "conversation,speaker,text\n1,Ana Ruiz,The cranes were my worry too.\n2,Zed Okoro,I print every open invoice each night.\n"
	bringIn(t, a.App, app.ImportRequest{KeepOriginals: true, Paths: []string{folder(t, map[string]string{"board.txt": group, "chats.csv": two})}})
	_, total, err := a.Conversations(ctx, app.Filter{})
	if err != nil || total < 3 {
		t.Fatalf("%d conversations, %v", total, err)
	}
	hits, err := a.Search(ctx, "cranes", app.Filter{})
	if err != nil || len(hits) != 2 {
		t.Fatalf("%+v, %v", hits, err)
	}
	for _, h := range hits {
		if _, err := a.Erase(ctx, h.Participant); err != nil {
			t.Fatal(err)
		}
	}
	_, left, err := a.Conversations(ctx, app.Filter{})
	if err != nil || left != total-1 {
		t.Errorf("%d of %d conversations are left, %v", left, total, err)
	}
	imports, err := a.Imports(ctx)
	if err != nil || len(imports) != 1 {
		t.Fatalf("%+v, %v", imports, err)
	}
	for _, f := range []string{"heed.db", "heed.db-wal"} {
		if data := readIfThere(t, filepath.Join(dir, f)); bytes.Contains(data, []byte("cranes")) {
			t.Errorf("%s still holds their words", f)
		}
	}
	undone, err := a.UndoImport(ctx, imports[0].ID)
	if err != nil || undone.Conversations != left {
		t.Errorf("undone %+v of %d, %v", undone, left, err)
	}
}
