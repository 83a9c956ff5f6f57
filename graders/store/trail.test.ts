import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mixed } from "#reports/samples/results.ts";
import { Store } from "./store.ts";
import { trailOf } from "./trail.ts";

const at = "2026-03-01T10:00:00.000Z";

function graded(id: string, points: number) {
  return { ...mixed, submission: { id, files: {} }, points, maxPoints: 10 };
}

test("each change that a store makes is read back as data", () => {
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
  expect(trailOf(store)).toEqual([
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

test("a sentence that is not known is kept as it was written", () => {
  const event = { at, who: "kim", what: "graded" as const, submission: "ada", detail: "in a way of tomorrow" };
  expect(trailOf({ events: () => [event], marks: () => [] })).toEqual([
    { at, who: "kim", submission: "ada", what: "other", detail: "in a way of tomorrow" },
  ]);
});
