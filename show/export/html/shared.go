package html

import "io/fs"

// Parts are the templates of the report's sections, for pages that show the
// same ones.
func Parts() fs.FS { return files }

// Style is the style sheet of the report's sections.
func Style() string {
	css, err := files.ReadFile("parts/report.css")
	if err != nil {
		panic(err) // the file is embedded
	}
	return string(css)
}
