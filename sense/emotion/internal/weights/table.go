// Package weights holds trained weights in the form they are shipped and used:
// one byte per weight, the weights of one n-gram side by side.
package weights

import (
	"errors"
	"fmt"
)

// Table is a linear model over hashed n-grams. A row has one byte per label,
// the weight plus 128 in units of Scale, and in its last byte the squared
// inverse document frequency in units of IDF, from which a text's length is
// computed: weights are trained on blocks of Euclidean length one.
type Table struct {
	Labels int       `json:"labels"`
	Stride int       `json:"stride"` // bytes per row, a multiple of 8, over Labels
	Count  int       `json:"count"`  // rows
	IDF    float32   `json:"idf"`
	Scale  []float32 `json:"scale"` // per label
	Bias   []float32 `json:"bias"`  // per label

	Keys []uint32 `json:"-"` // ascending
	Rows []byte   `json:"-"`
}

// check reports what is wrong with a table that was read from outside.
func (t *Table) check() error {
	switch {
	case t.Labels < 1 || t.Labels > nLabels || t.Stride != (t.Labels+8)/8*8:
		return fmt.Errorf("%d labels do not fit rows of %d bytes", t.Labels, t.Stride)
	case len(t.Scale) != t.Labels || len(t.Bias) != t.Labels:
		return errors.New("a scale or a bias is missing")
	case t.Count < 0 || len(t.Keys) != t.Count || len(t.Rows) != t.Count*t.Stride:
		return errors.New("rows and keys differ in number")
	}
	return checkKeys(t.Keys)
}

// Weigh multiplies all scores of the table by share.
func (t *Table) Weigh(share float32) {
	for l := range t.Scale {
		t.Scale[l] *= share
		t.Bias[l] *= share
	}
}
