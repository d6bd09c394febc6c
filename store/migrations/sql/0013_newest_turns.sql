-- +goose Up
-- Turns are numbered as they are brought in, so that a search for a common word
-- can look at the newest alone. SQLite numbers them already.
-- Conversations are listed newest first.
CREATE INDEX conversations_newest ON conversations (study, date DESC, id);
DROP INDEX conversations_study;
-- only postgres
ALTER TABLE turns ADD COLUMN id BIGINT GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX turns_id ON turns (id);
-- end
