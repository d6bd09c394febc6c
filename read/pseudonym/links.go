package pseudonym

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// links finds e-mail addresses, handles and web addresses. Each is hidden from
// the other rules; a plain public address stays in the text.
func (s *scanner) links() {
	text := s.text
	for from := 0; ; {
		k := strings.IndexByte(text[from:], '@')
		if k < 0 {
			break
		}
		at := from + k
		from = at + 1
		left := at
		for left > 0 {
			r, n := utf8.DecodeLastRuneInString(text[:left])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("._%+-", r) || r == utf8.RuneError {
				break
			}
			left -= n
		}
		right, dots := at+1, 0
		for right < len(text) {
			r, n := utf8.DecodeRuneInString(text[right:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".-_", r) || r == utf8.RuneError {
				break
			}
			if r == '.' {
				dots++
			}
			right += n
		}
		for right > at+1 && strings.IndexByte(".-", text[right-1]) >= 0 {
			if text[right-1] == '.' {
				dots--
			}
			right--
		}
		for left < at && strings.IndexByte(".-%", text[left]) >= 0 {
			left++
		}
		switch {
		case left < at && right > at+1 && dots > 0:
			s.hits = append(s.hits, hit{start: left, end: right, kind: "email"})
		case left == at && right-at > 3 && class[text[at+1]] != 3 && !opens(text[:at]):
			s.hits = append(s.hits, hit{start: at, end: right, kind: "account"})
		case left < at && right > at+1: // marta@brackley: an address without its end
			s.hits = append(s.hits, hit{start: left, end: right, kind: "email"})
		default:
			continue
		}
		from = right
	}
	mails := len(s.hits)
	for from := 0; ; {
		k := strings.IndexByte(text[from:], '/')
		if k < 0 {
			break
		}
		slash := from + k
		left := slash
		for left > 0 && linkByte(text[left-1]) {
			left--
		}
		right := slash + 1
		for right < len(text) && linkByte(text[right]) {
			right++
		}
		from = right
		for right > left && strings.IndexByte(".,;:!?'", text[right-1]) >= 0 {
			right--
		}
		k, _ = slices.BinarySearchFunc(s.hits[:mails], left, func(h hit, at int) int { return h.end - at - 1 })
		if right <= slash || k < mails && s.hits[k].start < right {
			continue
		}
		if web, private := judgeLink(text[left:right]); web {
			h := hit{start: left, end: right}
			if private {
				h.kind = "url"
			}
			s.hits = append(s.hits, h)
		}
	}
	if len(s.hits) > 1 {
		slices.SortFunc(s.hits, func(a, b hit) int { return a.start - b.start })
	}
}

// opens reports whether a handle cannot begin after this text.
func opens(before string) bool {
	r, n := utf8.DecodeLastRuneInString(before)
	return n > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func linkByte(c byte) bool {
	return class[c] != 0 && class[c] != 4 || strings.IndexByte("/:.-_~%?=&#+@,;!$*'", c) >= 0
}

// people are the sites where an address is a person's.
var people = []string{
	"linkedin.com/in/", "facebook.com/", "twitter.com/", "x.com/", "instagram.com/", "tiktok.com/@", "t.me/", "wa.me/",
	"calendly.com/", "github.com/", "zoom.us/j/", "meet.google.com/", "docs.google.com/", "drive.google.com/", "dropbox.com/s",
	"paypal.me/", "teams.microsoft.com/l/",
}

// judgeLink reports whether s is a web address, and whether it leads to one
// person: it holds a token, an identifier, an address or a profile.
func judgeLink(s string) (web, private bool) {
	low := strings.ToLower(s)
	rest, ok := low, false
	for _, scheme := range []string{"https://", "http://", "ftp://"} {
		if rest, ok = strings.CutPrefix(low, scheme); ok {
			break
		}
	}
	host, path, _ := strings.Cut(rest, "/")
	name, port, _ := strings.Cut(host, ":")
	if i := strings.IndexAny(name, "?#"); i >= 0 {
		name = name[:i]
	}
	if !ok {
		top := name[strings.LastIndexByte(name, '.')+1:]
		if !strings.Contains(name, ".") || len(top) < 2 || strings.Trim(top, "abcdefghijklmnopqrstuvwxyz") != "" || strings.Contains(name, "..") || port != "" && strings.Trim(port, "0123456789") != "" {
			return false, false
		}
	}
	if strings.Contains(host, "@") {
		return true, true
	}
	for _, p := range people {
		if i := strings.Index(rest, p); i >= 0 && (i == 0 || rest[i-1] == '.') && len(rest) > i+len(p) {
			return true, true
		}
	}
	path, query, asked := strings.Cut(path, "?")
	path, fragment, _ := strings.Cut(path, "#")
	if asked {
		for pair := range strings.SplitSeq(query, "&") {
			key, value, _ := strings.Cut(pair, "=")
			if secret(value) || value != "" && slices.Contains(privateKeys, key) || strings.Contains(value, "@") || strings.Contains(value, "%40") {
				return true, true
			}
		}
	}
	for part := range strings.SplitSeq(path+"/"+fragment, "/") {
		if secret(part) || strings.HasPrefix(part, "~") || strings.HasPrefix(part, "@") || slices.Contains(privateParts, part) {
			return true, true
		}
	}
	return true, false
}

var privateKeys = []string{
	"token", "t", "key", "k", "sig", "signature", "auth", "code", "session", "sid", "user", "u", "uid", "user_id",
	"userid", "email", "mail", "name", "id", "customer", "cust", "account", "acct", "client", "cliente", "usuario",
	"nombre", "correo", "invite", "ref", "pwd", "password", "clave", "contact", "person", "member", "socio", "cid", "hash", "access_token",
}

var privateParts = []string{
	"u", "user", "users", "usuario", "usuarios", "customer", "customers", "cliente", "clientes", "account", "accounts",
	"cuenta", "cuentas", "profile", "profiles", "perfil", "invite", "invitation", "reset", "join", "share", "shared",
	"member", "members", "socios", "driver", "drivers", "employee", "employees", "empleado", "empleados", "tech", "people", "contact", "contacts",
}

// secret reports whether a part of an address is a token or an identifier
// rather than a word: long, with digits among letters, or a long number.
func secret(s string) bool {
	s, _, _ = strings.Cut(s, ".htm")
	nums, letters, runs := 0, 0, 0
	last := uint8(0)
	for i := 0; i < len(s); i++ {
		k := class[s[i]]
		if k == 3 {
			nums++
		} else if k != 0 {
			letters++
		}
		if (k == 3) != (last == 3) {
			runs++
		}
		last = k
	}
	switch {
	case letters == 0:
		return nums >= 6
	case nums >= 3 && letters >= 2 && nums+letters >= 8 && runs >= 3:
		return true
	case nums >= 5:
		return true
	}
	return len(s) >= 24 && !strings.ContainsAny(s, "-_.")
}
