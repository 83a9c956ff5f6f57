/** What is found at a path: submissions, and what belongs to none. */
import type { Submission } from "#graders/batch/submissions.ts";
import type { Unread } from "./downloads/download.ts";
import type { ExerciseNames } from "./exercise-names.ts";
import type { FetchSettings } from "./git/fetch.ts";
import { archivesOf, openFiles, type HandedIn, type Stray } from "./handed-in.ts";
import type { Source } from "./people.ts";

export interface FoundSubmission {
  readonly submission: Submission;
  /** The paths of its files; none for an archive, which is listed only when it is graded. */
  readonly paths: readonly string[];
  /** For a part of a download, the paths there of what it consists of. */
  readonly files?: readonly string[];
}

export interface Found {
  readonly source: Source;
  /** Goes on after "Read as …, because". */
  readonly evidence: string;
  readonly submissions: readonly FoundSubmission[];
  readonly strays: readonly Stray[];
  readonly unread: readonly Unread[];
  readonly repositories?: readonly { readonly submission: string; readonly why: string }[];
  readonly lines?: readonly { readonly file: string; readonly line: number; readonly why: string }[];
}

export interface Settings {
  readonly as?: Source | undefined;
  readonly names: ExerciseNames;
  readonly git: FetchSettings;
  /** Is told what takes long. */
  readonly tell: (line: string) => void;
}

/** A part of a download as the submission that it is. */
export function submissionOf(one: HandedIn, root: string, source: Source): FoundSubmission {
  const { identities, files, ...told } = one;
  const archives = new Set(archivesOf(files).map(([path]) => path));
  return {
    submission: { ...told, root, source, submittedBy: identities, open: () => openFiles(files) },
    paths: [...files.keys()].filter((path) => !archives.has(path)),
    files: [...files.values()].map(({ path }) => path),
  };
}

/** A folder or an archive as the submission that it is. */
export function ofFolder(submission: Submission, paths: readonly string[]): FoundSubmission {
  return {
    submission: { ...submission, source: "folder", submittedBy: [{ any: submission.id }] },
    paths: submission.archive ? [] : paths,
  };
}

/** A path that is one submission, or an archive of which no more is known. */
export function whole(found: readonly Submission[]): Found {
  return {
    source: "folder",
    evidence: "nothing in it says otherwise",
    submissions: found.map((one) => ofFolder(one, [])),
    strays: [],
    unread: [],
  };
}
