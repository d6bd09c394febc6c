package web

import (
	"bytes"
	"html/template"
	"io"
	"regexp"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/export/html"
	"github.com/heedhq/heed/show/look"
)

// shell is the frame of a page that stands alone, with the transcript under
// it.
const shell = `{{define "shell"}}<!doctype html>
<html lang="{{.Lang}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:">
<title>{{.Title}} · Heed</title><style>{{.Css}}.alone .top .acts{display:none}</style></head>
<body class="wide alone">{{template "symbols"}}<main id="main">{{template "body" .}}
<section><h2>{{say "web.listen.transcript"}}</h2>{{range .Turns}}<div class="tn" id="t{{.N}}"><p class="tm"><b>{{.Who}}</b>{{if .At}}{{.At}}{{else}}{{.N}}{{end}}</p>{{if .Ours}}<p class="re"{{if .Lang}} lang="{{.Lang}}"{{end}}>{{.Text}}</p>{{else}}<p class="cu{{if .Family}} {{.Family}}{{end}}"{{if .Lang}} lang="{{.Lang}}"{{end}}>{{.Text}}</p>{{end}}<div class="mg">{{range .Emotion}}{{template "emotion" .}}{{end}}{{range .Notes}}<span>{{.}}</span>{{end}}{{range .Acts}}<span class="a">{{.}}</span>{{end}}</div></div>
{{end}}</section></main></body></html>{{end}}`

// inFile turns addresses of the workspace into places in the file.
var inFile = regexp.MustCompile(`href="[^"#]*#(t[0-9]+)"`)

// outside are addresses that lead nowhere from a file.
var outside = regexp.MustCompile(`<a class="act" href="/[^"]*">([^<]*)</a>|<a href="/[^"]*">([^<]*)</a>`)

// ListeningFile writes how we listened in a conversation as one file that
// needs nothing else, with the transcript that every number opens.
func ListeningFile(w io.Writer, l app.Listened, lang heed.Language) (err error) {
	defer heed.Wrap(&err, "write the listening page")
	l.Recording.File = "" // it does not travel with the page
	all, err := parsePages()
	if err != nil {
		return err
	}
	t, err := all.in(lang, "listened").Clone()
	if err != nil {
		return err
	}
	if t, err = t.Parse(shell); err != nil {
		return err
	}
	rep := app.StudyReport{
		Understanding: heed.Understanding{Study: l.Study, Settings: heed.DefaultSettings()}, Participants: l.Participants,
	}
	sc := look.NewScene(lang, &rep, func(string, string) string { return "" })
	v := viewOf(sc, &l)
	p := page{
		Lang: sc.Lang, Title: sc.Say("web.listen.title") + ": " + v.Name, Study: &heed.Study{ID: l.Study}, Body: v,
	}
	var css bytes.Buffer
	css.WriteString(look.InlineCSS())
	css.WriteString(html.Style())
	pageCSS, err := pageFiles.ReadFile("pages/pages.css")
	if err != nil {
		return err
	}
	css.Write(pageCSS)
	var b bytes.Buffer
	err = t.ExecuteTemplate(&b, "shell", struct {
		page
		Css   template.CSS
		Turns []turn
	}{p, template.CSS(css.String()), turnsOf(sc, &l.ConversationView, 0, len(l.Turns))}) // the style is ours, embedded
	if err != nil {
		return err
	}
	out := inFile.ReplaceAll(b.Bytes(), []byte(`href="#$1"`))
	out = outside.ReplaceAll(out, []byte(`$1$2`))
	_, err = w.Write(out)
	return err
}
