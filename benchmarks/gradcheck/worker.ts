/** One thread of the bench: takes one trial at a time and posts what came of it. */
import { parentPort } from "node:worker_threads";
import { allSubjects } from "./subjects/index.ts";
import { runTrial, type TrialOptions, type TrialResult } from "./trial.ts";

export interface Order extends TrialOptions {
  readonly subject: string;
  /** The name of a wrong gradient; null for the right one. */
  readonly fault: string | null;
}

export type Posted = { readonly ready: readonly Listed[] } | { readonly result: TrialResult };

/** A subject with the names of its wrong gradients. */
export interface Listed {
  readonly name: string;
  readonly source: string;
  readonly faults: readonly string[];
}

const subjects = new Map((await allSubjects()).map((subject) => [subject.name, subject]));
const post = (message: Posted): void => parentPort!.postMessage(message);

parentPort!.on("message", ({ subject, fault, ...options }: Order) => {
  void runTrial(subjects.get(subject)!, fault ?? undefined, options).then((result) => post({ result }));
});
post({ ready: [...subjects.values()].map(({ name, source, wrong }) => ({ name, source, faults: [...wrong.keys()] })) });
