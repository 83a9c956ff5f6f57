/** Lets one attack loose on the grader as it is, and says what came of it. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { loadCourse, type Course } from "#graders/batch/course.ts";
import { gradeSubmission, type GradeSettings } from "#graders/batch/grade-submission.ts";
import type { Submission } from "#graders/batch/submissions.ts";
import { defaultLimits } from "#graders/execution/executor.ts";
import { bareRung } from "#graders/execution/sandbox/launch.ts";
import type { Level, NodeProgram, Rung } from "#graders/execution/sandbox/rung.ts";
import type { Result } from "#graders/result/result.ts";
import { projectRoot } from "#graders/spec/load.ts";
import { oneLine } from "#reports/plain.ts";
import { openArena } from "./arena.ts";
import type { Attack, Family } from "./attack.ts";
import { hiddenNumbers } from "./hidden-numbers.ts";
import { successes, type Observation } from "./judge.ts";
import { renderingsOf } from "./renderings.ts";

export interface Verdict {
  readonly attack: string;
  readonly family: Family;
  readonly rung: Level;
  readonly stopped: boolean;
  /** What stopped it, as the result says; or what it got. */
  readonly how: string;
}

const seed = 1;
/** Nothing that a submission of one exercise does may keep the grader for longer. */
const limitMilliseconds = 60_000;
const pollMilliseconds = 50;
const honestExercise = "02-activations/relu";

/** A family that begins as raw Node in the harness's place. */
const escaped: NodeProgram = {
  file: join(import.meta.dirname, "escaped.cjs"),
  args: (file) => ["--no-warnings", file],
};

/** The one place that says how submissions are graded here. */
function settingsFor(rung: Rung): GradeSettings {
  const report = { level: rung.level, layers: rung.layers, probes: 0, open: [] };
  const limits = { ...defaultLimits, cpuSeconds: 1 };
  return { seed, limits, isolation: { rung, report, probes: [], above: [] } };
}

export async function runAttack(attack: Attack, rung: Rung = bareRung): Promise<Verdict> {
  const arena = await openArena();
  try {
    const course = await courseOf(attack.exercise);
    const [exercise] = course.exercises;
    const hidden = await hiddenNumbers(exercise!, seed);
    const submission = await arena.place(attack);
    const around = attack.family === "after-escape" ? { ...rung, wrap: () => rung.wrap(escaped) } : rung;
    const { watched, ...cost } = await watch(async () => {
      const outcome = await graded(submission, course, around);
      return { ...outcome, renderings: outcome.result ? renderingsOf(outcome.result) : [] };
    });
    const damage = await arena.damage();
    const honest = await graded(await arena.place(await honestWork()), await courseOf(honestExercise), rung);
    const seen: Observation = {
      ...watched,
      ...cost,
      fullPoints: fullPointsOf(course),
      damage,
      secrets: arena.secrets,
      hiddenNumbers: hidden,
      ...(honest.result ? { honest: honest.result } : {}),
      honestFullPoints: fullPointsOf(await courseOf(honestExercise)),
    };
    const got = successes(attack, seen);
    const how = got.length === 0 ? inBrief(watched.result!) : got.join(" ");
    return {
      attack: attack.name,
      family: attack.family,
      rung: rung.level,
      stopped: got.length === 0,
      how: oneLine(how),
    };
  } finally {
    await arena.close();
  }
}

const courses = new Map<string, Promise<Course>>();

function courseOf(id: string): Promise<Course> {
  const course = courses.get(id) ?? loadCourse([id]);
  courses.set(id, course);
  return course;
}

function fullPointsOf({ exercises }: Course): number {
  return exercises.flatMap(({ spec }) => spec.checks).reduce((sum, { points }) => sum + points, 0);
}

/** The reference itself, handed in by somebody who has nothing to do with it all. */
async function honestWork(): Promise<Pick<Attack, "submission" | "pieces">> {
  const text = await readFile(join(projectRoot, "reference", `${honestExercise}.ts`), "utf8");
  return { submission: "ada", pieces: [{ path: `${honestExercise}.ts`, text }] };
}

type Outcome = { readonly result: Result } | { readonly result?: never; readonly failure: string };

async function graded(submission: Submission, course: Course, rung: Rung): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(resolve, limitMilliseconds, { failure: `it took more than ${limitMilliseconds / 1000} s` });
  });
  const grading = gradeSubmission(submission, course, settingsFor(rung)).then(
    ({ result }): Outcome => ({ result }),
    (error: unknown): Outcome => ({ failure: String(error) }),
  );
  try {
    return await Promise.race([grading, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What some work costs the grader's own process. */
async function watch<T>(work: () => Promise<T>): Promise<{ watched: T; grownMegabytes: number; stillSeconds: number }> {
  const before = process.memoryUsage.rss();
  let largest = before;
  const look = (): void => void (largest = Math.max(largest, process.memoryUsage.rss()));
  const timer = setInterval(look, pollMilliseconds);
  const delay = monitorEventLoopDelay({ resolution: pollMilliseconds });
  delay.enable();
  const watched = await work();
  delay.disable();
  clearInterval(timer);
  look();
  return { watched, grownMegabytes: (largest - before) / 2 ** 20, stillSeconds: delay.max / 1e9 };
}

function inBrief({ points, maxPoints, problem, exercises }: Result): string {
  const [exercise] = exercises;
  const why =
    problem ??
    exercise?.problem ??
    exercise?.checks.find(({ lesson }) => lesson)?.lesson?.summary ??
    "all checks passed";
  return `${points} of ${maxPoints} points: ${typeof why === "string" ? why : why.message}`.slice(0, 300);
}
