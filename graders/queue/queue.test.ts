/** Submissions graded through Redis: the same results as here, each counted once, whatever happens to workers. */
import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Queue, Worker } from "bullmq";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { loadCourse } from "#graders/batch/course.ts";
import { defaultLimits } from "#graders/execution/executor.ts";
import type { Result } from "#graders/result/result.ts";
import { projectRoot } from "#graders/spec/load.ts";
import { Store } from "#graders/store/store.ts";
import { gradeByQueue } from "./coordinator.ts";
import { fromData, toData, type JobData } from "./job.ts";
import { pack } from "./pack.ts";
import { packReturned } from "./returned.ts";
import { queueName, reachQueue } from "./redis.ts";
import { hasRedis, startRedis, type RedisServer } from "./testing/redis-server.ts";

const folder = mkdtempSync(join(tmpdir(), "gradecheck-queue-"));
const relu = readFileSync(join(projectRoot, "reference", "02-activations", "relu.ts"), "utf8");
const endless = relu.replace(/export function relu\(.*\{/, "$& for (;;);");
const started: ChildProcess[] = [];

interface Running {
  readonly child: ChildProcess;
  readonly code: Promise<number | null>;
  /** Resolves once this was printed. */
  says(text: string): Promise<void>;
  output(): string;
}

function gradecheck(...args: string[]): Running {
  const child = spawn(process.execPath, [join(projectRoot, "bin", "gradecheck.js"), ...args], { cwd: folder });
  started.push(child);
  let output = "";
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      for (const look of listeners) look();
    });
  const code = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const says = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (output.includes(text)) resolve();
      };
      listeners.add(look);
      child.once("close", () => reject(new Error(`It ended without "${text}":\n${output}`)));
      look();
    });
  return { child, code, says, output: () => output };
}

/** A run without workers would wait for ever: a worker that stops by itself ends the test. */
function endOf(run: Running, ...workers: readonly Running[]): Promise<number | null> {
  const stopped = workers.map(async (worker): Promise<never> => {
    const code = await worker.code;
    throw new Error(`A worker stopped with ${code}: ${worker.output()}`);
  });
  for (const one of stopped) one.catch(() => undefined);
  return Promise.race([run.code, ...stopped]);
}

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** All that a run wrote but the store, which holds the time. */
const holdTimes = new Set(["index.html", "audit.html"]);

function written(out: string): Record<string, string> {
  const files = readdirSync(join(folder, out), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.startsWith("store.sqlite") && !holdTimes.has(entry.name),
  );
  const texts = files.map((entry): [string, string] => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(join(folder, out).length), readFileSync(path, "utf8")];
  });
  return Object.fromEntries(texts);
}

/** How often each submission was graded, by the audit trail. */
function timesGraded(out: string): Record<string, number> {
  const store = new Store(join(folder, out), { who: "test" });
  const times: Record<string, number> = {};
  for (const { what, submission } of store.trail())
    if (what === "graded") times[submission!] = (times[submission!] ?? 0) + 1;
  store.close();
  return times;
}

const reason = hasRedis ? "" : " (skipped: redis-server is not installed)";

describe.skipIf(!hasRedis)(`through Redis${reason}`, { timeout: 120_000 }, () => {
  let redis: RedisServer;
  let queue: Queue<JobData>;

  beforeAll(async () => {
    write("class/assignment.json", '{ "title": "Week 1", "exercises": ["relu", "softmax"] }');
    cpSync(join(projectRoot, "examples", "submissions", "grace-hopper"), join(folder, "class", "grace"), {
      recursive: true,
    });
    write("class/=2+5/relu.ts", relu.replace("x.greater(0)", "gradOutput.greater(0)"));
    write("class/broken.zip", "PK\u0003\u0004 and no more");
    write("slow/assignment.json", '{ "exercises": ["relu"] }');
    write("slow/endless/relu.ts", endless);
    const here = gradecheck("grade", "class", "--out", "here");
    expect(await here.code, here.output()).toBe(1);
    sample = JSON.parse(readFileSync(join(folder, "here", "results", "grace.json"), "utf8")) as Result;
  }, 60_000);
  beforeEach(async () => {
    redis = await startRedis();
    queue = new Queue(queueName, { connection: { url: redis.address } });
    queue.on("error", () => undefined);
  });
  afterEach(async () => {
    for (const child of started.splice(0)) child.kill("SIGKILL");
    await queue.close();
    await redis.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("two workers give what this machine gives, byte for byte, and each result counts once", async () => {
    const workers = [1, 2].map(() => gradecheck("worker", "--queue", redis.address, "--jobs", "1"));
    const run = gradecheck("grade", "class", "--out", "there", "--queue", redis.address);
    expect(await endOf(run, ...workers), run.output()).toBe(1);
    expect(written("there")).toEqual(written("here"));
    expect(timesGraded("there")).toEqual({ "=2+5": 1, broken: 1, grace: 1 });
    const store = new Store(join(folder, "there"), { who: "test" });
    expect([...store.seconds()]).toEqual(["=2+5", "broken", "grace"].map((id) => [id, expect.any(Number)]));
    store.close();
    // What has not changed is not handed out again.
    const again = gradecheck("grade", "class", "--out", "there", "--queue", redis.address);
    await again.code;
    expect(again.output()).toContain("3 had not changed and were kept");
    await Promise.all(workers.map((worker) => worker.says("At work on")));
    for (const { child } of workers) child.kill("SIGINT");
    expect(await Promise.all(workers.map(({ code }) => code))).toEqual([0, 0]);
    const done = workers.map((worker) => Number(/(\d+) graded\./.exec(worker.output())?.[1]));
    expect(done[0]! + done[1]!).toBe(3);
    expect(await queue.getJobCounts()).toMatchObject({ waiting: 0, active: 0, completed: 0, failed: 0 });
  });

  test("the job of a worker that is killed goes to another", async () => {
    const here = gradecheck("grade", "slow", "--out", "slow-here");
    const first = gradecheck("worker", "--queue", redis.address, "--lost-after", "3");
    await first.says("At work on");
    const run = gradecheck("grade", "slow", "--out", "slow-there", "--queue", redis.address);
    await expect.poll(() => queue.getActiveCount(), { timeout: 60_000, interval: 20 }).toBe(1);
    first.child.kill("SIGKILL");
    await first.code;
    expect(await queue.getActiveCount()).toBe(1);
    const second = gradecheck("worker", "--queue", redis.address, "--lost-after", "3");
    expect(await endOf(run, second), run.output()).toBe(1);
    expect(await here.code, here.output()).toBe(1);
    expect(here.output()).not.toContain("5 of 5 points");
    expect(written("slow-there")).toEqual(written("slow-here"));
    expect(timesGraded("slow-there")).toEqual({ endless: 1 });
  });

  test("Ctrl-C takes back what nobody has begun, and the same command goes on; a worker's lets it finish", async () => {
    const command = ["grade", "slow", "--out", "stopped", "--queue", redis.address];
    const run = gradecheck(...command);
    await run.says("No worker is at");
    await expect.poll(() => queue.getWaitingCount(), { timeout: 60_000 }).toBe(1);
    run.child.kill("SIGINT");
    expect(await run.code).toBe(2);
    expect(run.output()).toContain("Stopped after 0 of 1. Run the same command again to go on.");
    expect(await queue.getWaitingCount()).toBe(0);

    const worker = gradecheck("worker", "--queue", redis.address);
    const again = gradecheck(...command);
    await expect.poll(() => queue.getActiveCount(), { timeout: 60_000, interval: 20 }).toBe(1);
    worker.child.kill("SIGINT");
    expect(await worker.code).toBe(0);
    expect(worker.output()).toContain("Stopped. 1 graded.");
    expect(await again.code, again.output()).toBe(1);
  });

  test("a worker with other specs gives the job back and stops, with the reason", async () => {
    const taken = { id: "ada", exercises: new Map([["02-activations/relu", missing]]) };
    const job = { taken, specs: "0".repeat(64), seed: 1, limits: defaultLimits, isolationAtLeast: "realm" as const };
    const { id } = await queue.add("grade", toData(job), { attempts: 3 });
    const worker = gradecheck("worker", "--queue", redis.address, "--jobs", "1");
    expect(await worker.code, worker.output()).toBe(2);
    expect(worker.output()).toMatch(/other specs, references or grader code .+ than .+ \(000000000000\)/);
    expect(await queue.getJob(id!)).toMatchObject({ attemptsMade: 1 });
    expect(await queue.getWaitingCount()).toBe(1);
  });

  test.each<[string, (data: JobData) => string, string]>([
    [
      "is refused by all",
      () => {
        throw new Error("It has other specs.");
      },
      "It has other specs.",
    ],
    ["comes back as something else", () => "{}", "What came back"],
    ["comes back without its time", () => pack(JSON.stringify(sample)), "What came back is no time and a result."],
    [
      "comes back as the result of another submission",
      (data) => {
        const result = { ...sample, exercises: [sample.exercises[0]!], specs: fromData(data).specs };
        return packReturned({ result, seconds: 1 });
      },
      "What came back is the result of other files or other rules.",
    ],
  ])("what %s is not graded, which is no zero", async (_what, process, why) => {
    const worker = new Worker<JobData>(queueName, async ({ data }) => process(data), {
      connection: { url: redis.address },
    });
    const course = await loadCourse(["02-activations/relu"]);
    const results: Result[] = [];
    const said: string[] = [];
    await gradeByQueue(
      [{ id: "ada", root: join(folder, "slow", "endless") }],
      course,
      await reachQueue(redis.address),
      {
        seed: 1,
        limits: defaultLimits,
        isolationAtLeast: "realm",
        earlier: () => undefined,
        tell: (line) => said.push(line),
      },
      async ({ result }) => void results.push(result),
    );
    await worker.close();
    expect(results).toMatchObject([
      { points: 0, maxPoints: 0, exercises: [{ status: "not graded", problem: { kind: "grader" } }] },
    ]);
    expect(results[0]!.exercises[0]!.problem!.message).toContain(why);
    expect(said.join("\n")).toContain(`Not graded: ${why}`);
  });
});

let sample: Result;
const missing = { status: "broken", problem: { kind: "missing", message: "It is missing." }, files: {} } as const;
