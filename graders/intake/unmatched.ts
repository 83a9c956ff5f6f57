/** What could not be brought together: listed for a person to decide, and never dropped. */
import type { Unread } from "./downloads/download.ts";
import type { Stray } from "./handed-in.ts";
import type { Ambiguous, Placing } from "./placing.ts";

export interface Unmatched {
  /** Graded all the same. */
  readonly submissionsWithoutPerson: readonly string[];
  /** Ids of people on the roster. */
  readonly peopleWithoutSubmission: readonly string[];
  /** Submissions that several people on the roster could have handed in; none of them was taken. */
  readonly severalPeople: readonly { readonly submission: string; readonly people: readonly string[] }[];
  /** People with several submissions that are not said to be attempts of one. */
  readonly severalSubmissions: readonly { readonly person: string; readonly submissions: readonly string[] }[];
  /** Several files of a submission that could be the same exercise. */
  readonly ambiguousFiles: readonly ({ readonly submission: string } & Ambiguous)[];
  /** Files of a submission that belong to no exercise of the assignment. */
  readonly filesOfNoExercise: readonly OtherFiles[];
  /** Files of the download that belong to no submission. */
  readonly filesOfNobody: readonly Stray[];
  /** What is there and isn't read: links, names that lead outside. */
  readonly unread: readonly Unread[];
  /** Repositories that could not be fetched. */
  readonly repositories: readonly { readonly submission: string; readonly why: string }[];
  /** Lines of the roster or the list of repositories that could not be understood. */
  readonly lines: readonly { readonly file: string; readonly line: number; readonly why: string }[];
}

export interface OtherFiles {
  readonly submission: string;
  readonly files: readonly string[];
  /** How many more there are than are listed. */
  readonly more?: number;
  /** Exercises that it has no file for: one of these may be misspelt. */
  readonly missing: readonly string[];
}

const maxListed = 100;

/** A student can hand in thousands of files with long names; a hundred say enough. */
export function otherFiles(submission: string, { others, missing }: Placing): OtherFiles[] {
  if (others.length === 0) return [];
  const more = others.length - maxListed;
  return [{ submission, files: others.slice(0, maxListed), ...(more > 0 ? { more } : {}), missing }];
}
