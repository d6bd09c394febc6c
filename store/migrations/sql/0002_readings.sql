-- +goose Up
-- One packed blob a conversation, with the few figures that lists show.
CREATE TABLE readings (
  conversation TEXT NOT NULL PRIMARY KEY REFERENCES conversations (id) ON DELETE CASCADE,
  version      TEXT NOT NULL,
  stale        INTEGER NOT NULL,
  sentences    INTEGER NOT NULL,
  valence      REAL NOT NULL,
  feeling1     TEXT NOT NULL,
  feeling2     TEXT NOT NULL,
  feeling3     TEXT NOT NULL,
  intensity1   REAL NOT NULL,
  intensity2   REAL NOT NULL,
  intensity3   REAL NOT NULL,
  data         BLOB NOT NULL
);

-- Full text over turns.folded, whose words are already folded and set apart by
-- single spaces, so that neither database's own rules of words come into play.
-- only sqlite
CREATE VIRTUAL TABLE search USING fts5 (
  folded, content = 'turns', content_rowid = 'id', tokenize = 'ascii', detail = 'none', columnsize = 0
);

-- New turns are brought in once a transaction, not by a trigger, under which
-- FTS5 would write its index out after every row.
-- +goose StatementBegin
CREATE TRIGGER turns_search_delete AFTER DELETE ON turns BEGIN
  INSERT INTO search (search, rowid, folded) VALUES ('delete', old.id, old.folded);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER turns_search_update AFTER UPDATE OF folded ON turns BEGIN
  INSERT INTO search (search, rowid, folded) VALUES ('delete', old.id, old.folded);
  INSERT INTO search (rowid, folded) VALUES (new.id, new.folded);
END;
-- +goose StatementEnd

INSERT INTO search (search) VALUES ('rebuild');
-- end
-- only postgres
-- Packed bytes do not compress again.
ALTER TABLE readings ALTER COLUMN data SET STORAGE EXTERNAL;
ALTER TABLE turns ADD COLUMN tokens tsvector
  GENERATED ALWAYS AS (array_to_tsvector(string_to_array(btrim(folded), ' '))) STORED;
CREATE INDEX turns_tokens ON turns USING gin (tokens);
-- end
