// Package app holds the use cases of Heed: importing, analysing, reporting,
// deciding, erasing. It is the only place where reading, sensing, shaping and
// coaching meet, where permissions are checked, and where transactions begin
// and end. It names no database and no service; it declares what it needs of
// them as ports, which store and outside implement.
package app
