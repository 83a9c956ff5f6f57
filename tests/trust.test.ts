import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exerciseIds, projectRoot } from "#graders/spec/load.ts";
import { readTrustFiles } from "#graders/verify/trust/files.ts";
import { withExerciseLine } from "#graders/verify/trust/exercise-line.ts";
import { trustPage } from "#graders/verify/trust/page.ts";

const files = readTrustFiles();

describe("what the checks are worth", () => {
  test("stands in docs/trust.md as its files say", () => {
    expect(readFileSync(join(projectRoot, "docs", "trust.md"), "utf8")).toBe(trustPage(files));
  });

  test("stands on the page of every exercise that was measured, as the files say", async () => {
    expect(await exerciseIds()).toEqual(expect.arrayContaining(files.specs.map(({ id }) => id)));
    for (const evidence of files.specs) {
      const page = readFileSync(join(projectRoot, "exercises", `${evidence.id}.md`), "utf8");
      const mutants = files.mutation.find(({ id }) => id === evidence.id);
      expect(withExerciseLine(page, evidence, mutants)).toBe(page);
    }
  });
});
