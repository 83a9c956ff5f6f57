/**
 * Takes submissions out of the queue, a few at a time, and gives back their results.
 *
 * A worker holds each job by a lock that it renews. When it is killed, the lock runs out and another worker gets the job. The code under test runs in
 * processes of its own, so that an endless loop there keeps no lock from being renewed.
 */
import { hostname } from "node:os";
import { forcedEngine } from "#graders/engines/probe.ts";
import type { Course } from "#graders/batch/course.ts";
import { gradeTakenIn } from "#graders/batch/grade-submission.ts";
import type { Isolation } from "#graders/execution/prove-isolation.ts";
import { openCourses } from "./courses.ts";
import { fromData, refusal, versionRefusal, type JobData } from "./job.ts";
import { queueName, type QueueAccess } from "./redis.ts";
import { packReturned } from "./returned.ts";

export interface WorkerSettings {
  /** Submissions at once. */
  readonly jobs: number;
  readonly isolation: Isolation;
  /** A worker that isn't heard of for so long has lost its jobs to others. */
  readonly lostAfterSeconds: number;
  /** Says something to whoever watches. */
  readonly tell: (line: string) => void;
}

/** A job whose workers died is given to another so often; after that it is likely the job that kills them. */
const maxStalledCount = 5;

/** Works until it is told to stop, and then finishes what it has in hand. @returns why it stopped by itself, if it did. */
export async function workOn(
  { bullmq, connection, place }: QueueAccess,
  { jobs, isolation, lostAfterSeconds, tell }: WorkerSettings,
): Promise<string | undefined> {
  const courses = await openCourses();
  let refused: string | undefined;
  let done = 0;

  /** It gives the job back, for another worker, and takes none again: it would refuse the next one too. */
  const refuse = (why: string): never => {
    refused ??= why;
    void worker.close();
    throw new Error(why);
  };

  const grade = async ({ data }: { data: JobData }): Promise<string> => {
    const other = versionRefusal(data);
    if (other) return refuse(other);
    const job = fromData(data);
    const course = await courses
      .course([...job.taken.exercises.keys()])
      .catch((error: unknown) => refuse((error as Error).message));
    const why = refusal(job, course, isolation.report.level);
    if (why) return refuse(why);
    const { seed, limits } = job;
    const engine = await engineFor(course);
    const began = performance.now();
    const result = await gradeTakenIn(job.taken, course, { seed, limits, isolation, engine });
    return packReturned({ result, seconds: (performance.now() - began) / 1000 });
  };

  const worker = new bullmq.Worker<JobData, string>(queueName, grade, {
    connection,
    concurrency: jobs,
    name: hostname(),
    lockDuration: 1000 * lostAfterSeconds,
    stalledInterval: 500 * lostAfterSeconds,
    maxStalledCount,
  });
  const closed = new Promise<void>((resolve) => worker.once("closed", () => resolve()));
  let reachable = true;
  worker.on("ready", () => (reachable = true));
  worker.on("error", (error) => {
    // A lock that was lost means that another worker has the job now: its result counts.
    if (reachable) tell(`${place}: ${error.message}`);
    reachable = false;
  });
  worker.on("completed", () => {
    done += 1;
    reachable = true;
  });
  const stop = (): void => {
    tell("Finishing what is in hand, and taking no more. Ctrl-C again leaves it to other workers.");
    void worker.close();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.once(signal, stop);
  try {
    await worker.waitUntilReady();
    tell(`At work on ${place}: ${jobs} at a time, isolation ${isolation.report.level}. Ctrl-C stops.`);
    await closed;
    tell(`Stopped. ${done} graded.`);
    return refused;
  } finally {
    for (const signal of signals) process.removeListener(signal, stop);
  }
}

async function engineFor(course: Course): Promise<Awaited<ReturnType<typeof forcedEngine>>> {
  return course.exercises.some(({ spec }) => spec.device) ? forcedEngine() : undefined;
}
