package ledger

import (
	heed "github.com/heedhq/heed"
	"github.com/heedhq/heed/internal/text"
	"github.com/heedhq/heed/shape/corpus"
)

// CommonKind is the kind of most of the conversations that people were heard
// in, and whether it is nearly all of them.
func CommonKind(c *corpus.Corpus, people []int32) (heed.Kind, bool) {
	n, all := map[heed.Kind]int{}, 0
	for _, p := range people {
		for _, v := range c.People[p].Conversations {
			n[c.Convs[v].Kind]++
			all++
		}
	}
	best := heed.Kind("")
	for k, x := range n {
		if best == "" || x > n[best] || x == n[best] && k < best {
			best = k
		}
	}
	return best, all > 0 && 5*n[best] >= 4*all
}

// Contacts reports whether people were heard in calls and chats about a
// service, nearly all of them once: they came to have something done.
func Contacts(c *corpus.Corpus, people []int32) bool {
	kind, most := CommonKind(c, people)
	if !most || kind != heed.KindCall && kind != heed.KindChat {
		return false
	}
	once := 0
	for _, p := range people {
		if len(c.People[p].Stages) > 0 { // a step on a longer way
			return false
		}
		if len(c.People[p].Conversations) == 1 {
			once++
		}
	}
	return 5*once >= 4*len(people)
}

// Formal reports whether our side addresses customers as usted in Spanish more
// often than as tú.
func Formal(c *corpus.Corpus) bool {
	usted, tu := 0, 0
	for i := range c.Convs {
		v := c.Convs[i]
		for t := range v.Turns {
			if v.RoleOf(t) == heed.RoleCustomer || v.Language != heed.Spanish && v.Language != "" {
				continue
			}
			for _, w := range text.Words(v.Turns[t].Text) {
				switch w {
				case "usted", "ustedes", "cuénteme", "dígame", "hábleme", "quiere", "puede", "desea", "disculpe", "perdone":
					usted++
				case "tú", "contigo", "cuéntame", "dime", "háblame", "quieres", "puedes", "tienes", "disculpa", "perdona", "crees", "haces":
					tu++
				}
			}
		}
	}
	return usted > tu
}
