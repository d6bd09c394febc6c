-- +goose Up
-- What somebody said of themselves, so that practice can be chosen for them.
CREATE TABLE practice_profiles (
  account TEXT NOT NULL,
  study   TEXT NOT NULL REFERENCES studies (id) ON DELETE CASCADE,
  data    TEXT NOT NULL,
  PRIMARY KEY (account, study)
);
