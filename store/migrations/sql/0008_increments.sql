-- +goose Up
-- What new conversations changed in a run before the next one; they quote, and
-- go with the run.
CREATE TABLE increments (
  id   AUTO_ID,
  run  INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
  at   TEXT NOT NULL,
  data TEXT NOT NULL
);
CREATE INDEX increments_run ON increments (run, id);
