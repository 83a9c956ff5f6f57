/**
 * The result of grading one submission: the one document from which every report and export is made.
 *
 * It holds no clock reading and no path of the machine, so the same submission, specs and seed give the same bytes.
 * Its JSON Schema is specs/schema/result.schema.json.
 */
import type { Problem } from "#graders/execution/executor.ts";

export const RESULT_FORMAT = "gradecheck-result/1";

export type Visibility = "visible" | "hidden" | "after-due";

/**
 * pass: earned. fail: a wrong answer. error: the code broke (threw, hung, returned what isn't data).
 * skipped: what it builds on failed. inconclusive: could not be decided; costs nothing. not graded: our fault; costs nothing.
 */
export type CheckStatus = "pass" | "fail" | "error" | "skipped" | "inconclusive" | "not graded";

export type ExerciseStatus = "passed" | "failed" | "not started" | "missing" | "broken" | "not graded";

/** A value made readable: nested text, cut when long; numbers as JSON or "NaN", "Infinity", "-Infinity", "-0". */
export interface Preview {
  /** Numbers in it have nine significant digits. */
  readonly text: string;
  /** Present for tensors and numbers. */
  readonly shape?: readonly number[];
  /** The first entries in row-major order (at most 256), for pictures. */
  readonly values?: readonly (number | string)[];
  /** The parts of a record or of a list of tensors, by name: `.gradWeight`, `[0]`. */
  readonly fields?: readonly { readonly name: string; readonly value: Preview }[];
  /** Present where this is not as expected: which of `values` differ; empty when it differs as a whole. */
  readonly wrong?: readonly number[];
}

/** One entry that differs. Numbers as in {@link Preview}. */
export interface Difference {
  /** Where, as written in code: `[1, 2]`, `.gradWeight[0, 3]`. Empty when the whole value differs. */
  readonly at: string;
  readonly expected: number | string;
  readonly actual: number | string;
  /** |actual − expected|, absent when one of them isn't finite. */
  readonly difference?: number;
  /** The error that was allowed at this entry. */
  readonly allowed?: number;
}

/** An entry of an exercise's catalogue of mistakes. */
export interface KnownMistake {
  readonly name: string;
  /** What the code seems to do, in a sentence. */
  readonly looksLike: string;
  /** The line of the formula to read again. */
  readonly reread: string;
}

/** Lines of the student's own file: what a failure is about. */
export interface SourceLines {
  /** Path inside the submission. */
  readonly path: string;
  /** Number of the first line. */
  readonly from: number;
  /** As written, types included; at most 24 lines. */
  readonly text: string;
  /** The line that broke, where it is known. */
  readonly marked?: number;
  /** How many more lines the same declaration has. */
  readonly more?: number;
}

/** What a student learns from a check that was not passed. */
export interface Lesson {
  /** One or two full sentences: what happened, on what. */
  readonly summary: string;
  /** The call as one would write it: `softmax(logits, { axis: 1 })`. */
  readonly call?: string;
  /** TypeScript to paste: the arguments in full, then the call. Absent when they are too long. */
  readonly code?: string;
  /** The smallest input found that shows it, by argument name. */
  readonly input?: readonly { readonly name: string; readonly value: Preview }[];
  readonly expected?: Preview;
  readonly actual?: Preview;
  /** The worst few differing entries, in order of position. */
  readonly differences?: readonly Difference[];
  readonly differing?: { readonly count: number; readonly of: number };
  /** How far off an entry may be, and why, in words. */
  readonly tolerance?: string;
  /** The known mistakes that give the same numbers: one, or several that can't be told apart here. */
  readonly mistakes?: readonly KnownMistake[];
  /** A sentence on what the wrong numbers have in common, where no known mistake gives them. */
  readonly pattern?: string;
  readonly hint?: string;
  /** Where the student's code broke. */
  readonly problem?: Problem;
  /** Where an expected value comes from. */
  readonly source?: string;
  /** Seed that replays the inputs of this check. */
  readonly seed?: number;
  /** The declaration that the check calls, or where the code broke. */
  readonly lines?: SourceLines;
}

export interface CheckResult {
  /** A true sentence about a right implementation. */
  readonly name: string;
  readonly kind: string;
  readonly status: CheckStatus;
  readonly points: number;
  readonly maxPoints: number;
  readonly visibility: Visibility;
  /** Inputs tried. */
  readonly runs?: number;
  readonly lesson?: Lesson;
}

export interface ExerciseResult {
  /** `02-activations/relu` */
  readonly id: string;
  readonly title: string;
  readonly formula?: string;
  readonly status: ExerciseStatus;
  readonly points: number;
  readonly maxPoints: number;
  /** Set when status is missing or broken, and when nothing of it could be graded. */
  readonly problem?: Problem;
  readonly checks: readonly CheckResult[];
  /** Around the place of the problem. */
  readonly lines?: SourceLines;
  /** What the student's code printed, cut. */
  readonly console?: string;
  /** Where kernels were run, with the points that they would earn there. The first decides; the others cost nothing. */
  readonly devices?: readonly DevicePoints[];
}

export interface DevicePoints {
  /** An engine's name: `gpujs-webasm`. */
  readonly name: string;
  readonly points: number;
}

/** What was in force around the submission's code, as measured on the machine that graded it. */
export interface IsolationReport {
  /** `sealed`, `confined`, `limited` or `realm`, from the strongest down. */
  readonly level: string;
  /** What it was made of. */
  readonly layers: readonly string[];
  /** Ways out that were tried before grading began. */
  readonly probes: number;
  /** Those that got through: what code could do if it escaped from its realm. */
  readonly open: readonly string[];
}

export interface Result {
  readonly format: typeof RESULT_FORMAT;
  readonly submission: {
    readonly id: string;
    /** SHA-256 of each file read, by path inside the submission. */
    readonly files: Readonly<Record<string, string>>;
  };
  /** SHA-256 over specs, references and grader: all that decides a verdict. */
  readonly specs: string;
  readonly seed: number;
  readonly grader: { readonly version: string; readonly node: string; readonly isolation: IsolationReport };
  readonly limits: {
    readonly cpuSeconds: number;
    readonly memoryMegabytes: number;
    readonly consoleCharacters: number;
  };
  readonly points: number;
  readonly maxPoints: number;
  /** Something about the submission as a whole: no exercise file in it, an unreadable folder. */
  readonly problem?: Problem;
  readonly exercises: readonly ExerciseResult[];
}
