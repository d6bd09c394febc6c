-- +goose Up
-- Two people who turn out to be one keep both keys by which they are found
-- again, so that the next file of either is theirs, and erasing buries both.
ALTER TABLE pseudonyms ADD COLUMN moved INTEGER;
CREATE TABLE identities_of (
  participant TEXT NOT NULL REFERENCES participants (id) ON DELETE CASCADE,
  identity    TEXT NOT NULL,
  name        TEXT NOT NULL,
  PRIMARY KEY (participant, identity)
);
INSERT INTO identities_of (participant, identity, name) SELECT participant, identity, name FROM identities;
DROP TABLE identities;
ALTER TABLE identities_of RENAME TO identities;
