-- +goose Up
-- How many transactions changed each part of the workspace: whoever keeps
-- something of it in memory sees here whether it is still so.
CREATE TABLE changed (
  part TEXT NOT NULL PRIMARY KEY,
  n    INTEGER NOT NULL
);
