/** The linter's import boundaries refuse what they are there to refuse: a pattern that matches nothing would pass in silence. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "gradecheck-lint-"));
afterAll(() => rmSync(folder, { recursive: true }));
cpSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));

const tools = join(root, "node_modules", ".bin");
// Part of the linter is a program of its own, which it looks for on the path.
const env = { ...process.env, PATH: `${tools}${delimiter}${process.env["PATH"]}` };

/** Whether the linter refuses a file at this path with this import. */
function refuses(path: string, specifier: string): boolean {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), `export { thing } from "${specifier}";\n`);
  const { stdout } = spawnSync(join(tools, "oxlint"), ["--format", "unix", path], {
    cwd: folder,
    encoding: "utf8",
    env,
  });
  rmSync(join(folder, path));
  return stdout.includes(`'${specifier}' import is restricted`);
}

test.each<[string, { allowed: string[]; refused: string[] }]>([
  [
    "reference/02-activations/new.ts",
    {
      allowed: ["#tensor", "#reference/02-activations/relu.ts", "./relu.ts", "../tensor/index.ts"],
      refused: ["node:fs", "vitest", "#graders/version.ts", "@tensorflow/tfjs"],
    },
  ],
  [
    "exercises/02-activations/new.ts",
    {
      allowed: ["#tensor", "./relu.ts"],
      refused: ["node:fs", "#reference/02-activations/relu.ts", "#graders/checks/compare.ts", "vitest"],
    },
  ],
  [
    "exercises/02-activations/new.test.ts",
    {
      allowed: ["#graders/student.ts", "#reference/02-activations/relu.ts"],
      refused: ["#graders/checks/compare.ts", "node:fs"],
    },
  ],
  [
    "specs/02-activations/new.mistakes.ts",
    {
      allowed: [
        "#tensor",
        "#reference/02-activations/relu.ts",
        "#graders/spec/authoring.ts",
        "fast-check",
        "./relu.programs.ts",
      ],
      refused: ["#graders/checks/compare.ts", "node:fs"],
    },
  ],
  [
    "graders/checks/new.ts",
    {
      allowed: ["#tensor", "node:fs", "fast-check", "#reference/02-activations/relu.ts"],
      refused: ["#exercises/02-activations/relu.ts", "../../exercises/02-activations/relu.ts", "#reports/index.ts"],
    },
  ],
  ["graders/commands/new.ts", { allowed: ["#reports/index.ts"], refused: ["#exercises/02-activations/relu.ts"] }],
  [
    "reports/new.ts",
    {
      allowed: [
        "handlebars",
        "node:util",
        "#graders/result/result.ts",
        "#graders/execution/executor.ts",
        "#graders/policy/grade.ts",
      ],
      refused: ["#graders/batch/pool.ts", "#tensor", "#reference/02-activations/relu.ts"],
    },
  ],
])("%s", (path, { allowed, refused }) => {
  expect(allowed.filter((specifier) => refuses(path, specifier))).toEqual([]);
  expect(refused.filter((specifier) => !refuses(path, specifier))).toEqual([]);
});
