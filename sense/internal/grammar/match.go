package grammar

// Hit is a rule found in a sentence: tokens [From, To), and the tokens
// [ValueFrom, ValueTo) that the pattern marks as its value.
type Hit struct {
	Rule               *Rule
	From, To           int
	ValueFrom, ValueTo int
}

// machine runs a program over tokens by backtracking; patterns are small and
// their gaps bounded, and steps limits what a careless one can cost.
type machine struct {
	prog               []inst
	toks               []Token
	from               int
	valueFrom, valueTo int
	steps              int
	last               []int32 // per rule: where its last hit of this sentence ended
}

const maxSteps = 2000

// Find appends to dst what the rules find in s.
func (g *Grammar) Find(dst []Hit, s *Sentence) []Hit {
	m := &s.run
	m.toks = s.Tokens
	if cap(m.last) < len(g.Rules) {
		m.last = make([]int32, len(g.Rules))
	}
	m.last = m.last[:len(g.Rules)]
	clear(m.last)
	for i := range s.Tokens {
		progs := s.Tokens[i].progs
		for j := range progs {
			dst = g.try(dst, m, &progs[j], i)
		}
		if i == 0 || s.Tokens[i].Break || s.Tokens[i].Clause != s.Tokens[i-1].Clause {
			for j := range g.anchored {
				dst = g.try(dst, m, &g.anchored[j], i)
			}
		}
	}
	return dst
}

func (g *Grammar) try(dst []Hit, m *machine, e *program, i int) []Hit {
	if int32(i) < m.last[e.rule] {
		return dst
	}
	if e.second != 0 && (i+1 >= len(m.toks) || !m.toks[i+1].is(e.second)) {
		return dst
	}
	m.prog = e.prog
	m.from, m.steps, m.valueFrom, m.valueTo = i, 0, -1, -1
	to, ok := m.exec(0, i, false)
	if !ok || to <= i {
		return dst
	}
	m.last[e.rule] = int32(to)
	return append(dst, Hit{&g.Rules[e.rule], i, to, m.valueFrom, m.valueTo})
}

// exec runs from pc at token pos; brk says that a break before pos may be
// crossed.
func (m *machine) exec(pc, pos int, brk bool) (int, bool) {
	for {
		if m.steps++; m.steps > maxSteps {
			return 0, false
		}
		in := &m.prog[pc]
		switch in.op {
		case opAtom, opAny:
			if pos >= len(m.toks) {
				return 0, false
			}
			t := &m.toks[pos]
			if t.Break && !brk && pos > m.from {
				return 0, false
			}
			if in.op == opAtom && !t.is(atom(in.x)) {
				return 0, false
			}
			pos++
			pc++
			brk = false
		case opSplit:
			if in.guard == 0 || pos < len(m.toks) && m.toks[pos].is(atom(in.guard)) {
				if to, ok := m.exec(int(in.x), pos, brk); ok {
					return to, true
				}
			}
			pc = int(in.y)
		case opJump:
			pc = int(in.x)
		case opNot:
			if pos < len(m.toks) && (!m.toks[pos].Break || brk) && m.toks[pos].is(atom(in.x)) {
				return 0, false
			}
			pc++
		case opBreak:
			brk = true
			pc++
		case opOpen, opClose:
			to, ok := m.exec(pc+1, pos, brk)
			if ok && in.op == opOpen {
				m.valueFrom = pos
			} else if ok {
				m.valueTo = pos
			}
			return to, ok
		case opClause:
			if pos > 0 && pos < len(m.toks) && !m.toks[pos].Break && m.toks[pos].Clause == m.toks[pos-1].Clause {
				return 0, false
			}
			pc++
		case opStart:
			if pos != 0 {
				return 0, false
			}
			pc++
		case opEnd:
			if pos < len(m.toks) && !m.toks[pos].Break && m.toks[pos].Clause == m.toks[pos-1].Clause {
				return 0, false
			}
			pc++
		case opMatch:
			return pos, true
		}
	}
}
