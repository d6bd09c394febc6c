package app

import (
	"context"
	"encoding/json"
	"path"
	"strings"

	"github.com/heedhq/heed"
)

// TranscribeReceived adds a transcript to every recording among files that has
// none of its name beside it, under that name: what Import then reads and joins
// the recording to. req says how; its Recording is filled in here.
func TranscribeReceived(ctx context.Context, files Received, req TranscribeRequest) (out Received, err error) {
	defer heed.Wrap(&err, "put recordings into words")
	written := map[string]bool{}
	for _, f := range files {
		if !SoundName(f.Name) {
			written[beside(f.Name)] = true
		}
	}
	out = append(out, files...)
	for _, f := range files {
		if !SoundName(f.Name) || written[beside(f.Name)] {
			continue
		}
		req.Name, req.Data = f.Name, f.Data
		c, err := Transcribe(ctx, req)
		if err != nil {
			return files, err
		}
		data, err := json.Marshal(c)
		if err != nil {
			return files, err
		}
		out = append(out, ReceivedFile{Name: strings.TrimSuffix(f.Name, path.Ext(f.Name)) + ".jsonl", Folder: f.Folder, Data: data})
	}
	return out, nil
}
