/** The threads that grade mutants. One that dies of what a mutant did is replaced. */
import { Worker } from "node:worker_threads";
import type { Answer, Question } from "./worker.ts";

/**
 * Endless loops are interrupted inside the thread, but not in a module's own body and not after an `await`. A mutant has
 * as long as loading an exercise takes and a few calls to their limit; the original has longer than any grading takes.
 */
const loadingMs = 20_000;
const callsToTheLimit = 3;
const patienceMs = 600_000;
const heapMb = 1024;

export class Threads {
  readonly #idle: Worker[] = [];

  async ask(question: Question): Promise<Answer> {
    const worker =
      this.#idle.pop() ??
      new Worker(new URL("./worker.ts", import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
    try {
      const answer = await reply(worker, question);
      this.#idle.push(worker);
      return answer;
    } catch (error) {
      await worker.terminate();
      const failed = fateOf(error);
      if (failed === undefined || question.mutant === undefined) throw error;
      return { failed, hits: {}, milliseconds: 0 };
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }
}

class Late extends Error {}

/** What a mutant did, if it was that. */
function fateOf(error: unknown): string | undefined {
  if (error instanceof Late) return "It does not end.";
  const { code } = error as { readonly code?: string };
  return code === "ERR_WORKER_OUT_OF_MEMORY" ? "It takes memory without end." : undefined;
}

function reply(worker: Worker, question: Question): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { mutated, mutant } = question;
  const timer = setTimeout(
    () => reject(new Late(`The grading of ${mutated} did not end.`)),
    mutant ? loadingMs + callsToTheLimit * mutant.callLimitMs : patienceMs,
  );
  worker.once("message", resolve);
  worker.once("error", reject);
  worker.postMessage(question);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off("message", resolve);
    worker.off("error", reject);
  });
}
