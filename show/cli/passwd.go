package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/heedhq/heed"
)

type passwdCmd struct {
	Name string `arg:"" help:"Name of the account; it is made where there is none."`
}

// Run sets the password of an account. From the first account on, everybody
// who opens the workspace in a browser signs in.
func (c *passwdCmd) Run(ctx context.Context, s *session) error {
	password, err := s.secret()
	if err != nil {
		return err
	}
	a, err := s.app(ctx)
	if err != nil {
		return err
	}
	defer a.Close()
	if err := a.SetPassword(ctx, c.Name, password); err != nil {
		return err
	}
	fmt.Fprintf(s.Out, "%s can sign in with this password; everybody else needs an account of their own\n", c.Name)
	return nil
}

// secret asks for a password twice where somebody types, and reads a line of
// standard input where a program does.
func (s *session) secret() (string, error) {
	if f, ok := s.In.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		ask := func(prompt string) (string, error) {
			fmt.Fprint(s.Err, prompt)
			b, err := term.ReadPassword(int(f.Fd()))
			fmt.Fprintln(s.Err)
			return string(b), err
		}
		first, err := ask("New password: ")
		if err != nil {
			return "", heed.WrapError(heed.CodeInvalid, err, "no password was read")
		}
		again, err := ask("Once more: ")
		if err != nil || again != first {
			return "", heed.Errorf(heed.CodeInvalid, "the two passwords differ; nothing was changed")
		}
		return first, nil
	}
	line, err := bufio.NewReader(s.In).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", heed.WrapError(heed.CodeInvalid, err, "no password was read")
	}
	return strings.TrimRight(line, "\r\n"), nil
}
