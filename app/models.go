package app

import (
	"bytes"
	"io"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/sense/acts"
	"github.com/heedhq/heed/sense/emotion"
)

// models are those that stand in for the ones that are built in; nil: built in.
type models struct {
	emotion *emotion.Model
	acts    *acts.Model
}

// loadModels reads files made by heed train, in any order; each says itself
// what it is of.
func loadModels(files []io.Reader) (m models, err error) {
	for _, f := range files {
		data, err := io.ReadAll(f)
		if err != nil {
			return m, heed.WrapError(heed.CodeInvalid, err, "a model could not be read to its end")
		}
		if acts.IsModel(data) {
			if m.acts != nil {
				return m, heed.Errorf(heed.CodeInvalid, "two models of acts were given; give one")
			}
			if m.acts, err = acts.Load(bytes.NewReader(data)); err != nil {
				return m, err
			}
			continue
		}
		if m.emotion != nil {
			return m, heed.Errorf(heed.CodeInvalid, "two models of emotion were given; give one")
		}
		if m.emotion, err = emotion.Load(bytes.NewReader(data)); err != nil {
			return m, heed.WrapError(heed.CodeInvalid, err, "that is not a model that this version of heed train makes: %v", err)
		}
	}
	return m, nil
}
