package reply

// orderWeights were fitted on the development half of testdata/replies: logistic
// regression on the differences of pairs, ridge 10 on standardised differences
// (docs/METHOD-replies.md). Refit them when a feature changes.
var orderWeights = [featureCount]float64{
	fReaction:    0.000,
	fInterpret:   0.038,
	fExplore:     0.361,
	fCognitive:   0.299,
	fEmotional:   0.185,
	fCompassion:  0.275,
	fHarms:       -0.249,
	fHarmUs:      -0.193,
	fHarmPolicy:  -0.305,
	fHarmFix:     -0.284,
	fHarmBlame:   0.000,
	fHarmCalm:    -0.312,
	fHarmApology: -0.622,
	fHarmBut:     -1.119,
	fHarmCheer:   -0.791,
	fTheirWords:  0.226,
	fFirstShare:  0.294,
	fOwn:         0.527,
	fHonest:      0.573,
	fChoice:      0.514,
	fEffort:      0.518,
	fAct:         0.122,
	fWhen:        0.201,
	fPass:        -0.907,
	fBlankWhen:   -0.121,
	fSales:       -0.230,
	fJargon:      -0.424,
	fData:        -0.448,
	fUnanswered:  -0.056,
	fWarmHits:    0.144,
}
