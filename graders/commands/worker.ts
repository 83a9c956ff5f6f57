/** `gradecheck worker`: grades what runs on other machines hand out. */
import { availableParallelism } from "node:os";
import { proveIsolation } from "#graders/execution/prove-isolation.ts";
import { reachQueue } from "#graders/queue/redis.ts";
import { workOn } from "#graders/queue/worker.ts";
import { oneLine } from "#reports/plain.ts";
import type { ExitCode } from "./main.ts";

export interface WorkerFlags {
  readonly queue: string;
  readonly jobs?: number;
  readonly lostAfter: number;
}

export async function worker({ queue, jobs, lostAfter }: WorkerFlags): Promise<ExitCode> {
  const tell = (line: string): void => console.error(oneLine(line));
  const access = await reachQueue(queue);
  const isolation = await proveIsolation();
  const settings = { jobs: jobs ?? availableParallelism(), isolation, lostAfterSeconds: lostAfter, tell };
  const refused = await workOn(access, settings);
  if (refused === undefined) return 0;
  tell(`gradecheck: ${refused}`);
  return 2;
}
