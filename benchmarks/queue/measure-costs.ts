/**
 * What each step of a run through the queue costs, in seconds of processor time: on a machine that others use too, wall time says little.
 *
 * Grading is measured on a few generated submissions. All else is a real run over many copies of them, through a real Redis, to a worker that
 * gives back their results at once.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Redis } from "ioredis";
import { loadCourse, type Course } from "#graders/batch/course.ts";
import { gradeTakenIn } from "#graders/batch/grade-submission.ts";
import { readSubmission, type TakenIn } from "#graders/batch/read-submission.ts";
import type { Submission } from "#graders/batch/submissions.ts";
import { defaultLimits } from "#graders/execution/executor.ts";
import { proveIsolation } from "#graders/execution/prove-isolation.ts";
import { takeIn } from "#graders/intake/intake.ts";
import { gradeByQueue } from "#graders/queue/coordinator.ts";
import { toData } from "#graders/queue/job.ts";
import { pack } from "#graders/queue/pack.ts";
import { reachQueue } from "#graders/queue/redis.ts";
import { startRedis } from "#graders/queue/testing/redis-server.ts";
import { withoutLessons } from "#graders/result/brief.ts";
import type { Result } from "#graders/result/result.ts";
import { exerciseIds, projectRoot, selectIds } from "#graders/spec/load.ts";
import { Store, storeFile } from "#graders/store/store.ts";
import { writeClassFiles } from "../../graders/commands/write-class-files.ts";
import { writeStudentFiles } from "../../graders/commands/write-student-files.ts";
import { generateClass } from "../class/generate.ts";
import { memoryOfTree } from "../class/memory.ts";
import { median } from "../measure.ts";
import { ProcessorTime } from "./processor-time.ts";
import type { Costs } from "./simulate.ts";

export interface Measured extends Costs {
  readonly exercises: number;
  readonly isolation: string;
  /** Bytes. */
  readonly sizes: {
    readonly job: number;
    readonly result: number;
    /** In Redis at most, over the jobs of the run. */
    readonly redisPeak: number;
    readonly worker: number;
    /** Of the run: now, and what each submission adds. */
    readonly run: number;
    /** On disk, for each submission. */
    readonly store: number;
    readonly reports: number;
  };
}

const exercises = ["neuron", "relu", "sigmoid", "tanh", "elu", "softmax", "log-softmax", "one-hot", "adam", "mse"];
const folder = join(projectRoot, ".cache", "bench", "queue");
const rules = { seed: 1, limits: defaultLimits };

/** @param sampled - submissions that are graded. @param copies - that go through the queue. */
export async function measureCosts(sampled: number, copies: number): Promise<Measured> {
  const ids = selectIds(await exerciseIds(), exercises);
  await rm(folder, { recursive: true, force: true });
  await generateClass(join(folder, "class"), { students: sampled, exercises: ids, seed: 1 });
  const { submissions } = await takeIn(join(folder, "class"), {
    exercises: ids,
    git: { cache: join(folder, "git"), fresh: false },
  });
  const course = await loadCourse(ids);
  const graded = await gradeSample(submissions, course);
  const many = Array.from({ length: copies }, (_, index) => {
    const one = submissions[index % submissions.length]!;
    return { ...one, id: `${one.id}~${index}` };
  });
  const preparing = await preparation(many, course);
  const run = await throughQueue(many, course, graded.results);
  const { service, isolation } = graded;
  return {
    exercises: ids.length,
    isolation,
    service,
    prepare: preparing.seconds,
    takeIn: run.seconds - preparing.seconds,
    redis: run.redis,
    closing: run.closing,
    roundTrip: run.roundTrip,
    sizes: { job: preparing.bytes, result: graded.bytes, worker: graded.memory, ...run.sizes },
  };
}

/** What workers do, one submission after another. */
async function gradeSample(submissions: readonly Submission[], course: Course) {
  const isolation = await proveIsolation();
  const results = new Map<string, Result>();
  const service: number[] = [];
  const time = new ProcessorTime();
  let memory = 0;
  const sampling = setInterval(() => (memory = Math.max(memory, memoryOfTree())), 500);
  // The first one also loads what all need.
  for (const submission of [submissions[0]!, ...submissions]) {
    const taken = await readSubmission(submission, course);
    const before = time.seconds();
    results.set(submission.id, await gradeTakenIn(taken, course, { ...rules, isolation }));
    service.push(time.seconds() - before);
  }
  clearInterval(sampling);
  time.stop();
  const sizes = [...results.values()].map((result) => pack(JSON.stringify(result)).length);
  return {
    isolation: isolation.report.level,
    results,
    service: service.slice(1),
    bytes: median(sizes),
    memory: memory * 2 ** 20,
  };
}

async function preparation(submissions: readonly Submission[], course: Course) {
  const bytes: number[] = [];
  const before = process.cpuUsage();
  for (const submission of submissions)
    bytes.push(toData(jobOf(await readSubmission(submission, course), course)).packed.length);
  return { seconds: secondsSince(before) / submissions.length, bytes: median(bytes) };
}

function jobOf(taken: TakenIn, course: Course) {
  return { taken, specs: course.digest, ...rules, isolationAtLeast: "realm" as const };
}

async function throughQueue(submissions: readonly Submission[], course: Course, results: ReadonlyMap<string, Result>) {
  const redis = await startRedis();
  const file = join(folder, "results.json");
  await writeFile(
    file,
    JSON.stringify(Object.fromEntries([...results].map(([id, result]) => [id, pack(JSON.stringify(result))]))),
  );
  const echo = spawn(process.execPath, ["--no-warnings", join(import.meta.dirname, "echo.ts"), redis.address, file], {
    stdio: "inherit",
  });
  const client = new Redis(redis.address);
  const out = join(folder, "out");
  const store = new Store(out, { who: "bench" });
  try {
    const access = await reachQueue(redis.address);
    const settings = { ...rules, isolationAtLeast: "realm" as const, earlier: () => undefined, tell: () => undefined };
    const brief: Result[] = [];
    const start = await redisSeconds(client);
    const before = process.cpuUsage();
    await quietly(() =>
      gradeByQueue(submissions, course, access, settings, async ({ result }) => {
        store.keep(result);
        await writeStudentFiles(out, result);
        brief.push(withoutLessons(result));
      }),
    );
    const seconds = secondsSince(before) / submissions.length;
    const perJob = ((await redisSeconds(client)) - start) / submissions.length;
    const own = process.cpuUsage();
    await writeClassFiles(out, brief, { title: "Generated class" });
    const closing = secondsSince(own) / submissions.length;
    return {
      seconds,
      closing,
      redis: perJob,
      roundTrip: await roundTripOf(client),
      sizes: {
        redisPeak: Number(/used_memory_peak:(\d+)/.exec(await client.info("memory"))![1]),
        run: process.memoryUsage().rss,
        store: statSync(storeFile(out)).size / submissions.length,
        reports: bytesBelow(out) / submissions.length,
      },
    };
  } finally {
    store.close();
    client.disconnect();
    echo.kill("SIGKILL");
    await once(echo, "exit");
    await redis.stop();
  }
}

/** The lines of progress are none of the benchmark's. */
async function quietly(work: () => Promise<unknown>): Promise<void> {
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = () => true;
  try {
    await work();
  } finally {
    process.stderr.write = write;
  }
}

async function redisSeconds(client: Redis): Promise<number> {
  const info = await client.info("cpu");
  const value = (name: string): number => Number(new RegExp(`${name}:([\\d.]+)`).exec(info)![1]);
  return value("used_cpu_sys") + value("used_cpu_user");
}

async function roundTripOf(client: Redis): Promise<number> {
  const times: number[] = [];
  for (let ping = 0; ping < 200; ping++) {
    const start = performance.now();
    await client.ping();
    times.push((performance.now() - start) / 1000);
  }
  return median(times);
}

function secondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function bytesBelow(path: string): number {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.startsWith("store.sqlite"),
  );
  return files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
