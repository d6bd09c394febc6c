package app

import (
	"context"
	"io"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/sense"
	"github.com/heedhq/heed/sense/emotion"
	"github.com/heedhq/heed/shape"
)

// LooseText is a text that belongs to no conversation.
type LooseText struct {
	Text     string
	Language heed.Language // "": recognised
}

// Grouped is the theme of a text; Theme -1 is none.
type Grouped struct {
	Theme int
	Label string
}

// GroupTexts groups texts by meaning into k themes; k 0: as many as they hold.
func GroupTexts(ctx context.Context, texts []LooseText, k int, seed uint64) (out []Grouped, err error) {
	defer heed.Wrap(&err, "group %d texts", len(texts))
	if k < 0 || k > len(texts) && len(texts) > 0 {
		return nil, heed.Errorf(heed.CodeInvalid, "%d themes cannot be made of %d texts", k, len(texts))
	}
	in := make([]shape.Text, len(texts))
	for i, t := range texts {
		in[i] = shape.Text{Text: t.Text, Lang: t.Language}
	}
	groups, err := shape.Themes(ctx, in, shape.ThemeOptions{K: k, Seed: seed})
	if err != nil {
		return nil, err
	}
	out = make([]Grouped, len(groups))
	for i, g := range groups {
		out[i] = Grouped{Theme: g.Theme, Label: g.Label}
	}
	return out, nil
}

// SensedText is what was understood of a text.
type SensedText = sense.Result

// EmotionLabels name the entries of SensedText.Scores, in their order.
var EmotionLabels = emotion.Labels[:]

// TextSenser returns a function that understands one text; it may be used by
// several goroutines. emotionOnly leaves signals out. model, where not nil, is
// a model of emotion made by heed train.
func TextSenser(emotionOnly bool, model io.Reader) (func(text string, lang heed.Language) SensedText, error) {
	o := sense.Options{OnlyEmotion: emotionOnly}
	if model != nil {
		m, err := loadModels([]io.Reader{model})
		if err != nil {
			return nil, err
		}
		if m.emotion == nil {
			return nil, heed.Errorf(heed.CodeInvalid, "that is a model of acts, which single texts have none of; heed listen --model and heed eval --model take it")
		}
		o.Emotion = m.emotion
	}
	return sense.New(o).Text, nil
}

// SignInRequired reports whether somebody has set a password.
func (a *App) SignInRequired(ctx context.Context) (required bool, err error) {
	err = a.store.Read(ctx, func(tx Tx) error {
		accounts, err := tx.Accounts.List(ctx)
		required = len(accounts) > 0
		return err
	})
	return required, err
}
