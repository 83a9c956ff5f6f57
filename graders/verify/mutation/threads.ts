/** The threads that grade mutants. One that dies of what a mutant did is replaced. */
import { Worker } from "node:worker_threads";
import type { Answer, Question } from "./worker.ts";

/** Longer than any grading takes: endless loops are interrupted inside the thread. */
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
      const { mutant } = question;
      if ((error as { code?: string }).code !== "ERR_WORKER_OUT_OF_MEMORY" || mutant === undefined) throw error;
      return { failed: "It takes memory without end.", hits: {}, milliseconds: 0 };
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }
}

function reply(worker: Worker, question: Question): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { mutated, mutant } = question;
  const what = `The grading of reference ${mutated}${mutant ? `, mutant ${mutant.key},` : ""} did not end.`;
  const timer = setTimeout(() => reject(new Error(what)), patienceMs);
  worker.once("message", resolve);
  worker.once("error", reject);
  worker.postMessage(question);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off("message", resolve);
    worker.off("error", reject);
  });
}
