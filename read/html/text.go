// Package html reads web pages: the words of an article or a transcript,
// without navigation, footers, "see also" and other debris.
package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Text returns the words of an HTML fragment, a line a block, for mail and
// other places where all of it was written by a person.
func Text(s string) string {
	doc, err := html.Parse(strings.NewReader(s))
	if err != nil {
		return ""
	}
	var w writer
	w.walk(doc, func(*html.Node) bool { return false })
	return w.text()
}

// writer gathers lines.
type writer struct {
	b     strings.Builder
	pre   int
	quote int
}

var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Iframe: true, atom.Object: true,
	atom.Head: true, atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Input: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Math: true,
}

var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Li: true, atom.Ul: true, atom.Ol: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Tr: true, atom.Table: true, atom.Blockquote: true, atom.Pre: true, atom.Figure: true,
	atom.Figcaption: true, atom.Header: true, atom.Footer: true, atom.Aside: true, atom.Nav: true, atom.Form: true, atom.Hr: true, atom.Address: true, atom.Body: true,
}

// paragraphs are blocks that a blank line sets apart.
var paragraphs = map[atom.Atom]bool{
	atom.P: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Blockquote: true, atom.Pre: true, atom.Table: true,
	atom.Section: true, atom.Article: true, atom.Ul: true, atom.Ol: true,
}

// walk writes the words below n; skip says which elements are left out.
func (w *writer) walk(n *html.Node, skip func(*html.Node) bool) {
	switch n.Type {
	case html.TextNode:
		w.words(n.Data)
		return
	case html.ElementNode:
		if silent[n.DataAtom] || hidden(n) || skip(n) {
			return
		}
		switch n.DataAtom {
		case atom.Br:
			w.line()
			return
		case atom.Pre:
			w.pre++
			defer func() { w.pre-- }()
		case atom.Td, atom.Th:
			defer w.cell(n)
		case atom.Blockquote:
			w.quote++
			defer func() { w.quote-- }()
		}
		if blocks[n.DataAtom] {
			w.line()
			if paragraphs[n.DataAtom] {
				w.blank()
			}
			defer func() {
				w.line()
				if paragraphs[n.DataAtom] {
					w.blank()
				}
			}()
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c, skip)
	}
}

// cell parts the cells of a row: a first short cell is a speaker's name.
func (w *writer) cell(n *html.Node) {
	next := n.NextSibling
	for next != nil && next.Type != html.ElementNode {
		next = next.NextSibling
	}
	if next == nil {
		return
	}
	s := w.b.String()
	last := s[strings.LastIndexByte(s, '\n')+1:]
	if prev(n) == nil && len(last) > 0 && len(last) < 48 && !strings.HasSuffix(last, ":") {
		w.b.WriteString(":")
	}
	w.b.WriteByte(' ')
}

func prev(n *html.Node) *html.Node {
	for p := n.PrevSibling; p != nil; p = p.PrevSibling {
		if p.Type == html.ElementNode {
			return p
		}
	}
	return nil
}

func (w *writer) words(s string) {
	if w.pre > 0 {
		w.b.WriteString(s)
		return
	}
	f := strings.Fields(s)
	if len(f) == 0 {
		if s != "" {
			w.space()
		}
		return
	}
	if isSpace(s[0]) {
		w.space()
	}
	w.b.WriteString(strings.Join(f, " "))
	if isSpace(s[len(s)-1]) {
		w.space()
	}
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' }

func (w *writer) last() byte {
	if w.b.Len() == 0 {
		return '\n'
	}
	s := w.b.String()
	return s[len(s)-1]
}

func (w *writer) space() {
	if l := w.last(); l != ' ' && l != '\n' {
		w.b.WriteByte(' ')
	}
}

func (w *writer) line() {
	if w.last() != '\n' {
		w.b.WriteByte('\n')
	}
}

func (w *writer) blank() {
	s := w.b.String()
	if s != "" && !strings.HasSuffix(s, "\n\n") {
		w.b.WriteByte('\n')
	}
}

func (w *writer) text() string {
	lines := strings.Split(w.b.String(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSpace(l)
	}
	s := strings.Join(lines, "\n")
	for strings.Contains(s, "\n\n\n") {
		s = strings.ReplaceAll(s, "\n\n\n", "\n\n")
	}
	return strings.TrimSpace(s)
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
