package sqlstore

// Fault is the sort of failure that a database reports.
type Fault int

// The faults. FaultOther is whatever the others are not.
const (
	FaultOther    Fault = iota
	FaultUnique         // a key is there already
	FaultForeign        // what is referred to is not there
	FaultBusy           // another writer holds the database
	FaultReadOnly       // a write in a read transaction
	FaultDown           // cannot be reached, disk full, file damaged
)

// Dialect is what the two databases do not share. Everything else is one body
// of SQL.
type Dialect struct {
	// Name is the database's name for people.
	Name string
	// Lock is run first in a write transaction; "" where the transaction itself
	// keeps other writers out.
	Lock string
	// Prepare keeps a prepared statement for every text in a transaction, where
	// the driver does not do so by itself.
	Prepare bool
	// Arrays says that rows are inserted as one array a column; otherwise a
	// prepared statement runs row after row.
	Arrays bool
	// In writes the condition that column is in the JSON array of strings that
	// the parameter holds.
	In func(column, parameter string) string
	// Match writes where the turn t is taken from, the condition that it fits the
	// full-text query that the parameter holds, and what the newest turns come
	// last by. Query makes that query of folded words: all of them, each as a
	// prefix or whole.
	Match func(parameter string) (from, condition, newest string)
	Query func(words []string, whole bool) string
	// Newest reads a number that every later turn is above, and Index brings the
	// turns above it into full text; "" where the database does so by itself.
	Newest, Index string
	// Fault sorts an error of the driver.
	Fault func(error) Fault
}
