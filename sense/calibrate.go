package sense

import heed "github.com/heedhq/heed"

// calibrate returns the confidence of a signal.
func calibrate(s *heed.Signal, lang heed.Language) float64 { return s.Confidence }
