package sqlstore

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"github.com/heedhq/heed"
	"github.com/heedhq/heed/store/sqlstore/pack"
)

type readings struct{ *session }

func (q readings) Save(ctx context.Context, s heed.Sensed) error {
	sum, err := q.summary(ctx, s.Conversation, s.Readings)
	if err != nil {
		return err
	}
	data, err := pack.Marshal(s)
	if err != nil {
		return heed.WrapError(heed.CodeInternal, err, "a reading cannot be written")
	}
	_, err = q.exec(ctx, `INSERT INTO readings (conversation, version, stale, sentences, valence,
			feeling1, feeling2, feeling3, intensity1, intensity2, intensity3, data)
		VALUES ($1, $2, 0, $3, $4, $5, $6, $7, $8, $9, $10, $11)
		ON CONFLICT (conversation) DO UPDATE SET version = excluded.version, stale = 0,
			sentences = excluded.sentences, valence = excluded.valence,
			feeling1 = excluded.feeling1, feeling2 = excluded.feeling2, feeling3 = excluded.feeling3,
			intensity1 = excluded.intensity1, intensity2 = excluded.intensity2, intensity3 = excluded.intensity3,
			data = excluded.data`,
		s.Conversation, s.Version, sum.sentences, sum.valence,
		string(sum.feelings[0].Name), string(sum.feelings[1].Name), string(sum.feelings[2].Name),
		sum.feelings[0].Intensity, sum.feelings[1].Intensity, sum.feelings[2].Intensity, data)
	return err
}

// summary is what lists show of a conversation.
type summary struct {
	sentences int
	valence   float64
	feelings  [3]heed.FeelingScore
}

// summary counts the sentences of those who are not on our side, the mean of
// their valence (-1..1; 0 where they say nothing) and the three feelings of
// which there is most, each with its mean intensity where it is felt. Neutral
// is not among them.
func (q readings) summary(ctx context.Context, conversation string, list []heed.Reading) (s summary, err error) {
	found, err := q.row(ctx, []any{new(int)}, `SELECT 1 FROM conversations WHERE id = $1`, conversation)
	if err != nil {
		return s, err
	}
	if !found {
		return s, missing("conversation", conversation)
	}
	ours := map[int]bool{}
	err = q.each(ctx, func(r *sql.Rows) error {
		var n int
		var own, speaker heed.Role
		if err := r.Scan(&n, &own, &speaker); err != nil {
			return err
		}
		ours[n] = cmp.Or(own, speaker).Ours()
		return nil
	}, `SELECT t.n, t.role, COALESCE((SELECT s.role FROM speakers s
			WHERE s.conversation = t.conversation AND s.speaker = t.speaker ORDER BY s.n LIMIT 1), '')
		FROM turns t WHERE t.conversation = $1`, conversation)
	if err != nil {
		return s, err
	}
	sums := map[heed.Feeling]float64{}
	times := map[heed.Feeling]int{}
	for _, r := range list {
		if ours[r.Turn] {
			continue
		}
		s.sentences++
		s.valence += r.Valence
		for _, f := range r.Feelings {
			if f.Name != heed.Neutral && f.Intensity > 0 {
				sums[f.Name] += f.Intensity
				times[f.Name]++
			}
		}
	}
	if s.sentences > 0 {
		s.valence /= float64(s.sentences)
	}
	names := make([]heed.Feeling, 0, len(sums))
	for n := range sums {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b heed.Feeling) int {
		return cmp.Or(cmp.Compare(sums[b], sums[a]), cmp.Compare(a, b))
	})
	for i, n := range names[:min(3, len(names))] {
		s.feelings[i] = heed.FeelingScore{Name: n, Intensity: sums[n] / float64(times[n])}
	}
	return s, nil
}

// summarise computes the figures of lists again after roles have changed.
func (q readings) summarise(ctx context.Context, conversation string) error {
	all, err := q.load(ctx, []string{conversation})
	if err != nil || all[conversation] == nil {
		return err
	}
	s, err := q.summary(ctx, conversation, all[conversation].Readings)
	if err != nil {
		return err
	}
	_, err = q.exec(ctx, `UPDATE readings SET sentences = $1, valence = $2, feeling1 = $3, feeling2 = $4,
		feeling3 = $5, intensity1 = $6, intensity2 = $7, intensity3 = $8 WHERE conversation = $9`,
		s.sentences, s.valence, string(s.feelings[0].Name), string(s.feelings[1].Name), string(s.feelings[2].Name),
		s.feelings[0].Intensity, s.feelings[1].Intensity, s.feelings[2].Intensity, conversation)
	return err
}

func (q readings) Get(ctx context.Context, conversation string) (heed.Sensed, error) {
	all, err := q.load(ctx, []string{conversation})
	if err != nil {
		return heed.Sensed{}, err
	}
	if s := all[conversation]; s != nil {
		return *s, nil
	}
	return heed.Sensed{}, missing("reading of conversation", conversation)
}

// load reads those readings that are there, by conversation.
func (q readings) load(ctx context.Context, ids []string) (map[string]*heed.Sensed, error) {
	list, err := putIDs(ids)
	if err != nil {
		return nil, err
	}
	out := make(map[string]*heed.Sensed, len(ids))
	err = q.each(ctx, func(r *sql.Rows) error {
		var id string
		var data sql.RawBytes
		if err := r.Scan(&id, &data); err != nil {
			return err
		}
		s := &heed.Sensed{}
		if err := pack.Unmarshal(data, s); err != nil {
			return heed.WrapError(heed.CodeInternal, err, "the database holds a reading that this version cannot read")
		}
		out[id] = s
		return nil
	}, `SELECT conversation, data FROM readings WHERE `+q.dialect.In("conversation", "$1"), list)
	return out, err
}

func (q readings) Stale(ctx context.Context, study, version string) ([]string, error) {
	return q.strings(ctx, `SELECT c.id FROM conversations c LEFT JOIN readings r ON r.conversation = c.id
		WHERE COALESCE(c.study, '') = $1 AND (r.conversation IS NULL OR r.version <> $2 OR r.stale = 1)
		ORDER BY c.id`, study, version)
}
