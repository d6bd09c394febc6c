package look

// Skill is what a skill of an exercise is called; one that no list knows is
// called after its exercise.
func (w Words) Skill(exercise, skill string) string {
	if id := "skill." + exercise + "." + skill; skill != "" && Has(id) {
		return w.Say(id)
	}
	if id := "skill." + exercise + ".other"; skill != "" && Has(id) {
		return w.Say(id)
	}
	return w.Say("skill." + exercise)
}

// ShownBy says what one's own conversations show by a measure, or by how
// customers felt after an answer: in k of n.
func (w Words) ShownBy(measure string, k, n int) string {
	id := map[string]string{"unanswered_feelings": "feeling", "premature_advice": "advice", "leading_share": "leading", "pushback": "push"}[measure]
	return w.Say("web.practice.shown."+id, "k", k, "n", n)
}
