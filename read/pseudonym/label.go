package pseudonym

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/heedhq/heed"
)

// Named reports whether a speaker's label is somebody's name, a handle or an
// address, not a role such as Caller or P1.
func Named(label string) bool {
	label = strings.TrimSpace(label)
	if label == "" || len(label) > 80 {
		return false
	}
	if strings.Contains(label, "@") || phoneLabel(label) {
		return true
	}
	d := load()
	words := strings.FieldsFunc(fold(label), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
	if len(words) == 0 || len(words) > 5 {
		return false
	}
	letters, given, role, common := 0, 0, 0, 0
	for _, w := range words {
		letters += len(w)
		f := d.flags[d.ids[w]]
		switch {
		case d.roles[w]:
			role++
		case f&fGiven != 0 && f&fNotName == 0 && (f&fCommon == 0 || len(words) == 1 || f&fWord != 0 && len(w) > 2):
			given++
		case f&(fCommon|fNotName) != 0 && f&fSurname == 0:
			common++
		}
	}
	switch {
	case letters < 3:
		return false
	case role > 0:
		return given > 0 && len(words) > role
	}
	return given > 0 || common < len(words)
}

// phoneLabel reports whether the label is a telephone number, as chats that
// were exported from a telephone have.
func phoneLabel(label string) bool {
	n := 0
	for _, r := range label {
		switch {
		case r >= '0' && r <= '9':
			n++
		case !strings.ContainsRune("+ -().\u00a0\u202a\u202c", r):
			return false
		}
	}
	return n >= 7
}

// labels gives every named speaker a label with their number. It returns the
// new label of every old one that changes.
func (c *cover) labels() (map[string]string, error) {
	renamed, taken := map[string]string{}, map[string]bool{}
	for _, s := range c.talk.Speakers {
		taken[s.Speaker] = true
	}
	for _, t := range c.talk.Turns {
		taken[t.Speaker] = true
	}
	rename := func(label string, p *person) error {
		if err := c.allot(p); err != nil {
			return err
		}
		to := fmt.Sprintf("Person %d", p.number)
		for n := 2; taken[to]; n++ {
			to = fmt.Sprintf("Person %d (%d)", p.number, n)
		}
		taken[to] = true
		renamed[label] = to
		return nil
	}
	for _, s := range c.talk.Speakers {
		p := c.voices[s.Speaker]
		if p == nil || !Named(s.Speaker) || renamed[s.Speaker] != "" {
			continue
		}
		if err := rename(s.Speaker, p); err != nil {
			return nil, err
		}
	}
	for _, t := range c.talk.Turns {
		p := c.voices[t.Speaker]
		if p == nil || !Named(t.Speaker) || renamed[t.Speaker] != "" {
			continue
		}
		if err := rename(t.Speaker, p); err != nil {
			return nil, err
		}
	}
	return renamed, nil
}

// private are the attributes of a speaker that say who it is.
var private = []string{
	"mail", "correo", "phone", "tel", "movil", "mobile", "celular", "whatsapp", "address", "direccion", "domicilio",
	"name", "nombre", "apellido", "surname", "dni", "nie", "nif", "ssn", "nino", "passport", "pasaporte", "iban", "card",
	"account", "cuenta", "username", "usuario", "handle", "linkedin", "twitter", "instagram", "url", "birth", "nacimiento",
	"curp", "rfc", "cedula", "participant",
}

// strip drops the attributes that identify a person and covers the others.
func (c *cover) strip(s *heed.Speaker) {
	if len(s.Attributes) == 0 {
		return
	}
	kept := map[string]string{}
	for k, v := range s.Attributes {
		key := fold(k)
		if identifies(key) {
			continue
		}
		if key != "organisation" && key != "organization" && key != "segment" {
			v = c.codes(v)
		}
		kept[k] = v
	}
	s.Attributes = kept
}

func identifies(key string) bool {
	if key == "id" || key == "telephone" {
		return true
	}
	for _, p := range private {
		if strings.HasPrefix(key, p) || strings.HasSuffix(key, p) && p != "tel" {
			return !strings.Contains(key, "company") && !strings.Contains(key, "role")
		}
	}
	return false
}
