// Package svg writes a drawing as SVG: real text that can be found and copied,
// set where the scene measured it, with the fonts inside if asked for.
package svg

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strconv"
	"strings"

	"github.com/heedhq/heed/show/export/scene"
	"github.com/heedhq/heed/show/look"
)

// Options say what goes into the file.
type Options struct {
	// Fonts puts the web fonts inside, some 250 KB, so that the file looks the
	// same on a machine that has not got them.
	Fonts bool
}

// Write writes the drawing. The same drawing gives the same bytes.
func Write(w io.Writer, d *scene.Drawing, o Options) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" xml:lang="%s" role="graphics-document" aria-labelledby="title">`+"\n", num(d.W), num(d.H), esc(string(d.Lang)))
	fmt.Fprintf(&b, "<title id=\"title\">%s</title>\n<style>", esc(d.Title))
	if o.Fonts {
		b.WriteString(fontFaces())
	}
	b.WriteString(`text{white-space:pre;font-kerning:none;font-variant-ligatures:none;font-optical-sizing:none}`)
	for _, f := range append(scene.Faces, scene.Missing) {
		style, generic := "normal", "sans-serif"
		if f.Italic() {
			style = "italic"
		}
		if f.Family() == "Newsreader" {
			generic = `"Source Serif 4",Charter,Georgia,serif`
		}
		fmt.Fprintf(&b, `.f%d{font-family:"%s",%s;font-weight:%d;font-style:%s}`, f, f.Family(), generic, f.Weight(), style)
	}
	b.WriteString(".h{paint-order:stroke;stroke:#FBFAF6;stroke-width:5px;stroke-linejoin:round}</style>\n")
	fmt.Fprintf(&b, "<rect width=\"%s\" height=\"%s\" fill=\"%s\"/>\n", num(d.W), num(d.H), hex(scene.Paper))
	for _, it := range d.Items {
		item(&b, it)
	}
	b.WriteString("</svg>\n")
	_, err := w.Write(b.Bytes())
	return err
}

func item(b *bytes.Buffer, it scene.Item) {
	switch v := it.(type) {
	case scene.Group:
		fmt.Fprintf(b, "<g role=\"group\" aria-label=\"%s\">\n", esc(v.Name))
		for _, in := range v.Items {
			item(b, in)
		}
		b.WriteString("</g>\n")
	case scene.Path:
		path(b, v)
	case scene.Text:
		for _, l := range v.Lines {
			for _, r := range l.Runs {
				if p, ok := r.Rules(l.Base); ok {
					path(b, p)
				}
			}
			for _, r := range l.Runs {
				run(b, r, l.Base, v.Halo)
			}
		}
	}
}

func run(b *bytes.Buffer, r scene.Run, base float64, halo bool) {
	if strings.TrimSpace(r.Text) == "" {
		return
	}
	class := "f" + strconv.Itoa(int(r.Face))
	if halo {
		class += " h"
	}
	fmt.Fprintf(b, `<text class="%s" x="%s" y="%s" font-size="%s" fill="%s"`, class, num(r.X), num(base), num(r.Size), hex(r.Color))
	if r.W > 0 && r.Face != scene.Missing {
		fmt.Fprintf(b, ` textLength="%s"`, num(r.W))
	}
	if r.Lang != "" {
		fmt.Fprintf(b, ` xml:lang="%s"`, esc(string(r.Lang)))
	}
	fmt.Fprintf(b, ">%s</text>\n", esc(r.Text))
}

func path(b *bytes.Buffer, p scene.Path) {
	b.WriteString(`<path d="`)
	for _, s := range p.Segs {
		b.WriteByte(s.Op)
		switch s.Op {
		case 'M', 'L':
			b.WriteString(num(s.X) + " " + num(s.Y))
		case 'C':
			b.WriteString(num(s.X1) + " " + num(s.Y1) + " " + num(s.X2) + " " + num(s.Y2) + " " + num(s.X) + " " + num(s.Y))
		}
	}
	b.WriteString(`" fill="`)
	if p.Fill != nil {
		b.WriteString(hex(*p.Fill))
	} else {
		b.WriteString("none")
	}
	b.WriteByte('"')
	if p.Stroke != nil {
		fmt.Fprintf(b, ` stroke="%s" stroke-width="%s"`, hex(*p.Stroke), num(p.Width))
		if len(p.Dash) > 0 {
			var parts []string
			for _, v := range p.Dash {
				parts = append(parts, num(v))
			}
			fmt.Fprintf(b, ` stroke-dasharray="%s"`, strings.Join(parts, " "))
		}
		if p.Round {
			b.WriteString(` stroke-linecap="round" stroke-linejoin="round"`)
		}
	}
	if p.Opacity() < 1 {
		fmt.Fprintf(b, ` opacity="%s"`, num(p.Opacity()))
	}
	b.WriteString("/>\n")
}

// fontFaces are the web fonts as data.
func fontFaces() string {
	var b strings.Builder
	for _, f := range []struct{ file, family, style, weight string }{
		{"newsreader.woff2", "Newsreader", "normal", "200 800"},
		{"source-sans-3.woff2", "Source Sans 3", "normal", "200 900"},
		{"source-sans-3-italic.woff2", "Source Sans 3", "italic", "200 900"},
	} {
		data, err := fs.ReadFile(look.Fonts(), f.file)
		if err != nil {
			panic(err) // embedded in package look
		}
		fmt.Fprintf(&b, `@font-face{font-family:"%s";font-style:%s;font-weight:%s;src:url(data:font/woff2;base64,%s) format("woff2")}`, f.family, f.style, f.weight, base64.StdEncoding.EncodeToString(data))
	}
	return b.String()
}

func hex(c scene.Color) string { return fmt.Sprintf("#%06X", uint32(c)) }

// num writes a length to a hundredth of a point.
func num(v float64) string {
	v = math.Round(v*100) / 100
	if v == 0 {
		v = 0 // no minus zero
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// esc escapes text for an element or an attribute; what XML forbids becomes
// the replacement character.
func esc(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer takes everything
	return b.String()
}
