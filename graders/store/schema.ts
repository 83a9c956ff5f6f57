/** The tables of a store. */
import type { DatabaseSync } from "node:sqlite";
import { UsageError } from "#graders/usage-error.ts";

const version = 3;

const schema = `
CREATE TABLE IF NOT EXISTS result (
  id INTEGER PRIMARY KEY,
  submission TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('current', 'proposed', 'former')),
  specs TEXT NOT NULL,       -- digest of all that decides a verdict
  points REAL NOT NULL,
  max_points REAL NOT NULL,
  json BLOB NOT NULL,        -- the result document, compressed with zstd
  seconds REAL               -- how long grading took by the clock; the document itself holds no clock reading
) STRICT;
-- One result of a submission counts, and one is proposed, at most.
CREATE UNIQUE INDEX IF NOT EXISTS one_of_each ON result (submission, state) WHERE state != 'former';
CREATE INDEX IF NOT EXISTS by_state ON result (state, submission);
CREATE TABLE IF NOT EXISTS mark (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  submission TEXT NOT NULL,
  entry TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS event (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  submission TEXT,
  detail TEXT NOT NULL,      -- a sentence, for people
  data TEXT                  -- the same for programs, as JSON; NULL where version 2 wrote it
) STRICT;
PRAGMA user_version = ${version};
`;

/**
 * Makes the tables that are not there yet, and brings a store of an older version up to this one: all of it or nothing.
 */
export function makeTables(database: DatabaseSync): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    const found = versionOf(database);
    // Version 1 did not know how long grading took.
    if (found === 1) database.exec("ALTER TABLE result ADD COLUMN seconds REAL");
    // Nor did it or version 2 keep events as data.
    if (found === 1 || found === 2) database.exec("ALTER TABLE event ADD COLUMN data TEXT");
    database.exec(schema);
    database.exec("COMMIT");
  } catch (error) {
    database.exec("ROLLBACK");
    throw error;
  }
}

/** @throws UsageError - when a newer gradecheck wrote it. */
export function checkVersion(database: DatabaseSync, file: string): void {
  const found = versionOf(database);
  if (found > version)
    throw new UsageError(
      `${file} has version ${found}, expected ${version} at most. Update gradecheck, or take another folder.`,
    );
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
}
