/**
 * `npm run bench -- class`: a generated class from the folder to the last report, beside vitest once for each submission, and beside the
 * floor: starting Node once for each submission, and the students' own computing.
 */
import { spawnSync } from "node:child_process";
import { cp, mkdir, readdir, rm, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { basename, join } from "node:path";
import { gradeBatch } from "#graders/batch/batch.ts";
import { loadCourse } from "#graders/batch/course.ts";
import { takeIn } from "#graders/intake/intake.ts";
import { defaultLimits } from "#graders/execution/executor.ts";
import { proveIsolation } from "#graders/execution/prove-isolation.ts";
import { startStripping } from "#graders/execution/source/strip.ts";
import { exerciseIds, projectRoot, selectIds } from "#graders/spec/load.ts";
import { Store, storeFile } from "#graders/store/store.ts";
import { writeStudentFiles } from "../../graders/commands/write-student-files.ts";
import { median, row, secondsFor } from "../measure.ts";
import { generateClass } from "./generate.ts";
import { memoryOfTree } from "./memory.ts";

const exercises = [
  "neuron",
  "relu",
  "sigmoid",
  "tanh",
  "elu",
  "softmax",
  "log-softmax",
  "one-hot",
  "standardise",
  "adam",
];
const folder = join(projectRoot, ".cache", "bench", "class");
const sampled = 10;

/** @param sizes - how many students; the rate of the last is stated beside that of the first. */
export async function gradeClasses(sizes: readonly number[]): Promise<void> {
  const rates: number[] = [];
  for (const students of sizes) rates.push(await gradeClass(students));
  if (rates.length > 1)
    row(`${sizes.at(-1)} submissions beside ${sizes[0]}`, `${(rates.at(-1)! / rates[0]!).toFixed(2)} times the rate`);
}

async function gradeClass(students: number): Promise<number> {
  const ids = selectIds(await exerciseIds(), exercises);
  const own = join(folder, String(students));
  const counts = await generateClass(join(own, "class"), { students, exercises: ids, seed: 1 });
  row(
    `${students} students, ${ids.length} exercises each`,
    JSON.stringify(counts).replaceAll(/[{}"]/g, "").replaceAll(",", ", "),
  );
  const { submissions } = await takeIn(join(own, "class"), {
    exercises: ids,
    git: { cache: join(own, "git"), fresh: false },
  });
  const out = join(own, "out");
  await rm(out, { recursive: true, force: true });
  startStripping();
  const [course, isolation] = await Promise.all([loadCourse(ids), proveIsolation()]);
  const store = new Store(out, { who: "bench" });
  const jobs = availableParallelism();
  const began = new Map<string, number>();
  const took: number[] = [];
  let peak = 0;
  const early: number[] = [];
  const sampling = setInterval(() => (peak = Math.max(peak, memoryOfTree())), 500);
  const start = performance.now();
  await gradeBatch(
    submissions,
    course,
    {
      seed: 1,
      limits: defaultLimits,
      isolation,
      jobs,
      earlier: ({ id }) => {
        began.set(id, performance.now());
        return undefined;
      },
    },
    async ({ result }) => {
      store.keep(result);
      await writeStudentFiles(out, result);
      took.push((performance.now() - began.get(result.submission.id)!) / 1000);
      if (took.length % Math.ceil(submissions.length / 5) === 0)
        early.push(Math.round(process.memoryUsage().rss / 2 ** 20));
    },
  );
  const seconds = (performance.now() - start) / 1000;
  clearInterval(sampling);
  store.close();
  const rate = submissions.length / seconds;
  const sorted = took.toSorted((a, b) => a - b);
  row(
    "  graded, reports and store included",
    `${rate.toFixed(2)} submissions/s, ${(rate / jobs).toFixed(2)} a core (${jobs} cores, ${isolation.report.level})`,
  );
  row(
    "  to a result",
    `median ${median(took).toFixed(2)} s, 95 % within ${sorted[Math.ceil(0.95 * sorted.length) - 1]!.toFixed(2)} s`,
  );
  row("  memory", `at most ${peak} MB with all children; the grader's own after each fifth ${early.join(", ")} MB`);
  row("  store", `${((await stat(storeFile(out))).size / 2 ** 20).toFixed(1)} MB`);
  await besideVitest(join(own, "class"), submissions.length / seconds, jobs);
  return rate;
}

/** Each submission of a sample by `vitest run` on its own, and what no grader can go below. */
async function besideVitest(classFolder: string, rate: number, jobs: number): Promise<void> {
  const files = (await readdir(classFolder)).filter((name) => name.endsWith(".ts"));
  const students = [...new Set(files.map((name) => name.split("_")[0]!))].slice(0, sampled);
  const seconds: number[] = [];
  const computing: number[] = [];
  for (const student of students) {
    const place = join(projectRoot, ".cache", "bench", "ten", "class", "ada");
    await rm(place, { recursive: true, force: true });
    for (const name of files.filter((one) => one.startsWith(student))) {
      const exercise = basename(name, ".ts").split("_").at(-1)!;
      const [id] = selectIds(await exerciseIds(), [exercise]);
      await mkdir(join(place, id!, ".."), { recursive: true });
      await cp(join(classFolder, name), join(place, `${id}.ts`));
      await cp(join(projectRoot, "exercises", `${id}.test.ts`), join(place, `${id}.test.ts`));
    }
    const vitest = [
      process.execPath,
      join(projectRoot, "node_modules", ".bin", "vitest"),
      "run",
      "--config",
      join(projectRoot, "benchmarks", "vitest.config.ts"),
    ];
    seconds.push(await secondsFor(vitest, { cwd: projectRoot, codes: [0, 1] }));
    const own = ownComputing(place, selectIds(await exerciseIds(), exercises));
    if (own !== undefined) computing.push(own);
  }
  const each = seconds.reduce((sum, one) => sum + one, 0) / seconds.length;
  row(
    `  vitest once for each, over ${students.length} of them`,
    `${each.toFixed(2)} s each; gradecheck ${(1 / rate).toFixed(2)} s on the same cores: ${(each * rate).toFixed(1)}× less`,
  );
  const node = median(Array.from({ length: 9 }, startOfNode));
  const own = computing.reduce((sum, one) => sum + one, 0) / computing.length;
  row(
    "  the floor: Node started once for each, and their own computing",
    `${node.toFixed(3)} + ${own.toFixed(3)} s of one core; gradecheck takes ${(jobs / rate / (node + own)).toFixed(1)} times that`,
  );
}

function startOfNode(): number {
  const start = performance.now();
  spawnSync(process.execPath, ["-e", "0"]);
  return (performance.now() - start) / 1000;
}

/** Nothing where the code doesn't come to an end, as some of the class's is meant to. */
function ownComputing(folder: string, ids: readonly string[]): number | undefined {
  const program = join(import.meta.dirname, "own-compute.ts");
  const command = ["--disable-warning=ExperimentalWarning", program, folder, ...ids];
  const { status, stdout } = spawnSync(process.execPath, command, {
    cwd: projectRoot,
    encoding: "utf8",
    timeout: 60_000,
  });
  return status === 0 ? Number(/[\d.e-]+$/.exec(stdout)![0]) : undefined;
}
