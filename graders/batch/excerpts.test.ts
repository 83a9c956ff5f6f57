import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { check, exercise, result } from "#reports/samples/build.ts";
import { loadCourse } from "./course.ts";
import { withExcerpts } from "./excerpts.ts";
import { readSubmission } from "./read-submission.ts";

const root = mkdtempSync(join(tmpdir(), "gradecheck-excerpts-"));
const file = join(root, "02-activations", "relu.ts");
afterAll(() => rmSync(root, { recursive: true }));

const failed = result("ada", [
  exercise("02-activations/relu", "ReLU", [
    check("relu is right", 2, { status: "fail", lesson: { summary: "Wrong.", call: "relu(x)" } }),
  ]),
]);
const written = 'import type { Tensor } from "#tensor";\nexport const relu = (x: Tensor): Tensor => x;\n';

test("a result gets the lines as they were handed in, types included, and none of a file that has changed since", async () => {
  mkdirSync(join(root, "02-activations"));
  writeFileSync(file, written);
  const submission = { id: "ada", root };
  const taken = await readSubmission(submission, await loadCourse(["02-activations/relu"]));
  const linesOf = async (): Promise<unknown> =>
    (await withExcerpts(failed, submission, taken)).exercises[0]!.checks[0]!.lesson!.lines;
  expect(await linesOf()).toEqual({
    path: "02-activations/relu.ts",
    from: 2,
    text: "export const relu = (x: Tensor): Tensor => x;",
  });
  writeFileSync(file, written.replace("=> x;", "=> x.neg();"));
  expect(await linesOf()).toBeUndefined();
});
