/** Threads of one kind, each asked one question at a time. A thread that fails over a question is not asked again. */
import { Worker, type WorkerOptions } from "node:worker_threads";

/** The thread did not answer in the time that it was given. */
export class Late extends Error {}

export class Threads<Question, Answer> {
  readonly #file: URL;
  readonly #options: WorkerOptions;
  readonly #idle: Worker[] = [];

  /** @param file - a module that posts one answer for each question it is posted. */
  constructor(file: URL, options: WorkerOptions = {}) {
    this.#file = file;
    this.#options = options;
  }

  /** @throws Late - when there is no answer in time; and whatever ended the thread. */
  async ask(question: Question, patienceMs?: number): Promise<Answer> {
    const worker = this.#idle.pop() ?? new Worker(this.#file, this.#options);
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const late = (): void => reject(new Late(`There was no answer within ${patienceMs} ms.`));
    const timer = patienceMs === undefined ? undefined : setTimeout(late, patienceMs);
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.postMessage(question);
    try {
      const answer = await promise;
      this.#idle.push(worker);
      return answer;
    } catch (error) {
      await worker.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
      worker.off("message", resolve);
      worker.off("error", reject);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#idle.splice(0).map((worker) => worker.terminate()));
  }
}
