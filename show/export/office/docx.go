package office

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
	"github.com/heedhq/heed/show/look"
)

// guideWords are the guide's own sentences.
var guideWords = map[string][2]string{
	"title":  {"Interview guide", "Guía de entrevista"},
	"before": {"Before you begin", "Antes de empezar"},
	"b1":     {"Ask for one moment that happened, not for what usually happens: “Tell me about the last time…”", "Pide un momento que ocurrió, no lo que suele pasar: «Cuéntame la última vez…»"},
	"b2":     {"Wait. After an answer, count to three before you speak.", "Espera. Tras una respuesta, cuenta hasta tres antes de hablar."},
	"b3":     {"Say back what you heard, in their words, and ask whether you got it right.", "Devuelve lo que has escuchado, con sus palabras, y pregunta si has entendido bien."},
	"b4":     {"Do not suggest an answer; what a leading question draws out counts less.", "No sugieras la respuesta; lo que saca una pregunta sugestiva cuenta menos."},
	"first":  {"What would raise our understanding most", "Lo que más haría crecer lo que entendemos"},
	"about":  {"For %s", "Para %s"},
	"back":   {"Show back and ask whether we got it right", "Mostrar y preguntar si acertamos"},
	"heard":  {"Heard so far", "Escuchado hasta ahora"},
	"notes":  {"Notes", "Notas"},
	"none":   {"There is nothing left that one more question would raise.", "No queda nada que una pregunta más pudiera subir."},
}

// guide writes the document of one study.
type guide struct {
	bytes.Buffer
	*look.Scene
}

func (g *guide) word(id string) string {
	if g.Lang == heed.Spanish {
		return guideWords[id][1]
	}
	return guideWords[id][0]
}

// guideMax is how many questions a section holds; nobody asks more in an hour.
const guideMax = 8

// Guide writes an interview guide as a text document: the questions that would
// raise the study's understanding most, then those of each persona's gaps, and
// claims to show back. The same study gives the same bytes.
func Guide(w io.Writer, s *app.StudyReport, lang heed.Language) error {
	g := &guide{Scene: look.NewScene(lang, s, func(string, string) string { return "" })}
	g.par("Title", g.word("title")+": "+look.Label(s.Name))
	e := g.Earned(s.Earned)
	var heard []string
	for _, r := range e.Rows {
		heard = append(heard, r.Term+": "+r.Value)
	}
	g.par("Note", g.word("heard")+". "+e.Percent+" "+e.Of+". "+strings.Join(heard, ". ")+".")
	g.par("Heading1", g.word("before"))
	for _, id := range []string{"b1", "b2", "b3", "b4"} {
		g.par("ListBullet", g.word(id))
	}
	g.par("Heading1", g.word("first"))
	asked := map[string]bool{}
	if !g.asks(s.Questions, asked) {
		g.par("Note", g.word("none"))
	}
	for _, p := range g.Personas() {
		var fresh []heed.NextQuestion
		for _, q := range p.Questions {
			if !asked[g.Ask(&q).Text] {
				fresh = append(fresh, q)
			}
		}
		if len(fresh) == 0 {
			continue
		}
		g.par("Heading1", fmt.Sprintf(g.word("about"), g.PersonaName(p)))
		g.asks(fresh, asked)
	}
	if back := g.toShow(s, 6); len(back) > 0 {
		g.par("Heading1", g.word("back"))
		for _, c := range back {
			line := g.Line(c)
			style := "Quote"
			if line.Voice != "said" {
				style = "ListBullet"
			}
			g.par(style, line.Text)
			g.par("Note", line.Mark.Full+", "+line.People)
		}
	}
	return g.write(w)
}

// asks writes questions that were not asked yet, and reports whether there
// were any.
func (g *guide) asks(list []heed.NextQuestion, asked map[string]bool) bool {
	n := 0
	for i := range list {
		a := g.Ask(&list[i])
		if a.Text == "" || asked[a.Text] || n == guideMax {
			continue
		}
		asked[a.Text] = true
		n++
		g.par("Question", a.Text)
		if note := strings.TrimSpace(a.Whom + " " + a.Why); note != "" {
			g.par("Note", note)
		}
		g.par("Notes", g.word("notes")+":")
	}
	return n > 0
}

// toShow are accepted or machine claims that nobody was shown and that most
// people share.
func (g *guide) toShow(s *app.StudyReport, most int) []*heed.Claim {
	var out []*heed.Claim
	for _, p := range g.Personas() {
		for _, f := range []heed.Field{heed.FieldValues, heed.FieldPains, heed.FieldPurchasing} {
			for _, c := range g.Live(p.Fields[f]) {
				if c.Checks.Asked == 0 && c.Basis != heed.Assumed && len(out) < most {
					out = append(out, c)
					break
				}
			}
		}
	}
	return out
}

func (g *guide) par(style, text string) {
	fmt.Fprintf(g, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:r><w:t xml:space="preserve">`, style)
	_ = xml.EscapeText(g, []byte(text)) // a buffer takes everything
	g.WriteString(`</w:t></w:r></w:p>`)
}

func (g *guide) write(w io.Writer) error {
	lang := map[heed.Language]string{heed.Spanish: "es-ES"}[g.Lang]
	if lang == "" {
		lang = "en-GB"
	}
	z := zip.NewWriter(w)
	for _, p := range []struct{ name, body string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>`},
		{"word/styles.xml", strings.ReplaceAll(stylesXML, "LANG", lang)},
		{"word/numbering.xml", numberingXML},
		{"word/document.xml", `<w:document ` + wordSpace + `><w:body>` + g.String() + `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1304" w:bottom="1304" w:left="1304" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`},
	} {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+p.body); err != nil {
			return err
		}
	}
	return z.Close()
}

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`

const numberingXML = `<w:numbering ` + wordSpace + `><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`

// stylesXML: serif belongs to customers' words alone, as on the pages.
const stylesXML = `<w:styles ` + wordSpace + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Source Sans 3" w:hAnsi="Source Sans 3" w:cs="Source Sans 3"/><w:color w:val="1F1C24"/><w:sz w:val="22"/><w:lang w:val="LANG"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
	`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Question"><w:name w:val="Question"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="2C3EA3"/></w:pBdr><w:spacing w:before="220" w:after="40"/></w:pPr><w:rPr><w:b/><w:sz w:val="25"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="6B6571"/><w:sz w:val="19"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Notes"><w:name w:val="Space for notes"/><w:basedOn w:val="Normal"/><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="22" w:color="E2DED4"/></w:pBdr><w:spacing w:after="200"/></w:pPr><w:rPr><w:color w:val="6B6571"/><w:sz w:val="19"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="1F1C24"/></w:pBdr><w:spacing w:before="160" w:after="40"/></w:pPr><w:rPr><w:rFonts w:ascii="Newsreader" w:hAnsi="Newsreader" w:cs="Newsreader"/><w:sz w:val="25"/></w:rPr></w:style>` +
	`<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`
