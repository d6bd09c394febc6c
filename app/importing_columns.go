package app

import (
	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read/table"
)

// ColumnFields are what a table's column can be said to hold, the commonest
// first; the last leaves it out.
var ColumnFields = table.Fields

// ColumnLeftOut leaves a column out.
const ColumnLeftOut = "ignore"

// SpeakerRoles are the sides that a speaker can be said to be on.
var SpeakerRoles = []heed.Role{heed.RoleCustomer, heed.RoleRep, heed.RoleResearcher}

// columnsOf are the fields said of a file's columns: those said of all files,
// and over them those said of this one.
func (r *ImportRequest) columnsOf(file string) map[string]string {
	own := r.ColumnsOf[file]
	if len(own) == 0 {
		return r.Columns
	}
	out := make(map[string]string, len(r.Columns)+len(own))
	for k, v := range r.Columns {
		out[k] = v
	}
	for k, v := range own {
		out[k] = v
	}
	return out
}
