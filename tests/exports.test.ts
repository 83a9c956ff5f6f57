/** `gradecheck report --format` for other platforms, as its users call it. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { exported, type ExportOptions } from "#graders/commands/export-formats.ts";
import { exportFormats, type ExportFormat } from "#graders/commands/format-names.ts";
import { resultJson } from "#reports/index.ts";
import { ada, alan, expectValid, grace } from "#reports/exports/samples.ts";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "gradecheck-exports-"));
afterAll(() => rmSync(folder, { recursive: true }));

const gradebook =
  'Student,ID,SIS Login ID,Section,Week 3 (7)\n    Points Possible,,,,10\n"Lovelace, Ada",,ada,Blue,\n"Turing, Alan",,alan,Blue,\n';

function report(
  args: readonly string[],
  env: Record<string, string> = {},
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, "bin", "gradecheck.js"), "report", ...args],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...env },
    },
  );
  return { code: status, out: stdout, err: stderr };
}

beforeAll(() => {
  mkdirSync(join(folder, "out", "results"), { recursive: true });
  for (const { result } of [ada, alan, grace])
    writeFileSync(
      join(folder, "out", "results", `${result.submission.id}.json`),
      resultJson(result, { audience: "instructor" }),
    );
  writeFileSync(join(folder, "grades.csv"), gradebook);
  writeFileSync(join(folder, "latin1.csv"), Buffer.from([0x53, 0xe9, 0x0a]));
  writeFileSync(
    join(folder, "roster.csv"),
    "name,email,login\nAda Lovelace,ada@example.org,ada\nGrace Hopper,grace@example.org,grace\n",
  );
});

test.each<[string, string[], string]>([
  ["a column without a title", ["out", "--format", "canvas"], "report: --format canvas needs --assignment <title>."],
  [
    "a worksheet that isn't given",
    ["out", "--format", "moodle-worksheet"],
    "report: --format moodle-worksheet needs --template <file>.",
  ],
  [
    "a template that isn't there",
    ["out", "--format", "canvas", "--assignment", "W", "--template", "no.csv"],
    "report: --template no.csv is no file. Give the CSV file that the platform exported.",
  ],
  [
    "a template in another encoding",
    ["out", "--format", "canvas", "--assignment", "W", "--template", "latin1.csv"],
    "report: --template latin1.csv is not UTF-8 text. Export it again, or save it as CSV UTF-8.",
  ],
  [
    "a template without the column",
    ["out", "--format", "canvas", "--assignment", "W", "--template", "grades.csv"],
    'report: the template has no column "W". Its assignments are "Week 3 (7)".',
  ],
  [
    "an option that the format has no use for",
    ["out", "--format", "lti", "--assignment", "W"],
    "report: --format lti has no use for --assignment. It takes --out-of <points>, --at <instant>.",
  ],
  [
    "a class for a format of one submission",
    ["out", "--format", "gradescope"],
    "report: --format gradescope prints one result, and there are 3. Give one of the files in results/.",
  ],
  [
    "nothing graded",
    ["out/results/grace.json", "--format", "gradescope"],
    'report: nothing of "grace" could be graded, and a document of gradescope can\'t say that: it would be a zero. Grade the submission again.',
  ],
  [
    "a file without a format",
    ["out", "--into", "x"],
    "report: --into needs --format <format>, which says what to write there.",
  ],
  [
    "an option of another format",
    ["out", "--format", "csv", "--out-of", "10"],
    `report: --out-of is for formats of other platforms: ${exportFormats.join(", ")}.`,
  ],
  [
    "an instant that is none",
    ["out", "--format", "lti", "--at", "noon"],
    "--at is noon, expected an instant such as 2026-11-28T12:00:00Z.",
  ],
  [
    "Classroom 50 somewhere else",
    ["out/results/ada.json", "--format", "classroom50"],
    "report: --format classroom50 is made where Classroom 50 grades: its runner sets CLASSROOM, ASSIGNMENT, SUBMISSION_TAG, COMMIT_URL, RELEASE_URL, OWNER, and here they are not set.",
  ],
])("%s is refused in one sentence", (_what, args, message) => {
  const names = ["CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL", "OWNER", "USERNAME"];
  expect(report(args, Object.fromEntries(names.map((name) => [name, ""])))).toEqual({
    code: 2,
    out: "",
    err: `gradecheck: ${message}\n`,
  });
});

test("a gradebook is filled in, and what is not in it is named on the error output", () => {
  const { code, out, err } = report([
    "out",
    "--format",
    "canvas",
    "--assignment",
    "Week 3",
    "--template",
    "grades.csv",
    "--into",
    "new/filled.csv",
  ]);
  expect([code, out]).toEqual([0, ""]);
  expect(readFileSync(join(folder, "new", "filled.csv"), "utf8")).toBe(
    gradebook.replace("ada,Blue,", "ada,Blue,3").replace("alan,Blue,", "alan,Blue,0"),
  );
  expect(err.split("\n")).toContain('gradecheck: "grace" is in no row: the template has none for it.');
});

test("the roster says who a submission is of, and who it doesn't know is named", () => {
  const { out, err } = report(["out", "--format", "moodle", "--assignment", "Week 3", "--roster", "roster.csv"]);
  expect(out).toMatch(/^Email address,Week 3,Week 3 \(feedback\)\r\nada@example\.org,/);
  expect(err).toContain('gradecheck: "alan" is in no row: the roster has no email address for it.\n');
});

test("who handed in is read from what grading recorded: all of a group, and the roster of then", () => {
  const record = {
    roster: {
      people: [
        { id: "1", name: "Ada Lovelace" },
        { id: "2", name: "Mary Somerville" },
        { id: "3", login: "alan" },
      ],
    },
    submissions: [
      { id: "ada", submittedBy: [{ id: "1" }, { name: "Somerville, Mary" }, { name: "Nobody Known" }] },
      { id: "alan", submittedBy: [{ any: "alan" }] },
    ],
  };
  writeFileSync(join(folder, "out", "intake.json"), JSON.stringify(record));
  const { out, err } = report(["out", "--format", "lti"]);
  rmSync(join(folder, "out", "intake.json"));
  const users = out
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { userId: string }).userId);
  expect(users).toEqual(["1", "2", "3"]);
  expect(err).toContain('gradecheck: Of the group "ada", "Nobody Known" is not on the roster.\n');
  expect(err).toContain('gradecheck: "grace" is in no line: the roster names nobody for it.\n');
});

test("Classroom 50's variables name the submission", () => {
  const env = {
    CLASSROOM: "dl",
    ASSIGNMENT: "w3",
    SUBMISSION_TAG: "submit/1",
    COMMIT_URL: "https://c",
    RELEASE_URL: "https://r",
    OWNER: "ada",
  };
  const { code, out } = report(
    ["out/results/ada.json", "--format", "classroom50", "--at", "2026-11-28T12:00:00+02:00"],
    env,
  );
  expect(code).toBe(0);
  expectValid("classroom50", JSON.parse(out));
  expect(JSON.parse(out)).toMatchObject({ owner: "ada", review: "https://c", datetime: "2026-11-28T10:00:00Z" });
});

test("every format that the command line offers can be made", () => {
  const worksheet = "Identifier,Full name,Grade\nada,Ada,\n";
  const options: Partial<Record<ExportFormat, Partial<ExportOptions>>> = {
    canvas: { assignment: "W" },
    moodle: { assignment: "W" },
    "moodle-worksheet": { template: worksheet },
  };
  const variables = ["CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL", "OWNER"];
  for (const name of variables) vi.stubEnv(name, "x");
  for (const format of exportFormats) {
    const { text } = exported(format, [ada], { audience: "student", ...options[format] });
    expect([format, text.length > 20]).toEqual([format, true]);
  }
  vi.unstubAllEnvs();
});
