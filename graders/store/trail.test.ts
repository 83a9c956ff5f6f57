import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { mixed } from "#reports/samples/results.ts";
import { Store, storeFile } from "./store.ts";

const at = "2026-03-01T10:00:00.000Z";

function graded(id: string, points: number) {
  return { ...mixed, submission: { id, files: {} }, points, maxPoints: 10 };
}

test("each change that a store makes is kept as data", () => {
  const store = new Store(mkdtempSync(join(tmpdir(), "gradecheck-trail-")), { who: "kim", now: () => new Date(at) });
  store.keep(graded("ada", 2.5));
  store.keep(graded("ada", 3));
  store.propose(graded("ada", 7));
  store.applyProposals();
  store.propose(graded("ada", 1));
  store.dropProposals();
  const relu = { submission: "ada", exercise: "02-activations/relu" };
  store.mark({ ...relu, points: -1, mode: "add", comment: "From bob: set to 3 points. He said so." });
  store.mark({ submission: "ada", points: 9, mode: "set", comment: "As agreed." });
  store.mark({ ...relu, points: 2, mode: "set", comment: "After all." });
  const head = { at, who: "kim", submission: "ada" };
  expect(store.trail()).toEqual([
    { ...head, what: "graded", after: 2.5, maxPoints: 10 },
    { ...head, what: "graded", before: 2.5, after: 3, maxPoints: 10 },
    { ...head, what: "regraded", after: 7, maxPoints: 10 },
    { ...head, what: "applied", before: 3, after: 7, maxPoints: 10 },
    { ...head, what: "regraded", after: 1, maxPoints: 10 },
    { at, who: "kim", what: "dropped", submissions: 1 },
    {
      ...head,
      what: "marked",
      place: ["02-activations/relu"],
      mode: "add",
      points: -1,
      comment: "From bob: set to 3 points. He said so.",
    },
    { ...head, what: "marked", place: [], mode: "set", points: 9, comment: "As agreed." },
    {
      ...head,
      what: "marked",
      place: ["02-activations/relu"],
      mode: "set",
      points: 2,
      instead: { mode: "add", points: -1 },
      comment: "After all.",
    },
  ]);
});

test("what an older version wrote down is kept as its sentence", () => {
  const folder = mkdtempSync(join(tmpdir(), "gradecheck-trail-"));
  const before = new Store(folder, { who: "kim", now: () => new Date(at) });
  before.keep(graded("ada", 2.5));
  before.keep(graded("ada", 3));
  before.close();
  const database = new DatabaseSync(storeFile(folder));
  database.exec("ALTER TABLE event DROP COLUMN data; PRAGMA user_version = 2");
  database.close();
  const store = new Store(folder, { who: "lee", now: () => new Date(at) });
  store.keep(graded("ada", 4));
  expect(store.trail()).toEqual([
    { at, who: "kim", submission: "ada", what: "other", detail: "2.5 of 10 points" },
    { at, who: "kim", submission: "ada", what: "other", detail: "3 of 10 points, 2.5 before" },
    { at, who: "lee", submission: "ada", what: "graded", before: 3, after: 4, maxPoints: 10 },
  ]);
});
