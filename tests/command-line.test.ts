/** The command line as its users call it: every error path once, with its whole text and its code. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { engines as everyEngine } from "#graders/engines/engine.ts";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "gradecheck-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

function gradecheck(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "bin", "gradecheck.js"), ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const relu = readFileSync(join(root, "reference", "02-activations", "relu.ts"), "utf8");

beforeAll(() => {
  write("class/assignment.json", JSON.stringify({ title: "Week 1", exercises: ["relu", "softmax"] }));
  write("class/ada/02-activations/relu.ts", relu);
  write(
    "class/ada/02-activations/softmax.ts",
    readFileSync(join(root, "reference", "02-activations", "softmax.ts"), "utf8"),
  );
  write("class/bob/relu.ts", relu.replace("x.greater(0)", "gradOutput.greater(0)"));
  write("class/=cmd <b>/relu.ts", "export const relu = 3;");
});

describe("a call that can't be understood says why in one line, with code 2", () => {
  test.each<[string, string[], string]>([
    [
      "an unknown command",
      ["grad"],
      "error: unknown command 'grad'\n(Did you mean grade?)\nRun `gradecheck help` for the commands, `gradecheck help grade` for one of them.\n",
    ],
    ["no folder", ["grade"], "error: missing required argument 'submissions'\n"],
    [
      "a folder that isn't there",
      ["grade", "nowhere"],
      "gradecheck: grade: nothing is called nowhere. Give the folder that holds one folder or archive for each submission.\n",
    ],
    [
      "a file",
      ["grade", "class/assignment.json"],
      "gradecheck: grade: class/assignment.json is neither a folder nor an archive. Give the folder that holds one folder or archive for each submission.\n",
    ],
    [
      "an exercise that isn't there",
      ["grade", "class", "--exercises", "rellu"],
      'gradecheck: "rellu" is no exercise and no unit. Did you mean relu?\n',
    ],
    [
      "a seed that is no number",
      ["grade", "class", "--seed", "x"],
      "gradecheck: --seed is x, expected a whole number of at least 1.\n",
    ],
    [
      "a limit that is no time",
      ["grade", "class", "--cpu-seconds", "0"],
      "gradecheck: --cpu-seconds is 0, expected a number above 0.\n",
    ],
    ["a test of nothing known", ["test", "quantum"], '"quantum" is no exercise and no unit.'],
    [
      "a result that isn't there",
      ["replay", "no.json"],
      "gradecheck: replay: there is no no.json. Give one of the files in the results/ that `gradecheck grade` wrote.\n",
    ],
    [
      "something else as a result",
      ["replay", "class/assignment.json"],
      "gradecheck: class/assignment.json is not a result of this version of gradecheck: the document must have required property 'format'. Grade the submission again.\n",
    ],
    [
      "a folder without results",
      ["report", "class"],
      "gradecheck: report: class holds no results. Give a folder that `gradecheck grade` wrote.\n",
    ],
    [
      "a format there is not",
      ["report", "class", "--format", "docx"],
      "error: option '-f, --format <format>' argument 'docx' is invalid. Allowed choices are text, html, markdown, junit, csv, json, gradescope,",
    ],
  ])("%s", (_what, args, message) => {
    const { code, err, out } = gradecheck(...args);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n\s+at /);
    expect(out).toBe("");
    expect(code).toBe(2);
  });

  test("an empty folder", () => {
    mkdirSync(join(folder, "empty"));
    expect(gradecheck("grade", "empty")).toMatchObject({
      code: 2,
      err: "gradecheck: grade: empty holds no submissions. Expected one folder or archive for each, with files such as 02-activations/relu.ts inside.\n",
    });
  });

  test("an assignment that is not one", () => {
    write("odd/assignment.json", '{"exercises": "relu"}');
    write("odd/ada/relu.ts", relu);
    expect(gradecheck("grade", "odd").err).toBe(
      'gradecheck: grade: odd/assignment.json has the exercises "relu". Expected {"title": "Week 3", "exercises": ["relu", "02-activations/softmax", "03"]}.\n',
    );
  });
});

describe("grading a class", () => {
  test("grades everyone, prints progress and the class table, and writes every report", () => {
    const { code, out, err } = gradecheck("grade", "class", "--out", "graded", "--jobs", "2");
    expect(code).toBe(1);
    expect(err.match(/^\[\d\/3\] /gm)).toHaveLength(3);
    expect(out).toMatch(/^ada +12 \/ 12 +100 % +2 passed$/m);
    expect(out).toMatch(/^bob +2 \/ 12 +17 %/m);
    expect(readdirSync(join(folder, "graded")).toSorted()).toEqual([
      "audit.html",
      "gradebook.csv",
      "index.html",
      "intake.json",
      "items.html",
      "junit",
      "markdown",
      "reports",
      "results",
      "run.json",
      "store.sqlite",
    ]);
    for (const kind of ["junit", "markdown", "reports", "results"])
      expect(readdirSync(join(folder, "graded", kind))).toHaveLength(3);
    expect(readFileSync(join(folder, "graded", "index.html"), "utf8")).not.toContain("<b>");
  });

  test("keeps what has not changed, and grades what has", () => {
    write("class/bob/relu.ts", relu);
    const { err } = gradecheck("grade", "class", "--out", "graded");
    expect(err).toContain("ada: 12 of 12 points (not changed)");
    expect(err).toMatch(/bob: 5 of 12 points\n/);
    expect(gradecheck("grade", "class", "--out", "graded", "--seed", "5").err).not.toContain("not changed");
  });

  test("gives the same bytes on one worker and on three", () => {
    gradecheck("grade", "class", "--out", "one", "--jobs", "1");
    gradecheck("grade", "class", "--out", "three", "--jobs", "3");
    for (const kind of ["junit", "markdown", "reports", "results"]) {
      for (const name of readdirSync(join(folder, "one", kind))) {
        expect(readFileSync(join(folder, "three", kind, name), "utf8")).toBe(
          readFileSync(join(folder, "one", kind, name), "utf8"),
        );
      }
    }
    expect(readFileSync(join(folder, "three", "gradebook.csv"), "utf8")).toBe(
      readFileSync(join(folder, "one", "gradebook.csv"), "utf8"),
    );
  });

  test("is replayed byte for byte, and a change is named", () => {
    expect(gradecheck("replay", "one/results/ada.json")).toMatchObject({
      code: 0,
      out: "The same, byte for byte: 12 of 12 points.\n",
    });
    write("class/ada/02-activations/relu.ts", relu.replace("x.maximum(0)", "x.abs()"));
    const { code, out } = gradecheck("replay", "one/results/ada.json");
    expect(code).toBe(1);
    expect(out).toContain('the file "02-activations/relu.ts" has changed');
    expect(out).toContain(
      "02-activations/relu, “relu keeps positive entries and gives 0 for the rest”: pass then, fail now",
    );
  });

  test("a single submission may be given by itself, and results as JSON", () => {
    const { out, code } = gradecheck("grade", "class/bob", "--out", "single", "--json", "--exercises", "relu");
    expect(JSON.parse(out)).toMatchObject([
      { format: "gradecheck-result/1", submission: { id: "bob" }, points: 5, maxPoints: 5 },
    ]);
    expect(code).toBe(0);
  });

  test("reports are written again, or printed in any format, from the results", () => {
    rmSync(join(folder, "one", "index.html"));
    expect(gradecheck("report", "one")).toMatchObject({
      code: 0,
      out: "3 reports written again. Open one/index.html.\n",
    });
    expect(existsSync(join(folder, "one", "index.html"))).toBe(true);
    expect(gradecheck("report", "one", "--format", "csv").out).toBe(
      readFileSync(join(folder, "one", "gradebook.csv"), "utf8"),
    );
    expect(gradecheck("report", "one/results/bob.json", "--format", "junit").out).toMatch(/^<\?xml/);
    expect(gradecheck("report", "one", "--format", "html")).toMatchObject({
      code: 2,
      err: "gradecheck: report: --format html prints one result, and there are 3. Give one of the files in results/.\n",
    });
  });
});

test("a student's own run prints the exercise, or its result as JSON; the stub is no failure", () => {
  const text = gradecheck("test", "weight-image");
  expect(text.out).toMatch(/^01-neurons\/weight-image .* not started, 0 of 8 points$/m);
  expect(text.code).toBe(0);
  const json = gradecheck("test", "relu", "--json");
  expect(JSON.parse(json.out)).toMatchObject([
    { id: "02-activations/relu", status: "not started", points: 0, maxPoints: 5 },
  ]);
});

test("every command has help that shows its arguments", () => {
  for (const command of ["test", "watch", "grade", "report", "replay", "verify", "doctor"]) {
    const { out, code } = gradecheck("help", command);
    expect(out).toContain(`Usage: gradecheck ${command}`);
    expect(code).toBe(0);
  }
});

test("a reader of the output who has seen enough ends nothing", async () => {
  const child = spawn(process.execPath, [join(root, "bin", "gradecheck.js"), "grade", "--help"], { cwd: folder });
  child.stdout.destroy();
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  expect(await once(child, "close")).toEqual([0, null]);
  expect(said).toBe("");
});

test("doctor tries the isolation and says what is open", () => {
  const { out, code } = gradecheck("doctor", "--json");
  const { isolation, engines } = JSON.parse(out) as {
    isolation: { level: string; probes: number; probed: { probe: string; stopped: boolean }[]; open: string[] };
    engines: { name: string; available: boolean }[];
  };
  // What is open depends on the machine; that every level says so doesn't.
  expect(["sealed", "confined", "limited", "realm"]).toContain(isolation.level);
  expect(isolation.probed).toHaveLength(isolation.probes);
  expect(isolation.open).toEqual(isolation.probed.filter(({ stopped }) => !stopped).map(({ probe }) => probe));
  expect(isolation.open.length === 0).toBe(isolation.level === "sealed");
  expect(engines.map(({ name }) => name)).toEqual(Object.keys(everyEngine));
  expect(engines.filter(({ available }) => available).map(({ name }) => name)).toEqual(
    expect.arrayContaining(["reference", "tfjs-wasm", "tfjs-cpu", "gpujs-webasm", "gpujs-cpu"]),
  );
  expect(code).toBe(0);
}, 240_000);

test("verify proves an exercise, and says what it did", () => {
  const { out, code } = gradecheck("verify", "relu", "--seeds", "3");
  expect(out).toMatch(
    /^1 exercise, 4 checks, 5 points; \d of \d known mistakes caught, \d recognised; 3 seeds each\. All can be trusted\.$/m,
  );
  expect(code).toBe(0);
});
