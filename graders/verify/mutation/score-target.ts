/** Runs the mutants of one file against the specs that must notice them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pool } from "#graders/batch/pool.ts";
import { SpecError } from "#graders/spec/spec-error.ts";
import { mutate, type Mutant } from "./mutants.ts";
import type { Target } from "./targets.ts";
import type { Threads } from "./threads.ts";
import type { Answer } from "./worker.ts";

export interface Survivor extends Omit<Mutant, "key"> {
  /** What could have seen it: `no check reaches it`, `caught under 3 of 4 other seeds`. */
  readonly seen: string;
}

export interface TargetResult {
  readonly mutants: number;
  readonly survivors: readonly Survivor[];
}

const firstSeed = 1;
const otherSeeds = [2, 3, 4, 5];
/** A mutant that is passed this many times as often as its original, and then some, is in a loop without end. */
const hitFactor = 100;
const hitsFree = 1_000_000;
/** The same for the time of one call, measured against the whole grading of the original; a busy machine is no loop. */
const timeFactor = 10;
const freeMs = 5_000;

/** @throws SpecError - when the file as it is isn't passed. */
export async function scoreTarget(
  target: Target,
  { root, threads, width }: { readonly root: string; readonly threads: Threads; readonly width: number },
): Promise<TargetResult> {
  const mutated = `reference/${target.id}.ts`;
  const { code, mutants } = await mutate(mutated, readFileSync(join(root, mutated), "utf8"));
  const question = (exercise: string, seed: number) => ({
    root,
    exercise,
    entry: `reference/${exercise}.ts`,
    mutated,
    code,
    seed,
  });
  const originals = new Map<string, Answer>();
  for (const exercise of target.exercises) {
    const whole = await threads.ask(question(exercise, firstSeed));
    if (whole.failed !== undefined)
      throw new SpecError(`${exercise}: The reference is not passed under seed ${firstSeed}: ${whole.failed}`);
    originals.set(exercise, whole);
  }
  const isKilled = async (key: string, seed: number): Promise<boolean> => {
    for (const exercise of target.exercises) {
      const { hits, milliseconds } = originals.get(exercise)!;
      if (hits[key] === undefined) continue;
      const mutant = {
        key,
        hitsAllowed: hitFactor * hits[key] + hitsFree,
        callLimitMs: timeFactor * milliseconds + freeMs,
      };
      if ((await threads.ask({ ...question(exercise, seed), mutant })).failed !== undefined) return true;
    }
    return false;
  };
  const seen = new Map<string, string>();
  await pool(mutants, width, async ({ key }) => {
    if (![...originals.values()].some(({ hits }) => key in hits)) seen.set(key, "no check reaches it");
    else if (!(await isKilled(key, firstSeed))) seen.set(key, await underOtherSeeds(key, isKilled));
  });
  const survivors = mutants.flatMap(({ key, ...change }) => {
    const label = seen.get(key);
    return label === undefined ? [] : [{ ...change, seen: label }];
  });
  return { mutants: mutants.length, survivors };
}

async function underOtherSeeds(
  key: string,
  isKilled: (key: string, seed: number) => Promise<boolean>,
): Promise<string> {
  let caught = 0;
  for (const seed of otherSeeds) if (await isKilled(key, seed)) caught += 1;
  return `caught under ${caught === 0 ? "none" : caught} of ${otherSeeds.length} other seeds`;
}
