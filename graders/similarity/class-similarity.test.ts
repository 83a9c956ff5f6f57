import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Random } from "#tensor";
import { findSubmissions } from "#graders/batch/submissions.ts";
import { projectRoot } from "#graders/spec/load.ts";
import { disguises } from "../../benchmarks/similarity/disguises.ts";
import { solutionsOf } from "../../benchmarks/similarity/solutions/index.ts";
import { decider } from "../../benchmarks/similarity/solutions/solutions.ts";
import { classSimilarity } from "./class-similarity.ts";
import { readSimilarity } from "./read-similarity.ts";
import { winnowing } from "./winnowing.ts";

const conv2d = "10-convolutional-networks/conv2d";
const relu = "02-activations/relu";
const folder = mkdtempSync(join(tmpdir(), "gradecheck-similarity-"));
afterAll(() => rmSync(folder, { recursive: true }));

function handIn(whose: string, exercise: string, text: string): void {
  const file = join(folder, whose, `${exercise}.ts`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const random = new Random(3);
const own = Array.from({ length: 6 }, () => solutionsOf[conv2d]!(decider(random)));
for (const [index, text] of own.entries()) handIn(`own-${index}`, conv2d, text);
handIn("copy", conv2d, disguises["names changed"]!(own[2]!, random));
handIn("broken copy", conv2d, own[2]!.replace("return", "return ((").slice(0, -2));
handIn("with a package", conv2d, `import fs from "node:fs";\n${own[2]!}`);
const stub = readFileSync(join(projectRoot, "exercises", `${conv2d}.ts`), "utf8");
for (const whose of ["stub", "other stub"]) handIn(whose, conv2d, stub);
handIn("one line", conv2d, `${stub}\nconst mine = 1;\n`);
handIn("not text", conv2d, "\0");
const reluText = readFileSync(join(projectRoot, "reference", `${relu}.ts`), "utf8");
for (const whose of ["own-0", "own-1", "own-2", "copy"]) handIn(whose, relu, reluText);

const compare = async (turned: boolean) => {
  const submissions = await findSubmissions(folder);
  return classSimilarity(turned ? submissions.toReversed() : submissions, [relu, conv2d], winnowing());
};

test("a copy is found beside what others wrote, also when it is broken or can't be graded", async () => {
  const { groups } = await compare(false);
  const [group] = groups;
  expect(group).toMatchObject({ exercise: conv2d });
  expect(group!.submissions).toEqual(expect.arrayContaining(["copy", "own-2", "with a package"]));
  expect(group!.pairs[0]).toMatchObject({ share: 1 });
});

test("stubs are never alike, nor is what is an inch from one", async () => {
  const { groups, exercises } = await compare(false);
  const found = groups.flatMap(({ submissions }) => submissions);
  expect(found).not.toContain("stub");
  expect(found).not.toContain("other stub");
  expect(found).not.toContain("one line");
  expect(exercises[1]!.tooShort).toBeGreaterThanOrEqual(3);
});

test("an exercise of a line or two is not compared, and it is said so", async () => {
  const { groups, exercises } = await compare(false);
  expect(groups.map(({ exercise }) => exercise)).not.toContain(relu);
  expect(exercises[0]).toMatchObject({ exercise: relu, compared: 0, tooShort: 4 });
});

test("what is no TypeScript is compared as it stands and named with the reason", async () => {
  const { exercises } = await compare(false);
  const broken = exercises[1]!.unread.find(({ submission }) => submission === "broken copy");
  expect(broken).toMatchObject({ compared: true });
  expect(broken!.reason).toContain("is not valid TypeScript");
  // Refused by grading for its import, but TypeScript all the same.
  expect(exercises[1]!.unread.map(({ submission }) => submission)).not.toContain("with a package");
});

test("nothing depends on the order of submissions", async () => {
  expect(JSON.stringify(await compare(true))).toBe(JSON.stringify(await compare(false)));
});

test("what is written is what the schema says, and what was changed by hand is refused with file, place and remedy", async () => {
  const out = join(folder, "out");
  mkdirSync(out, { recursive: true });
  expect(await readSimilarity(out)).toBeUndefined();
  const found = await compare(false);
  writeFileSync(join(out, "similarity.json"), JSON.stringify(found));
  expect(await readSimilarity(out)).toEqual(JSON.parse(JSON.stringify(found)));
  writeFileSync(join(out, "similarity.json"), JSON.stringify({ ...found, threshold: "high" }));
  await expect(readSimilarity(out)).rejects.toThrow(
    `similarity.json: /threshold is "high", expected number.\nRun \`gradecheck similarity\` to write it again, or delete it.`,
  );
});
