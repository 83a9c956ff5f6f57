/**
 * Proves that the spec of one exercise can be trusted to grade: the reference passes under every seed, the stub scores
 * nothing, every known mistake is caught and called by its name alone, every accepted variant passes, and no generator
 * draws inputs on which mistakes can hide.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Loaded, Session } from "#graders/execution/executor.ts";
import { gradeExercise } from "#graders/grading/grade-exercise.ts";
import { trialSession } from "#graders/grading/sessions.ts";
import { foundationFaults } from "./audit/foundations.ts";
import { float32Faults } from "./float32.ts";
import { auditInputs } from "./audit/audit-inputs.ts";
import type { ExerciseResult } from "#graders/result/result.ts";
import { loadVariants, projectRoot } from "#graders/spec/load.ts";
import { exportsOf, type Exercise, type Spec } from "#graders/spec/spec.ts";

export interface Verification {
  readonly id: string;
  readonly checks: number;
  readonly points: number;
  readonly mistakes: { readonly caught: number; readonly recognised: number; readonly of: number };
  readonly variants: number;
  readonly seeds: number;
  /** Gradient checks of the reference that difference quotients alone left undecided, over all seeds. */
  readonly undecided: number;
  /** Full sentences; none when the spec can be trusted. */
  readonly faults: readonly string[];
}

const fewestMistakes = 3;
/** A mistake that only some draws show is seen by those who draw them; one that trains a network takes too long for it. */
const seedsOfMistake = (spec: Spec): number => (spec.cpuSeconds === undefined ? 3 : 1);

export async function verifyExercise(
  exercise: Exercise,
  options: { readonly seeds: number; readonly root?: string },
): Promise<Verification> {
  const { spec, mistakes } = exercise;
  const variants = await loadVariants(spec.id, options.root);
  const faults = [...missingFiles(spec.id, options.root ?? projectRoot), ...auditInputs(exercise)];
  let undecided = 0;
  for (let seed = 1; seed <= options.seeds; seed++) {
    const result = await grade(exercise, trialSession(exercise), seed);
    undecided += result.checks.filter(({ status }) => status === "inconclusive").length;
    const fault = notPassed(result);
    if (fault) {
      faults.push(`The reference fails under seed ${seed}: ${fault}`);
      break;
    }
  }
  faults.push(...(await stubFaults(exercise, options.root ?? projectRoot)));
  let caught = 0;
  let recognised = 0;
  for (const [name, mistake] of mistakes) {
    const result = await grade(exercise, trialSession(exercise, mistake.exports), 1, true);
    if (result.points === result.maxPoints) {
      faults.push(`The mistake “${name}” is not caught: every check passes. Add a case or a property that it breaks.`);
      continue;
    }
    const hidesUnder = await seedThatHides(exercise, mistake.exports);
    if (hidesUnder !== undefined) {
      faults.push(
        `The mistake “${name}” is not caught under seed ${hidesUnder}: what it breaks is not always drawn. Add a case, or draw more.`,
      );
      continue;
    }
    caught++;
    const named = new Set(
      result.checks.flatMap(({ lesson }) => lesson?.mistakes?.map((mistake) => mistake.name) ?? []),
    );
    const others = [...named].filter((other) => other !== name);
    if (!named.has(name))
      faults.push(
        `The mistake “${name}” is caught but not recognised${others.length > 0 ? `: it is taken for “${others[0]}”. Add a probe that tells them apart` : ""}.`,
      );
    else if (others.length > 0)
      faults.push(
        `The mistake “${name}” is named together with “${others.join("”, “")}”. Add a case in which they differ; if there is none, they are one mistake.`,
      );
    else recognised++;
    if (result.checks.some(({ status }) => status === "not graded"))
      faults.push(
        `Under the mistake “${name}” a check could not be run: ${result.checks.find(({ status }) => status === "not graded")!.lesson!.summary}`,
      );
  }
  if (mistakes.size < fewestMistakes)
    faults.push(`Only ${mistakes.size} known mistakes are listed, expected at least ${fewestMistakes}.`);
  for (const [name, variant] of variants) {
    const fault = notPassed(await grade(exercise, trialSession(exercise, variant.exports), 1));
    if (fault) faults.push(`The accepted variant “${name}” is refused: ${fault}`);
  }
  faults.push(...(await float32Faults(exercise)), ...foundationFaults(spec));
  const points = spec.checks.reduce((sum, check) => sum + check.points, 0);
  return {
    id: spec.id,
    checks: spec.checks.length,
    points,
    mistakes: { caught, recognised, of: mistakes.size },
    variants: variants.size,
    seeds: options.seeds,
    undecided,
    faults,
  };
}

/** The first seed after 1 under which wrong code loses nothing. */
async function seedThatHides(exercise: Exercise, exports: object): Promise<number | undefined> {
  for (let seed = 2; seed <= seedsOfMistake(exercise.spec); seed++) {
    const { points, maxPoints } = await grade(exercise, trialSession(exercise, exports), seed);
    if (points === maxPoints) return seed;
  }
  return undefined;
}

function grade(exercise: Exercise, session: Session, seed: number, diagnosis = false): Promise<ExerciseResult> {
  return gradeExercise(exercise, () => Promise.resolve<Loaded>({ status: "loaded", session }), {
    seed,
    diagnosis,
    trustsReference: false,
  });
}

function notPassed(result: ExerciseResult): string | undefined {
  const check = result.checks.find(({ status }) => status !== "pass" && status !== "inconclusive");
  if (check)
    return `“${check.name}” is ${check.status}. ${check.lesson?.summary ?? ""} ${check.lesson?.call ?? ""}`.trim();
  return result.status === "passed" ? undefined : (result.problem?.message ?? result.status);
}

function missingFiles(id: string, root: string): string[] {
  return [`exercises/${id}.ts`, `exercises/${id}.test.ts`, `exercises/${id}.md`]
    .filter((file) => !existsSync(join(root, file)))
    .map((file) => `${file} does not exist.`);
}

/** The stub as it is handed out scores nothing, exports what the reference does, and counts as not started. */
async function stubFaults(exercise: Exercise, root: string): Promise<string[]> {
  const file = join(root, "exercises", `${exercise.spec.id}.ts`);
  if (!existsSync(file)) return [];
  const stub = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { [name: string]: unknown };
  const faults = exportsOf(exercise.spec)
    .filter((name) => typeof stub[name] !== "function")
    .map((name) => `The stub does not export ${name}.`);
  const result = await grade(exercise, trialSession(exercise, stub), 1);
  if (result.points > 0) {
    const given = result.checks.filter(({ points }) => points > 0).map(({ name }) => `“${name}”`);
    faults.push(`The stub scores ${result.points} points, for ${given.join(", ")}.`);
  } else if (result.status !== "not started")
    faults.push(
      `The stub counts as ${result.status}, expected not started: each of its functions throws new NotStarted().`,
    );
  return faults;
}
