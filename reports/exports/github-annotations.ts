/**
 * Annotations of GitHub Actions: one line for each check that was not passed, at the student's file.
 *
 * GitHub shows ten of a kind for a step and drops the rest without a word. So the worst come first, by the points they
 * cost, and where there are more the tenth says how many are not shown. A wrong answer is an error; what could not be graded
 * is a warning; an exercise that is not begun, and a check that waits for another, are notices.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
import type { CheckResult, ExerciseResult, Result } from "#graders/result/result.ts";
import { checkNote } from "../check-note.ts";
import { oneLine } from "../plain.ts";
import { addedProblem } from "../problem.ts";
import { exerciseName, isUndecided } from "../score.ts";
import { asSeenBy, type Audience } from "../visibility.ts";
import { counted, exerciseWords, sentenceCase } from "../words.ts";
import { command } from "./github-commands.ts";

type Kind = "error" | "warning" | "notice";

interface Annotation {
  readonly kind: Kind;
  readonly title: string;
  readonly message: string;
  /** Points lost. */
  readonly cost: number;
  /** Path inside the submission. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

interface AnnotationOptions {
  readonly audience: Audience;
  /** Where the submission lies in the repository: `homework/`, or nothing where it is the repository. */
  readonly folder?: string;
}

const shownOfAKind = 10;
const kinds: readonly Kind[] = ["error", "warning", "notice"];

export function githubAnnotations(results: readonly Result[], { audience, folder = "" }: AnnotationOptions): string {
  const all = results.flatMap((result) => annotationsOf(asSeenBy(audience, result)));
  return kinds.flatMap((kind) => limited(all.filter((each) => each.kind === kind)).map(line(folder))).join("");
}

function annotationsOf(result: Result): Annotation[] {
  const whole: Annotation[] = result.problem
    ? [{ kind: "error", title: "The submission", message: result.problem.message, cost: Infinity }]
    : [];
  return [...whole, ...result.exercises.flatMap((exercise) => ofExercise(exercise, fileOf(result, exercise)))];
}

function ofExercise(exercise: ExerciseResult, file: string | undefined): Annotation[] {
  const { status, problem, maxPoints, points } = exercise;
  const { word, meaning } = exerciseWords[status];
  const title = `${exerciseName(exercise.id)}: ${word}`;
  if (status === "passed") return [];
  if (status === "not started") return [{ kind: "notice", title, message: meaning, cost: maxPoints, file }];
  if (!problem) return exercise.checks.flatMap((check) => ofCheck(check, exercise, file));
  const { message } = problem;
  // A missing file has no place where an annotation could stand.
  const place = status === "missing" ? {} : { file: problem.file ?? file, line: problem.line };
  const kind = status === "not graded" ? "warning" : "error";
  return [{ kind, title, message: [message, meaning].filter(Boolean).join(" "), cost: maxPoints - points, ...place }];
}

function ofCheck(check: CheckResult, exercise: ExerciseResult, file: string | undefined): Annotation[] {
  if (check.status === "pass") return [];
  const { lesson, maxPoints, points } = check;
  const title = `${exerciseName(exercise.id)}: ${check.name}`;
  if (check.status === "skipped") return [{ kind: "notice", title, message: checkNote(check), cost: maxPoints, file }];
  if (isUndecided(check)) return [{ kind: "warning", title, message: checkNote(check), cost: 0, file }];
  const problem = lesson?.problem;
  const added = lesson && addedProblem(lesson);
  const mistakes = lesson?.mistakes?.map(({ name }) => `It looks like: ${name}.`) ?? [];
  const message = [lesson?.summary ?? checkNote(check), added?.message, ...mistakes];
  return [
    {
      kind: "error",
      title,
      message: message.filter(Boolean).join("\n"),
      cost: maxPoints - points,
      file: problem?.file ?? file,
      line: problem?.line,
    },
  ];
}

/** The file of the submission that holds the exercise. */
function fileOf({ submission }: Result, { id }: ExerciseResult): string | undefined {
  const places = [`${id}.ts`, `exercises/${id}.ts`, `${exerciseName(id)}.ts`];
  return places.find((place) => place in submission.files);
}

/** At most ten, the worst first, and the last says what is left out. */
function limited(annotations: readonly Annotation[]): Annotation[] {
  const worstFirst = annotations.toSorted((a, b) => (a.cost === b.cost ? 0 : b.cost - a.cost));
  if (worstFirst.length <= shownOfAKind) return worstFirst;
  const shown = worstFirst.slice(0, shownOfAKind - 1);
  const left = worstFirst.length - shown.length;
  const { kind } = shown[0]!;
  const message = `${counted(left, `more ${kind}`)} not shown here, because GitHub shows ${shownOfAKind} of a kind. The summary of this job has them.`;
  return [...shown, { kind, title: "gradecheck", message: sentenceCase(message), cost: 0 }];
}

function line(folder: string): (annotation: Annotation) => string {
  const prefix = folder === "" || folder === "." ? "" : `${folder.replace(/\/+$/, "")}/`;
  return ({ kind, title, message, file, line }) =>
    command(
      kind,
      {
        ...(file === undefined ? {} : { file: prefix + file }),
        ...(line === undefined ? {} : { line: String(line) }),
        title: oneLine(title),
      },
      message,
    );
}
