/**
 * All that the pages of a class are made of, in one object: gathered by the command line, rendered by pure functions.
 */
import type { PolicyMoment } from "#graders/policy/grade.ts";
import type { LatenessFacts } from "#graders/policy/lateness-words.ts";
import type { BriefResult } from "#graders/result/brief.ts";
import type { Similarity } from "#graders/result/similarity.ts";

export interface ClassFacts {
  /** The assignment's. */
  readonly title?: string;
  readonly results: readonly BriefResult[];
  /** What is known of a submission beside its result, by its id. */
  readonly handedIn?: ReadonlyMap<string, HandedIn>;
  /** People on the roster who handed in nothing. */
  readonly missing?: readonly PersonFacts[];
  /** The mark for everything; absent without a policy. */
  readonly maximum?: number;
  readonly similarity?: Similarity;
  readonly unmatched?: readonly Unmatched[];
  /** There is a page that tells who changed what and when. */
  readonly hasAudit?: boolean;
}

export interface PersonFacts {
  readonly id: string;
  readonly name?: string;
  readonly section?: string;
  /** Until when they may hand in instead of everybody's date. */
  readonly extension?: PolicyMoment;
}

export interface HandedIn {
  /** Whose it is; several for a group, none where nobody knows. */
  readonly people: readonly PersonFacts[];
  /** Which attempt it is, where a person has several. */
  readonly attempt?: number;
  /** ISO 8601, or whatever the platform said. */
  readonly submittedAt?: string;
  /** Present where it came after the date. */
  readonly late?: LateFacts;
  /** By the clock. */
  readonly seconds?: number;
  /** What the policy makes of it, for each of its people. */
  readonly marks: readonly MarkFacts[];
}

export interface LateFacts {
  /** What the policy makes of it; absent without a policy. */
  readonly facts?: LatenessFacts;
  /** The share of its points that counts, in [0, 1]. */
  readonly factor: number;
}

export interface MarkFacts {
  readonly state: "graded" | "pending" | "not graded" | "missing";
  readonly mark?: number;
  /** Of several attempts, this is the one. */
  readonly counts: boolean;
}

/** Something that could not be brought together with the rest. */
export interface Unmatched {
  readonly kind: UnmatchedKind;
  /** What it is about: a submission, a file, a line. */
  readonly what: string;
  /** What else there is to say, in the grader's words or names. */
  readonly why: string;
}

/** Those of graders/intake/unmatched.ts. */
export type UnmatchedKind =
  | "submissionsWithoutPerson"
  | "severalPeople"
  | "severalSubmissions"
  | "ambiguousFiles"
  | "filesOfNoExercise"
  | "filesOfNobody"
  | "unread"
  | "repositories"
  | "lines";
