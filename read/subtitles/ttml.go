package subtitles

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/wire"
)

// ReadTTML reads TTML (also DFXP and IMSC): the paragraphs of its body.
func ReadTTML(ctx context.Context, in wire.Input, _ wire.Options, res *wire.Result, yield wire.Yield) error {
	text, err := in.Text(res)
	if err != nil {
		return err
	}
	if err := in.Stopped(ctx); err != nil {
		return err
	}
	d := xml.NewDecoder(strings.NewReader(text))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // decoded already
	var cues []cue
	var cur *cue
	var b strings.Builder
	agents := map[string]string{}
	agent := ""
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if len(cues) == 0 {
				return heed.WrapError(heed.CodeInvalid, err, "%s is not whole XML", in.Base())
			}
			line, _ := d.InputPos()
			res.Refuse(in.Base(), "the XML breaks off at line %d; what came before is kept", line)
			break
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "agent":
				agent = attr(t, "id")
			case "name":
				b.Reset()
			case "p":
				line, _ := d.InputPos()
				cur = newCue(attr(t, "begin")+" --> "+attr(t, "end"), line)
				b.Reset()
				if who := agents[attr(t, "agent")]; who != "" {
					b.WriteString("<v " + who + ">")
				}
			case "br":
				b.WriteString("\n")
			}
		case xml.EndElement:
			switch {
			case t.Name.Local == "name" && agent != "":
				agents[agent] = strings.TrimSpace(b.String())
			case t.Name.Local == "p" && cur != nil:
				for l := range strings.SplitSeq(b.String(), "\n") {
					if l = strings.TrimSpace(l); l != "" {
						cur.text = append(cur.text, l)
					}
				}
				cues = append(cues, *cur)
				cur = nil
			}
		case xml.CharData:
			b.Write(t)
		}
	}
	if len(cues) == 0 {
		return heed.Errorf(heed.CodeInvalid, "%s holds no cues", in.Base())
	}
	c := conversation(in.Base(), cues, res)
	if len(c.Turns) == 0 {
		return heed.Errorf(heed.CodeInvalid, "%s has %s but no words in any", in.Base(), wire.Count(len(cues), "cue"))
	}
	return yield(c)
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
