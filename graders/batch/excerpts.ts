/** Puts beside each failure of a result the lines of the student's own files that it is about. Nothing of a verdict depends on it. */
import type { Problem } from "#graders/execution/executor.ts";
import type { CheckResult, ExerciseResult, Result, SourceLines } from "#graders/result/result.ts";
import { linesAround, linesOfDeclaration, type SourceFile } from "./excerpt.ts";
import type { TakenIn } from "./read-submission.ts";
import { openSubmission, type Submission } from "./submissions.ts";

/** The result with its lines, read again from the submission: what was graded holds no types. */
export async function withExcerpts(result: Result, submission: Submission, taken: TakenIn): Promise<Result> {
  const wanting = result.exercises.filter(isWanting);
  if (wanting.length === 0) return result;
  const opened = await openSubmission(submission);
  if (opened.status === "refused") return result;
  const exercises: ExerciseResult[] = [];
  for (const exercise of result.exercises) {
    const prepared = taken.exercises.get(exercise.id);
    if (!prepared || !isWanting(exercise)) {
      exercises.push(exercise);
      continue;
    }
    const files: SourceFile[] = [];
    for (const [path, digest] of Object.entries(prepared.files)) {
      const read = await opened.files.read([path]);
      // One that has changed meanwhile is not what was graded.
      if (read.status !== "file" || read.digest !== digest) continue;
      const stripped = prepared.status === "ready" ? prepared.source.modules.get(path) : undefined;
      files.push({ path, text: read.text, ...(stripped === undefined ? {} : { stripped }) });
    }
    exercises.push(exerciseWithLines(exercise, files));
  }
  return { ...result, exercises };
}

/** @param files - of the exercise, its own first. */
export function exerciseWithLines(exercise: ExerciseResult, files: readonly SourceFile[]): ExerciseResult {
  const lines = exercise.problem && linesOfProblem(exercise.problem, files);
  return {
    ...exercise,
    ...(lines ? { lines } : {}),
    checks: exercise.checks.map((check) => checkWithLines(check, files)),
  };
}

function checkWithLines(check: CheckResult, files: readonly SourceFile[]): CheckResult {
  const { lesson, status } = check;
  if (!lesson || !(status === "fail" || status === "error")) return check;
  const lines = (lesson.problem && linesOfProblem(lesson.problem, files)) ?? linesOfCall(lesson.call, files);
  return lines ? { ...check, lesson: { ...lesson, lines } } : check;
}

function linesOfProblem({ file, line }: Problem, files: readonly SourceFile[]): SourceLines | undefined {
  const found = files.find(({ path }) => path === file);
  return found && line !== undefined ? linesAround(found, line) : undefined;
}

/** Programs of the spec are called like functions, but are nowhere in the student's files. */
function linesOfCall(call: string | undefined, files: readonly SourceFile[]): SourceLines | undefined {
  const name = /^([\p{ID_Start}$_][\p{ID_Continue}$]*)\(/u.exec(call ?? "")?.[1];
  if (name === undefined) return undefined;
  for (const file of files) {
    const lines = linesOfDeclaration(file, name);
    if (lines) return lines;
  }
  return undefined;
}

function isWanting({ status }: ExerciseResult): boolean {
  return status === "failed" || status === "broken";
}
