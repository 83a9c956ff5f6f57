/**
 * Hands submissions out to workers through a queue in Redis, and takes in what they give back.
 *
 * Nothing is run here. A bounded number of jobs lies in the queue, so that neither Redis nor this process grows with the class. Each
 * submission is handed to `finished` once, whatever happened to its job on the way: a job that two workers did has one outcome.
 */
import { gradeEach, type BatchSettings } from "#graders/batch/batch.ts";
import type { Course } from "#graders/batch/course.ts";
import { withExcerpts } from "#graders/batch/excerpts.ts";
import { notGraded, type Graded } from "#graders/batch/grade-submission.ts";
import { headOf, stillHolds } from "#graders/batch/result-head.ts";
import type { Submission } from "#graders/batch/submissions.ts";
import { readSubmission } from "#graders/batch/read-submission.ts";
import { graderProblem } from "#graders/execution/problems.ts";
import { isAtLeast, type Level } from "#graders/execution/sandbox/rung.ts";
import type { Result } from "#graders/result/result.ts";
import { version } from "#graders/version.ts";
import { Asker, type Outcome } from "./asker.ts";
import { toData, type GradingJob } from "./job.ts";
import { queueName, type QueueAccess } from "./redis.ts";
import { readReturned, type Returned } from "./returned.ts";

export interface QueueSettings extends Pick<BatchSettings, "seed" | "limits" | "earlier"> {
  readonly isolationAtLeast: Level;
  /** Says something to whoever waits. */
  readonly tell: (line: string) => void;
}

/** Jobs in the queue at once: more than all workers have in hand together, so that none of them waits for the next. */
export const window = 1024;

/** Without workers, a run waits; whoever started it should know. */
const lookEveryMs = 15_000;

export async function gradeByQueue(
  submissions: readonly Submission[],
  course: Course,
  { bullmq, connection, place }: QueueAccess,
  { earlier, tell, ...rules }: QueueSettings,
  finished: (graded: Graded) => Promise<void>,
): Promise<{ readonly stopped: boolean }> {
  const streams = { events: { maxLen: 4 * window } };
  const queue = new bullmq.Queue(queueName, { connection, streams });
  const events = new bullmq.QueueEvents(queueName, { connection });
  let reachable = true;
  const lost = (): void => {
    if (reachable) tell(`The connection to ${place} is lost; waiting for it to come back.`);
    reachable = false;
  };
  queue.on("error", lost);
  events.on("error", lost);
  const asker = new Asker(queue, events);
  const inTurn = oneAtATime();
  const reasons = new Set<string>();

  let idle = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    const workers = await queue.getWorkersCount();
    if (workers === 0 && !idle)
      tell(`No worker is at ${place}. Start one on each machine: npx gradecheck worker --queue <the same address>`);
    idle = workers === 0;
  };

  const grade = async (submission: Submission, stopping: AbortSignal): Promise<Graded | undefined> => {
    const prepared = await inTurn(async () => {
      if (stopping.aborted) return undefined;
      const taken = await readSubmission(submission, course);
      const known = earlier(submission);
      if (known && holdsAnywhere(known, { taken, specs: course.digest, ...rules }, course)) return known;
      return { taken, specs: course.digest, ...rules };
    });
    if (!prepared) return undefined;
    if ("exercises" in prepared) return { result: prepared, kept: true };
    const outcome = await asker.ask(toData(prepared), stopping);
    reachable = true;
    if (!outcome) return undefined;
    const returned = returnedIn(outcome, prepared, course);
    if (typeof returned !== "string") {
      const { result, seconds } = returned;
      return { result: await withExcerpts(result, submission, prepared.taken), kept: false, seconds };
    }
    if (!reasons.has(returned)) tell(`Not graded: ${returned}`);
    reasons.add(returned);
    return { result: await resultWithout(prepared, course, returned), kept: false };
  };

  try {
    await Promise.all([queue.waitUntilReady(), events.waitUntilReady()]);
    await look();
    timer = setInterval(() => void look().catch(lost), lookEveryMs);
    return await gradeEach(submissions, window, grade, finished);
  } finally {
    clearInterval(timer);
    await Promise.all([queue.close(), events.close()]);
  }
}

/** Where it was graded doesn't matter, as long as the sandbox there was strong enough. */
function holdsAnywhere(
  earlier: Result,
  { taken, seed, limits, isolationAtLeast }: GradingJob,
  course: Course,
): boolean {
  const { node, isolation } = earlier.grader;
  const head = headOf(taken, course, { seed, limits, grader: { version, node, isolation } });
  return isAtLeast(isolation.level as Level, isolationAtLeast) && stillHolds(earlier, head, taken);
}

/** The result with its time, or why there is none. */
function returnedIn(outcome: Outcome, job: GradingJob, course: Course): Returned | string {
  if ("failed" in outcome) return outcome.failed;
  try {
    return readReturned(outcome.returned, job, course);
  } catch (error) {
    return (error as Error).message;
  }
}

function resultWithout({ taken, seed, limits }: GradingJob, course: Course, why: string): Promise<Result> {
  const nowhere = { level: "realm", layers: ["nothing was run"], probes: 0, open: [] };
  const grader = { version, node: process.versions.node, isolation: nowhere };
  return notGraded(taken, course, { seed, limits, grader }, graderProblem(why));
}

/** Archives are large: a thousand read at the same time would fill the memory. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
}
