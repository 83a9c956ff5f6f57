/** A class from each kind of download to submissions and to what could not be matched; and through the grader. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, describe, expect, test } from "vitest";
import { openSubmission, type Submission } from "#graders/batch/submissions.ts";
import { projectRoot } from "#graders/spec/load.ts";
import { pageFileName } from "#reports/index.ts";
import { takeIn, type ClassIntake } from "./intake.ts";
import type { Source } from "./people.ts";
import { intakeJson, recognisedLine, unmatchedLines } from "./record.ts";
import { asCanvas, asGradescope, asMoodle, writeLayout, zipOf, type Layout, type Sample } from "./testing/downloads.ts";
import { zip } from "./testing/zip-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "gradecheck-class-"));
afterAll(() => rmSync(folder, { recursive: true }));

const exercises = ["02-activations/relu", "02-activations/softmax"];

function at(path: string): string {
  return join(folder, path);
}

function write(path: string, data: string | Uint8Array): void {
  writeLayout(folder, new Map([[path, data]]));
}

async function take(
  path: string,
  more: { as?: Source; roster?: string; exercises?: string[] } = {},
): Promise<ClassIntake> {
  const intake = await takeIn(at(path), { exercises, git: { cache: at("cache") }, ...more });
  expect(validate(JSON.parse(intakeJson(intake))), JSON.stringify(validate.errors)).toBe(true);
  const ids = intake.submissions.map(({ id }) => id);
  expect(new Set(ids.map(pageFileName)).size).toBe(ids.length);
  return intake;
}

const schema = JSON.parse(readFileSync(join(projectRoot, "specs/schema/intake.schema.json"), "utf8")) as object;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

/** What grading would read of each submission: the text at the exercise's place, or why there is none. */
async function texts({ submissions }: ClassIntake, exercise = "02-activations/relu"): Promise<Record<string, string>> {
  const places = [`${exercise}.ts`, `exercises/${exercise}.ts`, `${exercise.slice(exercise.indexOf("/") + 1)}.ts`];
  const read = async (submission: Submission): Promise<[string, string]> => {
    const opened = await openSubmission(submission);
    if (opened.status === "refused") return [submission.id, opened.problem.message];
    const file = await opened.files.read(places);
    return [
      submission.id,
      file.status === "file" ? file.text : file.status === "broken" ? file.problem.message : "missing",
    ];
  };
  return Object.fromEntries(await Promise.all(submissions.map(read)));
}

const samples: Sample[] = [
  { names: ["Ada Lovelace"], number: 11, files: { "relu.ts": "ada", "softmax.ts": "s" } },
  { names: ["José Álvarez"], number: 12, late: true, attempt: 2, files: { "relu.ts": "josé", "notes.txt": "n" } },
  { names: ["=2+5 <b>"], number: 13, files: { "work.zip": zip([{ name: "x/relu.ts", data: "zipped" }]) } },
  { names: ["Eve Nobody"], number: 14, files: { "Relu (1).ts": "copy", "helper.ts": "h" } },
];

describe.each<[string, (samples: readonly Sample[]) => Layout, string]>([
  ["canvas", asCanvas, "flat"],
  ["moodle", asMoodle, "folders"],
  ["moodle", (all) => asMoodle(all, { flat: true }), "flat"],
  ["gradescope", asGradescope, "folders"],
])("a download of %s (%#)", (source, layoutOf, kind) => {
  test("is read from the zip as it came, and unpacked, wrapped or not, with the same outcome", async () => {
    const layout = layoutOf(samples);
    const name = `${source}-${kind}`;
    write(`${name}.zip`, zipOf(layout));
    writeLayout(at(`${name}/plain`), layout);
    writeLayout(at(`${name}/wrapped/submissions`), layout);
    write(`${name}/plain/assignment.json`, "{}");
    write(`${name}/plain/roster.csv`, "id\n");
    const [zipped, plain, wrapped] = [
      await take(`${name}.zip`),
      await take(`${name}/plain`),
      await take(`${name}/wrapped`),
    ];
    expect(zipped.source).toBe(source);
    expect(recognisedLine(zipped)).toMatch(
      /^Read as an? (?:download|export) of (?:Canvas|Moodle|Gradescope), because .+: 4 submissions\.$/,
    );
    const found = await texts(zipped);
    expect(Object.values(found).toSorted()).toEqual(["ada", "copy", "josé", "zipped"]);
    for (const other of [plain, wrapped]) {
      expect(await texts(other)).toEqual(found);
      expect(intakeJson(other)).toBe(intakeJson(zipped));
    }
    const others = zipped.unmatched.filesOfNoExercise.flatMap(({ files }) => files);
    expect(others.toSorted()).toEqual(["helper.ts", source === "canvas" ? "notes-1.txt" : "notes.txt"]);
    expect(zipped.unmatched.filesOfNobody).toEqual([]);
  });

  test("is matched with a roster; what can't be is listed and graded all the same", async () => {
    write("roster.csv", 'name,id,extension\n"Lovelace, Ada",11,3\nJosé Álvarez,,\n=2+5 <b>,13,\nGrace Hopper,15,\n');
    write("rostered.zip", zipOf(layoutOf(samples)));
    const intake = await take("rostered.zip", { roster: at("roster.csv") });
    const people = intake.submissions.flatMap(({ person }) => person?.name ?? []);
    expect(people.toSorted()).toEqual(["=2+5 <b>", "José Álvarez", "Lovelace, Ada"]);
    expect(intake.submissions.find(({ person }) => person?.id === "11")?.person?.extension).toBe(3);
    expect(intake.unmatched.submissionsWithoutPerson).toEqual([expect.stringMatching(/^eve-?nobody|^nobodyeve/)]);
    expect(intake.unmatched.peopleWithoutSubmission).toEqual(["15"]);
    expect(unmatchedLines(intake).join("\n")).toContain('1 person on the roster has no submission: "Grace Hopper".');
  });
});

describe("a platform's download", () => {
  test("tells attempt, time and lateness where it knows them", async () => {
    const told = async (layout: Layout): Promise<object[]> => {
      write("told.zip", zipOf(layout));
      const { submissions } = await take("told.zip");
      return submissions.map(({ id, attempt, submittedAt, late }) => ({ id, attempt, submittedAt, late }));
    };
    expect(await told(asCanvas(samples.slice(0, 2)))).toEqual([
      { id: "alvarezjose-12-attempt-2", attempt: 2, late: true },
      { id: "lovelaceada-11", late: false },
    ]);
    expect(await told(asGradescope(samples.slice(0, 2)))).toEqual([
      { id: "ada-lovelace-11", attempt: 1, submittedAt: "2026-03-01T17:34:00.861Z" },
      { id: "jose-alvarez-12", attempt: 2, submittedAt: "2026-03-02T17:34:00.861Z" },
    ]);
  });

  test("keeps a group together, and all its members", async () => {
    write("group.zip", zipOf(asGradescope([{ names: ["Ada", "Bob"], number: 5, files: { "relu.ts": "x" } }])));
    write("group.csv", "sid,name\n005,Ada\n0051,Bob\n");
    const whole = await take("group.zip", { roster: at("group.csv") });
    expect(whole.submissions.map(({ person, group }) => [person?.name, group?.map(({ id }) => id)])).toEqual([
      ["Ada", ["005", "0051"]],
    ]);
    expect(unmatchedLines(whole)).toEqual([]);
    write("group.csv", "sid,name\n005,Ada\n");
    const half = await take("group.zip", { roster: at("group.csv") });
    expect(half.unmatched.submissionsWithoutPerson).toEqual(["ada-bob-5"]);
  });

  test("loses nobody to one hostile name in it", async () => {
    const [good] = asCanvas(samples.slice(0, 1));
    const entries = [
      { name: good![0], data: good![1] },
      { name: "evil_1_2_../../relu.ts", data: "x" },
      { name: "evil_1_3_relu.ts", data: "/etc/passwd", mode: 0o120777 },
      { name: "evil_1_4_a\\b.ts", data: "x" },
      { name: "evil_1_5_secret.ts", data: "x", flags: 0x801 },
      { name: "late_1_6_softmax.ts", data: "x", crc: 7 },
    ];
    write("hostile.zip", zip(entries));
    const intake = await take("hostile.zip");
    expect(await texts(intake)).toMatchObject({ "lovelaceada-11": "ada" });
    expect(intake.unmatched.unread.map(({ why }) => why)).toEqual([
      expect.stringContaining("a path that leads out of it"),
      expect.stringContaining("a symbolic link"),
      expect.stringContaining("no backslash"),
      expect.stringContaining("is encrypted"),
    ]);
    const damaged = await texts(intake, "02-activations/softmax");
    expect(damaged["late-1"]).toMatch(
      /^"hostile\.zip" could not be unpacked \("late_1_6_softmax\.ts" does not have its checksum\)/,
    );
  });

  test("that is damaged as a whole is one sentence when it was said to be one", async () => {
    write("cut.zip", zipOf(asCanvas(samples)).subarray(0, 900));
    await expect(take("cut.zip", { as: "canvas" })).rejects.toThrow(/^grade: cut\.zip could not be unpacked /);
    // Without, it is the archive of one student, and the result says what is wrong.
    expect(Object.values(await texts(await take("cut.zip")))).toEqual([
      expect.stringMatching(/^"cut\.zip" could not be /),
    ]);
  });

  test("of another kind than was said is refused", async () => {
    write("none/ada/relu.ts", "x");
    await expect(take("none", { as: "moodle" })).rejects.toThrow(
      "grade: none holds nothing in the form of moodle. Leave",
    );
    await expect(take("none", { as: "gradescope" })).rejects.toThrow(
      "grade: none holds nothing in the form of gradescope.",
    );
  });

  test("takes along what an instructor laid beside it", async () => {
    writeLayout(at("beside"), asCanvas(samples.slice(0, 1)));
    write("beside/Grace Hopper/relu.ts", "mail");
    write("beside/bob.zip", zip([{ name: "relu.ts", data: "zip" }]));
    write("beside/notes/todo.txt", "x");
    const intake = await take("beside", { as: "canvas" });
    expect(await texts(intake)).toEqual({ "lovelaceada-11": "ada", "Grace Hopper": "mail", bob: "zip" });
    expect(intake.unmatched.filesOfNobody.map(({ path }) => path)).toEqual(["notes/todo.txt"]);
  });

  test("can be read as a mere folder", async () => {
    writeLayout(at("forced"), asMoodle(samples.slice(0, 1)));
    const intake = await take("forced", { as: "folder" });
    expect(intake.submissions.map(({ id, source }) => [id, source])).toEqual([
      ["Ada Lovelace_11_assignsubmission_file", "folder"],
    ]);
    write(
      "forced.zip",
      zip([
        { name: "ada/relu.ts", data: "a" },
        { name: "bob_relu.ts", data: "b" },
      ]),
    );
    expect(await texts(await take("forced.zip", { as: "folder" }))).toEqual({ ada: "a", bob: "b" });
  });
});

describe("a folder", () => {
  test("may hold folders, archives and plain files, each for a student", async () => {
    write("mixed/ada/src/ReLU.ts", "ada");
    write("mixed/ada/src/util.ts", "u");
    write("mixed/bob.zip", zip([{ name: "relu.ts", data: "bob" }]));
    write("mixed/cy_relu.ts", "cy");
    write("mixed/cy_softmax.ts", "soft");
    write("mixed/template.ts", "t");
    symlinkSync("/etc/passwd", at("mixed/dee"));
    symlinkSync("/etc/passwd", at("mixed/ada/softmax.ts"));
    const intake = await take("mixed");
    expect(recognisedLine(intake)).toBe(
      "Read as a folder of submissions, because it holds 2 folders, 1 archive, 1 student with plain files: 4 submissions.",
    );
    expect(await texts(intake)).toEqual({
      ada: "ada",
      bob: "bob",
      cy: "cy",
      dee: expect.stringMatching(/^"dee" is a link, expected a folder or an archive\. /),
    });
    expect(intake.unmatched).toMatchObject({
      filesOfNobody: [{ path: "template.ts", why: "names no exercise and no student who has one here" }],
      filesOfNoExercise: [{ submission: "ada", files: ["src/util.ts"], missing: ["02-activations/softmax"] }],
      unread: [{ path: "ada/softmax.ts", why: "is a link; links are never followed" }],
    });
    expect((await texts(intake, "02-activations/softmax"))["ada"]).toMatch(/^softmax\.ts is a link, /);
  });

  test("of plain files alone is a class when they name students, and one submission when they don't", async () => {
    write("flat/ada_relu.ts", "ada");
    write("flat/relu-bob.ts", "bob");
    mkdirSync(at("flat/empty"));
    expect(await texts(await take("flat"))).toEqual({ ada: "ada", bob: "bob", empty: "missing" });
    write("own/relu.ts", "own");
    write("own/my_softmax.ts", "x");
    expect(await texts(await take("own"))).toEqual({ own: "own" });
    write("names/ada.ts", "ada");
    write("names/bob.ts", "bob");
    expect(await texts(await take("names", { exercises: ["02-activations/relu"] }))).toEqual({
      ada: "ada",
      bob: "bob",
    });
  });

  test("with a roster: two for one person, one for two, and nobody for a folder", async () => {
    for (const name of ["ada-lovelace", "alovelace", "kim-lee", "mallory"]) write(`people/${name}/relu.ts`, name);
    write("people.csv", "id,name,email\n1,Ada Lovelace,alovelace@x.org\n2,Kim Lee,\n3,Kim Lee,\n4,Grace Hopper,\n");
    const intake = await take("people", { roster: at("people.csv") });
    expect(intake.unmatched).toMatchObject({
      submissionsWithoutPerson: ["mallory"],
      peopleWithoutSubmission: ["2", "3", "4"],
      severalPeople: [{ submission: "kim-lee", people: ["2", "3"] }],
      severalSubmissions: [{ person: "1", submissions: ["ada-lovelace", "alovelace"] }],
    });
    expect(unmatchedLines(intake)).toEqual([
      "Not matched, of 4 submissions:",
      '  1 submission is of nobody on the roster: "mallory".',
      '  3 people on the roster have no submission: "Kim Lee", "Kim Lee", "Grace Hopper".',
      '  1 submission fits several people on the roster and was given to none: "kim-lee".',
      '  1 person has several submissions that are not attempts of one: "Ada Lovelace".',
    ]);
  });
});

test("a list of repositories is fetched and graded like folders; a broken one is told and stops no other", async () => {
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", at("repo"), ...args], { encoding: "utf8" }).trim();
  mkdirSync(at("repo"));
  git("init", "--quiet");
  write("repo/solutions/relu.ts", "repo");
  git("add", ".");
  git("-c", "user.name=A", "-c", "user.email=a@x.org", "commit", "--quiet", "-m", "work");
  writeFileSync(at("list.txt"), "repo ada\n./gone bob\next::sh eve\n./repo ada\n");
  const intake = await take("list.txt");
  expect(await texts(intake)).toEqual({
    ada: "repo",
    "ada~2": "repo",
    bob: expect.stringMatching(/^The repository \.\/gone could not be fetched /),
  });
  expect(intake.submissions[0]).toMatchObject({ source: "git", commit: git("rev-parse", "HEAD") });
  expect(intake.unmatched.repositories.map(({ submission }) => submission)).toEqual(["bob"]);
  expect(intake.unmatched.lines).toEqual([
    { file: "list.txt", line: 3, why: expect.stringContaining('"ext::sh" is no address') },
  ]);
  expect(intakeJson(intake)).not.toContain(folder);
});
