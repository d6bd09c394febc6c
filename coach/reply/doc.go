// Package reply reads a hard message and the draft that answers it, says what
// the draft does and what could hurt, and proposes better ways to say it, built
// from the customer's own words.
//
//	desk := reply.New(understander)
//	desk.Read(customer, o)          feelings, needs, risks, pushback, the question behind
//	desk.Judge(customer, draft, o)  mechanisms, components, tactics, harms with places
//	desk.Suggest(customer, draft, o) two or three replies made of moves, each with its reason
//	judgement.Order()               one number to sort two drafts by; never shown to people
//
// What the package knows of each language stands in data/<language>/, in files
// that a bilingual person can read and extend. It is pure, deterministic and
// safe for concurrent use; the time it takes is linear in the length of the
// texts, of which it reads the first MaxBytes. Measures and their sources are in
// docs/METHOD-replies.md.
package reply

// Version names the rules and texts; it changes with any of them.
const Version = "reply-1"

// MaxBytes is how much of a text is read; a longer one is cut at a sentence,
// and Cut says so.
const MaxBytes = 16 << 10
