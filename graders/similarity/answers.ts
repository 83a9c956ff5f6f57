/** Reads what a submission holds for an exercise. Code that can't be graded is compared all the same: a copy may be broken. */
import type { OpenedArchive } from "#graders/intake/archive.ts";
import type { SubmissionFiles } from "#graders/intake/submission-files.ts";
import { prepareExercise } from "#graders/execution/source.ts";
import { stripTypes } from "#graders/execution/source/strip.ts";
import type { CodeFile } from "./document.ts";

export interface Answer {
  readonly files: readonly CodeFile[];
  /** Why nothing could be read, or why it is compared with its types. */
  readonly reason?: string;
}

/** Undefined where nothing was handed in. */
export async function answerOf(opened: OpenedArchive, exercise: string): Promise<Answer | undefined> {
  if (opened.status === "refused") return { files: [], reason: opened.problem.message };
  const prepared = await prepareExercise({ submission: opened.files, id: exercise });
  if (prepared.status === "ready")
    return { files: [...prepared.source.modules].map(([path, text]) => ({ path, text })) };
  const paths = Object.keys(prepared.files);
  if (paths.length > 0) return asFarAsRead(opened.files, paths);
  return prepared.problem.kind === "missing" ? undefined : { files: [], reason: prepared.problem.message };
}

/** Not everything that was refused is unreadable: an import of a package is refused, and the code around it is code. */
async function asFarAsRead(submission: SubmissionFiles, paths: readonly string[]): Promise<Answer> {
  const files: CodeFile[] = [];
  const reasons: string[] = [];
  for (const path of paths) {
    const found = await submission.read([path]);
    if (found.status !== "file") continue;
    const stripped = await stripTypes(path, found.text);
    if (stripped.status === "broken") reasons.push(stripped.problem.message);
    files.push({ path, text: stripped.status === "stripped" ? stripped.text : found.text });
  }
  return { files, ...(reasons[0] === undefined ? {} : { reason: reasons[0] }) };
}
