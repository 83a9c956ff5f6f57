/** What an instructor waits for: one submission of ten exercises, and memory over many. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { loadCourse } from "#graders/batch/course.ts";
import { gradeSubmission } from "#graders/batch/grade-submission.ts";
import { defaultLimits } from "#graders/execution/executor.ts";
import { proveIsolation } from "#graders/execution/prove-isolation.ts";
import { exerciseIds, projectRoot, selectIds } from "#graders/spec/load.ts";
import { alternating, row, secondsFor } from "./measure.ts";

const ten = [
  "neuron",
  "perceptron",
  "relu",
  "sigmoid",
  "softmax",
  "gelu",
  "mse",
  "huber",
  "binary-cross-entropy",
  "adam",
];
const folder = join(projectRoot, ".cache", "bench", "ten");

/** A submission with the reference's files, and the exercises' own tests beside them for vitest. */
async function writeSubmission(): Promise<readonly string[]> {
  const ids = selectIds(await exerciseIds(), ten);
  await rm(folder, { recursive: true, force: true });
  // Whole units, since a reference may share files with its neighbours; a submission imports them by relative paths.
  for (const unit of await readdir(join(projectRoot, "reference"))) {
    if (!/^\d\d-/.test(unit)) continue;
    await mkdir(join(folder, "class", "ada", unit), { recursive: true });
    for (const name of await readdir(join(projectRoot, "reference", unit))) {
      const text = await readFile(join(projectRoot, "reference", unit, name), "utf8");
      await writeFile(join(folder, "class", "ada", unit, name), text.replaceAll('"#reference/', '"../'));
    }
  }
  for (const id of ids) {
    await cp(join(projectRoot, "exercises", `${id}.test.ts`), join(folder, "class", "ada", `${id}.test.ts`));
  }
  return ids;
}

/** The command from start to end in isolation, beside vitest over the same files with its defaults. */
export async function tenExercises(rounds: number): Promise<void> {
  const ids = await writeSubmission();
  const out = join(folder, "out");
  const grade = [
    process.execPath,
    join(projectRoot, "bin", "gradecheck.js"),
    "grade",
    join(folder, "class"),
    "--out",
    out,
    "--fresh",
    "--exercises",
    ...ids,
  ];
  const vitest = [
    process.execPath,
    join(projectRoot, "node_modules", ".bin", "vitest"),
    "run",
    "--config",
    join(projectRoot, "benchmarks", "vitest.config.ts"),
  ];
  const { one, other } = await alternating(
    rounds,
    () => secondsFor(grade, { cwd: projectRoot }),
    () => secondsFor(vitest, { cwd: projectRoot }),
  );
  row(
    "ten exercises: gradecheck grade, beside vitest run",
    `${one.toFixed(2)} s / ${other.toFixed(2)} s = ${(other / one).toFixed(1)}× less, start of the command included`,
  );
  const course = await loadCourse(ids);
  const settings = { seed: 1, limits: defaultLimits, isolation: await proveIsolation() };
  const submission = { id: "ada", root: join(folder, "class", "ada") };
  const inside = await alternating(
    2 * rounds,
    async () => {
      const start = performance.now();
      await gradeSubmission(submission, course, { ...settings, lanes: availableParallelism() });
      return (performance.now() - start) / 1000;
    },
    () => secondsFor(vitest, { cwd: projectRoot }),
  );
  row(
    "ten exercises: each further submission of a batch",
    `${inside.one.toFixed(2)} s / ${inside.other.toFixed(2)} s = ${(inside.other / inside.one).toFixed(1)}× less  (bar 6×)`,
  );
}

/** Memory of the grader after 100 and after 500 submissions. */
export async function memoryOverMany(count = 500): Promise<void> {
  const course = await loadCourse(await writeSubmission());
  const isolation = await proveIsolation();
  const submission = { id: "ada", root: join(folder, "class", "ada") };
  const resident: number[] = [];
  const live: number[] = [];
  const start = performance.now();
  for (let index = 1; index <= count; index++) {
    await gradeSubmission(submission, course, { seed: index, limits: defaultLimits, isolation });
    if (index % (count / 5) === 0) {
      globalThis.gc?.();
      resident.push(Math.round(process.memoryUsage.rss() / 2 ** 20));
      live.push(Math.round((process.memoryUsage().heapUsed / 2 ** 20) * 10) / 10);
    }
  }
  const seconds = (performance.now() - start) / 1000;
  row(
    `memory of the grader over ${count} submissions of ten exercises`,
    `${live.join(", ")} MB live, ${resident.join(", ")} MB resident after each fifth; ${(count / seconds).toFixed(1)} submissions/s, one at a time`,
  );
}
