// Package sample holds a year of an invented company's conversations, so that
// Heed can be tried before anybody has been interviewed.
package sample

import "embed"

// Files are the sample conversations as files, in folder "harbourline".
//
//go:embed all:harbourline
var Files embed.FS

// Folder is the folder in Files.
const Folder = "harbourline"
