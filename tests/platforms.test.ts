/** What runs where others grade: the bundle for Gradescope, the action for GitHub, the entry point for PrairieLearn, each in the folders that the platform documents. */
import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPromise, type Entry } from "yauzl";
import { expectValid } from "#reports/exports/samples.ts";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "gradecheck-platforms-"));
afterAll(() => rmSync(folder, { recursive: true }));

const relu = readFileSync(join(root, "reference", "02-activations", "relu.ts"), "utf8");
const wrong = relu.replace("x.greater(0)", "gradOutput.greater(0)");

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function read(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

function run(file: string, args: readonly string[], env: Record<string, string> = {}): SpawnSyncReturns<string> {
  return spawnSync(file, args, { cwd: folder, encoding: "utf8", env: { ...process.env, ...env } });
}

function gradecheck(...args: string[]): SpawnSyncReturns<string> {
  return run(process.execPath, [join(root, "bin", "gradecheck.js"), ...args]);
}

/** Unpacks as Gradescope does, with the modes that the archive says. */
async function unpack(archive: string, into: string): Promise<string[]> {
  const zip = await openPromise(join(folder, archive));
  const names: string[] = [];
  for await (const entry of zip.eachEntry() as AsyncIterable<Entry>) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    const file = join(folder, into, entry.fileName);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.concat(chunks));
    chmodSync(file, (entry.externalFileAttributes >>> 16) & 0o777);
    names.push(entry.fileName);
  }
  return names;
}

describe("the bundle for Gradescope", () => {
  const env = { AUTOGRADER_ROOT: join(folder, "autograder"), PATH: `${join(folder, "bin")}:${process.env["PATH"]}` };
  let names: string[];

  beforeAll(async () => {
    const made = gradecheck(
      "bundle",
      "gradescope",
      "--out",
      "autograder.zip",
      "--exercises",
      "relu",
      "--title",
      "Week 1",
    );
    expect(made).toMatchObject({
      status: 0,
      stdout: "autograder.zip grades 1 exercise, 5 points. In Gradescope: Configure Autograder, Zip file upload.\n",
      stderr: "",
    });
    names = await unpack("autograder.zip", "autograder/source");
    // Stands for npm: what it would install is here already.
    write("bin/npm", `#!/bin/sh\necho "$@" > "${join(folder, "npm-arguments")}"\n`);
    chmodSync(join(folder, "bin", "npm"), 0o755);
    symlinkSync(join(root, "node_modules"), join(folder, "autograder", "source", "gradecheck", "node_modules"));
    expect(run(join(folder, "autograder", "source", "setup.sh"), [], env)).toMatchObject({ status: 0, stderr: "" });
  }, 60_000);

  /** A student uploads these files, and Gradescope's harness runs. */
  function graded(files: Readonly<Record<string, string>>): SpawnSyncReturns<string> {
    for (const name of ["submission", "results"])
      rmSync(join(folder, "autograder", name), { recursive: true, force: true });
    mkdirSync(join(folder, "autograder", "submission"), { recursive: true });
    for (const [path, text] of Object.entries(files)) write(`autograder/submission/${path}`, text);
    return run(join(folder, "autograder", "source", "run_autograder"), [], env);
  }

  test("has the two scripts in its root, and of the project what grades", () => {
    expect(names.filter((name) => !name.includes("/"))).toEqual(["setup.sh", "run_autograder", "assignment.json"]);
    expect(names).toContain("gradecheck/specs/02-activations/relu.json");
    expect(names.filter((name) => /\.test\.ts$|attacks|\/exercises\/|node_modules/.test(name))).toEqual([]);
    expect(read("npm-arguments")).toBe("ci --omit=dev\n");
  });

  test("grades what a student uploads, in whatever folders, and writes results.json", () => {
    // An assignment of the student's own decides nothing, and two folders are one submission.
    const { status } = graded({
      "work/notes.txt": "",
      "02-activations/relu.ts": wrong,
      "assignment.json": '{"exercises":["mse"]}',
    });
    expect(status).toBe(0);
    const document = JSON.parse(read("autograder/results/results.json")) as {
      score: number;
      tests: { name: string }[];
    };
    expectValid("gradescope", document);
    expect(document.score).toBe(2);
    expect(new Set(document.tests.map(({ name }) => name.split(":")[0]))).toEqual(new Set(["relu"]));
  });

  test("an empty upload is a zero, and a fault of ours is no document", () => {
    expect(graded({}).status).toBe(0);
    expect(JSON.parse(read("autograder/results/results.json"))).toMatchObject({ score: 0 });
    write("autograder/source/assignment.json", "broken");
    expect(graded({ "relu.ts": relu }).status).toBe(2);
    expect(existsSync(join(folder, "autograder", "results", "results.json"))).toBe(false);
  });
});

describe("the action for GitHub", () => {
  function act(name: string, text: string, more: Record<string, string> = {}): SpawnSyncReturns<string> {
    write(`${name}/repository/exercises/02-activations/relu.ts`, text);
    write(`${name}/repository/.git/config`, "");
    return run(join(root, "ci", "github.sh"), [], {
      GRADECHECK_FOLDER: join(folder, name, "repository"),
      GRADECHECK_EXERCISES: "relu",
      GRADECHECK_OUT: join(folder, name, "out"),
      GITHUB_STEP_SUMMARY: join(folder, name, "summary.md"),
      GITHUB_OUTPUT: join(folder, name, "output"),
      ...more,
    });
  }

  test("annotates, summarises, sets outputs and fails where not everything is right", () => {
    const { status, stdout } = act("wrong", wrong);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^::error file=.*exercises\/02-activations\/relu\.ts,title=relu%3A the gradient/);
    expect(stdout).toMatch(/\n::stop-commands::[0-9a-f-]{36}\n[^]*\n::[0-9a-f-]{36}::\n$/);
    expect(read("wrong/summary.md")).toMatch(/^## gradecheck: 2 of 5 points/);
    expect(read("wrong/output")).toBe("points=2\nmax-points=5\n");
  });

  test("passes where all is right, or where it is told not to fail", () => {
    expect(act("right", relu).status).toBe(0);
    expect(act("lenient", wrong, { GRADECHECK_FAIL: "false" }).status).toBe(0);
  });
});

test("the entry point for PrairieLearn reads the folders of a job and writes its results", () => {
  write("grade/student/relu.ts", wrong);
  write("grade/tests/assignment.json", '{"exercises": ["relu"]}');
  const { status } = run(join(root, "ci", "prairielearn.sh"), [], { GRADE_ROOT: join(folder, "grade") });
  expect(status).toBe(0);
  const document = JSON.parse(read("grade/results/results.json")) as object;
  expectValid("prairielearn", document);
  expect(document).toMatchObject({ gradable: true, score: 0.4 });
});

test("the Containerfile and the action name files that are there", () => {
  const copied = [...readFileSync(join(root, "Containerfile"), "utf8").matchAll(/^COPY (.+) \S+$/gm)];
  const sources = copied.flatMap(([, list]) => list!.split(" "));
  expect(sources.length).toBeGreaterThan(6);
  expect(sources.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  expect(readFileSync(join(root, "action.yml"), "utf8")).toContain("$GITHUB_ACTION_PATH/ci/github.sh");
});
