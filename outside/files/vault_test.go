package files_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/outside/files"
)

func TestVault(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "x.db.recordings")
	v := files.Vault(dir)
	if list, err := v.List(ctx); err != nil || len(list) != 0 {
		t.Fatalf("a vault that was never used: %v, %v", list, err)
	}
	sum := sha256.Sum256([]byte("sound"))
	for range 2 { // the same bytes are one file
		hash, err := v.Put(ctx, []byte("sound"))
		if err != nil || hash != hex.EncodeToString(sum[:]) {
			t.Fatalf("put: %s, %v", hash, err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "new-123"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "notes.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	hash := hex.EncodeToString(sum[:])
	list, err := v.List(ctx)
	if err != nil || len(list) != 2 || list[0] != hash || list[1] != "new-123" {
		t.Fatalf("list: %v, %v", list, err)
	}
	if info, err := os.Stat(filepath.Join(dir, hash)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("rights %v, %v", info.Mode(), err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("rights of the folder %v, %v", info.Mode(), err)
	}
	f, err := v.Open(ctx, hash)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil || string(b) != "sound" {
		t.Errorf("%q, %v", b, err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
	for _, bad := range []string{"", "../x.db", "notes.txt", hash[:63] + "g"} {
		if _, err := v.Open(ctx, bad); heed.ErrorCode(err) != heed.CodeNotFound {
			t.Errorf("opening %q: %v", bad, err)
		}
		if err := v.Remove(ctx, bad); heed.ErrorCode(err) != heed.CodeNotFound {
			t.Errorf("removing %q: %v", bad, err)
		}
	}
	for range 2 { // gone already is no fault
		if err := v.Remove(ctx, hash); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := v.Open(ctx, hash); heed.ErrorCode(err) != heed.CodeNotFound {
		t.Errorf("after removing: %v", err)
	}
}
