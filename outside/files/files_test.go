package files_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/outside/files"
)

func TestFind(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "a/one.vtt", "a/two.txt", ".hidden/x.txt", "a/.DS_Store"} {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	disk := files.Disk{Stdin: strings.NewReader("piped")}
	found, err := disk.Find(context.Background(), []string{dir, filepath.Join(dir, "b.txt"), "-"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a/one.vtt", "a/two.txt", "b.txt", "piped"}
	if len(found) != len(want) {
		t.Fatalf("found %d files, want %d: %v", len(found), len(want), found)
	}
	for i, f := range found {
		if got := content(t, f); got != want[i] {
			t.Errorf("file %d (%s) holds %q, want %q", i, f.Name, got, want[i])
		}
	}
	if found[0].Folder != "a" {
		t.Errorf("folder of %s is %q, want a", found[0].Name, found[0].Folder)
	}
}

func content(t *testing.T, f app.File) string {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(io.NewSectionReader(r, 0, f.Size))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestFindNothing(t *testing.T) {
	_, err := files.Disk{}.Find(context.Background(), []string{filepath.Join(t.TempDir(), "none")})
	if heed.ErrorCode(err) != heed.CodeNotFound {
		t.Fatalf("error %v, want not found", err)
	}
}

func TestStdinTooLarge(t *testing.T) {
	_, err := files.Disk{Stdin: strings.NewReader("12345"), MaxStdin: 4}.Find(context.Background(), []string{"-"})
	if heed.ErrorCode(err) != heed.CodeTooLarge {
		t.Fatalf("error %v, want too large", err)
	}
}
