/** The sample class, graded as the README says: whatever is handed in, everyone gets a result and a clear line. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { Result } from "#graders/result/result.ts";

const root = join(import.meta.dirname, "..");
const out = mkdtempSync(join(tmpdir(), "gradecheck-examples-"));
afterAll(() => rmSync(out, { recursive: true }));

const { status, stderr } = spawnSync(
  process.execPath,
  [join(root, "bin", "gradecheck.js"), "grade", join(root, "examples", "submissions"), "--out", out],
  { encoding: "utf8" },
);
const results = readdirSync(join(out, "results")).map(
  (name) => JSON.parse(readFileSync(join(out, "results", name), "utf8")) as Result,
);
const submissions = readdirSync(join(root, "examples", "submissions")).filter((name) => name !== "assignment.json");

test("every submission has a result, and some exercise is not right in the class", () => {
  expect(results.map(({ submission }) => submission.id).toSorted()).toEqual(submissions.toSorted());
  expect(status).toBe(1);
});

test("the points are those that examples/README.md tells", () => {
  const told = [
    ...readFileSync(join(root, "examples", "README.md"), "utf8").matchAll(/^\| `([^`]+)` *\|[^|]*\| *(\d+) \|/gm),
  ];
  const points = Object.fromEntries(results.map(({ submission, points: earned }) => [submission.id, earned]));
  expect(Object.fromEntries(told.map(([, id, earned]) => [id, Number(earned)]))).toEqual(points);
});

test("nothing was our fault, and no stack trace of ours reaches anybody", () => {
  expect(stderr).not.toMatch(/\n\s+at |Error:/);
  for (const result of results) {
    expect(JSON.stringify(result)).not.toMatch(/\/graders\/|node:internal|not graded/);
  }
});

test("every exercise that could not be loaded, and every check that broke, says why in a full sentence", () => {
  const problems = results.flatMap(({ exercises }) =>
    exercises.flatMap(({ problem, checks }) => [problem, ...checks.map(({ lesson }) => lesson?.problem)]),
  );
  const messages = problems.flatMap((problem) => problem?.message ?? []);
  expect(messages.length).toBeGreaterThan(20);
  for (const message of messages) expect(message).toMatch(/[.!?)”"]$/);
});
