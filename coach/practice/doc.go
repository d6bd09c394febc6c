// Package practice trains the skill of understanding customers on what they
// really said: it chooses moments for their teaching value, scores what
// somebody inferred against what the customer went on to say, retrieves real
// continuations for rehearsals, and plans what to practise next. It invents no
// customer and no line of one. docs/METHOD-practice.md has every formula.
package practice
