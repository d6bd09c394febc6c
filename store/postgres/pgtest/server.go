package pgtest

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// server is a PostgreSQL server in a temporary folder.
type server struct {
	bin, dir, address string
	as                *syscall.SysProcAttr
	watcher           *exec.Cmd
	input             io.Closer
}

// binaries finds the newest installed PostgreSQL: on the PATH, else where
// Debian, Red Hat and Homebrew put it.
func binaries() (string, error) {
	if p, err := exec.LookPath("initdb"); err == nil {
		if p, err = filepath.EvalSymlinks(p); err == nil {
			return filepath.Dir(p), nil
		}
	}
	var found []string
	for _, pattern := range []string{
		"/usr/lib/postgresql/*/bin/initdb", "/usr/pgsql-*/bin/initdb", "/opt/homebrew/opt/postgresql@*/bin/initdb",
	} {
		matches, err := filepath.Glob(pattern)
		if err != nil {
			return "", err
		}
		found = append(found, matches...)
	}
	if len(found) == 0 {
		return "", errors.New("initdb is neither on the PATH nor under /usr/lib/postgresql")
	}
	return filepath.Dir(slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })), nil
}

// version is the first number in a path, and 0 without one.
func version(path string) int {
	digits := strings.FieldsFunc(path, func(r rune) bool { return r < '0' || r > '9' })
	if len(digits) == 0 {
		return 0
	}
	n, err := strconv.Atoi(digits[0])
	if err != nil {
		return 0
	}
	return n
}

// launch starts a server. PostgreSQL refuses to run as root, so root runs it as
// the user postgres, else as nobody.
func launch() (_ *server, err error) {
	s := &server{}
	if s.bin, err = binaries(); err != nil {
		return nil, err
	}
	if s.dir, err = os.MkdirTemp("", "heed-pgtest-"); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(s.dir))
		}
	}()
	if os.Geteuid() == 0 {
		if err := s.stepDown(); err != nil {
			return nil, err
		}
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	data := filepath.Join(s.dir, "data")
	arguments := []string{"-D", data, "-U", "heed", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"}
	if version(s.bin) >= 15 {
		// A locale in which text sorts unlike its bytes: the store must not care.
		arguments = append(arguments, "--locale-provider=icu", "--icu-locale=en")
	}
	if err := s.run("initdb", arguments...); err != nil {
		return nil, err
	}
	options := fmt.Sprintf("-c listen_addresses=127.0.0.1 -c port=%d -c unix_socket_directories='' "+
		"-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60", port)
	if err := s.run("pg_ctl", "-D", data, "-l", filepath.Join(s.dir, "log"), "-w", "-t", "60", "-o", options, "start"); err != nil {
		return nil, err
	}
	if err := s.watch(); err != nil {
		return nil, err
	}
	s.address = fmt.Sprintf("postgres://heed@127.0.0.1:%d/postgres?sslmode=disable", port)
	return s, nil
}

// stepDown makes the folder belong to a user who is not root, as whom the
// server then runs.
func (s *server) stepDown() error {
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return fmt.Errorf("PostgreSQL does not run as root, and there is no other user: %w", err)
		}
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return err
	}
	s.as = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	return os.Chown(s.dir, uid, gid)
}

func (s *server) run(name string, args ...string) error {
	c := exec.Command(filepath.Join(s.bin, name), args...)
	c.SysProcAttr = s.as
	c.Dir = s.dir
	c.Env = append(os.Environ(), "LC_ALL=C.UTF-8", "PGDATA=", "HOME="+s.dir)
	// A file, not a pipe: the server keeps its output open, and would keep us
	// waiting.
	out, err := os.CreateTemp(s.dir, name+"-")
	if err != nil {
		return err
	}
	defer out.Close()
	c.Stdout, c.Stderr = out, out
	if err := c.Run(); err != nil {
		said, readErr := os.ReadFile(out.Name())
		return errors.Join(fmt.Errorf("%s: %w\n%s", name, err, said), readErr)
	}
	return nil
}

// watch starts a shell that stops the server and removes its folder as soon as
// its input ends, which it also does when this process is killed.
func (s *server) watch() (err error) {
	c := exec.Command("sh", "-c", `cat; "$1/pg_ctl" -D "$2/data" -m immediate -w stop && rm -rf "$2"`, "sh", s.bin, s.dir)
	attributes := syscall.SysProcAttr{Setpgid: true} // Ctrl-C is not for it
	if s.as != nil {
		attributes.Credential = s.as.Credential
	}
	c.SysProcAttr = &attributes
	if s.input, err = c.StdinPipe(); err != nil {
		return err
	}
	s.watcher = c
	return c.Start()
}

func (s *server) stop() error { return errors.Join(s.input.Close(), s.watcher.Wait()) }

// freePort asks the kernel for a port on loopback.
func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}
