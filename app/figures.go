package app

import (
	"context"
	"path"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/read"
)

// tables are KPIs and offers read from one file, until it is known which study
// they belong to.
type tables struct {
	file   *fileState
	kpis   []heed.KPI
	offers []heed.Offer
}

// figures keeps a file's KPIs and offers until every conversation is in.
func (b *bringing) figures(state *fileState, res read.Result) {
	b.tables = append(b.tables, tables{state, res.KPIs, res.Offers})
}

// layTables stores KPIs and offers with the study of the conversations beside
// them: the one the import names, else the one that most conversations of the
// same folder went to, else the only one there is.
func (b *bringing) layTables(ctx context.Context) error {
	if b.req.Preview || len(b.tables) == 0 {
		return nil
	}
	return b.store.Write(ctx, func(tx Tx) error {
		for _, t := range b.tables {
			study, err := b.studyFor(ctx, tx, t.file)
			if err != nil {
				return err
			}
			if err := tx.Figures.AddKPIs(ctx, study, t.file.source.Hash, t.kpis); err != nil {
				return err
			}
			for _, o := range t.offers {
				if err := tx.Figures.SaveOffer(ctx, study, o); err != nil {
					return err
				}
			}
			if _, err := tx.Sources.Add(ctx, t.file.source); err != nil {
				return err
			}
			b.touch(study)
		}
		return nil
	})
}

func (b *bringing) studyFor(ctx context.Context, tx Tx, f *fileState) (string, error) {
	if name := b.req.Defaults.Study; name != "" {
		id := Slug(name)
		return id, b.shelf.study(ctx, tx, id, name)
	}
	best, most := "", 0
	for study, n := range b.shelf.folders[path.Dir(f.Name)] {
		if n > most || n == most && study < best {
			best, most = study, n
		}
	}
	if best != "" {
		return best, nil
	}
	all, err := tx.Studies.List(ctx)
	if err != nil {
		return "", err
	}
	if len(all) == 1 {
		return all[0].ID, nil
	}
	return "", heed.Errorf(heed.CodeInvalid, "%s holds figures, and there are %d studies; say which with --study", f.Name, len(all))
}
