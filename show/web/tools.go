package web

import (
	"net/url"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// pageTools stand above a page: what can be done with all of it.
type pageTools struct {
	Links   []look.Option // value: address
	Exports *exportBox
}

// exportBox are the files that a page can be taken out as.
type exportBox struct {
	Files  []look.Option
	Poster []look.Option
	Note   string
}

// memoTool links to the memos about one thing.
func memoTool(sc *look.Scene, study string, target heed.MemoTarget, id string) look.Option {
	return look.Option{Value: memosAddress(study, target, id), Word: sc.Say("web.memo")}
}

// tools are the memos about a thing and the files that it leaves as; pairs
// choose which. Without a target, or without a view, there is only the other.
func tools(p *studied, target heed.MemoTarget, id, what string, pairs ...string) *pageTools {
	t := &pageTools{}
	if target != "" {
		t.Links = append(t.Links, memoTool(p.scene, p.Study.ID, target, id))
	}
	if what != "" {
		q := url.Values{}
		for i := 0; i+1 < len(pairs); i += 2 {
			q.Set(pairs[i], pairs[i+1])
		}
		t.Exports = exportLinks(p.scene, p.Study.ID, what, q)
	}
	return t
}

// ledgerLinks are the files of the whole ledger.
func ledgerLinks(sc *look.Scene, study string) *exportBox {
	box := &exportBox{Note: sc.Say("web.export.note")}
	for _, f := range []struct{ what, format, word string }{
		{"ledger", "xlsx", ""}, {"claims", "csv", "web.export.claims"}, {"claims", "json", "web.export.claims"},
		{"quotations", "csv", "web.export.quotes"}, {"quotations", "json", "web.export.quotes"}, {"guide", "docx", "web.export.guide"},
		{"codes", "qdpx", ""}, {"codes", "qdc", ""},
	} {
		word := sc.Say("web.export." + f.format)
		if f.word != "" {
			word = joined(": ", sc.Say(f.word), word)
		}
		box.Files = append(box.Files, look.Option{Value: "/s/" + study + "/export/" + f.what + "?format=" + f.format, Word: word})
	}
	return box
}

// exportLinks lists the files that a view can be taken out as; q chooses which
// persona, stage or form.
func exportLinks(sc *look.Scene, study, what string, q url.Values) *exportBox {
	box := &exportBox{Note: sc.Say("web.export.note")}
	address := func(format string, more ...string) string {
		v := url.Values{"format": {format}}
		for k := range q {
			if s := q.Get(k); s != "" {
				v.Set(k, s)
			}
		}
		for i := 0; i+1 < len(more); i += 2 {
			v.Set(more[i], more[i+1])
		}
		return "/s/" + study + "/export/" + what + "?" + v.Encode()
	}
	for _, f := range exportFormats(what) {
		box.Files = append(box.Files, look.Option{Value: address(f), Word: sc.Say("web.export." + f)})
	}
	if what == "persona" || what == "map" || what == "journey" || what == "buying" {
		for _, paper := range []string{"a3", "a1", "a0"} {
			box.Poster = append(box.Poster, look.Option{Value: address("pdf", "poster", "yes", "paper", paper), Word: sc.Say("web.export." + paper)})
		}
		box.Poster = append(box.Poster, look.Option{Value: address("svg", "poster", "yes"), Word: sc.Say("web.export.svg")})
	}
	return box
}
