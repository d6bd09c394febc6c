package app

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"github.com/heedhq/heed"
)

const (
	leastPassword = 12
	mostPassword  = 1 << 10
	sessionLife   = 14 * 24 * time.Hour

	// Parameters of argon2id: 19 MiB, two passes, one lane (OWASP Password
	// Storage Cheat Sheet).
	argonMemory = 19 * 1024 // KiB
	argonTime   = 2
	argonBytes  = 32
)

// hashing keeps the memory of password hashes bounded.
var hashing sync.Mutex

// SetPassword makes the account called name, or gives it a new password,
// which ends every session that the old one opened. From the first account on,
// everybody signs in.
func (a *App) SetPassword(ctx context.Context, name, password string) (err error) {
	defer heed.Wrap(&err, "set password")
	name = strings.TrimSpace(name)
	switch {
	case name == "" || utf8.RuneCountInString(name) > longestName:
		return heed.Errorf(heed.CodeInvalid, "an account needs a name of at most %d characters", longestName)
	case utf8.RuneCountInString(password) < leastPassword:
		return heed.Errorf(heed.CodeInvalid, "a password has at least %d characters", leastPassword)
	case len(password) > mostPassword:
		return heed.Errorf(heed.CodeTooLarge, "a password has at most %d bytes", mostPassword)
	}
	salt, id := make([]byte, 16), make([]byte, 8)
	a.random(salt)
	a.random(id)
	hash := hashPassword(password, salt)
	return a.store.Write(ctx, func(tx Tx) error {
		acc, err := tx.Accounts.ByName(ctx, name)
		if heed.ErrorCode(err) == heed.CodeNotFound {
			acc, err = Account{ID: "a-" + hex.EncodeToString(id), Name: name, Created: a.now()}, nil
		}
		if err != nil {
			return err
		}
		acc.PasswordHash = hash
		if err := tx.Accounts.Save(ctx, acc); err != nil {
			return err
		}
		return tx.Accounts.EndSessions(ctx, acc.ID) // whoever holds the old one is out
	})
}

func hashPassword(password string, salt []byte) string {
	hashing.Lock()
	defer hashing.Unlock()
	key := argon2.IDKey([]byte(password), salt, argonTime, argonMemory, 1, argonBytes)
	enc := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=1$%s$%s", argon2.Version, argonMemory, argonTime, enc(salt), enc(key))
}

// noPassword is what an unknown name is compared with, so that it takes as
// long as a known one.
var noPassword = sync.OnceValue(func() string { return hashPassword("", make([]byte, 16)) })

func rightPassword(hash, password string) bool {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	return err == nil && subtle.ConstantTimeCompare([]byte(hashPassword(password, salt)), []byte(hash)) == 1
}

// SignIn opens a session and returns its token, of which only a hash is kept.
func (a *App) SignIn(ctx context.Context, name, password string) (token string, expires time.Time, err error) {
	defer heed.Wrap(&err, "sign in")
	var acc Account
	err = a.store.Read(ctx, func(tx Tx) (err error) {
		acc, err = tx.Accounts.ByName(ctx, strings.TrimSpace(name))
		return err
	})
	if err != nil && heed.ErrorCode(err) != heed.CodeNotFound {
		return "", expires, err
	}
	hash := acc.PasswordHash
	if hash == "" {
		hash = noPassword()
	}
	if len(password) > mostPassword || !rightPassword(hash, password) || acc.ID == "" {
		return "", expires, heed.Errorf(heed.CodeForbidden, "that name and password do not go together")
	}
	raw := make([]byte, 32)
	a.random(raw)
	token = base64.RawURLEncoding.EncodeToString(raw)
	expires = a.now().Add(sessionLife)
	err = a.store.Write(ctx, func(tx Tx) error { return tx.Accounts.SaveSession(ctx, tokenHash(token), acc.ID, expires) })
	return token, expires, err
}

func tokenHash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// SignedIn returns the name of the account whose session the token opens.
// CodeNotFound: there is no such session, or it has ended.
func (a *App) SignedIn(ctx context.Context, token string) (name string, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		id, err := tx.Accounts.Session(ctx, tokenHash(token), a.now())
		if err != nil {
			return err
		}
		all, err := tx.Accounts.List(ctx)
		for _, acc := range all {
			if acc.ID == id {
				name = acc.Name
			}
		}
		if err == nil && name == "" {
			return heed.Errorf(heed.CodeNotFound, "this account is gone; sign in with another")
		}
		return err
	})
	return name, err
}

// SignOut ends a session.
func (a *App) SignOut(ctx context.Context, token string) error {
	return a.store.Write(ctx, func(tx Tx) error { return tx.Accounts.EndSession(ctx, tokenHash(token)) })
}
