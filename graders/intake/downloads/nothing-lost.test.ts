/** Whatever a download holds, each file of it is in a submission or listed with a reason: nothing is lost, and nothing throws. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { exerciseNames } from "../exercise-names.ts";
import { submissionsIn } from "../submissions-in.ts";
import { openSubmission } from "#graders/batch/submissions.ts";
import { zip } from "../testing/zip-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "gradecheck-lost-"));
afterAll(() => rmSync(folder, { recursive: true }));

const names = exerciseNames(["02-activations/relu", "02-activations/leaky-relu", "08-optimisers/adam"]);
const places = ["02-activations/relu.ts", "exercises/02-activations/relu.ts", "relu.ts", "leaky-relu.ts", "adam.ts"];

/** Pieces that mean something to one of the formats, put together in ways that none would. */
const piece = fc.constantFrom(
  ..."relu adam leaky_relu Ada ada ada-lovelace =2+5 é LATE_ anon_x_ _1 _2 _12 _13 _text.html -1 -2 -9 (1) . .ts .TS .js .zip .txt".split(
    " ",
  ),
  ..." /_assignsubmission_file_ /_assignsubmission_file/_assignsubmission_onlinetext_/onlinetext.html/submission_/a/export/submission_metadata.yml".split(
    "/",
  ),
  "/",
  "submission_1/",
  "submission_1",
  "_",
  " ",
  "\u202E",
  "__proto__",
  "constructor",
);
const path = fc
  .array(piece, { minLength: 1, maxLength: 7 })
  .map((pieces) =>
    pieces
      .join("")
      .replace(/^\/+|\/+$/g, "")
      .replace(/\/+/g, "/"),
  )
  .filter((text) => text !== "" && !/(?:^|\/)\./.test(text));

const file = fc.constantFrom("relu.ts", "relu-1.ts", "ReLU.ts", "a/relu.ts", "onlinetext.html", "x.zip", "adam-8.ts");
const who = fc.constantFrom("ada", "Ada", "a d a", "");
const number = fc.constantFrom("1", "2", "3");

/** Names as each platform makes them, in so small a world that they get in each other's way. */
const formed = {
  canvas: fc
    .tuple(who, fc.constantFrom("", "_LATE"), number, number, file)
    .map(([a, late, b, c, d]) => `${a}${late}_${b}_${c}_${d}`),
  moodle: fc
    .tuple(who, number, fc.constantFrom("file", "onlinetext"), fc.constantFrom("_", "/", "_/"), file)
    .map(([a, b, plugin, mark, c]) => `${a}_${b}_assignsubmission_${plugin}${mark}${c}`),
  gradescope: fc
    .tuple(fc.constantFrom("submission_", "e/submission_"), number, file)
    .map(([a, b, c]) => `${a}${b}/${c}`),
  folder: fc
    .tuple(who, fc.constantFrom("_", "/", " "), file)
    .map(([a, mark, b]) => `${a}${mark}${b}`.replace(/^\//, "")),
};

test.each(["canvas", "moodle", "gradescope", "folder"] as const)("as %s", async (as) => {
  const property = fc.asyncProperty(fc.uniqueArray(fc.oneof(path, formed[as]), { maxLength: 9 }), async (random) => {
    const form = {
      canvas: "x_1_2_relu.ts",
      moodle: "x_1_assignsubmission_file/relu.ts",
      gradescope: "",
      folder: "ada/relu.ts",
    }[as];
    const paths = [...random, ...(form === "" ? ["submission_metadata.yml"] : [form])];
    const unique = new Map(paths.map((each) => [each.normalize("NFC").toUpperCase(), each]));
    const kept = [...unique.values()];
    const data = (each: string): string =>
      each.endsWith(".yml") ? "submission_1:\n  :submitters:\n  - :name: Ada\n" : each;
    writeFileSync(join(folder, "all.zip"), zip(kept.map((name) => ({ name, data: data(name) }))));
    const settings = { as, names, git: { cache: folder }, tell: () => undefined };
    const found = await submissionsIn(join(folder, "all.zip"), settings).catch((error: Error) => {
      // Metadata in two places, or none where it belongs, is no export.
      expect(error.message).toMatch(/^grade: all\.zip holds /);
      return undefined;
    });
    if (!found) return;
    const listed = new Set([...found.strays, ...found.unread].map((one) => one.path));
    const inSubmissions = new Set<string>();
    for (const { submission, files } of found.submissions) {
      for (const file of files ?? []) inSubmissions.add(file);
      const opened = await openSubmission(submission);
      if (opened.status === "open") await opened.files.read(places);
    }
    const own = kept.filter((each) => /(?:^|^[^/]+\/)submission_metadata\.yml$/.test(each) && as === "gradescope");
    const lost = kept.filter((each) => !listed.has(each) && !inSubmissions.has(each) && !own.includes(each));
    expect(lost).toEqual([]);
  });
  await fc.assert(property, { seed: 1, numRuns: 150 });
});
