package meta

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/wordlist"
	"github.com/heedhq/heed/read/charset"
	"github.com/heedhq/heed/read/table"
	"github.com/heedhq/heed/read/when"
	"github.com/heedhq/heed/read/wire"
)

var kpiColumns = map[string]string{
	"date": "date", "fecha": "date", "day": "date", "dia": "date", "month": "date", "mes": "date", "period": "date",
	"stage": "stage", "etapa": "stage", "fase": "stage",
	"persona": "persona", "segment": "persona", "segmento": "persona",
	"channel": "channel", "canal": "channel",
	"content item": "content", "content": "content", "contenido": "content", "pieza": "content",
	"also called": "called", "called": "called", "alias": "called", "tambien llamado": "called", "llamado": "called",
	"name": "name", "kpi": "name", "metric": "name", "nombre": "name", "metrica": "name", "indicador": "name",
	"value": "value", "valor": "value", "amount": "value",
	"n": "n", "count": "n", "sample": "n", "base": "n", "muestra": "n",
}

// IsKPI reports whether a header is that of a file of KPIs.
func IsKPI(header []string) bool {
	has := map[string]bool{}
	for _, h := range header {
		has[kpiColumns[fold(h)]] = true
	}
	return has["name"] && has["value"] && (has["stage"] || has["date"] || has["channel"])
}

// ParseKPIs reads date, stage, persona, channel, content_item, also_called (other
// names of the item, parted by semicolons), name, value, n.
// A row without a name or a value that is a number is refused and counted.
func ParseKPIs(data []byte) ([]heed.KPI, wire.Result, error) {
	var res wire.Result
	text, _ := charset.Decode(data)
	header, rows := table.Records(text)
	if !IsKPI(header) {
		return nil, res, heed.Errorf(heed.CodeInvalid, "KPIs need the columns name and value, and one of stage, date and channel")
	}
	var out []heed.KPI
	for _, r := range rows {
		where := fmt.Sprintf("kpi:%d", r.Line)
		k, bad := kpi(header, r.Cells, where, &res)
		if bad != "" {
			res.Refuse(where, "%s", bad)
			continue
		}
		res.Rows++
		out = append(out, k)
	}
	res.Close()
	return out, res, nil
}

func kpi(header, cells []string, where string, res *wire.Result) (k heed.KPI, bad string) {
	value := ""
	for i, cell := range cells {
		if i >= len(header) {
			break
		}
		cell = strings.TrimSpace(cell)
		switch kpiColumns[fold(header[i])] {
		case "date":
			d, ok := when.Parse(cell)
			if !ok && cell != "" {
				if d, ok = when.Parse(cell + "-01"); !ok { // a month
					res.Warn(wire.WarnDate, where, "%q is not a date like 2026-11-07", cell)
				}
			}
			k.Date = d
		case "stage":
			k.Stage = cell
		case "persona":
			k.Persona = cell
		case "channel":
			k.Channel = cell
		case "content":
			k.Content = cell
		case "called":
			k.Called = slices.Collect(wordlist.Fields(cell, ";"))
		case "name":
			k.Name = cell
		case "value":
			value = cell
		case "n":
			k.N, _ = strconv.Atoi(cell)
		}
	}
	share := strings.HasSuffix(value, "%")
	v, ok := table.Figure(strings.TrimSpace(strings.TrimSuffix(value, "%")))
	switch {
	case k.Name == "":
		return k, "the row names no KPI"
	case !ok:
		return k, fmt.Sprintf("%q is not a number", value)
	}
	if share {
		v /= 100
	}
	k.Value = v
	return k, ""
}

var offerColumns = map[string]string{
	"id": "id", "offer id": "id", "code": "id", "codigo": "id",
	"name": "name", "offer": "name", "feature": "name", "title": "name", "nombre": "name", "oferta": "name", "funcion": "name",
	"text": "text", "description": "text", "summary": "text", "what it does": "text", "que hace": "text", "answers": "answers", "pain": "answers", "pains": "answers", "responde a": "answers", "resuelve": "answers", "dolor": "answers", "texto": "text", "descripcion": "text", "detalle": "text",
}

// IsOffers reports whether a header is that of a file of offers.
func IsOffers(header []string) bool {
	has := map[string]int{}
	for _, h := range header {
		has[offerColumns[fold(h)]]++
	}
	return has["name"] > 0 && has["text"]+has["answers"] > 0 && has[""] == 0
}

// ParseOffers reads id, name, text (or what_it_does) and answers, which is added to
// the text. An offer without an id is called by its
// name.
func ParseOffers(data []byte) ([]heed.Offer, wire.Result, error) {
	var res wire.Result
	text, _ := charset.Decode(data)
	header, rows := table.Records(text)
	named := false
	for _, h := range header {
		named = named || offerColumns[fold(h)] == "name"
	}
	if !named {
		return nil, res, heed.Errorf(heed.CodeInvalid, "offers need a column name, and should have id and text")
	}
	var out []heed.Offer
	for _, r := range rows {
		var o heed.Offer
		for i, cell := range r.Cells {
			if i >= len(header) {
				break
			}
			cell = strings.TrimSpace(cell)
			switch offerColumns[fold(header[i])] {
			case "id":
				o.ID = cell
			case "name":
				o.Name = cell
			case "text", "answers":
				o.Text = sentence(o.Text, cell)
			}
		}
		if o.Name == "" {
			res.Refuse(fmt.Sprintf("offers:%d", r.Line), "the row names no offer")
			continue
		}
		if o.ID == "" {
			o.ID = strings.ReplaceAll(fold(o.Name), " ", "-")
		}
		res.Rows++
		out = append(out, o)
	}
	res.Close()
	return out, res, nil
}

// sentence adds what an offer answers to what it does.
func sentence(a, b string) string {
	switch {
	case a == "" || b == "":
		return a + b
	case strings.HasSuffix(a, "."):
		return a + " " + b
	}
	return a + ". " + b
}
