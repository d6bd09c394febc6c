// Package themes groups short texts of customers by what they mean, names the
// groups in the customers' words, and says when more conversations would bring
// nothing new. Everything is learned from the texts themselves and from word
// vectors; nothing is learned from labels. The result is a function of the set
// of texts: their order changes nothing.
package themes

import heed "github.com/heedhq/heed"

// Text is a text to place and group.
type Text struct {
	ID   string
	Text string
	Lang heed.Language
	// Near is what the same speaker said right before and after it, and the
	// question it answers where it is short: by itself "I've asked four times"
	// says nothing of its subject. Empty where a text stands alone.
	Near string
}
