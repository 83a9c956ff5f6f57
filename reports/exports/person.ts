/** Who handed a submission in, and what an export for a whole class is made of. */
import type { Result } from "#graders/result/result.ts";

/** A person of the roster. What a platform knows someone by differs, so every field beside `id` may be missing. */
export interface Person {
  /** What the platform that the roster comes from calls them: Canvas's ID, Moodle's participant, LTI's user id. */
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly login?: string;
  /** The institution's own number: Canvas's SIS User ID, Moodle's ID number. */
  readonly sisId?: string;
  readonly section?: string;
}

/** A result beside the person whose work it is; without one where the roster names nobody. */
export interface Graded {
  readonly result: Result;
  readonly person?: Person;
  /** What the class's policy makes of it; without a policy the points are the grade. */
  readonly mark?: PolicyMark;
}

export interface PolicyMark {
  /** Absent while something is still to be marked by hand, and where nothing could be graded. */
  readonly value?: number;
  readonly maximum: number;
  readonly state: "graded" | "pending" | "not graded" | "missing";
  /** What was taken off and why, in a sentence. */
  readonly note?: string;
}

/** A file for a gradebook, with a sentence for everything that is not in it as one might expect. */
export interface ClassExport {
  readonly text: string;
  readonly notes: readonly string[];
}
