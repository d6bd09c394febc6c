package html

import (
	"context"
	"errors"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/plain"
	"github.com/heedhq/heed/read/voice"
	"github.com/heedhq/heed/read/when"
	"github.com/heedhq/heed/read/wire"
)

// Read reads a page: a transcript where it has speakers, else the article.
func Read(ctx context.Context, in wire.Input, _ wire.Options, res *wire.Result, yield wire.Yield) error {
	src, err := in.Text(res)
	if err != nil {
		return err
	}
	if err := in.Stopped(ctx); err != nil {
		return err
	}
	p, err := parse(src)
	if err != nil {
		return heed.WrapError(heed.CodeInvalid, err, "%s is HTML that cannot be read", in.Base())
	}
	if p.text == "" {
		return heed.Errorf(heed.CodeInvalid, "%s is a page without an article: only navigation or scripts", in.Base())
	}
	if rest, ok := strings.CutPrefix(p.text, p.title+"\n"); ok && p.title != "" {
		p.text = strings.TrimSpace(rest) // the title is not said twice
	}
	c, err := plain.Conversation(in.Base(), p.text, res)
	if err != nil {
		return err
	}
	if p.title != "" {
		c.Title = p.title
	}
	if c.Date.IsZero() {
		c.Date = p.date
	}
	if c.Kind == heed.KindNotes { // nobody is named: written for readers
		c.Kind = heed.KindResearch
	}
	if p.left > 0 {
		res.Warn(wire.WarnLeftOut, in.Base(), "left out: %s of the page around the article (navigation, footer, related links)", wire.Count(p.left, "part"))
	}
	return yield(c)
}

// page is what was found on a page.
type page struct {
	title string
	date  heed.Date
	text  string
	left  int
}

// maxDepth keeps a page of a million open tags from using up the stack.
const maxDepth = 2000

var errDeep = errors.New("elements are nested too deeply")

func parse(src string) (page, error) {
	var p page
	doc, err := html.Parse(strings.NewReader(src))
	if err != nil {
		return p, err
	}
	if deeper(doc, maxDepth) {
		return p, errDeep
	}
	p.title, p.date = about(doc)
	// All of the page but what is plainly no article; if that is a transcript,
	// nothing more is cut, since short lines look like debris.
	var all writer
	all.walk(doc, plainDebris)
	if t := all.text(); isTranscript(t) {
		p.text = t
		return p, nil
	}
	root := mainNode(doc)
	var w writer
	w.walk(root, func(n *html.Node) bool {
		if debris(n) {
			p.left++
			return true
		}
		return false
	})
	p.text = cutTail(w.text())
	return p, nil
}

func isTranscript(text string) bool {
	t := plain.Parse(text)
	return t.Labelled && len(t.Turns) >= 4
}

func deeper(n *html.Node, left int) bool {
	if left == 0 {
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if deeper(c, left-1) {
			return true
		}
	}
	return false
}

// about reads the page's title and date.
func about(doc *html.Node) (title string, date heed.Date) {
	var h1, og string
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.ElementNode {
			switch n.DataAtom {
			case atom.Title:
				if title == "" {
					title = strings.TrimSpace(inner(n))
				}
			case atom.H1:
				if h1 == "" {
					h1 = strings.TrimSpace(inner(n))
				}
			case atom.Meta:
				key := strings.ToLower(attribute(n, "property") + attribute(n, "name") + attribute(n, "itemprop"))
				switch key {
				case "og:title":
					og = attribute(n, "content")
				case "article:published_time", "date", "datepublished", "dc.date", "pubdate":
					if date.IsZero() {
						date, _ = when.Parse(attribute(n, "content"))
					}
				}
			case atom.Time:
				if date.IsZero() {
					date, _ = when.Parse(attribute(n, "datetime"))
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(doc)
	for _, t := range []string{h1, og, title} {
		if t != "" {
			return strings.Join(strings.Fields(t), " "), date
		}
	}
	return "", date
}

func inner(n *html.Node) string {
	var b strings.Builder
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(n)
	return b.String()
}

// mainNode returns the element that holds the article: the one marked as such,
// else the one whose own paragraphs hold the most words that are not links.
func mainNode(doc *html.Node) *html.Node {
	scores := map[*html.Node]float64{}
	var order []*html.Node
	var marked *html.Node
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.ElementNode {
			if silent[n.DataAtom] || hidden(n) || debris(n) {
				return
			}
			if marked == nil && (n.DataAtom == atom.Article || n.DataAtom == atom.Main || attribute(n, "role") == "main" || attribute(n, "itemprop") == "articleBody") {
				if words(n) > 40 {
					marked = n
				}
			}
			if n.DataAtom == atom.P || n.DataAtom == atom.Pre || n.DataAtom == atom.Blockquote || n.DataAtom == atom.Li {
				s := float64(words(n)) * (1 - linkShare(n))
				for a, share := n.Parent, 1.0; a != nil && share > 0.2; a, share = a.Parent, share/2 {
					if _, ok := scores[a]; !ok {
						order = append(order, a)
					}
					scores[a] += s * share
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(doc)
	if marked != nil {
		return marked
	}
	best := doc
	for _, n := range order {
		if best == doc && scores[n] > 0 || scores[n] > scores[best] {
			best = n
		}
	}
	return best
}

func words(n *html.Node) int { return len(strings.Fields(inner(n))) }

func linkShare(n *html.Node) float64 {
	all := words(n)
	if all == 0 {
		return 0
	}
	linked := 0
	var visit func(n *html.Node)
	visit = func(n *html.Node) {
		if n.Type == html.ElementNode && n.DataAtom == atom.A {
			linked += words(n)
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			visit(c)
		}
	}
	visit(n)
	return float64(linked) / float64(all)
}

// plainDebris are elements that by their kind are no words of the page.
func plainDebris(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Menu, atom.Dialog:
		return true
	case atom.Header:
		return n.Parent != nil && n.Parent.DataAtom == atom.Body
	}
	switch attribute(n, "role") {
	case "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu":
		return true
	}
	return false
}

// debrisNames stand in the class or id of what is around an article.
var debrisNames = []string{
	"nav", "menu", "breadcrumb", "sidebar", "side-bar", "footer", "related", "see-also", "seealso", "share", "sharing", "social", "comment", "cookie", "consent", "banner",
	"newsletter", "subscribe", "signup", "promo", "advert", "sponsor", "recommend", "popular", "trending", "toc", "table-of-contents", "pagination", "pager", "tags", "author-bio",
	"byline", "widget", "modal", "popup", "skip-link", "read-more", "readmore", "more-stories", "relacionad", "compartir", "comentario", "boletin", "publicidad", "migas",
}

// debris reports whether an element is around an article rather than in it.
func debris(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	if plainDebris(n) {
		return true
	}
	switch n.DataAtom {
	case atom.Html, atom.Body, atom.Article, atom.Main, atom.P, atom.H1, atom.Em, atom.Strong, atom.B, atom.I, atom.Span, atom.A:
		return false
	}
	name := strings.ToLower(attribute(n, "class") + " " + attribute(n, "id"))
	if strings.TrimSpace(name) != "" {
		for tok := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == ' ' || r == '_' || r == '-' }) {
			for _, d := range debrisNames {
				if tok == d || tok == d+"s" {
					return words(n) < 1200
				}
			}
		}
		for _, d := range debrisNames {
			if len(d) > 6 && strings.Contains(name, d) {
				return words(n) < 1200
			}
		}
	}
	switch n.DataAtom { // lists that are nothing but links
	case atom.Ul, atom.Ol, atom.Div, atom.Section, atom.Table:
		w := words(n)
		return w > 0 && w < 400 && linkShare(n) > 0.7
	}
	return false
}

// tails are headings after which nothing of the article comes.
var tails = []string{
	"see also", "related", "related articles", "related posts", "related reading", "related content", "read more", "read next", "more from", "you may also like", "you might also like",
	"further reading", "external links", "share this", "share this article", "comments", "leave a comment", "leave a reply", "about the author", "subscribe", "sign up for our newsletter",
	"recommended", "recommended for you", "more stories", "tags", "vease tambien", "ver tambien", "tambien te puede interesar", "articulos relacionados", "noticias relacionadas", "relacionado",
	"lee tambien", "leer mas", "comentarios", "deja un comentario", "deja una respuesta", "compartir", "comparte", "sobre el autor", "suscribete", "enlaces externos", "te puede interesar", "etiquetas",
}

// cutTail leaves out what follows a heading such as "See also" in the last
// part of a text.
func cutTail(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if i*10 < len(lines)*4 || len(l) > 60 {
			continue
		}
		f := strings.Trim(voice.Fold(l), " :.#…")
		for _, t := range tails {
			if f == t || strings.HasPrefix(f, "more from ") {
				return strings.TrimSpace(strings.Join(lines[:i], "\n"))
			}
		}
	}
	return text
}
