/** The threads that verify exercises. */
import { Threads } from "./threads.ts";
import type { Answer, Question } from "./worker.ts";

export function verifyThreads(): Threads<Question, Answer> {
  return new Threads(new URL("./worker.ts", import.meta.url));
}
