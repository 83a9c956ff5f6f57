/**
 * `npm run bench -- similarity`: how well copies are found, disguise by disguise, and what it costs; beside Dolos, where GRADECHECK_DOLOS says
 * where that is. Settings and thresholds were chosen with seed 1; the figures are of seed 2.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "#graders/spec/load.ts";
import { dolos } from "#graders/similarity/dolos.ts";
import { defaultSettings } from "#graders/similarity/settings.ts";
import type { Tool } from "#graders/similarity/tool.ts";
import { winnowing } from "#graders/similarity/winnowing.ts";
import { row } from "../measure.ts";
import { disguises } from "./disguises.ts";
import { plantedClass } from "./planted-class.ts";
import { averagePrecision, precisionAndRecall, type Judged } from "./ranking.ts";
import { givenOf, judgedPairs } from "./scored.ts";
import { solutionsOf } from "./solutions/index.ts";

const honest = 50;
const copies = 10;
const sizes = [200, 800];

export async function compareSimilarity(seed = Number(process.env["GRADECHECK_SEED"] ?? 2)): Promise<void> {
  const withDolos = process.env["GRADECHECK_DOLOS"] !== undefined;
  row(
    `similarity: classes of ${honest} and ${copies} copies, seed ${seed}`,
    `${Object.keys(solutionsOf).length} exercises, each disguise apart`,
  );
  await quality(winnowing({ ...defaultSettings, threshold: 0 }), defaultSettings.threshold, seed);
  if (withDolos) {
    const tool = await dolos({ threshold: 0 });
    await quality(tool, (await dolos()).threshold, seed);
  } else row("  Dolos", "not measured: GRADECHECK_DOLOS names no folder where it is installed");
  for (const size of sizes) for (const name of withDolos ? ["winnowing", "dolos"] : ["winnowing"]) cost(name, size);
}

async function quality<Answer>(tool: Tool<Answer>, threshold: number, seed: number): Promise<void> {
  row(`  ${tool.name}, threshold ${threshold}`, "precision  recall  average precision  others listed a class");
  const classes = Object.keys(solutionsOf).length;
  const all: Judged[] = [];
  const averages: number[] = [];
  for (const [name, disguise] of Object.entries(disguises)) {
    const own: Judged[] = [];
    for (const [exercise, solutions] of Object.entries(solutionsOf)) {
      const planted = plantedClass({ solutions, disguise, honest, copies, seed });
      own.push(...(await judgedPairs(tool, planted, await givenOf(exercise))));
    }
    averages.push(averagePrecision(own));
    all.push(...own);
    figures(name, own, { threshold, average: averages.at(-1)!, classes });
  }
  const average = averages.reduce((sum, one) => sum + one, 0) / averages.length;
  figures("all, and the mean of the averages", all, { threshold, average, classes: classes * averages.length });
}

/** @param classes - how many the pairs are of. */
function figures(what: string, pairs: readonly Judged[], { threshold, average, classes }: Figures): void {
  const { precision, recall } = precisionAndRecall(pairs, threshold);
  const others = pairs.filter(({ share, copied }) => share >= threshold && !copied).length;
  row(
    `    ${what}`,
    [precision, recall, average, others / classes].map((each) => each.toFixed(2).padStart(8)).join(""),
  );
}

interface Figures {
  readonly threshold: number;
  readonly average: number;
  readonly classes: number;
}

function cost(name: string, size: number): void {
  const child = join(projectRoot, "benchmarks", "similarity", "child.ts");
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", child, name, String(size)],
    {
      encoding: "utf8",
      cwd: projectRoot,
    },
  );
  if (stdout === "") throw new Error(stderr);
  const { seconds, processor, megabytes } = JSON.parse(stdout) as { [figure: string]: number };
  row(
    `  ${name}: ${size} answers of 200 lines`,
    `${seconds!.toFixed(1)} s, ${processor!.toFixed(1)} s of processor time, ${megabytes} MB at most`,
  );
}
