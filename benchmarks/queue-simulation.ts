/**
 * `npm run bench -- queue`: how far `gradecheck grade --queue` scales, and what it needs for a hundred thousand submissions. Measured is what each
 * step costs; the rest is simulated, since nobody has 64 machines for a benchmark.
 *
 * GRADECHECK_COSTS names a file of costs to be taken instead of measuring; what was measured is written to .cache/bench/queue/costs.json.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { window } from "#graders/queue/coordinator.ts";
import { hasRedis } from "#graders/queue/testing/redis-server.ts";
import { projectRoot } from "#graders/spec/load.ts";
import { row } from "./measure.ts";
import type { Measured } from "./queue/measure-costs.ts";
import { simulate, type Simulated } from "./queue/simulate.ts";

const submissions = 100_000;
const workers = [1, 2, 4, 8, 16, 32, 64];
const costsFile = join(projectRoot, ".cache", "bench", "queue", "costs.json");

export async function simulateQueue(): Promise<void> {
  const given = process.env["GRADECHECK_COSTS"];
  if (given === undefined && !hasRedis) {
    row("queue", "not measured: redis-server is not installed (on Debian: apt-get install -y redis-server)");
    return;
  }
  const costs = given === undefined ? await measure() : (JSON.parse(await readFile(given, "utf8")) as Measured);
  describeCosts(costs);
  console.log(`\n  workers   hours   submissions/s   times one   workers busy   run busy   Redis busy`);
  const simulated = workers.map((count) => ({ count, ...simulateWith(costs, count) }));
  const alone = simulated[0]!.seconds;
  for (const { count, seconds, busy } of simulated) {
    const columns = [
      String(count).padStart(9),
      (seconds / 3600).toFixed(2).padStart(8),
      (submissions / seconds).toFixed(1).padStart(16),
      (alone / seconds).toFixed(1).padStart(12),
      ...[busy.workers, busy.run, busy.redis].map((share, index) => percent(share).padStart([15, 11, 13][index]!)),
    ];
    console.log(columns.join(""));
  }
  describeEnds(costs);
}

async function measure(): Promise<Measured> {
  const { measureCosts } = await import("./queue/measure-costs.ts");
  const costs = await measureCosts(12, 300);
  await writeFile(costsFile, `${JSON.stringify(costs, undefined, 2)}\n`);
  return costs;
}

function simulateWith(costs: Measured, count: number): Simulated {
  return simulate(costs, { workers: count, submissions, window, seed: 1 });
}

function describeCosts({ service, prepare, takeIn, redis, closing, roundTrip, exercises, isolation }: Measured): void {
  row(
    `${submissions} submissions of ${exercises} exercises through a queue`,
    `simulated from ${service.length} graded ones`,
  );
  row("  a worker (one core), for each submission", `${seconds(mean(service))} on average, ${isolation}`);
  row(
    "  the run that hands out the work, likewise",
    `${milliseconds(prepare)} before, ${milliseconds(takeIn)} after, ${milliseconds(closing)} in the end`,
  );
  row("  Redis, likewise", `${milliseconds(redis)}; a round trip ${milliseconds(roundTrip)} on this machine`);
}

/** Which station is the last to have anything left, and what all of them need. */
function describeEnds({ service, prepare, takeIn, redis, sizes, exercises }: Measured): void {
  const each = mean(service);
  const run = prepare + takeIn;
  console.log("");
  row(
    "  it stops scaling where the run has no time left",
    `at ${Math.floor(each / run)} workers, ${(1 / run).toFixed(0)} submissions/s`,
  );
  row("  Redis would, if the run were faster", `at ${Math.floor(each / redis)} workers`);
  row("  core hours of grading", `${((each * submissions) / 3600).toFixed(1)} for ${exercises} exercises each`);
  const queued = window * (sizes.job + sizes.result);
  row(
    "  memory",
    `worker ${megabytes(sizes.worker)} for one submission at a time, run ${megabytes(sizes.run)}, Redis ${megabytes(sizes.redisPeak + queued)} with ${window} jobs of ${kilobytes(sizes.job)} and results of ${kilobytes(sizes.result)}`,
  );
  row(
    "  disk",
    `store ${gigabytes(sizes.store * submissions)}, results and reports ${gigabytes(sizes.reports * submissions)}`,
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

const seconds = (value: number): string => `${value.toFixed(2)} s`;
const milliseconds = (value: number): string => `${(1000 * value).toFixed(2)} ms`;
const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
const kilobytes = (bytes: number): string => `${(bytes / 2 ** 10).toFixed(1)} kB`;
const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;
const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GB`;
