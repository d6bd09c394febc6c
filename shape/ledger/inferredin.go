package ledger

import "github.com/heedhq/heed"

// InferredIn returns what a rule says of people, and what they do, in lang.
// Words that are no rule's own, because a person changed them, stay as given.
func InferredIn(words, does string, lang heed.Language) (inWords, inDoes string) {
	inWords, inDoes = words, does
	for _, b := range behaviours() {
		for _, l := range []heed.Language{heed.English, heed.Spanish} {
			if words == b.state[l] && b.state[lang] != "" {
				inWords = b.state[lang]
			}
			if does == b.does[l] && b.does[lang] != "" {
				inDoes = b.does[lang]
			}
		}
	}
	return inWords, inDoes
}
