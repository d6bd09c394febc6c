package storetest

import (
	"fmt"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/app"
)

// hits returns what a query finds, as conversation/turn.
func (s *suite) hits(query string, f app.Filter) []string {
	s.Helper()
	out := []string{}
	s.read(func(tx app.Tx) error {
		list, err := tx.Readings.Search(s.ctx, query, f)
		for i, h := range list {
			out = append(out, fmt.Sprintf("%s/%d", h.Conversation, h.Turn))
			if h.Rank <= 0 || i > 0 && h.Rank > list[i-1].Rank {
				s.Errorf("%q: rank %g is out of order", query, h.Rank)
			}
		}
		return err
	})
	return out
}

func (s *suite) search() {
	s.study("st")
	es := talk("es", "st", "La facturación no llegó, ¡qué desesperación!", "¿Y el almacén?", "El ALMACÉN cerró el año pasado.")
	es.Language = heed.Spanish
	en := talk("en", "", "We don’t trust invoices—they're late, cost $3.50 & e-mail fails.", "Which warehouse?")
	s.add(es, en)
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"almacén", []string{"es/2", "es/1"}},
		{"almacen", []string{"es/2", "es/1"}},
		{"ALMACE", []string{"es/2", "es/1"}},
		{"almacén cerró", []string{"es/2"}},
		{"cerro almacen ano", []string{"es/2"}},
		{"factura", []string{"es/0"}},
		{"desesperaciO\u0301n", []string{"es/0"}},
		{"acturación", []string{}},
		{"invoice", []string{"en/0"}},
		{"don't", []string{"en/0"}},
		{"dont", []string{"en/0"}},
		{"3.50", []string{"en/0"}},
		{"e-mail", []string{"en/0"}},
		{"mail", []string{"en/0"}},
		{"\"late\" AND (cost)", []string{}}, // operators are words like any other
		{"late* NEAR cost", []string{}},
		{"late'; --", []string{"en/0"}},
		{"late:*&|!()<->\\", []string{"en/0"}},
		{"", []string{}},
		{" ¿? -- ' \" * : ", []string{}},
		{"warehouse almacen", []string{}},
		{"which", []string{"en/1"}},
	} {
		s.same(append([]string{c.query}, s.hits(c.query, app.Filter{})...), append([]string{c.query}, c.want...))
	}
	s.same(s.hits("almacen", app.Filter{Study: "st"}), []string{"es/2", "es/1"})
	s.same(s.hits("almacen", app.Filter{Language: heed.English}), []string{})
	s.same(s.hits("almacen", app.Filter{IDs: []string{}}), []string{})
	s.same(s.hits("almacen", app.Filter{Participant: "p-es", Limit: 1, Offset: 1}), []string{"es/1"})
	s.read(func(tx app.Tx) error {
		list, err := tx.Readings.Search(s.ctx, "cerro", app.Filter{})
		s.ok(err)
		s.same(len(list), 1)
		list[0].Rank = 0
		s.same(list[0], app.Hit{Conversation: "es", Turn: 2, Text: es.Turns[2].Text, Study: "st", Participant: "p-es"})
		list, err = tx.Readings.Search(s.ctx, "warehouse", app.Filter{})
		s.same(list[0].Participant, "")
		s.same(list[0].Study, "")
		return err
	})
	s.read(func(tx app.Tx) error {
		_, err := tx.Readings.Search(s.ctx, "a\x00", app.Filter{})
		s.code(heed.CodeInvalid, err)
		return nil
	})
}

// searchRank: short before long, often before once, whole before begun,
// customers before us, then the newer.
func (s *suite) searchRank() {
	filler := strings.Repeat(" something else entirely", 30)
	old, recent := talk("old", "", "The price."), talk("recent", "", "The price.")
	old.Date, recent.Date = day(1), day(2)
	s.add(old, recent,
		talk("long", "", "The price."+filler),
		talk("often", "", "Price, price, price!"),
		talk("begun", "", "The prices.", "The cost."),
		talk("ours", "", "Indeed.", "The cost."),
		heed.Conversation{ID: "own", Turns: []heed.Turn{{Role: heed.RoleRep, Text: "The fee."}, {Role: heed.RoleCustomer, Text: "The fee. Yes."}}},
	)
	s.same(s.hits("price", app.Filter{}), []string{"often/0", "recent/0", "old/0", "begun/0", "long/0"})
	s.same(s.hits("fee", app.Filter{}), []string{"own/1", "own/0"})
	var ranks []float64
	s.read(func(tx app.Tx) error {
		list, err := tx.Readings.Search(s.ctx, "price the", app.Filter{IDs: []string{"old"}})
		for _, h := range list {
			ranks = append(ranks, h.Rank)
		}
		return err
	})
	// Each word stands there once, whole: 2 / (2 + 1.2 * (0.25 + 0.75 * 2 / 20)).
	each := 2 / (2 + 1.2*(0.25+0.75*2.0/20))
	s.read(func(tx app.Tx) error {
		list, err := tx.Readings.Search(s.ctx, "cost", app.Filter{IDs: []string{"ours"}})
		if want := each / 2; len(list) != 1 || list[0].Rank < want-1e-12 || list[0].Rank > want+1e-12 {
			s.Errorf("a researcher's words give %v, want the rank %g", list, want)
		}
		return err
	})
	if len(ranks) != 1 || ranks[0] < 2*each-1e-12 || ranks[0] > 2*each+1e-12 {
		s.Errorf("ranks %v, want %g", ranks, 2*each)
	}
}

func (s *suite) searchScripts() {
	s.add(
		talk("zh", "", "我们的仓库很慢"), talk("he", "", "שָׁלוֹם עולם"), talk("ar", "", "السَّلام عليكم"),
		talk("ru", "", "Ёлка и СКЛАД"), talk("el", "", "Η αποθήκη μας"), talk("wide", "", "ｉｎｖｏｉｃｅ ﬁne ①"),
		talk("emoji", "", "👋👋 only"),
	)
	for query, want := range map[string]string{
		"仓库": "zh/0", "שלום": "he/0", "السلام": "ar/0", "склад": "ru/0", "елка": "ru/0", "ΑΠΟΘΗΚΗ": "el/0",
		"invoice": "wide/0", "fine": "wide/0", "only": "emoji/0",
	} {
		s.same(append(s.hits(query, app.Filter{}), query), []string{want, query})
	}
	s.same(s.hits("👋", app.Filter{}), []string{})
	// Words and turns beyond any sense are kept out of nobody's way.
	s.add(talk("huge", "", strings.Repeat("x", 100000)+" needle"), talk("many", "", distinct(120000)))
	s.same(s.hits("needle", app.Filter{}), []string{"huge/0"})
	s.same(s.hits("word17", app.Filter{Limit: 1}), []string{"many/0"})
	s.same(s.hits(strings.Repeat("needle ", 5000), app.Filter{}), []string{"huge/0"})
}

func distinct(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "word%d ", i)
	}
	return b.String()
}

// searchFollows: full text holds the newest text, seen at once.
func (s *suite) searchFollows() {
	s.write(func(tx app.Tx) error {
		c := talk("c", "", "the frist order", "other")
		s.ok(tx.Conversations.Add(s.ctx, &c, 0))
		found, err := tx.Readings.Search(s.ctx, "frist", app.Filter{})
		s.ok(err)
		s.same(len(found), 1)
		d := talk("d", "", "frist again")
		s.ok(tx.Conversations.Add(s.ctx, &d, 0))
		s.ok(tx.Conversations.Revise(s.ctx, "c", 0, app.Revision{N: 1, Text: "the first order"}))
		found, err = tx.Readings.Search(s.ctx, "frist", app.Filter{})
		s.same(len(found), 1)
		return err
	})
	s.same(s.hits("frist", app.Filter{}), []string{"d/0"})
	s.same(s.hits("first", app.Filter{}), []string{"c/0"})
	s.write(func(tx app.Tx) error { return tx.Conversations.Delete(s.ctx, "d") })
	s.same(s.hits("frist", app.Filter{}), []string{})
	s.same(s.hits("other", app.Filter{}), []string{"c/1"})
}
