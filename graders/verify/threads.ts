/** The threads that verify exercises, one at a time each. */
import { Worker } from "node:worker_threads";
import type { Answer, Question } from "./worker.ts";

export class VerifyThreads {
  readonly #idle: Worker[] = [];

  async ask(question: Question): Promise<Answer> {
    const worker = this.#idle.pop() ?? new Worker(new URL("./worker.ts", import.meta.url));
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.postMessage(question);
    try {
      const answer = await promise;
      this.#idle.push(worker);
      return answer;
    } finally {
      worker.off("message", resolve);
      worker.off("error", reject);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }
}
