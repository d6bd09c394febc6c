package web

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/show/look"
)

// menu is the way around a study: few words in the bar, and under each what
// belongs to it. The first of a group is the group's own page.
var menu = [][]menuPlace{
	{{"home", "", "web.nav.home"}, {"changes", "/changes", "changes.title"}},
	{
		{"conversations", "/conversations", "web.nav.conversations"}, {"people", "/people", "web.nav.people"},
		{"codes", "/codes", "web.codes"}, {"memos", "/memos", "web.memos"},
	},
	{{"themes", "/themes", "web.nav.themes"}},
	{{"personas", "/personas", "web.nav.personas"}, {"beliefs", "/beliefs", "beliefs.title"}},
	{{"maps", "/maps", "web.nav.maps"}},
	{
		{"journey", "/journey", "web.nav.journey"}, {"buying", "/buying", "web.nav.buying"},
		{"offers", "/offers", "offers.title"}, {"content", "/content", "content.title"},
	},
	{{"listening", "/listening", "web.nav.listening"}, {"practice", "/practice", "web.nav.practice"}},
	{
		{"reply", "/reply", "web.nav.reply"}, {"text", "/checks?what=text", "web.check.text"},
		{"guide", "/checks?what=guide", "web.check.guide"},
	},
	{
		{"ledger", "/ledger", "web.nav.ledger"}, {"playback", "/playback", "web.earn.playback"},
		{"promises", "/promises", "web.earn.promises"}, {"panel", "/panel", "web.earn.panel"}, {"felt", "/felt", "web.earn.felt"},
	},
}

// menuPlace is a page of the menu; path is within a study.
type menuPlace struct{ key, path, word string }

// underWords are the words of a group's own page where it stands beside the
// others of its group.
var underWords = map[string]string{"reply": "web.check.reply", "ledger": "web.nav.claims"}

// menuItem is a word in the bar, or one under it.
type menuItem struct {
	Href, Word string
	On         bool // that is where we are
	In         bool // we are at it or under it
	Under      []menuItem
}

// Menu is the way around the page's study, nil where there is none.
func (p page) Menu() []menuItem {
	if p.Study == nil {
		return nil
	}
	words, base := look.In(p.Lang), "/s/"+p.Study.ID
	var out []menuItem
	for _, group := range menu {
		item := menuItem{
			Href: base + group[0].path, Word: words.Say(group[0].word), On: p.Here == group[0].key,
			In: slices.ContainsFunc(group, func(x menuPlace) bool { return x.key == p.Here }),
		}
		if len(group) > 1 {
			for _, x := range group {
				item.Under = append(item.Under, menuItem{Href: base + x.path, Word: words.Say(cmp.Or(underWords[x.key], x.word)), On: p.Here == x.key})
			}
		}
		out = append(out, item)
	}
	return out
}

// Under is the second level where we are, nil where there is none.
func (p page) Under() []menuItem {
	for _, item := range p.Menu() {
		if item.In {
			return item.Under
		}
	}
	return nil
}

// amid puts a page that is about no study alone into the one that its visitor
// comes from, or into the only one there is, so that the way around stays.
func (p *page) amid(r *http.Request, all []heed.Study) {
	id := cmp.Or(r.PathValue("study"), r.URL.Query().Get("study"))
	i := slices.IndexFunc(all, func(st heed.Study) bool { return st.ID == id || id == "" && len(all) == 1 })
	if i >= 0 {
		p.Study, p.Studies = &all[i], all
	}
}
