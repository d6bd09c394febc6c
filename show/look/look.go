// Package look is how Heed looks: the tokens and components of the design, the
// words of the interface in English and Spanish, and the drawings. Pages of
// the workspace and the report are made of it.
//
// Components carry no style attribute and no script, so that a strict content
// policy can serve them: places are SVG attributes, looks are classes.
package look

import (
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io/fs"
	"strings"
	"sync"

	"github.com/heedhq/heed"
)

//go:embed css/*.css fonts/* parts/*.html
var assets embed.FS

// Fonts returns the font files with their licences, by name. They are shipped
// unchanged.
func Fonts() fs.FS {
	sub, err := fs.Sub(assets, "fonts")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}

// CSS returns tokens and components; fonts is the address of the folder that
// serves the font files.
func CSS(fonts string) string {
	return strings.ReplaceAll(sheet(), "url(fonts/", "url("+strings.TrimSuffix(fonts, "/")+"/")
}

// InlineCSS returns tokens and components with the fonts inside, for a page
// that stands alone.
func InlineCSS() string { return inlined() }

var inlined = sync.OnceValue(func() string {
	css := sheet()
	for _, name := range []string{"newsreader", "source-sans-3-italic", "source-sans-3"} {
		css = strings.ReplaceAll(css, "url(fonts/"+name+".woff2)", "url(data:font/woff2;base64,"+base64.StdEncoding.EncodeToString(read("fonts/"+name+".woff2"))+")")
	}
	return css
})

var sheet = sync.OnceValue(func() string {
	return string(read("css/tokens.css")) + string(read("css/heed.css")) + string(read("css/drawings.css"))
})

func read(name string) []byte {
	b, err := assets.ReadFile(name)
	if err != nil {
		panic(err) // the file is embedded above
	}
	return b
}

var sets = map[heed.Language]func() *template.Template{
	heed.English: sync.OnceValue(func() *template.Template { return parse(heed.English) }),
	heed.Spanish: sync.OnceValue(func() *template.Template { return parse(heed.Spanish) }),
}

// Templates returns a copy of the components in one interface language, for a
// page to add its own templates to.
func Templates(lang heed.Language) *template.Template {
	return template.Must(sets[In(lang).Lang]().Clone())
}

func parse(lang heed.Language) *template.Template {
	w := In(lang)
	return template.Must(template.New("look").Funcs(template.FuncMap{
		"say":     w.Say,
		"sayHTML": w.HTML,
		"number":  w.Number,
		"dict":    dict,
		"seq":     func(n int) []struct{} { return make([]struct{}, max(0, n)) },
		"quoted":  func(s string) string { return Quoted(s, w.Lang) },
		"list":    func(items ...string) []string { return items },
		"add":     func(a, b int) int { return a + b },
	}).ParseFS(assets, "parts/*.html"))
}

// dict makes a map of pairs, for a template that takes more than one value.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict takes pairs of a name and a value")
	}
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		m[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return m, nil
}
