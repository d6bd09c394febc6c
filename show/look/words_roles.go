package look

import (
	"strings"

	"github.com/heedhq/heed/app"
)

// wordsRoles are the roles that people mention, by their key.
var wordsRoles = map[string]entry{
	"role.finance":     {"finance", "finanzas"},
	"role.it":          {"IT", "sistemas"},
	"role.legal":       {"legal", "jurídico"},
	"role.procurement": {"procurement", "compras"},
	"role.management":  {"management", "dirección"},
	"role.manager":     {"their manager", "su responsable"},
	"role.hr":          {"human resources", "recursos humanos"},
	"role.sales":       {"sales", "ventas"},
	"role.marketing":   {"marketing", "marketing"},
	"role.operations":  {"operations", "operaciones"},
	"role.warehouse":   {"the warehouse", "el almacén"},
	"role.drivers":     {"drivers", "conductores"},
	"role.payroll":     {"payroll", "nóminas"},
	"role.engineers":   {"engineers", "ingeniería"},
	"role.auditor":     {"auditors", "auditoría"},
	"role.consultant":  {"consultants", "consultores"},
	"role.customers":   {"their own customers", "sus propios clientes"},
	"role.suppliers":   {"suppliers", "proveedores"},
	"role.colleagues":  {"colleagues", "compañeros"},
	"role.students":    {"students", "estudiantes"},
	"role.patients":    {"patients", "pacientes"},
	"role.editors":     {"editors", "editores"},
	"role.family":      {"family", "familia"},
	"role.union":       {"the works council", "el comité de empresa"},
	"role.committee":   {"the committee", "el comité"},
	"role.accountant":  {"the outside accountant", "la gestoría"},
	"role.nights":      {"the night shift", "el turno de noche"},
	"role.reviewers":   {"reviewers", "revisores"},
}

// roleKeys finds a role's key by its name in either language.
var roleKeys = func() map[string]string {
	keys := map[string]string{}
	for id, e := range wordsRoles {
		keys[strings.TrimPrefix(id, "role.")] = id
		keys[strings.ToLower(e.en)] = id
		keys[strings.ToLower(e.es)] = id
	}
	return keys
}()

// Role names a role in the interface language where it is one that the
// catalogue knows; another stands as it was given.
func (w Words) Role(name string) string {
	if id, ok := roleKeys[strings.ToLower(strings.TrimSpace(name))]; ok {
		return w.Say(id)
	}
	if named := app.NameOfSegment(Clean(name), w.Lang); !strings.EqualFold(named, name) {
		return Label(named)
	}
	return Label(name)
}
