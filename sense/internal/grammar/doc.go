// Package grammar matches token patterns that people write in data files
// against sentences, in one pass and without regular expressions.
//
// A file holds comments (#), word classes and rules:
//
//	# Anything after # is a comment.
//	{slow}: slow | sluggish | takes ages | drag*
//	  another line of members may be indented
//
//	@too-slow confidence 0.8, span clause
//	the {thing} (is|'s) [so|too|very] {slow}
//	keeps _2 crashing
//
// A class's members are parted by "|". A member written `email = e-mail | mail`
// gives its standard name, which a rule may report as its value.
//
// In a pattern, words match themselves without regard to case, accents and
// contractions ("it's" is "it is", "don't" is "do not"); frustrat* and *logist
// match by beginning and end; {slow} any member of the class; (a|b c) one of
// several; [x] x or nothing; _ any one word, _3 up to three, _1-4 one to four,
// ... up to six; a comma allows a comma, colon or dash at that place, which
// otherwise nothing crosses; ^ and $ are the beginning and end of a clause,
// ^^ of the sentence; !word or !{class} forbids what comes next; <...> marks the
// words that are the rule's value.
package grammar
