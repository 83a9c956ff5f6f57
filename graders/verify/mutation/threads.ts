/** The threads that grade mutants. What ends one of them is what the mutant did. */
import { Late, Threads } from "../threads.ts";
import type { Answer, Question } from "./worker.ts";

/**
 * Endless loops are interrupted inside the thread, but not in a module's own body and not after an `await`. A mutant has
 * as long as loading an exercise takes and a few calls to their limit; the original has longer than any grading takes.
 */
const loadingMs = 20_000;
const callsToTheLimit = 3;
const patienceMs = 600_000;
const heapMb = 1024;

export class MutantThreads {
  readonly #threads = new Threads<Question, Answer>(new URL("./worker.ts", import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });

  async ask(question: Question): Promise<Answer> {
    const { mutant } = question;
    if (mutant === undefined) return this.#threads.ask(question, patienceMs);
    try {
      return await this.#threads.ask(question, loadingMs + callsToTheLimit * mutant.callLimitMs);
    } catch (error) {
      const failed = fateOf(error);
      if (failed === undefined) throw error;
      return { failed, hits: {}, milliseconds: 0 };
    }
  }

  close(): Promise<void> {
    return this.#threads.close();
  }
}

/** What a mutant did, if it was that. */
function fateOf(error: unknown): string | undefined {
  if (error instanceof Late) return "It does not end.";
  const { code } = error as { readonly code?: string };
  return code === "ERR_WORKER_OUT_OF_MEMORY" ? "It takes memory without end." : undefined;
}
