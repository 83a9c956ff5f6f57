/** The tables of a store. */
import type { DatabaseSync } from "node:sqlite";
import { UsageError } from "#graders/usage-error.ts";

const version = 1;

export const schema = `
CREATE TABLE IF NOT EXISTS result (
  id INTEGER PRIMARY KEY,
  submission TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('current', 'proposed', 'former')),
  specs TEXT NOT NULL,       -- digest of all that decides a verdict
  points REAL NOT NULL,
  max_points REAL NOT NULL,
  json BLOB NOT NULL         -- the result document, compressed with zstd
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
  detail TEXT NOT NULL
) STRICT;
PRAGMA user_version = ${version};
`;

/** @throws UsageError - when a newer gradecheck wrote it. */
export function checkVersion(database: DatabaseSync, file: string): void {
  const found = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (found > version)
    throw new UsageError(
      `${file} has version ${found}, expected ${version} at most. Update gradecheck, or take another folder.`,
    );
}
