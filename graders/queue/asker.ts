/** Puts jobs into the queue and waits for what becomes of each. */
import type { Queue, QueueEvents } from "bullmq";
import { jobId, type JobData } from "./job.ts";

/** What a worker gave back, or why all that tried gave up. */
export type Outcome = { readonly returned: unknown } | { readonly failed: string };

/** How often a job may be refused, or fail in a worker, before it is given up. */
const attempts = 3;

/** Outcomes that nobody fetched, since the run was killed, are forgotten after a day. */
const kept = { age: 24 * 60 * 60 };

/** An event may be missed while a connection is down, and Redis may lose a job: so often each job is looked for. */
const lookEveryMs = 15_000;

export class Asker {
  readonly #queue: Queue;
  readonly #waiting = new Map<string, (outcome: Outcome | undefined) => void>();

  constructor(queue: Queue, events: QueueEvents) {
    this.#queue = queue;
    events.on("completed", ({ jobId, returnvalue }) => this.#waiting.get(jobId)?.({ returned: returnvalue }));
    events.on("failed", ({ jobId, failedReason }) => this.#waiting.get(jobId)?.({ failed: failedReason }));
  }

  /**
   * A job that is in the queue already, from a run that was stopped, is not put there twice, and its outcome is taken if it has one.
   *
   * @returns nothing when the run was stopped before a worker had begun with it.
   */
  async ask(data: JobData, stopping: AbortSignal): Promise<Outcome | undefined> {
    const id = jobId(data);
    const { promise, resolve } = Promise.withResolvers<Outcome | undefined>();
    this.#waiting.set(id, resolve);
    const look = (): void => void this.#look(id, data, stopping).catch(ignored);
    const takeBack = (): void => void this.#takeBack(id).catch(ignored);
    const timer = setInterval(look, lookEveryMs);
    stopping.addEventListener("abort", takeBack, { once: true });
    try {
      await this.#put(id, data);
      look();
      if (stopping.aborted) takeBack();
      const outcome = await promise;
      if (outcome) await this.#queue.remove(id);
      return outcome;
    } finally {
      clearInterval(timer);
      stopping.removeEventListener("abort", takeBack);
      this.#waiting.delete(id);
    }
  }

  async #put(id: string, data: JobData): Promise<void> {
    await this.#queue.add("grade", data, { jobId: id, attempts, removeOnComplete: kept, removeOnFail: kept });
  }

  async #look(id: string, data: JobData, stopping: AbortSignal): Promise<void> {
    const state = await this.#queue.getJobState(id);
    const settle = this.#waiting.get(id);
    if (state === "unknown" && settle) {
      if (stopping.aborted) settle(undefined);
      else await this.#put(id, data);
    }
    if (state !== "completed" && state !== "failed") return;
    const job = await this.#queue.getJob(id);
    if (job) settle?.(state === "completed" ? { returned: job.returnvalue } : { failed: job.failedReason });
  }

  /** Of a job that a worker has in hand, nothing is removed. */
  async #takeBack(id: string): Promise<void> {
    if ((await this.#queue.remove(id)) === 1) this.#waiting.get(id)?.(undefined);
  }
}

/** Of a look that failed, since the connection is down, the next one makes up. */
function ignored(): void {}
