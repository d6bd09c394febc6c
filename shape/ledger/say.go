package ledger

// HasSay reports whether a sentence says that the role with the key (see
// RoleKeys; any role, for "") says or decides something; strictly: that it
// decides.
func HasSay(s, key string, strictly bool) bool { return hasSay(s, key, strictly) }

// WhoElse reports whether a question asks who else has a say, or who is
// missing.
func WhoElse(question string) bool { return whoElse(question) }
