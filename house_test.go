package heed_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/heedhq/heed"

// pureModules are the third-party modules that the pure rooms may use. Each
// computes; none reaches out.
var pureModules = []string{
	"gonum.org/v1/gonum",
	"github.com/abadojack/whatlanggo",
	"github.com/blevesearch/snowballstem",
	"github.com/clipperhouse/uax29",
	"github.com/gabriel-vasile/mimetype",
	"github.com/hajimehoshi/go-mp3",
	"github.com/go-audio",
	"github.com/jhillyerd/enmime",
	"github.com/ledongthuc/pdf",
	"github.com/markusmobius/go-trafilatura",
	"github.com/mewkiz/flac",
	"github.com/neurosnap/sentences",
	"github.com/wlynxg/chardet",
	"github.com/xuri/excelize",
	"golang.org/x/net/html",
	"golang.org/x/text",
	"github.com/klauspost/compress",
}

// reachingOut are the packages of the standard library that a pure room must
// not import: network, disk, process, database, shared randomness.
var reachingOut = []string{
	"os", "net", "net/http", "net/smtp", "net/rpc", "database/sql", "os/exec", "os/signal",
	"os/user", "syscall", "plugin", "io/ioutil", "log", "log/slog", "crypto/rand",
}

var pureRooms = []string{"read", "sense", "shape", "coach", "internal"}

// storesAndServices are what only cmd may name.
var storesAndServices = []string{"store/sqlite", "store/postgres", "outside"}

// TestHouse holds the one rule of the house by reading every file's imports.
func TestHouse(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if base := d.Name(); base == "testdata" || base == "tools" || base == "node_modules" || len(base) > 1 && base[0] == '.' {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		files++
		checkFile(t, filepath.ToSlash(name))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 20 {
		t.Fatalf("read %d files; the walk starts in the wrong folder", files)
	}
}

func checkFile(t *testing.T, name string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	inTest := strings.HasSuffix(name, "_test.go")
	for _, spec := range f.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value)
		if why := breach(path.Dir(name), imported, inTest); why != "" {
			t.Errorf("%s imports %s: %s", name, imported, why)
		}
	}
	if !inTest && slices.Contains(pureRooms, room(path.Dir(name))) {
		for _, call := range clockCalls(f) {
			t.Errorf("%s calls %s: a pure room is given the time and its randomness", name, call)
		}
	}
}

// room is the first folder of dir, "" for the root.
func room(dir string) string {
	if dir == "." {
		return ""
	}
	return strings.SplitN(dir, "/", 2)[0]
}

// breach says how a file in dir that imports imported breaks the rule, or "".
func breach(dir, imported string, inTest bool) string {
	from := room(dir)
	ours, isOurs := strings.CutPrefix(imported, module)
	ours = strings.TrimPrefix(ours, "/")
	to := room(ours)
	if ours == "" {
		to = ""
	}
	external := !isOurs && strings.Contains(strings.SplitN(imported, "/", 2)[0], ".")
	pure := slices.Contains(pureRooms, from)
	switch {
	case isOurs && to == "":
		return "" // everyone may import the root
	case from == "" && !inTest && (isOurs || external):
		return "the root imports only the standard library"
	case isOurs && to == "internal":
		return ""
	case pure && isOurs && to != from && !inTest:
		return "pure rooms never import each other; app joins them"
	case pure && external && !inTest && !allowedModule(imported):
		return "not on the pure rooms' allowlist"
	case pure && !inTest && slices.Contains(reachingOut, imported):
		return "a pure room reaches nothing outside"
	case from == "show" && isOurs && to != "app" && to != "show" && !inTest:
		return "show talks only to app"
	case from == "app" && isOurs && (to == "show" || to == "store" || to == "outside" || to == "cmd") && !inTest:
		return "app names no way to look, no database and no service"
	case (from == "store" || from == "outside") && isOurs && to != "app" && to != from:
		return "store and outside implement what app declares"
	case isOurs && from != "cmd" && from != "store" && from != "outside" && !inTest && namesBackend(ours):
		return "only cmd names a database or a service"
	case isOurs && to == "cmd":
		return "nobody imports main"
	}
	return ""
}

func allowedModule(imported string) bool {
	return slices.ContainsFunc(pureModules, func(m string) bool {
		return imported == m || strings.HasPrefix(imported, m+"/")
	})
}

func namesBackend(ours string) bool {
	return slices.ContainsFunc(storesAndServices, func(s string) bool {
		return ours == s || strings.HasPrefix(ours, s+"/")
	})
}

// clockCalls lists calls of the clock and of shared randomness in f.
func clockCalls(f *ast.File) []string {
	banned := map[string][]string{
		"time": {"Now", "Since", "Until", "Sleep", "After", "Tick"},
		"rand": {"Int", "Intn", "IntN", "Float64", "Perm", "Shuffle", "Seed", "N", "Uint64"},
	}
	var found []string
	ast.Inspect(f, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Obj == nil && slices.Contains(banned[pkg.Name], sel.Sel.Name) && importsAs(f, pkg.Name) {
			found = append(found, pkg.Name+"."+sel.Sel.Name)
		}
		return true
	})
	return found
}

func importsAs(f *ast.File, name string) bool {
	for _, spec := range f.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		if spec.Name != nil && spec.Name.Name == name {
			return true
		}
		if spec.Name == nil && (path.Base(p) == name || p == "math/rand/v2" && name == "rand") {
			return true
		}
	}
	return false
}

// TestHouseRuleCatches proves that the rule is not a sieve.
func TestHouseRuleCatches(t *testing.T) {
	for _, c := range []struct {
		dir, imported string
		caught        bool
	}{
		{".", "strings", false},
		{".", module + "/internal/text", true},
		{".", "gonum.org/v1/gonum/mat", true},
		{"shape/themes", module, false},
		{"shape/themes", module + "/internal/text", false},
		{"shape/themes", module + "/sense", true},
		{"coach/listen", module + "/sense/acts", true},
		{"coach/listen", "os", true},
		{"read/table", "github.com/xuri/excelize/v2", false},
		{"read/table", "github.com/jackc/pgx/v5", true},
		{"sense/emotion", "net/http", true},
		{"show/web", module + "/app", false},
		{"show/web", module + "/shape", true},
		{"show/web", module + "/store/sqlite", true},
		{"app", module + "/shape", false},
		{"app", module + "/store/sqlite", true},
		{"app", module + "/show/web", true},
		{"store/sqlite", module + "/app", false},
		{"store/sqlite", module + "/shape", true},
		{"cmd/heed", module + "/store/postgres", false},
	} {
		if got := breach(c.dir, c.imported, false); (got != "") != c.caught {
			t.Errorf("breach(%q, %q) = %q, want caught %v", c.dir, c.imported, got, c.caught)
		}
	}
}

// TestFileLengths keeps files to a length that can be read in one go.
func TestFileLengths(t *testing.T) {
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == "vendor" || d.Name() == "node_modules" || len(d.Name()) > 1 && d.Name()[0] == '.') {
			return filepath.SkipDir
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if n := strings.Count(string(b), "\n"); n > 500 {
			t.Errorf("%s has %d lines; the most is 500", name, n)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
