/**
 * One interface for running code that is being graded, whoever runs it.
 *
 * A check hands in calls and gets replies; it can't tell whether the code ran in this process (a student with a
 * debugger, `verify` over the reference) or in an isolated child (grading). A reply is a claim by the code under
 * test: data to compare, never an object to trust.
 */
import type { Random, Tensor } from "#tensor";

/** What may cross to the code under test and back. Anything else comes back as {@link Opaque}. */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | bigint
  | string
  | Tensor
  | Random
  | ArrayBufferView
  | Opaque
  | readonly Value[]
  | { readonly [key: string]: Value };

/** Something returned that is not data: a function, a symbol, an instance of a class that isn't Tensor or Random. */
export class Opaque {
  /** What it is, for a message: `a function`, `an instance of Map`. */
  readonly description: string;
  constructor(description: string) {
    this.description = description;
  }
}

/** A module of our own: plain JavaScript, and for each specifier the path of the module that it means. */
export interface OwnModule {
  readonly path: string;
  readonly text: string;
  readonly links: { readonly [specifier: string]: string };
}

/** The text of one exercise as it goes to the code's realm: types stripped, imports checked. */
export interface ExerciseSource {
  readonly id: string;
  /** The student's own modules by path relative to the submission's root; `entry` is one of them. */
  readonly modules: ReadonlyMap<string, string>;
  readonly entry: string;
  /** Trusted programs of the spec that adapt classes and loops to plain calls, if any: the exports of the first module. */
  readonly programs?: readonly OwnModule[];
}

/** Why the code could not be loaded, or stopped, in words for the person who wrote it. */
export interface Problem {
  readonly kind:
    | "missing"
    | "not-a-file"
    | "archive"
    | "too-large"
    | "not-text"
    | "syntax"
    | "unsupported-typescript"
    | "import"
    | "missing-export"
    | "threw"
    | "timed-out"
    | "never-settles"
    | "out-of-memory"
    | "too-much-output"
    | "not-data"
    | "exited"
    | "grader";
  /** A full sentence with what was found, the rule, and the remedy. Text of the student's is quoted and cut. */
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

export interface Call {
  /** The student's own export, or a program of the spec that is handed the student's module as first argument. */
  readonly target: "module" | "program";
  readonly name: string;
  readonly args: readonly Value[];
  /** Ask for the arguments as they are after the call, to see whether they were changed. */
  readonly echo?: boolean;
}

export type Reply =
  | { readonly status: "returned"; readonly value: Value; readonly argsAfter?: readonly Value[] }
  /** The code threw; `notStarted` when it is the stub's own error. */
  | {
      readonly status: "threw";
      readonly problem: Problem;
      readonly name: string;
      readonly message: string;
      readonly notStarted: boolean;
    }
  /** The call did not end in a value: too slow, out of memory, died, never settled, or returned what isn't data. */
  | { readonly status: "lost"; readonly problem: Problem };

export interface Session {
  /** Export names of the module under test with what they are. */
  readonly exports: ReadonlyMap<string, "function" | "class" | "value">;
  /** Names of the spec's programs. */
  readonly programs: ReadonlySet<string>;
  /** Runs calls in order, in one message where there is a wire. One reply for each call, in the same order. */
  call(calls: readonly Call[]): Promise<Reply[]>;
  /** Console output so far, cut at a limit. */
  console(): string;
}

export type Loaded =
  | { readonly status: "loaded"; readonly session: Session }
  | { readonly status: "broken"; readonly problem: Problem };

/** Loads exercises of one submission; none finds what another left behind. */
export interface Executor {
  load(source: ExerciseSource): Promise<Loaded>;
  close(): Promise<void>;
}

/** Limits in force for a submission; printed on the report. */
export interface Limits {
  /** CPU seconds for loading a module, or for one message of calls. */
  readonly cpuSeconds: number;
  /** Megabytes of heap. */
  readonly memoryMegabytes: number;
  /** Characters of console output kept for an exercise. */
  readonly consoleCharacters: number;
}

export const defaultLimits: Limits = { cpuSeconds: 2, memoryMegabytes: 192, consoleCharacters: 4000 };
