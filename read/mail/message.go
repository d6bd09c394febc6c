// Package mail reads EML and MBOX. Quoted replies, signatures and disclaimers
// are cut off; a thread, by its references or its subject, is one conversation.
package mail

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"regexp"
	"strings"

	"golang.org/x/text/encoding/htmlindex"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/charset"
	"github.com/heedhq/heed/read/html"
	"github.com/heedhq/heed/read/voice"
	"github.com/heedhq/heed/read/when"
)

// message is one mail with what Heed needs of it.
type message struct {
	id       string
	refs     []string // in-reply-to and references
	subject  string   // without Re: and Fwd:
	reply    bool     // the subject said Re:
	name     string   // of the sender
	address  string
	others   []string // addresses of recipients
	date     heed.Date
	seconds  float64 // since 1970, to order a thread; 0: not known
	text     string
	attached int
	cut      int // lines cut off
	auto     bool
}

var words = mime.WordDecoder{CharsetReader: reader}

// reader decodes a named character set; one that is not known is guessed.
func reader(name string, r io.Reader) (io.Reader, error) {
	b, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	return strings.NewReader(decode(name, b)), nil
}

func decode(name string, b []byte) string {
	switch strings.ToLower(name) {
	case "", "utf-8", "utf8", "us-ascii", "ascii":
	default:
		if enc, err := htmlindex.Get(name); err == nil {
			if d, err := enc.NewDecoder().Bytes(b); err == nil {
				b = d
			}
		}
	}
	s, _ := charset.Decode(b)
	return s
}

// headers parts a mail into its header fields, unfolded, and its body. Lines
// that are no fields are passed over.
func headers(raw []byte) (map[string]string, []byte) {
	h := map[string]string{}
	last := ""
	for len(raw) > 0 {
		line, rest, _ := bytes.Cut(raw, []byte("\n"))
		line = bytes.TrimRight(line, "\r")
		if len(bytes.TrimSpace(line)) == 0 {
			return h, rest
		}
		raw = rest
		if (line[0] == ' ' || line[0] == '\t') && last != "" {
			h[last] += " " + strings.TrimSpace(string(line))
			continue
		}
		k, v, ok := strings.Cut(string(line), ":")
		if !ok {
			continue
		}
		last = strings.ToLower(strings.TrimSpace(k))
		if _, twice := h[last]; twice {
			last = "x-twice-" + last
		}
		h[last] = strings.TrimSpace(v)
	}
	return h, nil
}

func text(s string) string {
	if d, err := words.DecodeHeader(s); err == nil {
		s = d
	}
	if d, _ := charset.Decode([]byte(s)); d != s {
		s = d
	}
	return strings.Join(strings.Fields(s), " ")
}

var replyMark = regexp.MustCompile(`(?i)^\s*(re|aw|sv|res|rv|fw|fwd|enc|tr|wg)(\[\d+\])?\s*:\s*`)

// parse reads one mail. ok is false where it has neither sender nor words.
func parse(raw []byte) (message, bool) {
	h, body := headers(raw)
	m := message{id: angle(h["message-id"])}
	for _, f := range []string{h["in-reply-to"], h["references"]} {
		for r := range strings.FieldsSeq(strings.ReplaceAll(f, "><", "> <")) {
			m.refs = append(m.refs, angle(r))
		}
	}
	m.subject = text(h["subject"])
	for replyMark.MatchString(m.subject) {
		m.subject, m.reply = replyMark.ReplaceAllString(m.subject, ""), true
	}
	m.name, m.address = sender(h["from"])
	m.others = append(addresses(h["to"]), addresses(h["cc"])...)
	if t, err := mail.ParseDate(h["date"]); err == nil {
		m.date, m.seconds = heed.DateOf(t), float64(t.Unix())
	} else {
		m.date, _ = when.Parse(h["date"])
	}
	auto := strings.ToLower(h["auto-submitted"])
	m.auto = auto != "" && auto != "no" || strings.Contains(strings.ToLower(h["x-autoreply"]), "yes")
	part := m.body(h["content-type"], h["content-transfer-encoding"], h["content-disposition"], body, 0)
	m.text, m.cut = Trim(part)
	return m, m.text != "" || m.address != ""
}

func angle(s string) string { return strings.ToLower(strings.Trim(strings.TrimSpace(s), "<>,")) }

func sender(s string) (name, address string) {
	list, err := mail.ParseAddressList(text(s))
	if err != nil || len(list) == 0 {
		s = text(s)
		if i, j := strings.IndexByte(s, '<'), strings.IndexByte(s, '>'); i >= 0 && j > i {
			return strings.Trim(strings.TrimSpace(s[:i]), `"'`), strings.ToLower(s[i+1 : j])
		}
		if strings.Contains(s, "@") {
			return "", strings.ToLower(s)
		}
		return s, ""
	}
	return straight(list[0].Name), strings.ToLower(list[0].Address)
}

// straight turns "Draycott, Helen" round.
func straight(name string) string {
	last, first, ok := strings.Cut(name, ", ")
	if !ok || strings.Contains(first, ",") || len(strings.Fields(first)) > 2 || strings.ContainsAny(first, ".&") {
		return name
	}
	return first + " " + last
}

func addresses(s string) []string {
	var out []string
	list, err := mail.ParseAddressList(text(s))
	if err != nil {
		return nil
	}
	for _, a := range list {
		out = append(out, strings.ToLower(a.Address))
	}
	return out
}

// maxParts bounds how deeply parts lie in each other.
const maxParts = 12

// body returns the words of a part: the plain ones where there is a choice.
func (m *message) body(contentType, encoding, disposition string, b []byte, depth int) string {
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil || kind == "" {
		kind = "text/plain"
	}
	if strings.HasPrefix(strings.ToLower(disposition), "attachment") {
		m.attached++
		return ""
	}
	if strings.HasPrefix(kind, "multipart/") && depth < maxParts {
		return m.parts(kind, params["boundary"], b, depth)
	}
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		d, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(b)))
		if err == nil || len(d) > 0 {
			b = d
		}
	case "base64":
		b = unbase64(b)
	}
	switch kind {
	case "text/plain", "text/markdown", "text/enriched":
		s := decode(params["charset"], b)
		if strings.EqualFold(params["format"], "flowed") {
			s = unflow(s)
		}
		return s
	case "text/html":
		return html.Text(decode(params["charset"], b))
	case "message/rfc822":
		m.attached++
		return ""
	}
	m.attached++
	return ""
}

func (m *message) parts(kind, boundary string, b []byte, depth int) string {
	if boundary == "" {
		s, _ := charset.Decode(b)
		return s
	}
	r := multipart.NewReader(bytes.NewReader(b), boundary)
	var texts []string
	best := ""
	for range 200 {
		p, err := r.NextRawPart()
		if err != nil {
			break
		}
		data, _ := io.ReadAll(p) // a part that breaks off keeps what came
		ct := p.Header.Get("Content-Type")
		s := m.body(ct, p.Header.Get("Content-Transfer-Encoding"), p.Header.Get("Content-Disposition"), data, depth+1)
		if strings.TrimSpace(s) == "" {
			continue
		}
		texts = append(texts, s)
		if strings.HasPrefix(strings.ToLower(ct), "text/plain") || best == "" {
			best = s
		}
	}
	if kind == "multipart/alternative" {
		return best
	}
	return strings.Join(texts, "\n\n")
}

func unbase64(b []byte) []byte {
	clean := bytes.Map(func(r rune) rune {
		if r == '\n' || r == '\r' || r == ' ' || r == '\t' {
			return -1
		}
		return r
	}, b)
	clean = bytes.TrimRight(clean, "=")
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, _ := base64.RawStdEncoding.Decode(out, clean) // what comes before a bad byte is kept
	return out[:n]
}

// unflow joins lines that were only broken for the width (RFC 3676).
func unflow(s string) string {
	var b strings.Builder
	for l := range strings.SplitSeq(s, "\n") {
		if strings.HasSuffix(l, " ") && l != "-- " && !strings.HasPrefix(l, ">") {
			b.WriteString(l)
			continue
		}
		b.WriteString(l)
		b.WriteByte('\n')
	}
	return b.String()
}

// speaker is what the sender is called in the conversation.
func (m *message) speaker() string {
	if m.name != "" {
		return m.name
	}
	if local, _, ok := strings.Cut(m.address, "@"); ok && local != "" {
		return local
	}
	return "Sender"
}

func (m *message) domain() string {
	_, d, _ := strings.Cut(m.address, "@")
	return d
}

// desks are the mailboxes that a company answers from.
var desks = map[string]bool{
	"support": true, "help": true, "helpdesk": true, "info": true, "hello": true, "sales": true, "service": true, "care": true, "contact": true, "team": true, "success": true,
	"soporte": true, "ayuda": true, "ventas": true, "atencion": true, "atencionalcliente": true, "contacto": true, "hola": true, "clientes": true, "no-reply": true, "noreply": true, "billing": true,
}

func isDesk(address string) bool {
	local, _, _ := strings.Cut(address, "@")
	return desks[voice.Fold(local)]
}
