/** The class that similarity is measured on is one of right answers, and a disguise leaves them right: otherwise it would be no class. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Random } from "#tensor";
import { projectRoot } from "#graders/spec/load.ts";
import { disguises } from "./disguises.ts";
import { solutionsOf } from "./solutions/index.ts";
import { decider } from "./solutions/solutions.ts";

const folder = mkdtempSync(join(tmpdir(), "gradecheck-solutions-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("every answer, plain and in every disguise, passes all checks of its exercise", { timeout: 300_000 }, () => {
  const random = new Random(11);
  for (const [exercise, solutions] of Object.entries(solutionsOf)) {
    const answer = solutions(decider(random));
    handIn("plain", exercise, answer);
    for (const [name, disguise] of Object.entries(disguises)) {
      const disguised = disguise(answer, random);
      handIn(name, exercise, disguised);
    }
  }
  const exercises = Object.keys(solutionsOf);
  writeFileSync(join(folder, "class", "assignment.json"), JSON.stringify({ exercises }));
  const graded = spawnSync(
    process.execPath,
    [join(projectRoot, "bin", "gradecheck.js"), "grade", join(folder, "class"), "--out", join(folder, "out")],
    { encoding: "utf8" },
  );
  // 0: all passed.
  expect(graded.status, graded.stdout).toBe(0);
});

test("two answers are hardly ever the same", () => {
  const random = new Random(12);
  for (const solutions of Object.values(solutionsOf)) {
    const answers = Array.from({ length: 40 }, () => solutions(decider(random)));
    expect(new Set(answers).size).toBeGreaterThan(35);
  }
});

function handIn(whose: string, exercise: string, text: string): void {
  const file = join(folder, "class", whose, `${exercise}.ts`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
