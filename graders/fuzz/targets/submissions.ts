/** Damaged sources graded whole, in an isolated child, against what the code was worth before. */
import { loadCourse, type CourseExercise } from "#graders/batch/course.ts";
import { defaultLimits } from "#graders/execution/executor.ts";
import { isolatedExecutor } from "#graders/execution/isolated/isolated.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { readResult } from "#graders/result/read-result.ts";
import { RESULT_FORMAT, type ExerciseResult } from "#graders/result/result.ts";
import { projectRoot } from "#graders/spec/load.ts";
import { removals } from "../minimise.ts";
import { pick } from "../mutate/bytes.ts";
import { mutatedSource, nearlyTheSame, tokensOf } from "../mutate/source.ts";
import { Violation, type Target } from "../target.ts";
import { knownWork, prepare, type Work } from "./students.ts";

interface Submission {
  readonly work: Work;
  readonly text: string;
}

const largestResult = 2_000_000;
const limits = { ...defaultLimits, cpuSeconds: 0.5 };

const target: Target<Submission> = {
  name: "submissions",
  rule: "A submission has a result that keeps the schema, holds no trace of the grader, is graded, and is worth no more than the code it was made from, or everything.",
  cases: 400,
  // Four loads that each use up their time, twice.
  seconds: 60,
  async open() {
    const work = await knownWork();
    const course = await loadCourse([...new Set(work.map(({ id }) => id))]);
    const exercises = new Map(course.exercises.map((exercise) => [exercise.spec.id, exercise]));
    const worth = new Map<Work, Promise<ExerciseResult>>();
    return {
      draw: (random) => {
        const chosen = pick(random, work);
        const gentle = random.integer(0, 3) > 0;
        return {
          work: chosen,
          text: gentle ? nearlyTheSame(random, chosen.text) : mutatedSource(random, [chosen.text]),
        };
      },
      judge: async ({ work, text }) => {
        const exercise = exercises.get(work.id)!;
        if (!worth.has(work)) worth.set(work, graded(exercise, work.text));
        const before = await worth.get(work)!;
        const result = await graded(exercise, text);
        hold(result);
        return [`${work.from}: ${result.status}${rise(before, result, work)}`];
      },
      *smaller({ work, text }) {
        for (const fewer of removals(tokensOf(text))) yield { work, text: fewer.join("") };
      },
      written: ({ work, text }) => JSON.stringify({ id: work.id, from: work.from, text }),
    };
  },
};
export default target;

async function graded(exercise: CourseExercise, text: string): Promise<ExerciseResult> {
  const executor = isolatedExecutor({ limits });
  const prepared = await prepare(exercise.spec.id, text, exercise.programModules);
  const { cpuSeconds } = exercise.spec;
  try {
    const open = async () =>
      prepared.status === "broken"
        ? prepared
        : executor.load(prepared.source, { cpuSeconds: cpuSeconds === undefined ? undefined : cpuSeconds / 4 });
    return await gradeExercise(exercise, open, { seed: 1 });
  } finally {
    await executor.close();
  }
}

function hold(result: ExerciseResult): void {
  const text = JSON.stringify({
    format: RESULT_FORMAT,
    submission: { id: "case", files: {} },
    specs: "0".repeat(64),
    seed: 1,
    grader: { version: "0", node: "0", isolation: { level: "realm", layers: [], probes: 0, open: [] } },
    limits,
    points: result.points,
    maxPoints: result.maxPoints,
    exercises: [result],
  });
  readResult(text, "case");
  if (text.length > largestResult) throw new Violation(`a result of ${text.length} characters`);
  if (text.includes(projectRoot) || /\bat [^"]{0,80}(?:gradecheck:|graders\/|node:internal|file:\/\/)/.test(text))
    throw new Violation("a trace of the grader is in the result");
  if (result.status === "not graded")
    throw new Violation(`not graded: ${result.problem?.message ?? "no check decided"}`);
  const ours = result.checks.find(({ status }) => status === "not graded");
  if (ours) throw new Violation(`a check is not graded: ${ours.lesson?.summary ?? ours.name}`);
}

/** Mended code is worth everything; nothing else may be worth more than before. */
function rise(before: ExerciseResult, after: ExerciseResult, { from }: Work): string {
  if (after.points <= before.points) return "";
  if (from !== "stub" && after.points === after.maxPoints && after.status === "passed") return ", mended";
  throw new Violation(`${after.points} points, made from ${from} worth ${before.points} of ${after.maxPoints}`);
}
