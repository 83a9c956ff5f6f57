/** A class that handed in folders and archives, good ones and hostile ones, from the folder to the results. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { loadCourse } from "#graders/batch/course.ts";
import { gradeSubmission } from "#graders/batch/grade-submission.ts";
import { pool } from "#graders/batch/pool.ts";
import { findSubmissions } from "#graders/batch/submissions.ts";
import { defaultLimits } from "#graders/execution/executor.ts";
import { bareRung } from "#graders/execution/sandbox/launch.ts";
import { readResult } from "#graders/result/read-result.ts";
import type { Result } from "#graders/result/result.ts";
import { projectRoot } from "#graders/spec/load.ts";
import { tar } from "./testing/tar-writer.ts";
import { zip } from "./testing/zip-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "gradecheck-intake-"));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), content);
}

async function idsIn(name: string): Promise<string[]> {
  return (await findSubmissions(join(folder, name))).map(({ id }) => id);
}

test("an archive goes by its name without the extension, and by all of it where another goes by that", async () => {
  for (const name of ["ada.zip", "bob.TGZ", "cy.tar.gz", "dee.tar", "eve.zip", "eve.tgz", "fay.zip", "gil.rar"])
    write(`names/${name}`, "");
  for (const name of ["hal.zip", "hal.zip.tar", ".hidden.zip", "notes.txt", "assignment.json"])
    write(`names/${name}`, "");
  write("names/fay/relu.ts", "");
  write("names/ida/relu.ts", "");
  symlinkSync("ada.zip", join(folder, "names", "joe.zip"));
  const ids = "ada bob cy dee eve.tgz eve.zip fay fay.zip gil hal hal.zip.tar ida joe.zip";
  expect(await idsIn("names")).toEqual(ids.split(" "));
});

test("a folder of archives is a class even with a loose file in it, and a submission may hold archives", async () => {
  write("class-of-archives/ada.zip", "");
  write("class-of-archives/template.ts", "");
  expect(await idsIn("class-of-archives")).toEqual(["ada"]);
  write("kim/02-activations/relu.ts", "");
  write("kim/backup.zip", "");
  expect(await idsIn("kim")).toEqual(["kim"]);
});

test("a batch of folders and archives is graded to the end: each good one gets its points, each hostile one a sentence", async () => {
  const read = (id: string): string => readFileSync(join(projectRoot, "reference", `${id}.ts`), "utf8");
  const relu = { name: "02-activations/relu.ts", data: read("02-activations/relu") };
  const good = [relu, { name: "02-activations/softmax.ts", data: read("02-activations/softmax") }];
  const wrapped = good.map(({ name, data }) => ({ name: `my work/${name}`, data }));
  write("class/assignment.json", '{ "exercises": ["relu", "softmax"] }');
  for (const { name, data } of good) write(`class/folder/${name}`, data);
  write("class/zip.zip", zip(wrapped));
  write("class/tar.tar", tar(good.map(({ name, data }) => ({ name: `exercises/${name}`, data }))));
  write("class/tgz.tgz", gzipSync(tar(wrapped)));
  write("class/half.tar.gz", gzipSync(tar([relu])));
  write("class/same.zip", zip(good));
  write("class/same.tar", tar([relu]));
  const hostile = {
    "slip.zip": zip([...good, { name: "../../evil.ts" }]),
    "link.tgz": gzipSync(tar([{ name: relu.name, type: "2", linkName: "/etc/passwd" }])),
    "bomb.zip": zip([relu, { ...good[1]!, data: "0".repeat(20 * 2 ** 20), size: 1000 }]),
    "many.zip": zip([relu], { zip64Count: 100_000n }),
    "cut.zip": zip(good).subarray(0, 700),
    "crc.zip": zip([relu, { ...good[1]!, crc: 7 }]),
    "nested.zip": zip([{ name: "nested/work.tar.gz", data: gzipSync(tar(good)) }]),
    "text.zip": "export const relu = 1;\n",
  };
  for (const [name, bytes] of Object.entries(hostile)) write(`class/${name}`, bytes);

  const submissions = await findSubmissions(join(folder, "class"));
  const course = await loadCourse(["02-activations/relu", "02-activations/softmax"]);
  const report = { level: bareRung.level, layers: [], probes: 0, open: [] };
  const isolation = { rung: bareRung, report, probes: [], above: [] };
  const settings = { seed: 1, limits: defaultLimits, isolation };
  const results = new Map<string, Result>();
  await pool(submissions, 2, async (submission) => {
    results.set(submission.id, (await gradeSubmission(submission, course, settings)).result);
  });
  const points = Object.fromEntries([...results].map(([id, { points }]) => [id, points]));
  expect(points).toMatchObject({ folder: 12, zip: 12, tar: 12, tgz: 12, half: 5, "same.zip": 12, "same.tar": 5 });
  expect(points).toMatchObject({ slip: 0, link: 0, bomb: 0, many: 0, cut: 0, crc: 0, nested: 0, text: 0 });
  expect(results.size).toBe(15);
  const filesOf = (id: string): object => results.get(id)!.submission.files;
  expect(Object.keys(filesOf("folder"))).toHaveLength(2);
  for (const id of ["zip", "tgz", "same.zip"]) expect(filesOf(id)).toEqual(filesOf("folder"));
  for (const name of Object.keys(hostile)) {
    const { problem, exercises, submission } = results.get(name.split(".")[0]!)!;
    expect(problem?.kind).toBe("archive");
    expect(problem?.message).toMatch(new RegExp(`^"${name}" .+\\.$`));
    expect(exercises.map(({ status, problem }) => ({ status, problem }))).toEqual([
      { status: "broken", problem },
      { status: "broken", problem },
    ]);
    expect(submission.files).toEqual({});
  }
  for (const submission of submissions) {
    const earlier = readResult(JSON.stringify(results.get(submission.id)), `${submission.id}.json`);
    expect((await gradeSubmission(submission, course, { ...settings, earlier })).kept).toBe(true);
  }
});
